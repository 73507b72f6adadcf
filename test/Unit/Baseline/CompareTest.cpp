// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The decision, on samples that are made up: no clock, no program.
#include "hone/Baseline/Baseline.h"
#include "hone/Support/Support.h"
#include <gtest/gtest.h>
#include <random>

namespace hone {
namespace {

/// Two programs whose times are drawn: 100 ns, the new one times Slowdown, with relative noise.
struct Machine {
  double Slowdown = 1, Noise = 0.01;
  unsigned SlowUntil = ~0u; ///< The new build's start from which it is no longer slower.
  double OldCount = 1000, NewCount = 1000;
  bool CanCount = true;
  unsigned Starts = 0, NewStarts = 0, Counts = 0;
  std::mt19937 Random{7};

  BenchmarkOptions options() {
    BenchmarkOptions O;
    O.Run = [this](const BenchmarkStart &S) -> llvm::Expected<BenchmarkOutput> {
      ++Starts;
      const bool New = S.Program == "new";
      std::normal_distribution<double> Draw(0, Noise);
      double Time = 100 * std::exp(Draw(Random));
      if (New && NewStarts++ < SlowUntil)
        Time *= Slowdown;
      BenchmarkOutput Out;
      Out.Benchmarks["sum"] = {Time, 10, ""};
      return Out;
    };
    O.Count = [this](const std::string &Program, const std::string &) -> llvm::Expected<InstructionCount> {
      ++Counts;
      if (!CanCount)
        return failure("valgrind is not installed");
      return InstructionCount{Program == "new" ? NewCount : OldCount, "callgrind"};
    };
    return O;
  }

