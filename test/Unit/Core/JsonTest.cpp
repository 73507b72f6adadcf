// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "hone/Core/Json.h"
#include "Samples.h"
#include "gtest/gtest.h"
#include <cmath>
#include <limits>

using namespace hone;
using llvm::json::Value;

static std::string print(const Value &V) {
  return llvm::formatv("{0:2}", V).str();
}

static Value parsed(const std::string &Text) {
  llvm::Expected<Value> V = llvm::json::parse(Text);
  if (!V) {
    ADD_FAILURE() << llvm::toString(V.takeError());
    return nullptr;
  }
  return *V;
}

/// Through text and back, as between two processes.
template <typename T> static T roundTrip(const Value &V) {
  T Out;
  llvm::json::Path::Root Root;
  EXPECT_TRUE(fromJSON(parsed(print(V)), Out, Root))
      << llvm::toString(Root.getError());
  return Out;
}

TEST(Json, FindingRoundTripsWithInternalFields) {
  Finding F = fullFinding();
  Finding Back = roundTrip<Finding>(toJSON(F, true));
  // All that toJSON writes is compared at once ...
  EXPECT_EQ(print(toJSON(Back, true)), print(toJSON(F, true)));
  // ... and what it might forget to write, by name.
  EXPECT_EQ(Back.Where.Begin, 100u);
  EXPECT_EQ(Back.Where.EndLine, 44u);
  EXPECT_EQ(Back.FunctionSpan.End, 300u);
  EXPECT_TRUE(Back.Written);
  EXPECT_TRUE(Back.AddsCode);
  EXPECT_TRUE(Back.AddsBlock);
  EXPECT_EQ(Back.FateAfter, LoopFate::Vectorized);
  EXPECT_EQ(Back.VectorWidthAfter, 32u);
  ASSERT_TRUE(Back.InLoop);
  EXPECT_EQ(Back.InLoop->Depth, 2u);
  EXPECT_EQ(Back.InLoop->Remarks.at(0).Name, "CantIdentifyArrayBounds");
  EXPECT_EQ(Back.Verify->Seed, 0xFFFFFFFFFFFFFFFFull);
  EXPECT_EQ(Back.Verify->Survivor, F.Verify->Survivor);
  EXPECT_EQ(Back.Bench.at(0).Shapes.at(0).N, 65536u);
  EXPECT_EQ(Back.Bench.at(0).Shapes.at(0).BeforeNs, 41200.5);
  EXPECT_EQ(Back.Obligations.at(1).By, How::Guarded);
  EXPECT_EQ(Back.Why.Code, "not-faster");
}

TEST(Json, FindingRoundTripsWithNothingOptional) {
  Finding F;
  F.Id = "000000000000";
  Finding Back = roundTrip<Finding>(toJSON(F, true));
  EXPECT_FALSE(Back.InLoop);
  EXPECT_FALSE(Back.FateAfter);
  EXPECT_FALSE(Back.Verify);
  EXPECT_TRUE(Back.Bench.empty());
  EXPECT_TRUE(Back.Why.Code.empty());
  EXPECT_EQ(print(toJSON(Back, true)), print(toJSON(F, true)));
}

TEST(Json, ContractAloneIsEnoughForThePlace) {
  Finding Back = roundTrip<Finding>(toJSON(fullFinding()));
  EXPECT_EQ(Back.Where.File, "src/image.cpp");
  EXPECT_EQ(Back.Where.Line, 41u);
}

TEST(Json, ReportRoundTrips) {
  Report R = fullReport();
  Report Back = roundTrip<Report>(toJSON(R, true));
  EXPECT_EQ(print(toJSON(Back, true)), print(toJSON(R, true)));
  EXPECT_EQ(Back.Loops.size(), 1u);
  EXPECT_EQ(Back.Seconds, 41.5);
}

TEST(Json, NotKnowingWhetherVectorizedIsNull) {
  Finding F = fullFinding();
  auto LoopOf = [&] { return *toJSON(F).getAsObject()->getObject("loop"); };
  EXPECT_EQ(LoopOf().getBoolean("vectorized_before"), false);
  EXPECT_EQ(LoopOf().getBoolean("vectorized_after"), true);
  F.InLoop->Fate = LoopFate::Unknown;
  F.FateAfter.reset();
  EXPECT_TRUE(LoopOf().getNull("vectorized_before"));
  EXPECT_TRUE(LoopOf().getNull("vectorized_after"));
  const Value Remark = (*LoopOf().getArray("remarks"))[0];
  for (const char *Key : {"pass", "name", "text", "line"})
    EXPECT_TRUE(Remark.getAsObject()->get(Key)) << Key;
}

