// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A compiler of pieces must outlive pieces that are not C++.
#include "../../../lib/Verify/Compiler.h"
#include "hone/Support/Support.h"
#include "hone/Project/Project.h"
#include <gtest/gtest.h>

using namespace hone;

/// Whether a fresh compiler refuses \p Bad and then still takes a good piece.
static void expectRefused(llvm::StringRef Bad) {
  TempDir Folder = llvm::cantFail(TempDir::create());
  Unit U;
  U.MainFile = "/tmp/unit.cpp";
  U.ClangFlags = {"-std=c++17", "-resource-dir", resourceDir()};
  auto Compiler = llvm::cantFail(ChunkCompiler::create(U, Folder.path()));
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
