// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Tested code may trap, hang, scribble or leave through the middle; what stays
// in this process is undone by going back to a snapshot of every writable
// segment of the loaded libraries and of the heap as it was then. All three
// runs of an input start from that snapshot, with different garbage in fresh
// memory: an original that depends on garbage contradicts itself and its input
// does not count.
#include "Trial.h"
#include "Allocator.h"
#include "Garbage.h"
#include "Guard.h"
#include "Snapshot.h"
#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <initializer_list>

using namespace runner;

namespace {

/// What one run may take, in ticks. The twin gets far more than the original:
/// a busy machine must not make a difference. An original that has hung often
/// is given less.
constexpr unsigned OriginalTicks = 20, HastyTicks = 4, TwinTicks = 240;
constexpr unsigned OftenHung = 3;
unsigned Hangs = 0;
std::uint64_t Tested = 0; ///< Nanoseconds in tested code.

/// As guarded, for tested code: its time is noted.
int timed(void (*Function)(void *), void *State, unsigned Limit) {
  timespec Begin = {}, End = {};
  clock_gettime(CLOCK_MONOTONIC, &Begin);
  int Signal = guarded(Function, State, Limit);
  clock_gettime(CLOCK_MONOTONIC, &End);
  Tested += static_cast<std::uint64_t>((End.tv_sec - Begin.tv_sec) * 1000000000 + End.tv_nsec -
                                       Begin.tv_nsec);
  return Signal;
}

/// A block of the state whose size is open, as the harness has told.
struct OpenBlock {
  const char *Begin; ///< Null: none.
  unsigned long Element, Count;
  bool Pinned; ///< Something else points behind its beginning.
};
constexpr unsigned MaxOpen = sizeof(hone_seed::demand) / sizeof(unsigned);
OpenBlock Open[MaxOpen];

/// Memory that the world outside can see, and change where it is volatile.
struct Watch {
  char *Begin;
  std::size_t Size;
  bool Volatile;
};

constexpr unsigned MaxWatches = 64;
Watch Watches[MaxWatches];
unsigned WatchCount = 0;

/// The accesses of one run to such memory, in their order.
struct Accesses {
  std::uint64_t Volatile = 0, Atomic = 0;
  bool operator!=(const Accesses &Other) const {
    return Volatile != Other.Volatile || Atomic != Other.Atomic;
  }
};
Accesses Seen;

std::uint64_t mix(std::uint64_t X) {
  X = (X ^ (X >> 30)) * 0xBF58476D1CE4E5B9u;
  X = (X ^ (X >> 27)) * 0x94D049BB133111EBu;
  return X ^ (X >> 31);
}

void forgetAccesses(const hone_seed &Input) {
  WatchCount = 0;
  Seen.Volatile = Seen.Atomic = mix(Input.seed + 1);
}

struct Making {
  const hone_case *Case;
  const hone_seed *Input;
  void *State;
};

Cause Unmade = Cause::None; ///< Why the last state could not be made.

/// What the original may take, and making its input.
unsigned originalTicks() { return Hangs < OftenHung ? OriginalTicks : HastyTicks; }
int noteHang(int Signal) {
  Hangs += Signal != 0 && causeOf(Signal) == Cause::Hang;
  return Signal;
}

/// A state, or null if the harness could not make one.
void *make(const hone_case &Case, const hone_seed &Input, volatile Phase &Where,
           unsigned Ticks = TwinTicks) {
  Where = Phase::Make;
  forgetAccesses(Input);
  std::memset(Open, 0, sizeof(Open));
  Making M{&Case, &Input, nullptr};
  int Signal = guarded(
      [](void *P) {
        auto *Job = static_cast<Making *>(P);
        Job->State = Job->Case->make(Job->Input);
      },
      &M, Ticks);
  noteHang(Signal);
  const Cause Why = causeOf(Signal);
  Unmade = Why < Cause::Outside ? Cause::NotMade : Why;
  return Signal == 0 ? M.State : nullptr;
}

struct Comparing {
  const hone_case *Case;
  const void *Left, *Right;
  int Same;
};

/// As hone_case::same; 0 if comparing failed.
int compare(const hone_case &Case, const void *Left, const void *Right, volatile Phase &Where) {
  Where = Phase::Compare;
  Comparing C{&Case, Left, Right, 0};
  int Signal = guarded(
      [](void *P) {
        auto *Job = static_cast<Comparing *>(P);
        Job->Same = Job->Case->same(Job->Left, Job->Right);
      },
      &C, TwinTicks);
  return Signal == 0 ? C.Same : 0;
}

bool same(const hone_case &Case, const void *Left, const void *Right, volatile Phase &Where) {
  return compare(Case, Left, Right, Where) == 1;
}

/// Destroys a state; true if that went well and no block was damaged.
bool destroy(const hone_case &Case, void *State, volatile Phase &Where) {
  Where = Phase::Destroy;
  int Signal = guarded(Case.destroy, State, TwinTicks);
  return Signal == 0 && takeDamage() == 0;
}

/// Calls the original; 0, or what ended it.
int callOriginal(const hone_case &Case, void *State, volatile Phase &Where) {
  Where = Phase::Original;
  clearFault();
  return noteHang(timed(Case.before, State, originalTicks()));
}

/// What came of a run of the original for the sake of the sizes.
struct Probe {
  bool Clean = false, Hung = false;
  unsigned Short = MaxOpen; ///< The block behind whose end it was, if any.
  unsigned long Need = 0;   ///< How many elements that would have needed.
};

/// The run that has just ended.
Probe probed(bool Clean, bool Hung) {
  Probe P;
  P.Clean = Clean;
  P.Hung = Hung;
  const char *Fault = faultAddress();
  constexpr unsigned long Guard = 4096;
  for (unsigned I = 0; Fault && I != MaxOpen; ++I) {
    const OpenBlock &B = Open[I];
    const char *End = B.Begin + B.Count * B.Element;
    if (B.Begin && !B.Pinned && Fault >= End && Fault < End + Guard + B.Element) {
      P.Short = I;
      P.Need = static_cast<unsigned long>(Fault - B.Begin) / B.Element + 1;
    }
  }
  return P;
}

Probe probe(const hone_case &Case, const hone_seed &Input, volatile Phase &Where) {
  restore();
  takeDamage();
  void *State = make(Case, Input, Where, originalTicks());
  if (!State)
    return Probe();
  int Signal = callOriginal(Case, State, Where);
  const bool Clean = Signal == 0 && takeDamage() == 0;
  Probe P = probed(Clean, causeOf(Signal) == Cause::Hang);
  destroy(Case, State, Where);
  return P;
}

/// Every eighth input has its open blocks as small as the original allows.
bool isTight(const hone_seed &Input) { return Input.seed % 8 == 0; }

/// Finds the sizes of the open blocks, after a first run with such as were
/// chosen freely; false if no sizes help.
bool settleSizes(const hone_case &Case, hone_seed &Input, Probe P, volatile Phase &Where) {
  constexpr unsigned MaxProbes = 40;
  constexpr unsigned long MaxBytes = 1 << 16;
  unsigned Probes = 0;
  unsigned long TooSmall[MaxOpen] = {};
  auto Set = [&](unsigned Which, unsigned long Count) {
    Input.demand[Which] = static_cast<unsigned>(Count + 1);
  };
  for (; !P.Clean; P = probe(Case, Input, Where)) {
    if (P.Short == MaxOpen || ++Probes > MaxProbes)
      return false;
    const OpenBlock B = Open[P.Short];
    TooSmall[P.Short] = B.Count + 1;
    unsigned long Next = P.Need > 2 * B.Count ? P.Need : 2 * B.Count;
    if (Next * B.Element > MaxBytes)
      return false;
    Set(P.Short, Next);
  }
  OpenBlock Found[MaxOpen];
  std::memcpy(Found, Open, sizeof(Open));
  for (unsigned I = 0; I != MaxOpen; ++I) {
    if (!Found[I].Begin || Found[I].Pinned)
      continue;
    // Low fails or has not been tried, High is clean.
    unsigned long Low = TooSmall[I], High = Found[I].Count;
    for (unsigned long Try = High - 1; isTight(Input) && Low < High && High > 1 && ++Probes <= MaxProbes;
         Try = (Low + High) / 2) {
      Set(I, Try);
      P = probe(Case, Input, Where);
      if (P.Hung)
        Probes = MaxProbes;
      else if (P.Clean)
        High = Try;
      else
        Low = Try + 1;
    }
    Set(I, High);
  }
  return true;
}

bool hasOpenBlocks(const hone_seed &Input) {
  bool Any = false, Settled = false;
  for (unsigned I = 0; I != MaxOpen; ++I) {
    Any |= Open[I].Begin != nullptr && !Open[I].Pinned;
    Settled |= Input.demand[I] != 0;
  }
  return Any && !Settled;
}

} // namespace

