// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Numbers, pointers and structs of such: storing to one is all there is to making it.

#include "PlainElement.h"
#include "hone/Analysis/Types.h"
#include "clang/AST/DeclCXX.h"

using namespace clang;

namespace hone {

bool isStoredPlainly(QualType T, const ASTContext &C) {
  if (isVolatileOrAtomic(T) || !isPlainValue(T, C))
    return false;
  if (T->isArithmeticType() || T->isEnumeralType() || T->isPointerType())
    return true;
  const auto *R = T->getAsCXXRecordDecl();
  // With an assignment of its own, `= {1}` would be another one.
  return R && R->isAggregate() && !R->isUnion() && R->hasTrivialDefaultConstructor() && R->hasSimpleCopyAssignment() &&
         R->getNumBases() == 0 && llvm::none_of(R->decls(), [](const Decl *D) {
           const auto *Named = llvm::dyn_cast<NamedDecl>(D);
           return Named && !D->isImplicit() && Named->getDeclName().getCXXOverloadedOperator() == OO_Equal;
         });
}

/// Whether the library, told to make a number \p Element of \p Given, keeps its value, so that no compiler
/// warns where the code itself does it.
static bool keepsValue(const Expr &Given, QualType Element, const ASTContext &C) {
  QualType T = Given.getType();
  if (T->isFloatingType() || !T->isArithmeticType())
    return T->isFloatingType() && Element->isFloatingType() && C.getFloatingTypeOrder(Element, T) > 0;
  // Of numbers that have a sign, whole ones in floating point too: the bits that are for the value.
  auto Digits = [&](QualType Of) {
    return Of->isFloatingType() ? static_cast<unsigned>(llvm::APFloat::semanticsPrecision(C.getFloatTypeSemantics(Of)))
                                : C.getIntWidth(Of) - Of->isSignedIntegerType();
  };
  bool Signs = Element->isFloatingType() || Element->isSignedIntegerType();
  if (!Element->isArithmeticType() || Element->isBooleanType())
    return false;
  Expr::EvalResult Value;
  if (Given.EvaluateAsInt(Value, C)) {
    const llvm::APSInt &Number = Value.Val.getInt();
    return Number.isNegative() ? Signs && Number.getSignificantBits() <= Digits(Element)
                               : Number.getActiveBits() <= Digits(Element);
  }
  return (Signs || T->isUnsignedIntegerType()) && Digits(T) <= Digits(Element);
}

bool isAssigned(const CallExpr &Call, QualType Element, const ASTContext &C) {
  if (Call.getNumArgs() != 1)
    return false;
  const Expr &Given = *Call.getArg(0)->IgnoreUnlessSpelledInSource();
  QualType T = Given.getType();
  bool Same = C.hasSameUnqualifiedType(T, Element);
  if (!Element->isScalarType() || Same)
    return Same;
  return Call.getDirectCallee()->getName() == "push_back" ? T->isScalarType() : keepsValue(Given, Element, C);
}

QualType declaredElement(const NamedContainer &To) {
  QualType T = To.Path.empty() ? To.Root->getType() : To.Path.back()->getType();
  const auto *Spec = T->getAs<TemplateSpecializationType>();
  bool Typed = Spec && !Spec->isTypeAlias() && Spec->template_arguments()[0].getKind() == TemplateArgument::Type;
  return Typed ? Spec->template_arguments()[0].getAsType() : QualType();
}

} // namespace hone
