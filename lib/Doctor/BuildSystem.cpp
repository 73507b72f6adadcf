// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// By names alone: the order of the table decides where a folder has several
// (a project with CMake often keeps its old Makefile). Of its own each build
// system makes a database as well as it can; the rest is for bear, which
// watches a build.
#include "BuildSystem.h"
#include "hone/Support/Support.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include <algorithm>

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;
using llvm::StringRef;

namespace hone {

namespace {
/// How a build system is known, and its lines. {b} is its build folder, {bear}
/// bear, with the line that installs it if it is not there.
struct Recipe {
  const char *Name;
  std::vector<const char *> Marks; ///< Any of them; *.x: a file that ends so.
  const char *Database, *Compile, *Release;
};
} // namespace

static const std::vector<Recipe> &recipes() {
  static const std::vector<Recipe> All = {
      {"cmake", {"CMakeLists.txt"},
       "cmake -S . -B {b} -DCMAKE_EXPORT_COMPILE_COMMANDS=ON -DCMAKE_BUILD_TYPE=Release",
       "cmake --build {b}", "cmake -S . -B {b} -DCMAKE_BUILD_TYPE=Release"},
      {"meson", {"meson.build"}, "meson setup {b} --buildtype=release", "meson compile -C {b}",
       "meson configure {b} --buildtype=release"},
      {"bazel", {"MODULE.bazel", "WORKSPACE", "WORKSPACE.bazel"},
       "bazel run @hedron_compile_commands//:refresh_all   # github.com/hedronvision/bazel-compile-commands-extractor",
       "bazel build //...", "bazel build -c opt //..."},
      {"gn", {".gn"}, "gn gen out --export-compile-commands", "ninja -C out", "gn gen out --args=is_debug=false"},
      {"autotools", {"configure"}, "./configure && {bear} -- make -B", "./configure && make", "./configure CXXFLAGS=-O2"},
      {"autotools", {"configure.ac", "configure.in", "autogen.sh"},
       "autoreconf -i && ./configure && {bear} -- make -B", "autoreconf -i && ./configure && make", "./configure CXXFLAGS=-O2"},
      {"make", {"GNUmakefile", "makefile", "Makefile"}, "{bear} -- make -B", "make", "make -B CXXFLAGS=-O2"},
      {"qmake", {"*.pro"}, "qmake && {bear} -- make -B", "qmake && make", "qmake CONFIG+=release"},
      {"qbs", {"*.qbs"}, "qbs generate -g clangdb", "qbs build", "qbs build config:release"},
      {"xmake", {"xmake.lua"}, "xmake project -k compile_commands", "xmake", "xmake f -m release"},
      {"premake", {"premake5.lua"}, "premake5 gmake2 && {bear} -- make -B", "premake5 gmake2 && make", "make config=release"},
      {"scons", {"SConstruct"}, "scons -c && {bear} -- scons", "scons", "scons CXXFLAGS=-O2"},
      {"waf", {"wscript"}, "./waf configure clean && {bear} -- ./waf build", "./waf build", "./waf configure --release"},
      {"ninja", {"build.ninja"}, "ninja -t compdb > compile_commands.json", "ninja", "ninja"},
      {"visual studio", {"*.sln", "*.vcxproj"},
       "write a CMakeLists.txt, or list the files by hand: hone doctor FILE.cpp -- -std=c++17 -O2 -I include", "", ""},
  };
  return All;
}

static std::vector<std::string> namesIn(StringRef Folder) {
  std::vector<std::string> Names;
  std::error_code E;
  for (fs::directory_iterator I(Folder, E), End; !E && I != End; I.increment(E))
    Names.push_back(path::filename(I->path()).str());
  std::sort(Names.begin(), Names.end());
  return Names;
}

static bool has(const std::vector<std::string> &Names, StringRef Mark) {
  if (!Mark.consume_front("*"))
    return llvm::is_contained(Names, Mark);
  return llvm::any_of(Names, [&](StringRef Name) { return Name.ends_with(Mark) && Name != Mark; });
}

static std::string filled(StringRef Line, StringRef Build) {
  const bool HasBear = static_cast<bool>(llvm::sys::findProgramByName("bear"));
  std::string Text = Line.str();
  for (const auto &[Name, Value] : {std::pair<StringRef, std::string>{"{b}", Build.str()}, {"{bear}", "bear"}})
    for (std::size_t At; (At = Text.find(Name.str())) != std::string::npos;)
      Text.replace(At, Name.size(), Value);
  return Line.contains("{bear}") && !HasBear ? "apt install bear && " + Text : Text;
}

/// A folder below that the build system has been told to build in; empty if there is none.
static std::string configuredBelow(StringRef Folder, StringRef System, const std::vector<std::string> &Names) {
  const StringRef Mark = System == "cmake" ? "CMakeCache.txt" : System == "meson" ? "meson-info" : "";
  for (const std::string &Name : Names)
    if (!Mark.empty() && fs::exists(Folder + "/" + Name + "/" + Mark))
      return (Folder + "/" + Name).str();
  return "";
}

static bool asksForDatabase(const std::string &Build) {
  llvm::Expected<std::string> Cache = readFile(Build + "/CMakeCache.txt");
  if (!Cache) {
    llvm::consumeError(Cache.takeError());
    return false;
  }
  return StringRef(*Cache).contains_insensitive("\nCMAKE_EXPORT_COMPILE_COMMANDS:BOOL=ON") ||
         StringRef(*Cache).contains_insensitive("\nCMAKE_EXPORT_COMPILE_COMMANDS:UNINITIALIZED=ON");
}

static BuildSystem systemOf(StringRef Folder, const Recipe &R, const std::vector<std::string> &Names) {
  BuildSystem S;
  S.Name = R.Name;
  S.Folder = Folder.str();
  S.Build = configuredBelow(Folder, R.Name, Names);
  const std::string Build = S.Build.empty() ? "build" : path::filename(S.Build).str();
  S.Database = filled(R.Database, Build);
  S.Compile = filled(R.Compile, Build);
  S.Release = filled(R.Release, Build);
  // Configured before, with options that nobody here knows: they are kept.
  // Without a database though one was asked for: its last configuration failed, and says why.
  if (S.Name == "cmake" && !S.Build.empty())
    S.Database = asksForDatabase(S.Build) ? "cmake " + Build : "cmake -DCMAKE_EXPORT_COMPILE_COMMANDS=ON " + Build;
  if (S.Name == "meson" && !S.Build.empty())
    S.Database = "ninja -C " + Build + " -t compdb > " + Build + "/compile_commands.json";
  return S;
}

StringRef madeBy(StringRef Folder) {
  if (fs::exists(Folder + "/CMakeCache.txt"))
    return "cmake";
  if (fs::exists(Folder + "/meson-info"))
    return "meson";
  if (fs::exists(Folder + "/config.status"))
    return "autotools";
  return fs::exists(Folder + "/Makefile") ? "make" : "";
}

BuildSystem findBuildSystem(StringRef Start, StringRef Preferred) {
  for (StringRef Folder = Start; !Folder.empty(); Folder = path::parent_path(Folder)) {
    const std::vector<std::string> Names = namesIn(Folder);
    std::vector<Recipe> InOrder;
    llvm::copy_if(recipes(), std::back_inserter(InOrder), [&](const Recipe &R) { return Preferred == R.Name; });
    llvm::copy_if(recipes(), std::back_inserter(InOrder), [&](const Recipe &R) { return Preferred != R.Name; });
    for (const Recipe &R : InOrder)
      if (llvm::any_of(R.Marks, [&](StringRef Mark) { return has(Names, Mark); })) {
        BuildSystem S = systemOf(Folder, R, Names);
        // What is configured is the whole project, not a folder of it.
        for (StringRef Up = path::parent_path(Folder);
             (S.Name == "cmake" || S.Name == "meson") && fs::exists(Up + "/" + R.Marks.front());
             Up = path::parent_path(Up))
          S = systemOf(Up, R, namesIn(Up));
        return S;
      }
    if (has(Names, ".git"))
      break; // What lies above belongs to somebody else.
  }
  return {};
}

static void addDatabases(StringRef Folder, unsigned Depth, std::vector<std::string> &Found) {
  if (fs::exists(Folder + "/compile_commands.json"))
    Found.push_back((Folder + "/compile_commands.json").str());
  if (Depth == 0)
    return;
  std::error_code E;
  for (fs::directory_iterator I(Folder, E, /*follow_symlinks=*/false), End; !E && I != End; I.increment(E))
    if (I->type() == fs::file_type::directory_file && path::filename(I->path()) != ".git")
      addDatabases(I->path(), Depth - 1, Found);
}

std::vector<std::string> databasesBelow(StringRef Folder, unsigned Depth) {
  std::vector<std::string> Found;
  addDatabases(Folder, Depth, Found);
  std::sort(Found.begin(), Found.end());
  return Found;
}

} // namespace hone
