// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Whether two arrays of a nest are apart: shown, or asked in front of it.
#ifndef HONE_LIB_CHECKS_NESTGUARDS_H
#define HONE_LIB_CHECKS_NESTGUARDS_H

#include "Nest.h"

namespace hone {

/// What owns its elements, or lies where they do: two of them that are different objects share none.
bool isOwner(clang::QualType T);
/// Whether no element of \p A is one of \p B, for the reason that \p Argument then holds.
bool arePlainlyApart(const NestArray &A, const NestArray &B, const clang::FunctionDecl &F, const clang::ASTContext &C,
                     std::string &Argument);

/// Two that are one object, or share nothing. Pointers and arrays may overlap in part.
bool areOneOrApart(const NestArray &A, const NestArray &B, const clang::ASTContext &C);

/// An expression that is true if \p A and \p B share no element, "&a != &b". Empty: there is none.
std::string asksWhetherApart(const NestArray &A, const NestArray &B, clang::ASTContext &C);

/// Whether \p Vector may be one of the rows of \p Matrix, and shares nothing with it if it is none.
bool mayBeRow(const NestArray &Vector, const NestArray &Matrix, const clang::ASTContext &C);
/// An expression that is true if it is none, two of them with || between; needs <functional>. Asks \p Matrix, in front of \p Loop, where its rows are.
std::string asksWhetherNoRow(const NestArray &Vector, const NestArray &Matrix, const clang::Stmt &Loop, clang::ASTContext &C);

/// \p Conditions in one, with parentheses around those that have an ||.
std::string allHold(llvm::ArrayRef<std::string> Conditions, llvm::StringRef Between = " && ");

/// What a guard asks about two arrays.
struct ApartTest {
  std::string Condition, Argument;    ///< Of the obligation, if the condition holds.
  const clang::Expr *Asked = nullptr; ///< The matrix that is asked where its rows are: needs <functional>.
};
/// How to ask in front of \p Loop whether \p A and \p B share nothing; none: no simple question tells.
std::optional<ApartTest> testForApart(const NestArray &A, const NestArray &B, const clang::Stmt &Loop, clang::ASTContext &C);

/// Why no access of \p Statements comes in another order even if \p A and \p B, arrays of \p N, have elements in common, for
/// an obligation. None: one does, or nobody knows how they may lie.
std::optional<std::string> orderAnyway(const Nest &N, const std::vector<NestStatement> &Statements, unsigned A, unsigned B,
                                       clang::ASTContext &C);

} // namespace hone

#endif
