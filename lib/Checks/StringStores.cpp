// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Whether a character stored into a string can be its terminator.
//
//   if (s[i] >= 'A' && s[i] <= 'Z')
//     s[i] = static_cast<char>(s[i] - 'A' + 'a');
//
// A character has 255 values that are not zero, so each is tried: the conditions that control
// has passed are computed for it, as far as they speak of the character alone, and unless one
// of them contradicts, so is the value stored. That is exact where intervals are not: signs, masks,
// and what wraps around. An operator that is not known here has no value, and what
// has none may be zero.
#include "StringStores.h"
#include "hone/Analysis/Effects.h"
#include "hone/Analysis/Escape.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace hone {

const VarDecl *plainVariable(const Expr *E) {
  const auto *Ref = llvm::dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts());
  return Ref && !Ref->refersToEnclosingVariableOrCapture() ? llvm::dyn_cast<VarDecl>(Ref->getDecl())
                                                           : nullptr;
}

bool StringElement::is(const Expr *E) const {
  const auto *Subscript = llvm::dyn_cast<ArraySubscriptExpr>(E->IgnoreParenImpCasts());
  return Subscript && String && Index && plainVariable(Subscript->getBase()) == String &&
         plainVariable(Subscript->getIdx()) == Index;
}

namespace {

using Number = std::optional<llvm::APSInt>;

/// What holds where control has come to, since the element was last stored to.
struct Known {
  std::vector<std::pair<const Expr *, bool>> Conditions; ///< And what they were.
  std::vector<const VarDecl *> Locals; ///< Set since then, and never changed.
};

/// Computes with one value for the element.
class Trial {
public:
  Trial(const StringElement &Element, const Known &Facts, ASTContext &C)
      : Element(Element), Facts(Facts), C(C) {}
  /// Whether \p Store, an assignment, stores a zero for no character at all.
  bool neverZero(const BinaryOperator &Store) {
    return forEach([&] { return storedBy(Store); });
  }
  bool neverZero(const Expr &Value) {
    return forEach([&] { return valueOf(&Value); });
  }

private:
  bool forEach(llvm::function_ref<Number()> Compute);
  bool isContradicted() const;
  Number valueOf(const Expr *E) const;
  Number valueOf(const UnaryOperator &U) const;
  Number valueOf(const CastExpr &Cast) const;
  Number valueOf(const BinaryOperator &B) const;
  Number storedBy(const BinaryOperator &Store) const;
  Number characterAs(QualType T) const {
    return C.getTypeSize(T) == 8 ? Number(converted(Byte, T)) : std::nullopt;
  }
  Number truth(bool Value, const Expr &E) const { return llvm::APSInt(C.MakeIntValue(Value, E.getType())); }
  llvm::APSInt converted(const llvm::APSInt &Value, QualType T) const {
    llvm::APSInt Result = Value.extOrTrunc(C.getIntWidth(T));
    Result.setIsSigned(T->isSignedIntegerOrEnumerationType());
    return Result;
  }

