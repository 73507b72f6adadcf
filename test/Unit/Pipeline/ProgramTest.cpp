// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "../../../lib/Pipeline/Program.h"
#include "../../../lib/Pipeline/BuiltFiles.h"
#include "llvm/Support/FileSystem.h"
#include <fmt/format.h>
#include <gtest/gtest.h>

namespace hone {
namespace {

/// A program that is a number of seconds to sleep, and a build that copies it.
struct ProgramTest : testing::Test {
  ProgramTest() : Dir(llvm::cantFail(TempDir::create())) {
    llvm::cantFail(llvm::errorCodeToError(llvm::sys::fs::create_directories(Dir.file("built"))));
    llvm::cantFail(put({"a", "b"}));
    Request.BuildCommand = "cp " + Dir.file("source") + " " + Dir.file("built/program");
    Request.BenchCommand = "sleep $(cat " + Dir.file("built/program") + ")";
    Request.Folders = {Dir.path()};
    Request.Sources = {Dir.file("source")};
    Request.Ids = {"a", "b"};
    Request.Pairs = 7;
  }
  llvm::Error put(const std::vector<std::string> &Ids) {
    double Seconds = 0.2;
    for (const std::string &Id : Ids)
      Seconds -= Id == "a" ? 0.1 : 0.02;
    return writeFile(Dir.file("source"), fmt::format("{:.2f}\n", Seconds));
  }
  llvm::Expected<ProgramResult> measure() {
    return measureProgram(Request, [&](const std::vector<std::string> &Ids) { return put(Ids); });
  }
  std::string built() { return llvm::cantFail(readFile(Dir.file("built/program"))); }

  TempDir Dir;
  ProgramRequest Request;
};

TEST_F(ProgramTest, AllChangesAndEachOne) {
  llvm::Expected<ProgramResult> R = measure();
  ASSERT_TRUE(bool(R)) << llvm::toString(R.takeError());
  EXPECT_EQ(R->Pairs, 7u);
  EXPECT_NEAR(R->BeforeMs, 200, 60);
  EXPECT_GT(R->All.Low, 1.5) << R->All.Median;
  ASSERT_EQ(R->Parts.size(), 2u);
  EXPECT_EQ(R->Parts[0].Id, "a");
  EXPECT_GT(R->Parts[0].Low, 1.4);
  EXPECT_GT(R->Parts[0].Median, R->Parts[1].Median);
  EXPECT_EQ(built(), "0.08\n") << "with all changes at the end";
}

TEST_F(ProgramTest, OneChangeIsAllThereIs) {
  Request.Ids = {"a"};
  llvm::Expected<ProgramResult> R = measure();
  ASSERT_TRUE(bool(R)) << llvm::toString(R.takeError());
  EXPECT_TRUE(R->Parts.empty());
  EXPECT_EQ(built(), "0.10\n");
}

TEST_F(ProgramTest, ABenchmarkThatFails) {
  Request.BenchCommand = "exit 3";
  llvm::Expected<ProgramResult> R = measure();
  ASSERT_FALSE(bool(R));
  EXPECT_EQ(llvm::toString(R.takeError()), "`exit 3` ended with status 3");
  EXPECT_EQ(built(), "0.08\n") << "built with all changes all the same";
}

TEST_F(ProgramTest, ABuildThatFails) {
  Request.BuildCommand = "false";
  llvm::Expected<ProgramResult> R = measure();
  ASSERT_FALSE(bool(R));
  EXPECT_EQ(llvm::toString(R.takeError()), "`false` ended with status 1");
}

TEST(BuiltFiles, WhatIsNewOrAnotherIsPutBack) {
  TempDir Dir = llvm::cantFail(TempDir::create());
  auto Write = [&](const char *Name, const char *Text) { llvm::cantFail(writeFile(Dir.file(Name), Text)); };
  auto Read = [&](const char *Name) { return llvm::cantFail(readFile(Dir.file(Name))); };
  Write("source", "one");
  Write("same", "same");
  BuiltFiles Files = llvm::cantFail(BuiltFiles::create({Dir.path()}));
  Files.leaveOut(Dir.file("source"));
  Write("source", "other");
  Write("object", "first");
  llvm::cantFail(llvm::errorCodeToError(llvm::sys::fs::setPermissions(Dir.file("object"), llvm::sys::fs::perms(0755))));
  EXPECT_EQ(Files.look(), 1u);
  EXPECT_FALSE(bool(Files.setAside("first")));
  Write("object", "second one");
  Write("more", "more");
  EXPECT_EQ(Files.look(), 2u);
  EXPECT_FALSE(bool(Files.setAside("second")));
  EXPECT_FALSE(bool(Files.putBack("first")));
  EXPECT_EQ(Read("object"), "first");
  EXPECT_TRUE(llvm::sys::fs::can_execute(Dir.file("object")));
  EXPECT_EQ(Read("more"), "more");
  EXPECT_FALSE(bool(Files.putBack("second")));
  EXPECT_EQ(Read("object"), "second one");
  EXPECT_EQ(Read("source"), "other");
  EXPECT_EQ(Files.look(), 2u) << "what was put back is nobody's work";
}

} // namespace
} // namespace hone
