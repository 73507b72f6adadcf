// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which standards are raised for generated tests, and to what.
#include "hone/Project/Project.h"
#include <gtest/gtest.h>

using namespace hone;

static Unit with(const char *Standard) {
  Unit U;
  U.Flags = U.ClangFlags = U.FastFlags = U.FastClangFlags = {"-O2", Standard};
  return U;
}

TEST(RaisedForTests, RaisesWhatIsOlderThanCpp11) {
  EXPECT_EQ(raisedForTests(with("-ansi")).Flags[1], "-std=c++11");
  EXPECT_EQ(raisedForTests(with("-std=c++98")).FastFlags[1], "-std=c++11");
  EXPECT_EQ(raisedForTests(with("-std=gnu++03")).ClangFlags[1], "-std=gnu++11");
  EXPECT_FALSE(raisedForTests(with("-ansi")).Lifted.empty());
}

TEST(RaisedForTests, LeavesTheRest) {
  EXPECT_EQ(raisedForTests(with("-std=c++11")).Flags[1], "-std=c++11");
  EXPECT_EQ(raisedForTests(with("-std=gnu++20")).FastClangFlags[1], "-std=gnu++20");
  EXPECT_TRUE(raisedForTests(with("-std=c++17")).Lifted.empty());
}
