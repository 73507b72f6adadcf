// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Right rewrites pass with figures that mean something; the ways of not
// knowing have their codes.
#include "Pairs.h"
#include "hone/Support/Support.h"
#include <gtest/gtest.h>

using namespace hone;

static std::vector<VerifyOutcome> verify(const std::vector<Pair> &Pairs, bool Deep = false,
                                         double Seconds = 20) {
  auto Folder = TempDir::create();
  EXPECT_TRUE(bool(Folder));
  VerifyOptions Options;
  Options.DeepRung = Deep;
  Options.SecondsPerTwin = Seconds;
  auto Outcomes = verifyUnit(unitIn(Folder->path()), planOf(Pairs), Options);
  if (!Outcomes) {
    ADD_FAILURE() << toString(Outcomes.takeError());
    return std::vector<VerifyOutcome>(Pairs.size());
  }
  return *Outcomes;
}

static const Pair Right[] = {
    {"typed view", "std::vector<unsigned char> &data; int limit", "void",
     "  for (std::size_t i = 0; i < data.size(); ++i)\n"
     "    data[i] = data[i] > limit ? 255 : 0;",
     "  const std::size_t size = data.size();\n"
     "  unsigned char *values = data.data();\n"
     "  for (std::size_t i = 0; i < size; ++i)\n"
     "    values[i] = values[i] > limit ? 255 : 0;"},
    {"guarded invariant call", "const std::vector<double> &data; double k", "double",
     "  double sum = 0;\n"
     "  for (std::size_t i = 0; i < data.size(); ++i)\n"
     "    sum += data[i] * std::exp(-k);\n"
     "  return sum;",
     "  double sum = 0;\n"
     "  if (data.size() > 0) {\n"
     "    const double factor = std::exp(-k);\n"
     "    for (std::size_t i = 0; i < data.size(); ++i)\n"
     "      sum += data[i] * factor;\n"
     "  }\n"
     "  return sum;"},
    {"invariant call where the loop runs", "const std::vector<double> &data; double k", "double",
     "  double sum = 0;\n"
     "  for (std::size_t i = 0; i < data.size(); ++i)\n"
     "    sum += data[i] * std::exp(-k);\n"
     "  return sum;",
     "  double sum = 0;\n"
     "  const double factor = data.size() > 0 ? std::exp(-k) : 0.0;\n"
     "  for (std::size_t i = 0; i < data.size(); ++i)\n"
     "    sum += data[i] * factor;\n"
     "  return sum;"},
    {"reused buffer", "const std::vector<std::vector<int>> &rows", "std::vector<int>",
     "  std::vector<int> out;\n"
     "  for (const std::vector<int> &row : rows) {\n"
     "    std::vector<int> seen;\n"
     "    for (int v : row)\n"
     "      if (v > 0)\n"
     "        seen.push_back(v);\n"
     "    out.push_back(static_cast<int>(seen.size()) ^ (seen.empty() ? 0 : seen.back()));\n"
     "  }\n"
     "  return out;",
     "  std::vector<int> out;\n"
     "  std::vector<int> seen;\n"
     "  for (const std::vector<int> &row : rows) {\n"
     "    seen.clear();\n"
     "    for (int v : row)\n"
     "      if (v > 0)\n"
     "        seen.push_back(v);\n"
     "    out.push_back(static_cast<int>(seen.size()) ^ (seen.empty() ? 0 : seen.back()));\n"
     "  }\n"
     "  return out;"},
    {"guarded against overlap", "std::vector<int> &data; unsigned char from; unsigned char to; unsigned char count", "void",
     "  if (from + count > data.size() || to + count > data.size()) return;\n"
     "  int *in = data.data() + from, *out = data.data() + to;\n"
     "  for (int i = 0; i < count; ++i)\n"
     "    out[i] = in[i] ^ in[0];",
     "  if (from + count > data.size() || to + count > data.size()) return;\n"
     "  int *in = data.data() + from, *out = data.data() + to;\n"
     "  if (in + count <= out || out + count <= in) {\n"
     "    const int first = count > 0 ? in[0] : 0;\n"
     "    for (int i = 0; i < count; ++i)\n"
     "      out[i] = in[i] ^ first;\n"
     "  } else {\n"
     "    for (int i = 0; i < count; ++i)\n"
     "      out[i] = in[i] ^ in[0];\n"
     "  }"},
};

TEST(Verify, PassesRightRewrites) {
  std::vector<VerifyOutcome> Outcomes = verify({std::begin(Right), std::end(Right)}, true);
  for (const VerifyOutcome &O : Outcomes) {
    EXPECT_EQ(O.Said, Answer::Same) << O.FindingId << ": " << O.Why.Code << " " << O.Why.Text
                                    << O.Result.Counterexample << O.Result.Survivor;
    EXPECT_GE(O.Result.Inputs, 200u);
    EXPECT_GE(O.Result.Coverage, 0.9);
    EXPECT_GE(O.Result.Mutants, 2u);
    EXPECT_GE(O.Result.Killed, 0.9 * O.Result.Mutants) << O.Result.Survivor;
    EXPECT_EQ(O.BenchSeeds.size(), 4u);
    EXPECT_GT(O.Result.Milliseconds, 0);
  }
}

