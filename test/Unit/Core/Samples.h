// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Values with every field set to something that is not its default.
#ifndef HONE_TEST_UNIT_CORE_SAMPLES_H
#define HONE_TEST_UNIT_CORE_SAMPLES_H

#include "hone/Core/Model.h"

inline hone::Finding fullFinding() {
  hone::Finding F;
  F.Id = "3f2a0123abcd";
  F.Check = "view-aliased-state";
  F.Message = "a store in the loop may change the loop's bound";
  F.Where = {"src/image.cpp", 100, 180, 41, 3, 44};
  F.Function = "Image::threshold(std::uint8_t)";
  hone::Loop L;
  L.Id = "src/image.cpp:41:3";
  L.Where = F.Where;
  L.Function = F.Function;
  L.Depth = 2;
  L.Fate = hone::LoopFate::Scalar;
  L.VectorWidth = 0;
  L.Remarks = {{"missed", "loop-vectorize", "CantIdentifyArrayBounds",
                "loop not vectorized: cannot identify array bounds", 41}};
  F.InLoop = L;
  F.FateAfter = hone::LoopFate::Vectorized;
  F.VectorWidthAfter = 32;
  F.Trust = hone::Level::Guarded;
  F.Reached = hone::Status::NotFaster;
  F.Why = {"not-faster", "0.98x at every size"};
  F.Obligations = {{"bound-invariant",
                    "width * height does not change in the loop",
                    hone::How::Proved},
                   {"no-overlap", "the pixels do not overlap the object",
                    hone::How::Guarded}};
  F.Fix.Edits = {
      {"src/image.cpp", 90, 0, "const auto size = width * height;\n  "},
      {"src/image.cpp", 120, 14, "size"}};
  hone::VerifyResult V;
  V.Inputs = 1240;
  V.Rejected = 12;
  V.Coverage = 0.96875;
  V.Mutants = 23;
  V.Killed = 22;
  V.Seed = 0xFFFFFFFFFFFFFFFFull;
  V.Flags = "-O1 -fsanitize=undefined";
  V.Counterexample = "TEST(Threshold, Seed7) {}";
  V.Survivor = "- i < n\n+ i <= n";
  V.Milliseconds = 14.5;
  F.Verify = V;
  hone::BenchResult B;
  B.Compiler = "g++";
  B.Flags = "-O2 -std=c++17";
  B.Cpu = "a processor";
  B.Shapes = {{65536, "random", 41200.5, 2100.25, 19.1, 19.6, 20.2},
              {16, "", 20, 19, 0.9, 1.05, 1.2}};
  B.Low = 19.1;
  B.Median = 19.6;
  B.High = 20.2;
  F.Bench = {B};
  F.FunctionSpan = {"src/image.cpp", 50, 300, 38, 1, 50};
  F.Written = true;
  F.AddsCode = true;
  F.AddsBlock = true;
  return F;
}

inline hone::Report fullReport() {
  hone::Report R;
  R.Command = "fix";
  R.DryRun = true;
  R.Findings = {fullFinding()};
  hone::Finding Kept = fullFinding();
  Kept.Reached = hone::Status::Kept;
  Kept.Why = {};
  Kept.Verify.reset();
  Kept.Bench.clear();
  Kept.InLoop.reset();
  Kept.FateAfter.reset();
  R.Findings.push_back(Kept);
  R.Loops = {*R.Findings[0].InLoop};
  R.Failures = {{"parse", "src/broken.cpp", "expected ';'"}};
  R.Notes = {"lifted -O0 to -O2"};
  R.Units = 14;
  R.Seconds = 41.5;
  return R;
}

#endif
