// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Three nested loops that multiply two matrices, known by which factor depends on which index.
#ifndef HONE_LIB_CHECKS_MATRIXPRODUCT_H
#define HONE_LIB_CHECKS_MATRIXPRODUCT_H

#include "NestLoops.h"

namespace hone {

struct ProductLoop {
  const clang::ForStmt *For = nullptr;
  CountedLoop Head;
};

/// c[i][j] += a[i][k] * b[k][j], for all i, j and k.
struct MatrixProduct {
  const clang::ForStmt *Outermost = nullptr;
  std::vector<ProductLoop> Nested;              ///< Outermost first.
  unsigned Row = 0, Column = 0, Term = 0;       ///< Which of them counts i, j and k.
  const clang::Expr *Step = nullptr;            ///< `c[i][j] += a[i][k] * b[k][j]`, or `sum += ...`
  const clang::Expr *ColumnFactor = nullptr;    ///< b[k][j], as it says.
  const clang::Expr *Target = nullptr;          ///< c[i][j], as it says first.
  std::vector<const clang::Expr *> Elements;    ///< Wherever the nest says it.
  const clang::VarDecl *Sum = nullptr;          ///< Holds the element as long as terms are added; null: none does.
  const clang::Expr *First = nullptr;           ///< What every sum begins with; null: what the element holds.
  const clang::Expr *Store = nullptr;           ///< `c[i][j] = sum`; null: no Sum.
  std::optional<ProductLoop> Ahead;             ///< `for (j) c[i][j] *= s;` in front of the others in the loop over rows.
  const clang::BinaryOperator *Set = nullptr;   ///< What it does: `c[i][j] *= s`
  const clang::DeclStmt *Factor = nullptr;      ///< `const double f = a[i][k];` in front of the innermost loop.
  std::vector<std::string> Guards, Includes;    ///< Conditions for blocks.
  std::vector<Obligation> Obligations;
  std::optional<Refusal> Why; ///< Legal if empty.

  const ProductLoop &row() const { return Nested[Row]; }
  const ProductLoop &column() const { return Nested[Column]; }
  const ProductLoop &term() const { return Nested[Term]; }
  /// The j of the loop ahead; null: there is none.
  const clang::VarDecl *aheadIndex() const { return Ahead ? Ahead->Head.Index : nullptr; }
};

/// None: it is no product of matrices, or a small one.
std::optional<MatrixProduct> matrixProduct(const clang::ForStmt &Loop, clang::ASTContext &C);

} // namespace hone

#endif
