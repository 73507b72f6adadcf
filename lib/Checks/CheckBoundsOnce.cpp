// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// check-bounds-once: compares with the sizes in front of the loop, not in it.
//
//   for (std::size_t i = 0; i < count; ++i)
//     sum += a.at(i) * b.at(i);
//
//   const std::size_t checked = std::min({count, a.size(), b.size()});
//   for (std::size_t i = 0; i < checked; ++i)
//     sum += a[i] * b[i];
//   for (std::size_t i = checked; i < count; ++i)
//     sum += a.at(i) * b.at(i);
//
// The compiler cannot: at() may throw in any turn, and what was done before that
// must be seen. A loop with a way out in the middle does not vectorize. Up to the
// smallest size no index is out of range; from there on the loop is the one that
// was there, so it throws where it threw, with the same words.
#include "BlockLoop.h"
#include "CheckedIndex.h"
#include "DominatingConditions.h"
#include "LoopContext.h"
#include "LoopState.h"
#include "Presence.h"
#include "SteadySizes.h"
#include "hone/Analysis/Escape.h"
#include "hone/Checks/Check.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace hone;

namespace {
/// What is indexed: `weights`, `layout.width`, `rows.at(y)`.
struct Holder {
  const Expr *First;          ///< As it is named first.
  std::optional<State> Named; ///< None for a row.
  std::string Name;           ///< Of the view; empty: none.
  bool IsSure = true;         ///< There is such a row.
  bool Stores = false;        ///< Something else than reading is done with an element.
};

class Collector : public RecursiveASTVisitor<Collector> {
public:
  bool VisitCXXMemberCallExpr(CXXMemberCallExpr *E) {
    if (auto Call = checkedCall(*E))
      Calls.push_back(*Call);
    return true;
  }
  bool VisitImplicitCastExpr(ImplicitCastExpr *E) {
    if (E->getCastKind() == CK_LValueToRValue)
      Read.insert(E->getSubExpr()->IgnoreParens());
    return true;
  }
  bool TraverseTypeLoc(TypeLoc, bool = true) { return true; } // decltype indexes nothing.
  bool VisitLambdaExpr(LambdaExpr *) { return HasLambda = true; }
  bool VisitBlockExpr(BlockExpr *) { return HasLambda = true; }
  std::vector<Checked> Calls;
  llvm::SmallPtrSet<const Expr *, 8> Read;
  bool HasLambda = false;
};

/// Whether a break in \p S leaves the loop around it.
bool breaks(const Stmt &S) {
  return isa<BreakStmt>(S) || (!isLoop(S) && !isa<SwitchStmt>(S) && llvm::any_of(S.children(), [](const Stmt *Child) {
                                 return Child && breaks(*Child);
                               }));
}

class Judge {
public:
  Judge(const ForStmt &Loop, ASTContext &C)
      : Loop(Loop), C(C), P(C), F(*outermostFunction(Loop, C)), E(effectsOf(Loop, C)), Sizes(Loop, C) {}
  Verdict run();
  llvm::Expected<Patch> write();

private:
  std::optional<Refusal> refuseLoop(bool HasLambda);
  bool isInRange(const Checked &Call, const ForStmt &In);
  bool isKnown(const Checked &Call, bool InFront);
  bool isSimple(const Expr &Index);
  std::optional<bool> canBeNamed(const Expr &Object);
  std::optional<Refusal> findAbsenceOf(const Expr &Object, const Checked &Call);
  bool take(Checked Call);
  bool ask(const Checked &Call);
  void chooseViews(const Collector &Found);
  void declareViews();
  std::string unchecked(const Expr &Object);
  std::string sizeOf(const Holder &H);
  std::string smallest();
  std::vector<std::pair<SourceRange, std::string>> replacements();
  Refusal no(const char *Code, const std::string &Text) const { return {Code, Text, Loop.getBeginLoc()}; }

