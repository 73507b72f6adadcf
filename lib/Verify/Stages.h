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
  std::string Bitcode; ///< To be compared by what it does, speed aside.
  std::vector<std::string> Watched;
  bool Equal = false;  ///< It does the same as the rewrite.
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
  unsigned NextSlot = 0; ///< Of names for further mutants.
  bool open() const { return Outcome.Said == Answer::Same; }
};

/// Stops a candidate on which the runner saw a difference.
void stopDifferent(Candidate &C, const CaseAnswer &A);

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
           std::string &Object, BuiltMutant *Built = nullptr);
  llvm::Expected<std::string> compileProbes(Candidate &C, const std::vector<unsigned> &Survivors,
                                            std::map<unsigned, std::string> &Symbols);
  void dropEqual(Candidate &C, const std::vector<unsigned> &Survivors);
  llvm::Error hunt(std::vector<Candidate> &Candidates, std::map<unsigned, CaseAnswer> &Answers);
  bool isWeak(const Candidate &C, const CaseAnswer &A) const;
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

/// The indices of those that nothing speaks against yet.
std::vector<unsigned> openTwins(const std::vector<Candidate> &Candidates);

/// The deep rung: candidates still open, in one program under sanitizers.
llvm::Error runDeepRung(const Unit &U, const TwinPlan &Plan, std::vector<Candidate> &Candidates,
                        llvm::StringRef Folder, const VerifyOptions &Options);

/// Looks for inputs on which candidates still open differ, with libFuzzer, for
/// Options.SecondsToFuzz each.
llvm::Error runFuzzer(const Unit &U, const TwinPlan &Plan, std::vector<Candidate> &Candidates,
                      llvm::StringRef Folder, const VerifyOptions &Options);

} // namespace hone

#endif
