// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The whole program's word: the user's own benchmark, before and after all kept changes.
#ifndef HONE_LIB_PIPELINE_PROGRAM_H
#define HONE_LIB_PIPELINE_PROGRAM_H

#include "hone/Apply/Apply.h"
#include "hone/Core/Model.h"

namespace hone {

struct ProgramRequest {
  std::string BuildCommand, BenchCommand; ///< For the shell, in the current folder.
  std::vector<std::string> Folders;       ///< Where the build may write.
  std::vector<std::string> Sources;       ///< Files that the changes are made to.
  std::vector<std::string> Ids;           ///< All changes, what promises most first.
  std::function<void(const std::string &)> Doing; ///< Told what is being done.
  double Seconds = 600; ///< About this long for all runs of the benchmark together.
  unsigned Pairs = 15;  ///< At most; at least six.
};

struct ProgramMeasured {
  ProgramResult Result;
  /// The ratios are of processor time, which other programs disturb less: no run used more of it than the clock went on, or hardly
  /// any. Else of the clock.
  bool OfProcessor = false;
};

/// Builds the program with all changes, with none, and with all but each of the first five, and runs the benchmark of each in
/// turns, in random order. What a build has written is set aside and put back, so that the runs take turns where the program is and
/// not copies of it elsewhere. At the end it is built with all changes. Errors: the build or the benchmark fails; the user asked to stop.
llvm::Expected<ProgramMeasured> measureProgram(const ProgramRequest &Request, PutChanges Put);

} // namespace hone

#endif
