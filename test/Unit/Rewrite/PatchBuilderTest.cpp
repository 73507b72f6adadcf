// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "hone/Rewrite/PatchBuilder.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "clang/Tooling/Tooling.h"
#include "gtest/gtest.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace hone;

namespace {
using Files = std::vector<std::pair<std::string, std::string>>;

/// Parses \p Code as /proj/input.cc and runs \p Use on its context.
void withCode(const std::string &Code, const Files &Others,
              const std::function<void(ASTContext &)> &Use) {
  struct Action : ASTFrontendAction {
    const std::function<void(ASTContext &)> &Use;
    explicit Action(const std::function<void(ASTContext &)> &Use) : Use(Use) {}
    std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &, StringRef) override {
      struct Consumer : ASTConsumer {
        const std::function<void(ASTContext &)> &Use;
        explicit Consumer(const std::function<void(ASTContext &)> &Use) : Use(Use) {}
        void HandleTranslationUnit(ASTContext &Context) override { Use(Context); }
      };
      return std::make_unique<Consumer>(Use);
    }
  };
  EXPECT_TRUE(tooling::runToolOnCodeWithArgs(std::make_unique<Action>(Use), Code,
                                             {"-std=c++20", "-w"}, "/proj/input.cc", "test",
                                             std::make_shared<PCHContainerOperations>(), Others))
      << Code;
}

template <typename T> const T &only(ASTContext &Context, StatementMatcher Matcher) {
  auto Found = match(stmt(isExpansionInMainFile(), Matcher).bind("x"), Context);
  EXPECT_EQ(Found.size(), 1u);
  return *Found[0].template getNodeAs<T>("x");
}

/// What is left of \p Code after \p Edit on its only for loop, or the error.
std::string edited(const std::string &Code, const Files &Others,
                   const std::function<void(PatchBuilder &, const ForStmt &)> &Edit) {
  std::string Result;
  withCode(Code, Others, [&](ASTContext &Context) {
    PatchBuilder P(Context);
    Edit(P, only<ForStmt>(Context, forStmt()));
    llvm::Expected<Patch> Made = P.take();
    if (!Made) {
      Result = "error " + llvm::toString(Made.takeError());
      return;
    }
    for (const hone::Edit &E : Made->Edits)
      EXPECT_EQ(E.File, "/proj/input.cc");
    Result = applyEdits(Code, Made->Edits);
  });
  return Result;
}

std::string hoisted(const std::string &Code, const Files &Others = {}) {
  return edited(Code, Others, [](PatchBuilder &P, const ForStmt &Loop) {
    P.insertStatementsBefore(Loop, "const int size = n;");
  });
}

std::string errorCode(const std::string &Text) {
  return Text.substr(0, Text.find(':'));
}
} // namespace

TEST(Statements, standAtTheLoopsIndentation) {
  EXPECT_EQ(hoisted("void f(int n) {\n  // Each.\n  for (int i = 0; i < n; ++i)\n    ;\n}\n"),
            "void f(int n) {\n  // Each.\n  const int size = n;\n"
            "  for (int i = 0; i < n; ++i)\n    ;\n}\n");
  EXPECT_EQ(hoisted("void f(int n) {\r\n\tfor (;;)\r\n\t\t;\r\n}\r\n"),
            "void f(int n) {\r\n\tconst int size = n;\r\n\tfor (;;)\r\n\t\t;\r\n}\r\n");
  EXPECT_EQ(hoisted("void f(int n) { n = 1; for (;;) ; }\n"),
            "void f(int n) { n = 1; const int size = n; for (;;) ; }\n");
}

TEST(Statements, severalLinesKeepTheirOwnIndentation) {
  EXPECT_EQ(edited("void f(int n) {\n\tfor (;;)\n\t\t;\n}\n", {},
                   [](PatchBuilder &P, const ForStmt &Loop) {
                     P.insertStatementsBefore(Loop, "int a =\n    n;");
                     P.insertStatementsBefore(Loop, "int b = n;");
                   }),
            "void f(int n) {\n\tint a =\n\t    n;\n\tint b = n;\n\tfor (;;)\n\t\t;\n}\n");
}

