// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Each mention of the variable is followed upwards, through casts and members,
// to what is done with it. Two things make a use harmless: it only reads, and
// it reads through the same functions if the object is const. The second is why
// a member function of a user's class must be const already, while begin() of a
// standard container may be the overload that is not.

#include "ConstUse.h"
#include "ConstUseFollower.h"
#include "hone/Analysis/Types.h"
#include "clang/AST/ParentMapContext.h"
#include "clang/AST/RecursiveASTVisitor.h"
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

/// A member of the library's shared pointers that only follows them: what they lead to is no
/// part of them, and the same for every copy.
bool followsPointer(const CXXMethodDecl &M) {
  if (M.isOverloadedOperator())
    return M.getOverloadedOperator() == OO_Star || M.getOverloadedOperator() == OO_Arrow ||
           M.getOverloadedOperator() == OO_Subscript;
  return llvm::isa<CXXConversionDecl>(M) || M.getNameAsString() == "get";
}

/// True for shared_ptr of the library and what it inherits from.
bool isSharedPointer(const CXXRecordDecl &R) {
  return R.isInStdNamespace() && R.getDeclName().isIdentifier() &&
         llvm::StringSwitch<bool>(R.getName())
             .Cases({"shared_ptr", "__shared_ptr", "__shared_ptr_access"}, true)
             .Default(false);
}

/// Every `this` of a member function.
class OwnObject : public RecursiveASTVisitor<OwnObject> {
public:
  bool shouldVisitImplicitCode() const { return true; }
  bool VisitCXXThisExpr(CXXThisExpr *E) {
    Found.push_back(E);
    return true;
  }
  std::vector<const CXXThisExpr *> Found;
};

/// The library's functions that keep a copy of the text they are given.
bool copiesText(const CXXConstructorDecl &D) {
  const CXXRecordDecl &R = *D.getParent();
  return R.isInStdNamespace() && R.getDeclName().isIdentifier() &&
         llvm::StringSwitch<bool>(R.getName())
             .Cases({"basic_ifstream", "basic_ofstream", "basic_fstream"}, true)
             .Cases({"basic_istringstream", "basic_ostringstream", "basic_stringstream"}, true)
             .Cases({"runtime_error", "logic_error", "invalid_argument", "out_of_range", "path"}, true)
             .Default(false);
}

/// A container of the library that holds nothing with an address in it.
bool keepsValues(const CXXMethodDecl &M, const ASTContext &C) {
  return isPairedClass(*M.getParent()) && holdsNoAddress(C.getCanonicalTagType(M.getParent()), C);
}

/// Functions of the library that do nothing with what they are given but give it back.
bool onlyHandsOn(const FunctionDecl &F) {
  return isStdDecl(&F, "get") || isStdDecl(&F, "as_const") || isStdDecl(&F, "move") ||
         isStdDecl(&F, "forward") || isStdDecl(&F, "make_pair") || isStdDecl(&F, "make_tuple");
}

/// Whether what the library does with an element of its containers is to copy it.
bool onlyCopies(const CXXMethodDecl &M) {
  llvm::StringRef Name = M.getParent()->getName();
  return Name == "vector" || Name == "deque" || Name == "list" || Name == "forward_list" || Name == "optional";
}

} // namespace

bool isOfSystem(const FunctionDecl &F) {
  return F.getASTContext().getSourceManager().isInSystemHeader(F.getLocation());
}

/// The parent in the form of the code that has a meaning: of braces there are two.
DynTypedNode Follower::parentOf(const Expr &E) const {
  for (const DynTypedNode &Each : C.getParents(E)) {
    const auto *List = Each.get<InitListExpr>();
    if (!List || List->isSemanticForm())
      return Each;
  }
  return DynTypedNode::create(*C.getTranslationUnitDecl());
}

/// What a member function of the project does with its object.
std::optional<Refusal> Follower::methodBody(const CXXMethodDecl &M) const {
  const FunctionDecl *Definition = nullptr;
  const Stmt *Inside = M.getParent()->isInStdNamespace() ? nullptr : M.getBody(Definition);
  if (!Inside)
    return std::nullopt; // The library's, or an opaque call, which others judge.
  if (Depth >= MaxDepth)
    return no("unknown-use", "is passed on too often", Body);
  OwnObject This;
  This.TraverseStmt(const_cast<Stmt *>(Inside));
  for (const CXXThisExpr *E : This.Found)
    if (auto Own = Follower(Object, *Inside, C, Depth + 1, {}, true).follow(*E))
      return Own;
  return std::nullopt;
}

