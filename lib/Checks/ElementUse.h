// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a loop does with the elements of a container that grows.
#ifndef HONE_LIB_CHECKS_ELEMENTUSE_H
#define HONE_LIB_CHECKS_ELEMENTUSE_H

#include "AppendLoop.h"
#include "hone/Analysis/Refusal.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Expr.h"
#include <optional>

namespace hone {

/// Finds in \p Loop a use of \p To other than appending, asking for its size, and reading and writing
/// elements where they lie, so that nobody can tell where that is. A whitelist.
std::optional<Refusal> findUseBesides(const NamedContainer &To, const clang::Stmt &Loop, clang::ASTContext &C);

} // namespace hone

#endif
