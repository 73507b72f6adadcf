// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef HONE_PIPELINE_LINES_H
#define HONE_PIPELINE_LINES_H

#include "hone/Pipeline/Pipeline.h"

namespace hone {

/// The lines that --since and --lines ask about, by absolute real path.
class ChangedLines {
public:
  /// Both ends count.
  void add(const std::string &File, unsigned First, unsigned Last);
  /// All that `git diff --unified=0` says of the new side, its paths below
  /// \p Folder. Deleted lines count as the line they were behind.
  void addDiff(llvm::StringRef Diff, llvm::StringRef Folder);

  bool touches(const Span &Where) const;
  /// The finding itself, or its loop.
  bool touches(const Finding &F) const;
  std::vector<std::string> files() const;

private:
  std::map<std::string, std::vector<std::pair<unsigned, unsigned>>> ByFile;
};

/// What the options ask for. Errors: no such revision, file or repository.
llvm::Expected<ChangedLines> askedLines(const Options &O, const Project &P);

/// Leaves in \p P only the units that have to be looked at: if no header is among
/// the files, those whose main file is.
void keepAskedUnits(Project &P, const ChangedLines &Asked, const Options &O);

} // namespace hone

#endif
