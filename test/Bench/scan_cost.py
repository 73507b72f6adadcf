#!/usr/bin/env python3
"""What does `hone scan` cost beside compiling?

    scan_cost.py --hone HONE [--units N] [--times N] DATABASE_FOLDER...

For up to N units of each project, spread over it: processor time (user and system, the least of several runs) of
`hone scan` with all checks, of clang -fsyntax-only and clang -O3 -c with the unit's flags, and of clang-tidy with
performance-*. Units in which the scan found something to rewrite, and those in which it did not, are told apart.
"""

import argparse
import itertools
import json
import math
import os
import pathlib
import shlex
import subprocess
import sys
import tempfile

DROPPED = {"-c", "-o", "-MF", "-MT", "-MQ"}


def cpu(command, folder):
    """Seconds of processor time; None if it fails."""
    before = os.times()
    status = subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                            stderr=subprocess.DEVNULL, check=False).returncode
    after = os.times()
    spent = after.children_user - before.children_user + after.children_system - before.children_system
    return spent if status == 0 else None


def least(command, folder, times, before=lambda: None):
    took = [(before(), cpu(command, folder))[1] for _ in range(times)]
    return None if None in took else min(took)


def flags_of(entry):
    """The flags of a unit, without its own output and optimization."""
    words = entry.get("arguments") or shlex.split(entry["command"])
    flags, skip = [], False
    for word in words[1:]:
        if skip or word in DROPPED or word.startswith(("-M", "-O")) or pathlib.Path(entry["directory"], word) == pathlib.Path(
                entry["directory"], entry["file"]):
            skip = word in DROPPED - {"-c"} and not skip
            continue
        flags.append(word)
    return flags


def geometric(ratios):
    return math.exp(sum(map(math.log, ratios)) / len(ratios)) if ratios else float("nan")


def measure(hone, folder, entry, times):
    base = [*flags_of(entry), entry["file"]]
    directory = entry["directory"]
    scan = [hone, "scan", "-p", str(folder), "-j1", str(pathlib.Path(directory, entry["file"]))]
    with tempfile.TemporaryDirectory() as top:
        # What Hone remembers of the unit counts no more once the models are others.
        models, turn = pathlib.Path(top) / "models.yaml", itertools.count()
        forget = lambda: models.write_text(f"[] # {next(turn)}\n")
        forget()
        scan.append(f"--models={models}")
        report = pathlib.Path(top) / "report.json"
        subprocess.run([*scan, "--format=json", "-o", str(report)], cwd=directory, stdin=subprocess.DEVNULL,
                       capture_output=True, check=False)
        found = json.loads(report.read_text()) if report.exists() else {"findings": [], "failures": ["none"]}
        times_of = {
            "scan": least(scan, directory, times, forget),
            "syntax": least(["clang++-22", "-fsyntax-only", "-w", *base], directory, times),
            "O3": least(["clang++-22", "-O3", "-w", "-c", "-o", str(pathlib.Path(top) / "o"), *base], directory, times),
            "tidy": least(["clang-tidy-22", "-checks=-*,performance-*", "--config={}", "-p", str(folder),
                           str(pathlib.Path(directory, entry["file"]))], directory, times),
        }
    if None in times_of.values() or found["failures"]:
        return None
    return any(f["status"] == "legal" for f in found["findings"]), times_of


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hone", required=True)
    parser.add_argument("--units", type=int, default=8)
    parser.add_argument("--times", type=int, default=2)
    parser.add_argument("folders", nargs="+", type=pathlib.Path)
    options = parser.parse_args()
    rows = {False: [], True: []}
    for folder in options.folders:
        entries = json.loads((folder / "compile_commands.json").read_text())
        step = max(1, len(entries) // options.units)
        for entry in entries[::step][:options.units]:
            if got := measure(options.hone, folder.resolve(), entry, options.times):
                rows[got[0]].append(got[1])
                print(f"{'candidates' if got[0] else 'none':<11} " +
                      "  ".join(f"{k} {v:.2f} s" for k, v in got[1].items()) + f"  {entry['file']}", flush=True)
            else:
                print(f"left out    {entry['file']}", file=sys.stderr)
    for has, name in (False, "without candidates"), (True, "with candidates"):
        ratio = lambda a, b: geometric([r[a] / r[b] for r in rows[has]])
        print(f"{len(rows[has])} units {name}: scan / -fsyntax-only {ratio('scan', 'syntax'):.2f}, scan / -O3 -c "
              f"{ratio('scan', 'O3'):.2f}, clang-tidy performance-* / -fsyntax-only {ratio('tidy', 'syntax'):.2f}")


if __name__ == "__main__":
    main()
