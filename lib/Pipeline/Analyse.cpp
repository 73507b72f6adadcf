// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One parse of one unit: loops, findings, twins and, only if there is a
// finding worth it, the optimizer's remarks. Runs in a forked worker, so a
// crash of clang on strange code costs one unit.
#include "hone/Pipeline/Analyse.h"
#include "hone/Core/Json.h"
#include "hone/Pipeline/Config.h"
#include "hone/Pipeline/Judge.h"
#include "hone/Project/Language.h"
#include "hone/Support/Support.h"
#include "clang/Frontend/CompilerInstance.h"

using namespace clang;
using llvm::StringRef;

namespace hone {

static void joinLoops(std::vector<Finding> &Findings, const std::vector<Loop> &Loops) {
  for (Finding &F : Findings) {
    if (!F.InLoop)
      continue;
    for (const Loop &L : Loops)
      if (L.Where.File == F.InLoop->Where.File && L.Where.Line == F.InLoop->Where.Line &&
          L.Where.Column == F.InLoop->Where.Column)
        F.InLoop = L;
  }
}

/// A change the user has not allowed is no change.
static void applyLevel(std::vector<Finding> &Findings, const Options &O) {
  if (!O.Fix)
    return;
  for (Finding &F : Findings)
    if (F.Reached == Status::Legal && F.Trust > O.MaxLevel && !O.Accept.count(F.Check)) {
      F.Reached = Status::Refused;
      F.Why = {"below-level", fmt::format("rests on more than the level asked for; "
                                          "--level={} writes it", toString(F.Trust).str())};
    }
}

bool wantRemarks(const Options &O, const std::vector<Finding> &Findings, const ChangedLines *Lines) {
  return O.AllRemarks || llvm::any_of(Findings, [&](const Finding &F) {
    return (F.Reached == Status::Legal || F.Reached == Status::NeedsHint) && (!Lines || Lines->touches(F));
  });
}

UnitAnalysis analyseUnit(const AnalyseRequest &Request) {
  UnitAnalysis A;
  const Project &P = *Request.P;
  const Unit &U = *Request.U;
  IndexCallbacks Callbacks;
  Callbacks.OnParsed = [&](CompilerInstance &CI, ASTContext &Context) {
    // Error recovery invents code; nothing is concluded from it.
    if (CI.getDiagnostics().hasErrorOccurred())
      return false;
    A.Parsed = true;
    A.Loops = findLoops(Context, P);
    if (!Request.OnlyLoops) {
      CheckOptions Checks = withConfiguration(Request.O->Checks, U.MainFile);
      if (Request.Thresholds)
        Checks.Thresholds = *Request.Thresholds;
      auto Found = judgeUnit(
          Context,
          {&P, Request.Only, &Checks, CI.getCodeGenOpts().RelaxedAliasing, isCompiledByClang(U), &CI.getPreprocessor()},
          A.Hashes);
      if (!Found) {
        A.Failures.push_back({"models", U.MainFile, llvm::toString(Found.takeError())});
        return false;
      }
      A.Findings = std::move(*Found);
      joinLoops(A.Findings, A.Loops);
      if (Request.Lines && Request.PlanTwins)
        llvm::erase_if(A.Findings, [&](const Finding &F) { return !Request.Lines->touches(F); });
      applyLevel(A.Findings, *Request.O);
      if (Request.PlanTwins)
        A.Plan = planTwins(CI, Context, P, A.Findings, *Request.Files);
    }
    return A.HasRemarks = Request.OnlyLoops || (Request.Remarks && wantRemarks(*Request.O, A.Findings, Request.Lines));
  };
  Callbacks.OnRemarks = [&](const std::map<std::string, std::vector<Remark>> &Remarks) {
    attachRemarks(A.Loops, P, Remarks);
    joinLoops(A.Findings, A.Loops);
  };

  ParseDiagnostics Diagnostics;
  auto Factory = [&](CompilerInstance &CI) { return makeIndexConsumer(CI, Callbacks); };
  llvm::Error E = Request.Trace ? parseUnit(U, FlagSet::Fast, Factory, Diagnostics, A.Asked)
                                : parseUnit(U, *Request.Files, FlagSet::Fast, Factory, Diagnostics);
  if (E)
    A.Failures.push_back({"parse", U.MainFile, llvm::toString(std::move(E))});
  else if (Diagnostics.Errors)
    A.Failures.push_back({"parse", U.MainFile, Diagnostics.Text});
  return A;
}

llvm::json::Value toJSON(const UnitAnalysis &A) {
  llvm::json::Array Loops, Findings, Failures;
  for (const Loop &L : A.Loops)
    Loops.push_back(toJSON(L));
  for (const Finding &F : A.Findings)
    Findings.push_back(toJSON(F, /*Internal=*/true));
  for (const Failure &F : A.Failures)
    Failures.push_back(llvm::json::Object{
        {"stage", F.Stage}, {"file", toUtf8(F.File)}, {"text", toUtf8(F.Text)}});
  llvm::json::Object Hashes, Asked;
  for (const auto &[Path, Hash] : A.Hashes)
    Hashes[Path] = fmt::format("{:016x}", Hash);
  for (const auto &[Path, Answer] : A.Asked)
    Asked[toUtf8(Path)] = toUtf8(Answer);
  return llvm::json::Object{{"loops", std::move(Loops)},
                            {"findings", std::move(Findings)},
                            {"failures", std::move(Failures)},
                            {"notes", A.Notes},
                            {"plan", toJSON(A.Plan)},
                            {"hashes", std::move(Hashes)},
                            {"asked", std::move(Asked)},
                            {"remarked", A.HasRemarks},
                            {"parsed", A.Parsed}};
}

bool fromJSON(const llvm::json::Value &V, UnitAnalysis &A, llvm::json::Path P) {
  llvm::json::ObjectMapper O(V, P);
  std::map<std::string, std::string> Hashes;
  return O && O.map("loops", A.Loops) && O.map("findings", A.Findings) && O.map("failures", A.Failures) &&
         O.map("notes", A.Notes) && O.map("plan", A.Plan) && O.map("remarked", A.HasRemarks) &&
         O.map("parsed", A.Parsed) && O.map("asked", A.Asked) && O.map("hashes", Hashes) &&
         llvm::none_of(Hashes, [&](const auto &Each) { return StringRef(Each.second).getAsInteger(16, A.Hashes[Each.first]); });
}

} // namespace hone
