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

/// The lines of \p Text that an edit replaces or stands in.
static std::pair<long, long> linesOf(const Edit &E, StringRef Text) {
  long First = Text.take_front(E.Offset).count('\n');
  return {First, First + static_cast<long>(Text.substr(E.Offset, E.Length).count('\n'))};
}

static bool touch(const Change &A, const Change &B, const std::map<std::string, std::string> &Originals) {
  constexpr long Context = 3;
  for (const Edit &L : A.Edits)
    for (const Edit &R : B.Edits) {
      if (L.File != R.File)
        continue;
      StringRef Text = Originals.at(L.File);
      auto [FirstA, LastA] = linesOf(L, Text);
      auto [FirstB, LastB] = linesOf(R, Text);
      if (FirstB - LastA <= Context && FirstA - LastB <= Context)
        return true;
    }
  return false;
}

std::vector<std::vector<std::size_t>>
groupForCommits(const std::vector<KeptChange> &All, const std::map<std::string, std::string> &Originals) {
  llvm::EquivalenceClasses<std::size_t> Classes;
  for (std::size_t I = 0; I != All.size(); ++I) {
    Classes.insert(I);
    for (std::size_t J = 0; J != I; ++J)
      if (needs(All[I], All[J]) || needs(All[J], All[I]) || touch(All[I].What, All[J].What, Originals))
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
