// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A reference is bound to an object that is there ([dcl.ref]), and a member function called
// for one. It is still there when control gets to the loop unless something before ended it:
// a call that cannot be looked into, a delete, a container giving up its elements. So the
// code that may run before the loop is looked at, less what cannot be followed by the loop.

#include "Presence.h"
#include "DominatingConditions.h"
#include "LoopState.h"
#include "hone/Analysis/Ownership.h"
#include "hone/Analysis/Types.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/ParentMapContext.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace hone {
namespace {

/// What leaves the function: the loop does not come after it.
class Departures : public RecursiveASTVisitor<Departures> {
public:
  bool VisitReturnStmt(ReturnStmt *S) { return add(S); }
  bool VisitCXXThrowExpr(CXXThrowExpr *E) { return add(E); }
  std::vector<const Stmt *> Found;

private:
  bool add(const Stmt *S) {
    Found.push_back(S);
    return true;
  }
};

/// All that may run before a loop.
class Before {
public:
  Before(const Stmt &Loop, const FunctionDecl &F, ASTContext &C);
  std::optional<Refusal> findEnd(const VarDecl *Object, bool OfReference) const;

private:
  void add(const Stmt *S);
  void addBlock(const CompoundStmt &Block, const Stmt &Child);
  bool isOwn(const Invalidation &V) const;
  bool isItself(const Invalidation &V, const VarDecl *Object) const;

  const Stmt &Loop;
  const FunctionDecl &F;
  ASTContext &C;
  std::vector<Effects> Parts;
  /// Variables that are still in scope at the loop: their destructors run later.
  std::vector<SourceLocation> InScope;
};

void Before::add(const Stmt *S) {
  if (!S)
    return;
  Departures Leaving;
  Leaving.TraverseStmt(const_cast<Stmt *>(S));
  Leaving.Found.push_back(&Loop);
  Parts.push_back(effectsOf(*S, C, Leaving.Found));
}

void Before::addBlock(const CompoundStmt &Block, const Stmt &Child) {
  for (const Stmt *Sibling : Block.body()) {
    if (Sibling == &Child)
      return;
    add(Sibling);
    if (const auto *Declares = llvm::dyn_cast<DeclStmt>(Sibling))
      for (const Decl *D : Declares->decls())
        InScope.push_back(D->getLocation());
  }
}

Before::Before(const Stmt &Loop, const FunctionDecl &F, ASTContext &C) : Loop(Loop), F(F), C(C) {
  const Stmt *Child = &Loop;
  DynTypedNode Node = DynTypedNode::create(Loop);
  while (true) {
    auto Parents = C.getParents(Node);
    if (Parents.empty() || Parents[0].get<FunctionDecl>())
      break;
    Node = Parents[0];
    const auto *Parent = Node.get<Stmt>();
    if (!Parent)
      continue;
    if (const auto *Block = llvm::dyn_cast<CompoundStmt>(Parent)) {
      addBlock(*Block, *Child);
    } else if (const auto *If = llvm::dyn_cast<IfStmt>(Parent)) {
      add(If->getInit());
      add(If->getConditionVariableDeclStmt());
      add(If->getCond());
    } else {
      add(Parent);
      InScope.clear(); // Of an iteration, or a part, that may have ended.
    }
    Child = Parent;
  }
  if (const auto *Constructor = llvm::dyn_cast<CXXConstructorDecl>(&F))
    for (const CXXCtorInitializer *Init : Constructor->inits())
      add(Init->getInit());
}

/// Whether only the function knows the elements that end, and they own nothing.
bool Before::isOwn(const Invalidation &V) const {
  const Place &P = V.Container;
  return P.How == Reach::Object && P.Root && P.Path.empty() && P.Root->hasLocalStorage() &&
         !llvm::isa<ParmVarDecl>(P.Root) && !P.Root->getType()->isReferenceType() &&
         elementType(P.Root->getType())->isScalarType() && keepsElements(*P.Root, F, Loop, C);
}

/// Whether the numbers that end are those that \p Object holds: it is not among them.
bool Before::isItself(const Invalidation &V, const VarDecl *Object) const {
  const Place &P = V.Container;
  return Object && (P.How == Reach::Object || P.How == Reach::Indirect) && P.Root == Object && P.Path.empty() &&
         !P.Unfollowed && isStdContainer(Object->getType()) && elementType(Object->getType())->isScalarType();
}

/// What may end an object that a reference of the function, or a parameter or *this, names.
std::optional<Refusal> Before::findEnd(const VarDecl *Object, bool OfReference) const {
  auto Gone = [](const Point &P) {
    return Refusal{"may-be-gone", P.Text + " before the loop, and the loop may not read it then", P.At};
  };
  for (const Effects &E : Parts) {
    if (!E.Unknown.empty())
      return Gone({E.Unknown.front().Text, E.Unknown.front().Where});
    if (!E.Opaque.empty())
      return Gone({E.Opaque.front().Text, E.Opaque.front().At});
    for (const Invalidation &V : E.Ended)
      if (!isItself(V, Object) && (OfReference || !isOwn(V)))
        return Gone({V.Container.describe() + " may give up its elements", V.At});
    for (const Point &R : E.Releases) {
      bool Known = llvm::is_contained(InScope, R.At) || llvm::any_of(E.Ended, [&](const Invalidation &V) {
                     return V.At == R.At;
                   });
      if (!Known)
        return Gone(R);
    }
  }
  return std::nullopt;
}

/// What an expression that is but names says: a variable, perhaps with members, or *this.
struct Named {
  const VarDecl *Root = nullptr;
  bool This = false;
};

std::optional<Named> namedBy(const Expr *E) {
  while (const auto *Member = llvm::dyn_cast_or_null<MemberExpr>(E ? E->IgnoreParenImpCasts() : nullptr)) {
    const auto *Field = llvm::dyn_cast<FieldDecl>(Member->getMemberDecl());
    if (!Field || Field->getType()->isReferenceType() || Field->getParent()->isUnion())
      return std::nullopt;
    E = Member->getBase()->IgnoreParenImpCasts();
    if (Member->isArrow())
      return llvm::isa<CXXThisExpr>(E) ? std::optional(Named{nullptr, true}) : std::nullopt;
  }
  const auto *Ref = llvm::dyn_cast_or_null<DeclRefExpr>(E ? E->IgnoreParenImpCasts() : nullptr);
  const auto *V = Ref ? llvm::dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return V && V->hasLocalStorage() ? std::optional(Named{V, false}) : std::nullopt;
}

/// Whether it is *this, or what local references to its members lead to.
bool isPartOfThis(const Named &N) {
  if (N.This || llvm::isa<ParmVarDecl>(N.Root) || !N.Root->getType()->isReferenceType() || N.Root->isCXXForRangeDecl())
    return N.This;
  auto Of = namedBy(N.Root->getInit());
  return Of && isPartOfThis(*Of);
}

} // namespace

