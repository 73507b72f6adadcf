// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Walks from an expression up to its loops. What lies on the way decides
// whether the expression is always evaluated: only node kinds known to
// evaluate their children unconditionally are passed.

#include "LoopContext.h"
#include "DominatingConditions.h"
#include "LoopMentions.h"
#include "hone/Analysis/Effects.h"
#include "hone/Analysis/Exceptions.h"
#include "hone/Analysis/TripCount.h"
#include "hone/Rewrite/PatchBuilder.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/ParentMapContext.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/Builtins.h"
#include "clang/Basic/CharInfo.h"
#include "clang/Basic/TargetInfo.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace hone {

bool isDeclaredIn(const Decl &D, const Stmt &S, const ASTContext &C) {
  const SourceManager &SM = C.getSourceManager();
  SourceLocation At = SM.getExpansionLoc(D.getLocation());
  return !SM.isBeforeInTranslationUnit(At, SM.getExpansionLoc(S.getBeginLoc())) &&
         !SM.isBeforeInTranslationUnit(SM.getExpansionLoc(S.getEndLoc()), At);
}

/// Whether \p Loop evaluates its child \p Child once an iteration.
static bool repeats(const Stmt &Loop, const Stmt &Child) {
  if (const auto *For = llvm::dyn_cast<ForStmt>(&Loop))
    return &Child != For->getInit();
  if (const auto *Range = llvm::dyn_cast<CXXForRangeStmt>(&Loop))
    return &Child == Range->getBody() || &Child == Range->getLoopVarStmt();
  return true;
}

namespace {
/// One question, where `anyOf` asks one for each class: every pattern is asked about every statement.
template <typename... Classes> class OneOf : public ast_matchers::internal::MatcherInterface<Stmt> {
public:
  bool matches(const Stmt &S, ast_matchers::internal::ASTMatchFinder *,
               ast_matchers::internal::BoundNodesTreeBuilder *) const override {
    return llvm::isa<Classes...>(S);
  }
};
} // namespace

ast_matchers::StatementMatcher anyLoop() {
  return ast_matchers::internal::makeMatcher(new OneOf<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>());
}

ast_matchers::StatementMatcher anyFor() {
  return ast_matchers::internal::makeMatcher(new OneOf<ForStmt, CXXForRangeStmt>());
}

/// `__builtin_constant_p(x)` and its like only look at the text.
static bool isUnevaluatedCall(const Stmt &S, const ASTContext &C) {
  const auto *Call = llvm::dyn_cast<CallExpr>(&S);
  const unsigned Id = Call ? Call->getBuiltinCallee() : 0;
  return Id && (C.BuiltinInfo.isUnevaluated(Id) || Id == Builtin::BI__builtin_assume || Id == Builtin::BI__assume);
}

LoopContext loopContextOf(const Stmt &S, ASTContext &C) {
  LoopContext Result;
  DynTypedNode Node = DynTypedNode::create(S);
  const Stmt *Child = &S;
  while (true) {
    auto Parents = C.getParents(Node);
    if (Parents.empty())
      return Result;
    Node = Parents[0];
    if (Node.get<FunctionDecl>()) {
      const auto *Method = Node.get<CXXMethodDecl>();
      Result.InLambda = Method && Method->getParent()->isLambda();
      return Result;
    }
    if (Node.get<TypeLoc>() || Node.get<Attr>())
      Result.Unevaluated = true;
    const auto *Around = Node.get<Stmt>();
    if (!Around)
      continue;
    if (llvm::isa<LambdaExpr, BlockExpr>(Around)) {
      Result.InLambda = true;
      return Result;
    }
    if (llvm::isa<UnaryExprOrTypeTraitExpr, CXXNoexceptExpr, CXXTypeidExpr>(Around) || isUnevaluatedCall(*Around, C))
      Result.Unevaluated = true;
    Result.Leaves |= llvm::isa<ReturnStmt, CXXThrowExpr>(Around);
    if (isLoop(*Around) && repeats(*Around, *Child))
      Result.Loops.push_back(Around);
    Child = Around;
  }
}

