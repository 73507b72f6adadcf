// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Folder.h"
#include <unistd.h>

using namespace hone;

/// Runs with another working directory and comes back.
namespace {
struct In {
  llvm::SmallString<256> Before;
  explicit In(const std::string &Folder) {
    llvm::sys::fs::current_path(Before);
    EXPECT_EQ(chdir(Folder.c_str()), 0);
  }
  ~In() { EXPECT_EQ(chdir(Before.c_str()), 0); }
};
} // namespace

TEST(Load, ReadsBothFormsAndRelativePaths) {
  Folder F;
  F.write("src/a.cpp", "int a;");
  F.write("src/b.cpp", "int b;");
  F.write("build/compile_commands.json",
          R"([{"directory": "..", "file": "src/a.cpp",
               "command": "g++ -DNAME=\"x y\" -Isrc -O2 -c src/a.cpp -o a.o"},
              {"directory": "../src", "file": "b.cpp",
               "arguments": ["g++", "-DX=a b", "-MD", "-MF", "b.d", "-c", "b.cpp"]}])");
  const Project P = F.load();
  ASSERT_EQ(P.Units.size(), 2u);
  EXPECT_EQ(P.Units[0].MainFile, F.path("src/a.cpp"));
  EXPECT_EQ(P.Units[0].Directory, F.path());
  EXPECT_EQ(P.Units[0].Compiler, "g++");
  EXPECT_EQ(P.Units[0].Flags,
            (std::vector<std::string>{"-DNAME=x y", "-Isrc", "-O2"}));
  EXPECT_EQ(P.Units[1].MainFile, F.path("src/b.cpp"));
  EXPECT_EQ(P.Units[1].Flags, (std::vector<std::string>{"-DX=a b"}));
  EXPECT_TRUE(P.Failures.empty());
}

