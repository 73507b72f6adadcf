// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef HONE_PROJECT_EVERYTHING_H
#define HONE_PROJECT_EVERYTHING_H

#include "hone/Project/Project.h"

namespace hone {

/// Project::load for who only compiles: entries in other languages, and further
/// entries of a file with other flags, are units, too. Those in other
/// languages have no ClangFlags.
llvm::Expected<Project> loadEverything(const ProjectOptions &Options);

} // namespace hone

#endif
