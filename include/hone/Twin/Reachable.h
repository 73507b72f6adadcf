// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// For who asks which functions generated tests could drive, before anything is changed.
#ifndef HONE_TWIN_REACHABLE_H
#define HONE_TWIN_REACHABLE_H

#include "hone/Twin/Twin.h"

namespace hone {

/// As planTwins(), but of whole functions only: nothing is parsed again for regions.
TwinPlan planWholeTwins(clang::CompilerInstance &CI, clang::ASTContext &Context, const Project &P,
                        const std::vector<Finding> &Findings);

/// True if statements of a function that cannot be driven whole for this reason may be driven alone.
bool mayHaveRegion(llvm::StringRef Code);

} // namespace hone

#endif
