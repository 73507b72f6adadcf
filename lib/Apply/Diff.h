// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Changes as people and `git apply` read them. Private to Apply.
#ifndef HONE_LIB_APPLY_DIFF_H
#define HONE_LIB_APPLY_DIFF_H

#include "Compose.h"

namespace hone {

/// The unified diff of changes that go together on \p Originals.
std::string diffOf(const Project &P, const Texts &Originals,
                   const std::vector<const Change *> &Changes);

} // namespace hone

#endif
