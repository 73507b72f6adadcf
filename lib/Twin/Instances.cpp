// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An instance is called by its name, its template arguments and its type. What
// else might answer to these is looked for by the shape of the parameters: one
// doubt too many costs a test, one too few would test the wrong function.
#include "Instances.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace hone;
using namespace clang;

namespace {
class Finder : public RecursiveASTVisitor<Finder> {
public:
  explicit Finder(std::function<void(const FunctionDecl &)> Take) : Take(std::move(Take)) {}
  bool shouldVisitTemplateInstantiations() const { return true; }
  bool TraverseStmt(Stmt *) { return true; }
  bool VisitFunctionDecl(FunctionDecl *F) {
    const FunctionDecl *Definition = nullptr;
    if (F->isTemplateInstantiation() && F->isDefined(Definition) &&
        Definition->isTemplateInstantiation() && Definition->doesThisDeclarationHaveABody())
      Take(*Definition);
    return true;
  }

private:
  std::function<void(const FunctionDecl &)> Take;
};
} // namespace

llvm::ArrayRef<const FunctionDecl *> Instances::of(const FunctionDecl &Pattern) {
  if (!Known) {
    Known = true;
    Finder([&](const FunctionDecl &F) {
      if (const FunctionDecl *From = F.getTemplateInstantiationPattern())
        Found[From->getCanonicalDecl()].insert(&F);
    }).TraverseDecl(Context.getTranslationUnitDecl());
  }
  return Found[Pattern.getCanonicalDecl()].getArrayRef();
}

std::string hone::nameOfInstance(const FunctionDecl &F) {
  std::string Name;
  llvm::raw_string_ostream Out(Name);
  F.getNameForDiagnostic(Out, PrintingPolicy(F.getASTContext().getLangOpts()), /*Qualified=*/true);
  return Name;
}

llvm::SmallVector<TemplateArgument, 4> hone::writtenArguments(const FunctionDecl &F) {
  llvm::SmallVector<TemplateArgument, 4> Written;
  const TemplateArgumentList *All = F.getTemplateSpecializationArgs();
  for (unsigned I = 0; All && I < All->size(); ++I) {
    const TemplateArgument &A = All->get(I);
    if (A.getKind() != TemplateArgument::Pack) {
      Written.push_back(A);
      continue;
    }
    Written.append(A.pack_begin(), A.pack_end());
    break; // What follows would be taken for more of the pack.
  }
  return Written;
}

/// True if a parameter written as \p Q may be \p P once \p Given are put in.
static bool mayBecome(QualType Q, QualType P, llvm::ArrayRef<TemplateArgument> Given,
                      const ASTContext &Context) {
  if (!Q->isDependentType())
    return Context.hasSameUnqualifiedType(Q, P);
  if (Q->isRValueReferenceType())
    return P->isReferenceType();
  if (Q->isLValueReferenceType() != P->isLValueReferenceType() && Q->isLValueReferenceType())
    return false;
  if (Q->isLValueReferenceType() || Q->isPointerType()) {
    if (!P->isReferenceType() && !P->isPointerType())
      return false;
    QualType To = Q->getPointeeType(), Of = P->getPointeeType();
    return (!To.isConstQualified() || Of.isConstQualified()) &&
           mayBecome(To.getUnqualifiedType(), Of.getUnqualifiedType(), Given, Context);
  }
  if (const auto *T = Q->getAs<TemplateTypeParmType>())
    return T->isParameterPack() || T->getIndex() >= Given.size() ||
           Given[T->getIndex()].getKind() != TemplateArgument::Type ||
           Context.hasSameUnqualifiedType(Given[T->getIndex()].getAsType(), P);
  const auto *S = Q->getAs<TemplateSpecializationType>();
  if (!S || S->isTypeAlias())
    return true;
  const auto *Class = dyn_cast_or_null<ClassTemplateDecl>(S->getTemplateName().getAsTemplateDecl());
  const auto *Made = dyn_cast_or_null<ClassTemplateSpecializationDecl>(P->getAsCXXRecordDecl());
  return !Class || (Made && Made->getSpecializedTemplate()->getCanonicalDecl() == Class->getCanonicalDecl());
}

/// True if the template may be meant by \p Given and the type of \p F.
static bool mayMean(const FunctionTemplateDecl &Other, const FunctionDecl &F,
                    llvm::ArrayRef<TemplateArgument> Given) {
  const TemplateParameterList &List = *Other.getTemplateParameters();
  if (Given.size() > List.size() && !List.hasParameterPack())
    return false;
  for (unsigned I = 0; I < List.size() && I < Given.size(); ++I) {
    const NamedDecl *P = List.getParam(I);
    if (P->isParameterPack()) {
      Given = Given.take_front(I);
      break;
    }
    if (isa<TemplateTypeParmDecl>(P) != (Given[I].getKind() == TemplateArgument::Type))
      return false;
  }
  const FunctionDecl &G = *Other.getTemplatedDecl();
  for (unsigned I = 0; I < G.getNumParams(); ++I) {
    if (G.getParamDecl(I)->isParameterPack())
      return true;
    if (I >= F.getNumParams() || !mayBecome(G.getParamDecl(I)->getType(), F.getParamDecl(I)->getType(),
                                            Given, F.getASTContext()))
      return false;
  }
  return G.getNumParams() == F.getNumParams();
}

const FunctionDecl *hone::rivalOf(const FunctionDecl &F) {
  const FunctionTemplateDecl *Primary = F.getPrimaryTemplate();
  if (!Primary)
    return nullptr;
  llvm::SmallVector<TemplateArgument, 4> Given = writtenArguments(F);
  const DeclContext *In = F.getDeclContext();
  while (In->isInlineNamespace() || (isa<NamespaceDecl>(In) && cast<NamespaceDecl>(In)->isAnonymousNamespace()))
    In = In->getParent();
  for (const NamedDecl *D : In->lookup(F.getDeclName())) {
    const auto *Other = dyn_cast<FunctionTemplateDecl>(D->getUnderlyingDecl());
    if (Other && Other->getCanonicalDecl() != Primary->getCanonicalDecl() && mayMean(*Other, F, Given))
      return Other->getTemplatedDecl();
  }
  return nullptr;
}
