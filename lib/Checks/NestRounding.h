// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What compilers make of floating point when the statements of a nest change places.
#ifndef HONE_LIB_CHECKS_NESTROUNDING_H
#define HONE_LIB_CHECKS_NESTROUNDING_H

#include "Nest.h"

namespace hone {

/// What rests on tests where the statements of \p Groups come to stand beside others: the unit may be compiled with relaxed
/// floating point, or a product that one of them makes be fused with the sum of another one, if \p Parted.
std::vector<Obligation> roundingOf(llvm::ArrayRef<const NestGroup *> Groups, bool Parted, const clang::ASTContext &C);

} // namespace hone

#endif
