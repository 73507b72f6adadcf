// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One input, run through the original twice and through the twin once.
#ifndef HONE_RUNNER_TRIAL_H
#define HONE_RUNNER_TRIAL_H

#include "Guard.h"
#include <cstddef>
#include <cstdint>

extern "C" {
/// As in the generated support header.
struct hone_seed {
  unsigned long long seed;
  unsigned long long size;
  int mode;
  unsigned demand[8];
};
struct hone_case {
  const char *function;
  void *(*make)(const hone_seed *);
  void (*before)(void *state);
  int (*same)(const void *, const void *);
  unsigned long (*print)(const void *, char *buffer, unsigned long size);
  void (*destroy)(void *);
  int (*rejected)(const void *state);
};
}

namespace runner {

/// What tested code is doing right now; a parent reads it when a child died.
enum class Phase : int { Idle, Load, Make, Original, Compare, Twin, Destroy };

/// How the twin differed.
enum class Difference : int {
  None, Result, Globals, Heap, Trap, Hang, Exit, Opaque, Volatile, Atomic, Unsteady, Outside
};

enum class Verdict { Same, Rejected, Different };

/// What a case consists of once its library is loaded.
struct Subject {
  const hone_case *Case = nullptr;
  void (*After)(void *) = nullptr;
  unsigned char *Edges = nullptr; ///< Of the twin; null for a mutant.
  unsigned EdgeCount = 0;
};

struct TrialResult {
  Verdict Said = Verdict::Rejected;
  Cause Why = Cause::None; ///< If rejected.
  Difference How = Difference::None;
  int Signal = 0;
  bool TouchesGlobals = false;
  /// Why it was rejected: a mistake if the twin is a mutant.
  bool TwinOutOfMemory = false;
};

/// Runs one input. If it has blocks of open size, their sizes are found first
/// and noted in \p Input: as small as the original allows, so that they end
/// where it stops reading. \p Where is kept up to date for a parent to read.
TrialResult runTrial(const Subject &S, hone_seed &Input, volatile Phase &Where);

/// The time that the runs of this process have spent in tested code.
std::uint64_t testedNanoseconds();

/// True if the original runs clean on the input; the twin is not run.
bool runsClean(const hone_case &Case, const hone_seed &Input, unsigned TimeTicks,
               volatile Phase &Where);

/// Prints the state before, after the original and after the twin (the first
/// \p Runs of these, as far as they get) to \p Texts of \p Size bytes each.
void printTrial(const Subject &S, const hone_seed &Input, char *Texts[3], std::size_t Size,
                unsigned Runs, volatile Phase &Where);

} // namespace runner

#endif
