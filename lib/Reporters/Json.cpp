// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The complete view; Core knows how each value is spelled.
#include "hone/Core/Json.h"
#include "hone/Reporters/Reporters.h"
#include "llvm/Support/FormatVariadic.h"

void hone::writeJson(const Report &R, llvm::raw_ostream &OS) {
  OS << llvm::formatv("{0:2}\n", toJSON(R));
}
