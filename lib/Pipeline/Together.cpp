// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Changes are judged alone, but not all can be left out alone: a later round has
// seen what an earlier one wrote, and neighbouring lines are each other's context.
#include "Together.h"
#include "llvm/ADT/EquivalenceClasses.h"
#include "llvm/ADT/STLExtras.h"

using llvm::StringRef;

namespace hone {

static bool isInclude(const Edit &E) { return StringRef(E.Text).ltrim().starts_with("#include"); }

/// Text that names something of a header's; checks write the namespace.
static bool namesLibrary(const Edit &E) { return !isInclude(E) && StringRef(E.Text).contains("std::"); }

bool needs(const KeptChange &Later, const KeptChange &Earlier) {
  if (Later.LastRound <= Earlier.FirstRound)
    return false;
  if (llvm::any_of(Later.Functions, [&](const std::string &F) { return Earlier.Functions.count(F); }))
    return true;
  return llvm::any_of(Earlier.What.Edits, [&](const Edit &Include) {
    return isInclude(Include) && llvm::any_of(Later.What.Edits, [&](const Edit &E) {
             return E.File == Include.File && namesLibrary(E);
           });
  });
}

namespace {
/// Lines of a file that a change replaces or stands in, counted from 0.
struct Stretch {
  std::string File;
  long First, Last;
};
} // namespace

static std::vector<Stretch> stretchesOf(const Change &C, const std::map<std::string, std::string> &Originals) {
  std::vector<Stretch> All;
  for (const Edit &E : C.Edits) {
    StringRef Text = Originals.at(E.File);
    long First = Text.take_front(E.Offset).count('\n');
    All.push_back({E.File, First, First + static_cast<long>(Text.substr(E.Offset, E.Length).count('\n'))});
  }
  return All;
}

static bool touch(const std::vector<Stretch> &A, const std::vector<Stretch> &B) {
  constexpr long Context = 3;
  for (const Stretch &L : A)
    for (const Stretch &R : B)
      if (L.File == R.File && R.First - L.Last <= Context && L.First - R.Last <= Context)
        return true;
  return false;
}

std::vector<std::vector<std::size_t>>
groupForCommits(const std::vector<KeptChange> &All, const std::map<std::string, std::string> &Originals) {
  llvm::EquivalenceClasses<std::size_t> Classes;
  std::vector<std::vector<Stretch>> Where;
  for (std::size_t I = 0; I != All.size(); ++I) {
    Classes.insert(I);
    Where.push_back(stretchesOf(All[I].What, Originals));
    for (std::size_t J = 0; J != I; ++J)
      if (needs(All[I], All[J]) || needs(All[J], All[I]) || touch(Where[I], Where[J]))
        Classes.unionSets(I, J);
  }
  std::vector<std::vector<std::size_t>> Groups;
  std::map<std::size_t, std::size_t> GroupOf;
  for (std::size_t I = 0; I != All.size(); ++I) {
    auto [It, New] = GroupOf.try_emplace(Classes.getLeaderValue(I), Groups.size());
    if (New)
      Groups.emplace_back();
    Groups[It->second].push_back(I);
  }
  return Groups;
}

} // namespace hone
