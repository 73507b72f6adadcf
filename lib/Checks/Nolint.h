// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The comments of clang-tidy that silence a check on a line.
#ifndef HONE_LIB_CHECKS_NOLINT_H
#define HONE_LIB_CHECKS_NOLINT_H

#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace hone {

class NolintComments {
public:
  /// Reads all of a file's `NOLINT`, `NOLINTNEXTLINE` and `NOLINTBEGIN` ... `NOLINTEND`.
  explicit NolintComments(llvm::StringRef Text);

  /// True if \p Check ("hone-<id>") is silenced on \p Line, counted from 1.
  bool silences(llvm::StringRef Check, unsigned Line) const;

private:
  struct Range {
    unsigned First, Last;
    std::string Globs; ///< "*" if the comment names none.
  };
  std::vector<Range> Ranges;
};

} // namespace hone

#endif
