// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// interchange-loops: walks along the rows of a matrix, not down its columns.
//
//   for (std::size_t j = 0; j < width; ++j) {
//     double sum = 0;
//     for (std::size_t i = 0; i < height; ++i)
//       sum += m[i][j];
//     means[j] = sum;
//   }
//
//   for (std::size_t j = 0; j < width; ++j)
//     means[j] = 0;
//   for (std::size_t i = 0; i < height; ++i)
//     for (std::size_t j = 0; j < width; ++j)
//       means[j] += m[i][j];
//
// Compilers do this for arrays of known shape at most: they cannot see that the rows of a container are
// apart, nor turn a variable of one iteration into one for each. What stands before and behind the inner loop gets
// a loop of its own. Every sum keeps its own order: only sums of different elements run beside each other.
#include "CheckedIndex.h"
#include "LoopContext.h"
#include "LoopMentions.h"
#include "LoopState.h"
#include "NestGuards.h"
#include "NestLoops.h"
#include "NestedText.h"
#include "Presence.h"
#include "Rounding.h"
#include "Words.h"
#include "hone/Analysis/Escape.h"
#include "hone/Checks/Check.h"
#include "clang/AST/ParentMapContext.h"
#include "hone/Rewrite/PatchBuilder.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace hone;

/// Along rows of fewer elements there is nothing to gain; where the original stays anyway, it does them.
static constexpr unsigned ShortRow = 8;

namespace {
/// A variable of one iteration that becomes an element for each.
struct Spread {
  const VarDecl *Variable = nullptr;
  const Stmt *First = nullptr;           ///< `double sum = 0;`, or `sum = 0;` if it is declared in front of the loop.
  const Expr *Init = nullptr;            ///< What it is set to there.
  const BinaryOperator *Store = nullptr; ///< `out[j] = sum`: out[j] takes its place. Null: a scratch row does.
  const NestUse *Target = nullptr;       ///< out[j]
  std::string Text;                      ///< What stands for it.
};

class Judge {
public:
  Judge(const ForStmt &Loop, ASTContext &C, unsigned Least)
      : Loop(Loop), C(C), F(*outermostFunction(Loop, C)), P(C, Loop), Least(Least) {}
  Verdict run();
  llvm::Expected<Patch> write();

private:
  std::optional<Refusal> refuseOrder();
  std::optional<Refusal> refuseNames() const;
  std::optional<Refusal> spreadVariables();
  std::optional<Refusal> guard(unsigned A, unsigned B);
  NestStatement statement(const NestGroup &Group, int When);
  std::vector<NestStatement> statements();
  std::optional<std::string> orderAnyway(unsigned A, unsigned B);
  void chooseTarget(Spread &S);

  std::string header(const ForStmt &For) { return P.text({For.getForLoc(), For.getRParenLoc()}); }
  Substitutions substitutions(const Stmt &S) const;
  std::string nested(llvm::StringRef Lines) const { return indented(Lines, P.step(Loop)); }
  std::string loopOver(const std::string &Header, const std::vector<std::string> &Body);
  std::vector<std::string> body(const NestGroup &Group);
  std::vector<std::string> interchanged();
  std::string scratch(Spread &S);
  std::string asksForLength(const Stmt &Root);
  const Stmt &guarded() const;
  Refusal no(const char *Code, const std::string &Text) const { return {Code, Text, Loop.getBeginLoc()}; }

  const ForStmt &Loop;
  ASTContext &C;
  const FunctionDecl &F;
  PatchBuilder P;
  const unsigned Least; ///< See Match::least().
  LoopPair S;
  std::optional<Nest> N;
  NestGroup Before, Inside, After;
  std::vector<Spread> Spreads;
  std::vector<std::string> Guards; ///< Conditions for the new order.
  bool AsksRows = false;           ///< One of them asks where the rows of a matrix are.
  std::vector<Obligation> Obligations;
  llvm::StringSet<> Taken;
};
} // namespace

