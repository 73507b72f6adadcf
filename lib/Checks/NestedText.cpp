// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A line in which nothing but a mark is left goes; elsewhere the mark alone does.
#include "NestedText.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;

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

std::string textWith(PatchBuilder &P, SourceRange Range, Substitutions Parts, const ASTContext &C) {
  std::string Text = P.text(Range);
  const SourceManager &SM = C.getSourceManager();
  llvm::sort(Parts, [](const auto &A, const auto &B) { return B.first.getBegin() < A.first.getBegin(); });
  for (const auto &[Part, Instead] : Parts) {
    const std::size_t At = SM.getFileOffset(Part.getBegin()) - SM.getFileOffset(Range.getBegin()), Size = P.text(Part).size();
    if (At + Size > Text.size())
      return ""; // A macro is involved, as the builder knows by now.
    Text.replace(At, Size, Instead);
  }
  return Text;
}

} // namespace hone