std::optional<Refusal> findAbsence(const Expr &Object, const Stmt &Loop, const FunctionDecl &F, ASTContext &C,
                                   const Expr *Read, bool MembersToo) {
  auto N = namedBy(&Object);
  if (!N)
    return Refusal{"may-be-gone", "what is read may not be there, and the loop may not read it then",
                   Object.getExprLoc()};
  if (auto Known = namedBy(Read); Known && Known->Root && Known->Root == N->Root)
    return std::nullopt;
  if (comesAfterDelete(Loop, F, C))
    return Refusal{"may-be-gone", "the function destroys an object, and the loop may not read it then",
                   Object.getExprLoc()};
  if (!N->This && !N->Root->getType()->isReferenceType())
    return std::nullopt;
  if (MembersToo && isPartOfThis(*N) && !isEntered(Loop, C))
    return Refusal{"may-be-gone", "while the object is made or destroyed the member may not be there, and the loop may not run then",
                   Object.getExprLoc()};
  bool Given = N->This || llvm::isa<ParmVarDecl>(N->Root);
  if (!Given && !N->Root->isCXXForRangeDecl() && !namedBy(N->Root->getInit()))
    return Refusal{"may-be-gone", "'" + N->Root->getNameAsString() + "' may not refer to an object any more",
                   Object.getExprLoc()};
  return Before(Loop, F, C).findEnd(N->Root, !Given);
}

bool mayBeUnmade(const Expr &Object) {
  auto N = namedBy(&Object);
  if (!N || N->This)
    return true;
  if (!N->Root->getType()->isReferenceType() || N->Root->isCXXForRangeDecl())
    return false;
  return llvm::isa<ParmVarDecl>(N->Root) || !N->Root->getInit() || mayBeUnmade(*N->Root->getInit());
}

} // namespace hone