/// `out[j] = sum` behind the inner loop, if out is named nowhere else in the nest: it takes the place of sum.
void Judge::chooseTarget(Spread &Of) {
  auto Behind = usesOf(After, *Of.Variable);
  for (const Stmt *Each : After.Statements) {
    const auto *Store = dyn_cast<BinaryOperator>(Each);
    if (!Store || Store->getOpcode() != BO_Assign || variableOf(*Store->getRHS()) != Of.Variable || Behind.size() != 1 ||
        !C.hasSameUnqualifiedType(Store->getLHS()->getType(), Of.Variable->getType()))
      continue;
    const NestUse *Target = useAt(After, *Store->getLHS());
    if (!Target || Target->Subscripts.empty() || isa<MemberExpr>(Target->Site->IgnoreParens()) ||
        N->stride(*Target, *S.OuterHead.Index) == Nest::Stride::Same)
      continue;
    auto Mentions = [&](const NestGroup &Group) {
      return llvm::count_if(Group.Uses, [&](const NestUse &Use) { return Use.Array == Target->Array; });
    };
    ArrayAccess At = N->access(*Target);
    // Every subscript must mean the same in front of the inner loop, and one tell the turns apart.
    bool Own = llvm::all_of(At.Subscripts, [](const auto &Each) { return Each.has_value(); }) &&
               llvm::any_of(At.Subscripts, [](const auto &Each) { return std::abs(Each->factorOf("i0")) == 1; });
    bool Taken = llvm::any_of(Spreads, [&](const Spread &Other) { return Other.Target && Other.Target->Array == Target->Array; });
    if (Own && !Taken && Mentions(Before) + Mentions(Inside) + Mentions(After) == 1) {
      Of.Store = Store;
      Of.Target = Target;
    }
  }
}

/// Whether a row of as many elements as the bound says has room for all turns, and little more.
static bool fitsRow(const CountedLoop &L) {
  const auto *First = dyn_cast<IntegerLiteral>(L.Init->IgnoreParenImpCasts());
  const Expr &Bound = *L.Bound->IgnoreParenImpCasts();
  return First && First->getValue().ule(2) && (variableOf(Bound) || sizedBy(Bound) || isa<IntegerLiteral>(Bound));
}

std::optional<Refusal> Judge::spreadVariables() {
  std::vector<Spread> Wanted;
  for (const Stmt *Each : Before.Statements) {
    if (const BinaryOperator *Store = firstStore(*Each, Loop, F, C)) {
      Spread &Of = Wanted.emplace_back();
      Of.Variable = variableOf(*Store->getLHS());
      Of.First = Each;
      Of.Init = Store->getRHS();
    }
    if (const auto *Decls = dyn_cast<DeclStmt>(Each))
      for (const Decl *D : Decls->decls()) {
        Spread &Of = Wanted.emplace_back();
        Of.Variable = cast<VarDecl>(D);
        Of.First = Each;
        Of.Init = Of.Variable->getInit();
      }
  }
  for (Spread &Of : Wanted) {
    const VarDecl *V = Of.Variable;
    if (usesOf(Inside, *V).empty() && usesOf(After, *V).empty())
      continue;
    const auto *Decls = dyn_cast<DeclStmt>(Of.First);
    if (!Of.Init || isa<InitListExpr>(Of.Init->IgnoreImplicit()) || (Decls && !Decls->isSingleDecl()) || V->isConstexpr())
      return no("unknown-construct", "'" + V->getNameAsString() + "' has no plain first value");
    chooseTarget(Of);
    if (!Of.Target)
      if (auto Early = findEarlierEnd(F))
        return Early;
    const Stmt *Block = statementAround(Loop, C);
    if (!Of.Target && Block && isa_and_nonnull<SwitchStmt>(statementAround(*Block, C)))
      return no("scratch-row", "a row for '" + V->getNameAsString() + "' would be declared between case labels");
    if (!Of.Target && replacesAllocation(C))
      return no("allocates", "the unit has its own operator new, which would see the row for '" + V->getNameAsString() + "'");
    if (!Of.Target && (V->getType()->isBooleanType() || V->getType().isConstQualified() || !fitsRow(S.OuterHead)))
      return no("scratch-row", "there is no array that could hold '" + V->getNameAsString() + "' for each iteration");
    Spreads.push_back(std::move(Of));
  }
  return std::nullopt;
}

/// What the statements of \p Group do, \p When being their place in the outer loop's body: its own variables are
/// elements already, since each iteration has its own.
NestStatement Judge::statement(const NestGroup &Group, int When) {
  NestStatement To;
  const bool IsInner = &Group == &Inside;
  const Affine J = Affine::of("i0"), K = Affine::of("i1"), Zero = Affine::of(0), At = Affine::of(When);
  To.Around.push_back(N->range(S.OuterHead));
  if (IsInner)
    To.Around.push_back(N->range(S.InnerHead));
  To.Before = {J, At, IsInner ? K : Zero};
  To.After = {At, IsInner ? K : J, IsInner ? J : Zero};
  for (const NestUse &Use : Group.Uses) {
    ArrayAccess Access = N->access(Use);
    const VarDecl *V = Use.Subscripts.empty() ? variableOf(*Use.Site) : nullptr;
    bool IsSpread = V && llvm::any_of(Spreads, [&](const Spread &Of) { return Of.Variable == V; });
    if (IsSpread || (V && isDeclaredIn(*V, Loop, C)))
      Access.Subscripts = {J};
    To.Accesses.push_back(std::move(Access));
  }
  return To;
}

