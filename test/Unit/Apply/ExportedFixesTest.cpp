// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which of the fixes that others propose may go together.
#include "hone/Apply/ExportedFixes.h"
#include "gtest/gtest.h"
#include <algorithm>

using namespace hone;

static ExportedFix fix(std::string Check, std::vector<Edit> Edits,
                       std::string Level = "Warning") {
  ExportedFix F;
  F.Check = Check;
  F.Message = "better";
  if (!Edits.empty()) {
    F.File = Edits.back().File;
    F.Offset = Edits.back().Offset;
  }
  F.Edits = std::move(Edits);
  F.Level = Level;
  return F;
}

static ExportedFix error(std::string File) {
  ExportedFix F = fix("clang-diagnostic-error", {}, "Error");
  F.File = File;
  return F;
}

/// "a b" reads: what became of each fix, in order; its code, or "in".
static std::vector<std::string> fates(std::vector<ExportedFixes> Documents,
                                      const Readers &Who = {}) {
  std::vector<AppliedFix> Fixes = collectFixes(Documents, Who);
  withdrawOverlapping(Fixes);
  std::vector<std::string> All;
  for (const AppliedFix &F : Fixes)
    All.push_back(F.Checks.front() + " " + (F.Why ? F.Why->Code : "in"));
  // Whatever the order they come in.
  std::reverse(Documents.begin(), Documents.end());
  for (ExportedFixes &D : Documents)
    std::reverse(D.Fixes.begin(), D.Fixes.end());
  Fixes = collectFixes(Documents, Who);
  withdrawOverlapping(Fixes);
  EXPECT_EQ(Fixes.size(), All.size());
  for (std::size_t I = 0; I != std::min(All.size(), Fixes.size()); ++I)
    EXPECT_EQ(All[I], Fixes[I].Checks.front() + " " +
                          (Fixes[I].Why ? Fixes[I].Why->Code : "in"));
  return All;
}

using Strings = std::vector<std::string>;
static const Edit Include = {"/a.h", 5, 0, "#include <utility>\n"};

TEST(ExportedFixes, TheSameIsOne) {
  ExportedFix F = fix("one", {{"/a.h", 3, 2, "xy"}});
  std::vector<ExportedFixes> Documents = {
      {"/a.cpp", {F}, {}}, {"/b.cpp", {F}, {}}, {"/b.cpp", {F}, {}}};
  Readers Who = {{"/a.h", {"/a.cpp", "/b.cpp"}}};
  EXPECT_EQ(fates(Documents, Who), Strings{"one in"});
  EXPECT_EQ(collectFixes(Documents, Who)[0].Proposals, 2u);
}

TEST(ExportedFixes, ChecksThatAgreeAreOne) {
  std::vector<ExportedFixes> Documents = {
      {"/a.cpp",
       {fix("two", {{"/a.cpp", 3, 2, "xy"}}),
        fix("one", {{"/a.cpp", 3, 2, "xy"}})},
       {}}};
  auto Fixes = collectFixes(Documents, {});
  ASSERT_EQ(Fixes.size(), 1u);
  EXPECT_EQ(Fixes[0].Checks, (Strings{"one", "two"}));
}

TEST(ExportedFixes, WhatMeetsWaits) {
  auto Fates = [](Edit A, Edit B) {
    ExportedFix First = fix("one", {A}), Second = fix("two", {B});
    Second.Offset += 1000; // Not about the same place.
    return fates({{"/a.cpp", {First, Second}, {}}});
  };
  Strings Both = {"one in", "two in"}, First = {"one in", "two overlapping"};
  EXPECT_EQ(Fates({"/a", 1, 2, "x"}, {"/a", 4, 1, "y"}), Both);
  EXPECT_EQ(Fates({"/a", 1, 2, "x"}, {"/b", 1, 2, "y"}), Both);
  EXPECT_EQ(Fates({"/a", 1, 2, "x"}, {"/a", 3, 1, "y"}), First) << "adjacent";
  EXPECT_EQ(Fates({"/a", 1, 2, "x"}, {"/a", 2, 0, "y"}), First) << "inside";
  EXPECT_EQ(Fates({"/a", 1, 0, "x"}, {"/a", 1, 0, "y"}), First) << "one place";
  EXPECT_EQ(Fates({"/a", 1, 0, "x"}, {"/a", 1, 3, "y"}), First) << "in front";
  EXPECT_EQ(Fates({"/a", 0, 9, "x"}, {"/a", 4, 1, "y"}), First) << "around";
  EXPECT_EQ(
      Fates({"/a", 1, 0, "#include <a>\n"}, {"/a", 1, 0, "#include <b>\n"}),
      First);
}

