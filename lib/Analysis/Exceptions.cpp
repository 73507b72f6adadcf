// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Questions about control flow that leaves a statement.

#include "hone/Analysis/Exceptions.h"

namespace hone {

std::optional<Refusal> findThrow(const Effects &E, bool CountAllocation) {
  if (!E.Unknown.empty())
    return E.Unknown.front();
  if (const OpaqueCall *Unseen = findUnseen(E))
    return Refusal{"opaque-call", Unseen->Text, Unseen->At};
  if (!E.Throws.empty())
    return Refusal{"may-throw", E.Throws.front().Text, E.Throws.front().At};
  if (CountAllocation && !E.Allocates.empty())
    return Refusal{"may-throw", E.Allocates.front().Text, E.Allocates.front().At};
  return std::nullopt;
}

std::optional<Refusal> findExit(const Effects &E, bool CountAllocation) {
  if (!E.Exits.empty())
    return Refusal{"early-exit", E.Exits.front().Text, E.Exits.front().At};
  if (auto Throw = findThrow(E, CountAllocation))
    return Throw;
  if (!E.Opaque.empty()) // A callee's that ends the program.
    return Refusal{"early-exit", E.Opaque.front().Text, E.Opaque.front().At};
  return std::nullopt;
}

} // namespace hone
