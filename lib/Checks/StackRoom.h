// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Whether a function is entered again while it runs, as far as the source says.
#ifndef HONE_LIB_CHECKS_STACKROOM_H
#define HONE_LIB_CHECKS_STACKROOM_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"

namespace hone {

/// True if \p F, or what it calls, destroys or takes the address of, mentions \p F; or if there is
/// too much of that to look at.
bool mayCallItself(const clang::FunctionDecl &F, const clang::ASTContext &C);

} // namespace hone

#endif
