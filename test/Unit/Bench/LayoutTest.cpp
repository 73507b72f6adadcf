// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "../../../lib/Bench/Build.h"
#include "../../../lib/Bench/Layout.h"
#include "Twins.h"
#include "hone/Support/Support.h"
#include "llvm/ADT/StringExtras.h"
#include "gtest/gtest.h"
#include <set>

using namespace hone;
using namespace hone::test;

static const char *Assembly = "\t.text\n"
                              "\t.section\t.text._Z1fv,\"ax\",@progbits\n"
                              "\t.globl\t_Z1fv\n"
                              "_Z1fv:\n"
                              "\tret\n"
                              "\t.section\t.rodata\n"
                              "table:\n"
                              "\t.section\t.text._Z1fv,\"ax\",@progbits\n"
                              "\tret\n"
                              "\t.section\t.text._Z1gv,\"axG\",@progbits,_Z1gv,comdat\n"
                              "_Z1gv:\n"
                              "\t.section\t.text.unlikely._Z1fv,\"ax\",@progbits\n"
                              "\t.section\t.text.startup.main,\"ax\",@progbits\n";

TEST(Layout, RenamesFunctionSectionsAndNothingElse) {
  std::string Out = shuffleLayout(Assembly, 1, false, {});
  EXPECT_EQ(Out.find("\t.section\t.text._Z"), std::string::npos) << Out;
  EXPECT_NE(Out.find("._Z1gv,\"axG\",@progbits,_Z1gv,comdat\n"), std::string::npos) << Out;
  EXPECT_NE(Out.find("\t.section\t.text.unlikely._Z1fv,\"ax\",@progbits\n"), std::string::npos);
  EXPECT_NE(Out.find("\t.section\t.text.startup.main,\"ax\",@progbits\n"), std::string::npos);
  // Padding comes once a function, not where it is entered again.
  EXPECT_EQ(llvm::StringRef(Out).count("\t.skip\t"), 2u);
  EXPECT_EQ(llvm::StringRef(Out).count(".text.sorted."), 3u);
}

TEST(Layout, SeedsGiveAllPaddingsAndRepeat) {
  std::set<std::string> Skips;
  for (unsigned Seed = 0; Seed < 64; ++Seed) {
    std::string Out = shuffleLayout(Assembly, Seed, false, {});
    EXPECT_EQ(Out, shuffleLayout(Assembly, Seed, false, {}));
    llvm::StringRef Rest = Out;
    Skips.insert(Rest.split("\t.skip\t").second.split('\n').first.str());
  }
  EXPECT_EQ(Skips, (std::set<std::string>{"0", "16", "32", "48"}));
}

// Where a function lies in a binary: its rank among the sorted sections and
// its place within a cache line.
static std::map<std::string, std::pair<std::string, std::string>> places(llvm::StringRef Text) {
  std::map<std::string, std::pair<std::string, std::string>> Places;
  while (!Text.empty()) {
    llvm::StringRef Line;
    std::tie(Line, Text) = Text.split('\n');
    if (!Line.consume_front("\t.section\t.text.sorted."))
      continue;
    auto [Rank, Name] = Line.split(',').first.split('.');
    if (!Places.count(Name.str()))
      Places[Name.str()] = {Rank.str(), Text.split("\t.skip\t").second.split('\n').first.str()};
  }
  return Places;
}

TEST(Layout, AMirroredLayoutExchangesTheTwins) {
  std::string Text;
  for (llvm::StringRef Name : {"_Z9thresholdv", "_Z15threshold_hone1v", "hone_after_1", "hone_after_12",
                               "before_1", "before_12", "_Z5otherv"})
    Text += ("\t.section\t.text." + Name + ",\"ax\",@progbits\n" + Name + ":\n").str();
  SymbolPairs Pairs{{"9threshold", "15threshold_hone1"}, {"before_1", "hone_after_1"},
                    {"before_12", "hone_after_12"}};
  for (unsigned Seed = 0; Seed < 8; ++Seed) {
    auto Plain = places(shuffleLayout(Text, Seed, false, Pairs));
    auto Mirrored = places(shuffleLayout(Text, Seed, true, Pairs));
    EXPECT_EQ(Plain["_Z9thresholdv"], Mirrored["_Z15threshold_hone1v"]);
    EXPECT_EQ(Plain["_Z15threshold_hone1v"], Mirrored["_Z9thresholdv"]);
    EXPECT_EQ(Plain["hone_after_1"], Mirrored["before_1"]);
    EXPECT_EQ(Plain["before_12"], Mirrored["hone_after_12"]);
    EXPECT_EQ(Plain["_Z5otherv"], Mirrored["_Z5otherv"]);
  }
}

/// Addresses of a program's symbols that name a twin or its caller.
static std::map<std::string, std::uint64_t> addresses(const std::string &Program) {
  ProcessResult R = llvm::cantFail(runProcess({"nm", Program}));
  std::map<std::string, std::uint64_t> Found;
  llvm::StringRef Rest = R.Out;
  while (!Rest.empty()) {
    llvm::StringRef Line;
    std::tie(Line, Rest) = Rest.split('\n');
    llvm::SmallVector<llvm::StringRef, 3> Words;
    Line.split(Words, ' ', -1, false);
    if (Words.size() == 3 && (Words[2].contains("threshold") || Words[2].contains("hone_after") ||
                              Words[2].contains("beforeEPv")))
      Words[0].getAsInteger(16, Found[Words[2].str()]);
  }
  return Found;
}

// What the linker really did, with both compilers: other places in every
// unrelated pair of binaries, exchanged places within a pair.
TEST(Layout, BinariesHaveIt) {
  TwinPlan Plan;
  std::string Body = "double S = 0; for (double X : V) S += X; return S;";
  addTwin(Plan, "threshold", Body, Body);
  addTwin(Plan, "unrelated", Body, Body);
  for (const char *Compiler : {"g++", "clang++-22"}) {
    llvm::Expected<BenchBinaries> B = buildBinaries(unitFor(Compiler), Plan, {0, 1}, {});
    ASSERT_TRUE(!!B) << llvm::toString(B.takeError());
    ASSERT_EQ(B->Programs.size(), 4u);
    std::vector<std::map<std::string, std::uint64_t>> At;
    for (const std::string &P : B->Programs)
      At.push_back(addresses(P));
    const std::string Old = "_Z9thresholdRSt6vectorIdSaIdEE", New = "_Z15threshold_hone1RSt6vectorIdSaIdEE",
                      Before = "_ZN9hone_test4CaseILi1EE6beforeEPv", After = "hone_after_1";
    for (auto &Map : At)
      for (const std::string &Symbol : {Old, New, Before, After})
        ASSERT_EQ(Map.count(Symbol), 1u) << Compiler << " " << Symbol;
    for (unsigned Pair = 0; Pair < 4; Pair += 2) {
      EXPECT_EQ(At[Pair][Old] % 64, At[Pair + 1][New] % 64) << Compiler;
      EXPECT_EQ(At[Pair][New] % 64, At[Pair + 1][Old] % 64) << Compiler;
      EXPECT_EQ(At[Pair][After] % 64, At[Pair + 1][Before] % 64) << Compiler;
      EXPECT_EQ(At[Pair][Old] < At[Pair][New], At[Pair + 1][New] < At[Pair + 1][Old]) << Compiler;
    }
    EXPECT_NE(At[0], At[2]) << Compiler;
  }
}
