// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The only way from a check to text. Owns macros, ranges, braces, indentation,
// line ends, includes and formatting, so that no check touches text.
#ifndef HONE_REWRITE_PATCHBUILDER_H
#define HONE_REWRITE_PATCHBUILDER_H

#include "hone/Core/Model.h"
#include "clang/AST/ASTContext.h"
#include "llvm/Support/Error.h"

namespace hone {

class PatchBuilder {
public:
  explicit PatchBuilder(clang::ASTContext &Context);

  /// The source text of \p Range, comments included; empty if it is not plain
  /// text of one file (a macro is involved).
  std::string text(clang::SourceRange Range) const;

  void replace(clang::SourceRange Range, llvm::StringRef Text);
  void insertBefore(clang::SourceLocation Where, llvm::StringRef Text);
  void insertAfter(clang::SourceRange Range, llvm::StringRef Text);
  void remove(clang::SourceRange Range);

  /// Inserts whole statements (one or more lines, no trailing newline) before
  /// \p S, at its indentation. If S is the body of an if, else, case, label or loop
  /// braces are added where that is safe, else take() is an error.
  void insertStatementsBefore(const clang::Stmt &S, llvm::StringRef Lines);

  /// Adds `#include <Header>` at the place the file's includes call for,
  /// unless the file has it already.
  void addInclude(llvm::StringRef Header);

  /// The patch, touched lines formatted with the project's .clang-format.
  /// Errors have a refusal code as their text's first word ("macro: ...").
  llvm::Expected<Patch> take();

private:
  clang::ASTContext &Context;
  struct Pending {
    unsigned Offset, Length;
    std::string Text;
    bool WholeLines;
  };
  std::map<std::string, std::vector<Pending>> ByFile;
  std::vector<std::string> Includes;
  std::string Problem;
};

/// A name based on \p Wanted that hides nothing and is hidden by nothing in
/// the function around \p At, nor is a macro: "size", then "size2" ...
std::string freshName(const clang::Stmt &At, clang::ASTContext &Context,
                      llvm::StringRef Wanted);

} // namespace hone

#endif
