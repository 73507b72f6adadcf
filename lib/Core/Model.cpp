// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The words of the contract and the arithmetic on edits. Spelled once here, so
// that JSON, text and configuration cannot drift apart.
#include "hone/Core/Model.h"
#include "llvm/ADT/ArrayRef.h"
#include <algorithm>
#include <cassert>
#include <utility>

using llvm::StringRef;

namespace hone {

namespace {
template <typename T> struct Word {
  T Value;
  llvm::StringLiteral Text;
};
constexpr Word<Level> Levels[] = {{Level::Proved, "proved"},
                                  {Level::Guarded, "guarded"},
                                  {Level::Tested, "tested"},
                                  {Level::Suggested, "suggested"}};
constexpr Word<Status> Statuses[] = {{Status::Kept, "kept"},
                                     {Status::Legal, "legal"},
                                     {Status::Refused, "refused"},
                                     {Status::NeedsHint, "needs-hint"},
                                     {Status::Conflicting, "conflicting"},
                                     {Status::Different, "different"},
                                     {Status::Unverified, "unverified"},
                                     {Status::Unmeasured, "unmeasured"},
                                     {Status::NotFaster, "not-faster"},
                                     {Status::Withdrawn, "withdrawn"},
                                     {Status::Same, "same"}};
constexpr Word<How> Hows[] = {{How::Proved, "proved"},
                              {How::Guarded, "guarded"},
                              {How::Tested, "tested"},
                              {How::Assumed, "assumed"}};
constexpr Word<LoopFate> Fates[] = {{LoopFate::Unknown, "unknown"},
                                    {LoopFate::Scalar, "scalar"},
                                    {LoopFate::Vectorized, "vectorized"},
                                    {LoopFate::Deleted, "deleted"},
                                    {LoopFate::LibraryCall, "library-call"}};

template <typename T>
std::optional<T> valueOf(llvm::ArrayRef<Word<T>> Words, StringRef Text) {
  for (const Word<T> &W : Words)
    if (W.Text == Text)
      return W.Value;
  return std::nullopt;
}
template <typename T> StringRef textOf(llvm::ArrayRef<Word<T>> Words, T Value) {
  for (const Word<T> &W : Words)
    if (W.Value == Value)
      return W.Text;
  assert(false && "every enumerator has a word");
  return "";
}
} // namespace

StringRef toString(Level L) { return textOf<Level>(Levels, L); }
StringRef toString(Status S) { return textOf<Status>(Statuses, S); }
StringRef toString(How H) { return textOf<How>(Hows, H); }
StringRef toString(LoopFate F) { return textOf<LoopFate>(Fates, F); }
std::optional<Level> parseLevel(StringRef T) {
  return valueOf<Level>(Levels, T);
}
std::optional<Status> parseStatus(StringRef T) {
  return valueOf<Status>(Statuses, T);
}
std::optional<How> parseHow(StringRef T) { return valueOf<How>(Hows, T); }
std::optional<LoopFate> parseFate(StringRef T) {
  return valueOf<LoopFate>(Fates, T);
}

Level trustOf(const std::vector<Obligation> &Obligations) {
  Level Weakest = Level::Proved;
  for (const Obligation &O : Obligations) {
    Level This = O.By == How::Proved    ? Level::Proved
                 : O.By == How::Guarded ? Level::Guarded
                 : O.By == How::Tested  ? Level::Tested
                                        : Level::Suggested;
    Weakest = std::max(Weakest, This);
  }
  return Weakest;
}

std::optional<double> predictedGain(const Finding &F) {
  if (!F.Share || F.Bench.empty() || !(F.Bench.front().Median > 0))
    return std::nullopt;
  return 1 / (1 - *F.Share + *F.Share / F.Bench.front().Median);
}

std::string applyEdits(StringRef Text, const std::vector<Edit> &Edits) {
  std::string Result;
  unsigned At = 0;
  for (const Edit &E : Edits) {
    assert(E.Offset >= At && E.Offset + E.Length <= Text.size() &&
           "edits are disjoint, ascending and inside the text");
    Result += Text.slice(At, E.Offset);
    Result += E.Text;
    At = E.Offset + E.Length;
  }
  Result += Text.substr(At);
  return Result;
}

} // namespace hone
