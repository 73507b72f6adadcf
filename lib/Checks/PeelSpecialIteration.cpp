// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// peel-special-iteration: does the one iteration that is special apart.
//
//   for (int i = 0; i < n; ++i)
//     if (i != k)
//       row[i] -= factor * pivot[i];
//
//   // The iteration of k is left out: the others need not ask for it.
//   const int split = k >= 0 && k < n ? k : n;
//   for (int i = 0; i < split; ++i)
//     row[i] -= factor * pivot[i];
//   if (split < n)
//     for (int i = split + 1; i < n; ++i)
//       row[i] -= factor * pivot[i];
//
// A question in every iteration keeps the loop from becoming a vector where something must not be stored, or not be
// read. Compilers peel the first iteration, and some the last; around a number that they do not know they divide no loop.
//
// The same iterations run in the same order. Where k is none of the indices, the first loop has them all.
#include "CheckedIndex.h"
#include "DominatingConditions.h"
#include "LoopContext.h"
#include "LoopJumps.h"
#include "LoopMentions.h"
#include "LoopState.h"
#include "NestLoops.h"
#include "NestedText.h"
#include "Rounding.h"
#include "hone/Analysis/TripCount.h"
#include "hone/Checks/Check.h"
#include "hone/Rewrite/PatchBuilder.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace hone {
namespace {

/// A longer body would not stand there twice.
constexpr unsigned MaxLines = 8;

struct Plan {
  CountedLoop Header;
  const IfStmt *If = nullptr;
  const Expr *Special = nullptr;                ///< The index that is asked for; null: the last one.
  const Stmt *Usual = nullptr, *Once = nullptr; ///< What is done then; null: nothing, or what stands behind `continue`.
  bool Continues = false;                       ///< `if (i == k) continue;`
};

bool isOne(const Expr &E) {
  const auto *Literal = llvm::dyn_cast<IntegerLiteral>(E.IgnoreParenImpCasts());
  return Literal && Literal->getValue() == 1;
}

/// Whether \p E is \p Of and one more, or less: `i + 1`, `n - 1`.
bool isNeighbour(const Expr &E, const Expr &Of, BinaryOperatorKind Op, ASTContext &C) {
  const auto *B = llvm::dyn_cast<BinaryOperator>(E.IgnoreParenImpCasts());
  return B && B->getOpcode() == Op && isOne(*B->getRHS()) && saysTheSame(*B->getLHS()->IgnoreParenImpCasts(), *Of.IgnoreParenImpCasts(), C);
}

/// What a test asks of the index, if that is whether it is one number; \p IsIt says whether it holds for that one.
bool readTest(const Expr &Given, Plan &P, bool &IsIt, ASTContext &C) {
  const auto *Test = llvm::dyn_cast<BinaryOperator>(Given.IgnoreParenImpCasts());
  if (!Test || !Test->isComparisonOp())
    return false;
  const Expr *Left = Test->getLHS(), *Right = Test->getRHS();
  const VarDecl *I = P.Header.Index;
  const Expr &Bound = *P.Header.Bound->IgnoreParenImpCasts();
  auto HasIndex = [&](const Expr &E) { return llvm::is_contained(namedVariables(E), I); };
  BinaryOperatorKind Op = Test->getOpcode();
  if (!HasIndex(*Left)) {
    std::swap(Left, Right);
    Op = BinaryOperator::isRelationalOp(Op) ? BinaryOperator::reverseComparisonOp(Op) : Op;
  }
  if (HasIndex(*Right) || (Op != BO_EQ && Op != BO_NE && Op != BO_LT))
    return false;
  IsIt = Op == BO_EQ;
  const bool IsIndex = variableOf(*Left) == I;
  const auto *Sum = llvm::dyn_cast<BinaryOperator>(Left->IgnoreParenImpCasts());
  const bool IsNext = Sum && Sum->getOpcode() == BO_Add && variableOf(*Sum->getLHS()) == I && isOne(*Sum->getRHS());
  if ((IsIndex && isNeighbour(*Right, Bound, BO_Sub, C)) || (IsNext && saysTheSame(*Right->IgnoreParenImpCasts(), Bound, C)))
    return true;
  P.Special = Right; // As a value: what it reads matters.
  return IsIndex && Op != BO_LT && !Right->isIntegerConstantExpr(C) && !saysTheSame(*Right->IgnoreParenImpCasts(), Bound, C);
}

std::optional<Plan> planOf(const Stmt &Loop, ASTContext &C) {
  auto Header = endingLoop(Loop);
  if (!Header || Header->Test != BO_LT || holdsLoop(*loopBody(Loop)))
    return std::nullopt;
  Plan P;
  P.Header = *Header;
  const auto *Block = llvm::dyn_cast<CompoundStmt>(loopBody(Loop));
  if (Block && Block->body_empty())
    return std::nullopt;
  P.If = llvm::dyn_cast<IfStmt>(Block ? Block->body_front() : loopBody(Loop));
  bool IsIt = false;
  P.Special = nullptr;
  if (!P.If || P.If->getInit() || P.If->getConditionVariable() || P.If->isConstexpr() || P.If->isConsteval() ||
      !readTest(*P.If->getCond(), P, IsIt, C))
    return std::nullopt;
  if (!P.Special && Header->Bound->isIntegerConstantExpr(C))
    return std::nullopt; // A number, too.
  const Stmt *Then = P.If->getThen();
  if (const auto *Inner = llvm::dyn_cast<CompoundStmt>(Then); Inner && Inner->size() == 1)
    Then = Inner->body_front();
  P.Continues = IsIt && !P.If->getElse() && llvm::isa<ContinueStmt>(Then);
  if (P.Continues ? !Block || Block->size() == 1 : Block && Block->size() != 1)
    return std::nullopt;
  P.Usual = IsIt ? P.If->getElse() : P.If->getThen();
  P.Once = IsIt ? P.If->getThen() : P.If->getElse();
  if (P.Continues)
    P.Once = nullptr;
  else if (!P.Usual)
    return std::nullopt; // Searched for, and done once.
  // Another question like this one would be next.
  const Stmt *Next = P.Continues ? Block->body_begin()[1] : P.Usual;
  if (const auto *Inner = llvm::dyn_cast<CompoundStmt>(Next); Inner && !Inner->body_empty())
    Next = Inner->body_front();
  Plan Other = P;
  if (const auto *If = llvm::dyn_cast<IfStmt>(Next); If && readTest(*If->getCond(), Other, IsIt, C))
    return std::nullopt;
  return P;
}

/// What can stand there twice only as two things, or says the index in a way that no number can take.
class Unfit : public RecursiveASTVisitor<Unfit> {
public:
  bool VisitVarDecl(VarDecl *V) { return V->hasLocalStorage() || !(Found = true); }
  bool VisitLambdaExpr(LambdaExpr *) { return !(Found = true); }
  bool VisitStmt(Stmt *S) {
    Found |= llvm::isa<IfStmt>(S) && llvm::cast<IfStmt>(S)->isConstexpr();
    return !Found;
  }
  bool Found = false;
};

class Judge {
public:
  Judge(const Stmt &Loop, const Plan &P, ASTContext &C) : Loop(Loop), P(P), C(C), F(*outermostFunction(Loop, C)) {}
  std::optional<Refusal> run() const;

private:
  std::optional<Refusal> refuseHeader() const;
  std::optional<Refusal> refuseBody() const;
  bool isAlwaysThere(const Expr &E) const;
  Refusal no(const char *Code, const std::string &Text, const Stmt &At) const { return {Code, Text, At.getBeginLoc()}; }

