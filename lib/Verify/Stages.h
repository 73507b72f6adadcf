// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the rungs of one unit hand to each other.
#ifndef HONE_LIB_VERIFY_STAGES_H
#define HONE_LIB_VERIFY_STAGES_H

#include "Compiler.h"
#include "RunnerJob.h"

namespace hone {

/// A twin on its way through the rungs.
struct Candidate {
  const Twin *Source = nullptr;
  VerifyOutcome Outcome;
  std::string Object;          ///< Empty if it does not build.
  unsigned Edges = 0;
  double CompileMilliseconds = 0;
  std::vector<std::string> Mutants;        ///< Symbols.
  std::vector<std::string> MutantLines;    ///< For each, the diff line.
  std::string MutantLibrary;
  bool open() const { return Outcome.Said == Answer::Same; }
};

/// Stops a candidate.
void stop(Candidate &C, Answer Said, llvm::StringRef Code, std::string Text);

/// The declarations of member twins and of the names their mutants will have.
std::vector<std::pair<unsigned, std::string>>
declarationsFor(const TwinPlan &Plan, const VerifyOptions &Options);

/// Compiles mutants of a candidate that has passed so far into one library.
llvm::Error compileMutants(ChunkCompiler &Compiler, Candidate &C, llvm::StringRef Folder,
                           const VerifyOptions &Options);

/// The deep rung: candidates still open, in one program under sanitizers.
llvm::Error runDeepRung(const Unit &U, const TwinPlan &Plan, std::vector<Candidate> &Candidates,
                        llvm::StringRef Folder, const VerifyOptions &Options);

} // namespace hone

#endif
