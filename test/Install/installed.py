#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Installs a build into a folder of its own, and uses what is there as its owner would.

    installed.py --build BUILD --cmake CMAKE --clang-tidy CLANG_TIDY [--prefix PREFIX]

With --prefix nothing is installed: that one is looked at. The program, its runner, the manual page,
the completions of each shell that is there, and a project that says find_package(Hone).
"""
import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
WORDS_AFTER = ["--level", "--format", "--color", "--accept", "--fail-on"]
CODE = (HERE / "Inputs/sub/main.cpp").read_text()


def run(*command, status=0, cwd=None, env=None):
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True, cwd=cwd,
                          env={**os.environ, **(env or {})})
    if status is not None and done.returncode != status:
        sys.exit(f"{' '.join(map(str, command))}: status {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout + done.stderr


def expect(condition, *words):
    if not condition:
        sys.exit(" ".join(map(str, words)))


def test_program(prefix, folder):
    hone = prefix / "bin/hone"
    expect("hone 0." in run(hone, "--version"), "no version")
    (folder / "plane.cpp").write_text(CODE)
    # As far as the runner: a finding that was tested and not measured.
    said = run(hone, "fix", "--diff", "--no-bench", "--accept=unmeasured", "plane.cpp", "--", "-std=c++20", "-O2",
               cwd=folder)
    expect("+" in said and "unmeasured 1" in said, "the runner was not reached:", said)
    # Through a link, too.
    (folder / "linked").symlink_to(hone)
    expect("hone 0." in run(folder / "linked", "--version"), "no version through a link")


def test_documents(prefix):
    doc = prefix / "share/doc/hone"
    # In a Debian package the licence is called copyright.
    expect((doc / "LICENSE").is_file() or (doc / "copyright").is_file(), "no licence")
    for name in ["README.md", "doctor.md", "formats.md", "hone.schema.json", "refusals.md", "models.md", "install.md", "how-hone-decides.md",
                 "ci/github-action.yml", "ci/gitlab-ci.yml"]:
        expect((doc / name).stat().st_size > 0, doc / name, "is empty")
    for line in run(prefix / "bin/hone", "checks").splitlines():
        expect((doc / "checks" / f"{line.split()[0]}.md").is_file(), "no page of", line)
        expect("When it is legal" in run(prefix / "bin/hone", "explain", line.split()[0]), "no explanation of", line)
    for code in ["may-alias", "flaky", "withdrawn"]:
        expect(code in run(prefix / "bin/hone", "explain", code), "no explanation of", code)
    manual = run("man", "-M", prefix / "share/man", "hone", env={"MANPAGER": "cat", "MANWIDTH": "80"}) \
        if shutil.which("man") else (prefix / "share/man/man1/hone.1").read_text()
    expect("EXIT STATUS" in manual, "the manual page is not found:", manual)


def read_help(hone):
    """Commands and options, read apart from what generates the completions."""
    said = run(hone, "--help")
    commands = [line.split()[0] for line in said.split("OVERVIEW")[0].splitlines() if re.match(r"  [a-z]", line)]
    options = [line.split()[0] for line in said.split("OPTIONS:")[1].splitlines() if line.startswith("  -")]
    expect(len(commands) > 5 and len(options) > 25, "the help could not be read:", said)
    return commands, [re.sub("=.*", "=", o) for o in options]


def test_bash(prefix, folder):
    commands, options = read_help(prefix / "bin/hone")
    script = prefix / "share/bash-completion/completions/hone"

    def offered(*words):
        said = run("bash", "--norc", HERE / "complete.bash", script, prefix / "bin/hone", *words, cwd=folder)
        return said.splitlines()

    expect(offered("") == commands, "commands:", offered(""), commands)
    expect(offered("scan", "-") == options, "options:", offered("scan", "-"), options)
    expect(offered("sc") == ["scan"] and offered("scan", "--no-v") == ["--no-verify"], "no completion of a part")
    for option in WORDS_AFTER:
        words = offered("scan", option, "=")
        expect(len(words) > 1, option, words)
        for word in words:
            run(prefix / "bin/hone", "checks", f"{option}={word}")
    expect(offered("scan", "--fail-on", "=", "legal,diff") == ["legal,different"], "no completion behind a comma")
    expect(offered("scan", "--checks", "=", "-*,view-r") == ["-*,view-rows"], "no completion of checks")
    (folder / "some").mkdir()
    (folder / "some.cpp").touch()
    expect(offered("scan", "-p", "so") == ["some"], "-p takes a folder")
    expect(sorted(offered("scan", "so")) == ["some", "some.cpp"], "files behind the command")


def test_other_shells(prefix):
    commands, options = read_help(prefix / "bin/hone")
    if shutil.which("zsh"):
        script = prefix / "share/zsh/site-functions/_hone"
        run("zsh", "-n", script)
        text = script.read_text()
        expect(all(f"'{c}:" in text for c in commands) and
               all(f"'*{o}" in text for o in options), "zsh lacks something")
    if shutil.which("fish"):
        script = prefix / "share/fish/vendor_completions.d/hone.fish"

        def offered(line):
            said = run("fish", "--no-config", "-c", f"source {script}; complete -C '{line}'")
            return {w.split("\t")[0] for w in said.splitlines()}

        expect(offered("hone ") >= set(commands), "fish lacks commands:", offered("hone "))
        expect(offered("hone scan --") >= {o.rstrip("=") for o in options if o.startswith("--")}, "fish lacks options")
        expect(offered("hone scan --level=") >= {"--level=proved"}, offered("hone scan --level="))


def configure(cmake, source, build, prefix, *options, status=0):
    return run(cmake, "-S", source, "-B", build, f"-DCMAKE_PREFIX_PATH={prefix}", *options, status=status)


def test_project(args, prefix, folder):
    source, build = folder / "project", folder / "build of it"
    shutil.copytree(HERE / "Inputs", source)
    said = configure(args.cmake, source, folder / "without", prefix, status=1)
    expect("hone_check: Hone reads compile_commands.json" in re.sub(r"\s+", " ", said), said)

    configure(args.cmake, source, build, prefix, "-DCMAKE_EXPORT_COMPILE_COMMANDS=ON")
    make = [args.cmake, "--build", build, "--target"]
    expect("view-aliased-state" in run(*make, "hone-check-pictures", status=2), "hone-check finds nothing")
    run(*make, "hone-check-other")
    run(*make, "hone-check", status=2)
    said = run(*make, "hone-fix-plain", status=2)
    expect("plain-has-no-sources-in-C++" in said and
           (source / "main.cpp").read_text() == (HERE / "Inputs/main.cpp").read_text(), said)
    before = run(build / "pictures")
    run(*make, "hone-fix-pictures")
    expect((source / "main.cpp").read_text() != (HERE / "Inputs/main.cpp").read_text(), "hone-fix wrote nothing")
    run(*make, "pictures", "hone-check-pictures")
    expect(run(build / "pictures") == before, "it prints something else")


def test_queue(args, prefix, folder):
    source, build = folder / "queued", folder / "queue"
    shutil.copytree(HERE / "Inputs", source)
    environment = {"HONE_CLANG_TIDY": args.clang_tidy}
    configure(args.cmake, source, build, prefix, "-DCMAKE_EXPORT_COMPILE_COMMANDS=ON", "-DQUEUE=ON")
    said = run(args.cmake, "--build", build, "--parallel", "2", env=environment)
    expect(said.count("hone-view-aliased-state") == 2, said)
    expect((source / "main.cpp").read_text() == (HERE / "Inputs/main.cpp").read_text(), "the build changed a source")
    # Both are called main.cpp.
    fixes = sorted((build / "hone-fixes").iterdir())
    expect(len(fixes) == 2 and all(f.name.startswith("main.cpp") for f in fixes), fixes)
    said = run(args.cmake, "--build", build, "--target", "hone-apply", env=environment)
    expect("applied 2 of 2 fixes in 2 files" in said, said)
    # Nothing is left over of what was applied.
    said = run(args.cmake, "--build", build, env=environment)
    expect("hone-view" not in said and not list((build / "hone-fixes").iterdir()), said)
    expect(run(build / "pictures") == "13\n", "it prints something else")

    # Without find_package: the launcher is all that is named.
    shutil.rmtree(build)
    for name in ("main.cpp", "sub/main.cpp"):
        shutil.copy(HERE / "Inputs" / name, source / name)
    configure(args.cmake, source, build, prefix, "-DCMAKE_EXPORT_COMPILE_COMMANDS=ON",
              f"-DCMAKE_CXX_CLANG_TIDY={prefix}/libexec/hone/hone-tidy-queue")
    run(args.cmake, "--build", build, env=environment)
    expect(len(list((build / "hone-fixes").iterdir())) == 2, "no queue beside CMakeCache.txt")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", type=pathlib.Path)
    parser.add_argument("--cmake", default="cmake")
    parser.add_argument("--clang-tidy", default="clang-tidy-22")
    parser.add_argument("--prefix", type=pathlib.Path)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="hone-install-") as temporary:
        folder = pathlib.Path(temporary).resolve()
        prefix = args.prefix
        if not prefix:
            prefix = folder / "prefix"
            run(args.cmake, "--install", args.build, "--prefix", prefix)
        test_documents(prefix)
        test_program(prefix, folder)
        test_bash(prefix, folder)
        test_other_shells(prefix)
        test_project(args, prefix, folder)
        if shutil.which(args.clang_tidy):
            test_queue(args, prefix, folder)


if __name__ == "__main__":
    main()
