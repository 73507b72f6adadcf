// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The statistics against published tables and hand-computed cases, and the
// gate against made-up results.
#include "hone/Bench/Bench.h"
#include "llvm/Support/Error.h"
#include "hone/Support/Support.h"
#include "gtest/gtest.h"
#include <cmath>
#include <limits>
#include <random>

using namespace hone;

// Lower critical values of Wilcoxon's signed-rank statistic, as printed in
// Wilcoxon and Wilcox (1964) and later tables.
TEST(SignedRank, MatchesPublishedTable) {
  struct Row {
    std::size_t Pairs;
    std::size_t At5, At2, At1; // Two-sided 5, 2 and 1 per cent.
  };
  const Row Table[] = {{8, 3, 1, 0},    {9, 5, 3, 1},    {10, 8, 5, 3},   {15, 25, 19, 15},
                       {20, 52, 43, 37}, {25, 89, 76, 68}, {30, 137, 120, 109}};
  for (const Row &R : Table) {
    EXPECT_EQ(signedRankCritical(R.Pairs, 0.025), R.At5) << R.Pairs;
    EXPECT_EQ(signedRankCritical(R.Pairs, 0.01), R.At2) << R.Pairs;
    EXPECT_EQ(signedRankCritical(R.Pairs, 0.005), R.At1) << R.Pairs;
  }
}

TEST(SignedRank, TooFewPairsHaveNoCriticalValue) {
  EXPECT_EQ(signedRankCritical(5, 0.025), std::nullopt); // 1/32 > 0.025
  EXPECT_EQ(signedRankCritical(6, 0.025), 0u);           // 1/64 <= 0.025
  EXPECT_EQ(signedRankCritical(0, 0.025), std::nullopt);
}

// At 100 pairs both are computed: the tables give 1955 for a tail of 0.025.
TEST(SignedRank, ApproximationContinuesTheExactValues) {
  std::optional<std::size_t> At100 = signedRankCritical(100, 0.025);
  std::optional<std::size_t> At101 = signedRankCritical(101, 0.025);
  ASSERT_TRUE(At100 && At101);
  EXPECT_EQ(*At100, 1955u);
  EXPECT_GT(*At101, *At100);
  EXPECT_LT(*At101, *At100 + 51);
}

static std::vector<double> ones(std::size_t N) { return std::vector<double>(N, 1.0); }

// Six pairs with logs 1..6: the Walsh averages are 1, 1.5, 2, 2, 2.5 ... 6,
// their median 3.5; at 95 % the interval is the whole range (1/64 each side).
TEST(RatioInterval, SixPairsByHand) {
  std::vector<double> Before;
  for (int I = 1; I <= 6; ++I)
    Before.push_back(std::exp(I));
  Interval I = ratioInterval(Before, ones(6), 1);
  EXPECT_NEAR(std::log(I.Low), 1, 1e-12);
  EXPECT_NEAR(std::log(I.Median), 3.5, 1e-12);
  EXPECT_NEAR(std::log(I.High), 6, 1e-12);
}

// Hollander, Wolfe and Chicken, example 3.1 (Hamilton depression scale factor
// IV): estimate -0.46, 96 % interval (-0.786, -0.010).
TEST(RatioInterval, TextbookExample) {
  const double X[] = {1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30};
  const double Y[] = {0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29};
  std::vector<double> Before, After;
  for (int I = 0; I < 9; ++I) {
    Before.push_back(std::exp(Y[I]));
    After.push_back(std::exp(X[I]));
  }
  Interval I = ratioInterval(Before, After, 1);
  EXPECT_NEAR(std::log(I.Median), -0.46, 1e-9);
  EXPECT_NEAR(std::log(I.Low), -0.786, 1e-9);
  EXPECT_NEAR(std::log(I.High), -0.010, 1e-9);
}

TEST(RatioInterval, MoreComparisonsWidenIt) {
  std::mt19937 Random(1);
  std::normal_distribution<double> Noise(0, 0.1);
  std::vector<double> Before;
  for (int I = 0; I < 45; ++I)
    Before.push_back(std::exp(Noise(Random)));
  Interval One = ratioInterval(Before, ones(45), 1);
  Interval Four = ratioInterval(Before, ones(45), 4);
  EXPECT_LT(Four.Low, One.Low);
  EXPECT_GT(Four.High, One.High);
  EXPECT_EQ(Four.Median, One.Median);
}

TEST(RatioInterval, ExchangingTheSidesInvertsIt) {
  std::vector<double> A = {10, 11, 9, 14, 10.5, 12, 8, 13, 10, 12},
                      B = {9, 10, 9.5, 8, 11, 9, 8.5, 10, 9.7, 9.9};
  Interval Forth = ratioInterval(A, B, 2), Back = ratioInterval(B, A, 2);
  EXPECT_NEAR(Forth.Low * Back.High, 1, 1e-12);
  EXPECT_NEAR(Forth.Median * Back.Median, 1, 1e-12);
}