TEST(Json, SummaryCountsEveryStatus) {
  Report R;
  for (int S = 0; S <= static_cast<int>(Status::Same); ++S)
    for (int N = 0; N <= S; ++N) {
      Finding F;
      F.Reached = static_cast<Status>(S);
      R.Findings.push_back(F);
    }
  Value V = toJSON(R);
  const llvm::json::Object *Summary = V.getAsObject()->getObject("summary");
  for (int S = 0; S <= static_cast<int>(Status::Same); ++S)
    EXPECT_EQ(Summary->getInteger(toString(static_cast<Status>(S))), S + 1);
}

TEST(Json, OtherBytesSurviveAndTheTextStaysUtf8) {
  Finding F = fullFinding();
  std::string Latin1 = "// caf\xE9 \xC3\x28\n";
  F.Where.File = F.Fix.Edits[0].File = "src/\xE9.cpp";
  F.Fix.Edits[0].Text = Latin1;
  F.Fix.Edits[1].Text = "// caf\xC3\xA9";
  F.Message = F.Function = F.Why.Text = Latin1;
  F.InLoop->Id = F.InLoop->Where.File = F.Where.File;
  F.InLoop->Remarks[0].Text = F.InLoop->Remarks[0].Name = Latin1;
  F.Bench[0].Flags = F.Bench[0].Cpu = F.Bench[0].Compiler =
      F.Bench[0].Shapes[0].Data = Latin1;
  F.Verify->Flags = F.Verify->Counterexample = F.Verify->Survivor = Latin1;
  F.Obligations[0].Text = Latin1;
  std::string Text = print(toJSON(F, true));
  EXPECT_TRUE(llvm::json::isUTF8(Text));
  Finding Back = roundTrip<Finding>(toJSON(F, true));
  EXPECT_EQ(Back.Fix.Edits[0].Text, Latin1);
  EXPECT_EQ(Back.Fix.Edits[0].File, "src/\xE9.cpp");
  EXPECT_EQ(Back.Fix.Edits[1].Text, "// caf\xC3\xA9");
  EXPECT_EQ(Back.Where.File, "src/\xE9.cpp");
  // Only bytes that need it are doubled.
  Value V = toJSON(F);
  const llvm::json::Array &Edits = *V.getAsObject()->getArray("edits");
  EXPECT_TRUE(Edits[0].getAsObject()->get("text_bytes"));
  EXPECT_FALSE(Edits[1].getAsObject()->get("text_bytes"));
}

TEST(Json, BrokenBase64IsAnError) {
  Value V = toJSON(fullFinding());
  (*(*V.getAsObject()->getArray("edits"))[0].getAsObject())["text_bytes"] = "?";
  Finding F;
  llvm::json::Path::Root Root;
  EXPECT_FALSE(fromJSON(V, F, Root));
}

TEST(Json, NumbersAreFinite) {
  Finding F = fullFinding();
  double Inf = std::numeric_limits<double>::infinity(), NaN = std::nan("");
  F.Bench[0].Low = NaN;
  F.Bench[0].High = Inf;
  F.Bench[0].Shapes[0].BeforeNs = -Inf;
  F.Verify->Coverage = NaN;
  F.Verify->Milliseconds = Inf;
  Report R;
  R.Findings = {F};
  R.Seconds = NaN;
  std::string Text = print(toJSON(R));
  EXPECT_EQ(Text.find("nan"), std::string::npos);
  EXPECT_EQ(Text.find("inf"), std::string::npos);
  parsed(Text);
}

TEST(Json, WordsOutsideTheContractAreErrors) {
  for (const char *Key : {"level", "status"}) {
    Value V = toJSON(fullFinding());
    (*V.getAsObject())[Key] = "perfect";
    Finding F;
    llvm::json::Path::Root Root;
    EXPECT_FALSE(fromJSON(V, F, Root)) << Key;
    EXPECT_NE(llvm::toString(Root.getError()).find(Key), std::string::npos);
  }
}

TEST(Json, MissingFieldsAreErrors) {
  for (const char *Key : {"id", "check", "message", "file", "line", "level",
                          "status", "edits", "obligations"}) {
    Value V = toJSON(fullFinding());
    V.getAsObject()->erase(Key);
    Finding F;
    llvm::json::Path::Root Root;
    EXPECT_FALSE(fromJSON(V, F, Root)) << Key;
  }
}
