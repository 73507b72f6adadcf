// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "../../../lib/Verify/Mutants.h"
#include "../../../lib/Verify/Probes.h"
#include "llvm/ADT/STLExtras.h"
#include <gtest/gtest.h>
#include <set>

using namespace hone;

static Twin sample() {
  Twin T;
  T.Name = "blend_hone1";
  T.Definition = R"(void blend_hone1(std::vector<int> &out, int first, int last) {
  keep(first, last);
  const int *values = out.data();
  const std::size_t size = out.size();
  out.reserve(size);
  buffer.clear();
  if (first < last && size > 0) {
    for (std::size_t i = 0; i < size; ++i) {
      if (values[i] == 7)
        break;
      out[i] = values[i] - first / last + (values[i] << 2);
      use(first, last);
    }
  }
}
)";
  unsigned Begin = T.Definition.find("  const int *values");
  T.Changed = {{Begin, static_cast<unsigned>(T.Definition.rfind("}\n"))}};
  return T;
}

TEST(Mutants, ComeFromManyOperatorsInsideTheChange) {
  Twin T = sample();
  std::set<std::string> Operators, Texts;
  for (const Mutant &M : makeMutants(T, 1000, 1)) {
    Operators.insert(M.Operator.str());
    EXPECT_TRUE(Texts.insert(M.Definition).second) << M.Line;
    EXPECT_EQ(M.Definition.find("keep(last"), std::string::npos);
    EXPECT_NE(M.Definition.find("reserve(size)"), std::string::npos) << "only slower: " << M.Line;
    EXPECT_EQ(M.Definition.find(T.Name), T.Definition.find(T.Name));
    EXPECT_EQ(M.Line.find('-'), 0u);
    EXPECT_NE(M.Line.find("\n+"), std::string::npos) << M.Line;
  }
  for (const char *Name : {"relation", "equality", "arithmetic", "logic", "bits", "constant", "step",
                           "index", "length", "begin", "arguments", "operands", "guard",
                           "drop-statement", "variable", "exit"})
    EXPECT_TRUE(Operators.count(Name)) << Name;
}

TEST(Mutants, ReadNothingInItsOwnInitializer) {
  Twin T;
  T.Name = "sum_hone1";
  T.Definition = "int sum_hone1(int a, int b) {\n  int sum = a + b;\n  return sum;\n}\n";
  T.Changed = {{0, static_cast<unsigned>(T.Definition.size())}};
  bool Other = false;
  for (const Mutant &M : makeMutants(T, 1000, 1)) {
    EXPECT_EQ(M.Definition.find("= sum +"), std::string::npos);
    EXPECT_EQ(M.Definition.find("+ sum;"), std::string::npos);
    Other = Other || M.Definition.find("= b + b;") != std::string::npos;
  }
  EXPECT_TRUE(Other);
}

TEST(Mutants, EndNoFirstLoopTooSoon) {
  Twin T;
  T.Name = "sum_hone1";
  T.Definition = "int sum_hone1(const V &v, size_t n) {\n  const size_t checked = min({n, v.size()});\n  int sum = 0;\n"
                 "  for (size_t i = 0; i < checked; ++i)\n    sum += v[i];\n"
                 "  for (size_t i = checked; i < n; ++i)\n    sum += v.at(i);\n  return sum;\n}\n";
  T.Changed = {{0, static_cast<unsigned>(T.Definition.size())}};
  bool Longer = false;
  for (const Mutant &M : makeMutants(T, 1000, 1)) {
    EXPECT_EQ(M.Definition.find("size() - 1"), std::string::npos) << "only slower: " << M.Line;
    Longer = Longer || M.Definition.find("size() + 1") != std::string::npos;
  }
  EXPECT_TRUE(Longer);
}

