// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Widths, colours and line breaks. Private to Reporters.
#ifndef HONE_LIB_REPORTERS_TERMINAL_H
#define HONE_LIB_REPORTERS_TERMINAL_H

#include "llvm/ADT/StringRef.h"
#include <string>

namespace hone {

enum class Style { Plain, Bold, Dim, Italic, Title, Green, Yellow, Red, Cyan };

/// \p Text as it is if it is plain, empty, or not to be coloured.
std::string colored(Style S, const std::string &Text, bool Color);

/// Columns on a terminal; bytes where it is not known.
unsigned widthOf(llvm::StringRef Text);
/// With spaces behind it.
std::string padded(std::string Text, unsigned Width);
/// Shortened at the end to fit \p Width.
std::string fitted(std::string Text, unsigned Width);
/// Broken at spaces so that it fits between \p Indent and \p Width; all lines but the first begin with \p Indent
/// spaces, all but the last end with a newline.
std::string wrapped(llvm::StringRef Text, unsigned Indent, unsigned Width);

} // namespace hone

#endif
