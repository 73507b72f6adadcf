// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The identifiers of a piece of text that nobody has parsed.
#ifndef HONE_LIB_TWIN_WORDS_H
#define HONE_LIB_TWIN_WORDS_H

#include "clang/Lex/Preprocessor.h"
#include "llvm/ADT/StringSet.h"

namespace hone {

struct Words {
  llvm::StringSet<> Names;    ///< But for those behind `.`, `->` and `::`.
  llvm::StringSet<> Declared; ///< Names that may be declared: `T n = 0`.
  bool Returns = false, Jumps = false; ///< `return`, `goto`.
  bool Directives = false;             ///< `#if` and its like.
  bool Sinks = false; ///< Closes a bracket that something in front of it opens.
};

/// Reads \p Text, and the macros in it that \p PP knows.
Words readWords(llvm::StringRef Text, clang::Preprocessor &PP);

/// True if macros of the project mention the line, and none of them makes a
/// name of it: both versions may be compiled as if they stood in one line.
bool hasPlainLines(clang::Preprocessor &PP);

/// Where the first of \p Names stands in \p Text; npos if none does.
std::size_t findName(llvm::StringRef Text, const llvm::StringSet<> &Names,
                     const clang::LangOptions &Options);

} // namespace hone

#endif
