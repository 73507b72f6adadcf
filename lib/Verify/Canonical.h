// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A form of code in which what only changes speed is gone.
#ifndef HONE_LIB_VERIFY_CANONICAL_H
#define HONE_LIB_VERIFY_CANONICAL_H

#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace llvm {
class TargetMachine;
}

namespace hone {

/// The functions of a module, given as bitcode, after the pipeline of -O2 for
/// single functions. Checks of sanitizers are taken to hold, the library's
/// size() and its like to read only, and reserve() to do nothing: two texts
/// that come out equal differ in nothing else. Empty if it cannot be read.
std::string canonicalIr(llvm::StringRef Bitcode, const std::vector<std::string> &Functions,
                        llvm::TargetMachine &Machine);

} // namespace hone

#endif
