// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a profile of a program says, whatever recorded it: the weight of each
// line of the project's sources.
#ifndef HONE_PROFILE_PROFILE_H
#define HONE_PROFILE_PROFILE_H

#include "hone/Project/Project.h"
#include <optional>

namespace hone {

/// What a profile says of one source line.
struct LineHeat {
  double Share = 0; ///< Of the whole program's cost, 0..1; with what is called from it where the format knows.
  double Self = 0;  ///< Of the line alone, and what of foreign headers was inlined into it.
  std::optional<double> Trips; ///< If a loop begins here: its mean number of iterations.
};

struct Profile {
  std::string Format;  ///< "callgrind", "perf", "llvm-cov", "sample" or "instrumentation".
  std::string Counted; ///< "instructions", "cycles", "executions", ...: what Share is a share of.
  std::map<std::string, std::map<unsigned, LineHeat>> Files; ///< By the name a Span has for the file.
  double Mapped = 0; ///< Share of the whole cost that fell on lines of the project's files as they are now.
  std::uint64_t Samples = 0; ///< Of a profile that is made of them; 0: it was counted.
  std::vector<std::string> Notes; ///< What was not used, and why.

  /// Cost of the lines First..Last, at most 1.
  double shareOf(llvm::StringRef File, unsigned First, unsigned Last) const;
  /// The same without what is called from them.
  double selfOf(llvm::StringRef File, unsigned First, unsigned Last) const;
  /// Whether code without any weight takes less than this share of the time, with 95 % confidence ("rule of three").
  bool resolves(double Share) const { return Samples == 0 || static_cast<double>(Samples) >= 3 / Share; }
  std::optional<double> tripsOf(llvm::StringRef File, unsigned Line) const;
};

/// Reads a profile in any of the formats, which its content tells. Errors: unreadable, empty,
/// truncated, of a format not known, foreign (nothing is the project's), stale (less than
/// half of what fell on the project's files can still be used). Uses \p Jobs processes
/// where the compiler has to be asked.
llvm::Expected<Profile> readProfile(llvm::StringRef File, const Project &P, unsigned Jobs);

/// A loop of a source, and what a profile says of its lines.
struct HotLoop {
  std::string File;
  unsigned First = 0, Last = 0;
  double Share = 0, Self = 0;
  std::optional<double> Trips;
};
/// The loops with a share, the largest first; one that has hardly more than a loop inside it is left out.
std::vector<HotLoop> hottestLoops(const Profile &Heat, const Project &P, std::size_t Most);
/// All loops of the files the profile knows, in the order of the text.
std::vector<HotLoop> allLoops(const Profile &Heat, const Project &P);

/// What came of running a command under a profiler.
struct Recording {
  std::string Path; ///< Of the profile; empty if there is none.
  std::string Tool; ///< "perf" or "callgrind".
  int ExitStatus = 0; ///< The command's own; 128 + N after signal N, as shells say.
};
/// Runs the command, with this process's standard streams, under `perf record` or, where that is not
/// allowed, callgrind; keeps the result in \p Root/.hone/profile. \p Tell gets a sentence before the command starts.
/// Errors: the command cannot be started, or neither tool is there (with the line that installs one).
llvm::Expected<Recording> recordProfile(const std::vector<std::string> &Command, llvm::StringRef Root,
                                        const std::function<void(const std::string &)> &Tell);
/// The one recorded last.
std::optional<std::string> recordedProfile(llvm::StringRef Root);

} // namespace hone

#endif
