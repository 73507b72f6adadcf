// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Walks backwards from a loop to where its container is known to be empty. Only
// statements that surely ran count, and nothing may have seen the container since.

#include "AppendBirth.h"
#include "ContainerMention.h"
#include "EarlyEnd.h"
#include "LoopContext.h"
#include "QuietGrowth.h"
#include "hone/Analysis/Escape.h"
#include "hone/Analysis/TripCount.h"
#include "hone/Analysis/Types.h"
#include "hone/Rewrite/PatchBuilder.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/ParentMapContext.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace hone {
namespace {

Refusal no(const char *Code, const std::string &Text, const Stmt &At) { return {Code, Text, At.getBeginLoc()}; }

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
bool isEmptyAtFirst(const NamedContainer &To, const ASTContext &C) {
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

class Walk {
public:
  Walk(const NamedContainer &To, const Stmt &Loop, ASTContext &C) : To(To), Loop(Loop), C(C) {}
  void run();
  AppendBirth Result;

private:
  bool lookAt(const Stmt &S);
  bool lookAt(const CompoundStmt &Block, const Stmt &Child);
  bool lookAtClear(const Stmt &S);
  bool refuse(const char *Code, const char *Text, const Stmt &At) {
    Result.Why = no(Code, Text, At);
    return true;
  }
  bool born(const Stmt &At) {
    Result.At = At.getBeginLoc();
    Result.Empty = true;
    return true;
  }

  const NamedContainer &To;
  const Stmt &Loop;
  ASTContext &C;
  std::vector<const Stmt *> Since; ///< Run between the last look and the loop.
};

/// Since a clear(), others that know a local may have filled it, too.
bool Walk::lookAtClear(const Stmt &S) {
  const FunctionDecl &F = *outermostFunction(Loop, C);
  if (To.Root && To.Root->hasLocalStorage() && !To.Root->getType()->isReferenceType()) {
    auto Named = [&](const ContainerUse &Use) {
      Left What = leftBy(*Use.Site, C);
      return Use.Exact ? What == Left::Container : What != Left::Nothing;
    };
    bool Own = llvm::none_of(usesOf(To, *F.getBody(), C), Named);
    auto Changes = [&](const Stmt *Each) {
      return findChange(effectsOf(*Each, C), placeOf(*To.Named, C), F, C).has_value();
    };
    if (!Own || (!isPrivate(*To.Root, F, C) && llvm::any_of(Since, Changes)))
      return refuse("not-empty", "the container may hold elements already", S);
  }
  Result.Cleared = true;
  return born(S);
}

/// What \p S, which runs right before, says about the container. True if that is enough.
bool Walk::lookAt(const Stmt &S) {
  const bool Local = To.Root && To.Root->hasLocalStorage() && !To.Root->getType()->isReferenceType();
  if (const auto *Declared = llvm::dyn_cast<DeclStmt>(&S); Declared && Local && llvm::is_contained(Declared->decls(), To.Root))
    return isEmptyAtFirst(To, C) && usesOf(To, S, C).empty() ? born(S)
                                                             : refuse("not-empty", "the container may begin with elements", S);
  if (isCallOf("clear", S, To))
    return lookAtClear(S);
  if (isCallOf("reserve", S, To)) {
    Result.Silent = true; // Somebody has thought of it.
    return true;
  }
  std::vector<ContainerUse> Uses = usesOf(To, S, C);
  llvm::erase_if(Uses, [&](const ContainerUse &Use) { return isReturned(*Use.Site, C); });
  // Nobody else knows a local that has only been appended to, so nobody knows its elements.
  if (auto A = appendOf(S, C); A && A->To == To && Local && Uses.size() == 1 &&
      isPlainElement(elementType(typeOf(To)))) {
    Result.Leading.add(constantCount(A->Elements));
    const auto &Call = *llvm::cast<CallExpr>(llvm::cast<Expr>(S).IgnoreImplicit()->IgnoreParens());
    Since.insert(Since.end(), Call.arg_begin(), Call.arg_end());
    return false;
  }
  Since.push_back(&S);
  bool Hidden = !Local && findChange(effectsOf(S, C), placeOf(*To.Named, C), *outermostFunction(Loop, C), C);
  return (!Uses.empty() || Hidden) && refuse("not-empty", "the container may hold elements already", S);
}

bool Walk::lookAt(const CompoundStmt &Block, const Stmt &Child) {
  // Behind a case label, what stands before it may not have run.
  if (llvm::any_of(Block.body(), [](const Stmt *S) { return llvm::isa<SwitchCase>(S); }))
    return refuse("not-empty", "the container may hold elements already", Loop);
  std::vector<const Stmt *> Before;
  for (const Stmt *Sibling : Block.body()) {
    if (Sibling == &Child)
      break;
    Before.push_back(Sibling);
  }
  return llvm::any_of(llvm::reverse(Before), [&](const Stmt *S) { return lookAt(*S); });
}

void Walk::run() {
  DynTypedNode Node = DynTypedNode::create(Loop);
  for (const Stmt *Child = &Loop;;) {
    auto Parents = C.getParents(Node);
    const Stmt *Parent = Parents.empty() ? nullptr : Parents[0].get<Stmt>();
    bool Known = true;
    if (!Parent || llvm::isa<LambdaExpr>(Parent))
      refuse("not-empty", "the container may hold elements already", Loop);
    else if (llvm::isa<ForStmt, CXXForRangeStmt>(Parent))
      Result.Silent = true; // The outer loop is asked as well.
    else if (isLoop(*Parent))
      refuse("repeated", "the loop around it runs who knows how often, and each time would reserve again", *Parent);
    else if (const auto *Block = llvm::dyn_cast<CompoundStmt>(Parent))
      Known = lookAt(*Block, *Child);
    else if (const auto *If = llvm::dyn_cast<IfStmt>(Parent))
      Known = lookAt(*If->getCond()) || (If->getInit() && lookAt(*If->getInit())) ||
              (If->getConditionVariable() && lookAt(*If->getConditionVariableDeclStmt()));
    else if (llvm::isa<CXXTryStmt>(Parent))
      Known = !(Result.Tried = true);
    else
      refuse("not-empty", "the container may hold elements already", *Parent);
    if (Known)
      return;
    Node = Parents[0];
    Child = Parent;
  }
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

} // namespace

AppendBirth birthOf(const NamedContainer &To, const Stmt &Loop, ASTContext &C) {
  Walk W(To, Loop, C);
  W.run();
  return std::move(W.Result);
}

bool isGeneric(const Stmt &Loop, ASTContext &C) {
  const FunctionDecl *Whole = outermostFunction(Loop, C);
  DynTypedNode Node = DynTypedNode::create(Loop);
  while (!Node.get<FunctionDecl>()) {
    auto Parents = C.getParents(Node);
    if (Parents.empty())
      return true;
    Node = Parents[0];
  }
  const auto &F = *Node.get<FunctionDecl>();
  auto Is = [](const FunctionDecl &Each) {
    return !Each.getBody() || Each.isDependentContext() || Each.isTemplateInstantiation();
  };
  return !Whole || Is(*Whole) || Is(F);
}

QualType typeOf(const NamedContainer &To) { return To.Named->IgnoreParenImpCasts()->getType(); }

std::vector<Access> readsOf(const Trips &T, const ASTContext &C) {
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

std::optional<Refusal> findDoubt(const Trips &T, const NamedContainer &To, const Stmt &Loop, ASTContext &C) {
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
  auto Change = findChange(effectsOf(*loopBody(Loop), C), readsOf(T, C), *outermostFunction(Loop, C), C);
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

bool mayVary(const AppendCount &Count, const Stmt &Loop, ASTContext &C, llvm::ArrayRef<const CallExpr *> Own) {
  const llvm::SmallVector<const Stmt *, 4> Ignored(Own.begin(), Own.end());
  std::vector<Effects> All = {effectsOf(*loopBody(Loop), C, Ignored)};
  for (const CallExpr *Call : Own)
    for (const Expr *Each : Call->arguments())
      All.push_back(effectsOf(*Each, C));
  auto Changes = [&](const Trips &T) {
    return llvm::any_of(All, [&](const Effects &E) {
      return findChange(E, readsOf(T, C), *outermostFunction(Loop, C), C).has_value();
    });
  };
  return llvm::any_of(Count.Terms, [&](const AppendCount::Term &Each) { return llvm::any_of(Each.Loops, Changes); });
}

bool isModest(const AppendCount::Term &Count, const NamedContainer &To, const ASTContext &C) {
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
std::optional<Refusal> findAbsurd(const AppendCount &Count, const NamedContainer &To, const Stmt &Loop,
                                  const ASTContext &C) {
  if (llvm::all_of(Count.Terms, [&](const AppendCount::Term &Each) { return isModest(Each, To, C); }))
    return std::nullopt;
  if (auto Leaves = findEarlyEnd(*loopBody(Loop), C))
    return Refusal{"may-leave", "the count is not the size of anything, and the loop may be left before it is reached: " +
                                    Leaves->Text, Leaves->Where};
  return std::nullopt;
}

} // namespace hone
