// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Counts are claimed for plain loops only: every turn appends the same number,
// nothing skips or ends a turn, and the header says how many there are.

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

std::optional<NamedContainer> namedContainer(const Expr &Start) {
  NamedContainer Result;
  Result.Named = &Start;
  for (const Expr *E = &Start;;) {
    E = E->IgnoreParenImpCasts();
    if (const auto *Member = llvm::dyn_cast<MemberExpr>(E)) {
      const auto *Field = llvm::dyn_cast<FieldDecl>(Member->getMemberDecl());
      bool OfThis = llvm::isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts());
      if (!Field || Field->getType()->isReferenceType() || (Member->isArrow() && !OfThis))
        return std::nullopt;
      Result.Path.insert(Result.Path.begin(), Field->getCanonicalDecl());
      E = Member->getBase();
      continue;
    }
    if (llvm::isa<CXXThisExpr>(E))
      return Result;
    const auto *Ref = llvm::dyn_cast<DeclRefExpr>(E);
    Result.Root = Ref ? llvm::dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    if (!Result.Root || Ref->refersToEnclosingVariableOrCapture())
      return std::nullopt;
    Result.Root = Result.Root->getCanonicalDecl();
    return Result;
  }
}

namespace {

class Uses : public RecursiveASTVisitor<Uses> {
public:
  Uses(const NamedContainer &Whole, ASTContext &C) : Whole(Whole), C(C) {}
  bool shouldVisitImplicitCode() const { return true; }
  bool VisitDeclRefExpr(DeclRefExpr *R) {
    if (Whole.Root && R->getDecl()->getCanonicalDecl() == Whole.Root)
      climb(*R);
    return true;
  }
  bool VisitCXXThisExpr(CXXThisExpr *E) {
    if (!Whole.Root)
      climb(*E);
    return true;
  }
  std::vector<ContainerUse> Found;

private:
  void climb(const Expr &From) {
    const Expr *E = &From;
    for (const FieldDecl *Next : Whole.Path) {
      auto Parents = C.getParents(*E);
      const auto *Cast = Parents.empty() ? nullptr : Parents[0].get<ImplicitCastExpr>();
      if (Cast)
        Parents = C.getParents(*Cast);
      const auto *Member = Parents.empty() ? nullptr : Parents[0].get<MemberExpr>();
      const auto *Field = Member ? llvm::dyn_cast<FieldDecl>(Member->getMemberDecl()) : nullptr;
      if (!Field) {
        Found.push_back({E, false});
        return;
      }
      if (Field->getCanonicalDecl() != Next)
        return; // Another member.
      E = Member;
    }
    Found.push_back({E, true});
  }

  const NamedContainer &Whole;
  ASTContext &C;
};

/// Jumps that leave a statement: out of its loops, or to their next turn.
bool mayJump(const Stmt &S, bool InLoop = false, bool InSwitch = false) {
  switch (S.getStmtClass()) {
  case Stmt::BreakStmtClass:
    return !InLoop && !InSwitch;
  case Stmt::ContinueStmtClass:
    return !InLoop;
  case Stmt::ReturnStmtClass:
  case Stmt::CoreturnStmtClass:
  case Stmt::GotoStmtClass:
  case Stmt::IndirectGotoStmtClass:
    return true;
  case Stmt::LambdaExprClass:
    return false;
  default:
    break;
  }
  InLoop |= isLoop(S);
  InSwitch |= llvm::isa<SwitchStmt>(S);
  return llvm::any_of(S.children(), [&](const Stmt *Child) {
    return Child && mayJump(*Child, InLoop, InSwitch);
  });
}

bool holdsAppend(const Stmt &S, const NamedContainer &To, const ASTContext &C) {
  if (auto A = appendOf(S, C); A && A->To == To)
    return true;
  return llvm::any_of(S.children(),
                      [&](const Stmt *Child) { return Child && holdsAppend(*Child, To, C); });
}

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

/// `for (i = 0; i < n; ++i)`, also from 1, and downwards from n.
std::optional<Trips> ofCounted(const ForStmt &For, ASTContext &C) {
  auto L = countedLoop(For);
  if (!L)
    return std::nullopt;
  Expr::EvalResult First;
  if (L->Step < 0) {
    // Of a type that is too narrow for the number the index begins somewhere else.
    auto Begins = [&](std::optional<Trips> T) {
      QualType Index = L->Index->getType();
      bool Keeps = T && (T->Bytes || T->Constant || C.hasSameUnqualifiedType(Index, T->Of->getType()) ||
                         C.getTypeSize(Index) > C.getTypeSize(T->Of->getType()));
      return Keeps && C.getTypeSize(Index) >= C.getTypeSize(C.IntTy) ? T : std::nullopt;
    };
    const auto *Minus = llvm::dyn_cast<BinaryOperator>(L->Init->IgnoreParenImpCasts());
    if (L->Test == BO_GE && isLiteral(*L->Bound, 0) && Minus && Minus->getOpcode() == BO_Sub &&
        isLiteral(*Minus->getRHS(), 1))
      return Begins(numberOf(For, *Minus->getLHS(), C));
    if (L->Test == BO_GT && isLiteral(*L->Bound, 0))
      return Begins(numberOf(For, *L->Init, C));
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
    T->Exact = First.Val.getInt() == (L->Test == BO_LE && !T->OneMore ? 1 : 0);
  }
  return T;
}

/// `for (auto it = c.begin(); it != c.end(); ++it)`.
std::optional<Trips> ofIterators(const ForStmt &For, const ASTContext &C) {
  const auto *Decls = llvm::dyn_cast_or_null<DeclStmt>(For.getInit());
  const auto *It = Decls && Decls->isSingleDecl() ? llvm::dyn_cast<VarDecl>(Decls->getSingleDecl()) : nullptr;
  if (!It || !It->getInit() || !For.getCond() || !For.getInc() || For.getConditionVariable())
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
  T.Bytes = bytesOfElement(T.Of->getType(), C);
  return T;
}

AppendCount unknown(const char *Code, const std::string &Text, const Stmt &At) {
  AppendCount Result;
  Result.Unknown = Refusal{Code, Text, At.getBeginLoc()};
  return Result;
}

bool isSame(const AppendCount &A, const AppendCount &B) {
  auto IsConstant = [](const AppendCount &Each) {
    return Each.Terms.empty() || (Each.Terms.size() == 1 && Each.Terms[0].Loops.empty());
  };
  auto Value = [](const AppendCount &Each) { return Each.Terms.empty() ? 0 : Each.Terms[0].Times; };
  return !A.Unknown && !B.Unknown && IsConstant(A) && IsConstant(B) && Value(A) == Value(B);
}

} // namespace

