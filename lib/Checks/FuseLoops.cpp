// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// fuse-loops: several sums over one range in one pass.
//
//   for (std::size_t i = 0; i < n; ++i)          for (std::size_t i = 0; i < n; ++i) {
//     both += (x[i] - a) * (y[i] - b);             both += (x[i] - a) * (y[i] - b);
//   for (std::size_t i = 0; i < n; ++i)            ofX += (x[i] - a) * (x[i] - a);
//     ofX += (x[i] - a) * (x[i] - a);            }
//
// Each sum waits for the addition before, and the compiler must not change their order: a pass takes as long as its
// additions one after the other, whatever else could be done meanwhile. In one pass several sums are waited for at once.
// A compiler would have to see that nothing else happens in between, which it does not look for.
//
// Only sums into variables of the function's own: then the loops share nothing but what they read.
#include "CheckedIndex.h"
#include "LoopContext.h"
#include "LoopMentions.h"
#include "Nest.h"
#include "NestLoops.h"
#include "NestedText.h"
#include "Rounding.h"
#include "hone/Analysis/Escape.h"
#include "hone/Analysis/Types.h"
#include "hone/Checks/Check.h"
#include "hone/Rewrite/PatchBuilder.h"
#include "clang/AST/ParentMapContext.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/ASTMatchers/ASTMatchers.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/StringSet.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace hone;

namespace {

/// One pass over the range.
struct Pass {
  const ForStmt *Loop = nullptr;
  CountedLoop Head;
  std::vector<const Stmt *> Body;
  std::unique_ptr<Nest> Reads;
  NestGroup Does;
  llvm::SmallPtrSet<const VarDecl *, 4> Written; ///< Declared in front of the loop.
};

/// Loops one behind the other, with nothing but declarations of numbers in between.
struct Run {
  std::vector<Pass> Passes;
  std::vector<const DeclStmt *> Between;
};

/// The text of the header, from `for` to its parenthesis.
llvm::StringRef headerOf(const ForStmt &Loop, const ASTContext &C) {
  return Lexer::getSourceText(CharSourceRange::getTokenRange(Loop.getForLoc(), Loop.getRParenLoc()), C.getSourceManager(), C.getLangOpts());
}

/// Whether both count over the same range, in the same words.
bool sameHeader(const ForStmt &A, const CountedLoop &X, const ForStmt &B, const CountedLoop &Y, ASTContext &C) {
  return !A.getForLoc().isMacroID() && !B.getForLoc().isMacroID() && headerOf(A, C) == headerOf(B, C) &&
         C.hasSameType(X.Index->getType(), Y.Index->getType()) && saysTheSame(*X.Init, *Y.Init, C) && saysTheSame(*X.Bound, *Y.Bound, C);
}

/// A declaration of numbers that begin with constants: it can stand in front of loops that name none of them.
bool declaresNumbers(const Stmt &S, const ASTContext &C) {
  const auto *Declared = dyn_cast<DeclStmt>(&S);
  return Declared && llvm::all_of(Declared->decls(), [&](const Decl *D) {
           const auto *V = dyn_cast<VarDecl>(D);
           return V && V->hasLocalStorage() && V->getType()->isArithmeticType() && !isVolatileOrAtomic(V->getType()) && !V->hasAttrs() &&
                  V->getInit() && namedVariables(*V->getInit()).empty() && V->getInit()->isEvaluatable(C);
         });
}

/// The run that begins with \p First; nothing if that is one loop, or not the first.
std::optional<Run> runFrom(const ForStmt &First, ASTContext &C) {
  const auto *Block = dyn_cast_or_null<CompoundStmt>(statementAround(First, C));
  auto Head = endingLoop(First);
  if (!Block || !Head)
    return std::nullopt;
  const std::vector<const Stmt *> All(Block->body_begin(), Block->body_end());
  const auto Here = llvm::find(All, &First);
  for (auto It = Here; It != All.begin();) {
    --It;
    const auto *Earlier = dyn_cast<ForStmt>(*It);
    auto Known = Earlier ? endingLoop(*Earlier) : std::nullopt;
    if (Known && sameHeader(*Earlier, *Known, First, *Head, C))
      return std::nullopt;
    if (!declaresNumbers(**It, C))
      break;
  }
  Run Result;
  std::vector<const DeclStmt *> Declared;
  for (auto It = Here; It != All.end(); ++It) {
    const auto *Loop = dyn_cast<ForStmt>(*It);
    auto Known = Loop ? endingLoop(*Loop) : std::nullopt;
    if (Known && sameHeader(First, *Head, *Loop, *Known, C)) {
      llvm::append_range(Result.Between, Declared);
      Declared.clear();
      Pass P;
      P.Loop = Loop;
      P.Head = *Known;
      P.Body = itemsOf(*Loop->getBody());
      Result.Passes.push_back(std::move(P));
    } else if (declaresNumbers(**It, C)) {
      Declared.push_back(cast<DeclStmt>(*It));
    } else {
      break;
    }
  }
  if (Result.Passes.size() < 2)
    return std::nullopt;
  return Result;
}

/// The words of \p S that are names in it: of what it mentions, and of what it declares.
llvm::StringSet<> namesIn(const Stmt &S) {
  struct Finder : RecursiveASTVisitor<Finder> {
    bool VisitDeclRefExpr(DeclRefExpr *R) { return add(*R->getDecl()); }
    bool VisitMemberExpr(MemberExpr *M) { return add(*M->getMemberDecl()); }
    bool VisitNamedDecl(NamedDecl *D) { return add(*D); }
    bool VisitTypedefType(TypedefType *T) { return add(*T->getDecl()); }
    bool VisitTagType(TagType *T) { return add(*T->getDecl()); }
    bool add(const NamedDecl &D) {
      if (D.getDeclName().isIdentifier())
        Names.insert(D.getName());
      return true;
    }
    llvm::StringSet<> Names;
  } Found;
  Found.TraverseStmt(const_cast<Stmt *>(&S));
  return std::move(Found.Names);
}

/// Whether it adds up fractions in a variable, and so waits for each addition.
bool addsUp(const ForStmt &Loop) {
  struct Finder : RecursiveASTVisitor<Finder> {
    bool VisitCompoundAssignOperator(CompoundAssignOperator *Step) {
      const bool Sum = Step->getOpcode() == BO_AddAssign || Step->getOpcode() == BO_SubAssign;
      return !(Found |= Sum && Step->getType()->isRealFloatingType() && variableOf(*Step->getLHS()));
    }
    bool Found = false;
  } Sums;
  Sums.TraverseStmt(const_cast<Stmt *>(Loop.getBody()));
  return Sums.Found;
}

class Judge {
public:
  Judge(Run &R, ASTContext &C) : R(R), First(*R.Passes.front().Loop), C(C), F(*outermostFunction(First, C)) {}
  Verdict run();

private:
  std::optional<Refusal> read(Pass &P);
  std::optional<Refusal> refuseDependence() const;
  std::optional<Refusal> refuseNames() const;
  std::optional<Refusal> refuse();
  bool areNeighbours() const;
  Refusal no(const char *Code, const std::string &Text, const Stmt &At) const { return {Code, Text, At.getBeginLoc()}; }

