// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Right rewrites pass with figures that mean something; the ways of not
// knowing have their codes.
#include "Pairs.h"
#include "hone/Support/Support.h"
#include <gtest/gtest.h>

using namespace hone;

static std::vector<VerifyOutcome> verify(const std::vector<Pair> &Pairs, bool Deep = false) {
  auto Folder = TempDir::create();
  EXPECT_TRUE(bool(Folder));
  VerifyOptions Options;
  Options.DeepRung = Deep;
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
