#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""How many loops of TSVC-2 does clang-22 vectorize, before and after `hone fix`?

    tsvc.py --hone HONE --tsvc DIR [--table FILE] [--keep DIR] [-- FIX-OPTION...]

TSVC_2 has to be fetched; DIR is where it is, and nothing of it is kept. Its kernels are compiled as C++ (arguments handed over as `void *` are cast, nothing else is
changed) with clang++-22 -O3, as they are, after `hone fix --no-verify --no-bench` (no kernel can be called without the others' arrays, so the
judges are alone), and so again with -march=native. Counted are the kernels of which the compiler's record says that it vectorized a loop (`loop`); lanes
that are written out it puts into vectors statement by statement (`slp`). Both programs run with fewer repetitions than TSVC asks for; the checksums are compared bit by bit, and the time of a kernel is the least of five runs.
"""
import argparse
import collections
import json
import pathlib
import re
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from kernels import run

CONFIGS = {"clang -O3": [], "clang -O3 native": ["-march=native"]}
REPETITIONS = 1000


def convert(source, folder):
    """tsvc.cpp with the kernels, main.c with what calls them."""
    text = (source / "tsvc.c").read_text()
    begin = text.index("typedef real_t(*test_function_t)")
    kernels, calls = text[:begin], text[begin:]
    kernels = re.sub(r"^(\s*)struct\s*\{([^{}]*)\}\s*\*\s*(\w+) = func_args->arg_info;",
                     r"\1struct Arguments {\2};\n\1Arguments *\3 = static_cast<Arguments *>(func_args->arg_info);", kernels, flags=re.M)
    kernels = re.sub(r"^(\s*)(\w+) ?\* ?((?:__restrict__ )?\w+) = func_args->arg_info;", r"\1\2 *\3 = static_cast<\2 *>(func_args->arg_info);",
                     kernels, flags=re.M)
    kernels = re.sub(r"= \*\((\w+)\s*\*\)\s*func_args->arg_info", r"= *static_cast<\1 *>(func_args->arg_info)", kernels)
    kernels = kernels.replace('#include "common.h"\n#include "array_defs.h"', 'extern "C" {\n#include "common.h"\n#include "array_defs.h"\n') + "}\n"
    names = re.findall(r"^real_t (s\d+|v\w+)\(", kernels, re.M)
    folder.mkdir(parents=True)
    (folder / "tsvc.cpp").write_text(kernels)
    head = '#include <stdio.h>\n#include <stdlib.h>\n#include "common.h"\n'
    (folder / "main.c").write_text(head + "".join(f"real_t {n}(struct args_t *);\n" for n in names) +
                                   calls.replace(r'"%10.3f\t%f\n"', r'"%10.6f\t%a\n"'))
    for name in ("common.c", "common.h", "array_defs.h", "dummy.c"):
        (folder / name).write_text(re.sub(r"(#define iterations) \d+", rf"\1 {REPETITIONS}", (source / name).read_text()))
    return names


def vectorized(folder, flags, program):
    """Kernels with a vectorized loop, and those with statements in vectors, by the compiler's record of what it did."""
    run(["clang++-22", "-O3", *flags, "-fsave-optimization-record", f"-foptimization-record-file={program}.yaml", "-c", "tsvc.cpp",
         "-o", f"{program}.o"], folder)
    run(["clang-22", "-O3", *flags, "-w", "main.c", "common.c", "dummy.c", f"{program}.o", "-lm", "-o", program], folder)
    record = pathlib.Path(f"{program}.yaml").read_text()
    done = {"loop-vectorize": set(), "slp-vectorizer": set()}
    for kind, pass_name, function in re.findall(r"^--- !(\w+)\nPass: +(\S+)\n(?:.*\n)*?Function: +(\S+)$", record, re.M):
        if kind == "Passed" and pass_name in done:
            done[pass_name].add(function)
    return done["loop-vectorize"], done["slp-vectorizer"]


