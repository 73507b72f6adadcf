// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One finding as the templates want it: words, and nothing left to decide.
#ifndef HONE_LIB_REPORTERS_FINDINGMODEL_H
#define HONE_LIB_REPORTERS_FINDINGMODEL_H

#include "hone/Core/Model.h"
#include "llvm/Support/JSON.h"

namespace hone {

/// "not faster" of not-faster; kept is what a dry run would keep.
std::string statusText(Status S, const Report &R);
/// Text, or null, which hides a section.
llvm::json::Value orNull(std::string Text);
/// The change to every file as a unified diff; empty if there is none or a text is missing.
std::string diffText(const Finding &F, const Report &R);
/// What a row of a table says.
llvm::json::Object rowModel(const Finding &F, const Report &R);
/// That, and all that is known.
llvm::json::Object findingModel(const Finding &F, const Report &R);

} // namespace hone

#endif
