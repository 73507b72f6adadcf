#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What `hone fix --emit-tests` leaves behind is worth keeping.

    run.py HONE EXAMPLES COMPILER...

For each example: the tests of its kept changes build with each compiler in a folder that
has nothing of Hone, and pass. Then one rewrite is made wrong by hand: its test fails and
names the function, the input and both results. With clang, the libFuzzer program finds the
same.
"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

# A rewritten function, and how a hand makes it wrong.
MISTAKES = {
    "signals": ("calibration", "correctDrift", "static_cast<double>(i)", "static_cast<double>(i + 1)"),
    "imaging": ("image", "brighten", "pixels[i] + brightness", "pixels[i] - brightness"),
}


def run(command, folder, fails=False):
    R = subprocess.run([str(c) for c in command], cwd=folder, text=True, errors="replace",
                       stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if (R.returncode != 0) != fails:
        sys.exit(f"{' '.join(map(str, command))}: status {R.returncode}\n{R.stdout[-4000:]}")
    return R.stdout


def build(tests, compiler, *options):
    folder = tests.parent / f"build-{pathlib.Path(compiler).name}"
    if not folder.exists():
        run(["cmake", "-S", tests, "-B", folder, f"-DCMAKE_CXX_COMPILER={compiler}", *options], tests)
    run(["cmake", "--build", folder, "-j2"], tests)
    return folder


def mistake(tests, name, function, right, wrong):
    """Changes the last definition of a rewritten function; returns the text before."""
    path = tests / f"{name}_test.cpp"
    text = path.read_text()
    begin = re.search(rf"\b{function}_hone\d+\(", text).start()
    at = text.index(right, begin)
    path.write_text(text[:at] + wrong + text[at + len(right):])
    return path, text


def check(hone, example, compilers, work):
    source = work / example.name
    shutil.copytree(example, source)
    run(["cmake", "-S", source, "-B", source / "build", "-DCMAKE_EXPORT_COMPILE_COMMANDS=ON",
         "-DCMAKE_BUILD_TYPE=Release"], work)
    tests = work / f"{example.name}-tests"
    run([hone, "fix", "-p", source / "build", "--no-bench", "--accept=unmeasured", "--diff",
         f"--emit-tests={tests}"], source)
    assert list(tests.glob("*_test.cpp")), "no tests were written"
    for compiler in compilers:
        print(example.name, compiler, flush=True)
        folder = build(tests, compiler)
        run(["ctest", "--test-dir", folder, "--output-on-failure"], tests)
        name, function, right, wrong = MISTAKES[example.name]
        path, before = mistake(tests, name, function, right, wrong)
        said = run([build(tests, compiler) / f"{name}_test"], tests, fails=True)
        path.write_text(before)
        for part in (f"{function} and its rewrite differ", "The input (seed ",
                     "The original leaves:", "The rewrite leaves:", "[  FAILED  ]"):
            assert part in said, f"'{part}' is not in:\n{said}"
        shutil.rmtree(folder)


def main():
    hone, examples, *compilers = sys.argv[1:]
    with tempfile.TemporaryDirectory() as work:
        for example in sorted(pathlib.Path(examples).iterdir()):
            if example.name in MISTAKES:
                check(hone, example, compilers, pathlib.Path(work))


if __name__ == "__main__":
    main()
