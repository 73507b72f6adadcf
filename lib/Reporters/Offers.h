// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which edits another tool may apply, and what belongs together.
#ifndef HONE_LIB_REPORTERS_OFFERS_H
#define HONE_LIB_REPORTERS_OFFERS_H

#include "hone/Core/Model.h"

namespace hone {

/// Each file's, as applyEdits wants them.
using EditsByFile = std::map<std::string, std::vector<Edit>>;

/// The fixes of a report. Those of one finding are all or nothing.
class Offers {
public:
  explicit Offers(const Report &R);
  /// Empty if there is nothing to apply: it is refused, or in the files already.
  const EditsByFile &of(const Finding &F) const;
  /// How many findings have the same fix.
  unsigned sharedBy(const Finding &F) const;

private:
  struct Fix {
    std::vector<const Finding *> Findings;
    EditsByFile Edits;
  };
  std::vector<Fix> Fixes;
  std::map<const Finding *, std::size_t> Known;
  const EditsByFile None;
};

} // namespace hone

#endif
