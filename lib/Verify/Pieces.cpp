// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "Pieces.h"
#include "clang/Basic/LangOptions.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/StringSet.h"

using namespace hone;
using llvm::StringRef;
namespace tok = clang::tok;

Pieces::Pieces(StringRef Text) {
  clang::LangOptions Language;
  Language.CPlusPlus = Language.CPlusPlus11 = Language.CPlusPlus14 = Language.CPlusPlus17 =
      Language.CPlusPlus20 = Language.Bool = Language.LineComment = true;
  const char *Begin = Text.data();
  clang::Lexer Lexer(clang::SourceLocation(), Language, Begin, Begin,
                     Begin + Text.size());
  clang::Token Token;
  for (bool AtEnd = false; !AtEnd;) {
    AtEnd = Lexer.LexFromRawLexer(Token) || Token.is(tok::eof);
    if (Token.is(tok::eof))
      break;
    unsigned End = Lexer.getBufferLocation() - Begin;
    unsigned First = End - Token.getLength();
    All.push_back({Token.getKind(), First, End,
                      Text.slice(First, End)});
  }
}

bool hone::isKeyword(StringRef Word) {
  static const llvm::StringSet<> Words = {
      "auto", "const", "if", "else", "for", "while", "do", "return", "break", "continue", "int",
      "char", "bool", "float", "double", "long", "short", "unsigned", "signed", "void", "static",
      "switch", "case", "default", "new", "delete", "this", "sizeof", "true", "false", "nullptr",
      "throw", "try", "catch", "goto", "namespace", "using", "template", "typename", "struct",
      "class", "constexpr", "noexcept", "operator", "static_cast", "reinterpret_cast", "const_cast",
      "dynamic_cast", "std", "volatile", "inline", "extern", "enum", "union", "typedef"};
  return Words.contains(Word);
}

bool Pieces::isVariable(unsigned I) const {
  return I < All.size() && All[I].Kind == tok::raw_identifier &&
         !isKeyword(All[I].Text) && !is(I + 1, "(") && !is(I + 1, "::") &&
         (I == 0 || (!is(I - 1, ".") && !is(I - 1, "->") && !is(I - 1, "::")));
}

bool Pieces::isAtom(unsigned I) const {
  if (I >= All.size())
    return false;
  bool Leaf = All[I].Kind == tok::numeric_constant || isVariable(I);
  return Leaf && !is(I + 1, "[") && !is(I + 1, ".") && !is(I + 1, "->");
}

unsigned Pieces::matching(unsigned Open) const {
  unsigned Depth = 0;
  for (unsigned I = Open; I < All.size(); ++I) {
    if (All[I].Text == "(" || All[I].Text == "[" || All[I].Text == "{")
      ++Depth;
    else if (All[I].Text == ")" || All[I].Text == "]" || All[I].Text == "}")
      if (--Depth == 0)
        return I;
  }
  return 0;
}
