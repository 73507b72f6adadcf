// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A region as the text of a function beside the one it is from.
#ifndef HONE_LIB_TWIN_OUTLINE_H
#define HONE_LIB_TWIN_OUTLINE_H

#include "Region.h"
#include "Types.h"

namespace hone {

struct Outline {
  std::string Definition; ///< To stand behind the function it is from.
  std::string Declaration; ///< Of a member that is defined out of its class.
  unsigned CopyAt = 0;    ///< Where in Definition the statements stand.
};

/// Writes \p R as a function called \p Name.
Outline writeOutline(const clang::FunctionDecl &F, const Body &B, const Region &R,
                     llvm::StringRef Name, const TypeSpace &Types);

} // namespace hone

#endif
