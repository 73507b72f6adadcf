// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "hone/Core/FixesYaml.h"
#include "gtest/gtest.h"

using namespace hone;

static std::vector<ExportedFixes> parsed(llvm::StringRef Text) {
  auto Documents = parseExportedFixes(Text, "fixes.yaml");
  if (Documents)
    return *Documents;
  ADD_FAILURE() << llvm::toString(Documents.takeError());
  return {};
}

static std::string errorOf(llvm::StringRef Text) {
  auto Documents = parseExportedFixes(Text, "fixes.yaml");
  return Documents ? "" : llvm::toString(Documents.takeError());
}

TEST(FixesYaml, ReadsBothKindsOfDocument) {
  auto Documents = parsed(R"(---
MainSourceFile:  '/p/a.cpp'
Diagnostics:
  - DiagnosticName:  one
    DiagnosticMessage:
      Message:         'it''s better'
      FilePath:        'a.h'
      FileOffset:      7
      Replacements:
        - { FilePath: a.cpp, Offset: 19, Length: 0, ReplacementText: "\n#include <utility>\n" }
        - { FilePath: a.h, Offset: 3, Length: 4, ReplacementText: ')' }
      Ranges:
        - { FilePath: a.h, FileOffset: 7, Length: 2 }
    Notes:
      - Message: 'or this'
        FilePath: a.h
        FileOffset: 1
        Replacements:
          - { FilePath: a.h, Offset: 1, Length: 1, ReplacementText: other }
    Level:           Warning
    BuildDirectory:  '/p'
    SomethingNew:    1
...
---
MainSourceFile: ''
Replacements:
  - { FilePath: b.cpp, Offset: 1, Length: 2, ReplacementText: '' }
...
)");
  ASSERT_EQ(Documents.size(), 2u);
  ASSERT_EQ(Documents[0].Fixes.size(), 1u);
  const ExportedFix &F = Documents[0].Fixes[0];
  EXPECT_EQ(F.Check, "one");
  EXPECT_EQ(F.Message, "it's better");
  EXPECT_EQ(F.File, "a.h");
  EXPECT_EQ(F.Offset, 7u);
  EXPECT_EQ(F.Directory, "/p");
  ASSERT_EQ(F.Edits.size(), 2u);
  EXPECT_EQ(F.Edits[0].Text, "\n#include <utility>\n");
  EXPECT_EQ(F.Edits[1].Length, 4u);
  EXPECT_EQ(Documents[1].MainFile, "");
  EXPECT_EQ(Documents[1].Loose.size(), 1u);
}

TEST(FixesYaml, NothingIsNoDocument) {
  EXPECT_TRUE(parsed("").empty());
  EXPECT_TRUE(parsed(" \n").empty());
}

TEST(FixesYaml, DamageIsAnErrorWithItsPlace) {
  EXPECT_EQ(errorOf("Checks: '*'\n").substr(0, 14), "fixes.yaml:1: ");
  EXPECT_NE(errorOf("Diagnostics:\n  - DiagnosticName\n").find("fixes.yaml:2"),
            std::string::npos);
  EXPECT_NE(errorOf("Replacements:\n  - { FilePath: a, Offset: -1, Length: 0, "
                    "ReplacementText: x }\n")
                .find("number"),
            std::string::npos);
  EXPECT_NE(errorOf("Diagnostics: [\n"), "");
  EXPECT_NE(errorOf("\xFF\x01"), "");
  EXPECT_NE(errorOf("just words\n"), "");
}

TEST(FixesYaml, WhatIsPrintedIsRead) {
  ExportedFix F;
  F.Check = "hone-one";
  F.Message = "'quoted', \"twice\"";
  F.File = "/p/a b.cpp";
  F.Offset = 3;
  F.Edits = {{"/p/a b.cpp", 3, 0, "line\n  next: [x]\n"},
             {"/p/a b.cpp", 9, 2, "\xC3\xA9\t\r\n\\"},
             {"/p/a b.cpp", 12, 1, ""}};
  F.Units = {"/p/a b.cpp", "/p/c.cpp"};
  ExportedFix Lost = F;
  Lost.Edits[0].Text = "\xFF";
  auto Documents = parsed(printExportedFixes({"", {F, Lost}, {}}));
  ASSERT_EQ(Documents.size(), 1u);
  ASSERT_EQ(Documents[0].Fixes.size(), 1u) << "YAML cannot hold the other";
  const ExportedFix &Read = Documents[0].Fixes[0];
  EXPECT_EQ(Read.Message, F.Message);
  EXPECT_EQ(Read.File, F.File);
  EXPECT_EQ(Read.Units, F.Units);
  ASSERT_EQ(Read.Edits.size(), 3u);
  for (unsigned I = 0; I != 3; ++I) {
    EXPECT_EQ(Read.Edits[I].Offset, F.Edits[I].Offset);
    EXPECT_EQ(Read.Edits[I].Length, F.Edits[I].Length);
    EXPECT_EQ(Read.Edits[I].Text, F.Edits[I].Text);
  }
}
