// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What git knows of a project. All that Hone asks of git goes through here.
#ifndef HONE_PROJECT_GIT_H
#define HONE_PROJECT_GIT_H

#include "hone/Project/Project.h"
#include <set>

namespace hone {

/// Runs git in \p Folder, with \p Environment ("NAME=value") on top, and returns
/// what it prints. Paths are taken literally, and git speaks English. Errors: it
/// is not installed; its own words, if it fails.
llvm::Expected<std::string>
git(llvm::StringRef Folder, const std::vector<std::string> &Arguments,
    const std::vector<std::string> &Environment = {});

/// The names in what git prints with -z.
std::vector<std::string> namesIn(llvm::StringRef Text);

/// True if \p Folder lies in a work tree; false also if git is not installed.
/// Errors: there is a repository, but git does not want to look at it.
llvm::Expected<bool> isInWorkTree(llvm::StringRef Folder);

/// Tracked files of the project that differ from the last commit, staged or
/// not, relative to the root. Empty outside of git.
llvm::Expected<std::vector<std::string>> uncommittedFiles(const Project &P);

/// An error if a run that writes would mix its changes with uncommitted ones.
llvm::Error refuseUncommitted(const Project &P);

/// Those of \p Files (absolute real paths) that git ignores. What is tracked is
/// not ignored, whatever the patterns say. Empty outside of git.
llvm::Expected<std::set<std::string>>
ignoredFiles(const Project &P, const std::set<std::string> &Files);

} // namespace hone

#endif
