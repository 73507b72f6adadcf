// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// reserve-before-append: takes the storage for all elements before a loop that
// appends them one by one.
//
//   std::vector<std::string> names;
//   for (const Vertex &v : vertices)
//     names.push_back(nameOf(v));
//
//   std::vector<std::string> names;
//   names.reserve(vertices.size());
//   for (const Vertex &v : vertices)
//     names.push_back(nameOf(v));
//
// A compiler never does this: it does not know what a vector is.
//
// Why it is the same: a container that is empty has nothing that a reference or
// iterator could lead to, so nobody sees its storage change, and growing less often
// is seen by nobody if moving elements runs no code. What remains is that reserve() may throw:
// it is asked for no more than what the loop would have filled, or than there are objects
// in memory already, so that an absurd number that never was believed is not believed now.

#include "AppendLoop.h"
#include "EarlyEnd.h"
#include "ElementUse.h"
#include "LoopContext.h"
#include "QuietGrowth.h"
#include "hone/Analysis/Effects.h"
#include "hone/Analysis/TripCount.h"
#include "hone/Analysis/Types.h"
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

/// One container, and what to reserve for it.
struct Reserve {
  NamedContainer To;
  AppendCount Count;
};

class Judge {
public:
  Judge(const Stmt &Loop, ASTContext &C) : Loop(Loop), C(C), F(*outermostFunction(Loop, C)) {}
  Verdict run();
  std::vector<Reserve> Reserves;

private:
  enum class Birth { Here, Elsewhere, Unknown };
  Birth birthOf(const NamedContainer &To, AppendCount &Leading, std::optional<Refusal> &Why);
  Birth lookAt(const Stmt &S, const NamedContainer &To, AppendCount &Leading, std::optional<Refusal> &Why);
  bool isEmptyAtFirst(const NamedContainer &To) const;
  void addFollowing(Reserve &R);
  std::optional<Refusal> refuseCleared(const Reserve &R) const;
  std::optional<Refusal> refuseType(const NamedContainer &To);
  std::vector<Access> readsOf(const Trips &T) const;
  std::optional<Refusal> refuseTrips(const Trips &T, const NamedContainer &To);
  std::optional<Refusal> refuseAbsurd(const AppendCount &Count, const NamedContainer &To);
  bool isModest(const AppendCount::Term &Count, const NamedContainer &To) const;
  std::optional<Refusal> refuse(Reserve &R);
  Refusal no(const char *Code, const std::string &Text, const Stmt &At) const {
    return {Code, Text, At.getBeginLoc()};
  }

  const Stmt &Loop;
  ASTContext &C;
  const FunctionDecl &F;
  SourceLocation BornAt; ///< Where the container is known to be empty.
  bool Cleared = false;  ///< It is not new.
  bool Silent = false; ///< Somebody else speaks about this container, or nobody has to.
};

QualType typeOf(const NamedContainer &To) { return To.Named->IgnoreParenImpCasts()->getType(); }

/// `v.clear();` and its like.
bool isCallOf(llvm::StringRef Name, const Stmt &S, const NamedContainer &To) {
  const auto *E = llvm::dyn_cast<Expr>(&S);
  const auto *Call = E ? llvm::dyn_cast<CXXMemberCallExpr>(E->IgnoreImplicit()->IgnoreParens()) : nullptr;
  const CXXMethodDecl *M = Call ? Call->getMethodDecl() : nullptr;
  if (!M || !M->getDeclName().isIdentifier() || M->getName() != Name)
    return false;
  auto Named = namedContainer(*Call->getImplicitObjectArgument());
  return Named && *Named == To;
}

/// Whether a local begins without elements: nothing but the library's and the compiler's
/// own default constructors runs.
bool Judge::isEmptyAtFirst(const NamedContainer &To) const {
  const Expr *Init = To.Root->getInit() ? To.Root->getInit()->IgnoreImplicit() : nullptr;
  const auto *Made = llvm::dyn_cast_or_null<CXXConstructExpr>(Init);
  if (!Made || !Made->getConstructor()->isDefaultConstructor() ||
      llvm::any_of(Made->arguments(), [](const Expr *A) { return !llvm::isa<CXXDefaultArgExpr>(A); }))
    return false;
  const CXXRecordDecl *Around = To.Root->getType()->getAsCXXRecordDecl();
  for (const FieldDecl *Field : To.Path) {
    if (!Around || !beginsPlainly(*Around) || Field->hasInClassInitializer() ||
        !C.hasSameType(C.getCanonicalTagType(Field->getParent()), C.getCanonicalTagType(Around)))
      return false;
    Around = Field->getType()->getAsCXXRecordDecl();
  }
  return true;
}

