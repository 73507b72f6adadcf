// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What compilers make of floating point when the statements of a nest change places.
#ifndef HONE_LIB_CHECKS_NESTROUNDING_H
#define HONE_LIB_CHECKS_NESTROUNDING_H

#include "Nest.h"

namespace hone {

/// The products that compilers may fuse with a sum in one order of the statements, and not in the other.
enum class Products {
  None,
  Left, ///< Those that no sum of the same expression takes: another statement's may, where both stand beside each other.
  All   ///< Statements come to stand beside their like, and are done as vectors or not: g++ then fuses others.
};

/// What rests on tests where the statements of \p Groups come to stand beside others: the unit may be compiled with relaxed
/// floating point, or by a compiler that fuses across statements.
std::vector<Obligation> roundingOf(llvm::ArrayRef<const NestGroup *> Groups, Products Fused, const clang::ASTContext &C);

} // namespace hone

#endif
