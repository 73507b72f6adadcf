#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Links between the pages lead somewhere.

README.md, CONTRIBUTING.md and every page below docs/, test/ and editors/: the file of a relative link is there, with
the spelling that a case-sensitive file system wants, and the heading of its #anchor is in it, as GitHub names it. What
stands in code is no link; addresses on the web are not asked. Runs a test of itself first.
"""
import pathlib
import re
import sys
import tempfile
import urllib.parse

FOLDERS = ["docs", "test", "editors"]
FENCE = re.compile(r"^ *(```+|~~~+)")


def pages_of(root):
    pages = [root / name for name in ("README.md", "CONTRIBUTING.md") if (root / name).is_file()]
    for folder in FOLDERS:
        pages += sorted(p for p in (root / folder).rglob("*.md") if "node_modules" not in p.parts)
    return pages


def without_fences(text):
    """Lines in fenced code become empty."""
    lines, fence = [], None
    for line in text.splitlines():
        found = FENCE.match(line)
        if found and fence is None:
            fence = found[1]
        elif found and line.strip() == fence:
            fence = None
            line = ""
        lines.append("" if fence else line)
    return lines


def anchors_of(text):
    anchors, seen = set(), {}
    for line in without_fences(text):
        anchors.update(re.findall(r'<a (?:id|name)="([^"]+)"', line))
        heading = re.match(r"#{1,6}\s+(.*?)\s*#*$", line)
        if not heading:
            continue
        words = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading[1]).lower()
        slug = re.sub(r"[^\w\- ]", "", words).replace(" ", "-")
        count = seen.get(slug, 0)
        seen[slug] = count + 1
        anchors.add(f"{slug}-{count}" if count else slug)
    return anchors


def links_of(text):
    for number, line in enumerate(without_fences(text), 1):
        line = re.sub(r"(`+).*?\1", lambda m: " " * len(m[0]), line)
        for target in re.findall(r"\]\(\s*<?([^)\s>]+)>?[^)]*\)", line):
            yield number, target
        definition = re.match(r"\s*\[[^\]]+\]:\s+<?([^\s>]+)", line)
        if definition:
            yield number, definition[1]


def exists(root, path):
    """Spelled exactly so, even where the file system does not mind."""
    if not path.exists() or not path.is_relative_to(root):
        return False
    while path != root:
        if path.name not in {p.name for p in path.parent.iterdir()}:
            return False
        path = path.parent
    return True


def problems(root):
    for page in pages_of(root):
        name = page.relative_to(root).as_posix()
        for number, target in links_of(page.read_text(encoding="utf-8")):
            if re.match(r"[a-z][a-z0-9+.-]*:", target):
                continue
            file, _, anchor = target.partition("#")
            path = (page.parent / urllib.parse.unquote(file)).resolve() if file else page
            if not exists(root, path):
                yield f"{name}:{number}: there is no {file}"
            elif anchor and path.suffix == ".md" and anchor not in anchors_of(path.read_text(encoding="utf-8")):
                yield f"{name}:{number}: {file or 'this page'} has no heading #{anchor}"


def self_test():
    good = {
        "README.md": "# One `two`, *three*\n[a](docs/a.md) [b](docs/a.md#when-it-is-legal) [c](#one-two-three) "
                     "[d](https://example.com/x#y) ![e](docs) `[f](gone.md)`\n```\n[g](gone.md)\n# not-a-heading\n```\n[h]: docs/a.md\n",
        "docs/a.md": "## When it is legal\n## Twice\n## Twice\n[a](../README.md) [b](#twice-1)\n",
    }
    # What is replaced in README.md, and the complaint.
    bad = [("(docs/a.md)", "(docs/b.md)", "README.md:2: there is no docs/b.md"),
           ("(docs/a.md)", "(docs/A.md)", "README.md:2: there is no docs/A.md"),
           ("(docs/a.md)", "(../outside.md)", "README.md:2: there is no ../outside.md"),
           ("#when-it-is-legal", "#when-it-was", "README.md:2: docs/a.md has no heading #when-it-was"),
           ("(#one-two-three)", "(#not-a-heading)", "README.md:2: this page has no heading #not-a-heading"),
           ("]: docs/a.md", "]: docs/c.md", "README.md:7: there is no docs/c.md")]
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder).resolve()
        (root / "docs").mkdir()
        for name, text in good.items():
            (root / name).write_text(text)
        assert not list(problems(root)), list(problems(root))
        for old, new, complaint in bad:
            (root / "README.md").write_text(good["README.md"].replace(old, new))
            assert list(problems(root)) == [complaint], (new, list(problems(root)))


def main():
    self_test()
    found = list(problems(pathlib.Path(__file__).resolve().parents[2]))
    print("\n".join(found), end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
