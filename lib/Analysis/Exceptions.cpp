// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Questions about control flow that leaves a statement.

#include "hone/Analysis/Exceptions.h"

namespace hone {

std::optional<Refusal> findThrow(const Effects &E, bool CountAllocation) {
  if (!E.Unknown.empty())
    return E.Unknown.front();
  if (!E.Opaque.empty())
    return Refusal{"opaque-call", E.Opaque.front().Text, E.Opaque.front().At};
  if (!E.Throws.empty())
    return Refusal{"may-throw", E.Throws.front().Text, E.Throws.front().At};
  if (CountAllocation && !E.Allocates.empty())
    return Refusal{"may-throw", E.Allocates.front().Text, E.Allocates.front().At};
  return std::nullopt;
}

std::optional<Refusal> findExit(const Effects &E, bool CountAllocation) {
  if (!E.Exits.empty())
    return Refusal{"early-exit", E.Exits.front().Text, E.Exits.front().At};
  return findThrow(E, CountAllocation);
}

} // namespace hone
