// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A pool of forked workers. Processes rather than threads, because clang can
// crash on what users write and cl::opt is global: a crash loses one item, not
// the run. A child sends back one string and leaves by _exit, so that neither
// atexit handlers nor buffers of the parent run twice.
#include "Child.h"
#include "hone/Support/Support.h"
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

namespace {
/// A running child, seen from the parent.
struct Worker {
  std::size_t Item;
  pid_t Process;
  int Payload; ///< Read end of its pipe.
  int Log;     ///< What it wrote to stdout and stderr.
  Deadline Late;
  std::string Text;
  bool AtEnd = false;
};
} // namespace

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
work(std::size_t Item, int Payload, int Log, Limits L, pid_t Parent,
     const std::function<std::string(std::size_t)> &Work) {
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
  const std::string Text = Work(Item);
  const std::uint64_t Size = Text.size();
  const bool Sent =
      writeAll(Payload, reinterpret_cast<const char *>(&Size), sizeof Size) &&
      writeAll(Payload, Text.data(), Text.size());
  _exit(Sent ? 0 : 1);
}

static Expected<Worker>
start(std::size_t Item, const Limits &L,
      const std::function<std::string(std::size_t)> &Work) {
  int Ends[2];
  if (pipe2(Ends, O_CLOEXEC) != 0)
    return failure("cannot make a pipe: " + llvm::sys::StrError());
  const int Log = memfd_create("log", MFD_CLOEXEC);
  const pid_t Parent = getpid();
  const pid_t Child = fork();
  if (Child == 0) {
    close(Ends[0]);
    work(Item, Ends[1], Log, L, Parent, Work);
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
  return Worker{Item, Child, Ends[0], Log, Deadline(L.Seconds), {}, false};
}

/// The end of what the child printed, for the error's sentence.
static std::string tail(int Log) {
  if (Log < 0)
    return {};
  char Buffer[2000];
  const off_t Size = lseek(Log, 0, SEEK_END);
  const off_t From =
      std::max<off_t>(0, Size - static_cast<off_t>(sizeof Buffer));
  const ssize_t N = pread(Log, Buffer, sizeof Buffer, From);
  if (N <= 0)
    return {};
  return ":\n" +
         llvm::StringRef(Buffer, static_cast<std::size_t>(N)).trim().str();
}

/// The sentence for a child that did not deliver; empty if it did.
static std::string complaint(const Worker &W, int Status, const Limits &L,
                             bool Late, bool Stopped) {
  if (Stopped)
    return "interrupted";
  if (Late)
    return fmt::format("took longer than {} s", L.Seconds);
  if (WIFSIGNALED(Status) && WTERMSIG(Status) == SIGXCPU)
    return fmt::format("used more than {} s of processor time", L.CpuSeconds);
  if (WIFSIGNALED(Status))
    return fmt::format("crashed: {}{}", strsignal(WTERMSIG(Status)),
                       tail(W.Log));
  if (WEXITSTATUS(Status) == OutOfMemoryExit)
    return fmt::format("ran out of memory ({} MiB)", L.MemoryBytes >> 20);
  std::uint64_t Size = 0;
  if (W.Text.size() >= sizeof Size)
    std::memcpy(&Size, W.Text.data(), sizeof Size);
  if (WEXITSTATUS(Status) != 0 || W.Text.size() != sizeof Size + Size)
    return fmt::format("ended with status {} without a result{}",
                       WEXITSTATUS(Status), tail(W.Log));
  return {};
}

/// Reaps a worker whose pipe is at its end, or that is to be ended.
static Expected<std::string> collect(Worker &W, const Limits &L, bool Stopped) {
  const bool Late = !W.AtEnd && !Stopped;
  if (!W.AtEnd)
    kill(-W.Process, SIGKILL), kill(W.Process, SIGKILL);
  int Status = 0;
  while (waitpid(W.Process, &Status, 0) < 0 && errno == EINTR)
    ;
  const std::string Sentence =
      complaint(W, Status, L, Late, Stopped && !W.AtEnd);
  close(W.Payload);
  if (W.Log >= 0)
    close(W.Log);
  if (!Sentence.empty())
    return failure(Sentence);
  W.Text.erase(0, sizeof(std::uint64_t));
  return std::move(W.Text);
}

/// Waits until a pipe has something or a worker is late, and reads.
static void readPayloads(std::vector<Worker> &Running) {
  std::vector<pollfd> Polls;
  int Wait = 1000;
  for (const Worker &W : Running) {
    Polls.push_back({W.Payload, POLLIN, 0});
    Wait = W.Late.pollMilliseconds(Wait);
  }
  if (poll(Polls.data(), Polls.size(), Wait) <= 0)
    return;
  char Buffer[65536];
  for (std::size_t I = 0; I != Running.size(); ++I) {
    if (!Polls[I].revents)
      continue;
    const ssize_t N = readSome(Running[I].Payload, Buffer, sizeof Buffer);
    if (N > 0)
      Running[I].Text.append(Buffer, static_cast<std::size_t>(N));
    else
      Running[I].AtEnd = true;
  }
}

void forkEach(
    std::size_t Count, unsigned Jobs, const Limits &L,
    const std::function<std::string(std::size_t)> &Work,
    const std::function<void(std::size_t, Expected<std::string>)> &Done) {
  const int InterruptsBefore = interruptCount();
  std::vector<Worker> Running;
  std::size_t Next = 0;
  while (true) {
    while (Next != Count && Running.size() < std::max(1u, Jobs) &&
           !interrupted()) {
      Expected<Worker> W = start(Next, L, Work);
      if (W)
        Running.push_back(std::move(*W));
      else
        Done(Next, W.takeError());
      ++Next;
    }
    if (Running.empty())
      return;
    readPayloads(Running);
    const bool Stopped = interruptCount() != InterruptsBefore;
    for (std::size_t I = 0; I != Running.size();) {
      Worker &W = Running[I];
      if (!W.AtEnd && !Stopped && !W.Late.passed()) {
        ++I;
        continue;
      }
      // Out of the list first: Done may take its time or fork itself.
      Worker Ended = std::move(W);
      Running.erase(Running.begin() + static_cast<std::ptrdiff_t>(I));
      Done(Ended.Item, collect(Ended, L, Stopped));
    }
  }
}

} // namespace hone
