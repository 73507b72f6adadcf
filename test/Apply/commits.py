#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What `hone fix --commit` leaves of the examples: every commit builds and its program prints what it
printed before, and so does the tip with any one of them reverted.

    commits.py HONE EXAMPLES [OPTION...]    options of hone fix; without any, all that is legal is
                                            written without tests and measurements, as fast as that goes
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

HONE, EXAMPLES = (os.path.abspath(path) for path in sys.argv[1:3])
OPTIONS = sys.argv[3:] or ["--no-verify", "--no-bench", "--accept=unverified"]
os.environ.update(GIT_CONFIG_GLOBAL=os.devnull, GIT_CONFIG_NOSYSTEM="1", GIT_AUTHOR_NAME="n", GIT_AUTHOR_EMAIL="e",
                  GIT_COMMITTER_NAME="n", GIT_COMMITTER_EMAIL="e")


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if done.returncode:
        sys.exit(f"{' '.join(command)}: status {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def printed(name):
    run("cmake", "--build", "build")
    return run(os.path.join("build", name))


def check(name):
    pathlib.Path(".gitignore").write_text("build/\n")
    for command in ["init -q -b main", "add -A", "commit -qm first"]:
        run("git", *command.split())
    first = run("git", "rev-parse", "HEAD").strip()
    run("cmake", "-G", "Ninja", "-S", ".", "-B", "build")
    before = printed(name)
    run(HONE, "fix", "-p", "build", "--commit", *OPTIONS)
    assert run("git", "status", "--porcelain") == "", run("git", "status")
    commits = run("git", "rev-list", "--reverse", f"{first}..HEAD").split()
    print(name, len(commits), "commits", flush=True)
    assert commits, "nothing was committed"
    for commit in commits:
        run("git", "checkout", "-q", commit)
        assert printed(name) == before, commit
    run("git", "checkout", "-q", "main")
    for commit in commits:
        run("git", "revert", "--no-edit", commit)
        assert printed(name) == before, commit
        run("git", "reset", "-q", "--hard", "HEAD~1")
    for commit in commits:
        run("git", "revert", "--no-edit", commit)
    assert run("git", "diff", first) == "", "all of them reverted is not the text before"


with tempfile.TemporaryDirectory(prefix="hone-commits-") as folder:
    for example in sorted(os.listdir(EXAMPLES)):
        shutil.copytree(os.path.join(EXAMPLES, example), os.path.join(folder, example))
        os.chdir(os.path.join(folder, example))
        check(example)
    os.chdir("/")
