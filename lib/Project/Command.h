// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Between the database on disk and the units of Project.h.
#ifndef HONE_LIB_PROJECT_COMMAND_H
#define HONE_LIB_PROJECT_COMMAND_H

#include "hone/Support/Support.h"
#include "FlagList.h"
#include "hone/Project/Project.h"
#include <optional>

namespace hone {

/// One entry of a database, with absolute Directory and File.
struct Command {
  std::string Directory, File;
  std::vector<std::string> Arguments; ///< The compiler, or its launcher, first.
  std::string Output; ///< As the entry names it; may be empty.
};

llvm::Expected<std::vector<Command>> readDatabase(llvm::StringRef Path);

/// The database to use; what was chosen among several is told in \p Notes.
/// \p Files are real paths.
llvm::Expected<std::string> findDatabase(llvm::StringRef BuildDir,
                                         const std::vector<std::string> &Files,
                                         std::vector<std::string> &Notes);

/// What became of a command. Ignored: nothing anybody wrote (the entry that
/// makes a precompiled header).
struct Prepared {
  enum { Ready, Skipped, Failed, Ignored } What = Ready;
  Unit U;
  Reason Why; ///< For Skipped; only the text for Failed.
};

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
  void setFlags(Unit &U, const FlagList &All);
  std::string ResourceDir;
  bool AnyLanguage;
  std::map<std::string, std::vector<std::string>> Accepted;
  std::map<std::string, std::string> GccHeaders; ///< By compiler.
};

/// Removes ccache, distcc, env and their like from the front.
std::vector<std::string> withoutLaunchers(std::vector<std::string> Arguments);

/// Replaces @files by what is in them. Returns the ones that cannot be read.
std::vector<std::string>
expandResponseFiles(std::vector<std::string> &Arguments,
                    const std::string &Directory);

/// Where reports are relative to, and where the build writes.
void findRoots(Project &P);

} // namespace hone

#endif