namespace {

/// Climbs from an expression to its loop, keeping what is evaluated before it.
class Climb {
public:
  Climb(const Stmt &Loop, ASTContext &C, llvm::ArrayRef<const Stmt *> Ignored)
      : Loop(Loop), C(C), Ignored(Ignored) {}

  FirstIteration run(const Stmt &From) {
    const Stmt *Child = &From;
    DynTypedNode Node = DynTypedNode::create(From);
    while (!Result.Obstacle && Child != &Loop) {
      auto Parents = C.getParents(Node);
      if (Parents.empty()) {
        refuse("conditional", "its place is not understood", *Child);
        break;
      }
      Node = Parents[0];
      const auto *Parent = Node.get<Stmt>();
      if (!Parent)
        continue; // A declaration, between a DeclStmt and its initialiser.
      step(*Parent, *Child);
      Child = Parent;
    }
    return Result;
  }

private:
  void refuse(const char *Code, const std::string &Text, const Stmt &S) {
    if (!Result.Obstacle)
      Result.Obstacle = Refusal{Code, Text, S.getBeginLoc()};
  }
  /// \p S runs, or may run, before the expression: it must end normally.
  void before(const Stmt *S) {
    if (!S || Result.Obstacle)
      return;
    Result.Before.push_back(S);
    Effects E = effectsOf(*S, C, Ignored);
    if (auto Exit = findExit(E, /*CountAllocation=*/false))
      Result.Obstacle = Refusal{"exit-before", "before it, " + Exit->Text, Exit->Where};
    else if (!E.MayNotEnd.empty())
      Result.Obstacle = Refusal{"exit-before", "before it, " + E.MayNotEnd.front().Text,
                                E.MayNotEnd.front().At};
  }
  void step(const Stmt &Parent, const Stmt &Child);
  void stepLoop(const Stmt &Parent, const Stmt &Child);

  const Stmt &Loop;
  ASTContext &C;
  llvm::ArrayRef<const Stmt *> Ignored;
  FirstIteration Result;
};

void Climb::stepLoop(const Stmt &Parent, const Stmt &Child) {
  const Expr *Test = nullptr;
  const Stmt *Step = nullptr;
  if (const auto *For = llvm::dyn_cast<ForStmt>(&Parent)) {
    Test = For->getCond();
    Step = For->getInc();
    before(For->getInit());
  } else if (const auto *While = llvm::dyn_cast<WhileStmt>(&Parent)) {
    Test = While->getCond();
  } else if (const auto *Range = llvm::dyn_cast<CXXForRangeStmt>(&Parent)) {
    before(Range->getInit());
    before(Range->getRangeStmt());
    for (const Stmt *Each : {static_cast<const Stmt *>(Range->getBeginStmt()),
                             static_cast<const Stmt *>(Range->getEndStmt()),
                             static_cast<const Stmt *>(Range->getCond())})
      before(Each);
    if (&Child == Range->getBody())
      before(Range->getLoopVarStmt());
  }
  bool IsDo = llvm::isa<DoStmt>(Parent);
  if (Step == &Child || (IsDo && &Child != loopBody(Parent)))
    return refuse("conditional", "it comes after the body of the loop", Child);
  if (Test == &Child) {
    Result.BeforeTest = &Parent == &Loop;
    return;
  }
  if (&Child != loopBody(Parent) && !llvm::isa<CXXForRangeStmt>(Parent))
    return; // The initialiser: always evaluated.
  before(Test);
  if (&Parent != &Loop && !isEntered(Parent, C))
    Result.Unsure.push_back(&Parent);
}

void Climb::step(const Stmt &Parent, const Stmt &Child) {
  if (const auto *Block = llvm::dyn_cast<CompoundStmt>(&Parent)) {
    for (const Stmt *Sibling : Block->body()) {
      if (Sibling == &Child)
        return;
      before(Sibling);
    }
    return;
  }
  if (isLoop(Parent))
    return stepLoop(Parent, Child);
  if (const auto *If = llvm::dyn_cast<IfStmt>(&Parent)) {
    if (&Child == If->getThen() || &Child == If->getElse())
      return refuse("conditional", "it is under an if", Parent);
    return before(If->getInit());
  }
  if (const auto *Or = llvm::dyn_cast<AbstractConditionalOperator>(&Parent)) {
    if (&Child != Or->getCond())
      refuse("conditional", "it is under ?:", Parent);
    return;
  }
  if (const auto *B = llvm::dyn_cast<BinaryOperator>(&Parent)) {
    bool Left = &Child == B->getLHS();
    if (B->isLogicalOp() && !Left)
      return refuse("conditional", "it is behind && or ||", Parent);
    if (Left && (B->isLogicalOp() || B->isCommaOp()))
      return; // The other side comes later, if at all.
    return before(Left ? B->getRHS() : B->getLHS());
  }
  if (llvm::isa<ReturnStmt>(&Parent))
    return;
  if (isUnevaluatedCall(Parent, C))
    return refuse("conditional", "it is not evaluated", Parent);
  if (llvm::isa<DeclStmt, CallExpr, CXXConstructExpr, InitListExpr, ArraySubscriptExpr>(Parent)) {
    // What else the expression does may come first.
    for (const Stmt *Other : Parent.children())
      if (Other != &Child)
        before(Other);
    return;
  }
  if (!llvm::isa<CastExpr, ParenExpr, UnaryOperator, MemberExpr, ExprWithCleanups,
                 MaterializeTemporaryExpr, ConstantExpr, CXXBindTemporaryExpr,
                 CXXRewrittenBinaryOperator, CXXDefaultArgExpr>(Parent))
    refuse("conditional", std::string("it is inside a ") + Parent.getStmtClassName(), Parent);
}

} // namespace

