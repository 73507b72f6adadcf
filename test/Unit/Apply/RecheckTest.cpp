// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Every unit that sees a change compiles with it, by its own compiler, before
// a byte is written. Each test runs with g++ and with clang++, because their
// ways of looking for headers differ.
#include "Sandbox.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Program.h"

using namespace hone;

class Recheck : public testing::TestWithParam<const char *> {
protected:
  Sandbox S;
  std::string Compiler = GetParam();
};
INSTANTIATE_TEST_SUITE_P(Compilers, Recheck,
                         testing::Values("g++", "clang++-22"),
                         [](const auto &Info) {
                           return Info.param[0] == 'g' ? "gcc" : "clang";
                         });

TEST_P(Recheck, WritesWhatCompiles) {
  S.write("src/a.cpp", "int f() { return 1; }\n");
  S.unit(Compiler, {"src/a.cpp"});
  ApplyResult R = S.apply({S.change("one", "src/a.cpp", "1", "2")});
  expectClean(R);
  EXPECT_EQ(R.Written, std::vector<std::string>{S.path("src/a.cpp")});
  EXPECT_EQ(S.read("src/a.cpp"), "int f() { return 2; }\n");
}

TEST_P(Recheck, WithdrawsTheGuiltyAndKeepsTheRest) {
  S.write("a.cpp",
          "int a = 1;\nint b = 2;\nint c = 3;\nint d = 4;\nint e = 5;\n");
  S.unit(Compiler, {"a.cpp"});
  ApplyResult R = S.apply({S.change("a", "a.cpp", "a = 1", "a = 10"),
                           S.change("b", "a.cpp", "b = 2", "b = nothing"),
                           S.change("c", "a.cpp", "c = 3", "c = 30"),
                           S.change("d", "a.cpp", "d = 4", "d = \"text\""),
                           S.change("e", "a.cpp", "e = 5", "e = 50")});
  EXPECT_EQ(S.read("a.cpp"),
            "int a = 10;\nint b = 2;\nint c = 30;\nint d = 4;\nint e = 50;\n");
  EXPECT_EQ(R.Withdrawn.size(), 2u);
  EXPECT_EQ(codeOf(R, "b"), "does-not-compile");
  EXPECT_EQ(codeOf(R, "d"), "does-not-compile");
  EXPECT_NE(R.Withdrawn["b"].Text.find("nothing"), std::string::npos)
      << R.Withdrawn["b"].Text;
  // The compiler's words, but not the name of a folder nobody has heard of.
  EXPECT_NE(R.Withdrawn["b"].Text.find(" a.cpp:2:"), std::string::npos)
      << R.Withdrawn["b"].Text;
  EXPECT_TRUE(R.Failures.empty());
}

TEST_P(Recheck, AUnitThatIncludesTheHeaderCanBreak) {
  // a.cpp compiles with the change, b.cpp, elsewhere, does not.
  S.write("include/h.h",
          "#pragma once\nstruct S { int size() const { return 1; } };\n");
  S.write("src/a.cpp",
          "#include \"../include/h.h\"\nint a() { return S().size(); }\n");
  S.write("lib/b.cpp", "#include <h.h>\nint S::*p = nullptr;\nint (S::*f)() "
                       "const = &S::size;\n");
  S.unit(Compiler, {"src/a.cpp", "include/h.h"});
  S.unit(Compiler, {"lib/b.cpp", "include/h.h"}, {"-I", "include"});
  ApplyResult R =
      S.apply({S.change("h", "include/h.h", "size() const", "size()")});
  EXPECT_EQ(codeOf(R, "h"), "does-not-compile");
  EXPECT_TRUE(llvm::StringRef(R.Withdrawn["h"].Text).starts_with("lib/b.cpp "))
      << R.Withdrawn["h"].Text;
  EXPECT_TRUE(R.Written.empty());
  EXPECT_NE(S.read("include/h.h").find("size() const"), std::string::npos);
}