/// Called by the harness for memory that others see.
extern "C" __attribute__((visibility("default"))) void
hone_watch(volatile void *Where, unsigned long Size, int IsVolatile) {
  if (WatchCount != MaxWatches)
    Watches[WatchCount++] = {static_cast<char *>(const_cast<void *>(Where)), Size, IsVolatile != 0};
}

/// Called before each volatile (0 read, 1 written) and atomic (2, 3) access.
/// Some time before a volatile read, the world has changed a bit.
extern "C" __attribute__((visibility("default"))) void hone_access(void *Where, int Kind) {
  char *At = static_cast<char *>(Where);
  for (unsigned I = 0; I != WatchCount; ++I) {
    const Watch &W = Watches[I];
    if (At < W.Begin || At >= W.Begin + W.Size)
      continue;
    std::uint64_t &Log = W.Volatile ? Seen.Volatile : Seen.Atomic;
    Log = mix(Log + 4 * static_cast<std::uint64_t>(At - W.Begin) + static_cast<unsigned>(Kind) + I);
    if (W.Volatile && Kind == 0 && Log % 3 == 0)
      *At = static_cast<char>(*At ^ (1 << (Log >> 8) % 8));
  }
}

extern "C" __attribute__((visibility("default"))) void
hone_demand(const void *Block, unsigned Which, unsigned long Element, unsigned long Count) {
  if (Which >= MaxOpen)
    return;
  if (Element == 0)
    Open[Which].Pinned = true;
  else
    Open[Which] = {static_cast<const char *>(Block), Element, Count, false};
}

