// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Folder.h"

using namespace hone;

/// The unit of a.cpp compiled by this command.
static Unit unit(const Folder &F, const std::string &Command) {
  F.write("a.cpp", "int a;");
  F.database({{"a.cpp", Command}});
  Project P = F.load();
  EXPECT_EQ(P.Units.size(), 1u)
      << (P.Skipped.empty() ? "" : P.Skipped[0].Why.Text)
      << (P.Failures.empty() ? "" : P.Failures[0].Text);
  return P.Units.empty() ? Unit() : P.Units[0];
}

static Unit unit(const std::string &Command) {
  Folder F;
  return unit(F, Command);
}

TEST(Flags, LaunchersAreSeenThrough) {
  for (const char *Launcher :
       {"ccache ", "/usr/bin/ccache ", "sccache ", "distcc ", "icecc ",
        "env CCACHE_DIR=x A=b ", "env -u HOME ccache ", "LANG=C ",
        "cmake -E env CCACHE_SLOPPINESS=time_macros ccache ",
        "cmake -E __run_co_compile --tidy=clang-tidy --source=a.cpp -- "}) {
    const Unit U = unit(std::string(Launcher) + "g++-12 -O2 -c a.cpp");
    EXPECT_EQ(U.Compiler, "g++-12") << Launcher;
    EXPECT_EQ(U.Flags, std::vector<std::string>{"-O2"}) << Launcher;
  }
}

TEST(Flags, ResponseFilesAreExpanded) {
  Folder F;
  F.write("inc/flags.rsp", "-DA=\"1 2\" -O3\n@inc/more.rsp\n");
  F.write("inc/more.rsp", "-Iinc\n");
  EXPECT_EQ(unit(F, "g++ @inc/flags.rsp -c a.cpp").Flags,
            (std::vector<std::string>{"-DA=1 2", "-O3", "-Iinc"}));
  F.database({{"a.cpp", "g++ @missing.rsp -c a.cpp"}});
  const Project P = F.load();
  ASSERT_EQ(P.Failures.size(), 1u);
  EXPECT_NE(P.Failures[0].Text.find("missing.rsp"), std::string::npos);
}

TEST(Flags, WhatIsForTheBuildIsLeftOut) {
  const Unit U = unit("g++ -O2 -MMD -MP -MT a.o -MFa.d -MQ x -Wp,-MD,x.d "
                      "-save-temps -Iinc -isystem sys -include a.h -c -o a.o "
                      "a.cpp b.o -lm");
  EXPECT_EQ(U.Flags, (std::vector<std::string>{"-O2", "-Iinc", "-isystem",
                                               "sys", "-include", "a.h"}));
}

TEST(Flags, WhatOnlyGccKnowsIsKeptForItAndDroppedForClang) {
  const std::vector<std::string> GccOnly = {"-fno-fat-lto-objects",
                                            "-Wno-maybe-uninitialized",
                                            "-fconcepts-ts",
                                            "-mno-avx256-split-unaligned-load",
                                            "-fanalyzer",
                                            "-flto=auto",
                                            "-Werror",
                                            "-Wlogical-op",
                                            "-fsanitize=bounds-strict",
                                            "-fipa-pta",
                                            "-Wl,-z,now",
                                            "-mthumb-interwork",
                                            "-fplugin=x.so"};
  const Unit U = unit("g++ -O2 -fno-semantic-interposition -mavx2 " +
                      llvm::join(GccOnly, " ") + " -c a.cpp");
  for (const std::string &Word : GccOnly) {
    EXPECT_TRUE(has(U.Flags, {Word})) << Word;
    EXPECT_FALSE(has(U.ClangFlags, {Word})) << Word;
  }
  EXPECT_TRUE(has(U.ClangFlags, {"-fno-semantic-interposition"}));
  EXPECT_TRUE(has(U.ClangFlags, {"-mavx2"}));
  EXPECT_EQ(U.ClangFlags.back(), "-Wno-everything");
  EXPECT_TRUE(llvm::sys::fs::exists(resourceDir() + "/include/stddef.h"));
  EXPECT_TRUE(has(U.ClangFlags, {"-resource-dir=" + resourceDir()}));
}

TEST(Flags, NothingIsLiftedFromAReleaseBuild) {
  for (const char *Flags :
       {"-O2", "-O3 -g", "-Os", "-Ofast", "-O1", "-O0 -O2"}) {
    const Unit U = unit(std::string("g++ ") + Flags + " -c a.cpp");
    EXPECT_EQ(U.Lifted, "") << Flags;
    EXPECT_EQ(U.FastFlags, U.Flags);
    EXPECT_EQ(U.FastClangFlags, U.ClangFlags);
  }
}

