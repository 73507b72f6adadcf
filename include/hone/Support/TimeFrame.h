// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Work that is over at a given time, whatever is done by then.
#ifndef HONE_SUPPORT_TIMEFRAME_H
#define HONE_SUPPORT_TIMEFRAME_H

#include "hone/Support/Support.h"
#include <chrono>

namespace hone {

struct TimeFrame {
  using Clock = std::chrono::steady_clock;
  Clock::time_point LastStart = Clock::time_point::max(); ///< Nothing new is begun from then on.
  Clock::time_point End = Clock::time_point::max();       ///< What still runs is ended.
  bool isClosed() const { return Clock::now() >= LastStart; }
  bool isOver() const { return Clock::now() >= End; }
};

/// forkEach() that starts no new item once \p Frame is closed. What still runs when it is over is
/// ended: Done gets the error.
void forkEach(
    std::size_t Count, unsigned Jobs, const Limits &L,
    const std::function<std::string(std::size_t)> &Work,
    const std::function<void(std::size_t, llvm::Expected<std::string>)> &Done,
    const TimeFrame &Frame);

} // namespace hone

#endif
