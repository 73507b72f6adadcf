// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An element is followed from where it is named to where it is read, written
// or copied. Everything else might note its address, and compare it later.

#include "ElementUse.h"
#include "ConstUseFollower.h"
#include "QuietGrowth.h"
#include "hone/Analysis/Types.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/ParentMapContext.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;

namespace hone {
namespace {

/// Functions of the library that hand on what they are given, or look at its value.
bool isKnownToLook(const FunctionDecl &F) {
  const auto *M = llvm::dyn_cast<CXXMethodDecl>(&F);
  if (M && M->isImplicit() && (M->isCopyAssignmentOperator() || M->isMoveAssignmentOperator()))
    return true;
  if (!(M ? M->getParent()->isInStdNamespace() : F.isInStdNamespace()))
    return false;
  if (F.isOverloadedOperator())
    return F.getOverloadedOperator() != OO_Call;
  return F.getDeclName().isIdentifier() && llvm::StringSwitch<bool>(F.getName())
                                               .Cases({"min", "max", "clamp", "move", "swap", "exchange"}, true)
                                               .Cases({"get", "to_string", "abs", "push_back"}, true)
                                               .Default(false);
}

/// `->` and `*` of an owner: what it leads to stays where it is.
bool leadsElsewhere(const Expr &E) {
  const auto *Call = llvm::dyn_cast<CXXOperatorCallExpr>(&E);
  const auto *M = Call ? llvm::dyn_cast_or_null<CXXMethodDecl>(Call->getDirectCallee()) : nullptr;
  return M && (Call->getOperator() == OO_Arrow || (Call->getOperator() == OO_Star && Call->getNumArgs() == 1)) &&
         M->getParent()->isInStdNamespace() &&
         llvm::StringSwitch<bool>(M->getParent()->getName())
             .Cases({"unique_ptr", "shared_ptr", "__shared_ptr", "__shared_ptr_access"}, true)
             .Default(false);
}

class ElementFollower {
public:
  ElementFollower(const Stmt &Loop, ASTContext &C, unsigned Depth) : Loop(Loop), C(C), Depth(Depth) {}
  bool follow(const Expr &Element) const;

private:
  bool named(const VarDecl &V) const;
  const Expr *memberCall(const MemberExpr &Member) const;
  const Expr *step(const Expr &Above, const Expr &E) const;

