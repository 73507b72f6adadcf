// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Each mention of the variable is followed upwards, through casts and members,
// to what is done with it. Two things make a use harmless: it only reads, and
// it reads through the same functions if the object is const. The second is why
// a member function of a user's class must be const already, while begin() of a
// standard container may be the overload that is not.

#include "ConstUse.h"
#include "hone/Analysis/Types.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/ParentMapContext.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;

namespace hone {
namespace {

class Mentions : public RecursiveASTVisitor<Mentions> {
public:
  explicit Mentions(const ValueDecl &V) : V(V) {}
  bool shouldVisitImplicitCode() const { return true; }
  bool VisitDeclRefExpr(DeclRefExpr *R) {
    if (R->getDecl()->getCanonicalDecl() == V.getCanonicalDecl())
      Found.push_back(R);
    return true;
  }
  std::vector<const DeclRefExpr *> Found;

private:
  const ValueDecl &V;
};

/// True for a class of the library whose members come in pairs that do the same,
/// one of them const.
bool isPairedClass(const CXXRecordDecl &R) {
  return R.isInStdNamespace() && R.getDeclName().isIdentifier() &&
         llvm::StringSwitch<bool>(R.getName())
             .Cases({"vector", "basic_string", "array", "deque", "list", "forward_list"}, true)
             .Cases({"map", "multimap", "set", "multiset"}, true)
             .Cases({"unordered_map", "unordered_multimap", "unordered_set", "unordered_multiset"}, true)
             .Cases({"optional"}, true)
             .Default(false);
}

/// Members that are not const and have a const counterpart that does the same. \p
/// GivesPosition: what they return has another type then.
bool hasConstTwin(const CXXMethodDecl &M, bool &GivesPosition) {
  GivesPosition = false;
  if (!isPairedClass(*M.getParent()))
    return false;
  bool IsMap = M.getParent()->getName().ends_with("map");
  if (M.isOverloadedOperator()) {
    OverloadedOperatorKind Kind = M.getOverloadedOperator();
    return (Kind == OO_Subscript && !IsMap) || Kind == OO_Star || Kind == OO_Arrow;
  }
  if (!M.getDeclName().isIdentifier())
    return false;
  GivesPosition = llvm::StringSwitch<bool>(M.getName())
                      .Cases({"begin", "end", "rbegin", "rend", "data"}, true)
                      .Cases({"find", "lower_bound", "upper_bound", "equal_range"}, true)
                      .Default(false);
  return GivesPosition || llvm::StringSwitch<bool>(M.getName())
                              .Cases({"at", "front", "back", "value"}, true)
                              .Default(false);
}

/// True for a pointer of the library: what it leads to is no part of it, and the same for every copy.
bool isSmartPointer(const CXXRecordDecl &R) {
  return R.isInStdNamespace() && R.getDeclName().isIdentifier() &&
         (R.getName() == "__shared_ptr" || R.getName() == "__shared_ptr_access" || R.getName() == "shared_ptr");
}

constexpr unsigned MaxDepth = 4;

bool isPointerLike(QualType T) { return T->isPointerType() || !iteratedType(T).isNull(); }

std::optional<Refusal> ownUse(const ValueDecl &V, const Stmt &Body, ASTContext &C, unsigned Depth);

class Follower {
public:
  Follower(const ValueDecl &V, const Stmt &Body, ASTContext &C, unsigned Depth)
      : V(V), Body(Body), C(C), Depth(Depth) {}
  std::optional<Refusal> follow(const Expr &Start);

private:
  Refusal no(const char *Code, const std::string &Text, const Stmt &At) const {
    return {Code, "'" + V.getNameAsString() + "' " + Text, At.getBeginLoc()};
  }
  std::optional<Refusal> method(const CXXMethodDecl *M, const CallExpr &Call);
  std::optional<Refusal> bound(const VarDecl &To, const Expr &E) const;
  std::optional<Refusal> position(const Expr &Call) const;
  bool isReturnedWhole(const Expr &E) const;
  std::optional<Refusal> passed(const CallExpr &Call, const Expr &Argument) const;
  bool isReadThrough(const Expr &Pointer) const;
  bool showsItself(const CXXMethodDecl &M) const;

