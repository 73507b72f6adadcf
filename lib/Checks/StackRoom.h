// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Whether a function is entered again while it runs, as far as the source says.
#ifndef HONE_LIB_CHECKS_STACKROOM_H
#define HONE_LIB_CHECKS_STACKROOM_H

#include "hone/Analysis/Refusal.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include <optional>

namespace hone {

/// Why \p F may be entered again while it runs: it, or what it calls (of a virtual function, all that the
/// unit has), destroys or takes the address of, mentions F; or calls through a pointer to a function, a
/// std::function or a virtual function that another unit may override, which may run anything; or there is
/// too much of that to look at. Code: recursive.
std::optional<Refusal> findRecursion(const clang::FunctionDecl &F, const clang::ASTContext &C);

} // namespace hone

#endif
