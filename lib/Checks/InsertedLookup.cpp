// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A map is asked for a key, given a value for it if there is none, and searched for it once more:
//
//   if (remap.count(label) == 0)
//     remap[label] = next;
//   label = remap[label];
//
// try_emplace() is all three of them. It differs from the original in one thing only: the value is
// computed whether or not it is needed, and handed over by reference. So it has to be one that may be
// computed in vain, and the element a number or the like, which is the same whether it is made from a
// value or made as zero and then assigned to.

#include "EarlyValue.h"
#include "LoopContext.h"
#include "RepeatedLookup.h"
#include "hone/Analysis/Escape.h"
#include "hone/Analysis/Types.h"
#include "hone/Rewrite/PatchBuilder.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/ParentMapContext.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace hone {

static const Stmt &withoutCleanups(const Stmt &S) {
  const auto *Whole = llvm::dyn_cast<ExprWithCleanups>(&S);
  return Whole ? *Whole->getSubExpr() : S;
}

/// Whether both are one object, as they are named: by a variable and its members, or by one reference.
static bool isSame(const Place &A, const Place &B) {
  if (A.How != B.How || A.Root != B.Root || A.This != B.This || !(A.Root || A.This) || A.Path != B.Path)
    return false;
  return A.How == Reach::Object || (A.How == Reach::Indirect && A.Root && A.Root->getType()->isReferenceType() &&
                                    A.Path.empty() && !A.Last && !B.Last && !A.Unfollowed && !B.Unfollowed);
}

/// Whether a reference can be bound to \p E, a glvalue, without more: to no bit-field, no member of a
/// packed class, and no constant that a class declares and nobody may have defined.
static bool mayBeReferredTo(const Expr &Given) {
  const Expr *E = Given.IgnoreParens();
  if (E->refersToBitField())
    return false;
  if (const auto *Ref = llvm::dyn_cast<DeclRefExpr>(E)) {
    const auto *V = llvm::dyn_cast<VarDecl>(Ref->getDecl());
    return V && (!V->isStaticDataMember() || V->isInline());
  }
  const auto *Member = llvm::dyn_cast<MemberExpr>(E);
  const auto *Field = Member ? llvm::dyn_cast<FieldDecl>(Member->getMemberDecl()) : nullptr;
  if (!Field || Field->hasAttr<PackedAttr>() || Field->getParent()->hasAttr<PackedAttr>() ||
      Field->getParent()->hasAttr<MaxFieldAlignmentAttr>())
    return false;
  const Expr *Base = Member->getBase()->IgnoreParenImpCasts();
  return llvm::isa<CXXThisExpr>(Base) || !Base->isGLValue() || mayBeReferredTo(*Base);
}

/// Whether \p S takes what \p L has found away, if at all, with its store, which is the last that it does.
static bool losesAtEnd(const MapLookup &L, const Stmt &S, const FunctionDecl &F, ASTContext &C) {
  const Stmt &Whole = withoutCleanups(S);
  const auto *U = llvm::dyn_cast<UnaryOperator>(&Whole);
  const auto *B = llvm::dyn_cast<BinaryOperator>(&Whole);
  if (U && U->isIncrementDecrementOp())
    return !findLossIn(L, *U->getSubExpr(), false, F, C);
  return B && B->isAssignmentOp() && !findLossIn(L, *B->getLHS(), false, F, C) &&
         !findLossIn(L, *B->getRHS(), false, F, C);
}

/// `if (!m.count(k)) m[k] = v;`
bool Inserted::readAssignment() {
  if (If.getInit() || If.getConditionVariable() || If.isConstexpr() || If.isConsteval() || If.getElse() ||
      !C.getLangOpts().CPlusPlus17)
    return false;
  P = presenceIn(*If.getCond(), C);
  const Stmt *Then = If.getThen();
  if (const auto *Block = llvm::dyn_cast<CompoundStmt>(Then); Block && Block->size() == 1)
    Then = Block->body_front();
  const auto *Assignment = llvm::dyn_cast<BinaryOperator>(&withoutCleanups(*Then));
  if (!P || P->Present || !Assignment || Assignment->getOpcode() != BO_Assign)
    return false;
  const auto *Call = llvm::dyn_cast<CallExpr>(Assignment->getLHS()->IgnoreParens());
  auto Search = Call ? mapLookupOf(*Call, C) : std::nullopt;
  if (!Search || !Search->Inserts || !findTheSame(P->Test, *Search, C))
    return false;
  Made = *Search;
  Value = Assignment->getRHS();
  return true;
}

