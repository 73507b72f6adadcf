// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Snapshot.h"
#include "Allocator.h"
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <link.h>

using namespace runner;

namespace {

struct Segment {
  char *Base;
  std::size_t Size;
  char *Saved;       ///< At the snapshot.
  char *After[2];    ///< After the two runs of the original.
};

constexpr unsigned MaxSegments = 64;
Segment Segments[MaxSegments];
unsigned SegmentCount = 0;

int collectSegments(dl_phdr_info *Info, std::size_t, void *) {
  // The executable, libc and libstdc++ keep their state: only libraries with
  // tested code, which are those loaded by absolute path from our folder.
  if (!Info->dlpi_name || !std::strstr(Info->dlpi_name, ".tested.so"))
    return 0;
  std::uintptr_t RelroBegin = 0, RelroEnd = 0;
  for (int I = 0; I != Info->dlpi_phnum; ++I)
    if (Info->dlpi_phdr[I].p_type == PT_GNU_RELRO) {
      RelroBegin = Info->dlpi_addr + Info->dlpi_phdr[I].p_vaddr;
      RelroEnd = (RelroBegin + Info->dlpi_phdr[I].p_memsz) & ~std::uintptr_t(4095);
    }
  for (int I = 0; I != Info->dlpi_phnum; ++I) {
    const auto &P = Info->dlpi_phdr[I];
    if (P.p_type != PT_LOAD || !(P.p_flags & PF_W) || SegmentCount == MaxSegments)
      continue;
    std::uintptr_t Begin = Info->dlpi_addr + P.p_vaddr, End = Begin + P.p_memsz;
    if (RelroBegin && Begin >= RelroBegin - 4095 && Begin < RelroEnd)
      Begin = RelroEnd;
    Begin = (Begin + 7) & ~std::uintptr_t(7);
    End &= ~std::uintptr_t(7);
    if (Begin >= End)
      continue;
    Segment &S = Segments[SegmentCount];
    S.Base = reinterpret_cast<char *>(Begin);
    S.Size = End - Begin;
    S.Saved = static_cast<char *>(std::malloc(3 * S.Size));
    if (!S.Saved)
      continue;
    S.After[0] = S.Saved + S.Size;
    S.After[1] = S.After[0] + S.Size;
    std::memcpy(S.Saved, S.Base, S.Size);
    ++SegmentCount;
  }
  return 0;
}

} // namespace

void runner::takeSnapshot() {
  dl_iterate_phdr(collectSegments, nullptr);
  snapshotHeap();
}

void runner::restore() {
  for (unsigned I = 0; I != SegmentCount; ++I)
    std::memcpy(Segments[I].Base, Segments[I].Saved, Segments[I].Size);
  restoreHeap();
}

void runner::rememberGlobals(unsigned Run) {
  for (unsigned I = 0; I != SegmentCount; ++I)
    std::memcpy(Segments[I].After[Run], Segments[I].Base, Segments[I].Size);
}

bool runner::globalsChanged() {
  for (unsigned I = 0; I != SegmentCount; ++I)
    if (std::memcmp(Segments[I].After[0], Segments[I].Saved, Segments[I].Size) != 0)
      return true;
  return false;
}

bool runner::globalsDiffer(const unsigned char *Edges, unsigned EdgeCount) {
  for (unsigned I = 0; I != SegmentCount; ++I) {
    const Segment &G = Segments[I];
    if (std::memcmp(G.Base, G.After[0], G.Size) == 0)
      continue;
    for (std::size_t At = 0; At != G.Size; At += 8) {
      if (std::memcmp(G.After[0] + At, G.After[1] + At, 8) != 0 ||
          std::memcmp(G.Base + At, G.After[0] + At, 8) == 0)
        continue;
      for (std::size_t Byte = At; Byte != At + 8; ++Byte) {
        auto *Here = reinterpret_cast<unsigned char *>(G.Base + Byte);
        bool Counter = Edges && Here >= Edges && Here < Edges + EdgeCount;
        if (!Counter && G.Base[Byte] != G.After[0][Byte])
          return true;
      }
    }
  }
  return false;
}
