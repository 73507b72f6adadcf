// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "../../../lib/Pipeline/Together.h"
#include "gtest/gtest.h"

using namespace hone;

// Twenty lines of four bytes.
static std::map<std::string, std::string> twentyLines() {
  std::string Text;
  for (int I = 10; I != 30; ++I)
    Text += "l" + std::to_string(I) + "\n";
  return {{"/a.cpp", Text}, {"/b.cpp", Text}};
}

static Edit at(unsigned Line, std::string Text = "x", const char *File = "/a.cpp") {
  return {File, 4 * (Line - 1), 1, std::move(Text)};
}

static KeptChange change(const char *Id, const char *Function, unsigned Round, std::vector<Edit> Edits) {
  return {{Id, std::move(Edits)}, {Function}, Round, Round};
}

using Groups = std::vector<std::vector<std::size_t>>;

TEST(GroupForCommits, PartsWhatHasThreeLinesBetween) {
  EXPECT_EQ(groupForCommits({change("1", "f", 0, {at(2)}), change("2", "g", 0, {at(6)})}, twentyLines()),
            Groups({{0}, {1}}));
  EXPECT_EQ(groupForCommits({change("1", "f", 0, {at(2)}), change("2", "g", 0, {at(5)})}, twentyLines()),
            Groups({{0, 1}}));
  EXPECT_EQ(groupForCommits({change("1", "f", 0, {at(2)}), change("2", "g", 0, {at(2, "x", "/b.cpp")})},
                            twentyLines()),
            Groups({{0}, {1}}));
}

TEST(GroupForCommits, JoinsAFunctionAndSharedEdits) {
  Edit Include{"/a.cpp", 0, 0, "#include <span>\n"};
  EXPECT_EQ(groupForCommits({change("1", "f", 0, {at(5)}), change("2", "g", 0, {at(10)}), change("3", "f", 1, {at(15)})},
                            twentyLines()),
            Groups({{0, 2}, {1}}));
  EXPECT_EQ(groupForCommits({change("1", "f", 0, {Include, at(8)}), change("2", "g", 0, {Include, at(15)})},
                            twentyLines()),
            Groups({{0, 1}}));
}

TEST(GroupForCommits, JoinsWhatMayHaveFoundAnIncludeThere) {
  Edit Include{"/a.cpp", 0, 0, "#include <span>\n"};
  KeptChange First = change("1", "f", 0, {Include, at(8)});
  EXPECT_TRUE(needs(change("2", "g", 1, {at(15, "std::span<int> s;")}), First));
  // The same round has seen the same text, and other files have other includes.
  EXPECT_FALSE(needs(change("2", "g", 0, {at(15, "std::span<int> s;")}), First));
  EXPECT_FALSE(needs(change("2", "g", 1, {at(15, "std::span<int> s;", "/b.cpp")}), First));
  EXPECT_FALSE(needs(change("2", "g", 1, {at(15, "int i;")}), First));
}
