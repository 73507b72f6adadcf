#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Do the judges alone keep what a program does?

    run.py --hone HONE --clangxx CLANG --gxx GCC [--rewrites=N] [--seed=S] [--keep=FOLDER] [--nests]

Random programs (generate.py; nests.py with --nests) are rewritten at --level=guarded, neither verified nor measured, until N
rewrites have been written. Both versions are built under AddressSanitizer and UBSan, and by g++ -O2, and
have to print the same. Calls that the sanitizers find fault with in the original are left out of both.
Prints the rewrites of each check; exit status 1 if a version differs or does not build, and then the
program stays in --keep. A seed gives the same programs every time.
"""
import argparse
import collections
import concurrent.futures
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import generate
import nests

SANITIZERS = ["-O0", "-fsanitize=address,undefined", "-fno-sanitize-recover=all", "-fno-omit-frame-pointer"]
FLAGS = ["-std=c++20", "-w"]
FUNCTIONS = 24


def run(command, folder, seconds=1200):
    """Exit status (124 for time out), output and errors."""
    try:
        done = subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=seconds)
        return done.returncode, done.stdout, done.stderr
    except subprocess.TimeoutExpired:
        return 124, "", "no end"


class Program:
    def __init__(self, arguments, seed, folder):
        self.arguments, self.seed, self.folder = arguments, seed, folder
        self.written = collections.Counter()
        self.calls = 0
        self.problem = ""

    def build(self, source, compiler, flags):
        name = f"{source.stem}-{pathlib.Path(compiler).name}"
        status, _, said = run([compiler, *FLAGS, *flags, str(source), "-o", name], self.folder)
        if status:
            self.problem = f"{source.name} does not build with {compiler}:\n{said[:3000]}"
            return None
        return f"./{name}"

    def rewrite(self, source):
        status, out, said = run([self.arguments.hone, "fix", "--level=guarded", "--no-verify", "--no-bench",
                                 "--accept=unverified", "--format=json", *self.arguments.options, source.name, "--", *FLAGS, "-O2"],
                                self.folder)
        try:
            report = json.loads(out)
        except ValueError:
            self.problem = f"exit {status} of hone: {said[:3000]}"
            return
        if report["failures"]:
            self.problem = f"hone failed: {json.dumps(report['failures'])[:3000]}"
        self.written.update(f["check"] for f in report["findings"] if f.get("written"))

    def left_out(self, binary):
        """Calls of the original that are not to be made; None if they are too many."""
        left = []
        while len(left) < FUNCTIONS * 4:
            status, out, _ = run([binary, *left], self.folder)
            if status == 0:
                self.calls = out.count("call ")
                return left, out
            calls = [line.split()[1] for line in out.splitlines() if line.startswith("call ")]
            if not calls:
                break
            left.append(calls[-1])
        return None

    def compare(self, before, after):
        sanitized = self.build(before, self.arguments.clangxx, SANITIZERS)
        plain = sanitized and self.build(before, self.arguments.gxx, ["-O2"])
        if not plain:
            return
        clean = self.left_out(sanitized)
        if clean is None:
            return
        left, wanted = clean
        wanted_plain = run([plain, *left], self.folder)
        for compiler, flags, want in ((self.arguments.clangxx, SANITIZERS, (0, wanted)),
                                      (self.arguments.gxx, ["-O2"], wanted_plain[:2])):
            binary = self.build(after, compiler, flags)
            if not binary:
                return
            status, out, said = run([binary, *left], self.folder)
            if (status, out) != want:
                call = next((a for a, b in zip(out.splitlines(), want[1].splitlines()) if a != b), out.splitlines()[-1:])
                self.problem = f"differs at {call} with {compiler}: exit {status}\n{said[:3000]}"
                return

    def work(self):
        before, after = self.folder / "before.cpp", self.folder / "after.cpp"
        text = (nests if self.arguments.nests else generate).generate(self.seed, FUNCTIONS)
        before.write_text(text)
        after.write_text(text)
        self.rewrite(after)
        if not self.problem and self.written:
            self.compare(before, after)
        return self


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--hone", required=True)
    parser.add_argument("--clangxx", default="clang++-22")
    parser.add_argument("--gxx", default="g++")
    parser.add_argument("--rewrites", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=pathlib.Path, help="folder for programs that differ")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--checks", default="", help="as --checks of hone")
    parser.add_argument("--nests", action="store_true", help="nests of loops (nests.py) instead of functions of all kinds")
    arguments = parser.parse_args()
    arguments.hone = shutil.which(arguments.hone) or parser.error(f"no {arguments.hone}")
    arguments.hone = os.path.abspath(arguments.hone)
    arguments.options = [f"--checks={arguments.checks}"] if arguments.checks else []
    written, programs, calls, problems, seed = collections.Counter(), 0, 0, 0, arguments.seed

    def one(seed):
        with tempfile.TemporaryDirectory(prefix="generated-") as folder:
            program = Program(arguments, seed, pathlib.Path(folder)).work()
            if program.problem and arguments.keep:
                kept = arguments.keep / str(seed)
                kept.mkdir(parents=True, exist_ok=True)
                for name in ("before.cpp", "after.cpp"):
                    (kept / name).write_text((pathlib.Path(folder) / name).read_text())
            return program

    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        waiting = set()
        while written.total() < arguments.rewrites or waiting:
            while written.total() < arguments.rewrites and len(waiting) < arguments.jobs:
                waiting.add(pool.submit(one, seed))
                seed += 1
            done, waiting = concurrent.futures.wait(waiting, return_when=concurrent.futures.FIRST_COMPLETED)
            for program in (d.result() for d in done):
                programs += 1
                calls += program.calls
                written.update(program.written)
                if program.problem:
                    problems += 1
                    print(f"seed {program.seed}: {program.problem}", flush=True)
                if sys.stderr.isatty():
                    print(f"\r{programs} programs, {written.total()} rewrites ", end="", file=sys.stderr)
            if programs >= 20 and not written:
                sys.exit("20 programs and nothing rewritten")
    for check, count in sorted(written.items()):
        print(f"{count:6} {check}")
    print(f"{written.total():6} rewrites in {programs} programs, {calls} calls compared; {problems} programs differ")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
