// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef HONE_LIB_VERIFY_COUNTEREXAMPLE_H
#define HONE_LIB_VERIFY_COUNTEREXAMPLE_H

#include "RunnerJob.h"

namespace hone {

/// A GoogleTest suite name for a twin: its function, in UpperCamel.
std::string suiteName(const Twin &T);

/// What the two versions did, in one sentence.
std::string describeDifference(const CaseAnswer &A);

/// A GoogleTest that fails as long as the two versions differ. It needs what
/// the emitted test file holds above it.
std::string formatCounterexample(const Twin &T, const CaseAnswer &A);

/// \p I as an initializer of hone_seed.
std::string seedText(const TestInput &I);

} // namespace hone

#endif
