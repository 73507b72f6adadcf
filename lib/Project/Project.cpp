// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From what the user named to the units of the project, with a sentence for
// everything that was chosen, folded or left out on the way.
#include "hone/Project/Everything.h"
#include "Command.h"
#include "hone/Support/Support.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"

using llvm::Error;
using llvm::Expected;
using llvm::StringRef;

namespace hone {

/// The files named on the command line, as real paths.
static Expected<std::vector<std::string>>
resolveFiles(const std::vector<std::string> &Named) {
  std::vector<std::string> Files;
  for (const std::string &F : Named) {
    if (!llvm::sys::fs::exists(F))
      return failure(F + ": no such file");
    Files.push_back(realPath(F));
  }
  return Files;
}

Expected<std::vector<Command>>
commandsFromFlags(const ProjectOptions &Options,
                  const std::vector<std::string> &Files) {
  if (Files.empty())
    return failure(
        "flags after -- need the files they are for: `FILES -- FLAGS`");
  std::vector<std::string> Flags = Options.Flags;
  // `-- g++ -O2` names the compiler too.
  if (Flags.empty() || StringRef(Flags.front()).starts_with("-") ||
      StringRef(Flags.front()).starts_with("@"))
    Flags.insert(Flags.begin(),
                 llvm::sys::Process::GetEnv("CXX").value_or("c++"));
  std::vector<Command> Commands;
  for (const std::string &F : Files)
    Commands.push_back({realPath("."), F, Flags});
  return Commands;
}

/// Keeps the commands of the named files, in the order of the database.
static Error selectFiles(std::vector<Command> &Commands, StringRef Database,
                         const std::vector<std::string> &Files) {
  if (Files.empty())
    return Error::success();
  for (const std::string &F : Files)
    if (llvm::none_of(Commands, [&](const Command &C) { return C.File == F; }))
      return failure(F + " is not in " + Database.str() +
                     ": name a source file that is compiled by itself, choose "
                     "another database with -p, or give its flags: `FILES -- "
                     "FLAGS`");
  llvm::erase_if(Commands, [&](const Command &C) {
    return !llvm::is_contained(Files, C.File);
  });
  return Error::success();
}

/// Whether the database has said the same already. A file may be listed with several flags: each of them must agree to what is
/// changed there.
static bool isKnown(const Unit &U, const std::vector<Unit> &Units) {
  return llvm::any_of(Units, [&](const Unit &Other) {
    return Other.MainFile == U.MainFile && Other.Flags == U.Flags && Other.Compiler == U.Compiler && Other.Directory == U.Directory;
  });
}

/// The file a command writes, as far as its words say.
static std::string outputOf(const Command &C) {
  std::string Named = C.Output;
  for (std::size_t I = 0; I + 1 < C.Arguments.size(); ++I)
    if (C.Arguments[I] == "-o")
      Named = C.Arguments[I + 1];
  llvm::SmallString<256> Path(Named);
  if (!Named.empty())
    llvm::sys::path::make_absolute(C.Directory, Path);
  return Path.str().str();
}

void addObjects(Project &P, const std::vector<Command> &Commands) {
  for (const Command &C : Commands) {
    llvm::sys::fs::file_status Object, Source;
    std::string Path = outputOf(C);
    if (!Path.empty() && !llvm::sys::fs::status(Path, Object) &&
        !llvm::sys::fs::status(C.File, Source) &&
        llvm::sys::fs::is_regular_file(Object) &&
        Object.getLastModificationTime() >= Source.getLastModificationTime())
      P.Objects.push_back({C.File, Path});
  }
}

static void addUnits(Project &P, const std::vector<Command> &Commands,
                     bool Everything) {
  FlagReader Reader(resourceDir(), Everything);
  std::map<std::string, bool> Told;
  for (const Command &C : Commands) {
    Prepared R = Reader.prepare(C);
    switch (R.What) {
    case Prepared::Ready:
      if (!isKnown(R.U, P.Units))
        P.Units.push_back(std::move(R.U));
      break;
    case Prepared::Skipped:
      if (std::exchange(Told[C.File], true) == false)
        P.Skipped.push_back({C.File, R.Why});
      break;
    case Prepared::Failed:
      if (std::exchange(Told[C.File], true) == false)
        P.Failures.push_back({"project", C.File, R.Why.Text});
      break;
    case Prepared::Ignored:
      break;
    }
  }
}

std::function<Prepared(const Command &)> makeUnitReader() {
  auto Reader = std::make_shared<FlagReader>(resourceDir(), /*AnyLanguage=*/false);
  return [Reader](const Command &C) { return Reader->prepare(C); };
}

/// One note for all units that were lifted the same way.
static void noteLifts(Project &P) {
  std::map<std::string, unsigned> Counts;
  for (const Unit &U : P.Units)
    if (!U.Lifted.empty())
      ++Counts[U.Lifted];
  for (const auto &[Words, Count] : Counts)
    P.Notes.push_back(
        fmt::format("{} for remarks and benchmarks ({} of {} units)", Words,
                    Count, P.Units.size()));
}

static Expected<Project> loadUnits(const ProjectOptions &Options,
                                   bool Everything) {
  Expected<std::vector<std::string>> Files = resolveFiles(Options.Files);
  if (!Files)
    return Files.takeError();
  Project P;
  Expected<std::vector<Command>> Commands = std::vector<Command>();
  if (Options.HasFlags) {
    Commands = commandsFromFlags(Options, *Files);
  } else {
    Expected<std::string> Found =
        findDatabase(Options.BuildDir, *Files, P.Notes);
    if (!Found)
      return Found.takeError();
    P.Database = *Found;
    Commands = readDatabase(P.Database);
  }
  if (!Commands)
    return Commands.takeError();
  addObjects(P, *Commands);
  if (Error E = selectFiles(*Commands, P.Database, *Files))
    return std::move(E);
  addUnits(P, *Commands, Everything);
  findRoots(P);
  if (!Everything)
    noteLifts(P);
  return P;
}

Expected<Project> Project::load(const ProjectOptions &Options) {
  return loadUnits(Options, /*Everything=*/false);
}

Expected<Project> loadEverything(const ProjectOptions &Options) {
  return loadUnits(Options, /*Everything=*/true);
}

} // namespace hone