TEST(Mutants, MakeNoTableLongerThatIsOnlyIndexed) {
  Twin T;
  T.Name = "sieve_hone1";
  T.Definition = "int sieve_hone1(int n) {\n  std::vector<int> table(f(n) + 2, 5);\n  std::vector<int> other(n + 3);\n"
                 "  return table[n] + table[0] + other.size();\n}\n";
  T.Changed = {{0, static_cast<unsigned>(T.Definition.size())}};
  bool Other = false, Value = false;
  for (const Mutant &M : makeMutants(T, 1000, 1)) {
    EXPECT_EQ(M.Definition.find("(2 + 1)"), std::string::npos) << M.Line;
    Other = Other || M.Definition.find("(3 + 1)") != std::string::npos;
    Value = Value || M.Definition.find("(5 + 1)") != std::string::npos;
  }
  EXPECT_TRUE(Other) << "its size is asked";
  EXPECT_TRUE(Value) << "what the elements are";
}

TEST(Mutants, TakeNoVectorForAnotherThatIsAsLong) {
  auto AsksOther = [](const std::string &More) {
    Twin T;
    T.Name = "f_hone1";
    T.Definition = "V f_hone1(const V &in) {\n  V out(in.size());\n" + More +
                   "  for (size_t i = 0; i < in.size(); ++i)\n    out[i] = in[i];\n  return out;\n}\n";
    T.Changed = {{0, static_cast<unsigned>(T.Definition.size())}};
    return llvm::any_of(makeMutants(T, 1000, 1),
                        [](const Mutant &M) { return M.Definition.find("i < out.size()") != std::string::npos; });
  };
  EXPECT_FALSE(AsksOther(""));
  EXPECT_TRUE(AsksOther("  out.pop_back();\n"));
  EXPECT_TRUE(AsksOther("  shorten(out);\n"));
}

TEST(Mutants, BeginAndEndNoLanesElsewhere) {
  Twin T;
  T.Name = "top_hone1";
  T.Definition = "double top_hone1(const V &v, double lo, double hi) {\n  size_t start = 0;\n  if (v.size() >= 128 && lo <= hi) {\n"
                 "    constexpr size_t laneCount = 16;\n    std::array<double, laneCount> lanes;\n    lanes.fill(lo);\n"
                 "    for (; v.size() - start >= laneCount; start += laneCount)\n"
                 "      for (size_t lane = 0; lane < laneCount; ++lane)\n        lanes[lane] = f(v[start + lane]);\n"
                 "    lo = *min_element(lanes.begin(), lanes.end());\n  }\n"
                 "  for (size_t i = start; i < v.size(); ++i)\n    lo = f(v[i]);\n  return lo;\n}\n";
  T.Changed = {{0, static_cast<unsigned>(T.Definition.size())}};
  bool Longer = false, Unordered = false, Narrower = false;
  for (const Mutant &M : makeMutants(T, 1000, 1)) {
    EXPECT_EQ(M.Definition.find("(16 + 1)"), std::string::npos) << "only slower: " << M.Line;
    EXPECT_EQ(M.Definition.find("(128 + 1)"), std::string::npos) << "only slower: " << M.Line;
    EXPECT_EQ(M.Definition.find("start > laneCount"), std::string::npos) << "only slower: " << M.Line;
    EXPECT_EQ(M.Definition.find("v.size() - 1 - start"), std::string::npos) << "only slower: " << M.Line;
    Longer |= M.Definition.find("v.size() + 1 - start") != std::string::npos;
    Unordered |= M.Definition.find("lo < hi") != std::string::npos;
    Narrower |= M.Definition.find("start -= laneCount") != std::string::npos;
  }
  EXPECT_TRUE(Longer && Unordered && Narrower);
}

TEST(Mutants, AskForNoElementBehindTheEnd) {
  Twin T;
  T.Name = "scale_hone1";
  T.Definition = "void scale_hone1(M &a, V &x) {\n"
                 "  if (std::less<>()(&x, a.data()) || std::greater_equal<>()(&x, a.data() + a.size())) {\n    go(a, x);\n  }\n}\n";
  T.Changed = {{0, static_cast<unsigned>(T.Definition.size())}};
  bool Begin = false, End = false;
  for (const Mutant &M : makeMutants(T, 1000, 1)) {
    EXPECT_EQ(M.Definition.find("a.data() + 1 + a.size()"), std::string::npos) << "no object lies there";
    Begin |= M.Definition.find("less<>()(&x, a.data() + 1)") != std::string::npos;
    End |= M.Definition.find("a.data() + a.size() - 1)") != std::string::npos;
  }
  EXPECT_TRUE(Begin && End);
}

