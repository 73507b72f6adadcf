#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""A check has all its parts, and every code it can stop with is explained and tested.

    registry.py            what is missing or stale; exit 1 if anything is
    registry.py --update   writes docs/checks/README.md and docs/refusals.md anew
    registry.py --self-test

For each line of include/hone/Checks/Checks.def: lib/Checks/<Name>.cpp, test/Checks/<id>.cpp and
docs/checks/<id>.md with its headings. Each refuse("code") and needsHint("code") in that source
stands in the page's table of refusals and, as `refuses: code` or `needs-hint: code`, in a test
file of the check. The two generated pages are up to date, and every code that lib/ can give as a
reason is in docs/refusals.md: what no page of a check explains goes between its markers, by hand.
"""
import pathlib
import re
import statistics
import sys
import tempfile

HEADINGS = ["Before / After", "Why it is faster", "When it is legal", "Refusals", "Measured", "Options"]
CODE = r"[a-z0-9]+(?:-[a-z0-9]+)*"
BEGIN, END = "<!-- by hand: begin -->", "<!-- by hand: end -->"


def read(path):
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def without_comments(source):
    """Comments become spaces; string literals stay as they are."""
    keep = r'"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\''
    return re.sub(rf"({keep})|//[^\n]*|/\*.*?\*/", lambda m: m[1] or " ", source, flags=re.S)


class Check:
    def __init__(self, root, name, identifier):
        self.name, self.id = name, identifier
        self.source_path = root / "lib/Checks" / f"{name}.cpp"
        self.page_path = root / "docs/checks" / f"{identifier}.md"
        self.test_paths = [root / "test/Checks" / f"{identifier}.cpp"]
        self.test_paths += sorted((root / "test/Checks").glob(f"{identifier}-*.cpp"))
        self.source = without_comments(read(self.source_path))
        self.page = read(self.page_path)
        self.tests = "".join(read(p) for p in self.test_paths if ".fixed." not in p.name)

    def codes(self):
        return set(re.findall(rf'\b(?:refuse|needsHint)\(\s*"({CODE})"', self.source))

    def tested(self):
        found = set()
        for line in self.tests.splitlines():
            found |= set(re.findall(rf"(?:refuses|needs-hint):\s*({CODE})", line.partition("//")[2]))
        return found

    def section(self, heading):
        found = re.search(rf"^## {re.escape(heading)}\s*$(.*?)(?=^## |\Z)", self.page, re.M | re.S)
        return found[1] if found else None

    def rows(self):
        return table(self.section("Refusals") or "")

    def described(self):
        """Message and category, as the source declares them."""
        found = re.search(rf'Check\b[^=;]*\b{self.name}\s*=?\s*\{{\s*"{self.id}"\s*,\s*((?:"[^"]*"\s*)+),'
                          r"\s*Category::(\w+)", self.source)
        return ("".join(re.findall(r'"([^"]*)"', found[1])), found[2]) if found else None


    def levels(self):
        """What its obligations can add up to: the ways to meet one that its sources know, helpers included."""
        text, seen, waiting = "", set(), [self.name]
        while waiting:
            name = waiting.pop()
            if name in seen:
                continue
            seen.add(name)
            for path in (self.source_path.with_name(name + ".cpp"), self.source_path.with_name(name + ".h")):
                text += without_comments(read(path))
                waiting += re.findall(r'#include "(\w+)\.h"', read(path))
        ways = {"Guarded": "guarded", "Tested": "tested", "Assumed": "suggested"}
        return ["proved"] + [level for way, level in ways.items() if re.search(rf"\bHow::{way}\b", text)]


def table(text):
    """Rows of a Markdown table whose first cell is a code in backticks."""
    rows = {}
    for line in text.splitlines():
        cells = [c.strip() for c in re.split(r"(?<!\\)\|", line.strip().strip("|"))]
        found = re.fullmatch(rf"`({CODE})`", cells[0]) if len(cells) >= 2 else None
        if found:
            rows[found[1]] = cells[1:]
    return rows


def checks_of(root):
    registry = without_comments(read(root / "include/hone/Checks/Checks.def"))
    return [Check(root, *found) for found in re.findall(rf'CHECK\(\s*(\w+)\s*,\s*"({CODE})"\s*\)', registry)]


def camel(identifier):
    return "".join(word.capitalize() for word in identifier.split("-"))


def problems_of(root, check):
    where = lambda path: path.relative_to(root).as_posix()
    if check.name != camel(check.id):
        yield f"Checks.def: {check.id} is named {check.name}, not {camel(check.id)}"
    missing = [p for p in (check.source_path, check.page_path, check.test_paths[0]) if not p.is_file()]
    for path in missing:
        yield f"{where(path)} is missing"
    if check.source_path.is_file() and not check.described():
        yield f"{where(check.source_path)}: no `Check {check.name} = {{\"{check.id}\", \"message\", Category::...`"
    if check.page_path.is_file():
        found = re.findall(r"^## (.+?)\s*$", check.page, re.M)
        if found != HEADINGS:
            yield f"{where(check.page_path)}: the headings are {found}, not {HEADINGS}"
        for code in sorted(check.codes() - check.rows().keys()):
            yield f"{where(check.page_path)}: no row for `{code}` in the table of refusals"
    for code in sorted(check.codes() - check.tested()):
        yield f"{where(check.test_paths[0])}: no line is expected to be refused with {code}"


def gains(root):
    """Check -> for each pattern of docs/performance.md what Hone's columns say, where it kept something."""
    found, columns = {}, []
    for line in read(root / "docs/performance.md").splitlines():
        cells = [c.strip() for c in line.strip().strip("|").split("|")]
        if cells[0] == "pattern":
            columns = [i for i, cell in enumerate(cells) if cell == "Hone" or cell.endswith(": Hone")]
        pattern = re.fullmatch(rf"`({CODE})/{CODE}`", cells[0])
        if pattern:
            found.setdefault(pattern[1], []).append([float(cells[i]) for i in columns if cells[i] != "-"])
    return found