  Run &R;
  const ForStmt &First;
  ASTContext &C;
  const FunctionDecl &F;
};

constexpr unsigned MaxSums = 8; ///< More do not fit into registers.

/// What a pass does: nothing but to add up.
std::optional<Refusal> Judge::read(Pass &P) {
  P.Reads = std::make_unique<Nest>(*P.Loop, std::vector<CountedLoop>{P.Head}, C);
  for (const Stmt *Each : P.Body) {
    if (holdsLoop(*Each))
      return no("inner-loop", "a loop stands in one of them", *Each);
    P.Reads->read(*Each, P.Does);
  }
  if (P.Reads->Obstacle)
    return P.Reads->Obstacle;
  if (!P.Reads->isSteady(*P.Head.Init) || !P.Reads->isSteady(*P.Head.Bound))
    return no("bound-changes", "the range may change on the way", *P.Head.Bound);
  for (const NestUse &Use : P.Does.Uses) {
    if (!Use.Writes)
      continue;
    const VarDecl *V = variableOf(*Use.Site);
    if (V && isDeclaredIn(*V, *P.Loop, C))
      continue;
    if (!V || !Use.Subscripts.empty() || !isPrivate(*V, F, C))
      return no("not-a-sum", "a loop writes more than variables of the function's own", *Use.Site);
    P.Written.insert(V->getCanonicalDecl());
  }
  return std::nullopt;
}

/// What one writes no other names.
std::optional<Refusal> Judge::refuseDependence() const {
  for (const Pass &A : R.Passes)
    for (const Pass &B : R.Passes)
      for (const VarDecl *V : A.Written)
        if (&A != &B && !mentionsOf(*V, *B.Loop).empty())
          return no("dependence", "'" + V->getNameAsString() + "' is written in one loop and named in another", *B.Loop);
  return std::nullopt;
}

/// In one body, and with the declarations in front, every name still means what it did.
std::optional<Refusal> Judge::refuseNames() const {
  for (std::size_t I = 0; I < R.Passes.size(); ++I) {
    for (const VarDecl *Own : R.Passes[I].Does.Declared)
      for (std::size_t J = 0; J < R.Passes.size(); ++J)
        if (J != I && namesIn(*R.Passes[J].Loop->getBody()).contains(Own->getName()))
          return no("names", "'" + Own->getNameAsString() + "' means something in two of the loops", *R.Passes[J].Loop);
    const llvm::StringSet<> Named = namesIn(*R.Passes[I].Loop);
    for (const DeclStmt *Declared : R.Between)
      for (const Decl *D : Declared->decls())
        if (Declared->getBeginLoc() > R.Passes[I].Loop->getBeginLoc() && Named.contains(cast<VarDecl>(D)->getName()))
          return no("names", "'" + cast<VarDecl>(D)->getNameAsString() + "' means something else in front of its declaration", *Declared);
  }
  return std::nullopt;
}

/// Whether nothing but blanks stands between the statements: a comment speaks of one of the loops, and a macro that is
/// nothing here may be something elsewhere.
bool Judge::areNeighbours() const {
  const SourceManager &SM = C.getSourceManager();
  std::vector<const Stmt *> All(R.Between.begin(), R.Between.end());
  for (const Pass &P : R.Passes)
    All.push_back(P.Loop);
  llvm::sort(All, [](const Stmt *A, const Stmt *B) { return A->getBeginLoc() < B->getBeginLoc(); });
  for (std::size_t I = 1; I < All.size(); ++I) {
    const SourceLocation From = Lexer::getLocForEndOfToken(withSemicolon(*All[I - 1], C).getEnd(), 0, SM, C.getLangOpts());
    bool Invalid = false;
    const CharSourceRange Gap = CharSourceRange::getCharRange(From, All[I]->getBeginLoc());
    if (!Lexer::getSourceText(Gap, SM, C.getLangOpts(), &Invalid).trim().empty() || Invalid)
      return false;
  }
  return true;
}

std::optional<Refusal> Judge::refuse() {
  for (Pass &P : R.Passes) {
    if (auto No = findUnsuitablePlace(*P.Loop, C))
      return No;
    if (auto No = read(P))
      return No;
  }
  std::size_t Sums = 0;
  for (const Pass &P : R.Passes)
    Sums += P.Written.size();
  if (Sums > MaxSums)
    return no("too-many", "more is added up than there are registers for", First);
  if (hasDirective({First.getBeginLoc(), R.Passes.back().Loop->getEndLoc()}, C))
    return no("preprocessor", "a preprocessor line stands between the loops", First);
  if (!computesAsWritten(C))
    return no("floating-point", "the target computes in more precision than the types have", First);
  if (F.isConstexpr())
    return no("constant-expression", "the function may be a constant expression", First);
  if (auto No = refuseDependence())
    return No;
  if (auto No = refuseNames())
    return No;
  if (!areNeighbours())
    return no("between", "a comment or a macro stands between the loops", First);
  return std::nullopt;
}

Verdict Judge::run() {
  const LangOptions &L = C.getLangOpts();
  // Compilers add up in vectors then, and other loops at any time.
  if (L.FastMath || L.AllowFPReassoc || !llvm::all_of(R.Passes, [](const Pass &P) { return addsUp(*P.Loop); }))
    return Verdict::nothing();
  if (auto No = refuse())
    return Verdict::refuse(No->Code, No->Text);
  std::vector<Obligation> Shown{
      {"same-range", "the loops count over one range, in the same words, and none of them changes it", How::Proved},
      {"independent", "what a loop writes is a variable of the function's own that no other of them names", How::Proved}};
  for (const Pass &P : R.Passes)
    for (const Obligation &Steady : P.Reads->steady())
      if (llvm::none_of(Shown, [&](const Obligation &Each) { return Each.Text == Steady.Text; }))
        Shown.push_back(Steady);
  std::vector<const Stmt *> Loops;
  for (const Pass &P : R.Passes)
    Loops.push_back(P.Loop);
  llvm::append_range(Shown, roundingOf(Loops, C));
  return Verdict::legal(Shown);
}

Verdict judge(const Match &M) {
  auto R = runFrom(M.node<ForStmt>("root"), M.ast());
  return R ? Judge(*R, M.ast()).run() : Verdict::nothing();
}

/// The statements of a body, with their comments, as they stand there but for the indentation.
std::string bodyText(const Pass &Of, PatchBuilder &P, ASTContext &C) {
  const Stmt &Body = *Of.Loop->getBody();
  if (!isa<CompoundStmt>(Body)) {
    const std::string Text = P.text(withSemicolon(Body, C));
    return Text.find('\n') == std::string::npos ? Text : P.copy(Body, {});
  }
  const std::string Whole = P.text(Body.getSourceRange());
  return Whole.empty() ? Whole : unindented(llvm::StringRef(Whole).drop_front().drop_back().trim());
}

llvm::Expected<Patch> rewrite(const Match &M) {
  ASTContext &C = M.ast();
  const Run R = *runFrom(M.node<ForStmt>("root"), C);
  PatchBuilder P(C);
  const ForStmt &First = *R.Passes.front().Loop;
  std::string Text, Body;
  for (const DeclStmt *Each : R.Between)
    Text += P.text(Each->getSourceRange()) + "\n";
  for (const Pass &Each : R.Passes)
    Body += (Body.empty() ? "" : "\n") + bodyText(Each, P, C);
  Text += P.text({First.getForLoc(), First.getRParenLoc()}) + " {\n" + indented(Body, P.step(First)) + "\n}";
  P.replaceStatement(First, Text);
  for (const DeclStmt *Each : R.Between)
    P.remove(Each->getSourceRange());
  for (const Pass &Each : llvm::drop_begin(R.Passes))
    P.remove(withSemicolon(*Each.Loop, C));
  return P.take();
}

StatementMatcher pattern() { return forStmt().bind("root"); }

} // namespace

namespace hone {
extern constexpr Check FuseLoops = {
    "fuse-loops", "several sums over one range wait for their additions one after the other", Category::Vector, 1, pattern, judge, rewrite};
} // namespace hone
