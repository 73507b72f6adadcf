// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Programs of twins that run outside of the runner, under sanitizers.
#ifndef HONE_LIB_VERIFY_SANITIZED_H
#define HONE_LIB_VERIFY_SANITIZED_H

#include "hone/Verify/Verify.h"

namespace hone {

/// What is to be built, and what came of it.
struct SanitizedProgram {
  std::string Path; ///< Of the program; its text and object go beside it.
  std::string Text;
  std::vector<std::string> Compile, Link; ///< Which sanitizers, in both steps.
  std::string Problem;  ///< Empty: it is there. Else the first words of the compiler or linker.
  bool Linking = false; ///< The problem is the linker's.
  double CompileSeconds = 0;
};

/// Builds with clang++ of the LLVM that Hone was built with, and the unit's own
/// flags. Errors: there is no such compiler.
llvm::Error buildSanitized(const Unit &U, const TwinPlan &Plan, SanitizedProgram &Program);

/// clang++ of the LLVM that Hone was built with, beside its headers.
std::string compilerPath();

/// Of the unit's flags those that say what the code means: no sanitizers, debug information or warnings of its own, and -O1.
std::vector<std::string> testedFlags(const Unit &U);

/// What a sanitizer found, in its own words: ": heap-buffer-overflow on ...".
/// Empty if it said nothing.
std::string sanitizerSays(llvm::StringRef Log);

} // namespace hone

#endif
