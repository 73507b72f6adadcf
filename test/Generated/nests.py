# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Random nests of loops over matrices, vectors and arrays, and calls of each with arguments that are apart, that are
one, and where a vector is a row. All subscripts are in range. generate() is deterministic."""
import random

SIDE = 9  # Of every array; indices end three before that.


class Nest:
    def __init__(self, r, name):
        self.r, self.name = r, name
        self.type = r.choice(["double", "double", "float", "unsigned"])
        self.index = r.choice(["int", "int", "std::size_t", "long"])
        self.arrays = {}  # name -> kind
        self.make_arrays()
        self.outer = r.random() < 0.6
        self.scalar = r.choice([None, None, "inside", "inside", "outside", "carried"])

    def make_arrays(self):
        for name in "abcd"[: self.r.randint(2, 4)]:
            kind = self.r.choice(["matrix"] * 5 + ["vector", "vector", "flat", "array", "static", "local", "own"])
            self.arrays[name] = kind

    def parameters(self):
        t, of = self.type, {"matrix": "std::vector<std::vector<T>> &", "vector": "std::vector<T> &", "flat": "std::vector<T> &"}
        parts = []
        for name, kind in self.arrays.items():
            if kind in of:
                parts.append(of[kind].replace("T", t) + name)
            elif kind == "array":
                parts.append(f"{t} (*{name})[{SIDE}]")
        return parts + [f"{self.index} n", f"{self.index} m"]

    def subscript(self, indices):
        r = self.r
        at = r.choice(indices)
        if r.random() < 0.08:
            return str(r.randint(0, 5))
        if r.random() < 0.06 and len(indices) > 1:
            return f"({indices[-1]} + {indices[-2]}) % {SIDE}"
        return at if r.random() < 0.7 else f"{at} + {r.randint(1, 2)}"

    def element(self, indices):
        r = self.r
        name = r.choice(list(self.arrays))
        kind = self.arrays[name]
        # Down a column more often than not.
        first = indices[-1] if r.random() < 0.5 else self.subscript(indices)
        second = indices[-2] if len(indices) > 1 and r.random() < 0.5 else self.subscript(indices)
        if r.random() < 0.15:
            first += " + 1"
        if kind in ("vector", "own"):
            return f"{name}[{second}]"
        if kind == "flat":
            return f"{name}[({first}) * {SIDE} + {second}]"
        return f"{name}[{first}][{second}]"

    def value(self, indices, depth=0):
        r = self.r
        kind = r.random()
        if depth < 2 and kind < 0.45:
            return f"({self.value(indices, depth + 1)} {r.choice(['+', '-', '*'])} {self.value(indices, depth + 1)})"
        if kind < 0.8:
            return self.element(indices)
        if self.scalar and kind < 0.88:
            return "s"
        if kind < 0.93:
            return f"static_cast<{self.type}>({r.choice(indices)})"
        return str(r.randint(0, 3)) if self.type == "unsigned" else r.choice(["0.5", "1.25", "2.0"])

    def statement(self, indices, depth=0):
        r = self.r
        if depth == 0 and r.random() < 0.12:
            return f"if ({self.value(indices)} < {self.value(indices)})\n{self.statement(indices, 1)}"
        target = "s" if self.scalar and r.random() < 0.35 else self.element(indices)
        return f"{target} {r.choice(['=', '+=', '+=', '-='])} {self.value(indices)};"

    def loop(self, index, indices):
        r = self.r
        low = r.choice(["0", "0", "0", "1"] + (["i"] if "i" in indices else []))
        high = r.choice(["n", "m", "n", "m", "6"] + (["i"] if "i" in indices else []) + (["j"] if "j" in indices and r.random() < 0.2 else []))
        return f"for ({self.index} {index} = {low}; {index} < {high}; ++{index})"

    def text(self):
        r = self.r
        lines = [f"static void {self.name}({', '.join(self.parameters())}) {{"]
        for name, kind in self.arrays.items():
            if kind == "local":
                lines.append(f"std::vector<std::vector<{self.type}>> {name}({SIDE}, std::vector<{self.type}>({SIDE}, 1));")
            if kind == "own":
                lines.append(f"std::vector<{self.type}> {name}({SIDE * SIDE}, 1);")
        if self.scalar == "outside":
            lines.append(f"{self.type} s;")
        if self.scalar == "carried":
            lines.append(f"{self.type} s = 1;")
        around = []
        if self.outer:
            lines.append(self.loop("i", []) + " {")
            around = ["i"]
        lines.append(self.loop("j", around) + " {")
        around = around + ["j"]
        if self.scalar == "inside":
            lines.append(f"{self.type} s = {r.choice(['0', '0', '1', self.element(around)])};")
        if self.scalar == "outside":
            lines.append("s = 0;")
        lines += [self.statement(around) for _ in range(r.choice([0, 0, 1, 1, 2]))]
        inner = around + ["k"]
        lines.append(self.loop("k", around) + " {")
        lines += [self.statement(inner) for _ in range(r.randint(1, 2))]
        lines.append("}")
        lines += [self.statement(around) for _ in range(r.choice([0, 0, 1, 1, 2]))]
        if self.scalar and r.random() < 0.6:
            lines.append(f"{self.element(around)} = s;")
        lines.append("}" * (2 if self.outer else 1))
        for name, kind in self.arrays.items():
            if kind in ("local", "own"):
                lines.append(f"show({name});")
        return "\n".join(lines) + "\n}\n"

    def statics(self):
        return "".join(f"static {self.type} {n}[{SIDE}][{SIDE}];\n" for n, kind in self.arrays.items() if kind == "static")

    def call(self, number, which):
        r, t = self.r, self.type
        lines, given, first, row = [], [], None, None
        for name, kind in self.arrays.items():
            if kind == "matrix" and which == "one" and first:
                given.append(first)
                continue
            if kind == "vector" and which == "row" and first:
                given.append(f"{first}[{r.randint(0, 4)}]")
                continue
            if kind in ("vector", "flat") and which == "one" and row:
                given.append(row)
                continue
            v = f"v{len(lines)}"
            if kind == "matrix":
                lines.append(f"std::vector<std::vector<{t}>> {v}({SIDE}, std::vector<{t}>({SIDE})); fill({v});")
                first = first or v
            elif kind == "vector" or kind == "flat":
                lines.append(f"std::vector<{t}> {v}({SIDE * SIDE}); fill({v});")
                row = row or v
            elif kind == "array":
                lines.append(f"{t} {v}[{SIDE}][{SIDE}]; fill({v});")
            elif kind == "static":
                lines.append(f"fill({self.name}_::{name});")
            if kind not in ("static", "local", "own"):
                given.append(v)
        n, m = r.choice([(6, 5), (4, 6), (6, 6), (0, 4), (3, 0), (1, 6)])
        shown = "".join(f" show({g});" for g in dict.fromkeys(given))
        shown += "".join(f" show({self.name}_::{a});" for a, kind in self.arrays.items() if kind == "static")
        # What is static is reached by its namespace.
        return (f"static void call{number}() {{\n" + "\n".join(lines) +
                f"\n{self.name}_::{self.name}({', '.join(given + [str(n), str(m)])});\n{shown}\n}}\n")


class SumNest(Nest):
    """A loop of which each iteration adds up by itself, in one or two inner ones, mostly along the rows."""

    def __init__(self, r, name):
        super().__init__(r, name)
        self.type = r.choice(["double", "double", "float"])
        self.scalar = r.choice(["inside", "inside", "outside", None])

    def element(self, indices):
        r = self.r
        name = r.choice(list(self.arrays))
        kind = self.arrays[name]
        if r.random() < 0.25:
            return super().element(indices)
        last = indices[-1]
        row = indices[-2] if len(indices) > 1 and r.random() < 0.7 else r.choice(indices)
        if r.random() < 0.2:
            row += r.choice([" + 1", " + 2"])
        if kind in ("vector", "own"):
            return f"{name}[{r.choice([last, row, row, f'{indices[0]} + {last}'])}]"
        if kind == "flat":
            return f"{name}[({row}) * {SIDE} + {last}]"
        return f"{name}[{row}][{last}]"

    def inner(self, around, index):
        r, indices = self.r, around + [index]
        j = around[-1]
        own = [name for name, kind in self.arrays.items() if kind in ("vector", "own")]
        lines = [f"for ({self.index} {index} = {r.choice('0001')}; {index} < {r.choice('nm')}; ++{index}) {{"]
        if r.random() < 0.3:
            lines.append(f"const {self.type} t = {self.value(indices)};")
            lines.append(f"{self.element(indices) if not self.scalar else 's'} += t * t;")
        if self.scalar and r.random() < 0.8:
            lines.append(r.choice([f"s += {self.value(indices)};", f"s = s * {self.value(indices)} - {self.value(indices)};",
                                   f"if ({self.value(indices)} > s) s = {self.value(indices)};"]))
        if own and (not self.scalar or r.random() < 0.3):
            lines.append(f"{r.choice(own)}[{j}] += {self.value(indices)};")
        if r.random() < 0.25:
            lines.append(self.statement(indices))
        return lines + ["}"]

    def text(self):
        r = self.r
        lines = [f"static void {self.name}({', '.join(self.parameters())}) {{"]
        for name, kind in self.arrays.items():
            if kind == "local":
                lines.append(f"std::vector<std::vector<{self.type}>> {name}({SIDE}, std::vector<{self.type}>({SIDE}, 1));")
            if kind == "own":
                lines.append(f"std::vector<{self.type}> {name}({SIDE * SIDE}, 1);")
        if self.scalar == "outside":
            lines.append(f"{self.type} s;")
        around = ["i"] if r.random() < 0.3 else []
        if around:
            lines.append(self.loop("i", []) + " {")
        lines.append(f"for ({self.index} j = 0; j < {r.choice('nm')}; ++j) {{")
        around = around + ["j"]
        if self.scalar:
            lines.append(f"{self.type + ' ' if self.scalar == 'inside' else ''}s = {r.choice(['0', '1', self.element(around)])};")
        if r.random() < 0.3:
            lines.append(f"{self.element(around)} = 0;")
        lines += self.inner(around, "k")
        if r.random() < 0.3:
            lines.append(self.statement(around))
        if r.random() < 0.3:
            lines += self.inner(around, "l")
        if self.scalar and r.random() < 0.8:
            lines.append(f"{self.element(around)} = s;")
        lines.append("}" * len(around))
        for name, kind in self.arrays.items():
            if kind in ("local", "own"):
                lines.append(f"show({name});")
        return "\n".join(lines) + "\n}\n"


class Line(Nest):
    """One loop of several statements over neighbouring elements, with variables that are set again and again."""

    def __init__(self, r, name):
        super().__init__(r, name)
        self.scalar = None
        self.known = []  # variables that may be read

    def make_arrays(self):
        for name in "abcd"[: self.r.randint(2, 4)]:
            self.arrays[name] = self.r.choice(["vector"] * 4 + ["static", "static", "matrix", "own", "array"])

    def element(self, indices):
        r = self.r
        name = r.choice(list(self.arrays))
        at = "k" + r.choice(["", "", "", " + 1", " - 1", " + 2", " - 2"])
        if r.random() < 0.05:
            at = r.choice(["0", "4", "n - 1", "2 * k - 3"])
        if self.arrays[name] in ("vector", "own"):
            return f"{name}[{at}]"
        return f"{name}[{r.choice(['0', '1', '1', '2'])}][{at}]"

    def value(self, indices, depth=0):
        if self.known and self.r.random() < 0.2:
            return self.r.choice(self.known)
        return super().value(indices, depth)

    def line(self):
        r, kind = self.r, self.r.random()
        if kind < 0.15 and self.fresh:
            name = self.fresh.pop()
            lines = [f"{r.choice(['', 'const '])}{self.type} {name} = {self.value(['k'])};"]
            self.known.append(name)
            return lines
        if kind < 0.35 and self.outside:
            name = r.choice(self.outside)
            lines = [f"{name} = {self.value(['k'])};"]
            if name not in self.known:
                self.known.append(name)
            return lines
        if kind < 0.42:
            return [f"if ({self.value(['k'])} < {self.value(['k'])}) {{", *self.line_of_element(), "} else {", *self.line_of_element(), "}"]
        return self.line_of_element()

    def line_of_element(self):
        return [f"{self.element(['k'])} {self.r.choice(['=', '=', '+=', '-='])} {self.value(['k'])};"]

    def text(self):
        r = self.r
        lines = [f"static void {self.name}({', '.join(self.parameters())}) {{"]
        for name, kind in self.arrays.items():
            if kind == "own":
                lines.append(f"std::vector<{self.type}> {name}({SIDE * SIDE}, 1);")
        self.outside, self.fresh = ["s", "t"][: r.choice([0, 0, 1, 2])], ["u", "v"]
        for name in self.outside:
            first = r.choice(["", "", " = 1"])
            lines.append(f"{self.type} {name}{first};")
            if first:
                self.known.append(name)
        lines.append(f"for ({self.index} k = 2; k < n; ++k) {{")
        for _ in range(r.randint(2, 6)):
            lines += self.line()
        lines.append("}")
        if self.outside and self.outside[0] in self.known and r.random() < 0.2 and f"{self.outside[0]} = 1;" in " ".join(lines):
            lines.append(f"show({self.outside[0]});")
        for name, kind in self.arrays.items():
            if kind == "own":
                lines.append(f"show({name});")
        return "\n".join(lines) + "\n}\n"


HEAD = """#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

