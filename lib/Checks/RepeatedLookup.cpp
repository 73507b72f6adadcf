// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Two searches are one if nothing that happens from the first to the second one changes the key, or
// takes the element away. So a form is a first search, and the statements that it speaks for.

#include "RepeatedLookup.h"
#include "LoopContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/ParentMapContext.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace hone {

Neighbours neighboursOf(const Stmt &S, ASTContext &C) {
  auto Parents = C.getParents(S);
  const auto *Block = Parents.empty() ? nullptr : Parents[0].get<CompoundStmt>();
  if (!Block)
    return {};
  llvm::ArrayRef<Stmt *> All(const_cast<CompoundStmt *>(Block)->body_begin(), Block->size());
  std::size_t At = llvm::find(All, &S) - All.begin();
  return {All.take_front(At), All.drop_front(At + 1)};
}

std::vector<MapLookup> usesIn(const MapLookup &First, const Stmt &S, ASTContext &C) {
  std::vector<MapLookup> Uses = equalLookups(First, S, C);
  llvm::erase_if(Uses, [&](const MapLookup &L) { return isKeptOrUnused(L, C); });
  return Uses;
}

std::optional<Refusal> findLossIn(const MapLookup &L, const Stmt &S, bool OfIterators,
                                  const FunctionDecl &F, ASTContext &C) {
  std::vector<const Stmt *> Ignored;
  if (OfIterators) // They find, and add nothing.
    for (const MapLookup &Use : usesIn(L, S, C))
      Ignored.push_back(Use.Call);
  return findLoss(L, effectsOf(S, C, Ignored), F, C, OfIterators);
}

const Expr *fullExpressionOf(const Expr &E, ASTContext &C) {
  const Expr *Whole = &E;
  for (auto Parents = C.getParents(E); !Parents.empty() && Parents[0].get<Expr>();
       Parents = C.getParents(*Whole))
    Whole = Parents[0].get<Expr>();
  return Whole;
}

bool decidesType(const Expr &E, const FunctionDecl &F, ASTContext &C) {
  auto Parents = C.getParents(*fullExpressionOf(E, C));
  QualType T;
  if (!Parents.empty() && Parents[0].get<ReturnStmt>())
    T = F.getDeclaredReturnType();
  else if (const auto *V = Parents.empty() ? nullptr : Parents[0].get<VarDecl>(); V && V->getTypeSourceInfo())
    T = V->getTypeSourceInfo()->getType();
  const AutoType *Deduced = T.isNull() ? nullptr : T->getContainedAutoType();
  return Deduced && Deduced->isDecltypeAuto();
}

/// Whether \p E is `m.end()` of the map that \p L searches.
static bool isEndOf(const Expr &E, const MapLookup &L, const ASTContext &C) {
  const auto *Call = llvm::dyn_cast<CXXMemberCallExpr>(E.IgnoreUnlessSpelledInSource());
  const CXXMethodDecl *M = Call ? Call->getMethodDecl() : nullptr;
  if (!M || !M->getDeclName().isIdentifier() || !(M->getName() == "end" || M->getName() == "cend"))
    return false;
  llvm::FoldingSetNodeID A, B;
  Call->getImplicitObjectArgument()->IgnoreParenImpCasts()->Profile(A, C, true);
  L.Map->IgnoreParenImpCasts()->Profile(B, C, true);
  return A == B;
}

