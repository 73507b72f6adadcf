// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// precompute-inner-reduction: computes what a function makes of an element once for each
// element, not once more for each turn of an outer loop.
//
//   for (std::size_t i = 0; i < prints.size(); ++i)
//     for (std::size_t j = i + 1; j < prints.size(); ++j)
//       if (2 * inCommon(prints[i], prints[j]) > onBits(prints[i]) + onBits(prints[j]))
//         pairs.emplace_back(i, j);
//
//   std::vector<std::optional<int>> onBitsCache(prints.size());
//   const auto cachedOnBits = [&](std::size_t index) {
//     if (!onBitsCache[index])
//       onBitsCache[index] = onBits(prints[index]);
//     return *onBitsCache[index];
//   };
//   for (std::size_t i = 0; i < prints.size(); ++i)
//     for (std::size_t j = i + 1; j < prints.size(); ++j)
//       if (2 * inCommon(prints[i], prints[j]) > cachedOnBits(i) + cachedOnBits(j))
//         pairs.emplace_back(i, j);
//
// No compiler makes room for results.
//
// They are not computed in front of the loops but when they are first asked for: then the original calls the
// function there, too, so that nothing is called for an element that is never looked at, nothing that may fail
// or throw is called earlier, and a call that is left out is one that has succeeded before.

#include "CheckedIndex.h"
#include "HoistedCall.h"
#include "LoopContext.h"
#include "Presence.h"
#include "hone/Analysis/TripCount.h"
#include "hone/Analysis/Types.h"
#include "hone/Checks/Check.h"
#include "hone/Rewrite/PatchBuilder.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/ParentMapContext.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace hone {
namespace {

/// `f(c[i])`, `c[i].f()`: a call that is told from others like it by one index.
struct ElementCall {
  const CallExpr *Whole = nullptr;
  const Expr *Container = nullptr;
  const DeclRefExpr *Index = nullptr;
  std::vector<const DeclRefExpr *> Others;  ///< All else that it names.
  std::vector<const ValueDecl *> Members; ///< And what members of it.
};

class Parts : public RecursiveASTVisitor<Parts> {
public:
  bool TraverseLambdaExpr(LambdaExpr *) { return !(Strange = true); }
  bool VisitDeclRefExpr(DeclRefExpr *R) {
    if (!llvm::isa<FunctionDecl, EnumConstantDecl>(R->getDecl()))
      Names.push_back(R);
    return true;
  }
  bool VisitMemberExpr(MemberExpr *M) {
    if (llvm::isa<FieldDecl>(M->getMemberDecl()))
      Members.push_back(M->getMemberDecl());
    return true;
  }
  bool VisitCXXOperatorCallExpr(CXXOperatorCallExpr *E) {
    if (E->getOperator() == OO_Subscript && isStdVector(E->getArg(0)->getType()))
      Subscripts.push_back(E);
    return true;
  }
  std::vector<const DeclRefExpr *> Names;
  std::vector<const ValueDecl *> Members;
  std::vector<const CXXOperatorCallExpr *> Subscripts;
  bool Strange = false;
};

std::optional<ElementCall> elementCallOf(const CallExpr &Call, const Stmt &Loop, ASTContext &C) {
  Parts P;
  P.TraverseStmt(const_cast<CallExpr *>(&Call));
  for (const CXXOperatorCallExpr *S : P.Subscripts) {
    const auto *Index = llvm::dyn_cast<DeclRefExpr>(S->getArg(1)->IgnoreParenImpCasts());
    const auto *V = Index ? llvm::dyn_cast<VarDecl>(Index->getDecl()) : nullptr;
    if (!V || !V->getType()->isIntegerType() || V->getType()->isBooleanType() || !V->hasLocalStorage() ||
        Index->refersToEnclosingVariableOrCapture() || !isDeclaredIn(*V, Loop, C))
      continue;
    llvm::erase(P.Names, Index);
    return P.Strange ? std::nullopt : std::optional(ElementCall{&Call, S->getArg(0), Index, P.Names, P.Members});
  }
  return std::nullopt;
}

/// The text of the call in front of its index and behind it.
std::pair<std::string, std::string> textAround(const ElementCall &E, ASTContext &C) {
  const SourceManager &SM = C.getSourceManager();
  const std::string Whole = textOf(*E.Whole, C);
  const unsigned Begin = SM.getFileOffset(E.Whole->getBeginLoc());
  if (Whole.empty() || E.Index->getLocation().isMacroID())
    return {};
  const unsigned At = SM.getFileOffset(E.Index->getLocation()) - Begin;
  return {Whole.substr(0, At), Whole.substr(At + E.Index->getDecl()->getName().size())};
}

/// Calls in a loop that differ from one in the index only, in source order.
class EqualCalls : public RecursiveASTVisitor<EqualCalls> {
public:
  EqualCalls(const ElementCall &Model, const Stmt &Loop, ASTContext &C)
      : Model(Model), Loop(Loop), C(C), Text(textAround(Model, C)) {}
  bool TraverseLambdaExpr(LambdaExpr *) { return true; }
  bool TraverseUnaryExprOrTypeTraitExpr(UnaryExprOrTypeTraitExpr *) { return true; }
  bool TraverseCXXNoexceptExpr(CXXNoexceptExpr *) { return true; }
  bool TraverseTypeLoc(TypeLoc, bool = true) { return true; }
  bool VisitCallExpr(CallExpr *Call) {
    if (Call->getDirectCallee() != Model.Whole->getDirectCallee())
      return true;
    auto Each = elementCallOf(*Call, Loop, C);
    // What is declared in the loop may be another of the same name.
    if (Each && !Text.first.empty() && textAround(*Each, C) == Text && llvm::none_of(Each->Others, [&](const DeclRefExpr *R) {
          return isDeclaredIn(*R->getDecl(), Loop, C);
        }))
      Found.push_back(*Each);
    return true;
  }
  std::vector<ElementCall> Found;

private:
  const ElementCall &Model;
  const Stmt &Loop;
  ASTContext &C;
  std::pair<std::string, std::string> Text;
};

struct Plan {
  const Stmt *Loop = nullptr;
  std::vector<ElementCall> Calls;
  std::vector<Obligation> Obligations;
};

/// Whether something in \p S ends the loop around it early, without an exception.
bool leaves(const Stmt &S, bool InnerLoop = false) {
  if (llvm::isa<ReturnStmt>(S) || (llvm::isa<BreakStmt>(S) && !InnerLoop))
    return true;
  bool Own = InnerLoop || isLoop(S) || llvm::isa<SwitchStmt>(S);
  return !llvm::isa<LambdaExpr>(S) &&
         llvm::any_of(S.children(), [&](const Stmt *Child) { return Child && leaves(*Child, Own); });
}

class Judge {
public:
  Judge(const CallExpr &Call, ASTContext &C) : Call(Call), C(C) {}
  Verdict run();
  Plan P;
  std::optional<ElementCall> First;

private:
  std::optional<Refusal> chooseLoop(const Effects &E, const LoopContext &Around);
  std::optional<Refusal> findOwnEffect(const Effects &E) const;
  bool isAskedAgain(const ElementCall &E) const;
  bool runsOverAll(const Stmt &Loop) const;
  bool needsAllRoom(const ElementCall &E) const;

