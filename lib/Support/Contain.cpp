// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Resource limits alone cannot keep tested code from forking (the limit counts
// a user's processes, and root's not at all), so seccomp filters do; a network
// namespace would also work but costs milliseconds each and needs rights, the
// filters neither. A program that is started needs many calls to become ready:
// from it the known bad ones are taken, and Landlock takes the files. No LLVM
// here: the runner links this file alone.
#include "hone/Support/Contain.h"
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <fcntl.h>
#include <initializer_list>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <termios.h>
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
constexpr unsigned Allow = SECCOMP_RET_ALLOW;
constexpr unsigned refuse(int Error) { return SECCOMP_RET_ERRNO | static_cast<unsigned>(Error); }

/// A filter program under construction, without memory allocation.
class Filter {
public:
  /// \p Foreign: for calls in the manner of another machine (int 0x80, x32),
  /// whose numbers mean something else.
  explicit Filter(unsigned Foreign) {
    load(offsetof(seccomp_data, arch));
    add(BPF_JMP | BPF_JEQ | BPF_K, ThisArch, 1, 0);
    answer(Foreign);
    loadNumber();
#if defined(__x86_64__)
    add(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1);
    answer(Foreign);
#endif
  }
  void onCall(unsigned Number, unsigned Answer) {
    add(BPF_JMP | BPF_JEQ | BPF_K, Number, 0, 1);
    answer(Answer);
  }
  /// If the bits \p Mask of the low half of an argument are \p Value (both
  /// machines are little-endian), else \p Otherwise.
  void onArgument(unsigned Number, unsigned Index, unsigned Mask, unsigned Value, unsigned Answer,
                  unsigned Otherwise) {
    add(BPF_JMP | BPF_JEQ | BPF_K, Number, 0, 5);
    load(offsetof(seccomp_data, args) + Index * sizeof(std::uint64_t));
    add(BPF_ALU | BPF_AND | BPF_K, Mask);
    add(BPF_JMP | BPF_JEQ | BPF_K, Value, 0, 1);
    answer(Answer);
    answer(Otherwise);
  }
  void install(unsigned Default) {
    answer(Default);
    const sock_fprog Program = {Size, Code};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0)
      prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &Program);
  }

private:
  void add(unsigned short Op, unsigned K, unsigned char Yes = 0, unsigned char No = 0) {
    Code[Size++] = sock_filter{Op, Yes, No, K};
  }
  void load(std::size_t Offset) { add(BPF_LD | BPF_W | BPF_ABS, static_cast<unsigned>(Offset)); }
  void loadNumber() { load(offsetof(seccomp_data, nr)); }
  void answer(unsigned What) { add(BPF_RET | BPF_K, What); }

  sock_filter Code[320];
  unsigned short Size = 0;
};
} // namespace

/// Calls that make processes, or things to run in them.
static constexpr int ProcessCalls[] = {
#ifdef SYS_fork
    SYS_fork, SYS_vfork,
#endif
    SYS_clone, SYS_clone3, SYS_execve, SYS_execveat, SYS_setpgid, SYS_setsid};
/// Calls that reach into other processes, or around the filter.
static constexpr int ForeignCalls[] = {
    SYS_ptrace, SYS_process_vm_writev, SYS_pidfd_open, SYS_pidfd_send_signal, SYS_tkill,
    SYS_rt_sigqueueinfo, SYS_rt_tgsigqueueinfo, SYS_io_uring_setup, SYS_bpf, SYS_unshare,
    SYS_setns, SYS_mount, SYS_umount2, SYS_chroot, SYS_keyctl, SYS_reboot, SYS_kexec_load,
    SYS_init_module, SYS_finit_module, SYS_settimeofday, SYS_clock_settime, SYS_sethostname};
