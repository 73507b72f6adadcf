// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Whole reports against test/Reporters/<name>.txt; HONE_UPDATE=1 writes those.
// ESC in a golden file stands for the escape character.
#include "hone/Reporters/Reporters.h"
#include "hone/Support/Support.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/xxhash.h"
#include "llvm/Support/Unicode.h"
#include "gtest/gtest.h"
#include <cstdlib>
#include <fmt/format.h>

using namespace hone;

static std::string text(const Report &R, TextOptions O = {}) {
  std::string Out;
  llvm::raw_string_ostream OS(Out);
  writeText(R, O, OS);
  return Out;
}

static void expectGolden(const std::string &Name, std::string Text) {
  for (std::size_t At; (At = Text.find('\033')) != std::string::npos;)
    Text.replace(At, 1, "ESC");
  std::string File = HONE_SOURCE_DIR "/test/Reporters/" + Name + ".txt";
  if (const char *Update = std::getenv("HONE_UPDATE"); Update && *Update) {
    EXPECT_FALSE(llvm::errorToBool(writeFile(File, Text)));
    return;
  }
  llvm::Expected<std::string> Want = readFile(File);
  ASSERT_TRUE(static_cast<bool>(Want)) << llvm::toString(Want.takeError());
  EXPECT_EQ(*Want, Text);
}

static Finding finding(std::string File, unsigned Line, std::string Function,
                       std::string Check, Status S, Reason Why = {}) {
  Finding F;
  F.Id = fmt::format("{:012x}", llvm::xxh3_64bits(fmt::format("{} {} {}", File, Line, Check)) >> 16);
  F.Where.File = File;
  F.Where.Line = Line;
  F.Function = Function;
  F.Check = Check;
  F.Message = "a store in the loop may change the state it reads";
  F.Reached = S;
  F.Why = Why;
  return F;
}

static BenchResult bench(double Low, double Median, double High) {
  return {"g++",
          "-O2 -std=c++17",
          "a processor",
          {{16, "", 12.4, 11.9, 0.99, 1.02, 1.04},
           {65536, "", 41230, 41230 / Median, Low, Median, High}},
          Low,
          Median,
          High};
}

static Finding kept(Finding F, double Low, double Median, double High) {
  F.Reached = Status::Kept;
  F.Written = true;
  VerifyResult V;
  V.Inputs = 1240;
  V.Coverage = 1;
  V.Mutants = V.Killed = 23;
  F.Verify = V;
  F.Bench = {bench(Low, Median, High)};
  return F;
}

