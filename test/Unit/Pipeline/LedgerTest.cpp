// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Whatever rounds of edits are added, applying the ledger's edits to the
// original text gives what applying them one after the other gives.
#include "hone/Pipeline/Ledger.h"
#include <gtest/gtest.h>
#include <random>

using namespace hone;

namespace {

Change change(std::string Id, unsigned Offset, unsigned Length, std::string Text) {
  return {std::move(Id), {{"f", Offset, Length, std::move(Text)}}};
}

TEST(Ledger, MovesALaterRoundBack) {
  Ledger L;
  L.add({change("a", 2, 0, "XXX")});      // 01XXX23456789
  L.add({change("b", 8, 2, "Y")});        // offset 8 now is 5 before the run
  EXPECT_EQ(applyEdits("0123456789", L.editsIn("f")), "01XXX234Y789");
  EXPECT_EQ(L.editsOf("b").front().Offset, 5u);
  EXPECT_EQ(L.changes().size(), 2u);
}

TEST(Ledger, FoldsAnEditOfInsertedText) {
  Ledger L;
  L.add({change("a", 2, 1, "XXX")});
  L.add({change("b", 3, 1, "-")});
  EXPECT_EQ(applyEdits("0123456789", L.editsIn("f")), "01X-X3456789");
  ASSERT_EQ(L.changes().size(), 1u);
  EXPECT_EQ(L.together("b").size(), 2u);
  EXPECT_TRUE(L.editsOf("b").empty());
}

TEST(Ledger, MakesTheSameInsertionOnce) {
  Ledger L;
  L.add({{"a", {{"f", 0, 0, "#include <span>\n"}, {"f", 4, 1, "A"}}},
         {"b", {{"f", 0, 0, "#include <span>\n"}, {"f", 8, 1, "B"}}}});
  EXPECT_EQ(applyEdits("0123456789", L.editsIn("f")), "#include <span>\n0123A567B9");
  // Each can be withdrawn without the other: both bring the include.
  ASSERT_EQ(L.changes().size(), 2u);
  EXPECT_EQ(L.changes()[0].Edits.size(), 2u);
  EXPECT_EQ(L.changes()[1].Edits.size(), 2u);
}

TEST(Ledger, KeepsOtherHeadersApart) {
  Ledger L;
  L.add({{"a", {{"f", 3, 0, "\n#include <span>"}, {"f", 4, 1, "A"}}},
         {"b", {{"f", 3, 0, "\n#include <array>\n#include <span>"}, {"f", 8, 1, "B"}}},
         {"c", {{"f", 3, 0, "\n#include <array>\n#include <span>"}, {"f", 9, 1, "C"}}}});
  EXPECT_EQ(applyEdits("0123456789", L.editsIn("f")), "012\n#include <array>\n#include <span>3A567BC");
  ASSERT_EQ(L.changes().size(), 3u);
  for (const Change &C : L.changes())
    EXPECT_EQ(L.together(C.Id).size(), 1u) << C.Id;
  L.add({change("d", 20, 0, "\n#include <map>")}); // In a later round, behind the first of the two.
  EXPECT_EQ(applyEdits("0123456789", L.editsIn("f")), "012\n#include <array>\n#include <map>\n#include <span>3A567BC");
}

TEST(Ledger, FollowsAnOffsetForward) {
  Ledger L;
  L.add({change("a", 2, 1, "XXX")});
  EXPECT_EQ(L.currentOffset("f", 1), 1u);
  EXPECT_EQ(L.currentOffset("f", 2), 2u);
  EXPECT_EQ(L.currentOffset("f", 5), 7u);
  EXPECT_EQ(L.originalOffset("f", 7), 5u);
  EXPECT_EQ(L.originalOffset("f", 3), 2u);
  EXPECT_EQ(L.originalOffset("f", 1), 1u);
}

TEST(Ledger, EqualsSequentialApplicationOnRandomEdits) {
  std::mt19937 Random(7);
  for (int Run = 0; Run < 2000; ++Run) {
    std::string Original = "abcdefghijklmnopqrst", Now = Original;
    Ledger L;
    for (int Round = 0; Round < 5; ++Round) {
      unsigned Offset = Random() % (Now.size() + 1);
      unsigned Length = std::min<unsigned>(Random() % 4, Now.size() - Offset);
      std::string Text(Random() % 4, static_cast<char>('A' + Round));
      if (Length == 0 && Text.empty())
        continue;
      L.add({change("r" + std::to_string(Round), Offset, Length, Text)});
      Now = Now.substr(0, Offset) + Text + Now.substr(Offset + Length);
      ASSERT_EQ(applyEdits(Original, L.editsIn("f")), Now) << "run " << Run;
    }
  }
}

} // namespace
