// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// iterate-by-reference: walks the elements themselves, not a copy of each.
//
//   for (std::string name : names)
//     total += name.size();
//
//   for (const std::string &name : names)
//     total += name.size();
//
// The same for the copy that nobody sees: `const std::pair<K, V> &` over a map,
// whose elements are of another type.
//
// Why it is the same: a copy and its original are equal when the iteration
// begins, so they can be told apart only if one of them changes before it ends, if
// somebody looks at addresses, or if copying itself does something. The names of
// the element are the loop variable's, the container's, and those of others who
// know it; the body is searched for stores through any of them.
#include "ConstUse.h"
#include "LoopContext.h"
#include "hone/Analysis/Effects.h"
#include "hone/Analysis/Escape.h"
#include "hone/Analysis/Types.h"
#include "hone/Checks/Check.h"
#include "hone/Rewrite/PatchBuilder.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/DenseMap.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace hone {
namespace {

/// The library's containers whose iterators lead to elements, not to something made
/// for the occasion.
bool leadsToElements(QualType Range) {
  Range = Range.getNonReferenceType();
  if (Range->isArrayType())
    return true;
  const auto *R = Range.getCanonicalType()->getAsCXXRecordDecl();
  if (!R || !R->isInStdNamespace() || !R->getDeclName().isIdentifier())
    return false;
  // An allocator of the project's may place the elements inside of a variable.
  if (!hasStandardParts(Range))
    return false;
  if (R->getName() == "vector")
    return isStdVector(Range); // Not of bool.
  return isStdType(Range, "array") || isStdType(Range, "initializer_list") ||
         (isStdContainerName(R) && hasStandardAllocator(Range));
}

/// The glvalue that the loop variable is a copy of; null if it is none.
const Expr *copied(const VarDecl &V) {
  const Expr *E = V.getInit();
  for (;;) {
    if (!E)
      return nullptr;
    E = E->IgnoreParens();
    if (const auto *W = llvm::dyn_cast<FullExpr>(E))
      E = W->getSubExpr();
    else if (const auto *M = llvm::dyn_cast<MaterializeTemporaryExpr>(E))
      E = M->getSubExpr();
    else if (const auto *B = llvm::dyn_cast<CXXBindTemporaryExpr>(E))
      E = B->getSubExpr();
    else if (const auto *I = llvm::dyn_cast<ImplicitCastExpr>(E); I && I->getCastKind() != CK_LValueToRValue)
      E = I->getSubExpr();
    else if (const auto *Made = llvm::dyn_cast<CXXConstructExpr>(E); Made && Made->getNumArgs() == 1)
      E = Made->getArg(0);
    else
      break;
  }
  bool Follows = llvm::isa<CXXOperatorCallExpr>(E)
                     ? llvm::cast<CXXOperatorCallExpr>(E)->getOperator() == OO_Star
                     : llvm::isa<UnaryOperator>(E);
  return Follows && E->isLValue() ? E : nullptr;
}

/// Pairs that differ in nothing but what is const.
bool areLikePairs(QualType A, QualType B, const ASTContext &C) {
  const auto *L = llvm::dyn_cast_or_null<ClassTemplateSpecializationDecl>(A->getAsCXXRecordDecl());
  const auto *R = llvm::dyn_cast_or_null<ClassTemplateSpecializationDecl>(B->getAsCXXRecordDecl());
  if (!L || !R || !isStdType(A, "pair") || !isStdType(B, "pair"))
    return false;
  for (unsigned I = 0; I != 2; ++I)
    if (!C.hasSameUnqualifiedType(L->getTemplateArgs()[I].getAsType(), R->getTemplateArgs()[I].getAsType()))
      return false;
  return true;
}

/// Whether a function takes or gives back a lock: others may change what they please
/// meanwhile, and a copy was safe from them.
bool concernsLocks(const FunctionDecl *F) {
  const auto *M = llvm::dyn_cast_or_null<CXXMethodDecl>(F);
  const NamedDecl *Named = M ? static_cast<const NamedDecl *>(M->getParent()) : F;
  if (!Named || !Named->getDeclName().isIdentifier())
    return false;
  llvm::StringRef Name = Named->getName();
  return Name.contains("mutex") || Name.contains("lock") || Name.contains("condition_variable") ||
         Name.contains("pthread") || Name.contains("gthread") || Name.ends_with("thread") ||
         Name.contains("Mutex") || Name.contains("Lock");
}

/// Calls that make a vector, named plainly, longer, and after which the iteration does
/// nothing with the element.
class Growth : public RecursiveASTVisitor<Growth> {
public:
  Growth(const CXXForRangeStmt &Loop, ASTContext &C)
      : Loop(Loop), V(*Loop.getLoopVariable()), C(C), SM(C.getSourceManager()) {
    TraverseStmt(const_cast<Stmt *>(Loop.getBody()));
    llvm::erase_if(At, [&](SourceLocation Call) {
      return llvm::any_of(Uses, [&](SourceLocation Use) {
        return SM.isBeforeInTranslationUnit(Ends.lookup(Call), Use);
      });
    });
  }
  bool VisitDeclRefExpr(DeclRefExpr *R) {
    const auto *Part = llvm::dyn_cast<BindingDecl>(R->getDecl());
    if (R->getDecl() == &V || (Part && Part->getDecomposedDecl() == &V))
      Uses.push_back(SM.getExpansionLoc(R->getLocation()));
    return true;
  }
  bool VisitCXXMemberCallExpr(CXXMemberCallExpr *Call) {
    const CXXMethodDecl *M = Call->getMethodDecl();
    const auto *Object = llvm::dyn_cast<DeclRefExpr>(
        Call->getImplicitObjectArgument()->IgnoreParenImpCasts());
    if (M && M->getDeclName().isIdentifier() && Object && isStdVector(Object->getType()) &&
        isDirectly(*Call) &&
        (M->getName() == "push_back" || M->getName() == "emplace_back")) {
      At.push_back(Call->getExprLoc());
      Ends[Call->getExprLoc()] = SM.getExpansionLoc(Call->getEndLoc());
    }
    return true;
  }
  std::vector<SourceLocation> At;

private:
  bool isDirectly(const Stmt &Call) const {
    auto Around = loopContextOf(Call, C).Loops;
    return !Around.empty() && Around.front() == &Loop;
  }
  const CXXForRangeStmt &Loop;
  const VarDecl &V;
  ASTContext &C;
  const SourceManager &SM;
  std::vector<SourceLocation> Uses;
  llvm::DenseMap<SourceLocation, SourceLocation> Ends;
};

class Judge {
public:
  Judge(const CXXForRangeStmt &Loop, ASTContext &C)
      : Loop(Loop), C(C), V(*Loop.getLoopVariable()), Range(*Loop.getRangeInit()),
        F(*outermostFunction(Loop, C)) {}
  Verdict run();
  bool isHidden() const { return V.getType()->isReferenceType(); }

private:
  std::optional<Refusal> refuseUses() const;
  std::optional<Refusal> refuseConfigurations() const;
  std::optional<Refusal> findStore(const Effects &E);
  bool ownsItself(const Place &Stored, QualType T) const;
  bool makesElements() const;
  bool onlyReads(const Effects &E) const;
  bool cannotReach(const Access &W, const Place &Walked, const Growth &Grown) const;

