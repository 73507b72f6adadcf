// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What became of other tools' fixes.
#ifndef HONE_CORE_APPLYREPORT_H
#define HONE_CORE_APPLYREPORT_H

#include "hone/Core/Model.h"

namespace hone {

/// One fix, once, however many units proposed it.
struct AppliedFix {
  std::vector<std::string> Checks; ///< More than one if they agree to the byte.
  std::string Message;
  Span Where; ///< Of the diagnostic; its end is not known.
  std::vector<Edit> Edits;
  unsigned Proposals = 0;    ///< How often it was found in the documents.
  std::optional<Reason> Why; ///< Why it was withdrawn; absent if it was not.
};

/// The sole input of the reporters of `hone apply`.
struct ApplyReport {
  bool DryRun = false;
  std::vector<AppliedFix> Fixes; ///< By file and offset.
  std::vector<Failure> Failures;
  std::vector<std::string> Notes;
  unsigned Units = 0; ///< Of the project.
  double Seconds = 0;
};

} // namespace hone

#endif
