// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Between the database on disk and the units of Project.h.
#ifndef HONE_LIB_PROJECT_COMMAND_H
#define HONE_LIB_PROJECT_COMMAND_H

#include "hone/Support/Support.h"
#include "FlagList.h"
#include "hone/Project/Database.h"
#include <optional>

namespace hone {

/// Makes units of commands. Remembers what clang said about flags: most units
/// of a project share theirs.
class FlagReader {
public:
  FlagReader(std::string ResourceDir, bool AnyLanguage)
      : ResourceDir(std::move(ResourceDir)), AnyLanguage(AnyLanguage) {}
  Prepared prepare(const Command &C);

private:
  std::vector<std::string> acceptedByClang(std::vector<std::string> Flags,
                                           const Unit &U);
  std::string gccHeaders(const std::string &Compiler);
  /// For clang: target and folders of a g++ that is not the system's; empty if it is, or cannot be asked.
  std::vector<std::string> ownHeaders(const Unit &U);
  void setFlags(Unit &U, const FlagList &All);
  std::string ResourceDir;
  bool AnyLanguage;
  std::map<std::string, std::vector<std::string>> Accepted;
  std::map<std::string, std::string> GccHeaders; ///< By compiler.
  std::map<std::string, std::vector<std::string>> OwnHeaders; ///< By what was asked.
};

/// The flags that make clang look where a g++ says, in what it prints with -v, that it looks.
std::vector<std::string> searchFlagsIn(llvm::StringRef Said);

/// Replaces @files by what is in them. Returns the ones that cannot be read.
std::vector<std::string>
expandResponseFiles(std::vector<std::string> &Arguments,
                    const std::string &Directory);

} // namespace hone

#endif
