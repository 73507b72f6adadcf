// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Wrong rewrites, each a mistake that rewriting loops invites. All must come
// out different, with a counterexample that fails when it is built without
// Hone's interpreter: as a GoogleTest, under the sanitizers.
#include "Pairs.h"
#include "hone/Support/Support.h"
#include "llvm/Support/FormatVariadic.h"
#include <gtest/gtest.h>

using namespace hone;

static const Pair Wrong[] = {
    {"off by one", "std::vector<int> &data", "int",
     "  int sum = 0;\n  for (std::size_t i = 0; i < data.size(); ++i) sum ^= data[i];\n  return sum;",
     "  int sum = 0;\n  const int *p = data.data();\n"
     "  for (std::size_t i = 0, n = data.size(); i <= n; ++i) sum ^= p[i];\n  return sum;"},
    {"missing last iteration", "std::vector<unsigned char> &data", "void",
     "  for (std::size_t i = 0; i < data.size(); ++i) data[i] ^= 1;",
     "  for (std::size_t i = 0, n = data.size(); i + 1 < n; ++i) data[i] ^= 1;"},
    {"hoisted bound that the loop changes", "std::vector<int> &data", "void",
     "  for (std::size_t i = 0; i < data.size(); ++i) if (data[i] == 3) data.pop_back();",
     "  for (std::size_t i = 0, n = data.size(); i < n; ++i) if (data[i] == 3) data.pop_back();"},
    {"hoisted value that the loop changes", "std::vector<int> &data; int &limit", "void",
     "  for (std::size_t i = 0; i < data.size(); ++i) if (data[i] > limit) limit = data[i];",
     "  const int old = limit;\n"
     "  for (std::size_t i = 0; i < data.size(); ++i) if (data[i] > old) limit = data[i];"},
    {"lost write-back", "std::vector<int> &data; unsigned &total", "void",
     "  for (int v : data) total += static_cast<unsigned>(v);",
     "  unsigned local = total;\n  for (int v : data) local += static_cast<unsigned>(v);"},
    {"write-back lost when the loop throws", "std::vector<int> &data; unsigned &total", "void",
     "  for (int v : data) { if (v == 3) throw std::runtime_error(\"three\"); ++total; }",
     "  unsigned local = total;\n"
     "  for (int v : data) { if (v == 3) throw std::runtime_error(\"three\"); ++local; }\n"
     "  total = local;"},
    {"swapped operands", "std::vector<unsigned> &data; unsigned offset", "void",
     "  for (auto &v : data) v = v - offset;", "  for (auto &v : data) v = offset - v;"},
    {"lost exception", "std::vector<int> &data; unsigned char at", "int",
     "  return data.at(at);", "  return at < data.size() ? data[at] : 0;"},
    {"another exception's text", "std::vector<int> &data", "int",
     "  if (data.empty()) throw std::invalid_argument(\"no data\");\n  return data[0];",
     "  if (data.empty()) throw std::invalid_argument(\"nothing\");\n  return data[0];"},
    {"aliasing ignored", "std::vector<int> &data; unsigned char from", "void",
     "  if (from < data.size()) { const int &k = data[from]; for (int &v : data) v ^= k; }",
     "  if (from < data.size()) { const int k = data[from]; for (int &v : data) v ^= k; }"},
    {"signed zero", "std::vector<double> &data", "void",
     "  for (double &v : data) v = v + 0.0;", "  for (double &v : data) v = v;"},
    {"NaN", "double x; double y", "bool", "  return !(x < y);", "  return x >= y;"},
    {"the other one of two zeros", "std::vector<double> &data", "double",
     "  double best = -5;\n  for (double x : data) if (x > best) best = x;\n  return best;",
     "  double best = -5, lanes[16];\n  for (double &lane : lanes) lane = best;\n  std::size_t i = 0;\n"
     "  if (data.size() >= 128)\n    for (; data.size() - i >= 16; i += 16)\n"
     "      for (std::size_t k = 0; k < 16; ++k) lanes[k] = data[i + k] > lanes[k] ? data[i + k] : lanes[k];\n"
     "  for (double lane : lanes) if (lane > best) best = lane;\n"
     "  for (; i < data.size(); ++i) if (data[i] > best) best = data[i];\n  return best;"},
    {"the first one of equal zeros", "std::vector<float> &data", "float",
     "  float least = 5;\n  for (float x : data) least = x <= least ? x : least;\n  return least;",
     "  float least = 5;\n  for (float x : data) least = x < least ? x : least;\n  return least;"},
    {"stale buffer", "std::vector<int> &data", "std::vector<int>",
     "  std::vector<int> sizes;\n"
     "  for (int v : data) { std::vector<int> b; for (int i = 0; i < (v & 3); ++i) b.push_back(i);\n"
     "    sizes.push_back(static_cast<int>(b.size())); }\n  return sizes;",
     "  std::vector<int> sizes, b;\n"
     "  for (int v : data) { for (int i = 0; i < (v & 3); ++i) b.push_back(i);\n"
     "    sizes.push_back(static_cast<int>(b.size())); }\n  return sizes;"},
    {"wrong element of a view", "std::vector<unsigned char> &data; unsigned char x; unsigned char w",
     "int", "  std::size_t at = std::size_t(w) * 2 + x;\n  return at < data.size() ? data[at] : -1;",
     "  std::size_t at = std::size_t(x) * 2 + w;\n  return at < data.size() ? data[at] : -1;"},
    {"early exit lost", "std::vector<int> &data; int key", "int",
     "  int at = -1;\n  for (std::size_t i = 0; i < data.size(); ++i) if (data[i] == key) { at = int(i); break; }\n  return at;",
     "  int at = -1;\n  for (std::size_t i = 0; i < data.size(); ++i) if (data[i] == key) at = int(i);\n  return at;"},
    {"guard lost (n = 0)", "std::vector<int> &data; int divisor", "int",
     "  int sum = 0;\n  for (int v : data) sum ^= v / divisor;\n  return sum;",
     "  int sum = 0;\n  const int inverse = 1000 / divisor;\n  for (int v : data) sum ^= v / divisor + 0 * inverse;\n  return sum;"},
    {"overflow", "int first; int second; bool go", "bool",
     "  return go && static_cast<long long>(first) + second > 100;", "  return go && first + second > 100;"},
    {"reassociated sum", "std::vector<double> &data", "double",
     "  double sum = 0;\n  for (double v : data) sum += v;\n  return sum;",
     "  double a = 0, b = 0;\n  std::size_t i = 0;\n  for (; i + 1 < data.size(); i += 2) { a += data[i]; b += data[i + 1]; }\n"
     "  if (i < data.size()) a += data[i];\n  return a + b;"},
    {"append twice", "std::vector<int> &data; std::vector<int> &out", "void",
     "  for (int v : data) if (v > 100) out.push_back(v);",
     "  for (int v : data) { if (v > 100) out.push_back(v); if (v == 101) out.push_back(v); }"},
    {"reads past the end", "std::vector<unsigned char> &data", "int",
     "  int n = 0;\n  for (unsigned char v : data) n += v == 0;\n  return n;",
     "  int n = 0;\n  const unsigned char *p = data.data();\n"
     "  for (std::size_t i = 0; i < data.size(); i += 16) for (std::size_t k = 0; k < 16; ++k) n += p[i + k] == 0;\n  return n;"},
    {"writes past the end", "std::vector<unsigned char> &data", "void",
     "  for (unsigned char &v : data) v = 0;",
     "  unsigned char *p = data.data();\n  for (std::size_t i = 0, n = data.size(); i < n; i += 4)\n"
     "    for (std::size_t k = 0; k < 4; ++k) p[i + k] = 0;"},
    {"never ends", "std::vector<int> &data; int key", "int",
     "  int n = 0;\n  for (std::size_t i = 0; i < data.size(); ++i) n += data[i] == key;\n  return n;",
     "  int n = 0;\n  for (std::size_t i = 0; i < data.size();) { n += data[i] == key; if (data[i] != 3) ++i; else n ^= 1; }\n  return n;"},
    {"ends the process", "std::vector<int> &data", "int", "  return int(data.size());",
     "  if (data.size() == 7) std::exit(0);\n  return int(data.size());"},
    {"changes a static", "int step", "int", "  counter += step & 7;\n  return counter;",
     "  counter += step & 3;\n  return step & 7;", "static int counter = 0;"},
    {"static left behind", "int step", "int", "  last = step & 7;\n  return step;",
     "  last = step & 3;\n  return step;", "static int last = 0;"},
    {"reads what was never written", "std::vector<unsigned char> &data", "int",
     "  int t[4] = {0, 0, 0, 0};\n  for (unsigned char v : data) t[v & 3] += 1;\n  return t[0];",
     "  int *t = new int[4];\n  t[1] = t[2] = t[3] = 0;\n  for (unsigned char v : data) t[v & 3] += 1;\n  int r = t[0];\n  delete[] t;\n  return r;"},
};

