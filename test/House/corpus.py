#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The folders of test/Corpus have their form; nothing is compiled here.

Folders are named for checks that score.py knows, or `traps`. A pattern has its three files, a trap
two; the opening comments say what test/Corpus/README.md asks for; the function named is defined in
each file, and no two files of a folder are the same code. Runs a test of itself first.
"""
import importlib.util
import pathlib
import sys
import tempfile

LEAST = {"patterns": 66, "patterns of a check": 2, "traps": 8}
OPENINGS = {"pattern.cpp": "// To find: ", "hand.cpp": "// By hand: ", "twin.cpp": "// Leave alone: "}
TRAP_OPENINGS = {"pattern.cpp": "// To find: nothing: ", "hand.cpp": "// The textbook rewrite: "}


def load_score(root):
    spec = importlib.util.spec_from_file_location("score", root / "test/Corpus/score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def code(text):
    """The file without the comment it opens with."""
    lines = text.splitlines()
    while lines and lines[0].startswith("//"):
        lines.pop(0)
    return lines


def problems_of(folder, score):
    """What is wrong with one folder."""
    openings = TRAP_OPENINGS if folder.parent.name == score.TRAPS else OPENINGS
    there = {f.name for f in folder.iterdir()}
    if there != set(openings):
        return [f"{folder}: has {', '.join(sorted(there))}, wanted {', '.join(sorted(openings))}"]
    texts = {name: (folder / name).read_text(encoding="utf-8") for name in openings}
    problems = [f"{folder}/{name}: does not open with '{opening}'"
                for name, opening in openings.items() if not texts[name].startswith(opening)]
    pattern = texts["pattern.cpp"]
    for name in ("Model", "Function"):
        if not score.header(pattern, name):
            return problems + [f"{folder}/pattern.cpp: no line '// {name}: '"]
    for name, text in texts.items():
        if score.header(text, "Flags") != score.header(pattern, "Flags"):
            problems.append(f"{folder}/{name}: other flags than the pattern")
        try:
            score.lines_of(score.header(pattern, "Function"), text)
        except SystemExit as error:
            problems.append(f"{folder}/{name}: {error}")
    if len({"\n".join(code(text)) for text in texts.values()}) != len(texts):
        problems.append(f"{folder}: two files are the same code")
    return problems


def problems(corpus, score, least):
    found, count = [], {}
    for folder in sorted(f for f in corpus.glob("*/*") if f.is_dir() and "__pycache__" not in f.parts):
        check = folder.parent.name
        if check not in score.CHECKS and check != score.TRAPS:
            found.append(f"{folder}: {check} is no check of score.py")
        count[check] = count.get(check, 0) + 1
        found += problems_of(folder, score)
    for check in score.CHECKS:
        if count.get(check, 0) < least["patterns of a check"]:
            found.append(f"{check}: {count.get(check, 0)} patterns")
    patterns = sum(n for check, n in count.items() if check != score.TRAPS)
    for name, n in (("patterns", patterns), ("traps", count.get(score.TRAPS, 0))):
        if n < least[name]:
            found.append(f"{n} {name}, wanted {least[name]}")
    return found


def self_test(score):
    """A folder in its form passes, and each way to lose it is seen."""
    good = {"pattern.cpp": "// To find: a\n// Function: f\n// Model: b\nint f() { return 1; }\n",
            "hand.cpp": "// By hand: a\nint f() { return 2; }\n",
            "twin.cpp": "// Leave alone: a\nint f() { return 3; }\n"}
    bad = [{"twin.cpp": None}, {"pattern.cpp": good["pattern.cpp"].replace("Model", "Like")},
           {"hand.cpp": good["hand.cpp"].replace("f()", "g()")}, {"twin.cpp": "int f() { return 3; }\n"},
           {"hand.cpp": "// By hand: a\nint f() { return 1; }\n"},
           {"hand.cpp": "// By hand: a\n// Flags: -std=c++11\nint f() { return 2; }\n"}]
    none = dict.fromkeys(LEAST, 0)
    for change in [{}, *bad]:
        with tempfile.TemporaryDirectory() as top:
            folder = pathlib.Path(top, next(iter(score.CHECKS)), "name")
            folder.mkdir(parents=True)
            for name, text in {**good, **change}.items():
                if text is not None:
                    (folder / name).write_text(text)
            assert bool(problems(pathlib.Path(top), score, none)) == bool(change), change
            folder.parent.rename(pathlib.Path(top, "no-such-check"))
            assert problems(pathlib.Path(top), score, none)


def main():
    sys.dont_write_bytecode = True
    root = pathlib.Path(__file__).resolve().parents[2]
    score = load_score(root)
    self_test(score)
    found = problems(root / "test/Corpus", score, LEAST)
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
