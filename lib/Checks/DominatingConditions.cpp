// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "DominatingConditions.h"
#include "CheckedIndex.h"
#include "hone/Analysis/Configurations.h"
#include "hone/Analysis/Effects.h"
#include "hone/Analysis/TripCount.h"
#include "hone/Rewrite/PatchBuilder.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/ParentMapContext.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace hone {
namespace {

/// `Left Op Right`, between values of their own types: no conversion of the comparison changes them.
struct Fact {
  const Expr *Left, *Right = nullptr; ///< Without conversions.
  std::optional<llvm::APSInt> Number; ///< What Right is everywhere. Without both, Left is a container that is not empty.
  BinaryOperatorKind Op = BO_NE;
  const Expr *Condition = nullptr;  ///< That says so.
  std::vector<const Stmt *> Behind; ///< What may run after it.
};

/// An expression in front of conversions between integers.
const Expr &unconverted(const Expr &Given) {
  const Expr *E = Given.IgnoreParens();
  while (const auto *Cast = llvm::dyn_cast<ImplicitCastExpr>(E)) {
    if (Cast->getCastKind() != CK_LValueToRValue && Cast->getCastKind() != CK_IntegralCast && Cast->getCastKind() != CK_NoOp)
      break;
    E = Cast->getSubExpr()->IgnoreParens();
  }
  return *E;
}

/// Whether every configuration and every target has the same value for \p E, a constant: numbers and what is made of them.
bool isFixed(const Expr &Given, const ASTContext &C) {
  const Expr &E = *Given.IgnoreParens();
  if (const auto *Cast = llvm::dyn_cast<CastExpr>(&E))
    return Cast->getType()->isIntegerType() && Cast->getSubExpr()->getType()->isIntegerType() && isFixed(*Cast->getSubExpr(), C);
  if (const auto *U = llvm::dyn_cast<UnaryOperator>(&E))
    return (U->getOpcode() == UO_Minus || U->getOpcode() == UO_Plus) && isFixed(*U->getSubExpr(), C);
  if (const auto *B = llvm::dyn_cast<BinaryOperator>(&E))
    return (B->isAdditiveOp() || B->isMultiplicativeOp()) && isFixed(*B->getLHS(), C) && isFixed(*B->getRHS(), C);
  if (const auto *Ref = llvm::dyn_cast<DeclRefExpr>(&E)) {
    const auto *V = llvm::dyn_cast<VarDecl>(Ref->getDecl());
    return V && V->getType().isConstQualified() && V->getInit() && !isInConditional(V->getBeginLoc(), C) && isFixed(*V->getInit(), C);
  }
  return llvm::isa<IntegerLiteral, CharacterLiteral>(E) && E.getBeginLoc().isFileID();
}

std::optional<llvm::APSInt> constantOf(const Expr &E, const ASTContext &C) {
  Expr::EvalResult Value;
  if (E.isValueDependent() || !E.getType()->isIntegerType() || !isFixed(E, C) || !E.EvaluateAsInt(Value, C))
    return std::nullopt;
  return Value.Val.getInt();
}

/// Whether a variable of type \p T can be \p N.
bool canBe(const llvm::APSInt &N, QualType T, const ASTContext &C) {
  if (N.isNegative())
    return T->isSignedIntegerOrEnumerationType() && N.getSignificantBits() <= C.getIntWidth(T);
  return N.getActiveBits() <= C.getIntWidth(T) - (T->isSignedIntegerOrEnumerationType() ? 1 : 0);
}

bool isPlainInteger(QualType T) { return T->isIntegerType() && !T->isBooleanType() && !T.isVolatileQualified(); }

/// Whether a value of type \p From is the same as one of type \p To; of those that are not negative, if \p Positive.
bool holdsAll(QualType To, QualType From, const ASTContext &C, bool Positive) {
  const unsigned Wide = C.getIntWidth(To), Narrow = C.getIntWidth(From);
  if (From->isUnsignedIntegerOrEnumerationType())
    return To->isUnsignedIntegerOrEnumerationType() ? Wide >= Narrow : Wide > Narrow;
  return (To->isSignedIntegerOrEnumerationType() || Positive) && Wide >= Narrow;
}

/// Whether \p Compared is \p Plain, whatever that is.
bool keepsValue(const Expr &Compared, const Expr &Plain, const ASTContext &C) {
  auto Before = constantOf(Plain, C), After = constantOf(Compared, C);
  if (Before && After)
    return llvm::APSInt::isSameValue(*Before, *After);
  return isPlainInteger(Plain.getType()) && !Plain.refersToBitField() &&
         holdsAll(Compared.getType(), Plain.getType(), C, /*Positive=*/false);
}

/// `v` in `v.Name()`, if v is a container of the library; null: it says something else.
const Expr *askedFor(const Expr &E, llvm::ArrayRef<llvm::StringRef> Names) {
  const auto *Call = llvm::dyn_cast<CXXMemberCallExpr>(E.IgnoreParenImpCasts());
  const CXXMethodDecl *M = Call ? Call->getMethodDecl() : nullptr;
  if (!M || !M->getParent()->isInStdNamespace() || !M->getDeclName().isIdentifier() || !llvm::is_contained(Names, M->getName()) ||
      Call->getNumArgs() != 0)
    return nullptr;
  // Not by way of a class that is made of one: that may have a begin and an end of its own, or another size.
  const Expr *Object = Call->getImplicitObjectArgument()->IgnoreParenNoopCasts(M->getASTContext());
  return llvm::isa<CastExpr>(Object) || Object->getType()->isPointerType() ? nullptr : Object;
}

/// Whether control never gets to the end of \p S.
bool leaves(const Stmt &S, const ASTContext &C) {
  if (const auto *Block = llvm::dyn_cast<CompoundStmt>(&S))
    return !Block->body_empty() && leaves(*Block->body_back(), C);
  if (const auto *If = llvm::dyn_cast<IfStmt>(&S))
    return If->getElse() && leaves(*If->getThen(), C) && leaves(*If->getElse(), C);
  if (S.getBeginLoc().isMacroID())
    return false; // It may be another one elsewhere.
  const auto *E = llvm::dyn_cast<Expr>(&S);
  E = E ? E->IgnoreParenImpCasts()->IgnoreUnlessSpelledInSource() : nullptr;
  const auto *Call = llvm::dyn_cast_or_null<CallExpr>(E);
  const FunctionDecl *F = Call ? Call->getDirectCallee() : nullptr;
  const bool Ends = F && F->isNoReturn() && F->getDeclName().isIdentifier() && !isSaidInConditional(F->getName(), C);
  return Ends || llvm::isa<ReturnStmt, BreakStmt, ContinueStmt>(S) || (E && llvm::isa<CXXThrowExpr>(E));
}

/// Whether control may get into \p S but from in front: a label or a case of a switch around it.
bool hasEntry(const Stmt &S) {
  if (llvm::isa<LabelStmt, SwitchCase>(S))
    return true;
  return !llvm::isa<SwitchStmt>(S) && llvm::any_of(S.children(), [](const Stmt *Each) { return Each && hasEntry(*Each); });
}

bool hasLabel(const Stmt &S) {
  return llvm::isa<LabelStmt>(S) || llvm::any_of(S.children(), [](const Stmt *Each) { return Each && hasLabel(*Each); });
}

/// Whether no macro says it.
bool isWritten(const Stmt &S) { return S.getBeginLoc().isFileID() && S.getEndLoc().isFileID(); }

class Collector {
public:
  Collector(const Stmt &At, ASTContext &C) : At(At), C(C) {}
  std::vector<Fact> run();

private:
  bool step(const Stmt &Parent, const Stmt &Child);
  const Expr *questionOf(const IfStmt &If) const;
  bool beside(const CompoundStmt &Block, const Stmt &Child);
  void loop(const Stmt &Loop, const Stmt &Child);
  void learn(const Expr &Condition, bool Truth);
  void learn(const Expr &Condition, bool Truth, const Stmt *Then);
  void compare(const Expr &Left, BinaryOperatorKind Op, const Expr &Right, const Expr &Condition);