TEST(Statements, stepsOfSpacesWithATabForEight) {
  const std::string Before = "void f(int n)\n{\n  if (n)\n    {\n      while (n)\n\t--n;\n      ", Loop = "for (;;)\n\t;\n    }\n}\n";
  EXPECT_EQ(edited(Before + Loop, {},
                   [](PatchBuilder &P, const ForStmt &Loop) {
                     P.insertStatementsBefore(Loop, "if (n) {\n\tint a =\n      n;\n}");
                   }),
            Before + "if (n) {\n\tint a =\n\t    n;\n      }\n      " + Loop);
}

TEST(Statements, commentsAreIndentedAsTheyLike) {
  const std::string Before = "/*\n   One.\n   Two.\n   Three.\n*/\nvoid f(int n) {\n\twhile (n)\n\t\t--n;\n\t", Loop = "for (;;)\n\t\t;\n}\n";
  EXPECT_EQ(edited(Before + Loop, {},
                   [](PatchBuilder &P, const ForStmt &Loop) { P.insertStatementsBefore(Loop, "if (n) {\n\tn = 4;\n}"); }),
            Before + "if (n) {\n\t\tn = 4;\n\t}\n\t" + Loop);
}

TEST(Statements, aStringKeepsItsSpaces) {
  const std::string Before = "void g(const char *);\nvoid f(int n)\n{\n  if (n)\n    {\n      while (n)\n\t--n;\n      ", Loop = "for (;;)\n\t;\n    }\n}\n";
  const std::string Text = "g(\"a\\\n          b\");";
  EXPECT_EQ(edited(Before + Loop, {}, [&](PatchBuilder &P, const ForStmt &Loop) { P.insertStatementsBefore(Loop, Text); }),
            Before + Text + "\n      " + Loop);
}

TEST(Statements, aStrayTabIsNoStyle) {
  EXPECT_EQ(edited("void f(int n) {\n    if (n)\n        n = 1;\n    if (!n)\n        n = 2;\n\tn = 3;\n    for (;;)\n        ;\n}\n", {},
                   [](PatchBuilder &P, const ForStmt &Loop) { P.insertStatementsBefore(Loop, "if (n) {\n\tn = 4;\n}"); }),
            "void f(int n) {\n    if (n)\n        n = 1;\n    if (!n)\n        n = 2;\n\tn = 3;\n    if (n) {\n        n = 4;\n    }\n"
            "    for (;;)\n        ;\n}\n");
}

TEST(Statements, bracesForBodies) {
  EXPECT_EQ(hoisted("void f(int n) {\n    if (n) // why\n        for (;;)\n            n++; // x\n}\n"),
            "void f(int n) {\n    if (n) { // why\n        const int size = n;\n        for (;;)\n"
            "            n++; // x\n    }\n}\n");
  EXPECT_EQ(hoisted("void f(int n) {\n  if (n)\n    for (;;) {\n    }\n  else\n    n = 2;\n}\n"),
            "void f(int n) {\n  if (n) {\n    const int size = n;\n    for (;;) {\n    }\n"
            "  } else\n    n = 2;\n}\n");
  EXPECT_EQ(hoisted("void f(int n) {\n  if (n)\n    n = 1;\n  else for (;;)\n      n++;\n}\n"),
            "void f(int n) {\n  if (n)\n    n = 1;\n  else {\n    const int size = n;\n"
            "    for (;;)\n      n++;\n  }\n}\n");
  EXPECT_EQ(hoisted("void f(int n) {\n  while (n)\n    for (;;)\n      if (n)\n        n--;\n}\n"),
            "void f(int n) {\n  while (n) {\n    const int size = n;\n    for (;;)\n"
            "      if (n)\n        n--;\n  }\n}\n");
  EXPECT_EQ(hoisted("void f(int n) {\n  switch (n) {\n  case 1:\n    for (;;)\n      n++;\n"
                    "    break;\n  case 2:;\n  }\n}\n"),
            "void f(int n) {\n  switch (n) {\n  case 1: {\n    const int size = n;\n    for (;;)\n"
            "      n++;\n  }\n    break;\n  case 2:;\n  }\n}\n");
}