  const ValueDecl &V;
  const Stmt &Body;
  ASTContext &C;
  unsigned Depth;
};

/// Whether a function uses `this` for more than to name members.
class BareThis : public RecursiveASTVisitor<BareThis> {
public:
  explicit BareThis(ASTContext &C) : C(C) {}
  bool VisitCXXThisExpr(CXXThisExpr *E) {
    auto Parents = C.getParents(*E);
    const auto *Cast = Parents.empty() ? nullptr : Parents[0].get<ImplicitCastExpr>();
    if (Cast)
      Parents = C.getParents(*Cast);
    Found |= Parents.empty() || !Parents[0].get<MemberExpr>();
    return true;
  }
  bool Found = false;

private:
  ASTContext &C;
};

/// A member function of the project, looked into as far as it can be. One of no body
/// is an opaque call, which others judge.
bool Follower::showsItself(const CXXMethodDecl &M) const {
  const FunctionDecl *Definition = nullptr;
  const Stmt *Whole = M.getParent()->isInStdNamespace() ? nullptr : M.getBody(Definition);
  if (!Whole)
    return false;
  BareThis T(C);
  T.TraverseStmt(const_cast<Stmt *>(Whole));
  return T.Found || isPointerLike(M.getReturnType());
}

/// What a function of the project does with the object it gets a reference to.
std::optional<Refusal> Follower::passed(const CallExpr &Call, const Expr &Argument) const {
  const FunctionDecl *F = Call.getDirectCallee(), *Definition = nullptr;
  const SourceManager &SM = C.getSourceManager();
  if (!F || SM.isInSystemHeader(F->getLocation()))
    return std::nullopt;
  const Stmt *Whole = F->getBody(Definition);
  if (!Whole)
    return std::nullopt; // An opaque call.
  const auto *M = llvm::dyn_cast<CXXMethodDecl>(F);
  unsigned First = M && M->isInstance() && llvm::isa<CXXOperatorCallExpr>(Call) ? 1 : 0;
  for (unsigned I = First; I < Call.getNumArgs(); ++I)
    if (Call.getArg(I) == &Argument && I - First < Definition->getNumParams())
      return Depth < MaxDepth
                 ? ownUse(*Definition->getParamDecl(I - First), *Whole, C, Depth + 1)
                 : no("unknown-use", "is passed on too often", Call);
  return no("unknown-use", "is passed in a way that is not understood", Call);
}

/// Whether an address goes straight to a function of a library, or is followed.
bool Follower::isReadThrough(const Expr &Pointer) const {
  const Expr *E = &Pointer;
  for (;;) {
    auto Parents = C.getParents(*E);
    const Expr *P = Parents.empty() ? nullptr : Parents[0].get<Expr>();
    if (!P)
      return false;
    if (llvm::isa<ArraySubscriptExpr>(P))
      return true;
    if (const auto *U = llvm::dyn_cast<UnaryOperator>(P))
      return U->getOpcode() == UO_Deref;
    if (const auto *Call = llvm::dyn_cast<CallExpr>(P)) {
      const FunctionDecl *F = Call->getDirectCallee();
      return F && C.getSourceManager().isInSystemHeader(F->getLocation()) &&
             !F->isOverloadedOperator() && !F->getReturnType()->isPointerType();
    }
    if (!llvm::isa<ImplicitCastExpr, ParenExpr>(P))
      return false;
    E = P;
  }
}

/// A pointer or iterator into the object, of the overload that is not const: it
/// may be compared where it stands.
std::optional<Refusal> Follower::position(const Expr &Call) const {
  const Expr *E = &Call;
  for (;;) {
    auto Parents = C.getParents(*E);
    const Expr *P = Parents.empty() ? nullptr : Parents[0].get<Expr>();
    if (!P)
      return no("not-const", "gives a position that is not const", Call);
    if (llvm::isa<ImplicitCastExpr, ParenExpr, MaterializeTemporaryExpr, CXXBindTemporaryExpr,
                  CXXConstructExpr>(P)) {
      E = P;
      continue;
    }
    const auto *Outer = llvm::dyn_cast<CallExpr>(P);
    const FunctionDecl *F = Outer ? Outer->getDirectCallee() : nullptr;
    bool Compares = F && (F->getOverloadedOperator() == OO_EqualEqual ||
                          F->getOverloadedOperator() == OO_ExclaimEqual) && F->isInStdNamespace();
    if (Compares)
      return std::nullopt;
    return no("not-const", "gives a position that is not const", Call);
  }
}

std::optional<Refusal> Follower::method(const CXXMethodDecl *M, const CallExpr &Call) {
  if (!M)
    return no("unknown-use", "is used in a way that is not understood", Call);
  if (M->isStatic())
    return std::nullopt;
  if (M->isConst() && isSmartPointer(*M->getParent()))
    return M->getNameAsString() == "use_count" || M->getNameAsString() == "unique"
               ? no("counted", "is asked how many owners there are", Call)
               : std::optional<Refusal>();
  bool GivesPosition = false;
  if (!M->isConst() && !hasConstTwin(*M, GivesPosition))
    return no("modified", "is changed by '" + M->getNameAsString() + "'", Call);
  if (!M->isConst() && GivesPosition)
    return position(Call);
  // What refers into the object is a part of it.
  if (Call.isGLValue())
    return showsItself(*M) ? no("address-taken", "shows its address", Call) : follow(Call);
  if (!M->isConst())
    return no("not-const", "gives something else if it is const", Call);
  if (showsItself(*M) || (Call.getType()->isPointerType() && !isReadThrough(Call)))
    return no("address-taken", "gives an address that is kept or compared", Call);
  return std::nullopt;
}

std::optional<Refusal> Follower::bound(const VarDecl &To, const Expr &E) const {
  QualType T = To.getType();
  if (!T->isReferenceType())
    return std::nullopt;
  if (T->getPointeeType().isConstQualified() && !To.isImplicit())
    return Depth < MaxDepth ? ownUse(To, Body, C, Depth + 1)
                            : no("unknown-use", "is passed on too often", E);
  const auto *Declared = To.isImplicit() ? C.getParents(To)[0].get<DeclStmt>() : nullptr;
  auto Above = Declared ? C.getParents(*Declared) : DynTypedNodeList(DynTypedNode());
  const auto *Loop = Declared && !Above.empty() ? Above[0].get<CXXForRangeStmt>() : nullptr;
  if (!Loop)
    return no("not-const", "is bound to a reference that is not const", E);
  // An inner loop over it.
  const auto *R = E.getType()->getAsCXXRecordDecl();
  QualType Each = Loop->getLoopVariable()->getType();
  bool Reads = !Each->isReferenceType() || Each->getPointeeType().isConstQualified();
  const auto *Array = C.getAsArrayType(E.getType());
  QualType Element = Array ? Array->getElementType() : elementType(E.getType());
  // A conversion may be another for a const element.
  Reads &= !Element.isNull() && C.hasSameUnqualifiedType(Each.getNonReferenceType(), Element);
  if (Reads && (Array || (R && isPairedClass(*R))))
    return std::nullopt;
  return no("not-const", "is walked by a reference that is not const", E);
}

/// `return v;` where the result is of its type: made by moving, or else by copying.
bool Follower::isReturnedWhole(const Expr &E) const {
  auto Parents = C.getParents(E);
  const auto *Made = Parents.empty() ? nullptr : Parents[0].get<CXXConstructExpr>();
  if (!Made || !C.hasSameUnqualifiedType(Made->getType(), V.getType().getNonReferenceType()))
    return false;
  const Expr *Whole = Made;
  for (;;) {
    auto Above = C.getParents(*Whole);
    if (Above.empty())
      return false;
    if (Above[0].get<ReturnStmt>())
      return true;
    Whole = Above[0].get<Expr>();
    if (!Whole || !llvm::isa<ExprWithCleanups, CXXBindTemporaryExpr, ImplicitCastExpr>(Whole))
      return false;
  }
}

std::optional<Refusal> Follower::follow(const Expr &Start) {
  const Expr *E = &Start;
  for (;;) {
    bool Const = E->getType().isConstQualified();
    auto Parents = C.getParents(*E);
    if (Parents.empty())
      return no("unknown-use", "is used in a way that is not understood", Start);
    if (const auto *To = Parents[0].get<VarDecl>())
      return bound(*To, *E);
    const auto *P = Parents[0].get<Stmt>();
    if (!P)
      return no("unknown-use", "is used in a way that is not understood", Start);
    if (llvm::isa<CompoundStmt, UnaryExprOrTypeTraitExpr>(P))
      return std::nullopt;
    if (llvm::isa<LambdaExpr>(P))
      return no("captured", "is captured by a lambda", Start);
    if (llvm::isa<ParenExpr, ConditionalOperator, ExprWithCleanups, CXXRewrittenBinaryOperator>(P)) {
      E = llvm::cast<Expr>(P);
      if (!E->isGLValue())
        return std::nullopt;
      continue;
    }
    if (const auto *Cast = llvm::dyn_cast<CastExpr>(P)) {
      switch (Cast->getCastKind()) {
      case CK_LValueToRValue:
      case CK_ToVoid:
        return std::nullopt;
      case CK_NoOp:
      case CK_UncheckedDerivedToBase:
      case CK_DerivedToBase:
        if (Cast->isXValue())
          return isReturnedWhole(*Cast) ? std::optional<Refusal>()
                                        : no("moved-from", "is moved from", Start);
        if (Const && !Cast->getType().isConstQualified())
          return no("modified", "is stripped of its const", Start);
        E = Cast;
        continue;
      case CK_ArrayToPointerDecay: {
        auto Above = C.getParents(*Cast);
        const auto *Subscript = Above.empty() ? nullptr : Above[0].get<ArraySubscriptExpr>();
        if (Subscript && Subscript->getBase() == Cast) {
          E = Subscript;
          continue;
        }
        if (Const)
          return std::nullopt;
        return no("not-const", "gives a pointer that is not const", Start);
      }
      case CK_UserDefinedConversion:
        return std::nullopt; // The call is below the cast.
      default:
        return no("unknown-use", "is used in a way that is not understood", Start);
      }
    }
    if (const auto *Member = llvm::dyn_cast<MemberExpr>(P)) {
      if (const auto *F = llvm::dyn_cast<FieldDecl>(Member->getMemberDecl())) {
        if (F->isMutable())
          return no("unknown-use", "has a mutable member", Start);
        if (F->getType()->isReferenceType())
          return std::nullopt; // Another object, for every copy the same.
        E = Member;
        continue;
      }
      auto Above = C.getParents(*Member);
      const auto *Call = Above.empty() ? nullptr : Above[0].get<CXXMemberCallExpr>();
      if (!Call)
        return no("unknown-use", "is used in a way that is not understood", Start);
      return method(Call->getMethodDecl(), *Call);
    }
    if (const auto *Call = llvm::dyn_cast<CallExpr>(P)) {
      const auto *M = llvm::dyn_cast_or_null<CXXMethodDecl>(Call->getDirectCallee());
      if (M && llvm::isa<CXXOperatorCallExpr>(Call) && Call->getArg(0) == E)
        return method(M, *Call);
      // An argument that is still a glvalue is bound to a reference.
      if (Const)
        return passed(*Call, *E);
      const FunctionDecl *F = Call->getDirectCallee();
      if (F && F->isInStdNamespace() && F->getDeclName().isIdentifier() && F->getName() == "move")
        return no("moved-from", "is moved from", Start);
      return no("not-const", "is given to a function that may change it", *Call);
    }
    if (llvm::isa<CXXConstructExpr, InitListExpr>(P)) {
      const auto *Made = llvm::dyn_cast<CXXConstructExpr>(P);
      const bool Copies = !Made || Made->getConstructor()->isCopyConstructor() ||
                          Made->getConstructor()->getParent()->isInStdNamespace();
      if (Const)
        return Copies ? std::optional<Refusal>()
                      : no("unknown-use", "makes an object of a class of the project", Start);
      return no("not-const", "makes an object that takes it as not const", Start);
    }
    if (const auto *U = llvm::dyn_cast<UnaryOperator>(P)) {
      if (U->getOpcode() == UO_AddrOf)
        return no("address-taken", "has its address taken", *U);
      return no("modified", "is changed", *U);
    }
    if (const auto *B = llvm::dyn_cast<BinaryOperator>(P); B && B->isAssignmentOp())
      return no("modified", "is changed", *B);
    return no("unknown-use", "is used in a way that is not understood", Start);
  }
}

/// Whether copies of a type are quiet. A class that holds itself, in a container, is
/// if all else in it is.
class QuietCopies {
public:
  explicit QuietCopies(const ASTContext &C) : C(C) {}
  bool of(QualType T);

private:
  bool of(const TemplateArgument &A);
  bool ofStdClass(const ClassTemplateSpecializationDecl &R);
  bool ofClass(const CXXRecordDecl &R);