static VerifyOptions quickly() {
  VerifyOptions Options;
  Options.DeepRung = false;
  return Options;
}

/// Runs one test of a program built from emitted tests; true if it passes.
static bool passes(const std::string &Program, const std::string &Filter) {
  Limits L;
  L.Seconds = 20;
  auto Result = runProcess({Program, "--gtest_filter=" + Filter}, "", L);
  EXPECT_TRUE(bool(Result));
  return Result && Result->ok();
}

TEST(WrongRewrites, AreDifferentWithCounterexamplesThatReplay) {
  auto Folder = TempDir::create();
  ASSERT_TRUE(bool(Folder));
  Unit U = unitIn(Folder->path());
  std::vector<Pair> Pairs(std::begin(Wrong), std::end(Wrong));
  TwinPlan Plan = planOf(Pairs);
  auto Outcomes = verifyUnit(U, Plan, quickly());
  ASSERT_TRUE(bool(Outcomes)) << toString(Outcomes.takeError());
  ASSERT_EQ(Outcomes->size(), Pairs.size());

  std::string Tests = Folder->file("tests");
  ASSERT_FALSE(bool(emitTests(U, Plan, *Outcomes, Tests, "unit")));
  std::string Program = Folder->file("program");
  auto Built = runProcess({"clang++-22", "-std=c++20", "-w", "-g1", "-fsanitize=address,undefined",
                           "-fno-sanitize-recover=all", "-D_GLIBCXX_ASSERTIONS", "-I" + Tests, Tests + "/unit_test.cpp",
                           "-o", Program, "-lgtest", "-lgtest_main", "-lpthread"});
  ASSERT_TRUE(bool(Built));
  ASSERT_TRUE(Built->ok()) << Built->Err;

  for (std::size_t I = 0; I != Pairs.size(); ++I) {
    const VerifyOutcome &O = (*Outcomes)[I];
    EXPECT_EQ(static_cast<int>(O.Said), static_cast<int>(Answer::Different))
        << O.FindingId << ": " << O.Why.Code << " " << O.Why.Text << "\n" << O.Result.Survivor << " after " << O.Result.Inputs << " of " << O.Result.Inputs + O.Result.Rejected;
    EXPECT_NE(O.Result.Counterexample, "") << O.FindingId;
    // Statics of the unit are seen by the runner, not by a plain program.
    bool Visible = !llvm::StringRef(O.Why.Text).starts_with("statics");
    EXPECT_EQ(Visible, O.FindingId.find("static") == std::string::npos) << O.FindingId;
    if (Visible)
      EXPECT_FALSE(passes(Program, llvm::formatv("*.Counterexample{0}", I + 1).str()))
          << O.FindingId << "\n" << O.Result.Counterexample;
  }
}

