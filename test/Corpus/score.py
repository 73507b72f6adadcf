#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""How many of the patterns of real code beside this file does Hone find and keep?

    score.py [--only GLOB] [--no-bench] [--configs] [-o FILE] [--table FILE] [--from FILE]...

README.md says what stands in the folders and what the columns mean. Every pattern is treated in a
temporary copy of its own; clang-tidy and cppcheck see the same files in the same run.
"""
import argparse
import collections
import concurrent.futures
import fnmatch
import json
import math
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent
TRAPS = "traps"
TIMEOUT = 900

# Check -> the diagnostics of other tools that name the same matter, counted generously.
CHECKS = {
    "hoist-loop-bound": ["modernize-loop-convert"],
    "block-matrix-multiply": [],
    "interchange-loops": [],
    "vectorize-outer": [],
    "fuse-loops": [],
    "split-loop": [],
    "view-aliased-state": ["modernize-loop-convert"],
    "accumulate-in-local": [],
    "check-bounds-once": ["modernize-loop-convert"],
    "view-rows": ["modernize-loop-convert"],
    "copy-as-block": ["modernize-loop-convert", "modernize-use-ranges"],
    "select-store": [],
    "hoist-invariant-call": ["performance-inefficient-algorithm"],
    "hoist-invariant-lookup": [],
    "merge-repeated-lookup": ["readability-container-contains", "stlFindInsert"],
    "hoist-constructed-object": [],
    "unswitch-invariant-branch": [],
    "precompute-inner-reduction": [],
    "divide-by-invariant": [],
    "reuse-buffer": [],
    "size-then-index": ["performance-inefficient-vector-operation"],
    "reserve-before-append": ["performance-inefficient-vector-operation",
                              "performance-inefficient-string-concatenation"],
    "append-in-blocks": ["performance-inefficient-vector-operation"],
    "iterate-by-reference": ["performance-for-range-copy", "performance-implicit-conversion-in-loop",
                             "performance-unnecessary-copy-initialization", "iterateByValue"],
    "pass-by-reference": ["performance-unnecessary-value-param", "passedByValue"],
    "pass-shared-by-reference": ["performance-unnecessary-value-param", "passedByValue"],
    "move-last-use": ["performance-unnecessary-value-param", "modernize-pass-by-value"],
    "stack-instead-of-heap": [],
    "fuse-producer-consumer": [],
    "search-in-blocks": ["readability-use-anyofallof", "modernize-loop-convert"],
    "peel-wraparound": [],
    "reduce-minmax": [],
    "nest-flat-index": [],
    "unpack-vector-bool": [],
    "tile-transpose": [],
    "peel-special-iteration": [],
}
TIDY = "-*,performance-*,modernize-*,readability-*,bugprone-*"
# Only the layout of the text: left out on twins, where every edit is compared with the original.
LAYOUT = ("modernize-use-trailing-return-type,readability-braces-around-statements,"
          "readability-isolate-declaration,readability-implicit-bool-conversion")
OWN = "clang -O2"  # what every pattern is judged with
CONFIGS = {OWN: ("clang++-22", "-O2"), "clang -O3 native": ("clang++-22", "-O3 -march=native"),
           "g++ -O3 native": ("g++-12", "-O3 -march=native")}
GAINS = 1.2  # from here on a pattern has to be kept


class Place:
    """One folder: a pattern, or a trap."""

    def __init__(self, folder):
        self.folder, self.check, self.name = folder, folder.parent.name, folder.name
        self.id = f"{self.check}/{self.name}"
        self.pattern = (folder / "pattern.cpp").read_text(encoding="utf-8")
        self.function = header(self.pattern, "Function")
        self.standard = header(self.pattern, "Flags") or "-std=c++20"

    def text(self, file):
        return (self.folder / file).read_text(encoding="utf-8")


def header(text, name):
    """What a line of the opening comment says, or nothing."""
    found = re.search(rf"^// {name}: (.*)$", text, re.M)
    return found[1].strip() if found else ""


def lines_of(function, text):
    """First and last line of the definition with this name."""
    text = re.sub(r"//[^\n]*", lambda comment: " " * len(comment[0]), text)
    for found in re.finditer(rf"\b{function}\s*\(", text):
        brace = re.compile(r"[{;]").search(text, found.end())
        if not brace or brace[0] == ";" or text[:found.start()].rstrip().endswith(("return", "=", "+", "(")):
            continue
        depth = 0
        for at in range(brace.start(), len(text)):
            depth += {"{": 1, "}": -1}.get(text[at], 0)
            if depth == 0:
                return text.count("\n", 0, found.start()), text.count("\n", 0, at) + 1
    raise SystemExit(f"corpus: no function {function}")


def execute(command, folder):
    """Status, output and errors; a run that does not end counts as a crash."""
    try:
        done = subprocess.run([str(c) for c in command], cwd=folder, text=True, errors="replace",
                              stdin=subprocess.DEVNULL, capture_output=True, timeout=TIMEOUT, check=False)
    except subprocess.TimeoutExpired:
        return -1, "", "out of time"
    return done.returncode, done.stdout, done.stderr


class Copy:
    """A file in a folder of its own with a compilation database."""

    def __init__(self, top, place, text, compiler="clang++-22", optimize="-O2"):
        self.folder = pathlib.Path(tempfile.mkdtemp(dir=top))
        self.file = self.folder / "pattern.cpp"
        self.file.write_text(text, encoding="utf-8")
        self.command = [compiler, *place.standard.split(), *optimize.split()]
        database = [{"directory": str(self.folder), "file": "pattern.cpp",
                     "command": " ".join(self.command + ["-c", "pattern.cpp"])}]
        (self.folder / "compile_commands.json").write_text(json.dumps(database))

    def hone(self, options, command, *more):
        """The report of one run, or None if there is none."""
        status, out, _ = execute([options.hone, command, "-p", ".", "-j1", "--format=json", *more,
                                  "pattern.cpp"], self.folder)
        try:
            report = json.loads(out)
        except json.JSONDecodeError:
            return None
        return report if status in (0, 1) and not report["failures"] else None

    def compiles(self):
        return execute([*self.command, "-fsyntax-only", "pattern.cpp"], self.folder)[0] == 0

    def edited(self):
        return self.file.read_text(encoding="utf-8")


def compare(top, options, place, before, after, bench=True, config=CONFIGS[OWN]):
    """What `hone verify` says about a change of a whole file: the worst status, and the gain of each function at each size."""
    copy = Copy(top, place, after, *config)
    (copy.folder / "old").mkdir()
    (copy.folder / "old/pattern.cpp").write_text(before, encoding="utf-8")
    report = copy.hone(options, "verify", "--against=old", "--fail-on=none", *([] if bench else ["--no-bench"]))
    findings = report["findings"] if report else []
    statuses = {f["status"] for f in findings}
    status = next((s for s in ("different", "unverified", "same") if s in statuses), "unverified")
    gains = {(f["function"], s["n"]): s["median"] for f in findings for b in (f.get("bench") or [])[:1] for s in b["shapes"]}
    return status, gains


def fixed_by_hone(top, options, place, text, function=None):
    """Treats one file: the findings in the function, everything that was edited, the new text."""
    copy = Copy(top, place, text)
    accept = ["--no-bench", "--accept=unmeasured"] if options.no_bench else []
    report = copy.hone(options, "fix", *accept)
    if report is None:
        return None
    first, last = lines_of(function or place.function, text)
    inside = [f for f in report["findings"] if first <= f["line"] <= last]
    written = [f for f in report["findings"] if f.get("written")]
    return {"inside": inside, "written": written, "text": copy.edited()}


def judge_hone(place, run):
    """The outcome of a pattern in words of the columns, with its codes."""
    if run is None:
        return {"crash": True}
    own = [f for f in run["inside"] if f["check"] == place.check]
    kept = any(f.get("written") for f in run["inside"])
    codes = [f["reason"]["code"] for f in own if f["status"] in ("refused", "needs-hint")]
    stopped = [f"{f['status']}: {f['reason']['code']}" for f in own
               if not f.get("written") and f["status"] not in ("refused", "needs-hint")]
    return {"found": bool(own) or kept, "kept": kept, "refused": bool(codes) and not kept,
            "codes": [] if kept else codes, "stopped": [] if kept else stopped}


def score_hone(top, options, place):
    """Pattern and twin, or a trap, through `hone fix`."""
    run = fixed_by_hone(top, options, place, place.pattern)
    result = judge_hone(place, run)
    if place.check == TRAPS:
        # What a clock has to reject cannot be judged without one.
        result["wrong"] = not options.no_bench and result.get("kept", False)
    else:
        twin = place.text("twin.cpp")
        other = fixed_by_hone(top, options, place, twin)
        result["crash"] = result.get("crash", False) or other is None
        written = other["written"] if other else []
        result["wrong"] = any(f["check"] == place.check for f in written)
        if written and not result["wrong"]:
            status, _ = compare(top, options, place, twin, other["text"], bench=False)
            result["wrong"] = status == "different"
        result["twin edits"] = [f["check"] for f in written]
    result["text"] = run["text"] if run and result.get("kept") else None
    return result


def tidy_diagnostics(text):
    """(check, byte offset, has a fix) of each diagnostic in a file of exported fixes."""
    for entry in text.split("  - DiagnosticName:")[1:]:
        offset = re.search(r"FileOffset:\s+(\d+)", entry)
        yield (entry.split("\n")[0].strip(" '\""), int(offset[1]) if offset else 0,
               not re.search(r"Replacements:\s+\[\]", entry))


def run_tidy(top, place, text, checks):
    """The diagnostics of clang-tidy that name the matter, and the copy with its fixes."""
    copy = Copy(top, place, text)
    execute(["clang-tidy-22", f"-checks={checks}", "--config={}", "-p", ".", "-fix",
             "--export-fixes=fixes.yaml", "pattern.cpp"], copy.folder)
    fixes = copy.folder / "fixes.yaml"
    first, last = lines_of(place.function, text)
    named = []
    for check, offset, fix in tidy_diagnostics(fixes.read_text() if fixes.exists() else ""):
        line = text.encode()[:offset].count(b"\n") + 1
        if first <= line <= last and set(check.split(",")) & set(CHECKS.get(place.check, [])):
            named.append((check, fix))
    return named, copy


def score_tidy(top, options, place):
    named, copy = run_tidy(top, place, place.pattern, TIDY)
    result = {"found": bool(named), "fixed": any(fix for _, fix in named) and copy.compiles(),
              "checks": sorted({check for check, _ in named}), "wrong": False}
    if place.check != TRAPS:
        text = place.text("twin.cpp")
        checks = TIDY + "".join(f",-{check}" for check in LAYOUT.split(","))
        named, copy = run_tidy(top, place, text, checks)
        if copy.edited() != text:
            result["wrong"] = (any(fix for _, fix in named) or not copy.compiles() or
                               compare(top, options, place, text, copy.edited(), bench=False)[0] == "different")
    return result


def score_cppcheck(top, place):
    """cppcheck has no fixes: only whether it names the matter in the function."""
    copy = Copy(top, place, place.pattern)
    _, _, errors = execute(["cppcheck", "--enable=performance", "--quiet", place.standard.replace("-std", "--std"),
                            "--template={line} {id}", "pattern.cpp"], copy.folder)
    first, last = lines_of(place.function, place.pattern)
    named = [line.split() for line in errors.splitlines() if re.fullmatch(r"\d+ \w+", line)]
    return {"found": any(first <= int(line) <= last and name in CHECKS.get(place.check, [])
                         for line, name in named)}


def measure(top, options, place, result):
    """How much the form by hand gains, and how much of that Hone reaches."""
    configs = CONFIGS if options.configs else {OWN: CONFIGS[OWN]}
    for name, config in configs.items():
        status, hand = compare(top, options, place, place.pattern, place.text("hand.cpp"), config=config)
        reached = {}
        if result["hone"].get("text") and (options.configs or options.table or options.o):
            reached = compare(top, options, place, place.pattern, result["hone"]["text"], config=config)[1]
        # A function that takes long is not measured at all sizes in each run.
        both = hand.keys() & reached.keys() or hand.keys() | reached.keys()
        result["gain"][name] = {who: max((g for at, g in gains.items() if at in both), default=None)
                                for who, gains in (("hand", hand), ("hone", reached))} | {"verdict": status}


def score(top, options, place):
    result = {"id": place.id, "check": place.check, "gain": {}}
    result["hone"] = score_hone(top, options, place) if "hone" in options.tools else {}
    if options.tidy:
        result["tidy"] = score_tidy(top, options, place)
    if options.cppcheck and place.check != TRAPS:
        result["cppcheck"] = score_cppcheck(top, place)
    if not options.no_bench:
        measure(top, options, place, result)
    return result


def totals(results, check):
    """One row of the table: the counts of a check, or of all that are no traps."""
    mine = [r for r in results if r["check"] == check or (check == "all" and r["check"] != TRAPS)]
    count = lambda tool, key: sum(bool(r.get(tool, {}).get(key)) for r in mine)
    gaining = [r for r in mine if (r["gain"].get(OWN, {}).get("hand") or 0) >= GAINS]
    return {"patterns": len(mine), "found": count("hone", "found"), "kept": count("hone", "kept"),
            "refused": count("hone", "refused"), "wrong": count("hone", "wrong"),
            "crashes": count("hone", "crash"), "gaining": len(gaining),
            "kept where it gains": sum(bool(r["hone"].get("kept")) for r in gaining),
            "tidy found": count("tidy", "found"), "tidy fixed": count("tidy", "fixed"),
            "tidy wrong": count("tidy", "wrong"), "cppcheck found": count("cppcheck", "found")}


def shares(results):
    """For each configuration the share of the gain by hand that Hone reaches, in logarithms."""
    out = {}
    for name in CONFIGS:
        pairs = [(r["gain"][name]["hand"], r["gain"][name]["hone"] or 1.0) for r in results
                 if r["check"] != TRAPS and (r["gain"].get(name, {}).get("hand") or 0) >= GAINS]
        if pairs:
            by_hand, by_hone = (sum(math.log(p[i]) for p in pairs) / len(pairs) for i in (0, 1))
            out[name] = {"patterns": len(pairs), "hand": math.exp(by_hand), "hone": math.exp(by_hone),
                         "share": by_hone / by_hand}
    return out


def show(results, options):
    """The table and what stands below it."""
    ran = lambda tool, name, words: words if tool else "not installed" if name in options.tools else "not run"
    print(f"{'':28}{'':>9} | {'hone':^37} | {ran(options.tidy, 'clang-tidy', 'clang-tidy-22'):^20} | cppcheck")
    print(f"{'check':28}{'patterns':>9} | {'found':>6}{'kept':>6}{'refused':>9}{'wrong':>7}{'crashes':>9}"
          f" | {'found':>6}{'fixed':>7}{'wrong':>7} | {ran(options.cppcheck, 'cppcheck', 'found')}")
    rows = [c for c in CHECKS if any(r["check"] == c for r in results)] + ["all"]
    rows += [TRAPS] if any(r["check"] == TRAPS for r in results) else []
    for check in rows:
        t = totals(results, check)
        if check == "all":
            print("-" * 108)
        trap = check == TRAPS
        cell = lambda value, width: f"{'-' if trap else value:>{width}}"
        wrong = "-" if trap and options.no_bench else t["wrong"]
        print(f"{check:28}{t['patterns']:>9} | {cell(t['found'], 6)}{cell(t['kept'], 6)}{cell(t['refused'], 9)}"
              f"{wrong:>7}{t['crashes']:>9} | {cell(t['tidy found'], 6)}{cell(t['tidy fixed'], 7)}"
              f"{cell(t['tidy wrong'], 7)} | {cell(t['cppcheck found'], 5)}")
    show_reasons(results, options)


def show_reasons(results, options):
    patterns = [r for r in results if r["check"] != TRAPS]
    for title, key in (("refused wrongly", "codes"), ("stopped later", "stopped")):
        codes = collections.Counter(code for r in patterns for code in r["hone"].get(key, []))
        if codes:
            print(f"{title}: " + ", ".join(f"{code} {n}" for code, n in codes.most_common()))
    for r in results:
        if r["hone"].get("wrong") or r["hone"].get("crash"):
            print(f"{'crash' if r['hone'].get('crash') else 'WRONG'}: {r['id']}")
        elif r["hone"].get("twin edits"):
            print(f"another check edits the twin, to be read: {r['id']}: {', '.join(r['hone']['twin edits'])}")
        for name, gain in r["gain"].items():
            if gain["verdict"] == "different":
                print(f"the form by hand differs from the pattern: {r['id']} ({name})")
    if options.no_bench:
        print("not measured: kept means verified, and traps are not judged")
        return
    t = totals(results, "all")
    print(f"kept where the form by hand gains {GAINS} or more: {t['kept where it gains']} of {t['gaining']}")
    for name, s in shares(results).items() if options.configs else ():
        print(f"{name}: by hand {s['hand']:.2f}, Hone {s['hone']:.2f}: {s['share']:.0%} of the gain, "
              f"{s['patterns']} patterns")


def places(only):
    folders = sorted(f.parent for f in ROOT.glob("*/*/pattern.cpp"))
    chosen = [Place(f) for f in folders]
    return [p for p in chosen if fnmatch.fnmatch(p.id, only) or fnmatch.fnmatch(p.check, only)]


def write_json(results, path):
    report = {"places": results, "checks": {c: totals(results, c) for c in [*CHECKS, TRAPS, "all"]}, "shares": shares(results)}
    pathlib.Path(path).write_text(json.dumps(report, indent=1) + "\n")


def write_table(results, path):
    """The gains as a page: what the form by hand gains, and what Hone's does, for each pattern."""
    names = [n for n in CONFIGS if any(n in r["gain"] for r in results)]
    cell = lambda value: f"{value:.2f}" if value else "-"
    lines = ["# What the rewrites gain", "",
             "Written by `./dev score --configs --table docs/performance.md`. Each pattern of [test/Corpus](../test/Corpus/README.md) as it stands, against the best",
             "form by hand and against what `hone fix` made of it, measured in turns in the same processes: how many times as fast, the largest of the median gains of",
             "its functions, at the sizes that both were measured at. `-` by hand: no measurement; `-` for Hone: nothing was kept.", "",
             "| pattern | " + " | ".join(f"{n}: by hand | Hone" for n in names) + " |",
             "| --- |" + " ---: | ---: |" * len(names)]
    for r in sorted(results, key=lambda r: r["id"]):
        if r["check"] == TRAPS or not r["gain"]:
            continue
        cells = [cell(r["gain"].get(n, {}).get(who)) for n in names for who in ("hand", "hone")]
        lines.append(f"| `{r['id']}` | " + " | ".join(cells) + " |")
    lines.append("")
    for name, s in shares(results).items():
        lines.append(f"- {name}: of {s['patterns']} patterns whose form by hand gains {GAINS} or more, by hand {s['hand']:.2f}, Hone {s['hone']:.2f} "
                     f"(geometric means): {s['share']:.0%} of the gain in logarithms.")
    pathlib.Path(path).write_text("\n".join(lines) + "\n")