/// `return v;`: the loop is not reached from there.
bool isReturned(const Expr &Site, ASTContext &C) {
  const Expr *E = &Site;
  for (;;) {
    auto Parents = C.getParents(*E);
    if (Parents.empty())
      return false;
    if (Parents[0].get<ReturnStmt>())
      return true;
    E = Parents[0].get<Expr>();
    if (!E || !llvm::isa<ImplicitCastExpr, ParenExpr, CXXConstructExpr, CXXBindTemporaryExpr, ExprWithCleanups>(E))
      return false;
  }
}

/// What \p S, which runs right before, says about the container.
Judge::Birth Judge::lookAt(const Stmt &S, const NamedContainer &To, AppendCount &Leading,
                           std::optional<Refusal> &Why) {
  if (const auto *Declared = llvm::dyn_cast<DeclStmt>(&S); Declared && To.Root) {
    for (const Decl *D : Declared->decls())
      if (D == To.Root && To.Root->hasLocalStorage() && !To.Root->getType()->isReferenceType()) {
        if (isEmptyAtFirst(To) && usesOf(To, S, C).empty()) {
          BornAt = S.getBeginLoc();
          return Birth::Here;
        }
        Why = no("not-empty", "the container may begin with elements", S);
        return Birth::Elsewhere;
      }
  }
  if (isCallOf("clear", S, To)) {
    Cleared = true;
    BornAt = S.getBeginLoc();
    return Birth::Here;
  }
  if (isCallOf("reserve", S, To)) {
    Silent = true; // Somebody has thought of it.
    return Birth::Elsewhere;
  }
  std::vector<ContainerUse> Uses = usesOf(To, S, C);
  llvm::erase_if(Uses, [&](const ContainerUse &Use) { return isReturned(*Use.Site, C); });
  bool Local = To.Root && To.Root->hasLocalStorage() && !To.Root->getType()->isReferenceType();
  // Nobody else knows a local that has only been appended to, so nobody knows its elements.
  if (auto A = appendOf(S, C); A && A->To == To && Local && Uses.size() == 1 &&
      isPlainElement(elementType(typeOf(To)))) {
    Leading.add(constantCount(A->Elements));
    return Birth::Unknown;
  }
  bool Hidden = !Local && findChange(effectsOf(S, C), placeOf(*To.Named, C), F, C);
  if (Uses.empty() && !Hidden)
    return Birth::Unknown;
  Why = no("not-empty", "the container may hold elements already", S);
  return Birth::Elsewhere;
}

/// Walks backwards from the loop to where the container is known to be empty.
Judge::Birth Judge::birthOf(const NamedContainer &To, AppendCount &Leading,
                            std::optional<Refusal> &Why) {
  DynTypedNode Node = DynTypedNode::create(Loop);
  for (const Stmt *Child = &Loop;;) {
    auto Parents = C.getParents(Node);
    const Stmt *Parent = Parents.empty() ? nullptr : Parents[0].get<Stmt>();
    if (!Parent || llvm::isa<LambdaExpr>(Parent)) {
      Why = no("not-empty", "the container may hold elements already", Loop);
      return Birth::Elsewhere;
    }
    Node = Parents[0];
    if (llvm::isa<ForStmt, CXXForRangeStmt>(Parent)) {
      Silent = true; // The outer loop is asked as well.
      return Birth::Elsewhere;
    }
    if (const auto *Block = llvm::dyn_cast<CompoundStmt>(Parent)) {
      std::vector<const Stmt *> Before;
      for (const Stmt *Sibling : Block->body()) {
        if (Sibling == Child)
          break;
        Before.push_back(Sibling);
      }
      // Behind a case label, what stands before it may not have run.
      if (llvm::any_of(Block->body(), [](const Stmt *S) { return llvm::isa<SwitchCase>(S); })) {
        Why = no("not-empty", "the container may hold elements already", Loop);
        return Birth::Elsewhere;
      }
      for (const Stmt *S : llvm::reverse(Before))
        if (Birth Found = lookAt(*S, To, Leading, Why); Found != Birth::Unknown)
          return Found;
    } else if (const auto *If = llvm::dyn_cast<IfStmt>(Parent)) {
      for (const Stmt *S : {static_cast<const Stmt *>(If->getCond()), If->getInit(),
                            static_cast<const Stmt *>(If->getConditionVariableDeclStmt())})
        if (Birth Found = S ? lookAt(*S, To, Leading, Why) : Birth::Unknown; Found != Birth::Unknown)
          return Found;
    } else if (!llvm::isa<CXXTryStmt>(Parent)) {
      Why = isLoop(*Parent)
                ? no("repeated", "the loop around it runs who knows how often, and each time would reserve again", *Parent)
                : no("not-empty", "the container may hold elements already", *Parent);
      return Birth::Elsewhere;
    }
    Child = Parent;
  }
}

