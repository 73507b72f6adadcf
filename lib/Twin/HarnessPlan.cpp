// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Decides how each parameter, the object, the globals and the result of a
// function are driven, or why they cannot be.
#include "HarnessWriter.h"

using namespace hone;
using clang::CXXRecordDecl;
using clang::QualType;

static llvm::Error refuse(llvm::StringRef Code, const llvm::Twine &Text) {
  return llvm::createStringError(Code + ": " + Text);
}

/// std::span or std::string_view: the element type; null if neither.
static QualType viewElement(QualType T) {
  const auto *S =
      llvm::dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(T->getAsCXXRecordDecl());
  if (!S || !S->isInStdNamespace() || S->getTemplateArgs().size() < 2)
    return {};
  const clang::TemplateArgumentList &A = S->getTemplateArgs();
  if (S->getName() == "basic_string_view")
    return A[0].getAsType().withConst();
  // Only a dynamic extent has a size to choose.
  if (S->getName() == "span" && A[1].getAsIntegral().isMaxValue())
    return A[0].getAsType();
  return {};
}

/// A vector's or string's iterator, which is a pointer in a class: its element;
/// null if the type is another.
static QualType iteratorElement(QualType T) {
  const auto *S =
      llvm::dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(T->getAsCXXRecordDecl());
  if (!S || S->getName() != "__normal_iterator" || !S->getTemplateArgs()[0].getAsType()->isPointerType())
    return {};
  return S->getTemplateArgs()[0].getAsType()->getPointeeType();
}

/// Iterators come in pairs: two of one type side by side are a beginning and
/// its end.
void HarnessWriter::findPairs(std::map<unsigned, ParameterFacts> &Facts) const {
  for (unsigned I = 0; I + 1 < F.getNumParams(); ++I) {
    QualType First = F.getParamDecl(I)->getType().getNonReferenceType();
    QualType Second = F.getParamDecl(I + 1)->getType().getNonReferenceType();
    if (iteratorElement(First).isNull() || Facts[I].IsEnd ||
        !Context.hasSameUnqualifiedType(First, Second))
      continue;
    Facts[I].EndsAt = I + 1;
    Facts[I + 1].IsEnd = true;
  }
}

bool HarnessWriter::movesOnly(QualType T) const {
  const CXXRecordDecl *R = T->getAsCXXRecordDecl();
  if (!R)
    return false;
  if (Types.spell(T).find("::std::unique_ptr<") != std::string::npos)
    return true;
  for (const clang::CXXConstructorDecl *C : R->ctors())
    if (C->isCopyConstructor())
      return C->isDeleted();
  return R->defaultedCopyConstructorIsDeleted();
}

/// How much the pointer points to is not known beforehand: the runs find out.
static void openMemory(DrivenParameter &P) {
  P.How = DrivenParameter::Object;
  P.Element = P.Type.getUnqualifiedType();
}

void HarnessWriter::planPointer(DrivenParameter &P, bool OneNumber) {
  QualType Pointee = P.Type->getPointeeType();
  P.Element = Pointee.getCanonicalType().getUnqualifiedType();
  if (P.Element->isVoidType())
    P.Element = Context.UnsignedCharTy;
  P.Writes = !Pointee.isConstQualified();
  ParameterFacts &Known = P.Facts;
  bool Measured = Known.Extent && !Known.Extent->Degrees.empty();
  if (Known.IsEnd)
    P.How = DrivenParameter::End;
  else if (P.Element->isAnyCharacterType() && P.Element->isCharType() &&
           !Context.hasSameType(P.Element, Context.UnsignedCharTy) && !Measured && !Known.EndsAt)
    P.How = DrivenParameter::Text;
  else if (isNumber(P.Element) && Known.BoundsLoop && !Known.Indexed)
    P.How = DrivenParameter::Count;
  else
    P.How = DrivenParameter::Memory;
  if (P.How == DrivenParameter::Memory && Known.Indexed && !Known.Extent && !Known.EndsAt && !OneNumber)
    openMemory(P);
}

