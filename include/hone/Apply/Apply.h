// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The only writer of user files.
#ifndef HONE_APPLY_APPLY_H
#define HONE_APPLY_APPLY_H

#include "hone/Core/Model.h"
#include "hone/Project/Project.h"

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
};

/// One change: a finding's id and its edits (absolute paths, offsets in the
/// original text, disjoint from all others given).
struct Change {
  std::string Id;
  std::vector<Edit> Edits;
};

/// Files each unit opened, by index into Project::Units: who includes what.
using UnitFiles = std::vector<std::vector<std::string>>;

/// Re-checks every unit that opened a changed file with its own compiler and
/// flags on the changed text, before anything is written; finds and withdraws
/// the guilty changes; then writes the rest: temp file beside, fsync, rename,
/// mode and owner kept, through symbolic links. All files are written, or
/// none. What is needed to take it back is in Root/.hone/undo before the first
/// rename.
///
/// Codes of withdrawn changes: does-not-compile (with the compiler's first
/// error), does-not-compile-before (a unit that was broken already cannot
/// blame a change, nor vouch for it), not-rechecked, compiler-missing,
/// hard-linked, outside-project, overlapping.
ApplyResult applyChanges(const Project &P, const UnitFiles &Opened,
                         const FileHashes &Hashes,
                         const std::vector<Change> &Changes, unsigned Jobs = 2);

/// Does all that applyChanges does, short of writing: what a dry run may say it
/// would keep.
ApplyResult checkChanges(const Project &P, const UnitFiles &Opened,
                         const FileHashes &Hashes,
                         const std::vector<Change> &Changes, unsigned Jobs = 2);

/// A unified diff of the changes against the files on disk (so: before they
/// are applied), paths relative to the project root, as `git apply` takes it.
llvm::Expected<std::string> unifiedDiff(const Project &P,
                                        const std::vector<Change> &Changes);

/// Adds the diff and the ids of the changes to the record that the last
/// applyChanges left for undo.
llvm::Error recordUndo(const Project &P, const std::vector<Change> &Changes,
                       llvm::StringRef Diff);

/// Takes back what the last applyChanges wrote, and forgets it, so that a
/// second undo takes back the one before. Returns the files restored
/// (absolute). Errors: nothing to undo; a file was edited since (nothing is
/// restored then).
llvm::Expected<std::vector<std::string>> undo(const Project &P);

} // namespace hone

#endif