  const ForStmt &Loop;
  ASTContext &C;
  PatchBuilder P;
  const FunctionDecl &F;
  const Effects E;
  CountedLoop Header;
  std::vector<Checked> Calls; ///< That need no check up to the smallest size.
  std::vector<Holder> Holders;
  /// What is asked, by holder: for c.at(i), c.at(n) and c.at(n + i).
  std::vector<std::size_t> Whole;
  std::vector<std::pair<std::size_t, const Expr *>> Fixed, Moved;
  bool Known = true; ///< No question is left.
  std::optional<Refusal> Absent; ///< Why a container cannot be asked in front of the loop.
  llvm::StringSet<> Taken;
  SteadySizes Sizes;
  std::string Lines;
};
} // namespace

/// `i < c.size()` is what lets \p In go on.
bool Judge::isInRange(const Checked &Call, const ForStmt &In) {
  auto L = countedLoop(In);
  const Expr *Sized = L ? sizedBy(*L->Bound) : nullptr;
  if (!Sized || L->Test != BO_LT || variableOf(*Call.Index) != L->Index || !isPrivate(*L->Index, F, C) ||
      C.getTypeSize(L->Index->getType()) > C.getTypeSize(C.getSizeType()))
    return false;
  const VarDecl *Own = variableOf(*Call.Object);
  return (saysTheSame(*Sized, *Call.Object, C) || (Own && Sizes.isMadeFor(*Own, *Sized))) && isPath(*Sized) &&
         Sizes.keepsSize(*Call.Object, &In == &Loop ? E : effectsOf(In, C));
}

/// Whether the index is known to be in range; \p InFront: also in front of the loop.
bool Judge::isKnown(const Checked &Call, bool InFront) {
  if (isAlwaysInRange(Call, C) || (!InFront && isInRange(Call, Loop)))
    return true;
  return llvm::any_of(loopsAround(Loop, C), [&](const Stmt *Outer) {
    const auto *For = dyn_cast<ForStmt>(Outer);
    return For && isInRange(Call, *For);
  });
}

/// A local number of the type sizes have that was set, or a literal: nobody asks how it compares.
bool Judge::isSimple(const Expr &Index) {
  if (isa<IntegerLiteral>(Index))
    return !textOf(Index, C).empty();
  const VarDecl *V = variableOf(Index);
  return V && V != Header.Index && V->hasLocalStorage() && (V->hasInit() || isa<ParmVarDecl>(V)) &&
         !isDeclaredIn(*V, Loop, C) && C.hasSameUnqualifiedType(V->getType(), C.getSizeType()) &&
         Sizes.isUnchanged({placeOf(Index, C), Index.getExprLoc()}, /*IsHeader=*/false, E);
}

/// Whether the container can be asked for its size in front of the loop: true if that needs no question
/// before.
std::optional<bool> Judge::canBeNamed(const Expr &Object) {
  if (llvm::any_of(namedVariables(Object), [&](const VarDecl *V) { return isDeclaredIn(*V, Loop, C); }) ||
      textOf(Object, C).empty())
    return std::nullopt;
  if (auto Row = rowOf(Object)) {
    if (!canBeNamed(*Row->Object).value_or(false) || !Sizes.keepsSize(*Row->Object, E))
      return std::nullopt;
    if (isKnown(*Row, /*InFront=*/true))
      return true;
    return Row->Call && isSimple(*Row->Index) ? std::optional(false) : std::nullopt;
  }
  if (!isa<DeclRefExpr, MemberExpr>(Object))
    return std::nullopt;
  auto Named = namedPlace(Object, C);
  bool Pointer = !Named || (Named->Root && Named->Root->getType()->isPointerType()) || (!Named->Root && !Named->This);
  return Pointer ? std::nullopt : std::optional(true);
}

/// Whether the member of *this that \p Object names is there wherever \p Read may be read: members are made in
/// their order, and destroyed the other way round.
static bool isMadeBefore(const Expr &Object, const Expr &Read) {
  llvm::SmallVector<const FieldDecl *, 4> Of, To;
  return thisPath(&Object, Of) && thisPath(&Read, To) && !Of.empty() && !To.empty() &&
         Of.front()->getParent() == To.front()->getParent() && Of.front()->getFieldIndex() < To.front()->getFieldIndex() &&
         llvm::none_of(Of, [](const FieldDecl *Each) { return Each->getParent()->isUnion(); });
}

