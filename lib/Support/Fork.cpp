// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A pool of forked workers.
#include "Child.h"
#include "hone/Support/Job.h"
#include "hone/Support/TimeFrame.h"
#include <algorithm>
#include <poll.h>

using llvm::Expected;

namespace hone {

namespace {
struct Worker {
  std::size_t Item;
  Job Running;
};
} // namespace

/// Waits until a pipe has something or a worker is late, and reads.
static void readPayloads(std::vector<Worker> &Workers) {
  std::vector<pollfd> Polls;
  int Wait = 1000;
  for (const Worker &W : Workers) {
    Polls.push_back({W.Running.descriptor(), POLLIN, 0});
    Wait = W.Running.pollMilliseconds(Wait);
  }
  if (poll(Polls.data(), Polls.size(), Wait) <= 0)
    return;
  for (std::size_t I = 0; I != Workers.size(); ++I)
    if (Polls[I].revents)
      Workers[I].Running.read();
}

void forkEach(
    std::size_t Count, unsigned Jobs, const Limits &L,
    const std::function<std::string(std::size_t)> &Work,
    const std::function<void(std::size_t, Expected<std::string>)> &Done,
    const TimeFrame &Frame) {
  const int InterruptsBefore = interruptCount();
  std::vector<Worker> Workers;
  std::size_t Next = 0;
  while (true) {
    while (Next != Count && Workers.size() < std::max(1u, Jobs) && !interrupted() && !Frame.isClosed()) {
      const std::size_t Item = Next++;
      if (Expected<Job> Started = Job::start(L, [&] { return Work(Item); }))
        Workers.push_back({Item, std::move(*Started)});
      else
        Done(Item, Started.takeError());
    }
    if (Workers.empty())
      return;
    readPayloads(Workers);
    const bool Stopped = interruptCount() != InterruptsBefore || Frame.isOver();
    for (std::size_t I = 0; I != Workers.size();) {
      if (!Workers[I].Running.atEnd() && !Stopped && !Workers[I].Running.isLate()) {
        ++I;
        continue;
      }
      // Out of the list first: Done may take its time or fork itself.
      Worker Ended = std::move(Workers[I]);
      Workers.erase(Workers.begin() + static_cast<std::ptrdiff_t>(I));
      Done(Ended.Item, Ended.Running.finish());
    }
  }
}

void forkEach(
    std::size_t Count, unsigned Jobs, const Limits &L,
    const std::function<std::string(std::size_t)> &Work,
    const std::function<void(std::size_t, Expected<std::string>)> &Done) {
  forkEach(Count, Jobs, L, Work, Done, TimeFrame());
}

} // namespace hone
