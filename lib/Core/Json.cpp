// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Writes and reads the contract of docs/formats.md. One function a type, in
// the order of Model.h; llvm::json sorts nothing, so objects keep the order
// people read them in only on paper: consumers go by name.
#include "hone/Core/Json.h"
#include "llvm/Support/Base64.h"
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

void putText(Object &O, llvm::StringRef Key, llvm::StringRef Text) {
  O[Key] = toUtf8(Text);
  if (!llvm::json::isUTF8(Text))
    O[(Key + "_bytes").str()] = llvm::encodeBase64(Text);
}

bool getText(const Object &O, llvm::StringRef Key, std::string &Text) {
  std::optional<llvm::StringRef> Plain = O.getString(Key);
  if (!Plain)
    return false;
  Text = Plain->str();
  if (std::optional<llvm::StringRef> Exact =
          O.getString((Key + "_bytes").str())) {
    std::vector<char> Bytes;
    if (llvm::Error E = llvm::decodeBase64(*Exact, Bytes)) {
      llvm::consumeError(std::move(E));
      return false;
    }
    Text.assign(Bytes.begin(), Bytes.end());
  }
  return true;
}

/// JSON has no infinity and no NaN.
static double finite(double D) { return std::isfinite(D) ? D : 0; }

static Value toJSON(const Remark &R) {
  return Object{{"kind", R.Kind},         {"pass", toUtf8(R.Pass)},
                {"name", toUtf8(R.Name)}, {"text", toUtf8(R.Text)},
                {"line", R.Line},         {"column", R.Column}};
}

static Array toJSON(const std::vector<Remark> &Remarks) {
  Array A;
  for (const Remark &R : Remarks)
    A.push_back(toJSON(R));
  return A;
}

static Array toJSON(const std::vector<Hindrance> &Hindrances) {
  Array A;
  for (const Hindrance &H : Hindrances)
    A.push_back(Object{{"kind", H.Kind}, {"text", toUtf8(H.Text)}, {"line", H.Line}});
  return A;
}

static Value toJSON(const Span &S) {
  Object O{{"begin", S.Begin},
           {"end", S.End},
           {"line", S.Line},
           {"column", S.Column},
           {"end_line", S.EndLine}};
  putText(O, "file", S.File);
  return O;
}

Value toJSON(const Loop &L) {
  return Object{{"id", toUtf8(L.Id)},
                {"where", toJSON(L.Where)},
                {"function", toUtf8(L.Function)},
                {"depth", L.Depth},
                {"fate", toString(L.Fate)},
                {"lanes", L.VectorWidth},
                {"remarks", toJSON(L.Remarks)},
                {"hindrances", toJSON(L.Hindrances)}};
}

Value toJSON(const VerifyResult &V) {
  return Object{{"inputs", V.Inputs},
                {"rejected", V.Rejected},
                {"coverage", finite(V.Coverage)},
                {"mutants", V.Mutants},
                {"killed", V.Killed},
                {"seed", V.Seed},
                {"form", V.Form},
                {"flags", toUtf8(V.Flags)},
                {"counterexample", toUtf8(V.Counterexample)},
                {"survivor", toUtf8(V.Survivor)},
                {"milliseconds", finite(V.Milliseconds)},
                {"fuzzed", V.Fuzzed}};
}

Value toJSON(const BenchResult &B) {
  Array Shapes;
  for (const BenchShape &S : B.Shapes)
    Shapes.push_back(Object{{"n", S.N},
                            {"data", toUtf8(S.Data)},
                            {"before_ns", finite(S.BeforeNs)},
                            {"after_ns", finite(S.AfterNs)},
                            {"low", finite(S.Low)},
                            {"median", finite(S.Median)},
                            {"high", finite(S.High)}});
  return Object{{"compiler", toUtf8(B.Compiler)}, {"flags", toUtf8(B.Flags)},
                {"cpu", toUtf8(B.Cpu)},           {"shapes", std::move(Shapes)},
                {"low", finite(B.Low)},           {"median", finite(B.Median)},
                {"high", finite(B.High)},         {"code_before", toUtf8(B.CodeBefore)},
                {"code_after", toUtf8(B.CodeAfter)}};
}

