// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How strong are the inputs? Plausible mistakes are seeded into the rewritten
// lines; inputs that do not tell them from the rewrite would not have told a
// wrong rewrite from the original either.
//
// Some survivors are no mistakes. Code equal to the rewrite's is dropped when
// it is compiled. A guard with the original loop as its fallback may fall back
// more often and is only slower: if the guard can be forced to one side on
// every input without a difference, but not to the other, then that side is
// the fallback, and a mutant whose guard differs only towards it is none.
#include "Probes.h"
#include "Stages.h"
#include "hone/Support/Support.h"

using namespace hone;
using llvm::Error;
using llvm::Expected;
using llvm::StringRef;

/// Names declared ahead: some mutants do not compile, and a name is used once.
/// Slot 0 is the unchanged rewrite; probes of guards have the upper ones.
static constexpr unsigned MutantSlots = 49, AllSlots = 99;

/// Always two digits, so that names of mutants are equally long.
static std::string slotName(StringRef Name, unsigned Slot) {
  return fmt::format("{}_m{:02}", Name.str(), Slot);
}

std::vector<std::pair<unsigned, std::string>> hone::declarationsFor(const TwinPlan &Plan) {
  std::vector<std::pair<unsigned, std::string>> Declarations;
  for (const Twin &T : Plan.Twins) {
    if (!T.Unverified.Code.empty() || T.Declaration.empty())
      continue;
    Declarations.emplace_back(T.DeclarationOffset, T.Declaration);
    for (unsigned Slot = 0; Slot != AllSlots; ++Slot)
      Declarations.emplace_back(T.DeclarationOffset,
                                renamed(T.Declaration, T.Name, slotName(T.Name, Slot)));
  }
  return Declarations;
}

/// Symbols of the probes of one candidate.
struct hone::MutantStage::Guards {
  std::string Library;
  std::vector<std::string> Symbols;
  std::map<std::pair<unsigned, unsigned>, std::string> ForcedTrue, ForcedFalse;
  std::map<unsigned, std::string> Probe; ///< By index of the mutant.
};

hone::MutantStage::MutantStage(ChunkCompiler &Compiler, StringRef Prelude, StringRef Twins,
                               StringRef Folder, const VerifyOptions &Options)
    : Compiler(Compiler), Prelude(Prelude), Twins(Twins), Folder(Folder), Options(Options) {}

static void replaceAll(std::string &Text, StringRef From, StringRef To) {
  for (std::size_t At = 0; (At = Text.find(From.str(), At)) != std::string::npos;
       At += To.size())
    Text.replace(At, From.size(), To.str());
}

/// Compiles a definition under the names of a slot. False if it does not
/// compile, or if \p Seen has the same code already.
bool hone::MutantStage::add(Candidate &C, StringRef Definition, unsigned Slot,
                            llvm::StringSet<> *Seen, std::string &Object, BuiltMutant *Built) {
  const Twin &T = *C.Source;
  std::string After = fmt::format("hone_after_{}", T.Number);
  std::string Name = slotName(T.Name, Slot), Symbol = slotName(After, Slot);
  ChunkRequest Request;
  Request.Text = renamed(Definition, T.Name, Name) + "\n" +
                 renamed(renamed(T.AfterCall, T.Name, Name), After, Symbol);
  Request.Watched = {{0, static_cast<unsigned>(Request.Text.size())}};
  Request.WantIr = Seen != nullptr;
  Request.Shared = false;
  Expected<Chunk> Compiled = Compiler.compile(Request);
  if (!Compiled) {
    llvm::consumeError(Compiled.takeError());
    return false;
  }
  Object = Compiled->ObjectPath;
  if (Built) {
    Built->Bitcode = std::move(Compiled->Bitcode);
    Built->Watched = std::move(Compiled->Watched);
  }
  replaceAll(Compiled->Ir, Name, T.Name);
  replaceAll(Compiled->Ir, Symbol, After);
  return !Seen || Seen->insert(Compiled->Ir).second;
}