TEST(WrongRewrites, CounterexamplesAreSmall) {
  auto Folder = TempDir::create();
  ASSERT_TRUE(bool(Folder));
  auto Outcomes = verifyUnit(unitIn(Folder->path()), planOf({Wrong[1]}), quickly());
  ASSERT_TRUE(bool(Outcomes)) << toString(Outcomes.takeError());
  const std::string &Text = (*Outcomes)[0].Result.Counterexample;
  std::string Input = llvm::StringRef(Text).split("input:").second.split('\n').first.str();
  EXPECT_TRUE(Input.find('{') != std::string::npos && Input.find(',') == std::string::npos)
      << "one element would do:\n" << Text;
}

TEST(WrongRewrites, LongDataHideNoArgument) {
  auto Folder = TempDir::create();
  ASSERT_TRUE(bool(Folder));
  const Pair Long = {"lookup", "const std::array<int, 3000> &table; int weight", "int",
                     "  int sum = 0;\n  for (int v : table)\n    sum ^= v;\n  return sum ^ weight;",
                     "  int sum = 1;\n  for (int v : table)\n    sum ^= v;\n  return sum ^ weight;"};
  auto Outcomes = verifyUnit(unitIn(Folder->path()), planOf({Long}), quickly());
  ASSERT_TRUE(bool(Outcomes)) << toString(Outcomes.takeError());
  ASSERT_EQ(static_cast<int>((*Outcomes)[0].Said), static_cast<int>(Answer::Different))
      << (*Outcomes)[0].Why.Code << " " << (*Outcomes)[0].Why.Text;
  const std::string &Text = (*Outcomes)[0].Result.Counterexample;
  EXPECT_NE(Text.find("weight = "), std::string::npos) << Text;
  for (llvm::StringRef Rest = Text, Line; !Rest.empty();) {
    std::tie(Line, Rest) = Rest.split('\n');
    EXPECT_LT(Line.size(), 500u) << Text;
  }
}
