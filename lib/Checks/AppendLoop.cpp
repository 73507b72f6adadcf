// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Counts are claimed for plain loops only: every turn appends the same number,
// nothing skips or ends a turn, and the header says how many there are.

#include "AppendLoop.h"
#include "hone/Analysis/TripCount.h"
#include "hone/Analysis/Types.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/ParentMapContext.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace hone {

std::optional<NamedContainer> namedContainer(const Expr &Start) {
  NamedContainer Result;
  Result.Named = &Start;
  for (const Expr *E = &Start;;) {
    E = E->IgnoreParenImpCasts();
    if (const auto *Member = llvm::dyn_cast<MemberExpr>(E)) {
      const auto *Field = llvm::dyn_cast<FieldDecl>(Member->getMemberDecl());
      bool OfThis = llvm::isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts());
      if (!Field || Field->getType()->isReferenceType() || (Member->isArrow() && !OfThis))
        return std::nullopt;
      Result.Path.insert(Result.Path.begin(), Field->getCanonicalDecl());
      E = Member->getBase();
      continue;
    }
    if (llvm::isa<CXXThisExpr>(E))
      return Result;
    const auto *Ref = llvm::dyn_cast<DeclRefExpr>(E);
    Result.Root = Ref ? llvm::dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    if (!Result.Root || Ref->refersToEnclosingVariableOrCapture())
      return std::nullopt;
    Result.Root = Result.Root->getCanonicalDecl();
    return Result;
  }
}

namespace {

class Uses : public RecursiveASTVisitor<Uses> {
public:
  Uses(const NamedContainer &Whole, ASTContext &C) : Whole(Whole), C(C) {}
  bool shouldVisitImplicitCode() const { return true; }
  bool VisitDeclRefExpr(DeclRefExpr *R) {
    if (Whole.Root && R->getDecl()->getCanonicalDecl() == Whole.Root)
      climb(*R);
    return true;
  }
  bool VisitCXXThisExpr(CXXThisExpr *E) {
    if (!Whole.Root)
      climb(*E);
    return true;
  }
  std::vector<ContainerUse> Found;

private:
  void climb(const Expr &From) {
    const Expr *E = &From;
    for (const FieldDecl *Next : Whole.Path) {
      auto Parents = C.getParents(*E);
      const auto *Cast = Parents.empty() ? nullptr : Parents[0].get<ImplicitCastExpr>();
      if (Cast)
        Parents = C.getParents(*Cast);
      const auto *Member = Parents.empty() ? nullptr : Parents[0].get<MemberExpr>();
      const auto *Field = Member ? llvm::dyn_cast<FieldDecl>(Member->getMemberDecl()) : nullptr;
      if (!Field) {
        Found.push_back({E, false});
        return;
      }
      if (Field->getCanonicalDecl() != Next)
        return; // Another member.
      E = Member;
    }
    Found.push_back({E, true});
  }

  const NamedContainer &Whole;
  ASTContext &C;
};

/// Jumps that leave a statement: out of its loops, or to their next turn.
bool mayJump(const Stmt &S, bool InLoop = false, bool InSwitch = false) {
  switch (S.getStmtClass()) {
  case Stmt::BreakStmtClass:
    return !InLoop && !InSwitch;
  case Stmt::ContinueStmtClass:
    return !InLoop;
  case Stmt::ReturnStmtClass:
  case Stmt::CoreturnStmtClass:
  case Stmt::GotoStmtClass:
  case Stmt::IndirectGotoStmtClass:
    return true;
  case Stmt::LambdaExprClass:
    return false;
  default:
    break;
  }
  InLoop |= isLoop(S);
  InSwitch |= llvm::isa<SwitchStmt>(S);
  return llvm::any_of(S.children(), [&](const Stmt *Child) {
    return Child && mayJump(*Child, InLoop, InSwitch);
  });
}

bool holdsAppend(const Stmt &S, const NamedContainer &To, const ASTContext &C) {
  if (auto A = appendOf(S, C); A && A->To == To)
    return true;
  return llvm::any_of(S.children(),
                      [&](const Stmt *Child) { return Child && holdsAppend(*Child, To, C); });
}

AppendCount unknown(const char *Code, const std::string &Text, const Stmt &At) {
  AppendCount Result;
  Result.Unknown = Refusal{Code, Text, At.getBeginLoc()};
  return Result;
}

bool isSame(const AppendCount &A, const AppendCount &B) {
  auto IsConstant = [](const AppendCount &Each) {
    return Each.Terms.empty() || (Each.Terms.size() == 1 && Each.Terms[0].Loops.empty());
  };
  auto Value = [](const AppendCount &Each) { return Each.Terms.empty() ? 0 : Each.Terms[0].Times; };
  return !A.Unknown && !B.Unknown && IsConstant(A) && IsConstant(B) && Value(A) == Value(B);
}

} // namespace

