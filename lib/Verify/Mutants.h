// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Small plausible mistakes in the rewritten lines. Inputs that cannot tell
// them from the rewrite would not have told a wrong rewrite either.
#ifndef HONE_LIB_VERIFY_MUTANTS_H
#define HONE_LIB_VERIFY_MUTANTS_H

#include "Pieces.h"
#include "hone/Twin/Twin.h"

namespace hone {

struct Mutant {
  llvm::StringRef Operator; ///< e.g. "drop-statement".
  std::string Definition;   ///< The whole mutated text; the function's name is unchanged.
  std::string Line;         ///< "-before" and "+after" of the first changed line.
  /// If the change lies in the condition of an `if` or of `?:`: the condition's
  /// bytes in the unmutated definition; else empty.
  ByteRange Condition = {0, 0};
  /// The bytes of the smallest whole expression around the change; empty if it
  /// changes more than a value.
  ByteRange Value = {0, 0};
  /// It lies behind the colon instead, in what Condition falls back to.
  bool InFallback = false;
  /// It drops what Condition leads to, which is as if that never held.
  bool DropsBody = false;
};

/// At most \p Count mutants of the changed ranges, spread over the operators;
/// which ones depends on \p Seed and the text alone. Most compile.
std::vector<Mutant> makeMutants(const Twin &T, unsigned Count, std::uint64_t Seed);

} // namespace hone

#endif
