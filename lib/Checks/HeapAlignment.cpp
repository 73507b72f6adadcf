// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Nobody writes down that he counts on it. So it is asked who could: code that
// knows vector types, or promises an alignment to the compiler, and whoever
// loads a whole block of numbers at once. Where an object is told to code that
// is not in the unit, or written in assembly, nobody can say what that does; and
// who makes an integer of an address may use the bits that are zero.

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

/// What a part of an object may be reached by.
class Parts {
public:
  Parts(QualType Whole, const ASTContext &C) : Whole(Whole->getAsCXXRecordDecl()), C(C) { add(Whole, 0); }
  /// Whether a pointer or reference to \p P may lead to the object or a part of it.
  bool mayBeIn(QualType P) const {
    P = P.getUnqualifiedType().getCanonicalType();
    const auto *R = P->getAsCXXRecordDecl();
    bool Related = Whole && R && R->hasDefinition() && Whole->hasDefinition() &&
                   (Whole->isDerivedFrom(R) || R->isDerivedFrom(Whole));
    return P->isVoidType() || P->isStdByteType() || Related || Types.contains(P.getTypePtr());
  }
  /// Whether a value of \p T may lead there, by itself or by what it holds.
  bool mayLead(QualType T, unsigned Depth = 0) const {
    constexpr unsigned MaxDepth = 4;
    if (T->isPointerOrReferenceType() && mayBeIn(T->getPointeeType()))
      return true;
    const auto *R = T.getNonReferenceType()->getAsCXXRecordDecl();
    if (!R || !R->hasDefinition() || Depth > MaxDepth)
      return false;
    // The library's own pointers to numbers lead to storage of its own, but for views.
    auto Leads = [&](const FieldDecl *F) {
      QualType To = F->getType()->isPointerOrReferenceType() ? F->getType()->getPointeeType() : QualType();
      bool Own = R->isInStdNamespace() && !To.isNull() && !To->isRecordType() &&
                 !isStdType(T.getNonReferenceType(), "span");
      return !Own && mayLead(F->getType(), Depth + 1);
    };
    return llvm::any_of(R->fields(), Leads) || llvm::any_of(R->bases(), [&](const CXXBaseSpecifier &B) {
             return mayLead(B.getType(), Depth + 1);
           });
  }

private:
  void add(QualType T, unsigned Depth) {
    constexpr unsigned MaxDepth = 8;
    T = T.getUnqualifiedType().getCanonicalType();
    if (const ArrayType *A = C.getAsArrayType(T))
      return add(A->getElementType(), Depth + 1);
    const auto *R = T->getAsCXXRecordDecl();
    // What else the library's classes are made of is their own affair.
    bool Closed = R && R->isInStdNamespace() && !isStdType(T, "pair") && !isStdType(T, "array");
    if (Depth > MaxDepth || !Types.insert(T.getTypePtr()).second || !R || Closed || !R->hasDefinition())
      return;
    for (const FieldDecl *F : R->fields())
      add(F->getType(), Depth + 1);
    for (const CXXBaseSpecifier &B : R->bases())
      add(B.getType(), Depth + 1);
  }
  const CXXRecordDecl *Whole;
  const ASTContext &C;
  llvm::SmallPtrSet<const Type *, 16> Types;
};

