// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The rung of the benchmarks, and what earlier runs have recorded of both.
// Evidence recorded by an earlier run is reused: all of it for the very same
// text, and, where only other code of the file changed, what speaks against a
// change but never what speaks for one.
#include "Session.h"
#include "hone/Pipeline/Glance.h"
#include "hone/Pipeline/Workers.h"
#include "hone/Support/Support.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/TargetParser/Host.h"
#include <cmath>
#include <limits>

namespace hone {

const Twin *Session::twinOf(const Contender &C) const {
  for (const Twin &T : Analyses[C.Unit].Plan.Twins)
    if (T.FindingId == C.F.Id)
      return &T;
  return nullptr;
}

/// What must be tested of a contender. A function of a header is the same in all
/// units; of a template each makes its own.
std::vector<std::pair<std::size_t, const Twin *>> Session::twinsOf(const Contender &C) const {
  std::vector<std::pair<std::size_t, const Twin *>> All;
  auto Add = [&](std::size_t Unit) {
    for (const Twin &T : Analyses[Unit].Plan.Twins)
      if (T.FindingId == C.F.Id && (Unit == C.Unit || !T.Instance.empty()))
        All.emplace_back(Unit, &T);
  };
  Add(C.Unit);
  llvm::for_each(C.Others, Add);
  return All;
}

/// A template is measured where it is instantiated.
void Session::chooseUnit(Contender &C) const {
  const Twin *T = twinOf(C);
  if (!T || !T->Instance.empty() || T->Unverified.Code != "template")
    return;
  for (std::size_t &Other : C.Others)
    for (const Twin &There : Analyses[Other].Plan.Twins)
      if (There.FindingId == C.F.Id && !There.Instance.empty())
        return std::swap(C.Unit, Other);
}

bool Session::accepts(const Finding &F, const char *What) const {
  if (O.Accept.count("unverified") || O.Accept.count(F.Check))
    return true;
  return O.Accept.count(What) != 0;
}

/// Around the trip count that the profile has seen, in powers of two, so that the next profile says the same.
std::pair<std::uint64_t, std::uint64_t> Session::sizesOf(const Finding &F) const {
  constexpr std::uint64_t Any = std::numeric_limits<std::uint64_t>::max();
  const std::optional<double> Trips = Heat && F.InLoop ? Heat->tripsOf(P.relative(F.InLoop->Where.File), F.InLoop->Where.Line) : std::nullopt;
  if (!Trips || !(*Trips >= 1))
    return {0, Any};
  constexpr unsigned SameOrder = 4; // 16 times more or less.
  const auto Power = static_cast<unsigned>(std::min(40.0, std::log2(*Trips)));
  // What machine code has counted may be the turns of an unrolled loop.
  const bool OfSource = Heat->Format == "llvm-cov" || Heat->Format == "instrumentation";
  return {std::uint64_t(1) << (Power > SameOrder ? Power - SameOrder : 0), OfSource ? std::uint64_t(1) << (Power + 1 + SameOrder) : Any};
}

/// What a record depends on. \p Whole: everything compiled; else the function
/// alone, before and after.
EvidenceKey Session::keyOf(const Contender &C, const Twin &T, bool Whole) const {
  const Unit &U = P.Units[C.Unit];
  EvidenceKey K;
  std::string After = T.Definition;
  for (std::size_t At; (At = After.find(T.Name)) != std::string::npos;)
    After.replace(At, T.Name.size(), "$");
  K.Function = T.OriginalText + '\0' + After;
  if (Whole)
    for (std::size_t Unit = -1; const auto &[At, Instance] : twinsOf(C)) {
      if (At != std::exchange(Unit, At))
        K.Function += '\0' + llvm::join(P.Units[At].Flags, " ") + Flats.digest(At);
      K.Function += '\0' + Instance->Instance;
    }
  K.Flags = fmt::format("{} | {} | min-gain={} bench={} verify-time={}", llvm::join(U.Flags, " "),
                        llvm::join(U.FastFlags, " "), O.MinGainPercent, O.Bench,
                        O.VerifyOptions.SecondsToFuzz);
  if (const auto [Least, Most] = sizesOf(C.F); Least)
    K.Flags += fmt::format(" | sizes {} {}", Least, Most);
  for (const std::vector<std::string> &Command : O.Also)
    K.Flags += " | also " + compilerOf(withCompiler(U, Command)) + " " + llvm::join(Command, " ");
  auto Stamp = [&](const std::string &File) {
    llvm::sys::fs::file_status Built;
    if (!llvm::sys::fs::status(File, Built))
      K.Flags += fmt::format(" | {} {}", File, Built.getLastModificationTime().time_since_epoch().count());
  };
  // What other units do when they are called.
  for (const std::string &Object : Analyses[C.Unit].Plan.Objects)
    Stamp(Object);
  // Another Hone may test otherwise.
  Stamp(llvm::sys::fs::getMainExecutable(nullptr, nullptr));
  K.Compiler = compilerOf(U);
  K.Machine = llvm::sys::getHostCPUName().str();
  K.Check = C.F.Check;
  if (const Check *Known = checkOf(C.F.Check))
    K.CheckVersion = Known->Version;
  return K;
}

const std::string &Session::compilerOf(const Unit &U) const {
  auto [It, New] = Compilers.try_emplace(U.Compiler);
  if (New)
    It->second = compilerName(U);
  return It->second;
}

bool Session::recall(Contender &C) {
  const Twin *T = twinOf(C);
  // Tests and benchmarks to keep are made of this run's inputs.
  if (!Evidence || !T || !O.EmitTests.empty() || !O.EmitBench.empty())
    return false;
  std::optional<Finding> Known = Evidence->lookup(keyOf(C, *T, /*Whole=*/true));
  if (!Known) {
    Known = Evidence->lookup(keyOf(C, *T, /*Whole=*/false));
    if (Known && (Known->Reached == Status::Kept || Known->Reached == Status::Same))
      Known.reset();
  }
  if (!Known)
    return false;
  C.F.Verify = Known->Verify;
  C.F.Bench = Known->Bench;
  if (Known->Reached == Status::Kept) {
    C.F.Reached = Status::Kept;
    C.Passed = true;
  } else {
    settle(C, Known->Reached, Known->Why);
    // As on the day it was found; that a region differs is not the user's to accept.
    C.Passed = Known->Why.Code != "region-differs" &&
               ((Known->Reached == Status::Unverified && accepts(C.F, "unverified")) ||
                (Known->Reached == Status::Unmeasured && accepts(C.F, "unmeasured")));
  }
  return true;
}

void Session::record(const Contender &C) {
  const Twin *T = twinOf(C);
  if (!Evidence || !T)
    return;
  Evidence->record(keyOf(C, *T, true), C.F);
  Evidence->record(keyOf(C, *T, false), C.F);
  auto Changed = Text.find(C.F.FunctionSpan.File);
  Evidence->record(glanceKey(C.F, Changed != Text.end() ? Changed->second : originalText(C.F.FunctionSpan.File)), C.F);
}

void Session::bench() {
  std::vector<Contender *> Waiting;
  for (Contender &C : Contenders)
    if (!C.Decided && !C.Passed && !C.Awaited)
      Waiting.push_back(&C);
  llvm::stable_sort(Waiting, [&](const Contender *A, const Contender *B) { return heat(A->F) > heat(B->F); });
  // Anew each time: it keeps the binaries of all that it has measured.
  const Sampler Sample = O.Sample ? O.Sample : makeBinarySampler();
  std::size_t Done = 0;
  for (Contender *C : Waiting) {
    progress("measure", Done++, Waiting.size());
    benchOne(*C, Sample);
    release(*C);
  }
}

void Session::benchOne(Contender &C, const Sampler &Sample) {
  auto Unmeasured = [&](std::string Code, std::string Text) {
    settle(C, Status::Unmeasured, {std::move(Code), std::move(Text)});
    C.Passed = accepts(C.F, "unmeasured");
  };
  if (!O.Bench)
    return Unmeasured("not-asked", "not measured, because of --no-bench");
  if (isStopping())
    return Unmeasured(whyStopped().Code, whyStopped().Text);
  TwinPlan Plan = Analyses[C.Unit].Plan;
  Flats.give(C.Unit, Plan);
  BenchRequest Request;
  Request.U = &TestUnits[C.Unit];
  Request.Plan = &Plan;
  Request.TwinIndex = twinOf(C) - Analyses[C.Unit].Plan.Twins.data();
  Request.Seeds = C.Tested.BenchSeeds;
  std::tie(Request.Least, Request.Most) = sizesOf(C.F);
  // What the machine was short of today says nothing about tomorrow.
  auto Fail = [&](llvm::Error E, const std::string &With) {
    const Reason Why = reasonOf(std::move(E));
    static const llvm::StringSet<> OfTheCode = {"outputs-differ", "does-not-build", "does-not-scale", "no-inputs"};
    if (Why.Code == "outputs-differ" && C.F.Verify && C.F.Verify->Form == "region")
      settle(C, Status::Unverified, {"region-differs", With + Why.Text});
    else if (Why.Code == "outputs-differ")
      settle(C, Status::Different, {Why.Code, With + Why.Text});
    else
      Unmeasured(Why.Code, With + Why.Text);
    if (OfTheCode.contains(Why.Code))
      record(C);
  };
  const double MinGain = thresholdFor(C.F, O.MinGainPercent);
  llvm::Expected<BenchResult> Measured = hone::bench(Request, Sample);
  if (Measured && isUndecided(*Measured, MinGain)) {
    Request.Look = 2;
    Measured = hone::bench(Request, Sample);
    Request.Look = 1;
  }
  if (!Measured)
    return Fail(Measured.takeError(), "");
  C.F.Bench = {*Measured};
  GateVerdict Verdict = decide(*Measured, MinGain);
  for (const std::vector<std::string> &Command : O.Also) {
    if (!Verdict.Keep)
      break;
    const Unit Other = withCompiler(TestUnits[C.Unit], Command);
    const std::string With = "with " + llvm::join(Command, " ") + ": ";
    Request.U = &Other;
    llvm::Expected<BenchResult> There = hone::bench(Request, Sample);
    if (!There)
      return Fail(There.takeError(), With);
    C.F.Bench.push_back(*There);
    if (std::optional<Reason> Slower = findSlowdown(*There))
      Verdict = {false, {Slower->Code, With + Slower->Text}};
  }
  if (Verdict.Keep) {
    C.F.Reached = Status::Kept;
    C.Passed = true;
    if (O.Found) {
      Finding Said = C.F;
      Said.Where.File = P.relative(Said.Where.File);
      O.Found(Said);
    }
  } else {
    settle(C, Status::NotFaster, Verdict.Why);
  }
  record(C);
}

} // namespace hone