  const Stmt &At;
  ASTContext &C;
  std::vector<const Stmt *> Behind; ///< What may run between a place further out and At.
  std::vector<Fact> Facts;
};

void Collector::compare(const Expr &Left, BinaryOperatorKind Op, const Expr &Right, const Expr &Condition) {
  const Expr &A = unconverted(Left), &B = unconverted(Right);
  if (!Left.getType()->isIntegerType() || !Right.getType()->isIntegerType() || !keepsValue(Left, A, C) || !keepsValue(Right, B, C))
    return;
  const BinaryOperatorKind Turned = BinaryOperator::isRelationalOp(Op) ? BinaryOperator::reverseComparisonOp(Op) : Op;
  Facts.push_back({&A, &B, constantOf(B, C), Op, &Condition, Behind});
  Facts.push_back({&B, &A, constantOf(A, C), Turned, &Condition, Behind});
}

void Collector::learn(const Expr &Condition, bool Truth) {
  const Expr &E = *Condition.IgnoreParens();
  if (const auto *Not = llvm::dyn_cast<UnaryOperator>(&E); Not && Not->getOpcode() == UO_LNot)
    return learn(*Not->getSubExpr(), !Truth);
  if (const auto *B = llvm::dyn_cast<BinaryOperator>(&E)) {
    if (B->getOpcode() == (Truth ? BO_LAnd : BO_LOr)) {
      learn(*B->getLHS(), Truth);
      return learn(*B->getRHS(), Truth);
    }
    if (B->isRelationalOp() || B->isEqualityOp())
      compare(*B->getLHS(), Truth ? B->getOpcode() : BinaryOperator::negateComparisonOp(B->getOpcode()), *B->getRHS(), E);
    return;
  }
  const auto *Cast = llvm::dyn_cast<ImplicitCastExpr>(&E);
  const Expr *Number = Cast && Cast->getCastKind() == CK_IntegralToBoolean ? &unconverted(*Cast->getSubExpr()) : nullptr;
  if (Number && keepsValue(*Cast->getSubExpr(), *Number, C))
    Facts.push_back({Number, nullptr, llvm::APSInt::get(0), Truth ? BO_NE : BO_EQ, &E, Behind});
  const Expr *Empty = askedFor(E, {"empty"});
  if (Empty && !Truth)
    Facts.push_back({Empty, nullptr, std::nullopt, BO_NE, &E, Behind});
}

/// All that \p Condition says; the rest of it is evaluated, and \p Then runs, before anything else does.
void Collector::learn(const Expr &Condition, bool Truth, const Stmt *Then) {
  const std::size_t Before = Behind.size();
  Behind.push_back(&Condition);
  if (Then)
    Behind.push_back(Then);
  learn(Condition, Truth);
  Behind.resize(Before);
}

/// The question \p If asks, if another configuration asks it, too, and does nothing between it and At that is not seen here.
const Expr *Collector::questionOf(const IfStmt &If) const {
  const Expr *Asked = If.getCond();
  const bool Plain = !If.getInit() && !If.getConditionVariable() && !If.isConsteval() && !If.isConstexpr() && isWritten(If) && isWritten(*Asked);
  return Plain && !isSplit({If.getBeginLoc(), At.getBeginLoc()}, C) && !isInConditional(If.getBeginLoc(), C, At.getBeginLoc()) ? Asked
                                                                                                                               : nullptr;
}

/// The questions in front of \p Child, the last first; false where others may come in behind them.
bool Collector::beside(const CompoundStmt &Block, const Stmt &Child) {
  for (const Stmt *Each : llvm::reverse(llvm::make_range(Block.body_begin(), llvm::find(Block.body(), &Child)))) {
    if (hasEntry(*Each))
      return false;
    const auto *If = llvm::dyn_cast<IfStmt>(Each);
    const Expr *Asked = If ? questionOf(*If) : nullptr;
    if (Asked && leaves(*If->getThen(), C))
      learn(*Asked, false, If->getElse());
    else if (Asked && If->getElse() && leaves(*If->getElse(), C))
      learn(*Asked, true, If->getThen());
    Behind.push_back(Each);
  }
  return true;
}

void Collector::loop(const Stmt &Loop, const Stmt &Child) {
  const auto *For = llvm::dyn_cast<ForStmt>(&Loop);
  const auto *While = llvm::dyn_cast<WhileStmt>(&Loop);
  const Expr *Test = For ? For->getCond() : While ? While->getCond() : nullptr;
  if (Test && loopBody(Loop) == &Child && Loop.getBeginLoc().isFileID() && isWritten(*Test) && !isSplit({Loop.getBeginLoc(), At.getBeginLoc()}, C)) {
    // The index of a loop that counts up to less than its bound never gets below its first value.
    auto L = upwardLoop(Loop);
    auto First = L && L->Test == BO_LT && indexReachesBound(*L, C) ? constantOf(*L->Init, C) : std::nullopt;
    if (First && canBe(*First, L->Index->getType(), C))
      for (const Stmt *Side : Test->IgnoreParenImpCasts()->children())
        if (const Expr &Index = unconverted(*llvm::cast<Expr>(Side)); variableOf(Index) == L->Index)
          Facts.push_back({&Index, nullptr, First, BO_GE, L->Init, {}});
    learn(*Test, true, nullptr);
  }
  // Whatever runs in it may have run before.
  Behind.push_back(&Loop);
}

bool Collector::step(const Stmt &Parent, const Stmt &Child) {
  if (const auto *Block = llvm::dyn_cast<CompoundStmt>(&Parent))
    return beside(*Block, Child);
  if (const auto *If = llvm::dyn_cast<IfStmt>(&Parent)) {
    if (const Expr *Asked = questionOf(*If))
      learn(*Asked, If->getThen() == &Child, nullptr);
    for (const Stmt *First : std::initializer_list<const Stmt *>{If->getInit(), If->getConditionVariableDeclStmt(), If->getCond()})
      if (First)
        Behind.push_back(First);
    return true;
  }
  if (isLoop(Parent)) {
    loop(Parent, Child);
    return true;
  }
  return llvm::isa<CXXTryStmt, AttributedStmt>(Parent);
}

std::vector<Fact> Collector::run() {
  const FunctionDecl *F = outermostFunction(At, C);
  if (!F || !F->getBody() || hasLabel(*F->getBody()))
    return {};
  bool Jumps = false; // From the switch around, past all questions in it.
  for (const Stmt *Child = &At; Child;) {
    auto Parents = C.getParents(*Child);
    const auto *Parent = Parents.empty() ? nullptr : Parents[0].get<Stmt>();
    Jumps |= hasEntry(*Child) || llvm::isa_and_nonnull<SwitchCase>(Parent);
    if (Parent && Jumps) {
      Jumps = !llvm::isa<SwitchStmt>(Parent);
      if (!Jumps)
        Behind.push_back(Parent);
    } else if (!Parent || !step(*Parent, *Child)) {
      if (!llvm::isa_and_nonnull<CompoundStmt>(Parent))
        break;
      Jumps = true;
    }
    Child = Parent;
  }
  return std::move(Facts);
}

/// Whether another configuration may have another function where \p E calls one.
bool callsConfigured(const Effects &E, const ASTContext &C) {
  return llvm::any_of(E.Inlined, [&](const FunctionDecl *Each) {
    return isConditional(*Each, C) || isInConditional(Each->getBeginLoc(), C) ||
           (Each->getDeclName().isIdentifier() && isSaidInConditional(Each->getName(), C));
  });
}

/// Whether nothing that may run behind it changes what \p F is about.
bool lasts(const Fact &F, const Stmt &At, ASTContext &C) {
  const FunctionDecl *Function = outermostFunction(At, C);
  Effects Asked = effectsOf(*F.Condition, C);
  if (findImpurity(Asked) || callsConfigured(Asked, C))
    return false;
  return llvm::none_of(F.Behind, [&](const Stmt *Each) {
    Effects Then = effectsOf(*Each, C);
    return callsConfigured(Then, C) || findChange(Then, Asked.Reads, *Function, C);
  });
}

class Known {
public:
  Known(const Stmt &At, ASTContext &C) : At(At), C(C), Facts(Collector(At, C).run()) {}
  bool atLeast(const Expr &E, const llvm::APSInt &Least, unsigned Depth = 0) const;
  bool less(const Expr &A, const Expr &B, bool OrEqual) const;
  bool differ(const Expr &A, const Expr &B) const;
  bool hasElements(const Expr &Container) const;

private:
  bool madeAtLeast(const Expr &E, const llvm::APSInt &Least, unsigned Depth) const;

