// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "../../../lib/Reporters/Views.h"
#include "gtest/gtest.h"

using namespace hone;

TEST(LineTable, LinesBeginBehindTheirEnds) {
  const LineTable Lines("ab\ncd\n");
  EXPECT_EQ(Lines.lineOf(0), 1u);
  EXPECT_EQ(Lines.lineOf(2), 1u); // The end itself is of its line.
  EXPECT_EQ(Lines.lineOf(3), 2u);
  EXPECT_EQ(Lines.lineOf(6), 3u); // Behind the last one.
  EXPECT_EQ(Lines.lines(), 3u);
  EXPECT_EQ(Lines.columnOf(0), 1u);
  EXPECT_EQ(Lines.columnOf(4), 2u);
  EXPECT_EQ(Lines.columnOf(6), 1u);
  EXPECT_EQ(Lines.text(2), "cd");
  EXPECT_EQ(Lines.text(3), "");
}

TEST(LineTable, LastLineWithoutEnd) {
  const LineTable Lines("ab\ncd");
  EXPECT_EQ(Lines.lines(), 2u);
  EXPECT_EQ(Lines.lineOf(5), 2u);
  EXPECT_EQ(Lines.columnOf(5), 3u);
  EXPECT_EQ(Lines.text(2), "cd");
}

TEST(LineTable, NoText) {
  const LineTable Lines("");
  EXPECT_EQ(Lines.lines(), 1u);
  EXPECT_EQ(Lines.lineOf(0), 1u);
  EXPECT_EQ(Lines.columnOf(0), 1u);
  EXPECT_EQ(Lines.utf16ColumnOf(0), 1u);
  EXPECT_EQ(Lines.text(1), "");
}

TEST(LineTable, CarriageReturns) {
  // A return alone ends no line, neither here nor in SARIF.
  const LineTable Lines("ab\r\nc\rd\r\n");
  EXPECT_EQ(Lines.lines(), 3u);
  EXPECT_EQ(Lines.text(1), "ab");
  EXPECT_EQ(Lines.text(2), "c\rd");
  EXPECT_EQ(Lines.lineOf(3), 1u);
  EXPECT_EQ(Lines.columnOf(3), 4u);
  EXPECT_EQ(Lines.lineOf(4), 2u);
  EXPECT_EQ(Lines.columnOf(6), 3u);
}

TEST(LineTable, Utf16) {
  // Characters of one, two, three and four bytes, which are 1, 1, 1 and 2 units.
  const llvm::StringRef Text = "x\n" "a\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80z";
  const LineTable Lines(Text);
  const unsigned Expected[] = {1, 2, 3, 4, 6, 7}, Offsets[] = {2, 3, 5, 8, 12, 13};
  for (unsigned I = 0; I != std::size(Offsets); ++I)
    EXPECT_EQ(Lines.utf16ColumnOf(Offsets[I]), Expected[I]) << Offsets[I];
  EXPECT_EQ(Lines.columnOf(12), 11u);
}
