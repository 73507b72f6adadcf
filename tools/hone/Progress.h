// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a person sees while Hone works: on a terminal one line that is rewritten in place, elsewhere a
// line every minute, so that a log shows that it lives.
#ifndef HONE_TOOLS_PROGRESS_H
#define HONE_TOOLS_PROGRESS_H

#include "hone/Core/Model.h"
#include <string>

namespace hone {

class Progress {
public:
  /// \p Quiet: nothing at all.
  explicit Progress(bool Quiet);
  ~Progress();
  Progress(const Progress &) = delete;
  void operator()(const std::string &What, std::size_t Done, std::size_t Of);
  /// A change that is faster: said at once on a terminal, counted elsewhere.
  void found(const Finding &F);
  /// Before something else is written to the terminal.
  void clear();

private:
  bool Terminal, Log, Dirty = false;
  unsigned Faster = 0;
};

} // namespace hone

#endif
