// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A statement put under a condition.
#ifndef HONE_REWRITE_GUARD_H
#define HONE_REWRITE_GUARD_H

#include "hone/Rewrite/PatchBuilder.h"

namespace hone {

/// Inserts \p Lines before \p S, as PatchBuilder::insertStatementsBefore() does, and puts S in the braces of
/// `if (Condition)`, its lines indented. False, and nothing is changed, where that cannot be done well: other
/// code stands beside S, a comment about it in front, or a macro or a string of several lines in it.
bool insertGuarded(PatchBuilder &P, const clang::Stmt &S, llvm::StringRef Lines, llvm::StringRef Condition,
                   const clang::ASTContext &Context);

} // namespace hone

#endif
