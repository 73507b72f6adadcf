// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// search-in-blocks: looks for the block that has a hit without a branch for each element.
//
//   for (std::size_t i = 0; i < v.size(); ++i)
//     if (v[i] == wanted)
//       return i;
//
//   constexpr std::size_t blockSize = 64;
//   std::size_t start = 0;
//   if (v.size() > blockSize) {
//     for (; start < blockSize; ++start)
//       if (v[start] == wanted)
//         break;
//     if (start == blockSize)
//       for (std::size_t end; start < v.size(); start = end) {
//         end = std::min(start + blockSize, v.size());
//         int hits = 0;
//         for (std::size_t i = start; i < end; ++i)
//           hits |= v[i] == wanted;
//         if (hits != 0)
//           break;
//       }
//   }
//   for (std::size_t i = start; i < v.size(); ++i)
//     if (v[i] == wanted)
//       return i;
//
// A loop that may be left after any element has a branch for each. Compilers keep it, since the elements behind a
// hit need not be there; those of a container are. The first block is walked one by one: where the hit is near, or
// there are few elements, little is lost.
//
// The loop stays as it is but for its first index, in front of which there is no hit. So what happens at a hit happens
// as before, and for the same element. The test is evaluated for elements behind the hit, where it must be defined and
// unnoticed.
// An `int` collects the hits, not a `bool`, of which g++ makes no vectors.

#include "CheckedIndex.h"
#include "EarlyValue.h"
#include "LoopContext.h"
#include "LoopMentions.h"
#include "LoopState.h"
#include "NestedText.h"
#include "Rounding.h"
#include "SearchLoop.h"
#include "SteadySizes.h"
#include "Threads.h"
#include "Words.h"
#include "hone/Analysis/Escape.h"
#include "hone/Analysis/Types.h"
#include "hone/Checks/Check.h"
#include "hone/Rewrite/PatchBuilder.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace hone {
namespace {

/// What the new code calls its variables.
struct Names {
  std::string Size, Start, End, Hits, I;
};

class Judge {
public:
  Judge(const SearchLoop &S, ASTContext &C) : S(S), Loop(*S.Loop), C(C), F(*outermostFunction(Loop, C)) {}
  Verdict run();
  llvm::Expected<Patch> write();

private:
  std::optional<Refusal> refuseElement(const ElementRead &R);
  std::optional<Refusal> refuseTest();
  std::optional<Refusal> refuseOthers() const;
  bool isOnlySubscript() const;
  bool isSizedByBound(const Expr &Holder) const;
  bool areOneLength(const Expr &A, const Expr &B) const;
  bool isKnownLength(const ElementRead &R) const;
  std::string declarations(const ElementText &T, const std::string &I) const;
  std::string guards(const ElementText &T, const std::string &End) const;
  std::string search(const ElementText &T, const Names &N) const;
  Refusal no(const char *Code, const std::string &Text, const Stmt &At) const { return {Code, Text, At.getBeginLoc()}; }