llvm::Error HarnessWriter::planParameter(const clang::ParmVarDecl &D, ParameterFacts Facts) {
  DrivenParameter P;
  P.Index = D.getFunctionScopeIndex();
  P.Name = D.getName().empty() ? P.id("argument") : D.getName().str();
  P.Type = D.getType().getCanonicalType();
  P.Facts = std::move(Facts);
  P.Restrict = P.Type.isRestrictQualified();
  QualType Target = P.Type.getNonReferenceType();
  P.ByValue = !P.Type->isReferenceType();
  P.Element = Target.getUnqualifiedType();
  P.Writes = !P.ByValue && !Target.isConstQualified();
  llvm::Expected<bool> Called = planCallable(D, P);
  if (!Called || *Called)
    return Called.takeError();
  QualType Viewed = viewElement(Target);
  P.Volatile = P.Type->isPointerType() && P.Type->getPointeeType().isVolatileQualified();
  if (Target.isVolatileQualified() || (P.Volatile && !isNumber(P.Type->getPointeeType())))
    return refuse("no-domain", "parameter " + P.Name + " is volatile");
  if (P.Type->isPointerType()) {
    unsigned Numbers = 0;
    for (const clang::ParmVarDecl *Other : F.parameters())
      Numbers += isNumber(Other->getType().getNonReferenceType());
    planPointer(P, Numbers == 1);
  } else if (QualType Pointee = iteratorElement(Target);
             !Pointee.isNull() && (P.ByValue || Target.isConstQualified())) {
    if (!P.Facts.EndsAt && !P.Facts.IsEnd)
      return refuse("no-domain", "where " + P.Name + " ends is not known");
    P.How = P.Facts.IsEnd ? DrivenParameter::End : DrivenParameter::Memory;
    P.Iterator = true;
    P.Element = Pointee.getCanonicalType().getUnqualifiedType();
    P.Writes = !Pointee.isConstQualified();
  } else if (!Viewed.isNull()) {
    P.How = DrivenParameter::View;
    P.Element = Viewed.getCanonicalType().getUnqualifiedType();
    P.Writes = !Viewed.isConstQualified();
    // A view that is itself assigned to would have to live in the state.
    if (P.Type->isLValueReferenceType() && !Target.isConstQualified())
      return refuse("no-domain", P.Name + " is a reference to a view");
    Types.need(Target->getAsCXXRecordDecl()->getName() == "span" ? "SPAN" : "STRING_VIEW");
  } else if (!P.ByValue && Types.isStream(Target)) {
    P.How = DrivenParameter::Stream;
    P.Spelled = Target->getAsCXXRecordDecl()->getName() == "basic_ostream" ? "std::ostringstream"
                                                                           : "std::istringstream";
    Parameters.push_back(P);
    return llvm::Error::success();
  }
  std::string Problem = Types.whyNot(P.Element);
  if (!Problem.empty())
    return refuse("no-domain", "parameter " + P.Name + ": no inputs for " + Problem);
  P.ByMove = P.Type->isRValueReferenceType() ||
             (P.ByValue && P.How == DrivenParameter::Object && movesOnly(P.Element));
  P.Spelled = Types.spell(P.Element);
  Used.push_back(P.Element);
  Parameters.push_back(P);
  return llvm::Error::success();
}

