// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// tile-transpose: copies a matrix to its transpose a strip of rows at a time.
//
//   for (std::size_t i = 0; i < rows; ++i)
//     for (std::size_t j = 0; j < columns; ++j)
//       out[j][i] = in[i][j];
//
//   // A strip at a time: the lines of its rows stay in the cache until all of them is copied.
//   for (std::size_t iStart = 0, iEnd; iStart < rows; iStart = iEnd) {
//     iEnd = iStart + std::min<std::size_t>(32, rows - iStart);
//     for (std::size_t j = 0; j < columns; ++j)
//       for (std::size_t i = iStart; i < iEnd; ++i)
//         out[j][i] = in[i][j];
//   }
//
// One of the two matrices is walked down its columns whichever loop is the inner one. Down the columns of the one that is
// read it takes less time: elements stored side by side leave the processor together. In a strip of 32 rows, each column is
// a part of 32 lines, which are there still when the next one is due. Bytes, of which compilers make vectors one by one, keep
// the order of their loops, the inner one being cut. Cutting the other loop as well gains nothing more.
// Compilers do not cut loops without options of their own, and cannot see that the rows of a container are apart.
//
// Every element is computed once, from the same elements, and stored once. The end of a strip is counted from its start,
// what is left being asked first: no sum is larger than the bound.
#include "ApartGuards.h"
#include "CheckedIndex.h"
#include "DominatingConditions.h"
#include "LoopContext.h"
#include "LoopMentions.h"
#include "NestGuards.h"
#include "NestLoops.h"
#include "NestedText.h"
#include "Rounding.h"
#include "Words.h"
#include "hone/Checks/Check.h"
#include "hone/Rewrite/PatchBuilder.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace hone;

/// Rows of a strip: their lines stay in a cache even where they lie a power of
/// two apart, and its associativity counts.
static constexpr unsigned Strip = 32;
/// A matrix of fewer rows, or columns, stays in the cache as a whole.
static constexpr unsigned Few = 64;

namespace {
class Judge {
public:
  Judge(const ForStmt &Loop, ASTContext &C) : Loop(Loop), C(C), P(C, Loop) {}
  Verdict run();
  llvm::Expected<Patch> write();

private:
  bool isTranspose();
  std::optional<Refusal> refuse();
  std::optional<Refusal> refuseHeader(const CountedLoop &L) const;
  std::optional<Refusal> refuseOrder();
  bool holdsAll(const Expr &Pitch, const CountedLoop &L);
  std::vector<Affine> rowAndColumn(const Expr &Subscript);
  NestStatement statement();
  bool isCast(const CountedLoop &L) const;
  std::string length(const CountedLoop &L);
  std::string strips(const CountedLoop &L);
  Refusal no(const char *Code, const std::string &Text) const { return {Code, Text, Loop.getBeginLoc()}; }

  const ForStmt &Loop;
  ASTContext &C;
  PatchBuilder P;
  LoopPair S;
  std::optional<Nest> N;
  NestGroup Inside;
  const NestUse *Target = nullptr;
  const CountedLoop *Near = nullptr,
                    *Away = nullptr; ///< Along the rows of the target, and down its columns.
  bool Swaps = false;                ///< The loops change places.
  std::vector<std::string> Guards;   ///< Conditions for strips.
  std::vector<Obligation> Obligations;
};
} // namespace

/// Whether the body stores one element, and others are read the other way
/// round.
bool Judge::isTranspose() {
  auto LiesAlong = [&](const NestUse &Use, const VarDecl &Near, const VarDecl &Away) {
    return N->stride(Use, Near) == Nest::Stride::Next && N->stride(Use, Away) == Nest::Stride::Far;
  };
  if (!Target || Target->Subscripts.empty() || Target->Subscripts.size() > 2)
    return false;
  Near = &S.InnerHead;
  Away = &S.OuterHead;
  const bool Crosses = LiesAlong(*Target, *Away->Index, *Near->Index);
  if (Crosses)
    std::swap(Near, Away);
  // Bytes that are gathered from many rows compilers put together one by one.
  Swaps = Crosses && C.getTypeSize(Target->Site->getType()) > 8;
  return LiesAlong(*Target, *Near->Index, *Away->Index) &&
         llvm::any_of(Inside.Uses, [&](const NestUse &Use) { return LiesAlong(Use, *Away->Index, *Near->Index); });
}

/// Whether the bound is made a signed number, of which the index has no larger
/// ones: it would have to pass all it has.
bool Judge::isCast(const CountedLoop &L) const {
  const QualType T = L.Index->getType(), Bound = L.Bound->IgnoreParenImpCasts()->getType();
  return T->isSignedIntegerType() && Bound->isUnsignedIntegerType() && !L.Bound->isIntegerConstantExpr(C) &&
         C.getTypeSize(T) <= C.getTypeSize(Bound);
}

