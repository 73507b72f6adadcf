// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Regular expressions of which it is known that making them does not throw.
#ifndef HONE_LIB_CHECKS_REGEXPATTERN_H
#define HONE_LIB_CHECKS_REGEXPATTERN_H

#include "llvm/ADT/StringRef.h"

namespace hone {

/// Whether std::regex takes \p Text for ECMAScript without a throw, in every library.
bool isFaultlessPattern(llvm::StringRef Text);

} // namespace hone

#endif
