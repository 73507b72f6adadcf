// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The control flow graph tells what runs, and the destructors of variables and of most temporaries. Of the
// temporaries that a reference keeps alive it tells nothing, or the type of the reference.
#include "LastStretch.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Analysis/CFG.h"

using namespace clang;

namespace hone {
namespace {

bool holds(const Stmt &Whole, const Stmt &Part) {
  return &Whole == &Part ||
         llvm::any_of(Whole.children(), [&](const Stmt *Child) { return Child && holds(*Child, Part); });
}

class Paths {
public:
  Paths(const VarDecl &V, const Stmt &Copy) : V(V), Copy(Copy) {}
  Stretch run(const CFG &Graph);

private:
  /// False if the variable's life ends in it.
  bool scan(const CFGBlock &Block, unsigned From);

  const VarDecl &V;
  const Stmt &Copy;
  Stretch Found;
};

bool Paths::scan(const CFGBlock &Block, unsigned From) {
  for (unsigned I = From; I < Block.size(); ++I) {
    const CFGElement E = Block[I];
    if (auto Runs = E.getAs<CFGStmt>()) {
      Found.Runs.push_back(Runs->getStmt());
    } else if (auto Automatic = E.getAs<CFGAutomaticObjDtor>()) {
      if (Automatic->getVarDecl() == &V)
        return false;
      Found.Dies.push_back(Automatic->getVarDecl()->getType());
    } else if (auto Temporary = E.getAs<CFGTemporaryDtor>()) {
      Found.Dies.push_back(Temporary->getBindTemporaryExpr()->getType());
    } else {
      Found.IsKnown = false;
    }
  }
  return true;
}

Stretch Paths::run(const CFG &Graph) {
  const CFGBlock *Start = nullptr;
  unsigned From = 0;
  for (const CFGBlock *Block : Graph)
    for (unsigned I = 0; I < Block->size(); ++I)
      if (auto Runs = (*Block)[I].getAs<CFGStmt>(); Runs && holds(*Runs->getStmt(), Copy)) {
        Found.IsKnown &= !Start || Start == Block;
        Start = Block;
        From = I + 1;
      }
  Found.IsKnown &= Start != nullptr;
  if (!Found.IsKnown)
    return Found;
  llvm::SmallPtrSet<const CFGBlock *, 16> Seen;
  std::vector<const CFGBlock *> Work;
  auto Follow = [&](const CFGBlock &Block) {
    for (const CFGBlock *Next : Block.succs())
      if (Next && Seen.insert(Next).second)
        Work.push_back(Next);
  };
  if (scan(*Start, From))
    Follow(*Start);
  while (!Work.empty()) {
    const CFGBlock *Block = Work.back();
    Work.pop_back();
    if (scan(*Block, 0))
      Follow(*Block);
  }
  return Found;
}

/// The types of the temporaries that do not die where the expression ends that makes them, and of the arrays
/// behind initializer lists.
class KeptTemporaries : public RecursiveASTVisitor<KeptTemporaries> {
public:
  bool shouldVisitImplicitCode() const { return true; }
  bool VisitMaterializeTemporaryExpr(MaterializeTemporaryExpr *E) {
    QualType Made = E->getSubExpr()->skipRValueSubobjectAdjustments()->getType();
    if (E->getStorageDuration() == SD_Automatic || Made->isArrayType())
      Types.push_back(Made);
    return true;
  }
  bool VisitCXXDefaultInitExpr(CXXDefaultInitExpr *E) { return TraverseStmt(E->getExpr()); }
  bool VisitCXXDefaultArgExpr(CXXDefaultArgExpr *E) { return TraverseStmt(E->getExpr()); }
  std::vector<QualType> Types;
};

} // namespace

Stretch stretchAfter(const Stmt &Copy, const VarDecl &V, const Stmt &Scope, const FunctionDecl &F, ASTContext &C) {
  CFG::BuildOptions Options;
  Options.AddImplicitDtors = Options.AddTemporaryDtors = true;
  Options.PruneTriviallyFalseEdges = false;
  std::unique_ptr<CFG> Graph = CFG::buildCFG(&F, F.getBody(), &C, Options);
  if (!Graph)
    return {{}, {}, false};
  Stretch Found = Paths(V, Copy).run(*Graph);
  KeptTemporaries Kept;
  Kept.TraverseStmt(const_cast<Stmt *>(&Scope));
  llvm::append_range(Found.Dies, Kept.Types);
  // The order in which parameters die is not told.
  if (llvm::isa<ParmVarDecl>(V))
    for (const ParmVarDecl *Other : F.parameters())
      if (Other != &V && !Other->getType()->isReferenceType())
        Found.Dies.push_back(Other->getType());
  return Found;
}

} // namespace hone
