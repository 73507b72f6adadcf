// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the forms of merge-repeated-lookup share: the test for a key, the searches behind it, and how
// far what was found serves. And the form in which the first search may make the element.
#ifndef HONE_LIB_CHECKS_REPEATEDLOOKUP_H
#define HONE_LIB_CHECKS_REPEATEDLOOKUP_H

#include "MapLookup.h"
#include "hone/Checks/Check.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/Support/Error.h"
#include <optional>
#include <vector>

namespace hone {

/// The statements that come after a statement in its block, and before it.
struct Neighbours {
  llvm::ArrayRef<clang::Stmt *> Before, After;
};
Neighbours neighboursOf(const clang::Stmt &S, clang::ASTContext &C);

/// The searches of \p First that \p S makes, less those whose result is not used.
std::vector<MapLookup> usesIn(const MapLookup &First, const clang::Stmt &S, clang::ASTContext &C);

/// Whether what \p L has found before \p S is the same after every part of it.
std::optional<Refusal> findLossIn(const MapLookup &L, const clang::Stmt &S, bool OfIterators,
                                  const clang::FunctionDecl &F, clang::ASTContext &C);

/// The expression around \p E that is part of no other.
const clang::Expr *fullExpressionOf(const clang::Expr &E, clang::ASTContext &C);

/// Whether the type of a declaration is that of the expression \p E as it is written.
bool decidesType(const clang::Expr &E, const clang::FunctionDecl &F, clang::ASTContext &C);

/// `m.count(k)`, `m.count(k) == 0`, `!m.contains(k)`, `m.find(k) != m.end()` ...
struct Presence {
  MapLookup Test;
  const clang::Expr *Condition = nullptr;
  bool Present = true; ///< The condition is true if the key is there.

  /// `sizes.` or `p->`, as the test says it.
  clang::SourceRange mapRange() const;
};
std::optional<Presence> presenceIn(const clang::Expr &Condition, const clang::ASTContext &C);

/// Whether one operator would have the same name on both sides, of which compilers warn.
bool standsOnBothSides(llvm::ArrayRef<MapLookup> Uses, clang::ASTContext &C);
/// `m[k] = m[k]`, `m[k] = m[k]++ + 1`: said of one name, compilers warn of it.
bool changesBesideUse(llvm::ArrayRef<MapLookup> Uses, clang::ASTContext &C);

/// `if (!m.count(k)) m[k] = v;`, with searches for k behind it.
class Inserted {
public:
  Inserted(const clang::IfStmt &If, clang::ASTContext &C) : If(If), C(C) {}
  Verdict run();
  llvm::Expected<Patch> rewrite();
  std::vector<MapLookup> Uses;

private:
  bool readAssignment();
  const clang::Stmt *findUses();
  std::optional<Refusal> refuseValue() const;
  std::optional<Refusal> refusePlace(const clang::Stmt &Last) const;
  bool takesPlace() const;

  const clang::IfStmt &If;
  clang::ASTContext &C;
  const clang::FunctionDecl *F = nullptr;
  std::optional<Presence> P;
  MapLookup Made; ///< The search of the assignment.
  const clang::Expr *Value = nullptr;
};

} // namespace hone

#endif
