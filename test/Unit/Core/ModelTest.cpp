// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "hone/Core/Model.h"
#include "gtest/gtest.h"
#include <set>

using namespace hone;

// Every enumerator has its own word, and the word leads back to it.
template <typename T>
static void expectWords(T Last, std::optional<T> (*Parse)(llvm::StringRef)) {
  std::set<std::string> Seen;
  for (int I = 0; I <= static_cast<int>(Last); ++I) {
    llvm::StringRef Word = toString(static_cast<T>(I));
    EXPECT_FALSE(Word.empty()) << I;
    EXPECT_TRUE(Seen.insert(Word.str()).second) << Word.str();
    EXPECT_EQ(Parse(Word), static_cast<T>(I)) << Word.str();
  }
  EXPECT_EQ(Parse(""), std::nullopt);
  EXPECT_EQ(Parse("Proved"), std::nullopt);
  EXPECT_EQ(Parse("kept "), std::nullopt);
}

TEST(Words, LeadBackToTheirValue) {
  expectWords<Level>(Level::Suggested, parseLevel);
  expectWords<Status>(Status::Same, parseStatus);
  expectWords<How>(How::Assumed, parseHow);
  expectWords<LoopFate>(LoopFate::LibraryCall, parseFate);
}

TEST(Words, AreThoseOfTheContract) {
  EXPECT_EQ(toString(Status::NeedsHint), "needs-hint");
  EXPECT_EQ(toString(Status::NotFaster), "not-faster");
  EXPECT_EQ(toString(LoopFate::LibraryCall), "library-call");
}

TEST(TrustOf, IsTheWeakestObligation) {
  auto Of = [](std::vector<How> Hows) {
    std::vector<Obligation> Obligations;
    for (How H : Hows)
      Obligations.push_back({"code", "text", H});
    return trustOf(Obligations);
  };
  EXPECT_EQ(Of({}), Level::Proved);
  EXPECT_EQ(Of({How::Proved, How::Proved}), Level::Proved);
  EXPECT_EQ(Of({How::Proved, How::Guarded, How::Proved}), Level::Guarded);
  EXPECT_EQ(Of({How::Tested, How::Guarded}), Level::Tested);
  EXPECT_EQ(Of({How::Assumed, How::Tested, How::Proved}), Level::Suggested);
}

TEST(ApplyEdits, TouchesNothingButItsRanges) {
  EXPECT_EQ(applyEdits("abcdef", {}), "abcdef");
  EXPECT_EQ(applyEdits("abcdef",
                       {{"f", 0, 0, "<"}, {"f", 1, 2, "X"}, {"f", 6, 0, ">"}}),
            "<aXdef>");
  EXPECT_EQ(applyEdits("abc", {{"f", 0, 3, ""}}), "");
  EXPECT_EQ(applyEdits("", {{"f", 0, 0, "x"}}), "x");
  // Two edits that meet, and an insertion where a replacement begins.
  EXPECT_EQ(applyEdits("abcd", {{"f", 0, 2, "1"}, {"f", 2, 2, "2"}}), "12");
  EXPECT_EQ(applyEdits("abcd", {{"f", 1, 0, "+"}, {"f", 1, 1, "B"}}), "a+Bcd");
}

TEST(ApplyEdits, KeepsBytes) {
  std::string Text("a\r\n\0\xFF\xC3(b", 8);
  EXPECT_EQ(applyEdits(Text, {{"f", 7, 1, "B"}}), Text.substr(0, 7) + "B");
}

#ifndef NDEBUG
TEST(ApplyEditsDeathTest, RefusesOverlapAndOverrun) {
  EXPECT_DEATH(applyEdits("abcd", {{"f", 0, 2, ""}, {"f", 1, 1, ""}}),
               "disjoint");
  EXPECT_DEATH(applyEdits("abcd", {{"f", 3, 2, ""}}), "inside");
}
#endif
