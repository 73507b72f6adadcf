// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The statements of a function that can be driven alone, when the function as
// a whole cannot be.
#ifndef HONE_LIB_TWIN_REGION_H
#define HONE_LIB_TWIN_REGION_H

#include "Body.h"
#include "Words.h"
#include "hone/Core/Model.h"
#include "llvm/Support/Error.h"

namespace hone {

struct Region {
  Extent Where;             ///< In the function's file: whole statements.
  bool ReachesEnd = false;  ///< Of the function, so it may return.
  bool Returns = false;     ///< And does.
  std::vector<const clang::VarDecl *> Needs; ///< Declared outside, used inside.
  std::vector<LocalName> Copied; ///< Declarations that may stand twice.
};

/// True if a value of the type says nothing without what it refers to.
bool refers(clang::QualType T, unsigned Depth = 0);

/// The smallest run of statements of one block of \p F that contains all
/// \p Edits and can stand alone. Errors start with a refusal code.
llvm::Expected<Region> chooseRegion(const clang::FunctionDecl &F, const Body &B,
                                    const std::vector<Edit> &Edits, clang::Preprocessor &PP);

} // namespace hone

#endif
