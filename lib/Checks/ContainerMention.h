// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a mention of a local container leaves behind.
#ifndef HONE_LIB_CHECKS_CONTAINERMENTION_H
#define HONE_LIB_CHECKS_CONTAINERMENTION_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/Expr.h"

namespace hone {

/// What may lead, when a mention has been evaluated, where only a container's own name led before.
enum class Left {
  Nothing,
  Elements,  ///< Iterators, pointers and references to elements, reserved ones included.
  Container, ///< Another name of the container itself.
};
/// What the mention \p Site of a standard container leaves. A whitelist: if nobody knows, another name.
Left leftBy(const clang::Expr &Site, clang::ASTContext &C);

/// Whether no storage of \p V, a local container, was another's before.
bool beginsWithOwnStorage(const clang::VarDecl &V);

} // namespace hone

#endif
