// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef HONE_LIB_INDEX_HINDRANCES_H
#define HONE_LIB_INDEX_HINDRANCES_H

#include "hone/Core/Model.h"
#include "clang/AST/Stmt.h"

namespace hone {

/// What it is about a statement or expression by itself, without what is inside it, that costs time in a loop or keeps
/// the compiler from improving the loop. No line yet.
std::optional<Hindrance> hindranceOf(const clang::Stmt &S);

} // namespace hone

#endif
