// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The Hone side of the runner's protocol; tools/hone-runner/main.cpp has the
// other and the list of its lines.
#ifndef HONE_LIB_VERIFY_RUNNERJOB_H
#define HONE_LIB_VERIFY_RUNNERJOB_H

#include "hone/Verify/Verify.h"

namespace hone {

/// What the runner said of one case.
struct CaseAnswer {
  bool Done = false;     ///< The run of inputs came to its end.
  Reason Failed;         ///< Could not be run at all; empty code if it could.
  std::string GaveUp;    ///< timeout or crash: tried no further.
  Reason Why;            ///< What the original does on most rejected inputs: "aborts".
  std::vector<TestInput> Accepted;
  unsigned Rejected = 0;
  std::vector<unsigned> Edges;
  bool TouchesGlobals = false;
  double CpuMilliseconds = 0;
  double TestedMilliseconds = 0; ///< Of these, in the two versions themselves.
  std::optional<TestInput> Different;
  std::vector<unsigned char> Tape; ///< The choices of a fuzzer in place of the seed's.
  /// result, globals, heap, trap, hang, exit, opaque, volatile, atomic or unsteady.
  std::string How;
  int Signal = 0;
  std::string Texts[3];  ///< Input, after the original, after the twin.
  struct MutantAnswer {
    bool Killed = false, Survived = false; ///< Neither: it could not be run.
    unsigned Acted = 0; ///< On how many inputs a probed value was another.
    unsigned Towards = 0; ///< A probed condition was instead: 1 true, 2 false, 3 both.
  };
  std::map<std::string, MutantAnswer> Mutants; ///< By symbol.
  std::map<std::uint64_t, std::vector<std::uint64_t>> Bench;
};

/// Jobs for one process of the runner.
class RunnerJob {
public:
  explicit RunnerJob(llvm::StringRef Prelude);
  void addCase(unsigned Number, llvm::StringRef Library, unsigned Edges);
  /// Tries inputs on a case with so many edges.
  void run(unsigned Number, unsigned Edges, const VerifyOptions &Options);
  void inputs(unsigned Number, const std::vector<TestInput> &Inputs);
  void mutants(unsigned Number, llvm::StringRef Library, const std::vector<std::string> &Symbols,
               const VerifyOptions &Options);
  /// Looks for inputs that tell the mutants from the original. CaseAnswer::Accepted are
  /// those that do.
  void hunt(unsigned Number, llvm::StringRef Library, const std::vector<std::string> &Symbols,
            const VerifyOptions &Options);
  void bench(unsigned Number, const VerifyOptions &Options);

  /// Runs the jobs. Errors: the runner is missing. \p Problem is set if it
  /// stopped before all jobs were done.
  llvm::Expected<std::map<unsigned, CaseAnswer>> execute(const VerifyOptions &Options,
                                                         llvm::StringRef Folder,
                                                         std::string &Problem);

private:
  std::string Text;
  double Seconds = 10;
};

} // namespace hone

#endif
