// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// SARIF 2.1.0 (OASIS, with errata 01). Positions are told twice, as lines and columns for viewers and as bytes for
// programs, and only where both mean the same: in text that is not UTF-8 a fix is of bytes alone.
#include "FindingModel.h"
#include "Offers.h"
#include "Phrases.h"
#include "Views.h"
#include "hone/Core/Json.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Base64.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/SHA256.h"
#include <cmath>
#include <fmt/format.h>

using llvm::StringRef;
using llvm::json::Array;
using llvm::json::Object;
using llvm::json::Value;

namespace hone {

/// What GitHub shows of one upload.
static constexpr std::size_t MostResults = 5000;

namespace {
/// A file and its positions. Lines and columns do not know of a byte order mark.
class Artifact {
public:
  Artifact(StringRef Text, std::int64_t Index)
      : Index(Index), Whole(Text), Mark(Text.starts_with("\xEF\xBB\xBF") ? 3 : 0), Lines(Text.drop_front(Mark)),
        IsUtf8(llvm::json::isUTF8(Text)) {}
  bool isUtf8() const { return IsUtf8; }
  StringRef text() const { return Whole; }
  std::optional<Object> region(unsigned Begin, unsigned End) const;

  const std::int64_t Index;

private:
  StringRef Whole;
  unsigned Mark;
  LineTable Lines;
  bool IsUtf8;
};

class Log {
public:
  explicit Log(const Report &R) : R(R), Fixes(R) {}
  Object take();

private:
  Object locationOf(StringRef File);
  Artifact *artifact(StringRef File);
  Object place(const Finding &F);
  Value fix(const Finding &F);
  Object result(const Finding &F, unsigned Ordinal);
  Array rules(llvm::ArrayRef<const Finding *> Shown);
  Object invocation(std::size_t LeftOut);
  Array artifacts();

