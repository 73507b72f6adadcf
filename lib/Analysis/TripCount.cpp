// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Trip counts from the header of a loop alone. Only what the header and
// constants show is claimed.

#include "hone/Analysis/TripCount.h"
#include "hone/Analysis/Types.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/ParentMap.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace hone {

const Stmt *loopBody(const Stmt &Loop) {
  if (const auto *For = llvm::dyn_cast<ForStmt>(&Loop))
    return For->getBody();
  if (const auto *While = llvm::dyn_cast<WhileStmt>(&Loop))
    return While->getBody();
  if (const auto *Do = llvm::dyn_cast<DoStmt>(&Loop))
    return Do->getBody();
  if (const auto *Range = llvm::dyn_cast<CXXForRangeStmt>(&Loop))
    return Range->getBody();
  return nullptr;
}

namespace {

/// Whether an element of type \p Made, made of a reference to a number, leaves that number alone and
/// does not keep the reference.
bool isMadeByReading(QualType Made) {
  if (Made->isScalarType() || isStdString(Made))
    return true;
  const auto *R = Made->getAsCXXRecordDecl();
  if (!R || !R->hasDefinition() || R->isInStdNamespace() || R->getNumBases())
    return false;
  auto TakesReference = [](const ParmVarDecl *P) {
    QualType T = P->getType();
    return T->isLValueReferenceType() && !T->getPointeeType().isConstQualified();
  };
  return llvm::none_of(R->fields(), [](const FieldDecl *F) { return F->getType()->isReferenceType(); }) &&
         llvm::none_of(R->decls(), [&](const Decl *D) {
           const auto *Constructor = llvm::dyn_cast<CXXConstructorDecl>(D);
           return llvm::isa<FunctionTemplateDecl>(D) ||
                  (Constructor && llvm::any_of(Constructor->parameters(), TakesReference));
         });
}

/// `v.push_back(i)`, `v.emplace_back(i, j)`: the container copies the number.
bool isCopiedByContainer(Stmt &Argument, const ParentMap &Parents) {
  const auto *Call = llvm::dyn_cast_or_null<CXXMemberCallExpr>(Parents.getParentIgnoreParenImpCasts(&Argument));
  const CXXMethodDecl *M = Call ? Call->getMethodDecl() : nullptr;
  if (!M || !M->getDeclName().isIdentifier() || !isStdContainer(Call->getObjectType()))
    return false;
  return (M->getName() == "push_back" || M->getName() == "emplace_back") &&
         isMadeByReading(elementType(Call->getObjectType()));
}

/// Whether a variable is only ever read in a statement: each mention becomes a value at once.
class ReadOnly : public RecursiveASTVisitor<ReadOnly> {
public:
  ReadOnly(const VarDecl *V, const Stmt &Body) : V(V), Parents(const_cast<Stmt *>(&Body)) {}
  bool VisitDeclRefExpr(DeclRefExpr *R) {
    if (R->getDecl()->getCanonicalDecl() != V)
      return true;
    const auto *Cast =
        llvm::dyn_cast_or_null<ImplicitCastExpr>(Parents.getParentIgnoreParens(R));
    bool Reads = Cast && Cast->getCastKind() == CK_LValueToRValue;
    Holds = (Reads || isCopiedByContainer(*R, Parents)) && !R->refersToEnclosingVariableOrCapture();
    return Holds;
  }
  bool Holds = true;

private:
  const VarDecl *V;
  ParentMap Parents;
};

bool isOnlyRead(const VarDecl &V, const Stmt &S) {
  ReadOnly Check(&V, S);
  Check.TraverseStmt(const_cast<Stmt *>(&S));
  return Check.Holds;
}

const VarDecl *variableOf(const Expr *E) {
  const auto *R = llvm::dyn_cast_or_null<DeclRefExpr>(E ? E->IgnoreParenImpCasts() : nullptr);
  const auto *V = R ? llvm::dyn_cast<VarDecl>(R->getDecl()) : nullptr;
  return V && V->hasLocalStorage() && !V->getType()->isReferenceType() ? V->getCanonicalDecl()
                                                                       : nullptr;
}

BinaryOperatorKind flipped(BinaryOperatorKind Op) {
  return BinaryOperator::isRelationalOp(Op) ? BinaryOperator::reverseComparisonOp(Op) : Op;
}

/// 1 or -1 for ++i, i++, --i, i--, i += 1, i -= 1; else 0.
int stepOf(const Expr *Inc, const VarDecl *Index, const ASTContext *C) {
  Inc = Inc ? Inc->IgnoreParenImpCasts() : nullptr;
  if (const auto *U = llvm::dyn_cast_or_null<UnaryOperator>(Inc))
    if (U->isIncrementDecrementOp() && variableOf(U->getSubExpr()) == Index)
      return U->isIncrementOp() ? 1 : -1;
  if (const auto *B = llvm::dyn_cast_or_null<CompoundAssignOperator>(Inc)) {
    const auto *One = llvm::dyn_cast<IntegerLiteral>(B->getRHS()->IgnoreParenImpCasts());
    if (One && One->getValue() == 1 && variableOf(B->getLHS()) == Index) {
      if (B->getOpcode() == BO_AddAssign)
        return 1;
      if (B->getOpcode() == BO_SubAssign)
        return -1;
    }
  }
  return 0;
}

} // namespace