TEST(Load, SplitsACommandAsAShellDoes) {
  Folder F;
  F.write("a.cpp", "int a;");
  F.database({{"a.cpp", R"(g++ -O2 '-DA="x \"y\""' "-DB=\"z\"" -DC=\"d\ e\" '-DN=\n' "-DO=\n" -DE='' -I '' "-I"'f g' -c a.cpp)"}});
  const Project P = F.load();
  ASSERT_EQ(P.Units.size(), 1u);
  EXPECT_EQ(P.Units[0].Flags,
            (std::vector<std::string>{"-O2", R"(-DA="x \"y\"")", R"(-DB="z")", R"(-DC="d e")", R"(-DN=\n)", R"(-DO=\n)", "-DE=", "-I", "", "-If g"}));
}

TEST(Load, FindsTheDatabaseInBuildFoldersOfTheParents) {
  Folder F;
  F.write("src/deep/a.cpp", "int a;");
  F.database({{"src/deep/a.cpp", "g++ -O2 -c src/deep/a.cpp"}},
             "build-release/compile_commands.json");
  In Here(F.path("src/deep"));
  llvm::Expected<Project> P = Project::load({});
  ASSERT_TRUE(bool(P)) << llvm::toString(P.takeError());
  EXPECT_EQ(P->Database, F.path("build-release/compile_commands.json"));
  EXPECT_TRUE(P->Notes.empty());
}

TEST(Load, FindsItFromTheFileNamed) {
  Folder F;
  const std::string A = F.write("src/a.cpp", "int a;");
  F.database({{"src/a.cpp", "g++ -O2 -c src/a.cpp"}});
  ProjectOptions O;
  O.Files = {A};
  llvm::Expected<Project> P = Project::load(O);
  ASSERT_TRUE(bool(P)) << llvm::toString(P.takeError());
  EXPECT_EQ(P->Units.size(), 1u);
}

TEST(Load, ChoosesTheNewestThatHoldsTheFileAndSaysSo) {
  Folder F;
  const std::string A = F.write("a.cpp", "int a;");
  F.write("b.cpp", "int b;");
  F.database({{"a.cpp", "g++ -O2 -c a.cpp"}},
             "build-old/compile_commands.json");
  F.database({{"b.cpp", "g++ -O2 -c b.cpp"}},
             "build-new/compile_commands.json");
  const std::string Old = F.path("build-old/compile_commands.json");
  timeval Times[2] = {{1000, 0}, {1000, 0}};
  ASSERT_EQ(utimes(Old.c_str(), Times), 0);
  In Here(F.path());
  ProjectOptions O;
  O.Files = {"a.cpp"};
  llvm::Expected<Project> P = Project::load(O);
  ASSERT_TRUE(bool(P)) << llvm::toString(P.takeError());
  EXPECT_EQ(P->Database, Old);
  ASSERT_EQ(P->Notes.size(), 1u);
  EXPECT_NE(P->Notes[0].find("build-new"), std::string::npos);
  llvm::Expected<Project> All = Project::load({});
  ASSERT_TRUE(bool(All));
  EXPECT_EQ(All->Database, F.path("build-new/compile_commands.json"));
}

TEST(Load, ALinkToTheDatabaseIsNoSecondOne) {
  Folder F;
  F.write("a.cpp", "int a;");
  const std::string D = F.database({{"a.cpp", "g++ -O2 -c a.cpp"}});
  ASSERT_EQ(symlink(D.c_str(), F.path("compile_commands.json").c_str()), 0);
  In Here(F.path());
  llvm::Expected<Project> P = Project::load({});
  ASSERT_TRUE(bool(P));
  EXPECT_TRUE(P->Notes.empty());
  EXPECT_EQ(P->Database, D);
}

TEST(Load, SaysWhatToDoWithoutADatabase) {
  Folder F;
  ProjectOptions O;
  O.BuildDir = F.path();
  const std::string Error = errorOf(O);
  for (const char *Help :
       {"CMAKE_EXPORT_COMPILE_COMMANDS", "bear -- make", "-- FLAGS", "-p"})
    EXPECT_NE(Error.find(Help), std::string::npos) << Error;
}

TEST(Load, NamesWhatIsWrongWithADatabase) {
  Folder F;
  ProjectOptions O;
  O.BuildDir = F.path("build");
  F.write("build/compile_commands.json", "[{");
  EXPECT_NE(errorOf(O).find("not valid JSON"), std::string::npos);
  F.write("build/compile_commands.json", "[]");
  EXPECT_NE(errorOf(O).find("no commands"), std::string::npos);
  F.write("build/compile_commands.json", R"([{"file": "a.cpp"}])");
  EXPECT_NE(errorOf(O).find("entry 1"), std::string::npos);
}

TEST(Load, NamesAFileThatIsNotThere) {
  Folder F;
  F.write("a.cpp", "int a;");
  const std::string H = F.write("a.h", "int h;");
  F.database({{"a.cpp", "g++ -c a.cpp"}, {"gone.cpp", "g++ -c gone.cpp"}});
  const Project P = F.load();
  EXPECT_EQ(P.Units.size(), 1u);
  ASSERT_EQ(P.Failures.size(), 1u);
  EXPECT_EQ(P.Failures[0].File, F.path("gone.cpp"));
  ProjectOptions O;
  O.BuildDir = F.path("build");
  O.Files = {F.path("typo.cpp")};
  EXPECT_NE(errorOf(O).find("no such file"), std::string::npos);
  O.Files = {H};
  EXPECT_NE(errorOf(O).find("is not in"), std::string::npos);
}

TEST(Load, FoldsWhatIsListedTwiceButForOtherFlags) {
  Folder F;
  F.write("a.cpp", "int a;");
  F.write("b.cpp", "int b;");
  F.database({{"a.cpp", "g++ -O2 -c a.cpp -o 1.o"},
              {"./a.cpp", "g++ -O2 -c a.cpp -o 2.o"},
              {"b.cpp", "g++ -O2 -c b.cpp"},
              {"b.cpp", "g++ -O3 -c b.cpp"}});
  const Project P = F.load();
  ASSERT_EQ(P.Units.size(), 3u);
  EXPECT_EQ(P.Units[1].Flags, std::vector<std::string>{"-O2"});
  EXPECT_EQ(P.Units[2].Flags, std::vector<std::string>{"-O3"});
  EXPECT_EQ(P.Units[1].MainFile, P.Units[2].MainFile);
  EXPECT_TRUE(P.Notes.empty());
}

TEST(Load, SkipsOtherLanguagesAndModules) {
  Folder F;
  for (const char *Name :
       {"a.c", "m.cppm", "u.cpp", "n.cpp", "ok.cpp", "pch.hxx.cxx"})
    F.write(Name, "");
  F.write("used.modmap", "-x c++-module\n-fmodule-output=m.pcm\n");
  F.write("none.modmap", "$root .\n");
  F.database({{"a.c", "gcc -c a.c"},
              {"m.cppm", "clang++ -c m.cppm"},
              {"u.cpp", "clang++ -O2 @used.modmap -c u.cpp"},
              {"n.cpp", "g++ -std=c++20 -fmodules-ts -c n.cpp"},
              {"ok.cpp", "g++ -O2 -fmodules-ts -fmodule-mapper=none.modmap "
                         "-fdeps-format=p1689r5 -x c++ -c ok.cpp"},
              {"pch.hxx.cxx", "g++ -x c++-header -c pch.hxx.cxx -o x.gch"}});
  const Project P = F.load();
  ASSERT_EQ(P.Units.size(), 1u);
  EXPECT_EQ(P.Units[0].MainFile, F.path("ok.cpp"));
  EXPECT_FALSE(has(P.Units[0].Flags, {"-fmodules-ts"}));
  ASSERT_EQ(P.Skipped.size(), 4u);
  EXPECT_EQ(P.Skipped[0].Why.Code, "not-cpp");
  for (int I = 1; I != 4; ++I)
    EXPECT_EQ(P.Skipped[I].Why.Code, "modules") << P.Skipped[I].MainFile;
}

TEST(Load, TakesFlagsInPlaceOfADatabase) {
  Folder F;
  F.write("inc/x.h", "");
  const std::string A = F.write("a.cpp", "#include <x.h>\n");
  In Here(F.path());
  ProjectOptions O;
  O.HasFlags = true;
  EXPECT_NE(errorOf(O).find("FILES -- FLAGS"), std::string::npos);
  O.Files = {"a.cpp"};
  O.Flags = {"g++", "-O3", "-Iinc"};
  llvm::Expected<Project> P = Project::load(O);
  ASSERT_TRUE(bool(P)) << llvm::toString(P.takeError());
  ASSERT_EQ(P->Units.size(), 1u);
  EXPECT_EQ(P->Units[0].Compiler, "g++");
  EXPECT_EQ(P->Units[0].Flags, (std::vector<std::string>{"-O3", "-Iinc"}));
  EXPECT_EQ(P->Units[0].MainFile, A);
  EXPECT_TRUE(P->Database.empty());
  EXPECT_EQ(P->Root, F.path());
}

TEST(Root, IsTheTopOfTheRepository) {
  Folder F;
  F.write(".git/HEAD", "ref: refs/heads/main\n");
  F.write("lib/src/a.cpp", "int a;");
  F.database({{"lib/src/a.cpp", "g++ -c lib/src/a.cpp"}});
  const Project P = F.load();
  EXPECT_EQ(P.Root, F.path());
  EXPECT_EQ(P.relative(F.path("lib/src/a.cpp")), "lib/src/a.cpp");
  EXPECT_EQ(P.relative("/usr/include/stdio.h"), "/usr/include/stdio.h");
  EXPECT_EQ(P.absolute("lib/src/a.cpp"), F.path("lib/src/a.cpp"));
}

TEST(Root, IsWhatCMakeSaysElseTheSourcesFolder) {
  Folder F;
  F.write("src/a.cpp", "int a;");
  F.database({{"src/a.cpp", "g++ -c src/a.cpp"}}, "out/compile_commands.json");
  EXPECT_EQ(F.load({}, "out").Root, F.path("src"));
  F.write("out/CMakeCache.txt",
          "CMAKE_HOME_DIRECTORY:INTERNAL=" + F.path() + "\n");
  const Project P = F.load({}, "out");
  EXPECT_EQ(P.Root, F.path());
  EXPECT_EQ(P.BuildDir, F.path("out"));
}

TEST(Editable, OwnHandWrittenFilesOnly) {
  Folder F;
  F.write("a.cpp", "int a;");
  F.write("build/CMakeCache.txt",
          "CMAKE_HOME_DIRECTORY:INTERNAL=" + F.path() + "\n");
  F.database({{"a.cpp", "g++ -c a.cpp"}});
  const Project P = F.load();
  EXPECT_TRUE(isEditable(P, F.path("a.cpp"), "int a;"));
  EXPECT_TRUE(isEditable(P, F.path("include/vendor.h"), "int a;"));
  EXPECT_FALSE(isEditable(P, "/usr/include/c++/12/vector", "int a;"));
  EXPECT_FALSE(isEditable(P, F.path() + "2/a.cpp", "int a;"));
  EXPECT_FALSE(isEditable(P, F.path("build/moc_a.cpp"), "int a;"));
  EXPECT_FALSE(isEditable(P, F.path("third_party/z/z.cpp"), "int a;"));
  EXPECT_FALSE(isEditable(P, F.path("p.cpp"), "// Generated. DO NOT EDIT!\n"));
  EXPECT_TRUE(isEditable(P, F.path("p.cpp"),
                         std::string(5000, '\n') + "// DO NOT EDIT"));
}

TEST(Editable, NotWhatLiesBesideTheDatabaseInABuildFolder) {
  Folder F;
  F.write("src/a.cpp", "int a;");
  F.write("build/made.cpp", "int made;");
  F.database({{"src/a.cpp", "g++ -c src/a.cpp"}, {"build/made.cpp", "g++ -c build/made.cpp"}});
  const Project P = F.load();
  EXPECT_TRUE(isEditable(P, F.path("src/a.cpp"), "int a;"));
  EXPECT_FALSE(isEditable(P, F.path("build/made.cpp"), "int made;"));
  // The sources of something that builds.
  F.write("builder/a.cpp", "int a;");
  F.database({{"builder/a.cpp", "g++ -c builder/a.cpp"}}, "builder/compile_commands.json");
  const Project Builder = F.load({}, "builder");
  EXPECT_TRUE(isEditable(Builder, F.path("builder/a.cpp"), "int a;"));
}

TEST(Editable, TheMembersOfAUnityBuild) {
  Folder F;
  F.write("a.cpp", "int a;");
  F.write("build/CMakeCache.txt", "CMAKE_HOME_DIRECTORY:INTERNAL=" + F.path() + "\n");
  F.write("build/unity_0.cxx", "#include \"../a.cpp\"\n");
  F.database({{"build/unity_0.cxx", "g++ -c build/unity_0.cxx"}});
  const Project P = F.load();
  EXPECT_EQ(P.Root, F.path());
  EXPECT_TRUE(isEditable(P, F.path("a.cpp"), "int a;"));
  EXPECT_FALSE(isEditable(P, F.path("build/unity_0.cxx"), "int a;"));
}

TEST(Root, IsNotTheWholeDiskBecauseOfOthersSources) {
  Folder F;
  F.write("src/a.cpp", "int a;");
  // On every machine, and in no folder of this one.
  const std::string Other = "/etc/passwd";
  F.database({{"src/a.cpp", "g++ -c src/a.cpp"}, {Other, "g++ -x c++ -c " + Other}});
  const Project P = F.load();
  EXPECT_EQ(P.Units.size(), 2u);
  EXPECT_EQ(P.Root, F.path());
  EXPECT_FALSE(isEditable(P, Other, "root:"));
}
