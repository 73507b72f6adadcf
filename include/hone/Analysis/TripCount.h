// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How often a loop runs, where the source says so.
#ifndef HONE_ANALYSIS_TRIPCOUNT_H
#define HONE_ANALYSIS_TRIPCOUNT_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/Stmt.h"
#include <cstdint>
#include <optional>

namespace hone {

/// The body of a for, range-for, while or do statement; null for others.
const clang::Stmt *loopBody(const clang::Stmt &Loop);
inline bool isLoop(const clang::Stmt &S) { return loopBody(S) != nullptr; }

/// `for (T i = Init; i op Bound; step)`: what the header says, if it is of
/// this shape with a built-in comparison and a step by one.
struct CountedLoop {
  const clang::VarDecl *Index = nullptr;
  const clang::Expr *Init = nullptr, *Bound = nullptr;
  clang::BinaryOperatorKind Test = clang::BO_LT; ///< With the index on the left.
  int Step = 0;                                  ///< 1 or -1.
  const clang::Expr *Condition = nullptr;
};
std::optional<CountedLoop> countedLoop(const clang::Stmt &Loop);

/// The same, if the index goes upwards to less than the bound, or to the bound, and the header says nothing else: it
/// can be said again elsewhere.
std::optional<CountedLoop> upwardLoop(const clang::Stmt &Loop);

/// True if the index of \p L gets to any value of the bound, or would overflow on the way:
/// the loop ends as long as the bound stays what it is.
bool indexReachesBound(const CountedLoop &L, const clang::ASTContext &C);

/// True if the body is entered at least once whenever the loop is reached.
bool runsAtLeastOnce(const clang::Stmt &Loop, const clang::ASTContext &C);

/// The number of iterations if it is a constant and nothing leaves early is
/// assumed; none if unknown.
std::optional<std::uint64_t> constantTripCount(const clang::Stmt &Loop,
                                               const clang::ASTContext &C);

} // namespace hone

#endif
