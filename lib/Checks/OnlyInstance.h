// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Templates that are made something of only once.
#ifndef HONE_LIB_CHECKS_ONLYINSTANCE_H
#define HONE_LIB_CHECKS_ONLYINSTANCE_H

#include "hone/Core/Model.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"

namespace hone {

/// Whether \p F is all that is ever made of a function template: it stands in the unit's main file, where no other
/// unit sees it, and nothing in it is left out of this instance or asks for types.
bool isOnlyInstance(const clang::FunctionDecl &F, const clang::ASTContext &C);

/// Whether \p Fix says nothing but what \p F says already, `const` and `auto`: no type that is another in
/// the template's words.
bool keepsToItsWords(const Patch &Fix, const clang::FunctionDecl &F, const clang::ASTContext &C);

} // namespace hone

#endif
