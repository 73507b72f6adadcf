// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What runProcess and forkEach share: what a child does to itself before it
// does anything else, and how the parent waits.
#ifndef HONE_LIB_SUPPORT_CHILD_H
#define HONE_LIB_SUPPORT_CHILD_H

#include "hone/Support/Support.h"
#include <chrono>
#include <sys/types.h>

namespace hone {

/// How often the user has asked to stop so far.
int interruptCount();

/// Puts the calling child into its own process group, ties its life to its
/// parent's and gives it the default signal handlers. Async-signal-safe, as is
/// everything here that a child calls between fork and exec.
void becomeChild(pid_t Parent);

/// Limits the calling child. \p Hard: the child cannot raise them again.
void limitSelf(const Limits &L, bool Hard);

/// When a child that starts now has to be gone.
class Deadline {
public:
  explicit Deadline(double Seconds);
  bool passed() const;
  /// For poll(): milliseconds left, at most \p Most.
  int pollMilliseconds(int Most) const;
  double elapsed() const;

private:
  using Clock = std::chrono::steady_clock;
  Clock::time_point Start = Clock::now();
  double Seconds;
};

/// read() and write() that go on after a signal.
ssize_t readSome(int Descriptor, char *Buffer, std::size_t Size);
bool writeAll(int Descriptor, const char *Data, std::size_t Size);

} // namespace hone

#endif
