#!/usr/bin/env python3
"""Many runs of `hone fix` on one project with shared headers end with the bytes of a single one.

    at_once.py --hone HONE --runs N
"""

import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

HEADER = """#pragma once
#include <cmath>
inline void damp(double *values, int n, double rate) {
  for (int i = 0; i < n; ++i)
    values[i] *= std::exp(-rate);
}
"""
SOURCE = """#include "damp.h"
void damp{which}(double *values, int n, double rate) {
  for (int i = 0; i < n; ++i)
    values[i] *= std::exp(-rate) + {which};
}
"""


def project(folder):
    folder.mkdir()
    (folder / "damp.h").write_text(HEADER)
    names = [f"damp{i}.cpp" for i in range(3)]
    for i, name in enumerate(names):
        (folder / name).write_text(SOURCE.replace("{which}", str(i)))
    (folder / "compile_commands.json").write_text(json.dumps(
        [{"directory": str(folder), "command": f"clang++-22 -std=c++17 -O2 -c {n}", "file": n} for n in names]))
    return {n: (folder / n).read_bytes() for n in names + ["damp.h"]}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hone", required=True)
    parser.add_argument("--runs", type=int, required=True)
    options = parser.parse_args()
    command = [options.hone, "fix", "-p", ".", "-j1", "--level=guarded", "--no-verify", "--no-bench",
               "--accept=unverified", "--quiet"]
    with tempfile.TemporaryDirectory() as top:
        alone, together = (pathlib.Path(top).resolve() / n for n in ("alone", "together"))
        before = project(alone)
        done = subprocess.run(command, cwd=alone, text=True, capture_output=True, check=False)
        after = {n: (alone / n).read_bytes() for n in before}
        if done.returncode or any(before[n] == after[n] for n in before):
            sys.exit(f"one run does not change every file: {done.returncode} {done.stdout}{done.stderr}")
        project(together)
        # Half of them on one file each, as hooks do it.
        runs = [subprocess.Popen(command + ([f"damp{i % 3}.cpp"] if i % 2 else []), cwd=together, text=True,
                                 stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
                for i in range(options.runs)]
        for run in runs:
            out = run.communicate(timeout=1800)[0]
            if run.returncode:
                sys.exit(f"exit status {run.returncode}: {out}")
        for name, text in after.items():
            if (together / name).read_bytes() != text:
                sys.exit(f"{name} is not what a single run makes of it:\n{(together / name).read_text()}")
    print(f"{options.runs} runs at once: the same bytes as one")


if __name__ == "__main__":
    main()
