// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `T(x)` is a declaration of x wherever it can be one, and a parameter x in the parentheses behind a
// variable's name. As long as something stands in it that no declarator has (a dot, a number, a call of a
// member) it is not, so replacing that by a name is what makes it one.
#include "Declarators.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace hone {
namespace {

/// Visits only what is around one place.
class Around : public RecursiveASTVisitor<Around> {
public:
  Around(SourceRange Range, const SourceManager &SM) : Range(Range), SM(SM) {}

  bool TraverseDecl(Decl *D) {
    if (D && !llvm::isa<TranslationUnitDecl>(D) && !holds(D->getSourceRange()))
      return true;
    return RecursiveASTVisitor::TraverseDecl(D);
  }
  bool VisitVarDecl(VarDecl *V) {
    if (V->getInitStyle() != VarDecl::CallInit || !V->getInit())
      return true;
    const Expr *Init = V->getInit()->IgnoreImplicit();
    if (const auto *Made = llvm::dyn_cast<CXXConstructExpr>(Init); Made && !llvm::isa<CXXTemporaryObjectExpr>(Made))
      for (const Expr *A : Made->arguments())
        look(*A);
    else
      look(*Init);
    return true;
  }
  bool VisitCompoundStmt(CompoundStmt *S) {
    for (const Stmt *Each : S->body())
      lookAtStatement(Each);
    return true;
  }
  bool VisitIfStmt(IfStmt *S) { return lookAtStatement(S->getInit(), S->getThen(), S->getElse()); }
  bool VisitForStmt(ForStmt *S) { return lookAtStatement(S->getInit(), S->getBody()); }
  bool VisitCXXForRangeStmt(CXXForRangeStmt *S) { return lookAtStatement(S->getInit(), S->getBody()); }
  bool VisitWhileStmt(WhileStmt *S) { return lookAtStatement(S->getBody()); }
  bool VisitDoStmt(DoStmt *S) { return lookAtStatement(S->getBody()); }
  bool VisitSwitchStmt(SwitchStmt *S) { return lookAtStatement(S->getInit(), S->getBody()); }
  bool VisitSwitchCase(SwitchCase *S) { return lookAtStatement(S->getSubStmt()); }
  bool VisitLabelStmt(LabelStmt *S) { return lookAtStatement(S->getSubStmt()); }
  bool VisitAttributedStmt(AttributedStmt *S) { return lookAtStatement(S->getSubStmt()); }
  bool Found = false;

private:
  bool holds(SourceRange Outer) const {
    SourceLocation Begin = SM.getFileLoc(Outer.getBegin()), End = SM.getFileLoc(Outer.getEnd());
    return Begin.isValid() && End.isValid() && SM.getFileID(Begin) == SM.getFileID(Range.getBegin()) &&
           SM.getFileID(End) == SM.getFileID(Range.getBegin()) &&
           SM.getFileOffset(Begin) <= SM.getFileOffset(Range.getBegin()) &&
           SM.getFileOffset(Range.getEnd()) <= SM.getFileOffset(End);
  }
  /// The operand of a `T(x)`, T one word or more; null for everything else.
  static const Expr *operandOf(const Expr &E) {
    const Expr *Bare = E.IgnoreImplicit();
    if (const auto *Cast = llvm::dyn_cast<CXXFunctionalCastExpr>(Bare); Cast && Cast->getLParenLoc().isValid()) {
      const Expr *Operand = Cast->getSubExpr()->IgnoreImplicit();
      const auto *Made = llvm::dyn_cast<CXXConstructExpr>(Operand);
      return Made && Made->getNumArgs() ? Made->getArg(0) : Operand;
    }
    const auto *Made = llvm::dyn_cast<CXXTemporaryObjectExpr>(Bare);
    return Made && !Made->isListInitialization() && Made->getNumArgs() ? Made->getArg(0) : nullptr;
  }
  void look(const Expr &E) {
    const Expr *Operand = operandOf(E);
    if (!Operand)
      return;
    Found |= isRange(*Operand);
    look(*Operand);
  }
  template <class... Each> bool lookAtStatement(const Each *...Statements) {
    for (const Stmt *S : {static_cast<const Stmt *>(Statements)...})
      if (const auto *E = llvm::dyn_cast_or_null<Expr>(S))
        lookAtBeginning(*E, E->getBeginLoc());
    return true;
  }
  /// A `T(x)` that \p E begins with.
  void lookAtBeginning(const Expr &E, SourceLocation Begin) {
    if (E.getBeginLoc() != Begin)
      return;
    look(E);
    for (const Stmt *Child : E.children())
      if (const auto *Inner = llvm::dyn_cast_or_null<Expr>(Child))
        lookAtBeginning(*Inner, Begin);
  }
  /// What \p E does something to that declarators have, too: parentheses, `*`, `&`, `[]`, `()`; or null.
  static const Expr *insideOf(const Expr &E) {
    if (const auto *P = llvm::dyn_cast<ParenExpr>(&E))
      return P->getSubExpr();
    if (const auto *U = llvm::dyn_cast<UnaryOperator>(&E))
      return U->getOpcode() == UO_Deref || U->getOpcode() == UO_AddrOf ? U->getSubExpr() : nullptr;
    if (const auto *Index = llvm::dyn_cast<ArraySubscriptExpr>(&E))
      return Index->getLHS();
    if (const auto *O = llvm::dyn_cast<CXXOperatorCallExpr>(&E)) {
      const bool Prefix = O->getNumArgs() == 1 && (O->getOperator() == OO_Star || O->getOperator() == OO_Amp);
      return Prefix || O->getOperator() == OO_Subscript || O->getOperator() == OO_Call ? O->getArg(0) : nullptr;
    }
    const auto *Call = llvm::dyn_cast<CallExpr>(&E);
    return Call ? Call->getCallee() : nullptr;
  }
  bool isRange(const Expr &Operand) const {
    for (const Expr *E = &Operand; E; E = insideOf(*E)) {
      E = E->IgnoreImplicit();
      if (E->getSourceRange() == Range)
        return true;
    }
    return false;
  }

  SourceRange Range;
  const SourceManager &SM;
};

} // namespace

bool standsForDeclarator(SourceRange Range, ASTContext &C) {
  Around A(Range, C.getSourceManager());
  A.TraverseDecl(C.getTranslationUnitDecl());
  return A.Found;
}

} // namespace hone
