// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Whether a loop will run, asked in front of it. The question is made of the
// loop's own words: its condition, with the first value of the index for the
// index. It is asked once more than the source does, so it must have no effects,
// and what the header declares cannot be named yet.

#include "LoopContext.h"
#include "hone/Analysis/Effects.h"
#include "hone/Analysis/Exceptions.h"
#include "hone/Rewrite/PatchBuilder.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include <functional>

using namespace clang;

namespace hone {
namespace {

/// `i = Init; i op Bound`: what decides whether a for statement runs, or a part of it.
struct Header {
  const VarDecl *Index = nullptr;
  const Expr *Init = nullptr, *Bound = nullptr; ///< With their conversions.
  BinaryOperatorKind Test = BO_LT; ///< With the index on the left.
  bool Turned = false;             ///< The source has the index on the right.
};

bool isPure(const Expr &E, const ASTContext &C) { return !findImpurity(effectsOf(E, C)); }

/// Whether \p E can be said in front of \p Loop: without effects, naming nothing that
/// the loop declares.
bool canBeAsked(const Expr &E, const Stmt &Loop, ASTContext &C) {
  return isPure(E, C) && llvm::none_of(namedVariables(E), [&](const VarDecl *V) {
           return isDeclaredIn(*V, Loop, C);
         });
}

/// Whether \p E binds tighter than a comparison.
bool isOperand(const Expr &E) {
  if (const auto *B = llvm::dyn_cast<BinaryOperator>(&E))
    return B->isMultiplicativeOp() || B->isAdditiveOp() || B->isShiftOp();
  return isNameOrCall(E) ||
         llvm::isa<IntegerLiteral, FloatingLiteral, ParenExpr, ArraySubscriptExpr, ExplicitCastExpr, UnaryOperator>(E);
}

bool sameType(QualType A, QualType B, const ASTContext &C) {
  return C.hasSameUnqualifiedType(A.getNonReferenceType(), B.getNonReferenceType());
}

/// Whether what is said of \p E, without the conversions that nobody wrote, compares as the language
/// has it: with a class, and with an enumeration the other way round, an operator or a conversion of
/// the project's may take part that the loop does not call.
bool comparesPlainly(const Expr &E, bool OtherWayRound) {
  QualType T = E.IgnoreUnlessSpelledInSource()->getType().getCanonicalType();
  return llvm::isa<PointerType>(T) || llvm::isa<BuiltinType>(T) || (llvm::isa<EnumType>(T) && !OtherWayRound);
}

const VarDecl *variableOf(const Expr &E) {
  const auto *R = llvm::dyn_cast<DeclRefExpr>(E.IgnoreParenImpCasts());
  const auto *V = R ? llvm::dyn_cast<VarDecl>(R->getDecl()) : nullptr;
  return V && V->hasLocalStorage() && !V->getType()->isReferenceType() ? V : nullptr;
}

/// The value the header gives \p V before the first test.
const Expr *startOf(const VarDecl &V, const Stmt &Init) {
  if (const auto *Decls = llvm::dyn_cast<DeclStmt>(&Init))
    return llvm::is_contained(Decls->decls(), &V) ? V.getInit() : nullptr;
  const auto *B = llvm::dyn_cast<BinaryOperator>(&Init);
  return B && B->getOpcode() == BO_Assign && variableOf(*B->getLHS()) == &V ? B->getRHS() : nullptr;
}

/// What \p Condition, which is all or a part of the loop's, says with the header.
std::optional<Header> headerOf(const ForStmt &For, const Expr &Condition, const ASTContext &C) {
  const auto *Test = llvm::dyn_cast<BinaryOperator>(Condition.IgnoreParenImpCasts());
  if (!Test || !Test->isComparisonOp() || Test->getOpcode() == BO_Cmp)
    return std::nullopt;
  // One initialiser may change what another reads.
  if (const auto *Decls = llvm::dyn_cast<DeclStmt>(For.getInit()))
    for (const Decl *D : Decls->decls())
      if (const auto *V = llvm::dyn_cast<VarDecl>(D); !V || (V->getInit() && !isPure(*V->getInit(), C)))
        return std::nullopt;
  for (bool Left : {true, false}) {
    Header H;
    H.Index = variableOf(Left ? *Test->getLHS() : *Test->getRHS());
    H.Init = H.Index ? startOf(*H.Index, *For.getInit()) : nullptr;
    if (!H.Init)
      continue;
    H.Bound = Left ? Test->getRHS() : Test->getLHS();
    H.Test = Left || Test->isEqualityOp() ? Test->getOpcode()
                                          : BinaryOperator::reverseComparisonOp(Test->getOpcode());
    H.Turned = !Left;
    const VarDecl *Declared = variableOf(*H.Bound);
    const Expr *First = Declared ? startOf(*Declared, *For.getInit()) : nullptr;
    if (First && sameType(First->IgnoreUnlessSpelledInSource()->getType(), Declared->getType(), C))
      H.Bound = First; // for (size_t i = 0, n = v.size(); i < n; ++i)
    return H;
  }
  return std::nullopt;
}

/// `Bound op Init` or `Init op Bound`, if it compares what the loop compares.
std::string compare(const Header &H, ASTContext &C) {
  const Expr *Init = H.Init->IgnoreImpCasts(), *Stop = H.Bound->IgnoreImpCasts();
  QualType Index = H.Index->getType(), Bound = Stop->getType();
  std::string First = textOf(*Init, C), Last = textOf(*Stop, C);
  if (First.empty() || Last.empty() || !isOperand(*Init) || !isOperand(*Stop))
    return "";
  const auto *Literal = llvm::dyn_cast<IntegerLiteral>(Init);
  const bool OtherWayRound = Literal || H.Turned;
  if (!comparesPlainly(*Init, OtherWayRound) || !comparesPlainly(*Stop, OtherWayRound))
    return "";
  if (!Literal) {
    // A bit-field has another type once it is compared.
    if (!sameType(Init->IgnoreUnlessSpelledInSource()->getType(), Index, C) || Init->refersToBitField())
      return "";
    return First + " " + BinaryOperator::getOpcodeStr(H.Test).str() + " " + Last;
  }
  // A literal has a type of its own, so negative numbers might compare otherwise.
  Expr::EvalResult Value;
  if (!Index->isIntegerType() && Literal->getValue().getLimitedValue(1u << 24) >= 1u << 24)
    return ""; // more than a float can hold
  if (Index->isIntegerType() && (!H.Init->EvaluateAsInt(Value, C) ||
                                 Value.Val.getInt() != Literal->getValue().getLimitedValue(1u << 30)))
    return "";
  // `n >= 0`: true for what has no sign, and compilers say so.
  if (H.Test == BO_LE && Literal->getValue() == 0 && Bound->isUnsignedIntegerType())
    return "";
  // `i = 0u` with an index that is not compared as an unsigned number: the test would be.
  bool Unsigned = Index->isUnsignedIntegerType() && C.getTypeSize(Index) >= C.getTypeSize(C.IntTy);
  if (Literal->getType()->isUnsignedIntegerType() && !Unsigned)
    return "";
  bool Wraps = Unsigned && Bound->isSignedIntegerType() && !H.Bound->isEvaluatable(C);
  if (Wraps && (H.Test != BO_LT || Literal->getValue() != 0 ||
                C.getTypeSize(Index) < C.getTypeSize(Bound)))
    return "";
  BinaryOperatorKind Op = BinaryOperator::isRelationalOp(H.Test)
                              ? BinaryOperator::reverseComparisonOp(H.Test)
                              : H.Test;
  return Last + " " + BinaryOperator::getOpcodeStr(Wraps ? BO_NE : Op).str() + " " + First;
}

/// Whether two constants compare so for certain; conversions may change negative ones.
bool holds(BinaryOperatorKind Op, const llvm::APSInt &A, const llvm::APSInt &B) {
  if (A.isNegative() || B.isNegative())
    return false;
  int Order = llvm::APSInt::compareValues(A, B);
  return Op == BO_LT   ? Order < 0
         : Op == BO_LE ? Order <= 0
         : Op == BO_GT ? Order > 0
         : Op == BO_GE ? Order >= 0
                       : Op == BO_NE && Order != 0;
}

/// What the language's own && joins, from left to right.
void addParts(const Expr &Condition, llvm::SmallVectorImpl<const Expr *> &Parts) {
  const auto *And = llvm::dyn_cast<BinaryOperator>(Condition.IgnoreParenImpCasts());
  if (!And || And->getOpcode() != BO_LAnd)
    return Parts.push_back(&Condition);
  addParts(*And->getLHS(), Parts);
  addParts(*And->getRHS(), Parts);
}

/// \p Condition as the first test of \p For finds it.
EntryTest ofPart(const ForStmt &For, const Expr &Condition, ASTContext &C) {
  auto H = headerOf(For, Condition, C);
  if (!H || !canBeAsked(*H->Init, For, C) || !canBeAsked(*H->Bound, For, C))
    return {};
  // `i = 0; i < i + n` asks for the new value.
  const FunctionDecl *Around = outermostFunction(For, C);
  if (!Around || findChange(effectsOf(*For.getInit(), C), effectsOf(*H->Bound, C).Reads, *Around, C))
    return {};
  Expr::EvalResult From, To;
  if (H->Init->EvaluateAsInt(From, C) && H->Bound->EvaluateAsInt(To, C))
    return {"", {}, holds(H->Test, From.Val.getInt(), To.Val.getInt()), ""};
  return {compare(*H, C), {H->Init, H->Bound}, false, ""};
}

/// Both questions, in their order: the second is asked only if the first is answered with yes. None if
/// one of them cannot be asked.
EntryTest both(EntryTest A, const EntryTest &B) {
  bool Askable = (A.Always || !A.Text.empty()) && (B.Always || !B.Text.empty());
  if (!Askable)
    return {};
  A.Text += (A.Text.empty() || B.Text.empty() ? "" : " && ") + B.Text;
  A.Asks.insert(A.Asks.end(), B.Asks.begin(), B.Asks.end());
  return {A.Text, std::move(A.Asks), A.Text.empty(), ""};
}

/// All parts of the condition.
EntryTest ofHeader(const ForStmt &For, ASTContext &C) {
  llvm::SmallVector<const Expr *, 2> Parts;
  addParts(*For.getCond(), Parts);
  EntryTest Whole;
  Whole.Always = true;
  for (const Expr *Part : Parts) {
    // Constants of a macro may be others elsewhere.
    if (Parts.size() > 1 && textOf(*Part, C).empty())
      return {};
    Whole = both(std::move(Whole), ofPart(For, *Part, C));
  }
  return Whole;
}

/// The condition itself, where nothing comes before it.
EntryTest ofCondition(const Expr &Condition, ASTContext &C) {
  // What a class or an enumeration makes of && is its own affair.
  if (!isPure(Condition, C) || !comparesPlainly(Condition, /*OtherWayRound=*/true))
    return {};
  std::string Text = textOf(Condition, C);
  const Expr *E = Condition.IgnoreImpCasts();
  const auto *B = llvm::dyn_cast<BinaryOperator>(E);
  bool Tight = isOperand(*E) || (B && (B->isComparisonOp() || B->getOpcode() == BO_LAnd));
  return {Text.empty() || Tight ? Text : "(" + Text + ")", {&Condition}, false, ""};
}

/// What \p Condition, a part of the first test of \p Loop, finds.
EntryTest ofFirst(const Expr &Condition, const Stmt &Loop, ASTContext &C) {
  const auto *And = llvm::dyn_cast<BinaryOperator>(Condition.IgnoreParens());
  if (And && And->getOpcode() == BO_LAnd) {
    EntryTest Left = ofFirst(*And->getLHS(), Loop, C), Right = ofFirst(*And->getRHS(), Loop, C);
    return both(std::move(Left), Right);
  }
  const auto *For = llvm::dyn_cast<ForStmt>(&Loop);
  const Stmt *Init = For ? For->getInit() : nullptr;
  if (!Init)
    return ofCondition(Condition, C);
  EntryTest Test = ofPart(*For, Condition, C);
  if (Test.Always || !Test.Text.empty())
    return Test;
  // What the initialiser has nothing to do with is as true before it.
  const FunctionDecl *Around = outermostFunction(Loop, C);
  bool Same = Around && canBeAsked(Condition, Loop, C) &&
              !findChange(effectsOf(*Init, C), effectsOf(Condition, C).Reads, *Around, C);
  return Same ? ofCondition(Condition, C) : EntryTest();
}

bool hasEmpty(QualType T) {
  for (const char *Name : {"span", "basic_string_view", "deque", "list", "forward_list", "map", "set",
                           "multimap", "multiset", "unordered_map", "unordered_set"})
    if (isStdType(T, Name))
      return true;
  return isStdVector(T) || isStdString(T) || isStdType(T, "array");
}

} // namespace

EntryTest entryTest(const Stmt &Loop, ASTContext &C) {
  if (const auto *While = llvm::dyn_cast<WhileStmt>(&Loop))
    return While->getConditionVariable() ? EntryTest() : ofCondition(*While->getCond(), C);
  if (const auto *For = llvm::dyn_cast<ForStmt>(&Loop)) {
    if (For->getConditionVariable() || !For->getCond())
      return {};
    return For->getInit() ? ofHeader(*For, C) : ofCondition(*For->getCond(), C);
  }
  const auto *Range = llvm::dyn_cast<CXXForRangeStmt>(&Loop);
  if (!Range || Range->getInit())
    return {};
  const Expr *Container = Range->getRangeInit()->IgnoreParenImpCasts();
  if (!hasEmpty(Container->getType()) || !llvm::isa<DeclRefExpr, MemberExpr>(Container) ||
      !canBeAsked(*Container, Loop, C))
    return {};
  std::string Text = textOf(*Container, C);
  if (Text.empty())
    return {};
  return {"!" + Text + ".empty()", {Container}, false, Text + ".empty()"};
}

EntryTest testBefore(const Expr &E, const Stmt &Loop, ASTContext &C) {
  const auto *For = llvm::dyn_cast<ForStmt>(&Loop);
  const auto *While = llvm::dyn_cast<WhileStmt>(&Loop);
  const Expr *Test = For ? For->getCond() : While ? While->getCond() : nullptr;
  if (!Test || (For ? For->getConditionVariable() : While->getConditionVariable()))
    return {};
  // What the initialiser does would come later than it did.
  if (For && For->getInit()) {
    Effects Init = effectsOf(*For->getInit(), C);
    if (findExit(Init) || !Init.MayNotEnd.empty())
      return {};
  }
  std::function<bool(const Stmt *)> HasIt = [&](const Stmt *S) {
    return S && (S == &E || llvm::any_of(S->children(), HasIt));
  };
  EntryTest Result;
  Result.Always = true;
  while (true) {
    Test = Test->IgnoreParens();
    const auto *And = llvm::dyn_cast<BinaryOperator>(Test);
    if (!And || And->getOpcode() != BO_LAnd)
      break;
    if (HasIt(And->getLHS())) {
      Test = And->getLHS();
      continue;
    }
    Result = both(std::move(Result), ofFirst(*And->getLHS(), Loop, C));
    Test = And->getRHS();
  }
  bool Reached = HasIt(Test) && !firstIteration(E, *Test, C).Obstacle;
  return Reached ? Result : EntryTest();
}

} // namespace hone
