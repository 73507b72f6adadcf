// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Names that stand for something else in another configuration: `using Mutex = NullMutex;` between `#if` lines.
#ifndef HONE_LIB_CHECKS_CONFIGUREDTYPES_H
#define HONE_LIB_CHECKS_CONFIGUREDTYPES_H

#include "hone/Analysis/Refusal.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include <optional>

namespace clang {
class Preprocessor;
}

namespace hone {

/// What \p S, which stands in \p F, works with that is declared between preprocessor lines, unless F is, too:
/// a type, but for fractions that are the function's own, a variable, but for constants, or a member. Without \p PP no macro
/// is known to be the same everywhere. Code: preprocessor.
std::optional<Refusal> findConfiguredType(const clang::Stmt &S, const clang::FunctionDecl &F, clang::ASTContext &C,
                                          clang::Preprocessor *PP);

/// The same for what an object of \p Class is made of: its members, its bases, and theirs.
std::optional<Refusal> findConfiguredObject(const clang::CXXRecordDecl &Class, const clang::FunctionDecl &F, const clang::ASTContext &C);

} // namespace hone

#endif
