// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A temporary project on disk, for tests.
#ifndef HONE_TEST_UNIT_PROJECT_FOLDER_H
#define HONE_TEST_UNIT_PROJECT_FOLDER_H

#include "hone/Project/Project.h"
#include "hone/Support/Support.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "gtest/gtest.h"

namespace hone {

class Folder {
public:
  Folder() : Dir(llvm::cantFail(TempDir::create())) {}

  std::string path(llvm::StringRef Name = "") const {
    return Name.empty() ? Dir.path() : Dir.file(Name);
  }

  /// Writes a file and the folders it is in; returns its path.
  std::string write(llvm::StringRef Name, llvm::StringRef Text) const {
    const std::string Path = path(Name);
    llvm::sys::fs::create_directories(llvm::sys::path::parent_path(Path));
    llvm::cantFail(writeFile(Path, Text));
    return Path;
  }

  /// A database of one command per file, run in the project's folder.
  std::string database(
      const std::vector<std::pair<std::string, std::string>> &FilesAndCommands,
      llvm::StringRef Name = "build/compile_commands.json") const {
    llvm::json::Array Entries;
    for (const auto &[File, Command] : FilesAndCommands)
      Entries.push_back(llvm::json::Object{
          {"directory", path()}, {"file", File}, {"command", Command}});
    return write(
        Name,
        llvm::formatv("{0}", llvm::json::Value(std::move(Entries))).str());
  }

  Project load(const std::vector<std::string> &Files = {},
               llvm::StringRef Build = "build") const {
    ProjectOptions O;
    O.BuildDir = path(Build);
    O.Files = Files;
    llvm::Expected<Project> P = Project::load(O);
    EXPECT_TRUE(bool(P)) << llvm::toString(P.takeError());
    return P ? std::move(*P) : Project();
  }

private:
  TempDir Dir;
};

/// True if the words are in the list, next to each other.
inline bool has(const std::vector<std::string> &List,
                const std::vector<std::string> &Words) {
  return std::search(List.begin(), List.end(), Words.begin(), Words.end()) !=
         List.end();
}

inline std::string errorOf(const ProjectOptions &O) {
  llvm::Expected<Project> P = Project::load(O);
  return P ? "" : llvm::toString(P.takeError());
}

} // namespace hone

#endif
