// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Loads the libraries of a case and tries inputs, mutants or benchmark sizes,
// with a note before each step: whoever dies has been named.
#include "Child.h"
#include "Snapshot.h"
#include "hone/Support/Contain.h"
#include <cstdio>
#include <cstring>
#include <dlfcn.h>
#include <csignal>
#include <ctime>
#include <initializer_list>
#include <malloc.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>
#include <utility>

using namespace runner;

Notes *runner::N = nullptr;

double runner::now() {
  timespec T = {};
  clock_gettime(CLOCK_MONOTONIC, &T);
  return static_cast<double>(T.tv_sec) + static_cast<double>(T.tv_nsec) * 1e-9;
}

/// What the mutant at hand made of a probed condition, and whether it made a
/// probed value another.
static unsigned char Towards = 0;
static bool Acted = false;

/// A mutant that acted on that many inputs without a difference is equal.
static constexpr unsigned EnoughActed = 100;

static bool isKill(const TrialResult &R) {
  return R.Said == Verdict::Different || R.TwinOutOfMemory;
}

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

static std::uint64_t mix(std::uint64_t X) {
  X += 0x9E3779B97F4A7C15u;
  X = (X ^ (X >> 30)) * 0xBF58476D1CE4E5B9u;
  X = (X ^ (X >> 27)) * 0x94D049BB133111EBu;
  return X ^ (X >> 31);
}

hone_seed runner::inputAt(std::uint64_t Seed, unsigned I) { return {mix(Seed ^ mix(I)), 0, 0, {}}; }

void runner::noteRejection(Cause Why) {
  ++N->Rejected;
  ++N->Causes[static_cast<unsigned>(Why)];
}

void runner::noteDifference(const hone_seed &Input, const TrialResult &R) {
  N->Failing = Input;
  N->How = R.How;
  N->Signal = R.Signal;
  N->Different = true;
}

