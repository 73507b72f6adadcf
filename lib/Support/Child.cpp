// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The first steps of a child process.
#include "Child.h"
#include "hone/Support/Contain.h"
#include <algorithm>
#include <cerrno>
#include <cmath>
#include <csignal>
#include <fcntl.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace hone {

void becomeChild(pid_t Parent) {
  setpgid(0, 0);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != Parent) // It died before the line above.
    _exit(1);
  for (int Signal : {SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGSEGV, SIGBUS, SIGILL,
                     SIGFPE, SIGABRT, SIGTRAP, SIGCHLD})
    signal(Signal, SIG_DFL);
  sigset_t None;
  sigemptyset(&None);
  sigprocmask(SIG_SETMASK, &None, nullptr);
}

static void limit(int Which, rlim_t Value, bool Hard) {
  rlimit R;
  if (getrlimit(static_cast<__rlimit_resource>(Which), &R) != 0)
    return;
  R.rlim_cur = Value == 0 ? R.rlim_max : std::min(Value, R.rlim_max);
  if (Hard && Value != 0)
    R.rlim_max = R.rlim_cur;
  setrlimit(static_cast<__rlimit_resource>(Which), &R);
}

void limitSelf(const Limits &L, bool Hard) {
  const rlimit NoCore = {0, 0};
  setrlimit(RLIMIT_CORE, &NoCore);
  limit(RLIMIT_CPU, static_cast<rlim_t>(std::ceil(L.CpuSeconds)), Hard);
  limit(RLIMIT_AS, L.MemoryBytes, Hard);
  limit(RLIMIT_FSIZE, L.FileBytes, Hard);
  if (L.PinToCpu >= 0) {
    cpu_set_t Set;
    CPU_ZERO(&Set);
    CPU_SET(L.PinToCpu, &Set);
    sched_setaffinity(0, sizeof Set, &Set);
  }
  if (L.Contained)
    containSelf();
}

Deadline::Deadline(double Seconds) : Seconds(Seconds) {}

double Deadline::elapsed() const {
  return std::chrono::duration<double>(Clock::now() - Start).count();
}

bool Deadline::passed() const { return Seconds > 0 && elapsed() >= Seconds; }

int Deadline::pollMilliseconds(int Most) const {
  if (Seconds <= 0)
    return Most;
  const double Left = (Seconds - elapsed()) * 1000;
  return static_cast<int>(std::clamp(std::ceil(Left), 0.0, double(Most)));
}

ssize_t readSome(int Descriptor, char *Buffer, std::size_t Size) {
  ssize_t N;
  do
    N = read(Descriptor, Buffer, Size);
  while (N < 0 && errno == EINTR);
  return N;
}

bool writeAll(int Descriptor, const char *Data, std::size_t Size) {
  while (Size > 0) {
    const ssize_t N = write(Descriptor, Data, Size);
    if (N < 0 && errno == EINTR)
      continue;
    if (N <= 0)
      return false;
    Data += N;
    Size -= static_cast<std::size_t>(N);
  }
  return true;
}

} // namespace hone
