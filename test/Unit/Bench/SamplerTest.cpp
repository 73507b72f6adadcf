// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The real sampler with a real compiler. Verdicts of these tests rest on
// differences of a factor of two and more, so a busy machine does not flip them.
#include "Twins.h"
#include "hone/Support/Support.h"
#include "gtest/gtest.h"

using namespace hone;
using namespace hone::test;

static const std::string Once = "double S = 0; for (double X : V) S += X; return S;";
static const std::string Twice =
    "double S = 0; for (double X : V) S += X;\n"
    "double T = 0; for (double X : V) { asm volatile(\"\"); T += X; }\n"
    "return T == S ? S : T;";

static SamplerOptions quick() {
  SamplerOptions O;
  O.Seconds = 0.6;
  return O;
}

static std::string problemCode(llvm::Expected<Samples> R, std::string *Text = nullptr) {
  if (R)
    return "none";
  Reason Why = reasonOf(R.takeError());
  if (Text)
    *Text = Why.Text;
  return Why.Code;
}

TEST(BinarySampler, SeesHalfTheWorkAndKeepsIt) {
  TwinPlan Plan;
  addTwin(Plan, "half", Twice, Once);
  addTwin(Plan, "equal", Once, Once);
  addTwin(Plan, "twice", Once, Twice);
  Unit U = unitFor("clang++-22");
  Sampler Sample = makeBinarySampler(quick());
  llvm::Expected<BenchResult> Half = bench(requestFor(U, Plan, 0), Sample);
  ASSERT_TRUE(!!Half) << llvm::toString(Half.takeError());
  EXPECT_GE(Half->Shapes.size(), 3u);
  // What was run can be looked at: a loop ends with a jump.
  EXPECT_NE(Half->CodeBefore.find("  j"), std::string::npos) << Half->CodeBefore;
  EXPECT_NE(Half->CodeAfter.find("  j"), std::string::npos) << Half->CodeAfter;
  EXPECT_EQ(Half->CodeAfter.find(".cfi"), std::string::npos) << Half->CodeAfter;
  EXPECT_GT(Half->Low, 1.5);
  EXPECT_TRUE(decide(*Half, 1.10).Keep);

  llvm::Expected<BenchResult> Equal = bench(requestFor(U, Plan, 1), Sample);
  ASSERT_TRUE(!!Equal) << llvm::toString(Equal.takeError());
  EXPECT_FALSE(decide(*Equal, 1.10).Keep);
  EXPECT_EQ(decide(*Equal, 1.10).Why.Code, "not-faster");

  llvm::Expected<BenchResult> Loss = bench(requestFor(U, Plan, 2), Sample);
  ASSERT_TRUE(!!Loss) << llvm::toString(Loss.takeError());
  EXPECT_LT(Loss->High, 0.8);
}

TEST(BinarySampler, TakesAtLeast45PairsFromSeveralBinaries) {
  TwinPlan Plan;
  addTwin(Plan, "f", Twice, Once);
  Unit U = unitFor("g++");
  U.FastFlags.insert(U.FastFlags.end(), {"-flto", "-g3", "-Wconversion"});
  llvm::Expected<Samples> R = makeBinarySampler(quick())(requestFor(U, Plan, 0));
  ASSERT_TRUE(!!R) << llvm::toString(R.takeError());
  for (const ShapeSamples &S : R->Shapes) {
    EXPECT_GE(S.Before.size(), 45u);
    EXPECT_EQ(S.Before.size(), S.After.size());
    for (double T : S.Before)
      EXPECT_GT(T, 0);
  }
}

TEST(BinarySampler, FindsOutputsThatDiffer) {
  TwinPlan Plan;
  addTwin(Plan, "f", Once, "double S = 0; for (double X : V) S += X; return S + 1;");
  Unit U = unitFor("clang++-22");
  EXPECT_EQ(problemCode(makeBinarySampler(quick())(requestFor(U, Plan, 0))), "outputs-differ");
}

TEST(BinarySampler, NamesTheCompilerThatIsMissing) {
  TwinPlan Plan;
  addTwin(Plan, "f", Once, Once);
  Unit U = unitFor("g++-99");
  std::string Text;
  EXPECT_EQ(problemCode(makeBinarySampler(quick())(requestFor(U, Plan, 0)), &Text), "compiler-missing");
  EXPECT_EQ(Text, "g++-99 is not installed");
}

