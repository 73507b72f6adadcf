// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Outcomes cross from the worker that verified a unit to its parent. Seeds use
// all 64 bits, which a JSON number may lose: they travel as text.
#include "hone/Core/Json.h"
#include "hone/Verify/Verify.h"

using namespace hone;
namespace json = llvm::json;

static std::string text(std::uint64_t Number) { return std::to_string(Number); }

static std::uint64_t number(const json::Value &V) {
  std::uint64_t Number = 0;
  if (auto Text = V.getAsString())
    Text->getAsInteger(10, Number);
  return Number;
}

json::Value hone::toJSON(const VerifyOutcome &O) {
  json::Array Accepted, Bench;
  for (const TestInput &I : O.Accepted) {
    json::Array Fields{text(I.Seed), text(I.Size), I.Mode};
    for (unsigned D : I.Demand)
      Fields.push_back(D);
    Accepted.push_back(std::move(Fields));
  }
  for (const auto &[Size, Seeds] : O.BenchSeeds)
    for (std::uint64_t Seed : Seeds)
      Bench.push_back(json::Array{text(Size), text(Seed)});
  return json::Object{{"finding", O.FindingId},
                      {"instance", O.Instance},
                      {"said", static_cast<int>(O.Said)},
                      {"code", O.Why.Code},
                      {"text", toUtf8(O.Why.Text)},
                      {"result", toJSON(O.Result)},
                      {"result_seed", text(O.Result.Seed)},
                      {"survivor", toUtf8(O.Result.Survivor)},
                      {"globals", O.TouchesGlobals},
                      {"accepted", std::move(Accepted)},
                      {"bench", std::move(Bench)}};
}

bool hone::fromJSON(const json::Value &V, VerifyOutcome &O, json::Path P) {
  json::ObjectMapper Map(V, P);
  int Said = 2;
  std::string Seed;
  if (!Map || !Map.map("finding", O.FindingId) || !Map.map("instance", O.Instance) || !Map.map("said", Said) ||
      !Map.map("code", O.Why.Code) || !Map.map("text", O.Why.Text) ||
      !Map.map("globals", O.TouchesGlobals) || !Map.map("result_seed", Seed))
    return false;
  if (Said < 0 || Said > 2) {
    P.field("said").report("expected 0, 1 or 2");
    return false;
  }
  O.Said = static_cast<Answer>(Said);
  const json::Object &Object = *V.getAsObject();
  const json::Value *Result = Object.get("result");
  if (!Result || !fromJSON(*Result, O.Result, P.field("result")) ||
      !Map.map("survivor", O.Result.Survivor))
    return false;
  O.Result.Seed = number(Seed);
  if (const json::Array *Accepted = Object.getArray("accepted"))
    for (const json::Value &Entry : *Accepted)
      if (const json::Array *Fields = Entry.getAsArray();
          Fields && Fields->size() == 3 + TestInput().Demand.size()) {
        TestInput I = {number((*Fields)[0]), number((*Fields)[1]),
                       static_cast<int>((*Fields)[2].getAsInteger().value_or(0)), {}};
        for (std::size_t D = 0; D != I.Demand.size(); ++D)
          I.Demand[D] = static_cast<unsigned>((*Fields)[3 + D].getAsInteger().value_or(0));
        O.Accepted.push_back(I);
      }
  if (const json::Array *Bench = Object.getArray("bench"))
    for (const json::Value &Entry : *Bench)
      if (const json::Array *Fields = Entry.getAsArray(); Fields && Fields->size() == 2)
        O.BenchSeeds[number((*Fields)[0])].push_back(number((*Fields)[1]));
  return true;
}