/// Why the container of \p Call, or \p Object around it, may not be there to be asked where the loop does not run.
std::optional<Refusal> Judge::findAbsenceOf(const Expr &Object, const Checked &Call) {
  if (auto Row = rowOf(Object))
    return findAbsenceOf(*Row->Object, Call);
  const Expr *Sized = sizedBy(*Header.Bound), *Read = Sized ? Sized : Header.Bound;
  if ((Sized && saysTheSame(*Sized, Object, C)) || isMadeBefore(Object, *Read))
    return std::nullopt;
  const VarDecl *V = variableOf(Object), *Made = V ? V->getInitializingDeclaration() : nullptr;
  if (Made && Made->hasConstantInitialization() && !Made->needsDestruction(C))
    return std::nullopt;
  FirstIteration First = firstIteration(*Call.Call, Loop, C);
  if (isEntered(Loop, C) && !First.Obstacle && First.Unsure.empty())
    return std::nullopt;
  if (namedPlace(Object, C)->This)
    return no("may-be-gone", "while the object is made or destroyed the member may not be there, and may not be asked for then");
  // Of a vector that is not made yet the size is some number, but its rows are nowhere.
  if (&Object != Call.Object && mayBeUnmade(Object))
    return no("may-be-gone", "the rows may not be there yet, and may not be asked for then");
  return findAbsence(Object, Loop, F, C, Read);
}

/// How many rows \p Object is below a name.
static unsigned depthOf(const Expr &Object) {
  auto Row = rowOf(Object);
  return Row ? 1 + depthOf(*Row->Object) : 0;
}

/// What must be asked before \p Call needs no check. False: nobody can ask.
bool Judge::ask(const Checked &Call) {
  std::size_t At = Call.Holder;
  if (variableOf(*Call.Index) == Header.Index) {
    if (!llvm::is_contained(Whole, At))
      Whole.push_back(At);
  } else if (const auto *Sum = dyn_cast<BinaryOperator>(Call.Index); Sum && Sum->getOpcode() == BO_Add) {
    bool Left = variableOf(*Sum->getLHS()) == Header.Index;
    const Expr *Offset = (Left ? Sum->getRHS() : Sum->getLHS())->IgnoreParenImpCasts();
    if ((!Left && variableOf(*Sum->getRHS()) != Header.Index) || !isSimple(*Offset))
      return false;
    auto Same = [&](const auto &Known) { return Known.first == At && saysTheSame(*Known.second, *Offset, C); };
    if (llvm::none_of(Moved, Same))
      Moved.emplace_back(At, Offset);
  } else if (isSimple(*Call.Index)) {
    auto Same = [&](const auto &Known) { return Known.first == At && saysTheSame(*Known.second, *Call.Index, C); };
    // A row is there only if the container around it was asked before.
    auto Deeper = [&](const auto &Each) { return depthOf(*Holders[Each.first].First) > depthOf(*Call.Object); };
    if (llvm::none_of(Fixed, Same))
      Fixed.insert(llvm::find_if(Fixed, Deeper), {At, Call.Index});
  } else {
    return false;
  }
  return true;
}

bool Judge::take(Checked Call) {
  if (!Sizes.keepsSize(*Call.Object, E) && !isAlwaysInRange(Call, C))
    return false;
  auto Sure = canBeNamed(*Call.Object);
  bool InRange = isKnown(Call, /*InFront=*/false);
  if (!Sure && !InRange)
    return false;
  if (auto Why = InRange ? std::nullopt : findAbsenceOf(*Call.Object, Call)) {
    Absent = Why;
    return false;
  }
  auto Found = llvm::find_if(Holders, [&](const Holder &H) { return saysTheSame(*H.First, *Call.Object, C); });
  bool IsNew = Found == Holders.end();
  if (IsNew) {
    Holder H{Call.Object, containerState(*Call.Object, C), "", Sure.value_or(false)};
    Holders.push_back(std::move(H));
    Found = std::prev(Holders.end());
  }
  Call.Holder = Found - Holders.begin();
  if (!InRange && !ask(Call)) {
    if (IsNew)
      Holders.pop_back();
    return false;
  }
  Known &= InRange;
  Calls.push_back(Call);
  return true;
}

