// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The order in which changes become files: lock, compare with what was
// analysed, refuse what cannot be written faithfully, compile, write. Nothing
// of the user's is touched before the last step, and that step is all or
// nothing (Writer.cpp).
#include "hone/Apply/Apply.h"
#include "Recheck.h"
#include "Undo.h"
#include "hone/Support/Support.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/xxhash.h"
#include <set>

using llvm::Expected;

namespace hone {

std::uint64_t hashBytes(llvm::StringRef Text) {
  return llvm::xxh3_64bits(Text);
}

using Set = std::vector<const Change *>;

/// Withdraws the changes for which \p Why has an answer.
static void
withdrawIf(Set &Live, ApplyResult &Result,
           llvm::function_ref<std::optional<Reason>(const Change &)> Why) {
  llvm::erase_if(Live, [&](const Change *C) {
    std::optional<Reason> R = Why(*C);
    if (R)
      Result.Withdrawn.emplace(C->Id, std::move(*R));
    return R.has_value();
  });
}

/// Files whose place or links forbid to replace them.
static std::optional<Reason> refuseFile(const Project &P,
                                        const std::string &File) {
  if (P.relative(File) == File)
    return Reason{"outside-project", File + " is not below " + P.Root};
  if (isHardLinked(File))
    return Reason{"hard-linked", P.relative(File) +
                                     " has several names on the disk, which "
                                     "replacing it would split"};
  return std::nullopt;
}

/// Reads the files the changes touch and compares all that their units read
/// with the hashes. False: nothing may be written.
static bool readOriginals(const Project &P, const UnitFiles &Opened,
                          const FileHashes &Hashes, const Set &Live,
                          Texts &Originals, ApplyResult &Result) {
  std::vector<std::string> Files = filesOf(Live);
  std::set<std::string> ToCompare(Files.begin(), Files.end());
  // A header that changed may have taken away what a proof rests on.
  for (unsigned U : unitsThatSee(P, Opened, Files))
    if (U < Opened.size())
      for (const std::string &File : Opened[U])
        if (Hashes.count(File))
          ToCompare.insert(File);

  for (const std::string &File : ToCompare) {
    auto Hash = Hashes.find(File);
    if (Hash == Hashes.end()) {
      Result.Failures.push_back(
          {"apply", File, "is to be changed, but was not analysed"});
      return false;
    }
    Expected<std::string> Text = readFile(File);
    if (!Text || hashBytes(*Text) != Hash->second) {
      if (!Text)
        llvm::consumeError(Text.takeError());
      Result.TreeChanged = true;
      Result.Failures.push_back({"apply", File,
                                 "changed while hone was running, so nothing "
                                 "was written: run again"});
      return false;
    }
    if (llvm::is_contained(Files, File))
      Originals[File] = std::move(*Text);
  }
  return true;
}

static void withdrawOverlaps(const Texts &Originals, Set &Live,
                             ApplyResult &Result) {
  while (const Change *C = findOverlap(Originals, Live)) {
    Result.Withdrawn.emplace(
        C->Id, Reason{"overlapping", "edits text that another change edits"});
    llvm::erase(Live, C);
  }
}

static void write(const Project &P, const Texts &Originals, const Set &Live,
                  ApplyResult &Result) {
  std::vector<Replacement> Files;
  for (const std::string &File : filesOf(Live)) {
    const std::string &Before = Originals.at(File);
    std::string After = applyEdits(Before, editsOf(Live, File));
    if (After != Before)
      Files.push_back({File, Before, std::move(After)});
  }
  if (Files.empty())
    return;
  std::string Record;
  auto Ready = [&]() -> llvm::Error {
    Expected<std::string> Made = writeRecord(P, Files);
    if (!Made)
      return Made.takeError();
    Record = *Made;
    return llvm::Error::success();
  };
  std::size_t FailuresBefore = Result.Failures.size();
  ReplaceOutcome Outcome = replaceAll(Files, Ready, Result.Failures);
  if (Outcome == ReplaceOutcome::Done) {
    for (const Replacement &R : Files)
      Result.Written.push_back(R.File);
    return;
  }
  Result.TreeChanged = Outcome == ReplaceOutcome::Moved;
  // More than one failure: not everything could be put back, undo is needed.
  if (!Record.empty() && Result.Failures.size() == FailuresBefore + 1)
    dropRecord(Record);
}

/// All that can be found out without writing. Live is left with what may be
/// written, Originals with the text it applies to; false if nothing may.
static bool check(const Project &P, const UnitFiles &Opened,
                  const FileHashes &Hashes, const std::vector<Change> &Changes,
                  unsigned Jobs, Set &Live, Texts &Originals,
                  ApplyResult &Result) {
  for (const Change &C : Changes)
    if (!C.Edits.empty())
      Live.push_back(&C);
  withdrawIf(Live, Result, [&](const Change &C) -> std::optional<Reason> {
    for (const std::string &File : filesOf({&C}))
      if (std::optional<Reason> Why = refuseFile(P, File))
        return Why;
    return std::nullopt;
  });
  for (const std::string &File : filesOf(Live))
    if (std::string Why = whyNotWritable(File); !Why.empty())
      Result.Failures.push_back({"apply", File, Why});
  if (Live.empty() || !Result.Failures.empty())
    return false;

  if (!readOriginals(P, Opened, Hashes, Live, Originals, Result))
    return false;
  withdrawOverlaps(Originals, Live, Result);
  Expected<std::map<std::string, Reason>> Guilty =
      findGuilty(P, Opened, Originals, Live, Jobs);
  if (!Guilty) {
    Result.Failures.push_back({"apply", P.Root,
                               "the changes cannot be re-checked: " +
                                   llvm::toString(Guilty.takeError())});
    return false;
  }
  withdrawIf(Live, Result, [&](const Change &C) -> std::optional<Reason> {
    auto Found = Guilty->find(C.Id);
    return Found == Guilty->end() ? std::nullopt : std::optional(Found->second);
  });
  return true;
}

ApplyResult checkChanges(const Project &P, const UnitFiles &Opened,
                         const FileHashes &Hashes,
                         const std::vector<Change> &Changes, unsigned Jobs) {
  ApplyResult Result;
  Set Live;
  Texts Originals;
  check(P, Opened, Hashes, Changes, Jobs, Live, Originals, Result);
  return Result;
}

ApplyResult applyChanges(const Project &P, const UnitFiles &Opened,
                         const FileHashes &Hashes,
                         const std::vector<Change> &Changes, unsigned Jobs) {
  ApplyResult Result;
  if (Changes.empty())
    return Result;
  Expected<ProjectLock> Lock = ProjectLock::take(P.Root);
  if (!Lock) {
    Result.Failures.push_back(
        {"apply", P.Root, llvm::toString(Lock.takeError())});
    return Result;
  }
  Set Live;
  Texts Originals;
  if (check(P, Opened, Hashes, Changes, Jobs, Live, Originals, Result))
    write(P, Originals, Live, Result);
  return Result;
}

} // namespace hone
