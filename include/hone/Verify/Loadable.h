// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Objects of other units for tests to call. The tests are loaded, as a plugin is; what is built for a program alone
// (-fPIE, as most compilers do unasked) cannot be.
#ifndef HONE_VERIFY_LOADABLE_H
#define HONE_VERIFY_LOADABLE_H

#include "hone/Project/Project.h"

namespace hone {

/// Whether a library can be made of these objects: the linker is asked.
bool canBeLoaded(const std::vector<std::string> &Objects);

/// Compiles \p U for a library, as \p Output, with clang++ and the unit's own flags. Errors: the compiler's, or there is none.
llvm::Error compileLoadable(const Unit &U, llvm::StringRef Output);

} // namespace hone

#endif
