// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What two versions of a unit have in common, and what not.
#include "hone/Versions/Versions.h"
#include "clang/AST/ASTContext.h"
#include "clang/Frontend/CompilerInstance.h"
#include "hone/Support/Support.h"
#include <gtest/gtest.h>

using namespace hone;

namespace {

/// Declares \p Text as the one file of a project; through JSON, as between processes.
UnitVersion versionOf(const std::string &Text) {
  static TempDir Folder = llvm::cantFail(TempDir::create());
  Project P;
  P.Root = realPath(Folder.path());
  Unit U;
  U.Directory = P.Root;
  U.MainFile = P.Root + "/main.cpp";
  U.ClangFlags = {"-std=c++17", "-resource-dir", resourceDir()};
  llvm::cantFail(writeFile(U.MainFile, Text));
  UnitVersion V, Read;
  ParseDiagnostics Said;
  llvm::cantFail(parseAst(
      U, {}, FlagSet::Own,
      [&](clang::CompilerInstance &, clang::ASTContext &Context) {
        V = describeVersion(Context, P);
      },
      Said));
  EXPECT_EQ(Said.Errors, 0u) << Said.Text;
  llvm::json::Path::Root Root;
  EXPECT_TRUE(fromJSON(toJSON(V), Read, Root)) << llvm::toString(Root.getError());
  return Read;
}

/// The edit that turns one into the other, and the names of what differs.
struct Difference {
  std::vector<std::string> Names, Notes;
  std::string Patched;
};
Difference differ(const std::string &Before, const std::string &After) {
  Difference D;
  std::vector<Edit> Edits;
  for (const Finding &F : pairFunctions(versionOf(Before), versionOf(After), D.Notes)) {
    D.Names.push_back(F.Function);
    for (const Edit &E : F.Fix.Edits)
      if (!llvm::StringRef(E.Text).starts_with("#include"))
        Edits.push_back(E);
  }
  llvm::sort(Edits, [](const Edit &A, const Edit &B) { return A.Offset < B.Offset; });
  D.Patched = applyEdits(Before, Edits);
  return D;
}

using Names = std::vector<std::string>;

TEST(Versions, LayoutAndCommentsAreNoDifference) {
  EXPECT_EQ(differ("int f(int a) { return a; }\n",
                   "// new\nint f( int a ) {\n  return a; // same\n}\n").Names, Names{});
}

TEST(Versions, TheEditIsTheLinesThatDiffer) {
  const char *Before = "int f(int a) {\n  int b = a;\n  b += 1;\n  return b;\n}\n";
  const char *After = "int f(int a) {\n  int b = a;\n  b += 2;\n  return b;\n}\n";
  std::vector<std::string> Notes;
  std::vector<Finding> Found = pairFunctions(versionOf(Before), versionOf(After), Notes);
  ASSERT_EQ(Found.size(), 1u);
  ASSERT_EQ(Found[0].Fix.Edits.size(), 1u);
  EXPECT_EQ(Found[0].Fix.Edits[0].Text, "  b += 2;\n");
  EXPECT_EQ(differ(Before, After).Patched, After);
}

TEST(Versions, LinesThatRepeatAreCutOnce) {
  const char *Before = "void f(int &a) {\n  a++;\n  a++;\n}\n";
  const char *After = "void f(int &a) {\n  a++;\n  a++;\n  a++;\n}\n";
  EXPECT_EQ(differ(Before, After).Patched, After);
  EXPECT_EQ(differ(After, Before).Patched, Before);
}

TEST(Versions, ParametersMayBeNamedAnew) {
  const char *Before = "static int f(int a) { return a; }\nint g() { return f(1); }\n";
  const char *After = "static int f(int value) { return value; }\nint g() { return f(1); }\n";
  EXPECT_EQ(differ(Before, After).Names, Names{"f"});
  EXPECT_EQ(differ(Before, After).Patched, After);
}

TEST(Versions, OverloadsMembersAndTemplatesFindTheirOwn) {
  EXPECT_EQ(differ("namespace n { int f(int) { return 1; } int f(long) { return 2; }\n"
                   "struct S { int f() const { return 3; } int f() { return 4; } };\n"
                   "template <class T> T t(T x) { return x; } }\n",
                   "namespace n { int f(int) { return 1; } int f(long) { return 5; }\n"
                   "struct S { int f() const { return 6; } int f() { return 4; } };\n"
                   "template <class T> T t(T x) { return x + 0; } }\n").Names,
            (Names{"n::f", "n::S::f", "n::t"}));
}

TEST(Versions, WhatElseIsDeclaredOtherwiseIsTold) {
  Difference D = differ("const int limit = 1;\nstruct S { int a; int f() { return a; } };\n",
                        "const int limit = 2;\nstruct S { int a; int f() { return +a; } };\n");
  EXPECT_EQ(D.Names, Names{"S::f"});
  ASSERT_EQ(D.Notes.size(), 1u);
  EXPECT_NE(D.Notes[0].find("'limit'"), std::string::npos) << D.Notes[0];
}

TEST(Versions, AClassAndItsForwardDeclarationAreTwoThings) {
  Difference D = differ("typedef struct S S;\nstruct S { int a; };\nint f(S *s) { return s->a; }\n",
                        "typedef struct S S;\nstruct S { int a; };\nint f(S *s) { return +s->a; }\n");
  EXPECT_EQ(D.Names, Names{"f"});
  EXPECT_TRUE(D.Notes.empty()) << D.Notes[0];
}

TEST(Versions, NewDeclarationsStandInTheirNamespaces) {
  std::string Added = addedDeclarations(
      versionOf("int old() { return 1; }\n"),
      versionOf("namespace a { static const int k = 2; namespace { int h() { return k; } } }\n"
                "int later();\nint old() { return later() + a::k; }\nint main() {}\n"));
  UnitVersion V = versionOf("int old() { return 1; }\n" + Added);
  Names Found;
  for (const Declared &D : V.All)
    Found.push_back(D.Name);
  EXPECT_EQ(Found, (Names{"old", "a::k", "a::(anonymous namespace)::h", "later"}));
}

} // namespace
