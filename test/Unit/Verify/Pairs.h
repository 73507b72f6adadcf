// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Twins written by hand: a function's text before and after, and what it takes.
#ifndef HONE_TEST_VERIFY_PAIRS_H
#define HONE_TEST_VERIFY_PAIRS_H

#include "hone/Verify/Verify.h"

namespace hone {

struct Pair {
  const char *Title;
  /// Parameters as "type name; type name"; values or references.
  const char *Parameters;
  const char *Result; ///< "void" or a type by value.
  const char *Before; ///< The body of the original.
  const char *After;  ///< The body of the rewrite.
  const char *Around = ""; ///< What the bodies need, before the original.
};

/// The plan of one unit with all the pairs; the functions are named f1, f2 ...
TwinPlan planOf(const std::vector<Pair> &Pairs);

/// A unit whose main file lies in \p Folder.
Unit unitIn(const std::string &Folder, const std::string &Standard = "-std=c++20");

} // namespace hone

#endif
