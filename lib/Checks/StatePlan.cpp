// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which state of a loop may be read once, and whether that is worth a word.
//
// Worth: in some innermost loop a store has a type that forces the compiler to
// reload what the same loop reads. Legal: every write of the whole loop is told
// apart from the state by name, ownership or lifetime, and no call is unknown.
#include "LoopState.h"
#include "hone/Analysis/Escape.h"
#include "clang/AST/ParentMapContext.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace hone;

static bool holdsLoop(const Stmt &S) {
  return llvm::any_of(S.children(), [](const Stmt *Child) {
    return Child && !isa<LambdaExpr>(Child) && (isLoop(*Child) || holdsLoop(*Child));
  });
}

bool hone::isInnermost(const Stmt &Loop) { return !holdsLoop(Loop); }

static void collectInnermost(const Stmt &S, std::vector<const Stmt *> &Result) {
  if (isLoop(S) && isInnermost(S)) {
    Result.push_back(&S);
    return;
  }
  for (const Stmt *Child : S.children())
    if (Child && !isa<LambdaExpr>(Child))
      collectInnermost(*Child, Result);
}

std::vector<const Stmt *> hone::loopsAround(const Stmt &S, ASTContext &C) {
  std::vector<const Stmt *> Result;
  DynTypedNode Node = DynTypedNode::create(S);
  while (true) {
    auto Parents = C.getParents(Node);
    if (Parents.empty())
      return Result;
    Node = Parents[0];
    if (Node.get<FunctionDecl>() || Node.get<LambdaExpr>())
      return Result;
    if (const auto *Parent = Node.get<Stmt>(); Parent && isLoop(*Parent))
      Result.push_back(Parent);
  }
}

static bool isInLambda(const Stmt &S, ASTContext &C) {
  DynTypedNode Node = DynTypedNode::create(S);
  while (true) {
    auto Parents = C.getParents(Node);
    if (Parents.empty())
      return false;
    Node = Parents[0];
    if (Node.get<LambdaExpr>())
      return true;
    if (const auto *F = Node.get<FunctionDecl>())
      return isa<CXXMethodDecl>(F) && cast<CXXMethodDecl>(F)->getParent()->isLambda();
  }
}

std::optional<Reason> hone::findForbiddenPlace(const Stmt &Loop, ASTContext &C) {
  if (isInLambda(Loop, C))
    return Reason{"lambda", "the loop is in a lambda, whose captures others may change"};
  const FunctionDecl *F = outermostFunction(Loop, C);
  if (F && isa_and_nonnull<CoroutineBodyStmt>(F->getBody()))
    return Reason{"coroutine", "the function may be suspended in the loop"};
  if (hasPragma(Loop, C, "omp"))
    return Reason{"openmp", "the function has OpenMP regions, where locals may become shared"};
  return std::nullopt;
}

bool hone::isHarmlessStore(const Access &Store, const FunctionDecl &F, const ASTContext &C) {
  const Place &W = Store.Where;
  return W.How == Reach::Temporary ||
         (W.How == Reach::Object && W.Root && isPrivate(*W.Root, F, C));
}

namespace {
/// Objects that a function ends, and where.
class Ends : public RecursiveASTVisitor<Ends> {
public:
  bool VisitCXXDeleteExpr(CXXDeleteExpr *E) {
    At.push_back(E->getBeginLoc());
    return true;
  }
  bool VisitCallExpr(CallExpr *E) {
    const FunctionDecl *F = E->getDirectCallee();
    if (isa_and_nonnull<CXXDestructorDecl>(F) || isStdDecl(F, "destroy_at") || isStdDecl(F, "destroy"))
      At.push_back(E->getBeginLoc());
    return true;
  }
  std::vector<SourceLocation> At;
};
} // namespace

bool hone::comesAfterDelete(const Stmt &Loop, const FunctionDecl &F, ASTContext &C) {
  Ends Of;
  Of.TraverseStmt(F.getBody());
  const SourceManager &SM = C.getSourceManager();
  auto Around = loopsAround(Loop, C);
  const Stmt &Outermost = Around.empty() ? Loop : *Around.back();
  return llvm::any_of(Of.At, [&](SourceLocation L) {
    return SM.isBeforeInTranslationUnit(L, Outermost.getEndLoc());
  });
}

