// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Parameters that are copies of what they are called with, and could be
// references to it. Shared by pass-by-reference and pass-shared-by-reference.
#ifndef HONE_LIB_CHECKS_CONSTPARAMETER_H
#define HONE_LIB_CHECKS_CONSTPARAMETER_H

#include "hone/Checks/Check.h"
#include <functional>

namespace hone {

/// The parameters that a check is about.
struct ParameterKind {
  bool (*Concerns)(clang::QualType, const clang::ASTContext &);
  bool Counted; ///< Copies are seen by counting, so nothing may be passed that is made for the call.
};
/// Of a match in bodiesOfFunctions(): whether its function may take them by reference.
Verdict judgeParameters(const Match &M, const ParameterKind &Kind);
/// Edits every declaration of the function.
llvm::Expected<Patch> rewriteParameters(const Match &M, const ParameterKind &Kind);

/// Bodies of functions, as the statements such findings are about.
clang::ast_matchers::StatementMatcher bodiesOfFunctions();

} // namespace hone

#endif