  const CallExpr &Call;
  ASTContext &C;
};

/// Whether the index starts anew while the loop runs.
bool Judge::isAskedAgain(const ElementCall &E) const {
  for (const Stmt *Loop : loopContextOf(*E.Whole, C).Loops)
    if (isDeclaredIn(*E.Index->getDecl(), *Loop, C))
      return Loop != P.Loop;
  return false;
}

/// Whether \p Loop has about as many turns as the vector has elements.
bool Judge::runsOverAll(const Stmt &Loop) const {
  const auto *For = llvm::dyn_cast<ForStmt>(&Loop);
  const auto *Test = llvm::dyn_cast_or_null<BinaryOperator>(For ? For->getCond() : nullptr);
  const auto *Step = llvm::dyn_cast_or_null<UnaryOperator>(For ? For->getInc() : nullptr);
  bool Compares = Test && (Test->getOpcode() == BO_LT || Test->getOpcode() == BO_NE);
  const VarDecl *Index = Compares ? variableOf(*Test->getLHS()) : nullptr;
  if (!Index || !isDeclaredIn(*Index, Loop, C) || !Index->getInit() ||
      !llvm::isa<IntegerLiteral>(Index->getInit()->IgnoreParenImpCasts()) || !Step || !Step->isIncrementOp() ||
      variableOf(*Step->getSubExpr()) != Index || leaves(*For->getBody()) ||
      llvm::any_of(effectsOf(*For->getBody(), C).Writes, [&](const Access &W) { return W.Where.Root == Index; }))
    return false;
  const Expr *Bound = Test->getRHS()->IgnoreParenCasts();
  if (const VarDecl *V = variableOf(*Bound);
      V && V->isLocalVarDecl() && V->hasLocalStorage() && V->getType().isConstQualified() && V->getInit())
    Bound = V->getInit()->IgnoreParenCasts();
  const auto *Less = llvm::dyn_cast<BinaryOperator>(Bound);
  if (Less && Less->getOpcode() == BO_Sub && llvm::isa<IntegerLiteral>(Less->getRHS()->IgnoreParenImpCasts()))
    Bound = Less->getLHS()->IgnoreParenCasts();
  const Expr *Sized = sizedBy(*Bound);
  return Sized && saysTheSame(*Sized, *First->Container->IgnoreParenImpCasts(), C);
}

/// Whether a loop over the whole vector runs in each turn of the outermost loop: then making room for
/// all elements is not more work than the loops are anyway.
bool Judge::needsAllRoom(const ElementCall &E) const {
  for (const Stmt *Loop : loopContextOf(*E.Whole, C).Loops) {
    if (runsOverAll(*Loop) && (Loop == P.Loop || !firstIteration(*Loop, *P.Loop, C).Obstacle))
      return true;
    if (Loop == P.Loop)
      break;
  }
  return false;
}

/// The outermost loop in which nothing that the call reads changes, but the index; what does change
/// in one around it.
std::optional<Refusal> Judge::chooseLoop(const Effects &E, const LoopContext &Around) {
  std::vector<Access> Reads;
  for (const Access &A : E.Reads)
    if (A.Where.How != Reach::Object || !A.Where.Root ||
        A.Where.Root->getCanonicalDecl() != First->Index->getDecl()->getCanonicalDecl())
      Reads.push_back(A);
  std::vector<const Expr *> Named(First->Others.begin(), First->Others.end());
  Named.push_back(First->Container);
  llvm::ArrayRef<const Stmt *> Loops = Around.Loops;
  std::optional<Refusal> Why;
  for (const Expr *Each : Named) {
    InvariantLoop Same = outermostInvariant(*Each, Reads, Loops, C);
    Loops = Loops.take_front(Same.Loop ? llvm::find(Loops, Same.Loop) - Loops.begin() + 1 : 0);
    if (Same.Why || Loops.empty())
      Why = Same.Why;
    if (Loops.empty())
      break;
  }
  P.Loop = Loops.empty() ? nullptr : Loops.back();
  return Why;
}

/// What a call does besides returning a number that depends on what it reads.
std::optional<Refusal> Judge::findOwnEffect(const Effects &E) const {
  if (!E.Unknown.empty())
    return E.Unknown.front();
  if (!E.Opaque.empty())
    return Refusal{"impure-callee", E.Opaque.front().Text, E.Opaque.front().At};
  if (!E.Writes.empty())
    return Refusal{"impure-callee", "the call writes " + E.Writes.front().Where.describe(), E.Writes.front().At};
  if (!E.Errno.empty() || (Call.getType()->isFloatingType() && !computesAsWritten(C)))
    return Refusal{"floating-point", "each call may leave something in errno, or round otherwise", Call.getExprLoc()};
  return std::nullopt;
}

Verdict Judge::run() {
  const FunctionDecl *Callee = Call.getDirectCallee(), *F = outermostFunction(Call, C);
  LoopContext Around = loopContextOf(Call, C);
  if (!F || !Callee || !Callee->getDeclName().isIdentifier() || Callee->getName().trim('_').empty() || Callee->isInStdNamespace() ||
      Call.isGLValue() || Around.Unevaluated || Around.Leaves || Around.Loops.size() < 2)
    return Verdict::nothing();
  First = elementCallOf(Call, *Around.Loops.back(), C);
  if (!First)
    return Verdict::nothing();
  Effects E = effectsOf(Call, C);
  if (!runsLoops(E))
    return Verdict::nothing();
  // In the outermost loop each element comes once.
  P.Loop = Around.Loops.back();
  if (!isAskedAgain(*First))
    return Verdict::nothing();
  if (Around.InLambda)
    return Verdict::refuse("lambda", "the loop is inside a lambda");
  if (auto Effect = findOwnEffect(E))
    return Verdict::refuse(Effect->Code, Effect->Text);
  auto Change = chooseLoop(E, Around);
  if (!P.Loop || !isAskedAgain(*First))
    return Change ? Verdict::refuse(Change->Code, Change->Text) : Verdict::nothing();
  EqualCalls Same(*First, *P.Loop, C);
  Same.TraverseStmt(const_cast<Stmt *>(P.Loop));
  auto Leading = llvm::find_if(Same.Found, [&](const ElementCall &Each) { return isAskedAgain(Each); });
  if (Leading != Same.Found.end() && Leading->Whole != &Call)
    return Verdict::nothing(); // Reported with the first.
  if (Leading == Same.Found.end())
    return Verdict::refuse("macro", "a macro writes the call");
  P.Calls = Same.Found;
  if (llvm::none_of(P.Calls, [&](const ElementCall &Each) { return needsAllRoom(Each); }))
    return Verdict::refuse("few-elements", "the loops may look at a few elements only, and there would be room for all");
  if (!C.getLangOpts().CPlusPlus17 || F->isConstexpr())
    return Verdict::refuse("no-optional", "std::optional is not there before C++17, or in a constant expression");
  if (replacesAllocation(C))
    return Verdict::refuse("allocates", "the unit has its own operator new, which would see the room for the results");
  std::vector<const ValueDecl *> Names = First->Members;
  for (const DeclRefExpr *R : First->Others) {
    Names.push_back(R->getDecl());
    if (!llvm::isa<VarDecl>(R->getDecl()))
      return Verdict::refuse("structured-binding", "a lambda cannot capture a structured binding everywhere");
  }
  if (auto Absence = findAbsence(*First->Container, *P.Loop, *F, C))
    return Verdict::refuse(Absence->Code, Absence->Text);
  if (auto Other = findOtherConfiguration(Names, *P.Loop, C))
    return Verdict::refuse(Other->Code, Other->Text);
  P.Obligations = {{"same-answer", "nothing the call reads changes in the loop but the index", How::Proved},
                   {"no-effects", "its body, and all it calls, write nothing", How::Proved},
                   {"first-time", "the first call for each element is made where the original makes it", How::Proved}};
  if (auto Rounding = roundingElsewhere(Call.getType(), E, C))
    P.Obligations.push_back(*Rounding);
  Verdict V = Verdict::legal(P.Obligations);
  V.AddsCode = true;
  return V;
}

// --- Rewriting -----------------------------------------------------------------------

llvm::Expected<Patch> rewrite(const Match &M) {
  const auto &Call = M.node<CallExpr>("root");
  ASTContext &C = M.ast();
  Judge J(Call, C);
  J.run();
  const Plan &P = J.P;
  PatchBuilder Builder(C);
  const std::string Type = typeText(Call.getType(), *P.Loop, C), Step = Builder.step(*P.Loop);
  const std::string Container = Builder.text(J.First->Container->getSourceRange());
  if (Type.empty())
    return llvm::createStringError("type-not-spelled: the type of the result has no name in front of the loop");
  llvm::StringSet<> Taken;
  auto Fresh = [&](const std::string &Wanted) { return freshName(Call, C, Wanted, Taken); };
  std::string Word = Call.getDirectCallee()->getName().trim('_').str();
  const bool Snake = llvm::StringRef(Word).contains('_');
  const std::string Cache = Fresh(Word + (Snake ? "_cache" : "Cache"));
  if (!Snake)
    Word[0] = llvm::toUpper(Word[0]);
  const std::string Cached = Fresh((Snake ? "cached_" : "cached") + Word), Index = Fresh("index");
  auto [Front, Behind] = textAround(*J.First, C);
  auto Std = [&](const char *Name) { return stdName(Name, *P.Loop, C); };
  Builder.addInclude("optional");
  Builder.insertStatementsBefore(
      *P.Loop, Std("vector") + "<" + Std("optional") + "<" + Type + ">> " + Cache + "(" + Container + ".size());\n" +
                   "const auto " + Cached + " = [&](" + typeText(C.getSizeType(), *P.Loop, C) + " " + Index + ") {\n" + Step +
                   "if (!" + Cache + "[" + Index + "])\n" + Step + Step + Cache + "[" + Index + "] = " + Front + Index +
                   Behind + ";\n" + Step + "return *" + Cache + "[" + Index + "];\n};");
  for (const ElementCall &Each : P.Calls)
    Builder.replace(withParentheses(*Each.Whole, C), Cached + "(" + Each.Index->getDecl()->getNameAsString() + ")");
  return Builder.take();
}

Verdict judge(const Match &M) { return Judge(M.node<CallExpr>("root"), M.ast()).run(); }

StatementMatcher pattern() {
  auto Loop = anyLoop();
  return callExpr(unless(cxxOperatorCallExpr()), hasType(hasCanonicalType(builtinType())), unless(hasType(voidType())),
                  hasAncestor(Loop))
      .bind("root");
}

} // namespace

extern constexpr Check PrecomputeInnerReduction = {
    "precompute-inner-reduction", "the same elements are reduced again in every turn of an outer loop",
    Category::Invariant, 1, pattern, judge, rewrite};

} // namespace hone
