// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Several commits that appear at once.
#ifndef HONE_APPLY_COMMIT_H
#define HONE_APPLY_COMMIT_H

#include "hone/Project/Project.h"
#include "hone/Support/Support.h"

namespace hone {

class CommitSeries {
public:
  /// Errors, each a sentence: no repository or no commit yet, no branch, a
  /// merge or the like under way, nobody knows who commits.
  static llvm::Expected<CommitSeries> prepare(const Project &P);

  /// Says which files will be changed (absolute real paths), before they are.
  /// Errors: one of them is not as the last commit has it.
  llvm::Error begin(const std::vector<std::string> &Files);

  /// Puts a commit with these texts on top of the last; nobody sees it yet.
  llvm::Error add(const std::map<std::string, std::string> &Texts, llvm::StringRef Message);

  /// Moves the branch to the last commit made, in one step, if it still is where
  /// it was. The files in the work tree must be as the last texts are.
  /// Their entries in the user's index follow; what else is staged there stays.
  llvm::Error finish();

  /// The commit that the next one will follow.
  const std::string &tip() const { return Tip; }

private:
  CommitSeries(std::string Top, TempDir Own) : Top(std::move(Top)), Own(std::move(Own)) {}
  llvm::Expected<std::string> run(const std::vector<std::string> &Arguments, bool OwnIndex = false) const;
  llvm::Expected<std::string> relative(const std::string &File) const;

  std::string Top;  ///< Of the work tree.
  TempDir Own;      ///< Index, texts and messages.
  std::string Head, Tip;
  struct FileEntry {
    std::string Mode, Hash; ///< As of Tip.
  };
  std::map<std::string, FileEntry> Entries; ///< Of the files, by name below Top.
};

} // namespace hone

#endif
