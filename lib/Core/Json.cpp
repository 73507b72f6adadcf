// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Writes and reads the contract of docs/formats.md. One function a type, in
// the order of Model.h; llvm::json sorts nothing, so objects keep the order
// people read them in only on paper: consumers go by name.
#include "hone/Core/Json.h"
#include <cmath>

using llvm::json::Array;
using llvm::json::Object;
using llvm::json::ObjectMapper;
using llvm::json::Path;
using llvm::json::Value;

namespace hone {

std::string toUtf8(llvm::StringRef Text) {
  return llvm::json::isUTF8(Text) ? Text.str() : llvm::json::fixUTF8(Text);
}

/// JSON has no infinity and no NaN.
static double finite(double D) { return std::isfinite(D) ? D : 0; }

static Value toJSON(const Remark &R) {
  return Object{{"kind", R.Kind},
                {"pass", R.Pass},
                {"name", R.Name},
                {"text", toUtf8(R.Text)},
                {"line", R.Line}};
}

static Array toJSON(const std::vector<Remark> &Remarks) {
  Array A;
  for (const Remark &R : Remarks)
    A.push_back(toJSON(R));
  return A;
}

static Value toJSON(const Span &S) {
  return Object{{"file", toUtf8(S.File)}, {"begin", S.Begin},
                {"end", S.End},           {"line", S.Line},
                {"column", S.Column},     {"end_line", S.EndLine}};
}

Value toJSON(const Loop &L) {
  return Object{{"id", L.Id},
                {"where", toJSON(L.Where)},
                {"function", toUtf8(L.Function)},
                {"depth", L.Depth},
                {"fate", toString(L.Fate)},
                {"lanes", L.VectorWidth},
                {"remarks", toJSON(L.Remarks)}};
}

Value toJSON(const VerifyResult &V) {
  return Object{{"inputs", V.Inputs},
                {"rejected", V.Rejected},
                {"coverage", finite(V.Coverage)},
                {"mutants", V.Mutants},
                {"killed", V.Killed},
                {"seed", static_cast<std::int64_t>(V.Seed)},
                {"flags", toUtf8(V.Flags)},
                {"counterexample", toUtf8(V.Counterexample)},
                {"survivor", toUtf8(V.Survivor)},
                {"milliseconds", finite(V.Milliseconds)}};
}

Value toJSON(const BenchResult &B) {
  Array Shapes;
  for (const BenchShape &S : B.Shapes)
    Shapes.push_back(Object{{"n", static_cast<std::int64_t>(S.N)},
                            {"data", S.Data},
                            {"before_ns", finite(S.BeforeNs)},
                            {"after_ns", finite(S.AfterNs)},
                            {"low", finite(S.Low)},
                            {"median", finite(S.Median)},
                            {"high", finite(S.High)}});
  return Object{{"compiler", B.Compiler},   {"flags", toUtf8(B.Flags)},
                {"cpu", B.Cpu},             {"shapes", std::move(Shapes)},
                {"low", finite(B.Low)},     {"median", finite(B.Median)},
                {"high", finite(B.High)}};
}

Value toJSON(const Finding &F, bool Internal) {
  Object O{{"id", F.Id},
           {"check", F.Check},
           {"message", toUtf8(F.Message)},
           {"file", toUtf8(F.Where.File)},
           {"line", F.Where.Line},
           {"column", F.Where.Column},
           {"end_line", F.Where.EndLine},
           {"function", toUtf8(F.Function)},
           {"level", toString(F.Trust)},
           {"status", toString(F.Reached)}};
  if (F.InLoop) {
    auto Vectorized = [](LoopFate Fate) -> Value {
      if (Fate == LoopFate::Unknown)
        return nullptr;
      return Fate == LoopFate::Vectorized;
    };
    O["loop"] = Object{
        {"line", F.InLoop->Where.Line},
        {"depth", F.InLoop->Depth},
        {"vectorized_before", Vectorized(F.InLoop->Fate)},
        {"vectorized_after", F.FateAfter ? Vectorized(*F.FateAfter) : Value(nullptr)},
        {"lanes_before", F.InLoop->VectorWidth},
        {"lanes_after", F.VectorWidthAfter},
        {"fate", toString(F.InLoop->Fate)},
        {"remarks", toJSON(F.InLoop->Remarks)}};
  }
  if (!F.Why.Code.empty())
    O["reason"] = Object{{"code", F.Why.Code}, {"text", toUtf8(F.Why.Text)}};
  Array Obligations;
  for (const Obligation &Ob : F.Obligations)
    Obligations.push_back(Object{{"code", Ob.Code},
                                 {"text", toUtf8(Ob.Text)},
                                 {"how", toString(Ob.By)}});
  O["obligations"] = std::move(Obligations);
  Array Edits;
  for (const Edit &E : F.Fix.Edits)
    Edits.push_back(Object{{"file", toUtf8(E.File)},
                           {"offset", E.Offset},
                           {"length", E.Length},
                           {"text", toUtf8(E.Text)}});
  O["edits"] = std::move(Edits);
  if (F.Verify)
    O["verify"] = toJSON(*F.Verify);
  if (!F.Bench.empty()) {
    Array Bench;
    for (const BenchResult &B : F.Bench)
      Bench.push_back(toJSON(B));
    O["bench"] = std::move(Bench);
  }
  if (Internal) {
    Object I{{"where", toJSON(F.Where)},
             {"function_span", toJSON(F.FunctionSpan)},
             {"adds_code", F.AddsCode},
             {"adds_block", F.AddsBlock}};
    if (F.InLoop)
      I["loop"] = toJSON(*F.InLoop);
    if (F.FateAfter)
      I["fate_after"] = toString(*F.FateAfter);
    O["internal"] = std::move(I);
  }
  return O;
}

Value toJSON(const Report &R) {
  Array Findings, Failures;
  std::map<Status, unsigned> Counts;
  for (const Finding &F : R.Findings) {
    Findings.push_back(toJSON(F));
    ++Counts[F.Reached];
  }
  for (const Failure &F : R.Failures)
    Failures.push_back(Object{
        {"stage", F.Stage}, {"file", toUtf8(F.File)}, {"text", toUtf8(F.Text)}});
  Object Summary{{"units", R.Units},
                 {"loops", static_cast<std::int64_t>(R.Loops.size())},
                 {"seconds", finite(R.Seconds)}};
  for (int S = 0; S <= static_cast<int>(Status::Same); ++S)
    Summary[toString(static_cast<Status>(S))] = Counts[static_cast<Status>(S)];
  Array Notes;
  for (const std::string &N : R.Notes)
    Notes.push_back(toUtf8(N));
  return Object{{"version", 1},
                {"tool", Object{{"name", "hone"},
                                {"version", HONE_VERSION},
                                {"llvm", HONE_LLVM_VERSION}}},
                {"command", R.Command},
                {"dry_run", R.DryRun},
                {"findings", std::move(Findings)},
                {"failures", std::move(Failures)},
                {"notes", std::move(Notes)},
                {"summary", std::move(Summary)}};
}

// Reading. A word outside the contract is an error at its path.

template <typename T>
static bool readWord(const Value &V, T &Out, Path P,
                     std::optional<T> (*Parse)(llvm::StringRef)) {
  if (std::optional<llvm::StringRef> S = V.getAsString())
    if (std::optional<T> Read = Parse(*S)) {
      Out = *Read;
      return true;
    }
  P.report("not a word of the contract");
  return false;
}
static bool fromJSON(const Value &V, Level &L, Path P) {
  return readWord<Level>(V, L, P, parseLevel);
}
static bool fromJSON(const Value &V, Status &S, Path P) {
  return readWord<Status>(V, S, P, parseStatus);
}
static bool fromJSON(const Value &V, How &H, Path P) {
  return readWord<How>(V, H, P, parseHow);
}
static bool fromJSON(const Value &V, LoopFate &F, Path P) {
  return readWord<LoopFate>(V, F, P, parseFate);
}
static bool fromJSON(const Value &V, Remark &R, Path P) {
  ObjectMapper O(V, P);
  return O && O.map("kind", R.Kind) && O.map("pass", R.Pass) &&
         O.map("name", R.Name) && O.map("text", R.Text) && O.map("line", R.Line);
}
static bool fromJSON(const Value &V, Span &S, Path P) {
  ObjectMapper O(V, P);
  return O && O.map("file", S.File) && O.map("begin", S.Begin) &&
         O.map("end", S.End) && O.map("line", S.Line) &&
         O.map("column", S.Column) && O.map("end_line", S.EndLine);
}
bool fromJSON(const Value &V, Loop &L, Path P) {
  ObjectMapper O(V, P);
  return O && O.map("id", L.Id) && O.map("where", L.Where) &&
         O.map("function", L.Function) && O.map("depth", L.Depth) &&
         O.map("fate", L.Fate) && O.map("lanes", L.VectorWidth) &&
         O.map("remarks", L.Remarks);
}
bool fromJSON(const Value &V, VerifyResult &R, Path P) {
  ObjectMapper O(V, P);
  std::int64_t Seed = 0;
  bool Ok = O && O.map("inputs", R.Inputs) && O.map("rejected", R.Rejected) &&
            O.map("coverage", R.Coverage) && O.map("mutants", R.Mutants) &&
            O.map("killed", R.Killed) && O.map("seed", Seed) &&
            O.map("flags", R.Flags) && O.map("counterexample", R.Counterexample) &&
            O.map("survivor", R.Survivor) && O.map("milliseconds", R.Milliseconds);
  R.Seed = static_cast<std::uint64_t>(Seed);
  return Ok;
}
static bool fromJSON(const Value &V, BenchShape &S, Path P) {
  ObjectMapper O(V, P);
  std::int64_t N = 0;
  bool Ok = O && O.map("n", N) && O.map("data", S.Data) &&
            O.map("before_ns", S.BeforeNs) && O.map("after_ns", S.AfterNs) &&
            O.map("low", S.Low) && O.map("median", S.Median) && O.map("high", S.High);
  S.N = static_cast<std::uint64_t>(N);
  return Ok;
}
bool fromJSON(const Value &V, BenchResult &R, Path P) {
  ObjectMapper O(V, P);
  return O && O.map("compiler", R.Compiler) && O.map("flags", R.Flags) &&
         O.map("cpu", R.Cpu) && O.map("shapes", R.Shapes) && O.map("low", R.Low) &&
         O.map("median", R.Median) && O.map("high", R.High);
}
static bool fromJSON(const Value &V, Obligation &Ob, Path P) {
  ObjectMapper O(V, P);
  return O && O.map("code", Ob.Code) && O.map("text", Ob.Text) && O.map("how", Ob.By);
}
static bool fromJSON(const Value &V, Reason &R, Path P) {
  ObjectMapper O(V, P);
  return O && O.map("code", R.Code) && O.map("text", R.Text);
}
static bool fromJSON(const Value &V, Edit &E, Path P) {
  ObjectMapper O(V, P);
  return O && O.map("file", E.File) && O.map("offset", E.Offset) &&
         O.map("length", E.Length) && O.map("text", E.Text);
}
bool fromJSON(const Value &V, Failure &F, Path P) {
  ObjectMapper O(V, P);
  return O && O.map("stage", F.Stage) && O.map("file", F.File) && O.map("text", F.Text);
}
bool fromJSON(const Value &V, Finding &F, Path P) {
  ObjectMapper O(V, P);
  if (!(O && O.map("id", F.Id) && O.map("check", F.Check) &&
        O.map("message", F.Message) && O.map("function", F.Function) &&
        O.map("level", F.Trust) && O.map("status", F.Reached) &&
        O.map("obligations", F.Obligations) && O.map("edits", F.Fix.Edits) &&
        O.mapOptional("reason", F.Why) && O.mapOptional("bench", F.Bench) &&
        O.map("verify", F.Verify)))
    return false;
  const Object &All = *V.getAsObject();
  if (const Value *Internal = All.get("internal")) {
    ObjectMapper I(*Internal, P.field("internal"));
    if (!(I && I.map("where", F.Where) && I.map("function_span", F.FunctionSpan) &&
          I.map("adds_code", F.AddsCode) && I.map("adds_block", F.AddsBlock) &&
          I.map("loop", F.InLoop) && I.map("fate_after", F.FateAfter)))
      return false;
    if (const Object *L = All.getObject("loop"))
      F.VectorWidthAfter = L->getInteger("lanes_after").value_or(0);
  }
  return true;
}

} // namespace hone
