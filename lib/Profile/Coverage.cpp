// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What `llvm-cov export` prints: how often each region of the text was
// executed. Executions say nothing of cost, so a line weighs as many operations
// as its text has; and the counts at a loop's keyword and at its body tell how often it turns.
#include "Heat.h"
#include "TextLoops.h"
#include "hone/Support/Support.h"
#include "llvm/Support/JSON.h"

using llvm::Error;
using llvm::StringRef;

namespace hone {

namespace {
struct Segment {
  unsigned Line = 0, Column = 0;
  double Count = 0;
  bool HasCount = false, IsEntry = false;
};
} // namespace

static std::optional<Segment> segmentOf(const llvm::json::Value &V) {
  const llvm::json::Array *A = V.getAsArray();
  if (!A || A->size() < 5)
    return std::nullopt;
  std::optional<std::int64_t> L = (*A)[0].getAsInteger(), C = (*A)[1].getAsInteger();
  std::optional<double> N = (*A)[2].getAsNumber();
  std::optional<bool> Has = (*A)[3].getAsBoolean(), Entry = (*A)[4].getAsBoolean();
  if (!L || !C || !N || !Has || !Entry)
    return std::nullopt;
  return Segment{unsigned(*L), unsigned(*C), *N, *Has, *Entry};
}

/// The count at a place: that of the last segment before or at it.
static double countAt(const std::vector<Segment> &Segments, unsigned Line, unsigned Column) {
  double Count = 0;
  for (const Segment &S : Segments) {
    if (S.Line > Line || (S.Line == Line && S.Column > Column))
      break;
    Count = S.HasCount ? S.Count : 0;
  }
  return Count;
}

/// How often each line was executed: its busiest part counts.
static std::vector<double> countsOf(const std::vector<Segment> &Segments, unsigned Lines) {
  std::vector<double> Counts(Lines + 1, 0);
  double Wrapped = 0;
  std::size_t I = 0;
  for (unsigned L = 1; L <= Lines; ++L) {
    double Most = Wrapped;
    for (; I < Segments.size() && Segments[I].Line <= L; ++I) {
      Wrapped = Segments[I].HasCount ? Segments[I].Count : 0;
      if (Segments[I].IsEntry)
        Most = std::max(Most, Wrapped);
    }
    Counts[L] = Most;
  }
  return Counts;
}

static Error readSource(const llvm::json::Object &File, const Project &P, Sources &S, Heat &To) {
  std::optional<StringRef> Name = File.getString("filename");
  const llvm::json::Array *All = File.getArray("segments");
  if (!Name || !All)
    return failure("has no lines; export it without -summary-only");
  std::vector<Segment> Segments;
  for (const llvm::json::Value &V : *All)
    if (std::optional<Segment> One = segmentOf(V))
      Segments.push_back(*One);
    else
      return failure("has a segment that is none; is it from another version of llvm-cov?");
  const Source *Own = S.find(*Name);
  std::vector<double> Weights;
  std::vector<TextLoop> Loops;
  if (Own) {
    llvm::Expected<std::string> Text = readFile(P.absolute(Own->Name));
    if (!Text)
      return Text.takeError();
    Loops = findTextLoops(*Text, &Weights);
  }
  const unsigned Lines = Segments.empty() ? 0 : Segments.back().Line;
  const std::vector<double> Counts = countsOf(Segments, std::min(Lines, 10000000u));
  for (unsigned L = 1; L < Counts.size(); ++L) {
    // Of files that are not the project's nothing is known but how often.
    const double Cost = Counts[L] * (L < Weights.size() ? Weights[L] : Own ? 1 : 4);
    if (Cost > 0) {
      To.addTotal(Cost);
      if (Own)
        To.add({Line{Own, L}}, Cost);
    }
  }
  for (const TextLoop &L : Loops)
    To.addTrips({Own, L.First}, countAt(Segments, L.BodyLine, L.BodyColumn), countAt(Segments, L.First, L.Column));
  return Error::success();
}

Error readCoverage(StringRef Text, const Project &P, Sources &S, Heat &To) {
  llvm::Expected<llvm::json::Value> Json = llvm::json::parse(Text);
  if (!Json) {
    llvm::consumeError(Json.takeError());
    return failure("is no whole JSON text: it looks truncated; export it again with llvm-cov export");
  }
  const llvm::json::Object *Top = Json->getAsObject();
  const llvm::json::Array *Data = Top ? Top->getArray("data") : nullptr;
  if (!Data || Top->getString("type").value_or("") != "llvm.coverage.json.export")
    return failure("is JSON, but not what llvm-cov export prints");
  for (const llvm::json::Value &D : *Data) {
    const llvm::json::Object *O = D.getAsObject();
    const llvm::json::Array *Files = O ? O->getArray("files") : nullptr;
    if (!Files)
      return failure("has no files in it; export it again with llvm-cov export");
    for (const llvm::json::Value &F : *Files)
      if (const llvm::json::Object *File = F.getAsObject())
        if (Error E = readSource(*File, P, S, To))
          return E;
  }
  return Error::success();
}

} // namespace hone
