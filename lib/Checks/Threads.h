// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Whether code of the unit's own speaks of other threads.
#ifndef HONE_LIB_CHECKS_THREADS_H
#define HONE_LIB_CHECKS_THREADS_H

#include "hone/Analysis/Refusal.h"
#include "clang/AST/ASTContext.h"
#include <optional>

namespace hone {

/// Finds a thread, a lock, an atomic object or a parallel algorithm in the unit's own code (system headers
/// not counted). Code: threads.
std::optional<Refusal> findThreads(const clang::ASTContext &C);

} // namespace hone

#endif
