// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From documents to files, in order. The documents hold offsets but nothing
// to know the text by, so a file that is newer than they are is not touched;
// from the moment a file is read here its hash is known, and the engine
// compares.
#include "hone/Pipeline/ApplyExported.h"
#include "hone/Apply/ExportedFixes.h"
#include "hone/Project/Everything.h"
#include "hone/Project/Git.h"
#include "hone/Support/Support.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/SetOperations.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <chrono>
#include <fmt/format.h>

using llvm::Error;
using llvm::Expected;
using llvm::StringRef;
namespace fs = llvm::sys::fs;

namespace hone {

//===--- Documents
//---------------------------------------------------------===//

/// The files named, and those below folders named, each once, sorted.
static Expected<std::set<std::string>>
findDocuments(const std::vector<std::string> &Named) {
  std::set<std::string> Files;
  for (const std::string &Name : Named) {
    fs::file_status Status;
    if (std::error_code E = fs::status(Name, Status))
      return failure(Name + ": " + E.message());
    if (!fs::is_directory(Status)) {
      Files.insert(realPath(Name));
      continue;
    }
    std::error_code E;
    for (fs::recursive_directory_iterator I(Name, E), End; I != End && !E;
         I.increment(E)) {
      StringRef Extension = llvm::sys::path::extension(I->path());
      if (Extension == ".yaml" || Extension == ".yml")
        Files.insert(realPath(I->path()));
    }
    if (E)
      return failure(Name + ": " + E.message());
  }
  return Files;
}

namespace {
struct Documents {
  std::vector<ExportedFixes> All;
  std::uint64_t Hash = 0; ///< Of all of them, whatever their order.
  /// The oldest of the files that hold a fix, and when it was written.
  std::string Oldest;
  llvm::sys::TimePoint<> Written;
};
} // namespace

static bool hasEdits(const ExportedFixes &D) {
  return !D.Loose.empty() || llvm::any_of(D.Fixes, [](const ExportedFix &F) {
    return !F.Edits.empty();
  });
}

static Expected<Documents>
readDocuments(const std::vector<std::string> &Named) {
  Expected<std::set<std::string>> Files = findDocuments(Named);
  if (!Files)
    return Files.takeError();
  Documents Read;
  std::set<std::string> Seen;
  for (const std::string &File : *Files) {
    Expected<std::string> Text = readFile(File);
    if (!Text)
      return Text.takeError();
    auto Found = parseExportedFixes(*Text, File);
    if (!Found)
      return Found.takeError();
    fs::file_status Status;
    if (std::error_code E = fs::status(File, Status))
      return failure(File + ": " + E.message());
    if (llvm::any_of(*Found, hasEdits) &&
        (Read.Oldest.empty() ||
         Status.getLastModificationTime() < Read.Written)) {
      Read.Oldest = File;
      Read.Written = Status.getLastModificationTime();
    }
    // A copy of a document says nothing new.
    if (Seen.insert(*Text).second)
      llvm::move(*Found, std::back_inserter(Read.All));
  }
  std::string Hashes;
  for (const std::string &Text : Seen)
    Hashes += fmt::format("{:x} ", hashBytes(Text));
  Read.Hash = hashBytes(Hashes);
  resolvePaths(Read.All);
  return Read;
}

//===--- The run -----------------------------------------------------------===//

namespace {
class Run {
public:
  Run(const ApplyOptions &O, const Project &P, const Documents &D)
      : O(O), P(P), D(D) {}

  /// For a run that writes, before it looks at anything: see claimTree().
  Error claim();
  Error collect();
  void apply();
  ApplyOutcome finish();

private:
  std::vector<AppliedFix> &fixes() { return Out.Result.Fixes; }
  std::set<std::string> editedFiles() const;
  std::set<std::string> filesConcerned() const;
  void noteProject();
  void withdrawAmbiguous();
  Error withdrawUneditable();
  bool refuseStale();
  Error readEdited();
  Error checkOffsets() const;
  void take(ApplyResult &Applied);
  std::vector<Change> changes() const;
  std::string idOf(const AppliedFix &F) const {
    return fmt::format("{}@{}:{}", F.Checks.front(), P.relative(F.Where.File),
                       F.Where.Begin);
  }
  void progress(const std::string &What, std::size_t Done,
                std::size_t Of) const {
    if (O.Progress)
      O.Progress(What, Done, Of);
  }

