// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Several compilers at once. Threads, not forkEach: that starts nothing more
// once the user has asked to stop, but what was finished by then is still to be
// checked and written. Private to Apply.
#ifndef HONE_LIB_APPLY_PARALLEL_H
#define HONE_LIB_APPLY_PARALLEL_H

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace hone {

/// Calls Work(0..Count-1), at most \p Jobs at a time.
template <typename F>
void forEachParallel(std::size_t Count, unsigned Jobs, const F &Work) {
  std::atomic<std::size_t> Next = 0;
  auto Run = [&] {
    for (std::size_t I; (I = Next++) < Count;)
      Work(I);
  };
  std::vector<std::thread> Others;
  for (std::size_t I = 1; I < std::min<std::size_t>(Jobs, Count); ++I)
    Others.emplace_back(Run);
  Run();
  for (std::thread &T : Others)
    T.join();
}

} // namespace hone

#endif