/// Collects the searches that what has been found serves, and returns the last statement with one.
const Stmt *Inserted::findUses() {
  const Stmt *Last = nullptr;
  for (const Stmt *Next : neighboursOf(If, C).After) {
    const bool Loses = findLossIn(Made, *Next, false, *F, C).has_value();
    if (Loses && !losesAtEnd(Made, *Next, *F, C))
      break;
    if (auto Here = usesIn(Made, *Next, C); !Here.empty()) {
      llvm::append_range(Uses, Here);
      Last = Next;
    }
    if (Loses)
      break;
  }
  return Last;
}

std::optional<Refusal> Inserted::refuseValue() const {
  auto No = [&](const char *Text) { return Refusal{"value-type", Text, Value->getExprLoc()}; };
  const QualType Mapped = Made.Call->getType();
  if (!(Mapped->isArithmeticType() || Mapped->isEnumeralType() || Mapped->isPointerType()) ||
      isVolatileOrAtomic(Mapped))
    return No("an element made from the value may be another than one that is assigned to");
  // What the library is handed it converts as the assignment did.
  const Expr *Given = Value->IgnoreUnlessSpelledInSource();
  const bool Numbers = Mapped->isArithmeticType() && Given->getType()->isArithmeticType();
  if (llvm::isa<InitListExpr>(Value->IgnoreImplicit()) ||
      !(Numbers || C.hasSameUnqualifiedType(Given->getType(), Mapped)))
    return No("the value is converted on the way");
  if (auto Notice = findEarlyNotice(*Given, *F, C))
    return Notice;
  if (Given->isGLValue() && !mayBeReferredTo(*Given))
    return No("no reference can be bound to the value");
  // A reference is read only if there is an element to be made. All else is read before.
  const Effects Test = effectsOf(*P->Test.Call, C), Computing = effectsOf(*Given, C);
  auto ReadAnyway = [&](const Access &R) {
    const Place &At = R.Where;
    const bool Own = At.How == Reach::Object && At.Root && !At.Root->getType()->isReferenceType() &&
                     isPrivate(*At.Root, *F, C);
    return Own || At.How == Reach::Temporary ||
           llvm::any_of(Test.Reads, [&](const Access &T) { return isSame(T.Where, At); });
  };
  if (!Given->isGLValue() && !llvm::all_of(Computing.Reads, ReadAnyway))
    return Refusal{"not-read", "the value is read only if the key is not there, and others might write it otherwise",
                   Value->getExprLoc()};
  return std::nullopt;
}

/// Why the statements from the test to \p Last cannot be told what the map has.
std::optional<Refusal> Inserted::refusePlace(const Stmt &Last) const {
  if (auto Strange = findStrangeSurroundings(If, C))
    return Strange;
  const auto *Block = C.getParents(If)[0].get<CompoundStmt>();
  if (llvm::any_of(Block->body(), [](const Stmt *S) { return llvm::isa<SwitchCase>(S); }))
    return Refusal{"no-place", "a case label could jump past the declaration", If.getBeginLoc()};
  const Expr *Named = Made.Map->IgnoreParenImpCasts();
  llvm::SmallVector<const ValueDecl *, 1> Map;
  if (const auto *R = llvm::dyn_cast<DeclRefExpr>(Named))
    Map.push_back(R->getDecl());
  else if (const auto *M = llvm::dyn_cast<MemberExpr>(Named))
    Map.push_back(M->getMemberDecl());
  return findOtherConfiguration(Map, SourceRange(If.getBeginLoc(), Last.getEndLoc()), If, C);
}

/// Whether the only search behind may be made in place of the test, where it stands: it is the first
/// thing that the next statement does, and nothing in between changes what is searched for or with.
bool Inserted::takesPlace() const {
  const Stmt &Next = *neighboursOf(If, C).After.front();
  if (Uses.size() != 1 || !llvm::isa<Expr, DeclStmt, ReturnStmt>(Next) || countComments(If.getSourceRange(), C) ||
      statementOf(*Uses.front().Call, nullptr, C) != &Next || decidesType(*Uses.front().Call, *F, C))
    return false;
  // What the test says may mean something else where the next statement declares a name.
  const std::string Text = plainText(If.getSourceRange(), C);
  if (const auto *Declared = llvm::dyn_cast<DeclStmt>(&Next))
    for (const Decl *D : Declared->decls())
      if (const auto *N = llvm::dyn_cast<VarDecl>(D);
          !N || llvm::isa<DecompositionDecl>(N) || llvm::StringRef(Text).contains(N->getName()))
        return false;
  MapLookup Moved = Uses.front();
  Moved.Inserts = true;
  FirstIteration How;
  if (findOvertaken(Moved, Next, Next, {}, *F, C, How))
    return false;
  std::vector<Access> Reads = readForLookup(Made, C);
  llvm::append_range(Reads, effectsOf(*Value, C).Reads);
  return llvm::none_of(How.Before, [&](const Stmt *Earlier) {
    return findChange(effectsOf(*Earlier, C), Reads, *F, C).has_value();
  });
}

