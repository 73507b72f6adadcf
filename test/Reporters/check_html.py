#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""check_html.py FILE...: pages that a strict reader takes, that need no network, and that a keyboard can use.

Checked: tags closed in order, attributes quoted, ids that occur once, links that lead somewhere (other pages
included), nothing loaded from elsewhere, nothing that reacts to a click but cannot be reached with the tab key.
"""
import html.parser
import pathlib
import sys

VOID = {"meta", "br", "hr", "img", "link", "input", "line", "circle", "polyline"}
# The content model, as far as the pages use it: what may not be inside what.
NOT_IN_P = {"div", "p", "ul", "table", "pre", "h1", "h2", "h3", "h4", "section", "details"}
FOCUSABLE = {"a", "button", "summary", "input"}


class Page(html.parser.HTMLParser):
    def __init__(self, path):
        super().__init__()
        self.path, self.open, self.ids, self.links, self.problems = path, [], set(), [], []

    def say(self, text):
        self.problems.append(f"{self.path}:{self.getpos()[0]}: {text}")

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag in NOT_IN_P and "p" in self.open:
            self.say(f"<{tag}> inside <p>")
        if tag == "summary" and (not self.open or self.open[-1] != "details"):
            self.say("<summary> outside <details>")
        if "id" in attrs:
            if attrs["id"] in self.ids:
                self.say(f"id {attrs['id']} twice")
            self.ids.add(attrs["id"])
        if any(name.startswith("on") for name in attrs) and tag not in FOCUSABLE and "tabindex" not in attrs:
            self.say(f"<{tag}> reacts but cannot be reached")
        if tag in ("script", "img", "iframe") and "src" in attrs or tag == "link":
            self.say(f"<{tag}> loads something")
        if tag == "svg" and not attrs.get("aria-label"):
            self.say("<svg> without words")
        if tag == "a":
            self.links.append(attrs.get("href", ""))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open[-1] != tag:
            self.say(f"</{tag}> closes {self.open[-1] if self.open else 'nothing'}")
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def close(self):
        super().close()
        if self.open:
            self.say(f"never closed: {self.open}")


def read(path):
    page = Page(path)
    text = path.read_text(encoding="utf-8")
    if not text.startswith("<!DOCTYPE html>"):
        page.say("no doctype")
    page.feed(text)
    page.close()
    return page


def main():
    pages = {path.name: read(path) for path in map(pathlib.Path, sys.argv[1:])}
    problems = []
    for page in pages.values():
        problems += page.problems
        for link in page.links:
            name, _, anchor = link.partition("#")
            target = pages.get(name) if name else page
            if target is None or (anchor and anchor not in target.ids):
                problems.append(f"{page.path}: a link to {link} leads nowhere")
    print("\n".join(problems[:20]) or f"{len(pages)} pages")
    sys.exit(bool(problems))


if __name__ == "__main__":
    main()