TEST(Statements, standBehindTheLoopToo) {
  auto Enclosed = [](const std::string &Code) {
    return edited(Code, {}, [](PatchBuilder &P, const ForStmt &Loop) {
      P.insertStatementsAfter(Loop, "if (m)\n  n = m;");
      P.insertStatementsBefore(Loop, "int m = n;");
    });
  };
  EXPECT_EQ(Enclosed("void f(int n) {\n  for (;;)\n    n++; // x\n  n = 2;\n}\n"),
            "void f(int n) {\n  int m = n;\n  for (;;)\n    n++; // x\n  if (m)\n    n = m;\n  n = 2;\n}\n");
  EXPECT_EQ(Enclosed("void f(int n) {\n  if (n)\n    for (;;) {\n    }\n  else\n    n = 2;\n}\n"),
            "void f(int n) {\n  if (n) {\n    int m = n;\n    for (;;) {\n    }\n    if (m)\n      n = m;\n"
            "  } else\n    n = 2;\n}\n");
  EXPECT_EQ(Enclosed("void f(int n) {\n  while (n) for (;;) n++; // x\n}\n"),
            "void f(int n) {\n  while (n) {\n    int m = n;\n    for (;;) n++; // x\n    if (m)\n      n = m;\n  }\n}\n");
}

TEST(Statements, noPlaceWhereAJumpPasses) {
  EXPECT_EQ(errorCode(hoisted("void f(int n) { switch (n) { case 1: n = 2; for (;;); case 2:; } }")),
            "error no-place");
  EXPECT_EQ(errorCode(hoisted("void f(int n) { if (n) goto end; for (;;); end:; }")),
            "error no-place");
  EXPECT_EQ(errorCode(hoisted("void f(int n) { n = 1; [[likely]] for (;;); }")),
            "error no-place");
}

TEST(Statements, aPreprocessorLineIsRespected) {
  EXPECT_EQ(errorCode(hoisted("void f(int n) {\n#pragma omp parallel for\n for (;;);\n}")),
            "error preprocessor");
  EXPECT_EQ(errorCode(hoisted("void f(int n) {\n#ifdef X\n if (n)\n#endif\n for (;;);\n}")),
            "error preprocessor");
  EXPECT_EQ(errorCode(hoisted("void f(int n) {\n for (;;) {\n#ifdef X\n n = 1;\n#endif\n }\n}")),
            "error preprocessor");
  EXPECT_EQ(hoisted("void f(int n) {\n  n = 1;\n#ifdef X\n  n = 2;\n#endif\n  for (;;);\n}"),
            "void f(int n) {\n  n = 1;\n#ifdef X\n  n = 2;\n#endif\n  const int size = n;\n"
            "  for (;;);\n}");
}

TEST(Statements, commentsForToolsStayAboveTheLoop) {
  EXPECT_EQ(hoisted("void f(int n) {\n  // NOLINTNEXTLINE(x)\n  for (;;);\n}"),
            "void f(int n) {\n  const int size = n;\n  // NOLINTNEXTLINE(x)\n  for (;;);\n}");
}

TEST(Ranges, macrosAreRefused) {
  EXPECT_EQ(errorCode(hoisted("#define EACH for (;;)\nvoid f(int n) {\n  EACH\n    ;\n}")),
            "error macro");
  EXPECT_EQ(errorCode(edited("#define ONE 1\nvoid f(int n) {\n  for (n = ONE + 2;;);\n}", {},
                             [](PatchBuilder &P, const ForStmt &Loop) {
                               EXPECT_EQ(P.text(Loop.getInit()->getSourceRange()), "");
                               P.replace(Loop.getInit()->getSourceRange(), "n = 3");
                             })),
            "error macro");
}

