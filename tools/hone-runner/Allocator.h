// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The heap of tested code. Every block ends at an inaccessible page, so a read
// or write past the end traps; what an over-aligned block leaves between its end
// and the page is filled with a canary. Fresh memory holds a pattern that differs from
// run to run, so code that reads it without writing it first cannot answer the
// same twice. Freed blocks are reused as late as possible.
#ifndef HONE_RUNNER_ALLOCATOR_H
#define HONE_RUNNER_ALLOCATOR_H

namespace runner {

/// Fills every block allocated from now on with this byte.
void setPattern(unsigned char Byte);
unsigned char pattern();

/// Blocks whose canary was found damaged since the last call.
unsigned takeDamage();

/// Frees what C code under test has left allocated: what malloc gives has no
/// owner that goes with the state. Nothing of an earlier trial may be in use.
void freeStrays();

/// True if an allocation has failed since the last call.
bool takeShortage();

/// Remembers the blocks alive now with their contents. Until the process ends
/// they are never really freed, so that restoreHeap can bring them back.
void snapshotHeap();

/// Puts back the contents of the blocks of the snapshot.
void restoreHeap();

} // namespace runner

#endif