static bool isWithin(const Stmt &Inner, const Stmt &Outer, ASTContext &C) {
  const SourceManager &SM = C.getSourceManager();
  return SM.isPointWithin(SM.getFileLoc(Inner.getBeginLoc()), SM.getFileLoc(Outer.getBeginLoc()),
                          SM.getFileLoc(Outer.getEndLoc()));
}

/// Whether \p Use stands in what \p Loop does again and again.
static bool isRepeated(const StateUse &Use, const Stmt &Loop, ASTContext &C) {
  const auto *Range = dyn_cast<CXXForRangeStmt>(&Loop);
  const auto *For = dyn_cast<ForStmt>(&Loop);
  return isWithin(*Use.Site, Range ? *Range->getBody() : Loop, C) &&
         !(For && For->getInit() && isWithin(*Use.Site, *For->getInit(), C));
}

static bool forces(const Access &Store, const State &S, const ASTContext &C) {
  return forcesReload(Store.Where.Type, S.Place.Where.Type, S.Place.IsHeader, C);
}

/// The states that some innermost loop reads although a store in it forces a
/// reload. What a range-for ranges over is read once as it is.
static std::vector<std::size_t> payingStates(const Stmt &Loop, const LoopReads &Reads,
                                             const FunctionDecl &F, ASTContext &C) {
  std::vector<std::size_t> Result;
  std::vector<const Stmt *> Inner;
  collectInnermost(Loop, Inner);
  for (const Stmt *M : Inner) {
    std::vector<Access> Stores = effectsOf(*M, C).Writes;
    llvm::erase_if(Stores, [&](const Access &A) { return isHarmlessStore(A, F, C); });
    const auto *Range = dyn_cast<CXXForRangeStmt>(M);
    const Stmt &Repeated = Range ? *Range->getBody() : *M;
    for (std::size_t I = 0; I < Reads.States.size(); ++I) {
      const State &S = Reads.States[I];
      bool Feared = llvm::any_of(Stores, [&](const Access &A) { return forces(A, S, C); });
      bool Read = llvm::any_of(S.Uses, [&](const StateUse &U) {
        return isWithin(*U.Site, Repeated, C) && isRepeated(U, Loop, C);
      });
      if (Feared && Read && !llvm::is_contained(Result, I))
        Result.push_back(I);
    }
  }
  return Result;
}

const Expr *hone::boundOf(const Stmt &Loop) {
  const Expr *Condition = nullptr;
  if (const auto *For = dyn_cast<ForStmt>(&Loop))
    Condition = For->getCond();
  else if (const auto *While = dyn_cast<WhileStmt>(&Loop))
    Condition = While->getCond();
  const auto *B = dyn_cast_or_null<BinaryOperator>(
      Condition ? Condition->IgnoreParenImpCasts() : nullptr);
  if (!B || !B->isComparisonOp())
    return nullptr;
  auto IsIndex = [&](const Expr *E) {
    const auto *Ref = dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts());
    const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    return V && V->getType()->isIntegerType() && V->hasLocalStorage();
  };
  if (IsIndex(B->getLHS()))
    return B->getRHS()->IgnoreImpCasts();
  return IsIndex(B->getRHS()) ? B->getLHS()->IgnoreImpCasts() : nullptr;
}

/// Whether \p E is arithmetic over states, literals and locals that the loop
/// does not write: the same value whenever it is computed.
static bool isStableTree(const Expr *E, const StatePlan &Plan, const Effects &Effect) {
  E = E->IgnoreParenImpCasts();
  for (std::size_t I : Plan.Chosen)
    for (const StateUse &Use : Plan.Reads.States[I].Uses)
      if (Use.Site == E && (Use.What == StateUse::Value || Use.What == StateUse::Size))
        return true;
  if (isa<IntegerLiteral>(E))
    return true;
  if (const auto *B = dyn_cast<BinaryOperator>(E))
    return (B->isAdditiveOp() || B->isMultiplicativeOp() || B->isShiftOp()) &&
           isStableTree(B->getLHS(), Plan, Effect) && isStableTree(B->getRHS(), Plan, Effect);
  if (const auto *Cast = dyn_cast<ExplicitCastExpr>(E))
    return Cast->getType()->isIntegerType() && isStableTree(Cast->getSubExpr(), Plan, Effect);
  const auto *Ref = dyn_cast<DeclRefExpr>(E);
  const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  // A local that is no state is private: only its own name changes it.
  return V && V->hasLocalStorage() && !V->getType()->isReferenceType() &&
         !Ref->refersToEnclosingVariableOrCapture() &&
         llvm::none_of(Plan.Reads.States, [&](const State &S) { return S.Place.Where.Root == V; }) &&
         llvm::none_of(Effect.Writes, [&](const Access &A) { return A.Where.Root == V; });
}