Error hone::MutantStage::compile(Candidate &C) {
  const Twin &T = *C.Source;
  std::string After = fmt::format("hone_after_{}", T.Number), Object;
  llvm::StringSet<> Seen;
  BuiltMutant Built{slotName(After, 0), {}, {}, {}};
  if (!add(C, T.Definition, 0, &Seen, Object, &Built))
    return failure("the rewrite does not compile a second time");
  std::vector<std::string> Objects = {Object};
  C.Mutants.push_back(Built);
  unsigned Slot = 1;
  for (const Mutant &M : makeMutants(T, MutantSlots - 1, Options.Seed)) {
    if (C.Mutants.size() > Options.MaxMutants)
      break;
    Built = {slotName(After, Slot), M, {}, {}};
    if (add(C, M.Definition, Slot, &Seen, Object, &Built)) {
      C.Mutants.push_back(Built);
      Objects.push_back(Object);
    }
    ++Slot;
  }
  C.NextSlot = MutantSlots;
  C.MutantLibrary = fmt::format("{}/mutants{}.tested.so", Folder, T.Number);
  double Ignored = 0;
  return linkShared(Objects, C.MutantLibrary, Ignored);
}

/// The survivors once more, each telling whenever it acts: its value or
/// condition is another than the rewrite's.
llvm::Expected<std::string>
hone::MutantStage::compileProbes(Candidate &C, const std::vector<unsigned> &Survivors,
                                 std::map<unsigned, std::string> &Symbols) {
  const Twin &T = *C.Source;
  std::string After = fmt::format("hone_after_{}", T.Number), Object;
  std::vector<std::string> Objects;
  for (unsigned Index : Survivors) {
    const Mutant &M = C.Mutants[Index].Source;
    std::vector<std::string> Texts = {M.Definition};
    if (M.Value.second)
      Texts.push_back(ProbeDeclaration.str() + probeValue(T, M));
    if (M.Condition.second && !M.DropsBody && !M.InFallback)
      Texts.push_back(ProbeDeclaration.str() + probeCondition(T, M));
    bool Added = false;
    for (; !Added && !Texts.empty() && C.NextSlot < AllSlots; Texts.pop_back(), ++C.NextSlot)
      if ((Added = add(C, Texts.back(), C.NextSlot, nullptr, Object))) {
        Objects.push_back(Object);
        Symbols[Index] = slotName(After, C.NextSlot);
      }
  }
  if (Objects.empty())
    return std::string();
  std::string Library = fmt::format("{}/probes{}.tested.so", Folder, T.Number);
  double Ignored = 0;
  if (Error Failed = linkShared(Objects, Library, Ignored))
    return std::move(Failed);
  return Library;
}

/// Survivors that do what the rewrite does are no mistakes.
void hone::MutantStage::dropEqual(Candidate &C, const std::vector<unsigned> &Survivors) {
  if (Survivors.empty())
    return;
  const Twin &T = *C.Source;
  std::string After = fmt::format("hone_after_{}", T.Number);
  auto Render = [&](const BuiltMutant &B) {
    std::string Text = Compiler.canonical(B.Bitcode, B.Watched);
    std::string Slot = B.Symbol.substr(After.size());
    replaceAll(Text, T.Name + Slot, T.Name);
    replaceAll(Text, B.Symbol, After);
    return Text;
  };
  std::string Rewrite = Render(C.Mutants[0]);
  for (unsigned Index : Survivors)
    C.Mutants[Index].Equal = !Rewrite.empty() && Render(C.Mutants[Index]) == Rewrite;
}

