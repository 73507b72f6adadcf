// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "hone/Analysis/Dependence.h"
#include "gtest/gtest.h"

using namespace hone;

namespace {
const Affine I = Affine::of("i"), J = Affine::of("j"), N = Affine::of("n"), Zero = Affine::of(0), One = Affine::of(1);

IndexRange upTo(const char *Index, Affine Lower, Affine Upper) { return {Index, std::move(Lower), std::move(Upper)}; }

/// `for (i = 0; i < n; ++i) for (j = 0; j < n; ++j)` with its loops changed round.
NestStatement interchanged(std::vector<ArrayAccess> Accesses) {
  return {{upTo("i", Zero, N), upTo("j", Zero, N)}, std::move(Accesses), {I, J}, {J, I}};
}
ArrayAccess write(unsigned Array, std::vector<std::optional<Affine>> At) { return {Array, true, std::move(At)}; }
ArrayAccess read(unsigned Array, std::vector<std::optional<Affine>> At) { return {Array, false, std::move(At)}; }
} // namespace

TEST(AffineTest, AddsAndMultiplies) {
  Affine Sum = I + -1 * I + 3 * J + Affine::of(4);
  EXPECT_EQ(Sum.factorOf("i"), 0);
  EXPECT_EQ(Sum.factorOf("j"), 3);
  EXPECT_EQ(Sum.Constant, 4);
  EXPECT_TRUE((0 * Sum).Factors.empty());
}

TEST(DependenceTest, AnElementOfItsOwnMayBeTouchedAtAnyTime) {
  EXPECT_FALSE(findTurnedPair({interchanged({write(0, {I, J}), read(0, {I, J})})}));
}

TEST(DependenceTest, ASumKeepsItsOrderIfItsOwnLoopKeepsIts) {
  // s[j] += a[i][j]: for each j, i goes upwards before and after.
  EXPECT_FALSE(findTurnedPair({interchanged({write(0, {J}), read(0, {J}), read(1, {I, J})})}));
  // s += a[i][j]: one sum over all.
  auto Turned = findTurnedPair({interchanged({write(0, {}), read(0, {}), read(1, {I, J})})});
  ASSERT_TRUE(Turned);
  EXPECT_EQ(Turned->Array, 0u);
}

TEST(DependenceTest, CarriedByBothLoopsInTheSameDirection) {
  // a[i][j] = a[i - 1][j - 1]
  EXPECT_FALSE(findTurnedPair({interchanged({write(0, {I, J}), read(0, {I + -1 * One, J + -1 * One})})}));
  // a[i][j] = a[i - 1][j + 1]: the classical one that must not be interchanged.
  EXPECT_TRUE(findTurnedPair({interchanged({write(0, {I, J}), read(0, {I + -1 * One, J + One})})}));
}

TEST(DependenceTest, ReadsDoNotConflict) {
  EXPECT_FALSE(findTurnedPair({interchanged({read(0, {I + -1 * One, J + One}), read(0, {I, J})})}));
}

TEST(DependenceTest, WhatIsNotAffineMayBeAnything) {
  EXPECT_TRUE(findTurnedPair({interchanged({write(0, {std::nullopt}), read(0, {J})})}));
  EXPECT_FALSE(findTurnedPair({interchanged({write(0, {I, J}), read(1, {std::nullopt})})}));
}

TEST(DependenceTest, ParametersTellElementsApartOnlyIfTheyAreTheSame) {
  Affine Row = Affine::of("p"), Other = Affine::of("q");
  EXPECT_FALSE(findTurnedPair({interchanged({write(0, {Row, J}), read(0, {Row + One, I})})}));
  EXPECT_TRUE(findTurnedPair({interchanged({write(0, {Row, J}), read(0, {Other, I})})}));
}

TEST(DependenceTest, RangesCount) {
  // a[i + n][j] against a[j][i]: the rows written are none of those read.
  EXPECT_FALSE(findTurnedPair({interchanged({write(0, {I + N, J}), read(0, {J, I})})}));
  EXPECT_TRUE(findTurnedPair({interchanged({write(0, {I, J}), read(0, {J, I})})}));
}

TEST(DependenceTest, DistributionMustNotOvertakeASum) {
  // for i { s[i] = 0; for j s[i] += a[j][i]; t[i] = s[i]; } split in three loops.
  NestStatement Set{{upTo("i", Zero, N)}, {write(0, {I})}, {I, Zero, Zero}, {Zero, Zero, I}};
  NestStatement Add{{upTo("i", Zero, N), upTo("j", Zero, N)}, {write(0, {I}), read(0, {I}), read(1, {J, I})}, {I, One, J}, {One, J, I}};
  NestStatement Use{{upTo("i", Zero, N)}, {read(0, {I}), write(2, {I})}, {I, 2 * One, Zero}, {2 * One, Zero, I}};
  EXPECT_FALSE(findTurnedPair({Set, Add, Use}));
  // With one sum for all rows the first loop would clear it for the last time too early.
  Set.Accesses = {write(0, {})};
  Add.Accesses = {write(0, {}), read(0, {})};
  Use.Accesses = {read(0, {}), write(2, {I})};
  EXPECT_TRUE(findTurnedPair({Set, Add, Use}));
}

TEST(DependenceTest, ABoundThatIsNotKnownIsOpen) {
  NestStatement S = interchanged({write(0, {I + N, J}), read(0, {J, I})});
  S.Around[1].Upper = std::nullopt;
  EXPECT_TRUE(findTurnedPair({S}));
}