/// Runs the original on a state; None if it ran clean.
static Cause runOriginal(const hone_case &Case, void *State, volatile Phase &Where) {
  errno = 0;
  int Signal = callOriginal(Case, State, Where);
  Cause Why = Signal == 0 ? Cause::None : causeOf(Signal);
  // What a machine with more memory would do is not known. A malloc that was
  // not looked at shows only in what is done with its null.
  if (takeShortage() || (Why == Cause::Trap && errno == ENOMEM))
    return Cause::OutOfMemory;
  if (Signal != 0)
    return Why;
  if (takeDamage() != 0)
    return Cause::Damage;
  return Case.rejected(State) ? Cause::NotMade : Cause::None;
}

/// A difference counts only if the original agrees with itself, in the twin's
/// place: what depends on fresh memory or on addresses may have agreed by
/// chance. The states from before are left alone: the twin may have written to
/// them.
static bool agreesWithItself(const hone_case &Case, const hone_seed &Input,
                             volatile Phase &Where) {
  void *First = nullptr;
  for (unsigned char Pattern : {0x3C, 0xC3, 0x00, 0xFF, 0x96}) {
    restore();
    takeDamage();
    setPattern(Pattern);
    void *Again = make(Case, Input, Where);
    if (!Again)
      return false;
    if (runOriginal(Case, Again, Where) != Cause::None)
      return false;
    if (!First)
      First = Again;
    else if (LearningGarbage Now; !same(Case, First, Again, Where) || !destroy(Case, Again, Where))
      return false;
  }
  return destroy(Case, First, Where);
}

/// Whether the original, in the twin's place, leaves its own globals otherwise,
/// too: then what is in them is chance.
static bool globalsAreChance(const Subject &S, const hone_seed &Input, volatile Phase &Where) {
  restore();
  takeDamage();
  setPattern(0x3C);
  void *Again = make(*S.Case, Input, Where);
  if (!Again || runOriginal(*S.Case, Again, Where) != Cause::None)
    return true;
  return globalsDiffer(S.Edges, S.EdgeCount);
}

