#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What do Polly and `hone fix` make of the kernels of PolyBench/C 4.2.1?

    polybench.py --hone HONE --polybench DIR [--only GLOB] [--rounds N] [--dataset LARGE] [-o FILE] [--table FILE] [-- FIX-OPTION...]

PolyBench/C 4.2.1 has to be fetched; DIR is where it is, and nothing of it is kept. Each kernel becomes C++ twice: with its arrays as they are, and with
std::vector and vectors of vectors in their place, sizes as parameters, `const &` for what is only read. The arrays stand in one
unit with their kernel, as in PolyBench. Indices are declared in their loops, macros are written out, nothing else is changed. Each is built as it is, with `-mllvm -polly`, and as `hone fix` left it, all with clang++-22 -O3
-march=native, and the programs run in turns, in random order. Printed is how many times as fast as the original: the median of the quotients of a
round with a 95 % interval, whether every array has the same bits at the end, and what was written or why nothing was.
"""
import argparse
import collections
import fnmatch
import json
import math
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import typing

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from kernels import interval

COMPILER = ["clang++-22", "-O3", "-march=native", "-std=c++17"]
LINEAR_ALGEBRA = ["2mm", "3mm", "gemm", "gemver", "gesummv", "symm", "syrk", "syr2k", "trmm", "atax", "bicg", "mvt", "doitgen",
                  "correlation", "covariance"]
MAIN = """#include "kernel.h"
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <type_traits>

static std::uint64_t bits = 14695981039346656037u;
template <class T> static void take(const T &values) {
  if constexpr (std::is_arithmetic_v<T>) {
    unsigned char bytes[sizeof(T)];
    std::memcpy(bytes, &values, sizeof(T));
    for (unsigned char byte : bytes)
      bits = (bits ^ byte) * 1099511628211u;
  } else {
    for (const auto &each : values)
      take(each);
  }
}
static std::chrono::steady_clock::time_point began;
static double seconds;

"""


class Form(typing.NamedTuple):
    """What the kernel's arrays become."""
    vectors: bool
    number: str  # the type of an element


def written_out(text, form):
    """The text without PolyBench's macros."""
    text = re.sub(r"_PB_(\w+)", lambda m: m.group(1).lower() if form.vectors else m.group(1), text)
    text = re.sub(r"SCALAR_VAL\(([^()]*)\)", r"\1", text)
    for macro, name in (("SQRT_FUN", "std::sqrt"), ("EXP_FUN", "std::exp"), ("POW_FUN", "std::pow"), ("DATA_TYPE", form.number)):
        text = text.replace(macro, name)
    text = re.sub(r"^#pragma (end)?scop\n", "", text, flags=re.M)
    text = re.sub(r"^\s*int ([a-z]\w?)(,\s*[a-z]\w?)*;\n", "", text, flags=re.M)
    text = re.sub(r"for ?\((\w+)\s*=", r"for (int \1 =", text)
    return re.sub(r"\t", "        ", text)


def container(type_name, depth):
    return type_name if depth == 0 else f"std::vector<{container(type_name, depth - 1)}>"


def declared(text, form, read_only):
    """A parameter: an array, or a reference to vectors."""
    m = re.match(r"(\w+)\s+POLYBENCH_(\d)D\s*\((.*)\)$", text.strip(), re.S)
    if not m:
        return " ".join(text.split())
    words = [w.strip() for w in m.group(3).split(",")]
    depth = int(m.group(2))
    if form.vectors:
        const = "const " if words[0] in read_only else ""
        return f"{const}{container(m.group(1), depth)} &{words[0]}"
    return f"{m.group(1)} {words[0]}" + "".join(f"[{n}]" for n in words[1:1 + depth])


def split(text):
    """At the commas that are not in parentheses."""
    parts, depth = [""], 0
    for char in text:
        depth += (char == "(") - (char == ")")
        if char == "," and not depth:
            parts.append("")
        else:
            parts[-1] += char
    return parts


def function(source, name):
    """(parameters, body) of a function of the benchmark."""
    m = re.search(rf"^(?:static\s+)?void {name}\s*\(", source, re.M)
    brace = re.compile(r"\)\s*\{").search(source, m.end())
    return split(source[m.end():brace.start()]), source[brace.end():source.index("\n}", brace.end())]


