// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Whether a statement ends where its text ends, as long as there is memory.
#ifndef HONE_LIB_CHECKS_EARLYEND_H
#define HONE_LIB_CHECKS_EARLYEND_H

#include "hone/Analysis/Refusal.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Stmt.h"
#include <optional>

namespace hone {

/// Finds what may end \p S early (a jump, an exception, exit) or keep it from ending, but for want of
/// memory: elements appended one by one, and std::bad_alloc, do not count.
std::optional<Refusal> findEarlyEnd(const clang::Stmt &S, const clang::ASTContext &C);

} // namespace hone

#endif
