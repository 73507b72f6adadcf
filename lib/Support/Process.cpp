// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Runs a program with limits and keeps what it prints. By fork and exec rather
// than llvm::sys::ExecuteAndWait: that has no process group to kill, captures
// only to files and limits memory only. The child reports a failed exec
// through a pipe that closes itself when exec succeeds.
#include "Child.h"
#include "hone/Support/Support.h"
#include "llvm/Support/Errno.h"
#include "llvm/Support/Program.h"
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

using llvm::Error;
using llvm::Expected;
using llvm::StringRef;

namespace hone {

static constexpr std::size_t CaptureLimit = 64u << 20;

namespace {
/// A pipe whose ends close themselves.
struct Pipe {
  int Ends[2] = {-1, -1};
  Pipe() = default;
  Pipe(const Pipe &) = delete;
  Pipe &operator=(const Pipe &) = delete;
  ~Pipe() {
    closeEnd(0);
    closeEnd(1);
  }
  bool open() { return pipe2(Ends, O_CLOEXEC) == 0; }
  void closeEnd(int Which) {
    if (Ends[Which] >= 0)
      close(Ends[Which]);
    Ends[Which] = -1;
  }
};

/// The three pipes of one child.
struct Channels {
  Pipe Out, Err, Exec;
  bool open() { return Out.open() && Err.open() && Exec.open(); }
};
} // namespace

/// In the child: never returns. Calls nothing that could take a lock that
/// another thread of the parent held at the fork.
[[noreturn]] static void execute(const char *Program, char *const *Arguments,
                                 const char *Directory, const Limits &L,
                                 const Channels &C, pid_t Parent) {
  becomeChild(Parent);
  const int Null = open("/dev/null", O_RDONLY | O_CLOEXEC);
  dup2(Null, STDIN_FILENO);
  dup2(C.Out.Ends[1], STDOUT_FILENO);
  dup2(C.Err.Ends[1], STDERR_FILENO);
  if (*Directory == '\0' || chdir(Directory) == 0) {
    limitSelf(L, /*Hard=*/true);
    execv(Program, Arguments);
  }
  const int Code = errno;
  writeAll(C.Exec.Ends[1], reinterpret_cast<const char *>(&Code), sizeof Code);
  _exit(127);
}

/// Reads what is there. False at the end of the stream.
static bool drain(int Descriptor, std::string &Into) {
  char Buffer[65536];
  const ssize_t N = readSome(Descriptor, Buffer, sizeof Buffer);
  if (N <= 0)
    return false;
  const std::size_t Room = CaptureLimit - std::min(CaptureLimit, Into.size());
  Into.append(Buffer, std::min(Room, static_cast<std::size_t>(N)));
  return true;
}

/// True once the child is a zombie; it is not reaped, so that its group's
/// number cannot be given to somebody else before the group is killed.
static bool hasEnded(pid_t Child) {
  siginfo_t Info = {};
  return waitid(P_PID, static_cast<id_t>(Child), &Info,
                WEXITED | WNOHANG | WNOWAIT) == 0 &&
         Info.si_pid == Child;
}

/// Collects output until the child has ended, is late, or the user asks to
/// stop. Returns false in the last case.
static bool follow(pid_t Child, Channels &C, const Deadline &Late,
                   ProcessResult &R) {
  const int InterruptsBefore = interruptCount();
  // Readable when the child ends; without it (old kernels) poll in steps.
  const int Handle = static_cast<int>(syscall(SYS_pidfd_open, Child, 0));
  pollfd Polls[3] = {{C.Out.Ends[0], POLLIN, 0},
                     {C.Err.Ends[0], POLLIN, 0},
                     {Handle, POLLIN, 0}};
  bool Stopped = false;
  while (true) {
    const bool Ended = hasEnded(Child);
    if (!Ended && (R.TimedOut = Late.passed()))
      break;
    if ((Stopped = interruptCount() != InterruptsBefore))
      break;
    // After its end only what is already in the pipes: a process it left
    // behind may keep them open for ever.
    if (Ended)
      Polls[2].fd = -1;
    const int Wait = Ended ? 0 : Late.pollMilliseconds(Handle < 0 ? 10 : 1000);
    const int Ready = poll(Polls, 3, Wait);
    if (Ready == 0 && Ended)
      break;
    if (Ready <= 0)
      continue;
    std::string *Texts[2] = {&R.Out, &R.Err};
    for (int I = 0; I != 2; ++I)
      if (Polls[I].revents && !drain(Polls[I].fd, *Texts[I]))
        Polls[I].fd = -1;
  }
  if (Handle >= 0)
    close(Handle);
  return !Stopped;
}

/// Kills what is left of the child's group and takes its exit status.
static void finish(pid_t Child, ProcessResult &R) {
  kill(-Child, SIGKILL);
  kill(Child, SIGKILL); // Before it has made its group there is only itself.
  int Status = 0;
  rusage Usage = {};
  while (wait4(Child, &Status, 0, &Usage) < 0 && errno == EINTR)
    ;
  R.Signal = WIFSIGNALED(Status) ? WTERMSIG(Status) : 0;
  R.ExitCode = WIFEXITED(Status) ? WEXITSTATUS(Status) : 0;
  auto Seconds = [](const timeval &T) { return T.tv_sec + T.tv_usec * 1e-6; };
  R.CpuSeconds = Seconds(Usage.ru_utime) + Seconds(Usage.ru_stime);
}

/// A name without a slash is looked for in PATH, others are taken as they are
/// (relative to the child's folder, where exec happens).
static Expected<std::string> findProgram(const std::string &Name) {
  if (StringRef(Name).contains('/'))
    return Name;
  llvm::ErrorOr<std::string> Found = llvm::sys::findProgramByName(Name);
  if (!Found)
    return failure("the program '" + Name +
                   "' is not installed or not in PATH");
  return *Found;
}

Expected<ProcessResult> runProcess(const std::vector<std::string> &Command,
                                   StringRef Directory, const Limits &L) {
  if (Command.empty())
    return failure("there is no program to run");
  Expected<std::string> Program = findProgram(Command.front());
  if (!Program)
    return Program.takeError();
  std::vector<char *> Arguments;
  for (const std::string &A : Command)
    Arguments.push_back(const_cast<char *>(A.c_str()));
  Arguments.push_back(nullptr);
  const std::string Folder = Directory.str();

  Channels C;
  if (!C.open())
    return failure("cannot make a pipe: " + llvm::sys::StrError());
  const Deadline Late(L.Seconds);
  const pid_t Parent = getpid();
  const pid_t Child = fork();
  if (Child < 0)
    return failure("cannot start a process: " + llvm::sys::StrError());
  if (Child == 0)
    execute(Program->c_str(), Arguments.data(), Folder.c_str(), L, C, Parent);
  setpgid(Child, Child);
  C.Out.closeEnd(1);
  C.Err.closeEnd(1);
  C.Exec.closeEnd(1);

  int Code = 0;
  ProcessResult R;
  if (readSome(C.Exec.Ends[0], reinterpret_cast<char *>(&Code), sizeof Code) >
      0) {
    finish(Child, R);
    return failure("cannot run '" + Command.front() + "'" +
                   (Folder.empty() ? "" : " in " + Folder) + ": " +
                   llvm::sys::StrError(Code));
  }
  const bool Followed = follow(Child, C, Late, R);
  finish(Child, R);
  R.WallSeconds = Late.elapsed();
  if (!Followed)
    return failure("interrupted");
  return R;
}

} // namespace hone
