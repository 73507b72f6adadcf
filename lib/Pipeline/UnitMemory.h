// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What was found in a unit, as long as all that it was made of is still the same. Apply compares the
// files with what was read then before it writes to them.
#ifndef HONE_LIB_PIPELINE_UNITMEMORY_H
#define HONE_LIB_PIPELINE_UNITMEMORY_H

#include "hone/Pipeline/Analyse.h"
#include "hone/Store/Store.h"

namespace hone {

class UnitMemory {
public:
  UnitMemory(Store &Evidence, const Project &P, const Options &O, const std::set<std::string> &Named);

  /// Nothing if a file, a folder that was searched, a flag, an option, a model or Hone itself is another
  /// than it was.
  std::optional<UnitAnalysis> recall(const Unit &U);
  void record(const Unit &U, const UnitAnalysis &A);

private:
  std::string keyOf(const Unit &U, const CheckOptions &Checks) const;
  /// Each file and folder is read once a run.
  std::uint64_t fileNow(const std::string &Path);
  std::uint64_t folderNow(const std::string &Path);

  Store &Evidence;
  const Project &P;
  const Options &O;
  const std::set<std::string> &Named;
  std::map<std::string, std::uint64_t> Files, Folders;
};

/// The names in a folder as one number; 0 if there is none. A new name there may be what an
/// #include means from then on.
std::uint64_t namesIn(const std::string &Folder);

} // namespace hone

#endif
