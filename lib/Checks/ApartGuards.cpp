// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Two vectors are one object or share nothing, so an order is asked about twice: with two arrays, and with one.
#include "ApartGuards.h"
#include "LoopContext.h"
#include "NestGuards.h"
#include "hone/Rewrite/PatchBuilder.h"

using namespace clang;
using namespace hone;

std::optional<Refusal> hone::keepApart(Nest &N, const std::vector<NestStatement> &Order, const Stmt &Loop, std::vector<std::string> &Guards,
                                       std::vector<Obligation> &Shown, ASTContext &C) {
  auto No = [&](const char *Code, const std::string &Text) { return Refusal{Code, Text, Loop.getBeginLoc()}; };
  for (auto [A, B] : N.mayShare(Shown)) {
    const NestArray &X = N.Arrays[A], &Y = N.Arrays[B];
    const std::string Names = "'" + textOf(*X.Base, C) + "' and '" + textOf(*Y.Base, C) + "'";
    if (auto Argument = orderAnyway(N, Order, A, B, C)) {
      Shown.push_back({"apart", *Argument, How::Proved});
      continue;
    }
    const std::string Question = asksWhetherApart(X, Y, C);
    if (Question.empty())
      return No("may-alias", Names + " may have elements in common");
    if (isFallbackOf(Question, Loop, C))
      return No("fallback", "the loop is what runs if '" + Question + "' does not hold");
    Guards.push_back(Question);
    Shown.push_back({"apart", Names + " are two objects", How::Guarded});
  }
  return std::nullopt;
}
