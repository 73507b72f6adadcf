// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How much of a real project the generated tests reach, and what keeps them
// from the rest:
//
//   reach -p DIR [--list] [FILES...]
//
// Every function with a loop is held to a copy of itself: nothing may be
// called different, and one with 200 accepted inputs that take 80 % of the
// loop's branches counts as reached.
#include "Copies.h"
#include "hone/Core/Json.h"
#include "hone/Verify/Verify.h"
#include <map>

using namespace hone;

namespace {

/// One function, in words that cross a pipe.
struct Row {
  std::string Place, Function, Code, Text;
  bool Different = false, Region = false;
  unsigned Inputs = 0;
  double Coverage = 0, Milliseconds = 0;
};

std::vector<Row> reachOf(const Project &P, const Unit &U) {
  std::vector<Finding> Findings;
  Unit Tested = raisedForTests(U);
  TwinPlan Plan = planCopies(P, Tested, Findings);
  VerifyOptions Options;
  Options.DeepRung = false;
  Options.MinCoverage = Options.MinKilled = 0;
  Options.MaxMutants = 0;
  std::vector<Row> Rows;
  llvm::Expected<std::vector<VerifyOutcome>> Outcomes = verifyUnit(Tested, Plan, Options);
  std::string Failed = Outcomes ? "" : llvm::toString(Outcomes.takeError());
  for (std::size_t I = 0; I < Findings.size(); ++I) {
    Row R{Findings[I].Message, Findings[I].Function, "does-not-build", Failed};
    if (Failed.empty()) {
      std::vector<VerifyOutcome> Parts;
      llvm::copy_if(*Outcomes, std::back_inserter(Parts),
                    [&](const VerifyOutcome &O) { return O.FindingId == Findings[I].Id; });
      const VerifyOutcome O = joinOutcomes(std::move(Parts));
      R.Code = O.Why.Code;
      R.Text = O.Why.Text;
      R.Region = O.Result.Form == "region";
      // The statements of a function are held to themselves, too.
      R.Different = O.Said == Answer::Different || O.Why.Code == "region-differs";
      if (R.Different)
        R.Text += "\n" + O.Result.Counterexample;
      R.Inputs = O.Result.Inputs;
      R.Coverage = O.Result.Coverage;
      R.Milliseconds = O.Result.Milliseconds;
    }
    Rows.push_back(std::move(R));
  }
  return Rows;
}

std::string packed(const std::vector<Row> &Rows) {
  llvm::json::Array All;
  for (const Row &R : Rows)
    All.push_back(llvm::json::Array{R.Place, R.Function, R.Code, toUtf8(R.Text), R.Different,
                                    R.Region, R.Inputs, R.Coverage, R.Milliseconds});
  return llvm::formatv("{0}", llvm::json::Value(std::move(All)));
}

Row unpacked(const llvm::json::Value &V) {
  const llvm::json::Array &A = *V.getAsArray();
  return {A[0].getAsString()->str(),
          A[1].getAsString()->str(),
          A[2].getAsString()->str(),
          A[3].getAsString()->str(),
          *A[4].getAsBoolean(),
          *A[5].getAsBoolean(),
          static_cast<unsigned>(*A[6].getAsInteger()),
          *A[7].getAsNumber(),
          *A[8].getAsNumber()};
}

} // namespace

int main(int Count, char **Arguments) {
  bool List = false;
  const Project P = projectFor("reach", Count, Arguments, {{"--list", &List}});
  std::map<std::string, Row> ByPlace; // a header's function in the unit that reaches it best
  forkEach(P.Units.size(), 2, WorkerLimits,
           [&](std::size_t I) { return packed(reachOf(P, P.Units[I])); },
           [&](std::size_t I, llvm::Expected<std::string> Payload) {
             if (!Payload) {
               fmt::print("{}: {}\n", P.relative(P.Units[I].MainFile),
                          llvm::toString(Payload.takeError()));
               return;
             }
             llvm::json::Value Rows = llvm::cantFail(llvm::json::parse(*Payload));
             for (const llvm::json::Value &V : *Rows.getAsArray()) {
               Row R = unpacked(V);
               auto [It, New] = ByPlace.try_emplace(R.Place + R.Function, R);
               if (!New && (R.Coverage > It->second.Coverage || It->second.Code == "template"))
                 It->second = R;
             }
           });

  unsigned Reached = 0, Regions = 0, Different = 0;
  std::map<std::string, std::vector<const Row *>> Reasons;
  std::vector<double> Times;
  for (const auto &[Place, R] : ByPlace) {
    if (R.Milliseconds > 0)
      Times.push_back(R.Milliseconds);
    Different += R.Different;
    if (R.Code.empty() && R.Inputs >= 200 && R.Coverage >= 0.8) {
      ++Reached;
      Regions += R.Region;
    } else {
      Reasons[R.Code.empty() ? "low-coverage" : R.Code].push_back(&R);
    }
  }
  llvm::sort(Times);
  fmt::print("{} functions with loops, {} reached ({:.0f} %; {} whole, {} by their loop alone), {} called "
             "different; fast rung median {:.1f} ms\n",
             ByPlace.size(), Reached, ByPlace.empty() ? 0 : 100.0 * Reached / ByPlace.size(),
             Reached - Regions, Regions, Different, Times.empty() ? 0 : Times[Times.size() / 2]);
  std::vector<std::pair<std::size_t, std::string>> Order;
  for (const auto &[Code, Rows] : Reasons)
    Order.emplace_back(Rows.size(), Code);
  llvm::sort(Order, std::greater<>());
  for (const auto &[N, Code] : Order) {
    fmt::print("{:5} {}\n", N, Code);
    for (const Row *R : Reasons[Code])
      if (List)
        fmt::print("        {} {}{}: {} ({} inputs, {:.0f} %)\n", R->Place, R->Function,
                   R->Region ? " (loop alone)" : "", R->Text, R->Inputs, R->Coverage * 100);
  }
  return Different ? 1 : 0;
}
