#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Holds one check's test file to what its comments promise.

    check.py --hone HONE --clangxx CLANG --gxx GCC test/Checks/<id>.cpp

Expectations stand on the line they are about: `// finds`, `// refuses: CODE`,
`// needs-hint: CODE`; several, separated by commas, where there are several findings. The file is named for its check; a suffix
that makes no check (`<id>-cpp17.cpp`) is dropped. `// FLAGS: ...` replaces the
compiler's flags, `// OPTIONS: ...` adds options of Hone. `// COMPILERS: clang++` leaves
out g++ where it lacks a flag.

Demanded: exactly the findings promised; the rewritten file equal to
`<name>.fixed.cpp` (HONE_UPDATE=1 writes it); both versions compile and print
the same under the sanitizers; a second run changes nothing. HONE_ALL=1 builds
with every compiler at the file's own flags.
"""
import argparse
import difflib
import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

EXPECTATION = re.compile(r"(finds|refuses|needs-hint)(?::\s*([a-z0-9-]+))?")
STATUS = {"legal": "finds", "refused": "refuses", "needs-hint": "needs-hint"}
SANITIZE = ["-fsanitize=address,undefined", "-fno-sanitize-recover=all", "-g"]


def fail(text):
    sys.exit(text)


def known_checks():
    table = pathlib.Path(__file__).resolve().parent.parent / "include/hone/Checks/Checks.def"
    return set(re.findall(r'^CHECK\(\w+,\s*"([^"]+)"\)', table.read_text(), re.M))


def check_of(path):
    name, known = path.name.split(".")[0], known_checks()
    while name not in known:
        name, dash, _ = name.rpartition("-")
        if not dash:
            fail(f"{path.name}: no check has this name")
    return name


def levels_of(check):
    """As docs/checks/README.md has them, for test/House/registry.py reads sources and cannot see what comes out."""
    table = pathlib.Path(__file__).resolve().parent.parent / "docs/checks/README.md"
    found = re.search(rf"^\| \[{check}\]\([^)]*\) \|[^|]*\|([^|]*)\|", table.read_text(), re.M)
    return found[1].strip().split(", ") if found else []


def directive(text, word, default):
    found = re.search(rf"^// {word}:(.*)$", text, re.M)
    return shlex.split(found[1] if found else default)


def expected_findings(text):
    result = []
    for number, line in enumerate(text.splitlines(), 1):
        comment = line.partition("//")[2]
        if not re.match(r"\s*(finds|refuses:|needs-hint:)", comment):
            continue
        for word, code in EXPECTATION.findall(comment):
            result.append((number, word, code))
    return sorted(result)


def run(command, folder):
    done = subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode != 0:
        fail(f"exit {done.returncode}: {shlex.join(map(str, command))}\n{done.stdout}{done.stderr}")
    return done.stdout


class Test:
    def __init__(self, arguments, folder):
        self.source = pathlib.Path(arguments.file).resolve()
        self.text = self.source.read_text()
        self.check = check_of(self.source)
        self.flags = directive(self.text, "FLAGS", "-std=c++20 -O2")
        self.options = directive(self.text, "OPTIONS", "")
        self.arguments = arguments
        self.folder = folder
        self.copy = folder / "project" / self.source.name

    def hone(self, command, *options):
        call = [self.arguments.hone, command, "--format=json", f"--checks=-*,{self.check}"]
        call += [*options, *self.options, self.copy.name, "--", *self.flags]
        return json.loads(run(call, self.copy.parent))

    def findings(self):
        report = self.hone("scan")
        if report["failures"]:
            fail(f"failures: {json.dumps(report['failures'], indent=1)}")
        levels = levels_of(self.check)
        for f in report["findings"]:
            if f["obligations"] and f["level"] not in levels:
                fail(f"line {f['line']} has level {f['level']}, docs/checks/README.md says {levels}")
        found = sorted(
            (f["line"], STATUS.get(f["status"], f["status"]),
             "" if f["status"] == "legal" else f["reason"]["code"])
            for f in report["findings"])
        wanted = expected_findings(self.text)
        if found != wanted:
            show = lambda rows: [f"{n}: {word} {code}".rstrip() for n, word, code in rows]
            fail("the findings are not those of the comments\n" + "\n".join(
                difflib.unified_diff(show(wanted), show(found), "promised", "found", lineterm="", n=0)))

    def rewrite(self):
        """The text after `hone fix`; a second fix must leave it alone."""
        options = ["--no-verify", "--no-bench", "--accept=unverified"]
        self.hone("fix", *options)
        once = self.copy.read_text()
        self.hone("fix", *options)
        if self.copy.read_text() != once:
            fail("a second run changes the file again\n" + diff(once, self.copy.read_text()))
        return once

    def compare_with_golden(self, after):
        golden = self.source.with_suffix(".fixed.cpp")
        if os.environ.get("HONE_UPDATE"):
            if after != self.text:
                golden.write_text(after)
            elif golden.exists():
                golden.unlink()
            return
        wanted = golden.read_text() if golden.exists() else self.text
        if after != wanted:
            fail(f"not the text of {golden.name} (HONE_UPDATE=1 writes it)\n" + diff(wanted, after))

    def compilers(self):
        if os.environ.get("HONE_ALL"):
            known = {"clang++": self.arguments.clangxx, "g++": self.arguments.gxx}
            return [[known[name], *self.flags] for name in directive(self.text, "COMPILERS", "clang++ g++")]
        return [[self.arguments.clangxx, *self.flags, "-O0"]]

    def behaviour(self, after):
        """Builds both versions with each compiler, side by side, and runs them."""
        builds = []
        for number, compiler in enumerate(self.compilers()):
            for version, text in ("before", self.text), ("after", after):
                name = self.folder / f"{version}{number}"
                source = self.copy.parent / f"{name.name}.cpp"
                source.write_text(text)
                call = [*compiler, *SANITIZE, "-w", source, "-o", name]
                builds.append((name, call, subprocess.Popen(
                    call, cwd=self.copy.parent, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)))
        printed = []
        for name, call, process in builds:
            output = process.communicate()[0]
            if process.returncode:
                fail(f"{shlex.join(map(str, call))}\n{output}")
            printed.append(run([name], self.folder))
        if not printed[0].strip():
            fail("main prints nothing: no change could be seen")
        # Each compiler beside itself: folding and the order of arguments are its own.
        for before, after in zip(range(0, len(builds), 2), range(1, len(builds), 2)):
            if printed[after] != printed[before]:
                fail(f"{shlex.join(map(str, builds[after][1]))}: the rewrite prints something else\n"
                     + diff(printed[before], printed[after]))

    def run_all(self):
        self.copy.parent.mkdir()
        shutil.copy(self.source, self.copy)
        inputs = self.source.parent / "Inputs"
        if inputs.exists():
            shutil.copytree(inputs, self.copy.parent / "Inputs")
        self.findings()
        after = self.rewrite()
        self.compare_with_golden(after)
        self.behaviour(after)


def diff(before, after):
    return "".join(difflib.unified_diff(
        before.splitlines(True), after.splitlines(True), "wanted", "got"))


def main():
    parser = argparse.ArgumentParser()
    for option in "--hone", "--clangxx", "--gxx":
        parser.add_argument(option, required=True)
    parser.add_argument("file")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="hone-check-") as folder:
        Test(arguments, pathlib.Path(folder).resolve()).run_all()


if __name__ == "__main__":
    main()