std::vector<NestStatement> Judge::statements() {
  std::vector<NestStatement> All = {statement(Before, 0), statement(Inside, 1), statement(After, 2)};
  for (const Spread &Of : Spreads) // The declaration sets it.
    if (auto Uses = usesOf(Inside, *Of.Variable); !Uses.empty())
      All[0].Accesses.push_back({Uses.front()->Array, true, {Affine::of("i0")}});
  return All;
}

/// Why the new order is right even if the two arrays have elements in common; none: it may not be.
std::optional<std::string> Judge::orderAnyway(unsigned A, unsigned B) {
  bool Target = llvm::any_of(Spreads, [&](const Spread &Of) { return Of.Target && (Of.Target->Array == A || Of.Target->Array == B); });
  return Target ? std::nullopt : hone::orderAnyway(*N, statements(), A, B, C);
}

std::optional<Refusal> Judge::guard(unsigned I, unsigned J) {
  const NestArray &A = N->Arrays[I], &B = N->Arrays[J];
  const auto Test = testForApart(A, B, Loop, C);
  if (!Test)
    return no("may-alias", "'" + textOf(*A.Base, C) + "' and '" + textOf(*B.Base, C) + "' may have elements in common");
  if (isFallbackOf(Test->Condition, Loop, C))
    return no("fallback", "the loop is what runs if '" + Test->Condition + "' does not hold");
  if (Test->Asked) {
    if (auto Absent = findAbsence(*Test->Asked, Loop, F, C))
      return Absent;
    P.addInclude("functional");
    AsksRows = true;
  }
  Guards.push_back(Test->Condition);
  Obligations.push_back({"apart", Test->Argument, How::Guarded});
  return std::nullopt;
}

/// What is said inside the inner loop from now on must mean what it means outside.
std::optional<Refusal> Judge::refuseNames() const {
  llvm::StringSet<> Said;
  auto Add = [&](const Expr &E) {
    for (const auto &Name : wordsOf(E, C).Said)
      Said.insert(Name.getKey());
  };
  Said.insert(S.OuterHead.Index->getName()); // Of the elements that take the place of variables.
  Add(*S.OuterHead.Init);
  Add(*S.OuterHead.Bound);
  for (const Spread &Of : Spreads)
    if (Of.Target)
      Add(*Of.Target->Site);
  if (haveCommon(wordsOf(*S.Inner, C).Declared, Said))
    return no("local-names", "the inner loop declares a name that means something else outside of it");
  return std::nullopt;
}

std::optional<Refusal> Judge::refuseOrder() {
  if (auto Turned = findTurnedPair(statements())) {
    const NestArray &A = N->Arrays[Turned->Array];
    return no("dependence", "iterations need the elements of '" + textOf(*A.Base, C) + "' in the order they have now");
  }
  Obligations.push_back({"order", "every element sees its reads and writes in the order they had", How::Proved});
  for (auto [A, B] : N->mayShare(Obligations))
    if (auto Argument = orderAnyway(A, B))
      Obligations.push_back({"apart", std::move(*Argument), How::Proved});
    else if (auto No = guard(A, B))
      return No;
  return std::nullopt;
}

