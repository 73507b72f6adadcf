// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is written between `#if` and `#endif`: another configuration has something else there.
#ifndef HONE_ANALYSIS_CONFIGURATIONS_H
#define HONE_ANALYSIS_CONFIGURATIONS_H

#include "clang/AST/ASTContext.h"

namespace hone {

/// Whether a line between `#if` and `#endif` defines \p Macro or undefines it, in what is read of the project.
bool isSetElsewhere(llvm::StringRef Macro, const clang::ASTContext &C);

/// Whether \p Name is said between such lines in what is read of the project: another configuration may mean something
/// else by it.
bool isSaidInConditional(llvm::StringRef Name, const clang::ASTContext &C);

/// Whether \p Where is written between `#if` and `#endif`, but for those around the whole file, or on
/// the command line. What is around \p Beside, too, does not count: there is no one without the other.
bool isInConditional(clang::SourceLocation Where, const clang::ASTContext &C, clang::SourceLocation Beside = {});

/// Whether one of several configurations has this declaration, or parts of it.
bool isConditional(const clang::Decl &D, const clang::ASTContext &C);

/// Whether a line of `#if`, `#else` or `#endif` stands within \p Range, or such lines leave out what it begins with:
/// another configuration has it written otherwise.
bool isSplit(clang::SourceRange Range, const clang::ASTContext &C);

/// Whether \p Holds for a file of the unit that is no system header, and its text.
bool anyOwnFile(const clang::ASTContext &C, llvm::function_ref<bool(clang::FileID, llvm::StringRef)> Holds);

/// Whether a file has such lines, but for those around all of it.
bool hasConditionals(clang::FileID Id, const clang::ASTContext &C);

/// Whether a file of the project has an operator new or delete between such lines.
bool mayReplaceAllocation(const clang::ASTContext &C);

} // namespace hone

#endif
