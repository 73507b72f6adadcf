#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""One program, profiled in every format that Hone reads: do the profiles agree on its loops?

    ninja -C build profiles
    test/Bench/profiles.py --profiles build/bin/profiles [--example examples/imaging] [--repeat 100]

Prints, for each loop that is one of the ten hottest in any format, what each format gives it, then Spearman's rank
correlation for each pair of formats. Exit 1 if one is below 0.8. A loop's weight is that of its lines, without
what they call: not all formats know calls. Loops that hold another one are left out.

No tool here records sample profiles of a machine without branch records: that one is made from callgrind's
counts of each instruction, as AutoFDO's converter makes it of hardware samples (a line's count is that of
its most frequent instruction), with llvm-symbolizer. So it and callgrind's are not independent.
"""
import argparse
import collections
import itertools
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

SOURCE = pathlib.Path(__file__).resolve().parents[2]


def run(*command, **more):
    result = subprocess.run([str(c) for c in command], text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **more)
    if result.returncode:
        sys.exit(f"{' '.join(map(str, command))}: status {result.returncode}\n{result.stderr[-2000:]}")
    return result.stdout


def build(folder, name, sources, flags):
    program = folder / name
    run("clang++-22", "-std=c++20", *flags, *sources, "-o", program, cwd=folder)
    return program


def symbolized(program, addresses):
    """Address -> frames, innermost first: function, its line, line, discriminator."""
    out = run("llvm-symbolizer-22", "--output-style=JSON", "--no-demangle", "--obj=" + str(program), input="".join(f"{a:#x}\n" for a in addresses))
    found = {}
    for line in out.splitlines():
        entry = json.loads(line)
        found[int(entry["Address"], 16)] = entry.get("Symbol", [])
    return found


def instruction_counts(path, program):
    """Executions of each instruction of the program, from callgrind's costs by instruction."""
    counts, names, inside, calls, address, jump = collections.Counter(), {}, False, False, 0, False
    for line in path.read_text().splitlines():
        if line.startswith(("ob=", "cob=")):
            number, _, text = line.partition("=")[2].partition(")")
            names[number] = text.strip() or names.get(number, "")
            if line.startswith("ob="):
                inside = names[number] == str(program)
        elif line.startswith("calls="):
            calls = True
        elif line.startswith(("jump=", "jcnd=")):
            jump = True
        elif line[:1] and (line[0].isdigit() or line[0] in "+-*"):
            words = line.split()
            address = address if words[0] == "*" else address + int(words[0], 0) if words[0][0] in "+-" else int(words[0], 0)
            if not calls and not jump and inside and len(words) > 2:
                counts[address] += int(words[2])
            calls = jump = False
    return counts


def discriminator(value):
    """The base discriminator of one, and how many copies of the code unrolling has made (DILocation's encoding)."""
    def decoded(u):
        u >>= 1
        return (u >> 1) & 0xfe0 | u & 0x1f if u & 0x20 else u & 0x1f

    base = 0 if value & 1 else decoded(value)
    value = value >> 1 if value & 1 else value >> (14 if value & 0x40 else 7)
    return base, (0 if value & 1 else decoded(value)) or 1


def sample_profile(callgrind, program, out):
    """The text format of LLVM's sample profiles, with inlined functions inside their callers."""
    counts = instruction_counts(callgrind, program)
    frames = symbolized(program, counts)

    def node():
        return {"body": collections.Counter(), "inlined": {}}

    top = {}
    for address, count in counts.items():
        stack = [f for f in frames.get(address, []) if f["FunctionName"]]
        if not stack:
            continue
        at = top.setdefault(stack[-1]["FunctionName"], node())
        at["head"] = counts[int(stack[-1].get("StartAddress") or "0", 16)]
        place = lambda f: (max(0, f["Line"] - f["StartLine"]) & 0xffff, discriminator(f.get("Discriminator", 0))[0])
        for f in stack:
            count *= discriminator(f.get("Discriminator", 0))[1]
        for outer, inner in zip(reversed(stack), list(reversed(stack))[1:]):
            at = at["inlined"].setdefault((place(outer), inner["FunctionName"]), node())
        at["body"][place(stack[0])] = max(at["body"][place(stack[0])], count)

    def total(n):
        return sum(n["body"].values()) + sum(map(total, n["inlined"].values()))

    def text(n, depth):
        lines = []
        spot = lambda p: f"{p[0]}.{p[1]}" if p[1] else str(p[0])
        for p, count in sorted(n["body"].items()):
            lines.append(f"{' ' * depth}{spot(p)}: {count}")
        for (p, name), inner in sorted(n["inlined"].items()):
            lines.append(f"{' ' * depth}{spot(p)}: {name}:{total(inner)}")
            lines += text(inner, depth + 1)
        return lines

    lines = []
    for name, n in sorted(top.items()):
        lines.append(f"{name}:{total(n)}:{n['head']}")
        lines += text(n, 1)
    out.write_text("\n".join(lines) + "\n")


