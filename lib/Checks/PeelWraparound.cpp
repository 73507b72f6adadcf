// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// peel-wraparound: gives the iteration whose neighbour lies at the other end a place of its own.
//
//   for (int i = 0; i < n; ++i)
//     edge[i] = x[(i + 1) % n] - x[i];
//
//   for (int i = 0; i + 1 < n; ++i)
//     edge[i] = x[i + 1] - x[i];
//   if (n > 0) {
//     const int i = n - 1;
//     edge[i] = x[0] - x[i];
//   }
//
// and likewise `(i + n - 1) % n`, or a variable that carries the index over from the iteration before, for which the
// first iteration is peeled. A compiler divides in every iteration, and makes no vectors, since the elements do not lie
// side by side everywhere.
//
// The iterations are the same, in the same order, and do the same: 0 <= i < n, so (i + 1) % n is i + 1, but for the
// last i, where it is 0; and (i + n - 1) % n is i - 1, but for the first, where it is n - 1.

#include "CheckedIndex.h"
#include "DominatingConditions.h"
#include "LoopContext.h"
#include "LoopJumps.h"
#include "LoopMentions.h"
#include "NestedText.h"
#include "Rounding.h"
#include "hone/Analysis/Escape.h"
#include "hone/Analysis/TripCount.h"
#include "hone/Analysis/Types.h"
#include "hone/Checks/Check.h"
#include "hone/Rewrite/PatchBuilder.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/ParentMapContext.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace hone {
namespace {

/// An index that wraps around, in the body of a loop.
struct Wrapped {
  const Expr *Whole = nullptr; ///< `(i + 1) % n`, or the name of a carried variable.
  bool Next = false;           ///< Else it is the one before.
};

/// `previous = i;` at the end of the body.
struct Carried {
  const VarDecl *Variable = nullptr;
  const BinaryOperator *Set = nullptr;
};

struct Plan {
  CountedLoop Header;
  std::vector<Wrapped> Each;
  std::optional<Carried> Over;
  bool has(bool Next) const {
    return llvm::any_of(Each, [&](const Wrapped &W) { return W.Next == Next; });
  }
};

bool isOne(const Expr &E) {
  const auto *Literal = llvm::dyn_cast<IntegerLiteral>(E.IgnoreParenImpCasts());
  return Literal && Literal->getValue() == 1;
}

bool names(const Expr &E, const VarDecl &V) { return variableOf(E) == V.getCanonicalDecl(); }

/// The parts of a sum of three, in source order, and which of them are subtracted.
bool splitSum(const Expr &Given, const Expr *(&Parts)[3], bool (&Minus)[3]) {
  const auto *Outer = llvm::dyn_cast<BinaryOperator>(Given.IgnoreParenImpCasts());
  const auto *Inner = Outer ? llvm::dyn_cast<BinaryOperator>(Outer->getLHS()->IgnoreParenImpCasts()) : nullptr;
  if (!Inner || !Outer->isAdditiveOp() || !Inner->isAdditiveOp())
    return false;
  Parts[0] = Inner->getLHS();
  Parts[1] = Inner->getRHS();
  Parts[2] = Outer->getRHS();
  Minus[1] = Inner->getOpcode() == BO_Sub;
  Minus[2] = Outer->getOpcode() == BO_Sub;
  return true;
}

/// What `sum % n` is, if it is a neighbour of the index.
std::optional<Wrapped> wrappedBy(const BinaryOperator &B, const CountedLoop &L, ASTContext &C) {
  if (B.getOpcode() != BO_Rem || !saysTheSame(*B.getRHS()->IgnoreParenImpCasts(), *L.Bound->IgnoreParenImpCasts(), C))
    return std::nullopt;
  const auto *Sum = llvm::dyn_cast<BinaryOperator>(B.getLHS()->IgnoreParenImpCasts());
  if (Sum && Sum->getOpcode() == BO_Add)
    for (auto [I, One] : {std::pair(Sum->getLHS(), Sum->getRHS()), std::pair(Sum->getRHS(), Sum->getLHS())})
      if (names(*I, *L.Index) && isOne(*One))
        return Wrapped{&B, true};
  const Expr *Parts[3];
  bool Minus[3] = {};
  if (!splitSum(*B.getLHS(), Parts, Minus))
    return std::nullopt;
  unsigned Index = 0, Bound = 0, One = 0;
  for (unsigned K = 0; K < 3; ++K) {
    Index += !Minus[K] && names(*Parts[K], *L.Index);
    Bound += !Minus[K] && saysTheSame(*Parts[K]->IgnoreParenImpCasts(), *L.Bound->IgnoreParenImpCasts(), C);
    One += Minus[K] && isOne(*Parts[K]);
  }
  return Index == 1 && Bound == 1 && One == 1 ? std::optional(Wrapped{&B, false}) : std::nullopt;
}

/// `previous = i;`, if that is the last statement.
std::optional<Carried> carriedBy(const Stmt &Body, const CountedLoop &L) {
  const auto *Block = llvm::dyn_cast<CompoundStmt>(&Body);
  const auto *Set = Block && Block->size() > 1 ? llvm::dyn_cast<BinaryOperator>(Block->body_back()) : nullptr;
  if (!Set || Set->getOpcode() != BO_Assign || !names(*Set->getRHS(), *L.Index))
    return std::nullopt;
  const VarDecl *V = variableOf(*Set->getLHS());
  return V && V->hasLocalStorage() ? std::optional(Carried{V, Set}) : std::nullopt;
}

class Finder : public RecursiveASTVisitor<Finder> {
public:
  Finder(Plan &P, ASTContext &C) : P(P), C(C) {}
  bool TraverseLambdaExpr(LambdaExpr *) { return true; }
  bool TraverseUnaryExprOrTypeTraitExpr(UnaryExprOrTypeTraitExpr *) { return true; }
  bool TraverseStmt(Stmt *S) {
    const auto *B = llvm::dyn_cast_or_null<BinaryOperator>(S);
    if (auto W = B ? wrappedBy(*B, P.Header, C) : std::nullopt) {
      P.Each.push_back(*W);
      return true;
    }
    return RecursiveASTVisitor::TraverseStmt(S);
  }

private:
  Plan &P;
  ASTContext &C;
};

std::optional<Plan> planOf(const Stmt &Loop, ASTContext &C) {
  auto Header = upwardLoop(Loop);
  if (!Header || Header->Test != BO_LT)
    return std::nullopt;
  Plan P{*Header, {}, {}};
  const Stmt &Body = *loopBody(Loop);
  Finder F(P, C);
  F.TraverseStmt(const_cast<Stmt *>(&Body));
  P.Over = carriedBy(Body, P.Header);
  if (P.Over)
    for (const DeclRefExpr *R : mentionsOf(*P.Over->Variable, Body))
      if (R != P.Over->Set->getLHS()->IgnoreParens())
        P.Each.push_back({R, false});
  return P.Each.empty() ? std::nullopt : std::optional(P);
}

class Judge {
public:
  Judge(const Stmt &Loop, const Plan &P, ASTContext &C) : Loop(Loop), P(P), C(C), F(*outermostFunction(Loop, C)) {}
  std::optional<Refusal> run() const;
  /// Whether what is carried is looked at behind the loop, or in another round of a loop around it.
  bool isKept() const;

private:
  std::optional<Refusal> refuseHeader() const;
  std::optional<Refusal> refuseBody() const;
  std::optional<Refusal> refuseIndices() const;
  std::optional<Refusal> refuseCarried() const;
  bool isSubscript(const Expr &E) const;
  const BinaryOperator *divisionByIndex() const;
  bool maySumWrap() const;
  Refusal no(const char *Code, const std::string &Text, const Stmt &At) const { return {Code, Text, At.getBeginLoc()}; }

