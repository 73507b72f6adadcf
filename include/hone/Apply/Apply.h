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
  bool TreeChanged = false;         ///< A hash did not match: nothing was written.
};

/// One change: a finding's id and its edits (absolute paths, offsets in the
/// original text, disjoint from all others given).
struct Change {
  std::string Id;
  std::vector<Edit> Edits;
};

/// Files each unit opened, by index into Project::Units: who includes what.
using UnitFiles = std::vector<std::vector<std::string>>;

/// Re-checks every unit that includes a changed file with its own compiler and
/// flags (-fsyntax-only) on the changed text, before anything is written;
/// finds and withdraws the guilty changes; then writes the rest: temp file
/// beside, fsync, rename, mode and owner kept, through symbolic links. A unit
/// that did not compile before cannot blame a change.
ApplyResult applyChanges(const Project &P, const UnitFiles &Opened,
                         const FileHashes &Hashes, const std::vector<Change> &Changes);

/// A unified diff of the changes against the files on disk, paths relative to
/// the project root, as `git apply` takes it.
llvm::Expected<std::string> unifiedDiff(const Project &P, const std::vector<Change> &Changes);

/// Records what was written under Root/.hone so that undo can restore it.
llvm::Error recordUndo(const Project &P, const std::vector<Change> &Changes, llvm::StringRef Diff);

} // namespace hone

#endif
