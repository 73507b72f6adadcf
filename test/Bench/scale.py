#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What do time and memory of a run do as a project grows?

    scale.py --hone HONE --units 100,300,1000 [--again] [--copies DIR] PROJECT... [-- OPTIONS OF HONE]

A PROJECT is a folder with a compile_commands.json in it or in its build folder. Their trees are copied under different names into one folder until
there are enough units, and `hone` (scan, unless OPTIONS begin with another command) runs over all of them. Printed for each
number of units: wall clock, the largest memory of the first process (VmHWM) and of all of them together (sum of Pss, each
second); with --again the same for a second run.
"""
import argparse
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time


def database(project):
    for place in (project / "compile_commands.json", project / "build/compile_commands.json"):
        if place.is_file():
            return json.loads(place.read_text())
    sys.exit(f"{project}: no compile_commands.json in it or in its build folder")


def replicate(projects, units, top):
    """Copies of the projects in turn, and one database of all."""
    entries, copy = [], 0
    while len(entries) < units:
        for project, own in projects:
            folder = top / f"copy{copy:03}-{project.name}"
            shutil.copytree(project, folder, symlinks=True, ignore=shutil.ignore_patterns(".hone", ".git", "*.o", "*.a"))
            text = json.dumps(own).replace(str(project), str(folder))
            entries += json.loads(text)[: units - len(entries)]
            if len(entries) == units:
                break
        copy += 1
    (top / "compile_commands.json").write_text(json.dumps(entries))


def family(pid):
    """A process and all below it."""
    children = {}
    for folder in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            parent = int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1])
        except (OSError, IndexError):
            continue
        children.setdefault(parent, []).append(int(folder.name))
    found, waiting = [], [pid]
    while waiting:
        found.append(waiting.pop())
        waiting += children.get(found[-1], [])
    return found


def kilobytes(path, name):
    try:
        for line in pathlib.Path(path).read_text().splitlines():
            if line.startswith(name):
                return int(line.split()[1])
    except OSError:
        pass
    return 0


def watch(command, folder):
    begin = time.monotonic()
    with open(folder / "out.json", "w") as out, open(folder / "said.txt", "w") as said:
        process = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=out, stderr=said)
        first = together = 0
        while process.poll() is None:
            first = max(first, kilobytes(f"/proc/{process.pid}/status", "VmHWM"))
            together = max(together, sum(kilobytes(f"/proc/{p}/smaps_rollup", "Pss:") for p in family(process.pid)))
            time.sleep(1 if time.monotonic() - begin > 10 else 0.1)
    summary = {}
    if process.returncode in (0, 1, 3):
        summary = json.loads((folder / "out.json").read_text())["summary"]
    return {"seconds": time.monotonic() - begin, "first": first / 1024, "together": together / 1024, "status": process.returncode,
            "findings": {k: v for k, v in summary.items() if v and k not in ("units", "loops", "seconds")}}


def main():
    words, options = sys.argv[1:], ["scan"]
    if "--" in words:
        words, options = words[: words.index("--")], words[words.index("--") + 1:]
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--hone", type=pathlib.Path, required=True)
    parser.add_argument("--units", default="100,300,1000")
    parser.add_argument("--again", action="store_true")
    parser.add_argument("--copies", type=pathlib.Path, help="where the copies go; else a temporary folder")
    parser.add_argument("projects", nargs="+", type=pathlib.Path)
    asked = parser.parse_args(words)
    projects = [(p.resolve(), database(p.resolve())) for p in asked.projects]
    print(f"{'units':>6} {'run':>4} {'seconds':>9} {'first MiB':>10} {'all MiB':>8}  findings")
    for units in map(int, asked.units.split(",")):
        with tempfile.TemporaryDirectory(prefix="hone-scale-", dir=asked.copies) as top:
            top = pathlib.Path(top)
            replicate(projects, units, top)
            for run in ("1st", "2nd") if asked.again else ("1st",):
                r = watch([os.path.abspath(asked.hone), *options, "--format=json"], top)
                print(f"{units:6} {run:>4} {r['seconds']:9.1f} {r['first']:10.0f} {r['together']:8.0f}  exit {r['status']} {r['findings']}", flush=True)


if __name__ == "__main__":
    main()
