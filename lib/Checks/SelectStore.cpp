// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// select-store: chooses what to store instead of whether.
//
//   for (std::size_t i = 0; i < open.size(); ++i)
//     if (open[i] < 0)
//       open[i] = 0;
//
//   for (std::size_t i = 0; i < open.size(); ++i)
//     open[i] = open[i] < 0 ? 0 : open[i];
//
// The compiler cannot: where the program does not store, another thread may, or
// the object may be constant, so a store must not be made up. Without one the
// loop jumps, and does not vectorize on most machines.
//
// Here the element is known to be nobody else's: it lies in a local array or
// container that allocated its storage itself and has handed out no pointer to it.
// And it is there: the same iteration reads it whatever the condition says.
#include "LoopContext.h"
#include "LoopState.h"
#include "hone/Analysis/Escape.h"
#include "hone/Analysis/Exceptions.h"
#include "hone/Analysis/Ownership.h"
#include "hone/Checks/Check.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace hone;

namespace {
/// `if (c) a[i] = x; else if (d) a[i] = y;`
struct Selection {
  struct Choice {
    const Expr *Condition, *Value;
  };
  const IfStmt *If = nullptr;
  const Expr *Target = nullptr; ///< As the first assignment names it.
  std::string TargetText;
  std::vector<Choice> Choices;
};

class Judge {
public:
  Judge(const Stmt &Loop, ASTContext &C) : Loop(Loop), C(C), F(*outermostFunction(Loop, C)) {}
  Verdict run();
  llvm::Expected<Patch> write();

private:
  std::optional<Selection> selectionOf(const Stmt &S) const;
  const VarDecl *holderOf(const Expr &Target) const;
  std::optional<Refusal> refuse(const Selection &S);
  std::optional<Refusal> refuseShared(const VarDecl &Holder) const;
  std::optional<Refusal> refuseValues(const Selection &S) const;
  bool isElement(const Expr &Target) const;
  bool isAlwaysRead(const Selection &S) const;
  bool reads(const Stmt &S, const Selection &Of) const;
  Refusal no(const char *Code, const std::string &Text) const { return {Code, Text, Loop.getBeginLoc()}; }

  const Stmt &Loop;
  ASTContext &C;
  const FunctionDecl &F;
  std::vector<const Stmt *> Body; ///< The statements of an iteration.
  std::vector<Selection> Chosen;
};

/// The only statement of \p S, braces or not.
const Stmt *onlyStatement(const Stmt *S) {
  const auto *Block = dyn_cast_or_null<CompoundStmt>(S);
  if (!Block)
    return S;
  return Block->size() == 1 ? Block->body_front() : nullptr;
}

const BinaryOperator *assignmentIn(const Stmt *S) {
  const auto *E = dyn_cast_or_null<Expr>(onlyStatement(S));
  const auto *B = E ? dyn_cast<BinaryOperator>(E->IgnoreParenImpCasts()) : nullptr;
  return B && B->getOpcode() == BO_Assign ? B : nullptr;
}

/// The container or array of `a[i]`; null for anything else.
const Expr *indexed(const Expr &E) {
  if (const auto *S = dyn_cast<ArraySubscriptExpr>(&E))
    return S->getBase()->IgnoreParenImpCasts();
  const auto *Call = dyn_cast<CXXOperatorCallExpr>(&E);
  return Call && Call->getOperator() == OO_Subscript ? Call->getArg(0)->IgnoreParenImpCasts() : nullptr;
}

/// The variable that a range-based for over \p V, or a reference, walks with.
const VarDecl *rangeVariable(const Stmt &Loop) {
  const auto *Range = dyn_cast<CXXForRangeStmt>(&Loop);
  return Range && !Range->getInit() ? Range->getLoopVariable() : nullptr;
}
} // namespace

