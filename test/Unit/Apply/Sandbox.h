// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A small project on disk.
#ifndef HONE_TEST_UNIT_APPLY_SANDBOX_H
#define HONE_TEST_UNIT_APPLY_SANDBOX_H

#include "hone/Apply/Apply.h"
#include "hone/Support/Support.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "gtest/gtest.h"
#include <sys/stat.h>

struct Sandbox {
  hone::TempDir Dir = make();
  hone::Project P;
  hone::UnitFiles Opened;
  hone::FileHashes Hashes;

  Sandbox() {
    P.Root = Dir.file("project");
    mkdir(P.Root.c_str(), 0755);
  }

  static hone::TempDir make() {
    llvm::Expected<hone::TempDir> D = hone::TempDir::create();
    if (!D)
      abort();
    return std::move(*D);
  }

  std::string path(llvm::StringRef Name) const {
    return P.Root + "/" + Name.str();
  }

  /// Writes a file and takes its hash, as if it had been analysed.
  std::string write(llvm::StringRef Name, llvm::StringRef Text) {
    std::string File = path(Name);
    (void)llvm::sys::fs::create_directories(llvm::sys::path::parent_path(File));
    EXPECT_FALSE(llvm::errorToBool(hone::writeFile(File, Text)));
    Hashes[File] = hone::hashBytes(Text);
    return File;
  }

  std::string read(llvm::StringRef Name) const {
    llvm::Expected<std::string> Text = hone::readFile(path(Name));
    if (Text)
      return *Text;
    return "(" + llvm::toString(Text.takeError()) + ")";
  }

  /// A unit that opened these files; the first is its main file.
  void unit(std::string Compiler, std::vector<std::string> Names,
            std::vector<std::string> Flags = {},
            llvm::StringRef Directory = "") {
    hone::Unit U;
    U.Directory = Directory.empty() ? P.Root : Directory.str();
    U.Compiler = Compiler;
    U.Flags = Flags;
    U.MainFile = path(Names[0]);
    P.Units.push_back(U);
    Opened.emplace_back();
    for (const std::string &Name : Names)
      Opened.back().push_back(path(Name));
  }

  /// Replaces the only occurrence of \p From in a file.
  hone::Change change(std::string Id, llvm::StringRef Name,
                      llvm::StringRef From, llvm::StringRef To) const {
    std::string Text = read(Name);
    std::size_t At = Text.find(From.str());
    EXPECT_NE(At, std::string::npos) << Text;
    EXPECT_EQ(Text.find(From.str(), At + 1), std::string::npos) << Text;
    return {Id,
            {{path(Name), static_cast<unsigned>(At),
              static_cast<unsigned>(From.size()), To.str()}}};
  }

  hone::ApplyResult apply(const std::vector<hone::Change> &Changes,
                          unsigned Jobs = 2, std::string BuildCommand = "",
                          std::string TestCommand = "") const {
    llvm::Expected<hone::ProjectLock> Held = hone::ProjectLock::take(P.Root);
    if (!Held) {
      ADD_FAILURE() << llvm::toString(Held.takeError());
      return {};
    }
    return hone::applyChanges(*Held, {P, Opened, Hashes, Changes, Jobs,
                                      BuildCommand, TestCommand});
  }

  hone::ApplyResult check(const std::vector<hone::Change> &Changes) const {
    return hone::checkChanges({P, Opened, Hashes, Changes});
  }

  /// Everything below the root but .hone, by relative name: contents, and
  /// where links lead.
  std::map<std::string, std::string> snapshot() const {
    std::map<std::string, std::string> All;
    std::error_code E;
    for (llvm::sys::fs::recursive_directory_iterator I(P.Root, E, false), End;
         I != End && !E; I.increment(E)) {
      llvm::StringRef Name =
          llvm::StringRef(I->path()).drop_front(P.Root.size() + 1);
      if (Name.starts_with(".hone")) {
        I.no_push();
        continue;
      }
      struct stat S;
      lstat(I->path().c_str(), &S);
      std::string What =
          std::to_string(S.st_mode) + " " + std::to_string(S.st_uid) + " ";
      if (S_ISREG(S.st_mode))
        What += read(Name);
      All[Name.str()] = What;
    }
    return All;
  }
};

inline void expectClean(const hone::ApplyResult &R) {
  for (const hone::Failure &F : R.Failures)
    ADD_FAILURE() << F.File << ": " << F.Text;
  for (const auto &[Id, Why] : R.Withdrawn)
    ADD_FAILURE() << Id << ": " << Why.Code << ": " << Why.Text;
  EXPECT_FALSE(R.TreeChanged);
}

/// The code a change was withdrawn with; empty if it was not.
inline std::string codeOf(const hone::ApplyResult &R, const std::string &Id) {
  auto Found = R.Withdrawn.find(Id);
  return Found == R.Withdrawn.end() ? "" : Found->second.Code;
}

#endif
