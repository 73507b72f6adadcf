// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Loops that find the largest or the smallest of what their turns say.
#ifndef HONE_LIB_CHECKS_MINMAXLOOP_H
#define HONE_LIB_CHECKS_MINMAXLOOP_H

#include "ElementLoop.h"
#include <vector>

namespace hone {

/// `if (x > best) best = x;`, `best = x > best ? x : best;` or `best = std::max(best, x);`: a fraction.
struct MinMaxUpdate {
  const clang::VarDecl *Best = nullptr;
  const clang::Expr *Value = nullptr; ///< Without parentheses and conversions.
  bool IsMax = true;
  bool IsElse = false; ///< It stands in the else branch of the update before.
  /// `at = i` beside `best = x`.
  std::vector<const clang::BinaryOperator *> Beside;
  /// Why it is no such thing, though it looks like it. Codes: takes-nan, last-of-equals, fmax, other-work, conversion.
  std::optional<Refusal> Against;
};

/// `for (...) { declarations; updates }`
struct MinMaxLoop : ElementLoop {
  std::vector<const clang::VarDecl *> Locals; ///< Each in a statement.
  std::vector<const clang::DeclStmt *> Declarations;
  std::vector<MinMaxUpdate> Updates; ///< At least one.
  const clang::Stmt *Other = nullptr; ///< What else the body has.
};
std::optional<MinMaxLoop> minMaxLoop(const clang::Stmt &Loop, clang::ASTContext &C);

/// \p E without what the compiler put around it, and parentheses.
const clang::Expr *writtenAs(const clang::Expr &E);

} // namespace hone

#endif
