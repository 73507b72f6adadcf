// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What may throw, and who would see it.
#ifndef HONE_ANALYSIS_EXCEPTIONS_H
#define HONE_ANALYSIS_EXCEPTIONS_H

#include "hone/Analysis/Effects.h"

namespace hone {

/// The first point of \p E that may throw; std::bad_alloc counts only if
/// \p CountAllocation.
std::optional<Refusal> findThrow(const Effects &E, bool CountAllocation = true);

/// The first point at which control may leave before the end: break, return, goto,
/// throw, a call that may not return.
std::optional<Refusal> findExit(const Effects &E, bool CountAllocation = true);

} // namespace hone

#endif
