// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What emitBench writes is configured, built and run with CMake alone.
#include "Twins.h"
#include "hone/Support/Support.h"
#include "llvm/Support/FileSystem.h"
#include "gtest/gtest.h"

using namespace hone;
using namespace hone::test;

TEST(EmitBench, BuildsAndRunsWithoutHone) {
  TempDir Project = llvm::cantFail(TempDir::create()), Out = llvm::cantFail(TempDir::create());
  llvm::cantFail(writeFile(Project.file("neighbour.h"), "#define NEIGHBOUR 1\n"));
  llvm::sys::fs::create_directory(Project.file("inc ludes"));
  llvm::cantFail(writeFile(Project.file("inc ludes/forced.h"), "#define FORCED 2\n"));
  TwinPlan Plan;
  addTwin(Plan, "sum", "double S = FORCED + NEIGHBOUR - 3 + TEXT[0] - 'a'; for (double X : V) S += X; return S;",
          "double S = 0; for (double X : V) S += X; return S;");
  addTwin(Plan, "other", "return V.size();", "return V.size();");
  Plan.Flat = "#include \"neighbour.h\"\n" + Plan.Flat + "int main() { return 7; }\n";
  Unit U = unitFor("g++");
  U.Directory = Project.path();
  U.MainFile = Project.file("unit.cpp");
  U.FastFlags = {"-O3", "-std=c++17", "-Werror", "-Wall", "-I", "inc ludes", "-include", "forced.h",
                 "-DTEXT=\"abc\""};
  // A case that cannot tell how much a call is given.
  std::string &Harness = Plan.Twins[1].Harness;
  Harness.replace(Harness.find("bytes("), 6, "untold(");
  Plan.Twins[0].FindingId = "0123456789ab";
  llvm::cantFail(emitBench(requestFor(U, Plan, 0), Out.path()));
  llvm::cantFail(emitBench(requestFor(U, Plan, 1), Out.path()));

  auto Run = [&](std::vector<std::string> Command) {
    ProcessResult R = llvm::cantFail(runProcess(Command, Out.path(), Limits{.Seconds = 120}));
    EXPECT_TRUE(R.ok()) << R.Out << R.Err;
    return R.Out;
  };
  Run({"cmake", "-S", ".", "-B", "build", "-G", "Ninja", "-DCMAKE_CXX_COMPILER=g++"});
  Run({"cmake", "--build", "build"});
  std::string Said = Run({"build/bench_sum_0123456789ab", "--benchmark_min_time=0.001"});
  EXPECT_NE(Said.find("before/0"), std::string::npos) << Said;
  EXPECT_NE(Said.find("after/3"), std::string::npos) << Said;
  EXPECT_NE(Said.find("per_call"), std::string::npos) << Said;
  EXPECT_NE(Said.find("items_per_second"), std::string::npos) << Said;
  EXPECT_NE(Said.find("bytes_per_second"), std::string::npos) << Said;
  Said = Run({"build/bench_other", "--benchmark_filter=before/0", "--benchmark_min_time=0.000001"});
  EXPECT_NE(Said.find("items_per_second"), std::string::npos) << Said;
  EXPECT_EQ(Said.find("bytes_per_second"), std::string::npos) << Said;
}

TEST(EmitBench, SaysWhatItCannotWrite) {
  TempDir Out = llvm::cantFail(TempDir::create());
  TwinPlan Plan;
  addTwin(Plan, "f", "return 0;", "return 0;");
  Unit U = unitFor("g++");
  BenchRequest Request = requestFor(U, Plan, 0);
  Request.Seeds.clear();
  EXPECT_EQ(reasonOf(emitBench(Request, Out.path())).Code, "no-inputs");
  Plan.Twins[0].Unverified = {"no-driver", "cannot be driven"};
  llvm::Error E = emitBench(requestFor(U, Plan, 0), Out.path());
  EXPECT_EQ(llvm::toString(std::move(E)), "no-driver: cannot be driven");
}
