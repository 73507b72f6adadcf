// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Two counted loops, one in the other, whose order may be changed.
#ifndef HONE_LIB_CHECKS_NESTLOOPS_H
#define HONE_LIB_CHECKS_NESTLOOPS_H

#include "Nest.h"

namespace hone {

/// A loop with one innermost loop among the statements of its body.
struct LoopPair {
  const clang::ForStmt *Outer = nullptr, *Inner = nullptr;
  CountedLoop OuterHead, InnerHead;
  std::vector<const clang::Stmt *> Before, After;
};
/// Both count upwards, one by one, from a first value to less than a bound; their headers do nothing else.
std::optional<LoopPair> loopPair(const clang::ForStmt &Outer);

bool holdsLoop(const clang::Stmt &S);
/// upwardLoop(), if the loop ends; none for one that does what blocks have left over.
std::optional<CountedLoop> endingLoop(const clang::Stmt &Loop);
/// The statements of a block, or the only one.
std::vector<const clang::Stmt *> itemsOf(const clang::Stmt &Body);

/// Finds a reason why \p Loop, whose header is \p Head, cannot be done some iterations at a time as far as that goes, and
/// the rest after it: a number on the way may be too large for its type. Codes: first-index, index-type.
std::optional<Refusal> findUnroundable(const clang::Stmt &Loop, const CountedLoop &Head, clang::ASTContext &C);

/// Whether fewer elements would lie apart from those of the turn before if \p Inside, what the inner loop does, walked
/// along \p Outer.
bool goesDownColumns(Nest &N, const NestGroup &Inside, const clang::VarDecl &Inner, const clang::VarDecl &Outer);

/// `sum = 0;`, if it is the first thing that \p Loop does with a local number that nothing outside of the loop
/// names: only its declaration does, without a value. Null else.
const clang::BinaryOperator *firstStore(const clang::Stmt &Statement, const clang::Stmt &Loop, const clang::FunctionDecl &F,
                                        clang::ASTContext &C);
/// A zero that is written out: what an element is that is made of nothing.
bool isZero(const clang::Expr &E);
/// The statement that declares \p V and nothing else.
const clang::DeclStmt *declarationOf(const clang::VarDecl &V, clang::ASTContext &C);

/// Finds a reason why the headers do not say the same at any time while \p Loop, whose header is \p Outer, runs, or why
/// those of the loops in it depend on its index. Codes: triangular, bound-changes.
std::optional<Refusal> findVaryingHeader(const clang::Stmt &Loop, const CountedLoop &Outer, llvm::ArrayRef<CountedLoop> Inner, Nest &N,
                                         clang::ASTContext &C);

/// Finds a reason why the headers of \p Of cannot change places: both must say the same at any time, and the inner
/// one must mean something even where the outer loop does not run. Codes: triangular, bound-changes, may-be-absent,
/// may-be-gone.
std::optional<Refusal> findHeaderObstacle(const LoopPair &Of, Nest &N, clang::ASTContext &C);

} // namespace hone

#endif
