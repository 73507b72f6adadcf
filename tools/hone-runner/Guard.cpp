// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Signals of tested code end in a jump back to who called it.
#include "Guard.h"
#include "Allocator.h"
#include "Garbage.h"
#include "hone/Support/Contain.h"
#include <csetjmp>
#include <csignal>
#include <cstdint>
#include <cxxabi.h>
#include <initializer_list>
#include <sys/resource.h>
#include <sys/time.h>
#include <unistd.h>

using namespace runner;

namespace {

/// CPU time between two looks at the clock.
constexpr long TickMicroseconds = 5000;
sigjmp_buf Escape;
volatile sig_atomic_t Armed = 0;
volatile sig_atomic_t Ticks = 0, TickLimit = 0;
alignas(16) char AlternateStack[64 * 1024];

constexpr int HangSignal = -1, StackSignal = -2, OutsideSignal = -3;

volatile int *Died = nullptr;
volatile int DeniedCall = 0;
volatile unsigned DeniedMachine = 0;
/// The main stack: its beginning, and the most it may grow to.
std::uintptr_t StackTop = 0, StackSize = 0;

bool isBeyondStack(const void *Address) {
  auto At = reinterpret_cast<std::uintptr_t>(Address);
  constexpr std::uintptr_t Guard = 1 << 20;
  return At < StackTop - StackSize + Guard && At > StackTop - StackSize - Guard;
}
const char *volatile FaultAddress = nullptr;
volatile bool CalledNull = false;

/// A call of address 0 faults there, before anything of the callee has run.
bool isNullCall(int Signal, const siginfo_t &Info, const void *Context) {
#if defined(__x86_64__)
  return Signal == SIGSEGV && !Info.si_addr &&
         !static_cast<const ucontext_t *>(Context)->uc_mcontext.gregs[REG_RIP];
#elif defined(__aarch64__)
  return Signal == SIGSEGV && !Info.si_addr &&
         !static_cast<const ucontext_t *>(Context)->uc_mcontext.pc;
#else
  return false;
#endif
}

void onSignal(int Signal, siginfo_t *Info, void *Context) {
  FaultAddress = Signal == SIGSEGV ? static_cast<const char *>(Info->si_addr) : nullptr;
  CalledNull = isNullCall(Signal, *Info, Context);
  if (Signal == SIGPROF) {
    Ticks = Ticks + 1;
    if (Armed && Ticks > TickLimit) {
      Armed = 0;
      siglongjmp(Escape, HangSignal);
    }
    return;
  }
  if (Signal == SIGSYS) {
    DeniedCall = Info->si_syscall;
    DeniedMachine = Info->si_arch;
  }
  if (Signal == SIGSEGV && isBeyondStack(Info->si_addr))
    Signal = StackSignal;
  if (Armed) {
    Armed = 0;
    siglongjmp(Escape, Signal);
  }
  // A trap of the runner, the harness or a static initialiser: die visibly.
  *Died = Signal;
  _exit(1);
}

/// The part of the exception runtime's state that a jump leaves behind.
void forgetExceptions() {
  struct Globals {
    void *Caught;
    unsigned Uncaught;
  };
  auto *G = reinterpret_cast<Globals *>(abi::__cxa_get_globals());
  G->Caught = nullptr;
  G->Uncaught = 0;
}

} // namespace

int runner::guarded(void (*Function)(void *), void *State, unsigned Limit) {
  scrubStack(pattern());
  // Without the signal mask, which the handlers leave alone: no system call.
  int Signal = sigsetjmp(Escape, 0);
  if (Signal != 0) {
    forgetExceptions();
    return Signal;
  }
  Ticks = 0;
  TickLimit = static_cast<sig_atomic_t>(Limit);
  Armed = 1;
  Function(State);
  Armed = 0;
  return 0;
}

/// Stands for what objects of other units call and tests may not. Static
/// initialisers get nothing of it; where it matters, it is called again.
extern "C" __attribute__((visibility("default"))) void hone_outside() {
  if (!Armed)
    return;
  Armed = 0;
  siglongjmp(Escape, OutsideSignal);
}

const char *runner::faultAddress() { return FaultAddress; }
void runner::clearFault() { FaultAddress = nullptr; }

Cause runner::causeOf(int Signal) {
  switch (Signal) {
  case HangSignal: case SIGALRM: case SIGXCPU:
    return Cause::Hang;
  case StackSignal:
    return Cause::OutOfStack;
  case OutsideSignal:
    return Cause::Outside;
  case SIGABRT:
    return Cause::Abort;
  case SIGSYS:
    break;
  case SIGSEGV:
    return CalledNull ? Cause::NullCall : Cause::Trap;
  default:
    return Cause::Trap;
  }
  switch (hone::deniedBy(DeniedCall, DeniedMachine)) {
  case hone::Denied::Process: return Cause::Process;
  case hone::Denied::Network: return Cause::Network;
  case hone::Denied::Files: return Cause::Files;
  case hone::Denied::Signals: return Cause::Signals;
  case hone::Denied::Input: return Cause::Input;
  case hone::Denied::Other: break;
  }
  return Cause::System;
}

void runner::installHandlers(volatile int &DiedOf) {
  Died = &DiedOf;
  rlimit Room = {};
  getrlimit(RLIMIT_STACK, &Room);
  StackTop = reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0));
  StackSize = Room.rlim_cur;
  stack_t Stack = {};
  Stack.ss_sp = AlternateStack;
  Stack.ss_size = sizeof(AlternateStack);
  sigaltstack(&Stack, nullptr);
  struct sigaction Action = {};
  Action.sa_sigaction = onSignal;
  Action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER | SA_RESTART;
  for (int Signal : {SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGPROF, SIGSYS})
    sigaction(Signal, &Action, nullptr);
  itimerval Timer = {};
  Timer.it_interval.tv_usec = Timer.it_value.tv_usec = TickMicroseconds;
  setitimer(ITIMER_PROF, &Timer, nullptr);
}
