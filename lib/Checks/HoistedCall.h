// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One call that hoist-invariant-call moves, and the local it becomes.
#ifndef HONE_LIB_CHECKS_HOISTEDCALL_H
#define HONE_LIB_CHECKS_HOISTEDCALL_H

#include "hone/Analysis/Effects.h"
#include "hone/Core/Model.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Expr.h"
#include <optional>
#include <string>

namespace hone {

/// Whether a body that the call runs through has a loop: worth calling once.
bool runsLoops(const Effects &E);

/// A result kept in a variable is rounded there. Where compilers may round otherwise if it is
/// not, generated tests have to agree as well.
std::optional<Obligation> roundingElsewhere(clang::QualType T, const Effects &E,
                                            const clang::ASTContext &C);

/// A name of the code's own words in the style of the names around: exp(-rate) is expRate or
/// exp_rate, computeGain() is gain.
std::string wantedName(const clang::CallExpr &Call);

/// The zero of a \p T, spelled \p Spelled in the source.
std::string zeroOf(clang::QualType T, const std::string &Spelled);

/// Whether a const local may stand where the call stood.
std::optional<Refusal> keepsItsUse(const clang::CallExpr &Each, clang::ASTContext &C);

/// The variable that the call, but for conversions, initialises; null: none.
const clang::VarDecl *declaredWith(const clang::CallExpr &Call, clang::ASTContext &C);

/// The declaration the only call of \p Around initialises, if it can stand in front of the
/// loop as it is: alone on its line, only read, its name used for nothing else, no comment lost.
const clang::DeclStmt *movableDeclaration(const clang::CallExpr &Call,
                                          const clang::FunctionDecl &Around, clang::ASTContext &C);

/// What stands on the line behind the declaration.
llvm::StringRef behindOnLine(const clang::DeclStmt &Statement, const clang::ASTContext &C);
/// Whether a comment ends directly above the declaration.
bool hasCommentAbove(const clang::DeclStmt &Statement, const clang::ASTContext &C);

} // namespace hone

#endif
