// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The case of a twin: the state of one input, how it is made from a seed, and
// the calls of the original and of the twin.
#ifndef HONE_LIB_TWIN_HARNESS_H
#define HONE_LIB_TWIN_HARNESS_H

#include "Reach.h"
#include "Types.h"
#include "llvm/Support/Error.h"

namespace hone {

struct HarnessText {
  std::string Harness, AfterCall;
};

/// Errors start with a refusal code: no-domain, global-state.
llvm::Expected<HarnessText> writeHarness(const clang::FunctionDecl &F, unsigned Number,
                                         llvm::StringRef TwinName, llvm::StringRef Rewritten,
                                         TypeSpace &Types, const Reach &Touched);

} // namespace hone

#endif