def gain_cells(patterns):
    """The best, the median, and of how many patterns something was kept."""
    figures = [f for pattern in patterns for f in pattern]
    number = lambda x: f"{x:.0f}x" if x >= 99.5 else f"{x:.1f}x" if x >= 1.995 else f"{x:.2f}x"
    if not figures:
        return ["not measured", "", f"0 of {len(patterns)}" if patterns else ""]
    kept = sum(1 for pattern in patterns if pattern)
    return [number(max(figures)), number(statistics.median(figures)), f"{kept} of {len(patterns)}"]


def checks_page(root, checks):
    lines = ["# Checks", "", "<!-- Written by test/House/registry.py --update -->", "",
             "*Level*: how far a rewrite may be trusted, by what it rests on: all is `proved`, or the new code tests it (`guarded`), or only",
             "generated inputs speak for some of it (`tested`, not written unless `--level=tested` asks for it); see",
             "[how Hone decides](../how-hone-decides.md).", "",
             "*Gain*: the best and the median of what [performance.md](../performance.md) has in its columns of Hone, three compilers and flags",
             "for each pattern; *kept* is of how many patterns anything was kept. What was not kept has no figure, and yours will be others.", "",
             "| id | category | level | what it finds | best gain | median | kept |",
             "| --- | --- | --- | --- | ---: | ---: | ---: |"]
    measured = gains(root)
    for check in sorted(checks, key=lambda c: c.id):
        message, category = check.described() or ("", "")
        cells = [f"[{check.id}]({check.id}.md)", category.lower(), ", ".join(check.levels()), message,
                 *gain_cells(measured.get(check.id, []))]
        lines.append("| " + " | ".join(cells).replace("|  |", "| |") + " |")
    return "\n".join(lines) + "\n"


def by_hand(root):
    text = read(root / "docs/refusals.md")
    if BEGIN not in text or END not in text:
        return None
    return text[text.index(BEGIN) + len(BEGIN):text.index(END)]


def refusals_page(checks, hand):
    lines = ["# Reasons", "", "<!-- Written by test/House/registry.py --update, but for the part between the markers. -->",
             "", "Every finding that was not kept says why, with a code. Codes never change their meaning.", "",
             "## From the checks", "", "The page of each check says what to do about it.", "",
             "| code | check | meaning |", "| --- | --- | --- |"]
    rows = [(code, check.id, cells[0]) for check in checks for code, cells in check.rows().items()]
    lines += [f"| `{code}` | [{identifier}](checks/{identifier}.md) | {meaning} |"
              for code, identifier, meaning in sorted(rows)]
    return "\n".join(lines) + f"\n\n{BEGIN}{hand}{END}\n"


def codes_in_lib(root):
    """Code -> the first file that gives it as a reason."""
    found = {}
    pattern = re.compile(rf'(?:\b(?:Reason|Refusal)\s*\w*\s*\{{|\b(?:refuse|needsHint)\()\s*"({CODE})"')
    for path in sorted((root / "lib").rglob("*.cpp")):
        for code in pattern.findall(without_comments(read(path))):
            found.setdefault(code, path.relative_to(root).as_posix())
    return found


def problems(root, update):
    checks = checks_of(root)
    for check in checks:
        yield from problems_of(root, check)
    known = {check.source_path for check in checks}
    for path in sorted((root / "lib/Checks").glob("*.cpp")):
        if path not in known and re.search(r"\bconstexpr\s+Check\b[^;{]*\{", without_comments(read(path))):
            yield f"{path.relative_to(root)}: a check that is not in Checks.def"

    hand = by_hand(root)
    if hand is None:
        yield f"docs/refusals.md: the markers {BEGIN} and {END} are missing"
        return
    pages = {"docs/checks/README.md": checks_page(root, checks), "docs/refusals.md": refusals_page(checks, hand)}
    for name, text in pages.items():
        if update:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, encoding="utf-8")
        elif read(root / name) != text:
            yield f"{name} is stale: run test/House/registry.py --update"
    explained = set(table(pages["docs/refusals.md"]))
    for code, path in sorted(codes_in_lib(root).items()):
        if code not in explained:
            yield f"docs/refusals.md: `{code}` of {path} is not explained: add it between the markers"


