// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Recognises what reduce-minmax is about, and what only looks like it: which number of two is kept when neither is
// larger, because they are equal or one is none, depends on how the question is put.
#include "MinMaxLoop.h"
#include "BlockLoop.h"
#include "CheckedIndex.h"
#include "LoopContext.h"
#include "hone/Analysis/Effects.h"
#include "hone/Analysis/Types.h"

using namespace clang;

namespace hone {

const Expr *writtenAs(const Expr &E) { return E.IgnoreUnlessSpelledInSource()->IgnoreParenImpCasts(); }

namespace {

/// What a test of \p Best asks, in words that have Best on the right side.
struct Question {
  const Expr *Value = nullptr;
  BinaryOperatorKind Is = BO_GT; ///< `Value > best`.
  bool Negated = false;
  QualType ComparedAs;
};

std::optional<Question> questionOf(const Expr &Condition, const VarDecl &Best) {
  Question Q;
  const Expr *E = Condition.IgnoreParenImpCasts();
  while (const auto *Not = llvm::dyn_cast<UnaryOperator>(E)) {
    if (Not->getOpcode() != UO_LNot)
      return std::nullopt;
    Q.Negated = !Q.Negated;
    E = Not->getSubExpr()->IgnoreParenImpCasts();
  }
  const auto *Test = llvm::dyn_cast<BinaryOperator>(E);
  if (!Test || !Test->isRelationalOp())
    return std::nullopt;
  const bool IsRight = variableOf(*Test->getRHS()) == &Best;
  if (!IsRight && variableOf(*Test->getLHS()) != &Best)
    return std::nullopt;
  Q.Value = writtenAs(IsRight ? *Test->getLHS() : *Test->getRHS());
  Q.Is = IsRight ? Test->getOpcode() : BinaryOperator::reverseComparisonOp(Test->getOpcode());
  Q.ComparedAs = Test->getLHS()->getType();
  return Q;
}

Refusal no(const char *Code, const std::string &Text, const Stmt &At) { return {Code, Text, At.getBeginLoc()}; }

class Reader {
public:
  explicit Reader(ASTContext &C) : C(C) {}
  /// False if \p S is no update.
  bool read(const Stmt &S, bool IsElse);
  std::vector<MinMaxUpdate> Found;

private:
  bool readIf(const IfStmt &If, bool IsElse);
  bool readAssignment(const BinaryOperator &Set, bool IsElse);
  bool readCall(const CallExpr &Call, MinMaxUpdate U);
  void settle(MinMaxUpdate U, const Question &Q, bool TakesIfTrue, const Stmt &At);

