// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The flat texts of the units' plans, in files: those of a large project together are more than
// the memory of a machine.
#ifndef HONE_LIB_PIPELINE_FLATTEXTS_H
#define HONE_LIB_PIPELINE_FLATTEXTS_H

#include "hone/Support/Support.h"
#include "hone/Twin/Twin.h"
#include <map>
#include <optional>

namespace hone {

class FlatTexts {
public:
  /// Takes the text out of the plan of a unit, where there is a file to put it in.
  void take(std::size_t Unit, TwinPlan &Plan);
  /// Gives it back to the plan, or to a part of it.
  void give(std::size_t Unit, TwinPlan &Plan) const;
  /// What stands for the text in a key.
  const std::string &digest(std::size_t Unit) const { return Digests.at(Unit); }

private:
  std::string fileOf(std::size_t Unit) const { return Folder->file(std::to_string(Unit)); }
  std::optional<TempDir> Folder;
  std::map<std::size_t, std::string> Digests;
};

} // namespace hone

#endif
