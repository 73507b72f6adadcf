// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Names that stand for something else in another configuration: `using Mutex = NullMutex;` between `#if` lines.
#ifndef HONE_LIB_CHECKS_CONFIGUREDTYPES_H
#define HONE_LIB_CHECKS_CONFIGUREDTYPES_H

#include "hone/Analysis/Refusal.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include <optional>

namespace hone {

/// What \p S, which stands in \p F, works with that is declared between preprocessor lines, unless F is, too:
/// a type, but for numbers that are the function's own, a variable, but for constants, or a member. Code: preprocessor.
std::optional<Refusal> findConfiguredType(const clang::Stmt &S, const clang::FunctionDecl &F, clang::ASTContext &C);

} // namespace hone

#endif
