// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// --since and --lines: which lines, which units, and nothing else. A finding is
// asked for if its own text or its loop touches such a line: one changed
// statement is enough to make a loop worth another look.
#include "hone/Pipeline/Lines.h"
#include "hone/Project/Git.h"
#include "hone/Support/Support.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <climits>

using llvm::Expected;
using llvm::StringRef;

namespace hone {

void ChangedLines::add(const std::string &File, unsigned First, unsigned Last) {
  ByFile[File].emplace_back(First, Last);
}

bool ChangedLines::touches(const Span &Where) const {
  auto Known = ByFile.find(Where.File);
  return Known != ByFile.end() &&
         llvm::any_of(Known->second, [&](const auto &Range) {
           return Range.first <= std::max(Where.Line, Where.EndLine) && Where.Line <= Range.second;
         });
}

bool ChangedLines::touches(const Finding &F) const {
  return touches(F.Where) || (F.InLoop && touches(F.InLoop->Where));
}

std::vector<std::string> ChangedLines::files() const {
  return {llvm::make_first_range(ByFile).begin(), llvm::make_first_range(ByFile).end()};
}

/// A name as git writes it: in quotes if it holds what would end a line.
static std::string unquoted(StringRef Name) {
  if (!Name.consume_front("\""))
    return Name.split('\t').first.str();
  std::string Plain;
  while (!Name.empty() && Name.front() != '"') {
    if (!Name.consume_front("\\")) {
      Plain += Name.front();
      Name = Name.drop_front();
      continue;
    }
    unsigned Octal = 0;
    if (!Name.take_front(3).getAsInteger(8, Octal)) {
      Plain += static_cast<char>(Octal);
      Name = Name.drop_front(3);
      continue;
    }
    constexpr StringRef Letters = "abtnvfr", Codes = "\a\b\t\n\v\f\r";
    std::size_t At = Name.empty() ? StringRef::npos : Letters.find(Name.front());
    Plain += At == StringRef::npos ? Name.take_front(1).str() : std::string(1, Codes[At]);
    Name = Name.drop_front(std::min<std::size_t>(1, Name.size()));
  }
  return Plain;
}

/// "12,3" or "12", at the front of \p Text.
static bool takeRange(StringRef &Text, unsigned &Begin, unsigned &Count) {
  Count = 1;
  if (Text.consumeInteger(10, Begin))
    return false;
  return !Text.consume_front(",") || !Text.consumeInteger(10, Count);
}

void ChangedLines::addDiff(StringRef Diff, StringRef Folder) {
  std::string File;
  unsigned Content = 0; // Lines of a hunk, which may look like anything.
  for (StringRef Line : llvm::split(Diff, '\n')) {
    if (Content && !Line.starts_with("\\")) {
      --Content;
      continue;
    }
    if (Line.consume_front("+++ ")) {
      std::string Name = unquoted(Line);
      File = StringRef(Name).starts_with("b/") ? realPath(Name.substr(2), Folder) : "";
      continue;
    }
    unsigned Old = 0, OldCount = 0, New = 0, NewCount = 0;
    if (!Line.consume_front("@@ -") || !takeRange(Line, Old, OldCount) ||
        !Line.consume_front(" +") || !takeRange(Line, New, NewCount))
      continue;
    Content = OldCount + NewCount;
    if (!File.empty())
      add(File, std::max(1u, New), std::max(1u, New + std::max(1u, NewCount) - 1));
  }
}

/// Adds what has changed in the working tree since \p Revision.
static llvm::Error addSince(ChangedLines &Asked, const Project &P, const std::string &Revision) {
  Expected<bool> Inside = isInWorkTree(P.Root);
  if (!Inside)
    return Inside.takeError();
  Expected<std::string> Commit =
      *Inside ? git(P.Root, {"rev-parse", "--verify", "--quiet", "--end-of-options", Revision + "^{commit}"})
              : failure("");
  if (!Commit) {
    llvm::consumeError(Commit.takeError());
    return failure(*Inside ? fmt::format("--since: '{}' is no revision of the git repository around {}",
                                         Revision, P.Root)
                           : fmt::format("--since needs git, and a git repository around {}", P.Root));
  }
  // Whatever the user has configured for reading, this is for a program.
  Expected<std::string> Diff =
      git(P.Root, {"-c", "core.quotePath=false", "diff", "--unified=0", "--inter-hunk-context=0",
                   "--no-color", "--no-ext-diff", "--no-textconv", "--find-renames", "--text",
                   "--relative", "--ignore-submodules=all", "--src-prefix=a/", "--dst-prefix=b/",
                   StringRef(*Commit).trim().str(), "--"});
  if (!Diff)
    return Diff.takeError();
  Asked.addDiff(*Diff, P.Root);
  Expected<std::string> Untracked = git(P.Root, {"ls-files", "-z", "--others", "--exclude-standard"});
  if (!Untracked)
    return Untracked.takeError();
  for (const std::string &Name : namesIn(*Untracked))
    Asked.add(realPath(Name, P.Root), 1, UINT_MAX);
  return llvm::Error::success();
}

Expected<ChangedLines> askedLines(const Options &O, const Project &P) {
  ChangedLines Asked;
  for (const LineRange &Range : O.Lines) {
    if (!llvm::sys::fs::is_regular_file(Range.File))
      return failure("--lines: " + Range.File + ": no such file");
    Asked.add(realPath(Range.File), Range.First, Range.Last);
  }
  for (const std::string &Revision : O.Since)
    if (llvm::Error E = addSince(Asked, P, Revision))
      return std::move(E);
  return Asked;
}

/// A file that others may include for the code that is in it.
static bool mayBeIncluded(StringRef File) {
  return llvm::StringSwitch<bool>(llvm::sys::path::extension(File).lower())
      .Cases({".h", ".hh", ".hpp", ".hxx", ".h++", ".cuh"}, true)
      .Cases({".c", ".cc", ".cpp", ".cxx", ".c++", ".cp"}, true)
      .Cases({".inc", ".inl", ".ipp", ".tpp", ".tcc", ".txx", ".ixx", ".impl", ".def", ".tpl"}, true)
      .Default(false);
}

void keepAskedUnits(Project &P, const ChangedLines &Asked, const Options &O) {
  std::set<std::string> Files, Named;
  for (const std::string &File : Asked.files())
    Files.insert(File);
  for (const LineRange &Range : O.Lines)
    Named.insert(realPath(Range.File));
  for (const std::string &File : Files) {
    bool IsMain = llvm::any_of(P.Units, [&](const Unit &U) { return U.MainFile == File; });
    if (!IsMain && (Named.count(File) || mayBeIncluded(File)))
      return;
  }
  llvm::erase_if(P.Units, [&](const Unit &U) { return !Files.count(U.MainFile); });
  llvm::erase_if(P.Skipped, [&](const SkippedUnit &U) { return !Files.count(U.MainFile); });
  llvm::erase_if(P.Failures, [&](const Failure &F) { return !F.File.empty() && !Files.count(F.File); });
  if (P.Units.empty())
    P.Notes.push_back("nothing to look at: none of the lines asked for is in a source of the project");
}

} // namespace hone
