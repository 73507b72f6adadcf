// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The other version's files: from a folder, or from git. Nothing is checked
// out, so the working tree is never touched.
#include "hone/Project/Git.h"
#include "hone/Support/Support.h"
#include "hone/Versions/Versions.h"
#include "llvm/Support/FileSystem.h"

namespace hone {

static Overlay fromFolder(const Project &P, llvm::StringRef Folder,
                          const std::vector<std::string> &Files) {
  Overlay Old;
  for (const std::string &File : Files) {
    std::string Relative = P.relative(File);
    llvm::Expected<std::string> Before = readFile(Folder.str() + "/" + Relative);
    llvm::Expected<std::string> Now = readFile(File);
    if (Before && Now && *Before != *Now)
      Old[File] = *Before;
    llvm::consumeError(Before.takeError());
    llvm::consumeError(Now.takeError());
  }
  return Old;
}

static llvm::Expected<Overlay> fromGit(const Project &P, llvm::StringRef Revision,
                                       const std::vector<std::string> &Files) {
  llvm::Expected<std::string> Commit =
      git(P.Root, {"rev-parse", "--verify", "--quiet", "--end-of-options", Revision.str() + "^{commit}"});
  if (!Commit) {
    llvm::consumeError(Commit.takeError());
    return failure(fmt::format("'{}' is neither a folder nor a revision of a git repository around {}",
                               Revision.str(), P.Root));
  }
  std::string Name = llvm::StringRef(*Commit).trim().str();
  llvm::Expected<std::string> Changed =
      git(P.Root, {"diff", "--name-only", "--relative", "--no-renames", "-z", Name, "--"});
  llvm::Expected<std::string> Deleted = git(
      P.Root, {"diff", "--name-only", "--relative", "--no-renames", "--diff-filter=D", "-z", Name, "--"});
  if (!Changed || !Deleted) {
    llvm::Error E = llvm::joinErrors(Changed.takeError(), Deleted.takeError());
    return std::move(E);
  }
  Overlay Old;
  for (const std::string *List : {&*Changed, &*Deleted}) {
    for (const std::string &Relative : namesIn(*List)) {
      std::string Path = P.absolute(Relative);
      // A header that is gone now is needed to read what included it.
      if (List == &*Changed && !llvm::is_contained(Files, Path))
        continue;
      if (llvm::Expected<std::string> Text = git(P.Root, {"show", Name + ":./" + Relative}))
        Old[Path] = std::move(*Text);
      else
        llvm::consumeError(Text.takeError()); // it is new
    }
  }
  return Old;
}

llvm::Expected<Overlay> readBaseline(const Project &P, llvm::StringRef Against,
                                     const std::vector<std::string> &Files) {
  if (llvm::sys::fs::is_directory(Against))
    return fromFolder(P, Against, Files);
  return fromGit(P, Against, Files);
}

} // namespace hone
