// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Another order for statements whose arrays may share elements: right all the same, or asked for.
#ifndef HONE_LIB_CHECKS_APARTGUARDS_H
#define HONE_LIB_CHECKS_APARTGUARDS_H

#include "Nest.h"

namespace hone {

/// Shows of every two arrays of \p N that may share elements that \p Order is right even if they are one, or adds to \p Guards
/// a question in front of \p Loop whether they are. Codes: may-alias, fallback (the loop is what runs if they are one).
std::optional<Refusal> keepApart(Nest &N, const std::vector<NestStatement> &Order, const clang::Stmt &Loop, std::vector<std::string> &Guards,
                                 std::vector<Obligation> &Shown, clang::ASTContext &C);

} // namespace hone

#endif
