// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// move-last-use: moves a local variable to where it is copied last.
//
//   std::string name = line.substr(begin, end - begin);
//   if (!name.empty())
//     names.push_back(name);
//
//   std::string name = line.substr(begin, end - begin);
//   if (!name.empty())
//     names.push_back(std::move(name));
//
// A compiler knows that the variable dies, but not that copying and then
// destroying it is the same as handing over its storage: that is a matter of
// what the class means.
//
// Why it is the same: the copy and the variable are equal when the copy is
// made, and what is moved is equal to the variable before. Nobody can tell them
// apart unless the variable, or what it owns, is looked at before it dies. So
// the stretch from the move to the end of its life is followed on all paths: it
// must not name the variable, nor follow pointers, references or iterators,
// which may lead to what it owned, nor call what is not seen. Views that were
// made before do no harm: after the variable's life they led nowhere.

#include "ConstUse.h"
#include "ConstUseFollower.h"
#include "LastStretch.h"
#include "LoopContext.h"
#include "hone/Analysis/Ownership.h"
#include "hone/Analysis/Types.h"
#include "hone/Checks/Check.h"
#include "hone/Rewrite/PatchBuilder.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/ParentMapContext.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace hone {
namespace {

/// Mentions of a variable, by a structured binding too, and what else is named.
class Mentions : public RecursiveASTVisitor<Mentions> {
public:
  Mentions(const VarDecl &V, const ASTContext &C) : V(V), C(C) {}
  bool shouldVisitImplicitCode() const { return true; }
  bool VisitDeclRefExpr(DeclRefExpr *R) {
    Count += R->getDecl() == &V;
    const auto *Part = llvm::dyn_cast<BindingDecl>(R->getDecl());
    Count += Part && Part->getDecomposedDecl() && Part->getDecomposedDecl()->getType()->isReferenceType();
    // The hidden iterators of a loop lead into its range.
    if (const auto *Other = llvm::dyn_cast<VarDecl>(R->getDecl());
        Other && Other != &V && !Other->isImplicit())
      name(Other->getType(), R->getLocation());
    return true;
  }
  bool VisitMemberExpr(MemberExpr *M) {
    if (const auto *Field = llvm::dyn_cast<FieldDecl>(M->getMemberDecl()))
      name(Field->getType(), M->getMemberLoc());
    return true;
  }
  bool VisitLambdaExpr(LambdaExpr *L) {
    for (const LambdaCapture &Capture : L->captures())
      Captured |= Capture.capturesVariable() && Capture.getCapturedVar() == &V;
    return true;
  }
  bool VisitCXXTryStmt(CXXTryStmt *) {
    Tries = true;
    return true;
  }
  unsigned Count = 0;
  bool Captured = false, Tries = false;
  SourceLocation View; ///< Of something that may lead elsewhere.

private:
  void name(QualType T, SourceLocation At) {
    if (!holdsNoAddress(T.getNonReferenceType(), C))
      View = At;
  }
  const VarDecl &V;
  const ASTContext &C;
};

Mentions mentionsIn(const Stmt &S, const VarDecl &V, const ASTContext &C) {
  Mentions M(V, C);
  M.TraverseStmt(const_cast<Stmt *>(&S));
  return M;
}

/// Whether \p Call puts one element, a copy of its argument, into a container.
bool putsElement(const CXXMemberCallExpr &Call, const ASTContext &C) {
  const CXXMethodDecl *M = Call.getMethodDecl();
  // As it is named: a class that is derived from it may have other overloads.
  const Expr *Object = Call.getImplicitObjectArgument();
  if (!Object)
    return false;
  QualType Container = Object->IgnoreParenImpCasts()->getType();
  Container = Container->isPointerType() ? Container->getPointeeType() : Container;
  return M && Call.getNumArgs() == 1 && M->getDeclName().isIdentifier() && isStdContainer(Container) &&
         llvm::StringSwitch<bool>(M->getName())
             .Cases({"push_back", "push_front", "emplace_back", "emplace_front"}, true)
             .Default(false) &&
         C.hasSameUnqualifiedType(elementType(Container), Call.getArg(0)->getType());
}

class Judge {
public:
  Judge(const Expr &Root, ASTContext &C) : Root(Root), C(C), F(outermostFunction(Root, C)) {}
  Verdict run();
  llvm::Expected<Patch> write();

private:
  const Expr *copied() const;
  bool isWhole() const;
  bool gainsByMoving() const;
  bool mayLieWithin(QualType Part) const;
  bool mayHaveReferences() const;
  const Stmt &scope() const;
  std::optional<Refusal> refuseStretch();
  std::optional<Refusal> refuseAccess(const Access &A) const;
  Refusal no(const char *Code, const std::string &Text, SourceLocation At) const { return {Code, Text, At}; }

