// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What compilers make of floating point where statements come to stand in other loops.
#ifndef HONE_LIB_CHECKS_ROUNDING_H
#define HONE_LIB_CHECKS_ROUNDING_H

#include "hone/Core/Model.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Stmt.h"
#include <vector>

namespace hone {

/// Why numbers that \p Statements compute may be rounded otherwise in another loop, though every operation stays what it
/// is; tested at most. Codes: fast-math (the unit is compiled with relaxed floating point), fp-contraction (the compiler
/// fuses products with sums as it sees fit: g++ does not where it multiplies in vectors, or needs the product twice).
std::vector<Obligation> roundingOf(llvm::ArrayRef<const clang::Stmt *> Statements, clang::ASTContext &C);

} // namespace hone

#endif