  const Stmt &Loop;
  const Plan &P;
  ASTContext &C;
  const FunctionDecl &F;
};

/// Where every iteration is the same but for the neighbours: from 0, in one type, to a bound that stays.
std::optional<Refusal> Judge::refuseHeader() const {
  const CountedLoop &L = P.Header;
  const QualType Index = L.Index->getType();
  const Expr &Bound = *L.Bound->IgnoreImpCasts();
  Expr::EvalResult First;
  if (!L.Init->EvaluateAsInt(First, C) || First.Val.getInt() != 0)
    return no("first-index", "the loop does not begin at 0", *L.Init);
  if (!C.hasSameUnqualifiedType(Index, Bound.getType()) || C.getTypeSize(Index) < C.getTypeSize(C.IntTy) ||
      Index.isVolatileQualified())
    return no("index-type", "the index and the bound are of two types, or narrower than int", *L.Condition);
  const auto *Number = dyn_cast<IntegerLiteral>(&Bound);
  if (!isNameOrCall(Bound) && !(Number && Number->getValue().ugt(2)))
    return no("bound", "the bound is more than a name or a call", Bound);
  return findVariation(*L.Bound, Loop, "varying-bound", "the bound", C);
}

/// The body stands there twice, and once outside of the loop. Static variables, types and lambdas, which would be two,
/// keep it from being known that the bound stays what it is.
/// A division that compilers would warn of where the index, or what the neighbour's is called, is a constant.
const BinaryOperator *Judge::divisionByIndex() const {
  struct Visitor : RecursiveASTVisitor<Visitor> {
    bool VisitBinaryOperator(BinaryOperator *B) {
      const bool Divides = B->isMultiplicativeOp() && B->getOpcode() != BO_Mul;
      if (Divides || B->getOpcode() == BO_DivAssign || B->getOpcode() == BO_RemAssign)
        Found.push_back(B);
      return true;
    }
    std::vector<const BinaryOperator *> Found;
  } Divisions;
  Divisions.TraverseStmt(const_cast<Stmt *>(loopBody(Loop)));
  auto IsConstant = [&](const VarDecl *V) {
    auto IsOf = [&](const Wrapped &W) { return V->getInit() && V->getInit()->IgnoreParenImpCasts() == W.Whole; };
    return V == P.Header.Index || llvm::any_of(P.Each, IsOf);
  };
  for (const BinaryOperator *Each : Divisions.Found)
    if (llvm::any_of(namedVariables(*Each->getRHS()), IsConstant))
      return Each;
  return nullptr;
}

std::optional<Refusal> Judge::refuseBody() const {
  const LoopJumps Jumps = jumpsIn(Loop);
  if (const Stmt *Jump = Jumps.Break ? Jumps.Break : Jumps.Continue ? Jumps.Continue : Jumps.Label)
    return no("jump", "a jump in the body would lead elsewhere in front of the loop or behind it", *Jump);
  const SourceManager &SM = C.getSourceManager();
  unsigned Lines = SM.getExpansionLineNumber(Loop.getEndLoc()) - SM.getExpansionLineNumber(Loop.getBeginLoc());
  if (Lines > 12)
    return no("long-body", "the body is too long to stand there twice", Loop);
  if (const BinaryOperator *By = divisionByIndex())
    return no("divides", "the body divides by its index, which is the number 0 in the iteration that is done apart", *By);
  return std::nullopt;
}

/// Whether \p E is what a container or array is indexed by, or what a number is made with: where 0 is no pointer.
bool Judge::isSubscript(const Expr &E) const {
  for (DynTypedNode Node = DynTypedNode::create(E);;) {
    const auto *Inner = Node.get<Expr>();
    auto Parents = C.getParents(Node);
    if (Parents.empty())
      return false;
    Node = Parents[0];
    if (const auto *V = Node.get<VarDecl>())
      return V->getType()->isIntegerType() && !V->getType()->getContainedAutoType();
    if (const auto *Element = Node.get<ArraySubscriptExpr>())
      return Element->getRHS() == Inner; // Not `index[array]`.
    const auto *Call = Node.get<CXXOperatorCallExpr>();
    if (Call)
      return Call->getOperator() == OO_Subscript && Call->getNumArgs() == 2 && Call->getArg(1) == Inner &&
             (isStdVector(Call->getArg(0)->getType()) || isStdString(Call->getArg(0)->getType()) ||
              isStdType(Call->getArg(0)->getType(), "array") || isStdType(Call->getArg(0)->getType(), "span"));
    if (!Node.get<ParenExpr>() && !Node.get<ImplicitCastExpr>())
      return false;
  }
}

/// Whether `i + n` may be more than its type holds. Of signed numbers the original must not do that; the sizes of
/// containers are at most half of all addresses.
bool Judge::maySumWrap() const {
  const Expr &Bound = *P.Header.Bound->IgnoreImpCasts();
  if (Bound.getType()->isSignedIntegerType())
    return false;
  const VarDecl *V = variableOf(Bound);
  bool Constant = V && !llvm::isa<ParmVarDecl>(V) && V->getType().isConstQualified() && V->getInit();
  const Expr *Sized = sizedBy(Constant ? *V->getInit() : Bound);
  return !Sized || C.getTypeSize(Bound.getType()) < C.getTypeSize(C.getSizeType());
}

std::optional<Refusal> Judge::refuseIndices() const {
  const QualType T = P.Header.Index->getType();
  for (const Wrapped &W : P.Each) {
    if (llvm::isa<DeclRefExpr>(W.Whole))
      continue;
    if (!C.hasSameUnqualifiedType(W.Whole->getType(), T))
      return no("index-type", "the neighbour's index is computed in another type", *W.Whole);
    if (!isSubscript(*W.Whole))
      return no("context", "the neighbour's index is neither a subscript nor what a number is made with", *W.Whole);
    if (!W.Next && maySumWrap())
      return no("may-wrap", "the sum of the index and the bound may be more than the type holds", *W.Whole);
  }
  return std::nullopt;
}

/// In every iteration but the first, what is carried is the index before.
std::optional<Refusal> Judge::refuseCarried() const {
  if (!P.Over)
    return std::nullopt;
  const VarDecl &V = *P.Over->Variable;
  if (V.getType()->isReferenceType() || V.getType().isVolatileQualified() || !isPrivate(V, F, C) ||
      hasOtherName(V, *F.getBody()) || isDeclaredIn(V, Loop, C))
    return no("shared", "'" + V.getNameAsString() + "' may be known by another name", *P.Over->Set);
  if (hidesAnother(*P.Header.Index, Loop))
    return no("local-names", "the body gives the index's name to something else", *P.Over->Set);
  if (!C.hasSameUnqualifiedType(V.getType(), P.Header.Index->getType()))
    return no("index-type", "'" + V.getNameAsString() + "' is of another type than the index", *P.Over->Set);
  for (const Wrapped &W : P.Each)
    if (llvm::isa<DeclRefExpr>(W.Whole) && mentionAt(*W.Whole, C).What != Mention::Read)
      return no("shared", "'" + V.getNameAsString() + "' is set elsewhere in the body, too", *W.Whole);
  // What catches an exception could look at it.
  for (DynTypedNode Node = DynTypedNode::create(Loop);;) {
    auto Parents = C.getParents(Node);
    if (Parents.empty() || Parents[0].get<FunctionDecl>())
      return std::nullopt;
    Node = Parents[0];
    if (Node.get<CXXTryStmt>())
      return no("may-throw", "a handler of an exception may see '" + V.getNameAsString() + "'", Loop);
  }
}

bool Judge::isKept() const {
  const VarDecl &V = *P.Over->Variable;
  // Declared right in front of the loop, it is new in every round.
  auto Parents = C.getParents(Loop);
  const auto *Block = Parents.empty() ? nullptr : Parents[0].get<CompoundStmt>();
  const auto *At = Block ? llvm::find(Block->body(), &Loop) : nullptr;
  bool Beside = Block && At != Block->body_begin() && llvm::isa<DeclStmt>(At[-1]) &&
                llvm::is_contained(llvm::cast<DeclStmt>(At[-1])->decls(), &V);
  return !Beside || mentionsOf(V, *F.getBody()).size() != mentionsOf(V, Loop).size();
}

std::optional<Refusal> Judge::run() const {
  if (auto No = refuseHeader())
    return No;
  if (auto No = refuseIndices())
    return No;
  if (auto No = refuseBody())
    return No;
  if (auto No = refuseCarried())
    return No;
  return findUnsuitablePlace(Loop, C);
}

// --- Rewriting -----------------------------------------------------------------------

class Writer {
public:
  Writer(const Stmt &Loop, const Plan &What, bool Keeps, ASTContext &C)
      : Loop(llvm::cast<ForStmt>(Loop)), What(What), Keeps(Keeps), C(C), P(C, Loop) {}
  llvm::Expected<Patch> write();

private:
  using Parts = std::vector<std::pair<SourceRange, std::string>>;
  enum class Neighbour { Plain, Wraps, AsItIs };
  Parts indices(Neighbour Previous, Neighbour Next);
  std::string mainLoop(bool First, bool Last);
  std::string peeled(const std::string &Question, const std::string &Index, Neighbour Previous, Neighbour Next);

