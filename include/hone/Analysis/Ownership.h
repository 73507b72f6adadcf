// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Arrays that belong to an object though a plain pointer leads to them.
#ifndef HONE_ANALYSIS_OWNERSHIP_H
#define HONE_ANALYSIS_OWNERSHIP_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"

namespace hone {

/// True if the pointer member \p F is null or what `new T[n]` gave, whenever it has a
/// value: it is private, all code that may name it is in the unit, and none of that
/// gives it another value, not even another object's. So it leads into no variable, into
/// no container's storage and into no object that was there before the array.
bool holdsOwnArray(const clang::FieldDecl &F, const clang::ASTContext &C);

} // namespace hone

#endif
