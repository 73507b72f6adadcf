// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What compilers make of floating point where statements come to stand in other loops.
#ifndef HONE_LIB_CHECKS_ROUNDING_H
#define HONE_LIB_CHECKS_ROUNDING_H

#include "hone/Core/Model.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Stmt.h"
#include <optional>
#include <vector>

namespace hone {

/// Relaxed floating point for what is computed, if the unit, a pragma or an attribute asks for it: fast-math.
std::optional<Obligation> relaxedArithmetic(llvm::ArrayRef<const clang::Stmt *> Statements, clang::ASTContext &C);

/// Whether \p F, a function for numbers, gives the one number that there is to give: exact, or rounded once.
bool isOneOperation(const clang::FunctionDecl &F);

/// Why numbers that \p Statements compute may be rounded otherwise in another loop, though every operation stays what it
/// is; tested at most. Codes: fast-math (the unit is compiled with relaxed floating point), fp-contraction (the compiler
/// fuses products with sums as it sees fit: g++ does not where it multiplies in vectors, or needs the product twice).
std::vector<Obligation> roundingOf(llvm::ArrayRef<const clang::Stmt *> Statements, clang::ASTContext &C);

} // namespace hone

#endif