/// What a function of the project does with what it is given for a parameter.
std::optional<Refusal> Follower::inFunction(const CallExpr &Call, const Expr &Argument,
                                            bool IsHandle) const {
  const FunctionDecl *F = Call.getDirectCallee(), *Definition = nullptr;
  const Stmt *Inside = F ? F->getBody(Definition) : nullptr;
  if (!Inside)
    return std::nullopt; // An opaque call.
  const auto *M = llvm::dyn_cast<CXXMethodDecl>(F);
  unsigned First = M && M->isInstance() && llvm::isa<CXXOperatorCallExpr>(Call) ? 1 : 0;
  for (unsigned I = First; I < Call.getNumArgs(); ++I)
    if (Call.getArg(I) == &Argument && I - First < Definition->getNumParams())
      return Depth < MaxDepth ? followName(*Definition->getParamDecl(I - First), *Inside, C, Depth + 1,
                                           IsHandle, /*Returned=*/true)
                              : no("unknown-use", "is passed on too often", Call);
  return no("unknown-use", "is passed in a way that is not understood", Call);
}

/// What a function does with the object it gets a const reference to.
std::optional<Refusal> Follower::passed(const CallExpr &Call, const Expr &Argument) {
  const FunctionDecl *F = Call.getDirectCallee();
  const auto *M = llvm::dyn_cast_or_null<CXXMethodDecl>(F);
  if (!F || !isOfSystem(*F)) {
    if (auto Own = inFunction(Call, Argument, /*IsHandle=*/false))
      return Own;
    if (F && F->hasBody() && !Call.isGLValue())
      return std::nullopt;
  } else {
    // What shared pointers are compared by is where they lead.
    if ((F->getOverloadedOperator() == OO_EqualEqual || F->getOverloadedOperator() == OO_ExclaimEqual) &&
        F->isInStdNamespace() && isStdType(Argument.getType(), "shared_ptr"))
      return std::nullopt;
    if (!isOfLibrary(Argument.getType(), C) && !(M && onlyCopies(*M)) && !onlyHandsOn(*F))
      return no("unknown-use", "is given to a function of a library that may call back", Call);
    // A container takes a copy, and gives what is its own.
    if (M && keepsValues(*M, C))
      return std::nullopt;
  }
  // A reference that is not const leads elsewhere.
  if (Call.isGLValue() && !Call.getType().isConstQualified())
    return std::nullopt;
  return result(Call);
}

/// What a call gives that was shown the object.
std::optional<Refusal> Follower::result(const CallExpr &Call) {
  if (Call.isGLValue())
    return follow(Call);
  if (isHandle(Call.getType()))
    return handle(Call);
  if (Call.getType()->isPointerType() && Call.getDirectCallee() && isOfSystem(*Call.getDirectCallee()))
    return pointer(Call);
  return holdsNoAddress(Call.getType(), C) ? std::optional<Refusal>() : shown(Call);
}

