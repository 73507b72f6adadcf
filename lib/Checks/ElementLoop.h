// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Loops over elements one by one, the first of which can be dealt with in another way in front of the loop: it
// begins later then, and stays as it is. Shared by search-in-blocks and reduce-minmax.
#ifndef HONE_LIB_CHECKS_ELEMENTLOOP_H
#define HONE_LIB_CHECKS_ELEMENTLOOP_H

#include "hone/Analysis/Refusal.h"
#include "hone/Analysis/TripCount.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

namespace hone {

class PatchBuilder;

/// `for (T i = 1; i < n; ++i)` from a constant on, or a range-based for.
struct ElementLoop {
  const clang::Stmt *Loop = nullptr;
  std::optional<CountedLoop> Counted; ///< Else it is a range-based for over Container.
  const clang::VarDecl *Each = nullptr; ///< Its variable.
  const clang::Expr *Container = nullptr;
};
std::optional<ElementLoop> elementLoop(const clang::Stmt &Loop, clang::ASTContext &C);

/// `int i = 0; i < v.size()`: the index is narrower than the size that it is compared with.
bool isNarrowIndex(const ElementLoop &L, clang::ASTContext &C);
/// The type of an index that can take the place of the loop's, for elements at least.
clang::QualType indexType(const ElementLoop &L, clang::ASTContext &C);
/// A constant that is not negative.
std::optional<std::uint64_t> constantOf(const clang::Expr &E, const clang::ASTContext &C);
/// The number of elements of an array, or std::array.
std::optional<std::uint64_t> lengthOf(clang::QualType T, const clang::ASTContext &C);
/// The number of elements, if it is a constant.
std::optional<std::uint64_t> constantBound(const ElementLoop &L, const clang::ASTContext &C);

/// Why the loop cannot be begun at a later element, or its bound asked more often or less: it begins at 0 to 16.
/// Codes: element-type, index-type, effects, first-index.
std::optional<Refusal> findHeaderObstacle(const ElementLoop &L, clang::ASTContext &C);

/// The words of such a loop, for another index.
class ElementText {
public:
  ElementText(const ElementLoop &L, PatchBuilder &P, clang::ASTContext &C) : L(L), P(P), C(C) {}

  /// What an object is called where something is asked of it.
  std::string object(const clang::Expr &E) const;
  /// The first index.
  std::string first() const;
  /// The number of elements, or the index where they end.
  std::string bound() const;
  /// The same in front of a minus or a comparison.
  std::string boundOperand() const;
  /// What a nested line is indented by.
  std::string step() const;
  /// `const int x = v[i];` for the variable of a range-based for.
  std::string declaration(const std::string &I) const;
  /// The words of \p E in \p Range with \p I, which may be a sum, for the index.
  std::string at(clang::SourceRange Range, const clang::Stmt &E, const std::string &I) const;
  /// The same, with `v[I]` for the variable of a range-based for.
  std::string valueAt(clang::SourceRange Range, const clang::Stmt &E, const std::string &I) const;
  /// The loop as it is, from \p Start on; a range-based for gets the index \p I.
  std::string from(const std::string &Start, const std::string &I) const;

private:
  std::string with(clang::SourceRange Range, const clang::Stmt &E, const clang::VarDecl &V,
                   llvm::function_ref<std::string(const clang::Expr &)> Instead) const;

  const ElementLoop &L;
  PatchBuilder &P;
  clang::ASTContext &C;
};

} // namespace hone

#endif
