// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Body.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Lex/Lexer.h"

using namespace hone;
using namespace clang;

namespace {
class Reader : public RecursiveASTVisitor<Reader> {
  using Base = RecursiveASTVisitor<Reader>;

public:
  Reader(const FunctionDecl &F)
      : SM(F.getASTContext().getSourceManager()), Options(F.getASTContext().getLangOpts()),
        File(SM.getFileID(SM.getExpansionLoc(F.getBody()->getBeginLoc()))) {}

  bool TraverseStmt(Stmt *S);
  bool TraverseCXXRecordDecl(CXXRecordDecl *R) {
    ++InOther;
    bool Result = Base::TraverseCXXRecordDecl(R);
    --InOther;
    return Result;
  }

  Body Result;
  unsigned begin(SourceLocation L) const { return SM.getFileOffset(SM.getExpansionLoc(L)); }

private:
  unsigned end(SourceLocation L) const {
    return SM.getFileOffset(
        Lexer::getLocForEndOfToken(SM.getExpansionRange(L).getEnd(), 0, SM, Options));
  }
  Extent extent(const Stmt &S) const { return {begin(S.getBeginLoc()), end(S.getEndLoc())}; }
  Extent part(const Stmt &S) const;
  void block(const CompoundStmt &S);
  void conditions(const Stmt &S);
  void declare(const DeclStmt &S);
  void look(Stmt &S);
  void jump(const Stmt &S);
  void lookAtExpression(Expr &E);
  void use(const DeclRefExpr &E);

  const SourceManager &SM;
  const LangOptions &Options;
  FileID File;
  unsigned InOther = 0; ///< Lambdas and local classes around.
  std::vector<unsigned> Scopes;      ///< Ends.
  std::vector<unsigned> Breakable, Continuable, Switches; ///< Beginnings.
  llvm::DenseSet<const Expr *> Reads, Direct;
};
} // namespace

/// The statement with the semicolon that ends it.
Extent Reader::part(const Stmt &S) const {
  Extent E = extent(S);
  SourceLocation Last = SM.getExpansionRange(S.getEndLoc()).getEnd();
  std::optional<Token> Next = Lexer::findNextToken(Last, SM, Options);
  if (!isa<DeclStmt>(S) && Next && Next->is(tok::semi))
    E.End = SM.getFileOffset(Next->getLocation()) + 1;
  return E;
}

/// True if nothing behind the statement runs.
static bool leaves(const Stmt &S) {
  const Stmt *Last = &S;
  while (const auto *C = dyn_cast_or_null<CompoundStmt>(Last))
    Last = C->body_empty() ? nullptr : C->body_back();
  if (const auto *E = dyn_cast_or_null<Expr>(Last))
    return isa<CXXThrowExpr>(E->IgnoreImplicit());
  return isa_and_nonnull<ReturnStmt, BreakStmt, ContinueStmt>(Last);
}

void Reader::block(const CompoundStmt &S) {
  Block B;
  B.Inside = {end(S.getLBracLoc()), begin(S.getRBracLoc())};
  if (S.getLBracLoc().isMacroID() || S.getRBracLoc().isMacroID())
    return;
  bool Odd = SM.getFileID(S.getLBracLoc()) != File || SM.getFileID(S.getRBracLoc()) != File;
  unsigned At = B.Inside.Begin;
  for (const Stmt *Part : S.body()) {
    Extent E = part(*Part);
    // `for (...) {};`: the semicolon has been taken.
    if (isa<NullStmt>(Part) && E.Begin < At)
      continue;
    Odd |= E.Begin < At || SM.getFileID(SM.getExpansionLoc(Part->getBeginLoc())) != File;
    At = E.End;
    B.Parts.push_back(E);
    const auto *If = dyn_cast<IfStmt>(Part);
    if (If && !If->getElse() && !If->hasInitStorage() && !If->hasVarStorage() && leaves(*If->getThen()))
      Result.Known.push_back({If->getCond(), false, {E.End, B.Inside.End}});
  }
  // Statements of one macro cannot be parted; a block of such is none.
  if (!Odd && At <= B.Inside.End)
    Result.Blocks.push_back(std::move(B));
}

void Reader::conditions(const Stmt &S) {
  auto Add = [&](const Expr *Condition, bool Holds, const Stmt *Where) {
    if (Condition && Where)
      Result.Known.push_back({Condition, Holds, part(*Where)});
  };
  if (const auto *If = dyn_cast<IfStmt>(&S)) {
    if (If->hasInitStorage() || If->hasVarStorage())
      return;
    Add(If->getCond(), true, If->getThen());
    Add(If->getCond(), false, If->getElse());
  } else if (const auto *For = dyn_cast<ForStmt>(&S)) {
    if (!For->getConditionVariable())
      Add(For->getCond(), true, For->getBody());
  } else if (const auto *While = dyn_cast<WhileStmt>(&S)) {
    if (!While->getConditionVariable())
      Add(While->getCond(), true, While->getBody());
  }
}

