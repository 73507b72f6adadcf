// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A forked child that sends back one string. Processes rather than threads, because clang can
// crash on what users write and cl::opt is global: a crash loses one item, not the run. The
// child leaves by _exit, so that neither atexit handlers nor buffers of the parent run twice.
#include "hone/Support/Job.h"
#include "Child.h"
#include "llvm/Support/Errno.h"
#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <new>
#include <poll.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

using llvm::Expected;

namespace hone {

/// Says "out of memory" in place of the abort that a failed new would be.
static constexpr int OutOfMemoryExit = 112;

/// A running child, seen from the parent.
struct Job::State {
  pid_t Process = -1; ///< -1 once it is reaped.
  int Payload = -1;   ///< Read end of its pipe.
  int Log = -1;       ///< What it wrote to stdout and stderr.
  Limits L;
  Deadline Late;
  std::string Text = {};
  bool AtEnd = false;

  /// Waits for the child, which may have to be killed first; its status.
  int reap() {
    if (!AtEnd)
      kill(-Process, SIGKILL), kill(Process, SIGKILL);
    int Status = 0;
    while (waitpid(Process, &Status, 0) < 0 && errno == EINTR)
      ;
    Process = -1;
    close(Payload);
    return Status;
  }
  ~State() {
    if (Process >= 0)
      reap();
    if (Log >= 0)
      close(Log);
  }
};

Job::Job(std::unique_ptr<State> S) : S(std::move(S)) {}
Job::Job(Job &&) = default;
Job &Job::operator=(Job &&) = default;
Job::~Job() = default;

/// True when built with AddressSanitizer, whose shadow needs address space
/// without bounds.
static constexpr bool hasSanitizer() {
#if defined(__SANITIZE_ADDRESS__)
  return true;
#elif defined(__has_feature)
  return __has_feature(address_sanitizer);
#else
  return false;
#endif
}

[[noreturn]] static void
work(int Payload, int Log, Limits L, pid_t Parent, const std::function<std::string()> &Work) {
  becomeChild(Parent);
  if (Log >= 0) {
    dup2(Log, STDOUT_FILENO);
    dup2(Log, STDERR_FILENO);
  }
  if (hasSanitizer())
    L.MemoryBytes = 0;
  // Soft: a compiler that the worker starts may have more.
  limitSelf(L, /*Hard=*/false);
  std::set_new_handler([] { _exit(OutOfMemoryExit); });
  const std::string Text = Work();
  const std::uint64_t Size = Text.size();
  const bool Sent =
      writeAll(Payload, reinterpret_cast<const char *>(&Size), sizeof Size) &&
      writeAll(Payload, Text.data(), Text.size());
  _exit(Sent ? 0 : 1);
}

Expected<Job> Job::start(const Limits &L, const std::function<std::string()> &Work) {
  int Ends[2];
  if (pipe2(Ends, O_CLOEXEC) != 0)
    return failure("cannot make a pipe: " + llvm::sys::StrError());
  const int Log = memfd_create("log", MFD_CLOEXEC);
  const pid_t Parent = getpid();
  const pid_t Child = fork();
  if (Child == 0) {
    close(Ends[0]);
    work(Ends[1], Log, L, Parent, Work);
  }
  const int Code = errno;
  close(Ends[1]);
  if (Child < 0) {
    close(Ends[0]);
    if (Log >= 0)
      close(Log);
    return failure("cannot start a worker: " + llvm::sys::StrError(Code));
  }
  setpgid(Child, Child);
  return Job(std::unique_ptr<State>(new State{Child, Ends[0], Log, L, Deadline(L.Seconds)}));
}

int Job::descriptor() const { return S->Payload; }
bool Job::atEnd() const { return S->AtEnd; }
int Job::pollMilliseconds(int Most) const { return S->Late.pollMilliseconds(Most); }
bool Job::isLate() const { return S->Late.passed(); }

bool Job::read() {
  char Buffer[65536];
  const ssize_t N = readSome(S->Payload, Buffer, sizeof Buffer);
  if (N > 0)
    S->Text.append(Buffer, static_cast<std::size_t>(N));
  else
    S->AtEnd = true;
  return S->AtEnd;
}

/// The end of what the child has printed.
static std::string tail(int Log) {
  if (Log < 0)
    return {};
  char Buffer[2000];
  const off_t Size = lseek(Log, 0, SEEK_END);
  const off_t From = std::max<off_t>(0, Size - static_cast<off_t>(sizeof Buffer));
  const ssize_t N = pread(Log, Buffer, sizeof Buffer, From);
  return N <= 0 ? std::string() : llvm::StringRef(Buffer, static_cast<std::size_t>(N)).trim().str();
}

std::string Job::lastLine() const {
  const std::string Text = tail(S->Log);
  return Text.substr(Text.rfind('\n') + 1);
}

/// The sentence for a child that did not deliver; empty if it did.
static std::string complaint(const std::string &Text, int Log, int Status, const Limits &L, bool Late) {
  if (Late)
    return fmt::format("took longer than {} s", L.Seconds);
  if (WIFSIGNALED(Status) && WTERMSIG(Status) == SIGXCPU)
    return fmt::format("used more than {} s of processor time", L.CpuSeconds);
  const std::string Printed = tail(Log).empty() ? "" : ":\n" + tail(Log);
  if (WIFSIGNALED(Status))
    return fmt::format("crashed: {}{}", strsignal(WTERMSIG(Status)), Printed);
  if (WEXITSTATUS(Status) == OutOfMemoryExit)
    return fmt::format("ran out of memory ({} MiB)", L.MemoryBytes >> 20);
  std::uint64_t Size = 0;
  if (Text.size() >= sizeof Size)
    std::memcpy(&Size, Text.data(), sizeof Size);
  if (WEXITSTATUS(Status) != 0 || Text.size() != sizeof Size + Size)
    return fmt::format("ended with status {} without a result{}", WEXITSTATUS(Status), Printed);
  return {};
}

Expected<std::string> Job::finish() {
  const bool Stopped = !S->AtEnd && !isLate();
  const bool Late = !S->AtEnd && !Stopped;
  const int Status = S->reap();
  const std::string Sentence =
      Stopped ? "interrupted" : complaint(S->Text, S->Log, Status, S->L, Late);
  if (!Sentence.empty())
    return failure(Sentence);
  S->Text.erase(0, sizeof(std::uint64_t));
  return std::move(S->Text);
}

} // namespace hone
