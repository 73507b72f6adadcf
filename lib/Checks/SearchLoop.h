// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Loops that look at element after element until a test holds, and are left then.
#ifndef HONE_LIB_CHECKS_SEARCHLOOP_H
#define HONE_LIB_CHECKS_SEARCHLOOP_H

#include "ElementLoop.h"
#include <vector>

namespace hone {

/// What such a loop says: `for (...) { declarations; if (test) { ...; return or break; } }`.
struct SearchLoop : ElementLoop {
  std::vector<const clang::VarDecl *> Locals; ///< Declared in front of the test, each in a statement.
  std::vector<const clang::DeclStmt *> Declarations;
  const clang::IfStmt *If = nullptr;
  const clang::Expr &test() const { return *If->getCond(); }
};
std::optional<SearchLoop> searchLoop(const clang::Stmt &Loop, clang::ASTContext &C);

/// An element that an iteration reads: `v[i + Offset]`, or the range's variable.
struct ElementRead {
  const clang::Expr *Whole = nullptr;  ///< The subscript, or the variable's name.
  const clang::Expr *Holder = nullptr; ///< What is indexed.
  std::int64_t Offset = 0;
  bool Sure = true; ///< Not behind &&, || or ?:.
  std::vector<const clang::FieldDecl *> Path; ///< The members of it that are named.
};

/// What the declarations and the test of an iteration read.
struct SearchReads {
  std::vector<ElementRead> Elements;
  /// Something besides elements, constants and local variables that an iteration may not get to.
  const clang::Stmt *Unsure = nullptr;
  const clang::Expr *Strange = nullptr; ///< An index that is not the loop's variable, or nearly so.
};
SearchReads readsOf(const SearchLoop &S, clang::ASTContext &C);

} // namespace hone

#endif
