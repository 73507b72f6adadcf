// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What runs and what dies between the last use of a variable and the end of its life.
#ifndef HONE_LIB_CHECKS_LASTSTRETCH_H
#define HONE_LIB_CHECKS_LASTSTRETCH_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include <vector>

namespace hone {

/// What runs between a statement and the end of a variable's life, on any path.
struct Stretch {
  std::vector<const clang::Stmt *> Runs;
  std::vector<clang::QualType> Dies; ///< And perhaps more, that dies elsewhere.
  bool IsKnown = true;
};

/// The stretch from \p Copy to the end of the life of \p V, which \p F declares in \p Scope.
Stretch stretchAfter(const clang::Stmt &Copy, const clang::VarDecl &V, const clang::Stmt &Scope,
                     const clang::FunctionDecl &F, clang::ASTContext &C);

} // namespace hone

#endif