/// Whether code that is not in the unit, or that no compiler looks into, may get to know where an object is.
class Strangers : public RecursiveASTVisitor<Strangers> {
public:
  Strangers(QualType T, const ASTContext &C)
      : Object(T, C), Class(T->getAsCXXRecordDecl()), SM(C.getSourceManager()) {}
  bool shouldVisitImplicitCode() const { return true; }
  bool VisitAsmStmt(AsmStmt *S) { return note(!SM.isInSystemHeader(S->getBeginLoc())); }
  bool VisitCastExpr(CastExpr *Cast) {
    return note(Cast->getCastKind() == CK_PointerToIntegral && !SM.isInSystemHeader(Cast->getExprLoc()));
  }
  bool VisitDeclRefExpr(DeclRefExpr *R) { return add(R->getDecl()); }
  bool VisitCallExpr(CallExpr *Call) {
    const FunctionDecl *F = calledBy(*Call);
    add(F);
    if (isSeen(F))
      return note(F->isInStdNamespace() && F->getDeclName().isIdentifier() && F->getName() == "bit_cast" &&
                  Call->getNumArgs() == 1 && Call->getArg(0)->getType()->isPointerType());
    Unseen = true;
    const auto *Member = llvm::dyn_cast<CXXMemberCallExpr>(Call);
    const Expr *On = Member ? Member->getImplicitObjectArgument() : nullptr;
    QualType T = On ? On->getType() : QualType();
    return note((On && Object.mayBeIn(T->isPointerType() ? T->getPointeeType() : T)) ||
                llvm::any_of(Call->arguments(), [&](const Expr *Each) { return isTold(*Each); }));
  }
  bool VisitCXXConstructExpr(CXXConstructExpr *Made) {
    const CXXConstructorDecl *F = Made->getConstructor();
    add(F);
    if (isSeen(F) || F->isTrivial() || !F->isUserProvided())
      return true;
    Unseen = true;
    return note(Object.mayBeIn(Made->getType()) ||
                llvm::any_of(Made->arguments(), [&](const Expr *Each) { return isTold(*Each); }));
  }
  // Where it is kept, somebody else may find it.
  bool VisitBinaryOperator(BinaryOperator *B) {
    Kept |= B->isAssignmentOp() && Object.mayLead(B->getLHS()->getType()) && !SM.isInSystemHeader(B->getExprLoc());
    return true;
  }
  bool TraverseConstructorInitializer(CXXCtorInitializer *Init) {
    const FieldDecl *F = Init->getAnyMember();
    Kept |= F && Object.mayLead(F->getType()) && !SM.isInSystemHeader(F->getLocation());
    return RecursiveASTVisitor::TraverseConstructorInitializer(Init);
  }
  bool found() const { return Found || (Kept && Unseen); }
  std::vector<const FunctionDecl *> Named;

private:
  bool note(bool Yes) { return !(Found |= Yes); }
  bool add(const Decl *D) {
    if (const auto *F = llvm::dyn_cast_or_null<FunctionDecl>(D))
      Named.push_back(F);
    return true;
  }
  /// What runs, if that is certain.
  const FunctionDecl *calledBy(const CallExpr &Call) const {
    const FunctionDecl *F = Call.getDirectCallee();
    const auto *M = llvm::dyn_cast_or_null<CXXMethodDecl>(F);
    const auto *Member = llvm::dyn_cast<MemberExpr>(Call.getCallee()->IgnoreParens());
    if (!M || !M->isVirtual() || (Member && Member->hasQualifier()))
      return F;
    const auto *Of = Member ? Member->getBase()->IgnoreParenImpCasts()->getType()->getPointeeOrArrayElementType() : nullptr;
    const auto *On = Of ? Of->getAsCXXRecordDecl() : nullptr;
    if (On && Class && (On->getCanonicalDecl() == Class->getCanonicalDecl() || On->hasAttr<FinalAttr>()))
      return M->getCorrespondingMethodInClass(On);
    return nullptr;
  }
  /// The library's own functions ask for no more than the types say.
  bool isSeen(const FunctionDecl *F) const {
    return F && (F->hasBody() || F->getBuiltinID() || F->isDefaulted() || F->isDeleted() ||
                 SM.isInSystemHeader(F->getLocation()));
  }
  bool isTold(const Expr &Argument) const {
    const Expr *E = Argument.IgnoreParenImpCasts();
    return Object.mayLead(Argument.getType()) || Object.mayLead(E->getType()) ||
           (E->isGLValue() && Argument.isGLValue() && Object.mayBeIn(E->getType()));
  }
  const Parts Object;
  const CXXRecordDecl *Class;
  const SourceManager &SM;
  bool Found = false, Kept = false, Unseen = false;
};

bool meetsStrangers(QualType T, const FunctionDecl &F, const ASTContext &C) {
  constexpr unsigned Most = 2000;
  Strangers All(T, C);
  llvm::SmallPtrSet<const FunctionDecl *, 32> Seen;
  std::vector<const FunctionDecl *> Work{&F};
  if (const auto *R = T->getAsCXXRecordDecl(); R && R->hasDefinition() && R->getDestructor())
    Work.push_back(R->getDestructor());
  while (!Work.empty()) {
    const FunctionDecl *Definition = nullptr, *Next = Work.back();
    Work.pop_back();
    if (!Next->getBody(Definition) || !Seen.insert(Definition->getCanonicalDecl()).second)
      continue;
    All.Named.clear();
    All.TraverseDecl(const_cast<FunctionDecl *>(Definition));
    if (All.found() || Seen.size() > Most)
      return true;
    Work.insert(Work.end(), All.Named.begin(), All.Named.end());
  }
  return false;
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

bool mayNeedHeapAlignment(QualType T, const FunctionDecl &F, const ASTContext &C) {
  if (C.getTypeAlignIfKnown(T) >= C.getTargetInfo().getNewAlign() ||
      C.getTypeSizeInChars(T).getQuantity() < Block)
    return false;
  return holdsBlock(T, C) ||
         llvm::any_of(
             C.getTypes(),
             [](const Type *Each) { return llvm::isa<VectorType>(Each); }) ||
         promisesAlignment(C) || meetsStrangers(T, F, C);
}

} // namespace hone
