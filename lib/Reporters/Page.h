// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef HONE_LIB_REPORTERS_PAGE_H
#define HONE_LIB_REPORTERS_PAGE_H

#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace hone {

/// The cells of a row of a Markdown table; `\|` in one is a bar.
std::vector<std::string> tableCells(llvm::StringRef Row);

} // namespace hone

#endif