void Reader::declare(const DeclStmt &S) {
  for (const Decl *D : S.decls()) {
    const auto *Named = dyn_cast<NamedDecl>(D);
    if (D->isImplicit() || isa<StaticAssertDecl>(D) || InOther)
      continue;
    if (isa<UsingDirectiveDecl>(D))
      Named = nullptr;
    Result.Names.push_back({Named, part(S), Scopes.back(), S.isSingleDecl()});
    if (const auto *Bound = dyn_cast<DecompositionDecl>(D))
      for (const BindingDecl *B : Bound->bindings())
        Result.Names.push_back({B, part(S), Scopes.back(), false});
  }
}

void Reader::use(const DeclRefExpr &E) {
  const ValueDecl *D = E.getDecl();
  if (const auto *B = dyn_cast<BindingDecl>(D))
    D = B->getDecomposedDecl();
  const auto *V = dyn_cast_or_null<VarDecl>(D);
  if (!V || V->isImplicit() || !(V->isLocalVarDeclOrParm() || isa<DecompositionDecl>(V)))
    return;
  bool Read = Reads.contains(&E) && !E.refersToEnclosingVariableOrCapture();
  Result.Uses.push_back({V, begin(E.getLocation()), Read, Read || Direct.contains(&E)});
}

void Reader::lookAtExpression(Expr &E) {
  auto Set = [&](const Expr *To, bool Anew) {
    To = To->IgnoreParens();
    Direct.insert(To);
    const auto *R = dyn_cast<DeclRefExpr>(To->IgnoreImpCasts());
    if (const auto *V = R ? dyn_cast<VarDecl>(R->getDecl()) : nullptr; V && Anew)
      Result.Rebound.emplace_back(V, extent(E));
  };
  if (const auto *C = dyn_cast<ImplicitCastExpr>(&E)) {
    if (C->getCastKind() == CK_LValueToRValue)
      Reads.insert(C->getSubExpr()->IgnoreParens());
  } else if (const auto *B = dyn_cast<BinaryOperator>(&E)) {
    if (B->isAssignmentOp())
      Set(B->getLHS(), B->getOpcode() == BO_Assign);
  } else if (const auto *U = dyn_cast<UnaryOperator>(&E)) {
    if (U->isIncrementDecrementOp())
      Set(U->getSubExpr(), false);
  } else if (const auto *O = dyn_cast<CXXOperatorCallExpr>(&E)) {
    if (O->getOperator() == OO_Equal)
      if (const auto *R = dyn_cast<DeclRefExpr>(O->getArg(0)->IgnoreParenImpCasts()))
        if (const auto *V = dyn_cast<VarDecl>(R->getDecl()))
          Result.Rebound.emplace_back(V, extent(E));
  } else if (const auto *R = dyn_cast<DeclRefExpr>(&E)) {
    use(*R);
  } else if (isa<AddrLabelExpr>(&E)) {
    Result.Labels.push_back(begin(E.getBeginLoc()));
  }
}

void Reader::jump(const Stmt &S) {
  unsigned At = begin(S.getBeginLoc());
  auto To = [&](const std::vector<unsigned> &Around) {
    if (!Around.empty())
      Result.Leaves.push_back({Around.back(), At});
  };
  if (isa<LabelStmt, GotoStmt, IndirectGotoStmt, AsmStmt>(S))
    Result.Labels.push_back(At);
  else if (isa<ReturnStmt>(S) && !InOther)
    Result.Returns.push_back(At);
  else if (isa<BreakStmt>(S))
    To(Breakable);
  else if (isa<ContinueStmt>(S))
    To(Continuable);
  else if (isa<SwitchCase>(S))
    To(Switches);
}

void Reader::look(Stmt &S) {
  if (const auto *C = dyn_cast<CompoundStmt>(&S); C && !InOther)
    block(*C);
  else if (const auto *D = dyn_cast<DeclStmt>(&S))
    declare(*D);
  else if (auto *E = dyn_cast<Expr>(&S))
    lookAtExpression(*E);
  else
    jump(S);
  if (isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(S))
    Result.Loops.push_back(extent(S));
  if (!InOther)
    conditions(S);
}

bool Reader::TraverseStmt(Stmt *S) {
  if (!S)
    return true;
  look(*S);
  bool Loop = isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(S), Switch = isa<SwitchStmt>(S);
  bool Scope = Loop || Switch || isa<CompoundStmt, IfStmt, CXXCatchStmt>(S);
  bool Other = isa<LambdaExpr>(S);
  unsigned Begin = begin(S->getBeginLoc());
  if (Scope)
    Scopes.push_back(part(*S).End);
  if (Loop || Switch)
    Breakable.push_back(Begin);
  if (Loop)
    Continuable.push_back(Begin);
  if (Switch)
    Switches.push_back(Begin);
  InOther += Other;
  bool Done = Base::TraverseStmt(S);
  InOther -= Other;
  if (Switch)
    Switches.pop_back();
  if (Loop)
    Continuable.pop_back();
  if (Loop || Switch)
    Breakable.pop_back();
  if (Scope)
    Scopes.pop_back();
  return Done;
}

std::optional<Body> hone::readBody(const FunctionDecl &F) {
  const auto *S = dyn_cast<CompoundStmt>(F.getBody());
  if (!S)
    return std::nullopt;
  Reader R(F);
  R.TraverseStmt(const_cast<CompoundStmt *>(S));
  if (R.Result.Blocks.empty() ||
      R.Result.Blocks.front().Inside.End != R.begin(S->getRBracLoc()))
    return std::nullopt;
  return std::move(R.Result);
}
