// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// view-aliased-state: reads what a loop's stores might change, but do not, once.
//
//   for (std::size_t i = 0; i < pixels_.size(); ++i)
//     pixels_[i] = pixels_[i] > threshold_ ? 255 : 0;
//
//   std::span<std::uint8_t> pixels(pixels_);
//   const int threshold = threshold_;
//   for (std::size_t i = 0; i < pixels.size(); ++i)
//     pixels[i] = pixels[i] > threshold ? 255 : 0;
//
// The compiler cannot: a store of a byte may change any object, so threshold_,
// and the pointer and size inside pixels_, are loaded again after each one, and
// a loop whose bound may change does not vectorize. In the source it is plain
// that the elements of a vector are neither the vector itself nor the object
// that owns it (see Analysis/Alias.cpp).
//
// A view, not a raw pointer, where the unit's standard has one: it carries its
// size, asserts in hardened builds, and is made of an empty vector without
// touching an element.
#include "LoopContext.h"
#include "LoopState.h"
#include "hone/Checks/Check.h"
#include "clang/ASTMatchers/ASTMatchers.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace hone;

static StatementMatcher pattern() {
  return stmt(anyLoop()).bind("root");
}

/// A refusal is reported once, at the innermost loop that would gain.
static Verdict judge(const Match &M) {
  const auto &Loop = M.node<Stmt>("root");
  StatePlan Plan = planStates(Loop, M.ast());
  if (!Plan.pays() || concernsBoundOnly(Plan, M.ast()))
    return Verdict::nothing();
  if (!Plan.Chosen.empty())
    return Verdict::legal(std::move(Plan.Obligations));
  if (!isInnermost(Loop))
    return Verdict::nothing();
  return Verdict::refuse(Plan.Why.Code, Plan.Why.Text);
}

namespace {
/// The names and the lines in front of the loop, then the loop itself.
class Writer {
public:
  Writer(const StatePlan &Plan, ASTContext &C)
      : Plan(Plan), C(C), P(C), Names(Plan.Reads.States.size()), Sizes(Plan.Reads.States.size()) {}
  llvm::Expected<Patch> write();

private:
  std::string nameOf(const State &S, llvm::StringRef Suffix);
  void declare(std::size_t I);
  void declareContainer(std::size_t I);
  void rewriteUse(std::size_t I, const StateUse &Use);
  void rewriteAccessor(const AccessorUse &Use);
  std::string index(const Expr *E, const AccessorUse &Use, bool Operand);
  bool hasUse(const State &S, StateUse::Kind Kind) const {
    return llvm::any_of(S.Uses, [&](const StateUse &U) { return U.What == Kind; });
  }
  bool isViewed(const State &S) const {
    return hasUse(S, StateUse::Element) || hasUse(S, StateUse::Data) || hasUse(S, StateUse::Inside);
  }
  void line(const std::string &Text) { Lines += (Lines.empty() ? "" : "\n") + Text; }
  bool spans() const { return C.getLangOpts().CPlusPlus20; }

  const StatePlan &Plan;
  ASTContext &C;
  PatchBuilder P;
  llvm::StringSet<> Taken;
  std::vector<std::string> Names, Sizes; ///< By state.
  std::string Lines;
};
} // namespace

std::string Writer::nameOf(const State &S, llvm::StringRef Suffix) {
  bool Shared = llvm::count_if(Plan.Chosen, [&](std::size_t I) {
                  return Plan.Reads.States[I].Wanted == S.Wanted;
                }) > 1;
  return nameFor(S, *Plan.Loop, C, Suffix, Shared, Taken);
}

static bool isConstContainer(const State &S) {
  return S.Type.isConstQualified() ||
         llvm::none_of(S.Uses, [](const StateUse &U) { return U.Stores; });
}

void Writer::declareContainer(std::size_t I) {
  const State &S = Plan.Reads.States[I];
  bool NeedsSize = hasUse(S, StateUse::Size) && !(isViewed(S) && spans());
  std::string Const = isConstContainer(S) ? "const " : "";
  std::string Type = typeText(S.Element, *Plan.Loop, C);
  if (isViewed(S)) {
    Names[I] = nameOf(S, spans() ? "View" : "Data");
    // An element that is a pointer is const itself, not what it leads to.
    std::string Element = Type.ends_with("*") ? Type + (Const.empty() ? "" : "const") : Const + Type;
    if (spans()) {
      P.addInclude("span");
      line(stdName("span", *Plan.Loop, C) + (Type.empty() ? "" : "<" + Element + ">") + " " +
           Names[I] + "(" + S.Text + ");");
    } else {
      if (Type.empty())
        Element = Const + "auto";
      line(Element + (Element.ends_with("*") ? "" : " ") + "*const " + Names[I] + " = " + S.Text +
           ".data();");
    }
  }
  if (!NeedsSize)
    return;
  // One size is "size"; of several, each says whose it is.
  bool Several = llvm::count_if(Plan.Chosen, [&](std::size_t J) {
                   return Plan.Reads.States[J].Place.IsHeader &&
                          hasUse(Plan.Reads.States[J], StateUse::Size);
                 }) > 1;
  std::string Wanted = llvm::StringRef(S.Wanted).contains('_') ? S.Wanted + "_size" : S.Wanted + "Size";
  Sizes[I] = freshName(*Plan.Loop, C, Several ? Wanted : "size", Taken);
  std::string Size = typeText(C.getSizeType(), *Plan.Loop, C);
  line("const " + (Size.empty() ? "auto" : Size) + " " + Sizes[I] + " = " + S.Text + ".size();");
}

