// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// hone-runner JOBS: the process in which tested code runs. It shares nothing
// with Hone but this protocol, so that tested code meets no symbol of LLVM's,
// and so that whatever it does to its process is done to nobody else.
//
// The parent never calls tested code: it forks a child for each job, which
// gives up its rights, loads the libraries (static initialisers run here) and
// notes in shared memory what it is about to do; when it dies, the note says
// who did it.
//
// Jobs, one per line:
//   prelude PATH
//   case N LIBRARY EDGES             names the library of a case
//   run N SEED NEED WANT EDGES TRIES SECONDS  tries inputs until NEED are accepted
//                                    and EDGES taken; WANT, if that is quick
//   inputs N COUNT                   COUNT lines INPUT follow
//   mutants N LIBRARY COUNT SECONDS  COUNT lines with symbols follow
//   hunt N SEED TRIES COUNT SECONDS LIBRARY  COUNT lines with symbols follow:
//                                    tries inputs until each is told apart
//   bench N SEED PERSIZE SECONDS     looks for inputs of benchmark sizes
// Answers, one per line:
//   done N ACCEPTED REJECTED HITS GLOBALS MICROSECONDS TESTED
//     TESTED: the microseconds of these that were spent in tested code
//   accepted N INPUT                 the fields of hone_seed
//   edges N INDEX...                 the edges taken, 0-based
//   different N INPUT HOW SIGNAL
//   text N WHICH TEXT                0: input, 1: the original's, 2: the twin's
//   mutant N SYMBOL killed|survived|failed TOWARDS ACTED
//     TOWARDS: what the probed condition was instead; 1 true, 2 false, 3 both
//     ACTED: on how many inputs a probed value was another than the rewrite's
//   bench N SIZE SEED...
//   why N CODE TEXT                  what the original does on most of the rejected inputs
//   gaveup N timeout|crash           tried no further inputs
//   failed N CODE TEXT               could not be run at all
#include "Child.h"
#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <fcntl.h>
#include <iterator>
#include <poll.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace runner;