bool hone::concernsBoundOnly(const StatePlan &Plan, ASTContext &C) {
  const Expr *Bound = boundOf(*Plan.Loop);
  if (!Bound)
    return false;
  // A refusal is about what is read; `--count_` and `v.pop_back()` are not.
  bool Refused = Plan.Chosen.empty(), Any = false;
  for (std::size_t I : Refused ? Plan.Paying : Plan.Chosen)
    for (const StateUse &Use : Plan.Reads.States[I].Uses) {
      bool Inside = isWithin(*Use.Site, *Bound, C);
      Any |= Inside;
      if (!Inside && !(Refused && Use.What == StateUse::Other))
        return false;
    }
  if (!Any)
    return false;
  return Plan.Chosen.empty() || isStableTree(Bound, Plan, effectsOf(*Plan.Loop, C));
}

bool hone::isHardened(const ASTContext &C) {
  for (const char *Name : {"_GLIBCXX_ASSERTIONS", "_GLIBCXX_DEBUG", "_LIBCPP_HARDENING_MODE",
                           "_LIBCPP_ENABLE_ASSERTIONS", "_LIBCPP_ENABLE_HARDENED_MODE"})
    if (auto Found = C.Idents.find(Name);
        Found != C.Idents.end() && Found->second->hasMacroDefinition())
      return true;
  return false;
}

/// What stands against rewriting the mentions of \p S, its value being stable.
static std::optional<Reason> findUnwritable(const State &S, const StatePlan &Plan, ASTContext &C) {
  const Stmt &Loop = *Plan.Loop;
  if (mayBeUnset(S, Loop, C))
    return Reason{"maybe-unset", "'" + S.Text + "' may not have been set when the loop runs zero times"};
  const VarDecl *Root = S.Place.Where.Root;
  if (Root && Root->getType()->isPointerType() && !isFollowedFirst(*Root, Loop, C))
    return Reason{"maybe-null", "'" + Root->getNameAsString() +
                                    "' may be null when the loop runs zero times"};
  if (Plan.Reads.DeclaresNames && Root && !Root->hasLocalStorage())
    return Reason{"local-names", "names are declared inside the loop: '" + S.Text +
                                     "' may mean another object in front of it"};
  bool Rewritable = false, Other = false, Checked = false, Viewed = false;
  bool Stores = false, NeedsConst = false;
  for (const StateUse &Use : S.Uses) {
    Rewritable |= Use.What != StateUse::Other;
    Other |= Use.What == StateUse::Other;
    Stores |= Use.Stores;
    NeedsConst |= Use.NeedsConst;
    Viewed |= Use.What == StateUse::Element || Use.What == StateUse::Data ||
              Use.What == StateUse::Inside;
    const auto *Call = dyn_cast<CXXMemberCallExpr>(Use.Site);
    Checked |= Use.What == StateUse::Other && Call && Call->getMethodDecl() &&
               Call->getMethodDecl()->getDeclName().isIdentifier() &&
               Call->getMethodDecl()->getName() == "at";
  }
  if (Checked)
    return Reason{"checked-access", "'" + S.Text + ".at()' checks its index and may throw"};
  // A header read for another purpose is loaded again all the same.
  if (!Rewritable || (S.Place.IsHeader && Other))
    return Reason{"unviewable", "'" + S.Text + "' is not only indexed or read in the loop"};
  if (NeedsConst && Stores && !S.Type.isConstQualified())
    return Reason{"unviewable", "'" + S.Text + "' has elements that are const to some and written by others"};
  if (S.Place.IsHeader && Viewed && !C.getLangOpts().CPlusPlus20 && isHardened(C))
    return Reason{"hardened", "a pointer to the elements of '" + S.Text +
                                  "' would lose the checks of this hardened build"};
  return std::nullopt;
}