TEST(RatioInterval, OutliersMoveNeitherEndFar) {
  std::vector<double> Before = ones(45);
  for (int I = 0; I < 45; I += 15)
    Before[I] = 1000;
  Interval I = ratioInterval(Before, ones(45), 4);
  EXPECT_EQ(I.Low, 1);
  EXPECT_EQ(I.Median, 1);
  EXPECT_LT(I.High, 1.01);
}

TEST(RatioInterval, NothingMeasuredDecidesNothing) {
  Interval None = ratioInterval({}, {}, 1);
  EXPECT_EQ(None.Low, 0);
  EXPECT_TRUE(std::isinf(None.High));
  // Times of zero have no ratio.
  Interval Zero = ratioInterval({0, 0, 0}, {1, 1, 1}, 1);
  EXPECT_EQ(Zero.Low, 0);
  // Two pairs have a middle but no 95 %.
  Interval Two = ratioInterval({3, 3}, {1, 1}, 1);
  EXPECT_EQ(Two.Low, 0);
  EXPECT_NEAR(Two.Median, 3, 1e-12);
}

// The interval holds what it says: of 2000 samples of pure noise, at most 5 %
// (and a little for chance) miss the truth.
TEST(RatioInterval, CoversTheTruth) {
  std::mt19937 Random(7);
  std::student_t_distribution<double> Noise(2);
  int Missed = 0;
  for (int Try = 0; Try < 2000; ++Try) {
    std::vector<double> Before;
    for (int I = 0; I < 20; ++I)
      Before.push_back(std::exp(0.05 * Noise(Random)));
    Interval I = ratioInterval(Before, ones(20), 1);
    Missed += I.Low > 1 || I.High < 1;
  }
  EXPECT_LT(Missed, 130);
  EXPECT_GT(Missed, 60);
}

static BenchResult result(std::vector<BenchShape> Shapes) {
  BenchResult R;
  R.Shapes = std::move(Shapes);
  return R;
}
static BenchShape shape(std::uint64_t N, double Low, double Median, double High) {
  return {N, "typical", 0, 0, Low, Median, High};
}

TEST(Decide, KeepsAGainAtOneSizeWithoutALoss) {
  GateVerdict V = decide(result({shape(16, 0.95, 0.98, 1.01), shape(256, 1.10, 1.2, 1.3)}), 1.10);
  EXPECT_TRUE(V.Keep);
  EXPECT_EQ(V.Why.Code, "");
}

TEST(Decide, TheLowerEndCountsNotTheMiddle) {
  GateVerdict V = decide(result({shape(16, 1.09, 1.5, 2.0)}), 1.10);
  EXPECT_FALSE(V.Keep);
  EXPECT_EQ(V.Why.Code, "not-faster");
}

TEST(Decide, RejectsALossAtSomeSizeAndNamesIt) {
  GateVerdict V = decide(result({shape(16, 0.8, 0.85, 0.96), shape(4096, 2.0, 2.1, 2.2)}), 1.10);
  EXPECT_FALSE(V.Keep);
  EXPECT_EQ(V.Why.Code, "slower-at-some-size");
  EXPECT_EQ(V.Why.Text, "2.1x (2.0-2.2) at size 4096, but 0.85x (0.80-0.96) at size 16");
}

TEST(Decide, ALossThatTouches097IsNoLoss) {
  EXPECT_TRUE(decide(result({shape(16, 0.9, 0.95, 0.97), shape(256, 1.2, 1.3, 1.4)}), 1.1).Keep);
}

TEST(NextThreshold, IsForWhatLosesAtSmallSizesOnly) {
  const auto Slow = shape(256, 0.8, 0.85, 0.9), Fast = shape(65536, 4, 5, 6);
  // 16 rows of 16 lose: from 32 on. If that was not it, the size is that of one row.
  EXPECT_EQ(nextThreshold({result({Slow, Fast})}, 1.25, 0), 32u);
  EXPECT_EQ(nextThreshold({result({Slow, Fast})}, 1.25, 32), 512u);
  EXPECT_EQ(nextThreshold({result({Slow, Fast})}, 1.25, 512), std::nullopt);
  // What it still loses is what it is asked about next.
  EXPECT_EQ(nextThreshold({result({shape(4096, 0.8, 0.9, 0.95), Fast})}, 1.25, 32), 128u);
  // The largest size that loses decides, of all compilers.
  EXPECT_EQ(nextThreshold({result({Slow, Fast}), result({shape(4096, 0.8, 0.9, 0.95), Fast})}, 1.25, 0), 128u);
  EXPECT_EQ(nextThreshold({result({Fast})}, 1.25, 0), std::nullopt);
  EXPECT_EQ(nextThreshold({result({shape(256, 4, 5, 6), shape(65536, 0.5, 0.6, 0.7)})}, 1.25, 0), std::nullopt);
  EXPECT_EQ(nextThreshold({result({Slow, shape(65536, 1.1, 1.2, 1.3)})}, 1.25, 0), std::nullopt);
  EXPECT_EQ(nextThreshold({}, 1.25, 0), std::nullopt);
}

