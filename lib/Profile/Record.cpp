// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Runs a program under whatever profiler this machine lets its users have.
// The program is run as it is: it has the terminal, and its exit status is passed on.
#include "hone/Profile/Profile.h"
#include "hone/Support/Support.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include <cerrno>
#include <csignal>
#include <cstring>
#include <sys/wait.h>
#include <unistd.h>

using llvm::Error;
using llvm::Expected;
using llvm::StringRef;

namespace hone {

/// Runs it with this process's own standard streams, and waits. The status as shells have it.
static Expected<int> runAttached(const std::vector<std::string> &Command) {
  std::vector<char *> Words;
  for (const std::string &W : Command)
    Words.push_back(const_cast<char *>(W.c_str()));
  Words.push_back(nullptr);
  // ^C is for the program: the profiler writes what it has when that has ended.
  struct sigaction Ignore = {}, OldInt, OldQuit;
  Ignore.sa_handler = SIG_IGN;
  ::sigaction(SIGINT, &Ignore, &OldInt);
  ::sigaction(SIGQUIT, &Ignore, &OldQuit);
  const pid_t Child = ::fork();
  if (Child == 0) {
    ::sigaction(SIGINT, &OldInt, nullptr);
    ::sigaction(SIGQUIT, &OldQuit, nullptr);
    ::execvp(Words[0], Words.data());
    ::_exit(127);
  }
  int Status = 0, Why = errno;
  while (Child > 0 && ::waitpid(Child, &Status, 0) < 0 && errno == EINTR)
    ;
  ::sigaction(SIGINT, &OldInt, nullptr);
  ::sigaction(SIGQUIT, &OldQuit, nullptr);
  if (Child < 0)
    return failure(fmt::format("cannot start {}: {}", Command.front(), std::strerror(Why)));
  return WIFSIGNALED(Status) ? 128 + WTERMSIG(Status) : WEXITSTATUS(Status);
}

/// The options with which perf may record here, tried on a program that does nothing; none if it may not.
static std::optional<std::vector<std::string>> perfOptions(const std::string &Folder) {
  const std::string Data = Folder + "/trial";
  // Calls by the debug information: without frame pointers there is no other way to find the callers.
  const std::vector<std::string> Calls = {"-F", "997", "--call-graph", "dwarf,4096"};
  for (bool Branches : {true, false}) {
    std::vector<std::string> Options = Calls;
    if (Branches)
      Options.insert(Options.end(), {"-j", "any,u"});
    std::vector<std::string> Command = {"perf", "record", "-q", "-o", Data};
    Command.insert(Command.end(), Options.begin(), Options.end());
    Command.insert(Command.end(), {"--", "true"});
    Limits L;
    L.Seconds = 20;
    Expected<ProcessResult> R = runProcess(Command, "", L);
    const bool Works = R && R->ok() && llvm::sys::fs::exists(Data);
    if (!R)
      llvm::consumeError(R.takeError());
    llvm::sys::fs::remove(Data);
    if (Works)
      return Options;
  }
  return std::nullopt;
}

/// Prints what perf has recorded as text, and puts it into place.
static Error printSamples(const std::string &Data, const std::string &To, bool Branches) {
  const std::string Print = fmt::format("exec perf script --no-inline {}-i \"$1\" >\"$2\" 2>/dev/null", Branches ? "-F +brstackoff " : "");
  const std::vector<std::string> Command = {"/bin/sh", "-c", Print, "sh", Data, To};
  Expected<ProcessResult> R = runProcess(Command);
  if (!R)
    return R.takeError();
  if (!R->ok())
    return failure("perf has recorded something that `perf script` cannot print");
  return Error::success();
}

Expected<Recording> recordProfile(const std::vector<std::string> &Command, StringRef Root,
                                  const std::function<void(const std::string &)> &Tell) {
  const std::string Folder = Root.str() + "/.hone", Path = Folder + "/profile";
  if (std::error_code E = llvm::sys::fs::create_directories(Folder))
    return failure(fmt::format("{}: {}", Folder, E.message()));
  // A name with a folder is not looked for, and found whether it is there or not.
  const llvm::ErrorOr<std::string> Found = llvm::sys::findProgramByName(Command.front());
  if (!Found || !llvm::sys::fs::can_execute(*Found))
    return failure(fmt::format("{}: there is no such program", Command.front()));
  Expected<TempDir> Temp = TempDir::create();
  if (!Temp)
    return Temp.takeError();
  Recording R;
  std::vector<std::string> Words;
  const std::string New = Path + ".new", Data = Temp->file("perf.data");
  const auto Perf = llvm::sys::findProgramByName("perf") ? perfOptions(Temp->path()) : std::nullopt;
  if (Perf) {
    R.Tool = "perf";
    Words = {"perf", "record", "-q", "-o", Data};
    Words.insert(Words.end(), Perf->begin(), Perf->end());
    Words.push_back("--");
  } else if (llvm::sys::findProgramByName("valgrind")) {
    R.Tool = "callgrind";
    Tell("perf is not allowed or not installed here; the program runs under callgrind, about 50 times slower");
    Words = {"valgrind", "-q", "--tool=callgrind", "--dump-instr=yes", "--collect-jumps=yes", "--callgrind-out-file=" + New, "--"};
  } else {
    return failure("neither perf nor valgrind can be used here; install one of them: "
                   "apt-get install linux-perf, or apt-get install valgrind");
  }
  Words.insert(Words.end(), Command.begin(), Command.end());
  Expected<int> Status = runAttached(Words);
  if (!Status)
    return Status.takeError();
  R.ExitStatus = *Status;
  if (Perf && llvm::sys::fs::exists(Data))
    if (Error E = printSamples(Data, New, llvm::is_contained(*Perf, "-j")))
      return std::move(E);
  if (!llvm::sys::fs::exists(New))
    return failure(fmt::format("{} has written no profile of {}{}", R.Tool, Command.front(),
                               Perf ? "" : "; if it could not read the debug information, build with -gdwarf-4"));
  if (std::error_code E = llvm::sys::fs::rename(New, Path))
    return failure(fmt::format("{}: {}", Path, E.message()));
  R.Path = Path;
  return R;
}

std::optional<std::string> recordedProfile(StringRef Root) {
  std::string Path = Root.str() + "/.hone/profile";
  return llvm::sys::fs::exists(Path) ? std::optional(Path) : std::nullopt;
}

} // namespace hone