// However a header is reached, the changed text is what is compiled: each
// unit refers to the new name, so the original text would not do.
TEST_P(Recheck, EveryWayToAHeaderLeadsToTheChangedText) {
  S.write("include/deep/h.h", "#pragma once\nint oldName();\n");
  S.write("include/deep/g.h",
          "#ifndef G\n#define G\n#include \"../deep/h.h\"\n#endif\n");
  S.write("main.cpp", "#include \"include/deep/../deep/g.h\"\nint use() { "
                      "return oldName(); }\n");
  S.write("joined.cpp",
          "#include <deep/h.h>\nint use() { return oldName(); }\n");
  S.write("forced.cpp", "int use() { return oldName(); }\n");
  S.write("absolute.cpp", "#include \"" + S.path("include/deep/h.h") +
                              "\"\nint use() { return oldName(); }\n");
  S.write("build/generated.h",
          "#include \"" + S.path("include/deep/h.h") + "\"\n");
  S.write("generated.cpp",
          "#include <generated.h>\nint use() { return oldName(); }\n");
  S.write("macro.cpp", "#include CONFIG\nint use() { return oldName(); }\n");
  S.write("linked.cpp",
          "#include \"link/h.h\"\nint use() { return oldName(); }\n");
  symlink("include/deep", S.path("link").c_str());
  S.write("filelink.cpp",
          "#include \"alias.h\"\nint use() { return oldName(); }\n");
  symlink("include/deep/h.h", S.path("alias.h").c_str());

  const std::string H = "include/deep/h.h";
  std::string Outside = S.Dir.file("elsewhere");
  mkdir(Outside.c_str(), 0755);
  symlink(S.P.Root.c_str(), S.Dir.file("other-name").c_str());
  S.unit(Compiler, {"main.cpp", H, "include/deep/g.h"});
  S.unit(Compiler, {"joined.cpp", H}, {"-I" + S.path("include")});
  S.unit(Compiler, {"joined.cpp", H}, {"-isystem", S.path("include")});
  S.unit(Compiler, {"joined.cpp", H}, {"-I../project/include"}, Outside);
  S.unit(Compiler, {"joined.cpp", H},
         {"-I", S.Dir.file("other-name") + "/include"}, Outside);
  S.unit(Compiler, {"joined.cpp", H}, {"-I../include"}, S.path("build"));
  S.unit(Compiler, {"forced.cpp", H}, {"-include", "include/deep/h.h"});
  S.unit(Compiler, {"absolute.cpp", H});
  S.unit(Compiler, {"generated.cpp", "build/generated.h", H}, {"-Ibuild"});
  S.unit(Compiler, {"macro.cpp", H},
         {"-DCONFIG=\"" + S.path("include/deep/h.h") + "\""});
  S.unit(Compiler, {"linked.cpp", H});
  S.unit(Compiler, {"filelink.cpp", H});

  S.write("way/other.txt", "");
  S.write("roundabout.cpp", "#include \"way/../include/deep/h.h\"\n"
                            "int use() { return oldName(); }\n");
  S.unit(Compiler, {"roundabout.cpp", H});
  // A relative -include that only the include path finds.
  S.unit(Compiler, {"forced.cpp", H}, {"-include", "deep/h.h", "-Iinclude"});
  // A header outside of the project that leads into it, relative and absolute.
  std::string Through = Outside + "/through.h",
              Absolute = Outside + "/absolute.h";
  ASSERT_FALSE(llvm::errorToBool(
      writeFile(Through, "#include \"../project/include/deep/h.h\"\n")));
  ASSERT_FALSE(llvm::errorToBool(writeFile(
      Absolute, "#include \"" + S.path("include/deep/h.h") + "\"\n")));
  S.unit(Compiler, {"forced.cpp", H}, {"-include", Through});
  S.unit(Compiler, {"forced.cpp", H}, {"-include", "absolute.h"}, Outside);

  for (unsigned U = 0; U != S.P.Units.size(); ++U) {
    Sandbox One = Sandbox();
    One.P.Root = S.P.Root;
    One.P.Units = {S.P.Units[U]};
    One.Opened = {S.Opened[U]};
    One.Hashes = S.Hashes;
    std::string Flags = llvm::join(S.P.Units[U].Flags, " ");
    std::string Main = S.P.Units[U].MainFile.substr(S.P.Root.size() + 1);
    // Renaming in the header alone breaks the unit: the change was seen.
    ApplyResult R = One.check({One.change("h", H, "oldName", "newName")});
    EXPECT_EQ(codeOf(R, "h"), "does-not-compile") << Main << " " << Flags;
  }
  // Renaming in all of them at once does not.
  Change All = S.change("all", H, "oldName", "newName");
  std::set<std::string> Mains;
  for (const Unit &U : S.P.Units)
    if (Mains.insert(U.MainFile).second)
      All.Edits.push_back(S.change("", U.MainFile.substr(S.P.Root.size() + 1),
                                   "oldName", "newName")
                              .Edits[0]);
  expectClean(S.check({All}));
}

