// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Numbers and sizes of containers that stay the same while a loop, or more, runs.
#ifndef HONE_LIB_CHECKS_STEADYSIZES_H
#define HONE_LIB_CHECKS_STEADYSIZES_H

#include "hone/Analysis/Effects.h"
#include "hone/Core/Model.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Expr.h"

namespace hone {

class SteadySizes {
public:
  SteadySizes(const clang::Stmt &Loop, clang::ASTContext &C);

  /// True if nothing in \p By changes what \p Read reads: a number, or the size of a container.
  bool isUnchanged(const Access &Read, bool IsHeader, const Effects &By);
  /// True if \p Value is the same all the while, and does nothing else.
  bool isUnchanged(const clang::Expr &Value, const Effects &By);
  /// True if \p Object is the same container, and of one size, as long as \p By runs.
  bool keepsSize(const clang::Expr &Object, const Effects &By);
  /// The same for all that runs after the declaration of \p V up to the end of the loop; of V
  /// itself as well if \p ItsToo.
  bool keepsSizeSince(const clang::VarDecl &V, const clang::Expr &Object, bool ItsToo);
  /// True if the local \p V was made with as many elements as \p Sized has, and neither changes up to
  /// the end of the loop.
  bool isMadeFor(const clang::VarDecl &V, const clang::Expr &Sized);

  std::vector<Obligation> Shown; ///< Why, for each that was asked about.

private:
  const clang::Stmt &Loop;
  clang::ASTContext &C;
  const clang::FunctionDecl &F;
};

} // namespace hone

#endif
