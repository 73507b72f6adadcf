// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a build writes, set aside under a name and put back.
#ifndef HONE_LIB_PIPELINE_BUILTFILES_H
#define HONE_LIB_PIPELINE_BUILTFILES_H

#include "hone/Support/Support.h"
#include <map>
#include <set>

namespace hone {

class BuiltFiles {
public:
  /// All files below \p Folders count as they are now. Errors: no temporary folder.
  static llvm::Expected<BuiltFiles> create(std::vector<std::string> Folders);
  /// The sources: not the build's.
  void leaveOut(const std::string &File) { Sources.insert(File); }
  /// What is new or another since the last look, for the second time, is the build's: what was so once may be anybody's.
  /// Returns how many files are by now.
  std::size_t look();
  /// Copies what is the build's, with its mode and time. Errors: no room.
  llvm::Error setAside(const std::string &Name);
  /// Whether a file has other contents in the two.
  bool differ(const std::string &Name, const std::string &Other) const;
  /// Puts back what was set aside. Errors: a file cannot be replaced; it is not as it was when this was last called, so
  /// somebody else writes it, and it is left alone.
  llvm::Error putBack(const std::string &Name);

private:
  /// Time in nanoseconds, size and identity.
  using Stamp = std::tuple<std::int64_t, std::uint64_t, std::uint64_t>;
  BuiltFiles(TempDir Dir, std::vector<std::string> Folders) : Dir(std::move(Dir)), Folders(std::move(Folders)) {}
  std::map<std::string, Stamp> list() const;

  TempDir Dir;
  std::vector<std::string> Folders;
  std::set<std::string> Sources, Touched;
  std::map<std::string, unsigned> Changes; ///< How often a file was found changed.
  std::map<std::string, Stamp> Known;
  std::map<std::string, std::map<std::string, std::string>> Aside; ///< Name -> file -> its copy.
};

} // namespace hone

#endif