static void expectUnknown(const Pair &P, const char *Code, double Seconds = 20) {
  VerifyOutcome O = verify({P}, false, Seconds)[0];
  EXPECT_EQ(static_cast<int>(O.Said), static_cast<int>(Answer::Unknown)) << P.Title;
  EXPECT_EQ(O.Why.Code, Code) << P.Title << ": " << O.Why.Text;
  EXPECT_NE(O.Why.Text, "") << P.Title;
}

TEST(Verify, SaysWhyItCouldNotTell) {
  expectUnknown({"the original traps", "int n", "int", "  __builtin_trap();", "  return n;"},
                "no-inputs");
  expectUnknown({"the original calls what the unit lacks", "int n", "int", "  return elsewhere(n);",
                 "  return n + elsewhere(n) - n;", "int elsewhere(int);"},
                "needs-link");
  expectUnknown({"both call null", "int n", "int", "  int (*p)(int) = nullptr;\n  return p(n);",
                 "  int (*p)(int) = nullptr;\n  return p(n) + 0;"},
                "no-inputs");
  expectUnknown({"only the rewrite calls what the unit lacks", "int n", "int", "  return n;",
                 "  return n > 5 ? elsewhere(n) : n;", "int elsewhere(int);"},
                "needs-link");
  expectUnknown({"both are undefined", "int n", "int", "  int *p = nullptr;\n  return *p + n;",
                 "  int *p = nullptr;\n  return n + *p;"},
                "no-inputs");
  expectUnknown({"no C++", "int n", "int", "  return n;", "  return n +;"}, "does-not-build");
  expectUnknown({"never comes back", "int n", "int", "  volatile int i = n;\n  for (;;) i = n;",
                 "  return n;"},
                "timeout", 2);
  // The end of the time meets one of the versions, which is not its fault.
  for (const char *After : {"  for (volatile int i = 0; i < 20000000; i = i + 1)\n    ;\n  return 0 + n;",
                            "  for (volatile int i = 0; i < 30000000; i = i + 1)\n    ;\n  return n;"})
    expectUnknown({"takes its time", "int n", "int", "  for (volatile int i = 0; i < 20000000; i = i + 1)\n    ;\n  return n;", After},
                  "timeout", 2);
  expectUnknown({"a branch that is never taken", "std::vector<int> &data", "int",
                 "  return int(data.size());",
                 "  if (data.size() == 123456)\n    return 123456;\n  return int(data.size());"},
                "weak");
  expectUnknown({"effects nobody looks at", "int n", "int", "  return n;",
                 "  volatile int a = n & 7;\n  a = (n & 3) | 4;\n  a = n == 5;\n  return n;"},
                "weak");
  expectUnknown({"answers by address", "int n", "long",
                 "  int *p = new int(n);\n  long a = reinterpret_cast<long>(p);\n  delete p;\n  return a;",
                 "  return n;"},
                "no-inputs");
  expectUnknown({"dies before main", "int n", "int", "  return n;", "  return n + 0;",
                 "static int boom = [] { __builtin_trap(); return 1; }();"},
                "crash");
}

TEST(Verify, GivesUpWhereEveryInputIsRejected) {
  VerifyOutcome O =
      verify({{"traps", "int n", "int", "  __builtin_trap();", "  return n;"}}, false, 20)[0];
  EXPECT_EQ(O.Result.Inputs, 0u);
  EXPECT_EQ(O.Result.Rejected, 500u);
}

TEST(Verify, MutantsThatNobodyCouldTellDoNotCount) {
  std::vector<VerifyOutcome> Outcomes = verify(
      {{"ties", "int x; int low; int high", "int",
        "  if (x < low)\n    return low;\n  if (x > high)\n    return high;\n  return x;",
        "  return x < low ? low : x > high ? high : x;"},
       {"what is only reserved", "const std::vector<std::string> &parts", "std::string",
        "  std::string out;\n  for (const std::string &p : parts)\n    out += p;\n  return out;",
        "  std::string out;\n  std::size_t size = 0;\n  for (const std::string &p : parts)\n"
        "    size += p.size();\n  out.reserve(size);\n  for (const std::string &p : parts)\n"
        "    out += p;\n  return out;",
        "#include <string>"}});
  for (const VerifyOutcome &O : Outcomes)
    EXPECT_EQ(O.Why.Code, "") << O.Why.Text << O.Result.Survivor;
  EXPECT_GE(Outcomes[0].Result.Mutants, 2u);
}

