#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The hooks as people meet them: real commits through pre-commit, in repositories made for it.

A project with 5000 old findings must never notice them; a new one must be the only thing it is told
of; and whatever a hook says, what is not staged stays as it was. Without network: the
repository of the hooks is a copy of the two things that pre-commit takes from this one.
"""
import argparse
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

SKIPPED = 77
FILES, EACH = 50, 100
DECLARATION = 'extern "C" double exp(double);\n'


def loop(name):
    """A loop that calls exp with the same argument: hone hoists the call, and needs no header to see that.
    Nobody calls the function, so the optimizer, which is asked about what is found, has nothing to do."""
    return (f"static void {name}(double *values, int count, double rate) {{\n"
            f"  for (int i = 0; i < count; ++i)\n    values[i] *= exp(rate);\n}}\n")


class Repository:
    def __init__(self, folder, env):
        self.folder, self.env = pathlib.Path(folder), env
        self.folder.mkdir(parents=True)
        self.git("init", "-q", "-b", "main")

    def run(self, *words, **more):
        return subprocess.run(words, cwd=self.folder, env={**self.env, **more}, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True)

    def git(self, *words):
        done = self.run("git", *words)
        assert done.returncode == 0, (words, done.stdout)
        return done.stdout

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return text

    def read(self, name):
        return (self.folder / name).read_text()

    def database(self, *names):
        self.write("build/compile_commands.json", json.dumps(
            [{"directory": "..", "file": n, "arguments": ["c++", "-std=c++17", "-O2", "-c", n]} for n in names]))

    def use(self, hooks, *ids, args=()):
        """pre-commit with these hooks, from now on."""
        listed = "".join(f"      - id: {i}\n        args: {json.dumps(list(args))}\n" for i in ids)
        self.write(".pre-commit-config.yaml",
                   f"repos:\n  - repo: {hooks.folder}\n    rev: {hooks.git('rev-parse', 'HEAD').strip()}\n    hooks:\n{listed}")
        self.write(".gitignore", "/build/\n")
        self.git("add", ".pre-commit-config.yaml", ".gitignore")

    def commit(self, *words, **env):
        """Its status, and what the hooks said beside pre-commit's own lines."""
        done = self.run("git", "commit", "-m", "next", *words, **env)
        frame = re.compile(r"^(hone .*\.\.\.|- (hook id|duration|exit code|files were modified)|\[(INFO|WARNING)\]|"
                           r" \d+ files? changed|\[[\w/-]+ (\(root-commit\) )?[0-9a-f]+\]| (create|delete|rename|rewrite) )")
        said = [line for line in done.stdout.splitlines() if line.strip() and not frame.match(line)]
        return done.returncode, said, done.stdout


