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
//   run N SEED WANT TRIES SECONDS    tries inputs until WANT are accepted
//   inputs N COUNT                   COUNT lines INPUT follow
//   mutants N LIBRARY COUNT SECONDS  COUNT lines with symbols follow
//   hunt N SEED TRIES COUNT SECONDS LIBRARY  COUNT lines with symbols follow:
//                                    tries inputs until each is told apart
//   bench N SEED PERSIZE SECONDS     looks for inputs of benchmark sizes
// Answers, one per line:
//   done N ACCEPTED REJECTED HITS GLOBALS MICROSECONDS
//   accepted N INPUT                 the fields of hone_seed
//   edges N INDEX...                 the edges taken, 0-based
//   different N INPUT HOW SIGNAL
//   text N WHICH TEXT                0: input, 1: the original's, 2: the twin's
//   mutant N SYMBOL killed|survived|failed TOWARDS ACTED
//     TOWARDS: what the probed condition was instead; 1 true, 2 false, 3 both
//     ACTED: on how many inputs a probed value was another than the rewrite's
//   bench N SIZE SEED...
//   gaveup N timeout|crash           tried no further inputs
//   failed N CODE TEXT               could not be run at all
#include "Trial.h"
#include "hone/Support/Contain.h"
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <csignal>
#include <dlfcn.h>
#include <fcntl.h>
#include <initializer_list>
#include <string>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

using namespace runner;