GOOD = {
    "include/hone/Checks/Checks.def": '// comment CHECK(No, "no")\nCHECK(HoistThing, "hoist-thing")\n',
    "lib/Checks/HoistThing.cpp": '#include "Shared.h"\n// refuse("in-a-comment")\nVerdict judge() { return Verdict::refuse("moved", "text");\n'
                                 'return Verdict::needsHint(\n  "pure", "text"); }\n'
                                 'constexpr Check HoistThing = {"hoist-thing",\n  "a thing is "\n  "hoisted", Category::Invariant, 1};\n',
    "lib/Verify/V.cpp": 'Reason R{"hangs", "text"};\n',
    "docs/checks/hoist-thing.md": "# hoist-thing\n" + "".join(
        f"## {h}\n" + ("| code | meaning |\n| --- | --- |\n| `moved` | it moves |\n| `pure` | say so |\n" if h == "Refusals" else "text\n")
        for h in HEADINGS),
    "lib/Checks/Shared.cpp": "// How::Assumed\nOb = {How::Guarded};\n",
    "docs/performance.md": "| pattern | g++: by hand | Hone |\n| --- | ---: | ---: |\n"
                           "| `hoist-thing/one` | 1.50 | 1.25 |\n| `hoist-thing/two` | - | - |\n",
    "docs/refusals.md": f"{BEGIN}\n| `hangs` | it hangs |\n{END}\n",
    "test/Checks/hoist-thing.cpp": "f(); // refuses: moved\n",
    "test/Checks/hoist-thing-cpp17.cpp": "g(); // needs-hint: pure\n",
}
# What is replaced in which file, and a word of the complaint.
BAD = [
    ("lib/Checks/HoistThing.cpp", '"moved"', '"unheard-of"', "`unheard-of`"),
    ("lib/Checks/HoistThing.cpp", "hoist-thing", "hoist-other", "no `Check HoistThing"),
    ("docs/checks/hoist-thing.md", "## Measured", "## Numbers", "the headings are"),
    ("docs/checks/hoist-thing.md", "`pure`", "pure", "no row for `pure`"),
    ("docs/checks/hoist-thing.md", "it moves", "it still moves", "docs/refusals.md is stale"),
    ("lib/Checks/HoistThing.cpp", "a thing", "another thing", "README.md is stale"),
    ("lib/Checks/Shared.cpp", "How::Guarded", "How::Tested", "README.md is stale"),
    ("docs/performance.md", "1.25", "1.35", "README.md is stale"),
    ("test/Checks/hoist-thing.cpp", "// refuses", "// accepts", "refused with moved"),
    ("test/Checks/hoist-thing-cpp17.cpp", "// needs-hint: pure", "", "refused with pure"),
    ("test/Checks/hoist-thing.cpp", None, None, "test/Checks/hoist-thing.cpp is missing"),
    ("docs/checks/hoist-thing.md", None, None, "hoist-thing.md is missing"),
    ("lib/Checks/HoistThing.cpp", None, None, "HoistThing.cpp is missing"),
    ("include/hone/Checks/Checks.def", "HoistThing", "HoistIt", "is named HoistIt"),
    ("include/hone/Checks/Checks.def", 'CHECK(HoistThing, "hoist-thing")', "", "not in Checks.def"),
    ("docs/refusals.md", BEGIN, "", "the markers"),
    ("docs/refusals.md", "`hangs`", "`waits`", "`hangs` of lib/Verify/V.cpp"),
]


def self_test():
    def complaints(files):
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)

            def write(name, text):
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                (root / name).write_text(text, encoding="utf-8")

            for name, text in GOOD.items():
                write(name, text)
            first = list(problems(root, update=True))
            assert not first, first
            row = "| [hoist-thing](hoist-thing.md) | invariant | proved, guarded | a thing is hoisted | 1.25x | 1.25x | 1 of 2 |"
            assert row in read(root / "docs/checks/README.md").splitlines(), read(root / "docs/checks/README.md")
            for name, old, new in files:
                text = read(root / name)
                if old is None:
                    (root / name).unlink()
                else:
                    assert old in text, (name, old)
                    write(name, text.replace(old, new))
            return list(problems(root, update=False))

    found = complaints([])
    assert not found, found
    for name, old, new, word in BAD:
        found = complaints([(name, old, new)])
        assert any(word in line for line in found), (name, word, found)


def main():
    root = pathlib.Path(__file__).resolve().parent.parent.parent
    self_test()
    if sys.argv[1:] == ["--self-test"]:
        return
    if sys.argv[1:] not in ([], ["--update"]):
        sys.exit(__doc__)
    found = list(problems(root, update=bool(sys.argv[1:])))
    for line in found:
        print(line)
    sys.exit(1 if found else 0)


main()
