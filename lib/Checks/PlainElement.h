// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Elements that can as well be stored to as appended.
#ifndef HONE_LIB_CHECKS_PLAINELEMENT_H
#define HONE_LIB_CHECKS_PLAINELEMENT_H

#include "AppendLoop.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Expr.h"

namespace hone {

/// Whether elements of type \p T may be made first and get their values later: nothing but
/// storing bytes happens.
bool isStoredPlainly(clang::QualType T, const clang::ASTContext &C);
/// Whether assigning what the call, a push_back or emplace_back, is given makes the same value as appending it.
bool isAssigned(const clang::CallExpr &Call, clang::QualType Element, const clang::ASTContext &C);
/// The elements' type in the words of the declaration: uint64_t is another type elsewhere. Null if it
/// has none.
clang::QualType declaredElement(const NamedContainer &To);

} // namespace hone

#endif
