// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Callers pass one object twice, an element of a container beside the
// container, overlapping memory. A rewrite that keeps a value across a store
// is wrong for just those, so a share of the inputs is made that way.
#include "HarnessWriter.h"

using namespace hone;
using clang::CXXRecordDecl;
using clang::QualType;

/// True if \p P refers to one object that another parameter may be, too.
static bool refersToOne(const DrivenParameter &P) {
  return !P.Restrict &&
         ((P.How == DrivenParameter::Object && !P.ByValue && !P.Type->isRValueReferenceType()) ||
          P.How == DrivenParameter::Count);
}

/// The element type of std::vector, but for bool.
static QualType vectorElement(QualType T) {
  const auto *S =
      llvm::dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(T->getAsCXXRecordDecl());
  if (!S || !S->isInStdNamespace() || S->getName() != "vector")
    return {};
  QualType E = S->getTemplateArgs()[0].getAsType();
  return E->isBooleanType() ? QualType() : E;
}

std::vector<std::string> HarnessWriter::aliasChoices() {
  std::vector<std::string> Choices;
  auto Note = [](const std::string &A, const std::string &B) {
    return " X.Note = \"" + A + " refers to " + B + "\";";
  };
  bool SelfWritten = Method && !Method->isConst();
  for (const DrivenParameter &P : Parameters) {
    bool One = refersToOne(P);
    std::string To = "X." + P.id("p");
    if (One && Method && (P.Writes || SelfWritten)) {
      if (Context.hasSameUnqualifiedType(P.Element,
                                         Context.getCanonicalTagType(Method->getParent())))
        Choices.push_back(To + " = &X.self.get();" + Note(P.Name, "*this"));
      for (const clang::FieldDecl *D : Method->getParent()->fields()) {
        if (D->isBitField() || D->getName().empty() || D->getType().isConstQualified())
          continue;
        std::string Field = "X.self.get()." + D->getName().str();
        QualType E = vectorElement(D->getType());
        if (Context.hasSameUnqualifiedType(P.Element, D->getType()))
          Choices.push_back(To + " = &" + Field + ";" + Note(P.Name, D->getName().str()));
        else if (!E.isNull() && Context.hasSameUnqualifiedType(P.Element, E))
          Choices.push_back("if (!" + Field + ".empty()) { " + To + " = &" + Field + "[S.place(" +
                            Field + ".size())];" +
                            Note(P.Name, "an element of " + D->getName().str()) + " }");
      }
    }
    for (const DrivenParameter &Q : Parameters) {
      if (&P == &Q || !One || !(P.Writes || Q.Writes))
        continue;
      std::string From = "X." + Q.id("p");
      QualType E = vectorElement(Q.Element);
      if (refersToOne(Q) && P.Index < Q.Index && Context.hasSameType(P.Element, Q.Element))
        Choices.push_back(To + " = " + From + ";" + Note(P.Name, Q.Name));
      else if (refersToOne(Q) && !E.isNull() && Context.hasSameUnqualifiedType(P.Element, E))
        Choices.push_back("if (!" + From + "->empty()) { " + To + " = &(*" + From + ")[S.place(" +
                          From + "->size())];" + Note(P.Name, "an element of " + Q.Name) + " }");
      else if ((Q.How == DrivenParameter::Memory || Q.How == DrivenParameter::View) && !Q.Restrict &&
               Context.hasSameType(P.Element, Q.Element))
        Choices.push_back("if (X." + Q.id("b") + ".size()) { " + To + " = X." + Q.id("b") +
                          ".data() + S.place(X." + Q.id("b") + ".size());" +
                          Note(P.Name, "an element of " + Q.Name) + " }");
      // Characters may be the bytes of anything.
      else if (Q.How == DrivenParameter::Memory && Q.Writes && !Q.Restrict && Q.Element->isCharType() &&
               P.Element->isArithmeticType())
        Choices.push_back("if (embed(X." + Q.id("b") + ", " + To + ", S)) {" +
                          Note(P.Name, "bytes of " + Q.Name) + " }");
    }
  }
  // Memory that overlaps: both are made anew in the first one's buffer.
  for (const DrivenParameter &P : Parameters)
    for (const DrivenParameter &Q : Parameters)
      if (P.Index < Q.Index && P.How == DrivenParameter::Memory && Q.How == DrivenParameter::Memory &&
          !P.Facts.EndsAt && !Q.Facts.EndsAt && (P.Writes || Q.Writes) && !P.Restrict &&
          !Q.Restrict && Context.hasSameType(P.Element, Q.Element))
        Choices.push_back("overlap(X." + P.id("b") + ", X." + P.id("p") + ", " + P.id("e") + ", X." +
                          Q.id("p") + ", " + Q.id("e") + ", S);" +
                          Note(Q.Name, "the memory of " + P.Name));
  return Choices;
}