FirstIteration firstIteration(const Stmt &S, const Stmt &Loop, ASTContext &C,
                              llvm::ArrayRef<const Stmt *> Ignored) {
  return Climb(Loop, C, Ignored).run(S);
}

bool plainlyVaries(const Expr &E, llvm::ArrayRef<Access> Reads, const Stmt &Loop, ASTContext &C) {
  struct Names : RecursiveASTVisitor<Names> {
    bool VisitDeclRefExpr(DeclRefExpr *R) {
      Found.push_back(R->getDecl());
      return true;
    }
    std::vector<const ValueDecl *> Found;
  } Named;
  Named.TraverseStmt(const_cast<Expr *>(&E));
  if (llvm::any_of(Named.Found, [&](const ValueDecl *D) { return isDeclaredIn(*D, Loop, C); }))
    return true;
  Effects Changes = effectsOf(Loop, C);
  for (const Access &A : Reads)
    for (const Access &W : Changes.Writes)
      if (A.Where.How == Reach::Object && W.Where.How == Reach::Object && A.Where.Root &&
          A.Where.Root == W.Where.Root && A.Where.Root->hasLocalStorage() &&
          A.Where.Type->isScalarType())
        return true;
  return false;
}

InvariantLoop outermostInvariant(const Expr &E, llvm::ArrayRef<Access> Reads,
                                 llvm::ArrayRef<const Stmt *> Around, ASTContext &C) {
  InvariantLoop Result;
  const FunctionDecl *F = outermostFunction(E, C);
  for (const Stmt *Loop : Around) {
    if (plainlyVaries(E, Reads, *Loop, C)) {
      Result.Why.reset();
      break;
    }
    Effects Changes = effectsOf(*Loop, C);
    Result.Why = findChange(Changes, Reads, *F, C);
    if (!Result.Why && (!Changes.Allocates.empty() || !Changes.Releases.empty()) && replacesAllocation(C))
      Result.Why = Refusal{"opaque-call", "the loop allocates, and the unit has its own operator new or delete",
                           Loop->getBeginLoc()};
    if (!Result.Why)
      Result.Why = findStrangeSurroundings(*Loop, C);
    if (Result.Why)
      break;
    Result.Loop = Loop;
  }
  return Result;
}

std::vector<const VarDecl *> namedVariables(const Stmt &S) {
  struct Visitor : RecursiveASTVisitor<Visitor> {
    bool VisitDeclRefExpr(DeclRefExpr *R) {
      if (const auto *V = llvm::dyn_cast<VarDecl>(R->getDecl()))
        Found.push_back(V->getCanonicalDecl());
      return true;
    }
    std::vector<const VarDecl *> Found;
  } Names;
  Names.TraverseStmt(const_cast<Stmt *>(&S));
  return Names.Found;
}

