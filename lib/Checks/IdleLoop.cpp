// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What may be skipped: statements that are nothing but branches on the questions, in loops whose headers
// declare what they change. A loop counts up to a number; while nothing else is done that number
// stays what it is.
#include "IdleLoop.h"
#include "LoopContext.h"
#include "hone/Analysis/Effects.h"
#include "hone/Analysis/Escape.h"
#include "hone/Analysis/TripCount.h"
#include "hone/Analysis/Types.h"
#include "hone/Rewrite/PatchBuilder.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace hone {
namespace {

class Idle {
public:
  Idle(llvm::function_ref<bool(const Expr &)> IsOff, const FunctionDecl &F, ASTContext &C) : IsOff(IsOff), F(F), C(C) {}
  bool holds(const Stmt &S) const;

private:
  bool isPure(const Expr &E) const;
  bool declaresNumbers(const Stmt *Init) const;
  bool counts(const ForStmt &For) const;
  bool endsBy(const ForStmt &For, const Expr &Condition) const;
  bool walks(const CXXForRangeStmt &Range) const;

  llvm::function_ref<bool(const Expr &)> IsOff;
  const FunctionDecl &F;
  ASTContext &C;
};

bool Idle::isPure(const Expr &E) const {
  Effects Of = effectsOf(E, C);
  return !findImpurity(Of) && Of.MayNotEnd.empty();
}

/// Whether \p Init does nothing but make numbers and pointers of the loop's own.
bool Idle::declaresNumbers(const Stmt *Init) const {
  const auto *Decls = llvm::dyn_cast_or_null<DeclStmt>(Init);
  return Decls && llvm::all_of(Decls->decls(), [&](const Decl *D) {
           const auto *V = llvm::dyn_cast<VarDecl>(D);
           return V && V->isLocalVarDecl() && V->hasLocalStorage() && V->getType()->isScalarType() &&
                  !V->getType().isVolatileQualified() && (!V->getInit() || isPure(*V->getInit()));
         });
}

/// Whether \p Condition, the loop's or an operand of && in it, becomes false in the end.
bool Idle::endsBy(const ForStmt &For, const Expr &Condition) const {
  const auto *Test = llvm::dyn_cast<BinaryOperator>(Condition.IgnoreParenImpCasts());
  if (!Test)
    return false;
  if (Test->getOpcode() == BO_LAnd)
    return endsBy(For, *Test->getLHS()) || endsBy(For, *Test->getRHS());
  const auto *Step = llvm::dyn_cast<UnaryOperator>(For.getInc()->IgnoreParenImpCasts());
  auto NameOf = [](const Expr &E) {
    const auto *R = llvm::dyn_cast<DeclRefExpr>(E.IgnoreParenImpCasts());
    return R ? llvm::dyn_cast<VarDecl>(R->getDecl()) : nullptr;
  };
  const VarDecl *V = NameOf(*Test->getLHS());
  if (Test->getOpcode() != BO_LT || !V || !Step || !Step->isIncrementOp() || NameOf(*Step->getSubExpr()) != V ||
      !V->getType()->isIntegerType() || !isPrivate(*V, F, C) ||
      !llvm::is_contained(llvm::cast<DeclStmt>(For.getInit())->decls(), V))
    return false;
  CountedLoop Counted{V, V->getInit(), Test->getRHS(), BO_LT, 1, &Condition};
  return indexReachesBound(Counted, C) && llvm::none_of(namedVariables(*Test->getRHS()), [&](const VarDecl *Each) {
           return Each == V;
         });
}

/// `for (T i = a; i < n; ++i)`, where n is what does not count.
bool Idle::counts(const ForStmt &For) const {
  return !For.getConditionVariable() && For.getCond() && For.getInc() && declaresNumbers(For.getInit()) &&
         isPure(*For.getCond()) && endsBy(For, *For.getCond());
}

/// `for (const T &x : v)` over a container of the library that is there already: nothing is made, or copied but numbers.
bool Idle::walks(const CXXForRangeStmt &Range) const {
  const Expr *Of = Range.getRangeInit()->IgnoreParenImpCasts();
  QualType T = Of->getType(), Each = Range.getLoopVariable()->getType();
  if (Range.getInit() || !Of->isLValue() || T.isVolatileQualified() || !isPure(*Of) ||
      !(isStdVector(T) || isStdString(T) || isStdType(T, "array")))
    return false;
  QualType Element = elementType(T);
  return !Element.isNull() && !Element.isVolatileQualified() && !Element->isBooleanType() &&
         C.hasSameUnqualifiedType(Each.getNonReferenceType(), Element) &&
         (Each->isLValueReferenceType() || Each->isScalarType());
}

bool Idle::holds(const Stmt &S) const {
  if (const auto *Block = llvm::dyn_cast<CompoundStmt>(&S))
    return llvm::all_of(Block->body(), [&](const Stmt *Each) { return holds(*Each); });
  if (const auto *If = llvm::dyn_cast<IfStmt>(&S))
    return !If->getInit() && !If->getConditionVariable() && !If->isConstexpr() && !If->isConsteval() &&
           IsOff(*If->getCond()) && (!If->getElse() || holds(*If->getElse()));
  if (const auto *For = llvm::dyn_cast<ForStmt>(&S))
    return counts(*For) && holds(*For->getBody());
  if (const auto *Range = llvm::dyn_cast<CXXForRangeStmt>(&S))
    return walks(*Range) && holds(*Range->getBody());
  return llvm::isa<NullStmt>(S);
}

} // namespace

bool isIdleUnless(const Stmt &Loop, llvm::function_ref<bool(const Expr &)> IsOff, ASTContext &C) {
  const FunctionDecl *F = outermostFunction(Loop, C);
  return F && Idle(IsOff, *F, C).holds(Loop);
}

} // namespace hone
