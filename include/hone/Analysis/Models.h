// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the user says about functions of their own library (docs/models.md).
#ifndef HONE_ANALYSIS_MODELS_H
#define HONE_ANALYSIS_MODELS_H

#include "hone/Analysis/Effects.h"
#include "llvm/Support/Error.h"
#include <string>

namespace hone {

/// Makes the model files \p Files, and no others, what the analyses of this
/// process know beyond the standard library. Not while another thread analyses:
/// a unit has a process of its own. The error names the file and the line.
llvm::Error useModels(llvm::ArrayRef<std::string> Files);

} // namespace hone

#endif
