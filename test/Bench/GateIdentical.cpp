// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The gate's own test: twins whose two sides are the same text go through the
// real sampler, and none may be kept. Takes minutes, so it is not among the
// everyday tests:
//
//   gate-identical [RUNS [COMPILER...]]
//
// Every run of a kernel is another build with another layout.
#include "../Unit/Bench/Twins.h"
#include "llvm/Support/Error.h"
#include <chrono>
#include <cmath>
#include <cstdlib>

using namespace hone;
using namespace hone::test;

static TwinPlan kernels() {
  const std::pair<const char *, const char *> Bodies[] = {
      {"sum", "double S = 0; for (double X : V) S += X; return S;"},
      {"scale", "for (double &X : V) X = X * 0.5 + 1; return V.empty() ? 0 : V[0];"},
      {"largest", "double M = -1; for (double X : V) if (X > M) M = X; return M;"},
      {"branchy", "double N = 0; for (double X : V) if ((long)X & 4) N += 3; else N -= X; return N;"},
      {"prefix", "for (std::size_t I = 1; I < V.size(); ++I) V[I] += V[I - 1]; return 0;"},
      {"bytes", "unsigned H = 1; for (double X : V) { H ^= (unsigned)(long)X; H *= 16777619u; } return H;"},
      {"copies", "std::vector<double> W; for (double X : V) W.push_back(X + 1); V.swap(W); return 0;"},
      {"roots", "double S = 0; for (double X : V) S += std::sqrt(X); return S;"},
      {"nested", "double S = 0; for (std::size_t I = 0; I < V.size(); ++I)\n"
                 "for (int K = 0; K < 3; ++K) S += V[I] * K; return S;"},
      {"bubble", "for (std::size_t I = 1; I < V.size(); ++I)\n"
                 "if (V[I] < V[I - 1]) std::swap(V[I], V[I - 1]); return 0;"}};
  TwinPlan Plan;
  for (const auto &[Name, Body] : Bodies)
    addTwin(Plan, Name, Body, Body);
  return Plan;
}

int main(int Count, char **Arguments) {
  unsigned Runs = Count > 1 ? static_cast<unsigned>(std::atoi(Arguments[1])) : 300;
  std::vector<std::string> Compilers(Arguments + std::min(Count, 2), Arguments + Count);
  if (Compilers.empty())
    Compilers = {"g++", "clang++-22"};
  TwinPlan Plan = kernels();
  unsigned Kept = 0, Failed = 0, Excluded = 0, Shapes = 0;
  double Highest = 0, Furthest = 1;
  Sampler Sample;
  Unit U;
  auto Start = std::chrono::steady_clock::now();
  for (unsigned Run = 0; Run < Runs; ++Run) {
    unsigned Index = Run % Plan.Twins.size(), Build = Run / Plan.Twins.size();
    if (Index == 0) {
      SamplerOptions Options;
      Options.LayoutSeed = Build + 1;
      Sample = makeBinarySampler(Options);
      U = unitFor(Compilers[Build % Compilers.size()]);
    }
    llvm::Expected<BenchResult> R = bench(requestFor(U, Plan, Index), Sample);
    if (!R) {
      fmt::print("{}: {}\n", Plan.Twins[Index].Name, llvm::toString(R.takeError()));
      ++Failed;
      continue;
    }
    bool Keep = decide(*R, 1.10).Keep;
    Kept += Keep;
    Highest = std::max(Highest, R->Low);
    for (const BenchShape &S : R->Shapes) {
      ++Shapes;
      bool Excludes = S.Low > 1 || S.High < 1;
      Excluded += Excludes;
      Furthest = std::max(Furthest, std::max(S.Median, 1 / S.Median));
      if (Keep || S.Low > 1.03 || S.High < 0.97)
        fmt::print("{} {} n={} {}{}\n", U.Compiler, Plan.Twins[Index].Name, S.N,
                   ratioText({S.Low, S.Median, S.High}), Keep ? " KEPT" : "");
    }
    std::fflush(stdout);
  }
  double Seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - Start).count();
  fmt::print("{} runs, {} failed, {} kept; highest lower end {:.3f}; furthest estimate {:.3f}; "
             "{} of {} intervals exclude 1; {:.0f} s\n",
             Runs, Failed, Kept, Highest, Furthest, Excluded, Shapes, Seconds);
  return Kept || Failed ? 1 : 0;
}