// What the shadow cannot catch is noticed: the unit has seen the original.
TEST_P(Recheck, AUnitThatReadsTheOriginalVouchesForNothing) {
  S.write("h.h", "int oldName();\n");
  S.write("a.cpp", "int use() { return oldName(); }\n");
  S.unit(Compiler, {"a.cpp", "h.h"}, {"-Wp,-include," + S.path("h.h")});
  ApplyResult R = S.apply({S.change("h", "h.h", "oldName", "newName")});
  EXPECT_EQ(codeOf(R, "h"), "not-rechecked");
  EXPECT_EQ(S.read("h.h"), "int oldName();\n");
}

// A unity build outside of the project: its main file includes sources.
TEST_P(Recheck, UnityBuildElsewhere) {
  S.write("src/a.cpp", "int a() { return 1; }\n");
  S.write("src/b.cpp", "int b() { return 2; }\n");
  std::string Build = S.Dir.file("build");
  mkdir(Build.c_str(), 0755);
  ASSERT_FALSE(llvm::errorToBool(writeFile(
      Build + "/unity.cxx", "#include \"" + S.path("src/a.cpp") +
                                "\"\n#include \"../project/src/b.cpp\"\n")));
  S.unit(Compiler, {"src/a.cpp", "src/b.cpp"}, {}, Build);
  S.P.Units[0].MainFile = Build + "/unity.cxx";
  Change A = S.change("a", "src/a.cpp", "a()", "b()");
  Change B = S.change("b", "src/b.cpp", "2", "3");
  ApplyResult R = S.apply({A, B});
  EXPECT_EQ(codeOf(R, "a"), "does-not-compile") << R.Withdrawn["a"].Text;
  EXPECT_EQ(codeOf(R, "b"), "") << R.Withdrawn["b"].Text;
}

TEST_P(Recheck, LeavesNothingBesideTheSources) {
  S.write("a.cpp", "int f(int x) { return x; }\nint broken = 1;\n");
  S.unit(Compiler, {"a.cpp"},
         {"-save-temps", "-Werror", "-fstack-usage", "-O2"});
  S.write("bad.cpp", "int bad = missing;\n");
  S.unit(Compiler, {"bad.cpp"}, {"-save-temps", "-ftest-coverage"});
  auto Before = S.snapshot();
  S.check({S.change("a", "a.cpp", "x;", "x + 1;"),
                S.change("c", "a.cpp", "broken = 1", "broken = no"),
                S.change("b", "bad.cpp", "int", "long")});
  EXPECT_EQ(S.snapshot(), Before);
}

