#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""clang-tidy's own -fix against the same fixes through `hone apply`, on two copies of a project.

    compare.py SOURCE DATABASE --hone=build/bin/hone [--checks=GLOBS] [--keep=DIR]

SOURCE is the folder of the sources, DATABASE that of its compile_commands.json. Counts the units
that do not compile, each by its own command, before and after both; prints a row of a table, and
why what was not applied was not. Minutes to an hour: run by hand.
"""
import argparse
import collections
import concurrent.futures
import json
import os
import pathlib
import shlex
import shutil
import subprocess
import sys
import tempfile
import time

CHECKS = "-*,performance-*,misc-const-correctness,modernize-pass-by-value"


def copied(source, database, to):
    """A copy of both; what the database says of the source is said of the copy."""
    tree = to / "tree"
    shutil.copytree(source, tree, symlinks=True)
    build = tree / database.relative_to(source) if database.is_relative_to(source) else to / "build"
    build.mkdir(exist_ok=True)
    for name in "compile_commands.json", "CMakeCache.txt":
        if (database / name).exists():
            (build / name).write_text((database / name).read_text().replace(str(source), str(tree)))
    return tree, build


def compiles(entry):
    words = entry.get("arguments") or shlex.split(entry["command"])
    command, skip = [], False
    for word in words:
        if not skip and word not in ("-o", "-c"):
            command.append(word)
        skip = word == "-o"
    return subprocess.run([*command, "-fsyntax-only"], cwd=entry["directory"], capture_output=True).returncode == 0


def broken(build, only=None):
    entries = json.loads((build / "compile_commands.json").read_text())
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        answers = list(pool.map(compiles, entries))
    return [e["file"] for e, ok in zip(entries, answers) if not ok], len(entries)


def tidy(build, checks, *options):
    # The unversioned names may be those of another release.
    command = ["run-clang-tidy-22", "-clang-tidy-binary=clang-tidy-22",
               "-clang-apply-replacements-binary=clang-apply-replacements-22", "-p", build, "-quiet", f"-checks={checks}", "-header-filter=.*", *options]
    return subprocess.run(list(map(str, command)), cwd=build, capture_output=True, text=True)


def seconds_of(work):
    start = time.monotonic()
    result = work()
    return time.monotonic() - start, result


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=pathlib.Path)
    parser.add_argument("database", type=pathlib.Path)
    parser.add_argument("--hone", type=pathlib.Path, required=True)
    parser.add_argument("--checks", default=CHECKS)
    parser.add_argument("--keep", type=pathlib.Path, help="leave both copies here")
    args = parser.parse_args()
    source, database, hone = args.source.resolve(), args.database.resolve(), args.hone.resolve()

    with tempfile.TemporaryDirectory() as scratch:
        work = (args.keep or pathlib.Path(scratch)).resolve()
        (work / "fix").mkdir(parents=True)
        (work / "apply").mkdir()
        _, fix = copied(source, database, work / "fix")
        _, ours = copied(source, database, work / "apply")
        before, units = broken(ours)

        tidy(fix, args.checks, "-fix")
        by_fix, _ = broken(fix)

        exported = work / "apply/fixes"
        exported.mkdir()
        told = tidy(ours, args.checks, "-export-fixes", exported)
        if not any(exported.iterdir()):
            sys.exit(f"clang-tidy exported nothing: {told.stderr[-2000:]}")
        parse, _ = seconds_of(lambda: broken(ours))
        took, run = seconds_of(lambda: subprocess.run(
            [hone, "apply", "-p", ours, exported, "--format=json"], cwd=ours, capture_output=True, text=True))
        if run.returncode not in (0, 3):
            sys.exit(run.stderr)
        report = json.loads(run.stdout)
        (work / "report.json").write_text(run.stdout)
        by_apply, _ = broken(ours)

    codes = collections.Counter(f["reason"]["code"] for f in report["fixes"] if f["status"] == "withdrawn")
    summary = report["summary"]
    print("| project | units | broken before | after clang-tidy -fix | after hone apply | applied | withdrawn | hone apply | parsing all units |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    print(f"| {source.name} | {units} | {len(before)} | {len(by_fix)} | {len(by_apply)} | {summary['applied']} in "
          f"{summary['files']} files | {summary['withdrawn']} | {took:.1f} s | {parse:.1f} s |")
    print("withdrawn:", ", ".join(f"{code} {count}" for code, count in codes.most_common()) or "nothing")
    for failure in report["failures"]:
        print("failed:", failure["file"], failure["text"])
    sys.exit(1 if len(by_apply) > len(before) else 0)


main()