static Report fix() {
  Report R;
  R.Command = "fix";
  R.Units = 14;
  R.Loops.resize(212);
  R.Seconds = 41.2;
  Finding Weighted = kept(finding("src/stats.cpp", 88, "weighted",
                                  "hoist-invariant-call", Status::Kept),
                          27, 29.4, 30.2);
  Weighted.Trust = Level::Guarded;
  Weighted.Message = "std::exp is called with the same arguments again";
  Weighted.Obligations = {
      {"zero-trips", "the loop may run zero times", How::Guarded},
      {"pure", "std::exp has no effect", How::Proved}};
  Finding Threshold = kept(finding("src/image.cpp", 41, "Image::threshold",
                                   "view-aliased-state", Status::Kept),
                           5.2, 5.71, 6.1);
  Threshold.InLoop = Loop();
  Threshold.InLoop->Fate = LoopFate::Scalar;
  Threshold.FateAfter = LoopFate::Vectorized;
  Threshold.VectorWidthAfter = 32;
  Finding Scaled =
      kept(finding("src/mat.cpp", 7, "scale", "hoist-loop-bound", Status::Kept),
           500, 532.4, 560);
  Finding Small = kept(
      finding("src/mat.cpp", 70, "shift", "hoist-loop-bound", Status::Kept),
      1.104, 1.149, 1.2);
  Small.Verify->Coverage = 0.996;
  Small.Verify->Killed = 22;
  R.Findings = {Weighted, Threshold, Scaled, Small};

  Finding Slow = finding("src/mat.cpp", 12, "square", "multiply-instead-of-pow",
                         Status::NotFaster,
                         {"not-faster", "0.98x (0.97-1.00), the compiler already does it"});
  Slow.Bench = {bench(0.97, 0.98, 1.0)};
  Finding Mixed = finding(
      "src/mat.cpp", 31, "sum", "reuse-buffer", Status::NotFaster,
      {"slower-at-some-size", "1.3x (1.2-1.4) at size 65536, but 0.8x at size 16"});
  Mixed.Bench = {bench(1.2, 1.31, 1.4)};
  R.Findings.push_back(Slow);
  R.Findings.push_back(Mixed);
  R.Findings.push_back(
      finding("src/io.cpp", 5, "read", "reuse-buffer", Status::Different,
              {"different", "with n = 0 the result is 0, not 1"}));
  R.Findings.push_back(
      finding("src/io.cpp", 15, "write", "reuse-buffer", Status::Unverified,
              {"no-domain", "how much p points to is not known"}));
  Finding Accepted =
      finding("src/io.cpp", 25, "flush", "reuse-buffer", Status::Unmeasured,
              {"does-not-build", "the benchmark does not compile"});
  Accepted.Written = true;
  R.Findings.push_back(Accepted);
  R.Findings.push_back(
      finding("src/io.cpp", 45, "close", "reuse-buffer", Status::Withdrawn,
              {"does-not-compile",
               "src/b.cpp does not compile with it: src/b.cpp:3:5: error: "
               "unused variable 'x' [-Werror,-Wunused-variable]"}));
  R.Findings.push_back(
      finding("src/io.cpp", 55, "open", "reuse-buffer", Status::Conflicting,
              {"superseded", "another change to this function, kept for its "
                             "larger gain, leaves nothing to do here"}));
  R.Findings.push_back(
      finding("src/io.cpp", 70, "fill", "reuse-buffer", Status::Refused,
              {"moved-from", "buffer moved from in the loop"}));
  for (unsigned I = 0; I != 8; ++I)
    R.Findings.push_back(finding("src/deep/tree.cpp", 100 - I, "walk",
                                 "view-aliased-state", Status::Refused,
                                 {"opaque-call", "visit() is not known here"}));
  R.Findings.push_back(finding(
      "src/sim.cpp", 31, "step", "hoist-invariant-call", Status::NeedsHint,
      {"unseen-callee",
       "potential(r) gets the same r each time: mark it [[gnu::pure]]"}));
  R.Failures = {
      {"parse", "src/broken.cpp", "src/broken.cpp:3:1: error: expected ';'"}};
  R.Notes = {"using build/compile_commands.json",
             "-O0 lifted to -O2 in 14 units"};
  return R;
}

static Report scan() {
  Report R;
  R.Command = "scan";
  R.Units = 1;
  R.Loops.resize(1);
  R.Seconds = 0.84;
  R.Findings = {finding("a.cpp", 9, "f", "reuse-buffer", Status::Refused,
                        {"moved-from", "buffer moved from in the loop"}),
                finding("a.cpp", 30, "Image::threshold(unsigned char)",
                        "view-aliased-state", Status::Legal),
                finding("a.cpp", 3, "g", "hoist-loop-bound", Status::Legal)};
  return R;
}

TEST(Text, Fix) { expectGolden("fix", text(fix())); }
TEST(Text, Colors) {
  expectGolden("fix-color", text(fix(), {true, false, 100}));
}
TEST(Text, Narrow) {
  expectGolden("fix-narrow", text(fix(), {false, false, 60}));
}
TEST(Text, Quiet) {
  expectGolden("fix-quiet", text(fix(), {false, true, 100}));
}
TEST(Text, Scan) { expectGolden("scan", text(scan())); }
TEST(Text, DryRun) {
  Report R = fix();
  R.DryRun = true;
  expectGolden("fix-diff", text(R));
}

/// What fits, and no id that two findings share.
TEST(Text, Footer) {
  Report R = scan();
  R.Findings[0].Id = "3f2a00000000";
  R.Findings[1].Id = "3f2a10000000";
  R.Findings[2].Id = "3f2a20000000";
  auto Last = [&](unsigned Width) {
    const std::string All = text(R, {false, false, Width});
    return llvm::StringRef(All).rtrim('\n').rsplit('\n').second.str();
  };
  EXPECT_EQ(Last(60), "test, measure and write: hone fix");
  EXPECT_EQ(Last(80), "test, measure and write: hone fix    details: hone explain 3f2a2");
  EXPECT_EQ(Last(120), "test, measure and write: hone fix    details: hone explain 3f2a2"
                       "    report: hone report --format=html -o hone-report");
}

TEST(Text, NothingFound) {
  Report R;
  R.Command = "scan";
  R.Units = 2;
  EXPECT_EQ(text(R), "hone scan  2 units  0 loops  0.0 s\nnothing found\n");
  EXPECT_EQ(text(R, {false, true, 100}), "");
}

