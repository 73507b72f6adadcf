// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef HONE_SUPPORT_JOB_H
#define HONE_SUPPORT_JOB_H

#include "hone/Support/Support.h"
#include <memory>

namespace hone {

/// One forked child at work, for who has other things to wait for, too. It is killed with
/// its group when the job goes away before its end.
class Job {
public:
  /// Errors: no process could be made.
  static llvm::Expected<Job> start(const Limits &L, const std::function<std::string()> &Work);
  Job(Job &&);
  Job &operator=(Job &&);
  ~Job();

  /// For poll(): readable when there is something to read().
  int descriptor() const;
  /// Reads what is there; true once nothing more will come.
  bool read();
  bool atEnd() const;
  /// For poll(): milliseconds until the child is late, at most \p Most.
  int pollMilliseconds(int Most) const;
  bool isLate() const;
  /// The last line the child has printed so far.
  std::string lastLine() const;

  /// What Work returned, in the end; a child that still runs is killed. Errors: it
  /// crashed, or used more than it may.
  llvm::Expected<std::string> finish();

private:
  struct State;
  explicit Job(std::unique_ptr<State> S);
  std::unique_ptr<State> S;
};

} // namespace hone

#endif
