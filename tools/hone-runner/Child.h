// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the children of the runner do, and the notes they leave to it: they are
// all that is left when tested code has ended its process.
#ifndef HONE_RUNNER_CHILD_H
#define HONE_RUNNER_CHILD_H

#include "Trial.h"
#include <cstdint>
#include <string>
#include <vector>

namespace runner {

constexpr unsigned MaxInputs = 4096, MaxEdges = 4096, MaxMutants = 256;
constexpr std::size_t TextSize = 8192;
/// Children lost to one case before it is given up.
constexpr unsigned MaxDeaths = 40;

/// What a child leaves behind, whatever becomes of it.
struct Notes {
  volatile Phase Where;
  volatile bool Finished, LoadFailed;
  volatile unsigned Next;             ///< The input or mutant at hand.
  /// No input is begun later, by now(): one that the end of the time meets has run for long.
  double LastBegin;
  volatile bool OutOfTime;            ///< There were more inputs than time.
  volatile int Died;                  ///< The signal that ended a child, seen by its handler.
  unsigned Accepted, Rejected;
  unsigned Causes[static_cast<unsigned>(Cause::Count)]; ///< Of the rejections.
  hone_seed Current;                  ///< The input of a run at hand.
  hone_seed Inputs[MaxInputs];
  unsigned char Edges[MaxEdges];
  std::uint64_t Tested;               ///< Nanoseconds in tested code.
  bool TouchesGlobals, Different;
  Difference Doubt; ///< Nothing else differs, and this is not for a test to judge.
  hone_seed Failing;
  Difference How;
  int Signal;
  char Texts[3][TextSize];
  char Problem[512];
  enum : unsigned char { Open, Killed, Survived, Missing } Mutants[MaxMutants];
  unsigned char Towards[MaxMutants];
  unsigned Acted[MaxMutants];
  unsigned Running; ///< In a hunt: 0 the rewrite, else 1 + the mutant.
  unsigned BenchCount;
  hone_seed Bench[64];
  std::uint64_t BenchTook[64]; ///< Nanoseconds in tested code.
};

/// In memory shared with the children.
extern Notes *N;

/// Seconds of a clock that all processes share.
double now();

/// An input that takes this many times less than another of its size measures nothing of what the
/// function is for: it leaves at once.
constexpr unsigned LeastWork = 4;

struct CaseFile {
  unsigned Number;
  std::string Library;
  unsigned Edges;
  std::vector<hone_seed> Inputs;
};

/// The I-th input of a case. Size 0: the harness chooses the lengths.
hone_seed inputAt(std::uint64_t Seed, unsigned I);

/// Counts a rejected input.
void noteRejection(Cause Why);
void noteDifference(const hone_seed &Input, const TrialResult &R);

/// How many inputs a run looks for.
struct Aim {
  unsigned Need;  ///< Accepted inputs, at least.
  unsigned Want;  ///< The same for what is quick to run.
  unsigned Edges; ///< Edges to be taken, at least.
  unsigned Tries; ///< Inputs tried, at most.
};

/// Each gives up the rights of its process, loads the libraries (static
/// initialisers run here) and works from N->Next on.
void runCase(const std::string &Prelude, const CaseFile &C, std::uint64_t Seed, Aim A,
             unsigned Seconds);
void runMutants(const std::string &Prelude, const CaseFile &C, const std::string &Library,
                const std::vector<std::string> &Symbols, unsigned Seconds);
void runHunt(const std::string &Prelude, const CaseFile &C, const std::string &Library,
             const std::vector<std::string> &Symbols, std::uint64_t Seed, unsigned Tries,
             unsigned Seconds);
void runBench(const std::string &Prelude, const CaseFile &C, std::uint64_t Seed, unsigned PerSize,
              unsigned Seconds);

} // namespace runner

#endif
