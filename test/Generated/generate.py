#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Writes a random program of loops over containers.

    generate.py SEED [--functions N]

Each function takes some of what a pool of objects holds, by value, reference, pointer or length, runs a
few loops of the kinds that checks are about, disturbed now and then by what makes a rewrite wrong (a store
through another name, a call with effects, a throw, a change of size), and returns a number. `main` calls
each with objects of several sizes, some of them under two names, and prints what came back and the whole
pool; numbers on the command line are calls to leave out. A call may run into undefined behaviour: who
compares two versions leaves out what the sanitizers find in the first.
"""
import argparse
import random
import re

PRELUDE = r"""// Generated; seed @SEED@.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <memory>
@REGEX@#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

struct Pair {
  int first = 0, second = 0;
  int sum() const { return first + second; }
};

struct Frame {
  std::vector<std::uint8_t> data;
  std::vector<int> cells;
  std::map<std::string, int> table;
  std::string name = "frame";
  int gain = 3, offset = -2;
  unsigned count = 0;
  std::uint8_t low = 9, high = 200;
  double scale = 1.5;
};

static int total = 1;
static std::uint8_t ceiling = 180;
static unsigned limit = 5;
static std::vector<int> shared = {4, 1, 3};

[[gnu::noinline]] static int bump(int By) {
  total = (total * 3 + By) & 0xffff;
  limit = 3 + (total & 7);
  return total;
}
[[gnu::noinline]] static int twice(int Of) { return Of & 0x3fff ? (Of & 0x3fff) * 2 : 1; }

struct Pool {
  Frame frames[2];
  std::vector<std::uint8_t> bytes[3];
  std::vector<int> ints[3];
  std::vector<double> reals[2];
  std::vector<std::string> words[2];
  std::vector<std::vector<int>> rows[2];
  std::map<std::string, int> table[2];
  std::unordered_map<std::string, int> index[2];
  std::string text[2];
  int number = 5;
  [[gnu::noinline]] explicit Pool(unsigned Size) {
    std::uint32_t State = Size * 2654435761u + 1;
    auto Next = [&] { return State = State * 1664525u + 1013904223u, State >> 24; };
    const char *Keys[] = {"max", "min", "a", "gain", "k3", "a rather long key that needs memory", "", "z"};
    for (unsigned I = 0; I != Size; ++I) {
      for (auto &B : bytes) B.push_back(static_cast<std::uint8_t>(Next()));
      for (auto &V : ints) V.push_back(static_cast<int>(Next()) - 100);
      for (auto &R : reals) R.push_back(Next() * 0.25 - 20);
      for (auto &W : words) W.push_back(Keys[Next() % 8]);
      for (auto &R : rows) R.push_back(std::vector<int>(Size, static_cast<int>(Next())));
      for (auto &T : text) T += static_cast<char>(32 + Next() % 90);
      for (auto &F : frames) {
        F.data.push_back(static_cast<std::uint8_t>(Next()));
        F.cells.push_back(static_cast<int>(Next()));
      }
    }
    for (auto &F : frames) {
      F.count = Size;
      F.gain = static_cast<int>(Next() % 5);
      F.table = {{"max", 2}, {"a", 7}};
    }
    for (auto &T : table)
      for (unsigned I = 0; I != 8; ++I)
        if (Next() % 3) T[Keys[I]] = static_cast<int>(I);
    for (auto &T : index)
      for (unsigned I = 0; I != 8; ++I)
        if (Next() % 3) T[Keys[I]] = static_cast<int>(I);
  }
};