  const CXXForRangeStmt &Loop;
  ASTContext &C;
  const VarDecl &V;
  const Expr &Range;
  const FunctionDecl &F;
  bool IsFresh = false; ///< Nobody else has seen the elements.
  bool GoesOn = false; ///< Nothing but growing a vector ends the walk early.
};

/// Mentions of the loop variable, and those that ask for first or second.
class Halves : public RecursiveASTVisitor<Halves> {
public:
  explicit Halves(const VarDecl &V) : V(V) {}
  bool VisitDeclRefExpr(DeclRefExpr *R) {
    Mentions += R->getDecl() == &V;
    return true;
  }
  bool VisitMemberExpr(MemberExpr *M) {
    const auto *R = llvm::dyn_cast<DeclRefExpr>(M->getBase()->IgnoreParenImpCasts());
    Parts += R && R->getDecl() == &V && llvm::isa<FieldDecl>(M->getMemberDecl());
    return true;
  }
  bool areAll() const { return Mentions == Parts; }

private:
  const VarDecl &V;
  unsigned Mentions = 0, Parts = 0;
};

/// Where `return v;` makes the result of the loop variable: by moving, or else by copying.
class Results : public RecursiveASTVisitor<Results> {
public:
  explicit Results(const VarDecl &V) : V(V) {}
  bool VisitReturnStmt(ReturnStmt *R) {
    const Expr *E = R->getRetValue() ? R->getRetValue()->IgnoreUnlessSpelledInSource() : nullptr;
    const auto *Ref = llvm::dyn_cast_or_null<DeclRefExpr>(E);
    if (Ref && Ref->getDecl() == &V)
      At.push_back(Ref->getLocation());
    return true;
  }
  std::vector<SourceLocation> At;

private:
  const VarDecl &V;
};

/// Whether the range is a temporary, made without a trace: nothing that others know was
/// moved into it, and no address was kept.
bool Judge::makesElements() const {
  if (!Range.IgnoreImplicit()->isPRValue())
    return false;
  const Effects E = effectsOf(Range, C);
  auto Outside = [](const Access &W) {
    return W.Where.How != Reach::Temporary && W.Where.How != Reach::Library;
  };
  return E.Unknown.empty() && E.Opaque.empty() && llvm::none_of(E.Writes, Outside);
}

std::optional<Refusal> Judge::refuseUses() const {
  const Stmt &Body = *Loop.getBody();
  if (const auto *Parts = llvm::dyn_cast<DecompositionDecl>(&V)) {
    for (const BindingDecl *B : Parts->bindings())
      if (auto Own = findOwnUse(*B, Body, C))
        return Own;
    return std::nullopt;
  }
  return findOwnUse(V, Body, C);
}

/// Other macros may make other code of the body.
std::optional<Refusal> Judge::refuseConfigurations() const {
  llvm::SmallVector<const ValueDecl *, 2> Names;
  if (const auto *Parts = llvm::dyn_cast<DecompositionDecl>(&V))
    Names.append(Parts->bindings().begin(), Parts->bindings().end());
  else
    Names.push_back(&V);
  return findOtherConfiguration(Names, *Loop.getBody(), C);
}

/// Whether a store cannot be to an element of what is walked, to anything an
/// element owns, or to the container itself.
bool Judge::cannotReach(const Access &W, const Place &Walked, const Growth &Grown) const {
  const Place &P = W.Where;
  if (P.How == Reach::Temporary || P.How == Reach::Library || Walked.How == Reach::Temporary)
    return true;
  if (P.Type.isNull() || P.Unfollowed)
    return false;
  const QualType Walks = Range.getType().getNonReferenceType(), T = V.getType().getNonReferenceType();
  const bool Direct = P.How == Reach::Object || P.How == Reach::Element;
  auto IsVariable = [](const Place &Of) { return Of.Root && !Of.This && !Of.Root->getType()->isReferenceType(); };
  const bool Own = P.Root && P.Root == Walked.Root && !P.This;
  // Two variables are two objects, and what each owns is its own. So is a
  // variable nobody else knows of, unless what is walked may lie inside of it.
  if (Direct && IsVariable(P) && !Own) {
    if (Walked.How == Reach::Object && IsVariable(Walked))
      return areTwoObjects(*P.Root, *Walked.Root);
    if (P.How == Reach::Object && Walked.How == Reach::Object && Walked.This &&
        P.Root->hasLocalStorage() && !llvm::isa<ParmVarDecl>(P.Root))
      return true; // *this was there before.
    QualType Whole = P.Root->getType();
    bool Inside = C.hasSameUnqualifiedType(Whole, Walks) ? mayHold(T, Walks, C) : mayHold(Whole, Walks, C);
    if (!Inside && isPrivate(*P.Root, F, C))
      return true;
  }
  // A number in a variable is in no storage that a container has allocated, nor is it
  // a part of a container that anybody but the library sets.
  const bool OnHeap = isStdContainerName(Walks->getAsCXXRecordDecl());
  if (P.How == Reach::Object && IsVariable(P) && !Own && P.Type->isScalarType() && OnHeap)
    return true;
  // Another member of the same object, unless that lies in what it owns itself.
  if (Direct && (Own || (P.This && Walked.This)) && Walked.How == Reach::Object && !ownsItself(P, T))
    for (unsigned I = 0; I < std::min(P.Path.size(), Walked.Path.size()); ++I)
      if (P.Path[I] != Walked.Path[I])
        return !P.Path[I]->getParent()->isUnion();
  // A number that is a member of a class which no element holds.
  if (P.Last && !P.Last->getParent()->isUnion() && P.How != Reach::Element && P.Type->isScalarType() &&
      !mayHold(T, C.getCanonicalTagType(P.Last->getParent()), C) && OnHeap)
    return true;
  // Growing the vector that is walked is undefined, if the walk goes on.
  return isStdVector(Walks) && isStdString(T) && GoesOn && P.Root && llvm::isa<ParmVarDecl>(P.Root) &&
         C.hasSameUnqualifiedType(P.Root->getType().getNonReferenceType(), Walks) &&
         llvm::is_contained(Grown.At, W.At);
}

/// Whether the object that \p Stored and the walk, over elements of type \p T, both start
/// from may lie in a container that it holds: a node that was moved among its children.
bool Judge::ownsItself(const Place &Stored, QualType T) const {
  const auto *Method = llvm::dyn_cast<CXXMethodDecl>(&F);
  if (!Stored.This && !Stored.Root->getType()->isReferenceType())
    return false; // A variable lies in no container.
  QualType Whole = Stored.This ? QualType(C.getCanonicalTagType(Method->getParent()))
                               : Stored.Root->getType().getNonReferenceType();
  if (mayHold(T, Whole, C))
    return true;
  return Stored.How == Reach::Element &&
         (Stored.Path.empty() || mayHold(Stored.Path.back()->getType(), Whole, C));
}

std::optional<Refusal> Judge::findStore(const Effects &E) {
  // A temporary may be made of elements that others know.
  Place Walked = IsFresh ? Place() : placeOf(Range, C);
  if (IsFresh)
    Walked.How = Reach::Temporary;
  else if (Walked.How == Reach::Temporary)
    Walked = Place();
  Growth Grown(Loop, C);
  GoesOn = E.Exits.empty() && E.Opaque.empty() && llvm::all_of(E.Throws, [&](const Point &Each) {
             return llvm::is_contained(Grown.At, Each.At);
           });
  Results Moved(V);
  Moved.TraverseStmt(const_cast<Stmt *>(Loop.getBody()));
  for (const Access &W : E.Writes) {
    bool Own = W.Where.Root && W.Where.Root == V.getCanonicalDecl();
    if (Own && llvm::is_contained(Moved.At, W.At))
      continue;
    if (Own)
      return Refusal{"modified", "the element is changed", W.At};
    if (W.Where.How == Reach::Object && W.Where.Root && isDeclaredIn(*W.Where.Root, Loop, C) &&
        !W.Where.Root->getType()->isReferenceType())
      continue;
    if (!cannotReach(W, Walked, Grown))
      return Refusal{"aliased-store",
                     "a store to " + W.Where.describe() + " may change the element", W.At};
  }
  return std::nullopt;
}

/// Whether the body calls nothing unknown and stores to nothing but numbers in variables and to what it makes
/// itself: no owner of anything else comes, goes or is counted.
bool Judge::onlyReads(const Effects &E) const {
  return E.Opaque.empty() && llvm::all_of(E.Writes, [&](const Access &W) {
    const Place &P = W.Where;
    if (P.How == Reach::Temporary || P.How == Reach::Library)
      return true;
    if (P.How != Reach::Object || !P.Root || P.This || !P.Root->hasLocalStorage() || P.Root->getType()->isReferenceType())
      return false;
    return isDeclaredIn(*P.Root, Loop, C) ? P.Root != V.getCanonicalDecl() : P.Root->getType()->isArithmeticType();
  });
}

Verdict Judge::run() {
  QualType T = V.getType().getNonReferenceType();
  const Expr *Original = copied(V);
  if (!Original || !isCostlyToCopy(T, C))
    return Verdict::nothing();
  bool Same = C.hasSameUnqualifiedType(Original->getType(), T);
  bool OtherPair = isHidden() && !Same && areLikePairs(T, Original->getType(), C);
  if (isHidden() != OtherPair || (!isHidden() && !Same))
    return Verdict::nothing();
  auto Refuse = [](const Refusal &R) { return Verdict::refuse(R.Code, R.Text); };
  if (!leadsToElements(Range.getType()))
    return Verdict::refuse("container", "how long an element of this range lives is not known");
  if (auto Strange = findStrangeSurroundings(Loop, C))
    return Refuse(*Strange);
  const bool Shared = isStdType(T, "shared_ptr");
  if (!Shared && !isCopiedQuietly(T, C))
    return Verdict::refuse("copy-runs-code", "copying or destroying an element may run code");
  if (auto Own = refuseUses())
    return Refuse(*Own);
  if (auto Other = refuseConfigurations())
    return Refuse(*Other);
  Halves H(V);
  H.TraverseStmt(const_cast<Stmt *>(Loop.getBody()));
  if (isHidden() && !H.areAll())
    return Verdict::refuse("pair-type", "the pair is used as a whole, and the element is one of another type");
  const auto *Parts = llvm::dyn_cast<DecompositionDecl>(&V);
  if (Parts && !T->getAsCXXRecordDecl()->isInStdNamespace() &&
      llvm::any_of(Parts->bindings(), [](const BindingDecl *B) { return B->getHoldingVar(); }))
    return Verdict::refuse("structured-binding", "a function of the project takes the element apart");
  if (V.hasAttrs())
    return Verdict::refuse("attribute", "the loop variable has attributes");

  const Effects E = effectsOf(*Loop.getBody(), C);
  if (!E.Unknown.empty())
    return Refuse(E.Unknown.front());
  if (replacesAllocation(C))
    return Verdict::refuse("copy-runs-code", "a copy runs the unit's own operator new");
  IsFresh = makesElements();
  if (auto Store = findStore(E))
    return Refuse(*Store);
  if (Shared && !onlyReads(E))
    return Verdict::refuse("copy-runs-code", "the owners of what a pointer leads to may be counted, or become fewer, in the body");
  for (const OpaqueCall &Call : E.Opaque)
    if (concernsLocks(Call.Callee))
      return Verdict::refuse("lock", "a lock changes hands in the body: others may change the element");
  std::vector<Obligation> Obligations = {
      {"quiet-copy",
       Shared ? "copying and destroying a pointer counts its owners, and nobody asks how many there are"
              : "copying and destroying an element does nothing but allocate and release",
       How::Proved},
      {"only-read", "the loop variable is only read, in ways that a const reference serves as well",
       How::Proved},
      {"element-unchanged", "no store in the body reaches the element", How::Proved}};
  // Others may know the container, or cast const away.
  if (!E.Opaque.empty() && !IsFresh)
    Obligations.push_back({"callees-leave-it", E.Opaque.front().Text + ": it leaves the element as it is",
                           How::Tested});
  return Verdict::legal(std::move(Obligations));
}

Verdict judge(const Match &M) {
  const auto &Loop = M.node<CXXForRangeStmt>("root");
  const FunctionDecl *F = outermostFunction(Loop, M.ast());
  if (!F || F->isDependentContext() || !Loop.getLoopVariable() ||
      !Loop.getRangeInit())
    return Verdict::nothing();
  return Judge(Loop, M.ast()).run();
}

llvm::Expected<Patch> rewrite(const Match &M) {
  const auto &Loop = M.node<CXXForRangeStmt>("root");
  const VarDecl &V = *Loop.getLoopVariable();
  ASTContext &C = M.ast();
  PatchBuilder P(C);
  // All that stands in front of the name, or of the names in brackets.
  auto Last = Lexer::findPreviousToken(V.getLocation(), C.getSourceManager(), C.getLangOpts(),
                                       /*IncludeComments=*/false);
  SourceRange Declared(V.getBeginLoc(), Last ? Last->getLocation() : SourceLocation());
  std::string Text = Last ? P.text(Declared) : "";
  if (Text.empty())
    return llvm::createStringError("macro: the type is made by a macro");
  if (V.getType()->isReferenceType())
    Text = "const auto";
  else if (!V.getType().isConstQualified())
    Text = "const " + Text;
  Text += bindsToName(Loop, C) ? " &" : "& ";
  Text += llvm::isa<DecompositionDecl>(V) ? "[" : V.getNameAsString();
  P.replace(SourceRange(V.getBeginLoc(), V.getLocation()), Text);
  return P.take();
}

StatementMatcher pattern() { return cxxForRangeStmt().bind("root"); }

} // namespace

extern constexpr Check IterateByReference = {
    "iterate-by-reference", "every element is copied before it is looked at",
    Category::Allocation, 2, pattern, judge, rewrite, /*SpeaksOfTemplates=*/true};

} // namespace hone