static std::optional<Reason> findObstacle(const Effects &E, const LoopReads &Reads,
                                          const ASTContext &C) {
  if (Reads.HasLambda)
    return Reason{"lambda", "a lambda in the loop may keep references"};
  if (!E.Unknown.empty()) {
    const Refusal &First = E.Unknown.front();
    return Reason{First.Code == "volatile" ? "volatile" : "unknown-construct", First.Text};
  }
  if (const OpaqueCall *Unseen = findUnseen(E))
    return Reason{"call", Unseen->Text};
  if ((!E.Allocates.empty() || !E.Releases.empty()) && replacesAllocation(C))
    return Reason{"call", "the loop allocates, and the unit has its own operator new or delete"};
  return std::nullopt;
}

/// Whether \p E reads states only, and of these only what is chosen: it never
/// changes while the loop runs.
static bool neverChanges(const Expr &E, const StatePlan &Plan) {
  bool Any = false;
  std::function<bool(const Stmt &)> Fixed = [&](const Stmt &S) {
    for (std::size_t I : Plan.Chosen)
      for (const StateUse &Use : Plan.Reads.States[I].Uses)
        if (Use.Site == &S && Use.What != StateUse::Element)
          return Any = true;
    if (isa<DeclRefExpr, MemberExpr, CXXThisExpr, CallExpr>(S))
      return false;
    return llvm::all_of(S.children(), [&](const Stmt *Child) { return Child && Fixed(*Child); });
  };
  return Fixed(E) && Any;
}

static bool leavesLoop(const Stmt &S) {
  return isa<BreakStmt, ReturnStmt>(S) ||
         (!isLoop(S) && llvm::any_of(S.children(), [](const Stmt *Child) {
           return Child && leavesLoop(*Child);
         }));
}

/// A loop that goes on until its state changes, although nothing in it does
/// that, waits for somebody else: read once, the state would keep it for ever.
static bool waits(const Stmt &S, const StatePlan &Plan) {
  const Expr *Condition = nullptr;
  if (const auto *For = dyn_cast<ForStmt>(&S))
    Condition = For->getCond();
  else if (const auto *While = dyn_cast<WhileStmt>(&S))
    Condition = While->getCond();
  else if (const auto *Do = dyn_cast<DoStmt>(&S))
    Condition = Do->getCond();
  else if (const auto *If = dyn_cast<IfStmt>(&S); If && leavesLoop(*If))
    Condition = If->getCond();
  if (Condition && neverChanges(*Condition, Plan))
    return true;
  return llvm::any_of(S.children(),
                      [&](const Stmt *Child) { return Child && waits(*Child, Plan); });
}

/// Accessors are rewritten whole or not at all.
static void dropHalfAccessors(StatePlan &Plan) {
  auto Chosen = [&](std::size_t I) { return llvm::is_contained(Plan.Chosen, I); };
  for (std::size_t I = 0; I < Plan.Reads.Accessors.size();) {
    AccessorUse &Use = Plan.Reads.Accessors[I];
    bool Whole = Chosen(Use.Container);
    for (auto &[Member, Index] : Use.Members)
      Whole &= Chosen(Index);
    if (Whole) {
      ++I;
      continue;
    }
    for (State &S : Plan.Reads.States)
      for (StateUse &U : S.Uses)
        if (U.Site == Use.Call && U.What == StateUse::Inside)
          U.What = StateUse::Other;
    Plan.Reads.Kept.push_back(Use.Call);
    Plan.Reads.Accessors.erase(Plan.Reads.Accessors.begin() + I);
    I = 0;
  }
  auto IsOther = [](const StateUse &U) { return U.What == StateUse::Other; };
  std::size_t Before = Plan.Chosen.size();
  llvm::erase_if(Plan.Chosen, [&](std::size_t I) {
    const State &S = Plan.Reads.States[I];
    return S.Place.IsHeader ? llvm::any_of(S.Uses, IsOther) : llvm::all_of(S.Uses, IsOther);
  });
  if (Plan.Chosen.size() != Before)
    dropHalfAccessors(Plan);
}

/// `img(x, y) = v` stores into the container that the accessor indexes.
static void resolveAccessorStores(Effects &E, const LoopReads &Reads) {
  for (Access &Store : E.Writes)
    for (const AccessorUse &Use : Reads.Accessors)
      if (Store.Where.How == Reach::Indirect && !Store.Where.Root &&
          Store.At == Use.Call->getExprLoc()) {
        Place Element = Reads.States[Use.Container].Place.Where;
        Element.How = Reach::Element;
        Element.Last = nullptr;
        Element.Type = Store.Where.Type;
        Store.Where = Element;
      }
}

