// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Who could notice that a container has grown: its elements, by the constructors
// that run or by where they lie, and whoever asks for the capacity.

#include "QuietGrowth.h"
#include "ConstUse.h"
#include "hone/Analysis/Types.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;

namespace hone {
namespace {

/// Whether moving a \p T, and destroying what was moved from, is the compiler's or the library's
/// and throws nothing.
bool isMovedQuietly(QualType T, const ASTContext &C, unsigned Depth = 0) {
  if (isVolatileOrAtomic(T) || T->isIncompleteType() || Depth > 6)
    return false;
  if (T->isScalarType())
    return true;
  if (T.isConstQualified()) // It is copied.
    return isCopiedQuietly(T, C);
  if (isStdVector(T) || isStdString(T))
    return true;
  const auto *R = T->getAsCXXRecordDecl();
  if (!R || !R->hasDefinition() || R->isUnion() || R->isLambda())
    return false;
  auto All = [&](llvm::ArrayRef<TemplateArgument> Arguments) {
    return llvm::all_of(Arguments, [&](const TemplateArgument &A) {
      return A.getKind() == TemplateArgument::Type && isMovedQuietly(A.getAsType(), C, Depth + 1);
    });
  };
  if (R->isInStdNamespace()) {
    const auto *Spec = llvm::dyn_cast<ClassTemplateSpecializationDecl>(R);
    if (!Spec || !R->getDeclName().isIdentifier())
      return false;
    llvm::ArrayRef<TemplateArgument> Given = Spec->getTemplateArgs().asArray();
    if (R->getName() == "unique_ptr")
      return isStdType(Given[1].getAsType(), "default_delete");
    if (R->getName() == "pair" || R->getName() == "optional")
      return All(Given);
    if (R->getName() == "tuple")
      return All(Given[0].getPackAsArray());
    return R->getName() == "shared_ptr" || R->getName() == "weak_ptr";
  }
  const CXXDestructorDecl *Destructor = R->getDestructor();
  bool Written = llvm::any_of(R->ctors(), [](const CXXConstructorDecl *D) {
    return D->isCopyOrMoveConstructor() && D->isUserProvided();
  });
  bool Templates = llvm::any_of(R->decls(), [](const Decl *D) {
    const auto *F = llvm::dyn_cast<FunctionTemplateDecl>(D);
    return F && llvm::isa<CXXConstructorDecl>(F->getTemplatedDecl());
  });
  // One that may throw is not used as long as there is a copy.
  bool MayThrow = llvm::any_of(R->ctors(), [](const CXXConstructorDecl *D) {
    const auto *Type = D->getType()->getAs<FunctionProtoType>();
    return D->isMoveConstructor() && Type && Type->getExceptionSpecType() != EST_None &&
           Type->getExceptionSpecType() != EST_Unevaluated && !Type->isNothrow();
  });
  return R->hasMoveConstructor() && !Written && !Templates && !MayThrow &&
         !(Destructor && Destructor->isUserProvided()) &&
         llvm::all_of(R->bases(), [&](const CXXBaseSpecifier &B) {
           return isMovedQuietly(B.getType(), C, Depth + 1);
         }) &&
         llvm::all_of(R->fields(), [&](const FieldDecl *F) {
           return F->getType()->isReferenceType() ||
                  isMovedQuietly(C.getBaseElementType(F->getType()), C, Depth + 1);
         });
}

/// Whether an expression or a body uses `this` for more than to name members, or an address.
class BareThis : public RecursiveASTVisitor<BareThis> {
public:
  explicit BareThis(bool MayNameMembers) : MayNameMembers(MayNameMembers) {}
  bool shouldVisitImplicitCode() const { return true; }
  bool TraverseMemberExpr(MemberExpr *E) {
    return MayNameMembers && llvm::isa<FieldDecl>(E->getMemberDecl()) &&
                   llvm::isa<CXXThisExpr>(E->getBase()->IgnoreParenImpCasts())
               ? true
               : RecursiveASTVisitor::TraverseMemberExpr(E);
  }
  bool VisitUnaryOperator(UnaryOperator *E) {
    Found |= E->getOpcode() == UO_AddrOf;
    return !Found;
  }
  bool VisitCastExpr(CastExpr *E) {
    Found |= E->getCastKind() == CK_ArrayToPointerDecay && llvm::isa<MemberExpr>(E->getSubExpr()->IgnoreParens());
    return !Found;
  }
  bool VisitCXXThisExpr(CXXThisExpr *) {
    Found = true;
    return false;
  }
  bool Found = false;

private:
  const bool MayNameMembers;
};

bool usesThis(const Stmt *S, bool MayNameMembers = true) {
  BareThis T(MayNameMembers);
  T.TraverseStmt(const_cast<Stmt *>(S));
  return T.Found;
}

/// Whether objects of type \p T, as they are made, may note where they lie.
bool knowsItsPlace(QualType T, const ASTContext &C, unsigned Depth = 0) {
  const auto *R = C.getBaseElementType(T)->getAsCXXRecordDecl();
  if (!R || !R->hasDefinition() || R->isInStdNamespace())
    return false;
  if (Depth > 6)
    return true;
  for (const CXXConstructorDecl *Each : R->ctors()) {
    const FunctionDecl *Definition = nullptr;
    if (!Each->getBody(Definition))
      continue;
    for (const CXXCtorInitializer *Member : llvm::cast<CXXConstructorDecl>(Definition)->inits())
      if (usesThis(Member->getInit()))
        return true;
    if (usesThis(Definition->getBody()))
      return true;
  }
  auto BaseKnows = [&](const CXXBaseSpecifier &B) { return knowsItsPlace(B.getType(), C, Depth + 1); };
  return llvm::any_of(R->bases(), BaseKnows) ||
         llvm::any_of(R->fields(), [&](const FieldDecl *F) {
           return (F->hasInClassInitializer() && F->getInClassInitializer() && usesThis(F->getInClassInitializer())) ||
                  knowsItsPlace(F->getType(), C, Depth + 1);
         });
}

/// Calls in the unit's own code that ask how much storage there is.
class CapacityCalls : public RecursiveASTVisitor<CapacityCalls> {
public:
  explicit CapacityCalls(const SourceManager &SM) : SM(SM) {}
  bool TraverseDecl(Decl *D) {
    return (D && SM.isInSystemHeader(D->getLocation())) || RecursiveASTVisitor::TraverseDecl(D);
  }
  bool VisitMemberExpr(MemberExpr *E) { return name(E->getMemberDecl()->getDeclName(), *E); }
  bool VisitCXXDependentScopeMemberExpr(CXXDependentScopeMemberExpr *E) { return name(E->getMember(), *E); }
  const Expr *Found = nullptr;

private:
  bool name(DeclarationName Name, const Expr &E) {
    if (Name.isIdentifier() && (Name.getAsString() == "capacity" || Name.getAsString() == "shrink_to_fit"))
      Found = &E;
    return !Found;
  }
  const SourceManager &SM;
};

} // namespace

bool showsObject(const Stmt &Body) { return usesThis(&Body); }

bool growsQuietly(QualType Element, const ASTContext &C) {
  return (isCopiedQuietly(Element, C) || isMovedQuietly(Element, C)) && !knowsItsPlace(Element, C);
}

bool beginsPlainly(const CXXRecordDecl &R) {
  return !R.hasUserProvidedDefaultConstructor() && R.getNumBases() == 0 &&
         llvm::none_of(R.fields(), [](const FieldDecl *F) {
           return F->hasInClassInitializer() && F->getInClassInitializer() &&
                  usesThis(F->getInClassInitializer(), /*MayNameMembers=*/false);
         });
}

bool isPlainElement(QualType T) {
  if (T->isScalarType() || isStdString(T))
    return true;
  const auto *R = T->getAsCXXRecordDecl();
  return R && R->hasDefinition() && R->isAggregate() && !R->isInStdNamespace() && R->getNumBases() == 0 &&
         llvm::all_of(R->fields(), [](const FieldDecl *F) {
           return !F->hasInClassInitializer() && isPlainElement(F->getType());
         });
}

const Expr *findCapacityCall(ASTContext &C) {
  CapacityCalls Calls(C.getSourceManager());
  // One by one: what is matched now may be limited to a part of the unit.
  for (Decl *D : C.getTranslationUnitDecl()->decls())
    if (!Calls.Found)
      Calls.TraverseDecl(D);
  return Calls.Found;
}

} // namespace hone
