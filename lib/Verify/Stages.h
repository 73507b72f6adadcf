// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the rungs of one unit hand to each other.
#ifndef HONE_LIB_VERIFY_STAGES_H
#define HONE_LIB_VERIFY_STAGES_H

#include "Compiler.h"
#include "Mutants.h"
#include "RunnerJob.h"

namespace hone {

/// A mutant under the symbol the runner calls.
struct BuiltMutant {
  std::string Symbol;
  Mutant Source;
};

/// A twin on its way through the rungs.
struct Candidate {
  const Twin *Source = nullptr;
  VerifyOutcome Outcome;
  std::string Object;          ///< Empty if it does not build.
  unsigned Edges = 0;
  std::vector<std::string> Missing; ///< See Chunk.
  std::vector<BuiltMutant> Mutants; ///< The first is the rewrite itself.
  std::string MutantLibrary;
  bool open() const { return Outcome.Said == Answer::Same; }
};

/// Stops a candidate.
void stop(Candidate &C, Answer Said, llvm::StringRef Code, std::string Text);

/// The declarations of member twins and of the names their mutants will have.
std::vector<std::pair<unsigned, std::string>> declarationsFor(const TwinPlan &Plan);

/// Mutants of all candidates; MutantStage.cpp says how they are judged.
class MutantStage {
public:
  MutantStage(ChunkCompiler &Compiler, llvm::StringRef Prelude, llvm::StringRef Twins,
              llvm::StringRef Folder, const VerifyOptions &Options);
  /// Compiles, runs and judges mutants of every candidate still open; also
  /// looks for benchmark inputs.
  llvm::Error run(std::vector<Candidate> &Candidates);

private:
  struct Guards;
  bool add(Candidate &C, llvm::StringRef Definition, unsigned Slot, llvm::StringSet<> *Seen,
           std::string &Object);
  llvm::Error compile(Candidate &C);
  llvm::Error compileGuards(Candidate &C, const std::vector<unsigned> &Survivors, Guards &G);
  static bool onlySlower(const CaseAnswer &Probed, const Guards &G, unsigned Index,
                         const Mutant &M);
  void judge(Candidate &C, const CaseAnswer &A, const CaseAnswer &Probed, const Guards &G);
  std::vector<unsigned> survivors(const Candidate &C, const CaseAnswer &A) const;

  ChunkCompiler &Compiler;
  std::string Prelude, Twins, Folder;
  const VerifyOptions &Options;
};

/// The deep rung: candidates still open, in one program under sanitizers.
llvm::Error runDeepRung(const Unit &U, const TwinPlan &Plan, std::vector<Candidate> &Candidates,
                        llvm::StringRef Folder, const VerifyOptions &Options);

} // namespace hone

#endif
