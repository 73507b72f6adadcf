// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Processes, temporary folders, files and time. No Clang, no domain words.
#ifndef HONE_SUPPORT_SUPPORT_H
#define HONE_SUPPORT_SUPPORT_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <functional>
#include <string>
#include <vector>

namespace hone {

/// What a child may use. Zero: no limit.
struct Limits {
  double Seconds = 0; ///< Wall clock; the whole process group is killed.
  double CpuSeconds = 0;
  std::uint64_t MemoryBytes = 0;
  std::uint64_t FileBytes = 0;
  bool Contained = false; ///< Tested code: no core dumps, and where the kernel
                          ///< allows no processes, no network, no signals to
                          ///< others. Compilers need processes: not for them.
  int PinToCpu = -1;
};

struct ProcessResult {
  int ExitCode = 0; ///< Meaningful if Signal is 0 and not TimedOut.
  int Signal = 0;
  bool TimedOut = false;
  std::string Out, Err; ///< Capped at 64 MiB each.
  double CpuSeconds = 0, WallSeconds = 0;
  bool ok() const { return !TimedOut && Signal == 0 && ExitCode == 0; }
};

/// Runs a program in a process group of its own, with an empty stdin, and waits
/// until it and its group are gone. Errors: the program cannot be found or
/// started, or the user asked to stop meanwhile. A limit that is zero is lifted
/// to what the system allows, even in a worker that has one.
llvm::Expected<ProcessResult>
runProcess(const std::vector<std::string> &Command,
           llvm::StringRef Directory = "", const Limits &L = {});

/// A folder below the system's temporary folder, removed on destruction.
class TempDir {
public:
  static llvm::Expected<TempDir> create();
  TempDir(TempDir &&Other);
  TempDir &operator=(TempDir &&Other);
  ~TempDir();
  const std::string &path() const { return Path; }
  std::string file(llvm::StringRef Name) const;

private:
  TempDir() = default;
  std::string Path;
};

/// Reads a whole file; the error names the file.
llvm::Expected<std::string> readFile(llvm::StringRef Path);
/// Writes a file of Hone's own (never one of the user's: that is Apply's).
llvm::Error writeFile(llvm::StringRef Path, llvm::StringRef Text);

/// The path without links, dots and trailing slashes; also for a file that does
/// not exist, as far as its folders do.
std::string realPath(llvm::StringRef Path, llvm::StringRef Directory = "");

/// An error with a sentence for people.
llvm::Error failure(const std::string &Sentence);

/// True once the user has asked to stop (^C); long loops look at it.
bool interrupted();
/// Installs the handlers for SIGINT and SIGTERM. Called by main only. A second
/// signal ends the process at once.
void watchInterrupts();

/// Runs Work(0..Count-1) in forked children, at most Jobs at a time, and hands
/// each one's returned string to Done in the parent, in completion order. A
/// crash, or a child over \p L, loses that one item: Done gets the error. No
/// new item is started after interrupted().
void forkEach(
    std::size_t Count, unsigned Jobs, const Limits &L,
    const std::function<std::string(std::size_t)> &Work,
    const std::function<void(std::size_t, llvm::Expected<std::string>)> &Done);

} // namespace hone

#endif