std::string textOf(const Expr &E, ASTContext &C) { return plainText(E.getSourceRange(), C); }

std::optional<Refusal> findUnsuitablePlace(const Stmt &Loop, ASTContext &C) {
  if (loopContextOf(Loop, C).InLambda)
    return Refusal{"lambda", "the loop is inside a lambda", Loop.getBeginLoc()};
  if (hasDirective(Loop.getSourceRange(), C))
    return Refusal{"preprocessor", "a preprocessor line stands in the loop", Loop.getBeginLoc()};
  return findStrangeSurroundings(Loop, C);
}

std::optional<Refusal> findVariation(const Expr &E, const Stmt &Loop, const char *Code, const std::string &Name, ASTContext &C) {
  const Effects Of = effectsOf(E, C);
  if (auto Impure = findImpurity(Of))
    return Refusal{"effects", Name + " does more: " + Impure->Text, E.getBeginLoc()};
  InvariantLoop Same = outermostInvariant(E, Of.Reads, {&Loop}, C);
  if (Same.Loop)
    return std::nullopt;
  return Same.Why ? *Same.Why : Refusal{Code, "the loop changes " + Name, E.getBeginLoc()};
}

bool isFallbackOf(llvm::StringRef Condition, const Stmt &Loop, ASTContext &C) {
  const Stmt *Below = &Loop;
  for (const Stmt *Around = statementAround(Loop, C); Around; Below = Around, Around = statementAround(*Around, C))
    if (const auto *If = llvm::dyn_cast<IfStmt>(Around))
      if (If->getElse() == Below && llvm::StringRef(textOf(*If->getCond(), C)).contains(Condition))
        return true;
  return false;
}

bool computesAsWritten(const ASTContext &C) {
  LangOptions::FPEvalMethodKind Asked = C.getLangOpts().getFPEvalMethod();
  return C.getTargetInfo().getFPEvalMethod() == LangOptions::FEM_Source && Asked != LangOptions::FEM_Double &&
         Asked != LangOptions::FEM_Extended;
}

bool isNameOrCall(const Expr &E) {
  if (const auto *Operator = llvm::dyn_cast<CXXOperatorCallExpr>(&E))
    return Operator->getOperator() == OO_Call || Operator->getOperator() == OO_Subscript;
  // A conversion that nobody wrote reads as what it converts.
  if (const auto *Call = llvm::dyn_cast<CXXMemberCallExpr>(&E); Call && llvm::isa_and_nonnull<CXXConversionDecl>(Call->getMethodDecl()))
    return isNameOrCall(*Call->getImplicitObjectArgument()->IgnoreImplicit());
  return llvm::isa<DeclRefExpr, MemberExpr, CallExpr>(E);
}

bool takesSum(const Expr &Site, ASTContext &C) {
  const Expr *E = &Site;
  DynTypedNode Around = C.getParents(*E)[0];
  for (const auto *Cast = Around.get<ImplicitCastExpr>(); Cast; Cast = Around.get<ImplicitCastExpr>()) {
    E = Cast;
    Around = C.getParents(*E)[0];
  }
  if (const auto *B = Around.get<BinaryOperator>())
    return B->isAssignmentOp() ? B->getRHS() == E : B->isAdditiveOp() && B->getLHS() == E;
  if (const auto *Subscript = Around.get<ArraySubscriptExpr>())
    return Subscript->getRHS() == E;
  if (const auto *Call = Around.get<CallExpr>())
    return isNameOrCall(*Call) && Call->getCallee() != E && !(llvm::isa<CXXOperatorCallExpr>(Call) && Call->getArg(0) == E);
  return Around.get<ParenExpr>() || Around.get<CXXNamedCastExpr>() || Around.get<CXXFunctionalCastExpr>() || Around.get<VarDecl>();
}

