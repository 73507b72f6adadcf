// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Planned twins through the real sampler: the flat text, the harness and the
// benchmark's main fit together with both compilers.
#include "../Twin/TwinFixture.h"
#include "hone/Bench/Bench.h"

using namespace hone;

namespace {
class PlannedTest : public TwinTest {
protected:
  llvm::Expected<BenchResult> measure(const TwinPlan &Plan, const std::string &Compiler) {
    Unit U;
    U.Directory = Dir.path();
    U.MainFile = path("main.cpp");
    U.Compiler = Compiler;
    U.FastFlags = {"-O2", "-std=c++17", "-Wall", "-Wextra", "-Werror"};
    BenchRequest R;
    R.U = &U;
    R.Plan = &Plan;
    for (std::uint64_t Size : {16, 256, 4096, 65536})
      R.Seeds[Size] = {1, 2, 3};
    return bench(R, makeBinarySampler());
  }
};
} // namespace

TEST_F(PlannedTest, AFunctionBesideAMemberAndMissingCode) {
  file("filter.h", "#pragma once\n#include <vector>\n#include <cstddef>\n"
                   "class Filter {\npublic:\n  explicit Filter(std::vector<float> D) : Data(D), Factor(2) {}\n"
                   "  void run();\nprivate:\n  std::vector<float> Data; float Factor;\n};\n");
  file("main.cpp", "#include \"filter.h\"\n#include <cmath>\n"
                   "double elsewhere(int);\n"
                   "double unrelated(int I) { return elsewhere(I); }\n"
                   "double weigh(const std::vector<double> &values, double rate) {\n"
                   "  double sum = 0;\n"
                   "  for (std::size_t i = 0; i < values.size(); ++i)\n"
                   "    sum += values[i] * std::exp(-rate);\n"
                   "  return sum;\n}\n"
                   "void Filter::run() {\n"
                   "  for (std::size_t i = 0; i < Data.size(); ++i)\n"
                   "    Data[i] = Data[i] / std::sqrt(Factor * Factor + std::exp(Factor));\n"
                   "}\n"
                   "int main() { return (int)unrelated(3); }\n");
  TwinPlan Plan = plan({{"  double sum = 0;\n  for (std::size_t i = 0; i < values.size(); ++i)\n"
                         "    sum += values[i] * std::exp(-rate);\n",
                         "  double sum = 0;\n  double weight = std::exp(-rate);\n"
                         "  for (std::size_t i = 0; i < values.size(); ++i)\n"
                         "    sum += values[i] * weight;\n"},
                        {"  for (std::size_t i = 0; i < Data.size(); ++i)\n",
                         "  const std::size_t n = Data.size();\n  for (std::size_t i = 0; i < n; ++i)\n"}});
  ASSERT_EQ(Plan.Twins.size(), 2u);
  for (const Twin &T : Plan.Twins)
    ASSERT_EQ(T.Unverified.Code, "") << T.Unverified.Text;
  for (const char *Compiler : {"g++", "clang++-22"}) {
    llvm::Expected<BenchResult> R = measure(Plan, Compiler);
    ASSERT_TRUE(!!R) << Compiler << " " << llvm::toString(R.takeError());
    EXPECT_GT(R->Low, 1.5) << Compiler;
    EXPECT_TRUE(decide(*R, 1.10).Keep) << Compiler;
  }
}
