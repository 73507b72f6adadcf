// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef HONE_PROJECT_LANGUAGE_H
#define HONE_PROJECT_LANGUAGE_H

#include "hone/Project/Project.h"

namespace hone {

/// True if the unit is compiled without type-based alias rules (-fno-strict-aliasing), or nobody
/// can say. An AST does not tell: only the code generator is told.
bool hasRelaxedAliasing(const Unit &U);
/// True if the unit's compiler is a clang.
bool isCompiledByClang(const Unit &U);

} // namespace hone

#endif
