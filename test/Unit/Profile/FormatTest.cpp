// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Recorded.h"

using namespace hone;

namespace {
class Format : public Recorded {};
} // namespace

TEST_F(Format, WhatIsNoProfileIsSaid) {
  const std::string Known = "llvm-cov export, llvm-profdata, llvm-profgen, perf script and callgrind write those that are";
  EXPECT_EQ(whyAt(path("nowhere")), "No such file or directory");
  EXPECT_EQ(why(""), "is empty; record it again");
  EXPECT_EQ(why("\n \n"), "is empty; record it again");
  EXPECT_EQ(why("hello\nworld\n"), "is no profile that is known; " + Known);
  EXPECT_EQ(why(llvm::StringRef("\x7f" "ELF\0\0\1\2", 8)), "is binary, and no profile that is known; " + Known);
  EXPECT_EQ(why("PERFILE2\1\2\3"), "is what `perf record` writes; print it with `perf script -F +srcline >FILE`, and give that file");
  EXPECT_EQ(why(llvm::StringRef("\x81rforpl\xff\0\0\0\0\0\0\0\0", 16)),
            "holds the raw counters of one run; merge them with `llvm-profdata merge -o FILE.profdata`, and give that file");
  EXPECT_EQ(why("main\n# Func Hash:\n24\n# Num Counters:\n1\n# Counter Values:\n5\n\n"),
            "is an instrumentation profile as text; make it binary with `llvm-profdata merge -o FILE.profdata`");
}

//===--- llvm-cov ------------------------------------------------------------===//

/// What llvm-cov 22 exports of the program, without what is not read.
static const char *const Coverage =
    R"({"data":[{"files":[{"branches":[],"expansions":[],"filename":"@/src/a.cpp","mcdc_records":[],"segments":[)"
    R"([3,47,300,true,true,false],[5,29,300000,true,false,true],[6,5,300000,true,true,false],[6,25,300,true,false,false],)"
    R"([8,2,0,false,false,false],[10,12,1,true,true,false],[13,19,301,true,true,false],[13,26,1,true,false,false],)"
    R"([13,28,300,true,true,false],[13,31,1,true,false,false],[13,32,300,true,false,true],[14,5,300,true,true,false],)"
    R"([14,25,1,true,false,false],[15,22,1,true,true,false],[16,2,0,false,false,false]],"summary":{}}],"functions":[],"totals":{}}],)"
    R"("type":"llvm.coverage.json.export","version":"3.1.0"})";

TEST_F(Format, CoverageCountsExecutions) {
  const Profile P = read(here(Coverage));
  EXPECT_EQ(P.Format, "llvm-cov");
  EXPECT_EQ(P.Counted, "executions");
  EXPECT_DOUBLE_EQ(P.Mapped, 1.0);
  EXPECT_GT(P.shareOf("src/a.cpp", 6, 6), 0.9);
  EXPECT_LT(P.shareOf("src/a.cpp", 14, 14), 0.01);
  EXPECT_DOUBLE_EQ(P.tripsOf("src/a.cpp", 5).value_or(0), 1000.0);
  EXPECT_DOUBLE_EQ(P.tripsOf("src/a.cpp", 13).value_or(0), 300.0);
  EXPECT_EQ(P.tripsOf("src/a.cpp", 6), std::nullopt);
  // Nothing runs in empty lines and comments.
  EXPECT_EQ(P.shareOf("src/a.cpp", 9, 9), 0.0);
}

TEST_F(Format, CoverageThatIsNotWholeIsSaid) {
  const std::string Text = here(Coverage);
  EXPECT_EQ(why(Text.substr(0, Text.size() / 2)), "is no whole JSON text: it looks truncated; export it again with llvm-cov export");
  EXPECT_EQ(why("{\"version\":1}"), "is JSON, but not what llvm-cov export prints");
  EXPECT_EQ(why(R"({"data":[{"files":[{"filename":"a.cpp","summary":{}}]}],"type":"llvm.coverage.json.export"})"),
            "has no lines; export it without -summary-only");
  EXPECT_EQ(why(R"({"data":[{"files":[{"filename":"a.cpp","segments":[[1,2]]}]}],"type":"llvm.coverage.json.export"})"),
            "has a segment that is none; is it from another version of llvm-cov?");
  EXPECT_EQ(why(R"({"data":[{"files":[]}],"type":"llvm.coverage.json.export"})"),
            "nothing was counted in it; record it again with a longer run");
}

//===--- For the compiler ------------------------------------------------------===//