static void choose(StatePlan &Plan, const Effects &E, const FunctionDecl &F, ASTContext &C) {
  for (std::size_t I = 0; I < Plan.Reads.States.size(); ++I) {
    const State &S = Plan.Reads.States[I];
    bool Feared = llvm::any_of(E.Writes, [&](const Access &Store) {
      return !isHarmlessStore(Store, F, C) && forces(Store, S, C);
    });
    bool InAccessor = llvm::any_of(S.Uses, [](const StateUse &U) { return U.What == StateUse::Inside; });
    if (!Feared && !InAccessor)
      continue;
    std::vector<Obligation> Shown;
    std::optional<Reason> Against;
    for (const Access &Store : E.Writes) {
      if (Against)
        break;
      std::string Argument;
      if (auto Found = findInterference(Store, S.Place, F, C, Argument))
        Against = Reason{Found->Code, Found->Text};
      else if (!isHarmlessStore(Store, F, C))
        Shown.push_back({"unmodified", "'" + S.Text + "' is the same throughout: " + Argument, How::Proved});
    }
    if (!Against)
      Against = findUnwritable(S, Plan, C);
    if (Against) {
      // What would have paid is what the answer is about.
      if (Plan.Why.Code.empty() && llvm::is_contained(Plan.Paying, I))
        Plan.Why = *Against;
      continue;
    }
    Plan.Chosen.push_back(I);
    for (Obligation &O : Shown)
      if (llvm::none_of(Plan.Obligations, [&](const Obligation &P) { return P.Text == O.Text; }))
        Plan.Obligations.push_back(std::move(O));
  }
  dropHalfAccessors(Plan);
}

/// What an enclosing loop reads once already is not for this one.
static void leaveToOuter(StatePlan &Plan, ASTContext &C) {
  std::vector<const Stmt *> Around = loopsAround(*Plan.Loop, C);
  for (const Stmt *Outer : llvm::reverse(Around)) {
    StatePlan Theirs = planStates(*Outer, C);
    if (!Theirs.pays() || !Theirs.Why.Code.empty())
      continue;
    llvm::erase_if(Plan.Chosen, [&](std::size_t I) {
      return llvm::any_of(Theirs.Chosen, [&](std::size_t J) {
        return sameState(Plan.Reads.States[I], Theirs.Reads.States[J], C);
      });
    });
    if (Plan.Chosen.empty()) {
      Plan.Paying.clear();
      return;
    }
  }
}

StatePlan hone::planStates(const Stmt &Loop, ASTContext &C) {
  StatePlan Plan;
  Plan.Loop = &Loop;
  const FunctionDecl *F = outermostFunction(Loop, C);
  if (!F || F->isDependentContext() || F->isTemplateInstantiation())
    return Plan;
  Plan.Reads = readsOf(Loop, C);
  if (Plan.Reads.States.empty())
    return Plan;
  Plan.Paying = payingStates(Loop, Plan.Reads, *F, C);
  if (!Plan.pays())
    return Plan;
  if (auto Forbidden = findForbiddenPlace(Loop, C)) {
    Plan.Why = *Forbidden;
    return Plan;
  }
  if (comesAfterDelete(Loop, *F, C)) {
    Plan.Why = {"may-be-gone", "the function deletes an object, and the loop may not read it then"};
    return Plan;
  }
  Effects E = effectsOf(Loop, C);
  if (auto Obstacle = findObstacle(E, Plan.Reads, C)) {
    Plan.Why = *Obstacle;
    return Plan;
  }
  resolveAccessorStores(E, Plan.Reads);
  choose(Plan, E, *F, C);
  if (waits(Loop, Plan)) {
    Plan.Chosen.clear();
    Plan.Why = {"waits", "the loop ends when its state changes, which nothing in it does"};
    return Plan;
  }
  // Something that pays must be among what can be read once, else the rest is
  // change for its own sake.
  bool Gains = llvm::any_of(
      Plan.Chosen, [&](std::size_t I) { return llvm::is_contained(Plan.Paying, I); });
  if (!Gains) {
    Plan.Chosen.clear();
    if (Plan.Why.Code.empty())
      Plan.Why = {"call", "the state is read inside a function that is not simple enough to be written out"};
    return Plan;
  }
  Plan.Why = {};
  leaveToOuter(Plan, C);
  return Plan;
}
