#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The entry of the hooks for pre-commit: asks hone about the lines that are about to be committed.

    hone.py scan|diff|fix [-p DIR] [options of hone] FILES...

scan fails if hone could change something that touches those lines, and prints only that; diff
measures and fails if something pays; fix writes it. Without a database, or if no file is in it, there is
one line and no failure. The environment variable HONE names another program than `hone`.

Lines are told by `git diff` of the working tree, because that is what hone reads; while
pre-commit runs, it holds what is staged and nothing else. `hone scan --since` would not do: it asks about
files that were never added, too.
"""
import argparse
import base64
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile


def git(*words):
    run = subprocess.run(["git", *words], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return os.fsdecode(run.stdout) if run.returncode == 0 else None


def bases():
    """What the working tree is compared with; a merge is new where it differs from all of its parents."""
    start, end = os.environ.get("PRE_COMMIT_FROM_REF"), os.environ.get("PRE_COMMIT_TO_REF")
    if start and end:
        here = git("rev-parse", "HEAD")
        if git("rev-parse", end + "^{commit}") != here:
            return None  # Another branch is pushed than the one on disk.
        return [(git("merge-base", start, "HEAD") or start).strip()]
    head = git("rev-parse", "--verify", "--quiet", "HEAD")
    if not head:
        return [git("hash-object", "-t", "tree", os.devnull).strip()]
    heads = pathlib.Path(git("rev-parse", "--git-path", "MERGE_HEAD").strip())
    merged = heads.read_text().split() if heads.exists() else []
    # In pre-merge-commit there is no MERGE_HEAD yet; git's merge leaves these for its strategies.
    merged += [name[len("GITHEAD_"):] for name in os.environ if name.startswith("GITHEAD_")]
    return [head.strip(), *merged]


def changes(base):
    """{file: what has changed}: the numbers of new lines, and -N where lines behind line N were deleted."""
    # -z: names as they are. Whatever is configured for people, this is for a program.
    diff = git("diff", "-z", "--unified=0", "--inter-hunk-context=0", "--no-color", "--no-ext-diff", "--no-textconv",
               "--find-renames", "--text", "--no-relative", "--ignore-submodules=all", "--src-prefix=a/",
               "--dst-prefix=b/", base, "--")
    if diff is None:
        sys.exit("hone: git cannot compare the working tree with " + base)
    found, lines, content = {}, set(), 0
    for line in diff.split("\n"):
        hunk = re.match(r"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@", line)
        if content and not line.startswith("\\"):
            content -= 1
        elif line.startswith("+++ "):
            # Behind a name with spaces git puts a tab.
            lines = found.setdefault(line[len("+++ b/"):].rstrip("\t"), set())
        elif hunk:
            old, new = (int(hunk[i]) if hunk[i] else 1 for i in (1, 3))
            content, first = old + new, int(hunk[2])
            lines.update(range(first, first + new) if new else [-first])
    return found


def changed_lines(files):
    """{file: [(first, last, begin)]}: asks about first to last, and about nothing that begins behind begin."""
    against = bases()
    if against is None:
        return {}
    all_found = [changes(base) for base in against]
    asked = {}
    for file in files:
        lines = set.intersection(*(found.get(file, set()) for found in all_found))
        ranges = []
        for line in sorted(lines):
            if line <= 0:
                # Behind a loop is not in it: what contains a gap begins in front and goes on behind.
                ranges.append((1 - line, 1 - line, -line))
            elif ranges and ranges[-1][1] == ranges[-1][2] == line - 1:
                ranges[-1] = (ranges[-1][0], line, line)
            else:
                ranges.append((line, line, line))
        if ranges:
            asked[file] = ranges
    return asked


def find_database(named):
    """The file, the newest as for hone, but not above the repository; None if there is none."""
    if named:
        path = pathlib.Path(named)
        path = path / "compile_commands.json" if path.is_dir() else path
        return path if path.exists() else None
    found = [p for pattern in ("", "build*/", "cmake-build*/", "build*/*/", "cmake-build*/*/")
             for p in pathlib.Path().glob(pattern + "compile_commands.json") if p.is_file()]
    return max(found, key=lambda p: p.stat().st_mtime, default=None)


def read_database(path):
    """{real path: [its commands]}"""
    units = {}
    try:
        for entry in json.loads(path.read_text(encoding="utf-8", errors="surrogateescape")):
            folder = os.path.realpath(os.path.join(path.resolve().parent, entry.get("directory", ".")))
            file = os.path.realpath(os.path.join(folder, entry["file"]))
            units.setdefault(file, []).append({**entry, "directory": folder, "file": file})
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        sys.exit(f"hone: {path} is no compilation database: {error}")
    return units


def includer(header, units, preferred):
    """A unit whose main file includes the header: one that is looked at anyway, a namesake, or any."""
    stem = pathlib.Path(header).stem
    directive = re.compile(rb'^[ \t]*#[ \t]*include[ \t]*["<](?:[^">\n]*/)?'
                           + re.escape(os.fsencode(os.path.basename(header))) + rb'[">]', re.MULTILINE)
    for unit in sorted(units, key=lambda u: (u not in preferred, pathlib.Path(u).stem != stem, u)):
        if os.path.exists(unit) and directive.search(pathlib.Path(unit).read_bytes()):
            return unit
    return None


def run_hone(words, ranges):
    program = shutil.which(os.environ.get("HONE", "hone"))
    if not program:
        sys.exit("hone: the program 'hone' is not on PATH; install it, or let the environment variable HONE name it")
    lines = [f"--lines={file}:{first}-{last}" for file in ranges for first, last, _ in ranges[file]]
    return subprocess.run([program, *words, *lines], stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def scan(more, units, ranges):
    """One unit is enough to see what is in a header, so hone is shown no others."""
    chosen = {os.path.realpath(f) for f in ranges} & set(units)
    for header in [f for f in ranges if os.path.realpath(f) not in units]:
        unit = includer(header, units, chosen)
        if unit:
            chosen.add(unit)
        else:
            print(f"hone: {header} was not looked at: no file of compile_commands.json includes it")
            del ranges[header]
    if not chosen:
        return 0
    with tempfile.TemporaryDirectory(prefix="hone-hook-") as folder:
        small = pathlib.Path(folder, "compile_commands.json")
        entries = json.dumps([e for unit in sorted(chosen) for e in units[unit]], ensure_ascii=False)
        small.write_bytes(os.fsencode(entries))
        run = run_hone(["scan", "-p", str(small), "--format=json", *more], ranges)
    if run.returncode not in (0, 1, 3):
        sys.exit(os.fsdecode(run.stderr).strip() or f"hone: ended with status {run.returncode}")
    report, found = json.loads(run.stdout), 0
    for f in report["findings"]:
        # Relative to the project as hone sees it.
        name = os.fsdecode(base64.b64decode(f["file_bytes"])) if "file_bytes" in f else f["file"]
        begin = min(f["line"], f.get("loop", f)["line"])
        file = next((file for file in ranges if ("/" + os.path.realpath(file)).endswith("/" + name)
                     and any(begin <= last_begin for _, _, last_begin in ranges[file])), None)
        if f["status"] == "legal" and file:
            print(f"{file}:{f['line']}:{f['column']}: {f['message']} [hone-{f['check']}]")
            found += 1
    for failure in report["failures"]:
        print(f"hone: {failure['file']} was not looked at: {(failure['text'].splitlines() or ['?'])[0]}")
    return 1 if found else 0


def improve(command, more, units, database, ranges):
    """diff and fix. A header is changed only if every unit that includes it agrees: too long for a commit."""
    for header in [f for f in ranges if os.path.realpath(f) not in units]:
        print(f"hone: {header} was not looked at: {database} does not compile it by itself")
        del ranges[header]
    if not ranges:
        return 0
    # What is staged is uncommitted; pre-commit has put away the rest.
    how = ["--diff"] if command == "diff" else ["--allow-dirty"]
    run = run_hone(["fix", *how, "--quiet", "-p", str(database), *more], ranges)
    sys.stdout.write(os.fsdecode(run.stderr) + os.fsdecode(run.stdout))
    if run.returncode in (0, 3):
        return 1 if command == "diff" and run.stdout else 0  # pre-commit sees itself what was written.
    return 1


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=["scan", "diff", "fix"])
    parser.add_argument("-p", metavar="DIR", help="folder of compile_commands.json")
    parser.add_argument("-j", metavar="N", help="units processed at once")
    options, rest = parser.parse_known_args()
    more = [word for word in rest if word.startswith("-")] + ([f"-j{options.j}"] if options.j else [])

    database = find_database(options.p)
    if not database:
        where = options.p or "the repository or its build folders"
        print(f"hone: no compile_commands.json in {where}, so nothing was looked at")
        return 0
    units = read_database(database)
    ranges = changed_lines([word for word in rest if not word.startswith("-")])
    if not ranges:
        print("hone: none of these files has changed lines, so nothing was looked at")
        return 0
    if options.command == "scan":
        return scan(more, units, ranges)
    return improve(options.command, more, units, database, ranges)


if __name__ == "__main__":
    sys.stdout.reconfigure(errors="surrogateescape")
    sys.exit(main())