/// The loop a finding is about, before and after. Not knowing is null: false
/// would say that somebody looked.
static Value loopOf(const Finding &F, const Loop &L) {
  auto Vectorized = [](LoopFate Fate) -> Value {
    if (Fate == LoopFate::Unknown)
      return nullptr;
    return Fate == LoopFate::Vectorized;
  };
  return Object{{"line", L.Where.Line},
                {"depth", L.Depth},
                {"vectorized_before", Vectorized(L.Fate)},
                {"vectorized_after",
                 F.FateAfter ? Vectorized(*F.FateAfter) : Value(nullptr)},
                {"lanes_before", L.VectorWidth},
                {"lanes_after", F.VectorWidthAfter},
                {"fate", toString(L.Fate)},
                {"remarks", toJSON(L.Remarks)}};
}

Value toJSON(const Finding &F, bool Internal) {
  Object O{{"id", F.Id},
           {"check", F.Check},
           {"message", toUtf8(F.Message)},
           {"line", F.Where.Line},
           {"column", F.Where.Column},
           {"end_line", F.Where.EndLine},
           {"function", toUtf8(F.Function)},
           {"level", toString(F.Trust)},
           {"status", toString(F.Reached)},
           {"written", F.Written}};
  putText(O, "file", F.Where.File);
  if (F.InLoop)
    O["loop"] = loopOf(F, *F.InLoop);
  if (!F.Why.Code.empty())
    O["reason"] = Object{{"code", F.Why.Code}, {"text", toUtf8(F.Why.Text)}};
  Array Obligations;
  for (const Obligation &Ob : F.Obligations)
    Obligations.push_back(Object{{"code", Ob.Code},
                                 {"text", toUtf8(Ob.Text)},
                                 {"how", toString(Ob.By)}});
  O["obligations"] = std::move(Obligations);
  Array Edits;
  for (const Edit &E : F.Fix.Edits) {
    Object One{{"offset", E.Offset}, {"length", E.Length}};
    putText(One, "file", E.File);
    putText(One, "text", E.Text);
    Edits.push_back(std::move(One));
  }
  O["edits"] = std::move(Edits);
  if (F.Verify)
    O["verify"] = toJSON(*F.Verify);
  if (!F.Bench.empty()) {
    Array Bench;
    for (const BenchResult &B : F.Bench)
      Bench.push_back(toJSON(B));
    O["bench"] = std::move(Bench);
  }
  if (F.Share)
    O["profile"] = Object{{"share", finite(*F.Share)}, {"predicted", predictedGain(F) ? finite(*predictedGain(F)) : Value(nullptr)}};
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

static Value toJSON(const Failure &F) {
  Object O{{"stage", toUtf8(F.Stage)}, {"text", toUtf8(F.Text)}};
  putText(O, "file", F.File);
  return O;
}

static Object toJSON(const ProgramRatio &R) {
  return Object{{"id", R.Id}, {"low", finite(R.Low)}, {"median", finite(R.Median)}, {"high", finite(R.High)}};
}

static Value toJSON(const ProgramResult &R) {
  Object O = toJSON(R.All);
  O.erase("id");
  Array Parts;
  for (const ProgramRatio &Part : R.Parts)
    Parts.push_back(toJSON(Part));
  O["command"] = toUtf8(R.Command);
  O["pairs"] = R.Pairs;
  O["before_ms"] = finite(R.BeforeMs);
  O["after_ms"] = finite(R.AfterMs);
  O["parts"] = std::move(Parts);
  O["predicted"] = R.Predicted ? finite(*R.Predicted) : Value(nullptr);
  return O;
}

static Object summaryOf(const Report &R) {
  std::map<Status, unsigned> Counts;
  for (const Finding &F : R.Findings)
    ++Counts[F.Reached];
  Object Summary{{"units", R.Units}, {"loops", static_cast<std::int64_t>(R.Loops.size())}, {"seconds", finite(R.Seconds)}};
  for (int S = 0; S <= static_cast<int>(Status::Same); ++S)
    Summary[toString(static_cast<Status>(S))] = Counts[static_cast<Status>(S)];
  return Summary;
}

static void writeInternal(const Report &R, llvm::json::OStream &To) {
  To.attributeArray("loops", [&] {
    for (const Loop &L : R.Loops)
      To.value(toJSON(L));
  });
  To.attributeArray("sources", [&] {
    for (const auto &[File, Text] : R.Sources) {
      Object One;
      putText(One, "file", File);
      putText(One, "text", Text);
      To.value(std::move(One));
    }
  });
}

void writeReport(const Report &R, llvm::json::OStream &To, bool Internal) {
  To.object([&] {
    To.attribute("command", toUtf8(R.Command));
    To.attribute("dry_run", R.DryRun);
    To.attributeArray("failures", [&] {
      for (const Failure &F : R.Failures)
        To.value(toJSON(F));
    });
    To.attributeArray("findings", [&] {
      for (const Finding &F : R.Findings)
        To.value(toJSON(F, Internal));
    });
    if (Internal)
      To.attributeObject("internal", [&] { writeInternal(R, To); });
    To.attributeArray("notes", [&] {
      for (const std::string &N : R.Notes)
        To.value(toUtf8(N));
    });
    if (R.Program)
      To.attribute("program", toJSON(*R.Program));
    To.attribute("summary", summaryOf(R));
    To.attribute("tool", Object{{"name", "hone"}, {"version", HONE_VERSION}, {"llvm", HONE_LLVM_VERSION}});
    To.attribute("version", 1);
  });
}

Value toJSON(const Report &R, bool Internal) {
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  llvm::json::OStream To(OS);
  writeReport(R, To, Internal);
  return llvm::cantFail(llvm::json::parse(Text));
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
         O.map("name", R.Name) && O.map("text", R.Text) &&
         O.map("line", R.Line) && O.mapOptional("column", R.Column);
}
static bool fromJSON(const Value &V, Hindrance &H, Path P) {
  ObjectMapper O(V, P);
  return O && O.map("kind", H.Kind) && O.map("text", H.Text) && O.map("line", H.Line);
}
static bool readText(const Value &V, llvm::StringRef Key, std::string &Text,
                     Path P) {
  if (getText(*V.getAsObject(), Key, Text))
    return true;
  P.field(Key).report("expected string");
  return false;
}
static bool fromJSON(const Value &V, Span &S, Path P) {
  ObjectMapper O(V, P);
  return O && readText(V, "file", S.File, P) && O.map("begin", S.Begin) &&
         O.map("end", S.End) && O.map("line", S.Line) &&
         O.map("column", S.Column) && O.map("end_line", S.EndLine);
}
bool fromJSON(const Value &V, Loop &L, Path P) {
  ObjectMapper O(V, P);
  return O && O.map("id", L.Id) && O.map("where", L.Where) &&
         O.map("function", L.Function) && O.map("depth", L.Depth) &&
         O.map("fate", L.Fate) && O.map("lanes", L.VectorWidth) &&
         O.map("remarks", L.Remarks) && O.map("hindrances", L.Hindrances);
}
bool fromJSON(const Value &V, VerifyResult &R, Path P) {
  ObjectMapper O(V, P);
  return O && O.map("inputs", R.Inputs) && O.map("rejected", R.Rejected) &&
         O.map("coverage", R.Coverage) && O.map("mutants", R.Mutants) &&
         O.map("killed", R.Killed) && O.map("seed", R.Seed) &&
         O.map("form", R.Form) && O.map("flags", R.Flags) && O.map("counterexample", R.Counterexample) &&
         O.map("survivor", R.Survivor) && O.map("milliseconds", R.Milliseconds) &&
         O.mapOptional("fuzzed", R.Fuzzed);
}
static bool fromJSON(const Value &V, BenchShape &S, Path P) {
  ObjectMapper O(V, P);
  return O && O.map("n", S.N) && O.map("data", S.Data) &&
         O.map("before_ns", S.BeforeNs) && O.map("after_ns", S.AfterNs) &&
         O.map("low", S.Low) && O.map("median", S.Median) &&
         O.map("high", S.High);
}
bool fromJSON(const Value &V, BenchResult &R, Path P) {
  ObjectMapper O(V, P);
  return O && O.map("compiler", R.Compiler) && O.map("flags", R.Flags) &&
         O.map("cpu", R.Cpu) && O.map("shapes", R.Shapes) &&
         O.map("low", R.Low) && O.map("median", R.Median) &&
         O.map("high", R.High) && O.mapOptional("code_before", R.CodeBefore) &&
         O.mapOptional("code_after", R.CodeAfter);
}
static bool fromJSON(const Value &V, Obligation &Ob, Path P) {
  ObjectMapper O(V, P);
  return O && O.map("code", Ob.Code) && O.map("text", Ob.Text) &&
         O.map("how", Ob.By);
}
static bool fromJSON(const Value &V, Reason &R, Path P) {
  ObjectMapper O(V, P);
  return O && O.map("code", R.Code) && O.map("text", R.Text);
}
static bool fromJSON(const Value &V, Edit &E, Path P) {
  ObjectMapper O(V, P);
  return O && readText(V, "file", E.File, P) && O.map("offset", E.Offset) &&
         O.map("length", E.Length) && readText(V, "text", E.Text, P);
}
bool fromJSON(const Value &V, Failure &F, Path P) {
  ObjectMapper O(V, P);
  return O && O.map("stage", F.Stage) && readText(V, "file", F.File, P) &&
         O.map("text", F.Text);
}
bool fromJSON(const Value &V, Finding &F, Path P) {
  ObjectMapper O(V, P);
  if (!(O && O.map("id", F.Id) && O.map("check", F.Check) &&
        O.map("message", F.Message) && O.map("function", F.Function) &&
        O.map("level", F.Trust) && O.map("status", F.Reached) &&
        O.map("written", F.Written) && O.map("obligations", F.Obligations) &&
        O.map("edits", F.Fix.Edits) && O.mapOptional("reason", F.Why) &&
        O.mapOptional("bench", F.Bench) && O.map("verify", F.Verify)))
    return false;
  const Object &All = *V.getAsObject();
  if (!(readText(V, "file", F.Where.File, P) && O.map("line", F.Where.Line) &&
        O.map("column", F.Where.Column) && O.map("end_line", F.Where.EndLine)))
    return false;
  if (const Value *Internal = All.get("internal")) {
    ObjectMapper I(*Internal, P.field("internal"));
    if (!(I && I.map("where", F.Where) &&
          I.map("function_span", F.FunctionSpan) &&
          I.map("adds_code", F.AddsCode) && I.map("adds_block", F.AddsBlock) &&
          I.map("loop", F.InLoop) && I.map("fate_after", F.FateAfter)))
      return false;
    if (const Object *Profile = All.getObject("profile"))
      F.Share = Profile->getNumber("share");
    if (const Object *L = All.getObject("loop"))
      F.VectorWidthAfter = L->getInteger("lanes_after").value_or(0);
  }
  return true;
}

static bool fromJSON(const Value &V, ProgramRatio &R, Path P) {
  ObjectMapper O(V, P);
  return O && O.mapOptional("id", R.Id) && O.map("low", R.Low) && O.map("median", R.Median) && O.map("high", R.High);
}

static bool fromJSON(const Value &V, ProgramResult &R, Path P) {
  ObjectMapper O(V, P);
  return fromJSON(V, R.All, P) && O && O.map("command", R.Command) && O.map("pairs", R.Pairs) && O.map("before_ms", R.BeforeMs) &&
         O.map("after_ms", R.AfterMs) && O.map("parts", R.Parts) && O.map("predicted", R.Predicted);
}

bool fromJSON(const Value &V, Report &R, Path P) {
  ObjectMapper O(V, P);
  if (!(O && O.map("command", R.Command) && O.map("dry_run", R.DryRun) &&
        O.map("findings", R.Findings) && O.map("failures", R.Failures) &&
        O.map("notes", R.Notes) && O.map("program", R.Program)))
    return false;
  const Object &All = *V.getAsObject();
  if (const Value *Summary = All.get("summary")) {
    ObjectMapper S(*Summary, P.field("summary"));
    if (!(S && S.map("units", R.Units) && S.map("seconds", R.Seconds)))
      return false;
  }
  if (const Value *Internal = All.get("internal")) {
    ObjectMapper I(*Internal, P.field("internal"));
    if (!(I && I.map("loops", R.Loops)))
      return false;
    if (const Array *Sources = Internal->getAsObject()->getArray("sources"))
      for (const Value &One : *Sources) {
        std::string File;
        if (!One.getAsObject() || !readText(One, "file", File, P) || !readText(One, "text", R.Sources[File], P))
          return false;
      }
  }
  return true;
}

} // namespace hone
