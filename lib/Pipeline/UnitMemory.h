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

  /// Nothing if the disk would answer the unit's parse in another way than it did, or a flag, an option, a model or
  /// Hone itself is another.
  std::optional<UnitAnalysis> recall(const Unit &U);
  void record(const Unit &U, const UnitAnalysis &A);

private:
  std::string keyOf(const Unit &U, const CheckOptions &Checks) const;
  Store &Evidence;
  const Project &P;
  const Options &O;
  const std::set<std::string> &Named;
  DiskAnswers Disk;
};

} // namespace hone

#endif
