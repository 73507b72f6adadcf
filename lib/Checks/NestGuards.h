// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Questions in front of a nest whether two arrays are apart.
#ifndef HONE_LIB_CHECKS_NESTGUARDS_H
#define HONE_LIB_CHECKS_NESTGUARDS_H

#include "Nest.h"

namespace hone {

/// Two that are one object, or share nothing. Pointers and arrays may overlap in part.
bool areOneOrApart(const NestArray &A, const NestArray &B, const clang::ASTContext &C);

/// An expression that is true if \p A and \p B share no element, "&a != &b". Empty: there is none.
std::string asksWhetherApart(const NestArray &A, const NestArray &B, clang::ASTContext &C);

} // namespace hone

#endif
