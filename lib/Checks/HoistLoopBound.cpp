// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// hoist-loop-bound: computes the bound of a loop once.
//
//   for (std::size_t i = 0; i < in.size(); ++i)
//     out[i] = 0;
//
//   for (std::size_t i = 0, size = in.size(); i < size; ++i)
//     out[i] = 0;
//
// The compiler cannot: the store of a byte may change any object, the size of
// `in` included, so the bound is loaded again each time, and a loop that may
// change its own bound does not vectorize. strlen is worse: it runs over the
// string again on every iteration.
//
// Where index and bound are of one type the bound joins the loop's own
// declaration: it keeps the order of evaluation and leaks no name. Where the body
// reads the same state, view-aliased-state does the bound as well.
#include "LoopState.h"
#include "hone/Analysis/Escape.h"
#include "hone/Checks/Check.h"
#include "clang/ASTMatchers/ASTMatchers.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace hone;

static StatementMatcher pattern() {
  return stmt(anyOf(forStmt(), whileStmt())).bind("root");
}

/// The call if \p E is `strlen(s)` of the C library.
static const CallExpr *strlenCall(const Expr *E) {
  const auto *Call = dyn_cast<CallExpr>(E->IgnoreParenImpCasts());
  const FunctionDecl *F = Call ? Call->getDirectCallee() : nullptr;
  return F && F->getDeclName().isIdentifier() && F->getName() == "strlen" && F->isExternC() &&
                 Call->getNumArgs() == 1
             ? Call
             : nullptr;
}

static const VarDecl *variable(const Expr *E) {
  const auto *Ref = dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts());
  return Ref && !Ref->refersToEnclosingVariableOrCapture() ? dyn_cast<VarDecl>(Ref->getDecl())
                                                           : nullptr;
}

static const CallExpr *caseCall(const Expr *E) {
  const auto *Call = dyn_cast<CallExpr>(E->IgnoreParenCasts());
  const FunctionDecl *F = Call ? Call->getDirectCallee() : nullptr;
  bool Known = F && F->getDeclName().isIdentifier() && F->isExternC() && Call->getNumArgs() == 1 &&
               (F->getName() == "toupper" || F->getName() == "tolower");
  return Known ? Call : nullptr;
}

namespace {
/// Stores into the string itself, and all else in the loop that matters to it.
struct StringLoop {
  const VarDecl *String = nullptr, *Index = nullptr;
  const CallExpr *Length = nullptr;
  ASTContext &C;

  /// `s[i]` with the loop's own string and index.
  bool isOwnElement(const Expr *E) const {
    const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E->IgnoreParenImpCasts());
    return Subscript && variable(Subscript->getBase()) == String &&
           variable(Subscript->getIdx()) == Index;
  }
  /// Never the terminator: a constant, the case of a character that is not it.
  bool isNeverZero(const Expr *Value) const {
    Value = Value->IgnoreParenCasts();
    if (const auto *Choice = dyn_cast<ConditionalOperator>(Value))
      return isNeverZero(Choice->getTrueExpr()) && isNeverZero(Choice->getFalseExpr());
    Expr::EvalResult R;
    if (Value->EvaluateAsInt(R, C))
      return (R.Val.getInt().getExtValue() & 0xff) != 0;
    if (const CallExpr *Call = caseCall(Value))
      return isOwnElement(Call->getArg(0)->IgnoreParenCasts());
    return isOwnElement(Value);
  }
  std::optional<Reason> findStore(const Stmt *S, std::vector<SourceLocation> &Own) const;
};
} // namespace

std::optional<Reason> StringLoop::findStore(const Stmt *S, std::vector<SourceLocation> &Own) const {
  if (!S || S == Length)
    return std::nullopt;
  if (const auto *B = dyn_cast<BinaryOperator>(S);
      B && B->isAssignmentOp() && isOwnElement(B->getLHS())) {
    if (B->getOpcode() != BO_Assign || !isNeverZero(B->getRHS()))
      return Reason{"may-be-zero", "the character stored may end the string"};
    Own.push_back(B->getLHS()->getExprLoc());
  }
  for (const Stmt *Child : S->children())
    if (auto Found = findStore(Child, Own))
      return Found;
  return std::nullopt;
}

