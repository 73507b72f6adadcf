// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef HONE_TOOLS_EXPLAIN_H
#define HONE_TOOLS_EXPLAIN_H

#include "CommandLine.h"

namespace hone {

/// Where `hone explain` looks.
struct Known {
  std::string Root;  ///< The nearest folder with a recorded run; empty: there is none.
  std::string Pages; ///< docs/checks; empty: not installed.
};

/// What is known of R.About: a check, a code or a status, the id of a finding, or FILE:LINE.
/// Errors: nothing is called so, or there is no run to look into.
llvm::Expected<std::string> explain(const Request &R, const Known &Where, const TextOptions &Options);

} // namespace hone

#endif
