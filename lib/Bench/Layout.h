// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Gives the functions of an assembly file another order and alignment.
#ifndef HONE_LIB_BENCH_LAYOUT_H
#define HONE_LIB_BENCH_LAYOUT_H

#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace hone {

/// Which function sections stand beside each other: by the part of a symbol's
/// name that differs, e.g. {"9threshold", "15threshold_hone1"}.
using SymbolPairs = std::vector<std::pair<std::string, std::string>>;

/// The functions of \p Assembly that \p Pairs names, each with its partner, where both are there.
SymbolPairs functionsIn(llvm::StringRef Assembly, const SymbolPairs &Pairs);

/// The text of \p Assembly with every function section renamed so that GNU ld
/// sorts it to a random place, and a random multiple of 16 bytes in front of
/// the function. With \p Mirrored the two functions of each pair get each
/// other's place and padding, everything else that of the same \p Seed: over
/// two such layouts neither side is luckier.
std::string shuffleLayout(llvm::StringRef Assembly, std::uint64_t Seed, bool Mirrored,
                          const SymbolPairs &Pairs);

} // namespace hone

#endif
