// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is done with a scalar where it is named.
#ifndef HONE_LIB_CHECKS_LOOPMENTIONS_H
#define HONE_LIB_CHECKS_LOOPMENTIONS_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/Expr.h"
#include <vector>

namespace hone {

/// One mention of a scalar in the loop.
struct Mention {
  enum Kind { Read, Set, Count, Other } What; ///< Count: `++x`, `x += n`, looked at by nobody.
  const clang::Expr *Site;
  const clang::Expr *Whole = nullptr; ///< The assignment.
};

/// \p Site being the name.
Mention mentionAt(const clang::Expr &Site, clang::ASTContext &C);

/// Where \p S names \p V.
std::vector<const clang::DeclRefExpr *> mentionsOf(const clang::VarDecl &V, const clang::Stmt &S);
/// Whether \p S says the name of \p V and means something else, which is not \p But.
bool hidesAnother(const clang::VarDecl &V, const clang::Stmt &S, const clang::VarDecl *But = nullptr);
/// Whether \p V has a second name in \p In: a reference to it or to a part of it.
bool hasOtherName(const clang::VarDecl &V, const clang::Stmt &In);

/// Whether \p S, and the bodies of \p Called, which it calls, name no objects but numbers, what those bodies
/// declare, and what \p IsKnown accepts. Objects of `this` do not count in the bodies.
bool reachesOnly(const clang::Stmt &S, llvm::ArrayRef<const clang::FunctionDecl *> Called,
                 llvm::function_ref<bool(const clang::VarDecl &)> IsKnown);

/// The statement or expression around \p S, less parentheses.
const clang::Stmt *statementAround(const clang::Stmt &S, clang::ASTContext &C);
/// True if nobody looks at the value of \p E.
bool isDiscarded(const clang::Expr &E, clang::ASTContext &C);

} // namespace hone

#endif
