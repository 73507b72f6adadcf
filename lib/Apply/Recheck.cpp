// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// All changes are tried at once, as nearly always nothing breaks, and each unit
// is then compiled once. A unit that
// fails is looked at alone: first without any change, then by halving what it
// sees until the guilty ones are single. That repeats until every unit
// compiles, since what was withdrawn for one unit may have been needed for
// another.
#include "Recheck.h"
#include "Bisect.h"
#include "Command.h"
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
    withdrawDependents(Live, Withdrawn);
  }

  Error blame(unsigned Number) {
    const Unit &U = P.Units[Number];
    Set Suspects = seenBy(Number);
    std::string Name = P.relative(U.MainFile);
    if (Error E = lay({}))
      return E;
    CompileAnswer Before = Shadow.compile(U);
    if (Before.Ok) {
      CompileAnswer Answer = Answers[Number].second;
      auto Works = [&](const Set &Tried) -> Expected<bool> {
        if (Error E = lay(Tried))
          return std::move(E);
        Answer = Shadow.compile(U);
        return Answer.Ok;
      };
      auto Guilty = [&](const Change *C) {
        withdraw(C, {"does-not-compile", Name + " does not compile with it: " +
                                             Answer.FirstError});
      };
      return keepWhatWorks(Suspects, Works, Guilty);
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

/// The quick answer, one compilation a unit, in a shadow of what clang has
/// opened: true if every unit compiles with all changes and has read them.
/// False is no answer, as another compiler may read other files.
static Expected<bool> compileTogether(const Project &P, const UnitFiles &Opened,
                                      const Texts &Originals,
                                      const std::vector<const Change *> &Live,
                                      const std::vector<unsigned> &Units,
                                      unsigned Jobs) {
  Expected<Mirror> M = Mirror::create(P, Opened, Units, Originals, {});
  if (!M)
    return M.takeError();
  for (const auto &[File, Text] : Originals)
    if (Error E = M->put(File, applyEdits(Text, editsOf(Live, File))))
      return std::move(E);
  std::atomic<bool> AllGood = true;
  forEachParallel(Units.size(), Jobs, [&](std::size_t I) {
    if (!AllGood)
      return;
    std::vector<std::string> Needed;
    for (const auto &[File, Text] : Originals)
      if (sees(P, Opened, Units[I], File))
        Needed.push_back(File);
    if (!M->compile(P.Units[Units[I]], Needed).Ok)
      AllGood = false;
  });
  return AllGood.load();
}

Expected<std::map<std::string, Reason>>
findGuilty(const Project &P, const UnitFiles &Opened, const Texts &Originals,
           std::vector<const Change *> Live, unsigned Jobs) {
  Jobs = std::max(1u, Jobs);
  std::vector<unsigned> Units = unitsThatSee(P, Opened, filesOf(Live));
  Expected<bool> Together =
      compileTogether(P, Opened, Originals, Live, Units, Jobs);
  if (!Together)
    return Together.takeError();
  if (*Together)
    return std::map<std::string, Reason>();
  // Clang's list of files is not that of another compiler.
  std::vector<std::vector<std::string>> Read(Units.size());
  forEachParallel(Units.size(), Jobs, [&](std::size_t I) {
    Read[I] = dependenciesOf(P.Units[Units[I]]);
  });
  Expected<Mirror> M = Mirror::create(P, Opened, Units, Originals, Read);
  if (!M)
    return M.takeError();
  Recheck R(P, Opened, Originals, std::move(*M), std::move(Live), Jobs);
  if (Error E = R.run())
    return std::move(E);
  return std::move(R.Withdrawn);
}

} // namespace hone