static std::uint64_t Hash;
static void mix(std::uint64_t Value) { Hash = (Hash ^ Value) * 0x9E3779B97F4A7C15u, Hash ^= Hash >> 29; }
static void mixOf(double Value) { std::uint64_t Bits; std::memcpy(&Bits, &Value, 8); mix(Bits); }
static void mixOf(const std::string &Value) { mix(Value.size()); for (unsigned char C : Value) mix(C); }
static void mixOf(int Value) { mix(static_cast<std::uint64_t>(Value)); }
static void mixOf(std::uint8_t Value) { mix(Value); }
template <class T> static void mixOf(const std::vector<T> &All) { mix(All.size()); for (const T &One : All) mixOf(One); }
static void print(const std::string &Came, Pool &P) {
  Hash = 1;
  for (Frame &F : P.frames) {
    mixOf(F.data), mixOf(F.cells), mixOf(F.name), mix(F.gain), mix(F.offset), mix(F.count), mix(F.low), mix(F.high), mixOf(F.scale);
    for (auto &[K, V] : F.table) mixOf(K), mix(V);
  }
  for (auto &B : P.bytes) mixOf(B);
  for (auto &V : P.ints) mixOf(V);
  for (auto &R : P.reals) mixOf(R);
  for (auto &W : P.words) mixOf(W);
  for (auto &R : P.rows) mixOf(R);
  for (auto &T : P.text) mixOf(T);
  for (auto &T : P.table) for (auto &[K, V] : T) mixOf(K), mix(V);
  for (auto &T : P.index) {
    std::map<std::string, int> Sorted(T.begin(), T.end());
    for (auto &[K, V] : Sorted) mixOf(K), mix(V);
  }
  mix(P.number), mix(total), mix(ceiling), mix(limit), mixOf(shared);
  std::printf("%s %016llx\n", Came.c_str(), static_cast<unsigned long long>(Hash));
}
"""

MAIN = r"""};