/// What is appended behind the loop, by statements beside it, is reserved with the rest as long as
/// it can be counted in front.
void Judge::addFollowing(Reserve &R) {
  auto Parents = C.getParents(Loop);
  const auto *Block = Parents.empty() ? nullptr : Parents[0].get<CompoundStmt>();
  if (!Block)
    return;
  std::vector<const Stmt *> Between;
  for (const Stmt *S : Block->body()) {
    if (S == &Loop || !Between.empty())
      Between.push_back(S);
    if (S == &Loop || Between.empty())
      continue;
    AppendCount More = countAppends(*S, R.To, C);
    auto CanBeSaid = [&](const Trips &T) {
      return (T.Bytes || T.Constant) && !refuseTrips(T, R.To) && llvm::none_of(Between, [&](const Stmt *Each) {
        return findChange(effectsOf(*Each, C), readsOf(T), F, C).has_value();
      });
    };
    if (More.Unknown || !llvm::all_of(More.Terms, [&](const AppendCount::Term &Each) {
          return Each.Loops.size() < 2 && isModest(Each, R.To) && llvm::all_of(Each.Loops, CanBeSaid);
        }))
      return;
    if (!More.Terms.empty())
      R.Count.add(More);
    else if (!usesOf(R.To, *S, C).empty())
      return;
  }
}

/// Storage that is kept while the container is empty may be known to others; it moves
/// only where it would have moved.
std::optional<Refusal> Judge::refuseCleared(const Reserve &R) const {
  // Before C++20 a string might give storage back (P0966).
  bool Exact = !isStdString(typeOf(R.To));
  for (const AppendCount::Term &Each : R.Count.Terms)
    for (const Trips &T : Each.Loops)
      Exact &= T.Exact && !findChange(effectsOf(*loopBody(Loop), C), readsOf(T), F, C);
  std::optional<Refusal> Leaves = findEarlyEnd(*loopBody(Loop), C);
  if (Exact && !Leaves)
    return std::nullopt;
  return no("cleared", "the container has been emptied and keeps its storage, which a reserve might replace where "
                       "the loop would not", Loop);
}

std::optional<Refusal> Judge::refuseType(const NamedContainer &To) {
  if (!growsQuietly(elementType(typeOf(To)), C))
    return no("element-type", "moving or copying elements as the container grows may run code", Loop);
  if (replacesAllocation(C))
    return no("replaced-allocation", "the unit has an operator new of its own, which sees allocations", Loop);
  return std::nullopt;
}

/// Whether an expression names something that is not there yet in front of a loop.
class LaterNames : public RecursiveASTVisitor<LaterNames> {
public:
  LaterNames(const Stmt &Loop, const SourceManager &SM) : Loop(Loop), SM(SM) {}
  bool VisitDeclRefExpr(DeclRefExpr *R) {
    const Decl *D = R->getDecl();
    Found |= D->getParentFunctionOrMethod() &&
             !SM.isBeforeInTranslationUnit(SM.getExpansionLoc(D->getLocation()), SM.getExpansionLoc(Loop.getBeginLoc()));
    return !Found;
  }
  bool Found = false;

private:
  const Stmt &Loop;
  const SourceManager &SM;
};

std::vector<Access> Judge::readsOf(const Trips &T) const {
  std::vector<Access> Reads = effectsOf(*T.Of, C).Reads;
  if (T.Of->isGLValue())
    Reads.push_back({placeOf(*T.Of, C), T.Of->getExprLoc()});
  if (T.Held) {
    Place P;
    P.How = Reach::Object;
    P.Root = T.Held;
    P.Type = T.Held->getType().getCanonicalType().getUnqualifiedType();
    Reads.push_back({P, T.Held->getLocation()});
  }
  return Reads;
}

