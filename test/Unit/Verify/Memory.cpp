// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is behind pointers, in unions, in streams: all of it is made for the
// tests, and all of it is seen when the two versions leave it otherwise.
#include "../Twin/TwinFixture.h"
#include "hone/Verify/Verify.h"

using namespace hone;

namespace {

/// A function of the source, one change to it, and what is to be said of it.
struct Change {
  const char *Name, *Source, *Old, *New;
  Answer Said;
  const char *Code; ///< Empty: any.
};

class MemoryVerify : public TwinTest {
protected:
  Unit unit() {
    Unit U;
    U.Directory = path("");
    U.MainFile = path("main.cpp");
    U.Compiler = "clang++-22";
    U.Flags = {"-O2", "-std=c++17"};
    U.ClangFlags = {"-O2", "-std=c++17", "-resource-dir", resourceDir()};
    return U;
  }
  /// All in one unit: the headers are parsed once.
  void expect(const std::vector<Change> &Changes, bool Deep) {
    std::string Text = "#include <cstdint>\n#include <cstdio>\n#include <cstdlib>\n"
                       "#include <iostream>\n#include <string>\n#include <vector>\n";
    std::vector<std::pair<std::string, std::string>> Rewrites;
    for (const Change &C : Changes) {
      Text += C.Source;
      Rewrites.emplace_back(C.Old, C.New);
    }
    file("main.cpp", Text);
    TwinPlan Plan = plan(Rewrites);
    ASSERT_EQ(Plan.Twins.size(), Changes.size());
    VerifyOptions Options;
    Options.DeepRung = Deep;
    Options.MinCoverage = Options.MinKilled = 0; // The strength is another test's.
    auto Outcomes = verifyUnit(unit(), Plan, Options);
    ASSERT_TRUE(bool(Outcomes)) << toString(Outcomes.takeError());
    for (std::size_t I = 0; I != Changes.size(); ++I) {
      const VerifyOutcome &O = (*Outcomes)[I];
      EXPECT_EQ(static_cast<int>(O.Said), static_cast<int>(Changes[I].Said))
          << Changes[I].Name << ": " << O.Why.Code << " " << O.Why.Text << " after "
          << O.Result.Inputs << " inputs\n" << O.Result.Counterexample;
      if (*Changes[I].Code)
        EXPECT_EQ(O.Why.Code, Changes[I].Code) << Changes[I].Name << ": " << O.Why.Text;
    }
  }
};

const char *Tree = R"cpp(
struct Tree { unsigned *codes; unsigned *lengths; std::size_t count; };
void code(Tree *tree) {
  unsigned next = 0;
  for (std::size_t i = 0; i < tree->count; ++i) {
    tree->codes[i] = next;
    next += tree->lengths[i] & 7u;
  }
}
)cpp";

const char *List = R"cpp(
struct Node { int value; Node *next; };
int count(const Node *list, int key) {
  int found = 0;
  for (const Node *n = list; n; n = n->next) found += n->value == key;
  return found;
}
)cpp";

// The two always lead to different blocks: of such inputs nothing can be said.
const char *Distance = R"cpp(
struct Mark { const char *from; const char *to; };
bool four(Mark &mark, const char *&current, const char *end, unsigned &value) {
  mark.from = current;
  if (end - current < 4)
    return false;
  for (int i = 0; i < 4; ++i) {
    char c = *current++;
    value *= 16;
    if (c < '0' || c > '9')
      return false;
    value += static_cast<unsigned>(c - '0');
  }
  return true;
}
)cpp";

const char *Grow = R"cpp(
struct Bytes { unsigned char *data; std::size_t size; };
bool grow(Bytes &b, unsigned char more) {
  auto *bigger = static_cast<unsigned char *>(std::malloc(b.size + more));
  if (!bigger) return false;
  for (std::size_t i = 0; i < b.size; ++i) bigger[i] = b.data[i];
  std::free(b.data);
  b.data = bigger;
  return true;
}
)cpp";

const char *Shape = R"cpp(
struct Shape {
  virtual ~Shape() {}
  virtual int area() const = 0;
  int sum() const { int s = 0; for (int v : values) s ^= v; return s; }
  std::vector<int> values;
};
)cpp";

const char *Holder = R"cpp(
struct Holder {
  explicit Holder(std::vector<int> &v) : all(v) {}
  std::vector<int> &all;
  void clear() { for (int &v : all) v = 0; }
};
)cpp";

// What it keeps a pointer to must outlive it.
const char *Piece = R"cpp(
struct Piece {
  Piece() : text(nullptr), length(0) {}
  Piece(const std::string &s) : text(s.data()), length(s.size()) {}
  const char *text;
  std::size_t length;
};
std::string join(const std::vector<Piece> &pieces, char between) {
  std::string all;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (i != 0) all += between;
    all.append(pieces[i].text, pieces[i].length);
  }
  return all;
}
)cpp";

