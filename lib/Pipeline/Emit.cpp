// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Tests and benchmarks to keep. A function may have been changed in several
// rounds, and each was tested against the text the round before had left; what
// is worth keeping holds the text before the run to the last one. So the kept
// changes are planned once more, as one change a function, and tested again.
// Two versions to compare have one change a function already.
#include "Session.h"
#include "hone/Pipeline/Workers.h"
#include "llvm/Support/Path.h"

namespace hone {

std::vector<Finding> Session::wholeChanges(std::size_t Unit) const {
  std::map<std::string, Finding> ByFunction;
  for (const Contender &C : Contenders) {
    if (C.Unit != Unit || !C.F.Written || !C.F.Verify)
      continue;
    auto [It, New] = ByFunction.try_emplace(functionKey(C.F), C.F);
    Finding &Whole = It->second;
    if (New) {
      Whole.Reached = Status::Legal;
      Whole.Fix.Edits.clear();
    }
    for (Edit &E : Kept.editsOf(C.F.Id))
      if (llvm::none_of(Whole.Fix.Edits, [&](const Edit &Known) {
            return Known.File == E.File && Known.Offset == E.Offset && Known.Text == E.Text;
          }))
        Whole.Fix.Edits.push_back(std::move(E));
  }
  std::vector<Finding> All;
  for (auto &[Key, Whole] : ByFunction)
    All.push_back(std::move(Whole));
  return All;
}

llvm::Error Session::testWholeChanges(std::size_t Unit, TwinPlan &Plan,
                                      std::vector<VerifyOutcome> &Outcomes) const {
  std::vector<Finding> Findings = wholeChanges(Unit);
  ParseDiagnostics Said;
  llvm::Error E = parseAst(
      P.Units[Unit], {}, FlagSet::Fast,
      [&](clang::CompilerInstance &CI, clang::ASTContext &Context) {
        Plan = planTwins(CI, Context, P, Findings, {});
      },
      Said);
  if (E)
    return E;
  VerifyOptions Options = O.VerifyOptions;
  Options.DeepRung = false; // Each part has been there.
  Options.SecondsToFuzz = 0;
  Options.MaxMutants = 0;
  return verifyUnit(TestUnits[Unit], Plan, Options).moveInto(Outcomes);
}

/// The outcome of one of its twins.
static VerifyOutcome partOf(const Contender &C, const Twin &T) {
  auto Part = llvm::find_if(C.Parts, [&](const VerifyOutcome &V) { return V.Instance == T.Instance; });
  return Part == C.Parts.end() ? C.Tested : *Part;
}

/// Runs in a worker.
llvm::Error Session::emitUnit(std::size_t Unit, const std::string &Name) const {
  // Parsing goes to the folder of the unit.
  const std::string Tests = realPath(O.EmitTests), Benches = realPath(O.EmitBench);
  TwinPlan Plan;
  std::vector<VerifyOutcome> Outcomes;
  if (O.Against.empty()) {
    if (llvm::Error Failed = testWholeChanges(Unit, Plan, Outcomes))
      return Failed;
  } else {
    std::vector<const Contender *> Tested;
    for (const Contender &C : Contenders)
      if (C.Unit == Unit && isEmitted(C))
        Tested.push_back(&C);
    Plan = planOf(Analyses[Unit].Plan, Tested);
    Flats.give(Unit, Plan);
    for (const Twin &T : Plan.Twins)
      Outcomes.push_back(partOf(**llvm::find_if(
          Tested, [&](const Contender *C) { return C->F.Id == T.FindingId; }), T));
  }
  if (!O.EmitTests.empty())
    if (llvm::Error Failed = emitTests(TestUnits[Unit], Plan, Outcomes, Tests, Name))
      return Failed;
  if (!O.EmitBench.empty())
    for (unsigned I = 0; I < Plan.Twins.size(); ++I) {
      // Of the instances of a template the first, which was measured.
      bool Further = I && Plan.Twins[I].FindingId == Plan.Twins[I - 1].FindingId;
      if (Further || !Plan.Twins[I].Unverified.Code.empty())
        continue;
      BenchRequest Request{&TestUnits[Unit], &Plan, I, Outcomes[I].BenchSeeds};
      if (llvm::Error Failed = emitBench(Request, Benches))
        return Failed;
    }
  return llvm::Error::success();
}

/// There is something to keep of what was written, or compared.
bool Session::isEmitted(const Contender &C) const {
  return C.F.Verify && (C.F.Written || (!O.Against.empty() && !C.Tested.Accepted.empty()));
}

/// \p Path as an identifier.
static std::string identifier(llvm::StringRef Path) {
  std::string Name = Path.str();
  for (char &C : Name)
    if (!llvm::isAlnum(C))
      C = '_';
  return Name;
}

void Session::emit() {
  if (O.EmitTests.empty() && O.EmitBench.empty())
    return;
  std::set<std::size_t> Wanted;
  for (const Contender &C : Contenders)
    if (isEmitted(C))
      Wanted.insert(C.Unit);
  std::vector<std::size_t> Units(Wanted.begin(), Wanted.end());
  std::map<std::string, unsigned> Stems;
  auto StemOf = [&](std::size_t Unit) {
    return identifier(llvm::sys::path::stem(P.Units[Unit].MainFile));
  };
  for (std::size_t Unit : Units)
    ++Stems[StemOf(Unit)];
  auto Work = [&](std::size_t I) {
    std::string Name = StemOf(Units[I]);
    if (Stems[Name] > 1)
      Name = identifier(P.relative(P.Units[Units[I]].MainFile));
    llvm::Error E = emitUnit(Units[I], Name);
    return E ? packed(std::move(E)) : packed(llvm::json::Value(true));
  };
  std::size_t Done = 0;
  progress("emit", 0, Units.size());
  forkEach(Units.size(), O.Jobs, VerifyLimits, Work,
           [&](std::size_t I, llvm::Expected<std::string> Payload) {
             progress("emit", ++Done, Units.size());
             llvm::Expected<bool> Said = unpacked<bool>(std::move(Payload), "emit");
             if (!Said)
               Result.Failures.push_back(
                   {"emit", P.Units[Units[I]].MainFile, llvm::toString(Said.takeError())});
           });
}

} // namespace hone
