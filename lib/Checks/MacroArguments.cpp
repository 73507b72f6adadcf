// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The text says what a macro is given, the AST what of that is evaluated. Of
// the rest only the tokens are known: what they would mean elsewhere, by their
// look. A short list of what plainly reads is let through, so that an ordinary
// assertion stops nothing.

#include "MacroArguments.h"
#include "ConfiguredTypes.h"
#include "MacroBody.h"
#include "hone/Analysis/Configurations.h"
#include "hone/Analysis/Escape.h"
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
  for (const char *Other : {"debug", "dbg", "throw", "ensure", "require", "expect", "verify", "return"})
    if (Name.contains_insensitive(Other))
      return false;
  return Name == "assert" || Name.starts_with("ASSERT") || Name.ends_with("_ASSERT") || Name.ends_with("Assert") ||
         Name.contains_insensitive("unused");
}

bool isOneOf(tok::TokenKind K, std::initializer_list<tok::TokenKind> Kinds) {
  return llvm::is_contained(Kinds, K);
}

/// Whether the word before \p I is the end of an operand.
bool followsOperand(Words W, std::size_t I) {
  static const llvm::StringSet<> Keywords = {"return", "else", "case", "throw", "do", "co_return", "co_yield", "sizeof"};
  return I && ((W[I - 1].Kind == tok::raw_identifier && !Keywords.contains(W[I - 1].Text)) ||
               tok::isLiteral(W[I - 1].Kind) || isOneOf(W[I - 1].Kind, {tok::r_paren, tok::r_square}));
}

/// The names of what an assertion may read.
struct PlainNames {
  llvm::StringSet<> Values;     ///< Numbers and pointers of the function's own that have no other name.
  llvm::StringSet<> Containers; ///< Can be asked about their elements.
};

/// Another reference or view may be of what is edited, a class of the user's may answer from it.
PlainNames plainNames(const FunctionDecl &F, const ASTContext &C) {
  PlainNames Names;
  llvm::StringSet<> Other;
  auto Add = [&](const ValueDecl &D, bool Value, bool Lent) {
    if (!D.getDeclName().isIdentifier())
      return;
    QualType T = D.getType().getNonReferenceType();
    if (Value && (T->isArithmeticType() || T->isEnumeralType() || T->isPointerType()))
      Names.Values.insert(D.getName());
    else if (Lent && (isStdContainer(T) || isStdString(T)))
      Names.Containers.insert(D.getName());
    else
      Other.insert(D.getName());
  };
  if (const auto *Method = llvm::dyn_cast<CXXMethodDecl>(&F))
    for (const FieldDecl *Field : Method->getParent()->fields())
      Add(*Field, false, !Field->getType()->isReferenceType());
  for (const Decl *D : F.decls())
    if (const auto *V = llvm::dyn_cast<VarDecl>(D)) {
      bool Reference = V->getType()->isReferenceType();
      Add(*V, !Reference && V->hasLocalStorage() && isPrivate(*V, F, C),
          !Reference || V->isCXXForRangeDecl() || llvm::isa<ParmVarDecl>(V));
    }
  for (const auto &Each : Other) {
    Names.Values.erase(Each.getKey());
    Names.Containers.erase(Each.getKey());
  }
  return Names;
}

