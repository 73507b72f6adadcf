#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Includes go down only, as the hone_library lines of lib/CMakeLists.txt say.

CMake cannot see this: Clang and LLVM share one folder, and Hone's own headers another. Every
#include in lib/<X> and include/hone/<X> must lead into X, into what X names, or into what
those name in turn. `llvm` and `clang` stand for their headers (Clang's bring LLVM's), `sqlite`
for sqlite3.h, `isl` for its own. Runs a test of itself first.
"""
import pathlib
import re
import sys
import tempfile

OUTSIDE = {"llvm": ["llvm"], "clang": ["clang", "llvm"], "sqlite": ["sqlite"], "isl": ["isl"]}


def read_layers(text):
    """Library -> everything it may see, itself included."""
    layers, problems = {}, []
    text = re.sub(r"#[^\n]*", "", text)
    for line in re.findall(r"^\s*hone_library\(([^)$]*)\)", text, re.M):
        name, *below = line.split()
        if name in OUTSIDE or name in layers:
            problems.append(f"hone_library({name}): the name is taken")
        layers[name] = {name}
        for other in below:
            if other in OUTSIDE:
                layers[name].update(OUTSIDE[other])
            elif other in layers:
                layers[name] |= layers[other]
            else:
                problems.append(f"hone_library({name}): {other} is not declared above it")
    return layers, problems


def includes_of(path):
    """Line number and name of every #include that is not inside a comment or a raw string."""
    text = path.read_text(encoding="utf-8", errors="replace")
    blank = lambda m: re.sub(r"[^\n]", " ", m[0])
    text = re.sub(r'R"([^(\s]*)\(.*?\)\1"|//[^\n]*|/\*.*?\*/', blank, text, flags=re.S)
    for number, line in enumerate(text.splitlines(), 1):
        found = re.match(r'\s*#\s*include(?:_next)?\s*(?:"([^"]+)"|<([^>]+)>)', line)
        if found:
            yield number, found[1] or found[2]


def target_of(name):
    """The layer an include leads into; None for the standard library, fmt, and X's own folder."""
    parts = name.split("/")
    if parts[0] == "hone" and len(parts) > 2:
        return parts[1]
    if parts[0] in ("clang", "clang-c"):
        return "clang"
    if parts[0] in ("llvm", "llvm-c"):
        return "llvm"
    if parts[0] == "isl":
        return "isl"
    return "sqlite" if name == "sqlite3.h" else None


def problems_of(root):
    layers, problems = read_layers((root / "lib/CMakeLists.txt").read_text(encoding="utf-8"))
    yield from problems
    if not layers:
        yield "lib/CMakeLists.txt: no hone_library line was found"
    for top in ("lib", "include/hone"):
        for folder in sorted(p for p in (root / top).iterdir() if p.is_dir()):
            if folder.name not in layers:
                yield f"{folder.relative_to(root)}: no hone_library line declares it"
                continue
            for path in sorted(folder.rglob("*")):
                if path.suffix not in (".h", ".cpp", ".inc", ".def"):
                    continue
                for number, name in includes_of(path):
                    where = f"{path.relative_to(root)}:{number}"
                    target = target_of(name)
                    if ".." in name.split("/"):
                        yield f"{where}: {name} leads out of its folder"
                    elif target and target not in layers[folder.name]:
                        yield f"{where}: {folder.name} may not see {name}"


GOOD = {
    "lib/CMakeLists.txt": "# hone_library(Comment nothing)\nfunction(hone_library NAME)\nendfunction()\n"
                          "hone_library(Base llvm)\nhone_library(Mid Base clang)\nhone_library(Top Mid)\nhone_library(Data Base sqlite)\n",
    "lib/Base/B.cpp": '#include "llvm/ADT/StringRef.h"\n#include <vector>\n// #include "clang/AST/Expr.h"\n',
    "lib/Mid/M.cpp": '#include "Own.h"\n#include "hone/Base/B.h"\n#include "clang/AST/Expr.h"\n#include "llvm/IR/Module.h"\n',
    "lib/Mid/Text.inc": 'R"text(\n#include "hone/Top/T.h"\n)text"\n',
    "lib/Top/T.cpp": '#include "hone/Base/B.h"\n#include "clang/AST/Decl.h"\n',
    "lib/Data/D.cpp": "#include <sqlite3.h>\n",
    "include/hone/Base/B.h": "#include <string>\n",
}
BAD = [
    ("lib/Base/B.cpp", '#include "hone/Mid/M.h"\n', "lib/Base/B.cpp:1: Base may not see hone/Mid/M.h"),
    ("lib/Base/B.cpp", '\n# include <clang/AST/Expr.h>\n', "lib/Base/B.cpp:2: Base may not see clang/AST/Expr.h"),
    ("lib/Data/D.cpp", '#include "hone/Mid/M.h"\n', "Data may not see hone/Mid/M.h"),
    ("lib/Top/T.cpp", "#include <sqlite3.h>\n", "Top may not see sqlite3.h"),
    ("lib/Top/T.cpp", "#include <isl/set.h>\n", "Top may not see isl/set.h"),
    ("lib/Top/T.cpp", '#include "../Base/Private.h"\n', "leads out of its folder"),
    ("include/hone/Base/B.h", '#include "hone/Top/T.h"\n', "include/hone/Base/B.h:1: Base may not see"),
    ("lib/Stray/S.cpp", "\n", "lib/Stray: no hone_library line declares it"),
    ("lib/CMakeLists.txt", "hone_library(Base Later)\nhone_library(Later)\n", "Later is not declared above it"),
    ("lib/CMakeLists.txt", "\n", "no hone_library line was found"),
]


def self_test():
    def complaints(changes):
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            for name, text in {**GOOD, **changes}.items():
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                (root / name).write_text(text, encoding="utf-8")
            return list(problems_of(root))

    found = complaints({})
    assert not found, found
    for name, text, words in BAD:
        found = complaints({name: text})
        assert any(words in line for line in found), (name, text, found)


def main():
    self_test()
    found = list(problems_of(pathlib.Path(__file__).resolve().parent.parent.parent))
    for line in found:
        print(line)
    sys.exit(1 if found else 0)


main()
