// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// libFuzzer behind the other tests: what it finds, what it must not take for a
// difference, and what it leaves for the next run.
#include "Pairs.h"

#include "hone/Support/Support.h"
#include "llvm/Support/FileSystem.h"
#include <gtest/gtest.h>

using namespace hone;

static VerifyOutcome fuzz(const std::vector<Pair> &Specs, unsigned Index, double Seconds,
                          const std::string &Corpus = "") {
  auto Folder = llvm::cantFail(TempDir::create());
  VerifyOptions Options;
  Options.DeepRung = false;
  Options.SecondsToFuzz = Seconds;
  Options.Corpus = Corpus;
  return llvm::cantFail(verifyUnit(unitIn(Folder.path()), planOf(Specs), Options)).at(Index);
}

static const Pair Needle = {
    "score", "const std::string &text; int weight", "int",
    "  int sum = 0;\n  for (std::size_t i = 0; i < text.size(); ++i)\n    sum ^= weight & 15;\n  return sum;",
    "  int sum = 0;\n  const std::size_t n = text.size();\n"
    "  if (n > 3 && static_cast<unsigned>(weight) * 2654435761u >> 20 == 77)\n    sum = 16;\n"
    "  for (std::size_t i = 0; i < n; ++i)\n    sum ^= weight & 15;\n  return sum;"};

TEST(Fuzz, FindsWhatTheSeedsDoNot) {
  const VerifyOutcome Without = fuzz({Needle}, 0, 0);
  EXPECT_NE(static_cast<int>(Without.Said), static_cast<int>(Answer::Different));
  EXPECT_EQ(Without.Result.Fuzzed, 0u);
  const VerifyOutcome O = fuzz({Needle}, 0, 60);
  ASSERT_EQ(static_cast<int>(O.Said), static_cast<int>(Answer::Different)) << O.Why.Text;
  EXPECT_GT(O.Result.Fuzzed, 0u);
  // The test makes the same input again, and says what it was.
  EXPECT_NE(O.Result.Counterexample.find("Choices[] = {"), std::string::npos);
  EXPECT_NE(O.Result.Counterexample.find("weight = "), std::string::npos)
      << O.Result.Counterexample;
}

TEST(Fuzz, InputsTheOriginalFailsOnDoNotCount) {
  // Every second input reads behind the end, which takes the process along.
  const VerifyOutcome O =
      fuzz({{"pick", "const std::vector<int> &v; unsigned k", "int",
             "  int sum = 0;\n  const int *p = v.data();\n  for (unsigned i = 0; i < (k & 63); ++i)\n    sum ^= p[i];\n  return sum;",
             "  int sum = 0;\n  const int *const p = v.data();\n  for (unsigned i = 0; i < (k & 63); ++i)\n    sum ^= p[i];\n  return sum;"}},
           0, 4);
  EXPECT_NE(static_cast<int>(O.Said), static_cast<int>(Answer::Different)) << O.Why.Text;
  EXPECT_GT(O.Result.Fuzzed, 0u);
}

TEST(Fuzz, KeepsItsInputsForTheNextRun) {
  auto Folder = llvm::cantFail(TempDir::create());
  const std::vector<Pair> Right = {
      {"sum", "const std::vector<int> &v", "int",
       "  int sum = 0;\n  for (std::size_t i = 0; i < v.size(); ++i)\n    sum ^= v[i];\n  return sum;",
       "  int sum = 0;\n  for (std::size_t i = 0, n = v.size(); i < n; ++i)\n    sum ^= v[i];\n  return sum;"}};
  const VerifyOutcome O = fuzz(Right, 0, 1, Folder.path());
  EXPECT_EQ(O.Why.Code, "") << O.Why.Text;
  EXPECT_GT(O.Result.Fuzzed, 64u);
  std::error_code Problem;
  llvm::sys::fs::directory_iterator Function(Folder.path(), Problem);
  ASSERT_FALSE(Problem);
  ASSERT_TRUE(Function != llvm::sys::fs::directory_iterator());
  unsigned Inputs = 0;
  for (llvm::sys::fs::directory_iterator I(Function->path(), Problem), End; I != End && !Problem;
       I.increment(Problem))
    ++Inputs;
  EXPECT_GT(Inputs, 0u);
  // They are no obstacle where the function is another now.
  EXPECT_EQ(fuzz(Right, 0, 1, Folder.path()).Why.Code, "");
}