TEST_P(Recheck, WarningsMadeErrorsCount) {
  S.write("a.cpp",
          "static int used() { return 1; }\nint f() { return used(); }\n");
  S.unit(Compiler, {"a.cpp"}, {"-Wall", "-Werror"});
  ApplyResult R =
      S.apply({S.change("one", "a.cpp", "return used()", "return 2")});
  EXPECT_EQ(codeOf(R, "one"), "does-not-compile");
  EXPECT_NE(R.Withdrawn["one"].Text.find("unused-function"), std::string::npos)
      << R.Withdrawn["one"].Text;
  EXPECT_NE(S.read("a.cpp").find("return used()"), std::string::npos);
}

TEST_P(Recheck, AUnitThatWasBrokenBeforeVouchesForNothing) {
  S.write("h.h", "#pragma once\ninline int f() { return 1; }\n");
  S.write("good.cpp", "#include \"h.h\"\nint good = 1;\n");
  S.write("bad.cpp", "#include \"h.h\"\nint bad = missing;\n");
  S.unit(Compiler, {"good.cpp", "h.h"});
  S.unit(Compiler, {"bad.cpp", "h.h"});
  ApplyResult R = S.apply({S.change("h", "h.h", "1", "2"),
                           S.change("g", "good.cpp", "1", "3"),
                           S.change("b", "bad.cpp", "int bad", "long bad")});
  EXPECT_EQ(codeOf(R, "h"), "does-not-compile-before");
  EXPECT_EQ(codeOf(R, "b"), "does-not-compile-before");
  EXPECT_EQ(codeOf(R, "g"), "");
  EXPECT_NE(R.Withdrawn["h"].Text.find("bad.cpp"), std::string::npos);
  EXPECT_NE(R.Withdrawn["h"].Text.find("missing"), std::string::npos);
  EXPECT_EQ(R.Written, std::vector<std::string>{S.path("good.cpp")});
}

TEST_P(Recheck, TwoChangesThatOnlyClashTogether) {
  S.write("a.cpp", "struct A {\n};\nint z = 1;\n");
  S.unit(Compiler, {"a.cpp"});
  Change First =
      S.change("first", "a.cpp", "int z = 1", "int z = 1, fresh = 2");
  Change Second =
      S.change("second", "a.cpp", "struct A {\n}", "struct A {\n} fresh");
  ApplyResult R = S.apply({First, Second});
  EXPECT_EQ(R.Withdrawn.size(), 1u);
  EXPECT_EQ(codeOf(R, "second"), "does-not-compile");
  EXPECT_EQ(S.read("a.cpp"), "struct A {\n};\nint z = 1, fresh = 2;\n");
}

// What is withdrawn for one unit may have been needed for another.
TEST_P(Recheck, RechecksAfterWithdrawing) {
  S.write("h.h", "#pragma once\nconstexpr int Size = 1;\n");
  S.write("a.cpp", "#include \"h.h\"\nstatic_assert(Size == 1, \"\");\n");
  S.write("b.cpp", "#include \"h.h\"\nint b[1];\n");
  S.unit(Compiler, {"b.cpp", "h.h"});
  S.unit(Compiler, {"a.cpp", "h.h"});
  ApplyResult R = S.apply({S.change("h", "h.h", "Size = 1", "Size = 2"),
                           S.change("b", "b.cpp", "b[1]", "b[Size - 1]")});
  EXPECT_EQ(codeOf(R, "h"), "does-not-compile");
  // b[0] is an extension both compilers accept without -pedantic.
  EXPECT_EQ(codeOf(R, "b"), "");
  EXPECT_EQ(S.read("b.cpp"), "#include \"h.h\"\nint b[Size - 1];\n");
}

