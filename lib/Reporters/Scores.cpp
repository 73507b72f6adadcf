// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A guess at a glance, made of facts and a table of weights: it says where to look, never what a change would gain.
#include "Scores.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include <algorithm>
#include <fmt/format.h>
#include <set>

using llvm::StringRef;

namespace hone {

namespace {
struct Weight {
  StringRef Kind;
  double Points;
  const char *Name; ///< For people.
};
} // namespace

/// Roughly what each costs beside the arithmetic around it.
static constexpr Weight Weights[] = {
    {"allocation", 5, "an allocation"},      {"virtual-call", 4, "a virtual call"}, {"scalar", 3, "a loop that is not vectorized"},
    {"call", 3, "a call of unseen code"},    {"bounds-check", 2, "a bounds check"}, {"reload", 2, "a value loaded again"},
    {"branch", 1, "a branch in a scalar loop"}, {"throw", 1, "a throw"},
};

static double pointsOf(StringRef Kind) {
  for (const Weight &W : Weights)
    if (W.Kind == Kind)
      return W.Points;
  return 0;
}

std::string weightsText() {
  std::string Text;
  for (const Weight &W : Weights)
    Text += fmt::format("{}{} {:.0f}", Text.empty() ? "Points: " : ", ", W.Name, W.Points);
  return Text + ".";
}

unsigned shadeOf(double Points) {
  constexpr double From[] = {1, 2, 4, 8, 16};
  return static_cast<unsigned>(llvm::count_if(From, [&](double Least) { return Points >= Least; }));
}

std::string fateWords(LoopFate Fate, unsigned Lanes) {
  switch (Fate) {
  case LoopFate::Unknown:
    return "it does not say, or was not asked";
  case LoopFate::Scalar:
    return "not vectorized";
  case LoopFate::Vectorized:
    return Lanes ? fmt::format("vectorized, {} elements at a time", Lanes) : "vectorized";
  case LoopFate::Deleted:
    return "gone: nothing needs it";
  case LoopFate::LibraryCall:
    return "became a call of a library function";
  }
  llvm_unreachable("every fate is handled");
}

static std::string numberAfter(StringRef Text, StringRef Word) {
  StringRef Rest = Text.split(Word).second;
  Rest.consume_front("vscale x ");
  return Rest.take_while([](char C) { return C >= '0' && C <= '9'; }).str();
}

std::string plainWords(const Remark &R) {
  if (R.Pass == "loop-vectorize" && R.Kind == "passed") {
    const std::string Lanes = numberAfter(R.Text, "vectorization width: "), Copies = numberAfter(R.Text, "interleaved count: ");
    std::string Text = Lanes.empty() || Lanes == "1" ? "unrolled" : "vectorized, " + Lanes + " elements at a time";
    return Text + (Copies.empty() || Copies == "1" ? "" : fmt::format(", {} times in one iteration", Copies));
  }
  // What is only said because something was asked for, or said better by another remark.
  if (R.Name == "MissedDetails" || R.Name == "VectorizationNotBeneficial")
    return R.Name == "MissedDetails" ? "" : "not vectorized: it would not pay";
  return llvm::StringSwitch<std::string>(R.Name)
      .Case("InterleavingNotBeneficial", "")
      .Case("InterleavingNotBeneficialAndDisabled", "")
      .Case("CantReorderMemOps", "not vectorized: what is stored may overlap what is loaded")
      .Case("UnsafeDep", "not vectorized: an iteration needs what one before it stored")
      .Case("CantIdentifyArrayBounds", "not vectorized: where the memory that it uses ends is not known")
      .Case("CantComputeNumberOfIterations", "not vectorized: how often it runs is not known when it starts")
      .Case("UnsupportedUncountableLoop", "not vectorized: how often it runs is not known in advance")
      .Case("CantReorderFPOps", "not vectorized: the order of floating-point additions counts")
      .Case("CantVectorizeLibcall", "not vectorized: it calls a library function that has no vector form")
      .Case("CantVectorizeInstruction", "not vectorized: an instruction in it has no vector form")
      .Case("CantVectorizeInstructionReturnType", "not vectorized: a value in it has no vector form")
      .Case("CantVectorizeCall", "not vectorized: it calls a function")
      .Case("NonReductionValueUsedOutsideLoop", "not vectorized: a value that each iteration changes is used after it")
      .Case("CFGNotUnderstood", "not vectorized: its way through the code is too complicated")
      .Case("NoCFGForSelect", "not vectorized: a condition in it guards a store or a call")
      .Case("NoInductionVariable", "not vectorized: no variable counts its iterations")
      .Case("LoadWithLoopInvariantAddressInvalidated", "loaded again in each iteration: a store or a call in the loop might change it")
      .Case("LoadWithLoopInvariantAddressCondExecuted", "loaded again in each iteration: only some iterations load it")
      .Case("Hoisted", "computed once, in front of the loop")
      .Case("Sunk", "done once, after the loop")
      .Case("PromoteLoopAccessesToScalar", "kept in a register during the loop")
      .Case("ProcessLoopStridedStore", "became a call of memset")
      .Case("ProcessLoopStoreOfLoopLoad", "became a call of memcpy")
      .Case("Invariant", "the loop is gone: nothing needs it")
      .Case("FullyUnrolled", "unrolled: the loop is gone")
      .Case("PartialUnrolled", "unrolled in part")
      .Default(R.Text);
}

static bool isReload(const Remark &R) {
  return R.Pass == "licm" && R.Kind == "missed" && StringRef(R.Name).starts_with("LoadWithLoopInvariant");
}

namespace {
/// The lines of one file.
class Scorer {
public:
  void add(const Loop &L, bool Innermost) {
    // Each loop around runs this one often; how often, nobody has counted.
    Factor = 1u << std::min(L.Depth - 1, 3u);
    for (unsigned Line = L.Where.Line; Line <= L.Where.EndLine; ++Line)
      Lines[Line].In = L.Fate;
    if (Innermost && L.Fate == LoopFate::Scalar)
      Lines[L.Where.Line].Points += Factor * pointsOf("scalar");
    const bool Said = llvm::any_of(L.Remarks, [](const Remark &R) { return R.Pass == "loop-vectorize" && !plainWords(R).empty(); });
    if (!Said)
      note(L.Where.Line, loopText(L, Innermost), "");
    for (const Remark &R : L.Remarks) {
      if (const std::string Text = plainWords(R); !Text.empty())
        if (note(R.Line, Text, Text == R.Text ? "" : R.Pass + ": " + R.Text) && isReload(R))
          Lines[R.Line].Points += Factor * pointsOf("reload");
    }
    for (const Hindrance &H : L.Hindrances) {
      // In a vector loop it is a mask.
      if (H.Kind == "branch" && L.Fate != LoopFate::Scalar)
        continue;
      if (note(H.Line, H.Text, ""))
        Lines[H.Line].Points += Factor * pointsOf(H.Kind);
    }
  }
  std::map<unsigned, LineScore> take() { return std::move(Lines); }

private:
  static std::string loopText(const Loop &L, bool Innermost) {
    if (L.Fate == LoopFate::Unknown && !Innermost)
      return "a loop with loops in it";
    return "what clang makes of the loop: " + fateWords(L.Fate, L.VectorWidth);
  }
  /// False for what is there already.
  bool note(unsigned Line, std::string Text, std::string Words) {
    if (!Seen.insert({Line, Text}).second)
      return false;
    Lines[Line].Notes.push_back({std::move(Text), std::move(Words)});
    return true;
  }

  std::map<unsigned, LineScore> Lines;
  std::set<std::pair<unsigned, std::string>> Seen;
  unsigned Factor = 1;
};
} // namespace

std::map<unsigned, LineScore> scoreLines(llvm::ArrayRef<const Loop *> OfOneFile) {
  std::vector<const Loop *> Loops = OfOneFile.vec();
  llvm::sort(Loops, [](const Loop *A, const Loop *B) {
    return std::tie(A->Where.Begin, A->Depth) < std::tie(B->Where.Begin, B->Depth);
  });
  Scorer Scores;
  for (std::size_t I = 0; I != Loops.size(); ++I)
    Scores.add(*Loops[I], I + 1 == Loops.size() || Loops[I + 1]->Where.Begin >= Loops[I]->Where.End);
  return Scores.take();
}

} // namespace hone
