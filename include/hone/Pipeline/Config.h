// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef HONE_PIPELINE_CONFIG_H
#define HONE_PIPELINE_CONFIG_H

#include "hone/Checks/Check.h"

namespace hone {

/// The options of the nearest `.clang-tidy` above \p File, with what the
/// command line says on top. Only globs that name `hone-` count there: nearly
/// every such file starts with `-*`, and says nothing about Hone by it.
CheckOptions withConfiguration(const CheckOptions &CommandLine, llvm::StringRef File);

/// The files that `hone-models` names: those of `.clang-tidy` relative to it.
std::vector<std::string> modelFiles(const CheckOptions &Options);

} // namespace hone

#endif