Error hone::MutantStage::compileGuards(Candidate &C, const std::vector<unsigned> &Survivors,
                                       Guards &G) {
  const Twin &T = *C.Source;
  std::string After = fmt::format("hone_after_{}", T.Number), Object;
  std::vector<std::string> Objects;
  unsigned &Slot = C.NextSlot;
  auto Add = [&](const std::string &Definition) -> std::string {
    if (Slot == AllSlots || !add(C, Definition, Slot, nullptr, Object)) {
      Slot = std::min(Slot + 1, AllSlots);
      return "";
    }
    Objects.push_back(Object);
    G.Symbols.push_back(slotName(After, Slot));
    return slotName(After, Slot++);
  };
  for (unsigned Index : Survivors) {
    const Mutant &M = C.Mutants[Index].Source;
    if (M.Condition.first == M.Condition.second)
      continue;
    if (!G.ForcedTrue.count(M.Condition)) {
      G.ForcedTrue[M.Condition] = Add(forceCondition(T, M.Condition, true));
      G.ForcedFalse[M.Condition] = Add(forceCondition(T, M.Condition, false));
    }
    if (M.DropsBody)
      G.Probe[Index] = Add(ProbeDeclaration.str() + probeDropped(T, M));
    else if (!M.InFallback)
      G.Probe[Index] = Add(ProbeDeclaration.str() + probeCondition(T, M));
  }
  if (Objects.empty())
    return Error::success();
  G.Library = fmt::format("{}/guards{}.tested.so", Folder, T.Number);
  double Ignored = 0;
  return linkShared(Objects, G.Library, Ignored);
}

std::vector<unsigned> hone::MutantStage::survivors(const Candidate &C, const CaseAnswer &A) const {
  std::vector<unsigned> Indices;
  for (unsigned I = 1; I < C.Mutants.size(); ++I) {
    auto Found = A.Mutants.find(C.Mutants[I].Symbol);
    if (C.Mutants[I].Equal)
      continue;
    if (Found == A.Mutants.end() || !Found->second.Killed)
      Indices.push_back(I);
  }
  return Indices;
}

/// True if the probes say that a mutant of a guard only falls back more often,
/// or one of the fallback is where nobody looks.
bool hone::MutantStage::onlySlower(const CaseAnswer &Probed, const Guards &G, unsigned Index,
                                   const Mutant &M) {
  auto Of = [&](const std::string &Symbol) {
    auto Found = Probed.Mutants.find(Symbol);
    return Found == Probed.Mutants.end() ? CaseAnswer::MutantAnswer() : Found->second;
  };
  if (!G.ForcedTrue.count(M.Condition))
    return false;
  CaseAnswer::MutantAnswer True = Of(G.ForcedTrue.at(M.Condition)),
                           False = Of(G.ForcedFalse.at(M.Condition));
  if (M.InFallback)
    return True.Survived && False.Killed;
  auto Probe = G.Probe.find(Index);
  if (Probe == G.Probe.end())
    return false;
  CaseAnswer::MutantAnswer Itself = Of(Probe->second);
  if (M.DropsBody)
    return Itself.Survived && Itself.Towards == 2 && True.Killed;
  return Itself.Survived && ((Itself.Towards == 1 && True.Survived && False.Killed) ||
                             (Itself.Towards == 2 && False.Survived && True.Killed));
}

void hone::MutantStage::judge(Candidate &C, const CaseAnswer &A, const CaseAnswer &Probed,
                              const Guards &G) {
  VerifyResult &R = C.Outcome.Result;
  auto Itself = A.Mutants.find(C.Mutants[0].Symbol);
  if (Itself == A.Mutants.end() || !Itself->second.Survived)
    return stop(C, Answer::Unknown, "flaky",
                "the rewrite itself does not pass the same inputs a second time");
  R.Mutants = C.Mutants.size() - 1;
  for (const BuiltMutant &M : C.Mutants)
    R.Mutants -= M.Equal;
  R.Killed = R.Mutants;
  for (unsigned Index : survivors(C, A)) {
    --R.Killed;
    if (onlySlower(Probed, G, Index, C.Mutants[Index].Source)) {
      --R.Mutants;
      continue;
    }
    if (R.Survivor.empty())
      R.Survivor = C.Mutants[Index].Source.Line;
  }
  if (R.Killed < Options.MinKilled * R.Mutants)
    stop(C, Answer::Unknown, "weak",
         fmt::format("the inputs tell only {} of {} seeded mistakes from the rewrite", R.Killed,
                     R.Mutants));
}

bool hone::MutantStage::isWeak(const Candidate &C, const CaseAnswer &A) const {
  std::size_t All = C.Mutants.size() - 1;
  for (const BuiltMutant &M : C.Mutants)
    All -= M.Equal;
  return All - survivors(C, A).size() < Options.MinKilled * All;
}

