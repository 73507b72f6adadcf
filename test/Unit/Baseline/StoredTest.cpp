// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "hone/Baseline/Baseline.h"
#include "hone/Support/Support.h"
#include <gtest/gtest.h>

namespace hone {
namespace {

BaselineEntry entry(const std::string &Name, const std::string &Date, double Time, double Instructions, const std::string &Key = "cpu | gcc | -O2") {
  BaselineEntry E{Key, "bench", Name, Date, Time, std::nullopt};
  if (Instructions > 0)
    E.Instructions = InstructionCount{Instructions, "callgrind"};
  return E;
}

/// One measured benchmark against what is stored, counted again as \p Again.
BenchmarkComparison compare(const BaselineEntry &Now, const std::vector<BaselineEntry> &Stored, double Again) {
  MeasuredPrograms M;
  M.Entries = {Now};
  M.Paths["bench"] = "/bench";
  BenchmarkOptions O;
  O.Count = [&](const std::string &, const std::string &) -> llvm::Expected<InstructionCount> { return InstructionCount{Again, "callgrind"}; };
  return compareStored(M, Stored, O).Benchmarks.front();
}

TEST(Stored, IsWrittenSortedAndReadAgain) {
  const std::string Text = printBaseline({entry("b", "2026-01-02", 12.345, 1000), entry("a", "2026-01-02", 123456.7, 0), entry("b", "2026-01-01", 0.98765, 999.94)});
  EXPECT_EQ(Text, "# hone baseline 1: program, benchmark, date, nanoseconds, instructions, counter\n"
                  "\n[cpu | gcc | -O2]\n"
                  "bench\ta\t2026-01-02\t123457\n"
                  "bench\tb\t2026-01-01\t0.988\t999.9\tcallgrind\n"
                  "bench\tb\t2026-01-02\t12.35\t1000\tcallgrind\n");
  llvm::Expected<std::vector<BaselineEntry>> Read = parseBaseline(Text);
  ASSERT_TRUE(bool(Read));
  EXPECT_EQ(Read->size(), 3u);
  EXPECT_EQ(printBaseline(*Read), Text);
}

TEST(Stored, WhatIsNoBaselineIsAnError) {
  auto Said = [](llvm::StringRef Text) {
    llvm::Expected<std::vector<BaselineEntry>> R = parseBaseline(Text);
    return R ? std::string() : llvm::toString(R.takeError());
  };
  const std::string Head = "# hone baseline 1\n";
  EXPECT_EQ(Said("hello\n"), "it is no baseline of hone: the first line is not '# hone baseline 1'");
  EXPECT_EQ(Said(Head), "");
  EXPECT_EQ(Said(Head + "p\tb\td\t1\n"), "line 2 is no entry of a baseline: 'p\tb\td\t1'");
  EXPECT_EQ(Said(Head + "[k]\np\tb\td\tfast\n"), "line 3 is no entry of a baseline: 'p\tb\td\tfast'");
  EXPECT_EQ(Said(Head + "[k]\n<<<<<<< HEAD\n"), "line 3 is no entry of a baseline: '<<<<<<< HEAD'");
  EXPECT_EQ(Said(Head + "[k]\np\tb\td\t1\tnan\tperf\n"), "line 3 is no entry of a baseline: 'p\tb\td\t1\tnan\tperf'");
}

TEST(Stored, MoreInstructionsTwiceAreAnAlarm) {
  const BenchmarkComparison C = compare(entry("b", "2", 10, 1050), {entry("b", "1", 10, 1000)}, 1050);
  EXPECT_EQ(C.Status, BenchmarkStatus::MoreInstructions);
}

TEST(Stored, MoreInstructionsOnceAreUnknown) {
  const BenchmarkComparison C = compare(entry("b", "2", 10, 1050), {entry("b", "1", 10, 1000)}, 1001);
  EXPECT_EQ(C.Status, BenchmarkStatus::Unknown);
  EXPECT_NE(C.Note.find("not a second time"), std::string::npos);
}

TEST(Stored, ATimeOfAnotherDayIsNoAlarm) {
  EXPECT_EQ(compare(entry("b", "2", 30, 1000), {entry("b", "1", 10, 1000)}, 1000).Status, BenchmarkStatus::SameInstructions);
  const BenchmarkComparison C = compare(entry("b", "2", 30, 0), {entry("b", "1", 10, 1000)}, 1000);
  EXPECT_EQ(C.Status, BenchmarkStatus::Unknown);
  EXPECT_NE(C.Note.find("not counted now"), std::string::npos);
}

TEST(Stored, TheNewestEntryCounts) {
  const std::vector<BaselineEntry> Stored = {entry("b", "2", 10, 2000), entry("b", "1", 10, 1000)};
  EXPECT_EQ(compare(entry("b", "3", 10, 2000), Stored, 2000).Status, BenchmarkStatus::SameInstructions);
  EXPECT_EQ(compare(entry("b", "3", 10, 1000), Stored, 1000).Status, BenchmarkStatus::FewerInstructions);
}

TEST(Stored, NothingIsComparedAcrossKeys) {
  const BenchmarkComparison C = compare(entry("b", "2", 10, 2000), {entry("b", "1", 10, 1000, "other cpu | gcc | -O2")}, 2000);
  EXPECT_EQ(C.Status, BenchmarkStatus::Unknown);
  EXPECT_NE(C.Note.find("no entry with this key"), std::string::npos);
}

TEST(Stored, NothingIsComparedAcrossCounters) {
  BaselineEntry Now = entry("b", "2", 10, 2000);
  Now.Instructions->Counter = "perf";
  const BenchmarkComparison C = compare(Now, {entry("b", "1", 10, 1000)}, 2000);
  EXPECT_EQ(C.Status, BenchmarkStatus::Unknown);
  EXPECT_NE(C.Note.find("by callgrind then, by perf now"), std::string::npos);
}

TEST(Stored, TheUsersKeyStandsForCompilerAndFlags) {
  BenchmarkOutput Out;
  Out.Context = {{"compiler", "gcc 12"}, {"flags", "-O3"}};
  EXPECT_TRUE(llvm::StringRef(baselineKey("/nowhere", Out, "")).ends_with(" | gcc 12 | -O3"));
  EXPECT_TRUE(llvm::StringRef(baselineKey("/nowhere", Out, "release")).ends_with(" | release"));
  EXPECT_TRUE(llvm::StringRef(baselineKey("/nowhere", {}, "")).ends_with(" | unknown compiler | unknown flags"));
}

TEST(Stored, HistoryHasAPlot) {
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  writeBaselineHistory({entry("b", "1", 10, 1000), entry("b", "2", 20, 1000)}, OS);
  EXPECT_NE(Text.find("\u2581\u2588"), std::string::npos) << Text;
  EXPECT_NE(Text.find("+100.0 %"), std::string::npos) << Text;
}

} // namespace
} // namespace hone
