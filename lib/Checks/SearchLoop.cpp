// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Recognises what search-in-blocks is about. Shapes only: whether elements may be looked at that the
// original does not get to is the check's to judge.
#include "SearchLoop.h"
#include "BlockLoop.h"
#include "CheckedIndex.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;

namespace hone {
namespace {

/// Anything in a statement that goes somewhere else than to its end.
class JumpFinder : public RecursiveASTVisitor<JumpFinder> {
public:
  explicit JumpFinder(const Stmt *Last) : Last(Last) {}
  bool VisitStmt(Stmt *S) {
    Found |= S != Last && llvm::isa<BreakStmt, ContinueStmt, GotoStmt, IndirectGotoStmt, LabelStmt, SwitchCase,
                                    AsmStmt>(S);
    return !Found;
  }
  bool Found = false;

private:
  const Stmt *Last;
};

/// Whether the last statement of \p Then leaves the loop, and nothing before it goes anywhere.
bool isLeft(const Stmt &Then) {
  const Stmt *Last = &Then;
  if (const auto *Block = llvm::dyn_cast<CompoundStmt>(Last))
    Last = Block->body_empty() ? nullptr : Block->body_back();
  if (!llvm::isa_and_nonnull<ReturnStmt, BreakStmt>(Last))
    return false;
  JumpFinder Jumps(Last);
  Jumps.TraverseStmt(const_cast<Stmt *>(&Then));
  return !Jumps.Found;
}

bool fillBody(SearchLoop &S, const Stmt &Body) {
  const auto *Block = llvm::dyn_cast<CompoundStmt>(&Body);
  if (Block && Block->body_empty())
    return false;
  S.If = llvm::dyn_cast<IfStmt>(Block ? Block->body_back() : &Body);
  if (!S.If || S.If->getElse() || S.If->getInit() || S.If->hasVarStorage() || S.If->isConstexpr() ||
      S.If->isConsteval())
    return false;
  if (!Block || !isLeft(*S.If->getThen()))
    return isLeft(*S.If->getThen());
  for (const Stmt *Each : Block->body()) {
    if (Each == S.If)
      break;
    const auto *Decls = llvm::dyn_cast<DeclStmt>(Each);
    const auto *V = Decls && Decls->isSingleDecl() ? llvm::dyn_cast<VarDecl>(Decls->getSingleDecl()) : nullptr;
    if (!V || !V->getInit() || !V->hasLocalStorage() || llvm::isa<DecompositionDecl>(V))
      return false;
    S.Locals.push_back(V);
    S.Declarations.push_back(Decls);
  }
  return true;
}

class Reader {
public:
  Reader(const SearchLoop &S, ASTContext &C) : S(S), C(C) {}
  void visit(const Stmt *Node, bool Sure);
  SearchReads Out;

private:
  std::optional<ElementRead> elementAt(const Expr &E);
  bool isKnown(const VarDecl &V) const;

  const SearchLoop &S;
  ASTContext &C;
};

/// By how much an index differs from \p Index: `i`, `i - 1`, `i + 2`.
std::optional<std::int64_t> offsetOf(const Expr &Given, const VarDecl &Index) {
  const Expr *E = Given.IgnoreParenImpCasts();
  if (const auto *Ref = llvm::dyn_cast<DeclRefExpr>(E))
    return Ref->getDecl() == &Index ? std::optional<std::int64_t>(0) : std::nullopt;
  const auto *B = llvm::dyn_cast<BinaryOperator>(E);
  const auto *By = B && B->isAdditiveOp() ? llvm::dyn_cast<IntegerLiteral>(B->getRHS()->IgnoreParenImpCasts()) : nullptr;
  const auto *Ref = B ? llvm::dyn_cast<DeclRefExpr>(B->getLHS()->IgnoreParenImpCasts()) : nullptr;
  if (!By || !Ref || Ref->getDecl() != &Index || By->getValue().getActiveBits() > 16)
    return std::nullopt;
  const auto Value = static_cast<std::int64_t>(By->getValue().getZExtValue());
  return B->getOpcode() == BO_Add ? Value : -Value;
}

std::optional<ElementRead> Reader::elementAt(const Expr &E) {
  if (S.Each) {
    const auto *Ref = llvm::dyn_cast<DeclRefExpr>(&E);
    if (Ref && Ref->getDecl() == S.Each)
      return ElementRead{&E, S.Container, 0, true, {}};
    return std::nullopt;
  }
  auto Side = sideOf(E, C);
  if (!Side || !mentions(*Side->Index, *S.Counted->Index))
    return std::nullopt;
  auto Offset = offsetOf(*Side->Index, *S.Counted->Index);
  if (!Offset || mentions(*Side->Base, *S.Counted->Index)) {
    Out.Strange = &E;
    return std::nullopt;
  }
  return ElementRead{&E, Side->Base->IgnoreParenImpCasts(), *Offset, true, {}};
}

/// Whether reading \p V means nothing: it is the function's own and holds no more than its value.
bool Reader::isKnown(const VarDecl &V) const {
  return (V.hasLocalStorage() && !V.getType()->isReferenceType()) || V.isUsableInConstantExpressions(C) ||
         llvm::is_contained(S.Locals, &V);
}

void Reader::visit(const Stmt *Node, bool Sure) {
  if (!Node)
    return;
  if (const auto *Logical = llvm::dyn_cast<BinaryOperator>(Node); Logical && Logical->isLogicalOp()) {
    visit(Logical->getLHS(), Sure);
    return visit(Logical->getRHS(), false);
  }
  if (const auto *Choice = llvm::dyn_cast<AbstractConditionalOperator>(Node)) {
    visit(Choice->getCond(), Sure);
    visit(Choice->getTrueExpr(), false);
    return visit(Choice->getFalseExpr(), false);
  }
  const auto *E = llvm::dyn_cast<Expr>(Node);
  std::vector<const FieldDecl *> Path;
  const Expr *Object = E;
  while (const auto *Member = llvm::dyn_cast_or_null<MemberExpr>(Object)) {
    const auto *Field = llvm::dyn_cast<FieldDecl>(Member->getMemberDecl());
    if (!Field || Member->isArrow())
      break;
    Path.push_back(Field);
    Object = Member->getBase()->IgnoreParenImpCasts();
  }
  if (auto Read = Object ? elementAt(*Object) : std::nullopt) {
    Read->Sure = Sure;
    Read->Path = std::move(Path);
    Out.Elements.push_back(std::move(*Read));
    return;
  }
  const auto *Ref = llvm::dyn_cast<DeclRefExpr>(Node);
  const auto *V = Ref ? llvm::dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  if (!Sure && ((V && !isKnown(*V)) || llvm::isa<CXXThisExpr>(Node)))
    Out.Unsure = Node;
  for (const Stmt *Child : Node->children())
    visit(Child, Sure);
}

} // namespace

std::optional<SearchLoop> searchLoop(const Stmt &Loop, ASTContext &C) {
  auto L = elementLoop(Loop, C);
  if (!L)
    return std::nullopt;
  SearchLoop S;
  static_cast<ElementLoop &>(S) = *L;
  return fillBody(S, *loopBody(Loop)) ? std::optional(S) : std::nullopt;
}

SearchReads readsOf(const SearchLoop &S, ASTContext &C) {
  Reader R(S, C);
  for (const VarDecl *V : S.Locals)
    R.visit(V->getInit(), true);
  R.visit(&S.test(), true);
  return std::move(R.Out);
}

} // namespace hone
