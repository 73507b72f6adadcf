// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Every writable segment of the libraries with tested code, and their heap.
#ifndef HONE_RUNNER_SNAPSHOT_H
#define HONE_RUNNER_SNAPSHOT_H

namespace runner {

/// Takes the snapshot of statics, globals and heap every run starts from.
void takeSnapshot();
void restore();

/// Notes what a run of the original (0 or 1) has made of the globals.
void rememberGlobals(unsigned Run);
/// Whether the first one changed any.
bool globalsChanged();
/// True if a word on which both runs of the original agree is another now.
/// What they disagree about is an address of fresh memory. The edge counters do
/// not count.
bool globalsDiffer(const unsigned char *Edges, unsigned EdgeCount);

} // namespace runner

#endif
