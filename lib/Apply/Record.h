// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The folders below .hone/undo. Private to Apply.
#ifndef HONE_LIB_APPLY_RECORD_H
#define HONE_LIB_APPLY_RECORD_H

#include "Writer.h"
#include <optional>
#include <set>

namespace hone {

/// What is needed to take back a run: the original bytes of its files, and
/// what it may have made of them. Unfinished until the run says that all is
/// written: until then nobody wants to keep what is there.
class Record {
public:
  /// A new, unfinished one. Errors: the folder cannot be written.
  static llvm::Expected<Record> begin(const Project &P, const Texts &Originals);
  /// The newest that has announced anything.
  static std::optional<Record> last(const Project &P);

  /// Notes that the files are about to go from one text to another: whatever
  /// happens then, each is one of the two.
  llvm::Error announce(const Texts &Now, const Texts &Next);
  /// Adds the changes' ids and their diff, for people.
  llvm::Error describe(const std::vector<const Change *> &Changes,
                       llvm::StringRef Diff);
  /// The ids that describe() was given.
  std::set<std::string> changes() const;
  /// From here on the run counts as done, and older records may go.
  llvm::Error finish();
  /// Opens a finished one again, to be taken back.
  llvm::Error reopen();
  bool isUnfinished() const;
  void drop();

  /// What must be written to get back to the originals. Errors: the record is
  /// damaged; a file is neither the original nor what was announced.
  llvm::Expected<std::vector<Replacement>> wayBack() const;
  /// Removes what a killed run left beside the files.
  void removeTemporaries() const;

private:
  Record(const Project &P, std::string Folder)
      : P(&P), Folder(std::move(Folder)) {}
  struct Entry {
    std::string File, Bytes, Before; ///< Absolute; name in Folder; hash.
    std::vector<std::string> After;  ///< Hashes it may have.
  };
  llvm::Expected<std::vector<Entry>> entries() const;
  llvm::Error damaged() const;

  const Project *P;
  std::string Folder;
};

} // namespace hone

#endif