def results(program):
    """Of each kernel the least time, and its checksum."""
    found = {}
    for _ in range(5):
        for name, seconds, sums in re.findall(r"^\s*(\w+)\s+([\d.]+)\s+(\S+)$", run([program]), re.M):
            found[name] = (min(float(seconds), found.get(name, (9e9,))[0]), sums)
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hone", required=True, type=pathlib.Path)
    parser.add_argument("--tsvc", required=True, type=pathlib.Path)
    parser.add_argument("--keep", type=pathlib.Path, help="leave sources and programs there")
    parser.add_argument("--table", metavar="FILE", type=pathlib.Path, help="write the table as Markdown")
    parser.add_argument("options", nargs="*", help="of hone fix")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = (args.keep or pathlib.Path(scratch)) / "tsvc"
        names = convert(args.tsvc / "src" if (args.tsvc / "src").exists() else args.tsvc, folder)
        before = {c: vectorized(folder, flags, folder / f"before-{at}") for at, (c, flags) in enumerate(CONFIGS.items())}
        (folder / "compile_commands.json").write_text(
            json.dumps([{"directory": str(folder), "file": "tsvc.cpp", "arguments": ["clang++-22", "-O3", "-c", "tsvc.cpp"]}]))
        report = json.loads(run([args.hone.resolve(), "fix", "-p", ".", "--format=json", "--fail-on=none", "--no-verify", "--no-bench",
                                 "--accept=unverified", "--accept=unmeasured", *args.options], folder))
        after = {c: vectorized(folder, flags, folder / f"after-{at}") for at, (c, flags) in enumerate(CONFIGS.items())}
        was, now = results(folder / "before-1"), results(folder / "after-1")
    written, why = collections.defaultdict(list), collections.defaultdict(list)
    for f in report["findings"]:
        kernel = re.sub(r"\(.*", "", f["function"]).split()[-1]
        (written if f["written"] else why)[kernel].append(
            f["check"] if f["written"] else f"{f['check']}: {f.get('reason', {}).get('code', f['status'])}")
    out = ["# TSVC-2", "", "Written by `test/Bench/tsvc.py --table`. " + " ".join(__doc__.split("\n\n")[2].split()), ""]
    for config in CONFIGS:
        (loops, lists), (loops_now, lists_now) = before[config], after[config]
        lost = sorted((loops | lists) - (loops_now | lists_now))
        count = lambda *sets: len(set.union(*sets) & set(names))
        out.append(f"- {config}: of {len(names)} kernels {count(loops)} with a vectorized loop before, {count(loops_now)} after; with statements in "
                   f"vectors as well {count(loops, lists)} and {count(loops_now, lists_now)}" + (f"; no longer: {', '.join(lost)}" if lost else "") + ".")
    differ = sorted(n for n in was if was[n][1] != now[n][1])
    out += [f"- Checksums: {len(was) - len(differ)} of {len(was)} the same to the last bit" + (f"; other: {', '.join(differ)}" if differ else "") + ".", "",
            "| kernel | before | after | times as fast (native) | written | not written |", "| --- | --- | --- | ---: | --- | --- |"]
    for n in names:
        def mark(found):
            kinds = {c.removeprefix("clang "): "loop" if n in found[c][0] else "slp" if n in found[c][1] else "" for c in CONFIGS}
            return ", ".join(f"{kind} ({c})" for c, kind in kinds.items() if kind) or "-"

        if n in before["clang -O3"][0] and n not in written:
            continue
        faster = f"{was[n][0] / now[n][0]:.2f}" if min(was[n][0], now[n][0]) > 1e-5 else "-"
        reasons = ", ".join(f"{r} ({c})" if c > 1 else r for r, c in collections.Counter(why[n]).items())
        out.append(f"| `{n}` | {mark(before)} | {mark(after)} | {faster} | {', '.join(written[n]) or '-'} | {reasons or '-'} |")
    text = "\n".join(out) + "\n"
    if args.table:
        args.table.write_text(text)
    print(text)


if __name__ == "__main__":
    main()
