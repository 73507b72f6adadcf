// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef HONE_PIPELINE_LEDGER_H
#define HONE_PIPELINE_LEDGER_H

#include "hone/Apply/Apply.h"

namespace hone {

/// The changes kept so far, in the coordinates of the text before the run,
/// though each was found in the text as the rounds before had left it.
class Ledger {
public:
  /// Adds changes found side by side in the text as it is now. An insertion
  /// that several of them make alike is made once. An edit over text that an
  /// earlier change put there is folded into that change's edit, and the two
  /// stand or fall together.
  void add(const std::vector<Change> &Found);

  /// Every change with its edits on the original text. Those that stand or
  /// fall together are one, under the id of the earliest.
  std::vector<Change> changes() const;
  /// The ids that stand or fall with \p Id, itself included.
  std::vector<std::string> together(const std::string &Id) const;
  /// The edits of one id on the original text; a folded edit is reported with the earliest.
  std::vector<Edit> editsOf(const std::string &Id) const;
  /// All edits of a file on its original text.
  std::vector<Edit> editsIn(const std::string &File) const;
  /// Where a byte of the original text stands now; the begin of what replaced
  /// it if it is gone.
  unsigned currentOffset(const std::string &File, unsigned Original) const;
  /// Where a byte of the text as it is now stood in the original; for one
  /// that an edit inserted, where the edit begins.
  unsigned originalOffset(const std::string &File, unsigned Current) const;
  std::vector<std::string> files() const;

private:
  /// A replaced stretch of the original. Ids: who wrote it, earliest first.
  struct Piece {
    unsigned Begin = 0, Length = 0;
    std::string Text;
    std::vector<std::string> Ids;
    bool Shared = false; ///< The same insertion by several; not a fold.
  };
  void addOne(std::vector<Piece> &Pieces, const std::string &Id, const Edit &E);

  std::map<std::string, std::vector<Piece>> ByFile;
};

} // namespace hone

#endif
