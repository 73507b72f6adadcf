// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// reduce-minmax: finds the largest or smallest number in lanes that do not wait for each other.
//
//   for (std::size_t i = 1; i < v.size(); ++i)
//     if (v[i] > best)
//       best = v[i];
//
//   std::size_t start = 1;
//   if (v.size() >= 128) {
//     constexpr std::size_t laneCount = 16;
//     std::array<double, laneCount> lanes;
//     lanes.fill(best);
//     for (; v.size() - start >= laneCount; start += laneCount)
//       for (std::size_t lane = 0; lane < laneCount; ++lane)
//         lanes[lane] = v[start + lane] > lanes[lane] ? v[start + lane] : lanes[lane];
//     const double largest = *std::max_element(lanes.begin(), lanes.end());
//     if (largest > best) // 0 and -0 are equal: the first one counts.
//       best = largest != 0 ? largest : *std::find(v.begin() + 1, v.end(), 0);
//   }
//   for (std::size_t i = start; i < v.size(); ++i)
//     if (v[i] > best)
//       best = v[i];
//
// Compilers compare one number after the other, each when the last is done: in another order, another one of several
// equal numbers might be the result, or a value that is not a number might be passed over, or not.
//
// Here every lane begins with the value that the loop begins with, and asks what the loop asks. What is not a number is
// never taken; if the first value is none, no lane takes anything. Of numbers that are equal only 0 and -0 are two: if
// the result is one of them, the first one is looked for. The same search finds the index of the first of equals,
// where the loop keeps that.
#include "BlockLoop.h"
#include "CheckedIndex.h"
#include "LoopContext.h"
#include "LoopMentions.h"
#include "MinMaxValue.h"
#include "NestedText.h"
#include "Rounding.h"
#include "hone/Analysis/Effects.h"
#include "hone/Analysis/Escape.h"
#include "hone/Analysis/Exceptions.h"
#include "hone/Analysis/Types.h"
#include "hone/Checks/Check.h"
#include "hone/Rewrite/PatchBuilder.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace hone {
namespace {

/// What the new code calls its variables.
struct Names {
  std::string Start, Count, Lane, I;
  std::vector<std::string> Lanes, Found, Values; ///< One for each update.
};

class Judge {
public:
  Judge(const MinMaxLoop &M, ASTContext &C) : M(M), Loop(*M.Loop), C(C), F(*outermostFunction(Loop, C)) {}
  Verdict run();
  llvm::Expected<Patch> write();

private:
  std::optional<Refusal> refuseUpdate(const MinMaxUpdate &U) const;
  std::optional<Refusal> refuseBeside(const MinMaxUpdate &U) const;
  bool readsPlainly(const Expr &E) const;
  std::optional<Refusal> refuseValue(const Expr &E) const;
  std::optional<Refusal> refuseLocals() const;
  std::optional<Refusal> refuseElse() const;
  std::optional<Refusal> refuseRange() const;
  std::optional<Refusal> refuseBody() const;
  std::optional<Refusal> refuseRounding(const MinMaxUpdate &U);
  std::optional<Refusal> refuse();
  bool isOwn(const VarDecl &V) const;
  bool asksForOrder() const;
  bool looksForFirst(const MinMaxUpdate &U) const {
    return !U.Beside.empty() || !(U.Value->getType()->isIntegerType() || isNeverNegative(*U.Value, M, C));
  }
  Refusal no(const char *Code, const std::string &Text, const Stmt &At) const { return {Code, Text, At.getBeginLoc()}; }

  Names names() const;
  std::string declarations(const ElementText &T, const std::string &I) const;
  std::string search(const ElementText &T, const Names &N, const MinMaxUpdate &U, const std::string &Wanted) const;
  std::string elements(const ElementText &T, const MinMaxUpdate &U) const;
  std::string combination(const ElementText &T, const Names &N, unsigned At) const;
  std::string lanes(const ElementText &T, const Names &N) const;

