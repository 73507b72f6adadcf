// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A nest of counted loops over arrays, read from the syntax tree: which elements its statements touch, as plain
// data for the dependence test. A whitelist: anything else in a statement is an obstacle.
#ifndef HONE_LIB_CHECKS_NEST_H
#define HONE_LIB_CHECKS_NEST_H

#include "SteadySizes.h"
#include "hone/Analysis/Alias.h"
#include "hone/Analysis/Dependence.h"
#include "hone/Analysis/Refusal.h"
#include "hone/Analysis/TripCount.h"
#include "hone/Core/Model.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

namespace hone {

/// `a` of `a[i][j]`, or a variable that holds one number.
struct NestArray {
  const clang::Expr *Base = nullptr; ///< As first named.
  Place Where;                       ///< Of Base.
  std::vector<clang::QualType> Levels; ///< Of a, of a[i] ...; empty: a number.
  ElementsOf Elements;               ///< At the innermost level.
  bool Written = false;
};

/// One mention of an element, or of a number.
struct NestUse {
  const clang::Expr *Site = nullptr;
  unsigned Array = 0;
  bool Writes = false; ///< Perhaps reads as well.
  std::vector<const clang::Expr *> Subscripts;
};

/// Statements that run one after the other, without loops.
struct NestGroup {
  std::vector<const clang::Stmt *> Statements;
  std::vector<NestUse> Uses;
  /// Numbers that its statements, not those nested in them, declare.
  std::vector<const clang::VarDecl *> Declared;
};

/// Where \p Group names \p V, which holds a number.
std::vector<const NestUse *> usesOf(const NestGroup &Group, const clang::VarDecl &V);
/// The use that \p Site is; null if it is none.
const NestUse *useAt(const NestGroup &Group, const clang::Expr &Site);

class Nest {
public:
  /// \p Loops, outermost first, are those whose order is asked about; all in \p Whole, which includes all that
  /// will be read.
  Nest(const clang::Stmt &Whole, std::vector<CountedLoop> Loops, clang::ASTContext &C);

  /// Adds what \p S does to \p Into; what it has no rule for becomes the obstacle.
  void read(const clang::Stmt &S, NestGroup &Into);

  /// The first thing that is outside the whitelist. Codes: unknown-construct, call, volatile, rows-may-alias.
  std::optional<Refusal> Obstacle;
  std::vector<NestArray> Arrays;

  /// Whether \p E is an integer that stays the same, made of what is there in front of the nest.
  bool isSteady(const clang::Expr &E);
  /// The integer that \p E is, if that is a sum of indices and of what stays the same.
  std::optional<Affine> affine(const clang::Expr &E);
  IndexRange range(const CountedLoop &L);
  ArrayAccess access(const NestUse &Use);

  /// How far apart the elements of consecutive iterations lie.
  enum class Stride { Same, Next, Far };
  Stride stride(const NestUse &Use, const clang::VarDecl &Index);

  /// Pairs of arrays, one of them written, that may have elements in common. The arguments
  /// for the other pairs are added to \p Shown.
  std::vector<std::pair<unsigned, unsigned>> mayShare(std::vector<Obligation> &Shown);
  /// Why sizes and numbers stay the same, as far as that was asked.
  const std::vector<Obligation> &steady() const { return Sizes.Shown; }

private:
  friend class NestReader;
  std::string parameter(const clang::Expr &E);
  bool isIndex(const clang::VarDecl &V) const;
  bool isFromNumber(const clang::VarDecl &Index) const;
  bool isOutOfReach(const NestArray &Number, const NestArray &Array, std::string &Argument) const;
  std::optional<Affine> sum(const clang::BinaryOperator &B);

  const clang::Stmt &Whole;
  std::vector<CountedLoop> Loops;
  clang::ASTContext &C;
  const clang::FunctionDecl &F;
  SteadySizes Sizes;
  const Effects Does;
  std::vector<const clang::Expr *> Parameters;
};

} // namespace hone

#endif