static constexpr int NetworkCalls[] = {
    SYS_socket, SYS_socketpair, SYS_connect, SYS_bind, SYS_listen, SYS_accept, SYS_accept4,
    SYS_sendto, SYS_recvfrom, SYS_sendmsg, SYS_recvmsg, SYS_setsockopt, SYS_getsockopt,
    SYS_shutdown, SYS_getsockname, SYS_getpeername};
static constexpr int FileCalls[] = {
#ifdef SYS_open
    SYS_open, SYS_creat, SYS_mkdir, SYS_rmdir, SYS_unlink, SYS_rename, SYS_link, SYS_symlink,
    SYS_chmod, SYS_chown, SYS_lchown, SYS_mknod, SYS_utime, SYS_utimes,
#endif
    SYS_openat, SYS_openat2, SYS_mkdirat, SYS_unlinkat, SYS_renameat2, SYS_linkat,
    SYS_symlinkat, SYS_truncate, SYS_ftruncate, SYS_fchmod, SYS_fchmodat, SYS_fchown,
    SYS_fchownat, SYS_mknodat, SYS_utimensat, SYS_fallocate, SYS_memfd_create, SYS_setxattr};
static constexpr int SignalCalls[] = {
#ifdef SYS_alarm
    SYS_alarm,
#endif
    SYS_rt_sigaction, SYS_sigaltstack, SYS_setitimer, SYS_timer_create, SYS_kill, SYS_tgkill,
    SYS_tkill, SYS_signalfd4, SYS_rt_sigtimedwait, SYS_rt_sigsuspend};
static constexpr int InputCalls[] = {SYS_read, SYS_readv, SYS_pread64};

/// What computing, allocating, asking for the time and reading files takes.
static constexpr int HarmlessCalls[] = {
#if defined(__x86_64__)
    SYS_stat, SYS_lstat, SYS_access, SYS_readlink, SYS_time, SYS_dup2, SYS_getrlimit,
    SYS_getpgrp, SYS_arch_prctl,
#endif
    SYS_mmap, SYS_munmap, SYS_mremap, SYS_mprotect, SYS_madvise, SYS_mincore, SYS_msync, SYS_brk, SYS_write, SYS_writev,
    SYS_pwrite64, SYS_lseek, SYS_close, SYS_fstat, SYS_newfstatat, SYS_statx, SYS_faccessat,
    SYS_faccessat2, SYS_readlinkat, SYS_getdents64, SYS_fcntl, SYS_dup, SYS_dup3,
    SYS_clock_gettime, SYS_clock_getres, SYS_gettimeofday, SYS_nanosleep, SYS_clock_nanosleep,
    SYS_times, SYS_getrusage, SYS_getpid, SYS_gettid, SYS_getppid, SYS_getuid, SYS_geteuid,
    SYS_getgid, SYS_getegid, SYS_uname, SYS_sysinfo, SYS_getcwd, SYS_sched_yield,
    SYS_sched_getaffinity, SYS_getcpu, SYS_getrandom, SYS_futex, SYS_set_robust_list,
    SYS_set_tid_address, SYS_rseq, SYS_membarrier, SYS_rt_sigreturn, SYS_rt_sigprocmask,
    SYS_restart_syscall, SYS_exit, SYS_exit_group};

/// Nothing may be written but the current folder and what is thrown away.
static void keepToFolder() {
  constexpr std::uint64_t Write = LANDLOCK_ACCESS_FS_WRITE_FILE;
  constexpr std::uint64_t Change =
      Write | LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE |
      LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |
      LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |
      LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM;
  landlock_ruleset_attr Rules = {};
  Rules.handled_access_fs = Change;
  const long Set = syscall(SYS_landlock_create_ruleset, &Rules, sizeof Rules.handled_access_fs, 0);
  if (Set < 0)
    return; // an old kernel
  struct {
    const char *Path;
    std::uint64_t Access;
  } const Places[] = {{".", Change}, {"/dev/null", Write}};
  for (const auto &Place : Places) {
    const int Folder = open(Place.Path, O_PATH | O_CLOEXEC);
    landlock_path_beneath_attr Beneath = {};
    Beneath.allowed_access = Place.Access;
    Beneath.parent_fd = Folder;
    syscall(SYS_landlock_add_rule, Set, LANDLOCK_RULE_PATH_BENEATH, &Beneath, 0);
    close(Folder);
  }
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0)
    syscall(SYS_landlock_restrict_self, Set, 0);
  close(static_cast<int>(Set));
}

