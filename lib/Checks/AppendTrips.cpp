// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How often a loop runs, in the words of its header.

#include "AppendLoop.h"
#include "hone/Analysis/TripCount.h"
#include "hone/Analysis/Types.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/ParentMapContext.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;

namespace hone {
namespace {

/// Containers that know their size, and whose elements are all there.
bool knowsSize(QualType T) {
  const auto *R = T.getNonReferenceType().getCanonicalType()->getAsCXXRecordDecl();
  return R && R->isInStdNamespace() && R->getDeclName().isIdentifier() &&
         llvm::StringSwitch<bool>(R->getName())
             .Cases({"vector", "basic_string", "array", "deque", "list"}, true)
             .Cases({"map", "multimap", "set", "multiset"}, true)
             .Cases({"unordered_map", "unordered_multimap", "unordered_set", "unordered_multiset"}, true)
             .Cases({"span", "basic_string_view", "initializer_list"}, true)
             .Default(false);
}

bool isCallOf(const Expr &E, std::initializer_list<llvm::StringRef> Names, const Expr *&Object) {
  const auto *Call = llvm::dyn_cast<CXXMemberCallExpr>(E.IgnoreParenImpCasts());
  const CXXMethodDecl *M = Call ? Call->getMethodDecl() : nullptr;
  if (!M || !M->getDeclName().isIdentifier() || !llvm::is_contained(Names, M->getName()) ||
      Call->getNumArgs() != 0)
    return false;
  Object = Call->getImplicitObjectArgument();
  return knowsSize(Object->IgnoreParenImpCasts()->getType());
}

/// The bytes that each element of a container takes at least; none for bits.
unsigned bytesOfElement(QualType Container, const ASTContext &C) {
  QualType T = containedType(Container.getNonReferenceType());
  if (T.isNull())
    T = elementType(Container.getNonReferenceType());
  if (T.isNull() || T->isIncompleteType() || T->isBooleanType())
    return 0;
  return static_cast<unsigned>(C.getTypeSizeInChars(T).getQuantity());
}

/// Whether a conversion keeps a number, makes it less, or shows that it did neither by its sign.
bool keepsNumber(const CastExpr &Cast, const ASTContext &C) {
  QualType To = Cast.getType(), From = Cast.getSubExpr()->getType();
  return Cast.getCastKind() != CK_IntegralCast ||
         (C.getTypeSize(To) >= C.getTypeSize(C.IntTy) &&
          !(From->isSignedIntegerType() && To->isUnsignedIntegerType()));
}

/// For a number of objects in memory, the size of a container, or less: the bytes of each. Else 0.
unsigned bytesOfCounted(const Expr &Given, const ASTContext &C, unsigned Depth = 0) {
  const Expr *E = Given.IgnoreParens(), *Object = nullptr;
  while (const auto *Cast = llvm::dyn_cast<CastExpr>(E)) {
    if (!keepsNumber(*Cast, C))
      return 0;
    E = Cast->getSubExpr()->IgnoreParens();
  }
  if (isCallOf(*E, {"size", "length"}, Object))
    return bytesOfElement(Object->IgnoreParenImpCasts()->getType(), C);
  const auto *Ref = llvm::dyn_cast<DeclRefExpr>(E);
  const auto *V = Ref ? llvm::dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  bool Follows = V && V->hasLocalStorage() && V->getType().isConstQualified() && V->getInit() &&
                 !V->getType()->isReferenceType() && Depth < 4;
  return Follows ? bytesOfCounted(*V->getInit(), C, Depth + 1) : 0;
}

bool isLiteral(const Expr &E, unsigned Value) {
  const auto *L = llvm::dyn_cast<IntegerLiteral>(E.IgnoreParenImpCasts());
  return L && L->getValue() == Value;
}

/// The number \p E, or what the header of the loop \p For sets the variable \p E to.
const Expr *behindHeader(const Expr &E, const ForStmt &For, ASTContext &C, const VarDecl *&Held) {
  const auto *Ref = llvm::dyn_cast<DeclRefExpr>(E.IgnoreParenImpCasts());
  const auto *V = Ref ? llvm::dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  const auto *Decls = llvm::dyn_cast_or_null<DeclStmt>(For.getInit());
  if (!V || !Decls || !llvm::is_contained(Decls->decls(), V))
    return &E;
  Held = V->getCanonicalDecl();
  // Of another type the value may be another.
  const Expr *Init = V->getInit();
  return Init && C.hasSameUnqualifiedType(Init->IgnoreImpCasts()->getType(), V->getType())
             ? Init->IgnoreImpCasts()
             : nullptr;
}

/// Whether an unsigned difference is taken, which is no number of anything if it wraps.
bool mayWrap(const Stmt &S) {
  const auto *B = llvm::dyn_cast<BinaryOperator>(&S);
  return (B && B->getOpcode() == BO_Sub && B->getType()->isUnsignedIntegerType()) ||
         llvm::any_of(S.children(), [](const Stmt *Child) { return Child && mayWrap(*Child); });
}

std::optional<Trips> numberOf(const Stmt &Loop, const Expr &Number, const ASTContext &C) {
  Trips T;
  T.Loop = &Loop;
  T.Of = Number.IgnoreImpCasts();
  const Expr *Object = nullptr;
  if (isCallOf(*T.Of->IgnoreParenCasts(), {"size", "length"}, Object))
    T.Of = T.Of->IgnoreParenCasts(); // static_cast<int>(v.size())
  QualType Type = T.Of->getType();
  const auto *Converted = llvm::dyn_cast<CXXMemberCallExpr>(T.Of);
  if (Converted && llvm::isa_and_nonnull<CXXConversionDecl>(Converted->getMethodDecl()))
    return std::nullopt; // Written, it could become another number.
  if (!Type->isIntegerType() || Type->isBooleanType() || Type->isScopedEnumeralType() ||
      T.Of->refersToBitField() || mayWrap(*T.Of))
    return std::nullopt;
  T.Bytes = bytesOfCounted(*T.Of, C);
  Expr::EvalResult Value;
  if (T.Of->EvaluateAsInt(Value, C)) {
    constexpr unsigned Sensible = 24; // Bits.
    if (Value.Val.getInt().isNegative() || Value.Val.getInt().getActiveBits() > Sensible)
      return std::nullopt;
    T.Constant = static_cast<unsigned>(Value.Val.getInt().getZExtValue());
    return T;
  }
  if (Type->isEnumeralType())
    return std::nullopt;
  T.MayBeNegative = Type->isSignedIntegerType();
  return T;
}

/// Whether the number \p T of a loop that counts up from \p First, or down to 0, is no conversion away
/// from the number of its turns.
bool isExact(const CountedLoop &L, const Expr &Bound, const Trips &T, std::int64_t First, const ASTContext &C) {
  const auto *Test = llvm::cast<BinaryOperator>(L.Condition->IgnoreParenImpCasts());
  const bool Signed = Test->getLHS()->getType()->isSignedIntegerType();
  if (Bound.IgnoreParenImpCasts() != T.Of->IgnoreParenImpCasts() || (T.MayBeNegative && !Signed))
    return false;
  if (L.Step < 0)
    return C.hasSameUnqualifiedType(L.Index->getType(), T.Of->getType()) && (L.Test == BO_GT || Signed);
  return indexReachesBound(L, C) && First == (L.Test == BO_LE && !T.OneMore ? 1 : 0);
}

/// `for (i = 0; i < n; ++i)`, also from 1, and downwards from n.
std::optional<Trips> ofCounted(const ForStmt &For, ASTContext &C) {
  auto L = countedLoop(For);
  if (!L)
    return std::nullopt;
  Expr::EvalResult First;
  if (L->Step < 0) {
    // Of a type that is too narrow for the number the index begins somewhere else.
    auto Begins = [&](const Expr &From) {
      auto T = numberOf(For, From, C);
      QualType Index = L->Index->getType();
      bool Keeps = T && (T->Bytes || T->Constant || C.hasSameUnqualifiedType(Index, T->Of->getType()) ||
                         C.getTypeSize(Index) > C.getTypeSize(T->Of->getType()));
      if (T)
        T->Exact = isExact(*L, From, *T, 0, C);
      return Keeps && C.getTypeSize(Index) >= C.getTypeSize(C.IntTy) ? T : std::nullopt;
    };
    const auto *Minus = llvm::dyn_cast<BinaryOperator>(L->Init->IgnoreParenImpCasts());
    if (L->Test == BO_GE && isLiteral(*L->Bound, 0) && Minus && Minus->getOpcode() == BO_Sub &&
        isLiteral(*Minus->getRHS(), 1))
      return Begins(*Minus->getLHS());
    if (L->Test == BO_GT && isLiteral(*L->Bound, 0))
      return Begins(*L->Init);
    return std::nullopt;
  }
  // From a little more than 0, a little too much is reserved.
  if (!L->Init->EvaluateAsInt(First, C) || First.Val.getInt().isNegative() ||
      First.Val.getInt().getActiveBits() > 4)
    return std::nullopt;
  const VarDecl *Held = nullptr;
  const Expr *Bound = behindHeader(*L->Bound, For, C, Held);
  auto T = Bound ? numberOf(For, *Bound, C) : std::nullopt;
  if (T) {
    T->Held = Held;
    T->OneMore = L->Test == BO_LE && First.Val.getInt().isZero();
    T->Exact = isExact(*L, *Bound, *T, First.Val.getInt().getExtValue(), C);
  }
  return T;
}

/// Whether \p S does nothing with an iterator but go where it leads.
bool isOnlyFollowed(const VarDecl &It, const Stmt &S, ASTContext &C) {
  struct Mentions : RecursiveASTVisitor<Mentions> {
    Mentions(const VarDecl &It, ASTContext &C) : It(It), C(C) {}
    bool VisitDeclRefExpr(DeclRefExpr *R) {
      if (R->getDecl() != &It)
        return true;
      DynTypedNode Above = DynTypedNode::create(*R);
      do
        Above = C.getParents(Above)[0];
      while (Above.get<ImplicitCastExpr>() || Above.get<ParenExpr>());
      const auto *Operator = Above.get<CXXOperatorCallExpr>();
      const auto *Pointee = Above.get<UnaryOperator>();
      const auto *Member = Above.get<MemberExpr>();
      Only &= (Member && Member->isArrow()) || (Pointee && Pointee->getOpcode() == UO_Deref) ||
              (Operator && Operator->getNumArgs() == 1 &&
               (Operator->getOperator() == OO_Star || Operator->getOperator() == OO_Arrow));
      return Only;
    }
    const VarDecl &It;
    ASTContext &C;
    bool Only = true;
  };
  Mentions M(It, C);
  M.TraverseStmt(const_cast<Stmt *>(&S));
  return M.Only;
}

/// `for (auto it = c.begin(); it != c.end(); ++it)`.
std::optional<Trips> ofIterators(const ForStmt &For, ASTContext &C) {
  const auto *Decls = llvm::dyn_cast_or_null<DeclStmt>(For.getInit());
  const auto *It = Decls && Decls->isSingleDecl() ? llvm::dyn_cast<VarDecl>(Decls->getSingleDecl()) : nullptr;
  if (!It || !It->getInit() || !For.getCond() || !For.getInc() || For.getConditionVariable())
    return std::nullopt;
  // One of the project's own may step as it likes.
  const auto *Class = It->getType()->getAsCXXRecordDecl();
  if (Class && !C.getSourceManager().isInSystemHeader(Class->getLocation()))
    return std::nullopt;
  const Expr *Begin = nullptr, *End = nullptr;
  const Expr *Init = It->getInit()->IgnoreUnlessSpelledInSource();
  if (const auto *Made = llvm::dyn_cast<CXXConstructExpr>(Init); Made && Made->getNumArgs() == 1)
    Init = Made->getArg(0)->IgnoreUnlessSpelledInSource();
  if (!isCallOf(*Init, {"begin", "cbegin", "rbegin", "crbegin"}, Begin))
    return std::nullopt;
  auto Names = [&](const Expr &E) {
    const auto *Ref = llvm::dyn_cast<DeclRefExpr>(E.IgnoreParenImpCasts());
    return Ref && Ref->getDecl() == It;
  };
  const Expr *Condition = For.getCond()->IgnoreUnlessSpelledInSource(), *Left = nullptr, *Right = nullptr;
  if (const auto *Rewritten = llvm::dyn_cast<CXXRewrittenBinaryOperator>(Condition)) {
    auto Parts = Rewritten->getDecomposedForm();
    if (Parts.Opcode == BO_NE)
      Left = Parts.LHS, Right = Parts.RHS;
  } else if (const auto *Call = llvm::dyn_cast<CXXOperatorCallExpr>(Condition)) {
    if (Call->getOperator() == OO_ExclaimEqual)
      Left = Call->getArg(0), Right = Call->getArg(1);
  } else if (const auto *B = llvm::dyn_cast<BinaryOperator>(Condition); B && B->getOpcode() == BO_NE) {
    Left = B->getLHS(), Right = B->getRHS();
  }
  if (!Left || !Names(*Left) ||
      !isCallOf(*Right->IgnoreUnlessSpelledInSource(), {"end", "cend", "rend", "crend"}, End))
    return std::nullopt;
  const Expr *Step = For.getInc()->IgnoreUnlessSpelledInSource();
  const auto *Call = llvm::dyn_cast<CXXOperatorCallExpr>(Step);
  const auto *Pointer = llvm::dyn_cast<UnaryOperator>(Step);
  bool Advances = (Call && Call->getOperator() == OO_PlusPlus && Names(*Call->getArg(0))) ||
                  (Pointer && Pointer->isIncrementOp() && Names(*Pointer->getSubExpr()));
  auto From = namedContainer(*Begin), To = namedContainer(*End);
  // Other mentions may move it on.
  if (!Advances || !From || !To || !(*From == *To))
    return std::nullopt;
  Trips T;
  T.Loop = &For;
  T.Of = Begin->IgnoreImpCasts();
  T.IsContainer = true;
  T.Exact = isOnlyFollowed(*It, *For.getBody(), C);
  T.Bytes = bytesOfElement(T.Of->getType(), C);
  return T;
}

} // namespace

bool Trips::isWide(const ASTContext &C) const {
  return IsContainer || C.hasSameUnqualifiedType(Of->getType(), C.getSizeType());
}

std::optional<Trips> tripsOf(const Stmt &Loop, ASTContext &C) {
  if (const auto *Range = llvm::dyn_cast<CXXForRangeStmt>(&Loop)) {
    const Expr *Container = Range->getRangeInit()->IgnoreParenImpCasts();
    if (Range->getInit() || !Container->isLValue() || !knowsSize(Container->getType()))
      return std::nullopt;
    Trips T;
    T.Loop = &Loop;
    T.Of = Container;
    T.IsContainer = true;
    T.Bytes = bytesOfElement(T.Of->getType(), C);
    return T;
  }
  const auto *For = llvm::dyn_cast<ForStmt>(&Loop);
  if (!For)
    return std::nullopt;
  auto T = ofIterators(*For, C);
  return T ? T : ofCounted(*For, C);
}

} // namespace hone