def progress(done, total, place):
    if sys.stderr.isatty():
        text = f"[{done}/{total}] {place}" if done < total else ""
        print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hone", default=os.environ.get("HONE", "hone"), metavar="PATH")
    parser.add_argument("--only", default="*", metavar="GLOB", help="checks or check/name")
    parser.add_argument("--no-bench", action="store_true", help="judge and verify, measure nothing")
    parser.add_argument("--configs", action="store_true", help="measure with three compilers and flags")
    parser.add_argument("--tools", default="hone,clang-tidy,cppcheck", help="only these columns")
    parser.add_argument("-j", type=int, default=1, metavar="N", help="places at once; only with --no-bench")
    parser.add_argument("-o", metavar="FILE", help="write everything as JSON")
    parser.add_argument("--table", metavar="FILE", help="write the gains as Markdown")
    parser.add_argument("--from", dest="earlier", action="append", default=[], metavar="FILE",
                        help="JSON of an earlier run, whose places are not run again")
    options = parser.parse_args()
    options.hone = shutil.which(options.hone) or parser.error(f"no {options.hone}")
    options.hone = os.path.abspath(options.hone)
    options.tools = options.tools.split(",")
    options.tidy = "clang-tidy" in options.tools and shutil.which("clang-tidy-22")
    options.cppcheck = "cppcheck" in options.tools and shutil.which("cppcheck")
    chosen = places(options.only) or parser.error(f"nothing is called {options.only}")
    results = [r for file in options.earlier for r in json.loads(pathlib.Path(file).read_text())["places"]]
    chosen = [p for p in chosen if p.id not in {r["id"] for r in results}]
    known = len(results)
    with tempfile.TemporaryDirectory(prefix="hone-score-") as top, \
         concurrent.futures.ThreadPoolExecutor(options.j if options.no_bench else 1) as pool:
        for place, result in zip(chosen, pool.map(lambda p: score(top, options, p), chosen)):
            results.append(result)
            progress(len(results) - known, len(chosen), place.id)
            if options.o: # A run may be ended at any time, and another begin from here.
                write_json(results, options.o)
    if options.table:
        write_table(results, options.table)
    show(results, options)
    bad = any(r["hone"].get("wrong") or r["hone"].get("crash") for r in results)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
