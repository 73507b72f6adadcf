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
  llvm::Expected<ProgramMeasured> measure() {
    return measureProgram(Request, [&](const std::vector<std::string> &Ids) { return put(Ids); });
  }
  std::string built() { return llvm::cantFail(readFile(Dir.file("built/program"))); }

  TempDir Dir;
  ProgramRequest Request;
};

TEST_F(ProgramTest, AllChangesAndEachOne) {
  llvm::Expected<ProgramMeasured> R = measure();
  ASSERT_TRUE(bool(R)) << llvm::toString(R.takeError());
  EXPECT_EQ(R->Result.Pairs, 7u);
  EXPECT_FALSE(R->OfProcessor) << "it sleeps";
  EXPECT_NEAR(R->Result.BeforeMs, 200, 60);
  EXPECT_GT(R->Result.All.Low, 1.5) << R->Result.All.Median;
  ASSERT_EQ(R->Result.Parts.size(), 2u);
  EXPECT_EQ(R->Result.Parts[0].Id, "a");
  EXPECT_GT(R->Result.Parts[0].Low, 1.4);
  EXPECT_GT(R->Result.Parts[0].Median, R->Result.Parts[1].Median);
  EXPECT_EQ(built(), "0.08\n") << "with all changes at the end";
}

TEST_F(ProgramTest, OneChangeIsAllThereIs) {
  Request.Ids = {"a"};
  llvm::Expected<ProgramMeasured> R = measure();
  ASSERT_TRUE(bool(R)) << llvm::toString(R.takeError());
  EXPECT_TRUE(R->Result.Parts.empty());
  EXPECT_EQ(built(), "0.10\n");
}

TEST_F(ProgramTest, OneThreadAtWorkIsMeasuredByTheProcessor) {
  Request.BenchCommand = "i=0; while [ $i -lt 30000 ]; do i=$((i+1)); done";
  llvm::Expected<ProgramMeasured> R = measure();
  ASSERT_TRUE(bool(R)) << llvm::toString(R.takeError());
  EXPECT_TRUE(R->OfProcessor);
}

TEST_F(ProgramTest, ABenchmarkThatFails) {
  Request.BenchCommand = "exit 3";
  llvm::Expected<ProgramMeasured> R = measure();
  ASSERT_FALSE(bool(R));
  EXPECT_EQ(llvm::toString(R.takeError()), "`exit 3` ended with status 3");
  EXPECT_EQ(built(), "0.08\n") << "built with all changes all the same";
}

TEST_F(ProgramTest, ABuildThatFails) {
  Request.BuildCommand = "false";
  llvm::Expected<ProgramMeasured> R = measure();
  ASSERT_FALSE(bool(R));
  EXPECT_EQ(llvm::toString(R.takeError()), "`false` ended with status 1");
}

TEST_F(ProgramTest, ABuildThatWritesElsewhere) {
  TempDir Elsewhere = llvm::cantFail(TempDir::create());
  Request.BuildCommand = "cp " + Dir.file("source") + " " + Elsewhere.file("program");
  llvm::Expected<ProgramMeasured> R = measure();
  ASSERT_FALSE(bool(R));
  EXPECT_EQ(llvm::toString(R.takeError()),
            "the build writes nothing below the project and its build folder that differs with the changes");
}

struct BuiltFilesTest : testing::Test {
  BuiltFilesTest() : Dir(llvm::cantFail(TempDir::create())), Files(llvm::cantFail(BuiltFiles::create({Dir.path()}))) {
    Files.leaveOut(Dir.file("source"));
  }
  void write(const char *Name, const char *Text) { llvm::cantFail(writeFile(Dir.file(Name), Text)); }
  std::string read(const char *Name) { return llvm::cantFail(readFile(Dir.file(Name))); }
  void build(const char *Text) {
    write("source", Text);
    write("object", Text);
    llvm::cantFail(llvm::errorCodeToError(llvm::sys::fs::setPermissions(Dir.file("object"), llvm::sys::fs::perms(0755))));
    Files.look();
    EXPECT_FALSE(bool(Files.setAside(Text)));
  }
  TempDir Dir;
  BuiltFiles Files;
};

TEST_F(BuiltFilesTest, WhatChangesWithEachBuildIsPutBack) {
  build("first");
  write("notes", "once");
  build("second one");
  build("first");
  EXPECT_TRUE(Files.differ("first", "second one"));
  write("notes", "twice");
  EXPECT_FALSE(bool(Files.putBack("second one")));
  EXPECT_EQ(read("object"), "second one");
  EXPECT_TRUE(llvm::sys::fs::can_execute(Dir.file("object")));
  EXPECT_EQ(read("source"), "first");
  EXPECT_EQ(read("notes"), "twice") << "changed during one build only: the user's";
  EXPECT_FALSE(bool(Files.putBack("first")));
  EXPECT_EQ(read("object"), "first");
}

TEST_F(BuiltFilesTest, WhatSomebodyElseWritesIsLeftAlone) {
  build("first");
  build("second one");
  build("first");
  write("object", "somebody's own");
  llvm::Error E = Files.putBack("first");
  EXPECT_EQ(llvm::toString(std::move(E)), Dir.file("object") + " changed while the benchmark ran");
  EXPECT_EQ(read("object"), "somebody's own");
}

} // namespace
} // namespace hone
