// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Loops by their tokens. A profile may be of a file that no unit of the
// database includes in this configuration, and a report of hot lines is wanted in
// a moment; so nothing is parsed, and macros that hide a loop hide it here, too.
#include "TextLoops.h"
#include "clang/Lex/Lexer.h"

using llvm::StringRef;

namespace hone {

namespace {
struct Word {
  clang::tok::TokenKind Kind;
  StringRef Text;
  unsigned Line, Column;
};

class Finder {
public:
  explicit Finder(std::vector<Word> Words) : Words(std::move(Words)) {}

  std::vector<TextLoop> find() {
    for (std::size_t I = 0; I < Words.size(); ++I)
      if (is(I, "for") || is(I, "do") || (is(I, "while") && !endsDo(I)))
        add(I);
    return std::move(Loops);
  }

private:
  bool is(std::size_t I, StringRef Text) const {
    return I < Words.size() && Words[I].Text == Text;
  }
  /// The `while` of a do-statement has been passed already.
  bool endsDo(std::size_t I) const { return llvm::is_contained(DoEnds, I); }

  /// Behind the bracket that closes the one at \p I.
  std::size_t behind(std::size_t I) const {
    int Depth = 0;
    for (; I < Words.size(); ++I) {
      if (is(I, "(") || is(I, "{") || is(I, "["))
        ++Depth;
      else if ((is(I, ")") || is(I, "}") || is(I, "]")) && --Depth <= 0)
        return I + 1;
    }
    return I;
  }

  /// Behind the statement that begins at \p I.
  std::size_t behindStatement(std::size_t I, unsigned Deep = 0) {
    if (Deep > 200 || I >= Words.size())
      return Words.size();
    if (is(I, "{"))
      return behind(I);
    if (is(I, "for") || is(I, "while") || is(I, "switch") || is(I, "if")) {
      ++I;
      if (is(I, "constexpr"))
        ++I;
      I = behindStatement(behind(I), Deep + 1);
      while (is(I, "else"))
        I = behindStatement(I + 1, Deep + 1);
      return I;
    }
    if (is(I, "do")) {
      I = behindStatement(I + 1, Deep + 1);
      if (is(I, "while"))
        DoEnds.push_back(I), I = behind(I + 1);
      return I + 1;
    }
    while (I < Words.size() && !is(I, ";") && !is(I, "}"))
      I = is(I, "(") || is(I, "{") || is(I, "[") ? behind(I) : I + 1;
    return I + is(I, ";");
  }

  void add(std::size_t I) {
    const bool Do = is(I, "do");
    if (!Do && !is(I + 1, "("))
      return;
    const std::size_t Body = Do ? I + 1 : behind(I + 1);
    if (Body >= Words.size())
      return;
    const std::size_t End = behindStatement(I);
    TextLoop L;
    L.First = Words[I].Line;
    L.Column = Words[I].Column;
    L.IsDo = Do;
    L.Last = Words[std::min(End, Words.size()) - 1].Line;
    L.BodyLine = Words[Body].Line;
    L.BodyColumn = Words[Body].Column;
    Loops.push_back(L);
  }

  std::vector<Word> Words;
  std::vector<std::size_t> DoEnds;
  std::vector<TextLoop> Loops;
};

std::vector<Word> wordsOf(const std::string &Text) {
  clang::LangOptions Options;
  Options.CPlusPlus = Options.CPlusPlus11 = Options.CPlusPlus14 = Options.CPlusPlus17 = true;
  Options.Bool = true;
  clang::Lexer Lexer(clang::SourceLocation(), Options, Text.data(), Text.data(), Text.data() + Text.size());
  std::vector<Word> Words;
  unsigned Line = 1;
  const char *LineStart = Text.data(), *At = Text.data();
  clang::Token T;
  bool Directive = false; // A loop in a macro is one where it is used.
  for (bool End = false; !End;) {
    End = Lexer.LexFromRawLexer(T);
    if (T.isAtStartOfLine())
      Directive = T.is(clang::tok::hash);
    const char *Stop = Lexer.getBufferLocation(), *Start = Stop - T.getLength();
    for (; At < Start; ++At)
      if (*At == '\n')
        ++Line, LineStart = At + 1;
    if (!T.is(clang::tok::eof) && !Directive)
      Words.push_back({T.getKind(), StringRef(Start, T.getLength()), Line, unsigned(Start - LineStart) + 1});
  }
  return Words;
}
} // namespace

/// What an instruction may stand behind: an operator, a subscript, a call; not names, brackets and commas.
static bool isOperation(const std::vector<Word> &Words, std::size_t I) {
  namespace tok = clang::tok;
  switch (Words[I].Kind) {
  case tok::l_paren:
    return I > 0 && Words[I - 1].Kind == tok::raw_identifier;
  case tok::l_square:
  case tok::arrow:
  case tok::period:
  case tok::question:
  case tok::plus: case tok::minus: case tok::star: case tok::slash: case tok::percent: case tok::amp: case tok::pipe: case tok::caret: case tok::tilde: case tok::exclaim:
  case tok::equal: case tok::less: case tok::greater: case tok::lessequal: case tok::greaterequal: case tok::equalequal: case tok::exclaimequal:
  case tok::plusplus: case tok::minusminus: case tok::ampamp: case tok::pipepipe: case tok::lessless: case tok::greatergreater:
  case tok::plusequal: case tok::minusequal: case tok::starequal: case tok::slashequal: case tok::percentequal: case tok::ampequal: case tok::pipeequal:
  case tok::caretequal: case tok::lesslessequal: case tok::greatergreaterequal:
    return true;
  default:
    return false;
  }
}

std::vector<TextLoop> findTextLoops(StringRef Text, std::vector<double> *Weights) {
  const std::string Ended = Text.str(); // The lexer wants a zero behind it.
  std::vector<Word> Words = wordsOf(Ended);
  if (Weights) {
    Weights->assign(llvm::count(Text, '\n') + 2, 0.0);
    for (std::size_t I = 0; I < Words.size(); ++I) {
      double &W = (*Weights)[Words[I].Line];
      // Comments and braces cost nothing; what else there is, a little.
      if (W == 0 && Words[I].Text != "{" && Words[I].Text != "}")
        W = 1;
      W += isOperation(Words, I);
    }
  }
  return Finder(std::move(Words)).find();
}

const TextLoop *innermostAt(const std::vector<TextLoop> &Loops, unsigned Line) {
  const TextLoop *Best = nullptr;
  for (const TextLoop &L : Loops)
    if (L.First <= Line && Line <= L.Last && (!Best || L.Last - L.First <= Best->Last - Best->First))
      Best = &L;
  return Best;
}

} // namespace hone
