// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Runs the optimizer on a module for what it says about it.
#ifndef HONE_LIB_INDEX_REMARKS_H
#define HONE_LIB_INDEX_REMARKS_H

#include "hone/Core/Model.h"
#include "clang/Frontend/CompilerInstance.h"
#include "llvm/IR/Module.h"

namespace hone {

/// Optimizes \p M as the unit's flags ask for, emits nothing, and returns the
/// remarks by absolute real path.
std::map<std::string, std::vector<Remark>> optimize(clang::CompilerInstance &CI,
                                                    llvm::Module &M);

} // namespace hone

#endif