Verdict Judge::run() {
  auto Found = loopPair(Loop);
  if (!Found)
    return Verdict::nothing();
  S = *Found;
  N.emplace(Loop, std::vector{S.OuterHead, S.InnerHead}, C);
  for (const Stmt *Each : S.Before)
    N->read(*Each, Before);
  N->read(*S.Inner->getBody(), Inside);
  for (const Stmt *Each : S.After)
    N->read(*Each, After);
  if (!goesDownColumns(*N, Inside, *S.InnerHead.Index, *S.OuterHead.Index))
    return Verdict::nothing();
  if (isFallbackOf(textOf(*S.OuterHead.Bound, C) + " >= ", Loop, C)) // What is done for few elements.
    return Verdict::nothing();
  if (auto No = N->Obstacle)
    return Verdict::refuse(No->Code, No->Text);
  if (auto No = findUnsuitablePlace(Loop, C))
    return Verdict::refuse(No->Code, No->Text);
  if (auto No = findHeaderObstacle(S, *N, C))
    return Verdict::refuse(No->Code, No->Text);
  if (auto No = spreadVariables())
    return Verdict::refuse(No->Code, No->Text);
  if (!computesAsWritten(C) && wordsOf(Loop, C).Fractions)
    return Verdict::refuse("floating-point", "the target computes in more precision than the types have");
  if (auto No = refuseNames())
    return Verdict::refuse(No->Code, No->Text);
  if (auto No = refuseOrder())
    return No->Code == "fallback" ? Verdict::nothing() : Verdict::refuse(No->Code, No->Text);
  llvm::append_range(Obligations, N->steady());
  llvm::append_range(Obligations, roundingOf({&Loop}, C));
  Verdict V = Verdict::legal(Obligations);
  V.AddsCode = !Guards.empty() || !Before.Statements.empty() || !After.Statements.empty();
  return V;
}

// --- Rewriting -----------------------------------------------------------------------

/// What stands for the variables that are spread, where \p S names them.
Substitutions Judge::substitutions(const Stmt &S) const {
  Substitutions Result;
  for (const Spread &Of : Spreads)
    for (const DeclRefExpr *Site : mentionsOf(*Of.Variable, S))
      Result.emplace_back(Site->getSourceRange(), Of.Text);
  return Result;
}

/// The statements of \p Group, one by one.
std::vector<std::string> Judge::body(const NestGroup &Group) {
  std::vector<std::string> Lines;
  for (const Stmt *Each : Group.Statements) {
    if (llvm::any_of(Spreads, [&](const Spread &Other) { return Other.Store == Each; }))
      continue;
    if (llvm::none_of(Spreads, [&](const Spread &Other) { return Other.First == Each; })) {
      Lines.push_back(P.copy(*Each, substitutions(*Each)));
      continue;
    }
    for (const Spread &Of : Spreads)
      if (Of.First == Each && (Of.Target || !isZero(*Of.Init))) // A new vector's elements are zero.
        Lines.push_back(Of.Text + " = " + textWith(P, Of.Init->getSourceRange(), substitutions(*Of.Init), C) + ";");
  }
  return Lines;
}

std::string Judge::loopOver(const std::string &Header, const std::vector<std::string> &Body) {
  // In braces, where the loops of the original are.
  const bool Block = Body.size() != 1 || isa<CompoundStmt>(S.Inner->getBody());
  return Header + (Block ? " {\n" : "\n") + nested(llvm::join(Body, "\n")) + (Block ? "\n}" : "");
}

/// Declares a row that holds \p Of for every iteration.
std::string Judge::scratch(Spread &Of) {
  const std::string Wanted = Of.Variable->getNameAsString();
  const std::string Name = freshName(Loop, C, Wanted + (llvm::StringRef(Wanted).contains('_') ? "_row" : "Row"), Taken);
  const CountedLoop &L = S.OuterHead;
  const Expr &Bound = *L.Bound->IgnoreParenImpCasts();
  std::string Count = P.text(Bound.getSourceRange());
  if (L.Test == BO_LE)
    Count += " + 1";
  if (Bound.getType()->isSignedIntegerType() && !isa<IntegerLiteral>(Bound)) {
    if (C.hasSameUnqualifiedType(Bound.getType(), C.IntTy)) {
      P.addInclude("algorithm");
      Count = stdCall("max", Loop, C) + Count + ", 0)";
    } else {
      Count = Count + " > 0 ? " + Count + " : 0";
    }
  }
  P.addInclude("vector");
  Of.Text = Name + "[" + L.Index->getNameAsString() + "]";
  return stdName("vector", Loop, C) + "<" + typeText(Of.Variable->getType().getUnqualifiedType(), Loop, C) + "> " + Name + "(" + Count + ");";
}

std::vector<std::string> Judge::interchanged() {
  std::vector<std::string> Lines;
  for (Spread &Of : Spreads) {
    if (Of.Target)
      Of.Text = P.text(Of.Target->Site->getSourceRange());
    else
      Lines.push_back(scratch(Of));
  }
  const std::string Outer = header(*S.Outer), Inner = header(*S.Inner);
  if (auto Set = body(Before); !Set.empty())
    Lines.push_back(loopOver(Outer, Set));
  Substitutions Instead = substitutions(*S.Inner);
  Instead.emplace_back(SourceRange(S.Inner->getForLoc(), S.Inner->getRParenLoc()), Outer);
  Lines.push_back(loopOver(Inner, {P.copy(*S.Inner, Instead)}));
  if (auto Used = body(After); !Used.empty())
    Lines.push_back(loopOver(Outer, Used));
  return Lines;
}

