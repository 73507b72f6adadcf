// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A fix in a report is applied by others, one click at a time and without asking Hone again. So it is offered only for
// what Hone itself would write, only while the files are those it was made for, and never torn apart: changes of one
// function were tested on top of each other, and each is offered with the others.
#include "Offers.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/EquivalenceClasses.h"
#include "llvm/ADT/STLExtras.h"
#include <set>
#include <tuple>

using llvm::StringRef;

namespace hone {

static auto keyOf(const Edit &E) { return std::tie(E.File, E.Offset, E.Length, E.Text); }

/// True if \p B was perhaps made to text that \p A had changed.
static bool reachesInto(const Finding &A, const Finding &B) {
  const Span &S = B.FunctionSpan;
  return (A.Function == B.Function && A.Where.File == B.Where.File) ||
         llvm::any_of(A.Fix.Edits, [&](const Edit &E) { return E.File == S.File && E.Offset >= S.Begin && E.Offset < S.End; });
}

static bool isInclude(const Edit &E) { return E.Length == 0 && StringRef(E.Text).starts_with("#include"); }

/// What is inserted where a replacement begins stands in front of it, and headers are sorted.
static bool comesBefore(const Edit &A, const Edit &B) {
  if (isInclude(A) && isInclude(B))
    return std::tie(A.Offset, A.Text) < std::tie(B.Offset, B.Text);
  return std::pair(A.Offset, A.Length != 0) < std::pair(B.Offset, B.Length != 0);
}

/// Equal edits of two findings are one: both need the same header. Empty if two insert at one place: a report does not
/// say which came first.
static EditsByFile merged(llvm::ArrayRef<const Finding *> Findings) {
  EditsByFile All;
  for (const Finding *F : Findings) {
    const EditsByFile OfOthers = All;
    for (const Edit &E : F->Fix.Edits) {
      auto It = OfOthers.find(E.File);
      const llvm::ArrayRef<Edit> Others = It != OfOthers.end() ? llvm::ArrayRef(It->second) : llvm::ArrayRef<Edit>();
      if (llvm::any_of(Others, [&](const Edit &O) { return keyOf(O) == keyOf(E); }))
        continue;
      if (llvm::any_of(Others, [&](const Edit &O) {
            return O.Offset == E.Offset && O.Length == 0 && E.Length == 0 && !(isInclude(O) && isInclude(E));
          }))
        return {};
      std::vector<Edit> &Edits = All[E.File];
      Edits.insert(llvm::upper_bound(Edits, E, comesBefore), E);
    }
  }
  return All;
}

static bool fits(const EditsByFile &All, const Report &R) {
  return llvm::all_of(All, [&](const auto &One) {
    auto Source = R.Sources.find(One.first);
    std::size_t At = 0;
    return Source != R.Sources.end() && llvm::all_of(One.second, [&](const Edit &E) {
             const bool Ascends = E.Offset >= At;
             At = std::size_t(E.Offset) + E.Length;
             return Ascends && At <= Source->second.size();
           });
  });
}

Offers::Offers(const Report &R) {
  std::set<StringRef> Changed; // Files that no longer are what the edits are of.
  std::vector<const Finding *> Written;
  llvm::EquivalenceClasses<const Finding *> Together;
  for (const Finding &F : R.Findings) {
    if (!F.Written)
      continue;
    if (R.DryRun)
      Written.push_back(&F);
    else
      for (const Edit &E : F.Fix.Edits)
        Changed.insert(E.File);
  }
  for (const Finding *A : Written)
    for (const Finding *B : Written)
      if (A == B || reachesInto(*A, *B))
        Together.unionSets(A, B);
  std::map<const Finding *, std::size_t> FixOf;
  for (const Finding &F : R.Findings) {
    const bool Offered = F.Written ? R.DryRun : F.Reached == Status::Kept || F.Reached == Status::Legal;
    if (!Offered)
      continue;
    auto [It, IsNew] = FixOf.try_emplace(F.Written ? Together.getLeaderValue(&F) : &F, Fixes.size());
    if (IsNew)
      Fixes.emplace_back();
    Fixes[It->second].Findings.push_back(&F);
    Known[&F] = It->second;
  }
  for (Fix &One : Fixes) {
    One.Edits = merged(One.Findings);
    const bool Stale = llvm::any_of(One.Edits, [&](const auto &File) { return Changed.count(File.first) > 0; });
    if (Stale || !fits(One.Edits, R))
      One.Edits.clear();
  }
}

const EditsByFile &Offers::of(const Finding &F) const {
  auto It = Known.find(&F);
  return It == Known.end() ? None : Fixes[It->second].Edits;
}

unsigned Offers::sharedBy(const Finding &F) const {
  auto It = Known.find(&F);
  return It == Known.end() ? 0 : static_cast<unsigned>(Fixes[It->second].Findings.size());
}

} // namespace hone
