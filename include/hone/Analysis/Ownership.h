// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Arrays that belong to an object though a plain pointer leads to them.
#ifndef HONE_ANALYSIS_OWNERSHIP_H
#define HONE_ANALYSIS_OWNERSHIP_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Stmt.h"

namespace hone {

/// True if the pointer member \p F is null or what `new T[n]` gave, whenever it has a
/// value: it is private, all code that may name it is in the unit, and none of that
/// gives it another value, not even another object's. So it leads into no variable, into
/// no container's storage and into no object that was there before the array.
bool holdsOwnArray(const clang::FieldDecl &F, const clang::ASTContext &C);

/// True if no pointer or reference to the scalar member \p F outlives the expression
/// that makes it: it is private, all code that may name it is in the unit, and that reads and sets it only.
bool isReachedByNameOnly(const clang::FieldDecl &F, const clang::ASTContext &C);

/// True if nothing but the local container or array \p V, by its name, can reach its elements as
/// long as \p Until runs, which stands in \p F: it allocated them itself, and
/// nothing before the end of \p Until, or of a loop around it that \p V outlives, gets
/// a pointer, reference or iterator to one. Elements of classes may tell where they are.
bool keepsElements(const clang::VarDecl &V, const clang::FunctionDecl &F, const clang::Stmt &Until,
                   const clang::ASTContext &C);

} // namespace hone

#endif
