// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The step that writes. Private to Apply.
#ifndef HONE_LIB_APPLY_TRANSACTION_H
#define HONE_LIB_APPLY_TRANSACTION_H

#include "Compose.h"

namespace hone {

/// Lets the files hold \p Live and has the project's own commands judge that.
/// What they fail with is taken out of Live and told in \p Result, with the
/// files written and all that went wrong. The files then hold Live, or, after
/// a failure, what they held before.
void writeChanges(const ApplyRequest &Request, const Texts &Originals,
                  std::vector<const Change *> &Live, ApplyResult &Result);

} // namespace hone

#endif
