// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Folder.h"
#include <unistd.h>

using namespace hone;

namespace {
/// Notes the functions that have a body.
class Names : public clang::ASTConsumer {
public:
  explicit Names(std::vector<std::string> &Seen) : Seen(Seen) {}
  void HandleTranslationUnit(clang::ASTContext &Context) override {
    for (const clang::Decl *D : Context.getTranslationUnitDecl()->decls())
      if (const auto *F = llvm::dyn_cast<clang::FunctionDecl>(D))
        if (F->hasBody() &&
            Context.getSourceManager().isInMainFile(F->getLocation()))
          Seen.push_back(F->getNameAsString());
  }
  std::vector<std::string> &Seen;
};

struct Parsed {
  std::vector<std::string> Functions;
  ParseDiagnostics Diagnostics;
};
} // namespace

static Parsed parse(const Unit &U, const Overlay &Files = {},
                    FlagSet Which = FlagSet::Own) {
  Parsed R;
  llvm::Error E = parseUnit(
      U, Files, Which,
      [&](clang::CompilerInstance &) {
        return std::make_unique<Names>(R.Functions);
      },
      R.Diagnostics);
  EXPECT_FALSE(bool(E)) << llvm::toString(std::move(E));
  return R;
}

static Unit only(const Folder &F) {
  Project P = F.load();
  EXPECT_EQ(P.Units.size(), 1u);
  return P.Units.empty() ? Unit() : P.Units[0];
}

TEST(Parse, FindsTheStandardLibraryAndTheOwnHeaders) {
  Folder F;
  F.write("inc/own.h", "#include <stddef.h>\nusing Size = size_t;\n");
  F.write("src/a.cpp", "#include <own.h>\n#include <vector>\n#include <span>\n"
                       "#include <immintrin.h>\n"
                       "Size f(std::span<int> v) { return v.size(); }\n");
  F.database(
      {{"src/a.cpp", "g++ -std=c++20 -Werror -Iinc -O2 -mavx2 -c src/a.cpp"}});
  const Parsed R = parse(only(F));
  EXPECT_EQ(R.Diagnostics.Errors, 0u) << R.Diagnostics.Text;
  EXPECT_EQ(R.Functions, std::vector<std::string>{"f"});
}

TEST(Parse, LeavesTheWorkingDirectoryAlone) {
  llvm::SmallString<256> Before, After;
  llvm::sys::fs::current_path(Before);
  Folder F;
  F.write("a.cpp", "int f() { return 0; }\n");
  F.database({{"a.cpp", "g++ -c a.cpp"}});
  parse(only(F));
  llvm::sys::fs::current_path(After);
  EXPECT_EQ(Before, After);
}

TEST(Parse, CollectsErrorsAndGoesOn) {
  Folder F;
  std::string Text = "int good() { return 0; }\n";
  for (int I = 0; I != 15; ++I)
    Text += "unknown" + std::to_string(I) + " x;\n";
  F.write("a.cpp", Text);
  F.database({{"a.cpp", "g++ -c a.cpp"}});
  const Parsed R = parse(only(F));
  EXPECT_EQ(R.Diagnostics.Errors, 15u);
  EXPECT_NE(
      R.Diagnostics.Text.find(F.path("a.cpp") + ":2:1: error: unknown type"),
      std::string::npos)
      << R.Diagnostics.Text;
  EXPECT_EQ(R.Functions, std::vector<std::string>{"good"});
}

TEST(Parse, WritesNothing) {
  Folder F;
  F.write("a.cpp", "int f() { return 0; }\n");
  F.database({{"a.cpp",
               "clang++ -O2 -g -gsplit-dwarf --coverage -ftime-trace "
               "-Wp,-MD,a.d -fsave-optimization-record -MD -c a.cpp -o a.o"}});
  const Unit U = only(F);
  parse(U);
  parse(U, {}, FlagSet::Fast);
  std::error_code E;
  std::vector<std::string> Entries;
  for (llvm::sys::fs::directory_iterator I(F.path(), E), End; I != End;
       I.increment(E))
    Entries.push_back(llvm::sys::path::filename(I->path()).str());
  llvm::sort(Entries);
  EXPECT_EQ(Entries, (std::vector<std::string>{"a.cpp", "build"}));
}

