// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The only writer of user files.
#ifndef HONE_APPLY_APPLY_H
#define HONE_APPLY_APPLY_H

#include "hone/Core/Model.h"
#include "hone/Project/Project.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <functional>
#include <utility>

namespace hone {

/// What the files looked like when they were analysed: absolute real path ->
/// xxh3 of the bytes.
using FileHashes = std::map<std::string, std::uint64_t>;
std::uint64_t hashBytes(llvm::StringRef Text);

struct ApplyResult {
  /// Ids of changes withdrawn because a unit would not compile with them.
  std::map<std::string, Reason> Withdrawn;
  std::vector<std::string> Written; ///< Absolute paths.
  std::vector<Failure> Failures;    ///< Tree moved on, file not writable ...
  bool TreeChanged = false; ///< A hash did not match: nothing was written.
  std::string Diff;         ///< Of the changes that were not withdrawn.
};

/// One change: a finding's id and its edits (absolute paths, offsets in the
/// original text, disjoint from all others given).
struct Change {
  std::string Id;
  std::vector<Edit> Edits;
  /// Ids of changes to whose text this one was made: without them it was never
  /// judged, so it goes when one of them goes.
  std::vector<std::string> Needs = {};
};

/// Files each unit opened, by index into Project::Units: who includes what.
using UnitFiles = std::vector<std::vector<std::string>>;

/// The right to write below a root: Root/.hone/lock. A run that writes takes
/// it before it reads the first source, so that two runs never propose changes
/// to what the other is about to change.
class ProjectLock {
public:
  /// Waits for another run to end; \p Waiting is told once if that is needed.
  /// Errors: the folder cannot be written; the user asked to stop.
  static llvm::Expected<ProjectLock>
  take(llvm::StringRef Root, llvm::function_ref<void()> Waiting = [] {});
  ProjectLock(ProjectLock &&Other)
      : Descriptor(std::exchange(Other.Descriptor, -1)) {}
  ProjectLock &operator=(ProjectLock &&) = delete;
  ~ProjectLock();

private:
  explicit ProjectLock(int Descriptor) : Descriptor(Descriptor) {}
  int Descriptor;
};

/// Lets the files hold the changes with these ids, and no others. Errors: it cannot; all is said.
using PutChanges = llvm::function_ref<llvm::Error(const std::vector<std::string> &Ids)>;

struct ApplyRequest {
  const Project &P;
  const UnitFiles &Opened;
  const FileHashes &Hashes;
  const std::vector<Change> &Changes;
  unsigned Jobs = 2;
  /// The project's own, for the shell, run in the current folder once the
  /// files are written; empty: none.
  std::string BuildCommand = {}, TestCommand = {};
  /// Told what is being waited for, for the progress line.
  std::function<void(const std::string &)> Doing = {};
  /// Called once the changes are written and have passed the project's own commands, with their ids. What it puts into the files is
  /// replaced by those changes when it returns.
  std::function<void(PutChanges Put, const std::vector<std::string> &Ids)> Measure = {};
};

/// Re-checks every unit that opened a changed file with its own compiler and
/// flags on the changed text, before anything is written; finds and withdraws
/// the guilty changes; then writes the rest: temp file beside, fsync, rename,
/// mode and owner kept, through symbolic links. All files are written, or
/// none. What is needed to take it back is in Root/.hone/undo before the first
/// rename, and a run that is cut off is taken back by the next. The project's
/// own commands, if there are any, judge the written tree; changes they fail
/// with are withdrawn, too.
///
/// Codes of withdrawn changes: does-not-compile (with the compiler's first
/// error), does-not-compile-before (a unit that was broken already cannot
/// blame a change, nor vouch for it), not-rechecked, compiler-missing,
/// hard-linked, outside-project, overlapping, needs-withdrawn; build-fails, tests-fail,
/// build-fails-before, tests-fail-before.
ApplyResult applyChanges(const ProjectLock &Held, const ApplyRequest &Request);

/// Does all that applyChanges does, short of writing: what a dry run may say it
/// would keep.
ApplyResult checkChanges(const ApplyRequest &Request);

/// A unified diff of the changes against the files on disk (so: before they
/// are applied), paths relative to the project root, as `git apply` takes it.
llvm::Expected<std::string> unifiedDiff(const Project &P,
                                        const std::vector<Change> &Changes);

/// Takes back what the last applyChanges wrote, and forgets it, so that a
/// second undo takes back the one before. Returns the files restored
/// (absolute). Errors: nothing to undo; a file was edited since (nothing is
/// restored then).
llvm::Expected<std::vector<std::string>> undo(const Project &P);

/// What a run that writes begins with.
struct Claim {
  ProjectLock Held;
  std::string Note; ///< What was taken back of a run that was cut off; mostly empty.
};

/// Waits for other runs, takes back what one that was cut off has written, and
/// only then, unless \p AllowDirty, asks git whether the user has uncommitted
/// changes: what is left of such a run looks like them. Errors: as for
/// ProjectLock::take() and undo(); there are such changes.
llvm::Expected<Claim> claimTree(const Project &P, bool AllowDirty,
                                llvm::function_ref<void()> Waiting = [] {});

} // namespace hone

#endif
