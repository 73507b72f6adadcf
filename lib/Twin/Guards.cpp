// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The numbers a parameter is held to, by name: `month == 2`, `year % 100`,
// `case 7`. Inputs near them pass the guards that others fail.
#include "Extents.h"
#include "Types.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include <algorithm>

using namespace hone;
using clang::Expr;

namespace {

class GuardFinder : public clang::RecursiveASTVisitor<GuardFinder> {
public:
  GuardFinder(const clang::FunctionDecl &F, std::map<unsigned, ParameterFacts> &Facts)
      : F(F), Facts(Facts) {}

  bool VisitBinaryOperator(clang::BinaryOperator *B) {
    for (bool Swap : {false, true}) {
      const Expr *L = Swap ? B->getRHS() : B->getLHS(), *R = Swap ? B->getLHS() : B->getRHS();
      if (B->isComparisonOp())
        note(L, R, &ParameterFacts::Near);
      else if (!Swap && (B->getOpcode() == clang::BO_Rem || B->getOpcode() == clang::BO_RemAssign ||
                         B->getOpcode() == clang::BO_Div))
        note(L, R, &ParameterFacts::Multiples);
    }
    return true;
  }
  bool VisitSwitchStmt(clang::SwitchStmt *S) {
    for (const clang::SwitchCase *C = S->getSwitchCaseList(); C; C = C->getNextSwitchCase())
      if (const auto *Case = llvm::dyn_cast<clang::CaseStmt>(C))
        note(S->getCond(), Case->getLHS(), &ParameterFacts::Near);
    return true;
  }

private:
  void note(const Expr *E, const Expr *Value, std::vector<long long> ParameterFacts::*List) {
    const auto *D = llvm::dyn_cast<clang::DeclRefExpr>(E->IgnoreParenCasts());
    const auto *P = D ? llvm::dyn_cast<clang::ParmVarDecl>(D->getDecl()) : nullptr;
    clang::Expr::EvalResult Known;
    if (!P || P->getDeclContext() != &F || !isNumber(P->getType().getNonReferenceType()) ||
        Value->isValueDependent() || !Value->EvaluateAsInt(Known, F.getASTContext()))
      return;
    std::optional<std::int64_t> N = Known.Val.getInt().tryExtValue();
    std::vector<long long> &To = Facts[P->getFunctionScopeIndex()].*List;
    if (N && To.size() < 16 && std::find(To.begin(), To.end(), *N) == To.end())
      To.push_back(*N);
  }

  const clang::FunctionDecl &F;
  std::map<unsigned, ParameterFacts> &Facts;
};

} // namespace

/// Calls Do with every variable that is named in a statement, and the
/// statement it is a child of.
template <typename Function> static void eachVariable(const clang::Stmt *S, Function Do) {
  for (const clang::Stmt *C : S->children()) {
    if (!C)
      continue;
    const auto *E = llvm::dyn_cast<Expr>(C);
    if (const auto *D = llvm::dyn_cast_or_null<clang::DeclRefExpr>(E ? E->IgnoreParenCasts() : nullptr))
      Do(D->getDecl(), S, C);
    eachVariable(C, Do);
  }
}

bool hone::isGeometric(const clang::Stmt &Loop, const Expr &Condition) {
  std::set<const clang::ValueDecl *> Asked;
  eachVariable(&Condition, [&](const clang::ValueDecl *D, const clang::Stmt *, const clang::Stmt *) {
    Asked.insert(D);
  });
  bool Found = false;
  eachVariable(&Loop, [&](const clang::ValueDecl *D, const clang::Stmt *In, const clang::Stmt *As) {
    const auto *B = llvm::dyn_cast<clang::CompoundAssignOperator>(In);
    Found = Found || (B && B->getLHS() == As && Asked.count(D) &&
                      (B->getOpcode() == clang::BO_MulAssign || B->getOpcode() == clang::BO_DivAssign ||
                       B->getOpcode() == clang::BO_ShlAssign || B->getOpcode() == clang::BO_ShrAssign));
  });
  return Found;
}

void hone::findGuards(const clang::FunctionDecl &F, std::map<unsigned, ParameterFacts> &Facts) {
  GuardFinder(F, Facts).TraverseStmt(F.getBody());
}