namespace {

constexpr unsigned MaxInputs = 4096, MaxEdges = 4096, MaxMutants = 256;
constexpr std::size_t TextSize = 8192;
/// Children lost to one case before it is given up.
constexpr unsigned MaxDeaths = 40;

/// What a child leaves behind, whatever becomes of it.
struct Notes {
  volatile Phase Where;
  volatile bool Finished, LoadFailed;
  volatile unsigned Next;             ///< The input or mutant at hand.
  unsigned Accepted, Rejected;
  hone_seed Current;                  ///< The input of a run at hand.
  hone_seed Inputs[MaxInputs];
  unsigned char Edges[MaxEdges];
  bool TouchesGlobals, Different;
  bool Atomic; ///< Nothing differs but the order of atomic accesses.
  hone_seed Failing;
  Difference How;
  int Signal;
  char Texts[3][TextSize];
  char Problem[512];
  enum : unsigned char { Open, Killed, Survived, Missing } Mutants[MaxMutants];
  unsigned char Towards[MaxMutants];
  unsigned Acted[MaxMutants];
  unsigned Running; ///< In a hunt: 0 the rewrite, else 1 + the mutant.
  unsigned BenchCount;
  hone_seed Bench[64];
};

struct CaseFile {
  unsigned Number;
  std::string Library;
  unsigned Edges;
  std::vector<hone_seed> Inputs;
};

Notes *N = nullptr;
FILE *Answers = nullptr;
std::string Prelude;

/// What the mutant at hand made of a probed condition, and whether it made a
/// probed value another.
unsigned char Towards = 0;
bool Acted = false;

/// A mutant that acted on that many inputs without a difference is equal.
constexpr unsigned EnoughActed = 100;

bool isKill(const TrialResult &R) {
  return R.Said == Verdict::Different || R.TwinOutOfMemory;
}

std::uint64_t mix(std::uint64_t X) {
  X += 0x9E3779B97F4A7C15u;
  X = (X ^ (X >> 30)) * 0xBF58476D1CE4E5B9u;
  X = (X ^ (X >> 27)) * 0x94D049BB133111EBu;
  return X ^ (X >> 31);
}

/// The I-th input of a case. Size 0: the harness chooses the lengths.
hone_seed inputAt(std::uint64_t Seed, unsigned I) { return {mix(Seed ^ mix(I)), 0, 0, {}}; }

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

bool load(const CaseFile &C, Subject &S) {
  N->Where = Phase::Load;
  void *Library = dlopen(Prelude.c_str(), RTLD_NOW | RTLD_GLOBAL)
                      ? dlopen(C.Library.c_str(), RTLD_NOW | RTLD_GLOBAL)
                      : nullptr;
  N->Where = Phase::Idle;
  if (!Library) {
    std::snprintf(N->Problem, sizeof(N->Problem), "needs-link %s", dlerror());
    return false;
  }
  std::string Number = std::to_string(C.Number);
  using Getter = const hone_case *(*)();
  auto Get = reinterpret_cast<Getter>(dlsym(Library, ("hone_case_" + Number).c_str()));
  S.After = reinterpret_cast<void (*)(void *)>(dlsym(Library, ("hone_after_" + Number).c_str()));
  if (!Get || !S.After) {
    std::snprintf(N->Problem, sizeof(N->Problem), "does-not-build the case is not in its library");
    return false;
  }
  S.Case = Get();
  if (C.Edges != 0 && C.Edges <= MaxEdges) {
    S.Edges = static_cast<unsigned char *>(dlsym(Library, ("hone_edges_" + Number).c_str()));
    S.EdgeCount = S.Edges ? C.Edges : 0;
  }
  return true;
}

void prepareChild(unsigned Seconds) {
  hone::containSelf();
  installHandlers();
  alarm(Seconds ? Seconds : 1);
}

void noteDifference(const hone_seed &Input, const TrialResult &R) {
  N->Failing = Input;
  N->How = R.How;
  N->Signal = R.Signal;
  N->Different = true;
}

/// Looks for a smaller input that shows a difference, and prints the smallest.
/// Size N > 0 keeps every length below N.
void shrink(const Subject &S) {
  const hone_seed First = N->Failing;
  static char Scratch[3][TextSize];
  char *Texts[3] = {Scratch[0], Scratch[1], Scratch[2]};
  std::size_t Shortest = ~std::size_t(0);
  auto Keep = [&](const hone_seed &Input, const TrialResult &R) {
    // One that hangs or ends the process is not run again for its print.
    unsigned Runs = R.How == Difference::Hang || R.How == Difference::Exit ? 2 : 3;
    printTrial(S, Input, Texts, TextSize, Runs, N->Where);
    std::size_t Length = std::strlen(Texts[0]);
    if (Length >= Shortest)
      return;
    Shortest = Length;
    noteDifference(Input, R);
    for (unsigned I = 0; I != 3; ++I)
      std::memcpy(N->Texts[I], Texts[I], TextSize);
  };
  TrialResult Known;
  Known.How = N->How;
  Known.Signal = N->Signal;
  Keep(First, Known);
  if (Known.How == Difference::Hang || Known.How == Difference::Exit)
    return;
  bool Found = false;
  for (unsigned Size : {1, 2, 3, 4, 5, 6, 9, 17, 33}) {
    for (unsigned I = 0; I != 64; ++I) {
      hone_seed Input = {mix(First.seed + I), Size, 0, {}};
      TrialResult R = runTrial(S, Input, N->Where);
      if (R.Said != Verdict::Different || R.How != Known.How)
        continue;
      Found = true;
      Keep(Input, R);
    }
    if (Found)
      return;
  }
}

void runCase(const CaseFile &C, std::uint64_t Seed, unsigned Want, unsigned Tries,
             unsigned Seconds) {
  prepareChild(Seconds);
  Subject S;
  if (!load(C, S)) {
    N->LoadFailed = true;
    return;
  }
  takeSnapshot();
  if (N->Different) { // an earlier child died of it
    shrink(S);
    return;
  }
  if (!S.EdgeCount) // Nothing to cover, as where only something was left out.
    Want *= 4;
  // With enough inputs, only such as take a new edge are looked for.
  unsigned Missing = 0;
  for (unsigned I = 0; I != S.EdgeCount; ++I)
    Missing += !N->Edges[I];
  for (; N->Next < Tries && (N->Accepted < Want || Missing) && N->Accepted < MaxInputs;
       N->Next = N->Next + 1) {
    hone_seed &Input = N->Current;
    Input = inputAt(Seed, N->Next);
    TrialResult R = runTrial(S, Input, N->Where);
    N->TouchesGlobals |= R.TouchesGlobals;
    if (R.Said == Verdict::Different && R.How == Difference::Atomic) { // Others may show more.
      N->Atomic = true;
      N->Failing = Input;
      R.Said = Verdict::Same;
    }
    if (R.Said == Verdict::Rejected) {
      ++N->Rejected;
    } else if (R.Said == Verdict::Same) {
      unsigned Before = Missing;
      for (unsigned I = 0; I != S.EdgeCount; ++I) {
        Missing -= S.Edges[I] && !N->Edges[I];
        N->Edges[I] |= S.Edges[I];
      }
      if (N->Accepted < Want || Missing != Before)
        N->Inputs[N->Accepted++] = Input;
    } else {
      noteDifference(Input, R);
      shrink(S);
      return;
    }
  }
}

void runMutants(const CaseFile &C, const std::string &Library,
                const std::vector<std::string> &Symbols, unsigned Seconds) {
  prepareChild(Seconds);
  Subject S;
  void *Handle = load(C, S) ? dlopen(Library.c_str(), RTLD_NOW | RTLD_GLOBAL) : nullptr;
  if (!Handle) {
    N->LoadFailed = true;
    return;
  }
  takeSnapshot();
  S.Edges = nullptr;
  for (; N->Next < Symbols.size(); N->Next = N->Next + 1) {
    S.After = reinterpret_cast<void (*)(void *)>(dlsym(Handle, Symbols[N->Next].c_str()));
    if (!S.After) {
      N->Mutants[N->Next] = Notes::Missing;
      continue;
    }
    N->Mutants[N->Next] = Notes::Open;
    Towards = 0;
    for (hone_seed Input : C.Inputs)
      if (isKill(runTrial(S, Input, N->Where))) {
        N->Mutants[N->Next] = Notes::Killed;
        break;
      }
    if (N->Mutants[N->Next] == Notes::Open)
      N->Mutants[N->Next] = Notes::Survived;
    N->Towards[N->Next] = Towards;
  }
}

/// More inputs for mutants that are alive: one that kills any is kept. The
/// rewrite has to pass each of them, too.
void runHunt(const CaseFile &C, const std::string &Library,
             const std::vector<std::string> &Symbols, std::uint64_t Seed, unsigned Tries,
             unsigned Seconds) {
  prepareChild(Seconds);
  Subject S;
  void *Handle = load(C, S) ? dlopen(Library.c_str(), RTLD_NOW | RTLD_GLOBAL) : nullptr;
  if (!Handle) {
    N->LoadFailed = true;
    return;
  }
  takeSnapshot();
  Subject Rewrite = S;
  S.Edges = nullptr;
  N->Running = 0;
  if (N->Different) { // an earlier child died of it
    shrink(Rewrite);
    return;
  }
  unsigned Alive = 0;
  for (unsigned I = 0; I != Symbols.size(); ++I)
    Alive += N->Mutants[I] == Notes::Open;
  for (; Alive && N->Next < Tries && N->Accepted < MaxInputs; N->Next = N->Next + 1) {
    hone_seed &Input = N->Current;
    Input = inputAt(Seed, N->Next);
    N->Running = 0;
    TrialResult R = runTrial(Rewrite, Input, N->Where);
    if (R.Said == Verdict::Different && R.How != Difference::Atomic) {
      noteDifference(Input, R);
      shrink(Rewrite);
      return;
    }
    bool Kills = false;
    for (unsigned I = 0; R.Said == Verdict::Same && I != Symbols.size(); ++I) {
      if (N->Mutants[I] != Notes::Open)
        continue;
      S.After = reinterpret_cast<void (*)(void *)>(dlsym(Handle, Symbols[I].c_str()));
      N->Running = 1 + I;
      Acted = false;
      bool Killed = S.After && isKill(runTrial(S, Input, N->Where));
      N->Acted[I] += Acted;
      if (S.After && !Killed && N->Acted[I] < EnoughActed)
        continue;
      N->Mutants[I] = Killed ? Notes::Killed : S.After ? Notes::Survived : Notes::Missing;
      Kills = Kills || Killed;
      --Alive;
    }
    if (Kills)
      N->Inputs[N->Accepted++] = Input;
  }
}

void runBench(const CaseFile &C, std::uint64_t Seed, unsigned PerSize, unsigned Seconds) {
  prepareChild(Seconds);
  Subject S;
  if (!load(C, S)) {
    N->LoadFailed = true;
    return;
  }
  takeSnapshot();
  static const unsigned Sizes[] = {16, 256, 4096, 65536};
  unsigned Attempts = PerSize * 3, Total = 4 * Attempts;
  unsigned Got[4] = {0, 0, 0, 0};
  for (unsigned I = 0; I != N->BenchCount; ++I)
    for (unsigned Which = 0; Which != 4; ++Which)
      Got[Which] += N->Bench[I].size == Sizes[Which];
  for (; N->Next < Total; N->Next = N->Next + 1) {
    unsigned Which = N->Next / Attempts;
    if (Got[Which] == PerSize || N->BenchCount == 64)
      continue;
    hone_seed Input = {mix(Seed + N->Next), Sizes[Which], 1, {}};
    if (runsClean(*S.Case, Input, 50, N->Where)) {
      N->Bench[N->BenchCount++] = Input;
      ++Got[Which];
    }
  }
}

/// Runs Job in children until one gets through. OnDeath is told after each
/// that did not; false gives up. Returns CPU time used, in microseconds.
template <class Work, class Death> long inChildren(Work Job, Death OnDeath) {
  long Used = 0;
  for (unsigned Deaths = 0;; ++Deaths) {
    N->Finished = false;
    N->LoadFailed = false;
    N->Where = Phase::Idle;
    std::fflush(Answers);
    pid_t Child = fork();
    if (Child == 0) {
      Job();
      N->Finished = true;
      _exit(0);
    }
    int Status = 0;
    rusage Usage = {};
    if (Child < 0 || wait4(Child, &Status, 0, &Usage) != Child) {
      std::snprintf(N->Problem, sizeof(N->Problem), "crash no process could be started");
      N->LoadFailed = true;
      return Used;
    }
    Used += (Usage.ru_utime.tv_sec + Usage.ru_stime.tv_sec) * 1000000 +
            Usage.ru_utime.tv_usec + Usage.ru_stime.tv_usec;
    if (N->Finished || N->LoadFailed)
      return Used;
    int Signal = WIFSIGNALED(Status) ? WTERMSIG(Status) : 0;
    if (N->Where == Phase::Load) {
      std::snprintf(N->Problem, sizeof(N->Problem),
                    "crash static initialisers do not come to an end");
      N->LoadFailed = true;
      return Used;
    }
    if (!OnDeath(Signal, Deaths))
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
  static const char *Names[] = {"none", "result", "globals", "heap",     "trap",
                                "hang", "exit",   "opaque",  "volatile", "atomic"};
  return Names[static_cast<int>(How)];
}

void clearNotes() { std::memset(static_cast<void *>(N), 0, sizeof(Notes)); }

/// The inputs noted, and what differed.
void answerInputs(const CaseFile &C) {
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

void answerRun(const CaseFile &C, std::uint64_t Seed, unsigned Want, unsigned Tries,
               unsigned Seconds) {
  clearNotes();
  const char *GaveUp = nullptr;
  long Used = inChildren([&] { runCase(C, Seed, Want, Tries, Seconds); },
                         [&](int Signal, unsigned Deaths) {
    if (N->Different) // died again while shrinking: what is known must do
      return false;
    if (N->Where == Phase::Twin) {
      TrialResult R;
      R.How = Signal == SIGALRM ? Difference::Hang
              : Signal != 0     ? Difference::Trap
                                : Difference::Exit;
      R.Signal = Signal;
      noteDifference(N->Current, R);
      return R.How != Difference::Hang; // once more, to shrink and print
    }
    ++N->Rejected;
    N->Next = N->Next + 1;
    if (Signal == SIGALRM)
      GaveUp = "timeout";
    else if (Deaths + 1 >= MaxDeaths)
      GaveUp = "crash";
    return !GaveUp;
  });
  if (N->LoadFailed) {
    std::fprintf(Answers, "failed %u %s\n", C.Number, N->Problem);
    return;
  }
  if (N->Atomic && !N->Different) {
    N->Different = true;
    N->How = Difference::Atomic;
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
  if (GaveUp)
    std::fprintf(Answers, "gaveup %u %s\n", C.Number, GaveUp);
  std::fprintf(Answers, "done %u %u %u %u %d %ld\n", C.Number, N->Accepted, N->Rejected, Hits,
               int(N->TouchesGlobals), Used);
}

void answerMutants(const CaseFile &C, const std::string &Library,
                   const std::vector<std::string> &Symbols, unsigned Seconds) {
  clearNotes();
  inChildren([&] { runMutants(C, Library, Symbols, Seconds); },
             [&](int, unsigned) {
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
  inChildren([&] { runHunt(C, Library, Symbols, Seed, Tries, Seconds); },
             [&](int Signal, unsigned Deaths) {
               if (N->Different || Signal == SIGALRM || Deaths + 1 >= MaxDeaths)
                 return false;
               hone_seed Input = N->Current;
               if (N->Where == Phase::Twin && N->Running == 0) {
                 TrialResult R;
                 R.How = Signal != 0 ? Difference::Trap : Difference::Exit;
                 R.Signal = Signal;
                 noteDifference(Input, R);
                 return true;
               }
               if (N->Where == Phase::Twin) {
                 N->Mutants[N->Running - 1] = Notes::Killed;
                 N->Inputs[N->Accepted++] = Input;
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
  inChildren([&] { runBench(C, Seed, PerSize, Seconds); },
             [&](int Signal, unsigned Deaths) {
               N->Next = N->Next + 1;
               return Deaths < MaxDeaths && Signal != SIGALRM;
             });
  for (unsigned I = 0; I != N->BenchCount; ++I)
    std::fprintf(Answers, "bench %u %llu %llu\n", C.Number, N->Bench[I].size, N->Bench[I].seed);
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
    if (std::fscanf(Jobs, " %llu %u %u %u", &Seed, &A, &B, &Seconds) != 4)
      return false;
    answerRun(*C, Seed, A, B, Seconds);
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

/// Called by mutants of a condition; answers with the mutant's value.
extern "C" __attribute__((visibility("default"))) bool hone_probe(bool Mutant, bool Rewrite) {
  if (Mutant != Rewrite) {
    Towards |= Mutant ? 1 : 2;
    Acted = true;
  }
  return Mutant;
}

/// Called by mutants of a value.
extern "C" __attribute__((visibility("default"))) void hone_acted(bool Differs) {
  Acted = Acted || Differs;
}

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