llvm::Error HarnessWriter::planResult() {
  QualType T = F.getReturnType().getCanonicalType();
  if (T->isVoidType())
    return llvm::Error::success();
  QualType Target = T->isReferenceType() ? T.getNonReferenceType() : T;
  if (const CXXRecordDecl *R = Target->getAsCXXRecordDecl();
      R && (R->getName() == "__normal_iterator" || R->getName() == "__wrap_iter")) {
    ResultType = "Position<void>";
    return llvm::Error::success();
  }
  QualType Viewed = viewElement(Target);
  if (!Viewed.isNull() || T->isPointerType() || T->isReferenceType()) {
    QualType Element = !Viewed.isNull() ? Viewed : T->getPointeeType();
    if (T->isVoidPointerType()) {
      ResultType = "Position<void>";
      return llvm::Error::success();
    }
    if (Types.isStream(Element)) {
      // `return out << x;`: the stream is an argument, or nobody knows.
      ResultType = "Position<void>";
      ResultByAddress = true;
      return llvm::Error::success();
    }
    std::string Problem = Types.whyNot(Element);
    if (!Problem.empty())
      return refuse("no-domain", "the result refers to " + Problem);
    Used.push_back(Element.getUnqualifiedType());
    std::string Spelled = Types.spell(Element.getUnqualifiedType());
    ResultByAddress = T->isReferenceType() && Viewed.isNull();
    ResultType = !Viewed.isNull() ? "ViewResult<" + Spelled + " >"
                 : T->isPointerType() && Element->isCharType() && Element->isAnyCharacterType()
                     ? "TextResult<" + Spelled + " >"
                     : "Reference<const " + Spelled + " >";
    return llvm::Error::success();
  }
  std::string Problem = Types.whyNot(T);
  if (!Problem.empty())
    return refuse("no-domain", "result: no comparison for " + Problem);
  Used.push_back(T.getUnqualifiedType());
  ResultType = "Result<" + Types.spell(T) + " >";
  return llvm::Error::success();
}

/// Drops extents that rest on a number which is not made as one.
void HarnessWriter::checkExtents() {
  std::set<unsigned> Known;
  for (const DrivenParameter &P : Parameters)
    if (P.How == DrivenParameter::Count || (P.How == DrivenParameter::Object && (isNumber(P.Element) || P.Facts.GivesLength)))
      Known.insert(P.Index);
  auto IsKnown = [&](const Bound &B) {
    return llvm::all_of(B.Degrees, [&](const auto &Each) { return Known.count(Each.first); });
  };
  for (DrivenParameter &P : Parameters) {
    for (auto &Row : P.Facts.Rows)
      if (Row && !IsKnown(*Row))
        Row.reset();
    if (!P.Facts.Extent)
      continue;
    if (IsKnown(*P.Facts.Extent))
      continue;
    P.Facts.Extent.reset();
    if (P.How == DrivenParameter::Memory && P.Facts.Indexed && !P.Facts.EndsAt) {
      openMemory(P);
      P.Spelled = Types.spell(P.Element);
    }
  }
}

llvm::Error HarnessWriter::plan() {
  if (llvm::Error E = planInstance())
    return E;
  std::map<unsigned, ParameterFacts> Facts = findFacts(F);
  findPairs(Facts);
  findGuards(F, Facts);
  if (Touched.Console)
    Types.need("IOSTREAM");
  if (Method) {
    QualType Class = Context.getCanonicalTagType(Method->getParent());
    std::string Problem = Types.whyNot(Class);
    if (!Problem.empty())
      return refuse("no-domain", "no object can be made of " + Problem);
    Used.push_back(Class);
  }
  if (const auto *M = llvm::dyn_cast<clang::CXXMethodDecl>(&F))
    Types.befriend(*M->getParent());
  for (const clang::ParmVarDecl *P : F.parameters())
    if (llvm::Error E = planParameter(*P, Facts[P->getFunctionScopeIndex()]))
      return E;
  for (const clang::VarDecl *G : Touched.Globals) {
    std::string Problem = Types.whyNot(G->getType());
    if (const CXXRecordDecl *R = G->getType()->getAsCXXRecordDecl();
        R && R->isInStdNamespace() && R->getName() == "atomic")
      Problem = "cannot be exchanged";
    if (Problem.empty() && Context.getTypeSizeInChars(G->getType()).getQuantity() > 65536)
      Problem = "too large to exchange";
    if (!Problem.empty())
      return refuse("global-state", "uses " + G->getQualifiedNameAsString() + ": " + Problem);
    Used.push_back(G->getType().getCanonicalType());
    if (const auto *R = llvm::dyn_cast<CXXRecordDecl>(G->getDeclContext()))
      Types.befriend(*R);
  }
  checkExtents();
  return planResult();
}
