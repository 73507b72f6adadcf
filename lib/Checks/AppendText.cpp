// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Counts as code in front of a loop says them.

#include "AppendLoop.h"
#include "LoopContext.h"
#include "hone/Analysis/Types.h"
#include "hone/Rewrite/PatchBuilder.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/DiagnosticSema.h"
#include <limits>

using namespace clang;

namespace hone {
namespace {

/// The words of counts.
class Writer {
public:
  Writer(const Stmt &Loop, PatchBuilder &P, ASTContext &C) : Loop(Loop), P(P), C(C) {}
  std::string count(const AppendCount &Count);
  std::string guard(const AppendCount &Count);

private:
  bool isSmall(const Trips &T) const;
  std::string runs(const Trips &T);
  std::string container(const Trips &T, const std::string &Member);
  std::string factor(const Trips &T, bool Alone, bool AfterWide);
  std::string number(const Expr &E) {
    P.allowConstants(E);
    SourceRange Range = E.getSourceRange();
    const SourceManager &SM = C.getSourceManager();
    if (Range.getBegin().isMacroID() && Range.getEnd().isMacroID()) // Said by one word, perhaps.
      Range = {SM.getExpansionLoc(Range.getBegin()), SM.getExpansionLoc(Range.getEnd())};
    return P.text(Range);
  }