TEST(Text, FitsTheWidth) {
  Report R = fix();
  R.Findings[1].Function = "a_namespace::Image<std::vector<unsigned "
                           "char>>::threshold(unsigned char, int) const";
  for (unsigned Width : {60u, 80u, 100u, 140u}) {
    llvm::SmallVector<llvm::StringRef> Lines;
    std::string All = text(R, {false, false, Width});
    llvm::StringRef(All).split(Lines, '\n');
    for (llvm::StringRef Line : Lines)
      if (Width >= 100) // Below that the columns themselves do not fit.
        EXPECT_LE(Line.size(), Width) << Line.str();
    EXPECT_FALSE(llvm::any_of(Lines, [](llvm::StringRef L) {
      return L.ends_with(" ");
    })) << All;
  }
}

TEST(Text, ColorsChangeNothingElse) {
  std::string Colored = text(fix(), {true, false, 100}), Plain;
  for (std::size_t I = 0; I < Colored.size(); ++I) {
    if (Colored[I] == '\033')
      I = Colored.find('m', I);
    else
      Plain += Colored[I];
  }
  EXPECT_EQ(Plain, text(fix()));
  EXPECT_EQ(text(fix()).find('\033'), std::string::npos);
}

TEST(Text, SourceCannotDriveTheTerminal) {
  Report R = scan();
  R.Findings[0].Where.File = "a\033[31m.cpp";
  R.Findings[1].Function = "f\xE9\r";
  R.Findings[1].Message = "two\nlines";
  R.Failures = {{"parse", "b\b.cpp", "\033]0;title\007"}};
  R.Notes = {"tab\there"};
  std::string All = text(R);
  EXPECT_EQ(All.find_first_of("\033\r\b\007\t"), std::string::npos) << All;
  EXPECT_TRUE(llvm::json::isUTF8(All));
  EXPECT_NE(All.find("two lines"), std::string::npos);
}

// Columns are counted as a terminal shows them, not in bytes.
TEST(Text, ColumnsOfOtherScripts) {
  Report R = scan();
  R.Findings[1].Function =
      "\xC3\xA4\xC3\xB6\xC3\xBC"; // Three letters, six bytes.
  R.Findings[2].Function = "abc";
  std::string All = text(R);
  std::vector<int> Columns;
  llvm::SmallVector<llvm::StringRef> Lines;
  llvm::StringRef(All).split(Lines, '\n');
  for (llvm::StringRef Line : Lines)
    if (Line.contains("proved"))
      Columns.push_back(
          llvm::sys::unicode::columnWidthUTF8(Line.split("proved").first));
  ASSERT_EQ(Columns.size(), 2u);
  EXPECT_EQ(Columns[0], Columns[1]);
}

TEST(Text, GainsAsPeopleReadThem) {
  auto Line = [](double Low, double Median, double High) {
    Report R;
    R.Command = "fix";
    R.Findings = {
        kept(finding("a.cpp", 1, "f", "c", Status::Kept), Low, Median, High)};
    std::string All = text(R);
    return llvm::StringRef(All)
        .split("f  c  ")
        .second.split("  proved")
        .first.trim()
        .str();
  };
  EXPECT_EQ(Line(5.21, 5.71, 6.1), "5.7x (5.2-6.1)");
  EXPECT_EQ(Line(26.9, 29.2, 30.4), "29x (27-30)");
  EXPECT_EQ(Line(480, 532.4, 560), "532x");
  EXPECT_EQ(Line(1.1, 1.149, 1.2), "1.15x (1.10-1.20)");
  EXPECT_EQ(Line(9.9, 9.96, 10.1), "10x (10-10)");
  EXPECT_EQ(Line(1.9, 1.996, 2.1), "2.0x (1.9-2.1)");
  EXPECT_EQ(Line(99, 99.6, 101), "100x");
}

TEST(Json, IsOneObjectAndALineEnd) {
  std::string Out;
  llvm::raw_string_ostream OS(Out);
  writeJson(fix(), OS);
  llvm::Expected<llvm::json::Value> V = llvm::json::parse(Out);
  ASSERT_TRUE(static_cast<bool>(V)) << llvm::toString(V.takeError());
  EXPECT_EQ(V->getAsObject()->getObject("summary")->getInteger("kept"), 4);
  EXPECT_EQ(Out.back(), '\n');
}