TEST_P(Recheck, PrecompiledHeaderDoesNotHideTheChange) {
  S.write("h.h", "int oldName();\n");
  S.write("a.cpp", "int use() { return oldName(); }\n");
  bool IsClang = Compiler[0] == 'c';
  std::string Pch = S.path(IsClang ? "h.h.pch" : "h.h.gch");
  std::vector<std::string> Flags = {"-include", S.path("h.h")};
  if (IsClang)
    Flags = {"-Xclang", "-include-pch", "-Xclang", Pch,
             "-Xclang", "-include",     "-Xclang", S.path("h.h")};
  llvm::Expected<ProcessResult> Made =
      runProcess({Compiler, "-x", "c++-header", S.path("h.h"), "-o", Pch});
  ASSERT_TRUE(Made && Made->ok());
  S.unit(Compiler, {"a.cpp", "h.h"}, Flags);
  ApplyResult R = S.apply({S.change("h", "h.h", "oldName", "newName")});
  EXPECT_EQ(codeOf(R, "h"), "does-not-compile");
  Change Both = S.change("both", "h.h", "oldName", "newName");
  Both.Edits.push_back(S.change("", "a.cpp", "oldName", "newName").Edits[0]);
  expectClean(S.apply({Both}));
}

TEST_P(Recheck, CompilerWithColoursAndItsOwnFolder) {
  S.write("a.cpp", "int f() { return 1; }\n");
  mkdir(S.path("bin").c_str(), 0755);
  llvm::ErrorOr<std::string> Real = llvm::sys::findProgramByName(Compiler);
  ASSERT_TRUE(static_cast<bool>(Real));
  symlink(Real->c_str(), S.path("bin/" + Compiler).c_str());
  S.unit("bin/" + Compiler, {"a.cpp"}, {"-fdiagnostics-color=always"});
  ApplyResult R = S.apply({S.change("one", "a.cpp", "1", "nothing")});
  EXPECT_EQ(codeOf(R, "one"), "does-not-compile");
  EXPECT_EQ(R.Withdrawn["one"].Text.find('\033'), std::string::npos);
}

TEST(RecheckAlone, CompilerThatIsNotInstalled) {
  Sandbox S;
  S.write("a.cpp", "int f() { return 1; }\n");
  S.unit("no-such-compiler-99", {"a.cpp"});
  ApplyResult R = S.apply({S.change("one", "a.cpp", "1", "2")});
  EXPECT_EQ(codeOf(R, "one"), "compiler-missing");
  EXPECT_NE(R.Withdrawn["one"].Text.find("no-such-compiler-99"),
            std::string::npos);
  EXPECT_EQ(S.read("a.cpp"), "int f() { return 1; }\n");
}

// Only the optimizer of g++ sees this; -fsyntax-only would let it pass.
TEST(RecheckAlone, OptimizerWarningsCountUnderWerror) {
  Sandbox S;
  S.write("a.cpp", "int a[4];\nint f() { int s = 0; for (int i = 0; i < 4; "
                   "++i) s += a[i]; return s; }\n");
  S.unit("g++", {"a.cpp"},
         {"-O2", "-Wall", "-Warray-bounds", "-Waggressive-loop-optimizations",
          "-Werror"});
  ApplyResult R = S.apply({S.change("one", "a.cpp", "i < 4", "i < 6")});
  EXPECT_EQ(codeOf(R, "one"), "does-not-compile") << S.read("a.cpp");
}

TEST(RecheckAlone, ManyUnitsAndManyChanges) {
  Sandbox S;
  std::vector<Change> Changes;
  S.write("h.h", "#pragma once\ninline int f(int x) { return x; }\n");
  for (int I = 0; I != 12; ++I) {
    std::string Name = "u" + std::to_string(I) + ".cpp";
    S.write(Name, "#include \"h.h\"\nint v = f(1);\n");
    S.unit(I % 2 ? "g++" : "clang++-22", {Name, "h.h"});
    Changes.push_back(S.change("c" + std::to_string(I), Name, "f(1)",
                               I == 7 ? "g(1)" : "f(2)"));
  }
  ApplyResult R = S.apply(Changes, 4);
  EXPECT_EQ(R.Withdrawn.size(), 1u);
  EXPECT_EQ(codeOf(R, "c7"), "does-not-compile");
  EXPECT_EQ(R.Written.size(), 11u);
}