std::vector<ContainerUse> usesOf(const NamedContainer &Whole, const Stmt &In, ASTContext &C) {
  Uses Visitor(Whole, C);
  Visitor.TraverseStmt(const_cast<Stmt *>(&In));
  return std::move(Visitor.Found);
}

std::optional<Append> appendOf(const Stmt &S, const ASTContext &C) {
  const auto *E = llvm::dyn_cast<Expr>(&S);
  if (!E)
    return std::nullopt;
  E = E->IgnoreImplicit()->IgnoreParens();
  Append Result;
  const Expr *Object = nullptr;
  if (const auto *Call = llvm::dyn_cast<CXXMemberCallExpr>(E)) {
    const CXXMethodDecl *M = Call->getMethodDecl();
    if (!M || !M->getDeclName().isIdentifier() ||
        (M->getName() != "push_back" && M->getName() != "emplace_back"))
      return std::nullopt;
    Object = Call->getImplicitObjectArgument();
  } else if (const auto *Call = llvm::dyn_cast<CXXOperatorCallExpr>(E);
             Call && Call->getOperator() == OO_PlusEqual) {
    Object = Call->getArg(0);
    const Expr *Added = Call->getArg(1)->IgnoreParenImpCasts();
    if (!isStdString(Object->getType()))
      return std::nullopt;
    if (const auto *Text = llvm::dyn_cast<StringLiteral>(Added))
      Result.Elements = Text->getLength();
    else if (!Added->getType()->isAnyCharacterType())
      return std::nullopt;
  }
  // A class that inherits from a vector has its own reserve(), perhaps.
  QualType T = Object ? Object->IgnoreParenImpCasts()->getType() : QualType();
  if (!Object || !(isStdVector(T) || isStdString(T)))
    return std::nullopt;
  auto To = namedContainer(*Object);
  if (!To)
    return std::nullopt;
  Result.To = *To;
  return Result;
}

std::vector<Append> appendsIn(const Stmt &S, const ASTContext &C) {
  std::vector<Append> Result;
  if (auto A = appendOf(S, C))
    Result.push_back(*A);
  if (llvm::isa<LambdaExpr>(S))
    return Result;
  for (const Stmt *Child : S.children())
    if (Child && !(llvm::isa<Expr>(S) && !Result.empty()))
      for (Append &Each : appendsIn(*Child, C))
        Result.push_back(std::move(Each));
  return Result;
}

AppendCount constantCount(unsigned Elements) {
  AppendCount Result;
  if (Elements)
    Result.Terms.push_back({Elements, {}});
  return Result;
}

void AppendCount::add(const AppendCount &Other) {
  if (!Unknown)
    Unknown = Other.Unknown;
  for (const Term &Each : Other.Terms) {
    bool Constant = !Terms.empty() && Terms.back().Loops.empty();
    if (!Constant)
      Terms.push_back(Each);
    else if (Each.Loops.empty())
      Terms.back().Times += Each.Times;
    else
      Terms.insert(Terms.end() - 1, Each);
  }
}

AppendCount countAppends(const Stmt &S, const NamedContainer &To, ASTContext &C) {
  if (auto A = appendOf(S, C); A && A->To == To)
    return constantCount(A->Elements);
  if (!holdsAppend(S, To, C))
    return mayJump(S) ? unknown("early-exit", "an iteration may be left before its end", S) : constantCount(0);
  if (llvm::isa<CompoundStmt>(S)) {
    AppendCount Sum;
    for (const Stmt *Child : S.children())
      Sum.add(countAppends(*Child, To, C));
    return Sum;
  }
  if (const auto *If = llvm::dyn_cast<IfStmt>(&S); If && If->getElse()) {
    AppendCount Then = countAppends(*If->getThen(), To, C), Else = countAppends(*If->getElse(), To, C);
    if (isSame(Then, Else) && !holdsAppend(*If->getCond(), To, C) &&
        !(If->getInit() && holdsAppend(*If->getInit(), To, C)))
      return Then;
  }
  if (!isLoop(S))
    return unknown("conditional", "how many elements are appended depends on a condition", S);
  const Stmt &Body = *loopBody(S);
  auto T = tripsOf(S, C);
  if (!T)
    return unknown("count-not-known", "the header of the loop does not say how often it runs", S);
  AppendCount Inner = countAppends(Body, To, C);
  for (AppendCount::Term &Each : Inner.Terms)
    Each.Loops.insert(Each.Loops.begin(), *T);
  return Inner;
}

} // namespace hone
