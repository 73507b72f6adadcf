// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Elements of the library's containers that are reached by an index, and what
// the index is compared with.
#ifndef HONE_LIB_CHECKS_CHECKEDINDEX_H
#define HONE_LIB_CHECKS_CHECKEDINDEX_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include <optional>

namespace hone {

/// `c.at(index)`
struct Checked {
  const clang::CXXMemberCallExpr *Call; ///< Null: `c[index]`.
  const clang::Expr *Object, *Index;
  std::size_t Holder = 0; ///< For the check's own use.
};

/// What \p E is, if it is a call of at() of a container that compares the index with its
/// size: std::vector, std::string, std::array.
std::optional<Checked> checkedCall(const clang::Expr &E);
/// `rows.at(y)` or `rows[y]`, if \p E is that, with a std::vector for the rows.
std::optional<Checked> rowOf(const clang::Expr &E);
/// True if \p E names members of variables and rows of such, so that it names the same
/// object as long as what it reads stays the same.
bool isPath(const clang::Expr &E);
/// True if the table has an element for each value of the index's type.
bool isAlwaysInRange(const Checked &Call, const clang::ASTContext &C);

/// The container of the library, string or array whose size() \p E is; null for other expressions:
/// what a size() of the project's counts nobody knows, and a view is set anew without a word.
const clang::Expr *sizedBy(const clang::Expr &E);
/// The variable that \p E names; null if it is more, or a capture.
const clang::VarDecl *variableOf(const clang::Expr &E);
/// True if both are the same text, with the same variables.
bool saysTheSame(const clang::Expr &A, const clang::Expr &B, clang::ASTContext &C);

} // namespace hone

#endif
