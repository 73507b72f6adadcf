// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Runs old against new on generated inputs. Three answers: same, different,
// could not tell; only same climbs.
#ifndef HONE_VERIFY_VERIFY_H
#define HONE_VERIFY_VERIFY_H

#include "hone/Twin/Twin.h"
#include <array>

namespace hone {

enum class Answer { Same, Different, Unknown };

/// One generated input; the fields of the support header's hone_seed.
struct TestInput {
  std::uint64_t Seed = 0, Size = 0;
  int Mode = 0;
  std::array<unsigned, 8> Demand = {};
};

struct VerifyOptions {
  std::uint64_t Seed = 1;
  unsigned MinInputs = 200; ///< Accepted ones; a function that is quick to run gets more.
  double MinCoverage = 0.9, MinKilled = 0.9;
  bool DeepRung = true;      ///< All pairs under ASan + UBSan.
  double SecondsPerTwin = 20; ///< Wall limit of a child that runs tested code.
  unsigned WantedInputs = 400, MaxTries = 4000;
  /// For more inputs, where those tried tell too few mutants from the rewrite.
  double SecondsToHunt = 8;
  unsigned MaxMutants = 24;
  /// For a coverage-guided search by libFuzzer, for each twin that passed all else.
  double SecondsToFuzz = 0;
  /// Where the inputs that it found worth keeping stay; empty: nowhere.
  std::string Corpus;
  /// By the path of what the build has made of another unit, the same compiled to be loaded; see hone/Verify/Loadable.h.
  std::map<std::string, std::string> Loadable;
  /// Neither mutants nor inputs for benchmarks.
  bool InputsOnly = false;
  /// The program that executes tested code; empty: hone-runner beside the
  /// running executable.
  std::string Runner;
};

/// Processor time in milliseconds. Of one twin, but for the last two, which its
/// whole unit takes once.
struct VerifyCost {
  double Parse = 0, Emit = 0, Link = 0, Run = 0; ///< The fast rung, mutants aside.
  double Tested = 0;  ///< What the two versions themselves have of Run.
  double Headers = 0; ///< What all twins of the unit are parsed after.
  double Deep = 0;    ///< Compiling the program of the deep rung.
  double fastRung() const { return Parse + Emit + Link + Run; }
};

/// What came of one twin.
struct VerifyOutcome {
  std::string FindingId;
  std::string Instance; ///< As the twin's.
  Answer Said = Answer::Unknown;
  Reason Why;          ///< For Different and Unknown: the finding's reason.
  VerifyResult Result;
  /// Seeds of benchmark inputs the original ran clean on, by size:
  /// Bench draws from these only.
  std::map<std::uint64_t, std::vector<std::uint64_t>> BenchSeeds;
  std::vector<TestInput> Accepted; ///< Inputs on which both gave the same.
  /// A run changes statics or globals: two runs in one process can only be
  /// compared by something that goes back to a snapshot.
  bool TouchesGlobals = false;
  VerifyCost Cost; ///< For benchmarks of Hone itself; not in the JSON.
};

/// Tests every twin of a unit: the fast rung on all, the deep rung on those
/// that passed it. Runs in the calling process (a forked worker), executes tested code only
/// in children. Errors: the flat text does not parse, no compiler for the deep rung.
llvm::Expected<std::vector<VerifyOutcome>> verifyUnit(const Unit &U, const TwinPlan &Plan,
                                                      const VerifyOptions &Options);

/// The answer for one finding from those of its twins, of one unit or several:
/// the same only if all are. What is different or in doubt says where.
VerifyOutcome joinOutcomes(std::vector<VerifyOutcome> Parts);

/// Writes the GoogleTest file, the support header and CMake lines for the
/// twins given to \p Folder, the test as \p Name. They build and pass without Hone.
llvm::Error emitTests(const Unit &U, const TwinPlan &Plan,
                      const std::vector<VerifyOutcome> &Outcomes, llvm::StringRef Folder,
                      const std::string &Name);

llvm::json::Value toJSON(const VerifyOutcome &O);
bool fromJSON(const llvm::json::Value &V, VerifyOutcome &O, llvm::json::Path P);

} // namespace hone

#endif
