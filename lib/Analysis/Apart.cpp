// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Whether a scalar is apart from everything else that a loop touches, so that a
// local may stand for it while it is written, too. Other than in Alias.cpp it counts
// what is read: a read must find what the original would have stored.
#include "hone/Analysis/Alias.h"
#include "hone/Analysis/Ownership.h"

using namespace clang;
using namespace hone;

/// An element is a scalar object of its own; so is what the state is.
static bool isOtherElement(const Place &Other, const StatePlace &State, const ASTContext &C) {
  QualType S = State.Where.Type;
  if (Other.How != Reach::Element || Other.Last || Other.Container.isNull() || isCharLike(S))
    return false;
  // Nobody keeps objects in the characters of a string; in vectors of bytes some do.
  if (isCharLike(Other.Type))
    return isStdString(Other.Container);
  // One of as many bytes may be cast to the other, whatever the standard says.
  return Other.Type->isArithmeticType() && S->isArithmeticType() &&
         (C.getTypeSize(Other.Type) != C.getTypeSize(S) || Other.Type->isFloatingType() != S->isFloatingType());
}

bool hone::sharesNothing(const Access &Other, const StatePlace &State, const FunctionDecl &F,
                         const ASTContext &C, std::string &Argument) {
  const Place &P = Other.Where, &S = State.Where;
  Access Mine{S, Other.At};
  if (!P.Type.isNull() && (isStdVector(P.Type) || isStdString(P.Type)) &&
      !findInterference(Mine, {P, true, nullptr}, F, C, Argument))
    return true;
  if (!findInterference(Other, State, F, C, Argument))
    return true;
  if (P.Unfollowed || P.Type.isNull() || S.Type.isNull() || hasRelaxedAliasing(C))
    return false;
  bool Scalar = P.Type->isScalarType();
  if (Scalar && P.How != Reach::Element && !findInterference(Mine, {P, false, nullptr}, F, C, Argument))
    return true;
  const auto *Holder = S.Last ? dyn_cast<CXXRecordDecl>(S.Last->getParent()) : nullptr;
  if (P.Type->isRecordType() && Holder && !mayContain(P.Type, *Holder, C)) {
    Argument = P.describe() + " has no room for a '" + Holder->getNameAsString() + "'";
    return true;
  }
  if (Scalar && !isCharLike(P.Type) && S.Path.size() == 1 && P.Last != S.Last &&
      isReachedByNameOnly(*S.Path.back(), C)) {
    Argument = "no pointer or reference to " + S.describe() + " is ever made";
    return true;
  }
  if (isOtherElement(P, State, C)) {
    Argument = "two objects of different types share no byte";
    return true;
  }
  return false;
}
