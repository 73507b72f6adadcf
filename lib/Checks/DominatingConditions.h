// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is known of numbers where a statement is reached, because of the questions on every way to it: those around it,
// and those in front of it after which the code goes on with one answer only.
//
//   if (count < 3)
//     return;
//   for (int i = 0; i < count; ++i)   // count is at least 3: runs at least once
//
// Only what the source asks in every configuration is known: no assertions.
#ifndef HONE_LIB_CHECKS_DOMINATINGCONDITIONS_H
#define HONE_LIB_CHECKS_DOMINATINGCONDITIONS_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/Expr.h"

namespace hone {

/// True if the body is entered at least once whenever \p Loop is reached: its header says so, or a question on the way.
bool isEntered(const clang::Stmt &Loop, clang::ASTContext &C);

/// Whether the value of \p E, an integer, is \p Least or more whenever \p At is reached, evaluated there.
bool isKnownAtLeast(const clang::Expr &E, std::uint64_t Least, const clang::Stmt &At, clang::ASTContext &C);

/// Whether the value of \p A is less than that of \p B, as whole numbers of any size are compared.
bool isKnownLess(const clang::Expr &A, const clang::Expr &B, const clang::Stmt &At, clang::ASTContext &C);

} // namespace hone

#endif
