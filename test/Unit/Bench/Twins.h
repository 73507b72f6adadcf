// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Twins written by hand: what the planner makes of a function of a vector.
#ifndef HONE_TEST_BENCH_TWINS_H
#define HONE_TEST_BENCH_TWINS_H

#include "hone/Bench/Bench.h"
#include <fmt/format.h>

namespace hone::test {

/// A twin of `double NAME(std::vector<double> &V)` whose copies have the given
/// bodies. The first goes into the plan's flat text.
inline void addTwin(TwinPlan &Plan, const std::string &Name, const std::string &Before,
                    const std::string &After) {
  if (Plan.Flat.empty())
    Plan.Flat = "#include \"hone_test.h\"\n#include <vector>\n#include <cmath>\n"
                "struct State { std::vector<double> V; double Result; };\n";
  Twin T;
  T.Number = static_cast<unsigned>(Plan.Twins.size() + 1);
  T.Name = fmt::format("{}_hone{}", Name, T.Number);
  Plan.Flat += fmt::format("HONE_NOINLINE double {}(std::vector<double> &V) {{\n{}\n}}\n", Name, Before);
  T.Definition = fmt::format("HONE_NOINLINE double {}(std::vector<double> &V) {{\n{}\n}}\n", T.Name, After);
  T.Harness = fmt::format(R"(
namespace hone_test {{
template <> struct Case<{0}> {{
static void *make(const hone_seed *S) {{
  State *X = new State();
  unsigned long long R = S->seed;
  for (unsigned long long I = 0; I < S->size; ++I) {{
    R = R * 6364136223846793005ull + 1442695040888963407ull;
    X->V.push_back(double(R >> 40));
  }}
  return X;
}}
static void before(void *S) {{
  State &X = *static_cast<State *>(S);
  X.Result = {1}(X.V);
}}
static int same(const void *A, const void *B) {{
  const State &X = *static_cast<const State *>(A), &Y = *static_cast<const State *>(B);
  return X.V == Y.V && X.Result == Y.Result;
}}
static unsigned long print(const void *, char *, unsigned long) {{ return 0; }}
static unsigned long long bytes(const void *S) {{
  return static_cast<const State *>(S)->V.size() * sizeof(double);
}}
static void destroy(void *S) {{ delete static_cast<State *>(S); }}
}};
}}
extern "C" const hone_case *hone_case_{0}(void) {{
  typedef hone_test::Case<{0}> C;
  static const hone_case Case = {{"{1}", &C::make, &C::before, &C::same, &C::print, &C::destroy, nullptr}};
  return &Case;
}}
)",
                          T.Number, Name);
  T.AfterCall = fmt::format(R"(
extern "C" void hone_after_{0}(void *S) {{
  State &X = *static_cast<State *>(S);
  X.Result = {1}(X.V);
}}
)",
                            T.Number, T.Name);
  Plan.Twins.push_back(std::move(T));
}

inline Unit unitFor(const std::string &Compiler) {
  Unit U;
  U.Directory = "/";
  U.MainFile = "/unit.cpp";
  U.Compiler = Compiler;
  U.Flags = U.FastFlags = {"-O2", "-std=c++17", "-Wall", "-Werror"};
  return U;
}

inline BenchRequest requestFor(const Unit &U, const TwinPlan &Plan, unsigned Index) {
  BenchRequest R;
  R.U = &U;
  R.Plan = &Plan;
  R.TwinIndex = Index;
  for (std::uint64_t Size : {16, 256, 4096, 65536})
    R.Seeds[Size] = {1, 2, 3};
  return R;
}

} // namespace hone::test

#endif
