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
  return R.Line <= L.Where.EndLine &&
         std::tie(L.Where.Line, L.Where.Column) <= std::tie(R.Line, R.Column);
}

/// The lanes in "vectorized loop (vectorization width: 16, ...)".
static unsigned lanesIn(llvm::StringRef Text) {
  llvm::StringRef Width = Text.split("vectorization width: ").second;
  Width.consume_front("vscale x ");
  unsigned Lanes = 0;
  Width.consumeInteger(10, Lanes);
  return Lanes;
}

namespace {
/// What was said about one loop.
struct Verdicts {
  bool Vectorized = false, Scalar = false, Call = false, Deleted = false;
  bool Survives = false; ///< Somebody spoke of its inside after deletion.
  unsigned Lanes = 0;

  void add(const Loop &L, const Remark &R) {
    const bool Whole = begins(L, R), Passed = R.Kind == "passed";
    if (R.Pass == "loop-vectorize" && Whole) {
      const unsigned Width = Passed ? lanesIn(R.Text) : 0;
      Vectorized |= Width > 1;
      Scalar |= Width <= 1;
      Lanes = std::max(Lanes, Width > 1 ? Width : 0);
    }
    // Stands at the store that became a call, not at the loop.
    Call |= R.Pass == "loop-idiom" && Passed;
    Deleted |= R.Pass == "loop-delete" && Passed && Whole;
  }

  /// A loop that is compiled several times (a template, an inlined function)
  /// counts as vectorized if one copy was, but as deleted only if no copy is
  /// known to live. A loop that does more than the call is still there: it has
  /// its own verdict, or other loops inside.
  LoopFate fate(bool Innermost) const {
    return Vectorized             ? LoopFate::Vectorized
           : Scalar               ? LoopFate::Scalar
           : Call && Innermost    ? LoopFate::LibraryCall
           : Deleted && !Survives ? LoopFate::Deleted
                                  : LoopFate::Unknown;
  }
};

/// The loops of one file in source order, with what is said about each.
class FileLoops {
public:
  void add(Loop &L) { Loops.push_back({&L, {}}); }

  void add(const Remark &R) {
    Entry *Innermost = nullptr;
    const bool Late = R.Pass == "loop-vectorize" ||
                      R.Pass == "slp-vectorizer" || R.Pass == "loop-idiom";
    // Of the loops that hold the remark, the one that begins last.
    for (Entry &E : Loops)
      if (holds(*E.L, R)) {
        Innermost = &E;
        E.Said.Survives |= Late;
      }
    if (!Innermost)
      return;
    Innermost->Said.add(*Innermost->L, R);
    // Which lists could not become vectors says nothing about the loop.
    if (R.Pass != "slp-vectorizer" || R.Kind == "passed")
      Innermost->L->Remarks.push_back(R);
  }

  void decide() {
    for (std::size_t I = 0; I != Loops.size(); ++I) {
      Loop &L = *Loops[I].L;
      const bool Innermost =
          I + 1 == Loops.size() || Loops[I + 1].L->Where.Begin >= L.Where.End;
      L.Fate = Loops[I].Said.fate(Innermost);
      L.VectorWidth = Loops[I].Said.Lanes;
    }
  }

private:
  struct Entry {
    Loop *L;
    Verdicts Said;
  };
  std::vector<Entry> Loops;
};
} // namespace

static void sortAndDedupe(std::vector<Remark> &Remarks) {
  auto Key = [](const Remark &R) {
    return std::tie(R.Line, R.Column, R.Pass, R.Kind, R.Name, R.Text);
  };
  llvm::sort(Remarks,
             [&](const Remark &A, const Remark &B) { return Key(A) < Key(B); });
  Remarks.erase(std::unique(Remarks.begin(), Remarks.end(),
                            [&](const Remark &A, const Remark &B) {
                              return Key(A) == Key(B);
                            }),
                Remarks.end());
}

void attachRemarks(std::vector<Loop> &Loops, const Project &,
                   const std::map<std::string, std::vector<Remark>> &Remarks) {
  std::map<std::string, FileLoops> Files;
  for (Loop &L : Loops)
    Files[L.Where.File].add(L);
  for (auto &[File, InFile] : Files) {
    if (const auto Said = Remarks.find(File); Said != Remarks.end())
      for (const Remark &R : Said->second)
        InFile.add(R);
    InFile.decide();
  }
  for (Loop &L : Loops)
    sortAndDedupe(L.Remarks);
}

} // namespace hone
