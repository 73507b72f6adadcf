# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Makes every edit of every document in turn, as a fixer does that knows of nothing else."""
import json
import sys

edits = [edit for file in sys.argv[1:] for d in json.load(open(file))["Diagnostics"]
         for edit in d["DiagnosticMessage"]["Replacements"]]
for edit in sorted(edits, key=lambda e: -e["Offset"]):
    text = open(edit["FilePath"], "rb").read()
    begin, end = edit["Offset"], edit["Offset"] + edit["Length"]
    open(edit["FilePath"], "wb").write(text[:begin] + edit["ReplacementText"].encode() + text[end:])
