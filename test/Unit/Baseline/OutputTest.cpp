// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "hone/Baseline/Baseline.h"
#include <gtest/gtest.h>

namespace hone {
namespace {

TEST(Output, TakesTheClockThatTheNameSays) {
  llvm::Expected<BenchmarkOutput> O = parseBenchmarkOutput("p", R"({"context": {"compiler": "gcc", "num_cpus": 2}, "benchmarks": [
    {"name": "a", "run_name": "a", "run_type": "iteration", "iterations": 5, "real_time": 9, "cpu_time": 3, "time_unit": "us"},
    {"name": "b/real_time", "run_type": "iteration", "iterations": 5, "real_time": 9, "cpu_time": 3, "time_unit": "ns"},
    {"name": "c", "run_type": "iteration", "error_occurred": true, "error_message": "no file"}]})");
  ASSERT_TRUE(bool(O));
  EXPECT_EQ(O->Benchmarks["a"].Nanoseconds, 3000);
  EXPECT_EQ(O->Benchmarks["b/real_time"].Nanoseconds, 9);
  EXPECT_EQ(O->Benchmarks["c"].Problem, "no file");
  EXPECT_EQ(O->Context.size(), 1u);
}

TEST(Output, RepetitionsAreOneTime) {
  llvm::Expected<BenchmarkOutput> O = parseBenchmarkOutput("p", R"({"context": {}, "benchmarks": [
    {"name": "a", "run_name": "a", "run_type": "iteration", "cpu_time": 2, "time_unit": "ns"},
    {"name": "a", "run_name": "a", "run_type": "iteration", "cpu_time": 4, "time_unit": "ns"},
    {"name": "a_mean", "run_name": "a", "run_type": "aggregate", "aggregate_name": "mean", "cpu_time": 3, "time_unit": "ns"},
    {"name": "b_mean", "run_name": "b", "run_type": "aggregate", "aggregate_name": "mean", "cpu_time": 7, "time_unit": "ns"},
    {"name": "b_stddev", "run_name": "b", "run_type": "aggregate", "aggregate_name": "stddev", "cpu_time": 1, "time_unit": "ns"}]})");
  ASSERT_TRUE(bool(O));
  EXPECT_EQ(O->Benchmarks.size(), 2u);
  EXPECT_EQ(O->Benchmarks["a"].Nanoseconds, 3);
  EXPECT_EQ(O->Benchmarks["b"].Nanoseconds, 7);
}

TEST(Output, OtherTextIsNoBenchmark) {
  for (const char *Text : {"", "hello", "[]", "{\"benchmarks\": []}"}) {
    llvm::Expected<BenchmarkOutput> O = parseBenchmarkOutput("prog", Text);
    ASSERT_FALSE(bool(O)) << Text;
    EXPECT_EQ(llvm::toString(O.takeError()), "prog is not a Google Benchmark program: it does not write what --benchmark_out asks for");
  }
}

TEST(Output, FiltersAreExact) {
  EXPECT_EQ(filterFor({"sort<int>/8", "a.b"}), "^(sort<int>/8|a\\.b)$");
  EXPECT_EQ(filterFor({"f(x)*"}), "^(f\\(x\\)\\*)$");
}

TEST(Output, ReadsTheTotalsOfCallgrind) {
  bool Untimed = false;
  EXPECT_EQ(callgrindTotal("events: Ir\nsummary: 5\nfn=(1) main\n1 7\ntotals: 4711\n", Untimed), 4711.0);
  EXPECT_FALSE(Untimed);
  EXPECT_EQ(callgrindTotal("no file of callgrind\n", Untimed), std::nullopt);
  EXPECT_EQ(callgrindTotal("cfn=(9) benchmark::State::PauseTiming()\ntotals: 1\n", Untimed), 1.0);
  EXPECT_TRUE(Untimed);
}

} // namespace
} // namespace hone
