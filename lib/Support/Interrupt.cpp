// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// ^C as a flag that long loops look at. The flag is the one piece of global
// state there is: a signal handler has nothing else to write to.
#include "Child.h"
#include "hone/Support/Support.h"
#include <csignal>
#include <unistd.h>

namespace hone {

static volatile std::sig_atomic_t Interrupts = 0;

/// The first signal is a wish, the second an order.
static void onInterrupt(int Signal) {
  Interrupts = Interrupts + 1;
  if (Interrupts > 1)
    _exit(128 + Signal);
}

bool interrupted() { return Interrupts > 0; }

int interruptCount() { return Interrupts; }

void watchInterrupts() {
  struct sigaction Action = {};
  Action.sa_handler = onInterrupt;
  sigemptyset(&Action.sa_mask);
  // No SA_RESTART: a blocked poll() must return and look at the flag.
  sigaction(SIGINT, &Action, nullptr);
  sigaction(SIGTERM, &Action, nullptr);
}

} // namespace hone
