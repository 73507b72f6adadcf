// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Changes that come to the same, or only take another time, as far as tokens tell: a mutant of them would say
// nothing about the inputs.
#ifndef HONE_LIB_VERIFY_NOMISTAKES_H
#define HONE_LIB_VERIFY_NOMISTAKES_H

#include "Pieces.h"

namespace hone {

/// Whether piece \p I stands in the parentheses of `vector<T> name(n + 2)`, where name is only ever indexed: one
/// element more is no mistake.
bool sizesTable(const Pieces &P, unsigned I);

/// Whether piece \p I is part of `blockedRows = ...`, which says where blocks end and another loop goes on: with fewer
/// blocks that one has more to do, which is no mistake.
bool endsBlocks(const Pieces &P, unsigned I);

/// Whether piece \p I is the end of a bound in `T name[4][16]`: an array with room for more is no mistake.
bool sizesArray(const Pieces &P, unsigned I);

/// Whether piece \p I is part of `const T n = ...`, where one loop ends at n and another goes on from
/// there: with a smaller n there are fewer turns of the fast one, which is no mistake.
bool splitsLoop(const Pieces &P, unsigned I);

/// Whether piece \p I is the relation of `for (; n - i >= size; i += size)`: another loop goes on from i, and has one
/// block more to do if this one does without its last, which is no mistake.
bool isLastBlock(const Pieces &P, unsigned I);

/// Whether the statement that I is in declares \p Name: in its initializer that
/// is whatever the stack holds, and luck decides whether anyone notices.
bool isDeclaredBefore(const Pieces &P, unsigned I, llvm::StringRef Name);

/// Whether piece \p I is the `v` of `v.size()` and \p Other was made as `other(v.size())` and then only indexed and
/// returned: it is as long.
bool asksSameLength(const Pieces &P, unsigned I, llvm::StringRef Other);

/// Whether piece \p I is the first point of `greater_equal<>()(&x, a.data() + a.size())`, which asks whether x lies
/// behind the elements of a: nothing lies so near that one element more would be noticed.
bool asksBehindEnd(const Pieces &P, unsigned I);

/// Whether piece \p I says how many elements are done at a time: another number takes another time.
bool sizesBlocks(const Pieces &P, unsigned I);

/// Ranges in which nothing is changed: what a lambda captures, which is no expression; how much is reserved; how many
/// elements have to be there for lanes or blocks to pay.
std::vector<ByteRange> leftAlone(const Pieces &P);

} // namespace hone

#endif