  const SearchLoop &S;
  const Stmt &Loop;
  ASTContext &C;
  const FunctionDecl &F;
  SearchReads Reads;
  std::vector<const ElementRead *> Asked; ///< Whose length is compared with the block's end.
};

/// Whether all elements of \p V have a value: it is made of a list, or lies in memory that begins as zeros.
bool isFilled(const VarDecl &V) {
  if (V.getType()->isReferenceType() || llvm::isa<ParmVarDecl>(V))
    return false;
  const Expr *Init = V.getInit() ? V.getInit()->IgnoreImplicit() : nullptr;
  return V.hasGlobalStorage() || llvm::isa_and_nonnull<InitListExpr, StringLiteral>(Init);
}

/// `v.size()`, whatever integer it is made: that is never more than the size, or negative.
const Expr *sizedByCast(const Expr &Bound) {
  const Expr *E = Bound.IgnoreParenImpCasts();
  while (const auto *Cast = llvm::dyn_cast<ExplicitCastExpr>(E)) {
    if (!Cast->getType()->isIntegerType() || Cast->getType()->isBooleanType())
      return nullptr;
    E = Cast->getSubExpr()->IgnoreParenImpCasts();
  }
  return sizedBy(*E);
}

bool Judge::isSizedByBound(const Expr &Holder) const {
  if (!S.Counted)
    return true;
  const Expr *Sized = sizedByCast(*S.Counted->Bound);
  return Sized && saysTheSame(*Sized, Holder, C);
}

/// Whether one of the alternatives of \p E is `a.size() != b.size()`.
bool tellsLengthsApart(const Expr &E, const Expr &A, const Expr &B, ASTContext &C) {
  const auto *Test = llvm::dyn_cast<BinaryOperator>(E.IgnoreParenImpCasts());
  if (Test && Test->getOpcode() == BO_LOr)
    return tellsLengthsApart(*Test->getLHS(), A, B, C) || tellsLengthsApart(*Test->getRHS(), A, B, C);
  const Expr *Left = Test && Test->getOpcode() == BO_NE ? sizedBy(*Test->getLHS()) : nullptr;
  const Expr *Right = Left ? sizedBy(*Test->getRHS()) : nullptr;
  return Right && ((saysTheSame(*Left, A, C) && saysTheSame(*Right, B, C)) ||
                   (saysTheSame(*Left, B, C) && saysTheSame(*Right, A, C)));
}

/// Whether control gets to the loop only if \p A and \p B have as many elements: a test in the same block returns if not.
bool Judge::areOneLength(const Expr &A, const Expr &B) const {
  const auto *Block = llvm::dyn_cast_or_null<CompoundStmt>(statementAround(Loop, C));
  if (!Block)
    return false;
  SteadySizes Sizes(Loop, C);
  bool Asked = false;
  for (const Stmt *Each : Block->body()) {
    if (Each == &Loop)
      break;
    const auto *If = llvm::dyn_cast<IfStmt>(Each);
    const Stmt *Then = If && !If->hasInitStorage() && !If->hasVarStorage() ? If->getThen() : nullptr;
    if (const auto *Inner = llvm::dyn_cast_or_null<CompoundStmt>(Then))
      Then = Inner->body_empty() ? nullptr : Inner->body_back();
    const bool Asks = llvm::isa_and_nonnull<ReturnStmt>(Then) && !If->getElse() && tellsLengthsApart(*If->getCond(), A, B, C);
    const Effects Does = effectsOf(Asks ? *If->getCond() : *Each, C);
    Asked = (Asked || Asks) && Sizes.keepsSize(A, Does) && Sizes.keepsSize(B, Does) && !llvm::isa<LabelStmt>(Each);
  }
  return Asked;
}

/// Whether a block that ends at the bound has all of the elements for certain.
bool Judge::isKnownLength(const ElementRead &R) const {
  if (R.Offset <= 0 && isSizedByBound(*R.Holder))
    return true;
  const Expr *Sized = S.Counted ? sizedByCast(*S.Counted->Bound) : S.Container;
  if (R.Offset <= 0 && Sized && areOneLength(*Sized, *R.Holder))
    return true;
  if (!S.Counted)
    return false;
  auto Length = lengthOf(R.Holder->getType(), C), Bound = constantOf(*S.Counted->Bound, C);
  return Length && Bound && static_cast<std::int64_t>(*Bound) + R.Offset <= static_cast<std::int64_t>(*Length);
}

/// Whether the index can be of another type in the new code: the test and what it needs use it for elements alone.
bool Judge::isOnlySubscript() const {
  if (!isNarrowIndex(S, C))
    return true;
  const VarDecl &I = *S.Counted->Index;
  std::size_t Named = mentionsOf(I, S.test()).size(), Subscripts = 0;
  for (const DeclStmt *D : S.Declarations)
    Named += mentionsOf(I, *D).size();
  for (const ElementRead &R : Reads.Elements)
    Subscripts += mentionsOf(I, *R.Whole).size();
  return Named == Subscripts;
}

/// An element behind the hit must be there, and have a value.
std::optional<Refusal> Judge::refuseElement(const ElementRead &R) {
  QualType T = R.Holder->getType();
  bool Dynamic = isStdVector(T) || isStdString(T);
  auto Length = lengthOf(T, C);
  if ((!Dynamic && !Length) || !isPath(*R.Holder))
    return no("extent", "behind a hit there may be no elements", *R.Whole);
  const VarDecl *V = variableOf(*R.Holder);
  if (Length && (!V || !isFilled(*V)))
    return no("maybe-unset", "elements of the array behind a hit may have no value", *R.Whole);
  if (!R.Sure && !V)
    return no("not-read", "the container is looked at only where another test holds", *R.Whole);
  QualType Read = R.Path.empty() ? R.Whole->getType() : R.Path.front()->getType();
  if (!Read->isArithmeticType() && !Read->isEnumeralType())
    return no("element-type", "what is tested is no number", *R.Whole);
  if (isVolatileOrAtomic(R.Whole->getType()))
    return no("volatile", "elements are volatile or atomic", *R.Whole);
  for (const FieldDecl *Field : R.Path)
    if (Field->getType()->isScalarType() && !isAlwaysSet(*Field))
      return no("maybe-unset", "'" + Field->getNameAsString() + "' may have no value in elements behind a hit", *R.Whole);
  if (R.Offset < 0 && constantOf(*S.Counted->Init, C).value_or(0) < static_cast<std::uint64_t>(-R.Offset))
    return no("extent", "the index may lie in front of the first element", *R.Whole);
  if (isKnownLength(R))
    return std::nullopt;
  if (!Dynamic && !isStdType(T, "array"))
    return no("extent", "the array may have fewer elements than the loop has turns", *R.Whole);
  auto Known = llvm::find_if(Asked, [&](const ElementRead *Other) { return saysTheSame(*Other->Holder, *R.Holder, C); });
  if (Known == Asked.end())
    Asked.push_back(&R);
  else if ((*Known)->Offset < R.Offset)
    *Known = &R;
  return std::nullopt;
}

std::optional<Refusal> Judge::refuseTest() {
  if (Reads.Strange)
    return no("extent", "an element is tested whose index is not the loop's", *Reads.Strange);
  for (const ElementRead &R : Reads.Elements)
    if (auto No = refuseElement(R))
      return No;
  if (Reads.Unsure)
    return no("not-read", "something is read only where another test holds", *Reads.Unsure);
  std::vector<const Stmt *> Ignored;
  for (const ElementRead &R : Reads.Elements)
    Ignored.push_back(R.Whole);
  for (const VarDecl *V : S.Locals) {
    if (!V->getType()->isArithmeticType() || V->getType().isVolatileQualified())
      return no("copied", "'" + V->getNameAsString() + "' is more than a number", Loop);
    if (auto Notice = findEarlyNotice(*V->getInit(), F, C, Ignored))
      return no(Notice->Code.c_str(), "elements behind a hit would be looked at: " + Notice->Text, *V->getInit());
  }
  const Expr &Written = *S.test().IgnoreUnlessSpelledInSource();
  const auto *B = llvm::dyn_cast<BinaryOperator>(S.test().IgnoreImplicit());
  if (!Written.getType()->isBooleanType() || (B && B->isCommaOp()))
    return no("not-bool", "the test is no bool that could be added", S.test());
  if (auto Notice = findEarlyNotice(S.test(), F, C, Ignored))
    return no(Notice->Code.c_str(), "elements behind a hit would be tested: " + Notice->Text, S.test());
  // Two tests of one element must agree.
  std::vector<const Stmt *> Computed = {&S.test()};
  llvm::append_range(Computed, S.Declarations);
  for (const Obligation &Rounded : roundingOf(Computed, C))
    return no(Rounded.Code.c_str(), "a block might be tested otherwise than an element alone: " + Rounded.Text, S.test());
  if (!computesAsWritten(C) && llvm::any_of(Computed, [&](const Stmt *Each) { return wordsOf(*Each, C).Fractions; }))
    return no("floating-point", "the target computes in more precision than the types have", S.test());
  return std::nullopt;
}

/// What is not about single elements.
std::optional<Refusal> Judge::refuseOthers() const {
  if (auto Unsuitable = findUnsuitablePlace(Loop, C))
    return Unsuitable;
  if (F.isConstexpr())
    return no("constant-expression", "the function may be a constant expression", Loop);
  // What another thread writes behind the hit cannot change the answer, but reading it then is a race.
  auto IsOwn = [&](const ElementRead &R) {
    const VarDecl *V = variableOf(*R.Holder);
    return V && V->hasLocalStorage() && !V->getType()->isReferenceType() && isPrivate(*V, F, C);
  };
  if (!llvm::all_of(Reads.Elements, IsOwn))
    if (auto Threads = findThreads(C))
      return no("threads", "another thread may write elements behind a hit: " + Threads->Text, Loop);
  return std::nullopt;
}

Verdict Judge::run() {
  Reads = readsOf(S, C);
  if (Reads.Elements.empty() && !Reads.Strange)
    return Verdict::nothing();
  // So short a loop has no second block.
  if (S.Counted && constantOf(*S.Counted->Bound, C).value_or(1000) <= 64)
    return Verdict::nothing();
  if (!S.Counted && lengthOf(S.Container->getType(), C).value_or(1000) <= 64)
    return Verdict::nothing();
  auto No = refuseTest();
  if (!No)
    No = findHeaderObstacle(S, C);
  if (!No && !isOnlySubscript())
    No = no("index-type", "the index is narrower than the size, and more than a subscript", S.test());
  if (!No)
    No = refuseOthers();
  if (No)
    return Verdict::refuse(No->Code, No->Text);
  Verdict V = Verdict::legal(
      {{"quiet-test", "the test is defined for every element, has no effect, and takes a few steps", How::Proved},
       {"there", Asked.empty() ? "the loop's bound is the number of elements, all of which have a value"
                               : "elements have a value; that the whole block is there is asked for each",
        Asked.empty() ? How::Proved : How::Guarded},
       {"same-hit", "a block that is left out has no hit", How::Proved},
       {"no-writers", "nobody else knows the elements, or the unit has nothing to do with threads", How::Proved}});
  V.AddsCode = V.AddsBlock = true;
  return V;
}

// --- Rewriting -----------------------------------------------------------------------

/// What the test needs to be declared, each with a newline.
std::string Judge::declarations(const ElementText &T, const std::string &I) const {
  std::vector<const Stmt *> Readers = {&S.test()};
  auto IsRead = [&](const VarDecl &V) {
    return llvm::any_of(Readers, [&](const Stmt *Each) { return !mentionsOf(V, *Each).empty(); });
  };
  std::string Text;
  for (const DeclStmt *D : llvm::reverse(S.Declarations))
    if (llvm::any_of(D->decls(), [&](const Decl *Each) { return IsRead(*llvm::cast<VarDecl>(Each)); })) {
      Readers.push_back(D);
      Text = T.at(D->getSourceRange(), *D, I) + "\n" + Text;
    }
  return S.Each && IsRead(*S.Each) ? T.declaration(I) + "\n" + Text : Text;
}

/// `if (end > other.size()) break;`
std::string Judge::guards(const ElementText &T, const std::string &End) const {
  std::string Text;
  for (const ElementRead *R : Asked) {
    std::string Last = End;
    if (!C.hasSameUnqualifiedType(indexType(S, C), C.getSizeType()))
      Last = "static_cast<" + typeText(C.getSizeType(), Loop, C) + ">(" + End + ")";
    if (R->Offset > 0)
      Last += " + " + std::to_string(R->Offset);
    Text += (Text.empty() ? "if (" : " || ") + Last + " > " + T.object(*R->Holder) + ".size()";
  }
  return Text.empty() ? "" : Text + ")\n" + T.step() + "break;\n";
}

/// Walks the first block one by one, the others without a branch, up to the first with a hit.
std::string Judge::search(const ElementText &T, const Names &N) const {
  const std::string Type = typeText(indexType(S, C), Loop, C), Bound = T.bound(), Step = T.step();
  // A number may be of another type than the index.
  bool IsConstant = S.Counted ? constantOf(*S.Counted->Bound, C).has_value() : S.Container->getType()->isConstantArrayType();
  bool Sized = !S.Counted || (sizedBy(*S.Counted->Bound) && C.hasSameUnqualifiedType(indexType(S, C), C.getSizeType()));
  const std::string Min = stdCall("min", Loop, C, IsConstant ? Type : "");
  const std::string Last = Sized ? Min + N.Start + " + " + N.Size + ", " + Bound + ")"
                                 : N.Start + " + " + Min + N.Size + ", " + T.boundOperand() + " - " + N.Start + ")";
  auto Body = [&](const std::string &Declared, const std::string &Statement) {
    return Declared.empty() ? "\n" + indented(Statement, Step) + "\n" : " {\n" + indented(Declared + Statement, Step) + "\n}\n";
  };
  const SourceRange Test = S.test().getSourceRange();
  const std::string First = "for (; " + N.Start + " < " + N.Size + "; ++" + N.Start + ")" +
                            Body(declarations(T, N.Start),
                                 "if (" + T.at(Test, S.test(), N.Start) + ")\n" + Step + "break;");
  const std::string Block = N.End + " = " + Last + ";\n" + guards(T, N.End) + "int " + N.Hits + " = 0;\nfor (" + Type + " " + N.I +
                            " = " + N.Start + "; " + N.I + " < " + N.End + "; ++" + N.I + ")" +
                            Body(declarations(T, N.I), N.Hits + " |= " + T.at(Test, S.test(), N.I) + ";") + "if (" + N.Hits +
                            " != 0)\n" + Step + "break;";
  const std::string Blocks = "for (" + Type + " " + N.End + "; " + N.Start + " < " + Bound + "; " + N.Start + " = " + N.End +
                             ") {\n" + indented(Block, Step) + "\n}";
  const std::string Both = First + "if (" + N.Start + " == " + N.Size + ")\n" + indented(Blocks, Step);
  return IsConstant ? Both : "if (" + Bound + " > " + N.Size + ") {\n" + indented(Both, Step) + "\n}";
}

llvm::Expected<Patch> Judge::write() {
  PatchBuilder P(C, Loop);
  llvm::StringSet<> Taken;
  auto Fresh = [&](const char *Wanted) { return freshName(Loop, C, Wanted, Taken); };
  const Names N = {Fresh("blockSize"), Fresh("start"), Fresh("end"), Fresh("hits"),
                   S.Counted ? S.Counted->Index->getNameAsString() : Fresh("i")};
  const ElementText T(S, P, C);
  const std::string Type = typeText(indexType(S, C), Loop, C);
  if (Type.empty())
    return llvm::createStringError("type-not-spelled: the index's type has no name here");
  const std::string From = T.first();
  P.addInclude("algorithm");
  P.replaceStatement(Loop, T.from(N.Start, N.I));
  P.insertStatementsBefore(
      Loop, "// Blocks without a hit are passed over: without a branch, many elements are tested at once.\n" +
                std::string(C.getLangOpts().CPlusPlus11 ? "constexpr " : "const ") + Type +
                " " + N.Size + " = 64;\n" + Type + " " + N.Start + " = " + From + ";\n" + search(T, N));
  return P.take();
}

Verdict judge(const Match &M) {
  const auto &Loop = M.node<Stmt>("root");
  const FunctionDecl *F = outermostFunction(Loop, M.ast());
  if (!F || !F->getBody() || F->isDependentContext() || F->isTemplateInstantiation())
    return Verdict::nothing();
  auto S = searchLoop(Loop, M.ast());
  return S ? Judge(*S, M.ast()).run() : Verdict::nothing();
}

llvm::Expected<Patch> rewrite(const Match &M) {
  auto S = searchLoop(M.node<Stmt>("root"), M.ast());
  Judge J(*S, M.ast());
  J.run();
  return J.write();
}

StatementMatcher pattern() { return stmt(anyFor()).bind("root"); }

} // namespace

extern constexpr Check SearchInBlocks = {
    "search-in-blocks", "elements are searched one by one, with a branch for each",
    Category::Vector, 2, pattern, judge, rewrite};

} // namespace hone