def convert(source, header, dataset, vectors):
    """kernel.h, kernel.cpp and main.cpp of one benchmark."""
    form = Form(vectors, "int" if "define DATA_TYPE_IS_INT" in header else "double")
    sizes = re.search(rf"ifdef {dataset}_DATASET(.*?)endif", header, re.S).group(1)
    sizes = re.findall(r"define (\w+) (\d+)", sizes)
    kernel = re.search(r"void (kernel_\w+)", source).group(1)
    parameters, body = function(source, kernel)
    body = re.sub(r"/\*.*?\*/|//[^\n]*", "", body, flags=re.S)
    names = [m.group(1) for p in parameters if (m := re.search(r"POLYBENCH_\dD\s*\(\s*(\w+)", p))]
    read_only = {n for n in names if not re.search(rf"\b{n}(\s*\[[^\]]*\])+\s*[-+*/]?=[^=]", body)}
    typed = [written_out(p, form) for p in parameters]
    head = ("" if vectors else "static ") + f"void {kernel}(" + ", ".join(declared(p, form, read_only) for p in typed) + ")"
    extra = "".join(re.findall(r"^(?:typedef \w+ \w+;|#define (?:match|max_score)\(.*)\n", source, re.M))
    lines = "#pragma once\n#include <vector>\n" + "".join(f"constexpr int {n} = {v};\n" for n, v in sizes) + extra
    lines += head + ";\n" if vectors else ""
    text = written_out(body, form)
    if vectors:
        text = re.sub(r"^(\s*)(\w+) (\w+)\[([A-Z]+)\];", lambda m: f"{m[1]}std::vector<{m[2]}> {m[3]}({m[4].lower()});", text, flags=re.M)
    text = '#include "kernel.h"\n#include <cmath>\n\n' + head + " {" + re.sub(r"\n\s*\n+", "\n", text) + "\n}\n"

    arrays = []

    def declare(m):
        words = [w.strip() for w in m.group(2).split(",")]
        depth = int(m.group(1))
        arrays.append(words[0])
        kind = words[1].replace("DATA_TYPE", form.number)
        if not vectors:
            return f"static {kind} {words[0]}" + "".join(f"[{n}]" for n in words[2:2 + depth]) + ";"
        value = ""
        for level, size in enumerate(reversed(words[2 + depth:2 + 2 * depth])):
            value = f"({size}" + (f", {container(kind, level)}{value}" if level else "") + ")"
        return f"{container(kind, depth)} {words[0]}{value};"

    def with_arrays(text):
        text = re.sub(r"POLYBENCH_(\d)D_ARRAY_DECL\s*\(([^)]*)\);?", declare, text)
        text = re.sub(r"\(\*?POLYBENCH_ARRAY\s*\(\s*(\w+)\s*\)\)|POLYBENCH_ARRAY\s*\(\s*(\w+)\s*\)", lambda m: m[1] or m[2], text)
        return re.sub(r"POLYBENCH_FREE_ARRAY\s*\([^)]*\);?", "", text)

    parameters, body = function(source, "init_array")
    body = written_out(with_arrays(body), form)
    arrays.clear()
    # As in PolyBench, the arrays and their kernel are in one unit, so that Polly sees what they are.
    main = (MAIN if vectors else MAIN.replace("kernel.h", "kernel.cpp")) + "static void init_array(" + ", ".join(declared(written_out(p, form), form, set()) for p in parameters) + ") {" + body + "\n}\n"
    body = with_arrays(source[source.index("int main"):])
    body = body.replace("polybench_start_instruments", "began = std::chrono::steady_clock::now()")
    body = body.replace("polybench_stop_instruments",
                        "seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count()")
    shown = "; ".join(f"take({a})" for a in arrays) + '; std::printf("%.9f %016llx\\n", seconds, (unsigned long long)bits)'
    body = re.sub(r"polybench_prevent_dce\s*\(.*?\)\);", lambda m: shown + ";", body, flags=re.S)
    return {"kernel.h": lines, "kernel.cpp": text, "main.cpp": main + body.replace("polybench_print_instruments;", "").replace("DATA_TYPE", form.number)}


def run(command, folder=None, seconds=3600):
    done = subprocess.run([str(c) for c in command], cwd=folder, text=True, capture_output=True, stdin=subprocess.DEVNULL,
                          check=False, timeout=seconds)
    if done.returncode:
        raise SystemExit(f"polybench: {' '.join(map(str, command))} ended with {done.returncode}\n{done.stdout[-3000:]}{done.stderr[-3000:]}")
    return done.stdout


def prepare(folder, files, hone, options):
    """Three programs, what was written, and why not: reasons with how many loops they stop."""
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / name).write_text(text)
    programs = {}
    units = ["main.cpp"] if '"kernel.cpp"' in files["main.cpp"] else ["kernel.cpp", "main.cpp"]
    for variant, flags in (("original", []), ("polly", ["-mllvm", "-polly"])):
        programs[variant] = folder / variant
        run([*COMPILER, *flags, *units, "-o", variant], folder)
    database = [{"directory": str(folder), "file": "kernel.cpp", "arguments": [*COMPILER, "-c", "kernel.cpp"]}]
    (folder / "compile_commands.json").write_text(json.dumps(database))
    report = json.loads(run([hone, "fix", "-p", ".", "--format=json", "--fail-on=none", *options], folder))
    programs["hone"] = folder / "hone"
    run([*COMPILER, *units, "-o", "hone"], folder)
    kept = [f["check"] for f in report["findings"] if f["written"]]
    why = collections.Counter(f"{f['check']}: {f.get('reason', {}).get('code', f['status'])}"
                              for f in report["findings"] if not f["written"])
    return programs, kept, dict(why)


