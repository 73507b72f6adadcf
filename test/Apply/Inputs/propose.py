# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Writes fixes as clang-tidy's --export-fixes does, from words.

    propose.py OUT main=a.cpp check=one 'a.h|old|new' ... check=two level=Error 'b.h|^old|before '

Each check= begins a diagnostic, each FILE|OLD|NEW is one of its edits. OLD stands once in the
file; `^OLD` inserts in front of it. The diagnostic stands where its last edit does.
"""
import json
import os
import sys


def edit_of(word):
    file, old, new = word.replace("\\n", "\n").split("|")
    insert = old.startswith("^")
    old = old[insert:].encode()
    text = open(file, "rb").read()
    assert text.count(old) == 1, (word, text)
    return {"FilePath": file, "Offset": text.index(old), "Length": 0 if insert else len(old),
            "ReplacementText": new}


def main(out, *words):
    document, level = {"MainSourceFile": "", "Diagnostics": []}, "Warning"
    for word in words:
        if word.startswith("main="):
            document["MainSourceFile"] = os.path.abspath(word[5:])
        elif word.startswith("check="):
            document["Diagnostics"].append({
                "DiagnosticName": word[6:], "Level": "Warning", "BuildDirectory": os.getcwd(),
                "DiagnosticMessage": {"Message": "could be better", "Replacements": []}})
        elif word.startswith("level="):
            document["Diagnostics"][-1]["Level"] = word[6:]
        else:
            message, edit = document["Diagnostics"][-1]["DiagnosticMessage"], edit_of(word)
            message.update(FilePath=edit["FilePath"], FileOffset=edit["Offset"])
            message["Replacements"].append(edit)
    # JSON is YAML.
    open(out, "w").write(json.dumps(document, indent=1))


main(*sys.argv[1:])