/// Looks for further inputs where those there are tell too little.
Error hone::MutantStage::hunt(std::vector<Candidate> &Candidates,
                              std::map<unsigned, CaseAnswer> &Answers) {
  RunnerJob Job(Prelude);
  std::map<unsigned, std::map<unsigned, std::string>> Probes;
  for (Candidate &C : Candidates) {
    CaseAnswer &A = Answers[C.Source->Number];
    if (!C.open() || !isWeak(C, A))
      continue;
    dropEqual(C, survivors(C, A));
    if (!isWeak(C, A))
      continue;
    std::map<unsigned, std::string> Probe;
    llvm::Expected<std::string> Library = compileProbes(C, survivors(C, A), Probe);
    if (!Library)
      return Library.takeError();
    if (Probe.empty())
      continue;
    std::vector<std::string> Symbols;
    for (const auto &[Index, Symbol] : Probe)
      Symbols.push_back(Symbol);
    Job.addCase(C.Source->Number, Twins, C.Edges);
    Job.hunt(C.Source->Number, *Library, Symbols, Options);
    Probes[C.Source->Number] = std::move(Probe);
  }
  if (Probes.empty())
    return Error::success();
  std::string Problem;
  auto Found = Job.execute(Options, Folder, Problem);
  if (!Found)
    return Found.takeError();
  for (Candidate &C : Candidates) {
    const CaseAnswer &More = (*Found)[C.Source->Number];
    if (More.Different)
      stopDifferent(C, More);
    for (const auto &[Index, Symbol] : Probes[C.Source->Number])
      if (auto Fate = More.Mutants.find(Symbol); Fate != More.Mutants.end()) {
        if (Fate->second.Killed)
          Answers[C.Source->Number].Mutants[C.Mutants[Index].Symbol] = Fate->second;
        else // It acted on many inputs, and none of them shows it.
          C.Mutants[Index].Equal = true;
      }
    C.Outcome.Accepted.insert(C.Outcome.Accepted.end(), More.Accepted.begin(), More.Accepted.end());
    C.Outcome.Result.Inputs = C.Outcome.Accepted.size();
  }
  return Error::success();
}

Error hone::MutantStage::run(std::vector<Candidate> &Candidates) {
  RunnerJob First(Prelude), Second(Prelude);
  auto Open = [&](RunnerJob &Job, const Candidate &C) {
    Job.addCase(C.Source->Number, Twins, 0);
    Job.inputs(C.Source->Number, C.Outcome.Accepted);
  };
  bool Any = false;
  for (Candidate &C : Candidates) {
    if (!C.open() || interrupted())
      continue;
    if (Error Failed = compile(C)) {
      stop(C, Answer::Unknown, "does-not-build", toString(std::move(Failed)));
      continue;
    }
    Any = true;
    std::vector<std::string> Symbols;
    for (const BuiltMutant &M : C.Mutants)
      Symbols.push_back(M.Symbol);
    Open(First, C);
    First.mutants(C.Source->Number, C.MutantLibrary, Symbols, Options);
    First.bench(C.Source->Number, Options);
  }
  if (!Any)
    return Error::success();
  std::string Problem;
  auto Answers = First.execute(Options, Folder, Problem);
  if (!Answers)
    return Answers.takeError();

  if (Error Failed = hunt(Candidates, *Answers))
    return Failed;
  std::map<unsigned, Guards> Probes;
  for (Candidate &C : Candidates) {
    if (!C.open())
      continue;
    const CaseAnswer &A = (*Answers)[C.Source->Number];
    C.Outcome.BenchSeeds = A.Bench;
    Guards &G = Probes[C.Source->Number];
    if (Error Failed = compileGuards(C, survivors(C, A), G)) {
      llvm::consumeError(std::move(Failed)); // the survivors then count
      G = Guards();
    }
    if (G.Library.empty())
      continue;
    Open(Second, C);
    Second.mutants(C.Source->Number, G.Library, G.Symbols, Options);
  }
  auto Probed = Second.execute(Options, Folder, Problem);
  if (!Probed)
    return Probed.takeError();
  for (Candidate &C : Candidates)
    if (C.open())
      judge(C, (*Answers)[C.Source->Number], (*Probed)[C.Source->Number],
            Probes[C.Source->Number]);
  return Error::success();
}
