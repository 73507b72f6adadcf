// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Parameters that are copies of what they are called with, and could be
// references to it. Shared by pass-by-reference and pass-shared-by-reference.
#ifndef HONE_LIB_CHECKS_CONSTPARAMETER_H
#define HONE_LIB_CHECKS_CONSTPARAMETER_H

#include "hone/Checks/Check.h"
#include <functional>

namespace hone {

/// Parameters of one function that become references to const.
struct ParameterPlan {
  std::vector<unsigned> Chosen; ///< Their numbers, from 0.
  Verdict Answer;
};

/// What may be done with those parameters of \p F that \p Concerns. \p Counted: copies of their
/// type are seen by counting, so nothing may be passed that is made for the call.
ParameterPlan planParameters(const clang::FunctionDecl &F, clang::ASTContext &C, bool Counted,
                             llvm::function_ref<bool(clang::QualType)> Concerns);

/// Edits every declaration of \p F.
llvm::Expected<Patch> writeParameters(const clang::FunctionDecl &F, const ParameterPlan &Plan,
                                      clang::ASTContext &C);

/// The function whose body is \p Root; null if it is no function's whole body.
const clang::FunctionDecl *functionOf(const clang::Stmt &Root, clang::ASTContext &C);
/// Bodies of functions, as the statements such findings are about.
clang::ast_matchers::StatementMatcher bodiesOfFunctions();

} // namespace hone

#endif