/// A view where a store of the loop may change where the elements lie, as far as a compiler can see.
void Judge::chooseViews(const Collector &Found) {
  for (const Checked &Call : Calls)
    Holders[Call.Holder].Stores |= !Found.Read.contains(Call.Call);
  bool Feared = llvm::any_of(E.Writes, [&](const Access &W) {
    return !isHarmlessStore(W, F, C) && forcesReload(W.Where.Type, {}, /*IsHeader=*/true, C);
  });
  for (Holder &H : Holders) {
    QualType T = H.First->getType();
    bool Row = !H.Named && rowOf(*H.First);
    if (!Feared || !H.IsSure || !(H.Named || Row) || !isStdVector(T) || !isPlainValue(elementType(T), C))
      continue;
    std::string Suffix = C.getLangOpts().CPlusPlus20 ? "View" : "Data";
    if (H.Named) {
      bool Shared = llvm::count_if(Holders, [&](const Holder &Each) {
                      return Each.Named && Each.Named->Wanted == H.Named->Wanted;
                    }) > 1;
      H.Name = nameFor(*H.Named, Loop, C, Suffix, Shared, Taken);
    } else {
      auto Whole = containerState(*rowOf(*H.First)->Object, C);
      H.Name = freshName(Loop, C, Whole ? Whole->Wanted + "Row" : "row", Taken);
    }
  }
}

/// The text of a container, its rows without checks.
std::string Judge::unchecked(const Expr &Object) {
  auto Row = rowOf(Object);
  return Row ? unchecked(*Row->Object) + "[" + P.text(Row->Index->getSourceRange()) + "]"
             : P.text(Object.getSourceRange());
}

void Judge::declareViews() {
  bool Spans = C.getLangOpts().CPlusPlus20;
  for (const Holder &H : Holders) {
    if (H.Name.empty())
      continue;
    QualType T = H.First->getType();
    bool Const = T.isConstQualified() || !H.Stores;
    std::string Element = typeText(H.Named ? H.Named->Element : elementType(T), Loop, C), Text = unchecked(*H.First);
    if (Spans) {
      P.addInclude("span");
      if (Element.empty())
        Lines += stdName("span", Loop, C) + " " + H.Name + "(" + Text + ");\n";
      else
        Lines += stdName("span", Loop, C) + "<" +
                 (!Const ? Element : Element.ends_with("*") ? Element + "const" : "const " + Element) + "> " + H.Name +
                 "(" + Text + ");\n";
      continue;
    }
    if (Element.empty())
      Element = "auto";
    Lines += (!Const ? Element : Element.ends_with("*") ? Element + "const" : "const " + Element) +
             (Element.ends_with("*") && !Const ? "*const " : " *const ") + H.Name + " = " + Text + ".data();\n";
  }
}

std::string Judge::sizeOf(const Holder &H) {
  return (!H.Name.empty() && C.getLangOpts().CPlusPlus20 ? H.Name : unchecked(*H.First)) + ".size()";
}