std::vector<ContainerUse> usesOf(const NamedContainer &Whole, const Stmt &In, ASTContext &C) {
  Uses Visitor(Whole, C);
  Visitor.TraverseStmt(const_cast<Stmt *>(&In));
  return std::move(Visitor.Found);
}

bool Trips::isWide(const ASTContext &C) const {
  return IsContainer || C.hasSameUnqualifiedType(Of->getType(), C.getSizeType());
}

std::optional<Append> appendOf(const Stmt &S, const ASTContext &C) {
  const auto *E = llvm::dyn_cast<Expr>(&S);
  if (!E)
    return std::nullopt;
  E = E->IgnoreImplicit()->IgnoreParens();
  Append Result;
  const Expr *Object = nullptr;
  if (const auto *Call = llvm::dyn_cast<CXXMemberCallExpr>(E)) {
    const CXXMethodDecl *M = Call->getMethodDecl();
    if (!M || !M->getDeclName().isIdentifier() ||
        (M->getName() != "push_back" && M->getName() != "emplace_back"))
      return std::nullopt;
    Object = Call->getImplicitObjectArgument();
  } else if (const auto *Call = llvm::dyn_cast<CXXOperatorCallExpr>(E);
             Call && Call->getOperator() == OO_PlusEqual) {
    Object = Call->getArg(0);
    const Expr *Added = Call->getArg(1)->IgnoreParenImpCasts();
    if (!isStdString(Object->getType()))
      return std::nullopt;
    if (const auto *Text = llvm::dyn_cast<StringLiteral>(Added))
      Result.Elements = Text->getLength();
    else if (!Added->getType()->isAnyCharacterType())
      return std::nullopt;
  }
  // A class that inherits from a vector has its own reserve(), perhaps.
  QualType T = Object ? Object->IgnoreParenImpCasts()->getType() : QualType();
  if (!Object || !(isStdVector(T) || isStdString(T)))
    return std::nullopt;
  auto To = namedContainer(*Object);
  if (!To)
    return std::nullopt;
  Result.To = *To;
  return Result;
}

std::vector<Append> appendsIn(const Stmt &S, const ASTContext &C) {
  std::vector<Append> Result;
  if (auto A = appendOf(S, C))
    Result.push_back(*A);
  if (llvm::isa<LambdaExpr>(S))
    return Result;
  for (const Stmt *Child : S.children())
    if (Child && !(llvm::isa<Expr>(S) && !Result.empty()))
      for (Append &Each : appendsIn(*Child, C))
        Result.push_back(std::move(Each));
  return Result;
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

AppendCount constantCount(unsigned Elements) {
  AppendCount Result;
  if (Elements)
    Result.Terms.push_back({Elements, {}});
  return Result;
}

void AppendCount::add(const AppendCount &Other) {
  if (!Unknown)
    Unknown = Other.Unknown;
  for (const Term &Each : Other.Terms) {
    bool Constant = !Terms.empty() && Terms.back().Loops.empty();
    if (!Constant)
      Terms.push_back(Each);
    else if (Each.Loops.empty())
      Terms.back().Times += Each.Times;
    else
      Terms.insert(Terms.end() - 1, Each);
  }
}

AppendCount countAppends(const Stmt &S, const NamedContainer &To, ASTContext &C) {
  if (auto A = appendOf(S, C); A && A->To == To)
    return constantCount(A->Elements);
  if (!holdsAppend(S, To, C))
    return mayJump(S) ? unknown("early-exit", "an iteration may be left before its end", S) : constantCount(0);
  if (llvm::isa<CompoundStmt>(S)) {
    AppendCount Sum;
    for (const Stmt *Child : S.children())
      Sum.add(countAppends(*Child, To, C));
    return Sum;
  }
  if (const auto *If = llvm::dyn_cast<IfStmt>(&S); If && If->getElse()) {
    AppendCount Then = countAppends(*If->getThen(), To, C), Else = countAppends(*If->getElse(), To, C);
    if (isSame(Then, Else) && !holdsAppend(*If->getCond(), To, C) &&
        !(If->getInit() && holdsAppend(*If->getInit(), To, C)))
      return Then;
  }
  if (!isLoop(S))
    return unknown("conditional", "how many elements are appended depends on a condition", S);
  const Stmt &Body = *loopBody(S);
  auto T = tripsOf(S, C);
  if (!T)
    return unknown("count-not-known", "the header of the loop does not say how often it runs", S);
  AppendCount Inner = countAppends(Body, To, C);
  for (AppendCount::Term &Each : Inner.Terms)
    Each.Loops.insert(Each.Loops.begin(), *T);
  return Inner;
}

} // namespace hone
