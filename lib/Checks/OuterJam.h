// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A loop whose iterations may run four at a time, side by side, all the way through its inner loops.
#ifndef HONE_LIB_CHECKS_OUTERJAM_H
#define HONE_LIB_CHECKS_OUTERJAM_H

#include "NestLoops.h"
#include <memory>

namespace hone {

/// A statement of the loop's body, or an inner loop of it.
struct JamPart {
  const clang::Stmt *Whole = nullptr;
  const clang::ForStmt *Inner = nullptr; ///< Null: a statement without loops.
  CountedLoop Head;                      ///< Of Inner.
  NestGroup Does;
  std::vector<const clang::Stmt *> statements() const; ///< Of Inner's body.
};

/// `y[i]` of `y[i] += a[i][j] * x[j]`: a local holds it while the inner loop runs.
struct HeldElement {
  const JamPart *In = nullptr;
  const clang::Expr *First = nullptr; ///< As first named there.
  unsigned Array = 0;
  clang::BinaryOperatorKind Op = clang::BO_Assign;
  std::vector<const clang::Expr *> Sites;
};

/// A variable that each iteration has for itself.
struct OwnVariable {
  const clang::VarDecl *Variable = nullptr;
  const clang::Stmt *Set = nullptr; ///< `sum = 0;`, if it is declared in front of the loop.
};

struct JamPlan {
  const clang::ForStmt *Loop = nullptr;
  CountedLoop Head;
  std::vector<std::unique_ptr<JamPart>> Parts;
  std::vector<OwnVariable> Own;
  std::vector<HeldElement> Held;
  bool Sums = true; ///< What is carried along is added up, or else made otherwise.
  std::vector<std::string> Guards, Includes; ///< Conditions for more than one at a time.
  std::vector<Obligation> Obligations;
  std::optional<Refusal> Why; ///< Legal if empty.
  unsigned Statements = 0;
};

/// None: there is nothing to gain, or no such loop.
std::optional<JamPlan> planJam(const clang::ForStmt &Loop, clang::ASTContext &C);

} // namespace hone

#endif
