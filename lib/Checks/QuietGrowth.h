// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Whether a container may take more storage, and take it sooner, without anybody noticing.
#ifndef HONE_LIB_CHECKS_QUIETGROWTH_H
#define HONE_LIB_CHECKS_QUIETGROWTH_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/Expr.h"

namespace hone {

/// Whether a vector of \p Element takes more storage without running code of the project: elements
/// are moved or copied, and destroyed, by nothing but the library and the compiler. And
/// none of them notes where it lies.
bool growsQuietly(clang::QualType Element, const clang::ASTContext &C);
/// Whether the default constructor of \p R shows no member to another one.
bool beginsPlainly(const clang::CXXRecordDecl &R);
/// Whether the body of a member function uses `this` for more than to name members.
bool showsObject(const clang::Stmt &Body);
/// Whether making a \p T runs no code that could tell others where it lies.
bool isPlainElement(clang::QualType T);
/// Code of the unit's own that calls `capacity` or `shrink_to_fit`; null if there is none.
const clang::Expr *findCapacityCall(clang::ASTContext &C);

} // namespace hone

#endif
