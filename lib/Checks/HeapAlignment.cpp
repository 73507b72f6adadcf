// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Nobody writes down that he counts on an alignment: he tags pointers, loads a whole block of numbers,
// promises it to the compiler, tells the address to other units, or keeps it for one. All of that needs the
// address. So every use of the object is followed, from the pointer, from `this` and from parameters, and
// what is not on the short list below lets it go.

#include "HeapAlignment.h"
#include "hone/Analysis/Effects.h"
#include "hone/Analysis/Types.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/TargetInfo.h"
#include <set>

using namespace clang;

namespace hone {
namespace {

/// A class of the library's that keeps what it holds in storage of its own.
bool holdsElsewhere(QualType T) {
  static constexpr const char *Names[] = {"vector",        "deque",         "list",       "forward_list", "map",
                                          "multimap",      "set",           "multiset",   "unordered_map", "unordered_set",
                                          "unique_ptr",    "shared_ptr"};
  return llvm::any_of(Names, [&](const char *Name) { return isStdType(T, Name); });
}

bool isOfLibrary(const Decl &D) {
  const DeclContext *In = D.getDeclContext();
  while (In && !In->isStdNamespace())
    In = In->getParent();
  return In;
}

/// Says nothing of where anything is.
bool isPlainResult(QualType T) {
  return T->isVoidType() || T->isArithmeticType() || T->isEnumeralType() || isStdString(T);
}

class Follower {
public:
  Follower(QualType Whole, const ASTContext &C)
      : C(C), Whole(Whole->getAsCXXRecordDecl()) {}
  bool run(const VarDecl &Pointer, const FunctionDecl &F);

private:
  /// A variable that leads to the object, or `this` of a function if there is none.
  struct Name {
    const FunctionDecl *In;
    const VarDecl *V;
    bool operator<(const Name &Other) const { return std::tie(In, V) < std::tie(Other.In, Other.V); }
  };
  void index(const Stmt *S);
  void index(const FunctionDecl &F);
  bool look(const Name &N);
  bool classInPlace(const CXXRecordDecl &R);
  bool methodInPlace(const CXXMethodDecl *M);
  bool pointer(const Expr &E);
  bool object(const Expr &E);
  bool operand(const CXXOperatorCallExpr &Call, const Expr &E);
  bool member(const MemberExpr &M);
  bool asked(const Expr &Call, QualType On);
  bool given(const Stmt &To, const Expr &E);
  bool standardPointer(const DeclRefExpr &R);
  bool add(const FunctionDecl *F, const VarDecl *V) {
    const FunctionDecl *Definition = nullptr;
    if (!F || !F->getBody(Definition) || F->isVariadic())
      return false;
    if (V)
      if (const auto *P = llvm::dyn_cast<ParmVarDecl>(V); P && P->getFunctionScopeIndex() < Definition->getNumParams())
        V = Definition->getParamDecl(P->getFunctionScopeIndex());
    Work.push_back({Definition, V});
    return true;
  }
  /// The statement around \p E beyond what changes neither value nor place.
  const Stmt *around(const Expr *&E) const {
    const Stmt *P = Parents.lookup(E);
    for (; P; P = Parents.lookup(E)) {
      const auto *Cast = llvm::dyn_cast<ImplicitCastExpr>(P);
      if (!llvm::isa<ParenExpr>(P) && !(Cast && leadsOn(*Cast)))
        return P;
      E = llvm::cast<Expr>(P);
    }
    return P;
  }
  static bool leadsOn(const ImplicitCastExpr &Cast) {
    return Cast.getCastKind() == CK_NoOp || Cast.getCastKind() == CK_DerivedToBase ||
           Cast.getCastKind() == CK_UncheckedDerivedToBase;
  }

