// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Writing beside and renaming is the only way that never shows a half-written
// file: not to a compiler that runs meanwhile, and not after a full disk or
// a kill. What a rename would lose (mode, owner, extended attributes) is copied
// first; what it would break (hard links) is refused before. All files are
// staged, then compared with what was analysed, then renamed: the window in
// which an editor's save could be lost is that between a read and a rename.
// The names of the staged files are known beforehand, so that they can be
// removed after a kill.
#include "Writer.h"
#include "hone/Support/Support.h"
#include "llvm/Support/Errno.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

using llvm::Error;
using llvm::Expected;
using llvm::StringRef;

namespace hone {

static std::string because(StringRef What) {
  return (What + ": " + llvm::sys::StrError()).str();
}

bool isHardLinked(StringRef File) {
  struct stat S;
  return stat(File.str().c_str(), &S) == 0 && S.st_nlink > 1;
}

std::string whyNotWritable(StringRef File) {
  struct stat S, Folder;
  std::string Parent = llvm::sys::path::parent_path(File).str();
  if (stat(File.str().c_str(), &S) != 0)
    return llvm::sys::StrError();
  if (!S_ISREG(S.st_mode))
    return "not a regular file";
  // Looked at before access(): the superuser may write everything, but a file
  // somebody made read-only is not to be touched.
  if ((S.st_mode & 0222) == 0 || access(File.str().c_str(), W_OK) != 0)
    return "the file is read-only: make it writable (chmod u+w) and run again";
  if (stat(Parent.c_str(), &Folder) != 0)
    return llvm::sys::StrError();
  if ((Folder.st_mode & 0222) == 0 || access(Parent.c_str(), W_OK | X_OK) != 0)
    return "its folder is read-only: make it writable (chmod u+w) and run "
           "again";
  if (geteuid() != 0 && S.st_uid != geteuid())
    return "it belongs to another user, who would lose it: run as its owner";
  return "";
}

namespace {
/// A new text beside its file, removed again unless it was renamed.
struct Staged {
  std::string Temporary;
  Staged() = default;
  Staged(Staged &&Other) : Temporary(std::exchange(Other.Temporary, {})) {}
  ~Staged() {
    if (!Temporary.empty())
      unlink(Temporary.c_str());
  }
};

struct Descriptor {
  int Number;
  ~Descriptor() {
    if (Number >= 0)
      close(Number);
  }
};
} // namespace

/// Access lists and security labels; best effort, as many file systems have
/// none.
static void copyAttributes(const std::string &From, int To) {
  char Names[4096];
  ssize_t Size = listxattr(From.c_str(), Names, sizeof Names);
  for (ssize_t At = 0; At < Size;) {
    const char *Name = Names + At;
    At += static_cast<ssize_t>(StringRef(Name).size()) + 1;
    char Value[4096];
    ssize_t Length = getxattr(From.c_str(), Name, Value, sizeof Value);
    if (Length >= 0)
      (void)fsetxattr(To, Name, Value, static_cast<std::size_t>(Length), 0);
  }
}

static bool writeBytes(int To, StringRef Bytes) {
  while (!Bytes.empty()) {
    ssize_t Written = write(To, Bytes.data(), Bytes.size());
    if (Written < 0 && errno == EINTR)
      continue;
    if (Written <= 0)
      return false;
    Bytes = Bytes.drop_front(static_cast<std::size_t>(Written));
  }
  return true;
}

static Expected<Staged> stage(const std::string &File, StringRef Text) {
  struct stat Old;
  if (stat(File.c_str(), &Old) != 0)
    return failure(llvm::sys::StrError());
  Staged S;
  std::string Temporary = temporaryOf(File);
  Descriptor D{open(Temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
                    0600)};
  if (D.Number < 0 && errno == EEXIST)
    return failure(Temporary + " is in the way: remove it");
  if (D.Number < 0)
    return failure(because("cannot write beside it"));
  S.Temporary = Temporary;
  if (!writeBytes(D.Number, Text))
    return failure(because("cannot write"));
  struct stat New;
  if (fstat(D.Number, &New) != 0)
    return failure(llvm::sys::StrError());
  // The owner first: changing it clears the set-user bits of the mode.
  if ((New.st_uid != Old.st_uid || New.st_gid != Old.st_gid) &&
      fchown(D.Number, Old.st_uid, Old.st_gid) != 0)
    return failure(because("cannot keep its owner"));
  copyAttributes(File, D.Number);
  if (fchmod(D.Number, Old.st_mode & 07777) != 0)
    return failure(because("cannot keep its mode"));
  if (fsync(D.Number) != 0)
    return failure(because("cannot write"));
  return std::move(S);
}

std::string temporaryOf(StringRef File) { return (File + ".hone-new").str(); }

void syncFolder(StringRef Folder) {
  Descriptor D{open(Folder.str().c_str(), O_RDONLY | O_CLOEXEC)};
  if (D.Number >= 0)
    (void)fsync(D.Number);
}

Error writeDurably(const std::string &File, StringRef Text) {
  std::string Temporary = temporaryOf(File);
  {
    Descriptor D{open(Temporary.c_str(),
                      O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644)};
    if (D.Number < 0 || !writeBytes(D.Number, Text) || fsync(D.Number) != 0)
      return failure(because(File + " cannot be written"));
  }
  if (rename(Temporary.c_str(), File.c_str()) != 0)
    return failure(because(File + " cannot be written"));
  syncFolder(llvm::sys::path::parent_path(File));
  return Error::success();
}

static Error renameStaged(Staged &S, const std::string &File) {
  if (rename(S.Temporary.c_str(), File.c_str()) != 0)
    return failure(llvm::sys::StrError());
  S.Temporary.clear();
  syncFolder(llvm::sys::path::parent_path(File));
  return Error::success();
}

/// Puts back the files renamed before one could not be; false if not all.
static bool rollBack(llvm::ArrayRef<Replacement> Renamed,
                     std::vector<Failure> &Failures) {
  bool All = true;
  for (const Replacement &R : Renamed) {
    Expected<Staged> S = stage(R.File, R.Before);
    Error E = S ? renameStaged(*S, R.File) : S.takeError();
    if (!E)
      continue;
    All = false;
    Failures.push_back({"apply", R.File,
                        "could not be put back (hone undo does it): " +
                            llvm::toString(std::move(E))});
  }
  return All;
}

ReplaceOutcome replaceAll(const std::vector<Replacement> &Files,
                          std::vector<Failure> &Failures) {
  std::vector<Staged> All;
  for (const Replacement &R : Files) {
    Expected<Staged> S = stage(R.File, R.After);
    if (!S) {
      Failures.push_back({"apply", R.File, llvm::toString(S.takeError())});
      return ReplaceOutcome::Failed;
    }
    All.push_back(std::move(*S));
  }
  for (const Replacement &R : Files) {
    Expected<std::string> Now = readFile(R.File);
    if (Now && *Now == R.Before)
      continue;
    if (!Now)
      llvm::consumeError(Now.takeError());
    Failures.push_back({"apply", R.File, "changed while hone was running"});
    return ReplaceOutcome::Moved;
  }
  for (std::size_t I = 0; I != Files.size(); ++I)
    if (Error E = renameStaged(All[I], Files[I].File)) {
      Failures.push_back(
          {"apply", Files[I].File, llvm::toString(std::move(E))});
      return rollBack(llvm::ArrayRef(Files).take_front(I), Failures)
                 ? ReplaceOutcome::Failed
                 : ReplaceOutcome::Halfway;
    }
  return ReplaceOutcome::Done;
}

} // namespace hone
