#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Does a judge decide about the meaning, or about the spelling?

    run.py --hone HONE --clangxx CLANG [--only GLOB] [--jobs N]

Every pattern of test/Corpus in which `hone scan` finds something legal is spelled in other ways that mean the
same (KEEPS): the finding has to stay. And something is put in that makes it wrong (FLIPS): it must not stay
legal. A change that does not fit a pattern, or does not compile there, is left out and counted. Exit status 1
if a decision is not as it should be; what a judge may rightly decide otherwise is in EXCEPT, with the reason.
"""
import argparse
import collections
import concurrent.futures
import fnmatch
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

CORPUS = pathlib.Path(__file__).resolve().parent.parent / "Corpus"

# (change, check or check/pattern) -> why another decision is right.
OF_THE_ITERATION = "what is reused belongs to one iteration, whatever the rest of the loop does"
NEXT_TO_EACH_OTHER = "nothing stands between the lookups that are merged"
COUNTED = "ranges and nests are read from counted for loops only"
OUTSIDE = "nothing that is put in names what is moved, and it is moved within one iteration"
ONLY_READS = "what is read before the loop is read again nowhere, and no store is moved across the throw"
EXCEPT = {
    ("for_to_while", "copy-as-block"): "a block is looked for in a counted for loop only",
    ("for_to_while", "reserve-before-append"): "iterations are counted in a for loop only",
    ("opaque_call", "stack-instead-of-heap"): OF_THE_ITERATION,
    ("assembler", "stack-instead-of-heap"): OF_THE_ITERATION,
    ("volatile_access", "stack-instead-of-heap"): OF_THE_ITERATION,
    ("throw", "stack-instead-of-heap"): OF_THE_ITERATION,
    ("volatile_access", "reserve-before-append"): "a device does not count iterations",
    ("throw", "reserve-before-append"): "no more is reserved early than what the source takes, a few times over",
    ("opaque_call", "reuse-buffer"): OF_THE_ITERATION,
    ("volatile_access", "reuse-buffer"): OF_THE_ITERATION,
    ("throw", "reuse-buffer"): OF_THE_ITERATION,
    ("opaque_call", "merge-repeated-lookup"): NEXT_TO_EACH_OTHER,
    ("volatile_access", "merge-repeated-lookup"): NEXT_TO_EACH_OTHER,
    ("throw", "merge-repeated-lookup"): NEXT_TO_EACH_OTHER,
    ("volatile_access", "hoist-constructed-object"): "a device does not change what an expression matches",
    ("opaque_call", "divide-by-invariant"): "a constant stays what it is, whoever knows its address",
    ("throw", "divide-by-invariant"): ONLY_READS,
    ("throw", "hoist-constructed-object"): ONLY_READS,
    ("throw", "hoist-invariant-lookup"): ONLY_READS,
    ("throw", "iterate-by-reference"): ONLY_READS,
    ("throw", "precompute-inner-reduction"): "what is kept is computed where the original computes it first",
    ("throw", "unswitch-invariant-branch"): ONLY_READS,
    ("throw", "view-aliased-state"): ONLY_READS,
    ("throw", "view-rows"): ONLY_READS,
    ("throw", "check-bounds-once"): "the fast loop does what the original does, up to the throw",
    ("throw", "size-then-index"): "the vector is gone after the throw",
    ("throw", "hoist-invariant-call/negative-table"): "the call stands in the header, in front of the throw",
    ("throw", "hoist-loop-bound/lower-keywords"): ONLY_READS,
    ("assembler", "merge-repeated-lookup"): NEXT_TO_EACH_OTHER,
    ("dead_code", "fuse-producer-consumer"): "nothing but declarations may stand between the two loops",
    ("reformat", "peel-special-iteration/forward-difference"): "in lines of 60 columns the body is longer than what may stand there twice",
    ("reformat", "unswitch-invariant-branch/optimizer-kind"): "the literal is cut in two, of which one is no text to move",
    **{("for_to_while", check): COUNTED for check in (
        "block-matrix-multiply", "check-bounds-once", "fuse-loops", "interchange-loops", "nest-flat-index", "peel-special-iteration",
        "peel-wraparound", "precompute-inner-reduction", "reduce-minmax", "search-in-blocks", "size-then-index", "split-loop",
        "tile-transpose", "vectorize-outer")},
    ("for_to_while", "view-rows/life-step"): "that there is a row is read off the header of a for loop",
    **{(change, "move-last-use"): OUTSIDE for change in ("opaque_call", "assembler", "volatile_access", "throw")},
}


def header(text, name):
    found = re.search(rf"^// {name}: (.*)$", text, re.M)
    return found[1].strip() if found else ""


class Source:
    """A text, and what clang says of the function with the finding."""

    def __init__(self, text, clangxx, flags, function, line):
        self.text, self.line = text, line
        self.variables, self.loop, self.definition, self.member = set(), None, None, False
        self.bodies = []  # of the loop with the finding, and of the loops in it
        done = subprocess.run([clangxx, *flags, "-w", "-fsyntax-only", "-Xclang", "-ast-dump=json", "-Xclang",
                               f"-ast-dump-filter={function}", "-xc++", "-"], input=text, capture_output=True, text=True)
        decoder, at, out = json.JSONDecoder(), 0, done.stdout
        while (at := out.find("{", at)) >= 0:
            node, at = decoder.raw_decode(out, at)
            if any(inner.get("kind") == "CompoundStmt" for inner in node.get("inner", [])):
                self.visit_definition(node)

    def visit_definition(self, node):
        span = self.span(node)
        if not span or not self.text.count("\n", 0, span[0]) < self.line <= self.text.count("\n", 0, span[1]) + 1:
            return
        self.definition = span
        self.member = node["kind"] != "FunctionDecl"
        self.visit(node)

    def span(self, node):
        begin, end = node["range"]["begin"], node["range"]["end"]
        begin, end = (x.get("expansionLoc", x) for x in (begin, end))
        if "offset" not in begin or "offset" not in end or "includedFrom" in begin:
            return None
        return begin["offset"], end["offset"] + end["tokLen"]

    def visit(self, node):
        kind = node.get("kind", "")
        if kind in ("VarDecl", "ParmVarDecl") and re.fullmatch(r"[A-Za-z]\w*", node.get("name", "")):
            self.variables.add(node["name"])
        if kind in ("ForStmt", "CXXForRangeStmt", "WhileStmt"):
            span, body = self.span(node), self.span(node["inner"][-1])
            line = span and self.text.count("\n", 0, span[0]) + 1
            # The outermost that begins no later than the finding and holds it.
            if span and body and not self.loop and line <= self.line <= self.text.count("\n", 0, span[1]) + 1:
                self.loop, self.body, self.kind = span, body, kind
            if self.loop and span and body and self.loop[0] <= span[0] < self.loop[1]:
                self.bodies.append(body)
        for inner in node.get("inner", []):
            if isinstance(inner, dict):
                self.visit(inner)


# Each change: a text from a Source, or None where it does not fit.

def rename(s):
    begin, end = s.definition
    inside = s.text[begin:end]
    for name in s.variables:
        inside = re.sub(rf"(?<![\w.:>\"]){name}\b(?!\")", f"{name}Renamed", inside)
    return s.text[:begin] + inside + s.text[end:]


def reformat(s):
    style = "{BasedOnStyle: GNU, ColumnLimit: 60, IndentWidth: 7, SortIncludes: Never}"
    return subprocess.run(["clang-format-22", f"--style={style}", "--assume-filename=a.cpp"], input=s.text, capture_output=True, text=True).stdout


def reverse_includes(s):
    includes = re.findall(r"^#include <[^\n]*\n", s.text, re.M)
    if len(includes) < 2 or "".join(includes) not in s.text:
        return None
    return s.text.replace("".join(includes), "".join(reversed(includes)))


def dead_code(s):
    at = s.loop[0] if s.loop else None
    if at is None or s.text[:at].rstrip()[-1] not in ";{}":
        return None
    return s.text[:at] + "if (false) { int unused = 3; (void)unused; }\n  " + s.text[at:]


def wrap_in_namespace(s):
    at = max(s.text.rfind("\n#include"), 0)
    at = s.text.index("\n", at + 1) + 1
    return s.text[:at] + "namespace wrapped::inside {\n" + s.text[at:] + "}\n"


def for_to_while(s):
    if not s.loop or s.kind != "ForStmt":
        return None
    head, body = s.text[s.loop[0]:s.body[0]], s.text[s.body[0]:s.body[1]]
    parts = re.fullmatch(r"for\s*\((.*)\)\s*", head, re.S)
    parts = parts and parts[1].split(";")
    if not parts or len(parts) != 3 or "continue" in body:
        return None
    inside = body[1:-1] if body.startswith("{") else body + ";"
    return (s.text[:s.loop[0]] + f"{{\n{parts[0]};\nwhile ({parts[1].strip()}) {{{inside}\n{parts[2]};\n}}\n}}\n" +
            s.text[s.loop[1]:].lstrip(";"))


KEEPS = [rename, reformat, reverse_includes, dead_code, wrap_in_namespace, for_to_while]


def inside(s, statement, before="", declared=""):
    """With a statement first in the loop and in those in it, and one before it."""
    if not s.loop:
        return None
    text, end = s.text, s.loop[1]
    if text[end - 1] != "}":
        end = text.index(";", end - 1) + 1
    bodies = [(begin, max(stop, text.index(";", stop - 1) + 1) if text[begin] != "{" else stop) for begin, stop in s.bodies]
    inserted = [(s.loop[0], f"{{ {before} "), (end, " }")]
    for begin, stop in bodies:
        inserted += [(begin, f"{{ {statement} "), (stop, " }")]
    for at, what in sorted(inserted, key=lambda i: i[0], reverse=True):
        text = text[:at] + what + text[at:]
    at = s.text.rfind("\n#include")
    at = s.text.index("\n", at + 1) + 1 if at >= 0 or s.text.startswith("#include") else 0
    return text[:at] + declared + "\n" + text[at:]


def visible(s):
    """Variables declared before the loop."""
    head = re.sub(r"for \([^;:]*[;:]", "", s.text[s.definition[0]:s.loop[0]])
    return [v for v in sorted(s.variables) if re.search(rf"[\s&*>]{v}\s*[,;)=({{[]", head)]


def opaque_call(s):
    """Everything is handed to a stranger, who is called in the loop."""
    if not s.loop:
        return None
    escape = " ".join(f"honeEscape(&{v});" for v in visible(s)) + ("honeEscape(this);" if s.member and "static" not in s.text[:s.definition[0]][-8:] else "")
    return inside(s, "honeOpaque();", escape, "void honeEscape(const volatile void *); void honeOpaque();")


def parallel(s):
    if not s.loop or s.kind == "WhileStmt" or s.text[:s.loop[0]].rstrip()[-1] not in ";{}":
        return None
    return s.text[:s.loop[0]] + "\n#pragma omp parallel for\n" + s.text[s.loop[0]:]


def assembler(s):
    return inside(s, 'asm volatile("" ::: "memory");')


def volatile_access(s):
    return inside(s, "honeDevice = honeDevice + 1;", declared="extern volatile int honeDevice;")


def throw(s):
    return inside(s, "if (honeFlag) throw 1;", declared="extern bool honeFlag;")


FLIPS = [opaque_call, parallel, assembler, volatile_access, throw]


def scan(options, folder, flags):
    done = subprocess.run([options.hone, "scan", "--level=guarded", "-j1", "--format=json", "pattern.cpp", "--", *flags, "-O2"],
                          cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=1200)
    # What only tests can decide is no judgement.
    return [f for f in json.loads(done.stdout)["findings"] if f["status"] == "legal" and f["level"] in ("proved", "guarded")]


def work(options, place):
    """What was decided, one row for each change: (change, check, 'as it should', 'left out' or what is wrong)."""
    text = place.read_text()
    flags = (header(text, "Flags") or "-std=c++20").split() + ["-fopenmp"]
    rows = []
    with tempfile.TemporaryDirectory(prefix="metamorphic-") as folder:
        file = pathlib.Path(folder) / "pattern.cpp"
        file.write_text(text)
        for finding in scan(options, folder, flags):
            check = finding["check"]
            if check != place.parent.parent.name:
                continue
            source = Source(text, options.clangxx, flags, finding["function"].split("::")[-1], finding["line"])
            if not source.definition:
                rows.append(("(base)", check, "left out"))
                continue
            for change in KEEPS + FLIPS:
                if EXCEPT.keys() & {(change.__name__, check), (change.__name__, f"{check}/{place.parent.name}")}:
                    continue
                changed = change(source)
                if changed:
                    file.write_text(changed)
                if not changed or subprocess.run([options.clangxx, *flags, "-w", "-fsyntax-only", file], capture_output=True).returncode:
                    rows.append((change.__name__, check, "left out"))
                    continue
                name = finding["function"].split("::")[-1]
                legal = any(f["check"] == check and f["function"].split("::")[-1] == name for f in scan(options, folder, flags))
                right = legal == (change in KEEPS)
                rows.append((change.__name__, check, "right" if right else f"{place.parent.name}: {'still legal' if legal else 'no longer legal'}"))
    return rows


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--hone", required=True)
    parser.add_argument("--clangxx", default="clang++-22")
    parser.add_argument("--only", default="*", help="check/pattern")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    options.hone = shutil.which(options.hone) or parser.error(f"no {options.hone}")
    options.hone = os.path.abspath(options.hone)
    places = [p for p in sorted(CORPUS.glob("*/*/pattern.cpp"))
              if p.parent.parent.name != "traps" and fnmatch.fnmatch(f"{p.parent.parent.name}/{p.parent.name}", options.only)]
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        rows = [row for rows in pool.map(lambda p: work(options, p), places) for row in rows]
    wrong = [row for row in rows if row[2] not in ("right", "left out")]
    for change in KEEPS + FLIPS:
        counts = collections.Counter("wrong" if row in wrong else row[2] for row in rows if row[0] == change.__name__)
        print(f"{change.__name__:18} {counts['right']:4} right {counts['left out']:4} left out {counts['wrong']:4} wrong")
    for change, check, what in wrong:
        print(f"{change} {check} {what}")
    if len(rows) - sum(row[2] == "left out" for row in rows) < 10:
        sys.exit("hardly anything was tried")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