/// The bound `strlen(s)` is the same each time if s is not set, no terminator
/// is stored into it before its end and the one it has is not overwritten.
static Verdict judgeStrlen(const Stmt &Loop, const CallExpr &Call, ASTContext &C,
                           const FunctionDecl &F) {
  Effects E = effectsOf(Loop, C, &Call);
  llvm::erase_if(E.Writes, [&](const Access &A) {
    return isHarmlessStore(A, F, C) && A.Where.Root != variable(Call.getArg(0));
  });
  llvm::erase_if(E.Opaque, [](const OpaqueCall &O) {
    return O.Callee && O.Callee->isExternC() && O.Callee->getDeclName().isIdentifier() &&
           (O.Callee->getName() == "toupper" || O.Callee->getName() == "tolower");
  });
  if (E.Writes.empty() && E.Opaque.empty())
    return Verdict::nothing(); // The compiler does it.
  if (auto Forbidden = findForbiddenPlace(Loop, C))
    return Verdict::refuse(Forbidden->Code, Forbidden->Text);
  if (!E.Unknown.empty())
    return Verdict::refuse(E.Unknown.front().Code == "volatile" ? "volatile" : "unknown-construct",
                           E.Unknown.front().Text);
  if (!E.Opaque.empty())
    return Verdict::refuse("call", E.Opaque.front().Text);

  StringLoop String{variable(Call.getArg(0)), nullptr, &Call, C};
  const auto *Condition = cast<BinaryOperator>(
      (isa<ForStmt>(Loop) ? cast<ForStmt>(Loop).getCond() : cast<WhileStmt>(Loop).getCond())
          ->IgnoreParenImpCasts());
  if (Condition->getOpcode() == BO_LT)
    String.Index = variable(Condition->getLHS());
  if (String.Index && !isPrivate(*String.Index, F, C))
    String.Index = nullptr;
  if (!String.String || !String.String->hasLocalStorage() ||
      String.String->getType()->isReferenceType())
    return Verdict::refuse("may-alias", "the pointer to the string may itself be changed");
  const auto *For = dyn_cast<ForStmt>(&Loop);
  const Stmt *Body = loopBody(Loop);
  std::vector<SourceLocation> Own;
  // s[i] is in front of the terminator only while i is as the condition saw it.
  bool IndexMoves = llvm::any_of(effectsOf(*Body, C, &Call).Writes, [&](const Access &A) {
    return String.Index && A.Where.Root == String.Index;
  });
  if (For && !IndexMoves && String.Index)
    if (auto Zero = String.findStore(Body, Own))
      return Verdict::refuse(Zero->Code, Zero->Text);
  if (mayLeaveEarly(Loop, C, &Call))
    return Verdict::refuse("exit-before", "the loop's beginning may throw before the bound is computed");
  for (const Access &Store : E.Writes) {
    if (Store.Where.Root == String.String && Store.Where.How == Reach::Object &&
        String.String->getType()->isPointerType())
      return Verdict::refuse("state-written", "the pointer to the string is set in the loop");
    if (!llvm::is_contained(Own, Store.At))
      return Verdict::refuse("may-alias", Store.Where.describe() + " may be a part of the string");
  }
  return Verdict::legal({{"same-length",
                          "every character stored replaces one in front of the terminator, and is "
                          "not one itself",
                          How::Proved}});
}

static const CallExpr *strlenBound(const Stmt &Loop) {
  const Expr *Bound = boundOf(Loop);
  return Bound ? strlenCall(Bound) : nullptr;
}

