// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef HONE_TOOLS_ASK_H
#define HONE_TOOLS_ASK_H

#include "hone/Pipeline/Pipeline.h"

namespace hone {

/// Shows a change on standard error and reads a letter from standard input, as
/// `git add -p` does. The end of the input is q.
Decision askPerson(const Question &Q);

} // namespace hone

#endif
