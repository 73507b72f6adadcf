// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Copies of code that come to stand further in, or without some of their lines.
#ifndef HONE_LIB_CHECKS_NESTEDTEXT_H
#define HONE_LIB_CHECKS_NESTEDTEXT_H

#include "hone/Rewrite/PatchBuilder.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace hone {

/// Stands where a statement was taken out of a copy.
constexpr llvm::StringLiteral TakenOut = "\x01";

/// Begins a line that the original does not have: copies strip the indentation of theirs.
constexpr llvm::StringLiteral NewLine = "\n\x01";

/// \p Lines without those that hold nothing but what was taken out; no newline at the end.
std::string withoutTaken(llvm::StringRef Lines);
/// The same, each line a \p Step further in.
std::string indented(llvm::StringRef Lines, llvm::StringRef Step);

/// \p Text, whose first line lost its indentation, with the others as far to the left as the least of them allows, but by
/// no more than \p Most bytes.
std::string unindented(llvm::StringRef Text, std::size_t Most = std::string::npos);

/// What stands for parts of a text.
using Substitutions = std::vector<std::pair<clang::SourceRange, std::string>>;
/// The text of \p Range, with \p Parts of it said otherwise.
std::string textWith(PatchBuilder &P, clang::SourceRange Range, Substitutions Parts, const clang::ASTContext &C);

/// \p Items, one after the other in the source, as they may stand elsewhere, with parts said otherwise.
std::vector<std::string> copiesOf(PatchBuilder &P, llvm::ArrayRef<const clang::Stmt *> Items,
                                  llvm::function_ref<Substitutions(const clang::Stmt &)> Instead, clang::ASTContext &C);

/// What stands for \p Index, and where, if that becomes the variable \p By more: in parentheses where it must.
std::pair<clang::SourceRange, std::string> shifted(const clang::DeclRefExpr &Index, const std::string &By, clang::ASTContext &C);

} // namespace hone

#endif