TEST(Ranges, editsAreMinimalAndApart) {
  std::string Code = "void f(int n) {\n  for (n = 1; n < 10; ++n);\n}\n";
  withCode(Code, {}, [&](ASTContext &Context) {
    const auto &Loop = only<ForStmt>(Context, forStmt());
    PatchBuilder P(Context);
    P.insertAfter(Loop.getInit()->getSourceRange(), " + 1");
    P.replace(Loop.getCond()->getSourceRange(), "n < 20");
    llvm::Expected<Patch> Made = P.take();
    ASSERT_TRUE(bool(Made));
    ASSERT_EQ(Made->Edits.size(), 2u);
    EXPECT_EQ(Made->Edits[0].Length, 0u);
    EXPECT_EQ(Made->Edits[1].Length, 1u);
    EXPECT_EQ(Made->Edits[1].Text, "2");
    PatchBuilder Q(Context);
    Q.replace(Loop.getCond()->getSourceRange(), "a");
    Q.replace(cast<BinaryOperator>(Loop.getCond())->getLHS()->getSourceRange(), "b");
    llvm::Expected<Patch> Bad = Q.take();
    ASSERT_FALSE(bool(Bad));
    EXPECT_EQ(errorCode(llvm::toString(Bad.takeError())), "overlap");
  });
}

static std::string included(const std::string &Top) {
  std::string Body = "void f(int n) { for (;;); }\n";
  std::string Result = edited(Top + Body, {{"/proj/a.h", ""}, {"/proj/b.hpp", ""},
                                           {"/proj/inc/vector", ""}, {"/proj/inc/cstddef", ""},
                                           {"/proj/inc/span", ""}, {"/proj/inc/zlib.h", ""}},
                              [](PatchBuilder &P, const ForStmt &Loop) {
                                P.insertBefore(Loop.getBeginLoc(), ";");
                                P.addInclude("span");
                              });
  std::size_t At = Result.find("void f");
  return At == std::string::npos ? Result : Result.substr(0, At);
}

TEST(Includes, goWhereTheFileCallsForThem) {
  EXPECT_EQ(included("#include \"a.h\"\n\n#include \"inc/zlib.h\"\n\n"),
            "#include \"a.h\"\n\n#include \"inc/zlib.h\"\n#include <span>\n\n");
  EXPECT_EQ(included("#include \"a.h\"\n\n#include <cstddef>\n#include <version>\n\n"),
            "#include \"a.h\"\n\n#include <cstddef>\n#include <span>\n#include <version>\n\n");
  EXPECT_EQ(included("#include <version>\n#include <cstddef>\n"),
            "#include <version>\n#include <cstddef>\n#include <span>\n");
  EXPECT_EQ(included("#include <cstddef>\r\n#include <version>\r\n"),
            "#include <cstddef>\r\n#include <span>\r\n#include <version>\r\n");
  EXPECT_EQ(included("#include <span>\n"), "#include <span>\n");
  EXPECT_EQ(included("#if 1\n#include <span>\n#endif\n#include <cstddef>\n"),
            "#if 1\n#include <span>\n#endif\n#include <cstddef>\n#include <span>\n");
  EXPECT_EQ(included("// Licence.\n\n// About f.\n"), "// Licence.\n\n#include <span>\n\n// About f.\n");
  EXPECT_EQ(included(""), "#include <span>\n\n");
  EXPECT_EQ(included("// L\n#ifndef G\n#define G\n\nint a;\n#endif\n"),
            "// L\n#ifndef G\n#define G\n\n#include <span>\n\nint a;\n#endif\n");
  EXPECT_EQ(included("#pragma once\n\nint a;\n"), "#pragma once\n\n#include <span>\n\nint a;\n");
}

TEST(Formatting, onlyTouchedLinesAndOnlyWithAStyle) {
  std::string Code = "void f( int n ) {\n  int  odd=1;\n  for (;;) { odd  = 2; }\n}\n";
  EXPECT_EQ(hoisted(Code), "void f( int n ) {\n  int  odd=1;\n  const int size = n;\n"
                           "  for (;;) { odd  = 2; }\n}\n");
  EXPECT_EQ(hoisted(Code, {{"/proj/.clang-format",
                            "BasedOnStyle: LLVM\nPointerAlignment: Left\n"
                            "QualifierAlignment: Right\n"}}),
            "void f( int n ) {\n  int  odd=1;\n  int const size = n;\n"
            "  for (;;) { odd  = 2; }\n}\n");
  EXPECT_EQ(edited("void f(int n) {\n\tfor (;;)\n\t\tn  =  1;\n}\n",
                   {{"/proj/.clang-format", "BasedOnStyle: LLVM\nColumnLimit: 30\n"
                                            "UseTab: Always\nIndentWidth: 8\nTabWidth: 8\n"}},
                   [](PatchBuilder &P, const ForStmt &Loop) {
                     P.insertStatementsBefore(Loop, "const int aLongName = n + n + n;");
                   }),
            "void f(int n) {\n\tconst int aLongName =\n\t    n + n + n;\n\tfor (;;)\n"
            "\t\tn  =  1;\n}\n");
}