std::optional<Selection> Judge::selectionOf(const Stmt &S) const {
  Selection Result;
  Result.If = dyn_cast<IfStmt>(&S);
  for (const IfStmt *If = Result.If; If;) {
    const BinaryOperator *Set = assignmentIn(If->getThen());
    if (!Set || If->isConstexpr() || If->isConsteval() || If->getInit() || If->hasVarStorage())
      return std::nullopt;
    const Expr *Target = Set->getLHS()->IgnoreParens();
    std::string Text = textOf(*Target, C);
    if (Result.Choices.empty()) {
      Result.Target = Target;
      Result.TargetText = Text;
    }
    if (Text.empty() || Text != Result.TargetText)
      return std::nullopt;
    Result.Choices.push_back({If->getCond(), Set->getRHS()});
    if (!If->getElse())
      return Result;
    If = dyn_cast<IfStmt>(If->getElse());
  }
  return std::nullopt; // An else stores in any case.
}

/// The local variable whose element, or part, the target is.
const VarDecl *Judge::holderOf(const Expr &Target) const {
  const Expr *Base = indexed(Target);
  if (!Base) {
    const auto *Ref = dyn_cast<DeclRefExpr>(&Target);
    const VarDecl *V = rangeVariable(Loop);
    if (!V || !Ref || Ref->getDecl() != V || !V->getType()->isLValueReferenceType())
      return nullptr;
    Base = cast<CXXForRangeStmt>(Loop).getRangeInit()->IgnoreParenImpCasts();
  }
  // The rows of an array lie in it.
  while (isa<ArraySubscriptExpr>(Base) && Base->getType()->isArrayType())
    Base = indexed(*Base);
  const auto *Ref = dyn_cast<DeclRefExpr>(Base);
  const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return V && ownsElements(V->getType()) ? V : nullptr;
}

/// Whether \p Target is one of many: `a[i]`, or what a range-based for comes to.
bool Judge::isElement(const Expr &Target) const {
  if (!indexed(Target))
    return isa<DeclRefExpr>(Target) && holderOf(Target);
  auto Counts = [&](const VarDecl *V) { return V->getType()->isIntegerType() && V->hasLocalStorage(); };
  return llvm::any_of(namedVariables(Target), Counts) && effectsOf(Target, C).Writes.empty();
}

/// Nobody else has a way to the elements, so nobody sees one stored again.
std::optional<Refusal> Judge::refuseShared(const VarDecl &Holder) const {
  std::string Name = "'" + Holder.getNameAsString() + "'";
  if (!Holder.isLocalVarDecl() || !Holder.hasLocalStorage() || Holder.getType()->isReferenceType() ||
      Holder.getType().isConstQualified())
    return no("shared", Name + " is not the function's own: another thread may use the elements that are not stored to");
  if (!keepsElements(Holder, F, Loop, C))
    return no("shared", "pointers to the elements of " + Name + " may be known elsewhere");
  return std::nullopt;
}

/// Both sides of ?: have one type. It must hold the old value, and make of the
/// new one what storing it makes of it.
static bool keepsValue(const Expr &Value, QualType Element, ASTContext &C) {
  QualType T = Value.getType();
  if (C.hasSameUnqualifiedType(T, Element))
    return true;
  Expr::EvalResult Known;
  bool Constant = T->isIntegerType() && Value.EvaluateAsInt(Known, C) && !Known.Val.getInt().isNegative();
  if (Element->isPointerType())
    return Value.isNullPointerConstant(C, Expr::NPC_ValueDependentIsNotNull) && T->isNullPtrType();
  if (!T->isIntegerType() || T->isBooleanType() || T->isEnumeralType() || Element->isBooleanType() ||
      Element->isEnumeralType())
    return false;
  if (Element->isRealFloatingType())
    return Constant;
  if (!Element->isIntegerType())
    return false;
  // Neither side changes its sign.
  auto HasSign = [&](QualType Each) {
    return Each->isSignedIntegerType() || C.getTypeSize(Each) < C.getTypeSize(C.IntTy);
  };
  return Constant || HasSign(T) == HasSign(Element);
}

