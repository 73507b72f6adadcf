// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Costs by line, and what of them can be used: a line of a file that was
// written after the profile is another line now.
#include "Heat.h"
#include "hone/Support/Support.h"

namespace hone {

bool Heat::isUsable(Line L) {
  if (!L.File->Changed && L.Number != 0 && L.Number <= L.File->Lines)
    return true;
  Stale.insert(L.File);
  return false;
}

void Heat::add(llvm::ArrayRef<Line> Stack, double Self, double Called) {
  if (Stack.empty())
    return;
  OnProject += Self;
  if (isUsable(Stack.front())) {
    Usable += Self;
    Lines[Stack.front().File][Stack.front().Number].Self += Self;
  }
  for (std::size_t I = 0; I < Stack.size(); ++I) {
    // A recursion has the line more than once, and the cost once.
    if (llvm::is_contained(Stack.take_front(I), Stack[I]) || !isUsable(Stack[I]))
      continue;
    Lines[Stack[I].File][Stack[I].Number].Share += Self + Called;
  }
}

void Heat::addTrips(Line L, double Iterations, double Entries) {
  if (!L.File || !(Entries > 0) || !isUsable(L))
    return;
  Cost &C = Lines[L.File][L.Number];
  C.Iterations += Iterations;
  C.Entries += Entries;
}

void Heat::addTripsAround(Line L, llvm::StringRef Function, double Iterations, double Entries) {
  const TextLoop *Loop = L.File ? innermostAt(Files.loopsOf(*L.File), L.Number) : nullptr;
  if (!Loop || !(Entries > 0))
    return;
  // Code is laid out in any order, so it jumps back for other reasons, too: from the middle.
  if (L.Number != (Loop->IsDo ? Loop->Last : Loop->First))
    return;
  Trips &T = Machine[{L.File, Loop->First, Function.str()}];
  if (T.Entries == 0 || Iterations / Entries > T.Iterations / T.Entries)
    T = {Iterations, Entries};
}

static std::string plural(std::size_t Count, const char *Word) {
  return fmt::format("{} {}{}", Count, Word, Count == 1 ? "" : "s");
}

llvm::Expected<Profile> Heat::finish(llvm::StringRef File, std::string Format, std::string Counted) {
  const std::string Name = File.str();
  for (const auto &[Where, T] : std::exchange(Machine, {}))
    addTrips({std::get<0>(Where), std::get<1>(Where)}, T.Iterations, T.Entries);
  if (!(Total > 0))
    return failure(Name + ": nothing was counted in it; record it again with a longer run");
  if (!(OnProject > 0)) {
    const std::string Why = Files.ambiguous().empty()
                                ? "is this a profile of another program, or of one that was built without -g?"
                                : *Files.ambiguous().begin() + " may be any of several files";
    return failure(fmt::format("{}: nothing in it falls on the project's files: {}", Name, Why));
  }
  const double Left = Usable / OnProject;
  if (Left < 0.5)
    return failure(fmt::format("{}: the profile is stale: {:.0f} % of what fell on the project's files is about sources "
                               "that have changed since; build the program and record it again",
                               Name, 100 * (1 - Left)));
  Profile R;
  R.Format = std::move(Format);
  R.Counted = std::move(Counted);
  R.Mapped = std::min(1.0, Usable / Total);
  for (const auto &[S, Costs] : Lines)
    for (const auto &[Number, C] : Costs) {
      LineHeat &L = R.Files[S->Name][Number];
      L.Share = std::min(1.0, C.Share / Total);
      L.Self = std::min(1.0, C.Self / Total);
      if (C.Entries > 0)
        L.Trips = C.Iterations / C.Entries;
    }
  if (OnProject - Usable > 0.0005 * OnProject)
    R.Notes.push_back(Stale.empty()
                          ? fmt::format("functions have changed since the profile was taken; {:.0f} % of its cost is not used",
                                        100 * (OnProject - Usable) / Total)
                          : fmt::format("{} changed after the profile was taken; {:.0f} % of its cost is not used",
                                        plural(Stale.size(), "file"), 100 * (OnProject - Usable) / Total));
  for (const std::string &A : Files.ambiguous())
    R.Notes.push_back(fmt::format("{}: several files of the project end like that; what fell on it is not used", A));
  R.Samples = Samples;
  R.Notes.insert(R.Notes.end(), Notes.begin(), Notes.end());
  return R;
}

} // namespace hone
