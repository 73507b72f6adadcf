// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Who of many spoils it for all. Private to Apply.
#ifndef HONE_LIB_APPLY_BISECT_H
#define HONE_LIB_APPLY_BISECT_H

#include "Compose.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace hone {

using WorksTest =
    llvm::function_ref<llvm::Expected<bool>(const std::vector<const Change *> &)>;
using GuiltyHandler = llvm::function_ref<void(const Change *)>;

/// Halves changes that are known not to work together until the guilty ones are
/// single, and tells them to \p Guilty right after \p Works has said so of
/// them. The last set it worked with is that of all others, without those that
/// need a guilty one.
llvm::Error keepWhatWorks(const std::vector<const Change *> &Suspects,
                          WorksTest Works, GuiltyHandler Guilty);

} // namespace hone

#endif