static Verdict judge(const Match &M) {
  const auto &Loop = M.node<Stmt>("root");
  const FunctionDecl *F = outermostFunction(Loop, M.ast());
  if (!F || F->isDependentContext())
    return Verdict::nothing();
  if (const CallExpr *Call = strlenBound(Loop))
    return judgeStrlen(Loop, *Call, M.ast(), *F);
  StatePlan Plan = planStates(Loop, M.ast());
  if (!Plan.pays() || !concernsBoundOnly(Plan, M.ast()))
    return Verdict::nothing();
  if (Plan.Chosen.empty() && !isInnermost(Loop))
    return Verdict::nothing();
  if (Plan.Chosen.empty())
    return Verdict::refuse(Plan.Why.Code, Plan.Why.Text);
  if (!effectsOf(*boundOf(Loop), M.ast()).Hazards.empty() && mayLeaveEarly(Loop, M.ast()))
    return Verdict::refuse("exit-before", "the loop's beginning may throw before the bound is computed");
  return Verdict::legal(std::move(Plan.Obligations));
}

/// "size" for sizes and products, "length" for strlen, the state's word for a
/// state, else "end".
static std::string boundName(const Match &M, const Stmt &Loop, const Expr &Bound) {
  llvm::StringSet<> Taken;
  if (strlenCall(&Bound))
    return freshName(Loop, M.ast(), "length", Taken);
  StatePlan Plan = planStates(Loop, M.ast());
  if (Plan.Chosen.size() == 1 && !Plan.Reads.States[Plan.Chosen[0]].Place.IsHeader &&
      !isa<BinaryOperator>(Bound.IgnoreParenImpCasts()))
    return nameFor(Plan.Reads.States[Plan.Chosen[0]], Loop, M.ast(), "Value", false, Taken);
  const auto *B = dyn_cast<BinaryOperator>(Bound.IgnoreParenImpCasts());
  bool IsSize = B ? B->getOpcode() == BO_Mul : true;
  return freshName(Loop, M.ast(), IsSize ? "size" : "end", Taken);
}

/// The loop's own declaration, if the bound can join it.
static const VarDecl *sharedDeclaration(const Stmt &Loop, QualType T, ASTContext &C) {
  const auto *For = dyn_cast<ForStmt>(&Loop);
  const auto *Init = For ? dyn_cast_or_null<DeclStmt>(For->getInit()) : nullptr;
  if (!Init || !Init->isSingleDecl())
    return nullptr;
  const auto *Index = dyn_cast<VarDecl>(Init->getSingleDecl());
  bool Plain = Index && Index->hasInit() && Index->getInitStyle() == VarDecl::CInit &&
               !Index->getType().isConstQualified() && !Index->getType()->getContainedAutoType() &&
               Index->isLocalVarDecl() && !Index->isStaticLocal();
  return Plain && C.hasSameType(Index->getType().getUnqualifiedType(), T) ? Index : nullptr;
}

static llvm::Expected<Patch> rewrite(const Match &M) {
  const auto &Loop = M.node<Stmt>("root");
  ASTContext &C = M.ast();
  const Expr &Bound = *boundOf(Loop);
  std::string Name = boundName(M, Loop, Bound);
  QualType T = Bound.getType().getNonReferenceType().getUnqualifiedType();
  PatchBuilder P(C);
  std::string Text = P.text(Bound.getSourceRange());
  if (Text.empty())
    return llvm::createStringError("macro: the bound is made by a macro");
  if (const VarDecl *Index = sharedDeclaration(Loop, T, C)) {
    P.insertAfter(Index->getSourceRange(), ", " + Name + " = " + Text);
  } else {
    std::string Type = typeText(T, Loop, C);
    P.insertStatementsBefore(Loop, "const " + (Type.empty() ? "auto" : Type) + " " + Name + " = " +
                                       Text + ";");
  }
  P.replace(Bound.getSourceRange(), Name);
  return P.take();
}

constexpr Check hone::HoistLoopBound = {
    "hoist-loop-bound",
    "the bound is computed again on every iteration",
    Category::View,
    1,
    pattern,
    judge,
    rewrite};
