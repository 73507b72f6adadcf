#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""How often `hone bench --against` is wrong, on a machine that has other things to do.

    RegressionGate.py --hone build/bin/hone [--same 200] [--slow 60] [--busy N]

Builds a small Google Benchmark program, a copy of it elsewhere, and one whose first benchmark does 5 % more.
While N processes keep the cores busy (default: one for each), compares the copy (at most 1 % of the runs may
end in an alarm) and the slower one (at least 95 % must end in an alarm on the first benchmark, or in `unknown`
with a reason). About 20 minutes on two cores; by hand, as its verdict depends on a clock.
"""
import argparse
import collections
import json
import multiprocessing
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

SOURCE = """
#include <benchmark/benchmark.h>
#include <numeric>
#include <vector>
#ifndef STEPS
#define STEPS 20000
#endif
static void chain(benchmark::State &S) {
  unsigned X = 1;
  for (auto _ : S)
    for (int I = 0; I < STEPS; ++I) {
      X = X * 1664525u + 1013904223u;
      asm volatile("" : "+r"(X));
    }
}
BENCHMARK(chain);
static void memory(benchmark::State &S) {
  std::vector<unsigned> V(1 << 16, 3);
  for (auto _ : S) {
    unsigned Sum = std::accumulate(V.begin(), V.end(), 0u);
    asm volatile("" : : "r"(Sum) : "memory");
  }
}
BENCHMARK(memory);
BENCHMARK_MAIN();
"""


def spin():
    while True:
        sum(i * i for i in range(100000))


def build(folder, compiler, flags=()):
    folder.mkdir()
    (folder / "gate.cpp").write_text(SOURCE)
    subprocess.run([compiler, "-O2", *flags, str(folder / "gate.cpp"), "-o", str(folder / "gate"), "-lbenchmark", "-lpthread"], check=True)


def compare(hone, new, old):
    run = subprocess.run([hone, "bench", str(new / "gate"), f"--against={old}", "--min-time=0.005", "--quiet", "--format=json"],
                         capture_output=True, text=True, start_new_session=True)  # A share of its own beside the load.
    if run.returncode not in (0, 4):
        sys.exit(f"hone ended with status {run.returncode}: {run.stderr}")
    report = json.loads(run.stdout)
    if report["alarm"] != (run.returncode == 4):
        sys.exit("the exit status is not that of the report")
    return report


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--hone", required=True)
    parser.add_argument("--same", type=int, default=200)
    parser.add_argument("--slow", type=int, default=60)
    parser.add_argument("--busy", type=int, default=os.cpu_count())
    parser.add_argument("--gxx", default="g++")
    args = parser.parse_args()
    load = [multiprocessing.Process(target=spin, daemon=True) for _ in range(args.busy)]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        build(folder / "old", args.gxx)
        (folder / "same").mkdir()
        shutil.copy2(folder / "old/gate", folder / "same/gate")
        build(folder / "slow", args.gxx, ["-DSTEPS=21000"])
        for process in load:
            process.start()
        begin = time.time()
        same, slow, comparisons, false, found = collections.Counter(), collections.Counter(), 0, 0, 0
        # In turns, so that both see the same machine.
        for i in range(args.same + args.slow):
            done = sum(slow.values())
            if done * args.same >= args.slow * (i - done):
                report = compare(args.hone, folder / "same", folder / "old")
                false += report["alarm"]
                comparisons += 1
                same.update(b["status"] for b in report["benchmarks"])
            else:
                report = compare(args.hone, folder / "slow", folder / "old")
                chain = next(b for b in report["benchmarks"] if b["name"] == "chain")
                slow[chain["status"]] += 1
                known = chain["status"] in ("slower", "more-instructions") or chain["status"] == "unknown" and bool(chain.get("note"))
                found += known
                if not known:
                    print("missed:", json.dumps(chain), flush=True)
            if i % 10 == 9:
                print(f"{time.time() - begin:.0f} s: {comparisons} times the same build, {false} false alarms, same {dict(same)}, 5 % slower {dict(slow)}", flush=True)
        for process in load:
            process.terminate()
    print(f"same build: {comparisons} comparisons of two benchmarks, {false} alarms; {dict(same)}")
    print(f"5 % slower: {sum(slow.values())} comparisons, {found} found or unknown with the reason; {dict(slow)}")
    sys.exit(0 if false <= args.same / 100 and found >= args.slow * 0.95 else 1)


if __name__ == "__main__":
    main()