/// Whether the number can be said in front of the loop.
std::optional<Refusal> Judge::refuseTrips(const Trips &T, const NamedContainer &To) {
  if (!usesOf(To, *T.Of, C).empty())
    return no("count-varies", "the number of iterations depends on the container itself", *T.Of);
  LaterNames Later(Loop, C.getSourceManager());
  Later.TraverseStmt(const_cast<Expr *>(T.Of));
  if (Later.Found)
    return no("count-varies", "an inner loop runs another number of times in each iteration", *T.Of);
  const Effects E = effectsOf(*T.Of, C);
  if (isVolatileOrAtomic(T.Of->getType()))
    return no("impure-count", "the count is volatile or atomic", *T.Of);
  if (auto Impure = findImpurity(E))
    return no("impure-count", "counting may be seen: " + Impure->Text, *T.Of);
  if (T.Loop != &Loop)
    if (auto Risk = findSpeculationRisk(E))
      return no("hazard", "the inner loop may not be reached, and " + Risk->Text, *T.Of);
  if (const auto *For = llvm::dyn_cast<ForStmt>(T.Loop))
    if (const auto *Decls = llvm::dyn_cast_or_null<DeclStmt>(For->getInit()))
      for (const Decl *D : Decls->decls())
        if (const auto *V = llvm::dyn_cast<VarDecl>(D); V && V->getInit() && findImpurity(effectsOf(*V->getInit(), C)))
          return no("impure-count", "the beginning of the loop does something before it is counted", *For);
  auto Change = findChange(effectsOf(*loopBody(Loop), C), readsOf(T), F, C);
  // What an inner loop reads alone, it might read behind a lock.
  auto Outer = tripsOf(Loop, C);
  std::string Text = textOf(*T.Of, C);
  bool ReadHere = T.Loop == &Loop || (Outer && !Text.empty() && textOf(*Outer->Of, C) == Text);
  if (Change && (!ReadHere || !T.Bytes || Change->Code == "modified"))
    return no("count-varies", "the number of iterations may change on the way: " + Change->Text, *T.Of);
  if (countComments(T.Of->getSourceRange(), C))
    return no("comment", "a comment stands inside the count", *T.Of);
  return std::nullopt;
}

/// Whether no more storage is asked for than some times what another container takes already, or
/// than a program always has.
bool Judge::isModest(const AppendCount::Term &Count, const NamedContainer &To) const {
  constexpr double Times = 16, Little = 1 << 20;
  double Bytes = Count.Times * static_cast<double>(
      C.getTypeSizeInChars(elementType(typeOf(To))).getQuantity());
  const Trips *Object = nullptr;
  for (const Trips &T : Count.Loops) {
    if (T.Constant) {
      Bytes *= T.Constant;
    } else {
      if (Object || !T.Bytes)
        return false;
      Object = &T;
    }
  }
  return Bytes <= (Object ? Times * Object->Bytes : Little);
}

/// A number that is not the size of anything may be wrong, which shows when the loop is left.
std::optional<Refusal> Judge::refuseAbsurd(const AppendCount &Count, const NamedContainer &To) {
  if (llvm::all_of(Count.Terms, [&](const AppendCount::Term &Each) { return isModest(Each, To); }))
    return std::nullopt;
  if (auto Leaves = findEarlyEnd(*loopBody(Loop), C))
    return Refusal{"may-leave", "the count is not the size of anything, and the loop may be left before it is reached: " +
                                    Leaves->Text, Leaves->Where};
  return std::nullopt;
}

std::optional<Refusal> Judge::refuse(Reserve &R) {
  std::optional<Refusal> Why;
  AppendCount Around;
  Cleared = false;
  if (birthOf(R.To, Around, Why) != Birth::Here)
    return Why;
  if (hasDirective(SourceRange(BornAt, Loop.getBeginLoc()), C))
    return no("preprocessor", "a preprocessor line stands between the container and the loop", Loop);
  if (auto No = findUseBesides(R.To, Loop, C))
    return No;
  R.Count = countAppends(Loop, R.To, C);
  R.Count.add(Around);
  if (!Cleared)
    addFollowing(R);
  if (R.Count.Unknown)
    return R.Count.Unknown;
  if (R.Count.Terms.empty() || R.Count.Terms.front().Loops.empty()) {
    Silent = true;
    return std::nullopt;
  }
  unsigned Factors = 0;
  for (const AppendCount::Term &Each : R.Count.Terms) {
    Factors += Each.Loops.size() + (Each.Times != 1);
    for (const Trips &T : Each.Loops)
      if (auto No = refuseTrips(T, R.To))
        return No;
  }
  if (Factors > 3)
    return no("long-count", "the count would be a long formula", Loop);
  if (auto No = refuseType(R.To))
    return No;
  if (auto No = refuseAbsurd(R.Count, R.To))
    return No;
  if (auto No = Cleared ? refuseCleared(R) : std::nullopt)
    return No;
  if (const Expr *Call = findCapacityCall(C))
    return no("capacity-observed", "code of the unit asks what is reserved", *Call);
  return std::nullopt;
}