/// The outermost loop that holds nothing but the nest, which the conditions can stand in front of.
const Stmt &Judge::guarded() const {
  const Stmt *Root = &Loop;
  if (AsksRows) // A header on the way may give the matrix other rows.
    return Loop;
  for (const Stmt *Around : loopsAround(Loop, C)) {
    const Stmt *Body = loopBody(*Around);
    if (const auto *Block = dyn_cast<CompoundStmt>(Body); Block && Block->size() == 1)
      Body = Block->body_front();
    bool Names = llvm::any_of(N->Arrays, [&](const NestArray &A) {
      return llvm::any_of(namedVariables(*A.Base), [&](const VarDecl *V) { return !A.Levels.empty() && isDeclaredIn(*V, *Around, C); });
    });
    if (Body != Root || Names || !isa<ForStmt>(Around))
      break;
    Root = Around;
  }
  return *Root;
}

/// The rows must be long enough to be of use. Empty: there is no simple question in front of \p Root.
std::string Judge::asksForLength(const Stmt &Root) {
  const Expr &Bound = *S.OuterHead.Bound->IgnoreParenImpCasts();
  bool Known = llvm::none_of(namedVariables(Bound), [&](const VarDecl *V) { return isDeclaredIn(*V, Root, C); });
  // Nothing may be asked there that is not there: a variable is.
  const Expr *Sized = sizedBy(Bound);
  if (!Known || (!variableOf(Bound) && !(Sized && variableOf(*Sized))))
    return "";
  return P.text(Bound.getSourceRange()) + " >= " + std::to_string(std::max(ShortRow, Least));
}

llvm::Expected<Patch> Judge::write() {
  std::vector<std::string> Lines = interchanged();
  if (std::string Long = asksForLength(guarded()); !Long.empty() && (Least || !Guards.empty()))
    Guards.insert(Guards.begin(), std::move(Long));
  for (const Spread &Of : Spreads)
    if (!isa<DeclStmt>(Of.First) && Guards.empty()) // Nothing names it any more.
      P.remove(declarationOf(*Of.Variable, C)->getSourceRange());
  const bool Alone = Lines.size() == 1 || isa_and_nonnull<CompoundStmt>(statementAround(Loop, C));
  const Stmt *Root = Guards.empty() && Alone ? &Loop : &guarded();
  if (Root == &Loop && !Alone)
    return llvm::createStringError("no-place: the nest is all that another statement holds");
  if (Root != &Loop)
    for (const Stmt *Around : loopsAround(Loop, C)) {
      Lines = {loopOver(header(*cast<ForStmt>(Around)), Lines)};
      if (Around == Root)
        break;
    }
  std::string Text = llvm::join(Lines, "\n");
  if (!Guards.empty() && !isa_and_nonnull<CompoundStmt>(statementAround(*Root, C)))
    return llvm::createStringError("no-place: the nest is all that another statement holds");
  if (!Guards.empty())
    Text = "if (" + allHold(Guards) + ") {\n" + nested(Text) + "\n} else {\n" + nested(P.copy(*Root, {})) + "\n}";
  P.replaceStatement(*Root, Text);
  return P.take();
}

static Verdict judge(const Match &M) {
  const auto &Loop = M.node<ForStmt>("root");
  const FunctionDecl *F = outermostFunction(Loop, M.ast());
  if (!F || F->isDependentContext() || F->isTemplateInstantiation())
    return Verdict::nothing();
  return Judge(Loop, M.ast(), M.least()).run();
}

static llvm::Expected<Patch> rewrite(const Match &M) {
  Judge J(M.node<ForStmt>("root"), M.ast(), M.least());
  J.run();
  return J.write();
}

static StatementMatcher pattern() {
  return forStmt(hasDescendant(forStmt())).bind("root");
}

namespace hone {
extern constexpr Check InterchangeLoops = {
    "interchange-loops", "the inner loop goes down the columns of what is stored in rows", Category::Nest, 1,
    pattern, judge, rewrite, /*SpeaksOfTemplates=*/false, /*HasThreshold=*/true};
} // namespace hone