  const Stmt &Loop;
  const Plan &P;
  ASTContext &C;
  const FunctionDecl &F;
};

/// Whether \p E can be asked even where the loop does not run: a variable that has a value, and is no reference to one
/// that may have ended. A member need not have one.
bool Judge::isAlwaysThere(const Expr &E) const {
  const VarDecl *V = variableOf(E);
  return V && !V->getType()->isReferenceType() && (llvm::isa<ParmVarDecl>(V) || V->hasInit() || V->hasGlobalStorage());
}

std::optional<Refusal> Judge::refuseHeader() const {
  const CountedLoop &L = P.Header;
  const QualType Index = L.Index->getType();
  const Expr &Bound = *L.Bound->IgnoreParenImpCasts();
  auto HasType = [&](const Expr &E) { return C.hasSameUnqualifiedType(E.getType(), Index); };
  const auto *First = llvm::dyn_cast<IntegerLiteral>(L.Init->IgnoreParenImpCasts());
  if (!First || First->getValue() != 0)
    return no("first-index", "the loop does not begin at 0", *L.Init);
  if (!HasType(Bound) || (P.Special && !HasType(*P.Special->IgnoreParenImpCasts())) || C.getTypeSize(Index) < C.getTypeSize(C.IntTy) ||
      Index.isVolatileQualified())
    return no("index-type", "the index, its bound and what it is compared with are of several types, or narrower than int", *L.Condition);
  if (!isNameOrCall(Bound) && !llvm::isa<IntegerLiteral>(Bound))
    return no("bound", "the bound is more than a name or a call", Bound);
  if (auto No = findVariation(*L.Bound, Loop, "varying-bound", "the bound", C))
    return No;
  if (!P.Special)
    return std::nullopt;
  if (auto No = findVariation(*P.Special, Loop, "varying-index", "the special index", C))
    return No;
  if (!isAlwaysThere(*P.Special->IgnoreParenImpCasts()))
    return no("not-read", "the special index would be asked where the loop may not get to it", *P.Special);
  return std::nullopt;
}

std::optional<Refusal> Judge::refuseBody() const {
  const LoopJumps Jumps = jumpsIn(Loop);
  const Stmt *Continue = P.Once ? Jumps.Continue : nullptr; // What is done once is in no loop.
  if (const Stmt *Jump = Jumps.Break ? Jumps.Break : Continue ? Continue : Jumps.Label)
    return no("jump", "a jump in the body would lead elsewhere where the body stands twice", *Jump);
  const SourceManager &SM = C.getSourceManager();
  if (SM.getExpansionLineNumber(Loop.getEndLoc()) - SM.getExpansionLineNumber(Loop.getBeginLoc()) > MaxLines)
    return no("long-body", "the body is too long to stand there twice", Loop);
  Unfit Body;
  Body.TraverseStmt(const_cast<Stmt *>(loopBody(Loop)));
  if (Body.Found)
    return no("unknown-construct", "the body has a static variable or a lambda, which would be two", Loop);
  if (hidesAnother(*P.Header.Index, Loop))
    return no("local-names", "the body gives the index's name to something else", Loop);
  return std::nullopt;
}

std::optional<Refusal> Judge::run() const {
  const Stmt *Block = statementAround(Loop, C);
  if (P.Special && Block && llvm::isa_and_nonnull<SwitchStmt>(statementAround(*Block, C)))
    return no("no-place", "the place to divide at would be declared between case labels", Loop);
  if (auto No = refuseBody())
    return No;
  if (auto No = refuseHeader())
    return No;
  if (F.isConstexpr())
    return no("constant-expression", "the function may be a constant expression", Loop);
  return findUnsuitablePlace(Loop, C);
}

// --- Rewriting -----------------------------------------------------------------------

class Writer {
public:
  Writer(const Stmt &Loop, const Plan &What, ASTContext &C) : Loop(llvm::cast<ForStmt>(Loop)), What(What), C(C), P(C, Loop) {}
  llvm::Expected<Patch> write();

private:
  std::vector<std::string> statements(const Stmt &Branch, const std::string &Index);
  std::string loop(Substitutions Header);
  void lastApart();
  void splitApart();
  std::string nested(const std::string &Lines) const { return indented(Lines, P.step(Loop)); }

