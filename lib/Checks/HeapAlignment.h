// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `operator new` gives storage that is aligned for any ordinary object; a variable is aligned
// for its own type only.
#ifndef HONE_LIB_CHECKS_HEAPALIGNMENT_H
#define HONE_LIB_CHECKS_HEAPALIGNMENT_H

#include "clang/AST/ASTContext.h"

namespace hone {

/// Whether all that is done with the object that \p Pointer, a standard pointer in \p F, leads to is to read
/// and set its numbers, there and in functions of its class, which has nothing but numbers. So nobody has its
/// address, and nobody but the compiler counts on its alignment.
bool isUsedInPlace(const clang::VarDecl &Pointer, clang::QualType Object, const clang::FunctionDecl &F,
                   clang::ASTContext &C);

/// Whether operator new aligns no better than a \p T asks for.
bool isAlignedForHeap(clang::QualType T, const clang::ASTContext &C);

/// Whether `alignas(std::max_align_t)` asks for as much as operator new gives.
bool isMaxAlignEnough(const clang::ASTContext &C);

} // namespace hone

#endif