class Test:
    def __init__(self, hone, source, scratch):
        self.scratch = scratch
        self.env = {**os.environ, "HOME": str(scratch), "PRE_COMMIT_HOME": str(scratch / "cache"), "NO_COLOR": "1",
                    "PRE_COMMIT_COLOR": "never", "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C.UTF-8",
                    "GIT_AUTHOR_NAME": "n", "GIT_AUTHOR_EMAIL": "e@e", "GIT_COMMITTER_NAME": "n",
                    "GIT_COMMITTER_EMAIL": "e@e", "PATH": f"{hone.parent}{os.pathsep}{os.environ['PATH']}"}
        for name in [n for n in self.env if n.startswith("GIT_DIR") or n == "HONE"]:
            del self.env[name]
        self.hooks = Repository(scratch / "hooks of hone", self.env)
        shutil.copy(source / ".pre-commit-hooks.yaml", self.hooks.folder)
        shutil.copytree(source / "hooks", self.hooks.folder / "hooks", ignore=shutil.ignore_patterns("__pycache__"))
        self.hooks.git("add", "-A")
        self.hooks.git("commit", "-qm", "hooks")

    def repository(self, name, *ids, args=()):
        made = Repository(self.scratch / name, self.env)
        made.use(self.hooks, *ids, args=args)
        assert made.run("pre-commit", "install").returncode == 0
        return made

    def first_commit(self):
        """There is no HEAD yet; files with spaces; no database, then one."""
        r = self.repository("first", "hone-scan")
        r.write("a b.cpp", DECLARATION + loop("damp"))
        r.git("add", "-A")
        status, said, _ = r.commit()
        assert status == 0 and len(said) == 1 and "no compile_commands.json" in said[0], (status, said)
        r.git("update-ref", "-d", "HEAD")

        r.database("elsewhere.cpp")
        status, said, _ = r.commit()
        assert status == 0 and len(said) == 1 and "a b.cpp was not looked at" in said[0], (status, said)
        r.git("update-ref", "-d", "HEAD")

        r.database("a b.cpp")
        status, said, _ = r.commit()
        assert status == 1 and said == ["a b.cpp:4:18: the call gives the same result in every iteration "
                                        "[hone-hoist-invariant-call]"], (status, said)
        r.write("a b.cpp", DECLARATION + loop("damp").replace(";\n}", "; // NOLINT(hone-hoist-invariant-call)\n}"))
        r.git("add", "-A")
        status, said, _ = r.commit()
        assert status == 0 and not said, (status, said)

    def old_findings(self):
        """The large repository that the other cases work on."""
        r = self.repository("large", "hone-scan")
        # What people set for their own eyes.
        for key, value in (("diff.renames", "false"), ("diff.noprefix", "true"), ("diff.context", "9"), ("color.ui", "always")):
            r.git("config", key, value)
        names = [f"old{f}.cpp" for f in range(FILES)]
        for f, name in enumerate(names):
            r.write(name, DECLARATION + "".join(loop(f"damp{f}_{i}") for i in range(EACH)) + "// end\n")
        r.write("broken.cpp", "int broken() { return undeclared; }\n")
        r.write("shared.h", "// nothing yet\n")
        r.write("uses.cpp", DECLARATION + '#include "shared.h"\n')
        r.database(*names, "broken.cpp", "uses.cpp", "untracked.cpp")
        r.git("add", "-A")
        r.git("commit", "-qnm", "old")
        whole = json.loads(r.run("hone", "scan", "--format=json", "--checks=-*,hone-hoist-invariant-call", *names).stdout)
        assert whole["summary"]["legal"] == FILES * EACH, whole["summary"]
        return r

    def lines(self, r):
        """What touches a staged line is said, and nothing else."""
        old = r.read("old0.cpp")

        def after(text, expected, name="old0.cpp"):
            r.write(name, text)
            r.git("add", "-u")
            status, said, out = r.commit()
            assert [line.split(": ")[0] for line in said] == expected, (expected, status, out)
            assert status == (1 if expected else 0), (status, out)
            r.git("reset", "-q", "--hard", "start")

        r.git("tag", "start")
        r.write("untracked.cpp", DECLARATION + loop("untracked"))
        clean = old.replace("// end", "// the end")
        after(clean, [])
        after(old + loop("added"), [f"old0.cpp:{EACH * 4 + 5}:18"])
        # Deleting the line behind a loop is no change of the loop; deleting one in it is.
        last = old.replace("}\n// end\n", "}\nint last;\n// end\n")
        r.write("old0.cpp", last.replace("exp(rate);\n}\nint last", "exp(rate);\n\n}\nint last"))
        r.git("commit", "-qanm", "a blank line behind a loop")
        r.git("tag", "-f", "start")
        after(last, [])
        inside = old.replace("  for (int i = 0; i < count; ++i)\n    values", "  for (int i = 0; i < count; ++i) {\n    rate += 1;\n    values", 1)
        inside = inside.replace("exp(rate);\n}", "exp(rate);\n  }\n}", 1)
        r.write("old0.cpp", inside)
        r.git("commit", "-qanm", "a loop that changes its rate")
        r.git("tag", "-f", "start")
        after(inside.replace("    rate += 1;\n", ""), ["old0.cpp:4:18"])
        after(loop("inHeader"), ["shared.h:3:18"], name="shared.h")
        # Neither a deleted file nor a renamed one is new.
        r.git("rm", "-q", "old1.cpp")
        r.git("mv", "old2.cpp", "renamed.cpp")
        r.database(*[f"old{f}.cpp" for f in range(FILES) if f not in (1, 2)], "renamed.cpp")
        after(inside.replace("// end", "// the end"), [])
        r.database(*[f"old{f}.cpp" for f in range(FILES)], "broken.cpp", "uses.cpp", "untracked.cpp")
        # A unit that cannot be read blocks nobody, and is told of.
        r.write("broken.cpp", "int broken() { return undeclared + 1; }\n")
        status, said, out = r.commit("-a")
        assert status == 0 and len(said) == 1 and "broken.cpp was not looked at" in said[0], out

    def ways(self, r):
        """Amended, merged, of one file only, in a worktree of its own, pushed."""
        bad = r.read("old3.cpp") + loop("bad")
        r.write("old3.cpp", bad)
        assert r.commit("-a")[0] == 1 and r.commit("old3.cpp")[0] == 1
        r.git("add", "-u")
        r.write("old4.cpp", r.read("old4.cpp") + "// clean\n")
        assert r.commit("old4.cpp")[0] == 0, "only that file is committed"
        r.git("commit", "-qnm", "past the hook")
        r.write("old4.cpp", r.read("old4.cpp") + "// amended\n")
        assert r.commit("-a", "--amend")[0] == 0, "what was there before is old"

        # Both sides change the same line, and theirs brings a finding past the hook.
        here = r.read("old5.cpp")
        r.git("checkout", "-qb", "theirs")
        brought = here.replace(DECLARATION, DECLARATION + loop("brought"))
        r.write("old5.cpp", brought.replace("// end", "// their end"))
        r.write("old6.cpp", r.read("old6.cpp") + loop("theirs"))
        r.git("commit", "-qanm", "theirs")
        r.git("checkout", "-q", "main")
        r.write("old5.cpp", here.replace("// end", "// our end"))
        r.git("commit", "-qanm", "ours")
        assert r.run("git", "merge", "theirs").returncode == 1
        r.write("old5.cpp", brought.replace("// end", "// both ends") + loop("resolved"))
        r.git("add", "-u")
        status, said, out = r.commit()
        assert status == 1 and len(said) == 1 and said[0].startswith(f"old5.cpp:{EACH * 4 + 9}:"), out
        r.write("old5.cpp", brought.replace("// end", "// both ends"))
        r.git("add", "-u")
        status, said, out = r.commit()
        assert status == 0 and not said, out

        assert r.run("pre-commit", "install", "-t", "pre-merge-commit").returncode == 0
        r.git("checkout", "-qb", "more", "HEAD~1")
        r.write("old7.cpp", r.read("old7.cpp") + loop("more"))
        r.git("commit", "-qanm", "more")
        r.git("checkout", "-q", "main")
        done = r.run("git", "merge", "--no-edit", "more")
        assert done.returncode == 0, done.stdout

        r.git("worktree", "add", "-q", "../large beside", "-b", "beside")
        beside = object.__new__(Repository)
        beside.folder, beside.env = r.folder.parent / "large beside", r.env
        shutil.copytree(r.folder / "build", beside.folder / "build")
        beside.write("old8.cpp", r.read("old8.cpp") + loop("beside"))
        status, said, out = beside.commit("-a")
        assert status == 1 and [s.split(":")[0] for s in said] == ["old8.cpp"], out

        push = ("pre-commit", "run", "hone-scan", "--from-ref", "start", "--to-ref")
        done = r.run(*push, "HEAD")
        found = set(re.findall(r"^(\S+?):\d+", done.stdout, re.MULTILINE))
        assert done.returncode == 1 and found == {"old3.cpp", "old5.cpp", "old6.cpp", "old7.cpp"}, done.stdout
        done = r.run(*push, "HEAD~1")
        assert done.returncode == 0 and "no changed lines" in done.stdout.replace("none of these files has", "no"), done.stdout

    def no_program(self, r):
        there = os.pathsep.join(p for p in self.env["PATH"].split(os.pathsep) if not (pathlib.Path(p) / "hone").exists())
        r.write("old9.cpp", r.read("old9.cpp") + "// more\n")
        status, said, out = r.commit("-a", PATH=there)
        assert status == 1 and len(said) == 1 and "'hone' is not on PATH" in said[0], out
        assert r.commit("-a", HONE=shutil.which("hone", path=self.env["PATH"]), PATH=there)[0] == 0

    def partly_staged(self, r):
        """A file of which a part is staged: whatever the hook says, the rest stays."""
        for hook, staged, status in (("hone-scan", "// staged\n", 0), ("hone-scan", loop("staged"), 1),
                                     ("hone-fix", loop("fixed"), 1)):
            r.use(self.hooks, hook, args=["--no-verify", "--no-bench", "--accept=unverified"] if hook == "hone-fix" else [])
            r.git("commit", "-qnm", "use " + hook, "--allow-empty")
            text = r.read("old10.cpp") + staged
            r.write("old10.cpp", text)
            r.git("add", "old10.cpp")
            # Beside the staged loop and in it: the edit of a hook conflicts with that.
            rest = r.write("old10.cpp", text.replace("values[i] *= exp(rate);\n}\n// end", "values[i] *= exp(rate) + 1;\n}\n// end")
                           .replace(staged, staged.replace("++i", "i++")) + loop("unstaged"))
            other = r.write("old11.cpp", r.read("old11.cpp") + "// unstaged\n")
            got, said, out = r.commit()
            assert got == status, (hook, staged, out)
            assert hook != "hone-fix" or "Rolling back fixes" in out, out
            assert not any("unstaged" in line or "old11" in line for line in said), out
            assert r.read("old10.cpp") == rest and r.read("old11.cpp") == other, (hook, staged, out)
            r.git("reset", "-q", "--hard")

    def fixes(self, r):
        """hone-fix writes, the commit stops once, and goes through with what was written."""
        args = ["--no-verify", "--no-bench", "--accept=unverified"]
        r.use(self.hooks, "hone-diff", args=args)
        r.git("commit", "-qnm", "use hone-diff", "--allow-empty")
        text = r.write("old12.cpp", r.read("old12.cpp") + loop("fixed"))
        status, said, out = r.commit("-a")
        assert status == 1 and "+++ b/old12.cpp" in out and len(re.findall(r"^@@", out, re.MULTILINE)) == 1, out
        assert r.read("old12.cpp") == text, "hone-diff writes nothing"
        r.use(self.hooks, "hone-fix", "hone-scan", args=[])
        r.write(".pre-commit-config.yaml", r.read(".pre-commit-config.yaml").replace("args: []", f"args: {json.dumps(args)}", 1))
        r.git("add", "-A")
        status, said, out = r.commit()
        assert status == 1 and "files were modified by this hook" in out, out
        fixed = r.read("old12.cpp")
        assert fixed != text and fixed.startswith(text[:len(text) - len(loop("fixed"))]), "nothing but the staged loop"
        r.git("add", "-A")
        status, said, out = r.commit()
        assert status == 0 and r.read("old12.cpp") == fixed, out

    def ten_files(self, r):
        """No verdict, only the time: it depends on the machine."""
        r.use(self.hooks, "hone-scan")
        r.git("commit", "-qnm", "use hone-scan", "--allow-empty")
        for f in range(20, 30):
            r.write(f"old{f}.cpp", r.read(f"old{f}.cpp") + "// changed\n")
        r.git("add", "-A")
        assert r.run("pre-commit", "run").returncode == 0
        start = time.monotonic()
        done = r.run("pre-commit", "run")
        assert done.returncode == 0, done.stdout
        print(f"ten changed files, warm: {time.monotonic() - start:.2f} s,", re.search(r"duration: .*", done.stdout)[0], "in the hook")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hone", required=True, type=pathlib.Path)
    options = parser.parse_args()
    for program in ("pre-commit", "git"):
        if not shutil.which(program):
            print(f"skipped: {program} is not installed")
            return SKIPPED
    source = pathlib.Path(__file__).resolve().parent.parent.parent
    with tempfile.TemporaryDirectory(prefix="hone-precommit-") as folder:
        test = Test(options.hone.resolve(), source, pathlib.Path(folder).resolve())
        test.first_commit()
        start = time.monotonic()
        large = test.old_findings()
        print(f"{FILES * EACH} old findings: {time.monotonic() - start:.1f} s", flush=True)
        for case in (test.lines, test.ways, test.no_program, test.partly_staged, test.fixes, test.ten_files):
            start = time.monotonic()
            case(large)
            print(f"{case.__name__}: {time.monotonic() - start:.1f} s", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
