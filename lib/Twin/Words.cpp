// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Words.h"
#include "clang/Lex/Lexer.h"
#include "clang/Lex/MacroInfo.h"

using namespace hone;
using namespace clang;
using llvm::StringRef;

static std::vector<Token> lex(const std::string &Text, const LangOptions &Options) {
  std::vector<Token> Tokens;
  const char *Begin = Text.c_str();
  Lexer Raw(SourceLocation(), Options, Begin, Begin, Begin + Text.size());
  Token T;
  while (!Raw.LexFromRawLexer(T) && T.isNot(tok::eof))
    Tokens.push_back(T);
  if (T.isNot(tok::eof))
    Tokens.push_back(T);
  return Tokens;
}

/// A part of something named before: a member, a name of a namespace.
static bool isPart(const std::vector<Token> &Tokens, std::size_t I) {
  return I != 0 && Tokens[I - 1].isOneOf(tok::period, tok::arrow, tok::coloncolon);
}

/// `T n = 0`, `T n;`, `auto [n, m]`: what stands around a name that is declared.
static bool mayDeclare(const std::vector<Token> &Tokens, std::size_t I) {
  static const llvm::StringSet<> Control = {"return", "else", "case", "throw", "new", "delete",
                                            "goto", "sizeof", "do", "co_return", "co_yield"};
  if (I == 0)
    return false;
  const Token &Before = Tokens[I - 1];
  bool After = I + 1 == Tokens.size() ||
               Tokens[I + 1].isOneOf(tok::equal, tok::semi, tok::l_paren, tok::l_brace, tok::l_square,
                                     tok::comma, tok::colon, tok::r_paren, tok::r_square);
  if (Before.is(tok::raw_identifier))
    return After && !Control.contains(Before.getRawIdentifier());
  return After && Before.isOneOf(tok::star, tok::amp, tok::ampamp, tok::greater,
                                 tok::greatergreater, tok::comma, tok::l_square);
}

static void readMacro(const MacroInfo &Macro, Preprocessor &PP, Words &Into,
                      llvm::SmallPtrSetImpl<const MacroInfo *> &Seen) {
  if (!Seen.insert(&Macro).second)
    return;
  for (const Token &T : Macro.tokens()) {
    Into.Returns |= T.isOneOf(tok::kw_return, tok::kw_co_return);
    Into.Jumps |= T.is(tok::kw_goto);
    const IdentifierInfo *Name = T.getIdentifierInfo();
    if (!Name)
      continue;
    Into.Names.insert(Name->getName());
    if (T.is(tok::identifier))
      Into.Declared.insert(Name->getName());
    if (const MacroInfo *Inner = PP.getMacroInfo(Name))
      readMacro(*Inner, PP, Into, Seen);
  }
}

Words hone::readWords(StringRef Text, Preprocessor &PP) {
  Words Found;
  llvm::SmallPtrSet<const MacroInfo *, 8> Seen;
  std::string Copy = Text.str();
  std::vector<Token> Tokens = lex(Copy, PP.getLangOpts());
  int Depth = 0;
  for (std::size_t I = 0; I != Tokens.size(); ++I) {
    const Token &T = Tokens[I];
    Depth += T.isOneOf(tok::l_brace, tok::l_paren, tok::l_square);
    Depth -= T.isOneOf(tok::r_brace, tok::r_paren, tok::r_square);
    Found.Sinks |= Depth < 0;
    Found.Directives |= T.is(tok::hash) && T.isAtStartOfLine();
    if (T.isNot(tok::raw_identifier))
      continue;
    StringRef Name = T.getRawIdentifier();
    Found.Returns |= Name == "return" || Name == "co_return";
    Found.Jumps |= Name == "goto";
    if (!isPart(Tokens, I))
      Found.Names.insert(Name);
    if (mayDeclare(Tokens, I))
      Found.Declared.insert(Name);
    if (const MacroInfo *Macro = PP.getMacroInfo(PP.getIdentifierInfo(Name)))
      readMacro(*Macro, PP, Found, Seen);
  }
  Found.Sinks |= Depth != 0;
  return Found;
}

std::size_t hone::findName(StringRef Text, const llvm::StringSet<> &Names,
                           const LangOptions &Options) {
  std::string Copy = Text.str();
  std::vector<Token> Tokens = lex(Copy, Options);
  for (std::size_t I = 0; I != Tokens.size(); ++I)
    if (Tokens[I].is(tok::raw_identifier) && !isPart(Tokens, I) &&
        Names.contains(Tokens[I].getRawIdentifier()))
      return Tokens[I].getRawIdentifier().data() - Copy.data();
  return StringRef::npos;
}

bool hone::hasPlainLines(clang::Preprocessor &PP) {
  auto Pastes = [](const clang::MacroInfo &M) {
    return llvm::any_of(M.tokens(), [](const clang::Token &T) { return T.is(clang::tok::hashhash); });
  };
  bool Any = false;
  for (const auto &[Name, State] : PP.macros()) {
    const clang::MacroInfo *M = PP.getMacroInfo(Name);
    if (!M || M->isBuiltinMacro() || PP.getSourceManager().isInSystemHeader(M->getDefinitionLoc()))
      continue;
    bool Line = false, Paste = Pastes(*M);
    for (const clang::Token &T : M->tokens()) {
      clang::IdentifierInfo *Word = T.getIdentifierInfo();
      const clang::MacroInfo *Used = Word ? PP.getMacroInfo(Word) : nullptr;
      Line |= Word && Word->getName() == "__LINE__";
      Paste |= Used && Pastes(*Used);
    }
    if (Line && Paste)
      return false;
    Any |= Line;
  }
  return Any;
}
