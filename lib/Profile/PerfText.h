// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef HONE_PROFILE_PERFTEXT_H
#define HONE_PROFILE_PERFTEXT_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include <optional>
#include <vector>

namespace hone {

/// One address of a sample, as `perf script` prints it.
struct PerfFrame {
  std::uint64_t Address = 0;
  llvm::StringRef Symbol;
  std::optional<std::uint64_t> Offset;       ///< Into the symbol.
  llvm::StringRef Object;                    ///< Program or library.
  std::optional<std::uint64_t> ObjectOffset; ///< Into its file, with -F +dsoff.
  llvm::StringRef SourceFile;                ///< With -F +srcline.
  unsigned SourceLine = 0;
  bool isInlined() const { return Object == "inlined"; }
};

/// One record of a jump. With objects, as -F +brstackoff prints it, the places may be offsets into their files.
struct PerfBranch {
  std::uint64_t From = 0, To = 0;
  llvm::StringRef FromObject, ToObject;
};

struct PerfSample {
  llvm::StringRef Process, Event;
  double Period = 1;
  std::vector<PerfFrame> Frames;    ///< Innermost first.
  std::vector<PerfBranch> Branches; ///< The last one first.
};

/// Calls back for each sample of the text; returns the number of lines that are neither.
std::size_t forEachSample(llvm::StringRef Text, llvm::function_ref<void(const PerfSample &)> Do);
/// True for the first line of a sample.
bool beginsSample(llvm::StringRef Line);

} // namespace hone

#endif