/// Whether the word at \p I, with those around it, is part of an expression that only reads \p Names.
bool isPlain(Words W, std::size_t I, const PlainNames &Names) {
  static const llvm::StringSet<> Members = {"size", "ssize", "length",   "empty", "begin",
                                            "end",  "count", "contains", "find"};
  static const llvm::StringSet<> Library = {"min", "max", "abs", "fabs", "isnan", "isinf", "isfinite", "size_t", "ptrdiff_t"};
  static const llvm::StringSet<> Words = {"std",    "true",     "false",    "nullptr", "static_cast", "sizeof", "bool",   "char",
                                          "int",    "unsigned", "signed",   "short",   "long",        "float",  "double", "const",
                                          "size_t", "int32_t",  "uint32_t", "int64_t", "uint64_t",    "ptrdiff_t"};
  auto Is = [&](std::size_t At, tok::TokenKind Kind) { return At < W.size() && W[At].Kind == Kind; };
  auto Before = [&](std::size_t Steps) { return I >= Steps ? W[I - Steps] : Word{tok::unknown, "", 0}; };
  switch (W[I].Kind) {
  case tok::raw_identifier:
    if (Before(1).Kind == tok::period)
      return Is(I + 1, tok::l_paren) && Members.contains(W[I].Text) && Names.Containers.contains(Before(2).Text);
    if (Before(1).Kind == tok::coloncolon)
      return Before(2).Text == "std" && Before(3).Kind != tok::coloncolon && Library.contains(W[I].Text);
    if (W[I].Text == "this")
      return Is(I + 1, tok::arrow);
    if (Before(1).Kind == tok::arrow)
      return Before(2).Text == "this" && Names.Containers.contains(W[I].Text) && Is(I + 1, tok::period);
    if (Names.Containers.contains(W[I].Text))
      return Is(I + 1, tok::period);
    return Words.contains(W[I].Text) || (Names.Values.contains(W[I].Text) && !Is(I + 1, tok::l_paren));
  case tok::l_paren: // No call of what is not named.
    return !isOneOf(Before(1).Kind, {tok::r_paren, tok::r_square}) || Before(1).Text == "sizeof";
  case tok::star: // Neither followed nor its address taken.
  case tok::amp:
    return followsOperand(W, I);
  default:
    return tok::isLiteral(W[I].Kind) ||
           isOneOf(W[I].Kind, {tok::r_paren,    tok::period,       tok::arrow,      tok::coloncolon, tok::comma,
                               tok::plus,       tok::minus,        tok::slash,      tok::percent,    tok::pipe,
                               tok::caret,      tok::tilde,        tok::ampamp,     tok::pipepipe,   tok::exclaim,
                               tok::equalequal, tok::exclaimequal, tok::less,       tok::greater,    tok::lessequal,
                               tok::question,   tok::greaterequal, tok::spaceship,  tok::colon});
  }
}

