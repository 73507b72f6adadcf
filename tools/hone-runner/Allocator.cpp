// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// operator new and delete for tested code. Slots of 1, 2, 4 ... 256 pages, each
// followed by a guard page, are carved once and recycled first in, first out:
// after the first inputs an allocation costs no system call, and a dangling
// pointer meets poison instead of a new owner. What does not fit comes from
// malloc, unguarded: the rung under AddressSanitizer looks there.
#include "Allocator.h"
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <new>
#include <sys/mman.h>
#include <utility>

namespace std {
void __throw_bad_alloc() __attribute__((noreturn));
}

namespace {

constexpr std::size_t Page = 4096;
constexpr unsigned Classes = 9;
/// How many slots of each size there may be; about 230 MiB of address space.
constexpr unsigned Capacity[Classes] = {8192, 2048, 1024, 512, 256, 128, 64, 32, 32};
/// Free slots kept back before a new one is carved.
constexpr unsigned Reserve[Classes] = {48, 16, 8, 8, 4, 4, 4, 2, 2};
constexpr unsigned MaxCapacity = 8192;

struct Slot {
  char *User;            ///< What the caller has; null if free.
  std::size_t Size;
  char *Saved;           ///< Contents at the snapshot, if it was alive then.
  unsigned char Canary, Fill;
  bool Stray;            ///< From malloc.
};

struct Arena {
  char *Base;
  std::size_t Stride;
  unsigned Carved;
  unsigned Head, Count;  ///< Ring of free slots.
  unsigned Ring[MaxCapacity];
  Slot Slots[MaxCapacity];
};

Arena Arenas[Classes];
unsigned char Pattern = 0xA5;
/// Another in each run, so that who reads it contradicts himself.
unsigned char freed() { return Pattern ^ 0x78; }
unsigned Damage = 0;
bool Shortage = false;

std::size_t pagesOf(unsigned Class) { return std::size_t(1) << Class; }

bool prepare(Arena &A, unsigned Class) {
  if (A.Base)
    return true;
  A.Stride = (pagesOf(Class) + 1) * Page;
  void *Where = mmap(nullptr, A.Stride * Capacity[Class], PROT_NONE,
                     MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (Where == MAP_FAILED)
    return false;
  A.Base = static_cast<char *>(Where);
  return true;
}

/// Opens \p Count slots from \p Start on, but for the last page of each. A mark
/// in the page table does it at a tenth of what another protection costs, since
/// Linux 6.13.
bool openSlots(char *Start, unsigned Count, std::size_t Stride) {
  constexpr int GuardInstall = 102; // MADV_GUARD_INSTALL
  static bool HasMarks = true;
  // Next to open ones, so that the kernel only moves a boundary.
  if (mprotect(Start, Count * Stride, PROT_READ | PROT_WRITE) != 0)
    return false;
  for (char *End = Start + Stride; Count != 0; --Count, End += Stride) {
    HasMarks = HasMarks && madvise(End - Page, Page, GuardInstall) == 0;
    if (!HasMarks && mprotect(End - Page, Page, PROT_NONE) != 0)
      return false;
  }
  return true;
}

/// A free slot's index, or -1 if there is none.
int takeSlot(unsigned Class) {
  Arena &A = Arenas[Class];
  if (!prepare(A, Class))
    return -1;
  if (A.Count <= Reserve[Class] && A.Carved < Capacity[Class]) {
    unsigned More = Capacity[Class] - A.Carved < 8 ? Capacity[Class] - A.Carved : 8;
    if (!openSlots(A.Base + A.Carved * A.Stride, More, A.Stride))
      More = 0;
    for (; More != 0; --More)
      A.Ring[(A.Head + A.Count++) % Capacity[Class]] = A.Carved++;
  }
  if (A.Count == 0)
    return -1;
  // One of the first few, and another in each run: how far two blocks are apart
  // is chance, and who depends on it contradicts himself.
  static std::uint32_t Chance = 1;
  Chance = Chance * 1664525u + 1013904223u;
  unsigned Ahead = (Chance >> 16) % (A.Count < 8 ? A.Count : 8);
  std::swap(A.Ring[A.Head], A.Ring[(A.Head + Ahead) % Capacity[Class]]);
  unsigned Index = A.Ring[A.Head];
  A.Head = (A.Head + 1) % Capacity[Class];
  --A.Count;
  return static_cast<int>(Index);
}

/// The alignment of a block from plain new: what an array of that size can
/// need. Less than the 16 bytes other heaps give, so that a block of any size
/// ends exactly at its guard page.
std::size_t naturalAlignment(std::size_t Size) {
  std::size_t Lowest = Size & -Size;
  return Lowest == 0 || Lowest > 16 ? 16 : Lowest;
}

/// No memory, which the caller may hide from its own caller.
void *fail() {
  Shortage = true;
  return nullptr;
}

void *allocate(std::size_t Size, std::size_t Align) {
  if (Size > (std::size_t(1) << 40))
    return fail();
  std::size_t Rounded = (Size + Align - 1) / Align * Align;
  for (unsigned Class = 0; Class != Classes; ++Class) {
    if (Rounded > pagesOf(Class) * Page)
      continue;
    int Index = takeSlot(Class);
    if (Index < 0)
      break;
    Arena &A = Arenas[Class];
    char *End = A.Base + (Index + 1) * A.Stride - Page;
    char *User = End - Rounded;
    std::memset(User, Pattern, Size);
    // Differs from run to run like the pattern: a read there is noticed too.
    unsigned char Canary = Pattern ^ 0x6C;
    std::memset(User + Size, Canary, Rounded - Size);
    // The bytes in front, where an index of -1 reads.
    std::size_t Before = pagesOf(Class) * Page - Rounded;
    std::memset(User - (Before < 64 ? Before : 64), Pattern, Before < 64 ? Before : 64);
    A.Slots[Index].User = User;
    A.Slots[Index].Size = Size;
    A.Slots[Index].Canary = Canary;
    A.Slots[Index].Fill = Pattern;
    A.Slots[Index].Stray = false;
    return User;
  }
  void *Plain = nullptr;
  if (posix_memalign(&Plain, Align < 16 ? 16 : Align, Size ? Size : 1) != 0)
    return fail();
  std::memset(Plain, Pattern, Size);
  return Plain;
}

void release(void *Pointer) {
  if (!Pointer)
    return;
  char *User = static_cast<char *>(Pointer);
  for (unsigned Class = 0; Class != Classes; ++Class) {
    Arena &A = Arenas[Class];
    if (!A.Base || User < A.Base || User >= A.Base + A.Stride * Capacity[Class])
      continue;
    std::size_t Index = (User - A.Base) / A.Stride;
    Slot &S = A.Slots[Index];
    if (S.User != User)
      std::abort(); // freed twice, or never allocated
    char *End = A.Base + (Index + 1) * A.Stride - Page;
    for (char *At = User + S.Size; At != End; ++At)
      if (static_cast<unsigned char>(*At) != S.Canary) {
        ++Damage;
        break;
      }
    if (S.Saved)
      return; // may come back with the snapshot
    std::memset(User, freed(), S.Size);
    S.User = nullptr;
    if (S.Stray)
      return; // not before the trial ends: what was freed must stay known as such
    A.Ring[(A.Head + A.Count++) % Capacity[Class]] = static_cast<unsigned>(Index);
    return;
  }
  std::free(Pointer);
}

/// The slot an address is in or just behind, and its arena and class.
Slot *slotOf(const void *Address) {
  const char *At = static_cast<const char *>(Address);
  for (unsigned Class = 0; Class != Classes; ++Class) {
    Arena &A = Arenas[Class];
    if (At >= A.Base && At < A.Base + A.Stride * A.Carved)
      // In pages: a division of few bits, at every access to an element.
      return &A.Slots[static_cast<unsigned>((At - A.Base) / Page) /
                      static_cast<unsigned>(pagesOf(Class) + 1)];
  }
  return nullptr;
}

/// The same, if it is a stray one. Most accesses are where the one before was.
Slot *strayOf(const void *Address) {
  static Slot *Last = nullptr;
  if (!Last || !Last->User || Address < Last->User || Address > Last->User + Last->Size) {
    Slot *S = slotOf(Address);
    if (!S)
      return nullptr;
    Last = S;
  }
  return Last->Stray ? Last : nullptr;
}

constexpr unsigned MaxStrays = 65536;
Slot *Strays[MaxStrays];
unsigned StrayCount = 0;

void *allocateStray(std::size_t Size) {
  void *Where = allocate(Size, naturalAlignment(Size));
  Slot *S = Where ? slotOf(Where) : nullptr;
  if (S && StrayCount != MaxStrays) {
    S->Stray = true;
    Strays[StrayCount++] = S;
  }
  return Where;
}

void *allocateOrThrow(std::size_t Size, std::size_t Align) {
  if (void *Where = allocate(Size, Align))
    return Where;
  std::__throw_bad_alloc();
}

constexpr unsigned MaxSaved = 16384;
Slot *SavedSlots[MaxSaved];
unsigned SavedCount = 0;

} // namespace

void runner::setPattern(unsigned char Byte) { Pattern = Byte; }
unsigned char runner::pattern() { return Pattern; }

unsigned runner::takeDamage() {
  unsigned Count = Damage;
  Damage = 0;
  return Count;
}

void runner::freeStrays() {
  for (unsigned I = 0; I != StrayCount; ++I) {
    Slot &S = *Strays[I];
    S.Stray = false;
    if (S.User) {
      release(S.User);
      continue;
    }
    for (unsigned Class = 0; Class != Classes; ++Class) {
      Arena &A = Arenas[Class];
      if (&S >= A.Slots && &S < A.Slots + A.Carved)
        A.Ring[(A.Head + A.Count++) % Capacity[Class]] = static_cast<unsigned>(&S - A.Slots);
    }
  }
  StrayCount = 0;
}

bool runner::takeShortage() {
  bool Was = Shortage;
  Shortage = false;
  return Was;
}

void runner::snapshotHeap() {
  for (Arena &A : Arenas)
    for (unsigned I = 0; I != A.Carved; ++I) {
      Slot &S = A.Slots[I];
      if (!S.User || S.Saved || SavedCount == MaxSaved)
        continue;
      S.Saved = static_cast<char *>(std::malloc(S.Size + 1));
      if (!S.Saved)
        continue;
      std::memcpy(S.Saved, S.User, S.Size);
      SavedSlots[SavedCount++] = &S;
    }
}

void runner::restoreHeap() {
  for (unsigned I = 0; I != SavedCount; ++I)
    std::memcpy(SavedSlots[I]->User, SavedSlots[I]->Saved, SavedSlots[I]->Size);
}

// Exported to the libraries with tested code, which bind to these first.
#define EXPORTED __attribute__((visibility("default")))
using Size = std::size_t;
using Align = std::align_val_t;

EXPORTED void *operator new(Size N) { return allocateOrThrow(N, naturalAlignment(N)); }
EXPORTED void *operator new[](Size N) { return allocateOrThrow(N, naturalAlignment(N)); }
EXPORTED void *operator new(Size N, Align A) { return allocateOrThrow(N, Size(A)); }
EXPORTED void *operator new[](Size N, Align A) { return allocateOrThrow(N, Size(A)); }
EXPORTED void *operator new(Size N, const std::nothrow_t &) noexcept { return allocate(N, naturalAlignment(N)); }
EXPORTED void *operator new[](Size N, const std::nothrow_t &) noexcept { return allocate(N, naturalAlignment(N)); }
EXPORTED void *operator new(Size N, Align A, const std::nothrow_t &) noexcept {
  return allocate(N, Size(A));
}
EXPORTED void *operator new[](Size N, Align A, const std::nothrow_t &) noexcept {
  return allocate(N, Size(A));
}
EXPORTED void operator delete(void *P) noexcept { release(P); }
EXPORTED void operator delete[](void *P) noexcept { release(P); }
EXPORTED void operator delete(void *P, Size) noexcept { release(P); }
EXPORTED void operator delete[](void *P, Size) noexcept { release(P); }
EXPORTED void operator delete(void *P, Align) noexcept { release(P); }
EXPORTED void operator delete[](void *P, Align) noexcept { release(P); }
EXPORTED void operator delete(void *P, Size, Align) noexcept { release(P); }
EXPORTED void operator delete[](void *P, Size, Align) noexcept { release(P); }
EXPORTED void operator delete(void *P, const std::nothrow_t &) noexcept { release(P); }
EXPORTED void operator delete[](void *P, const std::nothrow_t &) noexcept { release(P); }

// What the tested code calls malloc and so on: the compiler of the pieces has
// renamed the calls, so that this process keeps its own.
extern "C" {
EXPORTED void *hone_malloc(Size N) { return allocateStray(N); }
EXPORTED void hone_free(void *P) { release(P); }
EXPORTED void *hone_calloc(Size Count, Size Each) {
  Size N = 0;
  if (__builtin_mul_overflow(Count, Each, &N))
    return nullptr;
  void *Where = allocateStray(N);
  return Where ? std::memset(Where, 0, N) : nullptr;
}
EXPORTED void *hone_realloc(void *Old, Size N) {
  Slot *S = Old ? slotOf(Old) : nullptr;
  if (Old && !S)
    return std::realloc(Old, N);
  void *New = allocateStray(N);
  if (New && S) {
    if (S->User != Old)
      std::abort();
    std::memcpy(New, Old, S->Size < N ? S->Size : N);
    release(Old);
  }
  return New;
}
EXPORTED char *hone_strdup(const char *Text) {
  Size N = std::strlen(Text) + 1;
  void *Where = allocateStray(N);
  return Where ? static_cast<char *>(std::memcpy(Where, Text, N)) : nullptr;
}

EXPORTED int hone_block(const void *Address, const char **Begin, unsigned long *Bytes) {
  const Slot *S = slotOf(Address);
  if (!S)
    return 0;
  if (!S->User)
    return 2;
  *Begin = S->User;
  *Bytes = S->Size;
  return Address >= S->User && Address <= S->User + S->Size ? 1 : 0;
}
/// Comparing and subtracting pointers into a block and to elsewhere is
/// undefined: the answer is another in every run.
EXPORTED void hone_related(const void *P, const void *Q) {
  const Slot *S = strayOf(P), *T = strayOf(Q);
  if (S != T)
    __builtin_trap();
}
/// How far two objects are apart means nothing.
EXPORTED void hone_same_block(const void *P, const void *Q) {
  if (slotOf(P) != slotOf(Q))
    __builtin_trap();
}
/// An index may lead a little behind the block, where the guard page tells how
/// much is needed, but not to another one.
EXPORTED void hone_within(const void *From, const void *To) {
  const Slot *S = strayOf(From);
  if (!S || !S->User || From < S->User)
    return;
  if (To < S->User || To > S->User + S->Size + Page)
    __builtin_trap();
}
EXPORTED int hone_unwritten(const void *Address, unsigned long Bytes) {
  const Slot *S = slotOf(Address);
  auto *At = static_cast<const unsigned char *>(Address);
  if (!S || !S->User || Address < S->User || At + Bytes > reinterpret_cast<unsigned char *>(S->User) + S->Size)
    return 0;
  for (unsigned long I = 0; I != Bytes; ++I)
    if (At[I] != S->Fill)
      return 0;
  return 1;
}
}