  const Report &R;
  const Offers Fixes;
  std::map<std::string, Artifact> Artifacts;
  std::vector<std::string> Order; ///< Of the artifacts.
  std::map<std::string, std::int64_t> RuleIndex;
};
} // namespace

/// Braces would be placeholders.
static Object message(StringRef Text) {
  std::string Plain;
  for (char C : toUtf8(Text))
    Plain += C == '{' ? "{{" : C == '}' ? "}}" : std::string(1, C);
  return Object{{"text", std::move(Plain)}};
}

static std::string percentEncoded(StringRef Path) {
  std::string Uri;
  for (char C : Path)
    if (llvm::isAlnum(C) || StringRef("-._~/").contains(C))
      Uri += C;
    else
      Uri += fmt::format("%{:02X}", static_cast<unsigned char>(C));
  return Uri;
}

/// None if the bytes are no part of the text.
std::optional<Object> Artifact::region(unsigned Begin, unsigned End) const {
  if (Begin < Mark || Begin > End || End > Whole.size())
    return std::nullopt;
  const unsigned B = Begin - Mark, E = End - Mark;
  if (!IsUtf8)
    return Object{{"startLine", Lines.lineOf(B)}, {"endLine", Lines.lineOf(E)}};
  return Object{{"startLine", Lines.lineOf(B)}, {"startColumn", Lines.utf16ColumnOf(B)},
                {"endLine", Lines.lineOf(E)},   {"endColumn", Lines.utf16ColumnOf(E)},
                {"byteOffset", Begin},          {"byteLength", End - Begin}};
}

/// Null if its text is not known.
Artifact *Log::artifact(StringRef File) {
  auto Source = R.Sources.find(File.str());
  if (Source == R.Sources.end())
    return nullptr;
  auto [It, IsNew] = Artifacts.try_emplace(File.str(), Source->second, static_cast<std::int64_t>(Order.size()));
  if (IsNew)
    Order.push_back(File.str());
  return &It->second;
}

/// Below the project root, wherever that is on another machine; else absolute.
Object Log::locationOf(StringRef File) {
  Object O;
  if (File.starts_with("/")) {
    O["uri"] = "file://" + percentEncoded(File);
  } else {
    O["uri"] = percentEncoded(File);
    O["uriBaseId"] = "PROJECTROOT";
  }
  if (const Artifact *A = artifact(File))
    O["index"] = A->Index;
  return O;
}

Object Log::place(const Finding &F) {
  Object Physical{{"artifactLocation", locationOf(F.Where.File)}};
  const Artifact *A = artifact(F.Where.File);
  if (std::optional<Object> Region = A ? A->region(F.Where.Begin, F.Where.End) : std::nullopt)
    Physical["region"] = std::move(*Region);
  else if (F.Where.Line > 0)
    Physical["region"] = Object{{"startLine", F.Where.Line}, {"endLine", std::max(F.Where.Line, F.Where.EndLine)}};
  Object O{{"physicalLocation", std::move(Physical)}};
  if (!F.Function.empty())
    O["logicalLocations"] = Array{Object{{"fullyQualifiedName", clean(F.Function)}, {"kind", "function"}}};
  return O;
}

static Value replacement(const Artifact &A, const Edit &E) {
  // A region in bytes wants its text in bytes, too.
  Object Inserted{{"binary", llvm::encodeBase64(E.Text)}};
  Object Bytes{{"byteOffset", E.Offset}, {"byteLength", E.Length}};
  if (!A.isUtf8() || !llvm::json::isUTF8(E.Text))
    return Object{{"deletedRegion", std::move(Bytes)}, {"insertedContent", std::move(Inserted)}};
  std::optional<Object> Region = A.region(E.Offset, E.Offset + E.Length);
  Inserted["text"] = E.Text;
  return Object{{"deletedRegion", Region ? std::move(*Region) : std::move(Bytes)}, {"insertedContent", std::move(Inserted)}};
}

/// Null if there is none that may be applied.
Value Log::fix(const Finding &F) {
  Array Changes;
  for (const auto &[File, Edits] : Fixes.of(F)) {
    const Artifact &A = *artifact(File);
    Array Replacements;
    for (const Edit &E : Edits)
      Replacements.push_back(replacement(A, E));
    Changes.push_back(Object{{"artifactLocation", locationOf(File)}, {"replacements", std::move(Replacements)}});
  }
  if (Changes.empty())
    return nullptr;
  std::string Text = fmt::format("{} ({})", clean(F.Message), toString(F.Trust).str());
  if (const unsigned Shared = Fixes.sharedBy(F); Shared > 1)
    Text += fmt::format("; with {} more of this function, as they were tested together", Shared - 1);
  return Object{{"description", message(Text)}, {"artifactChanges", std::move(Changes)}};
}

static void grade(const Finding &F, const Report &R, Object &O) {
  const Weight W = weightOf(F, R);
  // The standard wants no level where there is nothing to mend.
  O["kind"] = W != Weight::None                                                               ? "fail"
              : F.Reached == Status::Unverified || F.Reached == Status::Unmeasured ? "open"
                                                                                              : "informational";
  O["level"] = W == Weight::Error ? "error" : W == Weight::Warning ? "warning" : W == Weight::Note ? "note" : "none";
  // The share of the time that is saved, in percent.
  if (!F.Bench.empty() && F.Bench.front().Median > 0)
    O["rank"] = std::max(0.0, 100 * (1 - 1 / F.Bench.front().Median));
}

static Object properties(const Finding &F) {
  Array Obligations;
  for (const Obligation &Ob : F.Obligations)
    Obligations.push_back(Object{{"code", clean(Ob.Code)}, {"text", clean(Ob.Text)}, {"how", toString(Ob.By)}});
  Object O{{"id", clean(F.Id)},
           {"status", toString(F.Reached)},
           {"level", toString(F.Trust)},
           {"written", F.Written},
           {"obligations", std::move(Obligations)}};
  if (!F.Why.Code.empty())
    O["reason"] = Object{{"code", clean(F.Why.Code)}, {"text", clean(F.Why.Text)}};
  if (!F.Bench.empty() && std::isfinite(F.Bench.front().High)) {
    const BenchResult &B = F.Bench.front();
    O["gain"] = Object{{"low", B.Low},          {"median", B.Median},     {"high", B.High},
                       {"text", gainOf(F)},     {"compiler", clean(B.Compiler)}, {"flags", clean(B.Flags)}};
  }
  if (F.Verify && F.Verify->Inputs > 0)
    O["tests"] = testsText(*F.Verify);
  return O;
}

/// \p Ordinal: how many findings before have the same id.
Object Log::result(const Finding &F, unsigned Ordinal) {
  Object O{{"ruleId", ruleOf(F)},
           {"ruleIndex", RuleIndex.at(F.Check)},
           {"message", message(sentenceOf(F, R))},
           {"locations", Array{place(F)}},
           {"properties", properties(F)}};
  grade(F, R, O);
  if (!F.Id.empty())
    O["partialFingerprints"] = Object{{"honeFinding/v1", Ordinal ? fmt::format("{}:{}", clean(F.Id), Ordinal + 1) : clean(F.Id)}};
  if (Value Fix = fix(F); Fix.getAsObject())
    O["fixes"] = Array{std::move(Fix)};
  return O;
}

/// Of the checks that found something, by name.
Array Log::rules(llvm::ArrayRef<const Finding *> Shown) {
  std::map<std::string, const Finding *> ByCheck;
  for (const Finding *F : Shown)
    ByCheck.emplace(F->Check, F);
  Array All;
  for (const auto &[Check, F] : ByCheck) {
    RuleIndex[Check] = static_cast<std::int64_t>(All.size());
    const std::string Page = Check == "verify" ? "docs/formats.md" : "docs/checks/" + clean(Check) + ".md";
    const std::string Where = "When it is legal, why it is faster and what it refuses: ";
    std::string Title = clean(F->Message);
    if (!Title.empty())
      Title[0] = llvm::toUpper(Title[0]);
    All.push_back(Object{
        {"id", ruleOf(*F)},
        {"shortDescription", message(Title)},
        {"fullDescription", message(Title + ". Hone rewrites this only where it can show that the program does the same, "
                                            "and keeps what tests bear out and measurements show to pay.")},
        {"help", Object{{"text", Where + Page + " of Hone's documentation."},
                        {"markdown", Where + "`" + Page + "` of Hone's documentation."}}},
        {"defaultConfiguration", Object{{"level", "note"}}},
        {"properties", Object{{"tags", Array{"performance"}}, {"problem.severity", "recommendation"}}}});
  }
  return All;
}

Object Log::invocation(std::size_t LeftOut) {
  Array Said, Chosen;
  for (const Failure &F : R.Failures) {
    Object O{{"level", "error"},
             {"message", message(clean(F.Stage) + ": " + clean(F.Text))},
             {"properties", Object{{"stage", clean(F.Stage)}}}};
    if (!F.File.empty())
      O["locations"] = Array{Object{{"physicalLocation", Object{{"artifactLocation", locationOf(F.File)}}}}};
    Said.push_back(std::move(O));
  }
  if (LeftOut > 0)
    Said.push_back(Object{{"level", "note"},
                          {"message", message(fmt::format("{} results are left out, those that gain least: {} are the most that "
                                                          "is shown of one file", LeftOut, MostResults))}});
  for (const std::string &Note : R.Notes)
    Chosen.push_back(Object{{"level", "note"}, {"message", message(clean(Note))}});
  return Object{{"executionSuccessful", R.Failures.empty()},
                {"toolExecutionNotifications", std::move(Said)},
                {"toolConfigurationNotifications", std::move(Chosen)}};
}

Array Log::artifacts() {
  Array All;
  for (const std::string &File : Order) {
    const Artifact &A = Artifacts.at(File);
    const auto Hash = llvm::SHA256::hash(llvm::arrayRefFromStringRef(A.text()));
    Object O{{"location", locationOf(File)},
             {"length", static_cast<std::int64_t>(A.text().size())},
             {"hashes", Object{{"sha-256", llvm::toHex(Hash, /*LowerCase=*/true)}}},
             {"sourceLanguage", "cplusplus"}};
    if (A.isUtf8())
      O["encoding"] = "UTF-8";
    All.push_back(std::move(O));
  }
  return All;
}

static Object countsModel(const Report &R) {
  Object O;
  for (const auto &[S, N] : countsOf(R))
    O[toString(S)] = N;
  return O;
}

Object Log::take() {
  // Counted over all, whatever became of them: a noisy measurement must not rename another finding.
  std::map<const Finding *, unsigned> Ordinals;
  std::map<StringRef, unsigned> Seen;
  for (const Finding &F : R.Findings)
    Ordinals[&F] = Seen[F.Id]++;
  std::vector<const Finding *> Shown = byGain(R);
  llvm::erase_if(Shown, [](const Finding *F) { return F->Reached == Status::Refused || F->Reached == Status::Same; });
  const std::size_t LeftOut = Shown.size() - std::min(Shown.size(), MostResults);
  Shown.resize(Shown.size() - LeftOut);
  Array Rules = rules(Shown), Results;
  for (const Finding *F : Shown)
    Results.push_back(result(*F, Ordinals.at(F)));
  Object Invocation = invocation(LeftOut);
  const Object Root{{"description", message("The folder of the project; names of files are relative to it.")}};
  Object Run{{"tool", Object{{"driver", Object{{"name", "hone"},
                                               {"version", HONE_VERSION},
                                               {"rules", std::move(Rules)}}}}},
             {"invocations", Array{std::move(Invocation)}},
             {"originalUriBaseIds", Object{{"PROJECTROOT", Object(Root)}}},
             {"columnKind", "utf16CodeUnits"},
             {"artifacts", artifacts()},
             {"results", std::move(Results)},
             {"properties", Object{{"command", toUtf8(R.Command)}, {"dryRun", R.DryRun}, {"counts", countsModel(R)}}}};
  return Object{{"$schema", "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"},
                {"version", "2.1.0"},
                {"runs", Array{std::move(Run)}}};
}

void writeSarif(const Report &R, llvm::raw_ostream &OS) { OS << llvm::formatv("{0:2}\n", Value(Log(R).take())); }

} // namespace hone
