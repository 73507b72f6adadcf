// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// All changes are tried at once, as nearly always nothing breaks. A unit that
// fails is looked at alone: first without any change, then by halving what it
// sees until the guilty ones are single. That repeats until every unit
// compiles, since what was withdrawn for one unit may have been needed for
// another.
#include "Recheck.h"
#include "Mirror.h"
#include "Parallel.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"

using llvm::Error;
using llvm::Expected;
using llvm::StringRef;

namespace hone {

static bool sees(const Project &P, const UnitFiles &Opened, unsigned Unit,
                 const std::string &File) {
  return P.Units[Unit].MainFile == File ||
         (Unit < Opened.size() && llvm::is_contained(Opened[Unit], File));
}

std::vector<unsigned> unitsThatSee(const Project &P, const UnitFiles &Opened,
                                   const std::vector<std::string> &Files) {
  std::vector<unsigned> Units;
  for (unsigned I = 0; I != P.Units.size(); ++I)
    if (llvm::any_of(
            Files, [&](const std::string &F) { return sees(P, Opened, I, F); }))
      Units.push_back(I);
  return Units;
}

namespace {
class Recheck {
public:
  Recheck(const Project &P, const UnitFiles &Opened, const Texts &Originals,
          Mirror M, std::vector<const Change *> Live, unsigned Jobs)
      : P(P), Opened(Opened), Originals(Originals), Shadow(std::move(M)),
        Live(std::move(Live)), Jobs(Jobs) {}

  Error run() {
    std::vector<unsigned> Units = unitsThatSee(P, Opened, filesOf(Live));
    while (true) {
      if (Error E = lay(Live))
        return E;
      std::optional<unsigned> Failing = firstFailing(Units);
      if (!Failing)
        return Error::success();
      if (Error E = blame(*Failing))
        return E;
    }
  }

  std::map<std::string, Reason> Withdrawn;

private:
  using Set = std::vector<const Change *>;

  /// Puts the originals with these changes into the shadow.
  Error lay(const Set &Changes) {
    for (const auto &[File, Text] : Originals) {
      std::string Wanted = applyEdits(Text, editsOf(Changes, File));
      auto [Laid, IsNew] = Current.try_emplace(File, Text);
      if (!IsNew && Laid->second == Wanted)
        continue;
      if (Error E = Shadow.put(File, Wanted))
        return E;
      Laid->second = std::move(Wanted);
    }
    return Error::success();
  }

  /// The live changes a unit sees.
  Set seenBy(unsigned Unit) const {
    Set Seen;
    for (const Change *C : Live)
      if (llvm::any_of(C->Edits, [&](const Edit &E) {
            return sees(P, Opened, Unit, E.File);
          }))
        Seen.push_back(C);
    return Seen;
  }

  /// Compiles those of \p Units that were not yet compiled with what they see
  /// now, several at a time; the first, in their order, that does not compile.
  std::optional<unsigned> firstFailing(const std::vector<unsigned> &Units) {
    std::vector<unsigned> Ask, All;
    for (unsigned U : Units) {
      Set Seen = seenBy(U);
      if (Seen.empty())
        continue;
      All.push_back(U);
      auto Known = Answers.find(U);
      if (Known == Answers.end() || Known->second.first != Seen)
        Ask.push_back(U);
    }
    std::vector<CompileAnswer> Got(Ask.size());
    forEachParallel(Ask.size(), Jobs, [&](std::size_t I) {
      Got[I] = Shadow.compile(P.Units[Ask[I]]);
    });
    for (std::size_t I = 0; I != Ask.size(); ++I)
      Answers[Ask[I]] = {seenBy(Ask[I]), std::move(Got[I])};
    auto Failing =
        llvm::find_if(All, [&](unsigned U) { return !Answers[U].second.Ok; });
    return Failing == All.end() ? std::nullopt : std::optional(*Failing);
  }

  void withdraw(const Change *C, Reason Why) {
    Withdrawn.emplace(C->Id, std::move(Why));
    llvm::erase(Live, C);
  }

  Error blame(unsigned Number) {
    const Unit &U = P.Units[Number];
    Set Suspects = seenBy(Number);
    std::string Name = P.relative(U.MainFile);
    if (Error E = lay({}))
      return E;
    CompileAnswer Before = Shadow.compile(U);
    if (Before.Ok) {
      Set Kept;
      return halve(Number, Kept, Suspects, Answers[Number].second);
    }
    Reason Why;
    if (!Before.Started)
      Why = {"compiler-missing", "the compiler of " + Name +
                                     " cannot be run: " + Before.FirstError};
    else if (CompileAnswer InPlace = Shadow.compileInPlace(U); !InPlace.Ok)
      Why = {"does-not-compile-before",
             Name +
                 " did not compile before the change: " + InPlace.FirstError};
    else
      Why = {"not-rechecked",
             Name +
                 " compiles where it is, but not in a copy of the project: " +
                 Before.FirstError};
    for (const Change *C : Suspects)
      withdraw(C, Why);
    return Error::success();
  }

  /// Adds to \p Kept what compiles on top of it, withdraws the rest.
  Error keep(unsigned Number, Set &Kept, const Set &More) {
    Set All = Kept;
    All.insert(All.end(), More.begin(), More.end());
    if (Error E = lay(All))
      return E;
    CompileAnswer Answer = Shadow.compile(P.Units[Number]);
    if (!Answer.Ok)
      return halve(Number, Kept, More, Answer);
    Kept = std::move(All);
    return Error::success();
  }

  /// The same for changes that do not compile all together: \p Failed.
  Error halve(unsigned Number, Set &Kept, const Set &More,
              const CompileAnswer &Failed) {
    if (More.size() == 1) {
      withdraw(More[0],
               {"does-not-compile",
                P.relative(P.Units[Number].MainFile) +
                    " does not compile with it: " + Failed.FirstError});
      return Error::success();
    }
    auto Middle = More.begin() + More.size() / 2;
    if (Error E = keep(Number, Kept, Set(More.begin(), Middle)))
      return E;
    return keep(Number, Kept, Set(Middle, More.end()));
  }

  const Project &P;
  const UnitFiles &Opened;
  const Texts &Originals;
  Mirror Shadow;
  Set Live;
  unsigned Jobs;
  Texts Current; ///< What the shadow holds.
  /// What a unit last saw, and what its compiler said.
  std::map<unsigned, std::pair<Set, CompileAnswer>> Answers;
};
} // namespace

Expected<std::map<std::string, Reason>>
findGuilty(const Project &P, const UnitFiles &Opened, const Texts &Originals,
           std::vector<const Change *> Live, unsigned Jobs) {
  Expected<Mirror> M = Mirror::create(
      P, Opened, unitsThatSee(P, Opened, filesOf(Live)), Originals, Jobs);
  if (!M)
    return M.takeError();
  Recheck R(P, Opened, Originals, std::move(*M), std::move(Live),
            std::max(1u, Jobs));
  if (Error E = R.run())
    return std::move(E);
  return std::move(R.Withdrawn);
}

} // namespace hone