TEST(Names, hideNothing) {
  auto Fresh = [](const std::string &Code, StringRef Wanted) {
    std::string Result;
    withCode(Code, {}, [&](ASTContext &Context) {
      Result = freshName(only<ForStmt>(Context, forStmt()), Context, Wanted);
    });
    return Result;
  };
  EXPECT_EQ(Fresh("void f() { for (;;); }", "size"), "size");
  EXPECT_EQ(Fresh("void f(int size) { for (;;); }", "size"), "size2");
  EXPECT_EQ(Fresh("void f() { for (;;); { int size, size2; } }", "size"), "size3");
  EXPECT_EQ(Fresh("struct B { int size; }; struct D : B { void f() { for (;;); } };", "size"),
            "size2");
  EXPECT_EQ(Fresh("struct D { void f(); int size; }; void D::f() { for (;;); }", "size"), "size2");
  EXPECT_EQ(Fresh("#define size 1\nvoid f() { for (;;); }", "size"), "size2");
  EXPECT_EQ(Fresh("int size; void f() { for (;;); }", "size"), "size2");
  EXPECT_EQ(Fresh("void f() { for (;;); }", "register"), "register2");
  EXPECT_EQ(Fresh("int g();\n#define G size()\nint size(); void f() { G; for (;;); }", "size"),
            "size2");
  EXPECT_EQ(Fresh("void f() { auto l = [](int size) { for (;;); }; }", "size"), "size2");
}

TEST(Names, typesInTheFilesOwnWords) {
  auto Spelled = [](const std::string &Code) {
    std::string Result;
    withCode(Code, {}, [&](ASTContext &Context) {
      const auto &Loop = only<ForStmt>(Context, forStmt());
      auto Found = match(varDecl(hasName("it")).bind("v"), Context);
      EXPECT_EQ(Found.size(), 1u);
      Result = typeText(Found[0].getNodeAs<VarDecl>("v")->getType(), Loop, Context);
    });
    return Result;
  };
  std::string Size = "namespace std { typedef unsigned long size_t; }\n"
                     "template <class T> struct V { using size_type = std::size_t; };\n"
                     "using std::size_t;\n";
  EXPECT_EQ(Spelled(Size + "V<int>::size_type it; void f() { for (;;); }"), "std::size_t");
  EXPECT_EQ(Spelled(Size + "size_t a; size_t b;size_t c; V<int>::size_type it; void f() { for (;;); }"),
            "size_t");
  EXPECT_EQ(Spelled("const unsigned char it = 1; void f() { for (;;); }"), "unsigned char");
  EXPECT_EQ(Spelled("const char *const it = 0; void f() { for (;;); }"), "const char *");
  EXPECT_EQ(Spelled("namespace a { enum E { X }; E it; void f() { for (;;); } }"), "E");
  EXPECT_EQ(Spelled("namespace a { enum E { X }; E it; } void f() { for (;;); }"), "a::E");
  EXPECT_EQ(Spelled("class A { enum E { X }; static E it; void f() { for (;;); } };"), "E");
  EXPECT_EQ(Spelled("class A { enum E { X }; static E it; }; void f() { for (;;); }"), "");
  EXPECT_EQ(Spelled("struct A { typedef int I; I it2; }; A::I it; void f() { for (;;); }"), "int");
  EXPECT_EQ(Spelled("void (*it)(); void f() { for (;;); }"), "");
}

