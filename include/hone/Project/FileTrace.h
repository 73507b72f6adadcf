// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a parse asked the disk for, so that another run can tell that it would see the same.
#ifndef HONE_PROJECT_FILETRACE_H
#define HONE_PROJECT_FILETRACE_H

#include "hone/Project/Project.h"

namespace hone {

/// By the absolute path that was asked for, links and all, the disk's answer: of a file that was read its
/// hash and real path, of others what kind they are, "none" for what is not there; of a folder
/// that was listed, by its path and "/*", the hash of the names.
using FileTrace = std::map<std::string, std::string>;

/// parseUnit() on the texts of the disk, with all that was asked for in \p Asked: same answers, same parse.
llvm::Error parseUnit(const Unit &U, FlagSet Which, const ConsumerFactory &Factory, ParseDiagnostics &Diagnostics,
                      FileTrace &Asked);

/// The disk's answers of one moment: each file is read once.
class DiskAnswers {
public:
  /// Whether it answers what it has answered to the parse that left \p Asked.
  bool agree(const FileTrace &Asked);

private:
  const std::string &now(const std::string &Path, bool Read);

  FileTrace Kinds, Contents;
};

} // namespace hone

#endif
