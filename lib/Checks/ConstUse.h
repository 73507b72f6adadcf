// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Whether a variable could as well be a const reference to an equal object
// that nobody changes meanwhile. Shared by the checks that leave out copies.
#ifndef HONE_LIB_CHECKS_CONSTUSE_H
#define HONE_LIB_CHECKS_CONSTUSE_H

#include "hone/Analysis/Refusal.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include <optional>

namespace hone {

/// Finds a use of \p V (a variable or a name of a structured binding) in \p Body
/// that a const reference could not serve, or not in the same way: it is changed
/// or moved from, its address is taken, a lambda captures it, or it goes where an
/// object that is not const selects another function. A whitelist. Codes: modified,
/// moved-from, address-taken, captured, not-const, counted, unknown-use.
std::optional<Refusal> findOwnUse(const clang::ValueDecl &V, const clang::Stmt &Body,
                                  clang::ASTContext &C);

/// Whether copying and destroying a \p T does nothing but allocate and release: numbers,
/// pointers, the library's strings and containers of such, classes whose copies the
/// compiler writes. Not shared ownership, which can be counted.
bool isCopiedQuietly(clang::QualType T, const clang::ASTContext &C);

/// The same for copies that are assigned: no class in it says itself how that is done.
bool isAssignedQuietly(clang::QualType T, const clang::ASTContext &C);

/// Whether a class says itself how it is assigned, in any form.
bool hasOwnAssignment(const clang::CXXRecordDecl &Class);

/// Whether \p Is holds for \p T or the type of anything it owns; true for classes that are not known.
bool anyPart(clang::QualType T, const clang::ASTContext &C, llvm::function_ref<bool(clang::QualType)> Is);

/// Whether an object of type \p T, or anything it owns, may be a \p Part. Pointers own
/// nothing; in enough bytes that lie in a row anything may have been made.
bool mayHold(clang::QualType T, clang::QualType Part, const clang::ASTContext &C);

/// Whether a copy of a \p T costs something: it allocates, or is large.
bool isCostlyToCopy(clang::QualType T, const clang::ASTContext &C);

} // namespace hone

#endif