  const StringElement &Element;
  const Known &Facts;
  ASTContext &C;
  llvm::APSInt Byte; ///< What the element is.
  llvm::DenseMap<const VarDecl *, Number> Locals;
};

bool Trial::forEach(llvm::function_ref<Number()> Compute) {
  for (unsigned Each = 1; Each < 256; ++Each) {
    Byte = llvm::APSInt(llvm::APInt(8, Each));
    Locals.clear();
    for (const VarDecl *V : Facts.Locals)
      Locals[V] = valueOf(V->getInit());
    if (isContradicted())
      continue;
    Number Value = Compute();
    if (!Value || Value->extOrTrunc(8).isZero())
      return false;
  }
  return true;
}

bool Trial::isContradicted() const {
  return llvm::any_of(Facts.Conditions, [&](const auto &Fact) {
    Number Value = valueOf(Fact.first);
    return Value && Value->getBoolValue() != Fact.second;
  });
}

Number Trial::valueOf(const CastExpr &Cast) const {
  Number Value = valueOf(Cast.getSubExpr());
  switch (Cast.getCastKind()) {
  case CK_NoOp:
  case CK_LValueToRValue:
    return Value;
  case CK_IntegralToBoolean:
    return Value ? truth(Value->getBoolValue(), Cast) : std::nullopt;
  case CK_IntegralCast:
    return Value ? Number(converted(*Value, Cast.getType())) : std::nullopt;
  default:
    return std::nullopt;
  }
}

/// `A op B` of two numbers of one type; none if it is undefined or not known here.
Number compute(BinaryOperatorKind Op, const llvm::APSInt &A, const llvm::APSInt &B) {
  if (A.getBitWidth() != B.getBitWidth() || A.isSigned() != B.isSigned())
    return std::nullopt;
  bool Overflows = false;
  llvm::APInt Result = A;
  switch (Op) {
  case BO_Add:
    Result = A.isSigned() ? A.sadd_ov(B, Overflows) : A + B;
    break;
  case BO_Sub:
    Result = A.isSigned() ? A.ssub_ov(B, Overflows) : A - B;
    break;
  case BO_Rem:
    if (B.isZero() || B.isAllOnes())
      return std::nullopt;
    Result = A % B;
    break;
  case BO_And:
    Result = A & B;
    break;
  case BO_Or:
    Result = A | B;
    break;
  case BO_Xor:
    Result = A ^ B;
    break;
  default:
    return std::nullopt;
  }
  return Overflows ? std::nullopt : Number(llvm::APSInt(Result, A.isUnsigned()));
}

std::optional<bool> compared(BinaryOperatorKind Op, const llvm::APSInt &A, const llvm::APSInt &B) {
  int Order = llvm::APSInt::compareValues(A, B);
  switch (Op) {
  case BO_LT:
    return Order < 0;
  case BO_LE:
    return Order <= 0;
  case BO_GT:
    return Order > 0;
  case BO_GE:
    return Order >= 0;
  case BO_EQ:
    return Order == 0;
  case BO_NE:
    return Order != 0;
  default:
    return std::nullopt;
  }
}

Number Trial::valueOf(const BinaryOperator &B) const {
  Number Left = valueOf(B.getLHS());
  if (B.isLogicalOp()) {
    // One side may decide, whatever the other is.
    bool Decisive = B.getOpcode() == BO_LOr;
    if (Left && Left->getBoolValue() == Decisive)
      return truth(Decisive, B);
    Number Right = valueOf(B.getRHS());
    if (Right && Right->getBoolValue() == Decisive)
      return truth(Decisive, B);
    return Left && Right ? truth(!Decisive, B) : std::nullopt;
  }
  Number Right = Left ? valueOf(B.getRHS()) : std::nullopt;
  if (!Left || !Right)
    return std::nullopt;
  if (auto Answer = compared(B.getOpcode(), *Left, *Right))
    return truth(*Answer, B);
  return compute(B.getOpcode(), *Left, *Right);
}

Number Trial::valueOf(const UnaryOperator &U) const {
  Number Value = valueOf(U.getSubExpr());
  if (Value && U.getOpcode() == UO_LNot)
    return truth(!Value->getBoolValue(), U);
  return Value && U.getOpcode() == UO_Not ? Number(llvm::APSInt(~*Value, Value->isUnsigned())) : std::nullopt;
}

/// The value of \p E, or of the object it names; evaluating it has no effects then. None if it is
/// not known.
Number Trial::valueOf(const Expr *E) const {
  E = E->IgnoreParens();
  if (!E->getType()->isIntegralOrEnumerationType())
    return std::nullopt;
  if (llvm::isa<ArraySubscriptExpr>(E) && Element.is(E))
    return characterAs(E->getType());
  if (const auto *V = llvm::isa<DeclRefExpr>(E) ? plainVariable(E) : nullptr)
    if (auto Local = Locals.find(V); Local != Locals.end())
      return Local->second;
  Number Value;
  if (const auto *B = llvm::dyn_cast<BinaryOperator>(E))
    Value = valueOf(*B);
  else if (const auto *U = llvm::dyn_cast<UnaryOperator>(E))
    Value = valueOf(*U);
  else if (const auto *Cast = llvm::dyn_cast<CastExpr>(E))
    Value = valueOf(*Cast);
  else if (const auto *Choice = llvm::dyn_cast<ConditionalOperator>(E)) {
    if (Number Which = valueOf(Choice->getCond()))
      return valueOf(Which->getBoolValue() ? Choice->getTrueExpr() : Choice->getFalseExpr());
  }
  Expr::EvalResult Constant;
  if (!Value && E->EvaluateAsInt(Constant, C))
    return Constant.Val.getInt();
  return Value;
}

Number Trial::storedBy(const BinaryOperator &Store) const {
  Number Right = valueOf(Store.getRHS()), Left = characterAs(Store.getLHS()->getType());
  const auto *Compound = llvm::dyn_cast<CompoundAssignOperator>(&Store);
  if (!Left || !Right || !Compound)
    return Right;
  QualType T = Compound->getComputationLHSType();
  if (!T->isIntegralOrEnumerationType())
    return std::nullopt;
  return compute(BinaryOperator::getOpForCompoundAssignment(Store.getOpcode()), converted(*Left, T), *Right);
}

class Stores {
public:
  Stores(const StringElement &Element, const Stmt &Body, const FunctionDecl &F, ASTContext &C,
         std::vector<SourceLocation> &Own)
      : Element(Element), F(F), C(C), InBody(effectsOf(Body, C)), Jumps(hasLabel(&Body)), Own(Own) {}
  std::optional<Reason> find(const Stmt *S, Known K);

private:
  std::optional<Reason> findInIf(const IfStmt &If, Known K);
  std::optional<Reason> judge(const BinaryOperator &Store, const Known &K);
  bool isNeverZero(const Expr *Value, const Known &K) const;
  bool hasStore(const Stmt *S) const;
  static bool hasLabel(const Stmt *S);
  Known with(Known K, const Expr *Condition, bool Holds) const;
  void pass(Known &K, const Stmt *S) const;

