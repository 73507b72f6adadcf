// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The text of a twin: the function's own text under another name, out of line.
#ifndef HONE_LIB_TWIN_DEFINITION_H
#define HONE_LIB_TWIN_DEFINITION_H

#include "clang/AST/DeclCXX.h"
#include "hone/Core/Model.h"
#include "llvm/Support/Error.h"

namespace hone {

struct TwinText {
  std::string Declaration; ///< In-class, with `public:`; empty for a free function.
  std::string Definition;
  std::string Original;
  std::vector<std::pair<unsigned, unsigned>> Changed;
};

/// The identifier a twin's name is made of: "threshold", "index" for operator[].
std::string twinStem(const clang::FunctionDecl &F);

/// The twin of the definition \p F under \p Name with \p Edits (of F's own
/// file, inside F) applied; \p Beside are those of F's other declarations. The error's text
/// starts with a refusal code.
llvm::Expected<TwinText> writeTwin(const clang::FunctionDecl &F, llvm::StringRef Name,
                                   const std::vector<Edit> &Edits,
                                   const std::vector<Edit> &Beside = {});

/// Where the function begins, with `template <...>` in front of it.
clang::SourceLocation beginOf(const clang::FunctionDecl &F);
/// Where it begins without that. A macro may stand for its first specifiers.
clang::SourceLocation innerBeginOf(const clang::FunctionDecl &F);

/// A class's or enumeration's own name, or the one a typedef gives it.
llvm::StringRef nameOf(const clang::TagDecl &D);

/// `::a::b::` with the levels nobody can spell left out.
std::string qualifierOf(const clang::DeclContext *Context);

/// False for functions that must be inlined, or may be run by the compiler.
bool mayBeNoinline(const clang::FunctionDecl &F);

} // namespace hone

#endif
