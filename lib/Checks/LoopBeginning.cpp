// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a loop evaluates whenever it is reached, and what of its state there is to
// read in front of it.
#include "LoopState.h"
#include "hone/Analysis/Exceptions.h"

using namespace clang;
using namespace hone;

/// What is evaluated whenever \p Loop is reached: its beginning, in order, the
/// last of which decides about the first iteration.
static llvm::SmallVector<const Stmt *, 3> beginningOf(const Stmt &Loop) {
  llvm::SmallVector<const Stmt *, 3> Parts;
  if (const auto *For = dyn_cast<ForStmt>(&Loop))
    Parts = {For->getInit(), For->getConditionVariableDeclStmt(), For->getCond()};
  else if (const auto *While = dyn_cast<WhileStmt>(&Loop))
    Parts = {While->getConditionVariableDeclStmt(), While->getCond()};
  else if (const auto *Range = dyn_cast<CXXForRangeStmt>(&Loop))
    Parts = {Range->getInit(), Range->getRangeInit()};
  return Parts;
}

bool hone::mayLeaveEarly(const Stmt &Loop, ASTContext &C, const Stmt *Ignored) {
  return llvm::any_of(beginningOf(Loop), [&](const Stmt *Part) {
    if (!Part)
      return false;
    Effects E = Ignored ? effectsOf(*Part, C, Ignored) : effectsOf(*Part, C);
    return findExit(E).has_value() || !E.MayNotEnd.empty();
  });
}

/// Whether something that \p Wanted accepts is evaluated first whenever \p Loop
/// is reached: in its condition, less what && , || and ?: may skip.
static bool isFirstEvaluated(const Stmt &Loop, ASTContext &C,
                             llvm::function_ref<bool(const Stmt &)> Wanted) {
  std::function<bool(const Stmt &)> Holds = [&](const Stmt &S) {
    // Not evaluated, or not here.
    if (isa<UnaryExprOrTypeTraitExpr, CXXNoexceptExpr, CXXTypeidExpr, LambdaExpr, StmtExpr>(S))
      return false;
    if (Wanted(S))
      return true;
    if (const auto *B = dyn_cast<BinaryOperator>(&S); B && B->isLogicalOp())
      return Holds(*B->getLHS());
    if (const auto *Choice = dyn_cast<ConditionalOperator>(&S))
      return Holds(*Choice->getCond());
    if (const auto *Choice = dyn_cast<BinaryConditionalOperator>(&S))
      return Holds(*Choice->getCommon());
    return llvm::any_of(S.children(), [&](const Stmt *Child) { return Child && Holds(*Child); });
  };
  auto Parts = beginningOf(Loop);
  return !Parts.empty() && Parts.back() && Holds(*Parts.back()) && !mayLeaveEarly(Loop, C);
}

bool hone::isFollowedFirst(const VarDecl &V, const Stmt &Loop, ASTContext &C) {
  return isFirstEvaluated(Loop, C, [&](const Stmt &S) {
    const auto *Member = dyn_cast<MemberExpr>(&S);
    if (Member && !Member->getMemberDecl()->isCXXInstanceMember())
      return false; // A static member needs no object.
    const auto *Ref = Member && Member->isArrow()
                          ? dyn_cast<DeclRefExpr>(Member->getBase()->IgnoreParenImpCasts())
                          : nullptr;
    return Ref && Ref->getDecl()->getCanonicalDecl() == V.getCanonicalDecl();
  });
}

bool hone::isAlwaysSet(const FieldDecl &Field) {
  if (Field.hasInClassInitializer())
    return true;
  const auto *Class = dyn_cast<CXXRecordDecl>(Field.getParent());
  if (!Class || !Class->hasUserDeclaredConstructor())
    return false;
  // Templates may do anything, and inherited constructors set no member.
  if (llvm::any_of(Class->decls(), [](const Decl *D) {
        const auto *Template = dyn_cast<FunctionTemplateDecl>(D);
        return isa<ConstructorUsingShadowDecl>(D) ||
               (Template && isa<CXXConstructorDecl>(Template->getTemplatedDecl()));
      }))
    return false;
  for (const CXXConstructorDecl *Constructor : Class->ctors()) {
    if (Constructor->isDeleted() || Constructor->isDelegatingConstructor() ||
        (Constructor->isCopyOrMoveConstructor() && !Constructor->isUserProvided()))
      continue;
    const FunctionDecl *Definition = nullptr;
    if (Constructor->isDefaulted() || !Constructor->hasBody(Definition))
      return false;
    bool Sets = llvm::any_of(cast<CXXConstructorDecl>(Definition)->inits(),
                             [&](const CXXCtorInitializer *I) {
                               return I->getMember() == &Field && I->isWritten();
                             });
    if (!Sets)
      return false;
  }
  return true;
}

bool hone::mayBeUnset(const State &S, const Stmt &Loop, ASTContext &C) {
  const FunctionDecl *F = outermostFunction(Loop, C);
  bool Matters = S.Type->isBooleanType() || S.Type->isEnumeralType() || (F && F->isConstexpr());
  if (S.Place.IsHeader || !Matters)
    return false;
  for (const StateUse &Use : S.Uses)
    if (isFirstEvaluated(Loop, C, [&](const Stmt &S) { return &S == Use.Site; }))
      return false;
  const Place &P = S.Place.Where;
  if (P.This)
    return P.Path.empty() || !isAlwaysSet(*P.Path.back());
  // What a reference or pointer leads to may be no object any more, or not yet.
  if (P.How != Reach::Object || !P.Root)
    return true;
  if (!P.Root->hasLocalStorage())
    return false; // Statics are zero from the start.
  if (P.Path.empty())
    return !isa<ParmVarDecl>(P.Root) && !P.Root->hasInit();
  return !isa_and_nonnull<InitListExpr>(P.Root->getInit()) && !isAlwaysSet(*P.Path.back());
}
