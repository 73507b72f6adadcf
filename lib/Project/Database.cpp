// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Finds and reads compile_commands.json. By llvm::json rather than clang's own
// reader: that one goes through YAML, guesses commands for files that have
// none, and cannot say which entry is wrong.
#include "Command.h"
#include "hone/Support/Support.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <algorithm>
#include <utility>

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;
using llvm::Expected;
using llvm::SmallString;
using llvm::StringRef;

namespace hone {

static constexpr llvm::StringLiteral Name = "compile_commands.json";

/// The words of a command as a shell splits it. Not by LLVM's reader of response
/// files, which takes a backslash for an escape between single quotes as well.
static std::vector<std::string> tokenize(StringRef Text) {
  std::vector<std::string> Words;
  char Quote = 0;
  bool InWord = false;
  for (std::size_t I = 0; I != Text.size(); ++I) {
    const char C = Text[I];
    const char Next = I + 1 < Text.size() ? Text[I + 1] : 0;
    if (!Quote && llvm::isSpace(C)) {
      InWord = false;
      continue;
    }
    if (!std::exchange(InWord, true))
      Words.emplace_back();
    // Between double quotes a backslash stands for itself before all others.
    const bool Escapes = C == '\\' && Next && Quote != '\'' &&
                         (!Quote || StringRef("\"\\$`").contains(Next));
    if (Escapes)
      Words.back() += Text[++I];
    else if (C == Quote)
      Quote = 0;
    else if (!Quote && (C == '"' || C == '\''))
      Quote = C;
    else
      Words.back() += C;
  }
  return Words;
}

/// Reads one entry; nothing if it is not one.
static std::optional<Command> readEntry(const llvm::json::Value &V,
                                        StringRef DatabaseDir) {
  const llvm::json::Object *O = V.getAsObject();
  if (!O)
    return std::nullopt;
  const std::optional<StringRef> File = O->getString("file");
  const std::optional<StringRef> Line = O->getString("command");
  const llvm::json::Array *List = O->getArray("arguments");
  if (!File || (!Line && !List))
    return std::nullopt;
  Command C;
  C.Directory = realPath(O->getString("directory").value_or("."), DatabaseDir);
  C.File = realPath(*File, C.Directory);
  C.Output = O->getString("output").value_or("").str();
  if (!List)
    C.Arguments = tokenize(*Line);
  else
    for (const llvm::json::Value &A : *List)
      C.Arguments.push_back(A.getAsString().value_or("").str());
  return C;
}

Expected<std::vector<Command>> readDatabase(StringRef Path) {
  Expected<std::string> Text = readFile(Path);
  if (!Text)
    return Text.takeError();
  Expected<llvm::json::Value> V = llvm::json::parse(*Text);
  if (!V)
    return failure(Path.str() +
                   " is not valid JSON: " + llvm::toString(V.takeError()));
  const llvm::json::Array *Entries = V->getAsArray();
  if (!Entries)
    return failure(Path.str() + " is not a list of commands");
  std::vector<Command> Commands;
  for (std::size_t I = 0; I != Entries->size(); ++I) {
    std::optional<Command> C =
        readEntry((*Entries)[I], path::parent_path(Path));
    if (!C)
      return failure(
          fmt::format("{}: entry {} needs \"file\" and \"command\" or "
                      "\"arguments\"",
                      Path.str(), I + 1));
    Commands.push_back(std::move(*C));
  }
  if (Commands.empty())
    return failure(Path.str() +
                   " holds no commands: build the project once with "
                   "it, or choose another folder with -p");
  return Commands;
}

namespace {
struct Candidate {
  std::string Path;
  fs::UniqueID Id;
  llvm::sys::TimePoint<> Modified;
};
} // namespace

static void addCandidate(StringRef Folder, std::vector<Candidate> &Into) {
  SmallString<256> P(Folder);
  path::append(P, Name);
  fs::file_status S;
  if (fs::status(P, S) || !fs::is_regular_file(S))
    return;
  // A link in the source folder to the one of the build folder is common.
  for (const Candidate &C : Into)
    if (C.Id == S.getUniqueID())
      return;
  Into.push_back({realPath(P), S.getUniqueID(), S.getLastModificationTime()});
}

static bool looksLikeBuildFolder(StringRef Name) {
  return Name.starts_with("build") || Name.starts_with("cmake-build");
}

/// The databases of one folder, newest first: its own, those of its build
/// folders and (presets name them build/debug) one below.
static std::vector<Candidate> databasesIn(StringRef Folder) {
  std::vector<Candidate> Found;
  addCandidate(Folder, Found);
  std::error_code E;
  for (fs::directory_iterator I(Folder, E), End; !E && I != End;
       I.increment(E)) {
    if (!looksLikeBuildFolder(path::filename(I->path())) ||
        !fs::is_directory(I->path()))
      continue;
    addCandidate(I->path(), Found);
    std::error_code Inner;
    for (fs::directory_iterator J(I->path(), Inner); !Inner && J != End;
         J.increment(Inner))
      addCandidate(J->path(), Found);
  }
  std::sort(Found.begin(), Found.end(),
            [](const Candidate &A, const Candidate &B) {
              return A.Modified != B.Modified ? A.Modified > B.Modified
                                              : A.Path < B.Path;
            });
  return Found;
}

static bool holdsAll(StringRef Database,
                     const std::vector<std::string> &Files) {
  Expected<std::vector<Command>> Commands = readDatabase(Database);
  if (!Commands) {
    llvm::consumeError(Commands.takeError());
    return false;
  }
  llvm::StringSet<> Held;
  for (const Command &C : *Commands)
    Held.insert(C.File);
  return llvm::all_of(Files,
                      [&](const std::string &F) { return Held.contains(F); });
}

static void note(const std::vector<Candidate> &All, const Candidate &Chosen,
                 StringRef Why, std::vector<std::string> &Notes) {
  if (All.size() < 2)
    return;
  std::string Others;
  for (const Candidate &C : All)
    if (C.Path != Chosen.Path)
      Others += (Others.empty() ? "" : ", ") + C.Path;
  Notes.push_back(fmt::format("using {} ({}), not {}; -p chooses another",
                              Chosen.Path, Why.str(), Others));
}

static llvm::Error noDatabase(StringRef Where) {
  return failure(
      "no compile_commands.json " + Where.str() +
      ": make one with `cmake -DCMAKE_EXPORT_COMPILE_COMMANDS=ON` or `bear -- "
      "make` and name its folder with -p, or give the flags after the files: "
      "`FILES -- FLAGS`");
}

Expected<std::string> findDatabase(StringRef BuildDir,
                                   const std::vector<std::string> &Files,
                                   std::vector<std::string> &Notes) {
  if (!BuildDir.empty()) {
    SmallString<256> P(BuildDir);
    if (fs::is_directory(P))
      path::append(P, Name);
    if (!fs::exists(P))
      return noDatabase("in " + BuildDir.str());
    return realPath(P);
  }
  std::vector<std::string> Starts = {realPath(".")};
  if (!Files.empty())
    Starts.insert(Starts.begin(), path::parent_path(Files.front()).str());
  // From the inside out, so that a neighbour project's newer database cannot
  // win over the own one. The first that was seen is the fallback.
  std::vector<Candidate> Nearest;
  for (const std::string &Start : Starts)
    for (StringRef F = Start; !F.empty(); F = path::parent_path(F)) {
      const std::vector<Candidate> Found = databasesIn(F);
      if (Nearest.empty())
        Nearest = Found;
      for (const Candidate &C : Found)
        if (Files.empty() || holdsAll(C.Path, Files)) {
          note(Found, C,
               Files.empty() ? "the newest" : "the newest with the files",
               Notes);
          return C.Path;
        }
    }
  if (Nearest.empty())
    return noDatabase("in " + Starts.front() +
                      ", its parents or their build folders");
  note(Nearest, Nearest.front(), "the newest", Notes);
  return Nearest.front().Path;
}

} // namespace hone