  ASTContext &C;
};

/// `best = ...;` of a local name and a fraction.
const BinaryOperator *assignmentOf(const Stmt *S) {
  const auto *E = llvm::dyn_cast_or_null<Expr>(S);
  const auto *Set = E ? llvm::dyn_cast<BinaryOperator>(writtenAs(*E)) : nullptr;
  return Set && Set->getOpcode() == BO_Assign ? Set : nullptr;
}

const VarDecl *bestOf(const BinaryOperator &Set) {
  const VarDecl *V = variableOf(*Set.getLHS());
  return V && V->getType().getNonReferenceType()->isRealFloatingType() ? V : nullptr;
}

/// How the question answers for equal numbers, and for what is not a number.
void Reader::settle(MinMaxUpdate U, const Question &Q, bool TakesIfTrue, const Stmt &At) {
  const std::string Name = "'" + U.Best->getNameAsString() + "'";
  const bool Takes = TakesIfTrue != Q.Negated;
  U.IsMax = (Q.Is == BO_GT || Q.Is == BO_GE) == Takes;
  if (!Takes)
    U.Against = no("takes-nan", Name + " gets any value that is not a number, too, and the next one behind it", At);
  else if (Q.Is == BO_GE || Q.Is == BO_LE)
    U.Against = no("last-of-equals", Name + " gets the last of equal numbers: 0 and -0 are two", At);
  else if (!C.hasSameUnqualifiedType(Q.ComparedAs, U.Best->getType().getNonReferenceType()))
    U.Against = no("conversion", "the value is rounded when " + Name + " gets it", At);
  Found.push_back(std::move(U));
}

bool Reader::readCall(const CallExpr &Call, MinMaxUpdate U) {
  const FunctionDecl *F = Call.getDirectCallee();
  if (!F || Call.getNumArgs() != 2 || !F->getDeclName().isIdentifier())
    return false;
  const llvm::StringRef Name = F->getName();
  const bool Standard = isStdDecl(F, "max") || isStdDecl(F, "min"), Fused = isMathFunction(*F) && (Name.starts_with("fmax") || Name.starts_with("fmin"));
  const bool First = variableOf(*writtenAs(*Call.getArg(0))) == U.Best;
  if ((!Standard && !Fused) || (!First && variableOf(*writtenAs(*Call.getArg(1))) != U.Best))
    return false;
  U.Value = writtenAs(*Call.getArg(First ? 1 : 0));
  if (Fused) {
    U.Against = no("fmax", "which of two zeros '" + Name.str() + "' gives is the library's to say", Call);
    Found.push_back(std::move(U));
    return true;
  }
  // `std::max<float>(best, x)` rounds before it compares.
  const QualType ComparedAs = F->getParamDecl(0)->getType().getNonReferenceType(), Kept = U.Best->getType().getNonReferenceType();
  const bool Rounds = ComparedAs->isRealFloatingType() && C.getFloatingTypeOrder(Kept, ComparedAs) >= 0 && llvm::any_of(Call.arguments(), [&](const Expr *Given) {
                        return !C.hasSameUnqualifiedType(writtenAs(*Given)->getType(), ComparedAs);
                      });
  if (Rounds) {
    U.Against = no("conversion", "a value is rounded before it is compared", Call);
    Found.push_back(std::move(U));
    return true;
  }
  // std::max(a, b) is `a < b ? b : a`, std::min(a, b) is `b < a ? b : a`.
  Question Q{U.Value, (Name == "max") == First ? BO_GT : BO_LT, false, ComparedAs};
  settle(std::move(U), Q, First, Call);
  return true;
}

bool Reader::readAssignment(const BinaryOperator &Set, bool IsElse) {
  MinMaxUpdate U;
  U.IsElse = IsElse;
  U.Best = bestOf(Set);
  if (!U.Best)
    return false;
  const Expr *Right = writtenAs(*Set.getRHS());
  if (const auto *Call = llvm::dyn_cast<CallExpr>(Right))
    return readCall(*Call, std::move(U));
  const auto *Choice = llvm::dyn_cast<ConditionalOperator>(Right);
  auto Q = Choice ? questionOf(*Choice->getCond(), *U.Best) : std::nullopt;
  if (!Q)
    return false;
  const bool KeepsIfTrue = variableOf(*Choice->getTrueExpr()) == U.Best;
  if (!KeepsIfTrue && variableOf(*Choice->getFalseExpr()) != U.Best)
    return false;
  U.Value = writtenAs(KeepsIfTrue ? *Choice->getFalseExpr() : *Choice->getTrueExpr());
  if (!saysTheSame(*U.Value, *Q->Value, C))
    return false;
  settle(std::move(U), *Q, !KeepsIfTrue, Set);
  return true;
}

bool Reader::readIf(const IfStmt &If, bool IsElse) {
  if (If.getInit() || If.hasVarStorage() || If.isConstexpr() || If.isConsteval())
    return false;
  const auto *Block = llvm::dyn_cast<CompoundStmt>(If.getThen());
  std::vector<const Stmt *> Then{If.getThen()};
  if (Block)
    Then.assign(Block->body_begin(), Block->body_end());
  MinMaxUpdate U;
  U.IsElse = IsElse;
  std::optional<Question> Q;
  for (const Stmt *Each : Then) {
    const BinaryOperator *Set = assignmentOf(Each);
    const VarDecl *V = Set ? bestOf(*Set) : nullptr;
    auto Asked = V && !Q ? questionOf(*If.getCond(), *V) : std::nullopt;
    if (Asked && saysTheSame(*writtenAs(*Set->getRHS()), *Asked->Value, C)) {
      U.Best = V;
      U.Value = Asked->Value;
      Q = Asked;
    } else if (Set) {
      U.Beside.push_back(Set);
    } else {
      U.Against = no("other-work", "more is done where the value is taken", *Each);
    }
  }
  if (!Q)
    return false;
  if (auto Against = std::exchange(U.Against, std::nullopt)) {
    U.Against = Against;
    Found.push_back(std::move(U));
  } else {
    settle(std::move(U), *Q, true, If);
  }
  return !If.getElse() || read(*If.getElse(), true);
}

bool Reader::read(const Stmt &S, bool IsElse) {
  const auto *Block = llvm::dyn_cast<CompoundStmt>(&S);
  if (Block && Block->size() == 1)
    return read(*Block->body_front(), IsElse);
  if (const auto *If = llvm::dyn_cast<IfStmt>(&S))
    return readIf(*If, IsElse);
  const BinaryOperator *Set = assignmentOf(&S);
  return Set && readAssignment(*Set, IsElse);
}

} // namespace

std::optional<MinMaxLoop> minMaxLoop(const Stmt &Loop, ASTContext &C) {
  auto L = elementLoop(Loop, C);
  if (!L)
    return std::nullopt;
  MinMaxLoop M;
  static_cast<ElementLoop &>(M) = *L;
  const Stmt *Body = loopBody(Loop);
  const auto *Block = llvm::dyn_cast<CompoundStmt>(Body);
  std::vector<const Stmt *> Statements{Body};
  if (Block)
    Statements.assign(Block->body_begin(), Block->body_end());
  Reader R(C);
  for (const Stmt *Each : Statements) {
    const auto *Decls = llvm::dyn_cast<DeclStmt>(Each);
    const auto *V = Decls && Decls->isSingleDecl() ? llvm::dyn_cast<VarDecl>(Decls->getSingleDecl()) : nullptr;
    if (V && V->getInit() && V->hasLocalStorage() && !llvm::isa<DecompositionDecl>(V) && R.Found.empty()) {
      M.Locals.push_back(V);
      M.Declarations.push_back(Decls);
    } else if (!R.read(*Each, false)) {
      M.Other = Each;
    }
  }
  // `x = std::min(x, 1.0)` of a turn's own variable is another matter.
  auto Varies = [&](const MinMaxUpdate &U) {
    return !isDeclaredIn(*U.Best, Loop, C) && llvm::any_of(namedVariables(*U.Value), [&](const VarDecl *V) {
      return V == M.Each || isDeclaredIn(*V, Loop, C);
    });
  };
  for (MinMaxUpdate &U : R.Found)
    if (Varies(U))
      M.Updates.push_back(std::move(U));
    else
      M.Other = U.Value;
  return M.Updates.empty() ? std::nullopt : std::optional(M);
}

} // namespace hone