bool plainlyReads(Words W, const PlainNames &Names) {
  for (std::size_t I = 0; I < W.size(); ++I)
    if (!isPlain(W, I, Names))
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

/// Where the statements of a function begin, and what a constructor does before them.
SourceLocation codeOf(const FunctionDecl &F) {
  const FunctionTypeLoc Type = F.getFunctionTypeLoc();
  return llvm::isa<CXXConstructorDecl>(F) && Type ? Type.getRParenLoc() : F.getBody()->getBeginLoc();
}

/// Asks the macros in a part of a function's text.
class Asker {
public:
  Asker(FileID Id, const FunctionDecl &F, ASTContext &C, Preprocessor *PP)
      : Id(Id), F(F), C(C), PP(PP), SM(C.getSourceManager()), Read(Id, SM) {}
  /// What is wrong with one, or nothing. \p Assertions may ask plain questions.
  std::optional<Refusal> ask(unsigned Begin, unsigned End, bool Assertions);

private:
  std::optional<Refusal> askOne(Words All, std::size_t I, const MacroInfo &Macro, bool Assertions);
  SourceLocation placeOf(const Word &W) const { return SM.getLocForStartOfFile(Id).getLocWithOffset(W.Offset); }
  Refusal refuse(const Word &Macro, const char *What) const {
    return {"preprocessor", "a macro, '" + Macro.Text.str() + "', " + What, placeOf(Macro)};
  }
  const Evaluated &evaluated() {
    if (!std::exchange(HasRead, true))
      Read.TraverseDecl(const_cast<FunctionDecl *>(&F));
    return Read;
  }
  FileID Id;
  const FunctionDecl &F;
  ASTContext &C;
  Preprocessor *PP;
  const SourceManager &SM;
  Evaluated Read;
  bool HasRead = false;
  std::optional<PlainNames> Names;
  unsigned Asked = 0; ///< Up to there: what is in the arguments of one that does nothing was asked with it.
};

std::optional<Refusal> Asker::askOne(Words All, std::size_t I, const MacroInfo &Macro, bool Assertions) {
  const bool Alone = I + 1 < All.size() && All[I + 1].Kind == tok::semi && I &&
                     (isOneOf(All[I - 1].Kind, {tok::semi, tok::l_brace, tok::r_brace, tok::r_paren, tok::colon}) ||
                      All[I - 1].Text == "else");
  const std::vector<Words> Arguments = Macro.isFunctionLike() ? argumentsAt(All, I + 1) : std::vector<Words>();
  // What takes no part here may throw, leave the loop, lock or change something elsewhere.
  const bool Dropped = (Alone || Macro.isFunctionLike()) && evaluated().doesNothing(All[I].Offset);
  if (!Names)
    Names = plainNames(F, C);
  auto Reads = [&](Words Argument) { return plainlyReads(Argument, *Names); };
  if (Dropped || isPartlyNothing(Macro, placeOf(All[I]), *PP)) {
    if (!Dropped || !Assertions || !isAssertion(All[I].Text) || Arguments.empty())
      return refuse(All[I], "does nothing here, or a part of it, and may do anything elsewhere");
    if (!llvm::all_of(Arguments, Reads))
      return refuse(All[I], "leaves out what it is given, which may do something elsewhere");
    Asked = Arguments.back().back().Offset + 1;
    return std::nullopt;
  }
  if (!(Macro.isFunctionLike() && isAssertion(All[I].Text)) && !SM.isInSystemHeader(Macro.getDefinitionLoc()) &&
      (isInConditional(Macro.getDefinitionLoc(), C) || isSetElsewhere(All[I].Text, C)))
    return refuse(All[I], "is defined for this configuration only");
  if (beginsWithOperator(Macro) && followsOperand(All, I))
    return refuse(All[I], "goes on with an expression, elsewhere perhaps with another operand");
  for (Words Argument : Arguments)
    if (!evaluated().isIn(Argument.front().Offset, Argument.back().Offset + 1) && !(Assertions && Reads(Argument)))
      return refuse(All[I], "leaves out what it is given, which may do something elsewhere");
  return std::nullopt;
}

std::optional<Refusal> Asker::ask(unsigned Begin, unsigned End, bool Assertions) {
  const std::vector<Word> All = wordsOf(Id, Begin, End, C);
  for (std::size_t I = 0; I < All.size(); ++I) {
    if (All[I].Kind != tok::raw_identifier || All[I].Offset < Asked)
      continue;
    auto Name = C.Idents.find(All[I].Text);
    if (Name == C.Idents.end() || !Name->second->hadMacroDefinition())
      continue;
    if (!PP)
      return refuse(All[I], "is not known");
    const MacroInfo *Macro = macroAt(All[I].Text, placeOf(All[I]), *PP);
    // Without arguments it is just a name.
    if (!Macro || (Macro->isFunctionLike() && !(I + 1 < All.size() && All[I + 1].Kind == tok::l_paren)))
      continue;
    if (auto No = askOne(All, I, *Macro, Assertions))
      return No;
  }
  return std::nullopt;
}

/// What is given to members, and to parameters that are left out, where they are declared.
std::vector<const Expr *> defaultsOf(const FunctionDecl &F) {
  std::vector<const Expr *> Found;
  for (const ParmVarDecl *P : F.parameters())
    if (P->hasDefaultArg() && !P->hasUninstantiatedDefaultArg() && !P->hasUnparsedDefaultArg())
      Found.push_back(P->getDefaultArg());
  if (llvm::isa<CXXConstructorDecl>(F))
    for (const FieldDecl *Field : llvm::cast<CXXMethodDecl>(F).getParent()->fields())
      if (const Expr *Init = Field->getInClassInitializer())
        Found.push_back(Init);
  return Found;
}

/// A macro in \p E, which stands outside of functions, where nothing of the tree is looked at.
std::optional<Refusal> askDefault(const Expr &E, const FunctionDecl &F, ASTContext &C, Preprocessor *PP) {
  const SourceManager &SM = C.getSourceManager();
  const SourceLocation From = SM.getExpansionLoc(E.getBeginLoc()), To = SM.getExpansionRange(E.getEndLoc()).getEnd();
  if (From.isInvalid() || SM.isInSystemHeader(From))
    return std::nullopt;
  const FileID Id = SM.getFileID(From);
  if (Id != SM.getFileID(To))
    return Refusal{"preprocessor", "a value is written in several files", From};
  for (const Word &W : wordsOf(Id, SM.getFileOffset(From), SM.getFileOffset(To), C)) {
    auto Name = W.Kind == tok::raw_identifier ? C.Idents.find(W.Text) : C.Idents.end();
    if (Name == C.Idents.end() || !Name->second->hadMacroDefinition())
      continue;
    const SourceLocation At = SM.getLocForStartOfFile(Id).getLocWithOffset(W.Offset);
    const MacroInfo *Macro = PP ? macroAt(W.Text, At, *PP) : nullptr;
    if (!PP || (Macro && (isPartlyNothing(*Macro, At, *PP) || beginsWithOperator(*Macro))))
      return Refusal{"preprocessor", "has a macro, '" + W.Text.str() + "', that does nothing here only", From};
  }
  return std::nullopt;
}

} // namespace

