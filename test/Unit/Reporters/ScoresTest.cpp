// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "../../../lib/Reporters/Scores.h"
#include "gtest/gtest.h"

using namespace hone;

static Loop loopAt(unsigned Line, unsigned EndLine, unsigned Depth, LoopFate Fate) {
  Loop L;
  L.Where = {"a.cpp", Line * 100, EndLine * 100 + 50, Line, 3, EndLine};
  L.Depth = Depth;
  L.Fate = Fate;
  return L;
}

TEST(Scores, EachLoopAroundDoubles) {
  Loop Outer = loopAt(1, 5, 1, LoopFate::Unknown), Inner = loopAt(2, 4, 2, LoopFate::Scalar);
  Outer.Hindrances = {{"allocation", "'push_back' may allocate memory", 5}};
  Inner.Hindrances = {{"call", "the code of 'f' is not visible here", 3}};
  const auto Lines = scoreLines({&Outer, &Inner});
  EXPECT_EQ(Lines.at(5).Points, 5);
  EXPECT_EQ(Lines.at(3).Points, 2 * 3);
  EXPECT_EQ(Lines.at(2).Points, 2 * 3); // It is the innermost, and not vectorized.
  EXPECT_EQ(Lines.at(1).Points, 0);     // What is slow is inside.
  EXPECT_EQ(Lines.at(4).In, LoopFate::Scalar);
  EXPECT_EQ(Lines.at(5).In, LoopFate::Unknown);
  EXPECT_FALSE(Lines.count(6));
}

TEST(Scores, ABranchOfAVectorLoopIsAMask) {
  for (LoopFate Fate : {LoopFate::Vectorized, LoopFate::Scalar}) {
    Loop L = loopAt(1, 3, 1, Fate);
    L.Hindrances = {{"branch", "a branch in the innermost loop", 2}};
    EXPECT_EQ(scoreLines({&L}).at(2).Points, Fate == LoopFate::Scalar ? 1 : 0);
  }
}

TEST(Scores, ReloadsCountOnceALine) {
  Loop L = loopAt(1, 3, 1, LoopFate::Scalar);
  const Remark Reload{"missed", "licm", "LoadWithLoopInvariantAddressInvalidated", "failed to move load", 2, 5};
  Remark Other = Reload;
  Other.Column = 9;
  L.Remarks = {Reload, Other};
  const auto Lines = scoreLines({&L});
  EXPECT_EQ(Lines.at(2).Points, 2);
  ASSERT_EQ(Lines.at(2).Notes.size(), 1u);
  EXPECT_EQ(Lines.at(2).Notes[0].Text, "loaded again in each iteration: a store or a call in the loop might change it");
  EXPECT_EQ(Lines.at(2).Notes[0].Words, "licm: failed to move load");
}

TEST(Scores, SaysWhatTheOptimizerSays) {
  EXPECT_EQ(plainWords({"passed", "loop-vectorize", "Vectorized",
                        "vectorized loop (vectorization width: 8, interleaved count: 4)", 1, 1}),
            "vectorized, 8 elements at a time, 4 times in one iteration");
  EXPECT_EQ(plainWords({"passed", "loop-vectorize", "Interleaved", "interleaved loop (interleaved count: 2)", 1, 1}),
            "unrolled, 2 times in one iteration");
  EXPECT_EQ(plainWords({"missed", "loop-vectorize", "MissedDetails", "loop not vectorized", 1, 1}), "");
  // What nobody has put into words yet is shown as it is.
  EXPECT_EQ(plainWords({"missed", "licm", "Brandnew", "something new", 1, 1}), "something new");
}

TEST(Scores, ShadesAreLogarithms) {
  EXPECT_EQ(shadeOf(0), 0u);
  EXPECT_EQ(shadeOf(1), 1u);
  EXPECT_EQ(shadeOf(7.9), 3u);
  EXPECT_EQ(shadeOf(1000), 5u);
}