TEST(ExportedFixes, WhatIsAboutOnePlaceWaits) {
  ExportedFix First = fix("one", {{"/a", 3, 1, "x"}});
  ExportedFix Second = fix("two", {{"/a", 90, 1, "x"}});
  Second.Offset = 3;
  EXPECT_EQ(fates({{"/a.cpp", {First, Second}, {}}}),
            (Strings{"one in", "two overlapping"}));
}

TEST(ExportedFixes, OnlyIncludesAreShared) {
  Readers Who = {{"/a.h", {"/a.cpp"}}};
  EXPECT_EQ(fates({{"/a.cpp",
                    {fix("one", {Include, {"/a.h", 40, 1, "x"}}),
                     fix("one", {Include, {"/a.h", 60, 1, "x"}})},
                    {}}},
                  Who),
            (Strings{"one in", "one in"}));
  Edit Other = {"/a.h", 5, 0, "int x;\n"};
  EXPECT_EQ(fates({{"/a.cpp",
                    {fix("one", {Other, {"/a.h", 40, 1, "x"}}),
                     fix("one", {Other, {"/a.h", 60, 1, "x"}})},
                    {}}},
                  Who),
            (Strings{"one in", "one overlapping"}));
}

TEST(ExportedFixes, TheFirstToGoIsNoRivalIfWithdrawn) {
  ExportedFix Guess = fix("one", {{"/a.cpp", 3, 1, "x"}}),
              Good = fix("two", {{"/a.cpp", 4, 1, "x"}});
  EXPECT_EQ(
      fates({{"/b.cpp", {Guess, error("/b.cpp")}, {}}, {"/a.cpp", {Good}, {}}}),
      (Strings{"one unit-has-errors", "two in"}));
}

TEST(ExportedFixes, UnitsMustAgree) {
  Readers Who = {{"/a.h", {"/a.cpp", "/b.cpp"}}};
  ExportedFix X = fix("one", {{"/a.h", 3, 1, "x"}}),
              Y = fix("one", {{"/a.h", 3, 1, "y"}});
  EXPECT_EQ(fates({{"/a.cpp", {X}, {}}, {"/b.cpp", {Y}, {}}}, Who),
            (Strings{"one units-disagree", "one units-disagree"}));
  EXPECT_EQ(fates({{"/a.cpp", {X}, {}}}, Who), Strings{"one units-disagree"});
  EXPECT_EQ(fates({{"/a.cpp", {X}, {}}, {"/b.cpp", {error("")}, {}}}, Who),
            Strings{"one in"})
      << "a unit with errors has no say";
  // Merged: once for each unit.
  EXPECT_EQ(fates({{"", {X, X}, {}}}, Who), Strings{"one in"});
  EXPECT_EQ(fates({{"", {X}, {}}}, Who), Strings{"one units-disagree"});
  EXPECT_EQ(fates({{"", {X}, {}}, {"", {X}, {}}}, Who),
            Strings{"one units-disagree"});
  EXPECT_EQ(fates({{"", {X}, {}}, {"/a.cpp", {X}, {}}}, Who),
            Strings{"one units-disagree"});
  // Hone's own say who.
  X.Units = {"/a.cpp", "/b.cpp"};
  EXPECT_EQ(fates({{"", {X}, {}}}, Who), Strings{"one in"});
}

TEST(ExportedFixes, DeclarationsElsewhereNeedNoOtherUnit) {
  // Found in a.cpp, which only one unit reads.
  Readers Who = {{"/a.h", {"/a.cpp", "/b.cpp"}}, {"/a.cpp", {"/a.cpp"}}};
  EXPECT_EQ(fates({{"/a.cpp",
                    {fix("one", {{"/a.h", 3, 1, "x"}, {"/a.cpp", 9, 1, "x"}})},
                    {}}},
                  Who),
            Strings{"one in"});
}

