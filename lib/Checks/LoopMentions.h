// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is done with a scalar where it is named.
#ifndef HONE_LIB_CHECKS_LOOPMENTIONS_H
#define HONE_LIB_CHECKS_LOOPMENTIONS_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/Expr.h"

namespace hone {

/// One mention of a scalar in the loop.
struct Mention {
  enum Kind { Read, Set, Count, Other } What; ///< Count: `++x`, `x += n`, looked at by nobody.
  const clang::Expr *Site;
  const clang::Expr *Whole = nullptr; ///< The assignment.
};

/// \p Site being the name.
Mention mentionAt(const clang::Expr &Site, clang::ASTContext &C);

/// The statement or expression around \p S, less parentheses.
const clang::Stmt *statementAround(const clang::Stmt &S, clang::ASTContext &C);
/// True if nobody looks at the value of \p E.
bool isDiscarded(const clang::Expr &E, clang::ASTContext &C);

} // namespace hone

#endif
