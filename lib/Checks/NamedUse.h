// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What compilers say, and make, of a name of a local variable, but not of what a smart pointer leads to.
#ifndef HONE_LIB_CHECKS_NAMEDUSE_H
#define HONE_LIB_CHECKS_NAMEDUSE_H

#include "hone/Analysis/Refusal.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Expr.h"
#include <optional>

namespace hone {

/// Why the object that the pointer \p R leads to could not be named where \p R stands.
/// Codes: returned, unknown-use.
std::optional<Refusal> refuseNaming(const clang::DeclRefExpr &R, clang::ASTContext &C);

/// True if \p R leads to the object only to set it, or a part of it.
bool onlySets(const clang::DeclRefExpr &R, clang::ASTContext &C);

/// True if \p F returns a pointer or reference that may be one to a local variable.
bool mayReturnLocal(const clang::FunctionDecl &F, const clang::ASTContext &C);

} // namespace hone

#endif
