// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What runs before this one have made of a change, for those who neither test nor
// measure: the clang-tidy plugin and the language server.
#ifndef HONE_PIPELINE_GLANCE_H
#define HONE_PIPELINE_GLANCE_H

#include "hone/Store/Store.h"

namespace hone {

/// Under what the outcome of a change on this machine is found again while its function and its
/// edits stay as they are, whatever else of the file changes. To be shown, with the
/// compiler and flags it was measured with; no run decides by it. \p Text: of the function's file,
/// as it was when the finding was made.
EvidenceKey glanceKey(const Finding &F, llvm::StringRef Text);

/// Takes the recorded outcome of each finding into it, as far as there is one. A change that was shown
/// to be wrong is Different after it, and has no edits.
void recallAtAGlance(Store &Evidence, std::vector<Finding> &Findings,
                     const std::map<std::string, llvm::StringRef> &Texts);

} // namespace hone

#endif
