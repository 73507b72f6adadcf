// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef HONE_PROFILE_TEXTLOOPS_H
#define HONE_PROFILE_TEXTLOOPS_H

#include "llvm/ADT/StringRef.h"
#include <vector>

namespace hone {

/// A loop as the tokens of a file show it, without a parse.
struct TextLoop {
  unsigned First = 0, Last = 0; ///< Lines of its keyword and of its end.
  unsigned Column = 0;          ///< Of its keyword, from 1.
  bool IsDo = false;            ///< Its condition is at its end.
  unsigned BodyLine = 0, BodyColumn = 0; ///< Where its body begins.
};

/// In the order of the text; \p Weights: operations by line, index 0 unused.
std::vector<TextLoop> findTextLoops(llvm::StringRef Text, std::vector<double> *Weights = nullptr);
/// The smallest that holds the line; null if none does.
const TextLoop *innermostAt(const std::vector<TextLoop> &Loops, unsigned Line);

} // namespace hone

#endif
