// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A negative answer of an analysis: which rule, in words, and where.
#ifndef HONE_ANALYSIS_REFUSAL_H
#define HONE_ANALYSIS_REFUSAL_H

#include "clang/Basic/SourceLocation.h"
#include <string>

namespace hone {

/// Why something could not be shown. Code is kebab-case and stable.
struct Refusal {
  std::string Code, Text;
  clang::SourceLocation Where;
};

} // namespace hone

#endif
