// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a loop `i < strlen(s)` stores into its own string.
#ifndef HONE_LIB_CHECKS_STRINGSTORES_H
#define HONE_LIB_CHECKS_STRINGSTORES_H

#include "hone/Core/Model.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Expr.h"
#include <optional>
#include <vector>

namespace hone {

/// `s[i]` in a loop whose condition has seen that i < strlen(s), and which changes neither
/// s nor i in its body: a character in front of the terminator.
struct StringElement {
  const clang::VarDecl *String = nullptr, *Index = nullptr;
  bool is(const clang::Expr *E) const;
};

/// The variable that \p E names, if that is all it does; null for captures.
const clang::VarDecl *plainVariable(const clang::Expr *E);

/// Finds a store to \p Element in \p Body, the body of a loop of \p F, that may store a zero.
/// Stores that do not go to \p Own, by the place of their left-hand side.
std::optional<Reason> findZeroStored(const StringElement &Element, const clang::Stmt &Body,
                                     const clang::FunctionDecl &F, clang::ASTContext &C,
                                     std::vector<clang::SourceLocation> &Own);

} // namespace hone

#endif