SourceRange withSemicolon(const Stmt &S, const ASTContext &C) {
  auto Next = Lexer::findNextToken(S.getEndLoc(), C.getSourceManager(), C.getLangOpts());
  bool Ends = Next && Next->is(tok::semi) && !llvm::isa<DeclStmt, CompoundStmt>(S);
  return {S.getBeginLoc(), Ends ? Next->getLocation() : S.getEndLoc()};
}

SourceRange withParentheses(const Expr &E, ASTContext &C) {
  const Expr *Outer = &E;
  auto Parents = C.getParents(E);
  while (!Parents.empty() && Parents[0].get<ParenExpr>()) {
    Outer = Parents[0].get<ParenExpr>();
    Parents = C.getParents(*Outer);
  }
  // Not those of `return(a + b)`, which keep the words apart.
  const SourceManager &SM = C.getSourceManager();
  const SourceLocation From = Outer->getBeginLoc();
  const bool Follows = From.isFileID() && SM.getFileOffset(From) > 0 && isAsciiIdentifierContinue(*SM.getCharacterData(From.getLocWithOffset(-1)));
  return (Follows ? E : *Outer).getSourceRange();
}

/// \p Qualified: also behind a dot, an arrow and two colons.
static unsigned countName(SourceRange Range, llvm::StringRef Name, bool Qualified, ASTContext &C) {
  const SourceManager &SM = C.getSourceManager();
  SourceLocation From = SM.getFileLoc(Range.getBegin()), To = SM.getFileLoc(Range.getEnd());
  FileID Id = SM.getFileID(From);
  llvm::StringRef Buffer = SM.getBufferData(Id);
  Lexer Lex(SM.getLocForStartOfFile(Id), C.getLangOpts(), Buffer.begin(),
            Buffer.begin() + SM.getFileOffset(From), Buffer.end());
  unsigned Count = 0;
  bool IsQualified = false;
  for (Token T; !Lex.LexFromRawLexer(T) && !SM.isBeforeInTranslationUnit(To, T.getLocation());) {
    Count += T.is(tok::raw_identifier) && T.getRawIdentifier() == Name && (Qualified || !IsQualified);
    IsQualified = T.isOneOf(tok::period, tok::arrow, tok::coloncolon);
  }
  return Count;
}

unsigned countName(const Stmt &At, llvm::StringRef Name, ASTContext &C) {
  return countName(outermostFunction(At, C)->getSourceRange(), Name, true, C);
}

unsigned countLocal(const Stmt &At, llvm::StringRef Name, ASTContext &C) {
  return countName(outermostFunction(At, C)->getSourceRange(), Name, false, C);
}

namespace {
/// Where an identifier is said, as the compiler read it.
class Said : public RecursiveASTVisitor<Said> {
public:
  /// \p Part: what lies elsewhere does not count; all does if there is none.
  Said(llvm::StringRef Name, std::optional<SourceRange> Part, const SourceManager &SM)
      : Name(Name), Part(Part), SM(SM) {}
  bool VisitDeclRefExpr(DeclRefExpr *R) { return add(*R->getDecl(), R->getLocation()); }
  bool VisitMemberExpr(MemberExpr *M) { return add(*M->getMemberDecl(), M->getMemberLoc()); }
  bool VisitNamedDecl(NamedDecl *D) { return add(*D, D->getLocation()); }
  llvm::DenseSet<SourceLocation> At;
  bool InMacro = false; ///< In the text of a macro, where it may be another's.

private:
  bool add(const NamedDecl &D, SourceLocation L) {
    if (L.isInvalid() || !D.getDeclName().isIdentifier() || D.getName() != Name)
      return true;
    SourceLocation Here = SM.getFileLoc(L);
    if (Part && (SM.isBeforeInTranslationUnit(Here, SM.getFileLoc(Part->getBegin())) ||
                 SM.isBeforeInTranslationUnit(SM.getFileLoc(Part->getEnd()), Here)))
      return true;
    InMacro |= L.isMacroID() && !SM.isMacroArgExpansion(L);
    At.insert(SM.getSpellingLoc(L));
    return true;
  }
  llvm::StringRef Name;
  std::optional<SourceRange> Part;
  const SourceManager &SM;
};
} // namespace

