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

static const Pair Threshold = {
    "threshold", "std::vector<unsigned char> &data; int limit", "void",
    "  for (std::size_t i = 0; i < data.size(); ++i)\n"
    "    data[i] = data[i] > limit ? 255 : 0;",
    "  const std::size_t size = data.size();\n"
    "  unsigned char *values = data.data();\n"
    "  for (std::size_t i = 0; i < size; ++i)\n"
    "    values[i] = values[i] > limit ? 255 : 0;"};

TEST(Verify, PassesARightRewrite) {
  VerifyOutcome O = verify({Threshold}, true)[0];
  EXPECT_EQ(O.Said, Answer::Same) << O.Why.Code << ": " << O.Why.Text << O.Result.Counterexample
                                  << O.Result.Survivor;
  EXPECT_GE(O.Result.Inputs, 200u);
  EXPECT_EQ(O.Result.Coverage, 1.0);
  EXPECT_GE(O.Result.Mutants, 8u);
  EXPECT_GE(O.Result.Killed, 0.9 * O.Result.Mutants) << O.Result.Survivor;
  EXPECT_GT(O.Result.Milliseconds, 0);
  EXPECT_EQ(O.BenchSeeds.size(), 4u);
}