/// How many there are must be a number of the index's type.
std::optional<Refusal> Judge::refuseHeader(const CountedLoop &L) const {
  const QualType T = L.Index->getType(), Bound = L.Bound->IgnoreParenImpCasts()->getType();
  Expr::EvalResult Value;
  if (L.Test != BO_LT)
    return no("index-type", "the bound is an index, too, and one more may be too large");
  const bool Fits =
      L.Bound->EvaluateAsInt(Value, C) && !Value.Val.getInt().isNegative() && Value.Val.getInt().getActiveBits() < C.getIntWidth(T);
  const bool Widens = C.getTypeSize(T) > C.getTypeSize(Bound) && (Bound->isUnsignedIntegerType() || T->isSignedIntegerType());
  const bool Casts = isCast(L) && !C.getLangOpts().isSignedOverflowDefined() && (Swaps || isEntered(Loop, C));
  if (!Bound->isIntegerType() || C.getTypeSize(T) < C.getTypeSize(C.IntTy) || T.isVolatileQualified() ||
      (!Fits && !Widens && !Casts && !C.hasSameUnqualifiedType(T, Bound)))
    return no("index-type", "'" + L.Index->getNameAsString() +
                                "' is narrower than int, or its bound of a "
                                "type that does not go with it");
  return std::nullopt;
}

namespace {
struct Term {
  const Expr *Value;
  bool Minus;
};
} // namespace

/// The operands of a sum.
static void collectTerms(const Expr &Given, bool Minus, std::vector<Term> &Terms) {
  const Expr *E = Given.IgnoreParenImpCasts();
  const auto *B = dyn_cast<BinaryOperator>(E);
  if (!B || !B->isAdditiveOp())
    return Terms.push_back({E, Minus});
  collectTerms(*B->getLHS(), Minus, Terms);
  collectTerms(*B->getRHS(), Minus != (B->getOpcode() == BO_Sub), Terms);
}

/// Numbers that must not overflow, or hold more than there can be elements.
static bool isExact(const Expr &E, const ASTContext &C) {
  const QualType T = E.getType();
  return T->isSignedIntegerType() ? !C.getLangOpts().isSignedOverflowDefined() : T->isUnsignedIntegerType() && C.getTypeSize(T) >= 64;
}

/// Whether \p Pitch is no less than the bound of \p L.
bool Judge::holdsAll(const Expr &Pitch, const CountedLoop &L) {
  Expr::EvalResult Wide, Most;
  if (Pitch.EvaluateAsInt(Wide, C) && L.Bound->EvaluateAsInt(Most, C) && !Wide.Val.getInt().isNegative())
    return llvm::APSInt::compareValues(Wide.Val.getInt(), Most.Val.getInt()) >= 0;
  return N->isSteady(Pitch) && saysTheSame(*Pitch.IgnoreParenImpCasts(), *L.Bound->IgnoreParenImpCasts(), C);
}

/// Row and column of `j * rows + i`, and of `j * rows + rows - 1 - i`, i being
/// less than rows: no two pairs of them name one element. With rows in a type
/// that wraps, all of a row are there, so rows is no larger than the array, and
/// steps of rows do not get past what is behind it. Empty: the subscript is
/// another one.
std::vector<Affine> Judge::rowAndColumn(const Expr &Subscript) {
  const auto *Sum = dyn_cast<BinaryOperator>(Subscript.IgnoreParenImpCasts());
  std::vector<Term> Terms;
  collectTerms(Subscript, false, Terms);
  const std::string Column = N->range(*Near).Index, Down = N->range(*Away).Index;
  std::optional<Affine> Row;
  std::optional<bool> Backwards;
  const Expr *Pitch = nullptr, *Last = nullptr;
  bool IsOneLess = false;
  for (const auto &[Value, Minus] : Terms) {
    const auto *B = dyn_cast<BinaryOperator>(Value);
    const auto *Number = dyn_cast<IntegerLiteral>(Value);
    if (variableOf(*Value) == Near->Index && !Backwards) {
      Backwards = Minus;
    } else if (B && B->getOpcode() == BO_Mul && !Pitch && !Minus && isExact(*B, C)) {
      Row = N->affine(*B->getLHS());
      const bool IsLeft = Row && std::abs(Row->factorOf(Down)) == 1;
      Pitch = IsLeft ? B->getRHS() : B->getLHS();
      Row = IsLeft ? Row : N->affine(*B->getRHS());
    } else if (Number && Number->getValue() == 1 && Minus && !IsOneLess) {
      IsOneLess = true;
    } else if (!Last && !Minus) {
      Last = Value;
    } else {
      return {};
    }
  }
  if (!Sum || !isExact(*Sum, C) || !Row || !Backwards || std::abs(Row->factorOf(Down)) != 1 || Row->factorOf(Column) != 0 ||
      !holdsAll(*Pitch, *Near))
    return {};
  // Backwards from the last element, or forwards from the first.
  if (*Backwards ? !Last || !IsOneLess || !saysTheSame(*Last, *Near->Bound->IgnoreParenImpCasts(), C) : Last || IsOneLess)
    return {};
  return {*Row, (*Backwards ? -1 : 1) * Affine::of(Column)};
}