namespace {

bool load(const std::string &Prelude, const CaseFile &C, Subject &S) {
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

/// Memory of one child: what a machine with little can give.
constexpr rlim_t MemoryBytes = rlim_t(2) << 30, StackBytes = rlim_t(8) << 20;

void prepareChild(unsigned Seconds) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  // Nothing of the runner's own, its answers above all, is within reach.
  close_range(3, ~0u, 0);
  sigset_t None;
  sigemptyset(&None);
  sigprocmask(SIG_SETMASK, &None, nullptr);
  const std::pair<__rlimit_resource, rlim_t> Most[] = {
      {RLIMIT_AS, MemoryBytes}, {RLIMIT_STACK, StackBytes}, {RLIMIT_FSIZE, 0},
      {RLIMIT_NOFILE, 64},      {RLIMIT_NPROC, 0},          {RLIMIT_CPU, 2 * Seconds + 2}};
  for (auto [Which, Value] : Most) {
    const rlimit Limit = {Value, Value};
    setrlimit(Which, &Limit);
  }
  // What is too large for the guarded heap: kept, not fetched anew each time.
  mallopt(M_MMAP_THRESHOLD, 1 << 30);
  mallopt(M_TRIM_THRESHOLD, 1 << 30);
  installHandlers(N->Died);
  alarm(Seconds ? Seconds : 1);
  hone::containCaller(/*Trap=*/false);
}

/// Once the libraries are loaded, and their initialisers with what they may
/// try to open behind them.
void beginTrials() {
  hone::containCaller(/*Trap=*/true);
  takeSnapshot();
}

/// Everything before the first trial. False: the case cannot be loaded.
bool begin(const std::string &Prelude, const CaseFile &C, unsigned Seconds, Subject &S) {
  prepareChild(Seconds);
  N->LoadFailed = !load(Prelude, C, S);
  if (!N->LoadFailed)
    beginTrials();
  return !N->LoadFailed;
}

/// The same with the library of the mutants; null if it cannot be loaded.
void *beginMutants(const std::string &Prelude, const CaseFile &C, unsigned Seconds, Subject &S,
                   const std::string &Library) {
  prepareChild(Seconds);
  void *Handle = load(Prelude, C, S) ? dlopen(Library.c_str(), RTLD_NOW | RTLD_GLOBAL) : nullptr;
  N->LoadFailed = !Handle;
  if (Handle)
    beginTrials();
  return Handle;
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

} // namespace

/// One that takes its time to fail each time is not asked thousands of times.
/// Nor is one that has rejected all of so many inputs: if the whole of them were
/// to bring enough, one in 20 would have to be accepted.
static bool isHopeless() {
  constexpr unsigned Enough = 500;
  return N->Accepted == 0 && (N->Causes[static_cast<unsigned>(Cause::Hang)] >= MaxDeaths ||
                              N->Rejected >= Enough);
}

/// A difference that comes and goes may be either version's reading what is not
/// its own: the input does not count, and nobody can call the two the same.
static bool isLasting(const Subject &S, const TrialResult &First) {
  constexpr unsigned Times = 6;
  for (unsigned I = 0; I != Times && First.How != Difference::Hang; ++I) {
    hone_seed Input = N->Current;
    if (runTrial(S, Input, N->Where).Said != Verdict::Different)
      return false;
  }
  return true;
}

/// Runs the input at hand. What only raises doubt is noted; Different is sure.
static TrialResult tryInput(const Subject &S) {
  TrialResult R = runTrial(S, N->Current, N->Where);
  if (R.Said != Verdict::Different)
    return R;
  bool Atomic = R.How == Difference::Atomic;
  if (!Atomic && isLasting(S, R))
    return R;
  N->Doubt = Atomic ? Difference::Atomic : Difference::Unsteady;
  N->Failing = N->Current;
  // Of an atomic's order others may show more.
  R.Said = Atomic ? Verdict::Same : Verdict::Rejected;
  return R;
}

/// CPU milliseconds after which a case is taken for slow.
static constexpr long Quick = 16;

static bool isQuick() {
  timespec Used = {};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &Used);
  return Used.tv_sec * 1000 + Used.tv_nsec / 1000000 < Quick;
}

/// Whether to try another input, with \p Missing edges not taken so far. What is
/// quick is given more inputs than needed, and more tries at its last edges; what
/// its mutants survive is given more later, however slow it is.
static bool goesOn(const Subject &S, const Aim &A, unsigned Missing) {
  if (N->Next >= A.Tries || N->Accepted >= MaxInputs)
    return false;
  if (now() > N->LastBegin) {
    N->OutOfTime = true;
    return false;
  }
  if (N->Accepted < A.Need)
    return true;
  if (S.EdgeCount - Missing < A.Edges && N->Next < 4 * A.Need)
    return true;
  return (N->Accepted < A.Want || (Missing && N->Next < 4 * A.Want)) && isQuick();
}

/// The edges that input has taken for the first time.
static unsigned noteEdges(const Subject &S) {
  unsigned New = 0;
  for (unsigned I = 0; I != S.EdgeCount; ++I) {
    New += S.Edges[I] && !N->Edges[I];
    N->Edges[I] |= S.Edges[I];
  }
  return New;
}

void runner::runCase(const std::string &Prelude, const CaseFile &C, std::uint64_t Seed, Aim A,
                     unsigned Seconds) {
  Subject S;
  if (!begin(Prelude, C, Seconds, S))
    return;
  if (N->Different) { // an earlier child died of it
    shrink(S);
    return;
  }
  if (!S.EdgeCount) { // Nothing to cover, as where only something was left out.
    A.Need *= 2;
    A.Want *= 4;
  }
  unsigned Missing = 0;
  for (unsigned I = 0; I != S.EdgeCount; ++I)
    Missing += !N->Edges[I];
  for (; goesOn(S, A, Missing); N->Next = N->Next + 1) {
    N->Current = inputAt(Seed, N->Next);
    TrialResult R = tryInput(S);
    N->Tested = testedNanoseconds();
    N->TouchesGlobals |= R.TouchesGlobals;
    if (R.Said == Verdict::Rejected) {
      noteRejection(R.Why);
      if (isHopeless())
        return;
    } else if (R.Said == Verdict::Same) {
      unsigned New = noteEdges(S);
      Missing -= New;
      if (N->Accepted < A.Want || New)
        N->Inputs[N->Accepted++] = N->Current;
    } else {
      noteDifference(N->Current, R);
      shrink(S);
      return;
    }
  }
}

