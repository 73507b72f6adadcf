// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "BuiltFiles.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <fmt/format.h>
#include <unistd.h>

namespace fs = llvm::sys::fs;

namespace hone {

/// With its mode and time: a build goes by the time.
static std::error_code copyFile(const std::string &From, const std::string &To) {
  fs::file_status S;
  if (std::error_code E = fs::copy_file(From, To))
    return E;
  if (std::error_code E = fs::status(From, S))
    return E;
  if (std::error_code E = fs::setPermissions(To, S.permissions()))
    return E;
  int Descriptor = -1;
  if (std::error_code E = fs::openFileForWrite(To, Descriptor, fs::CD_OpenExisting, fs::OF_Append))
    return E;
  const std::error_code E = fs::setLastAccessAndModificationTime(Descriptor, S.getLastModificationTime());
  ::close(Descriptor);
  return E;
}

/// Standard output and error may lead to a file here: it is in use.
static bool isOwnOutput(const fs::UniqueID &Id) {
  for (int Descriptor : {STDOUT_FILENO, STDERR_FILENO}) {
    fs::file_status S;
    if (!fs::status(Descriptor, S) && S.getUniqueID() == Id)
      return true;
  }
  return false;
}

llvm::Expected<BuiltFiles> BuiltFiles::create(std::vector<std::string> Folders) {
  llvm::Expected<TempDir> Dir = TempDir::create();
  if (!Dir)
    return Dir.takeError();
  BuiltFiles Files(std::move(*Dir), std::move(Folders));
  Files.Known = Files.list();
  return Files;
}

std::map<std::string, BuiltFiles::Stamp> BuiltFiles::list() const {
  std::map<std::string, Stamp> All;
  for (const std::string &Folder : Folders) {
    std::error_code E;
    for (fs::recursive_directory_iterator I(Folder, E, /*follow_symlinks=*/false), End; !E && I != End; I.increment(E)) {
      const llvm::StringRef Name = llvm::sys::path::filename(I->path());
      if (Name == ".git" || Name == ".hone") {
        I.no_push();
        continue;
      }
      fs::file_status S;
      if (!fs::status(I->path(), S, /*follow=*/false) && S.type() == fs::file_type::regular_file && !isOwnOutput(S.getUniqueID()))
        All[I->path()] = {S.getLastModificationTime().time_since_epoch().count(), S.getSize(), S.getUniqueID().getFile()};
    }
  }
  return All;
}

std::size_t BuiltFiles::look() {
  std::map<std::string, Stamp> Now = list();
  for (const auto &[File, Stamp] : Now)
    if (auto Old = Known.find(File); (Old == Known.end() || Old->second != Stamp) && !Sources.count(File) && ++Changes[File] > 1)
      Touched.insert(File);
  Known = std::move(Now);
  return Touched.size();
}

llvm::Error BuiltFiles::setAside(const std::string &Name) {
  std::map<std::string, std::string> &Copies = Aside[Name];
  for (const std::string &File : Touched) {
    std::string &Copy = Copies[File];
    if (Copy.empty())
      Copy = Dir.file(fmt::format("{}-{}", Name, Copies.size()));
    if (!fs::exists(File))
      continue; // Only another state has it.
    if (std::error_code E = copyFile(File, Copy))
      return failure(fmt::format("cannot set aside {}: {}", File, E.message()));
  }
  return llvm::Error::success();
}

bool BuiltFiles::differ(const std::string &Name, const std::string &Other) const {
  auto TextOf = [](const std::string &File) {
    llvm::Expected<std::string> Text = readFile(File);
    return Text ? std::move(*Text) : (llvm::consumeError(Text.takeError()), std::string());
  };
  for (const auto &[File, Copy] : Aside.at(Name))
    if (auto There = Aside.at(Other).find(File); There == Aside.at(Other).end() || TextOf(Copy) != TextOf(There->second))
      return true;
  return false;
}

llvm::Error BuiltFiles::putBack(const std::string &Name) {
  const std::map<std::string, Stamp> Now = list();
  auto StampIn = [](const std::map<std::string, Stamp> &All, const std::string &File) {
    auto At = All.find(File);
    return At == All.end() ? std::nullopt : std::optional(At->second);
  };
  for (const auto &[File, Copy] : Aside[Name])
    if (StampIn(Now, File) != StampIn(Known, File))
      return failure(fmt::format("{} changed while the benchmark ran", File));
  for (const auto &[File, Copy] : Aside[Name]) {
    if (!fs::exists(Copy))
      continue;
    // Beside it and renamed: who runs the old one goes on doing so.
    const std::string Beside = File + ".hone-new";
    std::error_code E = copyFile(Copy, Beside);
    if (!E)
      E = fs::rename(Beside, File);
    if (E) {
      fs::remove(Beside);
      return failure(fmt::format("cannot put back {}: {}", File, E.message()));
    }
  }
  Known = list();
  return llvm::Error::success();
}

} // namespace hone
