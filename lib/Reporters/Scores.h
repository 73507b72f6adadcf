// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How much is in the compiler's way on each line, and in what words.
#ifndef HONE_LIB_REPORTERS_SCORES_H
#define HONE_LIB_REPORTERS_SCORES_H

#include "hone/Core/Model.h"
#include "llvm/ADT/ArrayRef.h"

namespace hone {

/// One thing that is said of a line. Words: the compiler's own, if they are others.
struct LineNote {
  std::string Text, Words;
};

struct LineScore {
  double Points = 0;
  std::vector<LineNote> Notes;
  std::optional<LoopFate> In; ///< Of the innermost loop that the line is in.
};

/// By line, only those that are in a loop. docs/report.md has the points of each kind.
std::map<unsigned, LineScore> scoreLines(llvm::ArrayRef<const Loop *> OfOneFile);

/// What became of a loop, as the end of a sentence.
std::string fateWords(LoopFate Fate, unsigned Lanes);

/// What clang's optimizer says, in words for who does not know its passes; empty for what says nothing to a person.
std::string plainWords(const Remark &R);

/// The points of each kind in a sentence.
std::string weightsText();

/// 0 (nothing) to 5.
unsigned shadeOf(double Points);

} // namespace hone

#endif