  const Stmt &Loop;
  ASTContext &C;
  const unsigned Depth;
};

/// A reference to the element: all its uses.
bool ElementFollower::named(const VarDecl &V) const {
  struct Mentions : RecursiveASTVisitor<Mentions> {
    explicit Mentions(const VarDecl &V) : V(V) {}
    bool VisitDeclRefExpr(DeclRefExpr *R) {
      if (R->getDecl() == &V)
        Found.push_back(R);
      return true;
    }
    const VarDecl &V;
    std::vector<const DeclRefExpr *> Found;
  };
  if (V.isImplicit() || !V.hasLocalStorage() || llvm::isa<DecompositionDecl>(V) || Depth > 3)
    return false;
  Mentions M(V);
  M.TraverseStmt(const_cast<Stmt *>(&Loop));
  return llvm::all_of(M.Found, [&](const DeclRefExpr *R) {
    return !R->refersToEnclosingVariableOrCapture() && ElementFollower(Loop, C, Depth + 1).follow(*R);
  });
}

/// A member function of the element that does not show it.
const Expr *ElementFollower::memberCall(const MemberExpr &Member) const {
  auto Parents = C.getParents(Member);
  const auto *Call = Parents.empty() ? nullptr : Parents[0].get<CXXMemberCallExpr>();
  const CXXMethodDecl *M = Call ? Call->getMethodDecl() : nullptr;
  if (!M || M->isVirtual())
    return nullptr;
  const FunctionDecl *Definition = nullptr;
  const Stmt *Body = M->getParent()->isInStdNamespace() ? nullptr : M->getBody(Definition);
  return M->getParent()->isInStdNamespace() || (Body && !showsObject(*Body)) ? Call : nullptr;
}

/// The expression around \p E that is the element still, or a part of it, or what was made of
/// it; null if it is none of that.
const Expr *ElementFollower::step(const Expr &Above, const Expr &E) const {
  if (llvm::isa<ParenExpr, ExprWithCleanups, ConditionalOperator, ArraySubscriptExpr, CXXRewrittenBinaryOperator>(Above))
    return &Above;
  if (const auto *Cast = llvm::dyn_cast<ImplicitCastExpr>(&Above)) {
    // Its value is not where it is, whatever it may be.
    if (Cast->getCastKind() == CK_NoOp || Cast->getCastKind() == CK_DerivedToBase ||
        Cast->getCastKind() == CK_UncheckedDerivedToBase)
      return Cast;
    auto Parents = C.getParents(*Cast);
    const auto *Subscript = Parents.empty() ? nullptr : Parents[0].get<ArraySubscriptExpr>();
    return Cast->getCastKind() == CK_ArrayToPointerDecay && Subscript && Subscript->getBase() == Cast ? Subscript : nullptr;
  }
  if (const auto *Member = llvm::dyn_cast<MemberExpr>(&Above))
    return llvm::isa<FieldDecl>(Member->getMemberDecl()) ? Member : memberCall(*Member);
  if (const auto *B = llvm::dyn_cast<BinaryOperator>(&Above))
    return B->isAssignmentOp() && B->getLHS() == &E ? B : nullptr;
  if (const auto *U = llvm::dyn_cast<UnaryOperator>(&Above))
    return U->isIncrementDecrementOp() ? U : nullptr;
  if (const auto *Call = llvm::dyn_cast<CallExpr>(&Above))
    return Call->getDirectCallee() && isKnownToLook(*Call->getDirectCallee()) ? Call : nullptr;
  const auto *Made = llvm::dyn_cast<CXXConstructExpr>(&Above);
  return Made && Made->getConstructor()->getParent()->isInStdNamespace() ? Made : nullptr;
}

bool ElementFollower::follow(const Expr &Element) const {
  for (const Expr *E = &Element;;) {
    if (!E->isGLValue())
      return holdsNoAddress(E->getType(), C);
    auto Parents = C.getParents(*E);
    if (Parents.empty())
      return false;
    if (const auto *V = Parents[0].get<VarDecl>())
      return V->getType()->isReferenceType() && named(*V);
    const auto *Above = Parents[0].get<Expr>();
    if (!Above)
      return Parents[0].get<CompoundStmt>() || Parents[0].get<IfStmt>() || Parents[0].get<ForStmt>() ||
             Parents[0].get<CXXForRangeStmt>();
    // Loaded or copied, it has left its place.
    const auto *Cast = llvm::dyn_cast<ImplicitCastExpr>(Above);
    const auto *Made = llvm::dyn_cast<CXXConstructExpr>(Above);
    if (leadsElsewhere(*Above) || (Cast && Cast->getCastKind() == CK_LValueToRValue) ||
        (Made && Made->getConstructor()->isCopyOrMoveConstructor()))
      return true;
    E = step(*Above, *E);
    if (!E)
      return false;
  }
}

/// The call that a mention of a container stands in as the object; null if there is none.
const Expr *callOn(const Expr &Site, ASTContext &C, const FunctionDecl *&Callee) {
  const Expr *E = &Site;
  for (unsigned I = 0; I != 3; ++I) {
    auto Parents = C.getParents(*E);
    const auto *Above = Parents.empty() ? nullptr : Parents[0].get<Expr>();
    const auto *Call = llvm::dyn_cast_or_null<CallExpr>(Above);
    const auto *Operator = llvm::dyn_cast_or_null<CXXOperatorCallExpr>(Call);
    Callee = Call ? Call->getDirectCallee() : nullptr;
    if (Call)
      return llvm::isa<CXXMemberCallExpr>(Call) || (Operator && Operator->getArg(0) == E) ? Call : nullptr;
    if (!llvm::isa_and_nonnull<ImplicitCastExpr, MemberExpr, ParenExpr>(Above))
      return nullptr;
    E = Above;
  }
  return nullptr;
}

} // namespace

std::optional<Refusal> findUseBesides(const NamedContainer &To, const Stmt &Loop, ASTContext &C) {
  for (const ContainerUse &Use : usesOf(To, Loop, C)) {
    const FunctionDecl *F = nullptr;
    const Expr *Call = Use.Exact ? callOn(*Use.Site, C, F) : nullptr;
    bool Plain = F && F->getDeclName().isIdentifier() &&
                 llvm::StringSwitch<bool>(F->getName())
                     .Cases({"push_back", "emplace_back", "back", "front", "at"}, true)
                     .Cases({"size", "length", "empty"}, true)
                     .Default(false);
    if (!Call || !(Plain || (F && F->getOverloadedOperator() == OO_Subscript) || appendOf(*Call, C)) ||
        !ElementFollower(Loop, C, 0).follow(*Call))
      return Refusal{"unknown-use", "the container is used otherwise than appended to and read", Use.Site->getBeginLoc()};
  }
  return std::nullopt;
}

} // namespace hone
