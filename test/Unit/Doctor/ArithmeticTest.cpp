// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "../../../lib/Doctor/Arithmetic.h"
#include <gtest/gtest.h>
#include <cmath>
#include <set>

using namespace hone;

TEST(SpreadOrder, HasEachOnce) {
  for (std::size_t Count : {0, 1, 2, 3, 7, 8, 9, 812}) {
    const std::vector<std::size_t> Order = spreadOrder(Count);
    EXPECT_EQ(Order.size(), Count);
    EXPECT_EQ(std::set<std::size_t>(Order.begin(), Order.end()).size(), Count);
    for (std::size_t I : Order)
      EXPECT_LT(I, Count);
  }
}

TEST(SpreadOrder, EveryBeginningIsSpread) {
  const std::vector<std::size_t> Order = spreadOrder(812);
  // Of the first N each of N / 2 equal parts has one.
  for (std::size_t N : {8, 16, 32, 64}) {
    std::set<std::size_t> Parts;
    for (std::size_t I = 0; I != N; ++I)
      Parts.insert(Order[I] * (N / 2) / 812);
    EXPECT_EQ(Parts.size(), N / 2) << N;
  }
}

TEST(Extrapolate, AllIsExact) {
  const TimeRange R = extrapolate({1, 2, 3}, 3);
  EXPECT_DOUBLE_EQ(R.Low, 6);
  EXPECT_DOUBLE_EQ(R.High, 6);
}

TEST(Extrapolate, EqualItemsLeaveNothingToChance) {
  const TimeRange R = extrapolate({2, 2, 2, 2}, 100);
  EXPECT_DOUBLE_EQ(R.Low, 200);
  EXPECT_DOUBLE_EQ(R.High, 200);
}

TEST(Extrapolate, MeanWithTwiceItsError) {
  // Mean 2, deviation 1, four of 13: error 2 * 1 / 2 * sqrt(9 / 12).
  const TimeRange R = extrapolate({1, 1, 3, 3}, 13);
  const double Error = std::sqrt(4.0 / 3) * std::sqrt(9.0 / 12);
  EXPECT_NEAR(R.Low, (2 - Error) * 13, 1e-9);
  EXPECT_NEAR(R.High, (2 + Error) * 13, 1e-9);
}

TEST(Extrapolate, NeverLessThanWhatWasSeen) {
  const TimeRange R = extrapolate({0, 0, 0, 40}, 1000);
  EXPECT_GE(R.Low, 40);
  EXPECT_GT(R.High, 10000);
}

TEST(Extrapolate, OneItemIsNoCertainty) {
  const TimeRange R = extrapolate({3}, 10);
  EXPECT_DOUBLE_EQ(R.Low, 3);
  EXPECT_GT(R.High, 60);
}

TEST(FixTime, GrowsWithFindingsAndShrinksWithJobs) {
  EXPECT_DOUBLE_EQ(fixTime(0, 2).High, 0);
  EXPECT_LT(fixTime(3, 2).Low, fixTime(3, 2).High);
  EXPECT_DOUBLE_EQ(fixTime(6, 2).Low, 2 * fixTime(3, 2).Low);
  EXPECT_GT(fixTime(3, 1).High, fixTime(3, 8).High);
}
