// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The order in which changes become files: lock, compare with what was
// analysed, refuse what cannot be written faithfully, compile, write. Nothing
// of the user's is touched before the last step, and that step is all or
// nothing (Writer.cpp).
#include "hone/Apply/Apply.h"
#include "Diff.h"
#include "Recheck.h"
#include "Transaction.h"
#include "Writer.h"
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
  withdrawDependents(Live, Result.Withdrawn);
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
    withdrawDependents(Live, Result.Withdrawn);
  }
}

/// All that can be found out without writing. Live is left with what may be
/// written, Originals with the text it applies to; false if nothing may.
static bool check(const ApplyRequest &Request, Set &Live, Texts &Originals,
                  ApplyResult &Result) {
  const Project &P = Request.P;
  for (const Change &C : Request.Changes)
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

  if (!readOriginals(P, Request.Opened, Request.Hashes, Live, Originals,
                     Result))
    return false;
  withdrawOverlaps(Originals, Live, Result);
  Expected<std::map<std::string, Reason>> Guilty =
      findGuilty(P, Request.Opened, Originals, Live, Request.Jobs);
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

ApplyResult checkChanges(const ApplyRequest &Request) {
  ApplyResult Result;
  Set Live;
  Texts Originals;
  if (check(Request, Live, Originals, Result))
    Result.Diff = diffOf(Request.P, Originals, Live);
  return Result;
}

ApplyResult applyChanges(const ProjectLock &, const ApplyRequest &Request) {
  ApplyResult Result;
  Set Live;
  Texts Originals;
  if (!check(Request, Live, Originals, Result) || Live.empty())
    return Result;
  writeChanges(Request, Originals, Live, Result);
  Result.Diff = diffOf(Request.P, Originals, Live);
  return Result;
}

} // namespace hone
