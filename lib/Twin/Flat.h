// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The flat text of a unit: the main file with every header that must be
// changed, and every header on the way to one, in place of its #include.
#ifndef HONE_LIB_TWIN_FLAT_H
#define HONE_LIB_TWIN_FLAT_H

#include "clang/Basic/SourceManager.h"
#include <map>
#include <set>
#include <string>
#include <vector>

namespace hone {

class FlatText {
public:
  FlatText(const clang::SourceManager &SM, const clang::LangOptions &Options);

  /// True if text may be put at \p Where: plain text of the main file or of a
  /// user's header that the main file reaches by #include lines.
  bool canEdit(clang::SourceLocation Where) const;
  /// Inserts once: the same text at the same place is not repeated.
  void insert(clang::SourceLocation Where, llvm::StringRef Text);
  void replace(clang::SourceLocation Where, unsigned Length, llvm::StringRef Text);
  /// A place whose offset in the flat text is known after compose().
  unsigned mark(clang::SourceLocation Where);

  /// The text. \p Head comes first.
  std::string compose(llvm::StringRef Head);
  unsigned offsetOf(unsigned Mark) const { return MarkOffsets[Mark]; }

private:
  struct Change {
    unsigned Begin, End;
    std::string Text = {};
    int Mark = -1;
    clang::FileID Child = {};
    unsigned Order = 0; ///< Among changes of one place.
  };
  struct Directive {
    unsigned Begin, End;      ///< The whole line, without its end.
    unsigned Name;            ///< Offset of the file name's token; 0 for a pragma.
    std::string Target;       ///< As spelled, with quotes or brackets.
    bool Once = false;        ///< #pragma once
  };

  std::pair<clang::FileID, unsigned> place(clang::SourceLocation Where) const;
  std::vector<Directive> directives(clang::FileID File) const;
  void need(clang::FileID File);
  void needIncludersOfOnce();
  void expand(clang::FileID File, std::string &Out);
  void addDirectives(clang::FileID File, std::vector<Change> &Changes);

  const clang::SourceManager &SM;
  const clang::LangOptions &Options;
  /// Files entered by the preprocessor, by the place of their #include.
  std::map<std::pair<clang::FileID, unsigned>, clang::FileID> Entered;
  std::map<clang::FileID, clang::FileID> Parent;
  std::set<clang::FileID> Expanded;
  std::map<clang::FileID, std::vector<Change>> Changes;
  std::set<std::pair<std::pair<clang::FileID, unsigned>, std::string>> Inserted;
  std::vector<unsigned> MarkOffsets;
};

/// The absolute real path of a file, as findings name it.
std::string realPath(const clang::SourceManager &SM, clang::FileID File);

} // namespace hone

#endif