void containSelf() {
  if (ThisArch == 0)
    return;
  keepToFolder();
  Filter F(refuse(ENOSYS));
  // Threads share memory and signal handlers; everything else that clone makes
  // is a process. clone3 hides its flags in memory: libc falls back to clone
  // when it is missing.
  F.onArgument(SYS_clone, 0, CLONE_THREAD, CLONE_THREAD, Allow, refuse(EPERM));
  F.onCall(SYS_clone3, refuse(ENOSYS));
  F.onCall(SYS_socket, refuse(EACCES));
  // A wild kill() must not reach anybody else: not the other tests, not the
  // user's processes.
  const auto Self = static_cast<unsigned>(getpid());
  F.onArgument(SYS_kill, 0, ~0u, Self, Allow, refuse(EPERM));
  F.onArgument(SYS_tgkill, 0, ~0u, Self, Allow, refuse(EPERM));
  // The program itself is started by the one call left.
  F.onCall(SYS_execve, Allow);
  for (int Call : ProcessCalls)
    F.onCall(static_cast<unsigned>(Call), refuse(EPERM));
  for (int Call : ForeignCalls)
    F.onCall(static_cast<unsigned>(Call), refuse(EPERM));
  F.install(Allow);
}

void containCaller(bool Trap) {
  if (ThisArch == 0)
    return;
  const unsigned No = Trap ? SECCOMP_RET_TRAP : refuse(EACCES);
  Filter F(No);
  for (int Call : HarmlessCalls)
    F.onCall(static_cast<unsigned>(Call), Allow);
  for (int Call : InputCalls)
    F.onArgument(static_cast<unsigned>(Call), 0, ~0u, STDIN_FILENO, No, Allow);
  constexpr unsigned Writing = O_ACCMODE | O_CREAT | O_TRUNC | (O_TMPFILE & ~O_DIRECTORY);
  F.onArgument(SYS_openat, 2, Writing, O_RDONLY, Allow, No);
#ifdef SYS_open
  F.onArgument(SYS_open, 1, Writing, O_RDONLY, Allow, No);
#endif
  // isatty, asked by every stream; limits may be looked at; the heap may name
  // its memory.
  F.onArgument(SYS_ioctl, 1, ~0u, TCGETS, Allow, No);
  F.onArgument(SYS_prlimit64, 2, ~0u, 0, Allow, No);
  if (!Trap) // A later and stricter filter may be added.
    F.onCall(SYS_prctl, Allow);
  F.onArgument(SYS_prctl, 0, ~0u, 0x53564d41 /*PR_SET_VMA*/, Allow, No);
  // raise and abort.
  const auto Self = static_cast<unsigned>(getpid());
  F.onArgument(SYS_tgkill, 0, ~0u, Self, Allow, No);
  F.onArgument(SYS_kill, 0, ~0u, Self, Allow, No);
  F.install(No);
}

Denied deniedBy(int Call, unsigned Machine) {
  if (Machine != ThisArch)
    return Denied::Other;
  auto IsIn = [Call](const auto &Calls) {
    for (int Each : Calls)
      if (Each == Call)
        return true;
    return false;
  };
  return IsIn(ProcessCalls)   ? Denied::Process
         : IsIn(NetworkCalls) ? Denied::Network
         : IsIn(FileCalls)    ? Denied::Files
         : IsIn(SignalCalls)  ? Denied::Signals
         : IsIn(InputCalls)   ? Denied::Input
                              : Denied::Other;
}

} // namespace hone