TEST(Decide, SaysWhyInWords) {
  auto Text = [](BenchShape S) { return decide(result({S}), 1.1).Why.Text; };
  EXPECT_EQ(Text(shape(16, 0.97, 0.98, 1.00)), "0.98x (0.97-1.00), no measurable gain");
  EXPECT_EQ(Text(shape(16, 0.80, 0.85, 0.90)), "0.85x (0.80-0.90), slower");
  EXPECT_EQ(Text(shape(16, 1.04, 1.06, 1.08)),
            "1.06x (1.04-1.08), and 1.10x is asked of an edit of this length");
  EXPECT_EQ(Text(shape(16, 0.90, 1.20, 1.60)),
            "1.20x (0.90-1.60), a gain that cannot be told from noise");
}

TEST(Decide, NotANumberOrNothingKeepsNothing) {
  double NaN = std::numeric_limits<double>::quiet_NaN();
  EXPECT_FALSE(decide(result({shape(16, NaN, NaN, NaN)}), 1.1).Keep);
  EXPECT_FALSE(decide(result({}), 1.1).Keep);
  EXPECT_EQ(decide(result({}), 1.1).Why.Code, "no-samples");
}

TEST(Threshold, GrowsWithTheEditAndScalesWithMinGain) {
  Finding Short, Guarded, Block;
  Guarded.AddsCode = true;
  Block.AddsCode = Block.AddsBlock = true;
  EXPECT_DOUBLE_EQ(thresholdFor(Short, 10), 1.10);
  EXPECT_DOUBLE_EQ(thresholdFor(Guarded, 10), 1.25);
  EXPECT_DOUBLE_EQ(thresholdFor(Block, 10), 2.0);
  EXPECT_DOUBLE_EQ(thresholdFor(Short, 25), 1.25);
  EXPECT_DOUBLE_EQ(thresholdFor(Guarded, 25), 1.625);
  EXPECT_DOUBLE_EQ(thresholdFor(Block, 25), 3.5);
  EXPECT_DOUBLE_EQ(thresholdFor(Block, 0), 1.0);
  EXPECT_DOUBLE_EQ(thresholdFor(Short, -5), 1.0);
}

TEST(ReasonOf, TakesTheCodeOff) {
  Reason R = reasonOf(failure("needs-link: it calls f: twice"));
  EXPECT_EQ(R.Code, "needs-link");
  EXPECT_EQ(R.Text, "it calls f: twice");
  R = reasonOf(failure("Cannot create a folder: full"));
  EXPECT_EQ(R.Code, "no-samples");
  EXPECT_EQ(R.Text, "Cannot create a folder: full");
}

static Unit plainUnit() {
  Unit U;
  U.Directory = "/";
  U.MainFile = "/a.cpp";
  U.Compiler = "clang++-22";
  U.FastFlags = {"-O2", "-DNDEBUG"};
  return U;
}

TEST(Bench, SummarisesAnInjectedSampler) {
  Unit U = plainUnit();
  U.Lifted = "-O0 lifted to -O2";
  TwinPlan Plan;
  BenchRequest Request;
  Request.U = &U;
  Request.Plan = &Plan;
  llvm::Expected<BenchResult> R = bench(Request, [](const BenchRequest &) {
    Samples Taken;
    std::vector<ShapeSamples> &S = Taken.Shapes;
    S.resize(2);
    S[0] = {16, "typical", std::vector<double>(45, 10), std::vector<double>(45, 10)};
    S[1] = {256, "typical", std::vector<double>(45, 30), std::vector<double>(45, 10)};
    return Taken;
  });
  ASSERT_TRUE(!!R);
  ASSERT_EQ(R->Shapes.size(), 2u);
  EXPECT_EQ(R->Shapes[1].N, 256u);
  EXPECT_EQ(R->Shapes[1].BeforeNs, 30);
  EXPECT_EQ(R->Shapes[1].AfterNs, 10);
  EXPECT_NEAR(R->Low, 3, 1e-9);
  EXPECT_NEAR(R->High, 3, 1e-9);
  EXPECT_EQ(R->Flags, "-O2 -DNDEBUG (-O0 lifted to -O2)");
  EXPECT_NE(R->Compiler.find("clang"), std::string::npos);
  EXPECT_NE(R->Compiler.find("22."), std::string::npos);
  EXPECT_NE(R->Cpu, "");
  EXPECT_TRUE(decide(*R, 1.1).Keep);
}

TEST(Bench, PassesASamplersErrorOn) {
  Unit U = plainUnit();
  BenchRequest Request;
  Request.U = &U;
  llvm::Expected<BenchResult> R =
      bench(Request, [](const BenchRequest &) -> llvm::Expected<Samples> {
        return failure("needs-link: undefined reference to `f'");
      });
  ASSERT_FALSE(!!R);
  EXPECT_EQ(reasonOf(R.takeError()).Code, "needs-link");
}