/// The number of turns in which no index is out of range.
std::string Judge::smallest() {
  std::vector<std::string> Numbers;
  std::string Conditions;
  auto Number = [&](const std::string &Text) {
    if (!llvm::is_contained(Numbers, Text))
      Numbers.push_back(Text);
  };
  auto Condition = [&](const Expr *Index, std::size_t At) {
    Conditions += (Conditions.empty() ? "" : " && ") + P.text(Index->getSourceRange()) + " < " + sizeOf(Holders[At]);
  };
  const Expr *Sized = sizedBy(*Header.Bound);
  auto Bound = llvm::find_if(Holders, [&](const Holder &H) { return Sized && saysTheSame(*Sized, *H.First, C); });
  if (Bound == Holders.end())
    Numbers.push_back(P.text(Header.Bound->IgnoreImpCasts()->getSourceRange()));
  else if (!llvm::is_contained(Whole, std::size_t(Bound - Holders.begin())))
    Numbers.push_back(sizeOf(*Bound));
  for (auto &[At, Index] : Fixed)
    Condition(Index, At);
  for (std::size_t At : Whole)
    Number(sizeOf(Holders[At]));
  for (auto &[At, Offset] : Moved) {
    Condition(Offset, At);
    Number(sizeOf(Holders[At]) + " - " + P.text(Offset->getSourceRange()));
  }
  std::string Smallest = Numbers.front();
  if (Numbers.size() > 1) {
    P.addInclude("algorithm");
    // A list holds copies: no reference is bound to a constant that has no definition.
    bool List = Numbers.size() > 2 || !bindsToReference(*Header.Bound->IgnoreParenImpCasts());
    Smallest = stdCall("min", Loop, C) + (List ? "{" : "") + llvm::join(Numbers, ", ") + (List ? "})" : ")");
  }
  return Conditions.empty() ? Smallest : Conditions + " ? " + Smallest + " : 0";
}

/// `c.at(i)` -> `c[i]`, or the view's name for c.
std::vector<std::pair<SourceRange, std::string>> Judge::replacements() {
  const SourceManager &SM = C.getSourceManager();
  std::vector<std::pair<SourceRange, std::string>> Result;
  std::vector<SourceRange> Gone;
  for (const Checked &Call : Calls) {
    SourceRange Object = Call.Object->getSourceRange();
    if (llvm::any_of(Gone, [&](SourceRange R) { return R.fullyContains(Call.Call->getSourceRange()); }))
      continue;
    const auto *Member = cast<MemberExpr>(Call.Call->getCallee()->IgnoreParens());
    auto Opening = Lexer::findNextToken(Member->getMemberLoc(), SM, C.getLangOpts());
    if (!Opening || Opening->isNot(tok::l_paren))
      continue;
    const Holder &H = Holders[Call.Holder];
    if (!H.Name.empty())
      Gone.push_back(Object);
    Result.push_back({{H.Name.empty() ? Member->getOperatorLoc() : Object.getBegin(), Opening->getLocation()}, H.Name + "["});
    Result.push_back({SourceRange(Call.Call->getRParenLoc()), "]"});
  }
  return Result;
}

std::optional<Refusal> Judge::refuseLoop(bool HasLambda) {
  if (auto Forbidden = findForbiddenPlace(Loop, C))
    return no(Forbidden->Code.c_str(), Forbidden->Text);
  if (auto Strange = findStrangeSurroundings(Loop, C))
    return Strange;
  if (HasLambda)
    return no("lambda", "a lambda in the loop may keep references");
  if (isHardened(C))
    return no("hardened", "the build asks for checks of every index");
  if (!E.Unknown.empty())
    return no(E.Unknown.front().Code.c_str(), E.Unknown.front().Text);
  if (!E.Opaque.empty())
    return no("call", E.Opaque.front().Text);
  auto Counted = countedLoop(Loop);
  const auto *Decls = dyn_cast_or_null<DeclStmt>(Loop.getInit());
  bool FromZero = Counted && isa<IntegerLiteral>(Counted->Init->IgnoreParenImpCasts()) &&
                  cast<IntegerLiteral>(Counted->Init->IgnoreParenImpCasts())->getValue() == 0;
  if (!Counted || !Decls || !Decls->isSingleDecl() || !FromZero || Counted->Test != BO_LT || Counted->Step != 1 ||
      !C.hasSameUnqualifiedType(Counted->Index->getType(), C.getSizeType()) || !isPrivate(*Counted->Index, F, C) ||
      !C.hasSameUnqualifiedType(Counted->Bound->IgnoreParenImpCasts()->getType(), C.getSizeType()))
    return no("index", "the loop does not count from zero to a bound of the type that sizes have");
  Header = *Counted;
  return std::nullopt;
}

