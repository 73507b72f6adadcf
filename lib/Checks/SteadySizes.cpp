// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Every write is told apart from what must stay. Where a container is made with the
// size of another, the statements from there on are looked at one by one.
#include "SteadySizes.h"
#include "CheckedIndex.h"
#include "LoopMentions.h"
#include "LoopState.h"
#include "hone/Analysis/Escape.h"

using namespace clang;
using namespace hone;

SteadySizes::SteadySizes(const Stmt &Loop, ASTContext &C) : Loop(Loop), C(C), F(*outermostFunction(Loop, C)) {}

bool SteadySizes::isUnchanged(const Access &Read, bool IsHeader, const Effects &By) {
  const Place &R = Read.Where;
  if (R.How == Reach::Temporary)
    return true;
  if (!By.Opaque.empty() || !By.Unknown.empty() || R.Type.isNull() || R.Unfollowed)
    return false;
  bool Private = R.How == Reach::Object && R.Root && !R.This && isPrivate(*R.Root, F, C);
  for (const Access &W : By.Writes) {
    bool Scalar = !W.Where.Path.empty() && !W.Where.Type.isNull() && W.Where.Type->isScalarType();
    if (Private && W.Where.How == Reach::Object && W.Where.Root == R.Root && !(IsHeader && Scalar))
      return false;
    if (Private || isHarmlessStore(W, F, C))
      continue;
    StatePlace State{R, IsHeader, nullptr};
    if (!R.Path.empty())
      State.Owner = describe(R, "", R.Type, Loop, C).Place.Owner;
    std::string Argument;
    if (findInterference(W, State, F, C, Argument))
      return false;
    std::string Text = R.describe() + (IsHeader ? " has the same size throughout: " : " is the same throughout: ") + Argument;
    if (llvm::none_of(Shown, [&](const Obligation &O) { return O.Text == Text; }))
      Shown.push_back({"unchanged", Text, How::Proved});
  }
  return true;
}

static bool isHeader(QualType T) { return !T.isNull() && (isStdVector(T) || isStdString(T)); }

bool SteadySizes::isUnchanged(const Expr &Value, const Effects &By) {
  Effects Of = effectsOf(Value, C);
  return !findImpurity(Of) && llvm::all_of(Of.Reads, [&](const Access &Read) {
    return (isHeader(Read.Where.Type) || (!Read.Where.Type.isNull() && Read.Where.Type->isScalarType())) &&
           isUnchanged(Read, isHeader(Read.Where.Type), By);
  });
}

bool SteadySizes::keepsSize(const Expr &Object, const Effects &By) {
  QualType T = Object.getType();
  if (!isPath(Object))
    return false;
  for (const Access &Read : effectsOf(Object, C).Reads)
    if (!isUnchanged(Read, isHeader(Read.Where.Type), By))
      return false;
  return isStdType(T, "array") || isUnchanged({placeOf(Object, C), Object.getExprLoc()}, true, By);
}

bool SteadySizes::keepsSizeSince(const VarDecl &V, const Expr &Object, bool ItsToo) {
  Place Itself;
  Itself.How = Reach::Object;
  Itself.Root = V.getCanonicalDecl();
  Itself.Type = V.getType().getCanonicalType().getUnqualifiedType();
  const SourceManager &SM = C.getSourceManager();
  // The block that declares it, and in it the statements up to the one that holds the loop.
  for (const Stmt *Block = statementAround(Loop, C); Block; Block = statementAround(*Block, C)) {
    auto Declares = [&](const Stmt *Child) {
      const auto *Decls = dyn_cast<DeclStmt>(Child);
      return Decls && Decls->isSingleDecl() && Decls->getSingleDecl() == &V;
    };
    const auto *Compound = dyn_cast<CompoundStmt>(Block);
    auto At = Compound ? llvm::find_if(Compound->body(), Declares) : CompoundStmt::const_body_iterator();
    if (!Compound || At == Compound->body_end())
      continue;
    while (++At != Compound->body_end()) {
      Effects Does = effectsOf(**At, C);
      if (!keepsSize(Object, Does) || (ItsToo && !isUnchanged({Itself, Loop.getBeginLoc()}, /*IsHeader=*/true, Does)))
        return false;
      if (SM.isPointWithin(Loop.getBeginLoc(), (*At)->getBeginLoc(), (*At)->getEndLoc()))
        return true;
    }
  }
  return false;
}

bool SteadySizes::isMadeFor(const VarDecl &V, const Expr &Sized) {
  const auto *Made = dyn_cast_or_null<CXXConstructExpr>(V.getInit() ? V.getInit()->IgnoreImplicit() : nullptr);
  if (!isStdVector(V.getType()) || !Made || Made->isListInitialization() || Made->getNumArgs() < 2 ||
      !Made->getConstructor()->getParamDecl(0)->getType()->isIntegerType())
    return false;
  const Expr *Of = sizedBy(*Made->getArg(0));
  // A static one was made when the function was called first.
  return Of && saysTheSame(*Of, Sized, C) && V.isLocalVarDecl() && V.hasLocalStorage() &&
         keepsSizeSince(V, Sized, /*ItsToo=*/true);
}
