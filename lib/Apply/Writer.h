// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Replaces user files, all or none. Private to Apply.
#ifndef HONE_LIB_APPLY_WRITER_H
#define HONE_LIB_APPLY_WRITER_H

#include "Compose.h"

namespace hone {

struct Replacement {
  std::string File; ///< Absolute real path.
  std::string Before, After;
};

/// Why \p File cannot be replaced with mode and owner kept, as a sentence;
/// empty if it can.
std::string whyNotWritable(llvm::StringRef File);

/// True if the file has more than one name on the disk: a rename would split
/// them.
bool isHardLinked(llvm::StringRef File);

enum class ReplaceOutcome {
  Done,
  Failed, ///< All files are as they were.
  Moved,  ///< Likewise; a file is not Before any more.
  Halfway ///< Not all could be put back: the record of the run is needed.
};

/// Writes every After beside its file and renames. \p Failures says what went
/// wrong.
ReplaceOutcome replaceAll(const std::vector<Replacement> &Files,
                          std::vector<Failure> &Failures);

/// Where the new text of \p File stands until it is renamed. A run that was
/// killed may leave it.
std::string temporaryOf(llvm::StringRef File);

/// Writes a file of Hone's own so that it survives a power failure, whole or
/// not at all.
llvm::Error writeDurably(const std::string &File, llvm::StringRef Text);

/// Makes what was renamed in or removed from a folder survive one.
void syncFolder(llvm::StringRef Folder);

} // namespace hone

#endif
