// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Calls that come back, whatever the callee does to itself.
#ifndef HONE_RUNNER_GUARD_H
#define HONE_RUNNER_GUARD_H

namespace runner {

/// Why the original did not run clean. From OutOfMemory on: for a reason that is
/// worth telling, because other inputs would not change it.
enum class Cause : unsigned char {
  None, ///< It did.
  NotMade, Trap, Damage, NotRepeatable, TwinRejected,
  OutOfMemory, OutOfStack, Hang, Abort, Exit, Process, Network, Files, Signals, Input, System,
  Outside, NullCall,
  Count
};

/// Installs the handlers and the clock. Once per process that runs tested code.
/// \p Died is told the signal that ends the process outside of a trial.
void installHandlers(volatile int &Died);

/// What the last signal that came in tested code says.
Cause causeOf(int Signal);

/// Calls Function(State), for that many ticks of the clock at most; 0, or what ended it.
int guarded(void (*Function)(void *), void *State, unsigned Ticks);

/// Where the last fault was, since clearFault(); null if it was none of memory.
const char *faultAddress();
void clearFault();

} // namespace runner

#endif
