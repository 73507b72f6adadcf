#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What does `hone fix` alone make of the kernels of examples/kernels, beside the best form by hand?

    kernels.py --hone HONE [--only GLOB] [--rounds N] [-o FILE] [--table FILE]

For each compiler and flags a copy of the example is built as it is, with what `hone fix` wrote into it, and with the
files of test/Bench/kernels in the place of its own. The three programs run in turns, in random order. Printed is how many times
as fast as the original: the median of the quotients of a round, with a 95 % interval, and whether all results have the same bits.
"""
import argparse
import fnmatch
import json
import math
import pathlib
import random
import shutil
import statistics
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "test/Corpus"))
from score import CONFIGS, GAINS  # the compilers and flags of every table

NAIVE, HAND = ROOT / "examples/kernels", ROOT / "test/Bench/kernels"
# Kernel, size, and what others published for such a rewrite in other languages, on other machines.
KERNELS = [("products", 10000, "typed views: slow to fast"), ("total", 10000, "typed views: slow to fast"), ("brighten", 10000, "10-16"),
           ("smoothed", 10000, "1.4-1.8"), ("gridEnergy", 10000, "10-100"),
           ("select", 1000, "2.0"), ("select", 10000, "4.9"), ("select", 100000, "10.1"),
           ("correlation", 100, "3.0"), ("correlation", 1000, "6.3"), ("correlation", 10000, "15.6"),
           ("chiSquared", 10000, "3-15"), ("chiSquaredOfModels", 1000, "3-15"),
           ("multiply", 128, ""), ("multiply", 512, ""), ("multiply", 1024, "20"),
           ("distances", 300, "10-100"), ("scoreOf", 100000, "7.1")]
RARE = 1024  # From this size on a product takes seconds: fewer rounds.


def run(command, folder=None):
    done = subprocess.run([str(c) for c in command], cwd=folder, text=True, capture_output=True, stdin=subprocess.DEVNULL, check=False)
    if done.returncode:
        raise SystemExit(f"kernels: {' '.join(map(str, command))} ended with {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def build(folder, compiler, program):
    sources = sorted(folder.glob("*.cpp"))
    run([*compiler, "-std=c++17", f"-I{NAIVE}", *sources, "-o", program])


def prepare(top, hone, compiler):
    """The three programs, and what was written: {variant: path}, the report."""
    programs = {}
    for variant in ("original", "hone", "hand"):
        folder = top / variant
        shutil.copytree(NAIVE, folder)
        if variant == "hand":
            for file in HAND.glob("*.cpp"):
                shutil.copy(file, folder)
        if variant == "hone":
            database = [{"directory": str(folder), "file": f.name, "arguments": [*compiler, "-std=c++17", "-c", f.name]}
                        for f in sorted(folder.glob("*.cpp")) if f.name != "main.cpp"]
            (folder / "compile_commands.json").write_text(json.dumps(database))
            report = json.loads(run([hone, "fix", "-p", ".", "--format=json", "--fail-on=none"], folder))
        programs[variant] = top / f"kernels-{variant}"
        build(folder, compiler, programs[variant])
    return programs, report


def interval(values):
    """The median, and a 95 % interval of it by resampling."""
    random.seed(1)
    medians = sorted(statistics.median(random.choices(values, k=len(values))) for _ in range(2000))
    return statistics.median(values), medians[50], medians[-50]


def measure(programs, kernel, size, rounds):
    quotients, sums = {"hone": [], "hand": []}, {}
    for _ in range(rounds):
        seconds = {}
        for variant in random.sample(sorted(programs), 3):
            first, second = run([programs[variant], kernel, size, 0.02 if size < RARE else 0.05]).split()
            seconds[variant], sums[variant] = float(first), second
        for variant, found in quotients.items():
            found.append(seconds["original"] / seconds[variant])
    return {"kernel": kernel, "size": size, **{v: interval(q) for v, q in quotients.items()},
            "same bits": {v: sums[v] == sums["original"] for v in quotients}}


def share(rows):
    """Of the gains by hand that count: what part of them Hone reaches, in logarithms."""
    pairs = [(math.log(r["hand"][0]), math.log(r["hone"][0])) for r in rows if r["hand"][0] >= GAINS]
    return sum(p[1] for p in pairs) / sum(p[0] for p in pairs) if pairs else None


def table(results):
    published = {(k, s): text for k, s, text in KERNELS}
    cell = lambda g, same: f"{g[0]:.2f} ({g[1]:.2f}-{g[2]:.2f})" + ("" if same else " other bits")
    for config, found in results.items():
        yield f"## {config}"
        yield ""
        yield "| kernel | size | published | by hand | `hone fix` |"
        yield "| --- | ---: | ---: | ---: | ---: |"
        for r in found["rows"]:
            yield (f"| `{r['kernel']}` | {r['size']} | {published[r['kernel'], r['size']] or '-'} | "
                   f"{cell(r['hand'], r['same bits']['hand'])} | {cell(r['hone'], r['same bits']['hone'])} |")
        part = share(found["rows"])
        yield ""
        yield f"Of what the forms by hand gain, `hone fix` reaches {part:.0%} (in logarithms)." if part is not None else f"Nothing gains {GAINS} by hand."
        yield "Written: " + (", ".join(found["written"]) or "nothing") + "."
        yield ""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hone", required=True, type=pathlib.Path)
    parser.add_argument("--only", default="*", metavar="GLOB", help="kernels, or compilers and flags")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("-o", metavar="FILE", type=pathlib.Path, help="write everything as JSON")
    parser.add_argument("--table", metavar="FILE", type=pathlib.Path, help="write the tables as Markdown")
    options = parser.parse_args()
    configs = {c: command for c, command in CONFIGS.items() if fnmatch.fnmatch(c, options.only)} or CONFIGS
    kernels = [k for k in KERNELS if fnmatch.fnmatch(k[0], options.only)] or KERNELS
    results = {}
    for config, (compiler, flags) in configs.items():
        with tempfile.TemporaryDirectory(prefix="hone-kernels-") as top:
            programs, report = prepare(pathlib.Path(top), options.hone.resolve(), [compiler, *flags.split()])
            written = [f"{f['check']} in `{f['function'].split('::')[-1].split('(')[0]}`" for f in report["findings"] if f.get("written")]
            rows = []
            for kernel, size, _ in kernels:
                if sys.stderr.isatty():
                    print(f"\r\033[K{config}: {kernel} {size}", end="", file=sys.stderr, flush=True)
                rows.append(measure(programs, kernel, size, options.rounds if size != RARE else max(3, options.rounds // 4)))
            results[config] = {"rows": rows, "written": written,
                               "stopped": [f"{f['check']} line {f['line']}: {f['status']} {(f.get('reason') or {}).get('code', '')}"
                                           for f in report["findings"] if not f.get("written")]}
        if options.o:
            options.o.write_text(json.dumps(results, indent=1) + "\n")
    text = "\n".join(["# Kernels", "", "Written by `./dev bench kernels`. " + __doc__.split("\n\n")[2].replace("\n", " ").strip(), "", *table(results)])
    if options.table:
        options.table.write_text(text.rstrip() + "\n")
    print(text)
    different = [r for found in results.values() for r in found["rows"] if not r["same bits"]["hone"]]
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
