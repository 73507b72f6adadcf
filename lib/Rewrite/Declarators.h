// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where a name in place of an expression would make a declaration of what is around it.
#ifndef HONE_LIB_REWRITE_DECLARATORS_H
#define HONE_LIB_REWRITE_DECLARATORS_H

#include "clang/AST/ASTContext.h"

namespace hone {

/// Whether \p Range is all that stands in a `T(...)` that is a statement, or that a variable is made
/// of in parentheses: `Guard guard(Key(map.at(id)));` makes a guard, `Guard guard(Key(*entry));`
/// declares a function ([dcl.ambig.res], [stmt.ambig]).
bool standsForDeclarator(clang::SourceRange Range, clang::ASTContext &C);

} // namespace hone

#endif
