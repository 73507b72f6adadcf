// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a piece of code says, for checks that move it to where other names are known.
#ifndef HONE_LIB_CHECKS_WORDS_H
#define HONE_LIB_CHECKS_WORDS_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/Stmt.h"
#include "llvm/ADT/StringSet.h"

namespace hone {

struct Words {
  /// The names that are declared, and all that are looked up without saying where, in
  /// macros and in text that the compiler did not see, too.
  llvm::StringSet<> Declared, Said;
  bool Fractions = false;  ///< Something is a floating-point number.
  bool Tries = false;      ///< A try block.
  bool LongTokens = false; ///< Strings of several lines, which must not be indented.
};
Words wordsOf(const clang::Stmt &S, const clang::ASTContext &C);
bool haveCommon(const llvm::StringSet<> &A, const llvm::StringSet<> &B);

} // namespace hone

#endif