std::optional<Presence> presenceIn(const Expr &Condition, const ASTContext &C) {
  Presence P;
  P.Condition = &Condition;
  const Expr *E = Condition.IgnoreUnlessSpelledInSource();
  while (const auto *Not = llvm::dyn_cast<UnaryOperator>(E)) {
    if (Not->getOpcode() != UO_LNot)
      return std::nullopt;
    P.Present = !P.Present;
    E = Not->getSubExpr()->IgnoreUnlessSpelledInSource();
  }
  auto Named = [&](const Expr &Of, llvm::StringRef Name) {
    const auto *Call = llvm::dyn_cast<CXXMemberCallExpr>(Of.IgnoreUnlessSpelledInSource());
    auto L = Call ? presenceOf(*Call, C) : std::nullopt;
    if (!L || Call->getMethodDecl()->getName() != Name)
      return false;
    P.Test = *L;
    return true;
  };
  if (Named(*E, "count") || Named(*E, "contains"))
    return P;
  if (const auto *B = llvm::dyn_cast<BinaryOperator>(E)) {
    const auto *Number = llvm::dyn_cast<IntegerLiteral>(B->getRHS()->IgnoreParenImpCasts());
    if (!Number || !Named(*B->getLHS(), "count"))
      return std::nullopt;
    bool Zero = Number->getValue() == 0, One = Number->getValue() == 1;
    BinaryOperatorKind Op = B->getOpcode();
    if ((Zero && (Op == BO_GT || Op == BO_NE)) || (One && (Op == BO_GE || Op == BO_EQ)))
      return P;
    P.Present = !P.Present;
    return (Zero && Op == BO_EQ) || (One && (Op == BO_LT || Op == BO_NE)) ? std::optional(P) : std::nullopt;
  }
  const Expr *Left = nullptr, *Right = nullptr;
  bool Equal = false;
  if (const auto *Op = llvm::dyn_cast<CXXOperatorCallExpr>(E); Op && Op->getNumArgs() == 2) {
    if (Op->getOperator() != OO_EqualEqual && Op->getOperator() != OO_ExclaimEqual)
      return std::nullopt;
    Left = Op->getArg(0);
    Right = Op->getArg(1);
    Equal = Op->getOperator() == OO_EqualEqual;
  } else if (const auto *Rewritten = llvm::dyn_cast<CXXRewrittenBinaryOperator>(E)) {
    if (Rewritten->getOperator() != BO_EQ && Rewritten->getOperator() != BO_NE)
      return std::nullopt;
    Left = Rewritten->getLHS();
    Right = Rewritten->getRHS();
    Equal = Rewritten->getOperator() == BO_EQ;
  }
  if (!Left || !Named(*Left, "find") || !isEndOf(*Right, P.Test, C))
    return std::nullopt;
  if (Equal)
    P.Present = !P.Present;
  return P;
}

SourceRange Presence::mapRange() const {
  const auto *Callee = llvm::cast<MemberExpr>(Test.Call->getCallee()->IgnoreParens());
  return {Callee->getBeginLoc(), Callee->getOperatorLoc()};
}

/// The operator that \p E is an operand of, moved or not.
static const Expr *operatorAround(const Expr &E, ASTContext &C) {
  for (const Expr *At = &E;;) {
    auto Parents = C.getParents(*At);
    At = Parents.empty() ? nullptr : Parents[0].get<Expr>();
    if (!At || llvm::isa<BinaryOperator, CXXOperatorCallExpr>(At))
      return At;
    const auto *Call = llvm::dyn_cast<CallExpr>(At);
    if (!llvm::isa<ParenExpr, ImplicitCastExpr>(At) && !(Call && Call->isCallToStdMove()))
      return nullptr;
  }
}

bool standsOnBothSides(llvm::ArrayRef<MapLookup> Uses, ASTContext &C) {
  llvm::SmallPtrSet<const Expr *, 4> Seen;
  return llvm::any_of(Uses, [&](const MapLookup &Use) {
    const Expr *Around = operatorAround(*Use.Call, C);
    const auto *B = llvm::dyn_cast_or_null<BinaryOperator>(Around);
    return Around && !(B && (B->isAdditiveOp() || B->isMultiplicativeOp())) && !Seen.insert(Around).second;
  });
}

/// The operator that changes what \p Use has found; null if there is none.
static const Expr *changeOf(const MapLookup &Use, ASTContext &C) {
  auto Parents = C.getParents(*Use.Call);
  while (!Parents.empty() && Parents[0].get<ParenExpr>())
    Parents = C.getParents(Parents[0]);
  if (Parents.empty())
    return nullptr;
  if (const auto *U = Parents[0].get<UnaryOperator>(); U && U->isIncrementDecrementOp())
    return U;
  const auto *B = Parents[0].get<BinaryOperator>();
  return B && B->isAssignmentOp() && B->getLHS()->IgnoreParens() == Use.Call ? B : nullptr;
}

bool changesBesideUse(llvm::ArrayRef<MapLookup> Uses, ASTContext &C) {
  for (const MapLookup &Changed : Uses) {
    const Expr *Change = changeOf(Changed, C);
    const auto *Assigned = llvm::dyn_cast_or_null<BinaryOperator>(Change);
    if (!Change)
      continue;
    for (const MapLookup &Other : Uses) {
      if (Other.Call == Changed.Call || fullExpressionOf(*Other.Call, C) != fullExpressionOf(*Change, C))
        continue;
      bool Plain = Assigned && !changeOf(Other, C) && Assigned->getRHS()->IgnoreParenImpCasts() != Other.Call;
      if (!Plain)
        return true;
    }
  }
  return false;
}

} // namespace hone
