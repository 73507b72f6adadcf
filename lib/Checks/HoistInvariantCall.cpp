// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// hoist-invariant-call: calls a function once in front of the loop if every
// iteration would get the same answer.
//
//   for (double &x : samples)
//     x *= std::exp(-rate);
//
//   const double expRate = samples.empty() ? 0.0 : std::exp(-rate);
//   for (double &x : samples)
//     x *= expRate;
//
// The compiler may not: exp can set errno, so two calls are two effects to it;
// and a function with loops or calls inside is seldom inlined and proved pure
// across the stores of the loop.
//
// A call that can do no harm where it was not called before (arithmetic on variables) is
// simply moved. One that might (it divides, indexes, follows pointers, sets errno)
// moves only if the first iteration always makes it, before anything could leave
// the loop; if the loop may not run at all, the new local tests that.

#include "HoistedCall.h"
#include "DominatingConditions.h"
#include "LoopContext.h"
#include "hone/Analysis/Effects.h"
#include "hone/Analysis/Exceptions.h"
#include "hone/Checks/Check.h"
#include "hone/Rewrite/PatchBuilder.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/ParentMapContext.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace hone {
namespace {

/// What judge and rewrite both need.
struct Plan {
  const Stmt *Loop = nullptr; ///< The outermost loop it may leave.
  std::vector<const CallExpr *> Calls; ///< All that become the local, in source order.
  std::string Guard;          ///< Empty: evaluated always.
  std::string Unless;         ///< The opposite, if that is the shorter one.
  bool InTest = false;        ///< The guard is about the loop's condition, where the call is behind &&.
  /// The declaration of a local that is this call and nothing else: it moves
  /// as it stands instead of getting a copy.
  const DeclStmt *Moved = nullptr;
  std::vector<Obligation> Obligations;
};

/// Equal calls of evaluated code, in source order.
class EqualCalls : public RecursiveASTVisitor<EqualCalls> {
public:
  EqualCalls(const CallExpr &Model, const ASTContext &C) : C(C) { Model.Profile(Wanted, C, true); }
  bool TraverseLambdaExpr(LambdaExpr *) { return true; }
  bool TraverseUnaryExprOrTypeTraitExpr(UnaryExprOrTypeTraitExpr *) { return true; }
  bool TraverseCXXNoexceptExpr(CXXNoexceptExpr *) { return true; }
  bool TraverseTypeLoc(TypeLoc, bool = true) { return true; }
  bool VisitCallExpr(CallExpr *Call) {
    llvm::FoldingSetNodeID Id;
    Call->Profile(Id, C, true);
    if (Id == Wanted)
      Found.push_back(Call);
    return true;
  }
  std::vector<const CallExpr *> Found;

private:
  const ASTContext &C;
  llvm::FoldingSetNodeID Wanted;
};

enum class Kind { Other, Math, Fold, Body, Attribute, Unseen };

Kind kindOf(const CallExpr &Call, const FunctionDecl &F, const Effects &E) {
  const SourceManager &SM = F.getASTContext().getSourceManager();
  if (isMathFunction(F))
    return E.Errno.empty() && (F.getName().starts_with("f") || F.getName() == "copysign")
               ? Kind::Other // fabs, fmin ...: one instruction.
               : Kind::Math;
  if (F.isInStdNamespace())
    return F.getDeclName().isIdentifier() && F.getName() == "accumulate" ? Kind::Fold : Kind::Other;
  if (SM.isInSystemHeader(F.getLocation()) || F.getBuiltinID())
    return Kind::Other;
  if (F.hasAttr<PureAttr>() || F.hasAttr<ConstAttr>())
    return Kind::Attribute;
  if (!F.hasBody())
    return Kind::Unseen;
  // What has neither loops nor library calls inside, the compiler inlines and moves itself.
  bool Costly = !E.Errno.empty() || !E.Allocates.empty() || F.hasAttr<NoInlineAttr>() || runsLoops(E);
  return Costly ? Kind::Body : Kind::Other;
}

class Judge {
public:
  Judge(const CallExpr &Call, ASTContext &C) : Call(Call), C(C) {}
  Verdict run();
  Plan P;

private:
  bool variesIn(const Stmt &Loop) const { return plainlyVaries(Call, E.Reads, Loop, C); }
  std::optional<Verdict> discharge();
  std::optional<std::string> findEarlyRisk() const;
  std::optional<Refusal> findObstacle(const Stmt &Loop);
  std::optional<Refusal> guard(const Stmt &Loop, const FirstIteration &First);
  std::optional<Verdict> collectCalls();
  bool hasPlainParameters() const;
  bool movesWithAnother() const;
  void prove(const char *Code, std::string Text, How By = How::Proved) {
    P.Obligations.push_back({Code, std::move(Text), By});
  }

