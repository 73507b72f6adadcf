// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A container that grows by one element at a time ends at max_size in theory; in
// practice memory ends long before.

#include "EarlyEnd.h"
#include "hone/Analysis/Effects.h"
#include "hone/Analysis/Types.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include <set>

using namespace clang;

namespace hone {
namespace {

/// Places where a container grows by a little, which fails for want of memory alone.
class SmallSteps : public RecursiveASTVisitor<SmallSteps> {
public:
  bool VisitCallExpr(CallExpr *Call) {
    const FunctionDecl *F = Call->getDirectCallee();
    const auto *M = llvm::dyn_cast_or_null<CXXMethodDecl>(F);
    if (!F || !(M ? M->getParent()->isInStdNamespace() : F->isInStdNamespace()))
      return true;
    bool Operator = F->getOverloadedOperator() == OO_PlusEqual || F->getOverloadedOperator() == OO_Plus;
    bool Member = F->getDeclName().isIdentifier() &&
                  (F->getName() == "push_back" || (F->getName() == "emplace_back" && isMadeQuietly(*Call)) ||
                   (F->getName() == "append" && Call->getNumArgs() == 1));
    if (Operator || Member)
      At.insert(Call->getExprLoc());
    return true;
  }
  std::set<SourceLocation> At;

private:
  /// Making an element of other things may throw for its own reasons: a string of a null pointer.
  static bool isMadeQuietly(const CallExpr &Call) {
    const auto *Member = llvm::dyn_cast<CXXMemberCallExpr>(&Call);
    QualType Element = Member ? elementType(Member->getObjectType()) : QualType();
    if (Element.isNull())
      return false;
    const auto *R = Element->getAsCXXRecordDecl();
    bool Copies = Call.getNumArgs() == 1 && Call.getArg(0)->getType().getUnqualifiedType().getCanonicalType() ==
                                                Element.getUnqualifiedType().getCanonicalType();
    return Element->isScalarType() || Copies || (R && !R->isInStdNamespace());
  }
};

/// Whether something of type \p T is made of one of the arguments of a call with nothing but copying.
bool takesQuietly(QualType T, const CallExpr &Call) {
  T = T.getNonReferenceType();
  return T->isScalarType() || ((isStdString(T) || isStdVector(T)) && llvm::all_of(Call.arguments(), [&](const Expr *A) {
           return A->getType()->isArithmeticType() || isStdString(A->getType()) || isStdVector(A->getType());
         }));
}

/// The same for whatever constructor makes an element in place.
std::optional<Refusal> findEarlyEndOfMaking(const CXXRecordDecl &R, const ASTContext &C, const CallExpr *Call) {
  auto converts = [](SourceLocation At) { return Refusal{"", "an argument is converted", At}; };
  for (const CXXConstructorDecl *Each : R.ctors()) {
    const FunctionDecl *Definition = nullptr;
    if (Each->isCopyOrMoveConstructor() || !Each->isUserProvided())
      continue;
    if (Call && llvm::any_of(Each->parameters(), [&](const ParmVarDecl *P) {
          return P->hasDefaultArg() || !takesQuietly(P->getType(), *Call);
        }))
      return converts(Each->getLocation());
    if (!Each->getBody(Definition))
      return Refusal{"", "a constructor that is not known", Each->getLocation()};
    for (const CXXCtorInitializer *Member : llvm::cast<CXXConstructorDecl>(Definition)->inits())
      if (auto Ends = hone::findEarlyEnd(*Member->getInit(), C))
        return Ends;
    if (auto Ends = hone::findEarlyEnd(*Definition->getBody(), C))
      return Ends;
  }
  for (const CXXBaseSpecifier &Base : R.bases())
    if (const auto *Part = Base.getType()->getAsCXXRecordDecl(); !Part || Part->isInStdNamespace())
      return Refusal{"", "a class of the library is inherited from", Base.getBeginLoc()};
    else if (auto Ends = findEarlyEndOfMaking(*Part, C, nullptr))
      return Ends;
  for (const FieldDecl *Field : R.fields()) {
    if (R.isAggregate() && Call && Call->getNumArgs() && !takesQuietly(Field->getType(), *Call))
      return converts(Field->getLocation());
    if (Field->hasInClassInitializer())
      if (auto Ends = hone::findEarlyEnd(*Field->getInClassInitializer(), C))
        return Ends;
    const auto *Part = C.getBaseElementType(Field->getType())->getAsCXXRecordDecl();
    if (Part && !Part->isInStdNamespace())
      if (auto Ends = findEarlyEndOfMaking(*Part, C, nullptr))
        return Ends;
  }
  return std::nullopt;
}

/// Looks at every element that a container makes in place.
class Makings : public RecursiveASTVisitor<Makings> {
public:
  explicit Makings(const ASTContext &C) : C(C) {}
  bool VisitCXXMemberCallExpr(CXXMemberCallExpr *Call) {
    const CXXMethodDecl *M = Call->getMethodDecl();
    if (!M || !M->getParent()->isInStdNamespace() || M->getNameAsString() != "emplace_back")
      return true;
    QualType Element = elementType(Call->getObjectType());
    const auto *R = Element.isNull() ? nullptr : Element->getAsCXXRecordDecl();
    bool Copies = Call->getNumArgs() == 1 && !Element.isNull() &&
                  C.hasSameUnqualifiedType(Call->getArg(0)->getType(), Element);
    if (R && !R->isInStdNamespace() && !Copies)
      Found = findEarlyEndOfMaking(*R, C, Call);
    return !Found;
  }
  std::optional<Refusal> Found;

private:
  const ASTContext &C;
};

} // namespace

std::optional<Refusal> findEarlyEnd(const Stmt &S, const ASTContext &C) {
  const Effects E = effectsOf(S, C);
  SmallSteps Steps;
  Steps.TraverseStmt(const_cast<Stmt *>(&S));
  if (!E.Unknown.empty())
    return E.Unknown.front();
  Makings Made(C);
  Made.TraverseStmt(const_cast<Stmt *>(&S));
  if (Made.Found)
    return Made.Found;
  for (const Point &P : E.Throws)
    if (!Steps.At.count(P.At))
      return Refusal{"", P.Text, P.At};
  for (const auto *Points : {&E.Exits, &E.MayNotEnd})
    if (!Points->empty())
      return Refusal{"", Points->front().Text, Points->front().At};
  for (const OpaqueCall &Call : E.Opaque) {
    const auto *M = llvm::dyn_cast_or_null<CXXMethodDecl>(Call.Callee);
    if (M && M->getParent()->isInStdNamespace() && M->getNameAsString() == "emplace_back") {
      const auto *Spec = llvm::dyn_cast<ClassTemplateSpecializationDecl>(M->getParent());
      const auto *Element = Spec ? Spec->getTemplateArgs()[0].getAsType()->getAsCXXRecordDecl() : nullptr;
      if (Element && !Element->isInStdNamespace())
        continue; // It has been looked at.
    }
    // Without an exception it may still end the program.
    return Refusal{"", Call.Text, Call.At};
  }
  return std::nullopt;
}

} // namespace hone
