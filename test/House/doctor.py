#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Every code of `hone doctor` stands in docs/doctor.md and in a test, and no others stand there.

Codes are what lib/Doctor adds to a diagnosis. Some need a machine that lacks something to be seen: these are named
here. Runs a test of itself first.
"""
import pathlib
import re
import sys

# Parts of an installation, or of the machine.
UNTESTED = {"clang-headers", "clang-missing", "runner-missing", "sanitizers-missing", "no-git", "git-refuses", "slow-units"}
CODES = [r'\badd\([^;"]*?"([a-z-]+)"', r'\bInto\("([a-z-]+)"', r'^ +\{"([a-z-]+)", (?:\[\]|is[A-Z])']


def codes_in(source):
    return {code for pattern in CODES for code in re.findall(pattern, source, re.M)}


def codes_of_table(page):
    table = page.partition("## Codes")[2].partition("\n## ")[0]
    return {code for row in re.findall(r"^\|([^|]*)\|", table, re.M) for code in re.findall(r"`([a-z-]+)`", row)}


def problems_of(source, page, tests):
    declared, listed = codes_in(source), codes_of_table(page)
    for code in sorted(declared - listed):
        yield f"docs/doctor.md lacks {code}"
    for code in sorted(listed - declared):
        yield f"docs/doctor.md has {code}, which lib/Doctor does not"
    for code in sorted(declared - UNTESTED):
        if not re.search(rf"\b{code}:", tests):
            yield f"no test of test/Doctor checks {code}"


def self_test():
    source = 'E.add(Severity::Stops, "one", x);\n  return E.add(A ? B : C,\n     "two", y);\n  Into("three", x);\n      {"four", [](X) {}},\n'
    page = "## Codes\n| code |\n|---|\n| `one`, `two` | x `y` |\n| `three` |\n| `four` |\n\n## Other\n| `five` |\n"
    tests = "one: two: three: four:"
    assert codes_in(source) == {"one", "two", "three", "four"}, codes_in(source)
    assert not list(problems_of(source, page, tests))
    assert list(problems_of(source, page.replace("four", "five"), tests)) == [
        "docs/doctor.md lacks four", "docs/doctor.md has five, which lib/Doctor does not"]
    assert list(problems_of(source, page, tests.replace("two:", ""))) == ["no test of test/Doctor checks two"]


def main():
    self_test()
    root = pathlib.Path(__file__).resolve().parents[2]
    read = lambda folder, glob: "\n".join(p.read_text(encoding="utf-8") for p in sorted((root / folder).glob(glob)))
    found = list(problems_of(read("lib/Doctor", "*.cpp"), read("docs", "doctor.md"), read("test/Doctor", "*.test")))
    print("\n".join(found), end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