  const ForStmt &Loop;
  const Plan &What;
  bool Keeps;
  ASTContext &C;
  PatchBuilder P;
  std::string I = What.Header.Index->getNameAsString(), N;
};

/// What the body says instead of the indices that wrap around.
Writer::Parts Writer::indices(Neighbour Previous, Neighbour Next) {
  Parts Result;
  for (const Wrapped &W : What.Each) {
    Neighbour How = W.Next ? Next : Previous;
    bool Alone = !C.getParents(*W.Whole)[0].get<BinaryOperator>();
    if (const auto *Name = llvm::dyn_cast<DeclRefExpr>(W.Whole)) {
      if (How == Neighbour::Plain)
        Result.push_back({W.Whole->getSourceRange(), takesSum(*Name, C) ? I + " - 1" : "(" + I + " - 1)"});
      continue;
    }
    const std::string Plain = W.Next ? I + " + 1" : I + " - 1", Far = W.Next ? "0" : N + " - 1";
    if (How != Neighbour::AsItIs)
      Result.push_back({withParentheses(*W.Whole, C), How == Neighbour::Wraps ? Far : Alone ? Plain : "(" + Plain + ")"});
  }
  if (What.Over)
    Result.push_back({withSemicolon(*What.Over->Set, C), TakenOut.str()});
  return Result;
}

std::string Writer::mainLoop(bool First, bool Last) {
  Parts Instead = indices(Neighbour::Plain, Neighbour::Plain);
  if (First)
    Instead.push_back({What.Header.Init->getSourceRange(), "1"});
  if (Last)
    Instead.push_back({What.Header.Condition->getSourceRange(), I + " + 1 < " + N});
  return withoutTaken(P.copy(Loop, Instead));
}

/// One iteration, behind a question, with the index as a constant.
std::string Writer::peeled(const std::string &Question, const std::string &Index, Neighbour Previous, Neighbour Next) {
  const std::string Type = typeText(What.Header.Index->getType().getUnqualifiedType(), Loop, C), Step = P.step(Loop);
  Parts Instead = indices(Previous, Next);
  const SourceManager &SM = C.getSourceManager();
  bool Named = llvm::any_of(mentionsOf(*What.Header.Index, *Loop.getBody()), [&](const DeclRefExpr *R) {
    return llvm::none_of(Instead, [&](const auto &Part) {
      return SM.isPointWithin(R->getLocation(), Part.first.getBegin(), Part.first.getEnd());
    });
  });
  const auto *Block = llvm::dyn_cast<CompoundStmt>(Loop.getBody());
  std::string Open = Question.empty() ? "" : "if (" + Question + ")";
  const bool Braces = Named || Block || Question.empty() || !llvm::isa<Expr>(Loop.getBody()); // An `else` of the body's stays there.
  if (Braces)
    Open += Open.empty() ? "{" : " {";
  if (Named)
    Open += NewLine.str() + Step + "const " + Type + " " + I + " = " + Index + ";";
  Instead.push_back({SourceRange(Loop.getForLoc(), Block ? Block->getLBracLoc() : Loop.getRParenLoc()), Open});
  return withoutTaken(P.copy(Loop, Instead)) + (Block || !Braces ? "" : "\n}");
}

llvm::Expected<Patch> Writer::write() {
  N = P.text(What.Header.Bound->getSourceRange());
  const bool First = What.has(false), Last = What.has(true);
  // Of one element alone, the next is itself: there the first iteration asks as before.
  const bool IsSigned = What.Header.Bound->IgnoreImpCasts()->getType()->isSignedIntegerType();
  Expr::EvalResult Number;
  const bool Several = (What.Header.Bound->EvaluateAsInt(Number, C) && Number.Val.getInt() > 1) || isKnownAtLeast(*What.Header.Bound, 2, Loop, C);
  const bool Runs = Several || isKnownAtLeast(*What.Header.Bound, 1, Loop, C);
  const std::string Any = Runs ? "" : N + (IsSigned ? " > 0" : " != 0"), More = Several ? "" : N + " > 1";
  const std::string Why = "// What wraps around is done apart: elsewhere neighbours lie side by side.";
  P.replaceStatement(Loop, mainLoop(First, Last));
  std::string Behind = Last ? peeled(First ? More : Any, N + " - 1", Neighbour::Plain, Neighbour::Wraps) : "";
  if (What.Over && Keeps)
    Behind += (Behind.empty() ? "" : "\n") + (Any.empty() ? "" : "if (" + Any + ")\n" + P.step(Loop)) +
              What.Over->Variable->getNameAsString() + " = " + N + " - 1;";
  if (!Behind.empty())
    P.insertStatementsAfter(Loop, Behind);
  P.insertStatementsBefore(Loop, Why + (First ? "\n" + peeled(Any, "0", Neighbour::Wraps, Neighbour::AsItIs) : ""));
  return P.take();
}

Verdict judge(const Match &M) {
  const auto &Loop = M.node<Stmt>("root");
  const FunctionDecl *F = outermostFunction(Loop, M.ast());
  if (!F || !F->getBody() || F->isDependentContext() || F->isTemplateInstantiation())
    return Verdict::nothing();
  auto P = planOf(Loop, M.ast());
  if (!P)
    return Verdict::nothing();
  if (auto No = Judge(Loop, *P, M.ast()).run())
    return Verdict::refuse(No->Code, No->Text);
  std::vector<Obligation> Shown = {{"same-bound", "nothing in the loop changes its bound", How::Proved},
       {"same-index", "from 0 to the bound, a neighbour is the next number or the one before but at the ends", How::Proved},
       {"same-order", "the same iterations run in the same order", How::Proved}};
  llvm::append_range(Shown, roundingOf({&Loop}, M.ast()));
  Verdict V = Verdict::legal(std::move(Shown));
  V.AddsCode = true;
  V.AddsBlock = P->has(false) && P->has(true); // Three times the body.
  return V;
}

llvm::Expected<Patch> rewrite(const Match &M) {
  const auto &Loop = M.node<Stmt>("root");
  auto P = planOf(Loop, M.ast());
  bool Keeps = P->Over && Judge(Loop, *P, M.ast()).isKept();
  return Writer(Loop, *P, Keeps, M.ast()).write();
}

StatementMatcher pattern() { return forStmt().bind("root"); }

} // namespace

extern constexpr Check PeelWraparound = {
    "peel-wraparound", "a neighbour's index wraps around in every iteration",
    Category::Nest, 1, pattern, judge, rewrite};

} // namespace hone
