#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The plugin in clang-tidy and `hone scan` propose the same edits, byte for byte.

  same_edits.py --hone HONE --plugin SO --clang-tidy CLANG_TIDY FILE... [-- FLAGS]
  same_edits.py ... -p BUILD      every file of a database, by run-clang-tidy with two jobs

Compares, for every check, where it warns and what it would write, as --export-fixes has it. clang-tidy
drops edits that lie over another finding's and says so; such findings are asked for once more, alone.
Without -p a file's own first lines may say `// Flags: ...`, as in test/Corpus.
"""
import argparse
import collections
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import yaml

OVERLAPS = "overlaps with another fix"


def proposed_by_hone(args, files, flags, root):
    """(file, offset, check) -> edits of what is legal at --level=guarded."""
    command = [args.hone, "scan", "--format=json"]
    command += ["-p", args.build] if args.build else [*files, "--", *flags]
    run = subprocess.run(command, capture_output=True, text=True)
    if run.returncode not in (0, 3):
        sys.exit(f"{' '.join(command)}: {run.stderr}")
    found = {}
    report = json.loads(run.stdout)
    for f in report["findings"]:
        if f["status"] == "legal" and f["level"] in ("proved", "guarded"):
            found[f["id"]] = (f["check"], f["file"], f["line"], f["column"],
                              sorted((e["file"], *shortest(root / e["file"], e["offset"], e["length"], e["text"])) for e in f["edits"]))
    return list(found.values())


def shortest(path, offset, length, text):
    """The edit without what it leaves as it was: clang-tidy gets removals with a character that stays."""
    old, new = pathlib.Path(path).read_bytes()[offset:offset + length], text.encode()
    while old and new and old[-1] == new[-1]:
        old, new = old[:-1], new[:-1]
    while old and new and old[0] == new[0]:
        old, new, offset = old[1:], new[1:], offset + 1
    return offset, len(old), new.decode()


def place(path, offset):
    text = pathlib.Path(path).read_bytes()[:offset]
    return text.count(b"\n") + 1, offset - (text.rfind(b"\n") + 1) + 1


def read_export(path, root):
    """As above, from a clang-tidy export; and the checks whose edits were dropped somewhere."""
    found, dropped = [], set()
    if not path.exists():
        return found, dropped
    for document in yaml.safe_load_all(path.read_text()):
        for d in document["Diagnostics"]:
            check = d["DiagnosticName"].removeprefix("hone-")
            message = d["DiagnosticMessage"]
            name = relative(message["FilePath"], root)
            edits = sorted((relative(r["FilePath"], root),
                            *shortest(r["FilePath"], r["Offset"], r["Length"], r["ReplacementText"]))
                           for r in message["Replacements"])
            if any(OVERLAPS in note["Message"] for note in d.get("Notes", [])):
                dropped.add(check)
            line, column = place(message["FilePath"], message["FileOffset"])
            # A header's finding is said by every unit.
            if (entry := (check, name, line, column, edits)) not in found:
                found.append(entry)
    return found, dropped


def relative(path, root):
    return str(pathlib.Path(path).resolve().relative_to(root)) if pathlib.Path(path).resolve().is_relative_to(root) else path


def proposed_by_tidy(args, files, flags, root, checks="*"):
    with tempfile.TemporaryDirectory() as folder:
        export = pathlib.Path(folder, "fixes.yaml")
        options = [f"-checks=-*,hone-{checks}", f"-export-fixes={export}"]
        if args.build:
            command = [args.run_clang_tidy, f"-clang-tidy-binary={args.clang_tidy}", f"-load={args.plugin}", "-j2", "-quiet",
                       f"-p={args.build}", "-header-filter=.*", *options]
        else:
            command = [args.clang_tidy, f"-load={args.plugin}", "-header-filter=.*", "-quiet", *options, *files, "--", *flags]
        run = subprocess.run(command, capture_output=True, text=True)
        if "hone-tidy:" in run.stderr or "error:" in run.stdout:
            sys.exit(f"{' '.join(command)}\n{run.stdout}{run.stderr}")
        return read_export(export, root)


def compare(args, files, flags, root):
    """How many findings are the same, and a line for each that is not."""
    hone = proposed_by_hone(args, files, flags, root)
    tidy, dropped = proposed_by_tidy(args, files, flags, root)
    for check in dropped:
        alone, still = proposed_by_tidy(args, files, flags, root, check)
        tidy = [t for t in tidy if t[0] != check] + alone
        if still:
            # Over each other even so: then only their places can be compared.
            strip = lambda found: [t[:4] + ([],) if t[0] == check else t for t in found]
            hone, tidy = strip(hone), strip(tidy)
            print(f"{' '.join(map(str, files))}: edits of {check} lie over each other; only its places were compared")
    as_text = lambda found: collections.Counter(json.dumps(t) for t in found)
    mine, theirs = as_text(hone), as_text(tidy)
    lines = [f"only in {who}: {text}" for who, left in (("hone scan", mine - theirs), ("clang-tidy", theirs - mine))
             for text in left.elements()]
    return (mine & theirs).total(), lines


def main():
    own = sys.argv[1:]
    flags = own[own.index("--") + 1:] if "--" in own else []
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--hone", required=True)
    parser.add_argument("--plugin", required=True)
    parser.add_argument("--clang-tidy", default="clang-tidy-22")
    parser.add_argument("--run-clang-tidy", default="run-clang-tidy-22")
    parser.add_argument("-p", dest="build")
    parser.add_argument("--least", type=int, default=1, help="findings that must have been compared")
    parser.add_argument("files", nargs="*")
    args = parser.parse_args(own[:own.index("--")] if "--" in own else own)
    same, different = 0, []
    if args.build:
        # Hone's paths are relative to the root of the project, the folder above the build here.
        same, different = compare(args, [], [], pathlib.Path(args.build).resolve().parent)
    for name in args.files:
        path = pathlib.Path(name).resolve()
        said = re.search(r"^// Flags: (.*)$", path.read_text(), re.M)
        count, lines = compare(args, [str(path)], flags + (said[1].split() if said else ["-std=c++20"]), pathlib.Path.cwd())
        same += count
        different += [f"{name}: {line}" for line in lines]
    print(*different, sep="\n", end="\n" if different else "")
    print(f"{same} findings with the same edits, {len(different)} that differ")
    sys.exit(bool(different) or same < args.least)


if __name__ == "__main__":
    main()