NestStatement Judge::statement() {
  NestStatement To;
  const std::string Cut = Swaps ? "i0" : "i1", Whole = Swaps ? "i1" : "i0";
  auto InStrips = [&](Affine A) {
    const std::int64_t Factor = A.factorOf(Cut);
    A.Factors.erase(Cut);
    return A + Strip * Factor * Affine::of("strip") + Factor * Affine::of("place");
  };
  To.Around = {{"strip", Affine::of(0), std::nullopt}, {"place", Affine::of(0), Affine::of(Strip)}, {Whole, std::nullopt, std::nullopt}};
  To.Before = {InStrips(Affine::of("i0")), InStrips(Affine::of("i1"))};
  To.After = {Affine::of("strip"), Affine::of(Whole), Affine::of("place")};
  const Expr *Only = Target->Subscripts.size() == 1 ? Target->Subscripts[0] : nullptr;
  const bool IsFlat = Only && llvm::all_of(Inside.Uses, [&](const NestUse &Use) {
                        return Use.Array != Target->Array || saysTheSame(*Use.Site->IgnoreParens(), *Target->Site->IgnoreParens(), C);
                      });
  const std::vector<Affine> Flat = IsFlat ? rowAndColumn(*Only) : std::vector<Affine>();
  for (const NestUse &Use : Inside.Uses) {
    ArrayAccess Access = N->access(Use);
    if (Use.Array == Target->Array && !Flat.empty())
      Access.Subscripts.assign(Flat.begin(), Flat.end());
    for (auto &Each : Access.Subscripts)
      if (Each)
        Each = InStrips(*Each);
    To.Accesses.push_back(std::move(Access));
  }
  return To;
}

std::optional<Refusal> Judge::refuseOrder() {
  const std::vector<NestStatement> All = {statement()};
  if (auto Turned = findTurnedPair(All))
    return no("dependence", "elements of '" + textOf(*N->Arrays[Turned->Array].Base, C) +
                                "' may be stored to twice, or needed in the order they have now");
  Obligations.push_back({"order", "every element sees its reads and writes in the order they had", How::Proved});
  return keepApart(*N, All, Loop, Guards, Obligations, C);
}

std::optional<Refusal> Judge::refuse() {
  if (auto No = N->Obstacle)
    return No;
  if (auto No = findUnsuitablePlace(Loop, C))
    return No;
  // Only without a change of places is the inner bound asked in front of the
  // outer loop.
  if (auto No = Swaps ? findVaryingHeader(Loop, S.OuterHead, S.InnerHead, *N, C) : findHeaderObstacle(S, *N, C))
    return No;
  if (auto No = refuseHeader(Swaps ? S.OuterHead : S.InnerHead))
    return No;
  if (outermostFunction(Loop, C)->isConstexpr())
    return no("constant-expression", "the function may be a constant expression");
  if (!computesAsWritten(C) && wordsOf(Loop, C).Fractions)
    return no("floating-point", "the target computes in more precision than the types have");
  return refuseOrder();
}

Verdict Judge::run() {
  auto Found = loopPair(Loop);
  if (!Found || !Found->Before.empty() || !Found->After.empty())
    return Verdict::nothing();
  S = *Found;
  const Stmt *Body = S.Inner->getBody();
  if (const auto *Block = dyn_cast<CompoundStmt>(Body); Block && Block->size() == 1)
    Body = Block->body_front();
  const auto *Store = dyn_cast<BinaryOperator>(Body);
  if (!Store || !Store->isAssignmentOp())
    return Verdict::nothing();
  N.emplace(Loop, std::vector{S.OuterHead, S.InnerHead}, C);
  N->read(*Body, Inside);
  Target = useAt(Inside, *Store->getLHS());
  // What begins at a variable is a strip already.
  auto Begins = [](const CountedLoop &L) { return isa<IntegerLiteral>(L.Init->IgnoreParenImpCasts()); };
  auto IsSmall = [&](const Stmt &Each) { return constantTripCount(Each, C).value_or(Few) < Few; };
  if (!isTranspose() || IsSmall(Loop) || IsSmall(*S.Inner) || !Begins(S.OuterHead) || !Begins(S.InnerHead))
    return Verdict::nothing();
  if (auto No = refuse())
    return No->Code == "fallback" ? Verdict::nothing() : Verdict::refuse(No->Code, No->Text);
  llvm::append_range(Obligations, N->steady());
  llvm::append_range(Obligations, roundingOf({&Loop}, C));
  Verdict V = Verdict::legal(Obligations);
  V.AddsCode = true;
  return V;
}

