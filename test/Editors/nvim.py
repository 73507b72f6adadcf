#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Neovim with the configuration of editors/nvim, without a screen: opens a copy of an example, takes the
first quick-fix, writes, and has what `hone scan` says the edits are; and that compiles."""
import argparse
import json
import os
import pathlib
import shlex
import shutil
import subprocess
import sys
import tempfile

SKIPPED = 77


def applied(text, edits):
    for edit in sorted(edits, key=lambda e: -e["offset"]):
        text = text[:edit["offset"]] + edit["text"].encode() + text[edit["offset"] + edit["length"]:]
    return text


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hone", required=True, type=pathlib.Path)
    parser.add_argument("--gxx", required=True)
    options = parser.parse_args()
    if not shutil.which("nvim"):
        print("skipped: nvim is not installed")
        return SKIPPED
    source, hone = pathlib.Path(__file__).resolve().parent.parent.parent, options.hone.resolve()
    with tempfile.TemporaryDirectory(prefix="hone nvim ") as scratch:
        project = pathlib.Path(scratch).resolve() / "imaging"
        shutil.copytree(source / "examples/imaging", project)
        (project / ".git").mkdir()
        (project / "build").mkdir()
        file = project / "filters.cpp"
        command = [options.gxx, "-std=c++20", "-O2", "-Wall", "-c", "filters.cpp", "-o", "/dev/null"]
        (project / "build/compile_commands.json").write_text(
            json.dumps([{"directory": str(project), "file": "filters.cpp", "arguments": command}]))
        report = json.loads(subprocess.run([hone, "scan", "-p", "build", "--format=json"], cwd=project, check=True,
                                           stdout=subprocess.PIPE).stdout)
        found = next(f for f in report["findings"] if f["status"] == "legal" and f["check"] == "hoist-invariant-call")
        expected = applied(file.read_bytes(), found["edits"])
        env = {**os.environ, "HONE": str(hone), "FILE": str(file), "CHECK": found["check"], "LINE": str(found["line"]),
               "HOME": scratch, "XDG_CONFIG_HOME": scratch, "XDG_STATE_HOME": scratch, "XDG_DATA_HOME": scratch,
               "XDG_CACHE_HOME": scratch}
        subprocess.run(["nvim", "--headless", "-u", "NONE", "-i", "NONE", "-n",
                        "--cmd", "set runtimepath^=" + str(source / "editors/nvim").replace(" ", "\\ "),
                        "-c", "luafile " + str(source / "test/Editors/Inputs/nvim.lua")],
                       cwd=scratch, env=env, check=True, timeout=400, stdin=subprocess.DEVNULL)
        assert file.read_bytes() == expected, file.read_text()
        assert expected != (source / "examples/imaging/filters.cpp").read_bytes()
        print(shlex.join(command))
        subprocess.run(command, cwd=project, check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
