// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "hone/Core/Json.h"
#include "hone/Reporters/DiagnosisReport.h"
#include "hone/Support/Support.h"
#include "llvm/Support/FormatVariadic.h"

using llvm::json::Array;
using llvm::json::Object;
using llvm::json::Value;

namespace hone {

static Object toObject(const std::map<std::string, unsigned> &Counts) {
  Object O;
  for (const auto &[Name, Count] : Counts)
    O[toUtf8(Name)] = Count;
  return O;
}

static Object toObject(const Problem &P) {
  Array Examples;
  for (const std::string &E : P.Examples)
    Examples.push_back(toUtf8(E));
  return Object{{"severity", toString(P.How)}, {"code", P.Code}, {"text", toUtf8(P.Text)}, {"cure", toUtf8(P.Cure)}, {"examples", std::move(Examples)}};
}

static Object toObject(const DiagnosedSample &S) {
  return Object{{"tried", S.Tried},         {"parsed", S.Parsed},   {"functions", S.Functions}, {"driven", S.Driven},
          {"driven_in_part", S.InPart}, {"not_driven", toObject(S.NotDriven)}, {"scanned", S.Scanned}, {"legal", S.Legal}};
}

static Value toValue(const std::optional<TimeRange> &R) {
  return R ? Value(Object{{"low", R->Low}, {"high", R->High}}) : Value(nullptr);
}

static Object databaseOf(const Diagnosis &D) {
  Object O{{"found_by", toUtf8(D.FoundBy)}, {"entries", D.Entries}, {"units", D.Units}, {"units_counted", D.UnitsCounted},
           {"launchers", toObject(D.Launchers)}, {"standards", toObject(D.Standards)}};
  putText(O, "path", D.Database);
  return O;
}

void writeJson(const Diagnosis &D, llvm::raw_ostream &OS) {
  Array Compilers, Tools, Problems;
  for (const DiagnosedCompiler &C : D.Compilers)
    Compilers.push_back(Object{{"name", toUtf8(C.Name)}, {"path", toUtf8(C.Path)}, {"version", toUtf8(C.Version)}, {"target", toUtf8(C.Target)}, {"units", C.Units}});
  for (const DiagnosedTool &T : D.Tools)
    Tools.push_back(Object{{"name", T.Name}, {"there", T.There}, {"for", T.For}});
  for (const Problem &P : D.Problems)
    Problems.push_back(toObject(P));
  Object Whole{{"version", 1},
               {"tool", Object{{"name", "hone"}, {"version", HONE_VERSION}, {"llvm", HONE_LLVM_VERSION}}},
               {"command", "doctor"},
               {"works", D.works()},
               {"build_system", D.BuildSystem},
               {"compilers", std::move(Compilers)},
               {"sample", toObject(D.Sample)},
               {"estimate", Object{{"scan_seconds", toValue(D.Scan)}, {"fix_seconds", toValue(D.Fix)}, {"from", D.EstimatedFrom}}},
               {"tools", std::move(Tools)},
               {"problems", std::move(Problems)},
               {"next", toUtf8(D.Next)},
               {"seconds", D.Seconds}};
  putText(Whole, "root", D.Root);
  Whole["database"] = D.FoundBy.empty() ? Value(nullptr) : Value(databaseOf(D));
  OS << llvm::formatv("{0:2}\n", Value(std::move(Whole)));
}

llvm::Expected<std::string> render(const Diagnosis &D, Format As, const TextOptions &Options) {
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  if (As == Format::Text)
    writeText(D, Options, OS);
  else if (As == Format::Json)
    writeJson(D, OS);
  else
    return failure("this command knows --format=text and --format=json only");
  return Text;
}

} // namespace hone
