// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A loop that makes one string of many: how long it becomes is the sum of their lengths, which a
// loop in front can add up.
#ifndef HONE_LIB_CHECKS_JOINEDTEXT_H
#define HONE_LIB_CHECKS_JOINEDTEXT_H

#include "AppendLoop.h"
#include "hone/Analysis/Effects.h"
#include "hone/Checks/Check.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/Error.h"

namespace hone {

class JoinedText {
public:
  JoinedText(const clang::Stmt &Loop, clang::ASTContext &C);
  Verdict run();
  llvm::Expected<Patch> rewrite();

private:
  bool readParts();
  Effects effectsOfTurn() const;
  void addFollowing();
  std::optional<Refusal> refuseHeader() const;
  std::optional<Refusal> refuseBody() const;
  std::optional<Refusal> refuseParts() const;
  std::optional<Refusal> refuseString(bool &Silent);
  std::optional<Refusal> refuse(bool &Silent);
  bool isOfHeader(const clang::VarDecl &V) const;

  const clang::Stmt &Loop;
  clang::ASTContext &C;
  const clang::FunctionDecl *F = nullptr;
  NamedContainer To;
  std::vector<const clang::CallExpr *> Appends; ///< In each turn, in order.
  std::vector<const clang::Expr *> Parts; ///< The strings among what they append.
  std::size_t Constant = 0;               ///< Characters besides, in each turn,
  std::size_t Around = 0;                 ///< and before and behind the loop.
};

} // namespace hone

#endif
