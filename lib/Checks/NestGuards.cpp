// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Vectors own what they hold, so two of them are apart if they are two objects.
#include "NestGuards.h"
#include "LoopContext.h"
#include "hone/Rewrite/PatchBuilder.h"

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

bool hone::mayBeRow(const NestArray &Vector, const NestArray &Matrix, const ASTContext &C) {
  return Vector.Levels.size() == 1 && Matrix.Levels.size() == 2 && isStdVector(Matrix.Levels[0]) && isStdVector(Vector.Levels[0]) &&
         C.hasSameUnqualifiedType(Matrix.Levels[1].getNonReferenceType(), Vector.Levels[0].getNonReferenceType()) &&
         C.getLangOpts().CPlusPlus14;
}

std::string hone::asksWhetherNoRow(const NestArray &Vector, const NestArray &Matrix, const Stmt &Loop, ASTContext &C) {
  const std::string At = "(&" + textOf(*Vector.Base, C) + ", ", Rows = textOf(*Matrix.Base, C);
  return "(" + stdName("less", Loop, C) + "<>()" + At + Rows + ".data()) || " + stdName("greater_equal", Loop, C) + "<>()" + At +
         Rows + ".data() + " + Rows + ".size()))";
}

bool hone::keepsOrderAsOne(std::vector<NestStatement> Statements, unsigned A, unsigned B) {
  for (NestStatement &Each : Statements)
    for (ArrayAccess &Access : Each.Accesses)
      if (Access.Array == B)
        Access.Array = A;
  return !findTurnedPair(Statements);
}
