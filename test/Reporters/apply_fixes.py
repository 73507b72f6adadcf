#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""apply_fixes.py sarif-bytes|sarif-columns|rdjsonl FILE ROOT: applies every fix of a report to the files below ROOT, as
another tool would that knows the format and nothing of Hone.

Replacements that two fixes have in common are made once. Overlapping ones are an error. sarif-columns looks at lines
and columns alone; a fix that has none is of bytes.
"""
import base64
import json
import pathlib
import sys
import urllib.parse

MARK = b"\xef\xbb\xbf"


def position(text, line, column):
    """The byte where `column`, in UTF-16 code units, of `line` begins. A byte order mark is in no column."""
    start = len(MARK) if text.startswith(MARK) else 0
    for _ in range(line - 1):
        start = text.index(b"\n", start) + 1
    rest = text[start:].decode()
    units = rest.encode("utf-16-le")[:2 * (column - 1)]
    assert len(units) == 2 * (column - 1), f"{line}:{column} is behind the end"
    return start + len(units.decode("utf-16-le").encode())


def of_sarif(run, root, in_columns):
    for result in run["results"]:
        fix, = result.get("fixes", [None])
        for change in fix["artifactChanges"] if fix else []:
            place = change["artifactLocation"]
            assert place["uriBaseId"] == "PROJECTROOT", place
            path = root / urllib.parse.unquote(place["uri"])
            for one in change["replacements"]:
                region, content = one["deletedRegion"], one["insertedContent"]
                if in_columns and "startLine" in region:
                    text = path.read_bytes()
                    begin = position(text, region["startLine"], region["startColumn"])
                    end = position(text, region["endLine"], region["endColumn"])
                    yield path, id(fix), begin, end, content["text"].encode()
                else:
                    begin = region["byteOffset"]
                    yield path, id(fix), begin, begin + region["byteLength"], base64.b64decode(content["binary"])


def of_rdjsonl(lines, root):
    for number, line in enumerate(lines):
        diagnostic = json.loads(line)
        path = root / diagnostic["location"]["path"]
        for one in diagnostic.get("suggestions", []):
            starts = [0]
            for text in path.read_bytes().split(b"\n"):
                starts.append(starts[-1] + len(text) + 1)
            begin, end = (starts[one["range"][at]["line"] - 1] + one["range"][at]["column"] - 1 for at in ("start", "end"))
            yield path, number, begin, end, one["text"].encode()


def apply(replacements):
    edits, fixes = {}, {}
    for path, fix, begin, end, text in replacements:
        edit = (begin, end > begin, end, text)
        # Within one fix two equal ones are two.
        if fixes.setdefault((path, edit), fix) == fix:
            edits.setdefault(path, []).append(edit)
    for path, all_of_it in edits.items():
        old, new, at = path.read_bytes(), b"", 0
        for begin, _, end, text in sorted(all_of_it, key=lambda e: e[:2]):
            assert at <= begin <= end <= len(old), f"{path}: {begin}-{end} overlaps or is outside"
            new, at = new + old[at:begin] + text, end
        path.write_bytes(new + old[at:])
    return sum(map(len, edits.values()))


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    form, report, root = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    if form == "rdjsonl":
        done = apply(list(of_rdjsonl(report.read_bytes().splitlines(), root)))
    else:
        run, = json.loads(report.read_bytes())["runs"]
        done = apply(list(of_sarif(run, root, form == "sarif-columns")))
    print(f"{done} replacements")


if __name__ == "__main__":
    main()
