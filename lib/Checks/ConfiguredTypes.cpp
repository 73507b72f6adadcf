// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Elsewhere the type may be one whose functions lock, throw or write something, or an atomic number. The names
// are in the types as they are written, so these are asked, not what they stand for.

#include "ConfiguredTypes.h"
#include "hone/Analysis/Configurations.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;

namespace hone {
namespace {

class Names : public RecursiveASTVisitor<Names> {
public:
  Names(const FunctionDecl &F, const ASTContext &C) : F(F), C(C) {}
  bool shouldVisitImplicitCode() const { return true; }
  bool VisitExpr(Expr *E) { return use(E->getType()); }
  bool VisitVarDecl(VarDecl *V) { return use(V->getType()); }
  bool VisitDeclRefExpr(DeclRefExpr *R) { return declaration(*R->getDecl()) && used(*R->getFoundDecl()); }
  bool VisitMemberExpr(MemberExpr *M) { return declaration(*M->getMemberDecl()) && used(*M->getFoundDecl().getDecl()); }
  bool TraverseTypeLoc(TypeLoc T, bool = true) { return use(T.getType()); }
  bool TraverseNestedNameSpecifierLoc(NestedNameSpecifierLoc Qualifier) {
    return TraverseNestedNameSpecifier(Qualifier.getNestedNameSpecifier());
  }
  bool TraverseNestedNameSpecifier(NestedNameSpecifier Qualifier) {
    if (Qualifier.getKind() == NestedNameSpecifier::Kind::Namespace)
      if (const auto *Alias = llvm::dyn_cast<NamespaceAliasDecl>(Qualifier.getAsNamespaceAndPrefix().Namespace))
        return found(*Alias);
    return RecursiveASTVisitor::TraverseNestedNameSpecifier(Qualifier);
  }
  bool VisitTypedefType(TypedefType *T) { return found(*T->getDecl()) && type(T->desugar()); }
  bool VisitUsingType(UsingType *T) { return used(*T->getDecl()) && type(T->desugar()); }
  bool VisitTagType(TagType *T) {
    const TagDecl *Definition = T->getDecl()->getDefinition();
    return found(Definition ? *Definition : *T->getDecl());
  }
  bool VisitTemplateSpecializationType(TemplateSpecializationType *T) {
    const TemplateDecl *Template = T->getTemplateName().getAsTemplateDecl();
    return (!Template || found(*Template)) && (!T->isSugared() || type(T->desugar()));
  }
  std::optional<Refusal> Why;

private:
  /// What it is declared as, and where.
  bool declaration(const ValueDecl &D) {
    const auto *V = llvm::dyn_cast<VarDecl>(&D);
    const bool Constant = V && (V->isConstexpr() || (D.getType().isConstQualified() && D.getType()->isScalarType()));
    if ((!V && !llvm::isa<FieldDecl>(D)) || (V && V->hasLocalStorage()) || (Constant && !InType))
      return use(D.getType());
    return found(D) && type(D.getType());
  }
  /// What a `using` brings here.
  bool used(const NamedDecl &Found) {
    const auto *Shadow = llvm::dyn_cast<UsingShadowDecl>(&Found);
    return !Shadow || found(*Shadow->getIntroducer());
  }
  bool use(QualType T) { return T.isNull() || T->isArithmeticType() || T->isEnumeralType() || type(T); }
  bool type(QualType T) {
    if (T.isNull() || !Seen.insert(T.getAsOpaquePtr()).second)
      return true;
    const bool Before = std::exchange(InType, true); // A constant there decides on the type.
    const bool Result = TraverseType(T);
    InType = Before;
    return Result;
  }
  bool found(const NamedDecl &D) {
    const SourceManager &SM = C.getSourceManager();
    const SourceLocation At = SM.getExpansionLoc(D.getLocation());
    if (At.isValid() && !SM.isInSystemHeader(At) && isInConditional(At, C, F.getLocation()))
      Why = Refusal{"preprocessor", "'" + D.getNameAsString() + "' may be something else in another configuration", At};
    return !Why;
  }

  const FunctionDecl &F;
  const ASTContext &C;
  llvm::SmallPtrSet<const void *, 32> Seen;
  bool InType = false;
};

} // namespace

std::optional<Refusal> findConfiguredType(const Stmt &S, const FunctionDecl &F, ASTContext &C) {
  Names Used(F, C);
  Used.TraverseStmt(const_cast<Stmt *>(&S));
  if (const auto *Made = llvm::dyn_cast<CXXConstructorDecl>(&F); Made && &S == F.getBody())
    for (const CXXCtorInitializer *Init : Made->inits())
      Used.TraverseStmt(Init->getInit());
  return Used.Why;
}

} // namespace hone
