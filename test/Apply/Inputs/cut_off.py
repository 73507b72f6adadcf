#!/usr/bin/env python3
"""Cuts `hone apply` and `hone undo` off wherever it hurts, and looks at the tree.

    cut_off.py --hone HONE --kills N [--seed S]    SIGKILL after a random time
    cut_off.py --hone HONE --every FAULT,...       a fault at every call that changes a file: killed, or the name of
                                                   an error (ENOSPC, EIO, EACCES)

After each of them every file is the old or the new one, and after the next run, or `hone undo`, all files are
new, or all old, with nothing left beside them.
"""

import argparse
import errno
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
FILES = 6


class Tree:
    """A project of a few files, a change to each of them, and a compiler that never complains."""

    def __init__(self, folder, hone):
        self.folder, self.hone = pathlib.Path(folder).resolve(), hone
        (self.folder / "sub").mkdir()
        self.names = [("sub/" if i % 2 else "") + f"file{i}.cpp" for i in range(FILES)]
        self.old = {n: f"int value{i};\r\n".encode() * 50 for i, n in enumerate(self.names)}
        self.new = {n: text.replace(b"int", b"long", 1) for n, text in self.old.items()}
        for name, text in self.old.items():
            (self.folder / name).write_bytes(text)
            os.chmod(self.folder / name, 0o640)
        (self.folder / "compile_commands.json").write_text(json.dumps(
            [{"directory": str(self.folder), "command": f"true -c {n}", "file": n} for n in self.names]))
        fixes = [f"""  - DiagnosticName: make-long
    DiagnosticMessage:
      Message: 'make it long'
      FilePath: '{self.folder / n}'
      FileOffset: 0
      Replacements:
        - FilePath: '{self.folder / n}'
          Offset: 0
          Length: 3
          ReplacementText: 'long'
    Level: Warning
    BuildDirectory: '{self.folder}'
""" for n in self.names]
        (self.folder / "fixes.yaml").write_text("---\nMainSourceFile: ''\nDiagnostics:\n" + "".join(fixes) + "...\n")
        self.shape = self.names_on_disk()

    def names_on_disk(self):
        return sorted(str(p.relative_to(self.folder)) for p in self.folder.rglob("*")
                      if ".hone" not in p.relative_to(self.folder).parts)

    def command(self, word):
        return [self.hone, word, "-p", "."] + (["fixes.yaml"] if word == "apply" else [])

    def run(self, word, environment=None):
        return subprocess.run(self.command(word), cwd=self.folder, env=environment, text=True,
                              stdin=subprocess.DEVNULL, capture_output=True, timeout=120, check=False)

    def state(self):
        """old, new or mixed; anything else is a failure at once."""
        kinds = set()
        for name in self.names:
            text = (self.folder / name).read_bytes()
            if text not in (self.old[name], self.new[name]):
                sys.exit(f"{name} is neither the old nor the new one: {text[:60]!r}")
            if (self.folder / name).stat().st_mode & 0o777 != 0o640:
                sys.exit(f"{name} lost its mode")
            kinds.add("old" if text == self.old[name] else "new")
        return kinds.pop() if len(kinds) == 1 else "mixed"

    def settle(self, by, why):
        """The next run, or undo, makes it whole."""
        before = self.state()
        done = self.run(by)
        wanted = "new" if by == "apply" else "old"
        allowed = done.returncode == 0 or by == "undo" and before == "old" and "nothing to undo" in done.stderr
        if not allowed or self.state() != wanted or self.names_on_disk() != self.shape:
            sys.exit(f"{why}: then {before}, and `hone {by}` said {done.returncode} {done.stdout}{done.stderr}; "
                     f"now {self.state()}, files {self.names_on_disk()}")
        if wanted == "new":
            self.run("undo")
            if self.state() != "old":
                sys.exit(f"{why}: `hone undo` left {self.state()}")


def kill_at_random(tree, kills, rng):
    """Delays over the whole length of a run, apply and undo in turns."""
    lengths = {}
    for word in "apply", "undo":
        start = time.monotonic()
        done = tree.run(word)
        lengths[word] = time.monotonic() - start
        if done.returncode:
            sys.exit(f"hone {word}: {done.stdout}{done.stderr}")
    seen = {"old": 0, "mixed": 0, "new": 0}
    for number in range(kills):
        word = "undo" if number % 4 == 3 else "apply"
        if word == "undo":
            tree.run("apply")
        process = subprocess.Popen(tree.command(word), cwd=tree.folder, stdin=subprocess.DEVNULL,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(rng.uniform(0, lengths[word] * 1.1))
        process.kill()
        process.wait()
        seen[tree.state()] += 1
        tree.settle(rng.choice(["apply", "undo"]), f"{word} killed, number {number}")
    print(f"{kills} kills: the tree was then old {seen['old']}, new {seen['new']}, mixed {seen['mixed']} times, whole "
          "after the next run each time")


def fail_everywhere(tree, library, faults):
    """Each call in turn."""
    for code in (0 if fault == "killed" else getattr(errno, fault) for fault in faults):
        seen = {"old": 0, "mixed": 0, "new": 0}
        for word in "apply", "undo":
            for number in range(1, 10000):
                if word == "undo":
                    tree.run("apply")
                reached = tree.folder.parent / "reached"
                reached.unlink(missing_ok=True)
                done = tree.run(word, dict(os.environ, LD_PRELOAD=str(library), HONE_FAULT=f"{number}:{code}",
                                           HONE_FAULT_ROOT=str(tree.folder), HONE_FAULT_COUNT=str(reached)))
                why = f"{word}, call {number}, {errno.errorcode.get(code, 'killed')}"
                if not reached.exists():
                    tree.settle("apply", why)
                    break
                state = tree.state()
                seen[state] += 1
                # Who lived to tell it says so.
                if code and done.returncode == 0 and state != ("new" if word == "apply" else "old"):
                    sys.exit(f"{why}: exit status 0, but the tree is {state}: {done.stdout}{done.stderr}")
                if done.returncode in (-6, -11):
                    sys.exit(f"{why}: crashed: {done.stderr}")
                tree.settle("undo" if number % 2 else "apply", why)
        print(f"{errno.errorcode.get(code, 'killed')}: old {seen['old']}, new {seen['new']}, mixed {seen['mixed']}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hone", required=True)
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--every", default="")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as top:
        folder = pathlib.Path(top).resolve() / "project"
        folder.mkdir()
        tree = Tree(folder, options.hone)
        if options.kills:
            kill_at_random(tree, options.kills, random.Random(options.seed))
        if options.every:
            library = pathlib.Path(top) / "faults.so"
            subprocess.run(["cc", "-shared", "-fPIC", "-o", library, HERE / "faults.c", "-ldl"], check=True)
            fail_everywhere(tree, library, options.every.split(","))


if __name__ == "__main__":
    main()
