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

bool isAssigned(const CallExpr &Call, QualType Element, const ASTContext &C) {
  if (Call.getNumArgs() != 1)
    return false;
  const Expr &Given = *Call.getArg(0)->IgnoreUnlessSpelledInSource();
  QualType T = Given.getType();
  bool Same = C.hasSameUnqualifiedType(T, Element);
  if (!Element->isScalarType() || Same)
    return Same;
  bool Numbers = T->isArithmeticType() && Element->isArithmeticType();
  return Numbers || (Call.getDirectCallee()->getName() == "push_back" && T->isScalarType());
}

QualType declaredElement(const NamedContainer &To) {
  QualType T = To.Path.empty() ? To.Root->getType() : To.Path.back()->getType();
  const auto *Spec = T->getAs<TemplateSpecializationType>();
  bool Typed = Spec && !Spec->isTypeAlias() && Spec->template_arguments()[0].getKind() == TemplateArgument::Type;
  return Typed ? Spec->template_arguments()[0].getAsType() : QualType();
}

} // namespace hone