TEST(Mutants, DoNotSwapWhatIsTakenAwayTwice) {
  Twin T;
  T.Name = "mirror_hone1";
  T.Definition = "int mirror_hone1(int side, int first, int column) {\n  return side - first - column;\n}\n";
  T.Changed = {{0, static_cast<unsigned>(T.Definition.size())}};
  bool Swapped = false;
  for (const Mutant &M : makeMutants(T, 1000, 1)) {
    EXPECT_EQ(M.Definition.find("side - column - first"), std::string::npos);
    Swapped |= M.Definition.find("first - side - column") != std::string::npos;
  }
  EXPECT_TRUE(Swapped);
}

TEST(Mutants, DoNotSwapWhatIsTheSameSwapped) {
  Twin T;
  T.Name = "top_hone1";
  T.Definition = "int top_hone1(int a, int b) {\n  return f(std::max(a, b), b);\n}\n";
  T.Changed = {{0, static_cast<unsigned>(T.Definition.size())}};
  for (const Mutant &M : makeMutants(T, 1000, 1))
    EXPECT_EQ(M.Definition.find("max(b, a)"), std::string::npos) << M.Line;
}

TEST(Mutants, AreChosenByTheSeedAlone) {
  Twin T = sample();
  auto Lines = [&](std::uint64_t Seed) {
    std::vector<std::string> L;
    for (const Mutant &M : makeMutants(T, 10, Seed))
      L.push_back(M.Line);
    return L;
  };
  EXPECT_EQ(Lines(1).size(), 10u);
  EXPECT_EQ(Lines(1), Lines(1));
  EXPECT_NE(Lines(1), Lines(2));
}

TEST(Mutants, KnowTheConditionTheyChange) {
  Twin T = sample();
  unsigned InGuard = 0;
  for (const Mutant &M : makeMutants(T, 1000, 1)) {
    if (M.Condition.first == M.Condition.second)
      continue;
    ++InGuard;
    std::string Probe = probeCondition(T, M);
    EXPECT_NE(Probe.find("hone_probe("), std::string::npos);
    std::string Forced = forceCondition(T, M.Condition, true);
    EXPECT_NE(Forced.find("if (true)"), std::string::npos) << Forced;
  }
  EXPECT_GE(InGuard, 5u);
}

TEST(Mutants, KnowWhatAChoiceFallsBackTo) {
  Twin T;
  T.Name = "f_hone1";
  T.Definition = "double f_hone1(const std::vector<double> &v, double k) {\n"
                 "  const double scale = v.size() > 0 ? std::exp(k) : 0.5;\n"
                 "  return v.empty() ? 1 : v[0] * scale;\n}\n";
  T.Changed = {{static_cast<unsigned>(T.Definition.find("  const")),
                static_cast<unsigned>(T.Definition.find("  return"))}};
  unsigned Guards = 0, Fallbacks = 0;
  for (const Mutant &M : makeMutants(T, 1000, 1)) {
    if (M.Condition.first == M.Condition.second)
      continue;
    EXPECT_EQ(T.Definition.substr(M.Condition.first, M.Condition.second - M.Condition.first),
              "v.size() > 0");
    ++(M.InFallback ? Fallbacks : Guards);
  }
  EXPECT_GE(Guards, 3u);
  EXPECT_EQ(Fallbacks, 1u);
}

TEST(Mutants, RenamingIsOfWholeWords) {
  EXPECT_EQ(renamed("f_hone1(f_hone12, x.f_hone1)", "f_hone1", "g"), "g(f_hone12, x.g)");
}
