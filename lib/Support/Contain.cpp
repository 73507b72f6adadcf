// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Resource limits alone cannot keep tested code from forking (the limit counts
// a user's processes, and root's not at all), so a small seccomp filter does; a
// network namespace would also work but costs milliseconds each and needs
// rights, the filter neither. No LLVM here: the runner links this file alone.
#include "hone/Support/Contain.h"
#include <cerrno>
#include <cstddef>
#include <initializer_list>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace hone {

#if defined(__x86_64__)
static constexpr unsigned ThisArch = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
static constexpr unsigned ThisArch = AUDIT_ARCH_AARCH64;
#else
static constexpr unsigned ThisArch = 0;
#endif

namespace {
/// A filter program under construction, without memory allocation.
struct Filter {
  sock_filter Code[64];
  unsigned short Size = 0;

  void add(unsigned short Op, unsigned K, unsigned char Yes = 0,
           unsigned char No = 0) {
    Code[Size++] = sock_filter{Op, Yes, No, K};
  }
  void load(std::size_t Offset) {
    add(BPF_LD | BPF_W | BPF_ABS, static_cast<unsigned>(Offset));
  }
  void refuse(int Error) {
    add(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | static_cast<unsigned>(Error));
  }
  /// The low half of the first argument; both machines are little-endian.
  void loadArgument() { load(offsetof(seccomp_data, args)); }
  void allow() { add(BPF_RET | BPF_K, SECCOMP_RET_ALLOW); }
  /// The following \p Count instructions are for this call only.
  void onCall(unsigned Number, unsigned char Count) {
    load(offsetof(seccomp_data, nr));
    add(BPF_JMP | BPF_JEQ | BPF_K, Number, 0, Count);
  }
};
} // namespace

void containSelf() {
  if (ThisArch == 0)
    return;
  Filter F;
  F.load(offsetof(seccomp_data, arch));
  F.add(BPF_JMP | BPF_JEQ | BPF_K, ThisArch, 1, 0);
  F.allow();
#ifdef SYS_fork
  F.onCall(SYS_fork, 1);
  F.refuse(EPERM);
  F.onCall(SYS_vfork, 1);
  F.refuse(EPERM);
#endif
  // Threads share memory and do not suspend their maker; everything else that
  // clone makes is a process. clone3 hides its flags in memory: libc falls
  // back to clone when it is missing.
  F.onCall(SYS_clone, 5);
  F.loadArgument();
  F.add(BPF_ALU | BPF_AND | BPF_K, CLONE_VM | CLONE_VFORK);
  F.add(BPF_JMP | BPF_JEQ | BPF_K, CLONE_VM, 1, 0);
  F.refuse(EPERM);
  F.allow();
  F.onCall(SYS_clone3, 1);
  F.refuse(ENOSYS);
  F.onCall(SYS_socket, 4);
  F.loadArgument();
  F.add(BPF_JMP | BPF_JEQ | BPF_K, AF_UNIX, 1, 0);
  F.refuse(EACCES);
  F.allow();
  // A wild kill() must not reach anybody else: not the other tests, not the
  // user's processes.
  for (unsigned Call : {SYS_kill, SYS_tgkill}) {
    F.onCall(Call, 4);
    F.loadArgument();
    F.add(BPF_JMP | BPF_JEQ | BPF_K, static_cast<unsigned>(getpid()), 1, 0);
    F.refuse(EPERM);
    F.allow();
  }
  F.allow();
  const sock_fprog Program = {F.Size, F.Code};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0)
    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &Program);
}

} // namespace hone