/// A pointer into the object: followed, or given to a function of a library that
/// gives no address back.
std::optional<Refusal> Follower::pointer(const Expr &Pointer) {
  const Expr *E = &Pointer;
  for (;;) {
    DynTypedNode Parent = parentOf(*E);
    const auto *P = Parent.get<Expr>();
    if (!P)
      return shown(Pointer);
    const auto *U = llvm::dyn_cast<UnaryOperator>(P);
    if (llvm::isa<ArraySubscriptExpr>(P) || (U && U->getOpcode() == UO_Deref))
      return follow(*P);
    if (const auto *Call = llvm::dyn_cast<CallExpr>(P))
      return algorithm(*Call, *E);
    if (!llvm::isa<ImplicitCastExpr, ParenExpr>(P) || !P->getType()->isPointerType())
      return shown(Pointer);
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
  if (M->isConst() && isSharedPointer(*M->getParent())) {
    if (M->getNameAsString() == "use_count" || M->getNameAsString() == "unique")
      return no("counted", "is asked how many owners there are", Call);
    return followsPointer(*M) ? std::optional<Refusal>()
                              : no("unknown-use", "is used in a way that is not understood", Call);
  }
  bool GivesPosition = false;
  if (!M->isConst() && !hasConstTwin(*M, GivesPosition))
    return no("modified", "is changed by '" + M->getNameAsString() + "'", Call);
  if (!M->isConst() && GivesPosition)
    return position(Call);
  if (!M->isConst() && !Call.isGLValue())
    return no("not-const", "gives something else if it is const", Call);
  if (auto Own = methodBody(*M))
    return Own;
  if (!isOfSystem(*M) && M->hasBody() && !Call.isGLValue())
    return std::nullopt;
  // What refers into the object is a part of it.
  return result(Call);
}

std::optional<Refusal> Follower::bound(const VarDecl &To, const Expr &E) const {
  QualType T = To.getType();
  if (!T->isReferenceType())
    return no("unknown-use", "is used in a way that is not understood", E);
  const auto *Declared = To.isImplicit() ? C.getParents(To)[0].get<DeclStmt>() : nullptr;
  auto Above = Declared ? C.getParents(*Declared) : DynTypedNodeList(DynTypedNode());
  const auto *Loop = Declared && !Above.empty() ? Above[0].get<CXXForRangeStmt>() : nullptr;
  if (Loop)
    return walked(*Loop, E);
  if (!T->getPointeeType().isConstQualified() || To.isImplicit())
    return no("not-const", "is bound to a reference that is not const", E);
  if (!To.hasLocalStorage())
    return shown(E);
  return named(To, Body);
}

/// Another name, or several, for the object or a part of it.
std::optional<Refusal> Follower::named(const VarDecl &To, const Stmt &Scope) const {
  if (Depth >= MaxDepth)
    return Refusal{"unknown-use", Object + " is passed on too often", To.getLocation()};
  const auto *Parts = llvm::dyn_cast<DecompositionDecl>(&To);
  if (!Parts)
    return followName(To, Scope, C, Depth + 1, /*IsHandle=*/false, Returned);
  const auto *R = To.getType().getNonReferenceType()->getAsCXXRecordDecl();
  for (const BindingDecl *B : Parts->bindings()) {
    if (B->getHoldingVar() && !(R && R->isInStdNamespace()))
      return Refusal{"unknown-use", Object + " is taken apart by a function of the project", To.getLocation()};
    if (auto Own = followName(*B, Scope, C, Depth + 1, /*IsHandle=*/false, Returned))
      return Own;
  }
  return std::nullopt;
}

/// An inner loop over it.
std::optional<Refusal> Follower::walked(const CXXForRangeStmt &Loop, const Expr &E) const {
  const auto *R = E.getType()->getAsCXXRecordDecl();
  const VarDecl &Variable = *Loop.getLoopVariable();
  QualType Each = Variable.getType();
  bool Reads = !Each->isReferenceType() || Each->getPointeeType().isConstQualified();
  const auto *Array = C.getAsArrayType(E.getType());
  QualType Element = Array ? Array->getElementType() : elementType(E.getType());
  if (R && isPairedClass(*R))
    Element = containedType(E.getType());
  // A conversion may be another for a const element.
  Reads &= !Element.isNull() && C.hasSameUnqualifiedType(Each.getNonReferenceType(), Element);
  if (!Reads || !(Array || isHandle(E.getType()) || (R && isPairedClass(*R))))
    return no("not-const", "is walked by a reference that is not const", E);
  return Each->isReferenceType() ? named(Variable, *Loop.getBody()) : std::nullopt;
}

/// `return v;` where the result is of its type: made by moving, or else by copying.
bool Follower::isReturnedWhole(const Expr &E) const {
  const auto *Made = parentOf(E).get<CXXConstructExpr>();
  if (!Made || !C.hasSameUnqualifiedType(Made->getType(), Whole))
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

/// A cast of a name of the object. \p GoesOn: the cast is another one.
std::optional<Refusal> Follower::cast(const CastExpr &Cast, bool Const, bool &GoesOn) {
  QualType To = Cast.getType();
  if (To->isPointerType() && !Cast.getSubExpr()->isGLValue()) // Of `this`.
    To = To->getPointeeType();
  switch (Cast.getCastKind()) {
  case CK_LValueToRValue:
  case CK_ToVoid:
    return std::nullopt;
  case CK_NoOp:
  case CK_UncheckedDerivedToBase:
  case CK_DerivedToBase:
    if (Cast.isXValue() && !Const)
      return isReturnedWhole(Cast) ? std::optional<Refusal>() : no("moved-from", "is moved from", Cast);
    if (Const && !To.isConstQualified())
      return no("modified", "is stripped of its const", Cast);
    GoesOn = true;
    return std::nullopt;
  case CK_ArrayToPointerDecay: {
    DynTypedNode Above = parentOf(Cast);
    const auto *Subscript = Above.get<ArraySubscriptExpr>();
    if (!Const && !(Subscript && Subscript->getBase() == &Cast))
      return no("not-const", "gives a pointer that is not const", Cast);
    return pointer(Cast);
  }
  case CK_UserDefinedConversion:
    return std::nullopt; // The call is below the cast.
  default:
    return no("unknown-use", "is used in a way that is not understood", Cast);
  }
}

/// An object that is made of the object or of a part.
std::optional<Refusal> Follower::made(const CXXConstructExpr &Made, bool Const) {
  if (!Const)
    return no("not-const", "makes an object that takes it as not const", Made);
  const CXXConstructorDecl &D = *Made.getConstructor();
  if (D.isCopyConstructor())
    return std::nullopt;
  if (!D.getParent()->isInStdNamespace())
    return no("unknown-use", "makes an object of a class of the project", Made);
  if (holdsNoAddress(Made.getType(), C) || copiesText(D))
    return std::nullopt;
  return isHandle(Made.getType()) ? handle(Made) : shown(Made);
}

std::optional<Refusal> Follower::follow(const Expr &Start) {
  const Expr *E = &Start;
  for (;;) {
    QualType T = E->getType();
    const bool Address = T->isPointerType() && !E->isGLValue(); // \p Start is `this`.
    bool Const = (Address ? T->getPointeeType() : T).isConstQualified();
    DynTypedNode Parent = parentOf(*E);
    if (const auto *To = Parent.get<VarDecl>())
      return bound(*To, *E);
    const auto *P = Parent.get<Stmt>();
    if (!P)
      return no("unknown-use", "is used in a way that is not understood", Start);
    if (llvm::isa<CompoundStmt, UnaryExprOrTypeTraitExpr>(P))
      return std::nullopt;
    if (llvm::isa<ReturnStmt>(P) && Returned && E->isGLValue())
      return std::nullopt; // By reference: the caller goes on.
    if (llvm::isa<LambdaExpr>(P))
      return no("captured", "is captured by a lambda", Start);
    const auto *U = llvm::dyn_cast<UnaryOperator>(P);
    if (llvm::isa<ParenExpr, ConditionalOperator, ExprWithCleanups, CXXRewrittenBinaryOperator>(P) ||
        (U && U->getOpcode() == UO_Deref && Address)) {
      E = llvm::cast<Expr>(P);
      if (!E->isGLValue() && !E->getType()->isPointerType())
        return std::nullopt;
      continue;
    }
    if (const auto *Cast = llvm::dyn_cast<CastExpr>(P)) {
      bool GoesOn = false;
      auto Own = cast(*Cast, Const, GoesOn);
      if (!GoesOn)
        return Own;
      E = Cast;
      continue;
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
      if (const auto *Call = parentOf(*Member).get<CXXMemberCallExpr>())
        return method(Call->getMethodDecl(), *Call);
      return no("unknown-use", "is used in a way that is not understood", Start);
    }
    if (Address)
      return no("address-taken", "shows its address", Start);
    if (const auto *Call = llvm::dyn_cast<CallExpr>(P)) {
      const auto *M = llvm::dyn_cast_or_null<CXXMethodDecl>(Call->getDirectCallee());
      if (M && llvm::isa<CXXOperatorCallExpr>(Call) && Call->getArg(0) == E)
        return method(M, *Call);
      // An argument that is still a glvalue is bound to a reference.
      if (Const)
        return passed(*Call, *E);
      if (isStdDecl(Call->getDirectCallee(), "move"))
        return no("moved-from", "is moved from", Start);
      return no("not-const", "is given to a function that may change it", *Call);
    }
    if (const auto *Made = llvm::dyn_cast<CXXConstructExpr>(P))
      return made(*Made, Const);
    // Without a constructor it is bound to a member that is a reference.
    if (llvm::isa<InitListExpr>(P))
      return Const ? no("address-taken", "is bound to a member", Start)
                   : no("not-const", "makes an object that takes it as not const", Start);
    if (U)
      return U->getOpcode() == UO_AddrOf ? no("address-taken", "has its address taken", *U)
                                         : no("modified", "is changed", *U);
    if (const auto *B = llvm::dyn_cast<BinaryOperator>(P); B && B->isAssignmentOp())
      return no("modified", "is changed", *B);
    return no("unknown-use", "is used in a way that is not understood", Start);
  }
}

std::optional<Refusal> followName(const ValueDecl &V, const Stmt &Body, ASTContext &C, unsigned Depth,
                                  bool IsHandle, bool Returned) {
  Mentions M(V);
  M.TraverseStmt(const_cast<Stmt *>(&Body));
  std::string Name = "'" + V.getNameAsString() + "'";
  for (const DeclRefExpr *R : M.Found) {
    if (R->refersToEnclosingVariableOrCapture())
      return Refusal{"captured", Name + " is captured by a lambda", R->getBeginLoc()};
    Follower Each(Name, Body, C, Depth, V.getType().getNonReferenceType(), Returned);
    if (auto Own = IsHandle ? Each.handle(*R) : Each.follow(*R))
      return Own;
  }
  return std::nullopt;
}

std::optional<Refusal> findOwnUse(const ValueDecl &V, const Stmt &Body, ASTContext &C) {
  return followName(V, Body, C, 0);
}

} // namespace hone
