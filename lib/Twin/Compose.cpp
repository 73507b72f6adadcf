// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From a plan to the text a compiler gets, and the plan to JSON and back: it
// crosses from the worker that parsed to the one that runs.
#include "hone/Twin/Twin.h"
#include <map>

using namespace hone;

std::string hone::composePrelude(const TwinPlan &Plan,
                                 const std::vector<std::pair<unsigned, std::string>> &Declarations) {
  // A multimap keeps the order given among equal offsets.
  std::multimap<unsigned, llvm::StringRef> Sorted;
  for (const auto &[Offset, Text] : Declarations)
    Sorted.emplace(Offset, Text);
  std::string Out;
  std::size_t At = 0;
  for (const auto &[Offset, Text] : Sorted) {
    if (Text.empty())
      continue;
    assert(Offset >= At && Offset <= Plan.Flat.size() && "a declaration outside the flat text");
    Out.append(Plan.Flat, At, Offset - At);
    Out += Text.str();
    At = Offset;
  }
  Out.append(Plan.Flat, At, std::string::npos);
  return Out;
}

std::string hone::composeTwins(const TwinPlan &Plan, const std::vector<unsigned> &Chosen) {
  std::vector<std::pair<unsigned, std::string>> Declarations;
  for (unsigned I : Chosen)
    Declarations.emplace_back(Plan.Twins[I].DeclarationOffset, Plan.Twins[I].Declaration);
  std::string Out = composePrelude(Plan, Declarations);
  for (unsigned I : Chosen) {
    const Twin &T = Plan.Twins[I];
    for (const std::string *Chunk : {&T.Definition, &T.Harness, &T.AfterCall}) {
      Out += '\n';
      Out += *Chunk;
    }
  }
  Out += '\n';
  return Out;
}

/// JSON holds UTF-8 only, sources hold any bytes: other texts travel as a list
/// of their bytes.
static llvm::json::Value packText(const std::string &Text) {
  if (llvm::json::isUTF8(Text))
    return Text;
  llvm::json::Array Bytes;
  for (unsigned char C : Text)
    Bytes.push_back(static_cast<int>(C));
  return Bytes;
}

static bool unpackText(const llvm::json::Value &V, std::string &Text, llvm::json::Path P) {
  std::vector<unsigned> Bytes;
  if (V.kind() == llvm::json::Value::String)
    return llvm::json::fromJSON(V, Text, P);
  if (!llvm::json::fromJSON(V, Bytes, P))
    return false;
  Text.assign(Bytes.begin(), Bytes.end());
  return true;
}

static llvm::json::Value toJSON(const Twin &T) {
  llvm::json::Array Changed;
  for (const auto &[Begin, End] : T.Changed)
    Changed.push_back(llvm::json::Array{Begin, End});
  return llvm::json::Object{{"finding", T.FindingId},
                            {"number", T.Number},
                            {"instance", T.Instance},
                            {"name", T.Name},
                            {"declaration", packText(T.Declaration)},
                            {"declaration_offset", T.DeclarationOffset},
                            {"definition", packText(T.Definition)},
                            {"changed", std::move(Changed)},
                            {"region", T.IsRegion},
                            {"harness", packText(T.Harness)},
                            {"after_call", packText(T.AfterCall)},
                            {"original", packText(T.OriginalText)},
                            {"unverified_code", T.Unverified.Code},
                            {"unverified_text", T.Unverified.Text}};
}

static bool fromJSON(const llvm::json::Value &V, Twin &T, llvm::json::Path P) {
  llvm::json::ObjectMapper O(V, P);
  std::vector<std::vector<unsigned>> Changed;
  if (!O || !O.map("finding", T.FindingId) || !O.map("number", T.Number) || !O.map("instance", T.Instance) ||
      !O.map("name", T.Name) || !O.map("declaration_offset", T.DeclarationOffset) ||
      !O.map("changed", Changed) || !O.map("region", T.IsRegion) || !O.map("unverified_code", T.Unverified.Code) ||
      !O.map("unverified_text", T.Unverified.Text))
    return false;
  const std::pair<llvm::StringLiteral, std::string *> Texts[] = {
      {"declaration", &T.Declaration}, {"definition", &T.Definition},
      {"harness", &T.Harness}, {"after_call", &T.AfterCall}, {"original", &T.OriginalText}};
  for (const auto &[Key, Text] : Texts) {
    const llvm::json::Value *Field = V.getAsObject()->get(Key);
    if (!Field || !unpackText(*Field, *Text, P.field(Key)))
      return false;
  }
  T.Changed.clear();
  for (const std::vector<unsigned> &Range : Changed) {
    if (Range.size() != 2) {
      P.field("changed").report("expected pairs");
      return false;
    }
    T.Changed.emplace_back(Range[0], Range[1]);
  }
  return true;
}

llvm::json::Value hone::toJSON(const TwinPlan &Plan) {
  llvm::json::Array Twins;
  for (const Twin &T : Plan.Twins)
    Twins.push_back(::toJSON(T));
  return llvm::json::Object{{"flat", packText(Plan.Flat)},
                            {"objects", llvm::json::Array(Plan.Objects)},
                            {"provided", llvm::json::Array(Plan.Provided)},
                            {"blocked", llvm::json::Array(Plan.Blocked)},
                            {"returned", llvm::json::Array(Plan.Returned)},
                            {"twins", std::move(Twins)}};
}

bool hone::fromJSON(const llvm::json::Value &V, TwinPlan &Plan, llvm::json::Path P) {
  llvm::json::ObjectMapper O(V, P);
  const llvm::json::Object *Object = V.getAsObject();
  const llvm::json::Value *Flat = Object ? Object->get("flat") : nullptr;
  const llvm::json::Array *Twins = Object ? Object->getArray("twins") : nullptr;
  if (!O || !Flat || !Twins || !O.map("objects", Plan.Objects) ||
      !O.map("provided", Plan.Provided) || !O.map("blocked", Plan.Blocked) ||
      !O.map("returned", Plan.Returned)) {
    P.report("expected a twin plan");
    return false;
  }
  if (!unpackText(*Flat, Plan.Flat, P.field("flat")))
    return false;
  Plan.Twins.assign(Twins->size(), Twin());
  for (std::size_t I = 0; I < Twins->size(); ++I)
    if (!::fromJSON((*Twins)[I], Plan.Twins[I], P.field("twins").index(I)))
      return false;
  return true;
}
