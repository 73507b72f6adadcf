// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Vectors own what they hold, so two of them are apart if they are two objects.
#include "NestGuards.h"
#include "LoopContext.h"

using namespace clang;
using namespace hone;

bool hone::areOneOrApart(const NestArray &A, const NestArray &B, const ASTContext &C) {
  return !A.Levels.empty() && !B.Levels.empty() && isStdVector(A.Levels[0]) && isStdVector(B.Levels[0]) &&
         C.hasSameUnqualifiedType(A.Levels[0].getNonReferenceType(), B.Levels[0].getNonReferenceType());
}

std::string hone::asksWhetherApart(const NestArray &A, const NestArray &B, ASTContext &C) {
  const std::string X = textOf(*A.Base, C), Y = textOf(*B.Base, C);
  return areOneOrApart(A, B, C) ? "&" + X + " != &" + Y : "";
}
