// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Containers that are empty for nobody: what happens to them first is that a function clears them.
#ifndef HONE_LIB_CHECKS_EMPTIEDBYCALL_H
#define HONE_LIB_CHECKS_EMPTIEDBYCALL_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/Expr.h"
#include "clang/AST/Stmt.h"

namespace hone {

/// Whether the first of the statements behind \p Made, in its block, that names the container it declares passes it to a
/// function that calls clear() of it before it does anything else. \p Uses are all its mentions.
bool isEmptiedByCall(const clang::DeclStmt &Made, llvm::ArrayRef<const clang::DeclRefExpr *> Uses, clang::ASTContext &C);

} // namespace hone

#endif
