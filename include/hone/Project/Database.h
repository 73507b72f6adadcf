// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A database entry by entry, for who looks at what is wrong with it. Everybody
// else takes Project::load().
#ifndef HONE_PROJECT_DATABASE_H
#define HONE_PROJECT_DATABASE_H

#include "hone/Project/Project.h"

namespace hone {

/// One entry of a database, with absolute Directory and File.
struct Command {
  std::string Directory, File;
  std::vector<std::string> Arguments; ///< The compiler, or its launcher, first.
  std::string Output; ///< As the entry names it; may be empty.
};

/// Errors: it cannot be read, or holds no commands.
llvm::Expected<std::vector<Command>> readDatabase(llvm::StringRef Path);

/// The database to use; what was chosen among several is told in \p Notes.
/// \p Files are real paths.
llvm::Expected<std::string> findDatabase(llvm::StringRef BuildDir,
                                         const std::vector<std::string> &Files,
                                         std::vector<std::string> &Notes);

/// `FILES -- FLAGS`: what a database would have said. \p Files are real paths.
llvm::Expected<std::vector<Command>> commandsFromFlags(const ProjectOptions &Options,
                                                       const std::vector<std::string> &Files);

/// Removes ccache, distcc, env and their like from the front.
std::vector<std::string> withoutLaunchers(std::vector<std::string> Arguments);

/// What became of a command. Ignored: nothing anybody wrote (the entry that
/// makes a precompiled header).
struct Prepared {
  enum { Ready, Skipped, Failed, Ignored } What = Ready;
  Unit U;
  Reason Why; ///< For Skipped. For Failed: empty-command, no-folder, no-file or no-response-file.
};

/// Makes units of commands, as loading a project does, and remembers what they share.
std::function<Prepared(const Command &)> makeUnitReader();

/// The program as a path; a name with a slash is relative to \p Directory. Empty if there is none.
std::string findProgram(llvm::StringRef Compiler, llvm::StringRef Directory);

/// Sets Project::Objects.
void addObjects(Project &P, const std::vector<Command> &Commands);

/// Where reports are relative to, and where the build writes.
void findRoots(Project &P);

} // namespace hone

#endif
