// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "../../../lib/Pipeline/UnitMemory.h"
#include "hone/Support/Support.h"
#include "clang/AST/ASTConsumer.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <gtest/gtest.h>

namespace hone {
namespace {

struct UnitMemoryTest : testing::Test {
  UnitMemoryTest() : Dir(llvm::cantFail(TempDir::create())), Evidence(llvm::cantFail(Store::open(Dir.path()))) {
    write("a.cpp", "#include \"a.h\"\n");
    write("first/b.h", "int c;\n");
    write("include/a.h", "int b;\n");
    P.Root = Dir.path();
    U.MainFile = Dir.file("a.cpp");
    U.Directory = Dir.path();
    Found.Parsed = true;
    Found.Notes = {"found"};
    U.FastClangFlags = {"-Ifirst", "-Iinclude"};
    parse();
    memory().record(U, Found);
  }
  void write(const char *Name, const char *Text) {
    llvm::cantFail(llvm::errorCodeToError(llvm::sys::fs::create_directories(llvm::sys::path::parent_path(Dir.file(Name)))));
    llvm::cantFail(writeFile(Dir.file(Name), Text));
  }
  void parse() {
    ParseDiagnostics Said;
    auto Factory = [](clang::CompilerInstance &) { return std::make_unique<clang::ASTConsumer>(); };
    llvm::cantFail(parseUnit(U, FlagSet::Fast, Factory, Said, Found.Asked));
    ASSERT_EQ(Said.Errors, 0u) << Said.Text;
  }
  /// Of a new run: nothing is read twice in one.
  UnitMemory memory() { return UnitMemory(*Evidence, P, O, Named); }
  bool isKnown() { return memory().recall(U).has_value(); }

  TempDir Dir;
  std::unique_ptr<Store> Evidence;
  Project P;
  Options O;
  std::set<std::string> Named;
  Unit U;
  UnitAnalysis Found;
};

TEST_F(UnitMemoryTest, TheSameAgain) {
  std::optional<UnitAnalysis> Again = memory().recall(U);
  ASSERT_TRUE(Again);
  EXPECT_EQ(Again->Notes, Found.Notes);
}

TEST_F(UnitMemoryTest, AFileThatChanged) {
  write("include/a.h", "int c;\n");
  EXPECT_FALSE(isKnown());
  write("include/a.h", "int b;\n");
  EXPECT_TRUE(isKnown()) << "what counts is the text, not the time";
  llvm::sys::fs::remove(Dir.file("include/a.h"));
  EXPECT_FALSE(isKnown());
}

TEST_F(UnitMemoryTest, AHeaderThatComesFirstFromNowOn) {
  write("first/c.h", "int other;\n");
  EXPECT_TRUE(isKnown()) << "nobody asks for that";
  write("first/a.h", "int other;\n");
  EXPECT_FALSE(isKnown());
}

TEST_F(UnitMemoryTest, AnotherFlagOptionModelOrName) {
  const std::vector<std::string> Flags = U.FastClangFlags;
  U.FastClangFlags.push_back("-DX");
  EXPECT_FALSE(isKnown());
  U.FastClangFlags = Flags;
  O.Checks.Globs = {"-*", "hone-select-store"};
  EXPECT_FALSE(isKnown());
  O.Checks.Globs = {};
  Named = {U.MainFile};
  EXPECT_FALSE(isKnown());
  Named = {};
  P.BuildDir = Dir.file("build");
  EXPECT_FALSE(isKnown());
  P.BuildDir = "";
  EXPECT_TRUE(isKnown());
  write(".clang-tidy", "Checks: hone-select-store\n");
  EXPECT_FALSE(isKnown());
}

TEST_F(UnitMemoryTest, AModelFile) {
  write("m.yaml", "one\n");
  O.Checks.Values["hone-models"] = Dir.file("m.yaml");
  memory().record(U, Found);
  EXPECT_TRUE(isKnown());
  write("m.yaml", "another\n");
  EXPECT_FALSE(isKnown());
}

TEST_F(UnitMemoryTest, WhatFailedIsTriedAgain) {
  Found.Failures = {{"parse", U.MainFile, "no"}};
  U.FastClangFlags.push_back("-DY");
  memory().record(U, Found);
  EXPECT_FALSE(isKnown());
}

} // namespace
} // namespace hone