int main(int Count, char **Leave) {
  std::set<int> Left;
  for (int I = 1; I < Count; ++I) Left.insert(std::atoi(Leave[I]));
  int Number = 0;
  for (const auto &One : Calls) {
    if (!Left.count(Number)) {
      std::printf("call %d\n", Number), std::fflush(stdout);
      Pool P(One.Size);
      std::string Came;
      total = 1, ceiling = 180, limit = std::min(One.Size, 5u), shared = {4, 1, 3};
      try { Came = std::to_string(One.Made(P)); }
      catch (const std::exception &E) { Came = E.what(); }
      print(Came, P);
    }
    ++Number;
  }
}
"""

# Kind of parameter -> (spellings of the type, objects of the pool that suit it).
KINDS = {
    "bytes": (["std::vector<std::uint8_t> &"], ["P.bytes[0]", "P.bytes[1]", "P.frames[0].data"]),
    "cbytes": (["const std::vector<std::uint8_t> &"], ["P.bytes[0]", "P.bytes[2]", "P.frames[0].data"]),
    "ints": (["std::vector<int> &"], ["P.ints[0]", "P.ints[1]", "P.frames[0].cells", "shared"]),
    "cints": (["const std::vector<int> &"], ["P.ints[0]", "P.ints[2]", "P.frames[1].cells", "shared"]),
    "vints": (["std::vector<int> "], ["P.ints[0]", "P.ints[2]"]),
    "reals": (["std::vector<double> &"], ["P.reals[0]", "P.reals[1]"]),
    "creals": (["const std::vector<double> &"], ["P.reals[0]", "P.reals[1]"]),
    "words": (["const std::vector<std::string> &"], ["P.words[0]", "P.words[1]"]),
    "mwords": (["std::vector<std::string> &"], ["P.words[0]", "P.words[1]"]),
    "vword": (["std::string "], ["P.text[0]", "P.frames[0].name"]),
    "cword": (["const std::string &"], ["P.text[1]", "P.frames[1].name", 'std::string("max")', 'P.words[0][0]']),
    "rows": (["std::vector<std::vector<int>> &"], ["P.rows[0]", "P.rows[1]"]),
    "crows": (["const std::vector<std::vector<int>> &"], ["P.rows[0]", "P.rows[1]"]),
    "table": (["std::map<std::string, int> &"], ["P.table[0]", "P.table[1]", "P.frames[0].table"]),
    "ctable": (["const std::map<std::string, int> &"], ["P.table[0]", "P.frames[0].table"]),
    "index": (["std::unordered_map<std::string, int> &"], ["P.index[0]", "P.index[1]"]),
    "frame": (["Frame &"], ["P.frames[0]", "P.frames[1]"]),
    "cframe": (["const Frame &"], ["P.frames[0]", "P.frames[1]"]),
    "iref": (["int &"], ["P.number", "P.frames[0].gain", "P.ints[0][0]", "total"]),
    "bref": (["std::uint8_t &"], ["P.frames[0].low", "ceiling", "P.bytes[0][0]"]),
    "int": (["int ", "const int "], ["Size", "3", "P.frames[0].gain"]),
    "size": (["std::size_t ", "unsigned "], ["Size", "Size / 2", "7"]),
    "pint": (["int *"], ["P.ints[0].data()", "P.frames[0].cells.data()"]),
    "pbyte": (["std::uint8_t *", "unsigned char *"], ["P.bytes[0].data()", "P.frames[0].data.data()"]),
    "chars": (["char *"], ["P.text[0].data()"]),
    "cchars": (["const char *"], ["P.text[1].c_str()"]),
}


class Function:
    """One function: parameters are taken when a statement wants them."""

    def __init__(self, rng, number):
        self.rng, self.number = rng, number
        self.parameters = []  # (kind, type, name)
        self.names = 0
        self.locals = []  # statements before the loops

    def chance(self, share):
        return self.rng.random() < share

    def pick(self, *choices):
        return self.rng.choice(choices)

    def fresh(self, stem):
        self.names += 1
        return f"{stem}{self.names}"

    def take(self, *kinds):
        """A parameter of one of the kinds; one there is, or a new one."""
        there = [p for p in self.parameters if p[0] in kinds]
        if there and self.chance(0.5):
            return self.rng.choice(there)[2]
        kind = self.rng.choice(kinds)
        name = self.fresh({"table": "table", "ctable": "table", "index": "index"}.get(kind, kind.lstrip("cvm") or kind))
        self.parameters.append((kind, self.rng.choice(KINDS[kind][0]), name))
        return name

    def scalar(self):
        """An int value that does not change by itself, spelled without effects."""
        return self.pick(lambda: str(self.rng.randrange(1, 90)), lambda: self.take("int"), lambda: self.take("iref"),
                         lambda: f"{self.take('frame', 'cframe')}.gain", lambda: f"{self.take('frame', 'cframe')}.offset",
                         lambda: "total", lambda: f"twice({self.take('int', 'iref')})")()

    def byte(self):
        return self.pick(lambda: f"{self.take('frame', 'cframe')}.low", lambda: f"{self.take('frame', 'cframe')}.high",
                         lambda: self.take("bref"), lambda: "ceiling", lambda: str(self.rng.randrange(256)))()

    def target(self):
        """What an int may be added to, through any name."""
        return self.pick(lambda: "sum", lambda: "sum", lambda: self.take("iref"),
                         lambda: f"{self.take('frame')}.gain", lambda: "total")()

    def key(self):
        return self.pick(lambda: '"max"', lambda: '"a"', lambda: self.take("cword"),
                         lambda: f"{self.take('frame', 'cframe')}.name",
                         lambda: '"a rather long key that needs memory"')()

    def bound(self, vector):
        return self.pick(f"{vector}.size()", f"{vector}.size()", f"{vector}.size()", "limit" if self.chance(0.3) else f"{vector}.size()",
                         f"{self.take('frame', 'cframe')}.count" if self.chance(0.3) else f"{vector}.size()")

    def header(self, variable, bound):
        kind = self.pick("std::size_t", "std::size_t", "unsigned", "int")
        if kind == "int":
            bound = f"static_cast<int>({bound})"
        return f"for ({kind} {variable} = 0; {variable} {self.pick('<', '<', '!=') if 'size()' in bound else '<'} {bound}; {self.pick('++' + variable, variable + '++')})"

    def disturb(self, i):
        """What a rewrite has to see coming."""
        return self.pick(
            lambda: f"{self.target()} += {self.scalar()} & 15;",
            lambda: f"bump({i} & 3);",
            lambda: f"if ({i} == 7) throw std::runtime_error(\"seven\");",
            lambda: f"if (sum > 900) break;",
            lambda: f"if ({i} % 3 == 1) continue;",
            lambda: f"{self.take('bref')} = static_cast<std::uint8_t>({self.byte()} + 1);",
            lambda: f"if ({i} == 3) {self.take('ints')}.push_back(1);",
            lambda: f"if ({i} == 2) {self.take('table', 'index')}.erase(\"a\");",
            lambda: f"{self.take('table', 'index')}[\"k\"] += 1;",
            lambda: f"if ({i} == 5) {self.take('words', 'mwords') and 'shared'}.clear();",
            lambda: f"sum += twice(static_cast<int>({i}));",
        )()

    # Each shape gives the lines of one loop, with what stands before it.

    def byte_map(self):
        out, i = self.take("bytes"), self.fresh("i")
        source = self.take("bytes", "cbytes") if self.chance(0.6) else out
        value = self.pick(f"{source}[{i}] + {self.byte()}", f"{source}[{i}] * {self.scalar()} + {self.byte()}",
                          f"{source}[{i}] > {self.byte()} ? {self.byte()} : {source}[{i}]",
                          f"{source}.at({i}) ^ {self.byte()}")
        guard = [f"if ({source}.size() < {out}.size()) return -1;"] if source != out else []
        return guard + [self.header(i, self.bound(out)) + " {"] + self.maybe(i) + [
            f"  {out}[{i}] = static_cast<std::uint8_t>({value});", "}"]

    def pointer_map(self):
        out, i = self.take("pbyte", "pint"), self.fresh("i")
        bound = self.pick(self.take("size"), f"{self.take('frame', 'cframe')}.count", f"{self.take('cints')}.size()")
        return [f"for (std::size_t {i} = 0; {i} < {bound}; ++{i}) {{"] + self.maybe(i) + [
            f"  {out}[{i}] = {self.pick(out + '[' + i + ']', self.scalar())} ^ {self.scalar()};", "}"]

    def length(self):
        text, i = self.take("chars", "cchars"), self.fresh("i")
        writes = any(p[2] == text and p[0] == "chars" for p in self.parameters)
        body = f"{text}[{i}] = static_cast<char>({text}[{i}] | 32);" if writes and self.chance(0.7) else f"sum += {text}[{i}];"
        return [f"for (std::size_t {i} = 0; {i} < std::strlen({text}); ++{i}) {{", "  " + body, "}"]

    def gather(self):
        v, i = self.take("ints", "cints"), self.fresh("i")
        to = self.target()
        value = self.pick(f"{v}[{i}]", f"{v}.at({i})", f"{v}[{i}] % {self.rng.randrange(2, 40)}",
                          f"{v}[{i}] / ({self.scalar()} | 1)", f"{v}[{i}] * {self.scalar()}")
        condition = self.pick("", "", f"if ({v}[{i}] > {self.scalar()}) ", f"if ({v}[{i}] & 1) ")
        return [self.header(i, self.bound(v)) + " {"] + self.maybe(i) + [f"  {condition}{to} += ({value}) & 255;", "}"]

    def extremes(self):
        v, i, f = self.take("ints", "cints"), self.fresh("i"), self.take("frame")
        return [self.header(i, f"{v}.size()") + " {", f"  if ({v}[{i}] > {f}.gain)", f"    {f}.gain = {v}[{i}];"] + self.maybe(i) + [
            f"  if ({v}[{i}] < {f}.offset)", f"    {f}.offset = {v}[{i}];", "}"]

    def copy(self):
        i = self.fresh("i")
        to, source, value = self.pick(("ints", "cints", 0), ("bytes", "cbytes", 0), ("reals", "creals", 0), ("ints", None, "7"),
                                      ("bytes", None, "0"), ("reals", None, "0.0"))
        out = self.take(to)
        shift = self.pick("", "", "", " + 1")
        value = value or f"{self.take(source, to)}[{i}{shift}]"
        if not source and self.chance(0.3):
            value = f"{out}[0]"
        count = f"{out}.size()" if not source else f"std::min({out}.size(), {value.split('[')[0]}.size())"
        if shift and source:
            count = f"({count} ? {count} - 1 : 0)"
        return [f"const std::size_t n{i} = {count};", f"for (std::size_t {i} = 0; {i} < n{i}; ++{i})" + (" {" if self.chance(0.5) else ""),
                f"  {out}[{i}] = {value};"]

    def select(self):
        i, v, local = self.fresh("i"), self.take("cints", "ints"), self.fresh("local")
        return [f"std::vector<int> {local}({v}.size(), {self.scalar()});",
                self.header(i, f"{local}.size()") + " {",
                f"  if ({local}[{i}] {self.pick('<', '>', '==')} {self.scalar()})" if self.chance(0.4) else f"  if ({v}[{i}] {self.pick('<', '>')} {self.scalar()})",
                f"    {local}[{i}] = {self.pick(self.scalar(), v + '[' + i + ']')};", "}",
                f"for (int x : {local}) sum = (sum * 3 + x) & 0xffff;"]

    def lookup(self):
        i, v, m, key = self.fresh("i"), self.take("ints", "cints"), self.take("table", "index", "ctable"), self.key()
        constant = any(p[2] == m and p[0] == "ctable" for p in self.parameters)
        forms = [f"sum += {m}.at({key}) * {v}[{i}] & 255;", f"if ({m}.find({key}) != {m}.end()) sum += {m}.find({key})->second + {v}[{i}] & 63;",
                 f"if ({m}.count({key})) sum += {m}.at({key}) & 31;",
                 f"sum += static_cast<int>({m}.count({key})) + ({v}[{i}] & 7);"]
        if not constant:
            forms += [f"{m}[{key}] += {v}[{i}] & 15;", f"if ({m}.count({key})) {m}[{key}] += {v}[{i}] & 3;",
                      f"if ({m}.find({key}) == {m}.end()) {m}[{key}] = {v}[{i}];", f"{m}[{key}] = {m}[{key}] / 2 + ({v}[{i}] & 15);"]
        return [self.header(i, f"{v}.size()") + " {"] + self.maybe(i) + ["  " + self.rng.choice(forms), "}"]

    def word_lookup(self):
        w, m = self.take("words"), self.take("table", "index")
        s = self.fresh("word")
        how = self.pick(f"const auto &{s}", f"auto {s}", f"const std::string &{s}", f"std::string {s}")
        return [f"for ({how} : {w}) {{", self.pick(
            f"  if ({m}.count({s})) sum += {m}[{s}];", f"  {m}[{s}] += 1; sum += {m}[{s}] & 7;",
            f"  auto it = {m}.find({s}); if (it != {m}.end()) sum += it->second; else {m}[{s}] = 1;",
            f"  sum += static_cast<int>({s}.size());", f"  sum += {s}.empty() ? 1 : {s}[0];",
            f"  if ({s} > {self.key()}) sum += 3;")] + (["  " + self.pick("bump(1);", f"{m}.erase(\"min\");", "if (sum > 500) break;")] if self.chance(0.3) else []) + ["}"]

    def libm(self):
        i, v = self.fresh("i"), self.take("reals")
        argument = self.pick(f"{self.take('frame', 'cframe')}.scale", f"static_cast<double>({self.take('iref', 'int')})", f"{v}[0]", "2.5")
        call = self.pick(f"std::sqrt({argument})", f"std::exp({argument} * 0.01)", f"std::pow({argument}, 0.5)", f"std::sin({argument})")
        return [self.header(i, f"{v}.size()") + " {"] + self.maybe(i) + [f"  {v}[{i}] = {v}[{i}] * 0.5 + {call};", "}"]

    def buffer(self):
        i, v, b = self.fresh("i"), self.take("cints", "ints"), self.fresh("buffer")
        kind = self.pick(0, 1, 2)
        if kind == 0:
            inside = [f"  std::vector<int> {b};", f"  for (int k = 0; k < ({v}[{i}] & 7); ++k)", f"    {b}.push_back(k * {self.scalar()});",
                      f"  for (int x : {b}) sum = (sum + x) & 0xffff;"]
        elif kind == 1:
            inside = [f"  std::vector<int> {b}(4, {self.scalar()});", f"  {b}[{v}[{i}] & 3] = {v}[{i}];", f"  sum = (sum + {b}[1] + {b}[{v}[{i}] & 3]) & 0xffff;"]
        else:
            inside = [f"  std::string {b};", f"  {b} += std::to_string({v}[{i}]);", f"  {b} += {self.key()};", f"  sum += static_cast<int>({b}.size());"]
        return [self.header(i, f"{v}.size()") + " {"] + inside[:1] + self.maybe(i) + inside[1:] + ["}"]

    def append(self):
        i, v, out = self.fresh("i"), self.take("cints", "ints"), self.fresh("out")
        condition = self.pick("", "", f"if ({v}[{i}] > {self.scalar()}) ", f"if ({v}[{i}] & 1) ")
        bound = self.pick(f"{v}.size()", f"{v}.size()", self.take("size"))
        guard = "" if bound.endswith("size()") else f"if ({v}.size() < {bound}) return -2;"
        return [guard, f"std::vector<int> {out};", f"for (std::size_t {i} = 0; {i} < {bound}; ++{i}) {{"] + (self.maybe(i) if self.chance(0.5) else []) + [
            f"  {condition}{out}.{self.pick('push_back', 'push_back', 'emplace_back')}({self.pick(v + '[' + i + ']', v + '[' + i + '] * ' + self.scalar(), self.scalar())});", "}",
            f"for (int x : {out}) sum = (sum * 5 + x) & 0xffff;"]

    def branch(self):
        i, v, mode = self.fresh("i"), self.take("ints"), self.take("cword")
        return [self.header(i, f"{v}.size()") + " {"] + self.maybe(i) + [
            f"  if ({mode} == \"{self.pick('max', 'min')}\")", f"    {v}[{i}] = std::max({v}[{i}], {self.scalar()});",
            "  else", f"    {v}[{i}] = std::min({v}[{i}], {self.scalar()});", "}"]

    def heap(self):
        i, v, p = self.fresh("i"), self.take("cints"), self.fresh("pair")
        make = self.pick("unique", "shared")
        return [self.header(i, f"{v}.size()") + " {", f"  auto {p} = std::make_{make}<Pair>();"] + self.maybe(i) + [
            f"  {p}->first = {v}[{i}] & 255;", f"  {p}->second = {self.scalar()};", f"  sum = (sum + {p}->sum()) & 0xffff;", "}"]

    def divide(self):
        i, v, k = self.fresh("i"), self.fresh("hashes"), self.take("size")
        ints = self.take("cints")
        return [f"std::vector<unsigned> {v}({ints}.begin(), {ints}.end());", f"if ({k} == 0) return -3;", self.header(i, f"{v}.size()") + " {"] + self.maybe(i) + [
            f"  {v}[{i}] = {v}[{i}] {self.pick('%', '/')} {k};", f"  sum = (sum + static_cast<int>({v}[{i}] & 1023)) & 0xffff;", "}"]

    def grid(self):
        i, j, m = self.fresh("i"), self.fresh("j"), self.take("rows", "crows")
        writes = any(p[2] == m and p[0] == "rows" for p in self.parameters)
        body = f"{m}[{i}][{j}] = ({m}[{i}][{j}] + {self.scalar()}) & 255;" if writes and self.chance(0.7) else f"{self.target()} += ({m}[{i}][{j}] * {self.scalar()}) & 127;"
        return [self.header(i, f"{m}.size()"), "  " + self.header(j, f"{m}[{i}].size()") + " {"] + ["  " + l for l in self.maybe(j)] + ["    " + body, "  }"]

    def products(self):
        i, j, v, w = self.fresh("i"), self.fresh("j"), self.take("cints", "ints"), self.take("ints", "cints")
        return [f"for (std::size_t {i} = 0; {i} < {v}.size(); ++{i}) {{", "  int part = 0;",
                f"  for (std::size_t {j} = 0; {j} < {w}.size(); ++{j})", f"    part = (part + {w}[{j}] * {self.rng.randrange(2, 9)}) & 0xffff;"] + self.maybe(i) + [
            f"  sum = (sum + {v}[{i}] * (part & 63)) & 0xffff;", "}"]

    def last_copy(self):
        v, c, d = self.take("cints"), self.fresh("made"), self.fresh("kept")
        return [f"std::vector<int> {c}({v}.begin(), {v}.end());", f"{c}.push_back({self.scalar()});", f"std::vector<int> {d} = {c};"] + (
            [f"{c}[0] = 1;"] if self.chance(0.3) else []) + [f"for (int x : {d}) sum = (sum * 3 + x) & 0xffff;"] + (
            [f"sum += static_cast<int>({c}.size());"] if self.chance(0.4) else [])

    def stages(self):
        i, v, t = self.fresh("i"), self.take("cints", "ints"), self.fresh("stage")
        return [f"std::vector<int> {t};", f"for (std::size_t {i} = 0; {i} < {v}.size(); ++{i})", f"  {t}.push_back({v}[{i}] & {self.scalar()});",
                f"for (std::size_t {i} = 0; {i} < {t}.size(); ++{i}) {{"] + self.maybe(i) + [f"  sum = (sum + {t}[{i}] * 3) & 0xffff;", "}"]

    def pattern(self):
        w = self.take("words")
        s = self.fresh("word")
        return [f"for (const std::string &{s} : {w}) {{"] + self.maybe("sum") + [
            f"  const std::regex shape(\"{self.pick('[a-z]+', '^k[0-9]', 'a.*y')}\");", f"  if (std::regex_search({s}, shape)) sum += 2;", "}"]

    def stream(self):
        i, v, s = self.fresh("i"), self.take("cints", "ints"), self.fresh("stream")
        out = self.chance(0.5)
        more = self.pick("", ' + " x"')
        made = f"std::{self.pick('ostringstream', 'stringstream')} {s};" if out else f"std::istringstream {s}(std::to_string({v}[{i}]){more});"
        use = [f"  {s} << {v}[{i}] << {self.pick(self.key(), self.scalar(), 'std::endl')};", f"  sum += static_cast<int>({s}.str().size());"] if out else [
            f"  int got = 0, more = 0;", f"  if ({s} >> got{self.pick('', ' >> more')}) sum = (sum + got + more) & 0xffff;"]
        return [self.header(i, f"{v}.size()") + " {", "  " + made] + self.maybe(i) + use + (
            [f"  {s} << std::hex;"] if out and self.chance(0.2) else []) + ["}"]

    def maybe(self, i):
        return ["  " + self.disturb(i)] if self.chance(0.22) else []

    SHAPES = [byte_map, byte_map, pointer_map, length, gather, gather, extremes, copy, select, lookup, lookup, word_lookup, libm, buffer,
              append, append, branch, heap, divide, grid, grid, products, last_copy, stages, pattern, stream]

    def write(self):
        body = ["int sum = 1;"]
        for _ in range(self.pick(1, 1, 2)):
            lines = [l for l in self.rng.choice(self.SHAPES)(self) if l]
            opened = sum(l.count("{") - l.count("}") for l in lines)
            lines += ["}"] * opened
            if self.chance(0.4):
                lines = self.asked(lines)
            if self.chance(0.1):
                lines = ["if (" + self.scalar() + " != 3) {"] + lines + ["}"]
            body += lines
        for kind, _, name in self.parameters:
            if kind in ("vints", "vword"):
                body.append(f"sum += static_cast<int>({name}.size());")
        body.append("return sum;")
        # A shape asks for more than it then uses.
        text = "\n".join(body)
        self.parameters = [p for p in self.parameters if re.search(rf"\b{p[2]}\b", text)]
        parameters = ", ".join(type + name for _, type, name in self.parameters)
        return f"[[gnu::noinline]] static int f{self.number}({parameters}) {{\n" + "".join(f"  {l}\n" for l in body) + "}\n"

    def asked(self, lines):
        """A question in front that answers whether the first loop runs, or did before something changed."""
        header = next((l for l in lines if re.search(r"for \(.*; \w+ < [^;]*;", l)), None)
        if not header or header.startswith(" "):
            return lines
        bound = re.search(r"; \w+ < ([^;]*);", header)[1]
        name = bound.removesuffix(".size()")
        owner = name.split(".")[0]
        if not re.fullmatch(r"\w+(\.\w+)?", name) or not any(p[2] == owner for p in self.parameters):
            return lines
        at = lines.index(header)
        sized = bound != name
        leave = self.pick("return -7;", "{ sum += 3; return sum; }", "throw std::out_of_range(\"none\");", "return 0;")
        none = self.pick(f"{name}.empty()", f"{bound} == 0", f"!({bound} > 0)") if sized else self.pick(f"{bound} < 1", f"!({bound} > 0)", f"0 >= {bound}", f"{bound} < 2")
        between = []
        if self.chance(0.4):
            constant = any(p[2] == owner and "const" in p[1] for p in self.parameters)
            change = [f"{name}.clear();", f"if ({name}.size() > 1) {name}.pop_back();", f"{name} = {{}};"] if sized else [f"{name} = {name} - 1;", f"{name} /= 3;"]
            between = [self.rng.choice(change)] if not constant else ["bump(2);"]
        form = self.pick("leave", "leave", "around", "else")
        if form == "leave":
            return lines[:at] + [f"if ({none}) {leave}"] + between + lines[at:]
        if form == "around":
            return lines[:at] + [f"if (!({none})) {{"] + between + lines[at:] + ["}"]
        return lines[:at] + [f"if ({none}) sum += 2;", "else {"] + between + lines[at:] + ["}"]

    def value_parameter(self):
        """One more parameter that is copied and only read."""
        kind = self.pick("vints", "vword")
        name = self.fresh("given")
        self.parameters.append((kind, KINDS[kind][0][0], name))

    def arguments(self):
        return ", ".join(self.rng.choice(KINDS[kind][1]) for kind, _, _ in self.parameters)


def generate(seed, functions):
    rng = random.Random(seed)
    parts, calls = [PRELUDE.replace("@SEED@", str(seed))], []
    for number in range(functions):
        f = Function(rng, number)
        if rng.random() < 0.1:
            f.value_parameter()
        parts.append(f.write())
        for size in (0, 1, 6, 40):
            calls.append((size, f"f{number}({f.arguments()})".replace("Size", str(size))))
    parts.append("static const struct {\n  unsigned Size;\n  int (*Made)(Pool &);\n} Calls[] = {")
    parts += [f"  {{{size}, [](Pool &P) -> int {{ (void)P; return {call}; }}}}," for size, call in calls]
    parts.append(MAIN)
    regex = "#include <regex>\n" if any("std::regex" in part for part in parts[1:]) else ""
    return "\n".join(parts).replace("@REGEX@", regex)


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("seed", type=int)
    arguments.add_argument("--functions", type=int, default=24)
    given = arguments.parse_args()
    print(generate(given.seed, given.functions), end="")
