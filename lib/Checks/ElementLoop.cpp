// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Headers that can be said again with another first index, and the words for that.
#include "ElementLoop.h"
#include "BlockLoop.h"
#include "CheckedIndex.h"
#include "LoopContext.h"
#include "LoopMentions.h"
#include "NestedText.h"
#include "hone/Analysis/Effects.h"
#include "hone/Analysis/Types.h"
#include "hone/Rewrite/PatchBuilder.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/CharInfo.h"

using namespace clang;

namespace hone {

/// Whether \p Name is a word of \p E.
static bool saysWord(const Expr &E, llvm::StringRef Name, ASTContext &C) {
  const std::string Text = textOf(E, C);
  for (std::size_t At = Text.find(Name.str()); At != std::string::npos; At = Text.find(Name.str(), At + 1))
    if ((At == 0 || !isAsciiIdentifierContinue(Text[At - 1])) &&
        (At + Name.size() == Text.size() || !isAsciiIdentifierContinue(Text[At + Name.size()])))
      return true;
  return false;
}

std::optional<ElementLoop> elementLoop(const Stmt &Loop, ASTContext &C) {
  ElementLoop L;
  L.Loop = &Loop;
  if (const auto *Range = llvm::dyn_cast<CXXForRangeStmt>(&Loop)) {
    L.Each = Range->getLoopVariable();
    L.Container = Range->getRangeInit()->IgnoreParenImpCasts();
    if (!L.Each || llvm::isa<DecompositionDecl>(L.Each) || Range->getInit() || Range->getCoawaitLoc().isValid() ||
        !isPath(*L.Container))
      return std::nullopt;
    // `for (int v : v)`: in the body the container has no name.
    return saysWord(*L.Container, L.Each->getName(), C) ? std::nullopt : std::optional(L);
  }
  L.Counted = upwardLoop(Loop);
  if (!L.Counted || L.Counted->Test != BO_LT || mentions(*L.Counted->Bound, *L.Counted->Index) ||
      !L.Counted->Init->isIntegerConstantExpr(C))
    return std::nullopt;
  return L;
}

bool isNarrowIndex(const ElementLoop &L, ASTContext &C) {
  return L.Counted && sizedBy(*L.Counted->Bound) &&
         C.getTypeSize(L.Counted->Index->getType()) < C.getTypeSize(L.Counted->Bound->IgnoreParenImpCasts()->getType());
}

QualType indexType(const ElementLoop &L, ASTContext &C) {
  return L.Counted && !isNarrowIndex(L, C) ? L.Counted->Index->getType().getUnqualifiedType() : C.getSizeType();
}

std::optional<std::uint64_t> constantOf(const Expr &E, const ASTContext &C) {
  Expr::EvalResult Value;
  if (E.isValueDependent() || !E.EvaluateAsInt(Value, C) || Value.Val.getInt().isNegative())
    return std::nullopt;
  return Value.Val.getInt().getLimitedValue();
}

std::optional<std::uint64_t> lengthOf(QualType T, const ASTContext &C) {
  if (const auto *Array = C.getAsConstantArrayType(T))
    return Array->getSize().getLimitedValue();
  const auto *Class = llvm::dyn_cast_or_null<ClassTemplateSpecializationDecl>(T->getAsCXXRecordDecl());
  if (!isStdType(T, "array") || !Class || Class->getTemplateArgs().size() != 2)
    return std::nullopt;
  return Class->getTemplateArgs()[1].getAsIntegral().getLimitedValue();
}

std::optional<std::uint64_t> constantBound(const ElementLoop &L, const ASTContext &C) {
  return L.Counted ? constantOf(*L.Counted->Bound, C) : lengthOf(L.Container->getType(), C);
}

std::optional<Refusal> findHeaderObstacle(const ElementLoop &Of, ASTContext &C) {
  auto No = [](const char *Code, const char *Text, const Stmt &At) { return Refusal{Code, Text, At.getBeginLoc()}; };
  if (!Of.Counted) {
    QualType T = Of.Container->getType();
    QualType Element = T->isConstantArrayType() ? C.getAsArrayType(T)->getElementType() : elementType(T);
    if (Element.isNull() || !C.hasSameUnqualifiedType(Of.Each->getType().getNonReferenceType(), Element) ||
        !(Of.Each->getType()->isReferenceType() || Element->isArithmeticType() || Element->isEnumeralType()))
      return No("element-type", "the loop's variable is more than an element", *Of.Loop);
    return std::nullopt;
  }
  const CountedLoop &L = *Of.Counted;
  QualType Index = indexType(Of, C), Bound = L.Bound->getType();
  if (C.getTypeSize(L.Index->getType()) < C.getTypeSize(C.IntTy) ||
      !(C.hasSameUnqualifiedType(Index, L.Bound->IgnoreParenImpCasts()->getType()) ||
        (C.hasSameUnqualifiedType(Index, Bound) && constantOf(*L.Bound, C))))
    return No("index-type", "the index and its bound are of two types, or narrower than int", *L.Condition);
  if (auto Impure = findImpurity(effectsOf(*L.Bound, C)))
    return Refusal{"effects", "the bound does more: " + Impure->Text, L.Bound->getBeginLoc()};
  if (auto First = constantOf(*L.Init, C); !First || *First > 16)
    return No("first-index", "the first index is negative, or above 16", *L.Init);
  return std::nullopt;
}

std::string ElementText::object(const Expr &E) const {
  std::string Text = P.text(E.getSourceRange());
  return llvm::isa<UnaryOperator>(E) ? "(" + Text + ")" : Text;
}

std::string ElementText::first() const { return L.Counted ? P.text(L.Counted->Init->getSourceRange()) : "0"; }

std::string ElementText::bound() const {
  if (L.Counted) {
    const Expr &Bound = *L.Counted->Bound->IgnoreImpCasts();
    const std::string Text = P.text(Bound.getSourceRange());
    // Compilers warn of `s << 1 > n` where the operator is a function.
    return llvm::isa<CXXOperatorCallExpr>(Bound) && !isNameOrCall(Bound) ? "(" + Text + ")" : Text;
  }
  if (auto Length = lengthOf(L.Container->getType(), C); Length && L.Container->getType()->isConstantArrayType())
    return std::to_string(*Length);
  return object(*L.Container) + ".size()";
}

std::string ElementText::boundOperand() const {
  const Expr *Bound = L.Counted ? L.Counted->Bound->IgnoreImpCasts() : nullptr;
  const auto *B = llvm::dyn_cast_or_null<BinaryOperator>(Bound);
  bool Tight = !Bound || llvm::isa<DeclRefExpr, MemberExpr, CallExpr, IntegerLiteral, ExplicitCastExpr, ParenExpr>(Bound) ||
               (B && (B->isAdditiveOp() || B->isMultiplicativeOp()));
  return Tight ? bound() : "(" + bound() + ")";
}

std::string ElementText::step() const { return P.step(*L.Loop); }

std::string ElementText::declaration(const std::string &I) const {
  return P.text({L.Each->getBeginLoc(), L.Each->getLocation()}) + " = " + object(*L.Container) + "[" + I + "];";
}

std::string ElementText::with(SourceRange Range, const Stmt &E, const VarDecl &V,
                              llvm::function_ref<std::string(const Expr &)> Instead) const {
  std::string Text = P.text(Range);
  if (Text.empty())
    return Text;
  const SourceManager &SM = C.getSourceManager();
  auto Mentions = mentionsOf(V, E);
  llvm::sort(Mentions, [](const DeclRefExpr *A, const DeclRefExpr *B) { return B->getLocation() < A->getLocation(); });
  for (const DeclRefExpr *R : Mentions)
    Text.replace(SM.getFileOffset(R->getLocation()) - SM.getFileOffset(Range.getBegin()), V.getName().size(), Instead(*R));
  return Text;
}

std::string ElementText::at(SourceRange Range, const Stmt &E, const std::string &I) const {
  if (!L.Counted)
    return P.text(Range);
  const bool IsName = I.find(' ') == std::string::npos;
  return with(Range, E, *L.Counted->Index,
              [&](const Expr &Site) { return IsName || takesSum(Site, C) ? I : "(" + I + ")"; });
}

std::string ElementText::valueAt(SourceRange Range, const Stmt &E, const std::string &I) const {
  if (L.Counted)
    return at(Range, E, I);
  const std::string Element = object(*L.Container) + "[" + I + "]";
  return with(Range, E, *L.Each, [&](const Expr &) { return Element; });
}

std::string ElementText::from(const std::string &Start, const std::string &I) const {
  const Stmt &Loop = *L.Loop;
  if (L.Counted) {
    const std::string Own = isNarrowIndex(L, C) ? typeText(L.Counted->Index->getType().getUnqualifiedType(), Loop, C) : "";
    return P.copy(Loop, {{L.Counted->Init->getSourceRange(), Own.empty() ? Start : "static_cast<" + Own + ">(" + Start + ")"}});
  }
  const auto &Range = llvm::cast<CXXForRangeStmt>(Loop);
  const std::string Header =
      "for (" + typeText(C.getSizeType(), Loop, C) + " " + I + " = " + Start + "; " + I + " < " + bound() + "; ++" + I + ")";
  const std::string Element = "{" + NewLine.str() + step() + declaration(I);
  SourceRange Old(Range.getForLoc(), Range.getRParenLoc());
  const auto *Block = llvm::dyn_cast<CompoundStmt>(Range.getBody());
  return withoutTaken(Block ? P.copy(Loop, {{Old, Header}, {SourceRange(Block->getLBracLoc()), Element}})
                            : P.copy(Loop, {{Old, Header + " " + Element}}) + "\n}");
}

} // namespace hone
