// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A compiler of pieces must outlive pieces that are not C++, and emits what they
// share once.
#include "../../../lib/Verify/Compiler.h"
#include "hone/Support/Support.h"
#include "hone/Project/Project.h"
#include "llvm/Object/ELFObjectFile.h"
#include <gtest/gtest.h>
#include <set>

using namespace hone;

static std::unique_ptr<ChunkCompiler> compilerIn(const TempDir &Folder) {
  Unit U;
  U.MainFile = "/tmp/unit.cpp";
  U.ClangFlags = {"-std=c++17", "-resource-dir", resourceDir()};
  return llvm::cantFail(ChunkCompiler::create(U, Folder.path()));
}

/// What the object of a piece defines.
static std::set<std::string> definedBy(ChunkCompiler &Compiler, const char *Text) {
  ChunkRequest Request;
  Request.Text = Text;
  Chunk C = llvm::cantFail(Compiler.compile(Request));
  auto Object = llvm::cantFail(llvm::object::ObjectFile::createObjectFile(C.ObjectPath));
  std::set<std::string> Names;
  for (const llvm::object::SymbolRef &S : Object.getBinary()->symbols())
    if (!(llvm::cantFail(S.getFlags()) & llvm::object::SymbolRef::SF_Undefined))
      Names.insert(llvm::cantFail(S.getName()).str());
  return Names;
}

TEST(ChunkCompiler, EmitsAConstructorOnce) {
  TempDir Folder = llvm::cantFail(TempDir::create());
  auto Compiler = compilerIn(Folder);
  std::set<std::string> First =
      definedBy(*Compiler, "struct S { int v; S() : v(1) {} ~S() { v = 0; } };\n"
                           "int first() { S s; return s.v; }\n");
  std::set<std::string> Second = definedBy(*Compiler, "int second() { S s; return s.v; }\n");
  EXPECT_TRUE(Second.count("_Z6secondv"));
  for (const char *Variant : {"_ZN1SC1Ev", "_ZN1SC2Ev", "_ZN1SD1Ev", "_ZN1SD2Ev"}) {
    EXPECT_TRUE(First.count(Variant)) << Variant;
    EXPECT_FALSE(Second.count(Variant)) << Variant;
  }
}

/// Whether a fresh compiler refuses \p Bad and then still takes a good piece.
static void expectRefused(llvm::StringRef Bad) {
  TempDir Folder = llvm::cantFail(TempDir::create());
  auto Compiler = compilerIn(Folder);
  auto Compile = [&](llvm::StringRef Text) {
    ChunkRequest Request;
    Request.Text = Text.str();
    llvm::Expected<Chunk> C = Compiler->compile(Request);
    return C ? "" : llvm::toString(C.takeError());
  };
  EXPECT_EQ(Compile("namespace n { struct S { double *begin(), *end(); }; }\n"), "");
  EXPECT_NE(Compile(Bad), "") << Bad.str();
  EXPECT_EQ(Compile("namespace n { int after(S &) { return 1; } }\n"), "") << Bad.str();
}

TEST(ChunkCompiler, ComesBackFromErrorsInsideNamespaces) {
  expectRefused("namespace n {\nvoid f(S &s) {\n  for (double |x : s)\n    x = x * 2;\n}\n}\n");
  expectRefused("namespace n { void f(S &s) { if (s = ) { g(; } } }\n");
  expectRefused("namespace n { class C { void f() { for (int i = 0; i < ; } } }; }\n");
}

TEST(ChunkCompiler, ComesBackFromBrokenLambdas) {
  expectRefused("#include <algorithm>\nnamespace n { int f(double *b, double *e, int k) {\n"
                "  return std::count_if(b, e, [k + 1](double a) { return a > k; });\n} }\n");
}

TEST(ChunkCompiler, ComesBackFromMissingBrackets) {
  expectRefused("namespace n { void f(S &s) {\n");
  expectRefused("namespace n { void f(S &s) { s.begin(; }\n");
  expectRefused("namespace n { }\n}\n");
}
