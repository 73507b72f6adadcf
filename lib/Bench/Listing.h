// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a compiler made of a function's loops, for people to read.
#ifndef HONE_LIB_BENCH_LISTING_H
#define HONE_LIB_BENCH_LISTING_H

#include "llvm/ADT/StringRef.h"
#include <string>

namespace hone {

/// The innermost loops of the function \p Symbol in GNU assembly, one after the other, at most \p Lines lines; all of
/// its code if it has no loop. Directives are left out and names demangled. Empty if there is no such function.
std::string innermostLoops(llvm::StringRef Assembly, llvm::StringRef Symbol, unsigned Lines = 80);

} // namespace hone

#endif