def measure(programs, rounds):
    quotients, sums, longest = {"polly": [], "hone": []}, {}, 0
    for _ in range(rounds):
        seconds = {}
        for variant in random.sample(sorted(programs), len(programs)):
            first, sums[variant] = run([programs[variant]]).split()
            seconds[variant] = float(first)
        longest = max(longest, seconds["original"])
        for variant, found in quotients.items():
            found.append(seconds["original"] / seconds[variant])
    return {"seconds": longest, **{v: interval(q) for v, q in quotients.items()},
            "same bits": {v: sums[v] == sums["original"] for v in quotients}}


def mean(rows, form, variant):
    values = [r[form][variant][0] for r in rows]
    return math.exp(sum(map(math.log, values)) / len(values)) if values else 1


def table(rows):
    cell = lambda r, v: f"{r[v][0]:.2f} ({r[v][1]:.2f}-{r[v][2]:.2f})" + ("" if r["same bits"][v] else " other bits")
    for title, chosen in (("Linear algebra and statistics", [r for r in rows if r["kernel"] in LINEAR_ALGEBRA]),
                          ("The others", [r for r in rows if r["kernel"] not in LINEAR_ALGEBRA])):
        if not chosen:
            continue
        yield f"## {title}"
        yield ""
        yield "| kernel | arrays: Polly | arrays: `hone fix` | vectors: Polly | vectors: `hone fix` |"
        yield "| --- | ---: | ---: | ---: | ---: |"
        for r in chosen:
            yield f"| `{r['kernel']}` | " + " | ".join(cell(r[f], v) for f in ("arrays", "vectors") for v in ("polly", "hone")) + " |"
        yield "| geometric mean | " + " | ".join(f"{mean(chosen, f, v):.2f}" for f in ("arrays", "vectors") for v in ("polly", "hone")) + " |"
        yield ""
    yield "## What was written, and what stands in the way of the rest"
    yield ""
    yield "| kernel | arrays: written | not written | vectors: written | not written |"
    yield "| --- | --- | --- | --- | --- |"
    for r in rows:
        cells = []
        for form in ("arrays", "vectors"):
            cells.append(", ".join(r[form]["kept"]) or "-")
            cells.append(", ".join(f"{why} ({n})" if n > 1 else why for why, n in r[form]["why"].items()) or "-")
        yield f"| `{r['kernel']}` | " + " | ".join(cells) + " |"
    yield ""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hone", required=True, type=pathlib.Path)
    parser.add_argument("--polybench", required=True, type=pathlib.Path)
    parser.add_argument("--only", default="*", metavar="GLOB")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--dataset", default="LARGE")
    parser.add_argument("--keep", type=pathlib.Path, help="leave sources and programs there")
    parser.add_argument("-o", metavar="FILE", type=pathlib.Path, help="write everything as JSON")
    parser.add_argument("--table", metavar="FILE", type=pathlib.Path, help="write the tables as Markdown")
    parser.add_argument("options", nargs="*", help="of hone fix")
    args = parser.parse_args()
    sources = sorted(p for p in args.polybench.glob("*/**/*.c") if (p.parent / f"{p.stem}.h").exists() and "utilities" not in p.parts)
    rows = []
    with tempfile.TemporaryDirectory() as scratch:
        for source in sources:
            if not fnmatch.fnmatch(source.stem, args.only) and source.stem not in args.only.split(","):
                continue
            row = {"kernel": source.stem}
            for form in ("arrays", "vectors"):
                files = convert(source.read_text(), source.with_suffix(".h").read_text(), args.dataset, form == "vectors")
                folder = (args.keep or pathlib.Path(scratch)) / source.stem / form
                programs, kept, why = prepare(folder, files, args.hone.resolve(), args.options)
                row[form] = {**measure(programs, args.rounds), "kept": kept, "why": why}
                print(f"{source.stem:14} {form:8} {row[form]['seconds']:7.3f} s  Polly {row[form]['polly'][0]:6.2f}  Hone {row[form]['hone'][0]:6.2f}  "
                      f"{'same bits' if row[form]['same bits']['hone'] else 'OTHER BITS'}  {', '.join(kept) or '-'}  {why or ''}", flush=True)
            rows.append(row)
            if args.o:
                args.o.write_text(json.dumps(rows, indent=1))
    if args.table:
        title = "# PolyBench\n\nWritten by `test/Bench/polybench.py --table`. " + " ".join(__doc__.split("\n\n")[2].split()) + "\n\n"
        args.table.write_text(title + "\n".join(table(rows)))


if __name__ == "__main__":
    main()