  BenchmarkComparison compare() {
    llvm::Expected<BenchmarkReport> R = compareBuilds({{"p", "old", "new"}}, options());
    EXPECT_TRUE(bool(R));
    EXPECT_EQ(R->Benchmarks.size(), 1u);
    return R->Benchmarks.front();
  }
};

TEST(Compare, TheSameBuildIsNotSlower) {
  unsigned Alarms = 0, NotSlower = 0;
  for (unsigned Seed = 0; Seed != 200; ++Seed) {
    Machine M;
    M.Noise = 0.03;
    M.Random.seed(Seed);
    const BenchmarkComparison C = M.compare();
    Alarms += C.Status == BenchmarkStatus::Slower || C.Status == BenchmarkStatus::MoreInstructions;
    NotSlower += C.Status == BenchmarkStatus::NotSlower;
  }
  EXPECT_EQ(Alarms, 0u);
  EXPECT_GE(NotSlower, 180u);
}

TEST(Compare, FivePercentAreFoundAndConfirmedByALongerSeries) {
  Machine M;
  M.Slowdown = 1.06;
  const BenchmarkComparison C = M.compare();
  EXPECT_EQ(C.Status, BenchmarkStatus::Slower);
  ASSERT_TRUE(C.Second);
  EXPECT_LT(C.Second->High, 0.97);
  // One start of each to see what there is, the first series, and twice as many pairs.
  EXPECT_EQ(M.Starts, 2 + 2 * (C.Pairs + 2 * C.Pairs));
  EXPECT_EQ(M.Counts, 0u);
}

TEST(Compare, WithNoiseFivePercentAreFoundOrUnknown) {
  unsigned Missed = 0;
  for (unsigned Seed = 0; Seed != 60; ++Seed) {
    Machine M;
    M.Slowdown = 1.05;
    M.Noise = 0.03;
    M.CanCount = false;
    M.Random.seed(Seed);
    const BenchmarkComparison C = M.compare();
    Missed += C.Status != BenchmarkStatus::Slower && C.Status != BenchmarkStatus::Unknown;
  }
  EXPECT_LE(Missed, 3u);
}

TEST(Compare, WhatASecondSeriesDoesNotConfirmIsNoAlarm) {
  Machine M;
  M.Slowdown = 1.3;
  M.SlowUntil = 13; // The look around, and the first series.
  const BenchmarkComparison C = M.compare();
  EXPECT_EQ(C.Status, BenchmarkStatus::NotSlower);
  EXPECT_NE(C.Note.find("did not confirm"), std::string::npos);
}

TEST(Compare, FasterIsSaid) {
  Machine M;
  M.Slowdown = 0.8;
  EXPECT_EQ(M.compare().Status, BenchmarkStatus::Faster);
}

TEST(Compare, NoiseAsksForInstructions) {
  Machine M;
  M.Noise = 0.6;
  M.NewCount = 1052;
  const BenchmarkComparison C = M.compare();
  EXPECT_EQ(C.Status, BenchmarkStatus::MoreInstructions);
  EXPECT_EQ(M.Counts, 4u); // Each twice.
  EXPECT_NE(C.Note.find("too noisy"), std::string::npos);
}

TEST(Compare, AsManyInstructionsAreNoAnswer) {
  Machine M;
  M.Noise = 0.6;
  const BenchmarkComparison C = M.compare();
  EXPECT_EQ(C.Status, BenchmarkStatus::Unknown);
  EXPECT_NE(C.Note.find("too noisy"), std::string::npos);
}

TEST(Compare, NoiseWithoutInstructionsIsUnknownWithTheReason) {
  Machine M;
  M.Noise = 0.6;
  M.CanCount = false;
  const BenchmarkComparison C = M.compare();
  EXPECT_EQ(C.Status, BenchmarkStatus::Unknown);
  EXPECT_NE(C.Note.find("valgrind is not installed"), std::string::npos);
  BenchmarkReport R;
  R.Benchmarks = {C};
  EXPECT_FALSE(R.alarm());
}

TEST(Compare, OrderIsRandom) {
  Machine M;
  BenchmarkOptions O = M.options();
  std::string Order;
  O.Run = [&, Run = O.Run](const BenchmarkStart &S) {
    Order += S.Program == "new" ? 'n' : 'o';
    return Run(S);
  };
  ASSERT_TRUE(bool(compareBuilds({{"p", "old", "new"}}, O)));
  EXPECT_NE(Order.substr(2).find("nn"), std::string::npos);
  EXPECT_NE(Order.substr(2).find("oo"), std::string::npos);
}

TEST(Compare, BuildsWithoutACommonBenchmarkAreAnError) {
  BenchmarkOptions O;
  O.Run = [](const BenchmarkStart &S) -> llvm::Expected<BenchmarkOutput> {
    BenchmarkOutput Out;
    Out.Benchmarks[S.Program] = {1, 1, ""};
    return Out;
  };
  llvm::Expected<BenchmarkReport> R = compareBuilds({{"p", "old", "new"}}, O);
  ASSERT_FALSE(bool(R));
  EXPECT_EQ(llvm::toString(R.takeError()), "no benchmark is in both builds");
}

TEST(Compare, ABenchmarkThatFailsIsUnknown) {
  BenchmarkOptions O;
  O.Run = [](const BenchmarkStart &S) -> llvm::Expected<BenchmarkOutput> {
    BenchmarkOutput Out;
    Out.Benchmarks["sum"] = {0, 0, S.Program == "new" ? "no file" : ""};
    return Out;
  };
  llvm::Expected<BenchmarkReport> R = compareBuilds({{"p", "old", "new"}}, O);
  ASSERT_TRUE(bool(R));
  EXPECT_EQ(R->Benchmarks.front().Status, BenchmarkStatus::Unknown);
  EXPECT_EQ(R->Benchmarks.front().Note, "the benchmark fails: no file");
}

TEST(Compare, WhatIsReportedOnlyOnceIsUnknown) {
  Machine M;
  BenchmarkOptions O = M.options();
  O.Run = [&, Run = O.Run](const BenchmarkStart &S) { return M.Starts < 2 ? Run(S) : llvm::Expected<BenchmarkOutput>(BenchmarkOutput()); };
  llvm::Expected<BenchmarkReport> R = compareBuilds({{"p", "old", "new"}}, O);
  ASSERT_TRUE(bool(R));
  EXPECT_EQ(R->Benchmarks.front().Status, BenchmarkStatus::Unknown);
  EXPECT_EQ(R->Benchmarks.front().Note, "too few starts of both builds have reported it");
}

TEST(Compare, JudgesIntervals) {
  EXPECT_EQ(judgeSlowdown({0.94, 0.95, 0.96}), Slowdown::Yes);
  EXPECT_EQ(judgeSlowdown({0.94, 0.95, 0.97}), Slowdown::Open);
  EXPECT_EQ(judgeSlowdown({0.96, 0.98, 1.0}), Slowdown::No);
  EXPECT_EQ(judgeSlowdown({0.8, 1.0, 1.3}), Slowdown::Open);
  EXPECT_EQ(judgeSlowdown({0.96, 1.1, 1.3}), Slowdown::No);
}

} // namespace
} // namespace hone