TEST(Parse, SeesOverlaidTextByWhateverPath) {
  Folder F;
  const std::string H = F.write("real/own.h", "#error \"text of the disk\"\n");
  const std::string A = F.write("src/a.cpp", "#error \"text of the disk\"\n");
  ASSERT_EQ(symlink(F.path("real").c_str(), F.path("link").c_str()), 0);
  F.database({{"src/a.cpp", "g++ -Ilink -c src/a.cpp"}});
  const Parsed R =
      parse(only(F), {{H, "#pragma once\ninline int g() { return 1; }\n"},
                      {A, "#include <own.h>\n#include \"../real/own.h\"\n"
                          "int f() { return g(); }\n"}});
  EXPECT_EQ(R.Diagnostics.Errors, 0u) << R.Diagnostics.Text;
  EXPECT_EQ(R.Functions, std::vector<std::string>{"f"});
}

TEST(Parse, TakesWhatGccOnlyWarnsAbout) {
  Folder F;
  F.write("a.cpp", "int n; int f() { char a[] = {n}; return a[0]; }\n");
  F.database({{"a.cpp", "g++ -pedantic-errors -Werror=narrowing -c a.cpp"}});
  EXPECT_EQ(parse(only(F)).Diagnostics.Errors, 0u);
}

TEST(Parse, ReadsThePrecompiledHeadersText) {
  Folder F;
  F.write("pch.hxx", "using Number = int;\n");
  F.write("pch.hxx.gch", "not for clang");
  F.write("pch.hxx.pch", "CPCH of another clang");
  F.write("a.cpp", "Number f() { return 1; }\n");
  F.database({{"a.cpp", "g++ -include pch.hxx -c a.cpp"}});
  const Parsed R = parse(only(F));
  EXPECT_EQ(R.Diagnostics.Errors, 0u) << R.Diagnostics.Text;
}

TEST(Parse, TakesDotCForCppWhenTheCompilerDoes) {
  Folder F;
  F.write(
      "a.c",
      "template <class T> T f(T x) { return x; }\nint g() { return f(1); }\n");
  F.database({{"a.c", "g++ -c a.c"}});
  const Parsed R = parse(only(F));
  EXPECT_EQ(R.Diagnostics.Errors, 0u) << R.Diagnostics.Text;
  EXPECT_EQ(R.Functions, std::vector<std::string>{"g"});
}

TEST(Parse, FindsOpenMPsHeaderWithGccs) {
  Folder F;
  F.write("a.cpp",
          "#include <omp.h>\n#include <limits>\n#include <immintrin.h>\n"
          "int f() { return omp_get_max_threads(); }\n");
  F.database({{"a.cpp", "g++ -O2 -fopenmp -c a.cpp"}});
  const Parsed R = parse(only(F));
  EXPECT_EQ(R.Diagnostics.Errors, 0u) << R.Diagnostics.Text;
}

TEST(Parse, PointsIntoNothingThatIsGone) {
  Folder F;
  F.write("a.cpp", "int f() { return 0; }\n");
  F.database({{"a.cpp", "g++ -c a.cpp"}});
  const char *Name = "not asked";
  ParseDiagnostics Diagnostics;
  llvm::Error E = parseAst(only(F), {}, FlagSet::Fast,
                           [&](clang::CompilerInstance &CI, clang::ASTContext &) { Name = CI.getCodeGenOpts().Argv0; },
                           Diagnostics);
  EXPECT_FALSE(bool(E)) << llvm::toString(std::move(E));
  EXPECT_EQ(Name, nullptr); // The name of the driver lived in the function that made the invocation.
}
