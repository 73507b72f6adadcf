// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From the documents of other tools to changes that may go together. All but
// resolvePaths() and includedFiles() is plain arithmetic on values.
#ifndef HONE_APPLY_EXPORTEDFIXES_H
#define HONE_APPLY_EXPORTEDFIXES_H

#include "hone/Apply/Apply.h"
#include "hone/Core/ApplyReport.h"
#include "hone/Core/FixesYaml.h"
#include <set>

namespace hone {

/// Makes every file name in the documents the real path of the file, so that
/// it has one name, whatever links and folders it was reached through.
void resolvePaths(std::vector<ExportedFixes> &Documents);

/// The files below the root that each unit's own compiler reads, as real
/// paths; also those of a unit that does not compile. \p Done is told how many
/// units have answered, from any thread but not at once.
UnitFiles includedFiles(const Project &P, unsigned Jobs,
                        const std::function<void(std::size_t)> &Done);

/// Files of which the units of one main file, listed with different flags, read
/// different lines; and that main file.
std::map<std::string, std::string> ambiguousFiles(const Project &P,
                                                  unsigned Jobs);

/// The main files of the units that read a file.
using Readers = std::map<std::string, std::set<std::string>>;
Readers readersOf(const Project &P, const UnitFiles &Opened);

/// Every fix of the documents once, in the order of file, offset and check,
/// whatever the order of the documents. Withdrawn: what comes from a unit that
/// has errors, and what not all units agree about.
/// Codes: unit-has-errors, units-disagree.
std::vector<AppliedFix>
collectFixes(const std::vector<ExportedFixes> &Documents, const Readers &Who);

/// Lets text that is inserted end its lines as the file does.
void adoptLineEnds(std::vector<AppliedFix> &Fixes,
                   const std::map<std::string, std::string> &Texts);

/// Withdraws what meets a fix before it that is still in. Nothing is shared
/// but the insertion of the same #include lines. Code: overlapping.
void withdrawOverlapping(std::vector<AppliedFix> &Fixes);

/// What the files were when a set of documents was first read and not older
/// than they: by that they are known again if a run was cut off or taken back,
/// which makes them newer and leaves them the same. \p Documents is a hash.
/// Held in .hone; only the last set is.
llvm::Error rememberTexts(const Project &P, std::uint64_t Documents,
                          const FileHashes &Hashes);
FileHashes rememberedTexts(const Project &P, std::uint64_t Documents);

/// What the last run that wrote made, and what the files were before. Nothing if
/// one of them was edited since.
struct LastRun {
  std::set<std::string> Changes; ///< Ids.
  FileHashes Before;
};
LastRun lastRun(const Project &P);

} // namespace hone

#endif
