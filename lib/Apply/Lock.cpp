// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One run that writes at a time. The lock is the kernel's, so it never
// outlives its run, however that ends.
#include "hone/Apply/Apply.h"
#include "hone/Support/Support.h"
#include "llvm/Support/Errno.h"
#include "llvm/Support/FileSystem.h"
#include <cerrno>
#include <chrono>
#include <fcntl.h>
#include <sys/file.h>
#include <thread>
#include <unistd.h>

using llvm::Error;
using llvm::Expected;
using llvm::StringRef;

namespace hone {

/// Opens the lock file, and makes the folder, which git is to ignore.
static Expected<int> openLock(StringRef Root) {
  std::string Folder = (Root + "/.hone").str();
  if (std::error_code E = llvm::sys::fs::create_directories(Folder))
    return failure(Folder + " cannot be made: " + E.message());
  std::string Ignore = Folder + "/.gitignore";
  if (!llvm::sys::fs::exists(Ignore))
    if (Error E = writeFile(Ignore, "*\n"))
      return std::move(E);
  std::string File = Folder + "/lock";
  int Descriptor = open(File.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (Descriptor < 0)
    return failure(File + ": " + llvm::sys::StrError());
  return Descriptor;
}

Expected<ProjectLock> ProjectLock::take(StringRef Root,
                                        llvm::function_ref<void()> Waiting) {
  Expected<int> Descriptor = openLock(Root);
  if (!Descriptor)
    return Descriptor.takeError();
  ProjectLock Lock(*Descriptor);
  for (bool Told = false; flock(*Descriptor, LOCK_EX | LOCK_NB) != 0;) {
    if (errno != EWOULDBLOCK && errno != EINTR)
      return failure(Root.str() + "/.hone/lock: " + llvm::sys::StrError());
    if (interrupted())
      return failure("stopped while another run of hone was writing in " +
                     Root.str());
    if (!std::exchange(Told, true))
      Waiting();
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  return std::move(Lock);
}

ProjectLock::~ProjectLock() {
  if (Descriptor >= 0)
    close(Descriptor);
}

} // namespace hone