  const Stmt &Loop;
  PatchBuilder &P;
  ASTContext &C;
  bool ConstantsFit = false; ///< All of them, in any order, fit into an int.
};

/// The constants of a count multiplied and added, as far as that tells whether an int holds them.
double constantsOf(const AppendCount &Count) {
  double Sum = 0;
  for (const AppendCount::Term &Each : Count.Terms) {
    double Product = Each.Times;
    for (const Trips &T : Each.Loops)
      Product *= T.Constant ? T.Constant + T.OneMore : 1;
    Sum += Product;
  }
  return Sum;
}

bool bindsTightly(const Expr &E) {
  return isNameOrCall(E) || llvm::isa<IntegerLiteral, ParenExpr, ArraySubscriptExpr, CXXNamedCastExpr,
                                      UnaryExprOrTypeTraitExpr, CXXThisExpr>(E);
}

/// Constants of which three still fit into an int when multiplied.
bool Writer::isSmall(const Trips &T) const {
  if (T.Constant && ConstantsFit)
    return true;
  constexpr unsigned Bits = 8;
  Expr::EvalResult Value;
  return !T.IsContainer && T.Of->EvaluateAsInt(Value, C) && Value.Val.getInt().getActiveBits() <= Bits;
}

/// A member function of the container whose size a number of turns is.
std::string Writer::container(const Trips &T, const std::string &Member) {
  if (const auto *Pointee = llvm::dyn_cast<UnaryOperator>(T.Of); Pointee && Pointee->getOpcode() == UO_Deref) {
    std::string Pointer = number(*Pointee->getSubExpr());
    return (bindsTightly(*Pointee->getSubExpr()->IgnoreImpCasts()) ? Pointer : "(" + Pointer + ")") + "->" + Member;
  }
  return (bindsTightly(*T.Of) ? number(*T.Of) : "(" + number(*T.Of) + ")") + "." + Member;
}

std::string Writer::factor(const Trips &T, bool Alone, bool AfterWide) {
  if (T.IsContainer)
    return container(T, "size()");
  std::string Text = number(*T.Of);
  // A product of narrow numbers might not fit; and where the project is warned of signs, it
  // says what it means.
  bool Signed = T.MayBeNegative || (T.OneMore && C.getTypeSize(T.Of->getType()) < C.getTypeSize(C.IntTy));
  bool Warned = Signed && !C.getDiagnostics().isIgnored(diag::warn_impcast_integer_sign, Loop.getBeginLoc());
  if (!T.isWide(C) && !isSmall(T) && ((!Alone && !AfterWide) || Warned || (T.OneMore && T.MayBeNegative)))
    Text = "static_cast<" + typeText(C.getSizeType(), Loop, C) + ">(" + Text + ")";
  else if ((!Alone || T.OneMore) && !bindsTightly(*T.Of))
    Text = "(" + Text + ")";
  if (T.OneMore)
    Text = Alone ? Text + " + 1" : "(" + Text + " + 1)";
  return Text;
}

std::string Writer::count(const AppendCount &Count) {
  ConstantsFit = constantsOf(Count) <= std::numeric_limits<std::int32_t>::max();
  std::string Sum;
  for (const AppendCount::Term &Each : Count.Terms) {
    bool Alone = Count.Terms.size() == 1 && Each.Loops.size() == 1 && Each.Times == 1;
    std::string Product = Each.Times != 1 || Each.Loops.empty() ? std::to_string(Each.Times) : "";
    bool Wide = false;
    for (const Trips &T : Each.Loops) {
      Product += (Product.empty() ? "" : " * ") + factor(T, Alone, Wide);
      Wide |= T.isWide(C) || !isSmall(T);
    }
    Sum += (Sum.empty() ? "" : " + ") + Product;
  }
  return Sum;
}

/// That a loop runs; empty if there is no doubt.
std::string Writer::runs(const Trips &T) {
  if (T.Constant || (T.OneMore && !T.MayBeNegative))
    return "";
  if (T.IsContainer)
    return isStdType(T.Of->getType(), "initializer_list") ? container(T, "size()") + " > 0"
                                                          : "!" + container(T, "empty()");
  std::string Text = number(*T.Of);
  const auto *Sum = llvm::dyn_cast<BinaryOperator>(T.Of);
  bool Plain = bindsTightly(*T.Of) || (Sum && (Sum->isAdditiveOp() || Sum->isMultiplicativeOp()));
  return (Plain ? Text : "(" + Text + ")") + (T.OneMore ? " >= 0" : " > 0");
}

std::string Writer::guard(const AppendCount &Count) {
  std::string All;
  llvm::SmallVector<std::string, 2> Asked;
  auto Ask = [&](const Trips &T) {
    std::string Text = runs(T);
    if (Text.empty() || llvm::is_contained(Asked, Text))
      return;
    Asked.push_back(Text);
    All += (All.empty() ? "" : " && ") + Text;
  };
  for (const AppendCount::Term &Each : Count.Terms)
    for (const Trips &T : Each.Loops) {
      for (const Trips *Outer = Each.Loops.begin(); T.Guarded && Outer != &T; ++Outer)
        Ask(*Outer);
      if (T.MayBeNegative)
        Ask(T);
    }
  return All;
}

} // namespace

std::string countText(const AppendCount &Count, const Stmt &Loop, PatchBuilder &P, ASTContext &C) {
  return Writer(Loop, P, C).count(Count);
}

std::string guardText(const AppendCount &Count, const Stmt &Loop, PatchBuilder &P, ASTContext &C) {
  return Writer(Loop, P, C).guard(Count);
}

std::string guardedText(llvm::ArrayRef<std::pair<std::string, std::string>> Each) {
  std::vector<std::pair<std::string, std::vector<std::string>>> Groups;
  for (const auto &[Guard, Line] : Each) {
    if (Groups.empty() || Groups.back().first != Guard)
      Groups.push_back({Guard, {}});
    Groups.back().second.push_back(Line);
  }
  std::string Text;
  for (const auto &[Guard, Lines] : Groups) {
    bool Block = !Guard.empty() && Lines.size() > 1;
    if (!Guard.empty())
      Text += (Text.empty() ? "" : "\n") + ("if (" + Guard + (Block ? ") {" : ")"));
    for (const std::string &Line : Lines)
      Text += (Text.empty() ? "" : "\n") + std::string(Guard.empty() ? "" : "\t") + Line;
    if (Block)
      Text += "\n}";
  }
  return Text;
}

} // namespace hone