TEST(Verify, WeakInputsAreJoinedByStronger) {
  // One of thousands of inputs shows it, but mutants ask for it, too.
  std::vector<VerifyOutcome> Outcomes =
      verify({{"a rare case", "const std::vector<int> &v", "int",
               "  int n = 0;\n  for (int x : v)\n    n += x == 2;\n  return n > 33 ? 1 : 0;",
               "  int n = 0;\n  for (int x : v)\n    n += x == 2;\n  return n > 34 ? 1 : 0;"}});
  EXPECT_EQ(Outcomes[0].Why.Code, "different") << Outcomes[0].Why.Text;
}

TEST(Verify, WhatIsSeldomCalledMayBeMissing) {
  std::vector<VerifyOutcome> Outcomes = verify(
      {{"fails elsewhere", "const std::vector<int> &data", "int",
        "  int sum = 0;\n  for (int v : data) {\n    if (v == 77777)\n      complain(v);\n    sum ^= v;\n  }\n  return sum;",
        "  int sum = 0;\n  for (auto i = data.begin(); i != data.end(); ++i) {\n    sum ^= *i;\n  }\n  return sum;",
        "struct Problem { explicit Problem(int); ~Problem(); virtual void say(); };\n"
        "inline void complain(int v) { throw Problem(v); }"}},
      /*Deep=*/true);
  EXPECT_EQ(Outcomes[0].Why.Code, "") << Outcomes[0].Why.Text;
  EXPECT_GE(Outcomes[0].Result.Inputs, 200u);
}

TEST(Verify, OneTwinDoesNotSpoilTheOthers) {
  std::vector<VerifyOutcome> Outcomes =
      verify({{"no C++", "int n", "int", "  return n;", "  return n +;"},
              Right[0],
              {"ends the process", "int n", "int", "  return n;", "  std::exit(n);"}});
  EXPECT_EQ(Outcomes[0].Why.Code, "does-not-build");
  EXPECT_EQ(Outcomes[1].Why.Code, "") << Outcomes[1].Why.Text;
  EXPECT_EQ(Outcomes[2].Why.Code, "different");
}

TEST(Verify, TheDeepRungSeesWhatTheFastOneCannot) {
  // aligned_alloc has no guard pages, and the value read is not used.
  auto Folder = TempDir::create();
  ASSERT_TRUE(bool(Folder));
  VerifyOptions Options;
  Options.MinKilled = 0.5; // a lost free() is no difference
  auto Outcomes = verifyUnit(
      unitIn(Folder->path()),
      planOf({{"reads past its block", "const std::vector<unsigned char> &data", "int",
        "  int sum = 0;\n"
        "  for (unsigned char v : data)\n    sum += v;\n  return sum;",
        "  int sum = 0;\n"
        "  volatile unsigned char *copy = static_cast<unsigned char *>(std::aligned_alloc(1, data.size() + 1));\n"
        "  for (std::size_t i = 0; i < data.size(); ++i)\n    copy[i] = data[i];\n"
        "  for (std::size_t i = 0; i < data.size(); ++i)\n    sum += copy[i];\n"
        "  static_cast<void>(copy[data.size() + 1]);\n"
        "  std::free(const_cast<unsigned char *>(copy));\n  return sum;",
        "#include <cstdlib>"}}),
      Options);
  ASSERT_TRUE(bool(Outcomes)) << toString(Outcomes.takeError());
  const VerifyOutcome &O = (*Outcomes)[0];
  EXPECT_EQ(static_cast<int>(O.Said), static_cast<int>(Answer::Different))
      << O.Why.Code << " " << O.Why.Text << O.Result.Survivor;
  EXPECT_NE(O.Result.Counterexample.find("sanitizers"), std::string::npos) << O.Result.Counterexample;
}

TEST(Verify, OutcomesSurviveJson) {
  VerifyOutcome O, Read;
  O.FindingId = "abc";
  O.Said = Answer::Different;
  O.Why = {"different", "text"};
  O.Result.Inputs = 7;
  O.Result.Survivor = "-a\n+b";
  O.Accepted = {{~0ull, 3, 1}};
  O.BenchSeeds[65536] = {~0ull - 1, 2};
  O.TouchesGlobals = true;
  llvm::json::Path::Root Root;
  ASSERT_TRUE(fromJSON(toJSON(O), Read, Root));
  EXPECT_EQ(Read.Said, O.Said);
  EXPECT_EQ(Read.Result.Inputs, 7u);
  EXPECT_EQ(Read.Result.Survivor, O.Result.Survivor);
  ASSERT_EQ(Read.Accepted.size(), 1u);
  EXPECT_EQ(Read.Accepted[0].Seed, ~0ull);
  EXPECT_EQ(Read.Accepted[0].Mode, 1);
  EXPECT_EQ(Read.BenchSeeds, O.BenchSeeds);
  EXPECT_TRUE(Read.TouchesGlobals);
}
