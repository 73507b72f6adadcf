#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The manual page has every command and every option, and no others.

docs/man/hone.1 against tools/hone/Options.td and the commands that `hone --help` lists in
tools/hone/CommandLine.cpp. An option counts if it heads a paragraph (.TP), with its value as the
table has it. groff's own warnings count, too, where there is a groff. Runs a test of itself first.
"""
import pathlib
import re
import shutil
import subprocess
import sys

# The value is what follows the name: "=GLOBS", " DIR" or nothing.
OPTION = re.compile(r'^def (\w+) : (?:([FL])<"([^"]+)"|J<"([^"]+)", ".*", "([^"]+)">'
                    r'|JoinedOrSeparate<\["-"\], "(\w+)">, MetaVarName<"([^"]+)">)', re.M)


def declared(table):
    options = set()
    for _, kind, plain, joined, value, short, short_value in OPTION.findall(table):
        if plain:
            options.add(("-" if kind == "F" else "--") + plain)
        elif joined:
            options.add(f"--{joined}={value}")
        else:
            options.add(f"-{short} {short_value}")
    return options


def heads(page):
    """What the paragraphs of the page are about, as plain text."""
    found = set()
    for line in re.findall(r"^\.TP\n(.*)$", page, re.M):
        macro, _, rest = line.partition(" ")
        words = re.findall(r'"[^"]*"|\S+', rest)
        text = (" " if macro == ".B" else "").join(w.strip('"') for w in words)
        text = re.sub(r"\\f.", "", text).replace("\\-", "-")
        found.update(t.strip() for t in text.split(", "))
    return found


def problems_of(table, source, page):
    options, listed = declared(table), heads(page)
    for missing in sorted(options - listed):
        yield f"docs/man/hone.1 lacks {missing}"
    for unknown in sorted(h for h in listed - options if h.startswith("-")):
        yield f"docs/man/hone.1 has {unknown}, which tools/hone/Options.td does not"
    commands = re.findall(r'^ +"  ([a-z]+) {2,}', source, re.M)
    if len(options) < len(re.findall(r"^def ", table, re.M)) or not commands:
        yield "the options or the commands could not be read; mend test/House/manual.py"
    for missing in sorted(set(commands) - listed):
        yield f"docs/man/hone.1 lacks the command {missing}"


def self_test():
    table = ('def help : L<"help", "x">;\ndef h : F<"h", "x">, Alias<help>;\ndef a : J<"a", "x", "R|D">;\n'
             'def p : JoinedOrSeparate<["-"], "p">, MetaVarName<"DIR">,\n')
    page = '.TP\n.BR \\-h ", " \\-\\-help\nx\n.TP\n.BI \\-\\-a= R \\fR|\\fP D\n.TP\n.BI \\-p " DIR"\n.TP\n.B scan\nx\n'
    source = '  "  scan     find"\n'
    assert declared(table) == {"--help", "-h", "--a=R|D", "-p DIR"}, declared(table)
    assert not list(problems_of(table, source, page)), list(problems_of(table, source, page))
    assert list(problems_of(table, source, page.replace("\\-p", "\\-q"))) == [
        "docs/man/hone.1 lacks -p DIR", "docs/man/hone.1 has -q DIR, which tools/hone/Options.td does not"]
    assert list(problems_of(table, source + '  "  undo   x"\n', page)) == ["docs/man/hone.1 lacks the command undo"]


def main():
    self_test()
    root = pathlib.Path(__file__).resolve().parents[2]
    page = root / "docs/man/hone.1"
    problems = list(problems_of((root / "tools/hone/Options.td").read_text(),
                                (root / "tools/hone/CommandLine.cpp").read_text(), page.read_text()))
    if shutil.which("groff"):
        said = subprocess.run(["groff", "-man", "-ww", "-z", page], capture_output=True, text=True)
        problems += said.stderr.splitlines()
    print("\n".join(problems), end="\n" if problems else "")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
