// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Changes as people and `git apply` read them.
#ifndef HONE_CORE_DIFF_H
#define HONE_CORE_DIFF_H

#include "hone/Core/Model.h"

namespace hone {

/// The unified diff of \p Edits, all of one file and as applyEdits wants them, with \p Name after
/// a/ and b/. Empty if they change nothing.
std::string unifiedDiff(llvm::StringRef Name, llvm::StringRef Text, const std::vector<Edit> &Edits);

} // namespace hone

#endif