namespace {

FILE *Answers = nullptr;
std::string Prelude;

void write(const hone_seed &Input) {
  std::fprintf(Answers, " %llu %llu %d", Input.seed, Input.size, Input.mode);
  for (unsigned D : Input.demand)
    std::fprintf(Answers, " %u", D);
}

bool read(FILE *Jobs, hone_seed &Input) {
  if (std::fscanf(Jobs, " %llu %llu %d", &Input.seed, &Input.size, &Input.mode) != 3)
    return false;
  for (unsigned &D : Input.demand)
    if (std::fscanf(Jobs, " %u", &D) != 1)
      return false;
  return true;
}

/// Waits for a child, and ends one that has put its alarm off.
bool await(pid_t Child, unsigned Seconds, int &Status, rusage &Usage) {
  const int Handle = static_cast<int>(syscall(SYS_pidfd_open, Child, 0));
  pollfd End = {Handle, POLLIN, 0};
  if (Handle >= 0 && poll(&End, 1, static_cast<int>(Seconds + 2) * 1000) == 0)
    kill(Child, SIGKILL);
  close(Handle);
  return wait4(Child, &Status, 0, &Usage) == Child;
}

/// How a child came to its end.
struct Death {
  int Signal = 0; ///< 0: it left by exit.
  bool Late = false;
  unsigned Before = 0; ///< Children lost before it.
};

/// Runs Job in children, which have \p Seconds together, until one gets
/// through. OnDeath is told after each that did not; false gives up. Returns
/// CPU time used, in microseconds.
template <class Work, class OnDeath> long inChildren(unsigned Seconds, Work Job, OnDeath Tell) {
  long Used = 0;
  const double Start = now();
  for (Death D;; ++D.Before) {
    N->Finished = false;
    N->LoadFailed = false;
    N->Died = 0;
    N->Where = Phase::Idle;
    std::fflush(Answers);
    const double Left = std::max(1.0, Seconds - (now() - Start));
    pid_t Child = fork();
    if (Child == 0) {
      Job(static_cast<unsigned>(Left));
      N->Finished = true;
      _exit(0);
    }
    int Status = 0;
    rusage Usage = {};
    if (Child < 0 || !await(Child, static_cast<unsigned>(Left), Status, Usage)) {
      std::snprintf(N->Problem, sizeof(N->Problem), "crash no process could be started");
      N->LoadFailed = true;
      return Used;
    }
    Used += (Usage.ru_utime.tv_sec + Usage.ru_stime.tv_sec) * 1000000 +
            Usage.ru_utime.tv_usec + Usage.ru_stime.tv_usec;
    if (N->Finished || N->LoadFailed)
      return Used;
    if (N->Where == Phase::Load) {
      std::snprintf(N->Problem, sizeof(N->Problem),
                    "crash static initialisers do not come to an end");
      N->LoadFailed = true;
      return Used;
    }
    D.Signal = WIFSIGNALED(Status) ? WTERMSIG(Status) : N->Died;
    D.Late = now() - Start >= Seconds || D.Signal == SIGALRM || D.Signal == SIGXCPU;
    if (!Tell(D))
      return Used;
  }
}

void answerText(unsigned Number, unsigned Which, const char *Text) {
  std::fprintf(Answers, "text %u %u ", Number, Which);
  for (; *Text; ++Text) {
    if (*Text == '\n')
      std::fputs("\\n", Answers);
    else if (*Text == '\\')
      std::fputs("\\\\", Answers);
    else
      std::fputc(*Text, Answers);
  }
  std::fputc('\n', Answers);
}

const char *name(Difference How) {
  static const char *Names[] = {"none", "result", "globals", "heap", "trap", "hang", "exit",
                                "opaque", "volatile", "atomic", "unsteady", "outside"};
  return Names[static_cast<int>(How)];
}

/// The inputs noted, and what differed.
void answerInputs(const CaseFile &C) {
  if (N->Doubt != Difference::None && !N->Different) {
    N->Different = true;
    N->How = N->Doubt;
  }
  for (unsigned I = 0; I != N->Accepted; ++I) {
    std::fprintf(Answers, "accepted %u", C.Number);
    write(N->Inputs[I]);
    std::fputc('\n', Answers);
  }
  if (!N->Different)
    return;
  std::fprintf(Answers, "different %u", C.Number);
  write(N->Failing);
  std::fprintf(Answers, " %s %d\n", name(N->How), N->Signal);
  for (unsigned I = 0; I != 3; ++I)
    answerText(C.Number, I, N->Texts[I]);
}

/// Says what kept the original from most of the inputs, if that is worth it.
void answerWhy(unsigned Number) {
  static constexpr unsigned First = static_cast<unsigned>(Cause::NotMade);
  static const char *const Reasons[] = {
      "no-inputs cannot be called: its inputs could not be made",
      "no-inputs traps or reads what it may not",
      "no-inputs writes outside of its memory",
      "no-inputs does not do the same twice",
      "no-inputs runs out of memory in its second version",
      "out-of-memory asks for more memory than a test may have",
      "out-of-stack recurses until its stack is used up",
      "timeout does not come to an end",
      "aborts aborts",
      "exits ends its process",
      "makes-processes makes a process or a thread",
      "uses-network opens a connection",
      "writes-files writes to the file system",
      "changes-signals sends signals, or says what is done at one",
      "reads-input reads the standard input",
      "calls-outside asks the operating system for more than memory and time",
      "needs-link gets to what other units may not do in a test",
      "null-call calls what is null in the test"};
  static_assert(First + std::size(Reasons) == static_cast<unsigned>(Cause::Count));
  for (unsigned I = 0; I != std::size(Reasons); ++I)
    if (2 * N->Causes[First + I] > N->Rejected)
      std::fprintf(Answers, "why %u %s\n", Number, Reasons[I]);
}

void clearNotes() { std::memset(static_cast<void *>(N), 0, sizeof(Notes)); }

void answerRun(const CaseFile &C, std::uint64_t Seed, const Aim &A, unsigned Seconds) {
  clearNotes();
  // What remains is enough for an input, unless one version takes its time.
  N->LastBegin = now() + Seconds * (2.0 / 3);
  const char *GaveUp = nullptr;
  auto Run = [&](unsigned Left) { runCase(Prelude, C, Seed, A, Left); };
  long Used = inChildren(Seconds, Run, [&](const Death &D) {
    if (N->Different) // died again while shrinking: what is known must do
      return false;
    if (N->Where == Phase::Twin && D.Late) { // What computes for ever is stopped earlier, by its own time.
      GaveUp = "timeout";
      return false;
    }
    if (N->Where == Phase::Twin) {
      TrialResult R;
      R.How = D.Signal != 0 ? Difference::Trap : Difference::Exit;
      R.Signal = D.Signal;
      noteDifference(N->Current, R);
      return true; // once more, to shrink and print
    }
    noteRejection(N->Where != Phase::Original ? Cause::NotMade
                  : D.Late                    ? Cause::Hang
                  : D.Signal == SIGSYS        ? Cause::System
                  : D.Signal != 0             ? Cause::Trap
                                              : Cause::Exit);
    N->Next = N->Next + 1;
    if (D.Late)
      GaveUp = "timeout";
    else if (D.Before + 1 >= MaxDeaths)
      GaveUp = "crash";
    return !GaveUp;
  });
  if (N->LoadFailed) {
    std::fprintf(Answers, "failed %u %s\n", C.Number, N->Problem);
    return;
  }
  answerInputs(C);
  unsigned Hits = 0;
  std::fprintf(Answers, "edges %u", C.Number);
  for (unsigned I = 0; I != MaxEdges; ++I)
    if (N->Edges[I]) {
      ++Hits;
      std::fprintf(Answers, " %u", I);
    }
  std::fputc('\n', Answers);
  answerWhy(C.Number);
  if (N->OutOfTime && !GaveUp)
    GaveUp = "timeout";
  if (GaveUp)
    std::fprintf(Answers, "gaveup %u %s\n", C.Number, GaveUp);
  std::fprintf(Answers, "done %u %u %u %u %d %ld %llu\n", C.Number, N->Accepted, N->Rejected,
               Hits, int(N->TouchesGlobals), Used, static_cast<unsigned long long>(N->Tested / 1000));
}

void answerMutants(const CaseFile &C, const std::string &Library,
                   const std::vector<std::string> &Symbols, unsigned Seconds) {
  clearNotes();
  inChildren(Seconds, [&](unsigned Left) { runMutants(Prelude, C, Library, Symbols, Left); },
             [&](const Death &) {
               if (N->Next >= Symbols.size())
                 return false;
               // On an input the original has handled before: the mutant's doing.
               N->Mutants[N->Next] = Notes::Killed;
               N->Next = N->Next + 1;
               return true;
             });
  if (N->LoadFailed)
    std::fprintf(Answers, "failed %u %s\n", C.Number, N->Problem);
  for (unsigned I = 0; I != Symbols.size(); ++I)
    std::fprintf(Answers, "mutant %u %s %s %u 0\n", C.Number, Symbols[I].c_str(),
                 N->Mutants[I] == Notes::Killed     ? "killed"
                 : N->Mutants[I] == Notes::Survived ? "survived"
                                                    : "failed",
                 unsigned(N->Towards[I]));
}

void answerHunt(const CaseFile &C, const std::string &Library,
                const std::vector<std::string> &Symbols, std::uint64_t Seed, unsigned Tries,
                unsigned Seconds) {
  clearNotes();
  inChildren(Seconds,
             [&](unsigned Left) { runHunt(Prelude, C, Library, Symbols, Seed, Tries, Left); },
             [&](const Death &D) {
               if (N->Different || D.Late || D.Before + 1 >= MaxDeaths)
                 return false;
               if (N->Where == Phase::Twin && N->Running == 0) {
                 TrialResult R;
                 R.How = D.Signal != 0 ? Difference::Trap : Difference::Exit;
                 R.Signal = D.Signal;
                 noteDifference(N->Current, R);
                 return true;
               }
               if (N->Where == Phase::Twin) {
                 N->Mutants[N->Running - 1] = Notes::Killed;
                 N->Inputs[N->Accepted++] = N->Current;
               }
               N->Next = N->Next + 1;
               return true;
             });
  if (N->LoadFailed)
    return;
  answerInputs(C);
  for (unsigned I = 0; I != Symbols.size(); ++I)
    if (N->Mutants[I] == Notes::Killed || N->Mutants[I] == Notes::Survived)
      std::fprintf(Answers, "mutant %u %s %s 0 %u\n", C.Number, Symbols[I].c_str(),
                   N->Mutants[I] == Notes::Killed ? "killed" : "survived", N->Acted[I]);
}

void answerBench(const CaseFile &C, std::uint64_t Seed, unsigned PerSize, unsigned Seconds) {
  clearNotes();
  inChildren(Seconds, [&](unsigned Left) { runBench(Prelude, C, Seed, PerSize, Left); },
             [&](const Death &D) {
               N->Next = N->Next + 1;
               return D.Before < MaxDeaths && !D.Late;
             });
  for (unsigned I = 0; I != N->BenchCount; ++I) {
    std::uint64_t Most = 0;
    for (unsigned J = 0; J != N->BenchCount; ++J)
      if (N->Bench[J].size == N->Bench[I].size)
        Most = std::max(Most, N->BenchTook[J]);
    if (N->BenchTook[I] < Most / LeastWork)
      continue;
    std::fprintf(Answers, "bench %u %llu %llu\n", C.Number, N->Bench[I].size, N->Bench[I].seed);
  }
}

CaseFile *find(std::vector<CaseFile> &Cases, unsigned Number) {
  for (CaseFile &C : Cases)
    if (C.Number == Number)
      return &C;
  std::fprintf(Answers, "failed %u crash unknown case\n", Number);
  return nullptr;
}

bool handleJob(const char *Verb, FILE *Jobs, std::vector<CaseFile> &Cases) {
  static char Path[4096];
  unsigned Number, A, B, Seconds;
  unsigned long long Seed;
  if (!std::strcmp(Verb, "prelude")) {
    if (std::fscanf(Jobs, " %4095[^\n]", Path) != 1)
      return false;
    Prelude = Path;
    return true;
  }
  if (std::fscanf(Jobs, " %u", &Number) != 1)
    return false;
  if (!std::strcmp(Verb, "case")) {
    if (std::fscanf(Jobs, " %u %4095[^\n]", &A, Path) != 2)
      return false;
    Cases.push_back({Number, Path, A, {}});
    return true;
  }
  CaseFile *C = find(Cases, Number);
  if (!C)
    return false;
  if (!std::strcmp(Verb, "run")) {
    Aim For = {};
    if (std::fscanf(Jobs, " %llu %u %u %u %u %u", &Seed, &For.Need, &For.Want, &For.Edges, &For.Tries,
                    &Seconds) != 6)
      return false;
    answerRun(*C, Seed, For, Seconds);
  } else if (!std::strcmp(Verb, "inputs")) {
    if (std::fscanf(Jobs, " %u", &A) != 1)
      return false;
    for (; A != 0; --A) {
      hone_seed Input;
      if (!read(Jobs, Input))
        return false;
      C->Inputs.push_back(Input);
    }
  } else if (!std::strcmp(Verb, "mutants") || !std::strcmp(Verb, "hunt")) {
    bool Hunt = *Verb == 'h';
    Seed = B = 0;
    if ((Hunt && std::fscanf(Jobs, " %llu %u", &Seed, &B) != 2) ||
        std::fscanf(Jobs, " %u %u %4095[^\n]", &A, &Seconds, Path) != 3 || A > MaxMutants)
      return false;
    std::string Library = Path;
    std::vector<std::string> Symbols;
    for (; A != 0; --A) {
      if (std::fscanf(Jobs, " %4095s", Path) != 1)
        return false;
      Symbols.push_back(Path);
    }
    if (Hunt)
      answerHunt(*C, Library, Symbols, Seed, B, Seconds);
    else
      answerMutants(*C, Library, Symbols, Seconds);
  } else if (!std::strcmp(Verb, "bench")) {
    if (std::fscanf(Jobs, " %llu %u %u", &Seed, &A, &Seconds) != 3)
      return false;
    answerBench(*C, Seed, A, Seconds);
  } else {
    return false;
  }
  return true;
}

} // namespace

int main(int ArgumentCount, char **Arguments) {
  if (ArgumentCount != 2)
    return 2;
  FILE *Jobs = std::fopen(Arguments[1], "re");
  int Out = fcntl(1, F_DUPFD_CLOEXEC, 200);
  Answers = Out < 0 ? nullptr : fdopen(Out, "w");
  void *Memory = mmap(nullptr, sizeof(Notes), PROT_READ | PROT_WRITE,
                      MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  int Nowhere = open("/dev/null", O_RDWR | O_CLOEXEC);
  if (!Jobs || !Answers || Memory == MAP_FAILED || Nowhere < 0)
    return 2;
  // Nothing tested code prints may reach the answers.
  for (int Descriptor = 0; Descriptor != 3; ++Descriptor)
    dup2(Nowhere, Descriptor);
  N = static_cast<Notes *>(Memory);

  std::vector<CaseFile> Cases;
  char Verb[32];
  while (std::fscanf(Jobs, " %31s", Verb) == 1)
    if (!handleJob(Verb, Jobs, Cases)) {
      std::fprintf(Answers, "stopped at %s\n", Verb);
      break;
    }
  // Without the exit handlers that tested code may have registered.
  std::fflush(Answers);
  _exit(0);
}