  const ASTContext &C;
  llvm::SmallPtrSet<const CXXRecordDecl *, 8> Seen;
};

bool QuietCopies::of(QualType T) {
  if (T.isNull() || isVolatileOrAtomic(T) || T->isIncompleteType() || T->isDependentType() ||
      T->isReferenceType())
    return false;
  if (const auto *A = C.getAsArrayType(T))
    return of(A->getElementType());
  if (T->isScalarType())
    return true;
  const auto *R = T->getAsCXXRecordDecl();
  if (!R || !R->hasDefinition())
    return false;
  if (!Seen.insert(R->getCanonicalDecl()).second)
    return true;
  const auto *Spec = llvm::dyn_cast<ClassTemplateSpecializationDecl>(R);
  if (R->isInStdNamespace())
    return Spec && ofStdClass(*Spec);
  return !R->isLambda() && ofClass(*R);
}

bool QuietCopies::of(const TemplateArgument &A) {
  switch (A.getKind()) {
  case TemplateArgument::Type:
    return of(A.getAsType());
  case TemplateArgument::Pack:
    return llvm::all_of(A.pack_elements(), [&](const TemplateArgument &Each) { return of(Each); });
  case TemplateArgument::Integral:
    return true;
  default:
    return false;
  }
}

/// The library's classes that copy by copying what they hold.
bool QuietCopies::ofStdClass(const ClassTemplateSpecializationDecl &R) {
  if (!R.getDeclName().isIdentifier())
    return false;
  bool Holds = llvm::StringSwitch<bool>(R.getName())
                   .Cases({"allocator", "char_traits", "less", "hash", "equal_to"}, true)
                   .Cases({"pair", "tuple", "complex", "basic_string_view", "span"}, true)
                   .Default(false);
  // What a container calls besides: comparisons, hashes, traits, allocators of the library.
  return (Holds || (isPairedClass(R) && hasStandardParts(C.getCanonicalTagType(&R)))) &&
         llvm::all_of(R.getTemplateArgs().asArray(), [&](const TemplateArgument &A) { return of(A); });
}

bool QuietCopies::ofClass(const CXXRecordDecl &R) {
  bool Written = llvm::any_of(R.ctors(), [](const CXXConstructorDecl *D) {
    return D->isCopyOrMoveConstructor() && (D->isUserProvided() || D->isDeleted());
  });
  // A template may be the better match for a copy.
  bool Templates = llvm::any_of(R.decls(), [](const Decl *D) {
    const auto *F = llvm::dyn_cast<FunctionTemplateDecl>(D);
    return F && llvm::isa<CXXConstructorDecl>(F->getTemplatedDecl());
  });
  const CXXDestructorDecl *Destructor = R.getDestructor();
  if (Written || Templates || R.isUnion() || (Destructor && Destructor->isUserProvided()))
    return false;
  return llvm::all_of(R.bases(), [&](const CXXBaseSpecifier &B) { return of(B.getType()); }) &&
         llvm::all_of(R.fields(), [&](const FieldDecl *F) {
           return F->getType()->isReferenceType() || of(F->getType());
         });
}

} // namespace

namespace {
std::optional<Refusal> ownUse(const ValueDecl &V, const Stmt &Body, ASTContext &C, unsigned Depth) {
  Mentions M(V);
  M.TraverseStmt(const_cast<Stmt *>(&Body));
  for (const DeclRefExpr *R : M.Found) {
    if (R->refersToEnclosingVariableOrCapture())
      return Refusal{"captured", "'" + V.getNameAsString() + "' is captured by a lambda",
                     R->getBeginLoc()};
    if (auto Own = Follower(V, Body, C, Depth).follow(*R))
      return Own;
  }
  return std::nullopt;
}
} // namespace

std::optional<Refusal> findOwnUse(const ValueDecl &V, const Stmt &Body, ASTContext &C) {
  return ownUse(V, Body, C, 0);
}

bool isCopiedQuietly(QualType T, const ASTContext &C) { return QuietCopies(C).of(T); }

bool isCostlyToCopy(QualType T, const ASTContext &C) {
  constexpr std::int64_t Large = 64;
  T = T.getNonReferenceType();
  if (!T->isRecordType() || T->isIncompleteType())
    return false;
  const auto *R = T->getAsCXXRecordDecl();
  bool Bytes = R && R->hasTrivialCopyConstructor() && R->hasTrivialDestructor();
  return !Bytes || C.getTypeSizeInChars(T).getQuantity() > Large;
}

} // namespace hone
