// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a pull request says of itself: the claim in one table, then everything that a reviewer may doubt.
#include "FindingModel.h"
#include "Phrases.h"
#include "Templates.h"
#include "Views.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <fmt/format.h>
#include <set>

using llvm::StringRef;
using llvm::json::Array;
using llvm::json::Object;

namespace hone {

/// Plain words that neither a table nor HTML takes for its own.
static std::string plain(StringRef Text) {
  std::string Plain;
  for (char C : clean(Text)) {
    if (StringRef("|<>`*_[]\\").contains(C))
      Plain += '\\';
    Plain += C;
  }
  return Plain;
}

/// As code; a backtick in it would end it.
static std::string code(StringRef Text) {
  std::string Code = clean(Text);
  std::replace(Code.begin(), Code.end(), '`', '\'');
  if (Code.empty())
    return "";
  std::string Cell = "`";
  for (char C : Code)
    Cell += C == '|' ? std::string("\\|") : std::string(1, C);
  return Cell + "`";
}

static const BenchShape *bestShape(const Finding &F) {
  const BenchShape *Best = nullptr;
  if (!F.Bench.empty())
    for (const BenchShape &S : F.Bench.front().Shapes)
      if (!Best || S.Low > Best->Low)
        Best = &S;
  return Best;
}

/// Elements in a second, where n can be taken for their number: because the time grows with it.
static std::string rateText(const Finding &F, const BenchShape &Best) {
  for (const BenchShape &S : F.Bench.front().Shapes) {
    if (S.N * 4 > Best.N || S.BeforeNs <= 0 || Best.AfterNs <= 0)
      continue;
    const double Grown = Best.BeforeNs / S.BeforeNs * S.N / Best.N;
    if (Grown < 0.5 || Grown > 2)
      return "";
    const double Rate = Best.N / Best.AfterNs;
    return Rate >= 1 ? fmt::format("{:.1f} G/s", Rate) : fmt::format("{:.0f} M/s", Rate * 1000);
  }
  return "";
}

static Object keptModel(const Finding &F, const Report &R) {
  Object O = findingModel(F, R);
  const BenchShape *Best = bestShape(F);
  O["function"] = code(F.Function);
  O["place"] = code(placeOf(F));
  O["check"] = code(F.Check);
  O["message"] = plain(F.Message);
  Array Obligations;
  for (const Obligation &Ob : F.Obligations)
    Obligations.push_back(Object{{"how", toString(Ob.By)}, {"text", plain(Ob.Text)}, {"code", code(Ob.Code)}});
  O["obligations"] = std::move(Obligations);
  O["n"] = Best ? std::to_string(Best->N) : "";
  O["before"] = Best ? timeText(Best->BeforeNs) : "";
  O["after"] = Best ? timeText(Best->AfterNs) : "";
  O["gain"] = Best ? gainText(Best->Low, Best->Median, Best->High) : "not measured";
  O["rate"] = Best ? rateText(F, *Best) : "";
  return O;
}

static Array reasonsModel(const Report &R) {
  Array All;
  for (const ReasonFacts &F : byReason(R))
    All.push_back(Object{{"count", static_cast<std::int64_t>(F.Count)},
                         {"statusText", statusText(F.First->Reached, R)},
                         {"code", code(F.First->Why.Code)},
                         {"text", plain(F.First->Why.Text)},
                         {"place", code(placeOf(*F.First))}});
  return All;
}

void writeMarkdown(const Report &R, llvm::raw_ostream &OS) {
  Array Kept, Failures, Notes;
  std::set<std::string> With;
  std::size_t Legal = 0;
  const bool Wrote = !R.DryRun && llvm::any_of(R.Findings, [](const Finding &F) { return F.Written; });
  for (const Finding *F : byGain(R)) {
    Legal += F->Reached == Status::Legal;
    if (F->Reached != Status::Kept && F->Reached != Status::Same)
      continue;
    Kept.push_back(keptModel(*F, R));
    for (const BenchResult &B : F->Bench)
      With.insert(code(B.Compiler + (B.Flags.empty() ? "" : " " + B.Flags)) + (B.Cpu.empty() ? "" : " on " + plain(B.Cpu)));
  }
  for (const Failure &F : R.Failures)
    Failures.push_back(Object{{"text", plain((F.File.empty() ? "" : F.File + " ") + F.Stage + ": " + F.Text)}});
  for (const std::string &Note : R.Notes)
    Notes.push_back(Object{{"text", plain(Note)}});
  Array Reasons = reasonsModel(R);
  const bool Any = !Kept.empty(), HasReasons = !Reasons.empty(), HasFailures = !Failures.empty(), HasNotes = !Notes.empty();
  const std::string Title = fmt::format("Hone: {} {}", Kept.size(),
                                        R.Command == "verify" ? (Kept.size() == 1 ? "function does the same" : "functions do the same")
                                        : R.DryRun            ? (Kept.size() == 1 ? "change would pay" : "changes would pay")
                                                              : (Kept.size() == 1 ? "change that pays" : "changes that pay"));
  OS << renderTemplate(
      TemplateName::Markdown,
      Object{{"title", R.Command == "scan" ? fmt::format("Hone: {}, none measured", counted(Legal, "possible change")) : Title},
             {"run", fmt::format("`hone {}{}`: {}, {}, {}, {}.", R.Command, R.DryRun ? " --diff" : "",
                                 counted(R.Units, "unit"), counted(R.Loops.size(), "loop"),
                                 counted(R.Findings.size(), "finding"), durationText(R.Seconds))},
             {"hasKept", Any},
             {"kept", std::move(Kept)},
             {"measuredWith", orNull(llvm::join(With, "; "))},
             {"nothing", R.Command == "scan" ? "`hone scan` only finds and judges; `hone fix` tests and measures." : "Nothing was kept."},
             {"hasReasons", HasReasons},
             {"reasons", std::move(Reasons)},
             {"hasFailures", HasFailures},
             {"failures", std::move(Failures)},
             {"hasNotes", HasNotes},
             {"notes", std::move(Notes)},
             {"wrote", Wrote},
             {"command", R.Command + (R.DryRun ? " --diff" : "")}});
}

} // namespace hone
