// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What verification costs in processor time, over the functions with a loop of
// a real project, each held to a copy of itself:
//
//   cost -p DIR [--list] [--fast] [--most=N] [FILES...]
//
// The fast rung: milliseconds of a pair once the headers are parsed, mutants
// aside, of all pairs and of those that the tests reach. The deep rung: compiling its program, against one plain compilation of
// the same file under the same sanitizers. --list shows every pair as soon as its
// unit is done, --fast leaves the deep rung out, --most takes no more than N
// functions of a unit.
#include "Copies.h"
#include "hone/Verify/Verify.h"
#include <unistd.h>

using namespace hone;

namespace {

/// One pair, or the deep rung of one unit (Plain is not 0).
struct Row {
  std::string Place;
  VerifyCost Cost;
  double Plain = 0;
  bool Reached = false; ///< As `reach` counts it.
};

/// CPU milliseconds of `clang++ -O1 -fsanitize=address,undefined -c`; 0 if it fails.
double plainCompile(const Unit &U) {
  llvm::Expected<TempDir> Folder = TempDir::create();
  if (!Folder)
    return 0;
  std::string Compiler = realPath(resourceDir() + "/../../../bin/clang++");
  std::vector<std::string> Command = {Compiler};
  Command.insert(Command.end(), U.ClangFlags.begin(), U.ClangFlags.end());
  Command.insert(Command.end(), {"-O1", "-fsanitize=address,undefined", "-w", "-c", U.MainFile,
                                 "-o", Folder->file("plain.o")});
  llvm::Expected<ProcessResult> R = runProcess(Command, U.Directory);
  return R && R->ok() ? R->CpuSeconds * 1e3 : 0;
}

std::string costOf(const Project &P, const Unit &U, bool DeepRung, unsigned Most) {
  std::vector<Finding> Findings;
  Unit Tested = raisedForTests(U);
  TwinPlan Plan = planCopies(P, Tested, Findings, Most);
  VerifyOptions Options;
  Options.MinKilled = 0;
  Options.InputsOnly = true;
  Options.DeepRung = DeepRung;
  llvm::json::Array Rows;
  llvm::Expected<std::vector<VerifyOutcome>> Outcomes = verifyUnit(Tested, Plan, Options);
  if (!Outcomes) {
    llvm::consumeError(Outcomes.takeError());
    return "[]";
  }
  double Deep = 0, Headers = 0;
  for (std::size_t I = 0; I < Outcomes->size(); ++I) {
    const VerifyCost &C = (*Outcomes)[I].Cost;
    Deep = std::max(Deep, C.Deep);
    Headers = std::max(Headers, C.Headers);
    const VerifyResult &R = (*Outcomes)[I].Result;
    if (C.Run > 0)
      Rows.push_back(llvm::json::Array{Findings[I].Message + " " + Findings[I].Function, C.Parse,
                                       C.Emit, C.Link, C.Run, C.Tested, 0, 0, 0,
                                       R.Inputs >= Options.MinInputs && R.Coverage >= 0.8});
  }
  if (Deep > 0)
    Rows.push_back(llvm::json::Array{P.relative(U.MainFile), 0, 0, 0, 0, 0, Headers, Deep,
                                     plainCompile(U), false});
  return llvm::formatv("{0}", llvm::json::Value(std::move(Rows)));
}

Row rowOf(const llvm::json::Array &A) {
  auto Number = [&](unsigned I) { return *A[I].getAsNumber(); };
  return {A[0].getAsString()->str(),
          {Number(1), Number(2), Number(3), Number(4), Number(5), Number(6), Number(7)},
          Number(8),
          *A[9].getAsBoolean()};
}

template <class Of> double median(const std::vector<Row> &Rows, Of Value) {
  std::vector<double> All;
  for (const Row &R : Rows)
    All.push_back(Value(R));
  llvm::sort(All);
  return All.empty() ? 0 : All[All.size() / 2];
}

void show(const Row &R) {
  if (R.Plain > 0)
    fmt::print("{:7.0f} ms deep, {:7.0f} plain, {:5.0f} headers  {}\n", R.Cost.Deep, R.Plain,
               R.Cost.Headers, R.Place);
  else
    fmt::print("{:7.1f} ms = {:5.1f} parse + {:5.1f} emit + {:4.1f} link + {:6.1f} run ({:6.1f} in "
               "tested code){}  {}\n",
               R.Cost.fastRung(), R.Cost.Parse, R.Cost.Emit, R.Cost.Link, R.Cost.Run, R.Cost.Tested,
               R.Reached ? " reached" : "", R.Place);
}

void reportPairs(llvm::StringRef Which, const std::vector<Row> &Pairs) {
  fmt::print("fast rung, {}: median {:.1f} ms of {} pairs; medians of the parts: {:.1f} parse and code "
             "generation, {:.1f} optimize and emit, {:.1f} link, {:.1f} run ({:.1f} in tested code)\n",
             Which.str(), median(Pairs, [](const Row &R) { return R.Cost.fastRung(); }), Pairs.size(),
             median(Pairs, [](const Row &R) { return R.Cost.Parse; }),
             median(Pairs, [](const Row &R) { return R.Cost.Emit; }),
             median(Pairs, [](const Row &R) { return R.Cost.Link; }),
             median(Pairs, [](const Row &R) { return R.Cost.Run; }),
             median(Pairs, [](const Row &R) { return R.Cost.Tested; }));
}

void report(const std::vector<Row> &Pairs, const std::vector<Row> &Units) {
  reportPairs("all", Pairs);
  std::vector<Row> Reached;
  llvm::copy_if(Pairs, std::back_inserter(Reached), [](const Row &R) { return R.Reached; });
  reportPairs("reached", Reached);
  if (Units.empty())
    return;
  fmt::print("deep rung: median {:.2f} times a plain compilation of the file, {} units; headers of "
             "the fast rung: median {:.0f} ms\n",
             median(Units, [](const Row &R) { return R.Plain > 0 ? R.Cost.Deep / R.Plain : 0; }),
             Units.size(), median(Units, [](const Row &R) { return R.Cost.Headers; }));
}

} // namespace

int main(int Count, char **Arguments) {
  bool List = false, Fast = false;
  unsigned Most = ~0u;
  const Project P =
      projectFor("cost", Count, Arguments, {{"--list", &List}, {"--fast", &Fast}}, &Most);
  std::vector<Row> Pairs, Units;
  std::size_t Done = 0;
  const bool Watched = isatty(STDERR_FILENO) != 0;
  // One at a time: they would disturb each other.
  forkEach(P.Units.size(), 1, WorkerLimits,
           [&](std::size_t I) { return costOf(P, P.Units[I], !Fast, Most); },
           [&](std::size_t I, llvm::Expected<std::string> Payload) {
             if (Watched)
               fmt::print(stderr, "\r{} of {} units, {} pairs ", ++Done, P.Units.size(),
                          Pairs.size());
             if (!Payload) {
               fmt::print("{}: {}\n", P.relative(P.Units[I].MainFile),
                          llvm::toString(Payload.takeError()));
               return;
             }
             llvm::json::Value Rows = llvm::cantFail(llvm::json::parse(*Payload));
             for (const llvm::json::Value &V : *Rows.getAsArray()) {
               Row R = rowOf(*V.getAsArray());
               if (List)
                 show(R);
               (R.Plain > 0 ? Units : Pairs).push_back(std::move(R));
             }
             std::fflush(stdout);
           });
  if (Watched)
    fmt::print(stderr, "\n");
  report(Pairs, Units);
  return 0;
}