Verdict Inserted::run() {
  F = readAssignment() ? outermostFunction(If, C) : nullptr;
  if (!F || llvm::all_of(neighboursOf(If, C).After, [&](const Stmt *S) { return usesIn(Made, *S, C).empty(); }))
    return Verdict::nothing();
  auto Refuse = [](const Refusal &R) { return Verdict::refuse(R.Code, R.Text); };
  if (loopContextOf(If, C).InLambda)
    return Verdict::refuse("lambda", "it is searched for inside a lambda");
  for (const MapLookup *L : {&P->Test, &Made})
    if (auto Effect = findOwnEffect(*L, C))
      return Refuse(*Effect);
  if (Made.Key->IgnoreUnlessSpelledInSource()->isXValue())
    return Verdict::refuse("impure-key", "the key is moved from");
  if (auto No = refuseValue())
    return Refuse(*No);
  const Stmt *Last = findUses();
  if (!Last) {
    for (const Stmt *Next : neighboursOf(If, C).After)
      if (auto Loss = findLossIn(Made, *Next, false, *F, C))
        return Refuse(*Loss);
    return Verdict::nothing();
  }
  for (const MapLookup &L : Uses)
    if (auto Effect = findOwnEffect(L, C))
      return Refuse(*Effect);
  if (auto No = refusePlace(*Last))
    return Refuse(*No);
  if (changesBesideUse(Uses, C) || standsOnBothSides(Uses, C))
    return Verdict::refuse("one-expression", "one expression uses the element twice and changes or compares it");
  if (auto No = takesPlace() ? std::nullopt : findUnnameable(Made, If, C))
    return Refuse(*No);
  return Verdict::legal(
      {{"same-key", "nothing that the key or the map's name is made of changes between the searches", How::Proved},
       {"element-stays", "in between the map is added to at most; an element stays where it is until it is erased",
        How::Proved},
       {"quiet-value", "computing the value has no effect and is defined, whether or not it is needed", How::Proved},
       {"same-element", "a number made from the value is what one is that it is assigned to", How::Proved}});
}

llvm::Expected<Patch> Inserted::rewrite() {
  PatchBuilder Builder(C);
  Builder.allowConstants(*P->Test.Call);
  Builder.allowConstants(*Value);
  SourceRange Written = Value->getSourceRange();
  const SourceManager &SM = C.getSourceManager();
  if (Written.getBegin().isMacroID() && Written.getEnd().isMacroID()) // Said by one word, perhaps.
    Written = {SM.getExpansionLoc(Written.getBegin()), SM.getExpansionLoc(Written.getEnd())};
  const std::string Search = Builder.text(P->mapRange()) + "try_emplace(" +
                             Builder.text(P->Test.Call->getArg(0)->getSourceRange()) + ", " +
                             Builder.text(Written) + ").first->second";
  std::string Name = Search;
  if (takesPlace()) {
    auto Next = Lexer::findNextToken(If.getEndLoc(), C.getSourceManager(), C.getLangOpts());
    const bool Ends = Next && Next->is(tok::semi) && !llvm::isa<CompoundStmt>(If.getThen());
    Builder.remove({If.getBeginLoc(), Ends ? Next->getLocation() : If.getEndLoc()});
  } else {
    Name = freshName(If, C, nameForFound(Made));
    Builder.replaceStatement(If, typeText(Made.Value, If, C) + (bindsToName(If, C) ? " &" : "& ") + Name + " = " +
                                     Search + ";");
  }
  for (const MapLookup &Use : Uses) {
    Builder.allowConstants(*Use.Call);
    Builder.replace(Use.Call->getSourceRange(), Name);
  }
  return Builder.take();
}

} // namespace hone
