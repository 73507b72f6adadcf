// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// For who asks which functions generated tests could drive, before anything is changed.
#ifndef HONE_TWIN_REACHABLE_H
#define HONE_TWIN_REACHABLE_H

#include "hone/Twin/Twin.h"

namespace hone {

/// Why the functions of \p Findings cannot be driven as a whole, by the id of the finding; those that
/// can are not in it. needs-link: only inputs on which they call nothing of other units count.
std::map<std::string, Reason> whyNotDriven(clang::CompilerInstance &CI, clang::ASTContext &Context, const Project &P,
                                           const std::vector<Finding> &Findings);

/// True if statements of a function that cannot be driven whole for this reason may be driven alone.
bool mayHaveRegion(llvm::StringRef Code);

} // namespace hone

#endif