TEST(Flags, DebugAndInstrumentedBuildsAreLifted) {
  struct {
    const char *Flags, *Words;
    std::vector<std::string> Fast;
  } Cases[] = {
      {"-g", "no -O lifted to -O2", {"-g", "-O2"}},
      {"-O0 -g", "-O0 lifted to -O2", {"-g", "-O2"}},
      {"-O2 -Og", "-Og lifted to -O2", {"-O2"}},
      {"-O1 -fsanitize=address,undefined -fno-sanitize-recover=all",
       "-O1 lifted to -O2, -fsanitize=address,undefined "
       "-fno-sanitize-recover=all left out",
       {"-O2"}},
      {"-O3 --coverage", "--coverage left out", {"-O3"}},
      {"-O0 -fprofile-arcs -ftest-coverage -D_GLIBCXX_DEBUG",
       "-O0 lifted to -O2, -fprofile-arcs -ftest-coverage left out",
       {"-D_GLIBCXX_DEBUG", "-O2"}},
      {"-O2 -flto", "-flto left out", {"-O2"}},
  };
  for (const auto &C : Cases) {
    const Unit U = unit(std::string("g++ ") + C.Flags + " -c a.cpp");
    EXPECT_EQ(U.Lifted, C.Words);
    EXPECT_EQ(U.FastFlags, C.Fast) << C.Flags;
    EXPECT_TRUE(has(U.FastClangFlags, {C.Fast.back()})) << C.Flags;
    EXPECT_FALSE(has(U.FastClangFlags, {"-O0"}));
  }
}

TEST(Flags, PrecompiledHeadersAreReadAsText) {
  Folder F;
  F.write("pch.hxx", "using Number = int;\n");
  F.write("pch.hxx.gch", "not for clang");
  F.write("other.hxx", "using Word = long;\n");
  const Unit Gcc = unit(F, "g++ -O2 -Winvalid-pch -include pch.hxx -c a.cpp");
  EXPECT_TRUE(
      has(Gcc.ClangFlags, {"-Xclang", "-include", "-Xclang", "pch.hxx"}));
  EXPECT_TRUE(has(Gcc.Flags, {"-include", "pch.hxx"}));
  EXPECT_FALSE(has(Gcc.Flags, {"-Winvalid-pch"}));
  // As CMake writes it.
  const Unit Cmake =
      unit(F, "clang++ -O2 -Xclang -include-pch -Xclang other.hxx.pch "
              "-Xclang -include -Xclang other.hxx -c a.cpp");
  EXPECT_EQ(Cmake.Flags, (std::vector<std::string>{"-O2", "-Xclang", "-include",
                                                   "-Xclang", "other.hxx"}));
  const Unit Plain = unit(F, "clang++ -O2 -include-pch other.hxx.pch -c a.cpp");
  EXPECT_EQ(Plain.Flags,
            (std::vector<std::string>{"-O2", "-include", "other.hxx"}));
}

TEST(Flags, TheCompilersNameGivesTheTarget) {
  EXPECT_TRUE(has(unit("aarch64-linux-gnu-g++-12 -O2 -c a.cpp").ClangFlags,
                  {"--target=aarch64-linux-gnu"}));
  EXPECT_EQ(unit("/usr/bin/g++-12 -O2 -c a.cpp").ClangFlags.front(), "-O2");
}

TEST(Flags, AnotherGccIsAskedForItsHeaders) {
  Folder F;
  for (const char *Name : {"sdk/include/c++/stdio.h", "sdk/lib/include/stddef.h", "sdk/lib/include/stdarg.h"})
    F.write(Name, "");
  const std::string Sdk = realPath(F.path("sdk"));
  const std::string Compiler =
      F.write("sdk/bin/sdk-g++", "#!/bin/sh\n[ \"$1\" = --sysroot=/x ] || exit 1\ncat >&2 <<END\nTarget: arm-none-eabi\n"
                                 "#include \"...\" search starts here:\n /quotes\n#include <...> search starts here:\n " +
                                     Sdk + "/include/c++\n " + Sdk + "/lib/include\nEnd of search list.\nEND\n");
  llvm::sys::fs::setPermissions(Compiler, llvm::sys::fs::all_all);
  const Unit U = unit(F, Compiler + " --sysroot=/x -O2 -Iinc -c a.cpp");
  EXPECT_TRUE(has(U.ClangFlags, {"-Iinc", "--target=arm-none-eabi", "-nostdlibinc", "-isystem", Sdk + "/include/c++"}));
  EXPECT_FALSE(has(U.ClangFlags, {"-isystem", Sdk + "/lib/include"})) << "clang has its own stddef.h";
  EXPECT_FALSE(has(U.ClangFlags, {"/quotes"}));
  EXPECT_FALSE(has(U.Flags, {"-nostdlibinc"})) << "its own compiler knows";
  // It fails: nothing is made up.
  EXPECT_FALSE(has(unit(F, Compiler + " -O2 -c a.cpp").ClangFlags, {"-nostdlibinc"}));
  EXPECT_FALSE(has(unit("/usr/bin/g++ -O2 -c a.cpp").ClangFlags, {"-nostdlibinc"}));
}