std::optional<Refusal> Judge::refuseValues(const Selection &S) const {
  QualType Element = S.Target->getType();
  if (!Element->isArithmeticType() && !Element->isEnumeralType() && !Element->isPointerType())
    return no("value", "the element is no number");
  for (const Selection::Choice &Each : S.Choices) {
    const Expr *Value = Each.Value->IgnoreImpCasts();
    if (isa<InitListExpr>(Value) || !keepsValue(*Value->IgnoreParenImpCasts(), Element, C))
      return no("value", "choosing between the old value and the new one would convert one of them");
    for (const Expr *Part : {Each.Condition, Each.Value, S.Target})
      if (auto Impure = findImpurity(effectsOf(*Part, C)))
        return no("effects", "the condition, the value or the index does more: " + Impure->Text);
  }
  return std::nullopt;
}

/// Whether evaluating \p S reads the target, whatever turns out to be true.
bool Judge::reads(const Stmt &S, const Selection &Of) const {
  if (isa<LambdaExpr, UnaryExprOrTypeTraitExpr, CXXNoexceptExpr, CXXTypeidExpr, StmtExpr>(S))
    return false;
  if (const auto *Cast = dyn_cast<ImplicitCastExpr>(&S); Cast && Cast->getCastKind() == CK_LValueToRValue) {
    const Expr *Read = Cast->getSubExpr()->IgnoreParens();
    bool Element = indexed(*Read) || isa<DeclRefExpr>(Read);
    if (Element && textOf(*Read, C) == Of.TargetText && namedVariables(*Read) == namedVariables(*Of.Target))
      return true;
  }
  // __builtin_constant_p(a[i]) reads nothing.
  if (const auto *Call = dyn_cast<CallExpr>(&S); Call && Call->getBuiltinCallee() != 0)
    return false;
  if (const auto *B = dyn_cast<BinaryOperator>(&S); B && B->isLogicalOp())
    return reads(*B->getLHS(), Of);
  if (const auto *Or = dyn_cast<AbstractConditionalOperator>(&S))
    return reads(*Or->getCond(), Of);
  return llvm::any_of(S.children(), [&](const Stmt *Child) { return Child && reads(*Child, Of); });
}

bool Judge::isAlwaysRead(const Selection &S) const {
  return llvm::any_of(Body, [&](const Stmt *Each) {
    if (const auto *If = dyn_cast<IfStmt>(Each))
      return !If->getInit() && !If->hasVarStorage() && reads(*If->getCond(), S);
    return isa<Expr, DeclStmt>(Each) && reads(*Each, S);
  });
}

std::optional<Refusal> Judge::refuse(const Selection &S) {
  const VarDecl *Holder = holderOf(*S.Target);
  if (!Holder)
    return no("shared", "'" + S.TargetText + "' may not be the function's own, but shared, or constant where nothing is stored");
  if (auto Shared = refuseShared(*Holder))
    return Shared;
  if (auto Value = refuseValues(S))
    return Value;
  // What the first condition reads is the element that is stored to. Elsewhere
  // its name must mean the same one.
  if (reads(*S.Choices.front().Condition, S))
    return std::nullopt;
  for (const Stmt *Each : Body)
    for (const Access &W : effectsOf(*Each, C).Writes)
      if (W.Where.Root == Holder && W.Where.How == Reach::Object && !W.Where.Type->isScalarType())
        return no("index", "'" + Holder->getNameAsString() + "' may have another size within an iteration");
  for (const VarDecl *V : namedVariables(*S.Target)) {
    auto Sets = [&](const Stmt *Each) {
      return llvm::any_of(effectsOf(*Each, C).Writes, [&](const Access &W) { return W.Where.Root == V; });
    };
    bool Constant = V->getType().isConstQualified() && V->getType()->isScalarType();
    if (V != Holder && !Constant && (!isPrivate(*V, F, C) || llvm::any_of(Body, Sets)))
      return no("index", "'" + V->getNameAsString() + "' may change within an iteration");
  }
  if (effectsOf(*S.Target, C).Reads.size() > namedVariables(*S.Target).size())
    return no("index", "the index is not made of local variables");
  if (!isAlwaysRead(S))
    return no("not-read", "'" + S.TargetText + "' is not read in every iteration, so it may not be there, or have no value");
  return std::nullopt;
}

