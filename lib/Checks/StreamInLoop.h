// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The part of hoist-constructed-object that is about string streams: they are made once, and
// emptied where they were made.
#ifndef HONE_LIB_CHECKS_STREAMINLOOP_H
#define HONE_LIB_CHECKS_STREAMINLOOP_H

#include "hone/Checks/Check.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Stmt.h"

namespace hone {

/// Whether \p Root declares one object of a class of string streams.
bool isStream(const clang::DeclStmt &Root);
Verdict judgeStream(const clang::DeclStmt &Root, clang::ASTContext &C);
llvm::Expected<Patch> rewriteStream(const clang::DeclStmt &Root, clang::ASTContext &C);

} // namespace hone

#endif
