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
#include "StringStores.h"
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

/// The bound `strlen(s)` is the same each time if s is not set, no terminator
/// is stored into it before its end and the one it has is not overwritten.
static Verdict judgeStrlen(const Stmt &Loop, const CallExpr &Call, ASTContext &C,
                           const FunctionDecl &F) {
  Effects E = effectsOf(Loop, C, &Call);
  llvm::erase_if(E.Writes, [&](const Access &A) {
    return isHarmlessStore(A, F, C) && A.Where.Root != plainVariable(Call.getArg(0));
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
  if (const OpaqueCall *Unseen = findUnseen(E))
    return Verdict::refuse("call", Unseen->Text);

  StringElement Element{plainVariable(Call.getArg(0))};
  const auto *Condition = cast<BinaryOperator>(
      (isa<ForStmt>(Loop) ? cast<ForStmt>(Loop).getCond() : cast<WhileStmt>(Loop).getCond())
          ->IgnoreParenImpCasts());
  if (Condition->getOpcode() == BO_LT)
    Element.Index = plainVariable(Condition->getLHS());
  if (Element.Index && !isPrivate(*Element.Index, F, C))
    Element.Index = nullptr;
  if (!Element.String || !Element.String->hasLocalStorage() ||
      Element.String->getType()->isReferenceType())
    return Verdict::refuse("may-alias", "the pointer to the string may itself be changed");
  const auto *For = dyn_cast<ForStmt>(&Loop);
  const Stmt *Body = loopBody(Loop);
  std::vector<SourceLocation> Own;
  // s[i] is in front of the terminator only while i is as the condition saw it.
  bool IndexMoves = llvm::any_of(effectsOf(*Body, C, &Call).Writes, [&](const Access &A) {
    return Element.Index && A.Where.Root == Element.Index;
  });
  if (For && !IndexMoves && Element.Index)
    if (auto Zero = findZeroStored(Element, *Body, F, C, Own))
      return Verdict::refuse(Zero->Code, Zero->Text);
  if (mayLeaveEarly(Loop, C, &Call))
    return Verdict::refuse("exit-before", "the loop's beginning may throw before the bound is computed");
  for (const Access &Store : E.Writes) {
    if (Store.Where.Root == Element.String && Store.Where.How == Reach::Object &&
        Element.String->getType()->isPointerType())
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

namespace hone {
extern constexpr Check HoistLoopBound = {
    "hoist-loop-bound",
    "the bound is computed again on every iteration",
    Category::View,
    1,
    pattern,
    judge,
    rewrite};
} // namespace hone
