// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef HONE_TOOLS_PROFILECOMMAND_H
#define HONE_TOOLS_PROFILECOMMAND_H

#include "CommandLine.h"

namespace hone {

/// `hone profile -- COMMAND`: runs it under a profiler and says on standard error where its time went.
/// Returns the command's exit status. Errors: it could not be run, or not be recorded.
llvm::Expected<int> profileCommand(const Request &R);

} // namespace hone

#endif
