// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Nobody writes down that he counts on it. So it is asked who could: code that
// knows vector types, or promises an alignment to the compiler, and whoever
// loads a whole block of numbers at once. Of an object without such a block it
// is taken for granted that nobody looks at the bits of its address.

#include "HeapAlignment.h"
#include "hone/Analysis/Types.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/TargetInfo.h"

using namespace clang;

namespace hone {
namespace {

constexpr std::int64_t Block =
    16; ///< The bytes of the smallest vector register.

bool holdsBlock(QualType T, const ASTContext &C, unsigned Depth = 0) {
  constexpr unsigned MaxDepth = 8;
  if (T.isNull() || Depth > MaxDepth)
    return true;
  if (const ConstantArrayType *A = C.getAsConstantArrayType(T))
    return (C.getBaseElementType(T)->isArithmeticType() &&
            C.getTypeSizeInChars(T).getQuantity() >= Block) ||
           holdsBlock(A->getElementType(), C, Depth + 1);
  const auto *R = T->getAsCXXRecordDecl();
  if (!R || !R->hasDefinition())
    return false;
  auto Holds = [&](QualType Part) { return holdsBlock(Part, C, Depth + 1); };
  // What else the library's classes are made of is their own affair.
  if (R->isInStdNamespace() && !isStdType(T, "array")) {
    const auto *Made = llvm::dyn_cast<ClassTemplateSpecializationDecl>(R);
    bool HoldsThem = isStdType(T, "pair") || isStdType(T, "tuple") ||
                     isStdType(T, "optional") || isStdType(T, "variant");
    return Made && HoldsThem &&
           llvm::any_of(
               Made->getTemplateArgs().asArray(),
               [&](const TemplateArgument &Each) {
                 auto Parts = Each.getKind() == TemplateArgument::Pack
                                  ? Each.pack_elements()
                                  : llvm::ArrayRef(Each);
                 return llvm::any_of(Parts, [&](const TemplateArgument &Part) {
                   return Part.getKind() == TemplateArgument::Type &&
                          Holds(Part.getAsType());
                 });
               });
  }
  return llvm::any_of(R->bases(),
                      [&](const CXXBaseSpecifier &Base) {
                        return Holds(Base.getType());
                      }) ||
         llvm::any_of(R->fields(),
                      [&](const FieldDecl *F) { return Holds(F->getType()); });
}

/// Where code of the project's promises an alignment.
class Promises : public RecursiveASTVisitor<Promises> {
public:
  explicit Promises(const SourceManager &SM) : SM(SM) {}
  bool TraverseDecl(Decl *D) {
    if (D && !llvm::isa<TranslationUnitDecl>(D) &&
        SM.isInSystemHeader(D->getLocation()))
      return true;
    return RecursiveASTVisitor::TraverseDecl(D);
  }
  bool VisitDeclRefExpr(DeclRefExpr *R) {
    return look(R->getDecl()->getDeclName());
  }
  bool VisitOverloadExpr(OverloadExpr *E) { return look(E->getName()); }
  bool VisitDependentScopeDeclRefExpr(DependentScopeDeclRefExpr *E) {
    return look(E->getDeclName());
  }
  bool Found = false;

private:
  bool look(DeclarationName Name) {
    Found |= Name.isIdentifier() && Name.getAsIdentifierInfo() &&
             Name.getAsIdentifierInfo()->getName().ends_with("assume_aligned");
    return !Found;
  }
  const SourceManager &SM;
};

bool promisesAlignment(const ASTContext &C) {
  Promises All(C.getSourceManager());
  for (Decl *D : C.getTranslationUnitDecl()->decls())
    if (!All.Found)
      All.TraverseDecl(D);
  return All.Found;
}

} // namespace

bool mayNeedHeapAlignment(QualType T, const ASTContext &C) {
  if (C.getTypeAlignIfKnown(T) >= C.getTargetInfo().getNewAlign() ||
      C.getTypeSizeInChars(T).getQuantity() < Block)
    return false;
  return holdsBlock(T, C) ||
         llvm::any_of(
             C.getTypes(),
             [](const Type *Each) { return llvm::isa<VectorType>(Each); }) ||
         promisesAlignment(C);
}

} // namespace hone