  const ForStmt &Loop;
  const Plan &What;
  ASTContext &C;
  PatchBuilder P;
  const std::string I = What.Header.Index->getNameAsString();
  const std::string Type = typeText(What.Header.Index->getType().getUnqualifiedType(), Loop, C);
  std::string N;
  std::string Before, First, Behind; ///< The loop, and what stands around it.
};

/// The statements of \p Branch, with \p Index for the index unless that is empty.
std::vector<std::string> Writer::statements(const Stmt &Branch, const std::string &Index) {
  std::vector<const Stmt *> Items = {&Branch};
  if (const auto *Block = llvm::dyn_cast<CompoundStmt>(&Branch))
    Items.assign(Block->body_begin(), Block->body_end());
  if (What.Continues && &Branch == Loop.getBody())
    Items.erase(Items.begin());
  return copiesOf(P, Items, [&](const Stmt &Each) {
    Substitutions Instead;
    if (!Index.empty())
      for (const DeclRefExpr *Site : mentionsOf(*What.Header.Index, Each))
        Instead.emplace_back(Site->getSourceRange(), Index);
    return Instead;
  }, C);
}

/// The loop with what is usual for its body.
std::string Writer::loop(Substitutions Header) {
  const Stmt &Branch = What.Continues ? *Loop.getBody() : *What.Usual;
  const std::vector<std::string> Lines = statements(Branch, "");
  const bool Block = Lines.size() != 1 || llvm::isa<CompoundStmt>(Branch) || llvm::isa<CompoundStmt>(Loop.getBody());
  return textWith(P, {Loop.getForLoc(), Loop.getRParenLoc()}, std::move(Header), C) + (Block ? " {\n" : "\n") +
         nested(llvm::join(Lines, "\n")) + (Block ? "\n}" : "");
}

void Writer::lastApart() {
  Before = "// The last iteration is done apart: the others need not ask for it.";
  First = loop({{What.Header.Condition->getSourceRange(), I + " + 1 < " + N}});
  if (!What.Once)
    return;
  const bool Named = !mentionsOf(*What.Header.Index, *What.Once).empty();
  const std::string Index = Named ? "const " + Type + " " + I + " = " + N + " - 1;\n" : "";
  const bool IsSigned = What.Header.Index->getType()->isSignedIntegerType();
  Behind = "if (" + N + (IsSigned ? " > 0" : " != 0") + ") {\n" + nested(Index + llvm::join(statements(*What.Once, ""), "\n")) + "\n}";
}

/// Whether what the index is compared with always is an index, too: somebody has asked, or it counts in a loop around.
bool isIndexToo(const Plan &P, const Stmt &Loop, ASTContext &C) {
  const VarDecl *K = variableOf(*P.Special->IgnoreParenImpCasts());
  return K && !hidesAnother(*K, Loop) && C.hasSameUnqualifiedType(K->getType(), P.Header.Index->getType()) &&
         isKnownAtLeast(*P.Special, 0, Loop, C) && isKnownLess(*P.Special, *P.Header.Bound, Loop, C);
}

void Writer::splitApart() {
  llvm::StringSet<> Taken;
  const bool Always = isIndexToo(What, Loop, C);
  const std::string K = P.text(What.Special->getSourceRange()), Split = Always ? K : freshName(Loop, C, "split", Taken);
  std::string Once = What.Once ? llvm::join(statements(*What.Once, Split), "\n") : "";
  const auto *Block = llvm::dyn_cast_or_null<CompoundStmt>(What.Once);
  if (Block && llvm::any_of(Block->body(), [](const Stmt *Each) { return llvm::isa<DeclStmt>(Each); }))
    Once = "{\n" + nested(Once) + "\n}"; // Its names are its own.
  Before = "// The iteration of " + K + " is " + (What.Once ? "done apart" : "left out") + ": the others need not ask for it.";
  const std::string NotBelow = What.Header.Index->getType()->isSignedIntegerType() ? K + " >= 0 && " : "";
  if (!Always)
    Before += "\nconst " + Type + " " + Split + " = " + NotBelow + K + " < " + N + " ? " + K + " : " + N + ";";
  First = loop({{What.Header.Bound->getSourceRange(), Split}});
  Behind = (Once.empty() ? "" : Once + "\n") + loop({{What.Header.Init->getSourceRange(), Split + " + 1"}});
  if (!Always)
    Behind = "if (" + Split + " < " + N + ") {\n" + nested(Behind) + "\n}";
}

llvm::Expected<Patch> Writer::write() {
  if (Type.empty())
    return llvm::createStringError("type-not-spelled: the index's type has no name here");
  N = P.text(What.Header.Bound->getSourceRange());
  if (What.Special)
    splitApart();
  else
    lastApart();
  P.replaceStatement(Loop, First);
  if (!Behind.empty())
    P.insertStatementsAfter(Loop, Behind);
  P.insertStatementsBefore(Loop, Before);
  return P.take();
}

Verdict judge(const Match &M) {
  const auto &Loop = M.node<Stmt>("root");
  const FunctionDecl *F = outermostFunction(Loop, M.ast());
  if (!F || !F->getBody() || F->isDependentContext() || F->isTemplateInstantiation())
    return Verdict::nothing();
  auto P = planOf(Loop, M.ast());
  // What calls the unknown becomes no vector either way.
  if (!P || !effectsOf(Loop, M.ast()).Opaque.empty())
    return Verdict::nothing();
  if (auto No = Judge(Loop, *P, M.ast()).run())
    return Verdict::refuse(No->Code, No->Text);
  std::vector<Obligation> Shown = {{"same-bound", "nothing in the loop changes its bound, or what the index is compared with", How::Proved},
                                   {"same-order", "the same iterations run in the same order", How::Proved}};
  llvm::append_range(Shown, roundingOf({&Loop}, M.ast()));
  Verdict V = Verdict::legal(std::move(Shown));
  V.AddsCode = true;
  return V;
}

llvm::Expected<Patch> rewrite(const Match &M) {
  const auto &Loop = M.node<Stmt>("root");
  auto P = planOf(Loop, M.ast());
  return Writer(Loop, *P, M.ast()).write();
}

StatementMatcher pattern() { return forStmt().bind("root"); }

} // namespace

extern constexpr Check PeelSpecialIteration = {
    "peel-special-iteration", "every iteration asks whether it is a special one", Category::Nest, 1, pattern, judge, rewrite};

} // namespace hone