/// \p All: everything \p Around says of the names lies in \p Part.
static std::optional<Refusal> findOtherConfiguration(llvm::ArrayRef<const ValueDecl *> Names, SourceRange Part, bool All,
                                                     Stmt *Around, ASTContext &C) {
  if (hasDirective(Part, C))
    return Refusal{"preprocessor", "a preprocessor line stands in the loop", Part.getBegin()};
  for (const ValueDecl *V : Names) {
    Said Mentions(V->getName(), All ? std::nullopt : std::optional(Part), C.getSourceManager());
    Mentions.TraverseStmt(Around);
    if (Mentions.InMacro || Mentions.At.size() != countName(Part, V->getName(), true, C))
      return Refusal{"preprocessor", "a macro decides what is done with '" + V->getNameAsString() + "'",
                     Part.getBegin()};
  }
  return std::nullopt;
}

std::optional<Refusal> findOtherConfiguration(llvm::ArrayRef<const ValueDecl *> Names, const Stmt &S, ASTContext &C) {
  return findOtherConfiguration(Names, S.getSourceRange(), /*All=*/true, const_cast<Stmt *>(&S), C);
}

std::optional<Refusal> findOtherConfiguration(llvm::ArrayRef<const ValueDecl *> Names, SourceRange Part, const Stmt &At,
                                              ASTContext &C) {
  return findOtherConfiguration(Names, Part, /*All=*/false, outermostFunction(At, C)->getBody(), C);
}

std::optional<Refusal> findEarlierEnd(const FunctionDecl &F) {
  struct Tails : RecursiveASTVisitor<Tails> {
    bool VisitAttributedStmt(AttributedStmt *S) {
      return !(Found |= llvm::any_of(S->getAttrs(), [](const Attr *A) { return llvm::isa<MustTailAttr>(A); }));
    }
    bool Found = false;
  } Tail;
  if (F.isConstexpr())
    return Refusal{"constexpr", "the function may be evaluated by the compiler", F.getLocation()};
  Tail.TraverseStmt(F.getBody());
  return Tail.Found ? std::optional(Refusal{"musttail", "the function ends in a call that takes its place", F.getLocation()})
                    : std::nullopt;
}

namespace {

class Strangeness : public RecursiveASTVisitor<Strangeness> {
public:
  explicit Strangeness(bool NamesToo) : NamesToo(NamesToo) {}
  bool VisitDeclStmt(DeclStmt *S) {
    for (const Decl *D : S->decls())
      if (NamesToo && llvm::isa<UsingDecl, UsingDirectiveDecl, UsingEnumDecl, TypeDecl,
                                NamespaceAliasDecl, FunctionDecl>(D))
        Found = {"local-names", "names are declared inside the loop", D->getLocation()};
    return !Found;
  }
  bool VisitCallExpr(CallExpr *Call) {
    const FunctionDecl *F = Call->getDirectCallee();
    if (F && (F->hasAttr<ReturnsTwiceAttr>() || F->getNameAsString().find("setjmp") != std::string::npos))
      Found = {"setjmp", "the function calls setjmp", Call->getExprLoc()};
    return !Found;
  }
  bool VisitLabelStmt(LabelStmt *S) {
    Found = {"goto", "the function has labels", S->getBeginLoc()};
    return false;
  }
  std::optional<Refusal> Found;

private:
  bool NamesToo;
};

} // namespace

std::optional<Refusal> findStrangeSurroundings(const Stmt &Loop, ASTContext &C) {
  const FunctionDecl *F = outermostFunction(Loop, C);
  if (!F || llvm::isa_and_nonnull<CoroutineBodyStmt>(F->getBody()))
    return Refusal{"coroutine", "the function is a coroutine", Loop.getBeginLoc()};
  if (hasPragma(Loop, C, "omp") || hasPragma(Loop, C, "acc"))
    return Refusal{"parallel-region", "the function has a pragma of OpenMP or OpenACC", Loop.getBeginLoc()};
  Strangeness InLoop(true), InFunction(false);
  InLoop.TraverseStmt(const_cast<Stmt *>(&Loop));
  if (InLoop.Found)
    return InLoop.Found;
  InFunction.TraverseStmt(F->getBody());
  return InFunction.Found;
}

} // namespace hone
