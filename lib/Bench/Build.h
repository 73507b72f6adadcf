// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From twins to binaries that time them.
#ifndef HONE_LIB_BENCH_BUILD_H
#define HONE_LIB_BENCH_BUILD_H

#include "hone/Bench/Bench.h"
#include "hone/Support/Support.h"

namespace hone {

/// Separately linked programs (BenchMain.inc), each with another layout.
struct BenchBinaries {
  TempDir Folder;
  std::vector<std::string> Programs;
  /// The loops of each twin chosen and of its original, by the twin's number.
  std::map<unsigned, std::pair<std::string, std::string>> Loops;
  /// Set if code of other files is missing: the first undefined symbol.
  std::string Missing;
};

/// Compiles the twins chosen (indices) of \p Plan once, with the compiler and
/// the FastFlags of \p U, and links them. Errors: compiler-missing,
/// does-not-build, needs-link.
llvm::Expected<BenchBinaries> buildBinaries(const Unit &U, const TwinPlan &Plan,
                                            const std::vector<unsigned> &Chosen,
                                            const SamplerOptions &Options);

/// \p Flags without what makes no sense for a single benchmark: debug
/// information, link-time optimization, profiles, warnings as errors. With
/// \p Linking also without the language and forced includes.
std::vector<std::string> benchFlags(const std::vector<std::string> &Flags, bool Linking);

} // namespace hone

#endif
