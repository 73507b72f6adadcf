// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The complete view; Core knows how each value is spelled.
#include "hone/Core/Json.h"
#include "hone/Reporters/Reporters.h"

void hone::writeJson(const Report &R, llvm::raw_ostream &OS) {
  llvm::json::OStream To(OS, /*IndentSize=*/2);
  writeReport(R, To);
  OS << "\n";
}
