// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Asked by the harness of the first run's bytes. Kept here, for the memory of
// the tested code goes back to the snapshot between the runs.
#include "Garbage.h"
#include <cstring>

namespace {
constexpr unsigned MaxBytes = 4096;
const void *Bytes[MaxBytes];
unsigned Count = 0;
bool Learning = false;
} // namespace

runner::LearningGarbage::LearningGarbage() {
  Count = 0;
  Learning = true;
}
runner::LearningGarbage::~LearningGarbage() { Learning = false; }

/// Whether the byte of the first state means nothing.
extern "C" __attribute__((visibility("default"))) int hone_garbage(const void *Byte) {
  for (unsigned I = 0; I != Count; ++I)
    if (Bytes[I] == Byte)
      return 1;
  if (!Learning || Count == MaxBytes)
    return 0;
  Bytes[Count++] = Byte;
  return 1;
}

__attribute__((noinline)) void runner::scrubStack(unsigned char Byte) {
  char Area[16384];
  std::memset(Area, Byte, sizeof(Area));
  asm volatile("" : : "r"(Area) : "memory"); // or nobody would see it
}