  const CallExpr &Call;
  ASTContext &C;
  const FunctionDecl *F = nullptr, *Around = nullptr;
  Effects E;
  Kind What = Kind::Other;
};

/// Shows that calling before the loop is not seen, or that the loop would have
/// called.
std::optional<Verdict> Judge::discharge() {
  const LangOptions &L = C.getLangOpts();
  const bool Environment = L.RoundingMath || L.getDefaultExceptionMode() == LangOptions::FPE_Strict;
  if (!E.Errno.empty() || Environment) {
    if (auto Observer = findErrnoObserver(C))
      return Verdict::refuse(Observer->Code, Observer->Text);
    // A function of another unit may be the one that looks.
    const SourceManager &SM = C.getSourceManager();
    if (C.getLangOpts().MathErrno)
      for (const OpaqueCall &O : effectsOf(*P.Loop, C).Opaque)
        if (!O.Callee || !SM.isInSystemHeader(O.Callee->getLocation()))
          return Verdict::refuse("opaque-call", O.Text + ", so it may look at errno");
    prove("errno-unobserved", "nothing in this unit reads errno or the floating-point environment");
  }
  auto Risk = findEarlyRisk();
  if (!Risk) {
    prove("harmless-early", "calling it where the loop would not have can neither fail, nor take long, nor be seen");
    return std::nullopt;
  }
  if (auto Throw = findThrow(E))
    return Verdict::refuse("may-throw", "the call may throw: " + Throw->Text);
  std::optional<Refusal> Obstacle;
  // From the outermost loop inwards: an inner one may be reached for certain.
  LoopContext Loops = loopContextOf(Call, C);
  auto From = llvm::find(Loops.Loops, P.Loop);
  for (auto It = std::make_reverse_iterator(From + 1); It != Loops.Loops.rend(); ++It) {
    Obstacle = findObstacle(**It);
    if (Obstacle)
      continue;
    P.Loop = *It;
    if (P.Guard.empty())
      prove("runs-first", "every run of the loop makes the call before anything else could be seen");
    else if (P.InTest)
      prove("test-reaches", "the call is only made if what stands before it in the loop's first test holds",
            How::Guarded);
    else
      prove("loop-runs", "the call is only made if the loop runs; its first iteration makes it first",
            How::Guarded);
    return std::nullopt;
  }
  return Verdict::refuse(Obstacle->Code, Obstacle->Text + "; the call has " + *Risk);
}

/// Why calling where the loop would not have could fail or be seen.
std::optional<std::string> Judge::findEarlyRisk() const {
  if (auto Risk = findSpeculationRisk(E))
    return Risk->Text;
  // The declaration may move as a whole, with its conversion.
  if (const VarDecl *V = declaredWith(Call, C))
    if (auto Risk = findSpeculationRisk(effectsOf(*V->getInit(), C)))
      return Risk->Text;
  if (!E.Errno.empty() && C.getLangOpts().MathErrno)
    return "an error to leave in errno";
  if (Around->isConstexpr())
    return "a caller that may be a constant expression";
  if (runsLoops(E))
    return "a loop, which takes its time";
  for (const Access &A : E.Reads) {
    const Place &R = A.Where;
    // Anything but a variable may be gone, or never have been set, where nobody asks for it.
    bool Plain = R.How == Reach::Temporary || (R.How == Reach::Object && R.Root && R.Path.empty() &&
                                               R.Root->getType()->isArithmeticType());
    if (!Plain)
      return "something to read that may not be there";
  }
  return std::nullopt;
}

/// Why it is not certain that \p Loop makes the call first; or makes the question whether it does.
std::optional<Refusal> Judge::findObstacle(const Stmt &Loop) {
  FirstIteration First = firstIteration(Call, Loop, C);
  if (!First.Obstacle)
    return guard(Loop, First);
  EntryTest Test = testBefore(Call, Loop, C);
  if (!Test.Always && Test.Text.empty())
    return First.Obstacle;
  P.InTest = true;
  P.Guard = Test.Text;
  return std::nullopt;
}

/// Makes the question whether \p Loop, and what lies between it and the call, runs.
std::optional<Refusal> Judge::guard(const Stmt &Loop, const FirstIteration &First) {
  std::string Questions;
  auto Ask = [&](const EntryTest &Test) {
    Questions += (Questions.empty() || Test.Text.empty() ? "" : " && ") + Test.Text;
    return Test.Always || !Test.Text.empty();
  };
  if (!First.BeforeTest && !isEntered(Loop, C) && !Ask(entryTest(Loop, C)))
    return Refusal{"zero-trips", "the loop may not run", Loop.getBeginLoc()};
  Refusal NotAsked{"conditional", "an inner loop may not run", Loop.getBeginLoc()};
  for (const Stmt *Inner : llvm::reverse(First.Unsure)) {
    EntryTest Test = entryTest(*Inner, C);
    if (llvm::isa<CXXForRangeStmt>(Inner) || !Ask(Test))
      return NotAsked;
    for (const Expr *Asked : Test.Asks) {
      for (const VarDecl *V : namedVariables(*Asked))
        if (isDeclaredIn(*V, Loop, C))
          return NotAsked;
      if (findChange(effectsOf(Loop, C), effectsOf(*Asked, C).Reads, *Around, C))
        return NotAsked;
    }
  }
  P.Guard = Questions;
  P.Unless = First.Unsure.empty() && !Questions.empty() ? entryTest(Loop, C).Opposite : "";
  return std::nullopt;
}

std::optional<Verdict> Judge::collectCalls() {
  EqualCalls Same(Call, C);
  Same.TraverseStmt(const_cast<Stmt *>(P.Loop));
  for (const CallExpr *Each : Same.Found) {
    LoopContext Of = loopContextOf(*Each, C);
    if (Of.Unevaluated || !llvm::is_contained(Of.Loops, P.Loop))
      continue;
    if (auto R = keepsItsUse(*Each, C))
      return Verdict::refuse(R->Code, R->Text);
    if (Each != &Call && countComments(Each->getSourceRange(), C) > 0)
      return Verdict::refuse("comment", "a comment stands in one of several equal calls");
    P.Calls.push_back(Each);
  }
  if (P.Calls.empty() || P.Calls.front() != &Call)
    return Verdict::nothing(); // Reported with the first.
  if (P.Calls.size() == 1)
    P.Moved = movableDeclaration(Call, *Around, C);
  if (typeText(Call.getType(), *P.Loop, C).empty())
    return Verdict::refuse("type-not-spelled", "the type of the result has no name in front of the loop");
  return std::nullopt;
}

/// Whether an equal call behind && in the condition takes this one along, from the body.
bool Judge::movesWithAnother() const {
  EqualCalls Same(Call, C);
  Same.TraverseStmt(const_cast<Stmt *>(P.Loop));
  if (Same.Found.empty() || Same.Found.front() == &Call)
    return false;
  Judge First(*Same.Found.front(), C);
  return First.run().Answer == Verdict::Kind::Legal && First.P.InTest && llvm::is_contained(First.P.Calls, &Call);
}

/// Whether all a function is given are numbers: what it computes may depend on them only.
bool Judge::hasPlainParameters() const {
  if (llvm::isa<CXXMethodDecl>(F) || F->isVariadic() || F->getNumParams() == 0)
    return false;
  return llvm::all_of(F->parameters(), [](const ParmVarDecl *Parameter) {
    return Parameter->getType()->isArithmeticType();
  });
}

Verdict Judge::run() {
  F = Call.getDirectCallee();
  if (!F || !F->getDeclName().isIdentifier() || Call.isTypeDependent() || Call.isValueDependent() || Call.isEvaluatable(C))
    return Verdict::nothing();
  LoopContext Loops = loopContextOf(Call, C);
  if (Loops.Unevaluated || Loops.Leaves || Loops.Loops.empty())
    return Verdict::nothing();
  Around = outermostFunction(Call, C);
  E = effectsOf(Call, C);
  What = kindOf(Call, *F, E);
  if (What == Kind::Other || !Around)
    return Verdict::nothing();
  if (What == Kind::Math &&
      llvm::all_of(Call.arguments(), [&](const Expr *A) { return A->isEvaluatable(C); }))
    return Verdict::nothing(); // Every compiler computes it itself.
  auto Parents = C.getParents(Call);
  if (!Parents.empty() && Parents[0].get<CompoundStmt>())
    return Verdict::nothing(); // Its result is not used.
  if (What == Kind::Unseen) {
    bool Constant = E.Unknown.empty() && E.Opaque.size() == 1 && E.Writes.empty() &&
                    hasPlainParameters() && !Loops.InLambda && !variesIn(*Loops.Loops.front());
    return Constant ? Verdict::needsHint("unseen-callee",
                                         "'" + F->getNameAsString() +
                                             "' is called with the same arguments each time; if it "
                                             "has no effects, mark it [[gnu::pure]]")
                    : Verdict::nothing();
  }
  if (variesIn(*Loops.Loops.front()))
    return Verdict::nothing();
  if (Loops.InLambda)
    return Verdict::refuse("lambda", "the loop is inside a lambda");
  if (!E.Unknown.empty())
    return Verdict::refuse(E.Unknown.front().Code, E.Unknown.front().Text);
  if (!E.Opaque.empty()) // What ends the program may have somebody look at what the loop stored before.
    return Verdict::refuse("impure-callee", E.Opaque.front().Text);
  if (!E.Writes.empty())
    return Verdict::refuse("impure-callee", "the call writes " + E.Writes.front().Where.describe());
  if (Call.getType()->isFloatingType() && !computesAsWritten(C))
    return Verdict::refuse("excess-precision", "the target computes in more precision than the type has");
  InvariantLoop Same = outermostInvariant(Call, E.Reads, Loops.Loops, C);
  if (!Same.Loop)
    return Same.Why ? Verdict::refuse(Same.Why->Code, Same.Why->Text) : Verdict::nothing();
  P.Loop = Same.Loop;
  prove("same-answer", "nothing the call reads changes in the loop");
  prove("no-effects", What == Kind::Math ? "a function of the mathematics library"
                                         : "its body, and all it calls, write nothing");
  if (What == Kind::Attribute)
    P.Obligations.back().Text = "it is declared to have no effects";
  if (auto No = discharge())
    return movesWithAnother() ? Verdict::nothing() : *No;
  if (auto No = collectCalls())
    return *No;
  if (auto Rounding = roundingElsewhere(Call.getType(), E, C))
    P.Obligations.push_back(*Rounding);
  Verdict V = Verdict::legal(P.Obligations);
  V.AddsCode = !P.Guard.empty();
  return V;
}

/// Whether the call is part of a larger call that moves as a whole.
bool isInsideLegalCall(const CallExpr &Call, ASTContext &C) {
  DynTypedNode Node = DynTypedNode::create(Call);
  while (true) {
    auto Parents = C.getParents(Node);
    if (Parents.empty())
      return false;
    Node = Parents[0];
    const auto *E = Node.get<Expr>();
    if (!E)
      return false;
    const auto *Outer = llvm::dyn_cast<CallExpr>(E);
    if (Outer && Outer->getType()->isArithmeticType() && Outer->isPRValue() &&
        Judge(*Outer, C).run().Answer == Verdict::Kind::Legal)
      return true;
  }
}

Verdict judgeCall(const Match &M) {
  const auto &Call = M.node<CallExpr>("root");
  Verdict V = Judge(Call, M.ast()).run();
  if (V.Answer == Verdict::Kind::Nothing || !isInsideLegalCall(Call, M.ast()))
    return V;
  return Verdict::nothing();
}

llvm::Expected<Patch> rewriteCall(const Match &M) {
  const auto &Call = M.node<CallExpr>("root");
  ASTContext &C = M.ast();
  Judge J(Call, C);
  J.run();
  PatchBuilder Builder(C);
  const auto *Moved = J.P.Moved ? llvm::cast<VarDecl>(J.P.Moved->getSingleDecl()) : nullptr;
  std::string Name = Moved ? Moved->getNameAsString() : freshName(Call, C, wantedName(Call));
  std::string Type = typeText(Moved ? Moved->getType() : Call.getType(), *J.P.Loop, C);
  for (const CallExpr *Each : J.P.Calls)
    Builder.allowConstants(*Each);
  std::string Text = Builder.text(Call.getSourceRange());
  if (Text.empty())
    return llvm::createStringError("macro: the call is made by a macro");
  std::string Value = Text, Zero = zeroOf(Call.getType(), Type);
  if (!J.P.Unless.empty())
    Value = J.P.Unless + " ? " + Zero + " : " + Text;
  else if (!J.P.Guard.empty())
    Value = J.P.Guard + " ? " + Text + " : " + Zero;
  Builder.insertStatementsBefore(*J.P.Loop, "const " + Type + " " + Name + " = " + Value + ";");
  if (Moved)
    Builder.remove(J.P.Moved->getSourceRange());
  else
    for (const CallExpr *Each : J.P.Calls)
      Builder.replace(Each->getSourceRange(), Name);
  return Builder.take();
}

StatementMatcher pattern() {
  auto Loop = anyLoop();
  auto Scalar = hasType(hasCanonicalType(anyOf(builtinType(), enumType())));
  // What returns a reference names an object, which may change.
  return callExpr(unless(cxxOperatorCallExpr()), unless(hasType(voidType())), Scalar,
                  callee(functionDecl(unless(returns(referenceType())))), hasAncestor(Loop))
      .bind("root");
}

} // namespace

extern constexpr Check HoistInvariantCall = {
    "hoist-invariant-call", "the call gives the same result in every iteration",
    Category::Invariant, 1, pattern, judgeCall, rewriteCall};

} // namespace hone