std::optional<CountedLoop> countedLoop(const Stmt &Loop) {
  const auto *For = llvm::dyn_cast<ForStmt>(&Loop);
  if (!For || For->getConditionVariable())
    return std::nullopt;
  const auto *Test =
      llvm::dyn_cast_or_null<BinaryOperator>(For->getCond() ? For->getCond()->IgnoreParenImpCasts() : nullptr);
  const auto *Decls = llvm::dyn_cast_or_null<DeclStmt>(For->getInit());
  if (!Test || !Decls || !(Test->isRelationalOp() || Test->getOpcode() == BO_NE))
    return std::nullopt;
  for (bool Left : {true, false}) {
    const VarDecl *Index = variableOf(Left ? Test->getLHS() : Test->getRHS());
    if (!Index || !Index->getInit() || !Index->getType()->isIntegerType() ||
        !llvm::is_contained(Decls->decls(), Index))
      continue;
    CountedLoop L;
    L.Step = stepOf(For->getInc(), Index, nullptr);
    if (!L.Step)
      continue;
    L.Index = Index;
    L.Init = Index->getInit();
    L.Bound = Left ? Test->getRHS() : Test->getLHS();
    L.Test = Left ? Test->getOpcode() : flipped(Test->getOpcode());
    L.Condition = For->getCond();
    bool Towards = L.Test == BO_NE || (L.Step > 0) == (L.Test == BO_LT || L.Test == BO_LE);
    // The header may give it a second name.
    if (Towards && isOnlyRead(*Index, *For->getBody()) && isOnlyRead(*Index, *Decls) && isOnlyRead(*Index, *Test))
      return L;
  }
  return std::nullopt;
}

std::optional<CountedLoop> upwardLoop(const Stmt &Loop) {
  auto L = countedLoop(Loop);
  const auto *For = llvm::dyn_cast<ForStmt>(&Loop);
  bool Upward = L && L->Step == 1 && (L->Test == BO_LT || L->Test == BO_LE);
  return Upward && llvm::cast<DeclStmt>(For->getInit())->isSingleDecl() ? L : std::nullopt;
}

/// Whether the usual conversions make the test a comparison of unsigned numbers.
static bool comparesUnsigned(const CountedLoop &L) {
  const auto *Test = llvm::cast<BinaryOperator>(L.Condition->IgnoreParenImpCasts());
  return Test->getLHS()->getType()->isUnsignedIntegerType();
}

bool indexReachesBound(const CountedLoop &L, const ASTContext &C) {
  QualType Index = L.Index->getType(), Bound = L.Bound->IgnoreParenImpCasts()->getType();
  // It would have to overflow, which is undefined.
  if (Index->isSignedIntegerType() && C.getTypeSize(Index) >= C.getTypeSize(C.IntTy))
    return true;
  bool Strict = L.Test == BO_LT || L.Test == BO_GT || L.Test == BO_NE;
  return Strict && Bound->isIntegerType() && C.getTypeSize(Index) >= C.getTypeSize(Bound);
}

std::optional<std::uint64_t> constantTripCount(const Stmt &Loop, const ASTContext &C) {
  auto L = countedLoop(Loop);
  if (!L)
    return std::nullopt;
  Expr::EvalResult From, To;
  if (!L->Init->EvaluateAsInt(From, C) || !L->Bound->EvaluateAsInt(To, C))
    return std::nullopt;
  llvm::APSInt A = From.Val.getInt(), B = To.Val.getInt();
  // The bound is never reached by an index too narrow for it.
  llvm::APSInt Narrow = B.extOrTrunc(C.getIntWidth(L->Index->getType()));
  Narrow.setIsSigned(L->Index->getType()->isSignedIntegerOrEnumerationType());
  auto IsLarge = [](const llvm::APSInt &N) { return (N.isUnsigned() ? N.getActiveBits() : N.getSignificantBits()) > 62; };
  if (IsLarge(A) || IsLarge(B) || !llvm::APSInt::isSameValue(Narrow, B))
    return std::nullopt;
  // Compared as unsigned, -1 is the largest number.
  if (comparesUnsigned(*L) && (A.isNegative() || B.isNegative()))
    return std::nullopt;
  std::int64_t Start = A.getExtValue(), Stop = B.getExtValue();
  std::int64_t Distance = L->Step > 0 ? Stop - Start : Start - Stop;
  if (L->Test == BO_LE || L->Test == BO_GE)
    ++Distance;
  // Unsigned wrap and a `!=` that is already past its end are not counted.
  if (Distance < 0 && L->Test == BO_NE)
    return std::nullopt;
  if (L->Step < 0 && L->Index->getType()->isUnsignedIntegerType())
    return std::nullopt;
  return Distance < 0 ? 0 : static_cast<std::uint64_t>(Distance);
}

bool runsAtLeastOnce(const Stmt &Loop, const ASTContext &C) {
  if (llvm::isa<DoStmt>(Loop))
    return true;
  const Expr *Condition = nullptr;
  if (const auto *For = llvm::dyn_cast<ForStmt>(&Loop)) {
    if (!For->getCond())
      return true;
    Condition = For->getCond();
  } else if (const auto *While = llvm::dyn_cast<WhileStmt>(&Loop)) {
    Condition = While->getCond();
  } else if (const auto *Range = llvm::dyn_cast<CXXForRangeStmt>(&Loop)) {
    QualType T = Range->getRangeInit()->getType();
    const auto *Array = C.getAsConstantArrayType(T.getNonReferenceType());
    return Array && !Array->getSize().isZero();
  }
  bool Value = false;
  if (Condition && !Condition->isValueDependent() && Condition->EvaluateAsBooleanCondition(Value, C) &&
      Value)
    return true;
  return constantTripCount(Loop, C).value_or(0) > 0;
}

} // namespace hone