Verdict Judge::run() {
  std::vector<NamedContainer> Containers;
  for (const Append &A : appendsIn(Loop, C))
    if (!llvm::is_contained(Containers, A.To) &&
        !(A.To.Root && isDeclaredIn(*A.To.Root, Loop, C)))
      Containers.push_back(A.To);
  std::optional<Refusal> First;
  bool MayBeNegative = false;
  for (const NamedContainer &To : Containers) {
    Reserve R{To, {}};
    Silent = false;
    auto No = refuse(R);
    if (Silent)
      continue;
    if (No) {
      First = First ? First : No;
      continue;
    }
    for (const AppendCount::Term &Each : R.Count.Terms)
      MayBeNegative |= llvm::any_of(Each.Loops, [](const Trips &T) { return T.MayBeNegative; });
    Reserves.push_back(std::move(R));
  }
  if (Reserves.empty())
    return First ? Verdict::refuse(First->Code, First->Text) : Verdict::nothing();
  if (auto Strange = findStrangeSurroundings(Loop, C))
    return Verdict::refuse(Strange->Code, Strange->Text);
  Verdict V = Verdict::legal(
      {{"empty-before", "the container is empty where storage is taken, so nothing leads into it", How::Proved},
       {"quiet-growth", "moving elements as the container grows runs no code of the project", How::Proved},
       {"not-negative", "the count is not negative", MayBeNegative ? How::Guarded : How::Proved},
       {"not-absurd", "no more is reserved than the loop appends, or than there are objects in memory", How::Proved},
       {"quiet-count", "counting has no effect, and is defined whenever it is done", How::Proved}});
  V.AddsCode = MayBeNegative;
  return V;
}

Verdict judge(const Match &M) {
  const auto &Loop = M.node<Stmt>("root");
  const FunctionDecl *F = outermostFunction(Loop, M.ast());
  if (!F || !F->getBody() || F->isDependentContext() || F->isTemplateInstantiation())
    return Verdict::nothing();
  return Judge(Loop, M.ast()).run();
}

llvm::Expected<Patch> rewrite(const Match &M) {
  const auto &Loop = M.node<Stmt>("root");
  ASTContext &C = M.ast();
  Judge J(Loop, C);
  J.run();
  PatchBuilder P(C);
  // Those that are asked the same stand together.
  std::vector<std::pair<std::string, std::vector<std::string>>> Groups;
  for (const Reserve &R : J.Reserves) {
    std::string Guard = guardText(R.Count, Loop, P, C);
    std::string Name = P.text(R.To.Named->IgnoreParenImpCasts()->getSourceRange());
    if (Groups.empty() || Groups.back().first != Guard)
      Groups.push_back({Guard, {}});
    Groups.back().second.push_back(Name + ".reserve(" + countText(R.Count, Loop, P, C) + ");");
  }
  std::string Lines;
  for (const auto &[Guard, Each] : Groups) {
    bool Block = !Guard.empty() && Each.size() > 1;
    if (!Guard.empty())
      Lines += (Lines.empty() ? "" : "\n") + ("if (" + Guard + (Block ? ") {" : ")"));
    for (const std::string &Line : Each)
      Lines += (Lines.empty() ? "" : "\n") + std::string(Guard.empty() ? "" : "\t") + Line;
    if (Block)
      Lines += "\n}";
  }
  P.insertStatementsBefore(Loop, Lines);
  return P.take();
}

StatementMatcher pattern() { return stmt(anyOf(forStmt(), cxxForRangeStmt())).bind("root"); }

} // namespace

constexpr Check ReserveBeforeAppend = {
    "reserve-before-append", "a container grows step by step to a size that is known before",
    Category::Allocation, 1, pattern, judge, rewrite};

} // namespace hone