TEST_F(Format, SamplesAreSpreadByTheCompiler) {
  // Lines are counted from that of the function.
  const Profile P = read("_Z3sumRKSt6vectorIdSaIdEE:900000:300\n 1: 300\n 2: 300000\n 3: 300000\n 4: 300\nmain:1300:1\n 1: 1\n 3: 300\n 4: 300\n");
  EXPECT_EQ(P.Format, "sample");
  EXPECT_EQ(P.Counted, "instructions");
  EXPECT_GT(P.selfOf("src/a.cpp", 5, 6), 0.9);
  ASSERT_TRUE(P.tripsOf("src/a.cpp", 5));
  EXPECT_NEAR(*P.tripsOf("src/a.cpp", 5), 1000, 50);
  EXPECT_EQ(why("_Z4elseiii:900000:300\n 1: 300\n"), "nothing was counted in it; record it again with a longer run");
}

TEST_F(Format, StaleSamplesAreSaid) {
  const std::string Path = write("profile", "_Z3sumRKSt6vectorIdSaIdEE:900000:300\n 1: 300\n 2: 300000\n 3: 300000\n 4: 300\n", 0);
  touch(path("src/a.cpp"), 100);
  EXPECT_NE(whyAt(Path).find("the profile is stale: 100 %"), std::string::npos);
}

namespace {
/// Profiles of an instrumented program, which has to be built and run.
class Instrumented : public Recorded {
protected:
  std::string record(const std::string &How) {
    const std::string Raw = path("raw"), Merged = path("merged");
    auto Run = [&](const std::vector<std::string> &Command) {
      llvm::Expected<ProcessResult> R = runProcess(Command, F.path());
      ASSERT_TRUE(bool(R)) << llvm::toString(R.takeError());
      ASSERT_TRUE(R->ok()) << R->Err;
    };
    Run({"clang++-22", "-std=c++17", "-O1", How, "src/a.cpp", "-o", "a"});
    Run({"env", "LLVM_PROFILE_FILE=" + Raw, "./a"});
    Run({"llvm-profdata-22", "merge", Raw, "-o", Merged});
    return Merged;
  }
};
} // namespace

TEST_F(Instrumented, CountersAreSpreadByTheCompiler) {
  for (const char *How : {"-fprofile-instr-generate", "-fprofile-generate"}) {
    const Profile P = readAt(record(How));
    EXPECT_EQ(P.Format, "instrumentation") << How;
    EXPECT_EQ(P.Counted, "instructions") << How;
    EXPECT_GT(P.Mapped, 0.9) << How;
    EXPECT_GT(P.selfOf("src/a.cpp", 5, 6), 0.9) << How;
    EXPECT_NEAR(P.tripsOf("src/a.cpp", 5).value_or(0), 1000, 10) << How;
    EXPECT_NEAR(P.tripsOf("src/a.cpp", 13).value_or(0), 300, 5) << How;
    EXPECT_TRUE(P.Notes.empty()) << How;
  }
}

TEST_F(Instrumented, ChangedFunctionsAreStaleAndMovedOnesAreNot) {
  for (const char *How : {"-fprofile-instr-generate", "-fprofile-generate"}) {
    write("src/a.cpp", Program, -100);
    const std::string Path = record(How);
    write("src/a.cpp", std::string("// Moved.\n") + Program, 100);
    EXPECT_GT(readAt(Path).selfOf("src/a.cpp", 6, 7), 0.9) << How;
    std::string Changed = Program;
    Changed.replace(Changed.find("total += value"), 5, "if (value > 1 && value < 7)\n      for (int i = 0; i < 3; ++i)\n        total");
    write("src/a.cpp", Changed, 100);
    EXPECT_NE(whyAt(Path).find("the profile is stale: "), std::string::npos) << How;
  }
}

TEST_F(Instrumented, DamageIsSaid) {
  const std::string Path = record("-fprofile-instr-generate");
  const std::string Whole = llvm::cantFail(readFile(Path));
  const std::string Words = "is damaged, truncated, or of a newer LLVM; make it again with llvm-profdata merge";
  for (std::size_t Size : {std::size_t(12), Whole.size() / 4, Whole.size() / 2})
    EXPECT_EQ(why(Whole.substr(0, Size)), Words) << Size;
  // Whatever a byte does, it ends with a profile or a sentence.
  unsigned Sentences = 0;
  for (std::size_t I = 8; I < Whole.size(); I += std::max<std::size_t>(1, Whole.size() / 5)) {
    std::string Bad = Whole;
    Bad[I] = char(Bad[I] ^ 0xff);
    llvm::Expected<Profile> R = readProfile(write("profile", Bad, 0), project(), 1);
    Sentences += !R;
    if (!R)
      llvm::consumeError(R.takeError());
  }
  EXPECT_GT(Sentences, 0u);
  EXPECT_EQ(why(llvm::StringRef("42SPRO\xff\xff garbage that goes on\0\0\0", 30)).find("is "), 0u);
}
