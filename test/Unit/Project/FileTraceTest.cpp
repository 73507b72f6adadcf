// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "hone/Project/FileTrace.h"
#include "Folder.h"
#include "clang/AST/ASTConsumer.h"

using namespace hone;

namespace {
struct FileTraceTest : testing::Test {
  FileTraceTest() {
    U.Directory = Dir.path();
    U.FastClangFlags = {"-Ifirst", "-Isecond"};
    Dir.write("second/sub/a.h", "int a;\n");
    Dir.write("first/sub/other.h", "");
  }
  FileTrace parse(llvm::StringRef Text) {
    U.MainFile = Dir.write("a.cpp", Text);
    FileTrace Asked;
    ParseDiagnostics Said;
    auto Factory = [](clang::CompilerInstance &) { return std::make_unique<clang::ASTConsumer>(); };
    llvm::cantFail(parseUnit(U, FlagSet::Fast, Factory, Said, Asked));
    EXPECT_EQ(Said.Errors, 0u) << Said.Text;
    return Asked;
  }
  /// Of a later run: nothing is read twice in one.
  static bool agree(const FileTrace &Asked) { return DiskAnswers().agree(Asked); }

  Folder Dir;
  Unit U;
};
} // namespace

TEST_F(FileTraceTest, WhatIsReadAndWhatIsNotThere) {
  const FileTrace Asked = parse("#include <sub/a.h>\n");
  EXPECT_TRUE(llvm::StringRef(Asked.at(Dir.path("second/sub/a.h"))).ends_with(" " + Dir.path("second/sub/a.h")));
  EXPECT_EQ(Asked.at(Dir.path("first/sub/a.h")), "none");
  EXPECT_TRUE(agree(Asked));
  Dir.write("first/sub/more.h", "");
  EXPECT_TRUE(agree(Asked));
  Dir.write("first/sub/a.h", "");
  EXPECT_FALSE(agree(Asked));
}

TEST_F(FileTraceTest, TheTextCountsAndNotItsTime) {
  const FileTrace Asked = parse("#include <sub/a.h>\n");
  Dir.write("second/sub/a.h", "int b;\n");
  EXPECT_FALSE(agree(Asked));
  Dir.write("second/sub/a.h", "int a;\n");
  EXPECT_TRUE(agree(Asked));
}

TEST_F(FileTraceTest, WhatIsOnlyAskedFor) {
  const FileTrace Asked = parse("#if __has_include(<sub/b.h>)\nint b;\n#endif\n#if !__has_include(<sub/a.h>)\n#error\n#endif\n");
  EXPECT_TRUE(agree(Asked));
  Dir.write("second/sub/b.h", "");
  EXPECT_FALSE(agree(Asked));
  llvm::sys::fs::remove(Dir.path("second/sub/b.h"));
  EXPECT_TRUE(agree(Asked));
  llvm::sys::fs::remove(Dir.path("second/sub/a.h"));
  EXPECT_FALSE(agree(Asked));
}

TEST_F(FileTraceTest, ALinkToTheSameTextElsewhere) {
  Dir.write("third/a.h", "int a;\n");
  const std::string Link = Dir.path("first/a.h");
  ASSERT_FALSE(llvm::sys::fs::create_link(Dir.path("second/sub/a.h"), Link));
  const FileTrace Asked = parse("#include <a.h>\n");
  EXPECT_TRUE(agree(Asked));
  llvm::sys::fs::remove(Link);
  ASSERT_FALSE(llvm::sys::fs::create_link(Dir.path("third/a.h"), Link));
  EXPECT_FALSE(agree(Asked)) << "its own includes may be others now";
}
