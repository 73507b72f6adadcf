// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "../../../lib/Server/Document.h"
#include <gtest/gtest.h>

namespace hone {
namespace {

using llvm::json::Object;
using llvm::json::Value;

Object place(int Line, int Character) { return Object{{"line", Line}, {"character", Character}}; }

Value edit(int Line, int From, int ToLine, int To, const char *Text) {
  return Object{{"range", Object{{"start", place(Line, From)}, {"end", place(ToLine, To)}}}, {"text", Text}};
}

// "ä" has two bytes and one unit, the face four bytes and two units.
const char *const Mixed = "a\xC3\xA4\xF0\x9F\x98\x80z\nb\r\nc";

TEST(DocumentTest, ColumnsAreUnitsOfUtf16) {
  Document D(Mixed, 1);
  EXPECT_EQ(D.offsetOf(0, 0), 0u);
  EXPECT_EQ(D.offsetOf(0, 1), 1u);
  EXPECT_EQ(D.offsetOf(0, 2), 3u);
  EXPECT_EQ(D.offsetOf(0, 4), 7u);
  EXPECT_EQ(Value(D.positionOf(7)), Value(place(0, 4)));
  EXPECT_EQ(Value(D.positionOf(8)), Value(place(0, 5)));
  EXPECT_EQ(Value(D.positionOf(9)), Value(place(1, 0)));
}

TEST(DocumentTest, BehindTheEndIsTheEnd) {
  Document D(Mixed, 1);
  EXPECT_EQ(D.offsetOf(0, 99), 8u);
  EXPECT_EQ(D.offsetOf(1, 99), 10u) << "before the carriage return";
  EXPECT_EQ(D.offsetOf(99, 0), D.text().size());
}

TEST(DocumentTest, EveryPlaceGoesThereAndBack) {
  Document D(Mixed, 1);
  for (std::size_t At : {0u, 1u, 3u, 7u, 8u, 9u, 10u, 12u, 13u}) {
    Value P = D.positionOf(At);
    EXPECT_EQ(D.offsetOf(&P), At);
  }
}

TEST(DocumentTest, ChangesFollowEachOther) {
  Document D("one\ntwo\n", 1);
  ASSERT_TRUE(D.change(edit(1, 0, 1, 3, "three")));
  ASSERT_TRUE(D.change(edit(1, 5, 1, 5, "\xF0\x9F\x98\x80")));
  ASSERT_TRUE(D.change(edit(1, 7, 1, 7, "!")));
  EXPECT_EQ(D.text(), "one\nthree\xF0\x9F\x98\x80!\n");
  ASSERT_TRUE(D.change(edit(0, 0, 2, 0, "")));
  EXPECT_EQ(D.text(), "");
  ASSERT_TRUE(D.change(Object{{"text", "new\r"}}));
  EXPECT_EQ(D.lineOf(4), 1u) << "a carriage return alone ends a line, too";
}

TEST(DocumentTest, WhatIsNoChangeChangesNothing) {
  Document D("one\n", 1);
  EXPECT_FALSE(D.change(edit(0, 3, 0, 1, "")));
  EXPECT_FALSE(D.change(edit(-1, 0, 0, 1, "")));
  EXPECT_FALSE(D.change(Object{{"range", Object{}}, {"text", ""}}));
  EXPECT_FALSE(D.change(Object{}));
  EXPECT_FALSE(D.change(3));
  EXPECT_EQ(D.text(), "one\n");
}

TEST(DocumentTest, BytesThatAreNoUtf8DoNotRunAway) {
  Document D("\xF0\n\xC3", 1);
  EXPECT_LE(D.offsetOf(0, 99), 2u);
  EXPECT_LE(D.offsetOf(1, 99), 3u);
  D.positionOf(3);
}

} // namespace
} // namespace hone