  const ApplyOptions &O;
  const Project &P;
  const Documents &D;
  std::optional<ProjectLock> Held; ///< Of a run that writes.
  UnitFiles Opened;
  FileHashes Hashes;
  std::map<std::string, std::string> Texts; ///< Of the files to be edited.
  ApplyOutcome Out;
};
} // namespace

Error Run::claim() {
  Expected<Claim> Taken =
      claimTree(P, O.AllowDirty, [&] { progress("wait for another run of hone", 0, 1); });
  if (!Taken)
    return Taken.takeError();
  Held.emplace(std::move(Taken->Held));
  if (!Taken->Note.empty())
    Out.Result.Notes.push_back(std::move(Taken->Note));
  return Error::success();
}

void Run::noteProject() {
  Out.Result.DryRun = !O.Write;
  Out.Result.Units = P.Units.size();
  Out.Result.Notes.insert(Out.Result.Notes.begin(), P.Notes.begin(),
                          P.Notes.end());
  Out.Result.Failures = P.Failures;
  // A unit that cannot be compiled here cannot say whether a change breaks it.
  for (const SkippedUnit &S : P.Skipped)
    Out.Result.Failures.push_back(
        {"skip", S.MainFile, fmt::format("{} [{}]", S.Why.Text, S.Why.Code)});
}

std::set<std::string> Run::editedFiles() const {
  std::set<std::string> Files;
  for (const AppliedFix &F : Out.Result.Fixes)
    if (!F.Why)
      for (const Edit &E : F.Edits)
        Files.insert(E.File);
  return Files;
}

/// The tool has one document for all configurations of a unit.
void Run::withdrawAmbiguous() {
  const std::map<std::string, std::string> Ambiguous =
      ambiguousFiles(P, O.Jobs);
  for (AppliedFix &F : fixes())
    if (auto Found = Ambiguous.find(F.Where.File);
        !F.Why && Found != Ambiguous.end())
      F.Why = Reason{
          "units-disagree",
          fmt::format(
              "{} is compiled in several ways, and other lines of {} count in "
              "each; which of them the tool speaks of is not known",
              P.relative(Found->second), P.relative(Found->first))};
}

/// True if a `#line` directive, or the marker of a preprocessor, stands in the text: offsets are
/// real, but what made the text would undo a change.
static bool hasLineDirective(StringRef Text) {
  return llvm::any_of(llvm::split(Text, '\n'), [](StringRef Line) {
    Line = Line.ltrim();
    if (!Line.consume_front("#"))
      return false;
    Line = Line.ltrim();
    return Line.starts_with("line ") || Line.starts_with("line\t") ||
           (!Line.empty() && llvm::isDigit(Line.front()));
  });
}

/// What belongs to others, or nobody would notice a mistake in.
Error Run::withdrawUneditable() {
  const Readers Who = readersOf(P, Opened);
  Expected<std::set<std::string>> Ignored = ignoredFiles(P, editedFiles());
  if (!Ignored)
    return Ignored.takeError();
  std::map<std::string, std::optional<Reason>> Known;
  auto Judge = [&](const std::string &File) -> std::optional<Reason> {
    if (P.relative(File) == File)
      return Reason{"outside-project", File + " is not below " + P.Root};
    Expected<std::string> Text = readFile(File);
    if (!Text) {
      llvm::consumeError(Text.takeError());
      return std::nullopt; // Said by readEdited().
    }
    if (!isEditable(P, File, *Text))
      return Reason{"not-editable", P.relative(File) +
                                        " is other people's, or made by a "
                                        "program, or in the build folder"};
    if (hasLineDirective(*Text))
      return Reason{"line-directive", "a #line directive in " + P.relative(File) +
                                          " says that it was made from another file"};
    if (Ignored->count(File))
      return Reason{"git-ignored", P.relative(File) + " is ignored by git"};
    if (!Who.count(File))
      return Reason{"no-unit",
                    "no unit of the database reads " + P.relative(File) +
                        ", so nothing tells whether it still compiles"};
    return std::nullopt;
  };
  for (AppliedFix &F : fixes())
    for (const Edit &E : F.Edits) {
      if (F.Why)
        break;
      auto [It, New] = Known.try_emplace(E.File);
      if (New)
        It->second = Judge(E.File);
      F.Why = It->second;
    }
  return Error::success();
}

/// The files that the fixes rest on: to be edited, or read by a unit that reads
/// one of those.
std::set<std::string> Run::filesConcerned() const {
  const std::set<std::string> Edited = editedFiles();
  std::set<std::string> Files = Edited;
  for (const auto &OfUnit : Opened)
    if (llvm::any_of(
            OfUnit, [&](const std::string &F) { return Edited.count(F) != 0; }))
      Files.insert(OfUnit.begin(), OfUnit.end());
  return Files;
}

static std::uint64_t hashOf(const std::string &File) {
  Expected<std::string> Text = readFile(File);
  if (Text)
    return hashBytes(*Text);
  llvm::consumeError(Text.takeError());
  return 0;
}

/// True if nothing is to be done, because a file that the fixes rest on was
/// written after the documents, or because it has all been done.
bool Run::refuseStale() {
  const FileHashes Known = rememberedTexts(P, D.Hash);
  const LastRun Last = lastRun(P);
  std::set<std::string> Ids, Newer;
  for (const AppliedFix &F : fixes())
    Ids.insert(idOf(F));
  const bool IsOurs = llvm::set_is_subset(Last.Changes, Ids);
  bool DoneBefore = false;
  for (const std::string &File : filesConcerned()) {
    fs::file_status Status;
    if (fs::status(File, Status) ||
        Status.getLastModificationTime() <= D.Written)
      continue;
    auto First = Known.find(File), Written = Last.Before.find(File);
    if (First != Known.end() && IsOurs && Written != Last.Before.end() &&
        First->second == Written->second)
      DoneBefore = true;
    else if (First == Known.end() || First->second != hashOf(File))
      Newer.insert(File);
  }
  if (Newer.empty() && !DoneBefore)
    return false;
  Reason Why = {"applied-before", "an earlier run has applied these documents"};
  if (!Newer.empty()) {
    Why = {"stale", "files were changed after the fixes were exported"};
    Out.Result.Failures.push_back(
        {"apply", *Newer.begin(),
         fmt::format("{}was changed after {} was written, so nothing was "
                     "applied: run the tool again, then apply",
                     Newer.size() == 1
                         ? ""
                         : fmt::format("like {} more, ", Newer.size() - 1),
                     D.Oldest)});
    Out.Incomplete = true;
  }
  for (AppliedFix &F : fixes())
    if (!F.Why)
      F.Why = Why;
  return true;
}

Error Run::readEdited() {
  for (const std::string &File : editedFiles()) {
    Expected<std::string> Text = readFile(File);
    if (!Text)
      return failure(llvm::toString(Text.takeError()) +
                     ": the fixes are not about this tree, or it has changed: "
                     "run the tool again");
    Hashes[File] = hashBytes(*Text);
    Texts[File] = std::move(*Text);
  }
  for (const std::string &File : filesConcerned())
    if (!Hashes.count(File))
      Hashes[File] = hashOf(File);
  return O.Write ? rememberTexts(P, D.Hash, Hashes) : Error::success();
}

Error Run::checkOffsets() const {
  for (const AppliedFix &F : Out.Result.Fixes)
    for (const Edit &E : F.Edits)
      if (auto Text = Texts.find(E.File);
          !F.Why && std::uint64_t{E.Offset} + E.Length > Text->second.size())
        return failure(fmt::format(
            "a fix of {} ends at byte {} of {}, which has {}: the fixes are "
            "not about this tree; run the tool again",
            F.Checks.front(), std::uint64_t{E.Offset} + E.Length,
            P.relative(E.File), Text->second.size()));
  return Error::success();
}

/// U+FFFD is what a byte that is not UTF-8 has become on its way into YAML.
static void withdrawMangled(std::vector<AppliedFix> &Fixes,
                            const std::map<std::string, std::string> &Texts) {
  constexpr StringRef Lost = "\xEF\xBF\xBD";
  for (AppliedFix &F : Fixes)
    for (const Edit &E : F.Edits)
      if (!F.Why && StringRef(E.Text).contains(Lost) &&
          !StringRef(Texts.at(E.File)).contains(Lost))
        F.Why =
            Reason{"not-utf8",
                   "the text to write had bytes that are not UTF-8, which YAML "
                   "cannot hold"};
}

Error Run::collect() {
  noteProject();
  if (D.Oldest.empty())
    return Error::success();
  progress("includes", 0, P.Units.size());
  Opened = includedFiles(P, O.Jobs, [&](std::size_t Done) {
    progress("includes", Done, P.Units.size());
  });
  fixes() = collectFixes(D.All, readersOf(P, Opened));
  withdrawAmbiguous();
  if (Error E = withdrawUneditable())
    return E;
  if (refuseStale())
    return Error::success();
  if (Error E = readEdited())
    return E;
  if (Error E = checkOffsets())
    return E;
  withdrawMangled(fixes(), Texts);
  adoptLineEnds(fixes(), Texts);
  withdrawOverlapping(fixes());
  return Error::success();
}

std::vector<Change> Run::changes() const {
  std::vector<Change> All;
  for (const AppliedFix &F : Out.Result.Fixes)
    if (!F.Why)
      All.push_back({idOf(F), F.Edits});
  return All;
}

/// Says in the fixes what became of their changes.
void Run::take(ApplyResult &Applied) {
  Out.Diff = std::move(Applied.Diff);
  llvm::move(Applied.Failures, std::back_inserter(Out.Result.Failures));
  const bool Nothing = Applied.TreeChanged || !Applied.Failures.empty();
  Out.Incomplete |= Nothing;
  for (AppliedFix &F : fixes()) {
    if (F.Why)
      continue;
    if (auto Why = Applied.Withdrawn.find(idOf(F));
        Why != Applied.Withdrawn.end())
      F.Why = Why->second;
    else if (Nothing)
      F.Why = Reason{"not-written", "nothing was written; see the failures"};
  }
}

void Run::apply() {
  const std::vector<Change> Changes = changes();
  if (interrupted() || Changes.empty())
    return;
  progress("re-check", 0, Changes.size());
  ApplyRequest Request{P,      Opened,         Hashes,       Changes,
                       O.Jobs, O.BuildCommand, O.TestCommand};
  Request.Doing = [&](const std::string &What) {
    progress(What, 0, Changes.size());
  };
  ApplyResult Applied =
      Held ? applyChanges(*Held, Request) : checkChanges(Request);
  take(Applied);
}

/// Line and column of where a fix was diagnosed.
static void locate(Span &Where, StringRef Text) {
  StringRef Before = Text.take_front(Where.Begin);
  Where.Line = Where.EndLine = 1 + static_cast<unsigned>(Before.count('\n'));
  std::size_t LineStart = Before.rfind('\n');
  Where.Column =
      Where.Begin -
      static_cast<unsigned>(LineStart == StringRef::npos ? 0 : LineStart + 1) +
      1;
}

ApplyOutcome Run::finish() {
  if (interrupted()) {
    Out.Result.Notes.push_back("stopped by the user; nothing more was written");
    Out.Incomplete = true;
    for (AppliedFix &F : fixes())
      if (!F.Why && Out.Diff.empty())
        F.Why = Reason{"interrupted", "stopped by the user"};
  }
  Out.Incomplete |= !Out.Result.Failures.empty();
  auto Shorten = [&](std::string &Text) {
    const std::string Below = P.Root + "/";
    for (std::size_t At; (At = Text.find(Below)) != std::string::npos;)
      Text.erase(At, Below.size());
  };
  for (AppliedFix &F : fixes()) {
    auto Text = Texts.find(F.Where.File);
    if (Text == Texts.end()) {
      Text = Texts.emplace(F.Where.File, "").first;
      if (Expected<std::string> Read = readFile(F.Where.File))
        Text->second = std::move(*Read);
      else
        llvm::consumeError(Read.takeError());
    }
    locate(F.Where, Text->second);
    F.Where.File = P.relative(F.Where.File);
    for (Edit &E : F.Edits)
      E.File = P.relative(E.File);
    if (F.Why)
      Shorten(F.Why->Text);
  }
  for (Failure &F : Out.Result.Failures)
    F.File = P.relative(F.File);
  return std::move(Out);
}

Expected<ApplyOutcome> applyExported(const ApplyOptions &O) {
  auto Start = std::chrono::steady_clock::now();
  Expected<Documents> D = readDocuments(O.Fixes);
  if (!D)
    return D.takeError();
  // Any unit can break, whatever its language, and with any of its flags.
  Expected<Project> P = loadEverything(O.Project);
  if (!P)
    return P.takeError();

  Run R(O, *P, *D);
  if (O.Write && !D->Oldest.empty())
    if (Error E = R.claim())
      return std::move(E);
  if (Error E = R.collect())
    return std::move(E);
  R.apply();
  ApplyOutcome Out = R.finish();
  std::chrono::duration<double> Took = std::chrono::steady_clock::now() - Start;
  Out.Result.Seconds = Took.count();
  return Out;
}

} // namespace hone
