// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A line in which nothing but a mark is left goes; elsewhere the mark alone does.
#include "NestedText.h"
#include "LoopContext.h"
#include "LoopMentions.h"
#include "clang/AST/ExprCXX.h"
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

std::string unindented(llvm::StringRef Text, std::size_t Most) {
  auto [Result, Rest] = Text.split('\n');
  std::size_t Indent = Most;
  for (llvm::StringRef Line : llvm::split(Rest, '\n'))
    if (!Line.trim().empty())
      Indent = std::min(Indent, Line.find_first_not_of(" \t"));
  std::string Lines = Result.str();
  if (Result.size() < Text.size())
    for (llvm::StringRef Line : llvm::split(Rest, '\n'))
      Lines += "\n" + (Line.trim().empty() ? llvm::StringRef() : Line.drop_front(Indent)).str();
  return Lines;
}

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

/// The line of \p S up to it.
static llvm::StringRef lineBefore(const Stmt &S, const ASTContext &C) {
  const SourceManager &SM = C.getSourceManager();
  if (S.getBeginLoc().isMacroID())
    return ""; // The builder refuses it.
  const llvm::StringRef Text = SM.getBufferData(SM.getFileID(S.getBeginLoc())).take_front(SM.getFileOffset(S.getBeginLoc()));
  return Text.drop_front(Text.rfind('\n') + 1);
}

/// \p Text, which began behind \p Before: its other lines stand further in by as much as that line.
static std::string dedented(llvm::StringRef Text, llvm::StringRef Before) {
  const llvm::StringRef Indent = Before.take_while([](char Each) { return Each == ' ' || Each == '\t'; });
  std::vector<std::string> Lines;
  for (llvm::StringRef Each : llvm::split(Text, '\n')) {
    Each.consume_front(Indent);
    Lines.push_back(Each.str());
  }
  return llvm::join(Lines, "\n");
}

std::vector<std::string> copiesOf(PatchBuilder &P, llvm::ArrayRef<const Stmt *> Items, llvm::function_ref<Substitutions(const Stmt &)> Instead,
                                  ASTContext &C) {
  std::vector<std::string> Copies;
  for (const Stmt *Each : Items) {
    const llvm::StringRef Before = lineBefore(*Each, C);
    Copies.push_back(Before.trim().empty() ? P.copy(*Each, Instead(*Each)) : dedented(textWith(P, withSemicolon(*Each, C), Instead(*Each), C), Before));
  }
  return Copies;
}

std::pair<SourceRange, std::string> shifted(const DeclRefExpr &Index, const std::string &By, ASTContext &C) {
  const Stmt *Around = statementAround(Index, C);
  while (llvm::isa_and_nonnull<ImplicitCastExpr>(Around))
    Around = statementAround(*Around, C);
  // `k * n + j`: the sum of integers may be taken from the left, too, where both parts are in it anyway.
  const auto *Sum = llvm::dyn_cast_or_null<BinaryOperator>(Around);
  const bool Adds = Sum && Sum->getOpcode() == BO_Add && C.hasSameUnqualifiedType(Sum->getType(), Index.getType());
  const std::string Text = Index.getDecl()->getNameAsString() + " + " + By;
  return {Index.getSourceRange(), Adds || takesSum(Index, C) ? Text : "(" + Text + ")"};
}

} // namespace hone
