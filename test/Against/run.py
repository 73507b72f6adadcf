#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""How much of what people break does `hone verify --against` see?

Reads the *.txt beside it (README.md says how they are written). Round r is one file in which each
function stands in its r-th variant, held to the file in which each is as it was. A wrong variant
must be called different, a right one the same.
"""
import argparse
import collections
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

FLAGS = ["-std=c++17", "-O2"]
NEED_CAUGHT, NEED_SAME = 0.99, 0.90

Variant = collections.namedtuple("Variant", "entry kind name place text")


class CorpusError(Exception):
    """The corpus itself is wrong."""


class Entry:
    """A function with the types it needs, and its variants."""

    def __init__(self, name):
        self.name, self.includes, self.text, self.variants = name, [], "", []


def replace_once(text, old, new, where):
    """Any white space in `old` stands for any other."""
    pattern = r"\s+".join(re.escape(word) for word in old.split())
    found = list(re.finditer(pattern, text))
    if len(found) != 1:
        raise CorpusError(f"{where}: '{old}' stands {len(found)} times in the function")
    return text[:found[0].start()] + new + text[found[0].end():]


def replace_body(text, body, where):
    """The body of the last function that begins and ends in the first column."""
    found = re.search(r"\A(.*^\S[^\n]*\{\n)(.*?)^\}$(.*)\Z", text, re.M | re.S)
    if not found:
        raise CorpusError(f"{where}: no function to replace the body of")
    return found[1] + body + "}" + found[3]


def edited(text, lines, where):
    """The function with the substitutions of one variant made."""
    lines = [line for line in lines if line.strip()]
    if not lines:
        raise CorpusError(f"{where}: changes nothing")
    if lines[0].strip() == "{...} =>":
        return replace_body(text, "\n".join(lines[1:]) + "\n", where)
    for line in lines:
        old, arrow, new = line.partition(" =>")
        if not arrow:
            raise CorpusError(f"{where}: no => in '{line}'")
        text = replace_once(text, old.strip(), new.strip(), where)
    return text


def read_entry(block, path):
    """One entry: its name, its code up to the first variant, then the variants."""
    name, _, rest = block.partition("\n")
    entry = Entry(name.strip())
    code, *variants = re.split(r"^-- ", rest, flags=re.M)
    for line in code.strip("\n").splitlines():
        if line.startswith("#include"):
            entry.includes.append(line)
        else:
            entry.text += line + "\n"
    for variant in variants:
        head, _, edits = variant.partition("\n")
        match = re.fullmatch(r"(wrong|right) ([\w-]+)(?: \[(\S+)\])?\s*", head)
        if not match:
            raise CorpusError(f"{path.name}: '-- {head}' is not '-- wrong|right name [place]'")
        where = f"{entry.name}/{match[2]}"
        text = edited(entry.text, edits.splitlines(), where)
        entry.variants.append(Variant(entry, match[1], match[2], match[3], text))
    return entry


def read_corpus(folder):
    """All entries of all files."""
    entries = []
    for path in sorted(folder.glob("*.txt")):
        text = re.sub(r"\A(#.*\n|\s*\n)*", "\n", path.read_text(encoding="utf-8"))
        entries += [read_entry(block, path) for block in re.split(r"^== ", text, flags=re.M)[1:]]
    names = collections.Counter(entry.name for entry in entries)
    for name, count in names.items():
        if count > 1:
            raise CorpusError(f"'{name}' is the name of {count} functions")
    return entries


def compose(entries, chosen):
    """One file, each function in a namespace of its own so that names cannot meet."""
    includes = sorted({line for entry in entries for line in entry.includes})
    parts = [f"namespace {e.name} {{\n{chosen[e.name].text if e.name in chosen else e.text}}}\n"
             for e in entries]
    return "\n".join(includes) + "\n\n" + "\n".join(parts)


def check_syntax(path, compiler):
    """An edit that does not compile says nothing about Hone."""
    done = subprocess.run([compiler, "-fsyntax-only", "-w", *FLAGS, str(path)],
                          capture_output=True, text=True, check=False)
    if done.returncode != 0:
        lines = path.read_text(encoding="utf-8").splitlines()
        problems = []
        for line in re.findall(rf"{re.escape(str(path))}:(\d+):.*error", done.stderr):
            above = [text for text in lines[:int(line)] if re.fullmatch(r"namespace \w+ \{", text)]
            problems.append(above[-1].split()[1] if above else "the top")
        raise CorpusError(f"{path.name} does not compile, in {', '.join(dict.fromkeys(problems))}:\n"
                          + done.stderr)


def verify(hone, folder):
    """The statuses of one round: function -> (status, code, text)."""
    done = subprocess.run([hone, "verify", "--against=old", "corpus.cpp", "--no-bench",
                           "--fail-on=none", "--format=json", "--", *FLAGS],
                          cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"hone verify failed in {folder}:\n{done.stdout[-2000:]}{done.stderr}")
    report = json.loads(done.stdout)
    return [(f["function"], f["status"], f.get("reason", {}).get("code", ""),
             f.get("reason", {}).get("text", "")) for f in report["findings"]]


def verdict(variant, statuses):
    """What Hone said about one variant, whose edit may touch helpers, too."""
    mine = [s for s in statuses if s[0].startswith(variant.entry.name + "::")]
    if not mine:
        raise CorpusError(f"{variant.entry.name}/{variant.name}: Hone sees no difference in the text")
    for wanted in ("different", "unverified", "same"):
        for _, status, code, text in mine:
            if status == wanted:
                return status, code, text
    raise CorpusError(f"{variant.entry.name}/{variant.name}: unexpected status {mine[0][1]}")


def run(entries, hone, compiler):
    """Yields each variant with its verdict."""
    rounds = max(len(entry.variants) for entry in entries)
    with tempfile.TemporaryDirectory(prefix="hone-against-") as top:
        folders = []
        for number in range(rounds):
            folder = pathlib.Path(top, str(number))
            folder.joinpath("old").mkdir(parents=True)
            chosen = {e.name: e.variants[number] for e in entries if number < len(e.variants)}
            for file, variants in (("old/corpus.cpp", {}), ("corpus.cpp", chosen)):
                folder.joinpath(file).write_text(compose(entries, variants), encoding="utf-8")
                check_syntax(folder / file, compiler)
            folders.append((folder, chosen))
        for number, (folder, chosen) in enumerate(folders):
            print(f"round {number + 1} of {rounds}", file=sys.stderr)
            statuses = verify(hone, folder)
            for variant in chosen.values():
                yield variant, verdict(variant, statuses)


def describe(results):
    """Prints the counts and every variant that was not answered as it should be."""
    counts = {"wrong": collections.Counter(), "right": collections.Counter()}
    codes = {"wrong": collections.Counter(), "right": collections.Counter()}
    for variant, (status, code, text) in results:
        counts[variant.kind][status] += 1
        if status == "unverified":
            codes[variant.kind][code] += 1
        if status != {"wrong": "different", "right": "same"}[variant.kind]:
            print(f"{variant.kind} {variant.entry.name}/{variant.name}: {status}"
                  + (f" ({code}: {text})" if code else ""))
    wrong, right = counts["wrong"], counts["right"]
    modelled = sum(1 for variant, _ in results if variant.kind == "wrong" and variant.place)
    for kind, words in (("wrong", ("caught", "missed")), ("right", ("different", "same"))):
        total, c = sum(counts[kind].values()), counts[kind]
        print(f"{kind} {total}: {words[0]} {c['different']}, {words[1]} {c['same']}, "
              f"unverified {c['unverified']}"
              + "".join(f", {code} {n}" for code, n in codes[kind].most_common()))
    print(f"modelled on a public bug: {modelled} of the wrong")
    return (wrong["different"] >= NEED_CAUGHT * sum(wrong.values()) and not right["different"]
            and right["same"] >= NEED_SAME * sum(right.values()))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hone", default=os.environ.get("HONE", "hone"), metavar="PATH")
    parser.add_argument("--clangxx", default="clang++-22", metavar="PATH")
    parser.add_argument("--only", metavar="NAME", help="a function, or function/variant")
    options = parser.parse_args()
    try:
        entries = read_corpus(pathlib.Path(__file__).parent)
        if options.only:
            name, _, variant = options.only.partition("/")
            entries = [entry for entry in entries if entry.name == name]
            for entry in entries:
                entry.variants = [v for v in entry.variants if variant in ("", v.name)]
        if not any(entry.variants for entry in entries):
            raise CorpusError("no variants")
        hone = os.path.abspath(options.hone) if os.sep in options.hone else options.hone
        results = list(run(entries, hone, options.clangxx))
    except CorpusError as error:
        print(f"corpus: {error}", file=sys.stderr)
        return 2
    return 0 if describe(results) else 1


if __name__ == "__main__":
    sys.exit(main())