  const Expr &Root;
  ASTContext &C;
  const FunctionDecl *F;
  const DeclRefExpr *Use = nullptr;
  const VarDecl *V = nullptr;
};

/// The operand that the statement copies.
const Expr *Judge::copied() const {
  if (const auto *Call = llvm::dyn_cast<CXXMemberCallExpr>(&Root))
    return putsElement(*Call, C) ? Call->getArg(0) : nullptr;
  if (const auto *Set = llvm::dyn_cast<CXXOperatorCallExpr>(&Root)) {
    const auto *M = llvm::dyn_cast_or_null<CXXMethodDecl>(Set->getDirectCallee());
    return M && M->isCopyAssignmentOperator() &&
                   C.hasSameUnqualifiedType(Set->getArg(0)->IgnoreParenImpCasts()->getType(),
                                            Set->getArg(1)->getType())
               ? Set->getArg(1)
               : nullptr;
  }
  const auto *Made = llvm::dyn_cast<CXXConstructExpr>(&Root);
  return Made && Made->getConstructor()->isCopyConstructor() ? Made->getArg(0) : nullptr;
}

/// Whether nothing is done with what the copy gives: it is a statement, or
/// makes a variable.
bool Judge::isWhole() const {
  bool Makes = llvm::isa<CXXConstructExpr>(Root);
  auto Parents = C.getParents(Root);
  while (!Parents.empty() && Parents[0].get<ExprWithCleanups>())
    Parents = C.getParents(Parents[0]);
  if (Parents.empty())
    return false;
  if (const auto *To = Parents[0].get<VarDecl>())
    return Makes && To->hasLocalStorage() && !To->isInitCapture() && !llvm::isa<DecompositionDecl>(To);
  const auto *P = Parents[0].get<Stmt>();
  return !Makes && P && !llvm::isa<Expr, ReturnStmt, DeclStmt>(P);
}

/// Whether handing over is another thing than copying.
bool Judge::gainsByMoving() const {
  const auto *R = V->getType()->getAsCXXRecordDecl();
  if (!R || !R->hasDefinition() || R->isTriviallyCopyable() || R->hasTrivialCopyConstructor())
    return false;
  bool Moves = llvm::isa<CXXOperatorCallExpr>(Root) ? R->hasMoveAssignment() : R->hasMoveConstructor();
  return Moves || (llvm::isa<CXXOperatorCallExpr>(Root) ? R->needsImplicitMoveAssignment()
                                                        : R->needsImplicitMoveConstructor());
}

/// Whether a \p Part may lie in what the variable holds or owns, without being
/// the variable.
bool Judge::mayLieWithin(QualType Part) const {
  const auto *R = V->getType()->getAsCXXRecordDecl();
  if (const auto *Spec = llvm::dyn_cast<ClassTemplateSpecializationDecl>(R); Spec && R->isInStdNamespace())
    return llvm::any_of(Spec->getTemplateArgs().asArray(), [&](const TemplateArgument &A) {
      return A.getKind() == TemplateArgument::Pack ||
             (A.getKind() == TemplateArgument::Type && mayHold(A.getAsType(), Part, C));
    });
  return llvm::any_of(R->bases(), [&](const CXXBaseSpecifier &B) { return mayHold(B.getType(), Part, C); }) ||
         llvm::any_of(R->fields(),
                      [&](const FieldDecl *Field) { return mayHold(Field->getType(), Part, C); });
}

/// Mentions of a variable in front of a place, but for members of it other than
/// one.
class EarlierUses : public RecursiveASTVisitor<EarlierUses> {
public:
  EarlierUses(const VarDecl &V, const FieldDecl &Member, SourceLocation Here, const SourceManager &SM)
      : V(V), Member(Member), Here(Here), SM(SM) {}
  bool shouldVisitImplicitCode() const { return true; }
  bool TraverseMemberExpr(MemberExpr *M) {
    const auto *R = llvm::dyn_cast<DeclRefExpr>(M->getBase()->IgnoreParenImpCasts());
    bool Other =
        R && R->getDecl() == &V && llvm::isa<FieldDecl>(M->getMemberDecl()) && M->getMemberDecl() != &Member;
    return Other || RecursiveASTVisitor::TraverseMemberExpr(M);
  }
  bool VisitDeclRefExpr(DeclRefExpr *R) {
    Found |= R->getDecl() == &V && SM.isBeforeInTranslationUnit(R->getLocation(), Here);
    return true;
  }
  bool Found = false;

private:
  const VarDecl &V;
  const FieldDecl &Member;
  SourceLocation Here;
  const SourceManager &SM;
};

/// Whether pointers into what is assigned to may go on being used: copying
/// leaves the elements of a container where they are, if there is room.
bool Judge::mayHaveReferences() const {
  auto IsContainer = [](QualType T) { return isStdContainer(T) && !isStdString(T); };
  const auto *Set = llvm::dyn_cast<CXXOperatorCallExpr>(&Root);
  if (!Set || !anyPart(V->getType(), C, IsContainer))
    return false;
  const Expr *Target = Set->getArg(0)->IgnoreParenImpCasts();
  const auto *Member = llvm::dyn_cast<MemberExpr>(Target);
  const auto *R = llvm::dyn_cast<DeclRefExpr>(
      Member && !Member->isArrow() ? Member->getBase()->IgnoreParenImpCasts() : Target);
  const auto *To = R ? llvm::dyn_cast<VarDecl>(R->getDecl()) : nullptr;
  if (!To || !To->hasLocalStorage() || To->getType()->isReferenceType())
    return true;
  if (!Member)
    return !keepsElements(*To, *F, Root, C);
  // A member of a new object that nobody has touched yet.
  const auto *Field = llvm::dyn_cast<FieldDecl>(Member->getMemberDecl());
  const auto *Made =
      To->getInit() ? llvm::dyn_cast<CXXConstructExpr>(To->getInit()->IgnoreImplicit()) : nullptr;
  auto Declared = C.getParents(*To);
  const auto *Statement = Declared.empty() ? nullptr : Declared[0].get<DeclStmt>();
  if (!Field || Field->getType()->isReferenceType() || !Made ||
      !Made->getConstructor()->isDefaultConstructor() || Made->getConstructor()->isUserProvided() ||
      !Statement || loopContextOf(*Statement, C).Loops != loopContextOf(Root, C).Loops)
    return true;
  EarlierUses Uses(*To, *Field, R->getLocation(), C.getSourceManager());
  Uses.TraverseStmt(F->getBody());
  return Uses.Found;
}

/// The statement in which the variable lives.
const Stmt &Judge::scope() const {
  if (!llvm::isa<ParmVarDecl>(V))
    for (auto Parents = C.getParents(*V); !Parents.empty(); Parents = C.getParents(Parents[0]))
      if (const auto *S = Parents[0].get<Stmt>(); S && !llvm::isa<DeclStmt>(S))
        return *S;
  return *F->getBody();
}

/// Something else than the variable may be a part of what it owned, if a
/// reference leads to it or it is the object of the function.
std::optional<Refusal> Judge::refuseAccess(const Access &A) const {
  const Place &P = A.Where;
  if (P.How == Reach::Temporary || P.How == Reach::Library)
    return std::nullopt;
  if (P.Root && P.Root->getCanonicalDecl() == V->getCanonicalDecl())
    return no("used-later", "'" + V->getNameAsString() + "' is used again", A.At);
  const bool Reference = P.Root && P.Root->getType()->isReferenceType(), Element = P.How == Reach::Element;
  if ((P.How == Reach::Object || Element) && !P.Unfollowed && !Reference && (P.Root || P.This))
    return std::nullopt;
  // What a parameter refers to is not the variable, and neither is a container
  // of elements; both may lie in what it owns.
  QualType Whole = !Reference ? QualType() : Element ? P.Container : P.Root->getType().getNonReferenceType();
  // Characters may be those of any object.
  const bool AnyObject = !Whole.isNull() && isCharLike(Whole) && !llvm::isa<ParmVarDecl>(P.Root);
  bool IsOther = Element || (P.Root && llvm::isa<ParmVarDecl>(P.Root)) ||
                 (!Whole.isNull() && !C.hasSameUnqualifiedType(Whole, V->getType()));
  if (!P.Unfollowed && !Whole.isNull() && IsOther && !AnyObject && !mayLieWithin(Whole))
    return std::nullopt;
  return no("view",
            "afterwards " + P.describe() + " is used, which may be a part of '" + V->getNameAsString() + "'",
            A.At);
}

/// Whether destroying a \p T looks at nothing but the object itself.
static bool diesQuietly(QualType T, const ASTContext &C) {
  T = C.getBaseElementType(T.getNonReferenceType());
  const auto *R = T->getAsCXXRecordDecl();
  bool Stream = R && R->isInStdNamespace() && R->getDeclName().isIdentifier() &&
                llvm::StringSwitch<bool>(R->getName())
                    .Cases({"basic_stringstream", "basic_istringstream", "basic_ostringstream"}, true)
                    .Cases({"basic_fstream", "basic_ifstream", "basic_ofstream"}, true)
                    .Default(false);
  return Stream || !T.isDestructedType() || isCopiedQuietly(T, C);
}

std::optional<Refusal> Judge::refuseStretch() {
  const Stretch After = stretchAfter(Root, *V, scope(), *F, C);
  if (!After.IsKnown)
    return no("unknown-construct", "the paths through the function are not understood", Root.getBeginLoc());
  for (const Stmt *S : After.Runs) {
    Mentions Named = mentionsIn(*S, *V, C);
    if (Named.Count)
      return no("used-later", "'" + V->getNameAsString() + "' is used again", S->getBeginLoc());
    if (Named.View.isValid())
      return no("view", "afterwards something is named that may lead into '" + V->getNameAsString() + "'",
                Named.View);
  }
  for (QualType T : After.Dies)
    if (!diesQuietly(T, C))
      return no("destructor", "a destructor runs before '" + V->getNameAsString() + "' dies",
                Root.getBeginLoc());
  for (const Stmt *S : After.Runs) {
    Effects E = effectsOf(*S, C);
    if (!E.Unknown.empty())
      return E.Unknown.front();
    if (!E.Opaque.empty())
      return no("opaque-call", "afterwards " + E.Opaque.front().Text, E.Opaque.front().At);
    for (const auto *All : {&E.Writes, &E.Reads})
      for (const Access &A : *All)
        if (auto No = refuseAccess(A))
          return No;
  }
  return std::nullopt;
}

Verdict Judge::run() {
  const Expr *Operand = F && F->getBody() ? copied() : nullptr;
  Use = Operand ? llvm::dyn_cast<DeclRefExpr>(Operand->IgnoreParenImpCasts()) : nullptr;
  V = Use ? llvm::dyn_cast<VarDecl>(Use->getDecl()) : nullptr;
  if (!V || !V->hasLocalStorage() || V->getType()->isReferenceType() || V->getType().isConstQualified() ||
      V->getType().isVolatileQualified() || V->isImplicit() || V->isInitCapture() ||
      V->isExceptionVariable() || !isWhole() || !gainsByMoving())
    return Verdict::nothing();
  LoopContext Around = loopContextOf(Root, C);
  if (Around.InLambda || Around.Unevaluated || V->getParentFunctionOrMethod() != F ||
      !C.hasSameUnqualifiedType(V->getType(), Operand->getType()))
    return Verdict::nothing();
  auto Refuse = [](const Refusal &R) { return Verdict::refuse(R.Code, R.Text); };
  const std::string Name = "'" + V->getNameAsString() + "'";
  if (!isAssignedQuietly(V->getType(), C))
    return Verdict::refuse("copy-runs-code", "copying, moving or destroying " + Name + " may run code");
  if (replacesAllocation(C))
    return Verdict::refuse("copy-runs-code", "a copy runs the unit's own operator new");
  auto Hashed = [](QualType T) {
    const auto *R = T->getAsCXXRecordDecl();
    return R && R->isInStdNamespace() && R->getDeclName().isIdentifier() &&
           R->getName().starts_with("unordered");
  };
  if (anyPart(V->getType(), C, Hashed))
    return Verdict::refuse("hash-order", "a copy of " + Name + " may have its elements in another order");
  const Stmt &Scope = scope();
  if (auto Strange = findStrangeSurroundings(Scope, C))
    return Refuse(*Strange);
  if (auto Other = findOtherConfiguration({V}, Scope, C))
    return Refuse(*Other);
  const Mentions All = mentionsIn(Scope, *V, C);
  if (All.Captured)
    return Verdict::refuse("captured", "a lambda captures " + Name);
  if (All.Tries)
    return Verdict::refuse("handler", "a handler of exceptions might see " + Name);
  if (mentionsIn(Root, *V, C).Count != 1)
    return Verdict::refuse("used-here", Name + " is named twice in the statement");
  // A part of it that holds another object of its type may be what is assigned
  // to, or *this.
  const auto *M = llvm::dyn_cast<CXXMethodDecl>(F);
  if (mayLieWithin(V->getType()) || (M && mayLieWithin(C.getCanonicalTagType(M->getParent()))))
    return Verdict::refuse("recursive-type", "what " + Name + " owns may hold what it is copied to");
  if (auto No = refuseStretch())
    return Refuse(*No);
  std::vector<Obligation> Obligations = {
      {"last-use", "no path from here names " + Name + " before it dies", How::Proved},
      {"nobody-looks",
       "until it dies nothing is reached that it may have owned, and no "
       "function is called "
       "that is not seen",
       How::Proved},
      {"quiet-copy",
       "copying, moving and destroying it does nothing but allocate and "
       "release",
       How::Proved}};
  if (mayHaveReferences())
    Obligations.push_back(
        {"no-old-references", "nobody uses pointers or iterators into what was there before", How::Tested});
  return Verdict::legal(std::move(Obligations));
}

llvm::Expected<Patch> Judge::write() {
  PatchBuilder P(C);
  P.replace(Use->getSourceRange(), "std::move(" + V->getNameAsString() + ")");
  P.addInclude("utility");
  return P.take();
}

Verdict judge(const Match &M) { return Judge(M.node<Expr>("root"), M.ast()).run(); }

llvm::Expected<Patch> rewrite(const Match &M) {
  Judge J(M.node<Expr>("root"), M.ast());
  J.run();
  return J.write();
}

StatementMatcher pattern() {
  return expr(anyOf(cxxOperatorCallExpr(hasOperatorName("=")), cxxMemberCallExpr(argumentCountIs(1)),
                    cxxConstructExpr(argumentCountIs(1))))
      .bind("root");
}

} // namespace

extern constexpr Check MoveLastUse = {
    "move-last-use", "a variable is copied when it is used last", Category::Allocation, 1, pattern, judge,
    rewrite};

} // namespace hone