  const MinMaxLoop &M;
  const Stmt &Loop;
  ASTContext &C;
  const FunctionDecl &F;
  std::vector<Obligation> Obligations;
};

constexpr unsigned Shortest = 128; ///< Elements for which lanes have paid with each compiler tried.

/// Nothing but the loop's own statements can change or see it.
bool Judge::isOwn(const VarDecl &V) const {
  return V.hasLocalStorage() && !V.getType()->isReferenceType() && !isVolatileOrAtomic(V.getType()) && isPrivate(V, F, C);
}

std::optional<Refusal> Judge::refuseValue(const Expr &E) const {
  if (isVolatileOrAtomic(E.getType()))
    return no("volatile", "the values are volatile or atomic", E);
  const Effects Does = effectsOf(E, C);
  if (auto Impure = findImpurity(Does))
    return no("effects", "the value does more: " + Impure->Text, E);
  if (!Does.MayNotEnd.empty() || (!Does.Errno.empty() && C.getLangOpts().MathErrno))
    return no("call", "the value is made by a function that does more, or may take long", E);
  if (!readsPlainly(E))
    return no("element-type", "the element is more than a number: without its variable another function might be called", E);
  if (const Stmt *Unsuitable = workOf(E, Does).Unsuitable)
    return no("call", "the value is made by what may be computed in another way with vectors", *Unsuitable);
  return std::nullopt;
}

/// Whether \p E calls the same functions with `v[i]` for the variable of a range-based for: it is as constant as the element, or
/// only read as a number.
bool Judge::readsPlainly(const Expr &E) const {
  if (!M.Each)
    return true;
  const QualType Whole = M.Container->getType();
  const bool Constant = M.Each->getType().getNonReferenceType().isConstQualified();
  if (ownsElements(Whole) && Constant == Whole.isConstQualified())
    return true;
  return llvm::all_of(mentionsOf(*M.Each, E), [&](const DeclRefExpr *R) {
    const Expr *Part = R;
    const Stmt *Around = statementAround(*R, C);
    for (const auto *Member = llvm::dyn_cast_or_null<MemberExpr>(Around); Member && llvm::isa<FieldDecl>(Member->getMemberDecl());
         Member = llvm::dyn_cast_or_null<MemberExpr>(Around)) {
      Part = Member;
      Around = statementAround(*Member, C);
    }
    const auto *Cast = llvm::dyn_cast_or_null<ImplicitCastExpr>(Around);
    return Part == &E || (Cast && Cast->getCastKind() == CK_LValueToRValue);
  });
}

std::optional<Refusal> Judge::refuseUpdate(const MinMaxUpdate &U) const {
  const std::string Name = "'" + U.Best->getNameAsString() + "'";
  if (U.Against)
    return U.Against;
  if (!isFraction(U.Best->getType().getNonReferenceType()))
    return no("element-type", Name + " is neither float nor double", *U.Value);
  if (!isOwn(*U.Best))
    return no("not-local", Name + " is no variable of the function's own, or its address is known", *U.Value);
  for (const MinMaxUpdate &Other : M.Updates) {
    if (&Other != &U && Other.Best == U.Best)
      return no("other-work", Name + " is set twice", *Other.Value);
    auto Reads = [&](const Expr *E) { return llvm::is_contained(namedVariables(*E), Other.Best); };
    if (Reads(U.Value) || llvm::any_of(M.Locals, [&](const VarDecl *V) { return Reads(V->getInit()); }) ||
        (M.Counted && Reads(M.Counted->Bound)))
      return no("other-work", "the loop looks at '" + Other.Best->getNameAsString() + "' otherwise, too", *U.Value);
  }
  // A class may do anything where it becomes a number.
  if (!U.Value->getType()->isArithmeticType())
    return no("element-type", "the value is no number", *U.Value);
  if (auto No = refuseValue(*U.Value))
    return No;
  return refuseBeside(U);
}

/// What else is set where the value is taken: only the last time counts.
std::optional<Refusal> Judge::refuseBeside(const MinMaxUpdate &U) const {
  for (const BinaryOperator *Set : U.Beside) {
    const VarDecl *V = variableOf(*Set->getLHS());
    if (!V || !V->getType()->isScalarType() || !isOwn(*V) || isDeclaredIn(*V, Loop, C) || mentionsOf(*V, Loop).size() != 1)
      return no("other-work", "more is done where the value is taken than to set a variable that the loop does not look at", *Set);
    if (auto Impure = findImpurity(effectsOf(*Set->getRHS(), C)))
      return no("other-work", "more is done where the value is taken: " + Impure->Text, *Set);
    for (const MinMaxUpdate &Other : M.Updates)
      if (llvm::is_contained(namedVariables(*Set->getRHS()), Other.Best))
        return no("other-work", "'" + V->getNameAsString() + "' depends on values on the way", *Set);
  }
  return std::nullopt;
}

std::optional<Refusal> Judge::refuseLocals() const {
  for (const VarDecl *V : M.Locals) {
    const QualType T = V->getType();
    if (!(T->isArithmeticType() || T->isReferenceType()) || isVolatileOrAtomic(T))
      return no("copied", "'" + V->getNameAsString() + "' is more than a number", *V->getInit());
    if (auto No = refuseValue(*V->getInit()))
      return No;
  }
  return std::nullopt;
}

/// Whether a test of the one value is only asked if the other one was not taken.
bool Judge::asksForOrder() const {
  return llvm::any_of(M.Updates, [](const MinMaxUpdate &U) { return U.IsElse; });
}

/// As long as the smallest is not above the largest, a number that is a new smallest one cannot be a new largest one.
std::optional<Refusal> Judge::refuseElse() const {
  if (!asksForOrder())
    return std::nullopt;
  const MinMaxUpdate &A = M.Updates.front(), &B = M.Updates.back();
  if (M.Updates.size() != 2 || A.IsMax == B.IsMax || !saysTheSame(*A.Value, *B.Value, C) ||
      !C.hasSameUnqualifiedType(A.Best->getType(), B.Best->getType()))
    return no("other-work", "whether a value is looked at depends on another one", *B.Value);
  return std::nullopt;
}

/// A range-based for gets an index.
std::optional<Refusal> Judge::refuseRange() const {
  if (M.Counted)
    return std::nullopt;
  const QualType T = M.Container->getType();
  if (!isStdVector(T) && !isStdType(T, "array") && !isStdType(T, "span") && !T->isConstantArrayType())
    return no("container", "the elements have no index", Loop);
  if (!M.Each->getType()->isReferenceType() && !M.Each->getType()->isArithmeticType())
    return no("copied", "'" + M.Each->getNameAsString() + "' is more than a number", Loop);
  return std::nullopt;
}

/// A value that the search would not find again must not be looked for.
std::optional<Refusal> Judge::refuseRounding(const MinMaxUpdate &U) {
  bool Product = false, Sum = false;
  std::vector<const Expr *> Parts{U.Value};
  for (const VarDecl *V : M.Locals)
    Parts.push_back(V->getInit());
  for (const Expr *Each : Parts) {
    const ValueWork W = workOf(*Each, effectsOf(*Each, C));
    Product |= W.Product;
    Sum |= W.Sum;
  }
  const std::vector<const Stmt *> Computed(Parts.begin(), Parts.end());
  if (auto Relaxed = relaxedArithmetic(Computed, C)) {
    if (looksForFirst(U))
      return no(Relaxed->Code.c_str(), "the first of the largest may not be found: " + Relaxed->Text, *U.Value);
    Obligations.push_back(*Relaxed);
  }
  // A product that no sum takes is one everywhere.
  if (!Product || !Sum || !(mayFuse(C) || F.hasAttr<TargetAttr>() || F.hasAttr<TargetClonesAttr>()))
    return std::nullopt;
  if (looksForFirst(U))
    return no("fp-contraction", "a product may be fused with a sum (FMA) in one place and not in another", *U.Value);
  if (mayFuseAcrossStatements(C))
    Obligations.push_back({"fp-contraction", "a product might be fused with another sum than before", How::Tested});
  return std::nullopt;
}

/// Whatever its parts are taken for, a turn does nothing else.
std::optional<Refusal> Judge::refuseBody() const {
  const Effects Does = effectsOf(*loopBody(Loop), C);
  if (auto Exit = findExit(Does))
    return no("effects", "the loop does more: " + Exit->Text, Loop);
  auto Sets = [&](const VarDecl *V) {
    return llvm::is_contained(M.Locals, V) || llvm::any_of(M.Updates, [&](const MinMaxUpdate &U) {
             return U.Best == V || llvm::any_of(U.Beside, [&](const BinaryOperator *Set) { return variableOf(*Set->getLHS()) == V; });
           });
  };
  for (const Access &W : Does.Writes)
    if (W.Where.How != Reach::Object || !W.Where.Root || !Sets(W.Where.Root->getCanonicalDecl()))
      return no("effects", "the loop writes " + W.Where.describe(), Loop);
  return std::nullopt;
}

std::optional<Refusal> Judge::refuse() {
  if (auto No = findUnsuitablePlace(Loop, C))
    return No;
  if (!computesAsWritten(C))
    return no("excess-precision", "the target computes in more precision than the types have", Loop);
  for (const MinMaxUpdate &U : M.Updates)
    if (auto No = refuseUpdate(U))
      return No;
  if (M.Other)
    return no("other-work", "the loop does more than to find the largest or smallest", *M.Other);
  if (auto No = refuseLocals())
    return No;
  if (auto No = refuseElse())
    return No;
  if (auto No = refuseRange())
    return No;
  if (isNarrowIndex(M, C))
    return no("index-type", "the index is narrower than the size that it is compared with", Loop);
  if (auto No = findHeaderObstacle(M, C))
    return No;
  for (const MinMaxUpdate &U : M.Updates)
    if (auto No = refuseRounding(U))
      return No;
  // Where denormal numbers are taken for zeros there are more than two of those, and what becomes of them depends on
  // the instructions that compare them.
  if (auto Observed = findErrnoObserver(C))
    return Observed;
  if (F.isConstexpr())
    return no("constant-expression", "the function may be a constant expression", Loop);
  return refuseBody();
}

Verdict Judge::run() {
  const LangOptions &L = C.getLangOpts();
  // Where zeros and what is not a number do not count, compilers do it themselves; where they may compute a value in
  // another way each time, none can be looked for.
  if (L.FastMath || L.AllowFPReassoc || L.AllowRecip || (L.NoHonorNaNs && L.NoSignedZero) || !L.CPlusPlus11 ||
      constantBound(M, C).value_or(Shortest) < Shortest)
    return Verdict::nothing();
  Obligations = {{"same-value", "what is compared has no effect, and is the same each time", How::Proved},
                 {"own-result", "nobody but the loop's tests sees the result on the way", How::Proved}};
  if (auto No = refuse())
    return Verdict::refuse(No->Code, No->Text);
  const bool Looks = llvm::any_of(M.Updates, [&](const MinMaxUpdate &U) { return looksForFirst(U); });
  Obligations.push_back({"first-of-equals",
                         Looks ? "of equal numbers only 0 and -0 are two: the first of those is looked for"
                               : "of equal numbers only 0 and -0 are two, and no value is -0",
                         How::Proved});
  Obligations.push_back({"not-a-number", "a lane takes what the loop would take: never what is not a number", How::Proved});
  if (asksForOrder())
    Obligations.push_back({"ordered", "the smallest is not above the largest: asked in front of the lanes", How::Guarded});
  Verdict V = Verdict::legal(Obligations);
  V.AddsCode = V.AddsBlock = true;
  return V;
}

// --- Rewriting -----------------------------------------------------------------------

/// Whether it can be said twice, and as an operand.
bool isPlain(const Expr &E) {
  const auto *Call = llvm::dyn_cast<CXXOperatorCallExpr>(&E);
  return llvm::isa<DeclRefExpr, MemberExpr, ArraySubscriptExpr>(E) || (Call && Call->getOperator() == OO_Subscript);
}

Names Judge::names() const {
  llvm::StringSet<> Taken;
  auto Fresh = [&](const std::string &Wanted) { return freshName(Loop, C, Wanted, Taken); };
  Names N{Fresh("start"), Fresh("laneCount"), Fresh("lane"),
          M.Counted ? M.Counted->Index->getNameAsString() : Fresh("i"), {}, {}, {}};
  for (const MinMaxUpdate &U : M.Updates) {
    const std::string Best = U.Best->getNameAsString();
    const char *Suffix = Best.back() == '_' ? "lanes" : Best.find('_') == std::string::npos ? "Lanes" : "_lanes";
    N.Lanes.push_back(Fresh(M.Updates.size() == 1 ? "lanes" : Best + Suffix));
    N.Found.push_back(looksForFirst(U) ? Fresh(U.IsMax ? "largest" : "smallest") : "");
    const bool Known = &U != &M.Updates.front() && saysTheSame(*U.Value, *M.Updates[0].Value, C) &&
                       C.hasSameUnqualifiedType(U.Best->getType(), M.Updates[0].Best->getType());
    N.Values.push_back(isPlain(*U.Value) ? "" : Known ? N.Values[0] : Fresh("value"));
  }
  return N;
}

/// The turn's own variables, each with a newline.
std::string Judge::declarations(const ElementText &T, const std::string &I) const {
  std::string Text;
  for (const DeclStmt *D : M.Declarations)
    Text += T.valueAt(D->getSourceRange(), *D, I) + "\n";
  return Text;
}

/// Looks for the first value that is \p Wanted, which there is, and does there what the loop does.
std::string Judge::search(const ElementText &T, const Names &N, const MinMaxUpdate &U, const std::string &Wanted) const {
  const std::string Step = T.step(), Best = U.Best->getNameAsString();
  const std::string Header = typeText(indexType(M, C), Loop, C) + " " + N.I + " = " + T.first();
  std::string Value = T.valueAt(U.Value->getSourceRange(), *U.Value, N.I);
  std::string Sets = Best + " = " + Value + ";\n";
  for (const BinaryOperator *Set : U.Beside)
    Sets += T.valueAt(Set->getSourceRange(), *Set, N.I) + ";\n";
  const auto *B = llvm::dyn_cast<BinaryOperator>(U.Value);
  const bool Operator = llvm::isa<CXXOperatorCallExpr>(U.Value) && !isNameOrCall(*U.Value);
  if (llvm::isa<AbstractConditionalOperator>(U.Value) || Operator || (B && !B->isAdditiveOp() && !B->isMultiplicativeOp()))
    Value = "(" + Value + ")";
  if (M.Declarations.empty())
    return Header + ";\nwhile (" + Value + " != " + Wanted + ")\n" + Step + "++" + N.I + ";\n" + Sets;
  return "for (" + Header + ";; ++" + N.I + ") {\n" +
         indented(declarations(T, N.I) + "if (" + Value + " == " + Wanted + ") {\n" + indented(Sets + "break;", Step) + "\n}", Step) +
         "\n}\n";
}

/// `v.begin() + 1, v.end()`, if the values are nothing but elements.
std::string Judge::elements(const ElementText &T, const MinMaxUpdate &U) const {
  auto Side = sideOf(*U.Value, C);
  const Expr *Holder = nullptr;
  bool IsPointer = false;
  if (M.Each && variableOf(*U.Value) == M.Each) {
    Holder = M.Container;
    IsPointer = M.Container->getType()->isConstantArrayType();
  } else if (M.Counted && Side && variableOf(*Side->Index) == M.Counted->Index && !mentions(*Side->Base, *M.Counted->Index)) {
    Holder = Side->Base->IgnoreParenImpCasts();
    IsPointer = Side->IsPointer;
  }
  if (!Holder || !isPath(*Holder))
    return "";
  const std::string Text = T.object(*Holder), Begin = IsPointer ? Text : Text + ".begin()", First = T.first();
  return (First == "0" ? Begin : Begin + " + " + First) + ", " + Text + (IsPointer ? " + " + T.boundOperand() : ".end()");
}

/// What the lanes of an update come to.
std::string Judge::combination(const ElementText &T, const Names &N, unsigned At) const {
  const MinMaxUpdate &U = M.Updates[At];
  const std::string Step = T.step(), Best = U.Best->getNameAsString(), &Found = N.Found[At];
  const std::string Of = "*" + stdName(U.IsMax ? "max_element" : "min_element", Loop, C) + "(" + N.Lanes[At] + ".begin(), " +
                         N.Lanes[At] + ".end());\n";
  if (!looksForFirst(U))
    return Best + " = " + Of;
  const std::string Ask = "const " + typeText(U.Best->getType(), Loop, C) + " " + Found + " = " + Of + "if (" + Found +
                          (U.IsMax ? " > " : " < ") + Best + ")";
  const std::string Zeros = " // 0 and -0 are equal: the first one counts.\n", Elements = elements(T, U);
  if (!U.Beside.empty())
    return Ask + " { // Of equals, the first one counts.\n" + indented(search(T, N, U, Found), Step) + "\n}\n";
  if (!Elements.empty())
    return Ask + Zeros + Step + Best + " = " + Found + " != 0 ? " + Found + " : *" + stdName("find", Loop, C) + "(" + Elements + ", 0);\n";
  return Ask + " {\n" +
         indented(Best + " = " + Found + ";\nif (" + Best + " == 0) {" + Zeros + indented(search(T, N, U, "0"), Step) + "\n}", Step) +
         "\n}\n";
}

std::string Judge::lanes(const ElementText &T, const Names &N) const {
  const std::string Type = typeText(indexType(M, C), Loop, C), Step = T.step(), I = N.Start + " + " + N.Lane;
  std::string Begin = "constexpr " + Type + " " + N.Count + " = 16;\n", Turn = declarations(T, I), End;
  llvm::StringSet<> Declared;
  for (unsigned At = 0; At < M.Updates.size(); ++At) {
    const MinMaxUpdate &U = M.Updates[At];
    const std::string Best = U.Best->getNameAsString(), Fraction = typeText(U.Best->getType(), Loop, C), &Lanes = N.Lanes[At];
    Begin += stdName("array", Loop, C) + "<" + Fraction + ", " + N.Count + "> " + Lanes + ";\n" + Lanes + ".fill(" + Best + ");\n";
    std::string Value = T.valueAt(U.Value->getSourceRange(), *U.Value, I);
    if (!N.Values[At].empty()) {
      if (Declared.insert(N.Values[At]).second)
        Turn += "const " + Fraction + " " + N.Values[At] + " = " + Value + ";\n";
      Value = N.Values[At];
    }
    const std::string Lane = Lanes + "[" + N.Lane + "]";
    Turn += Lane + " = " + Value + (U.IsMax ? " > " : " < ") + Lane + " ? " + Value + " : " + Lane + ";\n";
    End += combination(T, N, At);
  }
  const bool IsOne = Turn.find('\n') == Turn.size() - 1;
  const std::string Inner = "for (" + Type + " " + N.Lane + " = 0; " + N.Lane + " < " + N.Count + "; ++" + N.Lane + ")" +
                            (IsOne ? "\n" : " {\n") + indented(Turn, Step) + (IsOne ? "" : "\n}");
  return Begin + "for (; " + T.boundOperand() + " - " + N.Start + " >= " + N.Count + "; " + N.Start + " += " + N.Count + ")\n" +
         indented(Inner, Step) + "\n" + End;
}

llvm::Expected<Patch> Judge::write() {
  PatchBuilder P(C, Loop);
  const ElementText T(M, P, C);
  const Names N = names();
  const std::string Type = typeText(indexType(M, C), Loop, C);
  if (Type.empty())
    return llvm::createStringError("type-not-spelled: the index's type has no name here");
  const MinMaxUpdate &A = M.Updates.front(), &B = M.Updates.back();
  std::string Guard = constantBound(M, C) ? "" : T.boundOperand() + " >= " + std::to_string(Shortest);
  if (asksForOrder())
    Guard += (Guard.empty() ? "" : " && ") + (A.IsMax ? B : A).Best->getNameAsString() + " <= " + (A.IsMax ? A : B).Best->getNameAsString();
  const std::string Lanes = lanes(T, N);
  P.addInclude("algorithm");
  P.addInclude("array");
  P.replaceStatement(Loop, T.from(N.Start, N.I));
  P.insertStatementsBefore(Loop, "// Lanes do not wait for each other, as one value after the other does.\n" + Type + " " + N.Start +
                                     " = " + T.first() + ";\n" +
                                     (Guard.empty() ? withoutTaken(Lanes) : "if (" + Guard + ") {\n" + indented(Lanes, T.step()) + "\n}"));
  return P.take();
}

Verdict judge(const Match &Found) {
  const auto &Loop = Found.node<Stmt>("root");
  const FunctionDecl *F = outermostFunction(Loop, Found.ast());
  if (!F || !F->getBody() || F->isDependentContext() || F->isTemplateInstantiation())
    return Verdict::nothing();
  auto M = minMaxLoop(Loop, Found.ast());
  return M ? Judge(*M, Found.ast()).run() : Verdict::nothing();
}

llvm::Expected<Patch> rewrite(const Match &Found) {
  auto M = minMaxLoop(Found.node<Stmt>("root"), Found.ast());
  return Judge(*M, Found.ast()).write();
}

StatementMatcher pattern() { return stmt(anyFor()).bind("root"); }

} // namespace

extern constexpr Check ReduceMinmax = {
    "reduce-minmax", "the largest or smallest number is found one by one, each waiting for the last",
    Category::Vector, 1, pattern, judge, rewrite};

} // namespace hone