// --- Rewriting
// -----------------------------------------------------------------------

/// The bound, as an operand of a minus and of the index's type, or one that
/// becomes it.
std::string Judge::length(const CountedLoop &L) {
  const Expr &Bound = *L.Bound->IgnoreParenImpCasts();
  const std::string Text = P.text(Bound.getSourceRange());
  if (isCast(L))
    return "static_cast<" + typeText(L.Index->getType().getUnqualifiedType(), Loop, C) + ">(" + Text + ")";
  return isNameOrCall(Bound) || isa<IntegerLiteral>(Bound) ? Text : "(" + Text + ")";
}

/// The loop over the strips of \p L, the nest in it.
std::string Judge::strips(const CountedLoop &L) {
  llvm::StringSet<> Taken;
  const std::string I = L.Index->getNameAsString(), Step = P.step(Loop);
  const bool Snake = llvm::StringRef(I).contains('_');
  const std::string Start = freshName(Loop, C, I + (Snake ? "_start" : "Start"), Taken),
                    End = freshName(Loop, C, I + (Snake ? "_end" : "End"), Taken),
                    Type = typeText(L.Index->getType().getUnqualifiedType(), Loop, C), Bound = P.text(L.Bound->getSourceRange());
  Substitutions Ends = {{L.Init->getSourceRange(), Start}, {L.Bound->getSourceRange(), End}};
  if (Swaps) {
    const SourceRange Outer(S.Outer->getForLoc(), S.Outer->getRParenLoc()), Inner(S.Inner->getForLoc(), S.Inner->getRParenLoc());
    Ends = {{Inner, textWith(P, Outer, Ends, C)}, {Outer, P.text(Inner)}};
  }
  const bool IsInt = C.hasSameUnqualifiedType(L.Index->getType(), C.IntTy) &&
                     (isCast(L) || C.hasSameUnqualifiedType(L.Bound->IgnoreParenImpCasts()->getType(), C.IntTy));
  const std::string Least = stdCall("min", Loop, C, IsInt ? "" : Type);
  return "// A strip at a time: the lines of its rows stay in the cache until "
         "all of them is copied.\nfor (" +
         Type + " " + Start + " = " + P.text(L.Init->getSourceRange()) + ", " + End + "; " + Start + " < " + Bound + "; " + Start + " = " +
         End + ") {\n" + Step + End + " = " + Start + " + " + Least + std::to_string(Strip) + ", " + length(L) + " - " + Start + ");\n" +
         indented(P.copy(Loop, Ends), Step) + "\n}";
}

llvm::Expected<Patch> Judge::write() {
  const CountedLoop &L = Swaps ? S.OuterHead : S.InnerHead;
  if (typeText(L.Index->getType().getUnqualifiedType(), Loop, C).empty())
    return llvm::createStringError("type-not-spelled: the index's type has no name here");
  std::string Text = strips(L);
  if (!Guards.empty()) {
    if (!isa_and_nonnull<CompoundStmt>(statementAround(Loop, C)))
      return llvm::createStringError("no-place: the nest is all that another statement holds");
    const std::string Step = P.step(Loop);
    Text = "if (" + allHold(Guards) + ") {\n" + indented(Text, Step) + "\n} else {\n" + indented(P.copy(Loop, {}), Step) + "\n}";
  }
  P.addInclude("algorithm");
  P.replaceStatement(Loop, Text);
  return P.take();
}

static Verdict judge(const Match &M) {
  const auto &Loop = M.node<ForStmt>("root");
  const FunctionDecl *F = outermostFunction(Loop, M.ast());
  if (!F || F->isDependentContext() || F->isTemplateInstantiation())
    return Verdict::nothing();
  return Judge(Loop, M.ast()).run();
}

static llvm::Expected<Patch> rewrite(const Match &M) {
  Judge J(M.node<ForStmt>("root"), M.ast());
  J.run();
  return J.write();
}

static StatementMatcher pattern() { return forStmt(hasDescendant(forStmt())).bind("root"); }

namespace hone {
extern constexpr Check TileTranspose = {"tile-transpose",
                                        "a matrix is copied to its transpose, and one of the two walked down its "
                                        "columns",
                                        Category::Nest,
                                        1,
                                        pattern,
                                        judge,
                                        rewrite};
} // namespace hone
