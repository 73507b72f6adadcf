// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One finding as the templates want it: words, and nothing left to decide.
#ifndef HONE_LIB_REPORTERS_FINDINGMODEL_H
#define HONE_LIB_REPORTERS_FINDINGMODEL_H

#include "hone/Core/Model.h"
#include "llvm/Support/JSON.h"

namespace hone {

/// "not faster" of not-faster.
std::string statusText(Status S);
/// Text, or null, which hides a section.
llvm::json::Value orNull(std::string Text);
/// The change to every file as a unified diff; empty if there is none or a text is missing.
std::string diffText(const Finding &F, const Report &R);
/// \p Full: with the plot and the assembly.
llvm::json::Object findingModel(const Finding &F, const Report &R, bool Full);

} // namespace hone

#endif
