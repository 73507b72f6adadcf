// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What became of other tools' fixes. A person wants the count, and then to
// know what is still to be done and why; the rest is in the JSON.
#include "Phrases.h"
#include "hone/Core/Json.h"
#include "hone/Reporters/Reporters.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include <fmt/format.h>
#include <set>

using llvm::json::Array;
using llvm::json::Object;
using llvm::json::Value;

namespace hone {

/// More of one code say nothing new.
static constexpr std::size_t ShownPerCode = 10;

static std::size_t appliedIn(const ApplyReport &R,
                             std::set<std::string> &Files) {
  std::size_t Count = 0;
  for (const AppliedFix &F : R.Fixes) {
    if (F.Why)
      continue;
    ++Count;
    for (const Edit &E : F.Edits)
      Files.insert(E.File);
  }
  return Count;
}

static void writeWithdrawn(const ApplyReport &R, llvm::raw_ostream &OS) {
  std::map<std::string, std::vector<const AppliedFix *>> ByCode;
  std::size_t Count = 0;
  for (const AppliedFix &F : R.Fixes)
    if (F.Why) {
      ByCode[F.Why->Code].push_back(&F);
      ++Count;
    }
  if (Count == 0)
    return;
  OS << "withdrawn " << Count << "\n";
  for (const auto &[Code, Fixes] : ByCode) {
    OS << "  " << Code << " " << Fixes.size() << "\n";
    for (std::size_t I = 0; I != std::min(Fixes.size(), ShownPerCode); ++I) {
      const AppliedFix &F = *Fixes[I];
      OS << "    "
         << fmt::format("{}:{}:{} {}: {}\n", clean(F.Where.File), F.Where.Line,
                        F.Where.Column, clean(llvm::join(F.Checks, ", ")),
                        clean(F.Why->Text));
    }
    if (Fixes.size() > ShownPerCode)
      OS << "    and " << Fixes.size() - ShownPerCode
         << " more: --format=json has them all\n";
  }
}

void writeText(const ApplyReport &R, const TextOptions &Options,
               llvm::raw_ostream &OS) {
  std::set<std::string> Files;
  std::size_t Applied = appliedIn(R, Files);
  OS << fmt::format("{} {} of {} in {}\n", R.DryRun ? "would apply" : "applied",
                    Applied, counted(R.Fixes.size(), "fix", "fixes"),
                    counted(Files.size(), "file"));
  if (!Options.Quiet)
    writeWithdrawn(R, OS);
  if (!R.Failures.empty())
    OS << "failed " << R.Failures.size() << "\n";
  for (const Failure &F : R.Failures)
    OS << "  " << (F.File.empty() ? "" : clean(F.File) + " ") << clean(F.Stage)
       << ": " << clean(F.Text) << "\n";
  if (Options.Quiet)
    return;
  for (const std::string &Note : R.Notes)
    OS << "note: " << clean(Note) << "\n";
  if (Applied != 0)
    OS << (R.DryRun ? "write them: hone apply without --diff\n"
                    : "undo: hone undo\n");
}

static Object toObject(const AppliedFix &F) {
  Array Edits, Checks;
  for (const std::string &Check : F.Checks)
    Checks.push_back(toUtf8(Check));
  for (const Edit &E : F.Edits) {
    Object One{{"offset", E.Offset}, {"length", E.Length}};
    putText(One, "file", E.File);
    putText(One, "text", E.Text);
    Edits.push_back(std::move(One));
  }
  Object O{{"checks", std::move(Checks)},
           {"message", toUtf8(F.Message)},
           {"line", F.Where.Line},
           {"column", F.Where.Column},
           {"proposals", F.Proposals},
           {"status", F.Why ? "withdrawn" : "applied"},
           {"edits", std::move(Edits)}};
  putText(O, "file", F.Where.File);
  if (F.Why)
    O["reason"] = Object{{"code", F.Why->Code}, {"text", toUtf8(F.Why->Text)}};
  return O;
}

void writeJson(const ApplyReport &R, llvm::raw_ostream &OS) {
  Array Fixes, Failures, Notes;
  for (const AppliedFix &F : R.Fixes)
    Fixes.push_back(toObject(F));
  for (const Failure &F : R.Failures) {
    Object One{{"stage", toUtf8(F.Stage)}, {"text", toUtf8(F.Text)}};
    putText(One, "file", F.File);
    Failures.push_back(std::move(One));
  }
  for (const std::string &Note : R.Notes)
    Notes.push_back(toUtf8(Note));
  std::set<std::string> Files;
  std::size_t Applied = appliedIn(R, Files);
  Object Whole{
      {"version", 1},
      {"tool", Object{{"name", "hone"},
                      {"version", HONE_VERSION},
                      {"llvm", HONE_LLVM_VERSION}}},
      {"command", "apply"},
      {"dry_run", R.DryRun},
      {"fixes", std::move(Fixes)},
      {"failures", std::move(Failures)},
      {"notes", std::move(Notes)},
      {"summary", Object{{"units", R.Units},
                         {"files", static_cast<std::int64_t>(Files.size())},
                         {"applied", static_cast<std::int64_t>(Applied)},
                         {"withdrawn",
                          static_cast<std::int64_t>(R.Fixes.size() - Applied)},
                         {"seconds", R.Seconds}}}};
  OS << llvm::formatv("{0:2}\n", Value(std::move(Whole)));
}

} // namespace hone
