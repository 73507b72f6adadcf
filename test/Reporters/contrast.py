#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""contrast.py STYLE.css: every text of the pages against what is behind it, in both themes, has a contrast of at least 4.5 (WCAG 2.1)."""
import re
import sys

# Text and what it may stand on.
PAIRS = [("text", b) for b in ("back", "panel", "heat1", "heat2", "heat3", "heat4", "heat5")]
PAIRS += [(t, b) for t in ("dim", "link") for b in ("back", "panel")]
PAIRS += [("link", f"heat{n}") for n in range(1, 6)]
PAIRS += [(t, t + "-back") for t in ("good", "bad", "warn")]
LEAST = 4.5


def luminance(colour):
    parts = [int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(a, b):
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def main():
    themes = re.findall(r":root \{(.*?)\}", open(sys.argv[1]).read(), re.S)
    assert len(themes) == 2, "a light and a dark theme"
    bad = 0
    for name, text in zip(("light", "dark"), themes):
        colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", text))
        for front, back in PAIRS:
            found = contrast(colours[front], colours[back])
            if found < LEAST:
                print(f"{name}: {front} on {back} has {found:.2f}")
                bad += 1
    sys.exit(bad != 0)


if __name__ == "__main__":
    main()
