// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is done with an iterator or a view that leads to a part of an object:
// whether it shows where the part lies. It may be moved, compared with others of
// its kind, followed, and given to functions of the library that look at
// elements only.

#include "ConstUseFollower.h"
#include "hone/Analysis/Types.h"
#include "clang/AST/ParentMapContext.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;

namespace hone {

bool isHandle(QualType T) {
  return !T.isNull() && !T->isPointerType() &&
         (isStdType(T, "basic_string_view") || isStdType(T, "span") || !iteratedType(T).isNull());
}

/// What a handle leads to.
static QualType partType(QualType T) {
  QualType Each = iteratedType(T);
  return Each.isNull() ? elementType(T) : Each;
}

/// Iterators that put copies into a container.
static bool isInserter(QualType T) {
  return isStdType(T, "back_insert_iterator") || isStdType(T, "front_insert_iterator") ||
         isStdType(T, "insert_iterator");
}

std::optional<Refusal> Follower::handleVariable(const VarDecl &To, const Stmt &Scope) const {
  if (Depth >= MaxDepth)
    return Refusal{"unknown-use", Object + " is passed on too often", To.getLocation()};
  return followName(To, Scope, C, Depth + 1, /*IsHandle=*/true, Returned);
}

std::optional<Refusal> Follower::handle(const Expr &Start) {
  const Expr *E = &Start;
  for (;;) {
    DynTypedNode Parent = parentOf(*E);
    if (const auto *To = Parent.get<VarDecl>()) {
      const auto *Declared = To->isImplicit() ? C.getParents(*To)[0].get<DeclStmt>() : nullptr;
      auto Above = Declared ? C.getParents(*Declared) : DynTypedNodeList(DynTypedNode());
      if (const auto *Loop = Declared && !Above.empty() ? Above[0].get<CXXForRangeStmt>() : nullptr)
        return walked(*Loop, *E);
      return isHandle(To->getType()) && To->hasLocalStorage() && !To->isImplicit()
                 ? handleVariable(*To, Body)
                 : shown(Start);
    }
    const auto *P = Parent.get<Stmt>();
    if (!P)
      return shown(Start);
    if (llvm::isa<CompoundStmt, ForStmt, IfStmt, WhileStmt, DoStmt, UnaryExprOrTypeTraitExpr>(P))
      return std::nullopt;
    if (llvm::isa<LambdaExpr>(P))
      return no("captured", "is captured by a lambda", Start);
    const auto *Cast = llvm::dyn_cast<CastExpr>(P);
    if (llvm::isa<ParenExpr, MaterializeTemporaryExpr, CXXBindTemporaryExpr, ExprWithCleanups>(P) ||
        (Cast && isHandle(Cast->getType()))) {
      E = llvm::cast<Expr>(P);
      continue;
    }
    if (Cast && (Cast->getCastKind() == CK_ToVoid || Cast->getCastKind() == CK_ConstructorConversion ||
                 Cast->getCastKind() == CK_UserDefinedConversion))
      return std::nullopt; // The call, or the constructor, is below the cast.
    if (const auto *Made = llvm::dyn_cast<CXXConstructExpr>(P)) {
      if (isHandle(Made->getType())) {
        E = Made;
        continue;
      }
      bool Copies = Made->getConstructor()->getParent()->isInStdNamespace() &&
                    holdsNoAddress(Made->getType(), C);
      return Copies ? std::optional<Refusal>() : shown(Start);
    }
    bool GoesOn = false;
    std::optional<Refusal> Own = shown(Start);
    if (const auto *Member = llvm::dyn_cast<MemberExpr>(P)) {
      if (llvm::isa<VarDecl>(Member->getMemberDecl()))
        return std::nullopt; // npos.
      const auto *Call = parentOf(*Member).get<CXXMemberCallExpr>();
      const CXXMethodDecl *M = Call ? Call->getMethodDecl() : nullptr;
      // A view: iterators have operators only.
      return M && M->isConst() && isOfSystem(*M) ? result(*Call) : shown(Start);
    }
    if (const auto *Call = llvm::dyn_cast<CXXOperatorCallExpr>(P))
      Own = handleOperator(*Call, *E, GoesOn);
    else if (const auto *Called = llvm::dyn_cast<CallExpr>(P))
      Own = handlePassed(*Called, *E, GoesOn);
    if (!GoesOn)
      return Own;
    E = llvm::cast<Expr>(P);
  }
}

std::optional<Refusal> Follower::handleOperator(const CXXOperatorCallExpr &Call, const Expr &E,
                                                bool &GoesOn) {
  const FunctionDecl *F = Call.getDirectCallee();
  if (!F || !isOfSystem(*F))
    return handlePassed(Call, E, GoesOn);
  const bool First = Call.getArg(0) == &E;
  switch (Call.getOperator()) {
  case OO_Star:
  case OO_Subscript:
    return Call.isGLValue() ? follow(Call) : shown(Call);
  case OO_Arrow:
    return follow(Call);
  case OO_PlusPlus:
  case OO_MinusMinus:
  case OO_PlusEqual:
  case OO_MinusEqual:
  case OO_Plus:
  case OO_Minus:
    // A string that a view is appended to, or made of, keeps a copy.
    GoesOn = isHandle(Call.getType());
    return GoesOn || (First && Call.getType()->isArithmeticType()) ||
                   holdsNoAddress(Call.getType(), C)
               ? std::optional<Refusal>()
               : shown(Call);
  case OO_Equal: {
    if (First)
      return std::nullopt; // It leads elsewhere from here on.
    if (holdsNoAddress(Call.getType(), C))
      return std::nullopt;
    const auto *Ref = llvm::dyn_cast<DeclRefExpr>(Call.getArg(0)->IgnoreParenImpCasts());
    const auto *To = Ref ? llvm::dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    // Another variable of the body: one that was made of a part is followed anyway.
    bool Same = To && To->hasLocalStorage() && isHandle(To->getType()) &&
                "'" + To->getNameAsString() + "'" == Object;
    return Same ? std::optional<Refusal>() : shown(Call);
  }
  case OO_EqualEqual:
  case OO_ExclaimEqual:
  case OO_Less:
  case OO_Greater:
  case OO_LessEqual:
  case OO_GreaterEqual:
  case OO_Spaceship:
    return std::nullopt;
  case OO_LessLess:
    return isStdType(E.getType(), "basic_string_view") ? std::optional<Refusal>() : shown(Call);
  default:
    return shown(Call);
  }
}

std::optional<Refusal> Follower::handlePassed(const CallExpr &Call, const Expr &E, bool &GoesOn) {
  const FunctionDecl *F = Call.getDirectCallee();
  if (!F)
    return shown(Call);
  if (!isOfSystem(*F)) {
    if (auto Own = inFunction(Call, E, /*IsHandle=*/true))
      return Own;
    if (F->hasBody())
      return std::nullopt;
    // What it returns may be made of what it was given.
    GoesOn = isHandle(Call.getType());
    return GoesOn || holdsNoAddress(Call.getType(), C) ? std::optional<Refusal>() : shown(Call);
  }
  if (const auto *M = llvm::dyn_cast<CXXMethodDecl>(F)) {
    // Containers take copies; what is const keeps nothing.
    QualType Class = C.getCanonicalTagType(M->getParent());
    bool Takes = M->getParent()->isInStdNamespace() &&
                 (holdsNoAddress(Class, C) || (M->isConst() && holdsNoAddress(Call.getType(), C)));
    return Takes ? std::optional<Refusal>() : shown(Call);
  }
  if (auto Own = algorithm(Call, E))
    return Own;
  GoesOn = isHandle(Call.getType());
  return std::nullopt;
}

/// A free function of a library that is given a way to the object: numbers, ways and
/// functions that see nothing but elements go with it, a number or a way comes back.
std::optional<Refusal> Follower::algorithm(const CallExpr &Call, const Expr &E) const {
  const FunctionDecl *F = Call.getDirectCallee();
  if (!F || !isOfSystem(*F) || llvm::isa<CXXMethodDecl>(F) || F->isOverloadedOperator())
    return shown(Call);
  QualType Each = partType(E.getType());
  bool Gives = holdsNoAddress(Call.getType(), C) || isInserter(Call.getType()) ||
               (isHandle(Call.getType()) && isHandle(E.getType()));
  if (!Gives || (!Each->isVoidType() && !isOfLibrary(Each, C)))
    return shown(Call);
  for (unsigned I = 0; I < Call.getNumArgs(); ++I) {
    const Expr &Argument = *Call.getArg(I);
    QualType T = Argument.getType();
    if (I >= F->getNumParams()) {
      // printf and its like, unless they print the address.
      const auto *Format = llvm::dyn_cast<StringLiteral>(Call.getArg(F->getNumParams() - 1)->IgnoreParenImpCasts());
      if (!F->isVariadic() || !Format || Format->getString().contains("%p"))
        return shown(Call);
      continue;
    }
    // A reference to a pointer is a value to look for.
    if (&Argument == &E && E.getType()->isPointerType() && F->getParamDecl(I)->getType()->isReferenceType())
      return shown(Call);
    if (isHandle(T) || T->isPointerType()) {
      if (T->isFunctionPointerType() || Argument.getType()->isFunctionType()) {
        if (auto Own = called(Argument, Each))
          return Own;
        continue;
      }
      QualType Other = partType(T);
      if (F->isExternC() && !Other->isPointerType())
        continue;
      // Copies of the elements, not ways to them.
      if (!Other->isVoidType() && !Each->isVoidType() && !holdsNoAddress(Other, C) &&
          !C.hasSameUnqualifiedType(Other, Each))
        return shown(Call);
      continue;
    }
    if (isInserter(T) || holdsNoAddress(T, C))
      continue;
    if (auto Own = called(Argument, Each))
      return Own;
  }
  return std::nullopt;
}

/// What a function that a library calls with elements does with them.
std::optional<Refusal> Follower::called(const Expr &Function, QualType) const {
  const Expr &E = *Function.IgnoreParenImpCasts();
  QualType T = E.getType();
  llvm::SmallVector<const FunctionDecl *, 2> Bodies;
  if (const auto *R = T->getAsCXXRecordDecl(); R && R->isLambda()) {
    if (const FunctionTemplateDecl *Generic = R->getDependentLambdaCallOperator())
      Bodies.append(Generic->spec_begin(), Generic->spec_end());
    else
      Bodies.push_back(R->getLambdaCallOperator());
  } else if (const auto *Ref = llvm::dyn_cast<DeclRefExpr>(&E)) {
    if (const auto *F = llvm::dyn_cast<FunctionDecl>(Ref->getDecl()))
      Bodies.push_back(F);
  } else if (R && R->isInStdNamespace() && R->isEmpty()) {
    return std::nullopt; // std::less<> and its like.
  }
  if (Bodies.empty())
    return no("unknown-use", "is given to a function that is not known", Function);
  for (const FunctionDecl *F : Bodies)
    for (const ParmVarDecl *P : F->parameters()) {
      QualType Parameter = P->getType();
      if (holdsNoAddress(Parameter, C))
        continue;
      const FunctionDecl *Definition = nullptr;
      const Stmt *Inside = F->getBody(Definition);
      if (!Inside || Depth >= MaxDepth)
        return no("unknown-use", "is given to a function that is not known", Function);
      const VarDecl &Own = *Definition->getParamDecl(P->getFunctionScopeIndex());
      bool Way = isHandle(Parameter);
      if (!Way && !Parameter->isReferenceType())
        return shown(Function);
      if (auto Shown = followName(Own, *Inside, C, Depth + 1, Way))
        return Shown;
    }
  return std::nullopt;
}

} // namespace hone
