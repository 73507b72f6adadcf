// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef HONE_TOOLS_BENCHCOMMAND_H
#define HONE_TOOLS_BENCHCOMMAND_H

#include "CommandLine.h"

namespace hone {

/// `hone bench`: true if an alarm was raised. Errors: wrong use, or a program or file that cannot be used.
llvm::Expected<bool> benchCommand(const Request &R);

} // namespace hone

#endif