Verdict Judge::run() {
  Collector Found;
  Found.TraverseStmt(const_cast<Stmt *>(Loop.getBody()));
  if (Found.Calls.empty() || !isInnermost(Loop))
    return Verdict::nothing();
  // What the loop does not count is not for it.
  const auto *Decls = dyn_cast_or_null<DeclStmt>(Loop.getInit());
  auto Counts = [&](const Checked &Call) {
    return Decls && llvm::any_of(namedVariables(*Call.Index), [&](const VarDecl *V) {
             return llvm::is_contained(Decls->decls(), V);
           });
  };
  if (llvm::none_of(Found.Calls, Counts))
    return Verdict::nothing();
  if (auto No = refuseLoop(Found.HasLambda))
    return Verdict::refuse(No->Code, No->Text);
  for (const Checked &Call : Found.Calls)
    take(Call);
  if (llvm::none_of(Calls, Counts) && Absent)
    return Verdict::refuse(Absent->Code, Absent->Text);
  if (llvm::none_of(Calls, Counts))
    return Verdict::refuse("may-change", "the size of what is indexed may change in the loop, or cannot be asked in front of it");
  if (!Known && !Sizes.isUnchanged(*Header.Bound, E))
    return Verdict::refuse("may-change", "the bound may change in the loop");
  if (!Known && breaks(*Loop.getBody()))
    return Verdict::refuse("leaves", "a break would leave the first loop only");
  chooseViews(Found);
  std::vector<Obligation> Obligations = Sizes.Shown;
  Obligations.push_back({"in-range", Known ? "the loop's own bound keeps every index in range"
                                           : "asked in front: up to the smallest size every index is in range",
                         Known ? How::Proved : How::Guarded});
  Verdict V = Verdict::legal(Obligations);
  V.AddsBlock = !Known;
  return V;
}

llvm::Expected<Patch> Judge::write() {
  declareViews();
  auto Parts = replacements();
  if (!Known) {
    std::string Checked = freshName(Loop, C, "checked", Taken), Number = smallest();
    std::string Type = typeText(C.getSizeType(), Loop, C);
    Parts.push_back({Header.Bound->IgnoreImpCasts()->getSourceRange(), Checked});
    Lines += "const " + (Type.empty() ? "auto" : Type) + " " + Checked + " = " + Number + ";\n" + P.copy(Loop, Parts);
    P.replace(Header.Init->getSourceRange(), Checked);
    P.insertStatementsBefore(Loop, Lines);
    return P.take();
  }
  const Expr *Sized = sizedBy(*Header.Bound);
  for (const Holder &H : Holders)
    if (Sized && !H.Name.empty() && C.getLangOpts().CPlusPlus20 && saysTheSame(*Sized, *H.First, C))
      P.replace(Sized->getSourceRange(), H.Name);
  for (auto &[Range, Text] : Parts)
    P.replace(Range, Text);
  if (!Lines.empty())
    P.insertStatementsBefore(Loop, llvm::StringRef(Lines).rtrim());
  return P.take();
}

static bool isJudged(const ForStmt &Loop, ASTContext &C) {
  const FunctionDecl *F = outermostFunction(Loop, C);
  return F && !F->isDependentContext() && !F->isTemplateInstantiation() && C.getLangOpts().CPlusPlus11;
}

static Verdict judge(const Match &M) {
  const auto &Loop = M.node<ForStmt>("root");
  return isJudged(Loop, M.ast()) ? Judge(Loop, M.ast()).run() : Verdict::nothing();
}

static llvm::Expected<Patch> rewrite(const Match &M) {
  Judge J(M.node<ForStmt>("root"), M.ast());
  J.run();
  return J.write();
}

static StatementMatcher pattern() { return forStmt().bind("root"); }

namespace hone {
extern constexpr Check CheckBoundsOnce = {
    "check-bounds-once", "every index is compared with the size in every iteration", Category::View, 1,
    pattern, judge, rewrite};
} // namespace hone
