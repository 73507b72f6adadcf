// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which database there is, and how one is made where there is none.
#include "Examination.h"
#include "hone/Support/Support.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/Path.h"

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;
using llvm::Expected;
using llvm::StringRef;

namespace hone {

static std::string foundBy(const Examination &E) {
  const ProjectOptions &Asked = E.O.Run.Project;
  const std::string Folder = typed(path::parent_path(E.D.Database));
  if (!Asked.BuildDir.empty())
    return "given with -p";
  return Folder == "." ? "in this folder" : path::is_absolute(Folder) ? "in a folder above" : "in " + Folder;
}

/// No build system that is known: a source by itself is possible all the same.
static std::string withoutDatabase(const Examination &E) {
  if (!E.System.Database.empty())
    return E.System.Folder == E.D.Folder ? E.System.Database : "cd " + E.System.Folder + " && " + E.System.Database;
  return "bear -- BUILD COMMAND, or name sources and flags: hone doctor FILE.cpp -- -std=c++17 -O2 -I include";
}

static bool noDatabase(Examination &E) {
  const ProjectOptions &Asked = E.O.Run.Project;
  std::string Cure = withoutDatabase(E);
  std::string Text = Asked.BuildDir.empty()
                         ? "there is no compile_commands.json here, in a folder above, or in their build folders"
                         : "there is no compile_commands.json in " + Asked.BuildDir;
  if (!Asked.BuildDir.empty() && fs::exists(Asked.BuildDir + "/CMakeCache.txt"))
    Cure = "cmake -DCMAKE_EXPORT_COMPILE_COMMANDS=ON " + Asked.BuildDir;
  if (E.System.Name.empty())
    Text += ", and no build system was recognized";
  else
    Text += "; the project is built with " + E.System.Name;
  if (StringRef(Cure) == "cmake " + path::filename(E.System.Build).str())
    Text += ", whose last configuration in " + typed(E.System.Build) + " was to write one and seems to have failed";
  E.add(Severity::Stops, "no-database", Text, Cure);
  return false;
}

/// One that lies where nobody looks for it: the newest.
static std::string hiddenDatabase(Examination &E) {
  if (!E.O.Run.Project.BuildDir.empty())
    return "";
  std::string Newest;
  llvm::sys::TimePoint<> Latest;
  for (const std::string &Path : databasesBelow(E.D.Folder)) {
    fs::file_status S;
    if (!fs::status(Path, S) && (Newest.empty() || S.getLastModificationTime() > Latest)) {
      Newest = Path;
      Latest = S.getLastModificationTime();
    }
  }
  if (!Newest.empty()) {
    const std::string Folder = typed(path::parent_path(Newest));
    E.add(Severity::Hinders, "database-not-found",
          "the database in " + Folder + " is looked at here, but other commands do not find it by themselves",
          "hone scan -p " + Folder);
  }
  return Newest;
}

static bool isEmptyList(StringRef Path) {
  Expected<std::string> Text = readFile(Path);
  if (!Text) {
    llvm::consumeError(Text.takeError());
    return false;
  }
  Expected<llvm::json::Value> V = llvm::json::parse(*Text);
  if (!V) {
    llvm::consumeError(V.takeError());
    return false;
  }
  return V->getAsArray() && V->getAsArray()->empty();
}

static bool readCommands(Examination &E) {
  Expected<std::vector<Command>> Read = readDatabase(E.D.Database);
  if (Read) {
    E.Commands = std::move(*Read);
    return true;
  }
  std::string Said = llvm::toString(Read.takeError());
  if (!isEmptyList(E.D.Database)) {
    StringRef Short = Said;
    Short.consume_front(E.D.Folder + "/");
    E.add(Severity::Stops, "database-unreadable", Short.str(), withoutDatabase(E));
    return false;
  }
  const bool IsCMake = E.System.Name == "cmake";
  E.add(Severity::Stops, "database-empty",
        typed(E.D.Database) + " holds no commands: " +
            (IsCMake ? "in this configuration nothing is compiled" : "nothing was compiled while it was made"),
        IsCMake ? "cmake -DBUILD_TESTING=ON " + typed(path::parent_path(E.D.Database)) : withoutDatabase(E));
  return false;
}

/// Keeps the commands of the files that were named.
static bool selectNamed(Examination &E, const std::vector<std::string> &Files) {
  for (const std::string &F : Files)
    if (llvm::none_of(E.Commands, [&](const Command &C) { return C.File == F; }))
      E.add(Severity::Stops, "not-in-database", typed(F) + " is not in " + typed(E.D.Database),
            "name a source that is compiled by itself, or give its flags: hone doctor " + typed(F) + " -- -std=c++17 -O2");
  llvm::erase_if(E.Commands, [&](const Command &C) { return !Files.empty() && !llvm::is_contained(Files, C.File); });
  return !E.Commands.empty();
}

Expected<bool> openDatabase(Examination &E) {
  const ProjectOptions &Asked = E.O.Run.Project;
  std::vector<std::string> Files;
  for (const std::string &F : Asked.Files) {
    if (!fs::exists(F))
      return failure(F + ": no such file");
    Files.push_back(realPath(F));
  }
  E.System = findBuildSystem(E.D.Folder);
  if (E.System.Name.empty() && !Asked.BuildDir.empty())
    E.System = findBuildSystem(path::parent_path(realPath(Asked.BuildDir)));
  if (Asked.HasFlags) {
    Expected<std::vector<Command>> Given = commandsFromFlags(Asked, Files);
    if (!Given)
      return Given.takeError();
    E.Commands = std::move(*Given);
    E.D.FoundBy = "flags after --";
    E.D.Entries = E.Commands.size();
    return true;
  }
  std::vector<std::string> Notes;
  Expected<std::string> Found = findDatabase(Asked.BuildDir, Files, Notes);
  const bool ByItself = Found && Asked.BuildDir.empty();
  if (Found) {
    E.D.Database = *Found;
  } else {
    llvm::consumeError(Found.takeError());
    E.D.Database = hiddenDatabase(E);
    if (E.D.Database.empty())
      return noDatabase(E);
  }
  E.D.FoundBy = foundBy(E);
  if (!ByItself)
    E.D.Next += " -p " + typed(path::parent_path(E.D.Database));
  for (const std::string &Note : Notes)
    E.add(Severity::Note, "several-databases", Note, "hone scan -p DIR");
  E.P.Database = E.D.Database;
  if (!readCommands(E))
    return false;
  E.D.Entries = E.Commands.size();
  addObjects(E.P, E.Commands);
  return selectNamed(E, Files);
}

//===--- Age --------------------------------------------------------------===//

/// When the build system has last looked at its own files.
static llvm::sys::TimePoint<> madeAt(StringRef Database) {
  llvm::sys::TimePoint<> Latest;
  for (const char *Beside : {"compile_commands.json", "build.ninja", "Makefile", "CMakeFiles/TargetDirectories.txt"}) {
    fs::file_status S;
    if (!fs::status(path::parent_path(Database) + "/" + Beside, S))
      Latest = std::max(Latest, S.getLastModificationTime());
  }
  return Latest;
}

void compareAges(Examination &E) {
  if (E.D.Database.empty())
    return;
  const auto Made = madeAt(E.D.Database);
  std::vector<std::string> Newer;
  for (const std::string &File : E.Files.BuildFiles) {
    fs::file_status S;
    if (!fs::status(File, S) && S.getLastModificationTime() > Made)
      Newer.push_back(E.shown(File));
  }
  if (!Newer.empty())
    E.add(Severity::Hinders, "database-outdated",
          fmt::format("the database is older than {}{}: flags and files may have changed since", Newer.front(),
                      Newer.size() > 1 ? fmt::format(" and {} other build files", Newer.size() - 1) : ""),
          E.configureAgain(), Newer);
}

} // namespace hone
