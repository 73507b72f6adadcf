// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "FindingModel.h"
#include "Phrases.h"
#include "Plot.h"
#include "Views.h"
#include "hone/Core/Diff.h"
#include "hone/Core/Json.h"
#include "llvm/ADT/STLExtras.h"
#include <fmt/format.h>
#include <map>

using llvm::StringRef;
using llvm::json::Array;
using llvm::json::Object;
using llvm::json::Value;

namespace hone {

std::string statusText(Status S, const Report &R) {
  if (S == Status::Kept && R.DryRun)
    return "would keep";
  std::string Text = toString(S).str();
  std::replace(Text.begin(), Text.end(), '-', ' ');
  return Text;
}

Value orNull(std::string Text) { return Text.empty() ? Value(nullptr) : Value(toUtf8(Text)); }

std::string diffText(const Finding &F, const Report &R) {
  std::map<std::string, std::vector<Edit>> ByFile;
  for (const Edit &E : F.Fix.Edits)
    ByFile[E.File].push_back(E);
  std::string Text;
  for (auto &[File, Edits] : ByFile) {
    auto Source = R.Sources.find(File);
    const bool Fits = Source != R.Sources.end() && llvm::all_of(Edits, [&](const Edit &E) {
                        return std::size_t(E.Offset) + E.Length <= Source->second.size();
                      });
    if (!Fits)
      return "";
    Text += unifiedDiff(File, Source->second, Edits);
  }
  return Text;
}

/// The lines of the hunks; the names of the files are known where there is only one.
static Array diffModel(StringRef Diff) {
  Array Lines;
  const bool Several = Diff.count("\n--- ") > 0;
  while (!Diff.empty()) {
    StringRef Line;
    std::tie(Line, Diff) = Diff.split('\n');
    if (Line.starts_with("--- ") || (!Several && Line.starts_with("+++ ")))
      continue;
    const StringRef Kind = Line.starts_with("+++ ") ? "same" : Line.starts_with("+") ? "add" : Line.starts_with("-") ? "remove" : "same";
    if (Line.starts_with("@@"))
      Line = Line.take_front(Line.find("@@", 2) + 2);
    else if (Kind != "same" || Line.starts_with(" "))
      Line = Line.drop_front(1);
    Lines.push_back(Object{{"add", Kind == "add"}, {"remove", Kind == "remove"}, {"same", Kind == "same"},
                           {"text", toUtf8(Line.rtrim('\r'))}});
  }
  return Lines;
}

static Value measuredModel(const Finding &F) {
  if (F.Bench.empty())
    return nullptr;
  const BenchResult &B = F.Bench.front();
  Array Shapes;
  for (const BenchShape &S : B.Shapes)
    Shapes.push_back(Object{{"n", fmt::format("{}{}", S.N, S.Data.empty() || S.Data == "typical" ? "" : ", " + clean(S.Data))},
                            {"before", timeText(S.BeforeNs)},
                            {"after", timeText(S.AfterNs)},
                            {"gain", gainText(S.Low, S.Median, S.High)}});
  const bool HasCode = !B.CodeBefore.empty() && !B.CodeAfter.empty();
  return Object{{"compiler", clean(B.Compiler) + (B.Flags.empty() ? "" : " " + clean(B.Flags))},
                {"cpu", orNull(clean(B.Cpu))},
                {"plot", gainPlot(B)},
                {"shapes", std::move(Shapes)},
                {"hasCode", HasCode},
                {"codeBefore", HasCode ? toUtf8(B.CodeBefore) : ""},
                {"codeAfter", HasCode ? toUtf8(B.CodeAfter) : ""}};
}

static std::string testsModel(const Finding &F) {
  if (!F.Verify || F.Verify->Inputs == 0)
    return "";
  std::string Text = testsText(*F.Verify);
  if (!F.Verify->Survivor.empty())
    Text += "; not caught: " + clean(F.Verify->Survivor);
  return Text;
}

Object rowModel(const Finding &F, const Report &R) {
  return Object{{"id", clean(F.Id)},
                {"check", clean(F.Check)},
                {"message", clean(F.Message)},
                {"place", placeOf(F)},
                {"function", clean(F.Function)},
                // Of what was refused nobody knows how far it might be trusted.
                {"level", F.Reached == Status::Refused ? Value(nullptr) : Value(toString(F.Trust))},
                {"status", toString(F.Reached)},
                {"statusText", statusText(F.Reached, R)},
                {"gain", orNull(F.Bench.empty() ? "" : gainOf(F))}};
}

Object findingModel(const Finding &F, const Report &R) {
  Array Obligations;
  for (const Obligation &Ob : F.Obligations)
    Obligations.push_back(Object{{"code", clean(Ob.Code)}, {"text", clean(Ob.Text)}, {"how", toString(Ob.By)}});
  const std::string Diff = diffText(F, R), Effect = effectText(F);
  const bool Differs = F.Verify && !F.Verify->Counterexample.empty();
  Object O = rowModel(F, R);
  O["anchor"] = "F" + clean(F.Id);
  O["why"] = orNull(clean(F.Why.Text));
  O["code"] = orNull(clean(F.Why.Code));
  O["effect"] = orNull(Effect == clean(F.Message) ? "" : Effect);
  O["hasDiff"] = !Diff.empty();
  O["diff"] = diffModel(Diff);
  O["diffText"] = toUtf8(Diff);
  O["hasObligations"] = !Obligations.empty();
  O["obligations"] = std::move(Obligations);
  O["tests"] = orNull(testsModel(F));
  O["counterexample"] = orNull(Differs ? F.Verify->Counterexample : "");
  O["measured"] = measuredModel(F);
  return O;
}

} // namespace hone