TEST(BinarySampler, WantsThreeSizes) {
  TwinPlan Plan;
  addTwin(Plan, "f", Once, Once);
  Unit U = unitFor("clang++-22");
  BenchRequest Request = requestFor(U, Plan, 0);
  Request.Seeds.erase(16);
  Request.Seeds[256].clear();
  EXPECT_EQ(problemCode(makeBinarySampler(quick())(Request)), "no-inputs");
}

TEST(BinarySampler, MeasuresWorkThatDoesNotDependOnTheInput) {
  TwinPlan Plan;
  const std::string Work = "double S = V.empty(); for (int I = 1; I < 5000; ++I) S += S / I; return S;";
  addTwin(Plan, "f", Work, Work);
  Unit U = unitFor("clang++-22");
  EXPECT_EQ(problemCode(makeBinarySampler(quick())(requestFor(U, Plan, 0))), "none");
}

TEST(BinarySampler, DistrustsATimeThatDoesNotGrow) {
  TwinPlan Plan;
  addTwin(Plan, "f", "return V.empty() ? 0 : V[0];", "return V.empty() ? 0 : V[0];");
  Unit U = unitFor("clang++-22");
  EXPECT_EQ(problemCode(makeBinarySampler(quick())(requestFor(U, Plan, 0))), "does-not-scale");
}

// One twin of a unit that its compiler rejects must not cost the others.
TEST(BinarySampler, ABrokenTwinFallsAlone) {
  TwinPlan Plan;
  addTwin(Plan, "broken", Once, "return nonsense;");
  addTwin(Plan, "whole", Twice, Once);
  Unit U = unitFor("clang++-22");
  Sampler Sample = makeBinarySampler(quick());
  std::string Text;
  EXPECT_EQ(problemCode(Sample(requestFor(U, Plan, 0)), &Text), "does-not-build");
  EXPECT_NE(Text.find("nonsense"), std::string::npos);
  EXPECT_EQ(problemCode(Sample(requestFor(U, Plan, 1))), "none");
}

TEST(BinarySampler, LinksAroundCodeOfOtherFiles) {
  TwinPlan Plan;
  addTwin(Plan, "calls", "extern double elsewhere(double); double S = 0;\n"
                         "for (double X : V) S += elsewhere(X); return S;",
          "extern double elsewhere(double); double S = 0;\n"
          "for (double X : V) S += elsewhere(X); return S;");
  addTwin(Plan, "guarded",
          "extern double elsewhere(double); double S = 0;\n"
          "for (double X : V) S += X < 0 ? elsewhere(X) : X; return S;",
          Once);
  Unit U = unitFor("g++");
  Sampler Sample = makeBinarySampler(quick());
  std::string Text;
  EXPECT_EQ(problemCode(Sample(requestFor(U, Plan, 0)), &Text), "needs-link");
  EXPECT_NE(Text.find("elsewhere"), std::string::npos) << Text;
  EXPECT_EQ(problemCode(Sample(requestFor(U, Plan, 1)), &Text), "none") << Text;
}

// Neither may missing data: the loader looks for it before anything runs.
TEST(BinarySampler, LinksAroundDataOfOtherFiles) {
  std::string Reads = "extern double table[]; double S = table[0];\n"
                      "for (double X : V) S += X * table[1]; return S;";
  TwinPlan Plan;
  addTwin(Plan, "reads", Reads, Reads);
  addTwin(Plan, "whole", Twice, Once);
  for (const char *Compiler : {"g++", "clang++-22"}) {
    Unit U = unitFor(Compiler);
    Sampler Sample = makeBinarySampler(quick());
    std::string Text;
    EXPECT_EQ(problemCode(Sample(requestFor(U, Plan, 0)), &Text), "needs-link");
    EXPECT_EQ(problemCode(Sample(requestFor(U, Plan, 1)), &Text), "none") << Text;
  }
}