TrialResult runner::runTrial(const Subject &S, hone_seed &Input, volatile Phase &Where) {
  const hone_case &Case = *S.Case;
  TrialResult R;
  freeStrays();
  void *Original[2] = {nullptr, nullptr};
  Accesses Known[2];
  for (unsigned Run = 0; Run != 2; ++Run) {
    restore();
    takeDamage();
    setPattern(Run == 0 ? 0xA5 : 0x5B);
    takeShortage();
    Original[Run] = make(Case, Input, Where, originalTicks());
    R.Why = Unmade;
    if (!Original[Run])
      return R;
    const bool Sizes = Run == 0 && hasOpenBlocks(Input);
    R.Why = runOriginal(Case, Original[Run], Where);
    if (Sizes && (R.Why != Cause::None || isTight(Input))) {
      Probe First = probed(R.Why == Cause::None, R.Why == Cause::Hang);
      R.Why = Cause::NotMade;
      const bool Whole = destroy(Case, Original[0], Where);
      if ((First.Clean && !Whole) || !settleSizes(Case, Input, First, Where))
        return R;
      Run = ~0u; // begins again, with these sizes
      continue;
    }
    if (R.Why != Cause::None) {
      destroy(Case, Original[Run], Where); // or its blocks would be missing from now on
      return R;
    }
    rememberGlobals(Run);
    Known[Run] = Seen;
  }
  if (Known[0] != Known[1])
    return R;
  R.TouchesGlobals = globalsChanged();
  R.Why = Cause::NotRepeatable;
  if (LearningGarbage Now; !same(Case, Original[0], Original[1], Where) ||
                           !destroy(Case, Original[1], Where))
    return R;

  // From here on the input counts: whatever the twin does is its answer.
  restore();
  setPattern(0x3C);
  void *After = make(Case, Input, Where);
  if (!After)
    return R;
  if (S.Edges)
    std::memset(S.Edges, 0, S.EdgeCount);
  R.Said = Verdict::Different;
  R.Why = Cause::TwinRejected;
  Where = Phase::Twin;
  int Signal = timed(S.After, After, TwinTicks);
  const Accesses Mine = Seen; // comparing reads, too
  if (Signal) {
    const Cause Why = causeOf(Signal);
    R.How = Why == Cause::Hang ? Difference::Hang : Difference::Trap;
    if (Why == Cause::Outside)
      R.How = Difference::Outside;
    R.Signal = Signal;
  } else if (Case.rejected(After)) {
    R.Said = Verdict::Rejected;
    R.TwinOutOfMemory = true;
  } else if (globalsDiffer(S.Edges, S.EdgeCount)) {
    R.How = Difference::Globals;
  } else if (int Same = compare(Case, Original[0], After, Where); Same != 1) {
    R.How = Same == 2 ? Difference::Opaque : Difference::Result;
  } else if (Mine.Volatile != Known[0].Volatile) {
    R.How = Difference::Volatile;
  } else if (Mine.Atomic != Known[0].Atomic) {
    R.How = Difference::Atomic;
  } else if (takeDamage() != 0 || !destroy(Case, After, Where)) {
    R.How = Difference::Heap;
  } else if (destroy(Case, Original[0], Where)) {
    R.Said = Verdict::Same;
  } else {
    R.Said = Verdict::Rejected; // the original had scribbled over its own
  }
  if (R.Said == Verdict::Different && (R.How == Difference::Globals
                                           ? globalsAreChance(S, Input, Where)
                                           : !agreesWithItself(Case, Input, Where))) {
    R.Said = Verdict::Rejected;
    R.Why = Cause::NotRepeatable;
  }
  Where = Phase::Idle;
  return R;
}

std::uint64_t runner::testedNanoseconds() { return Tested; }

bool runner::runsClean(const hone_case &Case, const hone_seed &Input, unsigned TimeTicks,
                       volatile Phase &Where) {
  freeStrays();
  restore();
  takeDamage();
  void *State = make(Case, Input, Where);
  if (!State)
    return false;
  Where = Phase::Original;
  bool Clean = timed(Case.before, State, TimeTicks) == 0 && takeDamage() == 0;
  return destroy(Case, State, Where) && Clean;
}

void runner::printTrial(const Subject &S, const hone_seed &Input, char *Texts[3],
                        std::size_t Size, unsigned Runs, volatile Phase &Where) {
  struct Printing {
    const hone_case *Case;
    void *State;
    char *Buffer;
    std::size_t Size;
  };
  for (unsigned I = 0; I != 3; ++I) {
    Texts[I][0] = 0;
    if (I >= Runs)
      continue;
    restore();
    void *State = make(*S.Case, Input, Where);
    if (!State)
      continue;
    Where = I == 2 ? Phase::Twin : Phase::Original;
    if (I != 0 && guarded(I == 1 ? S.Case->before : S.After, State, TwinTicks) != 0)
      continue;
    Where = Phase::Compare;
    Printing P{S.Case, State, Texts[I], Size};
    guarded(
        [](void *Job) {
          auto *P = static_cast<Printing *>(Job);
          P->Case->print(P->State, P->Buffer, P->Size);
        },
        &P, TwinTicks);
    Texts[I][Size - 1] = 0;
  }
}
