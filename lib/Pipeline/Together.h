// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which changes lean on which. Private to Pipeline.
#ifndef HONE_LIB_PIPELINE_TOGETHER_H
#define HONE_LIB_PIPELINE_TOGETHER_H

#include "hone/Apply/Apply.h"
#include <set>

namespace hone {

/// A change of the ledger, and what ties it to others.
struct KeptChange {
  Change What;
  std::set<std::string> Functions; ///< Keys of those its findings are in.
  unsigned FirstRound = 0, LastRound = 0; ///< In which its parts were kept.
};

/// True if \p Later was judged on text that \p Earlier had changed: the same
/// function, or a file into which Earlier has put an #include that Later may
/// have found there.
bool needs(const KeptChange &Later, const KeptChange &Earlier);

/// Changes that can only be taken back together, as indices, in the order of the
/// first of each: one needs the other, or there are fewer than three lines
/// between them, which a patch wants for its context. \p Originals: the texts
/// before the run.
std::vector<std::vector<std::size_t>>
groupForCommits(const std::vector<KeptChange> &All,
                const std::map<std::string, std::string> &Originals);

} // namespace hone

#endif
