// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "EmptiedByCall.h"
#include "hone/Analysis/Configurations.h"
#include "hone/Rewrite/PatchBuilder.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/ParentMapContext.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace hone {

/// Whether \p F clears its parameter \p P before it looks at it: first of all it clears some of its parameters.
static bool clearsFirst(const FunctionDecl &F, const ParmVarDecl &P) {
  const auto *Body = llvm::dyn_cast_or_null<CompoundStmt>(F.getBody());
  if (!Body)
    return false;
  for (const Stmt *Each : Body->body()) {
    const auto *Call = llvm::dyn_cast<CXXMemberCallExpr>(Each);
    const CXXMethodDecl *M = Call && Call->getBeginLoc().isFileID() ? Call->getMethodDecl() : nullptr;
    const auto *Of = M ? llvm::dyn_cast<DeclRefExpr>(Call->getImplicitObjectArgument()->IgnoreParenImpCasts()) : nullptr;
    if (!Of || !llvm::isa<ParmVarDecl>(Of->getDecl()) || !M->getParent()->isInStdNamespace() ||
        !M->getDeclName().isIdentifier() || M->getName() != "clear")
      return false;
    if (Of->getDecl() == &P)
      return true;
  }
  return false;
}

/// Whether \p Call passes what \p Argument names to a function that clears it.
static bool clearsArgument(const CallExpr &Call, const DeclRefExpr &Argument, ASTContext &C) {
  const FunctionDecl *F = Call.getDirectCallee(), *Definition = nullptr;
  const auto *Method = llvm::dyn_cast_or_null<CXXMethodDecl>(F);
  if (!F || llvm::isa<CXXOperatorCallExpr>(Call) || (Method && Method->isVirtual()) || !F->hasBody(Definition) ||
      !F->getDeclName().isIdentifier() || Definition->hasAttr<WeakAttr>())
    return false;
  // Another configuration may have another function.
  if (isSaidInConditional(F->getName(), C) || isInConditional(Definition->getBeginLoc(), C, Call.getBeginLoc()) ||
      hasDirective(Definition->getSourceRange(), C))
    return false;
  for (unsigned I = 0; I < std::min(Call.getNumArgs(), Definition->getNumParams()); ++I) {
    const ParmVarDecl *P = Definition->getParamDecl(I);
    if (Call.getArg(I) == &Argument)
      return P->getType()->isLValueReferenceType() &&
             C.hasSameType(P->getType()->getPointeeType(), Argument.getType()) && clearsFirst(*Definition, *P);
  }
  return false;
}

/// Whether \p E, a part of \p Whole, is evaluated whenever that is.
static bool isAlwaysEvaluated(const Expr &E, const Expr &Whole, ASTContext &C) {
  for (const Expr *At = &E; At != &Whole;) {
    auto Parents = C.getParents(*At);
    const auto *Above = Parents.empty() ? nullptr : Parents[0].get<Expr>();
    const auto *Binary = llvm::dyn_cast_or_null<BinaryOperator>(Above);
    if (!Above || !llvm::isa<CastExpr, ParenExpr, UnaryOperator, BinaryOperator, ExprWithCleanups>(Above) ||
        (Binary && Binary->isLogicalOp() && Binary->getLHS() != At))
      return false;
    At = Above;
  }
  return true;
}

/// What \p S evaluates before anything else of it, once; null: not known.
static const Expr *firstOf(const Stmt &S) {
  if (const auto *If = llvm::dyn_cast<IfStmt>(&S))
    return If->getInit() || If->getConditionVariable() || If->isConsteval() ? nullptr : If->getCond();
  if (const auto *Declared = llvm::dyn_cast<DeclStmt>(&S)) {
    const auto *V = Declared->isSingleDecl() ? llvm::dyn_cast<VarDecl>(Declared->getSingleDecl()) : nullptr;
    return V && V->hasLocalStorage() && !V->getType()->isVariablyModifiedType() ? V->getInit() : nullptr;
  }
  return llvm::dyn_cast<Expr>(&S);
}

bool isEmptiedByCall(const DeclStmt &Made, llvm::ArrayRef<const DeclRefExpr *> Uses, ASTContext &C) {
  const SourceManager &SM = C.getSourceManager();
  auto Parents = C.getParents(Made);
  const auto *Block = Parents.empty() ? nullptr : Parents[0].get<CompoundStmt>();
  if (!Block)
    return false;
  auto UsedIn = [&](const Stmt &S) {
    std::vector<const DeclRefExpr *> Found;
    llvm::copy_if(Uses, std::back_inserter(Found), [&](const DeclRefExpr *R) {
      return SM.isPointWithin(R->getLocation(), S.getBeginLoc(), S.getEndLoc());
    });
    return Found;
  };
  for (const Stmt *Each : llvm::make_range(std::next(llvm::find(Block->body(), &Made)), Block->body_end())) {
    if (UsedIn(*Each).empty())
      continue;
    const Expr *First = firstOf(*Each);
    const auto There = First ? UsedIn(*First) : std::vector<const DeclRefExpr *>();
    if (There.size() != 1)
      return false;
    auto Above = C.getParents(*There[0]);
    const auto *Call = Above.empty() ? nullptr : Above[0].get<CallExpr>();
    return Call && clearsArgument(*Call, *There[0], C) && isAlwaysEvaluated(*Call, *First, C);
  }
  return false;
}

} // namespace hone
