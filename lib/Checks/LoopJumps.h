// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where the body of a loop goes but to its end.
#ifndef HONE_LIB_CHECKS_LOOPJUMPS_H
#define HONE_LIB_CHECKS_LOOPJUMPS_H

#include "clang/AST/Stmt.h"

namespace hone {

struct LoopJumps {
  const clang::Stmt *Break = nullptr;    ///< Leaves this loop.
  const clang::Stmt *Continue = nullptr; ///< Of this loop.
  const clang::Stmt *Label = nullptr;    ///< A goto, a label, assembly.
};
/// One of each kind that the body of \p Loop has; return and throw do not count.
LoopJumps jumpsIn(const clang::Stmt &Loop);

} // namespace hone

#endif
