// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a macro stands for, by the tokens of its definition and of those it uses.
#ifndef HONE_LIB_CHECKS_MACROBODY_H
#define HONE_LIB_CHECKS_MACROBODY_H

#include "clang/Lex/Preprocessor.h"

namespace hone {

/// The macro that \p Name is at \p Where; none if it is no macro there, or one of the compiler's own.
const clang::MacroInfo *macroAt(llvm::StringRef Name, clang::SourceLocation Where, clang::Preprocessor &PP);

/// Whether a part of what \p Macro stands for, at \p Where, plainly does nothing, or is never executed, or leaves
/// out an argument: `((void)0)`, `do {} while (0)`, `if (false) log(x)`. It may be anything elsewhere.
bool isPartlyNothing(const clang::MacroInfo &Macro, clang::SourceLocation Where, clang::Preprocessor &PP);

/// Whether \p Macro begins with an operator, and so goes on with an expression that stands in front of it.
bool beginsWithOperator(const clang::MacroInfo &Macro);

} // namespace hone

#endif