  const ASTContext &C;
  const CXXRecordDecl *Whole;
  const FunctionDecl *Current = nullptr;
  llvm::DenseMap<const Stmt *, const Stmt *> Parents;
  std::vector<const Expr *> Leaves; ///< The names and `this` of the current function.
  std::vector<Name> Work;
  std::set<Name> Seen;
};

void Follower::index(const Stmt *S) {
  if (llvm::isa<DeclRefExpr, CXXThisExpr>(S))
    Leaves.push_back(llvm::cast<Expr>(S));
  for (const Stmt *Child : S->children())
    if (Child) {
      Parents[Child] = S;
      index(Child);
    }
}

void Follower::index(const FunctionDecl &F) {
  Current = &F;
  Parents.clear();
  Leaves.clear();
  if (const auto *Made = llvm::dyn_cast<CXXConstructorDecl>(&F))
    for (const CXXCtorInitializer *Init : Made->inits())
      index(Init->getInit());
  index(F.getBody());
}

bool Follower::look(const Name &N) {
  index(*N.In);
  return llvm::all_of(Leaves, [&](const Expr *E) {
    const auto *R = llvm::dyn_cast<DeclRefExpr>(E);
    if (!N.V)
      return R || pointer(*E);
    if (!R || R->getDecl() != N.V)
      return true;
    if (R->refersToEnclosingVariableOrCapture())
      return false;
    if (N.V->getType()->isReferenceType())
      return object(*R);
    const auto *Value = llvm::dyn_cast_or_null<ImplicitCastExpr>(Parents.lookup(R));
    if (N.V->getType()->isPointerType())
      return Value && Value->getCastKind() == CK_LValueToRValue && pointer(*Value);
    return standardPointer(*R);
  });
}

/// `p->`, `*p`, `p.get()`.
bool Follower::standardPointer(const DeclRefExpr &R) {
  const Expr *E = &R;
  const Stmt *P = around(E);
  if (const auto *Call = llvm::dyn_cast_or_null<CXXOperatorCallExpr>(P))
    return Call->getOperator() == OO_Arrow ? pointer(*Call) : Call->getOperator() == OO_Star && object(*Call);
  const auto *Member = llvm::dyn_cast_or_null<MemberExpr>(P);
  const auto *Call = Member ? llvm::dyn_cast_or_null<CXXMemberCallExpr>(Parents.lookup(Member)) : nullptr;
  return Call && pointer(*Call);
}

bool Follower::pointer(const Expr &Value) {
  const Expr *E = &Value;
  const Stmt *P = around(E);
  if (const auto *Member = llvm::dyn_cast_or_null<MemberExpr>(P))
    return member(*Member);
  if (const auto *U = llvm::dyn_cast_or_null<UnaryOperator>(P))
    return U->getOpcode() == UO_Deref && object(*U);
  if (const auto *Element = llvm::dyn_cast_or_null<ArraySubscriptExpr>(P))
    return Element->getBase() == E && object(*Element);
  if (const auto *Cast = llvm::dyn_cast_or_null<ImplicitCastExpr>(P))
    return Cast->getCastKind() == CK_PointerToBoolean;
  if (const auto *B = llvm::dyn_cast_or_null<BinaryOperator>(P))
    return B->isComparisonOp();
  return P && given(*P, *E);
}

bool Follower::object(const Expr &Place) {
  const Expr *E = &Place;
  const Stmt *P = around(E);
  if (!P)
    return false;
  if (const auto *Cast = llvm::dyn_cast<ImplicitCastExpr>(P))
    return Cast->getCastKind() == CK_LValueToRValue ||
           (Cast->getCastKind() == CK_ArrayToPointerDecay && pointer(*Cast));
  if (const auto *Member = llvm::dyn_cast<MemberExpr>(P))
    return member(*Member);
  if (const auto *B = llvm::dyn_cast<BinaryOperator>(P))
    return B->isAssignmentOp() && B->getLHS() == E && object(*B);
  if (const auto *U = llvm::dyn_cast<UnaryOperator>(P)) {
    if (U->getOpcode() == UO_AddrOf)
      return pointer(*U);
    return U->isPostfix() || (U->isPrefix() && U->isIncrementDecrementOp() && object(*U));
  }
  if (const auto *Call = llvm::dyn_cast<CXXOperatorCallExpr>(P))
    return operand(*Call, *E);
  if (const auto *Made = llvm::dyn_cast<CXXConstructExpr>(P))
    return Made->getConstructor()->isCopyOrMoveConstructor() && Made->getConstructor()->isTrivial();
  if (llvm::isa<CompoundStmt, IfStmt, ForStmt, WhileStmt, DoStmt, SwitchCase, LabelStmt>(P))
    return true; // Its value is not used, or is a condition, which is none of these.
  if (const auto *Cleanups = llvm::dyn_cast<ExprWithCleanups>(P))
    return object(*Cleanups);
  if (const auto *Call = llvm::dyn_cast<CallExpr>(P); Call && returnsAnArgument(*Call))
    return object(*Call);
  return given(*P, *E);
}

/// The object, or a part of it, is an operand of an operator of its class.
bool Follower::operand(const CXXOperatorCallExpr &Call, const Expr &E) {
  const FunctionDecl *F = Call.getDirectCallee();
  if (!F || !isOfLibrary(*F))
    return given(Call, E);
  const OverloadedOperatorKind Kind = Call.getOperator();
  if (Call.getArg(0) == &E)
    return Kind != OO_Call && asked(Call, E.getType());
  return (isStdString(E.getType()) || E.getType()->isArithmeticType()) &&
         llvm::is_contained({OO_Plus, OO_PlusEqual, OO_EqualEqual, OO_ExclaimEqual, OO_Less, OO_Greater, OO_LessEqual,
                             OO_GreaterEqual, OO_LessLess},
                            Kind);
}

/// Whether the answer of a library's object, which is a part, says nothing of where it is.
bool Follower::asked(const Expr &Call, QualType On) {
  return holdsElsewhere(On) || (Call.isGLValue() ? object(Call) : isPlainResult(Call.getType()));
}

bool Follower::member(const MemberExpr &M) {
  if (const auto *F = llvm::dyn_cast<FieldDecl>(M.getMemberDecl()))
    return F->getType()->isReferenceType() || object(M);
  const auto *Method = llvm::dyn_cast<CXXMethodDecl>(M.getMemberDecl());
  const Expr *E = &M;
  const auto *Call = llvm::dyn_cast_or_null<CXXMemberCallExpr>(around(E));
  if (!Method || !Call || Call->getCallee()->IgnoreParens() != &M)
    return llvm::isa<VarDecl, EnumConstantDecl>(M.getMemberDecl());
  if (isOfLibrary(*Method))
    return asked(*Call, C.getCanonicalTagType(Method->getParent()));
  if (!Method->isVirtual() || M.hasQualifier())
    return methodInPlace(Method);
  // It runs what the whole object's class says, or while that is made and destroyed, what a base says.
  if (!Whole || (Whole != Method->getParent() && !Whole->isDerivedFrom(Method->getParent())))
    return false;
  bool All = methodInPlace(Method->getCorrespondingMethodInClass(Whole));
  Whole->forallBases([&](const CXXRecordDecl *Base) {
    const auto *Own = Method->getCorrespondingMethodDeclaredInClass(Base, /*MayBeBase=*/true);
    All &= !Own || Own->isPureVirtual() || methodInPlace(Own);
    return true;
  });
  return All;
}

bool Follower::methodInPlace(const CXXMethodDecl *M) {
  return M && (M->isStatic() || (M->isTrivial() && M->isDefaulted()) || add(M, nullptr));
}

/// The address, or the object by reference, is what a variable or a parameter starts with.
bool Follower::given(const Stmt &To, const Expr &E) {
  if (const auto *D = llvm::dyn_cast<DeclStmt>(&To)) {
    for (const Decl *Each : D->decls())
      if (const auto *V = llvm::dyn_cast<VarDecl>(Each); V && V->getInit() == &E)
        return V->hasLocalStorage() && !llvm::isa<DecompositionDecl>(V) && V->getType()->isPointerOrReferenceType() && add(Current, V);
    return false;
  }
  const auto *Call = llvm::dyn_cast<CallExpr>(&To);
  const FunctionDecl *F = Call ? Call->getDirectCallee() : nullptr;
  if (!F)
    return false;
  // A number is copied into a container of numbers.
  const auto *Method = llvm::dyn_cast<CXXMethodDecl>(F);
  if (isOfLibrary(*F)) {
    QualType Of = Method ? C.getCanonicalTagType(Method->getParent()) : QualType();
    return Method && isStdVector(Of) && E.getType()->isArithmeticType() && elementType(Of)->isArithmeticType();
  }
  if (Method && Method->isVirtual())
    return false;
  const unsigned Skipped = llvm::isa<CXXOperatorCallExpr>(Call) && Method && !Method->isStatic() ? 1 : 0;
  for (unsigned I = 0; I < Call->getNumArgs(); ++I) {
    if (Call->getArg(I) != &E)
      continue;
    if (I < Skipped)
      return methodInPlace(Method);
    if (I - Skipped >= F->getNumParams())
      return false;
    const ParmVarDecl *V = F->getParamDecl(I - Skipped);
    return V->getType()->isPointerOrReferenceType() && add(F, V);
  }
  return false;
}

/// Making and destroying an object of the class, with its parts.
bool Follower::classInPlace(const CXXRecordDecl &R) {
  if (isOfLibrary(R))
    return true;
  auto Part = [&](QualType T) {
    const auto *Inner = C.getBaseElementType(T)->getAsCXXRecordDecl();
    return !Inner || (Inner->hasDefinition() && classInPlace(*Inner->getDefinition()));
  };
  Parents.clear();
  Leaves.clear();
  for (const FieldDecl *F : R.fields()) {
    if (!Part(F->getType()))
      return false;
    if (const Expr *Init = F->getInClassInitializer())
      index(Init);
  }
  const std::vector<const Expr *> Inits = Leaves;
  if (!llvm::all_of(Inits, [&](const Expr *E) { return llvm::isa<DeclRefExpr>(E) || pointer(*E); }))
    return false;
  if (!llvm::all_of(R.bases(), [&](const CXXBaseSpecifier &Base) { return Part(Base.getType()); }))
    return false;
  for (const CXXConstructorDecl *Made : R.ctors())
    if (Made->isUserProvided() && !Made->isDeleted() && !add(Made, nullptr))
      return false;
  const CXXDestructorDecl *D = R.getDestructor();
  return !D || !D->isUserProvided() || add(D, nullptr);
}

bool Follower::run(const VarDecl &Pointer, const FunctionDecl &F) {
  constexpr std::size_t Most = 200;
  if (Whole && !(Whole->hasDefinition() && classInPlace(*Whole)))
    return false;
  Work.push_back({&F, &Pointer});
  while (!Work.empty()) {
    const Name Next = Work.back();
    Work.pop_back();
    if (!Seen.insert(Next).second)
      continue;
    if (Seen.size() > Most || !look(Next))
      return false;
  }
  return true;
}

} // namespace

bool isUsedInPlace(const VarDecl &Pointer, QualType Object, const FunctionDecl &F, const ASTContext &C) {
  return Follower(Object, C).run(Pointer, F);
}

bool isAlignedForHeap(QualType T, const ASTContext &C) {
  return C.getTypeAlignIfKnown(T) >= C.getTargetInfo().getNewAlign();
}

bool isMaxAlignEnough(const ASTContext &C) {
  return std::max(C.getTypeAlign(C.LongDoubleTy), C.getTypeAlign(C.LongLongTy)) >= C.getTargetInfo().getNewAlign();
}

} // namespace hone