def record(folder, sources, repeat, level):
    """Profile files by the name of the format."""
    plain = [level, "-g", "-gdwarf-4", "-fdebug-info-for-profiling"]
    program = build(folder, "plain", sources, plain)
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder}
    files = {}
    files["callgrind"] = folder / "callgrind.out"
    run("valgrind", "-q", "--tool=callgrind", "--dump-instr=yes", "--collect-jumps=yes",
        f"--callgrind-out-file={files['callgrind']}", program, cwd=folder)
    files["sample"] = folder / "sample.txt"
    sample_profile(files["callgrind"], program, files["sample"])
    loop = f"i=0; while [ $i -lt {repeat} ]; do {program} >/dev/null; i=$((i+1)); done"
    data = folder / "perf.data"
    if subprocess.run(["perf", "record", "-q", "-F", "20000", "-g", "-o", data, "--", "sh", "-c", loop], **quiet).returncode == 0:
        files["perf"] = folder / "perf.txt"
        files["perf"].write_text(run("perf", "script", "--no-inline", "-i", data))
    else:
        print("perf record is not permitted here: its format is left out")

    covered = build(folder, "covered", sources, [level, "-fprofile-instr-generate", "-fcoverage-mapping"])
    run("env", f"LLVM_PROFILE_FILE={folder}/front.profraw", covered, cwd=folder)
    files["front end"] = folder / "front.profdata"
    run("llvm-profdata-22", "merge", folder / "front.profraw", "-o", files["front end"])
    files["llvm-cov"] = folder / "coverage.json"
    files["llvm-cov"].write_text(run("llvm-cov-22", "export", "-format=text", covered, f"-instr-profile={files['front end']}"))

    counted = build(folder, "counted", sources, [level, f"-fprofile-generate={folder}/raw"])
    run(counted, cwd=folder)
    files["IR"] = folder / "ir.profdata"
    run("llvm-profdata-22", "merge", *(folder / "raw").glob("*.profraw"), "-o", files["IR"])
    return files


def ranks(values):
    order = sorted(range(len(values)), key=lambda i: values[i])
    result = [0.0] * len(values)
    at = 0
    while at < len(order):
        end = at
        while end + 1 < len(order) and values[order[end + 1]] == values[order[at]]:
            end += 1
        for i in order[at:end + 1]:
            result[i] = (at + end) / 2
        at = end + 1
    return result


def spearman(a, b):
    a, b = ranks(a), ranks(b)
    ma, mb = sum(a) / len(a), sum(b) / len(b)
    cov = sum((x - ma) * (y - mb) for x, y in zip(a, b))
    return cov / (sum((x - ma) ** 2 for x in a) * sum((y - mb) ** 2 for y in b)) ** 0.5


def innermost(loops):
    return {k for k in loops if not any(o != k and o[0] == k[0] and k[1] <= o[1] and o[2] <= k[2] for o in loops)}


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--profiles", default=SOURCE / "build/bin/profiles", type=pathlib.Path)
    options.add_argument("--example", default=SOURCE / "examples/imaging", type=pathlib.Path)
    options.add_argument("--repeat", default=100, type=int, help="runs under perf, which samples")
    options.add_argument("--level", default="-O2")
    options.add_argument("--keep", type=pathlib.Path, help="folder to work in, which is left")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = (chosen.keep or pathlib.Path(temporary)).resolve() / "project"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(chosen.example, folder)
        sources = sorted(p.name for p in folder.glob("*.cpp"))
        (folder / "compile_commands.json").write_text(json.dumps(
            [{"directory": str(folder), "file": s, "command": f"clang++-22 -std=c++20 {chosen.level} -c {s}"} for s in sources]))
        files = record(folder, sources, chosen.repeat, chosen.level)
        read = json.loads(run(chosen.profiles.resolve(), folder, *files.values()))
    weights, trips = {}, {}
    for name, path in files.items():
        found = read[str(path)]
        print(f"{name:10} {found['format']:16} counts {found['counted']:13} {100 * found['mapped']:5.1f} % mapped", *found["notes"])
        weights[name] = {(l["file"], l["first"], l["last"]): l["self"] for l in found["loops"]}
        trips[name] = {(l["file"], l["first"], l["last"]): l.get("trips") for l in found["loops"]}
    loops = innermost(set().union(*weights.values()))
    hottest = lambda name: sorted(loops, key=lambda k: -weights[name].get(k, 0))[:10]
    union = sorted(set().union(*map(hottest, files)), key=lambda k: -sum(w.get(k, 0) for w in weights.values()))
    print(f"\n{'self, % (trips)':22}" + "".join(f"{name:>17}" for name in files))
    for key in union:
        cell = lambda n: f"{100 * weights[n].get(key, 0):6.2f}" + (f" ({trips[n][key]:8.1f})" if trips[n].get(key) else " " * 11)
        print(f"{key[0] + ':' + str(key[1]):22}" + "".join(f"{cell(n):>17}" for n in files))
    low = []
    print(f"\n{'pair':26}{'of the ten hottest, common':>28}{'rank correlation':>20}")
    for a, b in itertools.combinations(files, 2):
        both = [k for k in loops if max(weights[a].get(k, 0), weights[b].get(k, 0)) > 0]
        rho = spearman([weights[a].get(k, 0) for k in both], [weights[b].get(k, 0) for k in both])
        print(f"{a + ', ' + b:26}{len(set(hottest(a)) & set(hottest(b))):28}{rho:20.2f}")
        if rho < 0.8:
            low.append((a, b))
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
