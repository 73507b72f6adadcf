// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A shadow of the project in which changed text can be compiled before the
// user's files are touched. Private to Apply.
#ifndef HONE_LIB_APPLY_MIRROR_H
#define HONE_LIB_APPLY_MIRROR_H

#include "Compose.h"
#include "hone/Support/Support.h"
#include <set>

namespace hone {

/// What a compiler said about a unit.
struct CompileAnswer {
  bool Ok = false;
  bool Started = true;    ///< False: the compiler could not be run at all.
  std::string FirstError; ///< One line, paths relative to the project.
};

class Mirror {
public:
  /// A shadow that \p Units (indices) can be compiled in; \p Originals are the
  /// files whose text will change. \p Read: what the compilers of the units say
  /// they read, in their order. It takes them nearly as long as to compile;
  /// without it the shadow may lack what only they see.
  static llvm::Expected<Mirror>
  create(const Project &P, const UnitFiles &Opened,
         const std::vector<unsigned> &Units, const Texts &Originals,
         const std::vector<std::vector<std::string>> &Read);

  /// Lets the shadow of \p File (absolute real path) hold \p Text.
  llvm::Error put(llvm::StringRef File, llvm::StringRef Text);

  /// Compiles a unit with its own compiler and flags in the shadow. A unit
  /// that reads the original of a changed file all the same is not Ok, nor is
  /// one that does not read the shadow of each of \p Needed.
  CompileAnswer compile(const Unit &U,
                        const std::vector<std::string> &Needed = {}) const;

  /// The same where the files really are.
  CompileAnswer compileInPlace(const Unit &U) const;

private:
  Mirror(const Project &P, const Texts &Originals, TempDir Dir)
      : P(P), Originals(Originals), Dir(std::move(Dir)),
        Tree(this->Dir.file("tree")) {}

  void addFolders(std::string RealFolder);
  void addFoldersOnTheWay(llvm::StringRef File);
  bool belongs(llvm::StringRef RealPath) const;
  llvm::Error build(const std::string &Folder);
  llvm::Error linkEntry(const std::string &Entry);
  std::string shadowOf(llvm::StringRef RealPath) const;
  std::string translate(llvm::StringRef Path, llvm::StringRef Directory) const;
  std::string redirected(llvm::StringRef Text) const;
  CompileAnswer run(const Unit &U, std::vector<std::string> Command,
                    llvm::StringRef Directory) const;
  std::string ruleFile(const Unit &U) const;
  /// What is wrong with the files in the rule of -MD; or "".
  std::string whyNotChecked(llvm::StringRef Rule, llvm::StringRef Directory,
                            const std::vector<std::string> &Needed) const;

  const Project &P;
  const Texts &Originals;
  TempDir Dir;
  std::string Tree;
  /// Folders that are folders in the shadow too; all else there is a link.
  std::set<std::string> Folders;
  /// What absolute paths in sources may begin with.
  std::set<std::string> Roots;
};

} // namespace hone

#endif