void runner::runMutants(const std::string &Prelude, const CaseFile &C, const std::string &Library,
                        const std::vector<std::string> &Symbols, unsigned Seconds) {
  Subject S;
  void *Handle = beginMutants(Prelude, C, Seconds, S, Library);
  if (!Handle)
    return;
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
void runner::runHunt(const std::string &Prelude, const CaseFile &C, const std::string &Library,
                     const std::vector<std::string> &Symbols, std::uint64_t Seed, unsigned Tries,
                     unsigned Seconds) {
  Subject S;
  void *Handle = beginMutants(Prelude, C, Seconds, S, Library);
  if (!Handle)
    return;
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
    TrialResult R = tryInput(Rewrite);
    if (R.Said == Verdict::Different) {
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

/// A run of a benchmark's size may take a second.
static constexpr unsigned BenchTicks = 200;

/// Inputs of a size beyond those that are needed are tried for so many nanoseconds.
static constexpr std::uint64_t BenchSearch = 200'000'000;

/// What the seeds of inputs begin with whose elements are all alike.
static constexpr std::uint64_t AlikeSeeds = 0xA11E;

static bool isAlike(const hone_seed &Input) { return Input.seed >> 48 == AlikeSeeds; }

/// Takes the input in, or in place of one of its size that gives the function far less to do. Elements that
/// are all alike are not what functions see, so they only take a place: where a search would end at once.
static void takeForBench(const hone_seed &Input, std::uint64_t Took, unsigned PerSize) {
  unsigned Same = 0, Least = 64;
  for (unsigned I = 0; I != N->BenchCount; ++I) {
    if (N->Bench[I].size != Input.size)
      continue;
    ++Same;
    if (Least == 64 || N->BenchTook[I] < N->BenchTook[Least])
      Least = I;
  }
  if (!isAlike(Input) && Same < PerSize && N->BenchCount < 64)
    Least = N->BenchCount++;
  else if (Least == 64 || N->BenchTook[Least] >= Took / LeastWork)
    return;
  N->Bench[Least] = Input;
  N->BenchTook[Least] = Took;
}

void runner::runBench(const std::string &Prelude, const CaseFile &C, std::uint64_t Seed,
                      unsigned PerSize, unsigned Seconds) {
  Subject S;
  if (!begin(Prelude, C, Seconds, S))
    return;
  static const unsigned Sizes[] = {16, 256, 4096, 65536};
  unsigned Plain = PerSize * 3, Attempts = Plain + PerSize, Total = 4 * Attempts;
  std::uint64_t Spent[4] = {0, 0, 0, 0};
  for (; N->Next < Total; N->Next = N->Next + 1) {
    unsigned Which = N->Next / Attempts;
    if (Spent[Which] > BenchSearch)
      continue;
    hone_seed Input = {mix(Seed + N->Next), Sizes[Which], 1, {}};
    if (N->Next % Attempts >= Plain)
      Input.seed = AlikeSeeds << 48 | Input.seed >> 16;
    std::uint64_t Before = testedNanoseconds();
    if (!runsClean(*S.Case, Input, BenchTicks, N->Where))
      continue;
    std::uint64_t Took = testedNanoseconds() - Before;
    Spent[Which] += Took;
    takeForBench(Input, Took, PerSize);
  }
}
