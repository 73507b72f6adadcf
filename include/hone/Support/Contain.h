// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef HONE_SUPPORT_CONTAIN_H
#define HONE_SUPPORT_CONTAIN_H

namespace hone {

/// For a program of tested code that is about to be started: takes from the
/// calling process what it has no use for, that is processes, the network,
/// signals to others and files outside the current folder. As far as the
/// kernel allows; cannot be undone.
void containSelf();

/// What tested code asked the system for and did not get.
enum class Denied { Process, Network, Files, Signals, Input, Other };

/// For a process that is to call tested code, and stricter: only what a
/// function that computes something needs is left. The rest fails with EACCES,
/// or, once \p Trap, with SIGSYS.
void containCaller(bool Trap);

/// What the system call was about whose SIGSYS came; its si_syscall and si_arch.
Denied deniedBy(int Call, unsigned Machine);

} // namespace hone

#endif
