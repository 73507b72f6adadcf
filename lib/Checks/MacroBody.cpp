// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where a macro is nothing, no trace of it is in the tree. So the definitions are read: what is there in
// place of something is one of a few forms.

#include "MacroBody.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace clang;

namespace hone {
namespace {

using Tokens = llvm::ArrayRef<Token>;

class Reader {
public:
  Reader(SourceLocation Where, Preprocessor &PP) : Where(Where), PP(PP) {}
  bool isPartlyNothing(const MacroInfo &Macro);

private:
  bool is(std::size_t I, tok::TokenKind Kind) const { return I < All.size() && All[I].is(Kind); }
  bool isOneOf(std::size_t I, std::initializer_list<tok::TokenKind> Kinds) const {
    return I < All.size() && llvm::is_contained(Kinds, All[I].getKind());
  }
  bool isFalse(std::size_t I) const {
    return is(I, tok::kw_false) || (is(I, tok::numeric_constant) && PP.getSpelling(All[I]) == "0");
  }
  bool isConstant(std::size_t I) const {
    return isOneOf(I, {tok::kw_false, tok::kw_true, tok::numeric_constant});
  }
  bool isNothingAt(std::size_t I) const;
  bool isEmptyBlock(std::size_t I) const;
  bool decides(std::size_t I) const;
  bool leavesOut(const MacroInfo &Macro, const IdentifierInfo *Parameter) const;

  SourceLocation Where;
  Preprocessor &PP;
  Tokens All;
  llvm::SmallPtrSet<const MacroInfo *, 8> Seen;
};

/// `{}` or `{;}` of a statement.
bool Reader::isEmptyBlock(std::size_t I) const {
  bool Value = I && isOneOf(I - 1, {tok::identifier, tok::greater, tok::equal});
  return is(I, tok::l_brace) && !Value && (is(I + 1, tok::r_brace) || (is(I + 1, tok::semi) && is(I + 2, tok::r_brace)));
}

/// Whether a constant at \p I decides what is executed.
bool Reader::decides(std::size_t I) const {
  if (!isConstant(I))
    return false;
  if (I && is(I - 1, tok::exclaim))
    return true;
  bool First = !I || isOneOf(I - 1, {tok::l_paren, tok::comma, tok::ampamp, tok::pipepipe, tok::question, tok::colon});
  if (First && isOneOf(I + 1, {tok::ampamp, tok::pipepipe, tok::question}))
    return true;
  if (I && is(I - 1, tok::semi) && is(I + 1, tok::semi) && isFalse(I))
    return true;
  if (I < 2 || !is(I - 1, tok::l_paren) || !is(I + 1, tok::r_paren))
    return false;
  bool Loop = llvm::any_of(All.take_front(I), [](const Token &T) { return T.is(tok::kw_do); });
  return isOneOf(I - 2, {tok::kw_if, tok::kw_switch}) ||
         (is(I - 2, tok::kw_while) && isFalse(I) && !Loop);
}

bool Reader::isNothingAt(std::size_t I) const {
  // Of `if constexpr`, the other branch is not looked into.
  if (is(I, tok::kw_if) && isOneOf(I + 1, {tok::kw_constexpr, tok::kw_consteval, tok::exclaim}))
    return true;
  if (is(I, tok::kw_static_assert) || isEmptyBlock(I) || decides(I) || (is(I, tok::kw_do) && is(I + 1, tok::semi)))
    return true;
  if (!is(I, tok::kw_void) || !isOneOf(I + 1, {tok::r_paren, tok::greater}))
    return false;
  std::size_t Operand = I + 2;
  while (is(Operand, tok::l_paren))
    ++Operand;
  return Operand >= All.size() || isConstant(Operand) || is(Operand, tok::kw_nullptr) || is(Operand, tok::string_literal) ||
         isOneOf(Operand, {tok::kw_sizeof, tok::kw_noexcept, tok::kw_alignof, tok::kw_typeid});
}

/// Whether an argument is not said at all, or only printed as a text.
bool Reader::leavesOut(const MacroInfo &Macro, const IdentifierInfo *Parameter) const {
  for (std::size_t I = 0; I < All.size(); ++I)
    if (All[I].getIdentifierInfo() == Parameter && !(I && is(I - 1, tok::hash)))
      return false;
  return true;
}

bool Reader::isPartlyNothing(const MacroInfo &Macro) {
  if (!Seen.insert(&Macro).second)
    return false;
  const Tokens Before = std::exchange(All, Macro.tokens());
  bool Nothing = llvm::none_of(All, [](const Token &T) { return T.isAnyIdentifier() || T.isLiteral() || T.getIdentifierInfo(); });
  for (std::size_t I = 0; I < All.size(); ++I)
    Nothing |= isNothingAt(I);
  for (const IdentifierInfo *Parameter : Macro.params())
    Nothing |= leavesOut(Macro, Parameter);
  for (const Token &T : Macro.tokens()) {
    const IdentifierInfo *Name = T.getIdentifierInfo();
    if (Nothing || !Name || llvm::is_contained(Macro.params(), Name))
      continue;
    if (const MacroInfo *Inner = macroAt(Name->getName(), Where, PP))
      Nothing |= isPartlyNothing(*Inner);
  }
  All = Before;
  return Nothing;
}

} // namespace

const MacroInfo *macroAt(llvm::StringRef Name, SourceLocation Where, Preprocessor &PP) {
  const IdentifierInfo *Id = PP.getIdentifierInfo(Name);
  if (!Id->hadMacroDefinition())
    return nullptr;
  const MacroInfo *Macro = PP.getMacroDefinitionAtLoc(Id, Where).getMacroInfo();
  return Macro && !Macro->isBuiltinMacro() ? Macro : nullptr;
}

bool isPartlyNothing(const MacroInfo &Macro, SourceLocation Where, Preprocessor &PP) {
  return Reader(Where, PP).isPartlyNothing(Macro);
}

bool beginsWithOperator(const MacroInfo &Macro) {
  if (Macro.tokens_empty())
    return false;
  return Macro.tokens_begin()->isOneOf(tok::plus, tok::minus, tok::star, tok::slash, tok::percent, tok::amp, tok::pipe,
                                       tok::caret, tok::ampamp, tok::pipepipe, tok::less, tok::greater, tok::lessequal,
                                       tok::greaterequal, tok::equalequal, tok::exclaimequal, tok::spaceship,
                                       tok::lessless, tok::greatergreater, tok::question, tok::comma, tok::period,
                                       tok::arrow, tok::equal);
}

} // namespace hone
