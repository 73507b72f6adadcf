// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `hone verify --against`: what fix does to rewrites of its own, done to a
// change that somebody else made. The other version is the original, and each
// function that differs is a rewrite of it.
#include "Session.h"
#include "hone/Pipeline/Workers.h"

namespace hone {

/// Parses \p U with \p Files laid over it and hands the AST on, if it has no errors.
static llvm::Error parseVersion(const Unit &U, const Overlay &Files, ParsedCallback Parsed) {
  ParseDiagnostics Diagnostics;
  llvm::Error E = parseAst(
      U, Files, FlagSet::Own,
      [&](clang::CompilerInstance &CI, clang::ASTContext &Context) {
        if (!CI.getDiagnostics().hasErrorOccurred())
          Parsed(CI, Context);
      },
      Diagnostics);
  if (E)
    return E;
  return Diagnostics.Errors ? failure(Diagnostics.Text) : llvm::Error::success();
}

/// One unit of the other version: its functions that differ, and their twins.
static UnitAnalysis compareUnit(const Project &P, const Unit &U, const Overlay &Old,
                                const UnitVersion &Now) {
  UnitAnalysis A;
  llvm::Error E = parseVersion(U, Old, [&](clang::CompilerInstance &CI, clang::ASTContext &Context) {
    UnitVersion Before = describeVersion(Context, P);
    A.Findings = pairFunctions(Before, Now, A.Notes);
    if (!A.Findings.empty())
      A.Plan = planTwins(CI, Context, P, A.Findings, Old);
    A.Plan.Flat += "\n" + addedDeclarations(Before, Now);
    // From here on in the coordinates of the version people have before them.
    for (Finding &F : A.Findings)
      F.Where = F.FunctionSpan;
  });
  if (E)
    A.Failures.push_back({"parse", U.MainFile, "the other version does not parse: " +
                                                   llvm::toString(std::move(E))});
  return A;
}

llvm::Error Session::compareVersions() {
  std::vector<UnitVersion> Now(P.Units.size());
  std::set<std::string> Files;
  std::size_t Done = 0;
  progress("read", 0, P.Units.size());
  auto Read = [&](std::size_t I) {
    llvm::json::Value Version = nullptr;
    llvm::Error E =
        parseVersion(P.Units[I], {}, [&](clang::CompilerInstance &, clang::ASTContext &Context) {
          Version = toJSON(describeVersion(Context, P));
        });
    return packed(E ? llvm::Expected<llvm::json::Value>(std::move(E)) : std::move(Version));
  };
  forkEach(P.Units.size(), O.Jobs, AnalyseLimits, Read,
           [&](std::size_t I, llvm::Expected<std::string> Payload) {
             progress("read", ++Done, P.Units.size());
             llvm::Expected<UnitVersion> V = unpacked<UnitVersion>(std::move(Payload), "version");
             if (!V)
               return fail("parse", P.Units[I].MainFile, V.takeError());
             Now[I] = std::move(*V);
             for (const std::string &File : Now[I].Files)
               if (Named.empty() || Named.count(File))
                 Files.insert(File);
           });

  llvm::Expected<Overlay> Old = readBaseline(P, O.Against, {Files.begin(), Files.end()});
  if (!Old)
    return Old.takeError();
  std::vector<std::size_t> Units;
  for (std::size_t I = 0; I < Now.size(); ++I)
    if (llvm::any_of(Now[I].Files, [&](const std::string &F) { return Old->count(F) != 0; }))
      Units.push_back(I);

  Done = 0;
  progress("compare", 0, Units.size());
  std::set<std::string> Said;
  auto Compare = [&](std::size_t I) {
    return packed(toJSON(compareUnit(P, P.Units[Units[I]], *Old, Now[Units[I]])));
  };
  forkEach(Units.size(), O.Jobs, AnalyseLimits, Compare,
           [&](std::size_t I, llvm::Expected<std::string> Payload) {
             progress("compare", ++Done, Units.size());
             llvm::Expected<UnitAnalysis> A = unpacked<UnitAnalysis>(std::move(Payload), "worker");
             if (!A)
               return fail("parse", P.Units[Units[I]].MainFile, A.takeError());
             for (Failure &F : A->Failures)
               fail(F.Stage, F.File, failure(F.Text));
             for (const std::string &Note : A->Notes)
               if (Said.insert(Note).second)
                 Result.Notes.push_back(Note);
             Flats.take(Units[I], A->Plan);
             Analyses[Units[I]] = std::move(*A);
           });
  collect(Units, nullptr);
  return llvm::Error::success();
}

/// Measuring is a service here and decides nothing: what passed the tests is the same.
void Session::measureSame() {
  bench();
  for (Contender &C : Contenders) {
    // Outputs that differ while measuring are a difference like any other.
    if (C.Decided && C.F.Reached != Status::NotFaster && C.F.Reached != Status::Unmeasured)
      continue;
    if (!C.F.Verify)
      continue;
    settle(C, Status::Same, {});
    // Another run may want the measurement this one was not given time for.
    if (!interrupted())
      record(C);
  }
}

} // namespace hone
