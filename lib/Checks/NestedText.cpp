// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A line in which nothing but a mark is left goes; elsewhere the mark alone does.
#include "NestedText.h"
#include "llvm/ADT/StringExtras.h"

namespace hone {

std::string indented(llvm::StringRef Lines, llvm::StringRef Step) {
  std::string Result;
  for (llvm::StringRef Line : llvm::split(Lines.rtrim('\n'), '\n')) {
    if (Line.trim() == TakenOut)
      continue;
    std::string Kept = Line.str();
    llvm::erase(Kept, TakenOut[0]);
    Result += (Result.empty() ? "" : "\n") + (Kept.empty() ? "" : Step.str() + Kept);
  }
  return Result;
}

std::string withoutTaken(llvm::StringRef Lines) { return indented(Lines, ""); }

} // namespace hone
