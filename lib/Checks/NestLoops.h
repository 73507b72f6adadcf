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

/// Finds a reason why the headers of \p Of cannot change places: both must say the same at any time, and the inner
/// one must mean something even where the outer loop does not run. Codes: triangular, bound-changes, may-be-absent,
/// may-be-gone.
std::optional<Refusal> findHeaderObstacle(const LoopPair &Of, Nest &N, clang::ASTContext &C);

} // namespace hone

#endif