static unsigned state = 1;
template <class T> static void fill(T &x) {
  state = state * 1664525u + 1013904223u;
  x = static_cast<T>((state >> 16) % 1000) / 64;
}
template <class T> static void fill(std::vector<T> &v) {
  for (auto &each : v)
    fill(each);
}
template <class T, std::size_t N> static void fill(T (&v)[N]) {
  for (auto &each : v)
    fill(each);
}
static void show(double x) { std::printf("%a ", x); }
template <class T> static void show(const std::vector<T> &v) {
  for (auto &each : v)
    show(each);
  std::printf("\\n");
}
template <class T, std::size_t N> static void show(const T (&v)[N]) {
  for (auto &each : v)
    show(each);
  std::printf("\\n");
}
"""


def generate(seed, functions):
    r = random.Random(seed)
    text, calls = HEAD, []
    for number in range(functions):
        nest = r.choice([Nest, SumNest, Line])(r, f"nest{number}")
        text += f"\nnamespace {nest.name}_ {{\n{nest.statics()}{nest.text()}}}\n"
        calls += [nest.call(3 * number + i, which) for i, which in enumerate(["apart", "one", "row"])]
    text += "\n" + "".join(calls)
    text += "\nint main(int count, char **left) {\n"
    for number in range(3 * functions):
        text += (f"{{ bool skip = false; for (int i = 1; i < count; ++i) skip |= std::atoi(left[i]) == {number};\n"
                 f"if (!skip) {{ std::printf(\"call {number}\\n\"); std::fflush(stdout); call{number}(); }} }}\n")
    return text + "}\n"