  const StringElement &Element;
  const FunctionDecl &F;
  ASTContext &C;
  const Effects InBody;
  const bool Jumps; ///< Control may get somewhere past any condition.
  std::vector<SourceLocation> &Own;
};

bool Stores::hasStore(const Stmt *S) const {
  if (!S)
    return false;
  if (const auto *B = llvm::dyn_cast<BinaryOperator>(S); B && B->isAssignmentOp() && Element.is(B->getLHS()))
    return true;
  if (const auto *U = llvm::dyn_cast<UnaryOperator>(S); U && U->isIncrementDecrementOp() && Element.is(U->getSubExpr()))
    return true;
  return llvm::any_of(S->children(), [&](const Stmt *Child) { return hasStore(Child); });
}

bool Stores::hasLabel(const Stmt *S) {
  return S && (llvm::isa<LabelStmt, SwitchCase>(S) || llvm::any_of(S->children(), hasLabel));
}

/// \p K where \p Condition was \p Holds.
Known Stores::with(Known K, const Expr *Condition, bool Holds) const {
  if (Jumps || hasStore(Condition))
    return {};
  if (Condition)
    K.Conditions.emplace_back(Condition, Holds);
  return K;
}

/// Whether control never gets behind \p S, in a body without labels.
bool leaves(const Stmt *S) {
  if (const auto *Block = llvm::dyn_cast<CompoundStmt>(S))
    return !Block->body_empty() && leaves(Block->body_back());
  return llvm::isa<ContinueStmt, BreakStmt, ReturnStmt>(S);
}

/// Makes of \p K what is known behind \p S.
void Stores::pass(Known &K, const Stmt *S) const {
  if (!S)
    return;
  if (Jumps || hasStore(S)) {
    K = {};
  } else if (const auto *If = llvm::dyn_cast<IfStmt>(S)) {
    if (!If->getElse() && !If->getInit() && !If->getConditionVariable() && leaves(If->getThen()))
      K = with(std::move(K), If->getCond(), false);
  } else if (const auto *Decls = llvm::dyn_cast<DeclStmt>(S)) {
    for (const Decl *D : Decls->decls()) {
      const auto *V = llvm::dyn_cast<VarDecl>(D);
      auto Changes = [&](const Access &A) { return A.Where.Root == V && A.At != V->getLocation(); };
      if (V && V->hasInit() && V->getType()->isIntegralOrEnumerationType() && isPrivate(*V, F, C) &&
          llvm::none_of(InBody.Writes, Changes))
        K.Locals.push_back(V);
    }
  }
}

/// The call if \p E is toupper or tolower of the C library.
const CallExpr *caseCall(const Expr *E) {
  const auto *Call = llvm::dyn_cast<CallExpr>(E);
  const FunctionDecl *F = Call ? Call->getDirectCallee() : nullptr;
  bool Known = F && F->getDeclName().isIdentifier() && F->isExternC() && Call->getNumArgs() == 1 &&
               (F->getName() == "toupper" || F->getName() == "tolower");
  return Known ? Call : nullptr;
}

/// \p E without conversions that keep its lowest byte, or say whether all is zero.
const Expr *withoutConversions(const Expr *E, const ASTContext &C) {
  while (true) {
    E = E->IgnoreParens();
    const auto *Cast = llvm::dyn_cast<CastExpr>(E);
    if (!Cast || !llvm::is_contained({CK_NoOp, CK_LValueToRValue, CK_IntegralCast, CK_IntegralToBoolean},
                                     Cast->getCastKind()))
      return E;
    QualType T = Cast->getType();
    if (!T->isIntegralOrEnumerationType() || (!T->isBooleanType() && C.getIntWidth(T) < 8))
      return E;
    E = Cast->getSubExpr();
  }
}

bool Stores::isNeverZero(const Expr *Value, const Known &K) const {
  const Expr *Plain = withoutConversions(Value, C);
  if (const auto *Choice = llvm::dyn_cast<ConditionalOperator>(Plain))
    return isNeverZero(Choice->getTrueExpr(), with(K, Choice->getCond(), true)) &&
           isNeverZero(Choice->getFalseExpr(), with(K, Choice->getCond(), false));
  // It gives a letter or its argument.
  if (const CallExpr *Call = caseCall(Plain))
    return isNeverZero(Call->getArg(0), K);
  return Trial(Element, K, C).neverZero(*Value);
}

std::optional<Reason> Stores::judge(const BinaryOperator &Store, const Known &K) {
  bool Never = Store.getOpcode() == BO_Assign ? isNeverZero(Store.getRHS(), K)
                                              : Trial(Element, K, C).neverZero(Store);
  if (!Never)
    return Reason{"may-be-zero", "the character stored may end the string"};
  Own.push_back(Store.getLHS()->getExprLoc());
  return std::nullopt;
}

std::optional<Reason> Stores::findInIf(const IfStmt &If, Known K) {
  for (const Stmt *First : {If.getInit(), static_cast<const Stmt *>(If.getConditionVariableDeclStmt())}) {
    if (auto Found = find(First, K))
      return Found;
    pass(K, First);
  }
  if (auto Found = find(If.getCond(), K))
    return Found;
  if (auto Found = find(If.getThen(), with(K, If.getCond(), true)))
    return Found;
  return find(If.getElse(), with(K, If.getCond(), false));
}

/// What is known is handed on where it is certain that it still holds; every other
/// statement is entered with nothing.
std::optional<Reason> Stores::find(const Stmt *S, Known K) {
  if (!hasStore(S))
    return std::nullopt;
  if (const auto *If = llvm::dyn_cast<IfStmt>(S))
    return findInIf(*If, std::move(K));
  if (const auto *Block = llvm::dyn_cast<CompoundStmt>(S)) {
    for (const Stmt *Each : Block->body()) {
      if (auto Found = find(Each, K))
        return Found;
      pass(K, Each);
    }
    return std::nullopt;
  }
  if (const auto *B = llvm::dyn_cast<BinaryOperator>(S); B && B->isLogicalOp()) {
    if (auto Found = find(B->getLHS(), K))
      return Found;
    return find(B->getRHS(), with(K, B->getLHS(), B->getOpcode() == BO_LAnd));
  }
  if (const auto *Choice = llvm::dyn_cast<ConditionalOperator>(S)) {
    if (auto Found = find(Choice->getCond(), K))
      return Found;
    if (auto Found = find(Choice->getTrueExpr(), with(K, Choice->getCond(), true)))
      return Found;
    return find(Choice->getFalseExpr(), with(K, Choice->getCond(), false));
  }
  bool Transparent = llvm::isa<ParenExpr, CastExpr, FullExpr, AttributedStmt>(S);
  if (const auto *B = llvm::dyn_cast<BinaryOperator>(S); B && B->isAssignmentOp() && Element.is(B->getLHS()))
    if (auto Found = judge(*B, hasStore(B->getRHS()) ? Known() : K))
      return Found;
  for (const Stmt *Child : S->children())
    if (auto Found = find(Child, Transparent ? K : Known()))
      return Found;
  return std::nullopt;
}

} // namespace

std::optional<Reason> findZeroStored(const StringElement &Element, const Stmt &Body, const FunctionDecl &F,
                                     ASTContext &C, std::vector<SourceLocation> &Own) {
  return Stores(Element, Body, F, C, Own).find(&Body, {});
}

} // namespace hone
