// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Entries become units as they do for every other command. In a large database
// there is no time for all of them: then those of the spread order are read
// that there is time for, and the rest is taken to be like them.
#include "Arithmetic.h"
#include "Examination.h"
#include "hone/Support/Support.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;
using llvm::StringRef;

namespace hone {

/// Of the whole time, that may pass before anything is parsed.
static constexpr double ShareToRead = 0.3;

namespace {
/// Entries of which no unit was made, by code.
struct Unread {
  std::map<std::string, std::vector<std::string>> Files;
  std::set<std::string> Folders, ResponseFiles, Drivers;
  unsigned of(const char *Code) const {
    auto Found = Files.find(Code);
    return Found == Files.end() ? 0 : Found->second.size();
  }
};
} // namespace

static std::string units(std::size_t Count) { return fmt::format("{} {}", Count, Count == 1 ? "unit" : "units"); }

/// Where the same file lies in the project now, as the end of its path says; empty if nowhere.
static std::string movedTo(StringRef File, StringRef Folder) {
  for (StringRef Rest = File.drop_front(); Rest.contains('/');) {
    Rest = Rest.split('/').second;
    if (Rest.contains('/') && fs::exists(Folder + "/" + Rest))
      return (Folder + "/" + Rest).str();
  }
  return "";
}

static void tellVanished(Examination &E, const Unread &U, Severity How) {
  const std::string Again = E.configureAgain();
  if (const unsigned N = U.of("no-folder")) {
    const std::string &File = U.Files.at("no-folder").front();
    const std::string Moved = movedTo(File, E.D.Folder);
    E.add(How, "folders-vanished",
          fmt::format("{} to be compiled in folders that do not exist{}", units(N),
                      Moved.empty() ? "" : fmt::format(": the database was made elsewhere, {} is {} here", File, Moved)),
          Again, {U.Folders.begin(), U.Folders.end()});
  }
  if (const unsigned N = U.of("no-file"))
    E.add(How, "files-vanished", fmt::format("the database lists {} that {} not exist", N == 1 ? "a file" : fmt::format("{} files", N), N == 1 ? "does" : "do"),
          Again, U.Files.at("no-file"));
  if (const unsigned N = U.of("no-response-file"))
    E.add(How, "response-file-missing", fmt::format("the commands of {} are in response files that are not there", units(N)),
          "build first: " + (E.System.Compile.empty() ? std::string("the build writes them") : E.System.Compile),
          {U.ResponseFiles.begin(), U.ResponseFiles.end()});
  if (const unsigned N = U.of("empty-command"))
    E.add(How, "empty-command", fmt::format("the database has no command for {}", units(N)), Again, U.Files.at("empty-command"));
}

static void tellUnread(Examination &E, const Unread &U, std::size_t Looked) {
  tellVanished(E, U, E.Units.empty() ? Severity::Stops : Severity::Hinders);
  if (const unsigned N = U.of("unknown-compiler"))
    E.add(E.Units.empty() ? Severity::Stops : Severity::Hinders, "foreign-compiler",
          fmt::format("{} compiled by a program whose flags are not gcc's or clang's", units(N)),
          "make a database with g++ or clang++; the others are left alone", {U.Drivers.begin(), U.Drivers.end()});
  if (const unsigned N = U.of("modules"))
    E.add(E.Units.empty() ? Severity::Stops : Severity::Hinders, "modules",
          fmt::format("{} with C++20 modules, which are not supported yet", units(N)), "nothing: they are left alone",
          U.Files.at("modules"));
  if (const unsigned N = U.of("not-cpp"); N && E.Units.empty() && N == Looked)
    E.add(Severity::Stops, "no-cpp", "the database has no C++: only other languages", "nothing: Hone works on C++ only",
          U.Files.at("not-cpp"));
  else if (N)
    E.add(Severity::Note, "other-languages", fmt::format("{} in other languages than C++", units(N)), "nothing: they are left alone",
          U.Files.at("not-cpp"));
}

static bool isUnityFile(StringRef File) {
  const StringRef Name = path::filename(File);
  return (Name.starts_with("unity_") && Name.contains("_cxx")) || Name.contains("-unity");
}

static bool isPrecompiled(const Command &C) {
  for (StringRef W : C.Arguments)
    if (W == "-include-pch" || W.ends_with(".gch") || W.ends_with("cmake_pch.hxx") || W.ends_with(".pch"))
      return true;
  return false;
}

/// What stands in front of the compiler.
static std::string launcherOf(const Command &C) {
  return withoutLaunchers(C.Arguments).size() == C.Arguments.size() || C.Arguments.empty()
             ? ""
             : path::filename(C.Arguments.front()).str();
}

static void tellShape(Examination &E, const std::vector<const Command *> &Read) {
  std::vector<std::string> Unity, Precompiled;
  unsigned Responses = 0;
  for (const Command *C : Read) {
    if (isUnityFile(C->File))
      Unity.push_back(C->File);
    if (isPrecompiled(*C))
      Precompiled.push_back(C->File);
    Responses += llvm::any_of(C->Arguments, [](StringRef W) { return W.starts_with("@"); });
    if (const std::string Launcher = launcherOf(*C); !Launcher.empty())
      ++E.D.Launchers[Launcher];
  }
  for (std::vector<std::string> *List : {&Unity, &Precompiled})
    for (std::string &File : *List)
      File = E.shown(File);
  if (!Unity.empty())
    E.add(Severity::Hinders, "unity-build",
          fmt::format("{} made of several sources each: they are slow to look at, and one error loses all of them", units(Unity.size())),
          E.System.Name == "meson" ? "meson configure " + typed(E.P.BuildDir) + " -Dunity=off"
                                   : "cmake -DCMAKE_UNITY_BUILD=OFF " + (E.P.BuildDir.empty() ? "build" : typed(E.P.BuildDir)),
          Unity);
  if (!Precompiled.empty())
    E.add(Severity::Note, "precompiled-header",
          fmt::format("{} with a precompiled header, which only the compiler that made it can read: Hone reads the header it was made from",
                      units(Precompiled.size())),
          "nothing", Precompiled);
  if (Responses)
    E.add(Severity::Note, "response-files", fmt::format("the flags of {} stand in response files, which are read", units(Responses)), "nothing");
}

void readEntries(Examination &E) {
  const auto Read = makeUnitReader();
  Unread U;
  std::size_t Looked = 0;
  std::vector<const Command *> Ready;
  std::set<std::pair<std::string, std::vector<std::string>>> Known;
  for (std::size_t I : spreadOrder(E.Commands.size())) {
    if (Looked % 64 == 63)
      E.progress("reading the database", Looked, E.Commands.size());
    if (Looked && E.elapsed() > E.O.Seconds * ShareToRead)
      break;
    ++Looked;
    const Command &C = E.Commands[I];
    Prepared R = Read(C);
    if (R.What == Prepared::Ready) {
      if (Known.insert({R.U.MainFile, R.U.Flags}).second) {
        E.Units.push_back(std::move(R.U));
        Ready.push_back(&C);
      }
      continue;
    }
    if (R.What == Prepared::Ignored)
      continue;
    U.Files[R.Why.Code].push_back(C.File);
    if (R.Why.Code == "no-folder")
      U.Folders.insert(C.Directory);
    if (R.Why.Code == "unknown-compiler")
      U.Drivers.insert(C.Arguments.front());
    for (StringRef W : C.Arguments)
      if (R.Why.Code == "no-response-file" && W.starts_with("@") && !fs::exists(realPath(W.drop_front(), C.Directory)))
        U.ResponseFiles.insert(W.drop_front().str());
  }
  E.D.UnitsCounted = Looked == E.Commands.size();
  E.D.Units = E.D.UnitsCounted ? E.Units.size()
                               : static_cast<unsigned>(double(E.Units.size()) / double(Looked) * double(E.Commands.size()));
  E.P.Units = E.Units;
  findRoots(E.P);
  tellUnread(E, U, Looked);
  tellShape(E, Ready);
}

//===--- The tree ---------------------------------------------------------===//

static bool isBuildFile(StringRef Name) {
  return Name == "CMakeLists.txt" || Name == "meson.build" || Name == "configure.ac" || Name == "Makefile.am" ||
         Name == "BUILD.bazel" || Name.ends_with(".pro") || Name.ends_with(".cmake");
}

static void listBelow(Examination &E, StringRef Folder, double Until, unsigned Depth) {
  std::error_code Error;
  for (fs::directory_iterator I(Folder, Error, /*follow_symlinks=*/false), End; !Error && I != End; I.increment(Error)) {
    if (E.elapsed() > Until)
      return;
    const StringRef Path = I->path(), Name = path::filename(Path);
    if (I->type() == fs::file_type::directory_file) {
      if (!Name.starts_with(".") && Depth)
        listBelow(E, Path, Until, Depth - 1);
      continue;
    }
    E.Files.ByName.emplace(Name.str(), Path.str());
    const bool Built = !E.P.BuildDir.empty() && Path.starts_with(E.P.BuildDir + "/");
    // Where a build folder has an install script of its own, nobody has written it.
    if (!Built && isBuildFile(Name) && !fs::exists(Folder + "/CMakeCache.txt"))
      E.Files.BuildFiles.push_back(Path.str());
  }
}

void listFiles(Examination &E, StringRef Root) {
  listBelow(E, Root, E.elapsed() + E.O.Seconds * 0.08, 12);
}

} // namespace hone