TEST(ExportedFixes, InstancesMustAgree) {
  ExportedFix A = fix("one", {{"/a.cpp", 3, 1, "x"}}),
              B = fix("one", {{"/a.cpp", 30, 1, "x"}});
  B.Offset = 3;
  EXPECT_EQ(fates({{"/a.cpp", {A, B}, {}}}),
            (Strings{"one units-disagree", "one units-disagree"}));
}

TEST(ExportedFixes, TwoMissingIncludesAreNoDisagreement) {
  ExportedFix A = fix("one", {{"/a.cpp", 3, 0, "#include <a>\n"}}),
              B = fix("one", {{"/a.cpp", 3, 0, "#include <b>\n"}});
  B.Offset = 40;
  EXPECT_EQ(fates({{"/a.cpp", {A, B}, {}}}),
            (Strings{"one in", "one overlapping"}));
}

TEST(ExportedFixes, ErrorsSpoilTheirUnitOnly) {
  Readers Who = {{"/a.cpp", {"/a.cpp"}},
                 {"/b.cpp", {"/b.cpp"}},
                 {"/a.h", {"/a.cpp", "/b.cpp"}}};
  ExportedFix InA = fix("one", {{"/a.cpp", 3, 1, "x"}}, "Error"),
              InB = fix("one", {{"/b.cpp", 3, 1, "x"}}),
              InH = fix("one", {{"/a.h", 3, 1, "x"}});
  // A check that the user calls an error is none.
  EXPECT_EQ(
      fates({{"/a.cpp", {InA}, {}}, {"/b.cpp", {InB, error("/b.cpp")}, {}}},
            Who),
      (Strings{"one in", "one unit-has-errors"}));
  // The header's is proposed by one that has none, too.
  EXPECT_EQ(
      fates({{"/a.cpp", {InH}, {}}, {"/b.cpp", {InH, error("/b.cpp")}, {}}},
            Who),
      Strings{"one in"});
  // Merged: whatever the unit with the error reads.
  EXPECT_EQ(fates({{"", {InA, InB, InH, InH, error("/b.cpp")}, {}}}, Who),
            (Strings{"one in", "one unit-has-errors", "one unit-has-errors"}));
  EXPECT_EQ(fates({{"", {InA, error("")}, {}}}, Who),
            Strings{"one unit-has-errors"});
  // Clang's own fix of an error.
  EXPECT_EQ(
      fates({{"/a.cpp",
              {fix("clang-diagnostic-x", {{"/a.cpp", 3, 1, "x"}}, "Error")},
              {}}},
            Who),
      Strings{"clang-diagnostic-x unit-has-errors"});
}

TEST(ExportedFixes, LooseReplacementsAreOne) {
  Edit InH = {"/a.h", 3, 1, "x"}, InA = {"/a.cpp", 9, 1, "x"},
       InB = {"/b.cpp", 9, 1, "x"};
  Readers Who = {{"/a.h", {"/a.cpp", "/b.cpp"}}};
  std::vector<ExportedFixes> Documents = {{"/a.cpp", {}, {InH, InA}},
                                          {"/b.cpp", {}, {InH, InB}}};
  EXPECT_EQ(collectFixes(Documents, {})[0].Edits.size(), 3u);
  EXPECT_EQ(fates(Documents), Strings{"replacements in"});
  Documents[1].Loose[0].Text = "y";
  EXPECT_EQ(fates(Documents), Strings{"replacements units-disagree"});
}

static std::string adopted(std::string File, unsigned At, std::string Text) {
  AppliedFix F;
  F.Edits = {{"/a", At, 0, Text}};
  std::vector<AppliedFix> Fixes = {F};
  adoptLineEnds(Fixes, {{"/a", File}});
  return Fixes[0].Edits[0].Text;
}

TEST(ExportedFixes, LinesEndAsInTheFile) {
  EXPECT_EQ(adopted("a\r\nb\r\n", 0, "x\ny\n"), "x\r\ny\r\n");
  EXPECT_EQ(adopted("a\r\nb\r\n", 0, "x\r\n"), "x\r\n");
  EXPECT_EQ(adopted("a\r\nb\n", 0, "x\n"), "x\n") << "mixed";
  EXPECT_EQ(adopted("a\nb\n", 0, "x\n"), "x\n");
  EXPECT_EQ(adopted("a", 0, "x\n"), "x\n");
  EXPECT_EQ(adopted("a\r\nb\r\n", 2, "\nx\r"), "\nx\r") << "between CR and LF";
}