void Writer::declare(std::size_t I) {
  const State &S = Plan.Reads.States[I];
  if (S.Place.IsHeader)
    return declareContainer(I);
  Names[I] = nameOf(S, "Value");
  std::string Type = typeText(S.Type.getUnqualifiedType(), *Plan.Loop, C);
  if (llvm::StringRef(Type).ends_with("*"))
    line(Type + "const " + Names[I] + " = " + S.Text + ";");
  else
    line("const " + (Type.empty() ? "auto" : Type) + " " + Names[I] + " = " + S.Text + ";");
}

void Writer::rewriteUse(std::size_t I, const StateUse &Use) {
  const State &S = Plan.Reads.States[I];
  SourceRange Site = Use.Site->getSourceRange();
  const auto *Call = dyn_cast<CXXMemberCallExpr>(Use.Site);
  switch (Use.What) {
  case StateUse::Value:
  case StateUse::Element:
    return P.replace(Site, Names[I]);
  case StateUse::Data:
    if (!spans())
      return P.replace(Site, Names[I]);
    return P.replace(Call->getImplicitObjectArgument()->getSourceRange(), Names[I]);
  case StateUse::Size:
    if (isViewed(S) && spans())
      return P.replace(Call->getImplicitObjectArgument()->getSourceRange(), Names[I]);
    return P.replace(Site, Call->getMethodDecl()->getName() == "empty" ? "(" + Sizes[I] + " == 0)"
                                                                       : Sizes[I]);
  case StateUse::Inside:
  case StateUse::Other:
    return;
  }
}

/// The index of an accessor with arguments for parameters and locals for
/// members. \p Operand: parentheses where the text is not a single word.
std::string Writer::index(const Expr *E, const AccessorUse &Use, bool Operand) {
  const Expr *Inner = E->IgnoreParenImpCasts();
  if (auto Member = Use.Members.find(Inner); Member != Use.Members.end())
    return Names[Member->second];
  if (auto Constant = Use.Constants.find(Inner); Constant != Use.Constants.end())
    return Constant->second;
  auto Enclosed = [&](const std::string &Text) { return Operand ? "(" + Text + ")" : Text; };
  if (const auto *B = dyn_cast<BinaryOperator>(Inner)) {
    // y * width + x needs no parentheses around the product.
    bool Product = B->isMultiplicativeOp();
    auto Side = [&](const Expr *Part, bool Right) {
      const auto *Below = dyn_cast<BinaryOperator>(Part->IgnoreParenImpCasts());
      return index(Part, Use, Product || Right ? !(Below && Below->isMultiplicativeOp() && !Product) : false);
    };
    return Enclosed(Side(B->getLHS(), false) + " " + B->getOpcodeStr().str() + " " +
                    Side(B->getRHS(), true));
  }
  if (const auto *Cast = dyn_cast<ExplicitCastExpr>(Inner))
    return "static_cast<" + typeText(Cast->getType(), *Plan.Loop, C) + ">(" +
           index(Cast->getSubExpr(), Use, false) + ")";
  if (const auto *Literal = dyn_cast<IntegerLiteral>(Inner))
    return P.text(Literal->getSourceRange());
  const auto *Parameter = cast<ParmVarDecl>(cast<DeclRefExpr>(Inner)->getDecl());
  unsigned First = isa<CXXOperatorCallExpr>(Use.Call) ? 1 : 0;
  const Expr *Argument = Use.Call->getArg(Parameter->getFunctionScopeIndex() + First);
  std::string Text = P.text(Argument->getSourceRange());
  const Expr *Plain = Argument->IgnoreParenImpCasts();
  if (!C.hasSameUnqualifiedType(Plain->getType(), Parameter->getType()))
    return "static_cast<" + typeText(Parameter->getType(), *Plan.Loop, C) + ">(" + Text + ")";
  return isa<BinaryOperator>(Plain) ? Enclosed(Text) : Text;
}

void Writer::rewriteAccessor(const AccessorUse &Use) {
  P.replace(Use.Call->getSourceRange(), Names[Use.Container] + "[" + index(Use.Index, Use, false) + "]");
}

llvm::Expected<Patch> Writer::write() {
  // Views first: they are what the loop is about.
  for (bool Containers : {true, false})
    for (std::size_t I : Plan.Chosen)
      if (Plan.Reads.States[I].Place.IsHeader == Containers)
        declare(I);
  P.insertStatementsBefore(*Plan.Loop, Lines);
  for (std::size_t I : Plan.Chosen)
    for (const StateUse &Use : Plan.Reads.States[I].Uses)
      rewriteUse(I, Use);
  for (const AccessorUse &Use : Plan.Reads.Accessors)
    rewriteAccessor(Use);
  return P.take();
}

static llvm::Expected<Patch> rewrite(const Match &M) {
  StatePlan Plan = planStates(M.node<Stmt>("root"), M.ast());
  return Writer(Plan, M.ast()).write();
}

namespace hone {
extern constexpr Check ViewAliasedState = {
    "view-aliased-state",
    "the loop reloads state that its stores cannot change",
    Category::View,
    1,
    pattern,
    judge,
    rewrite};
} // namespace hone
