// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `hone apply`: other tools' fixes through the engine that writes Hone's own.
#ifndef HONE_PIPELINE_APPLYEXPORTED_H
#define HONE_PIPELINE_APPLYEXPORTED_H

#include "hone/Core/ApplyReport.h"
#include "hone/Project/Project.h"

namespace hone {

struct ApplyOptions {
  ProjectOptions Project;
  std::vector<std::string> Fixes; ///< YAML files, and folders of them.
  bool Write = true;              ///< Not with --diff.
  bool AllowDirty = false; ///< Write though tracked files have uncommitted changes.
  unsigned Jobs = 2;
  /// The project's own, for the shell: what they fail with is withdrawn. Empty:
  /// none.
  std::string BuildCommand, TestCommand;
  /// Told what is being done, for the progress line.
  std::function<void(const std::string &What, std::size_t Done, std::size_t Of)>
      Progress;
};

struct ApplyOutcome {
  ApplyReport Result;
  std::string Diff;        ///< Of what was, or would be, applied.
  bool Incomplete = false; ///< Exit status 3.
};

/// Errors: misuse, a document that cannot be read or is not about this tree
/// (exit status 2).
llvm::Expected<ApplyOutcome> applyExported(const ApplyOptions &Options);

} // namespace hone

#endif
