// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The records below .hone/undo. Private to Apply.
#ifndef HONE_LIB_APPLY_UNDO_H
#define HONE_LIB_APPLY_UNDO_H

#include "Writer.h"

namespace hone {

/// A record of what is about to be replaced: its folder.
llvm::Expected<std::string> writeRecord(const Project &P,
                                        const std::vector<Replacement> &Files);
void dropRecord(llvm::StringRef Folder);

} // namespace hone

#endif