// Half of the work is done by another thread on both sides; one thread's clock
// would see a gain in moving work there.
TEST(BinarySampler, TakesTheWallClockForThreads) {
  auto Work = [](unsigned Other, unsigned Own) {
    return fmt::format("double S = 0, T = 0; std::size_t N = V.size();\n"
                       "std::thread Helper([&] {{ for (std::size_t I = 0; I < {0} * N; ++I) {{\n"
                       "  asm volatile(\"\"); T += V[I % N]; }} }});\n"
                       "for (std::size_t I = 0; I < {1} * N; ++I) {{\n"
                       "  asm volatile(\"\"); S += V[I % N]; }}\n"
                       "Helper.join(); return V[0];",
                       Other, Own);
  };
  TwinPlan Plan;
  addTwin(Plan, "threads", Work(40, 20), Work(60, 1));
  Plan.Flat = "#include <thread>\n" + Plan.Flat;
  Unit U = unitFor("g++");
  U.FastFlags.push_back("-pthread");
  SamplerOptions Patient = quick(); // Two threads wait for each other on a busy machine.
  Patient.Seconds *= 10;
  Patient.GraceSeconds = 120;
  llvm::Expected<BenchResult> R = bench(requestFor(U, Plan, 0), makeBinarySampler(Patient));
  ASSERT_TRUE(!!R) << llvm::toString(R.takeError());
  // On the thread's own clock the large sizes would look several times faster.
  EXPECT_FALSE(decide(*R, 1.10).Keep) << ratioText({R->Low, R->Median, R->High});
}

TEST(BinarySampler, AUnitsOwnMainAndPrintingDoNoHarm) {
  TwinPlan Plan;
  addTwin(Plan, "f", Twice, Once);
  Plan.Flat += "int main() { return 7; }\n"
               "static const int Printed = std::printf(\"shape 16 1\\n1 1\\nno line end\");\n";
  Unit U = unitFor("clang++-22");
  llvm::Expected<BenchResult> R = bench(requestFor(U, Plan, 0), makeBinarySampler(quick()));
  ASSERT_TRUE(!!R) << llvm::toString(R.takeError());
  EXPECT_TRUE(decide(*R, 1.10).Keep);
}

TEST(BinarySampler, ACrashIsSaid) {
  TwinPlan Plan;
  addTwin(Plan, "f", Once, "__builtin_trap(); return 0;");
  Unit U = unitFor("clang++-22");
  EXPECT_EQ(problemCode(makeBinarySampler(quick())(requestFor(U, Plan, 0))), "crash");
}

TEST(BinarySampler, LeavesOutSizesThatTakeTooLong) {
  std::string Slow = "double S = 0; for (double X : V) for (double Y : V)\n"
                     "{ asm volatile(\"\"); S = std::sqrt(S * X) + Y; } return S;";
  TwinPlan Plan;
  addTwin(Plan, "f", Slow, Slow);
  Unit U = unitFor("clang++-22");
  BenchRequest Request = requestFor(U, Plan, 0);
  llvm::Expected<Samples> R = makeBinarySampler(quick())(Request);
  ASSERT_TRUE(!!R) << llvm::toString(R.takeError());
  ASSERT_EQ(R->Shapes.size(), 2u);
  EXPECT_EQ(R->Shapes.back().N, 256u);
}

TEST(BinarySampler, EndsWhatHangs) {
  std::string Hang = "while (V.size() > 5000) asm volatile(\"\"); double S = 0;\n"
                     "for (double X : V) S += X; return S;";
  TwinPlan Plan;
  addTwin(Plan, "f", Hang, Hang);
  Unit U = unitFor("clang++-22");
  SamplerOptions Brief;
  Brief.Seconds = 0.2;
  Brief.GraceSeconds = 0.5;
  // The three smaller sizes are measured all the same.
  llvm::Expected<Samples> R = makeBinarySampler(Brief)(requestFor(U, Plan, 0));
  ASSERT_TRUE(!!R) << llvm::toString(R.takeError());
  EXPECT_EQ(R->Shapes.size(), 3u);

  addTwin(Plan, "g", "for (;;) asm volatile(\"\");", "for (;;) asm volatile(\"\");");
  EXPECT_EQ(problemCode(makeBinarySampler(Brief)(requestFor(U, Plan, 1))), "timeout");
}
