// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Taking back the last run: because somebody asks, or because it was cut off
// before it was done.
#include "Record.h"
#include "hone/Project/Git.h"
#include "hone/Support/Support.h"
#include <fmt/format.h>

using llvm::Error;
using llvm::Expected;

namespace hone {

static Expected<std::vector<std::string>> takeBack(const Project &P,
                                                   Record &Last) {
  // A run that is killed while it takes back has the rest done by the next.
  Last.removeTemporaries();
  Expected<std::vector<Replacement>> Way = Last.wayBack();
  if (!Way)
    return Way.takeError();
  for (const Replacement &R : *Way)
    if (std::string Why = whyNotWritable(R.File); !Why.empty())
      return failure(P.relative(R.File) + ": " + Why);
  const bool WasDone = !Last.isUnfinished();
  if (Error E = Last.reopen())
    return std::move(E);
  std::vector<Failure> Failures;
  switch (replaceAll(*Way, Failures)) {
  case ReplaceOutcome::Done:
    break;
  case ReplaceOutcome::Failed:
  case ReplaceOutcome::Moved:
    if (WasDone)
      llvm::consumeError(Last.finish());
    [[fallthrough]];
  case ReplaceOutcome::Halfway:
    return failure(P.relative(Failures[0].File) + ": " + Failures[0].Text);
  }
  Last.drop();
  std::vector<std::string> Restored;
  for (const Replacement &R : *Way)
    Restored.push_back(R.File);
  return Restored;
}

Expected<std::vector<std::string>> undo(const Project &P) {
  if (!Record::last(P))
    return failure("there is nothing to undo in " + P.Root);
  Expected<ProjectLock> Lock = ProjectLock::take(P.Root);
  if (!Lock)
    return Lock.takeError();
  std::optional<Record> Last = Record::last(P);
  if (!Last)
    return failure("there is nothing to undo in " + P.Root);
  return takeBack(P, *Last);
}

/// Takes back what a run that was cut off has written; how many files that were.
static Expected<std::size_t> recover(const Project &P) {
  std::optional<Record> Last = Record::last(P);
  if (!Last || !Last->isUnfinished())
    return std::size_t(0);
  Expected<std::vector<std::string>> Restored = takeBack(P, *Last);
  if (!Restored)
    return failure("an earlier run was cut off while it wrote: " +
                   llvm::toString(Restored.takeError()));
  return Restored->size();
}

Expected<Claim> claimTree(const Project &P, bool AllowDirty,
                          llvm::function_ref<void()> Waiting) {
  Expected<ProjectLock> Lock = ProjectLock::take(P.Root, Waiting);
  if (!Lock)
    return Lock.takeError();
  Expected<std::size_t> Restored = recover(P);
  if (!Restored)
    return Restored.takeError();
  if (!AllowDirty)
    if (Error E = refuseUncommitted(P))
      return std::move(E);
  Claim Taken{std::move(*Lock), ""};
  if (*Restored)
    Taken.Note = fmt::format("took back what an earlier run had written to {} {} when it was cut off",
                             *Restored, *Restored == 1 ? "file" : "files");
  return std::move(Taken);
}

} // namespace hone
