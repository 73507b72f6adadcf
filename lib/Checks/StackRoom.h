// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Whether a function is entered again while it runs, as far as the source says.
#ifndef HONE_LIB_CHECKS_STACKROOM_H
#define HONE_LIB_CHECKS_STACKROOM_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Stmt.h"

namespace hone {

/// True if \p F, or what it calls (of a virtual function, all that the unit has), destroys or takes the
/// address of, mentions \p F; or if there is too much of that to look at.
bool mayCallItself(const clang::FunctionDecl &F, const clang::ASTContext &C);

/// True if \p S, or what it calls, calls through a pointer to a function or a std::function: that may
/// run anything.
bool callsIndirectly(const clang::Stmt &S, const clang::ASTContext &C);

} // namespace hone

#endif