TEST(Pragmas, areFoundInTheText) {
  withCode("void f() {\n#pragma omp parallel for\n for (;;);\n}", {}, [](ASTContext &Context) {
    const auto &Loop = only<ForStmt>(Context, forStmt());
    EXPECT_TRUE(hasPragma(Loop, Context, "omp"));
    EXPECT_FALSE(hasPragma(Loop, Context, "acc"));
  });
}

static std::string replaced(const std::string &Code, const std::string &Lines = "call();") {
  return edited(Code, {}, [&](PatchBuilder &P, const ForStmt &Loop) { P.replaceStatement(Loop, Lines); });
}

TEST(Replaced, aStatementGoesWithItsSemicolon) {
  EXPECT_EQ(replaced("void f(int n) {\n  for (; n;)\n    --n;\n  n = 1;\n}\n"),
            "void f(int n) {\n  call();\n  n = 1;\n}\n");
  EXPECT_EQ(replaced("void f(int n) {\n  if (n)\n    for (; n;) { --n; }\n}\n", "if (n)\n  call();"),
            "void f(int n) {\n  if (n)\n    if (n)\n      call();\n}\n");
}

TEST(Replaced, whatStoodOnOneLineStaysOnIt) {
  EXPECT_EQ(replaced("void f(int n) { if (n) for (; n;) { --n; } }\n", "if (n)\n  call();"),
            "void f(int n) { if (n) if (n) call(); }\n");
}

TEST(Replaced, nothingSeemsToBelongToTheSecondLine) {
  EXPECT_EQ(errorCode(replaced("void f(int n) {\n  for (; n;) --n; n = 1;\n}\n", "if (n)\n  call();")), "error no-place");
  EXPECT_EQ(replaced("void f(int n) {\n  for (; n;) --n; n = 1;\n}\n"), "void f(int n) {\n  call(); n = 1;\n}\n");
}

TEST(Inserted, nothingSeemsToBelongToALoopThatComesToBeginALine) {
  auto Inserted = [](const std::string &Code, const std::string &Lines) {
    return edited(Code, {}, [&](PatchBuilder &P, const ForStmt &Loop) { P.insertStatementsBefore(Loop, Lines); });
  };
  EXPECT_EQ(errorCode(Inserted("void f(int n) { for (; n;) --n; n = 1; }\n", "int a;\nint b;")), "error no-place");
  EXPECT_EQ(Inserted("void f(int n) { for (; n;) --n; n = 1; }\n", "int a;"),
            "void f(int n) { int a; for (; n;) --n; n = 1; }\n");
  EXPECT_EQ(Inserted("void f(int n) { for (; n;) --n; }\n", "int a;\nint b;"),
            "void f(int n) { int a;\nint b;\nfor (; n;) --n; }\n");
}

TEST(Replaced, commentsGoAbove) {
  EXPECT_EQ(replaced("void f(int n) {\n  for (; n;) // down\n    /* one */ --n; // less\n}\n"),
            "void f(int n) {\n  // down\n  /* one */\n  call(); // less\n}\n");
  EXPECT_EQ(errorCode(replaced("void f(int n) {\n  for (; n;) // NOLINT\n    --n;\n}\n")), "error comment");
  EXPECT_EQ(errorCode(replaced("void f(int n) { for (; n;) // down\n --n;\n}\n")), "error comment");
}

TEST(Replaced, anElseKeepsItsIf) {
  EXPECT_EQ(replaced("void f(int n) {\n  if (n)\n    for (; n;)\n      --n;\n  else\n    n = 1;\n}\n", "if (n)\n  call();"),
            "void f(int n) {\n  if (n) {\n    if (n)\n      call();\n  } else\n    n = 1;\n}\n");
}

TEST(Replaced, noPragmaLosesItsLoop) {
  EXPECT_EQ(errorCode(replaced("void f(int n) {\n#pragma GCC ivdep\n  for (; n;)\n    --n;\n}\n")),
            "error preprocessor");
  EXPECT_EQ(errorCode(replaced("void f(int n) {\n  [[likely]] for (; n;)\n    --n;\n}\n")), "error preprocessor");
}
