// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where a new #include belongs. Only unconditional includes count as present
// and as neighbours: one inside #ifdef is there in some configurations only.
// The include guard around a whole header is not a condition.
#include "FileText.h"

using namespace clang;
using namespace hone;

namespace {
struct Directive {
  unsigned Begin, End; ///< End before the line end.
  llvm::StringRef Name, Argument;
};
struct Include {
  unsigned Begin, End;
  llvm::StringRef Header; ///< With its brackets or quotes.
  unsigned Block;         ///< Neighbours without a gap share a number.
};
} // namespace

static std::vector<Directive> directives(const FileText &File, unsigned Before) {
  std::vector<Directive> Result;
  for (std::size_t I = 0; I < File.Tokens.size() && File.Tokens[I].Offset < Before; ++I) {
    const RawToken &T = File.Tokens[I];
    if (!T.InDirective || T.Kind != tok::hash || !File.startsLine(T.Offset))
      continue;
    unsigned End = T.end();
    for (std::size_t J = I; J < File.Tokens.size() && File.Tokens[J].InDirective &&
                            (J == I || !(File.Tokens[J].Kind == tok::hash &&
                                         File.startsLine(File.Tokens[J].Offset)));
         ++J)
      End = File.Tokens[J].end();
    auto [Name, Argument] = File.Code.slice(T.end(), End).ltrim().split(' ');
    Result.push_back({T.Offset, File.lineEnd(End), Name.rtrim(), Argument.trim()});
  }
  return Result;
}

/// `#ifndef X` + `#define X` in front of everything: a guard.
static bool startsWithGuard(const FileText &File, const std::vector<Directive> &All) {
  if (All.size() < 2 || All[0].Name != "ifndef" || All[1].Name != "define")
    return false;
  const RawToken *Code = File.codeAfter(0);
  return All[0].Argument == All[1].Argument.split(' ').first &&
         (!Code || Code->Offset > All[1].Begin);
}

static std::vector<Include> plainIncludes(const FileText &File,
                                          const std::vector<Directive> &All) {
  std::vector<Include> Result;
  int Depth = startsWithGuard(File, All) ? -1 : 0, Braces = 0;
  unsigned Block = 0, LastEnd = 0;
  std::size_t Token = 0;
  for (const Directive &D : All) {
    for (; Token < File.Tokens.size() && File.Tokens[Token].Offset < D.Begin; ++Token)
      if (File.Tokens[Token].isCode())
        Braces += (File.Tokens[Token].Kind == tok::l_brace) -
                  (File.Tokens[Token].Kind == tok::r_brace);
    if (D.Name.starts_with("if"))
      ++Depth;
    else if (D.Name == "endif")
      --Depth;
    // `#include<x>` has no space after the name.
    llvm::StringRef Whole = File.Code.slice(D.Begin, D.End).drop_front().ltrim();
    if (Depth > 0 || Braces > 0 || !Whole.consume_front("include"))
      continue;
    Whole = Whole.ltrim();
    if (!Whole.starts_with("<") && !Whole.starts_with("\""))
      continue;
    char Close = Whole[0] == '<' ? '>' : '"';
    std::size_t End = Whole.find(Close, 1);
    if (End == llvm::StringRef::npos)
      continue;
    llvm::StringRef Gap = File.Code.slice(LastEnd, D.Begin);
    if (Result.empty() || Gap.count('\n') > 1 || !Gap.trim().empty())
      ++Block;
    Result.push_back({D.Begin, D.End, Whole.take_front(End + 1), Block});
    LastEnd = D.End;
  }
  return Result;
}

static bool isStandard(llvm::StringRef Header) {
  return Header.starts_with("<") && !Header.contains('.') && !Header.contains('/');
}

/// No include to stand beside: after the guard or `#pragma once`, else after
/// the comment that opens the file.
static std::pair<unsigned, std::string> placeFirst(const FileText &File, const std::string &Line,
                                                   const std::vector<Directive> &All) {
  unsigned After = 0;
  if (startsWithGuard(File, All))
    After = All[1].End;
  for (const Directive &D : All)
    if (D.Name == "pragma" && D.Argument == "once") {
      After = D.End;
      break;
    }
  std::string EOL = File.EOL.str();
  if (After)
    return {After, EOL + EOL + Line};
  std::size_t I = 0;
  while (I < File.Tokens.size() && File.Tokens[I].Kind == tok::comment) {
    // A comment that touches the code below belongs to that code.
    unsigned Next = I + 1 < File.Tokens.size() ? File.Tokens[I + 1].Offset : File.Code.size();
    if (File.Code.slice(File.Tokens[I].end(), Next).count('\n') > 1)
      After = File.Tokens[I].end();
    ++I;
  }
  if (After)
    return {File.lineEnd(After), EOL + EOL + Line};
  unsigned Start = File.Code.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  return {Start, Line + EOL + EOL};
}

std::optional<std::pair<unsigned, std::string>>
hone::placeInclude(const FileText &File, llvm::StringRef Header, unsigned Before) {
  std::vector<Directive> All = directives(File, Before);
  std::vector<Include> Found = plainIncludes(File, All);
  std::string Spelled = ("<" + Header + ">").str();
  std::string Line = "#include " + Spelled, EOL = File.EOL.str();
  for (const Include &I : Found)
    if (I.Header == Spelled)
      return std::nullopt;
  if (Found.empty())
    return placeFirst(File, Line, All);

  // The last block with standard headers, else the last with any <header>.
  const Include *Anchor = nullptr;
  for (const Include &I : Found)
    if (isStandard(I.Header))
      Anchor = &I;
  if (!Anchor)
    for (const Include &I : Found)
      if (I.Header.starts_with("<"))
        Anchor = &I;
  if (!Anchor)
    return std::pair(Found.back().End, EOL + Line);

  std::vector<const Include *> Run;
  for (const Include &I : Found)
    if (I.Block == Anchor->Block && isStandard(I.Header) == isStandard(Anchor->Header) &&
        I.Header.starts_with("<"))
      Run.push_back(&I);
  bool Sorted = llvm::is_sorted(
      Run, [](const Include *A, const Include *B) { return A->Header < B->Header; });
  if (Sorted)
    for (const Include *I : Run)
      if (Spelled < I->Header)
        return std::pair(I->Begin, Line + EOL);
  return std::pair(Run.back()->End, EOL + Line);
}