Verdict Judge::run() {
  if (!isInnermost(Loop))
    return Verdict::nothing();
  const Stmt *Whole = loopBody(Loop);
  if (const auto *Block = dyn_cast<CompoundStmt>(Whole))
    Body.assign(Block->body_begin(), Block->body_end());
  else
    Body = {Whole};
  std::vector<Selection> Found;
  for (const Stmt *S : Body)
    if (auto Selected = selectionOf(*S); Selected && isElement(*Selected->Target))
      Found.push_back(*Selected);
  if (Found.empty())
    return Verdict::nothing();
  if (auto Forbidden = findForbiddenPlace(Loop, C))
    return Verdict::refuse(Forbidden->Code, Forbidden->Text);
  if (auto Strange = findStrangeSurroundings(Loop, C))
    return Verdict::refuse(Strange->Code, Strange->Text);
  for (const Stmt *S : Body) {
    Effects E = effectsOf(*S, C);
    if (!E.Unknown.empty())
      return Verdict::refuse(E.Unknown.front().Code, E.Unknown.front().Text);
    if (auto Exit = findExit(E))
      return Verdict::refuse("leaves", "an iteration may end early: " + Exit->Text);
    if (!E.MayNotEnd.empty())
      return Verdict::refuse("leaves", "an iteration may not end");
  }
  std::optional<Refusal> Why;
  for (Selection &S : Found) {
    if (auto No = refuse(S))
      Why = Why ? Why : No;
    else
      Chosen.push_back(std::move(S));
  }
  if (Chosen.empty())
    return Verdict::refuse(Why->Code, Why->Text);
  return Verdict::legal(
      {{"own-elements", "the elements lie in a local variable that handed out no pointer to them", How::Proved},
       {"there", "the element is read in every iteration, so it is there and has a value", How::Proved},
       {"same-value", "where nothing was stored, the element gets the value it has", How::Proved}});
}

/// \p Given as an operand of ?:.
static std::string operand(PatchBuilder &P, const Expr &Given, bool IsCondition) {
  const Expr *E = Given.IgnoreImpCasts();
  std::string Text = P.text(E->getSourceRange());
  const auto *B = dyn_cast<BinaryOperator>(E);
  // Of && and || it is only easier to read; of `a & b ? c : d` compilers warn.
  bool Loose = isa<AbstractConditionalOperator>(E) ||
               (B && (B->isAssignmentOp() || B->isLogicalOp() || B->getOpcode() == BO_Comma ||
                      (IsCondition && !B->isComparisonOp())));
  return Loose ? "(" + Text + ")" : Text;
}

llvm::Expected<Patch> Judge::write() {
  PatchBuilder P(C);
  for (const Selection &S : Chosen) {
    std::string Text = S.TargetText + " = ";
    for (const Selection::Choice &Each : S.Choices)
      Text += operand(P, *Each.Condition, /*IsCondition=*/true) + " ? " +
              operand(P, *Each.Value, /*IsCondition=*/false) + " : ";
    P.replaceStatement(*S.If, Text + S.TargetText + ";");
  }
  return P.take();
}

static Verdict judge(const Match &M) {
  const auto &Loop = M.node<Stmt>("root");
  const FunctionDecl *F = outermostFunction(Loop, M.ast());
  if (!F || F->isDependentContext() || F->isTemplateInstantiation())
    return Verdict::nothing();
  return Judge(Loop, M.ast()).run();
}

static llvm::Expected<Patch> rewrite(const Match &M) {
  Judge J(M.node<Stmt>("root"), M.ast());
  J.run();
  return J.write();
}

static StatementMatcher pattern() {
  return stmt(anyLoop()).bind("root");
}

namespace hone {
extern constexpr Check SelectStore = {
    "select-store", "an element is stored to under a condition", Category::Vector, 1,
    pattern, judge, rewrite};
} // namespace hone
