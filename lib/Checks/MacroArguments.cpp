// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The text says what a macro is given, the AST what of that is evaluated. Of
// the rest only the tokens are known: what they would mean elsewhere, by their
// look. A short list of what plainly reads is let through, so that an ordinary
// assertion stops nothing.

#include "MacroArguments.h"
#include "hone/Analysis/Types.h"
#include "hone/Rewrite/PatchBuilder.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/Builtins.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/StringSet.h"
#include <set>

using namespace clang;

namespace hone {
namespace {

struct Word {
  tok::TokenKind Kind;
  llvm::StringRef Text;
  unsigned Offset;
};
using Words = llvm::ArrayRef<Word>;

/// Where in a file the evaluated code of a function is written.
class Evaluated : public RecursiveASTVisitor<Evaluated> {
public:
  Evaluated(FileID Id, const SourceManager &SM) : Id(Id), SM(SM) {}
  bool TraverseUnaryExprOrTypeTraitExpr(UnaryExprOrTypeTraitExpr *) {
    return true;
  }
  bool TraverseCXXNoexceptExpr(CXXNoexceptExpr *) { return true; }
  bool TraverseCXXTypeidExpr(CXXTypeidExpr *) { return true; }
  bool TraverseRequiresExpr(RequiresExpr *) { return true; }
  bool TraverseDecltypeTypeLoc(DecltypeTypeLoc, bool = true) { return true; }
  bool TraverseTypeOfExprTypeLoc(TypeOfExprTypeLoc, bool = true) {
    return true;
  }
  bool TraverseCallExpr(CallExpr *Call) {
    // They take an expression for what it would say.
    switch (Call->getBuiltinCallee()) {
    case Builtin::BI__builtin_assume:
    case Builtin::BI__builtin_constant_p:
    case Builtin::BI__builtin_object_size:
      return true;
    default:
      return RecursiveASTVisitor::TraverseCallExpr(Call);
    }
  }
  /// A macro that leaves out what it is given may keep the compiler from warning of that.
  bool TraverseCStyleCastExpr(CStyleCastExpr *Cast) {
    return traverseCast(*Cast, [&] { return RecursiveASTVisitor::TraverseCStyleCastExpr(Cast); });
  }
  bool TraverseCXXStaticCastExpr(CXXStaticCastExpr *Cast) {
    return traverseCast(*Cast, [&] { return RecursiveASTVisitor::TraverseCXXStaticCastExpr(Cast); });
  }
  bool VisitStmt(Stmt *S) {
    bool Empty = llvm::isa<NullStmt, DoStmt, CompoundStmt, ParenExpr>(S) ||
                 (llvm::isa<IntegerLiteral, CXXBoolLiteralExpr, ImplicitCastExpr>(S) && InDo);
    // `MACRO(), x` begins with the macro, and is not of it.
    if (!Quiet && !Empty && SM.getExpansionLoc(S->getBeginLoc()) == SM.getExpansionLoc(S->getEndLoc()))
      note(S->getBeginLoc(), Doing);
    if (!Quiet && llvm::isa<Expr>(S) && !Empty)
      note(llvm::cast<Expr>(S)->getExprLoc(), Doing);
    add(S->getBeginLoc());
    if (const auto *E = llvm::dyn_cast<Expr>(S))
      add(E->getExprLoc());
    return true;
  }
  bool TraverseDoStmt(DoStmt *Do) {
    // do {} while (0)
    bool Inside = InDo;
    bool Result = TraverseStmt(Do->getBody());
    InDo = Do->getBeginLoc().isMacroID();
    Result = Result && TraverseStmt(Do->getCond());
    InDo = Inside;
    return Result && VisitStmt(Do);
  }
  bool VisitDeclRefExpr(DeclRefExpr *R) {
    if (!Quiet)
      note(R->getLocation(), Doing);
    return true;
  }
  bool VisitDecl(Decl *D) {
    note(D->getLocation(), Doing);
    return add(D->getLocation());
  }
  bool VisitTypeLoc(TypeLoc T) {
    if (!Quiet)
      note(T.getBeginLoc(), Doing);
    return add(T.getBeginLoc());
  }
  /// Whether the macro at an offset makes nothing that runs.
  bool doesNothing(unsigned Offset) const { return !Doing.contains(Offset); }
  bool isIn(unsigned Begin, unsigned End) const {
    auto It = At.lower_bound(Begin);
    return It != At.end() && *It < End;
  }

private:
  bool traverseCast(const ExplicitCastExpr &Cast, llvm::function_ref<bool()> Inside) {
    bool Before = Quiet;
    Quiet |= Cast.getType()->isVoidType() && Cast.getBeginLoc().isMacroID() &&
             !SM.isMacroArgExpansion(Cast.getBeginLoc()) && !llvm::isa<CallExpr>(Cast.getSubExpr()->IgnoreParenImpCasts());
    bool Result = Inside();
    Quiet = Before;
    return Result;
  }
  void note(SourceLocation L, std::set<unsigned> &Where) {
    if (L.isValid()) // A function may have the name of a macro that is none any more.
      if (auto [In, Offset] = SM.getDecomposedExpansionLoc(L); In == Id)
        Where.insert(Offset);
  }
  bool Quiet = false, InDo = false; ///< In a cast to void, or in the condition of a do, of a macro.
  std::set<unsigned> Doing;         ///< Macros that say something that is evaluated.
  bool add(SourceLocation L) {
    if (L.isValid())
      if (auto [In, Offset] = SM.getDecomposedSpellingLoc(L); In == Id)
        At.insert(Offset);
    return true;
  }
  FileID Id;
  const SourceManager &SM;
  std::set<unsigned> At;
};

/// Whether a macro says by its name that it checks something, or that something is not used.
bool isAssertion(llvm::StringRef Name) {
  return Name.contains_insensitive("assert") || Name.contains_insensitive("unused");
}

bool isOneOf(tok::TokenKind K, std::initializer_list<tok::TokenKind> Kinds) {
  return llvm::is_contained(Kinds, K);
}

/// The names of what a function can ask about its elements, and nothing else is behind the answer: containers that
/// it owns, is given, goes through or has as members. Another reference or view may be of what is edited, a
/// class of the user's may answer from it.
llvm::StringSet<> plainContainers(const FunctionDecl &F) {
  llvm::StringSet<> Names;
  auto Add = [&](const ValueDecl &D, QualType T) {
    if ((isStdContainer(T) || isStdString(T)) && D.getDeclName().isIdentifier())
      Names.insert(D.getName());
  };
  for (const Decl *D : F.decls())
    if (const auto *V = llvm::dyn_cast<VarDecl>(D))
      if (llvm::isa<ParmVarDecl>(V) || V->isCXXForRangeDecl() || !V->getType()->isReferenceType())
        Add(*V, V->getType().getNonReferenceType());
  if (const auto *Method = llvm::dyn_cast<CXXMethodDecl>(&F))
    for (const FieldDecl *Field : Method->getParent()->fields())
      Add(*Field, Field->getType());
  return Names;
}

/// Whether the word at \p I is the name of something that changes nothing and reads nothing but a
/// container of \p Containers; or of what only looks like a call.
bool isHarmlessCall(Words W, std::size_t I, const llvm::StringSet<> &Containers) {
  static const llvm::StringSet<> Members = {
      "size", "ssize",  "length", "empty",    "begin",    "end",   "cbegin",
      "cend", "rbegin", "rend",   "data",     "capacity", "front", "back",
      "at",   "count",  "find",   "contains", "has_value"};
  static const llvm::StringSet<> Free = {
      "min",      "max",       "abs",      "fabs",     "isnan",    "isinf",
      "isfinite", "sizeof",    "alignof",  "decltype", "noexcept", "bool",
      "char",     "int",       "unsigned", "long",     "float",    "double",
      "size_t",   "ptrdiff_t", "int32_t",  "uint32_t", "int64_t",  "uint64_t"};
  bool Asked = I > 1 && W[I - 1].Kind == tok::period && Containers.contains(W[I - 2].Text) &&
               (I == 2 || !isOneOf(W[I - 3].Kind, {tok::period, tok::arrow, tok::coloncolon}) ||
                (I > 3 && W[I - 4].Text == "this"));
  return Free.contains(W[I].Text) || (Asked && Members.contains(W[I].Text));
}

bool isPartOfType(llvm::StringRef Name) {
  static const llvm::StringSet<> Names = {
      "const", "unsigned", "signed", "short", "long", "int",
      "char",  "double",   "struct", "class", "enum", "typename"};
  return Names.contains(Name);
}

/// Whether the word before \p I is the end of an operand.
bool followsOperand(Words W, std::size_t I) {
  return I && (W[I - 1].Kind == tok::raw_identifier ||
               tok::isLiteral(W[I - 1].Kind) ||
               isOneOf(W[I - 1].Kind, {tok::r_paren, tok::r_square}));
}

/// For the `>` at \p I: the name in front of what looks like its template
/// arguments; empty if it compares.
llvm::StringRef templateName(Words W, std::size_t I) {
  while (I-- > 1) {
    if (W[I].Kind == tok::less)
      return W[I - 1].Kind == tok::raw_identifier ? W[I - 1].Text : "";
    bool InType =
        W[I].Kind == tok::raw_identifier ||
        W[I].Kind == tok::numeric_constant ||
        isOneOf(W[I].Kind, {tok::coloncolon, tok::comma, tok::star, tok::amp});
    if (!InType)
      return "";
  }
  return "";
}

/// Whether the word at \p I, with those around it, is part of an expression
/// that only reads.
bool isPlain(Words W, std::size_t I, const llvm::StringSet<> &Containers) {
  static const llvm::StringSet<> Actions = {
      "new",      "delete", "throw",        "return",    "break",    "continue",
      "goto",     "else",   "do",           "co_return", "co_await", "co_yield",
      "operator", "asm",    "using",        "typedef",   "and_eq",   "or_eq",
      "xor_eq",   "try",    "static_assert"};
  switch (W[I].Kind) {
  case tok::raw_identifier:
    if (Actions.contains(W[I].Text))
      return false;
    if (I + 1 < W.size() && W[I + 1].Kind == tok::l_paren &&
        !isHarmlessCall(W, I, Containers))
      return false;
    // A declaration makes an object.
    if (I && W[I - 1].Kind == tok::raw_identifier)
      return isPartOfType(W[I - 1].Text);
    return !(I && W[I - 1].Kind == tok::greater &&
             !templateName(W, I - 1).empty());
  case tok::l_paren:
    if (I && W[I - 1].Kind == tok::greater) {
      llvm::StringRef Name = templateName(W, I - 1);
      return Name.empty() || Name.ends_with("_cast");
    }
    return !(I && isOneOf(W[I - 1].Kind, {tok::r_paren, tok::r_square}));
  case tok::l_square: // Not of a lambda.
    return followsOperand(W, I);
  case tok::amp: // Not the address.
    return followsOperand(W, I);
  default:
    return tok::isLiteral(W[I].Kind) ||
           isOneOf(W[I].Kind,
                   {tok::r_paren,    tok::r_square,     tok::period,
                    tok::arrow,      tok::coloncolon,   tok::comma,
                    tok::plus,       tok::minus,        tok::star,
                    tok::slash,      tok::percent,      tok::pipe,
                    tok::caret,      tok::tilde,        tok::ampamp,
                    tok::pipepipe,   tok::exclaim,      tok::exclaimequal,
                    tok::equalequal, tok::less,         tok::greater,
                    tok::lessequal,  tok::greaterequal, tok::spaceship,
                    tok::question,   tok::colon});
  }
}

bool plainlyReads(Words W, const llvm::StringSet<> &Containers) {
  for (std::size_t I = 0; I < W.size(); ++I)
    if (!isPlain(W, I, Containers))
      return false;
  return true;
}

/// What stands between the parenthesis at \p Open and its partner, apart at the
/// commas.
std::vector<Words> argumentsAt(Words All, std::size_t Open) {
  std::vector<Words> Result;
  std::size_t Begin = Open + 1;
  int Depth = 0;
  for (std::size_t I = Open; I < All.size(); ++I) {
    Depth += isOneOf(All[I].Kind, {tok::l_paren, tok::l_square, tok::l_brace});
    Depth -= isOneOf(All[I].Kind, {tok::r_paren, tok::r_square, tok::r_brace});
    if (Depth && !(Depth == 1 && All[I].Kind == tok::comma))
      continue;
    if (I > Begin)
      Result.push_back(All.slice(Begin, I - Begin));
    Begin = I + 1;
    if (!Depth)
      break;
  }
  return Result;
}

std::vector<Word> wordsOf(FileID Id, unsigned Begin, unsigned End,
                          ASTContext &C) {
  const SourceManager &SM = C.getSourceManager();
  llvm::StringRef Buffer = SM.getBufferData(Id);
  Lexer Lex(SM.getLocForStartOfFile(Id), C.getLangOpts(), Buffer.begin(),
            Buffer.begin() + Begin, Buffer.end());
  std::vector<Word> Result;
  Token T;
  while (!Lex.LexFromRawLexer(T) && SM.getFileOffset(T.getLocation()) <= End) {
    unsigned Offset = SM.getFileOffset(T.getLocation());
    Result.push_back(
        {T.getKind(), Buffer.substr(Offset, T.getLength()), Offset});
  }
  return Result;
}

/// Where in \p All macros are called: with arguments, or as a statement of their own.
std::vector<std::size_t> macroCallsIn(Words All, const ASTContext &C) {
  std::vector<std::size_t> Calls;
  for (std::size_t I = 0; I + 1 < All.size(); ++I) {
    const bool Alone = All[I + 1].Kind == tok::semi && I &&
                       (isOneOf(All[I - 1].Kind, {tok::semi, tok::l_brace, tok::r_brace, tok::r_paren}) ||
                        All[I - 1].Text == "else");
    if (All[I].Kind != tok::raw_identifier || !(Alone || All[I + 1].Kind == tok::l_paren))
      continue;
    auto Name = C.Idents.find(All[I].Text);
    if (Name != C.Idents.end() && Name->second->hadMacroDefinition())
      Calls.push_back(I);
  }
  return Calls;
}

/// Where the statements of a function begin, and what a constructor does before them.
SourceLocation codeOf(const FunctionDecl &F) {
  const FunctionTypeLoc Type = F.getFunctionTypeLoc();
  return llvm::isa<CXXConstructorDecl>(F) && Type ? Type.getRParenLoc() : F.getBody()->getBeginLoc();
}

} // namespace

std::optional<Refusal> findLeftOut(const FunctionDecl &Called, ASTContext &C) {
  const SourceManager &SM = C.getSourceManager();
  const FunctionDecl *Definition = nullptr;
  const Stmt *Body = Called.getBody(Definition);
  if (!Body || SM.isInSystemHeader(Definition->getLocation()))
    return std::nullopt;
  const SourceLocation From = SM.getExpansionLoc(codeOf(*Definition));
  const SourceLocation To = SM.getExpansionRange(Body->getEndLoc()).getEnd();
  const FileID Id = SM.getFileID(From);
  auto Refuse = [&](const std::string &What) {
    return Refusal{"preprocessor", "'" + Called.getNameAsString() + "', which is called, " + What, From};
  };
  if (Id != SM.getFileID(To) || hasDirective({From, To}, C))
    return Refuse("may do something else in another configuration");
  const std::vector<Word> All = wordsOf(Id, SM.getFileOffset(From), SM.getFileOffset(To), C);
  const std::vector<std::size_t> Calls = macroCallsIn(All, C);
  if (Calls.empty())
    return std::nullopt;
  Evaluated Read(Id, SM);
  Read.TraverseDecl(const_cast<FunctionDecl *>(Definition));
  for (std::size_t I : Calls)
    if (Read.doesNothing(All[I].Offset))
      return Refuse("has a macro, '" + All[I].Text.str() + "', that does nothing here only");
  return std::nullopt;
}

std::optional<Refusal>
findUnreadArgument(SourceRange Part, const FunctionDecl &F, ASTContext &C) {
  const SourceManager &SM = C.getSourceManager();
  SourceLocation From = SM.getExpansionLoc(Part.getBegin()),
                 To = SM.getExpansionRange(Part.getEnd()).getEnd();
  FileID Id = SM.getFileID(From);
  if (Id != SM.getFileID(To))
    return Refusal{"preprocessor", "the code is in several files", From};
  std::vector<Word> All =
      wordsOf(Id, SM.getFileOffset(From), SM.getFileOffset(To), C);
  const std::vector<std::size_t> Calls = macroCallsIn(All, C);
  if (Calls.empty())
    return std::nullopt;
  Evaluated Read(Id, SM);
  Read.TraverseDecl(const_cast<FunctionDecl *>(&F));
  const llvm::StringSet<> Containers = plainContainers(F);
  auto Refuse = [&](const Word &Macro, const char *What) {
    return Refusal{"preprocessor", "a macro, '" + Macro.Text.str() + "', " + What,
                   SM.getLocForStartOfFile(Id).getLocWithOffset(Macro.Offset)};
  };
  unsigned Asked = 0; // Up to there: what is in the arguments of one that does nothing was asked with it.
  for (std::size_t I : Calls) {
    if (All[I].Offset < Asked)
      continue;
    // What takes no part here may throw, leave the loop, lock or change something elsewhere.
    const bool Dropped = Read.doesNothing(All[I].Offset);
    const std::vector<Words> Arguments = argumentsAt(All, I + 1);
    if (Dropped && (!isAssertion(All[I].Text) || Arguments.empty()))
      return Refuse(All[I], "does nothing here, and may do anything elsewhere");
    for (Words Argument : Arguments)
      if (!Read.isIn(Argument.front().Offset, Argument.back().Offset + 1) && !plainlyReads(Argument, Containers))
        return Refuse(All[I], "leaves out what it is given, which may do something elsewhere");
    if (Dropped && !Arguments.empty())
      Asked = Arguments.back().back().Offset + 1;
  }
  return std::nullopt;
}

} // namespace hone