const char *Show = R"cpp(
void show(const std::vector<int> &values) {
  for (int v : values) { std::printf("%d", v); std::cout << ' '; }
}
)cpp";

const char *Hex = R"cpp(
void hex(unsigned n) { std::cerr << std::hex << n << std::dec; }
)cpp";

const char *Read = R"cpp(
int read(std::istream &in) {
  int n = 0;
  for (char c; in.get(c) && c != ' ';) n += c == 'a';
  return n;
}
)cpp";

const char *Any = R"cpp(
class Any {
public:
  explicit Any(int n) : isText(false) { held.number = n; }
  void add(int n) { if (!isText) held.number ^= n; }
private:
  union { int number; char text[8]; } held;
  bool isText;
};
)cpp";

const char *Address = R"cpp(
int parity(int n) {
  int *p = static_cast<int *>(std::malloc(sizeof(int)));
  *p = n;
  int answer = *p & 1;
  std::free(p);
  return answer;
}
)cpp";

} // namespace

TEST_F(MemoryVerify, RightChangesAreTheSame) {
  expect({{"tree", Tree, "i = 0; i < tree->count;", "i = 0, c = tree->count; i < c;", Answer::Same, ""},
          {"list", List, "found += n->value == key;", "if (n->value == key) ++found;", Answer::Same, ""},
          {"grow", Grow, "b.size; ++i) bigger", "b.size; i += 1) bigger", Answer::Same, ""},
          {"shape", Shape, "s ^= v;", "s = v ^ s;", Answer::Same, ""},
          {"holder", Holder, "for (int &v : all) v = 0;",
           "for (std::size_t i = 0; i < all.size(); ++i) all[i] = 0;", Answer::Same, ""},
          {"piece", Piece, "i = 0; i < pieces.size();", "i = 0, n = pieces.size(); i < n;", Answer::Same, ""},
          {"show", Show, "std::cout << ' ';", "std::putchar(' ');", Answer::Same, ""},
          {"hex", Hex, "<< n << std::dec", "<< n; std::cerr << std::dec", Answer::Same, ""},
          {"read", Read, "n += c == 'a';", "if (c == 'a') ++n;", Answer::Same, ""},
          {"any", Any, "held.number ^= n;", "held.number = n ^ held.number;", Answer::Same, ""}},
         true);
}

TEST_F(MemoryVerify, WrongOnesAreDifferent) {
  expect({{"reads one length more", Tree, "i < tree->count; ++i) {",
           "i < tree->count; ++i) { (void)*(volatile unsigned *)&tree->lengths[i + 1];",
           Answer::Different, ""},
          {"derefers null", List, "n; n = n->next", "n->next || n->value; n = n->next",
           Answer::Different, ""},
          {"keeps the old block", Grow, "std::free(b.data);", ";", Answer::Different, ""},
          {"one value less", Shape, "int s = 0;", "int s = values.empty() ? 0 : 1;",
           Answer::Different, ""},
          {"what is referred to is left alone", Holder, "v = 0;", "(void)v;", Answer::Different, ""},
          {"prints in another order", Show, "std::printf(\"%d\", v); std::cout << ' ';",
           "std::cout << ' '; std::printf(\"%d\", v);", Answer::Different, ""},
          {"leaves std::cerr in another format", Hex, " << std::dec;", ";", Answer::Different, ""},
          {"reads one character more", Read, "in.get(c) && c != ' '",
           "in.get(c) && (c != ' ' || !in.get(c))", Answer::Different, ""}},
         false);
}

TEST_F(MemoryVerify, WhatNobodyCanJudgeIsNeitherSameNorDifferent) {
  expect({{"other bytes in a union", Any, "held.number ^= n;", "held.number ^= n | 1;",
           Answer::Unknown, "opaque-difference"},
          {"the distance of two blocks", Distance, "value *= 16;", "value = value * 16;",
           Answer::Unknown, "no-inputs"}},
         false);
}

TEST_F(MemoryVerify, ADifferenceThatComesAndGoesIsNotTheSame) {
  file("main.cpp", std::string("#include <cstdint>\n#include <cstdlib>\n") + Address);
  TwinPlan Plan = plan({{"*p & 1;", "(*p & 1) ^ (reinterpret_cast<std::uintptr_t>(p) >> 13 & 1);"}});
  VerifyOptions Options;
  Options.DeepRung = false;
  auto Outcomes = verifyUnit(unit(), Plan, Options);
  ASSERT_TRUE(bool(Outcomes)) << toString(Outcomes.takeError());
  EXPECT_NE(static_cast<int>((*Outcomes)[0].Said), static_cast<int>(Answer::Same));
}
