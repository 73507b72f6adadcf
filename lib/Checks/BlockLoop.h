// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Loops that do one thing: assign to consecutive elements, from first to last, a
// value or the elements of something else.
#ifndef HONE_LIB_CHECKS_BLOCKLOOP_H
#define HONE_LIB_CHECKS_BLOCKLOOP_H

#include "hone/Analysis/Alias.h"
#include "hone/Analysis/TripCount.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

namespace hone {

class PatchBuilder;

/// A sum: names and a constant. Where a loop's first element lies.
struct Sum {
  struct Term {
    std::string Text;
    clang::QualType Type; ///< As written, before conversions.
    bool Minus = false;
  };
  std::vector<Term> Terms;
  std::int64_t Constant = 0;
  bool isZero() const { return Terms.empty() && Constant == 0; }
  /// "offset", "(row * width + left)", "1": ready to stand behind a plus. Not for zero.
  std::string text() const;
};

/// `v[i + k]`, for any of the loop's i.
struct BlockSide {
  const clang::Expr *Base = nullptr;  ///< The container, array or pointer.
  const clang::Expr *Index = nullptr; ///< Null: each element as the loop comes to it.
  clang::QualType Element;
  ElementsOf Elements;
  bool IsPointer = false; ///< Or an array: `base + n` leads to an element.
};

/// \p E taken apart as `base[index]`.
std::optional<BlockSide> sideOf(const clang::Expr &E, clang::ASTContext &C);

/// What such a loop says.
struct BlockLoop {
  const clang::Expr *Assignment = nullptr;
  std::optional<CountedLoop> Counted; ///< Else `for (auto &x : v)`, or from begin() to end().
  const clang::Expr *Bound = nullptr; ///< Of a counted one, where its own declaration names it.
  BlockSide Target;
  std::optional<BlockSide> Source;    ///< Else Value is assigned to all.
  const clang::Expr *Value = nullptr; ///< The right side, less parentheses and conversions.
  bool EndIsAsked = false;            ///< Of a container, in every turn.
};
std::optional<BlockLoop> blockLoop(const clang::Stmt &Loop, clang::ASTContext &C);

/// The index of the first element; none if it could not be written in front of the
/// loop, or might wrap around.
std::optional<Sum> firstIndex(const BlockSide &Side, const CountedLoop &Loop, clang::ASTContext &C,
                              PatchBuilder &P);

/// True for numbers, enumerations, pointers, and classes whose assignment copies bytes.
bool isBlockElement(clang::QualType T, const clang::ASTContext &C);
/// True if the library, told to assign a \p From to a \p To, does what any code does.
bool isConvertedByLanguage(clang::QualType From, clang::QualType To, const clang::ASTContext &C);
/// The same for the expression \p Value, passed by reference.
bool isAssignedByLanguage(const clang::Expr &Value, clang::QualType To, clang::ASTContext &C);
/// False for a constant of a class that may have no definition, and for a packed member.
bool bindsToReference(const clang::Expr &Value);
/// True if what stands behind the elements may begin in the padding of the last one, which a copy
/// of bytes takes along: an object that is no container's and no array's element may be a base class.
bool mayShareTail(const BlockSide &Side, const clang::ASTContext &C);
/// True if \p Block may come to the zero behind a text, and the language has no data() to name it.
bool mayReachTerminator(const BlockLoop &Block, const clang::ASTContext &C);
/// True if \p S names a member of a packed class: it may not be aligned.
bool isPacked(const clang::Stmt &S);
/// True if two indices differ by a constant: `y` and `y + 1`.
bool isConstantApart(const clang::Expr &A, const clang::Expr &B, const clang::ASTContext &C);

/// True if \p S names \p V.
bool mentions(const clang::Stmt &S, const clang::VarDecl &V);

} // namespace hone

#endif
