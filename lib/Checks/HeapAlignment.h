// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `operator new` gives storage that is aligned for any ordinary object; a variable is aligned
// for its own type only.
#ifndef HONE_LIB_CHECKS_HEAPALIGNMENT_H
#define HONE_LIB_CHECKS_HEAPALIGNMENT_H

#include "clang/AST/ASTContext.h"

namespace hone {

/// Whether code of the unit, or code that \p F or what it calls tells of the object, may count on a \p T
/// from the heap being aligned better than its type says.
bool mayNeedHeapAlignment(clang::QualType T, const clang::FunctionDecl &F, const clang::ASTContext &C);

} // namespace hone

#endif
