// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One file as raw tokens: what the AST does not keep (comments, directives,
// line ends, indentation) and an edit must respect.
#ifndef HONE_LIB_REWRITE_FILETEXT_H
#define HONE_LIB_REWRITE_FILETEXT_H

#include "clang/AST/ASTContext.h"
#include "clang/Basic/TokenKinds.h"
#include "clang/Tooling/Core/Replacement.h"
#include <memory>
#include <string>
#include <vector>

namespace hone {

struct RawToken {
  unsigned Offset, Length;
  clang::tok::TokenKind Kind;
  bool InDirective; ///< Part of a preprocessor line.
  unsigned end() const { return Offset + Length; }
  bool isCode() const { return !InDirective && Kind != clang::tok::comment; }
};

class FileText {
public:
  FileText(const clang::ASTContext &Context, clang::FileID File);
  /// The same, from the TextMemory if there is one.
  static std::shared_ptr<const FileText> of(const clang::ASTContext &Context, clang::FileID File);
  /// Whether there may be a pragma of \p Kind anywhere in \p File: mostly there is none, and it need not be
  /// lexed to say so.
  static bool mayHavePragma(const clang::ASTContext &Context, clang::FileID File, llvm::StringRef Kind);
  /// Only the tokens that begin in a stretch; \p Begin must be where one does that is
  /// part of no directive. Nothing but Code and Tokens is there.
  FileText(const clang::ASTContext &Context, clang::FileID File, unsigned Begin, unsigned End);

  /// Absolute real path.
  std::string Path;
  llvm::StringRef Code;
  std::vector<RawToken> Tokens;
  llvm::StringRef EOL; ///< What most lines of the file end with.

  llvm::StringRef text(const RawToken &T) const { return Code.substr(T.Offset, T.Length); }
  /// Index of the first token at or after \p Offset.
  std::size_t tokenAt(unsigned Offset) const;
  /// The last token of code before \p Offset, null at the start of the file.
  const RawToken *codeBefore(unsigned Offset) const;
  const RawToken *codeAfter(unsigned Offset) const;
  unsigned lineBegin(unsigned Offset) const;
  unsigned lineEnd(unsigned Offset) const; ///< Before the line's end.
  /// Leading white space of the line of \p Offset.
  llvm::StringRef indentation(unsigned Offset) const;
  /// True if only white space stands before \p Offset in its line.
  bool startsLine(unsigned Offset) const;
  bool hasDirective(unsigned Begin, unsigned End) const;
  /// What the file indents a nested line by.
  std::string step() const;
  /// \p Lines with the file's line ends, every line but the first indented; a tab that
  /// begins a line is one step of the file's own.
  std::string indented(llvm::StringRef Lines, llvm::StringRef Indent) const;
  /// \p Lines, with a tab for each eight spaces that one begins with, if the file has it so.
  std::string withTabs(std::string Lines) const;

private:
  void lex(const clang::ASTContext &Context, clang::FileID File, unsigned Begin, unsigned End);
};

/// Where to insert `#include <Header>` in \p File above \p Before, and what;
/// nullopt if the file includes it directly already.
std::optional<std::pair<unsigned, std::string>>
placeInclude(const FileText &File, llvm::StringRef Header, unsigned Before);

/// What clang-format, with the .clang-format that applies to the file, changes
/// in the lines of \p Changed that \p Touched (byte ranges of it) lies in. No
/// such file, no change.
clang::tooling::Replacements
formatTouched(const FileText &File, const std::vector<std::pair<unsigned, unsigned>> &Touched,
              llvm::StringRef Changed, llvm::vfs::FileSystem &FS);

} // namespace hone

#endif
