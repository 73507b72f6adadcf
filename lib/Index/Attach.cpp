// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Joins remarks with loops. What the vectorizer says about a whole loop stands
// exactly at its beginning, so a fate is only taken from there: a remark
// further inside may be about a loop of a library function inlined into it.
#include "hone/Index/Index.h"
#include <algorithm>
#include <tuple>

namespace hone {

static bool begins(const Loop &L, const Remark &R) {
  return L.Where.Line == R.Line && L.Where.Column == R.Column;
}

static bool holds(const Loop &L, const Remark &R) {
  return R.Line <= L.Where.EndLine && std::tie(L.Where.Line, L.Where.Column) <=
                                          std::tie(R.Line, R.Column);
}

/// The innermost loop around a remark: of those that hold it, the one that
/// begins last.
static Loop *loopAround(std::vector<Loop> &Loops, const std::string &File,
                        const Remark &R) {
  Loop *Best = nullptr;
  for (Loop &L : Loops)
    if (L.Where.File == File && holds(L, R) &&
        (!Best || std::tie(L.Where.Line, L.Where.Column) >
                      std::tie(Best->Where.Line, Best->Where.Column)))
      Best = &L;
  return Best;
}

/// The lanes in "vectorized loop (vectorization width: 16, ...)".
static unsigned lanesIn(llvm::StringRef Text) {
  llvm::StringRef Width = Text.split("vectorization width: ").second;
  Width.consume_front("vscale x ");
  unsigned Lanes = 0;
  Width.consumeInteger(10, Lanes);
  return Lanes;
}

/// Decides among what was said; a loop compiled several times (a template, an
/// inlined function) counts as vectorized if one copy was.
static void decideFate(Loop &L) {
  bool Vectorized = false, Scalar = false, Call = false, Deleted = false;
  for (const Remark &R : L.Remarks) {
    const bool Whole = begins(L, R), Passed = R.Kind == "passed";
    if (R.Pass == "loop-vectorize" && Whole) {
      const unsigned Lanes = Passed ? lanesIn(R.Text) : 0;
      Vectorized |= Lanes > 1;
      Scalar |= Lanes <= 1;
      L.VectorWidth = std::max(L.VectorWidth, Lanes > 1 ? Lanes : 0);
    }
    // Stands at the store that became a call, not at the loop.
    Call |= R.Pass == "loop-idiom" && Passed;
    Deleted |= R.Pass == "loop-delete" && Passed && Whole;
  }
  // A loop with other work than the call is still there and has its own
  // verdict.
  L.Fate = Vectorized ? LoopFate::Vectorized
           : Scalar   ? LoopFate::Scalar
           : Call     ? LoopFate::LibraryCall
           : Deleted  ? LoopFate::Deleted
                      : LoopFate::Unknown;
}

void attachRemarks(std::vector<Loop> &Loops, const Project &,
                   const std::map<std::string, std::vector<Remark>> &Remarks) {
  for (const auto &[File, OfFile] : Remarks)
    for (const Remark &R : OfFile)
      if (Loop *L = loopAround(Loops, File, R))
        L->Remarks.push_back(R);
  for (Loop &L : Loops) {
    auto Key = [](const Remark &R) {
      return std::tie(R.Line, R.Column, R.Pass, R.Kind, R.Name, R.Text);
    };
    llvm::sort(L.Remarks, [&](const Remark &A, const Remark &B) {
      return Key(A) < Key(B);
    });
    L.Remarks.erase(std::unique(L.Remarks.begin(), L.Remarks.end(),
                                [&](const Remark &A, const Remark &B) {
                                  return Key(A) == Key(B);
                                }),
                    L.Remarks.end());
    decideFate(L);
  }
}

} // namespace hone