std::optional<Refusal> findLeftOut(const FunctionDecl &Called, ASTContext &C, Preprocessor *PP) {
  const SourceManager &SM = C.getSourceManager();
  if (SM.isInSystemHeader(Called.getLocation()))
    return std::nullopt;
  const std::string Name = "'" + Called.getNameAsString() + "', which is called, ";
  for (const Expr *Each : defaultsOf(Called))
    if (auto No = askDefault(*Each, Called, C, PP))
      return Refusal{No->Code, Name + No->Text, No->Where};
  const FunctionDecl *Definition = nullptr;
  const Stmt *Body = Called.getBody(Definition);
  if (!Body || Definition->isImplicit() || Definition->isDefaulted())
    return std::nullopt;
  const SourceLocation From = SM.getExpansionLoc(codeOf(*Definition));
  const SourceLocation To = SM.getExpansionRange(Body->getEndLoc()).getEnd();
  const FileID Id = SM.getFileID(From);
  if (Id != SM.getFileID(To) || hasDirective({From, To}, C) || isInConditional(From, C))
    return Refusal{"preprocessor", Name + "may do something else in another configuration", From};
  if (auto No = Asker(Id, *Definition, C, PP).ask(SM.getFileOffset(From), SM.getFileOffset(To), /*Assertions=*/false))
    return Refusal{No->Code, Name + "has " + No->Text, No->Where};
  if (auto No = findConfiguredType(*Body, *Definition, C, PP))
    return Refusal{No->Code, Name + "uses what is not the same everywhere: " + No->Text, No->Where};
  return std::nullopt;
}

std::optional<Refusal> findUnreadArgument(const Stmt *Loop, const FunctionDecl &F, ASTContext &C, Preprocessor *PP) {
  const SourceManager &SM = C.getSourceManager();
  const SourceLocation From = SM.getExpansionLoc(codeOf(F)),
                       To = SM.getExpansionRange(F.getBody()->getEndLoc()).getEnd();
  const FileID Id = SM.getFileID(From);
  if (Id != SM.getFileID(To))
    return Refusal{"preprocessor", "the code is in several files", From};
  if (Loop && hasDirective({From, SM.getExpansionLoc(Loop->getBeginLoc())}, C))
    return Refusal{"preprocessor", "a preprocessor line stands in front of the loop", From};
  return Asker(Id, F, C, PP).ask(SM.getFileOffset(From), SM.getFileOffset(To), /*Assertions=*/true);
}

} // namespace hone