  static constexpr unsigned MaxDepth = 3;
  const Stmt &At;
  ASTContext &C;
  std::vector<Fact> Facts;
};

llvm::APSInt sum(const llvm::APSInt &A, const llvm::APSInt &B) {
  const unsigned Width = std::max(A.getBitWidth(), B.getBitWidth()) + 2;
  auto Wide = [&](const llvm::APSInt &N) { return llvm::APSInt(N.extend(Width), /*isUnsigned=*/false); };
  return Wide(A) + Wide(B);
}

bool isLessOrEqual(const llvm::APSInt &A, const llvm::APSInt &B) { return llvm::APSInt::compareValues(A, B) <= 0; }

bool Known::hasElements(const Expr &Container) const {
  const llvm::APSInt Zero = llvm::APSInt::get(0), One = llvm::APSInt::get(1);
  return llvm::any_of(Facts, [&](const Fact &F) {
    if (!F.Right && !F.Number)
      return saysTheSame(*F.Left, Container, C) && lasts(F, At, C);
    const Expr *Sized = F.Number ? askedFor(*F.Left, {"size", "length"}) : nullptr;
    const bool Says = F.Op == BO_NE   ? F.Number && F.Number->isZero()
                      : F.Op == BO_GT ? F.Number && isLessOrEqual(Zero, *F.Number)
                                      : (F.Op == BO_GE || F.Op == BO_EQ) && F.Number && isLessOrEqual(One, *F.Number);
    return Sized && Says && saysTheSame(*Sized, Container, C) && lasts(F, At, C);
  });
}

/// The same of what \p E is made of: a constant's initializer, a sum with a number.
bool Known::madeAtLeast(const Expr &E, const llvm::APSInt &Least, unsigned Depth) const {
  if (const VarDecl *V = variableOf(E)) {
    const Expr *Init = V->getInit();
    auto Parents = C.getParents(*V);
    const auto *Declared = Parents.empty() ? nullptr : Parents[0].get<DeclStmt>();
    if (!Init || !Declared || !Declared->isSingleDecl() || !V->hasLocalStorage() || !V->getType().isConstQualified() || V->getType()->isReferenceType())
      return false;
    const Expr &From = unconverted(*Init);
    return keepsValue(*Init, From, C) && Known(*Declared, C).atLeast(From, Least, Depth + 1);
  }
  const auto *B = llvm::dyn_cast<BinaryOperator>(&E);
  auto Number = B && B->isAdditiveOp() && B->getRHS()->getType()->isIntegerType() ? constantOf(unconverted(*B->getRHS()), C) : std::nullopt;
  if (!Number || Number->isNegative() || !B->getLHS()->getType()->isIntegerType() || !keepsValue(*B->getLHS(), unconverted(*B->getLHS()), C))
    return false;
  const llvm::APSInt Signed(Number->extend(Number->getBitWidth() + 2), /*isUnsigned=*/false);
  if (B->getOpcode() == BO_Sub) // No less than 0, so it does not come round.
    return isLessOrEqual(llvm::APSInt::get(0), Least) && atLeast(*B->getLHS(), sum(Least, Signed), Depth + 1);
  return E.getType()->isSignedIntegerType() && !C.getLangOpts().isSignedOverflowDefined() && atLeast(*B->getLHS(), sum(Least, llvm::APSInt(-Signed, false)), Depth + 1);
}

bool Known::atLeast(const Expr &Given, const llvm::APSInt &Least, unsigned Depth) const {
  const Expr &E = unconverted(Given);
  const llvm::APSInt Zero = llvm::APSInt::get(0), One = llvm::APSInt::get(1);
  if (auto Value = constantOf(E, C))
    return isLessOrEqual(Least, *Value);
  if (!isPlainInteger(E.getType()) || Depth > MaxDepth)
    return false;
  if (E.getType()->isUnsignedIntegerType() && isLessOrEqual(Least, Zero))
    return true;
  if (const Expr *Sized = askedFor(E, {"size", "length"}); Sized && isLessOrEqual(Least, One) && hasElements(*Sized))
    return true;
  const bool Says = llvm::any_of(Facts, [&](const Fact &F) {
    if ((!F.Right && !F.Number) || !saysTheSame(*F.Left, E, C))
      return false;
    bool Enough = false;
    if (F.Op == BO_NE)
      Enough = E.getType()->isUnsignedIntegerType() && F.Number && F.Number->isZero() && isLessOrEqual(Least, One);
    else if (F.Op == BO_GT || F.Op == BO_GE || F.Op == BO_EQ) {
      const llvm::APSInt Needed = F.Op == BO_GT ? sum(Least, llvm::APSInt::get(-1)) : Least;
      Enough = F.Number ? isLessOrEqual(Needed, *F.Number) : F.Right && atLeast(*F.Right, Needed, Depth + 1);
    }
    return Enough && lasts(F, At, C);
  });
  return Says || madeAtLeast(E, Least, Depth);
}

bool Known::less(const Expr &GivenA, const Expr &GivenB, bool OrEqual) const {
  const Expr &A = unconverted(GivenA), &B = unconverted(GivenB);
  if (auto Number = constantOf(A, C))
    return atLeast(B, OrEqual ? *Number : sum(*Number, llvm::APSInt::get(1)));
  return llvm::any_of(Facts, [&](const Fact &F) {
    return F.Right && (F.Op == BO_LT || (OrEqual && (F.Op == BO_LE || F.Op == BO_EQ))) && saysTheSame(*F.Left, A, C) &&
           saysTheSame(*F.Right, B, C) && lasts(F, At, C);
  });
}

bool Known::differ(const Expr &GivenA, const Expr &GivenB) const {
  const Expr &A = unconverted(GivenA), &B = unconverted(GivenB);
  auto Number = constantOf(A, C);
  return llvm::any_of(Facts, [&](const Fact &F) {
    const bool Same = F.Number ? Number && saysTheSame(*F.Left, B, C) && llvm::APSInt::isSameValue(*F.Number, *Number)
                               : F.Right && saysTheSame(*F.Left, A, C) && saysTheSame(*F.Right, B, C);
    return F.Op == BO_NE && Same && lasts(F, At, C);
  });
}

} // namespace

