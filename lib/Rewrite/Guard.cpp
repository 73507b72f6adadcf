// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The statement keeps its text: each of its lines is indented by itself, so that other changes in it
// stay what they are.
#include "hone/Rewrite/Guard.h"
#include "FileText.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace hone;

/// Where the text of \p S ends, with its semicolon and the comments behind it on the line; none if
/// it is followed by other code there.
static std::optional<unsigned> endOfText(const Stmt &S, const FileText &File, const ASTContext &Context) {
  const SourceManager &SM = Context.getSourceManager();
  unsigned End = SM.getFileOffset(Lexer::getLocForEndOfToken(S.getEndLoc(), 0, SM, Context.getLangOpts()));
  const RawToken *Next = File.codeAfter(End);
  if (Next && Next->Kind == tok::semi)
    End = Next->end();
  else if (!File.Code.take_front(End).ends_with("}"))
    return std::nullopt;
  unsigned Last = File.lineEnd(End);
  Next = File.codeAfter(End);
  if (Next && Next->Offset < Last)
    return std::nullopt;
  for (const RawToken &T : File.Tokens)
    if (T.Offset < Last && T.end() > Last)
      return std::nullopt; // A comment that goes on.
  return File.Code.take_front(Last).rtrim().size();
}

/// Whether every line of a stretch may be indented and is one line of the source.
static bool areLines(const FileText &File, unsigned Begin, unsigned End, const ASTContext &Context) {
  for (std::size_t I = File.tokenAt(Begin); I < File.Tokens.size() && File.Tokens[I].Offset < End; ++I) {
    const RawToken &T = File.Tokens[I];
    if (T.InDirective || File.text(T).contains('\n'))
      return false;
    auto Known = Context.Idents.find(File.text(T));
    if (T.Kind == tok::raw_identifier && Known != Context.Idents.end() && Known->second->hadMacroDefinition())
      return false;
  }
  return !File.Code.slice(Begin, End).contains("\\\n");
}

/// Whether a comment right in front of \p Begin speaks to a tool of what follows.
static bool followsToolComment(const FileText &File, unsigned Begin) {
  std::size_t I = File.tokenAt(Begin);
  if (I == 0 || File.Tokens[I - 1].Kind != tok::comment)
    return false;
  std::string Text = File.text(File.Tokens[I - 1]).lower();
  return llvm::any_of(std::initializer_list<llvm::StringRef>{"next", "nolint", "suppress", "clang-format"},
                      [&](llvm::StringRef Word) { return llvm::StringRef(Text).contains(Word); });
}

bool hone::insertGuarded(PatchBuilder &P, const Stmt &S, llvm::StringRef Lines, llvm::StringRef Condition,
                         const ASTContext &Context) {
  const SourceManager &SM = Context.getSourceManager();
  if (S.getBeginLoc().isMacroID() || S.getEndLoc().isMacroID() || !SM.isWrittenInSameFile(S.getBeginLoc(), S.getEndLoc()))
    return false;
  FileID Id = SM.getFileID(S.getBeginLoc());
  auto File = FileText::of(Context, Id);
  unsigned Begin = SM.getFileOffset(S.getBeginLoc());
  auto End = endOfText(S, *File, Context);
  if (!End || !File->startsLine(Begin) || followsToolComment(*File, Begin) || !areLines(*File, Begin, *End, Context))
    return false;
  SourceLocation Start = SM.getLocForStartOfFile(Id);
  std::string Step = File->step();
  P.insertBefore(Start.getLocWithOffset(int(*End)), "\n" + File->indentation(Begin).str() + "}");
  for (std::size_t Line = File->Code.find('\n', Begin); Line < *End; Line = File->Code.find('\n', Line + 1)) {
    llvm::StringRef Rest = File->Code.slice(Line + 1, File->lineEnd(unsigned(Line) + 1));
    if (std::size_t Text = Rest.find_first_not_of(" \t\r"); Text != llvm::StringRef::npos)
      P.insertBefore(Start.getLocWithOffset(int(Line + 1 + Text)), Step);
  }
  P.insertStatementsBefore(S, Lines.str() + "\nif (" + Condition.str() + ") {");
  P.insertBefore(S.getBeginLoc(), Step);
  return true;
}