bool isKnownAtLeast(const Expr &E, std::uint64_t Least, const Stmt &At, ASTContext &C) {
  return Known(At, C).atLeast(E, llvm::APSInt::getUnsigned(Least));
}

bool isKnownLess(const Expr &A, const Expr &B, const Stmt &At, ASTContext &C) { return Known(At, C).less(A, B, /*OrEqual=*/false); }

bool isEntered(const Stmt &Loop, ASTContext &C) {
  if (runsAtLeastOnce(Loop, C))
    return true;
  if (const auto *Range = llvm::dyn_cast<CXXForRangeStmt>(&Loop))
    return !Range->getInit() && Known(Loop, C).hasElements(*Range->getRangeInit()->IgnoreParenImpCasts());
  auto L = countedLoop(Loop);
  const auto *Test = L ? llvm::dyn_cast<BinaryOperator>(L->Condition->IgnoreParenImpCasts()) : nullptr;
  const auto *For = llvm::dyn_cast<ForStmt>(&Loop);
  if (!Test || !For || !llvm::cast<DeclStmt>(For->getInit())->isSingleDecl() || Loop.getBeginLoc().isMacroID())
    return false;
  const Expr &First = unconverted(*L->Init), &Bound = unconverted(*L->Bound);
  const QualType Compared = Test->getLHS()->getType(), Index = L->Index->getType();
  if (!isPlainInteger(Compared) || !isPlainInteger(Index) || !isPlainInteger(First.getType()) || !isPlainInteger(Bound.getType()) ||
      First.refersToBitField() || Bound.refersToBitField())
    return false;
  const Known Here(Loop, C);
  const bool Up = L->Step > 0, OrEqual = L->Test == BO_LE || L->Test == BO_GE;
  const llvm::APSInt Zero = llvm::APSInt::get(0);
  // The index begins with that value, and the comparison sees both as they are.
  auto Number = constantOf(First, C), Stop = constantOf(Bound, C);
  const bool FirstKept = Number ? canBe(*Number, Index, C) && canBe(*Number, Compared, C)
                                : holdsAll(Index, First.getType(), C, Here.atLeast(First, Zero)) && holdsAll(Compared, Index, C, Here.atLeast(First, Zero));
  const bool BoundKept = Stop ? canBe(*Stop, Compared, C) : holdsAll(Compared, Bound.getType(), C, Here.atLeast(Bound, Zero));
  if (!FirstKept || !BoundKept)
    return false;
  return (Up ? Here.less(First, Bound, OrEqual) : Here.less(Bound, First, OrEqual)) || (L->Test == BO_NE && Here.differ(First, Bound));
}

} // namespace hone
