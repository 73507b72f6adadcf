// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What people and scripts are told. The plot is made of letters: an SVG in Markdown is not shown where
// Markdown is read.
#include "hone/Baseline/Baseline.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"
#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace hone {

static bool isAlarm(BenchmarkStatus S) { return S == BenchmarkStatus::Slower || S == BenchmarkStatus::MoreInstructions; }

/// Those of each status together, alarms first.
static std::vector<const BenchmarkComparison *> inOrder(const BenchmarkReport &R) {
  std::vector<const BenchmarkComparison *> All;
  for (const BenchmarkComparison &C : R.Benchmarks)
    All.push_back(&C);
  llvm::stable_sort(All, [](const auto *A, const auto *B) { return A->Status < B->Status; });
  return All;
}

static std::string timeText(double Nanoseconds) {
  if (Nanoseconds >= 1e9)
    return fmt::format("{:.4g} s", Nanoseconds / 1e9);
  if (Nanoseconds >= 1e6)
    return fmt::format("{:.4g} ms", Nanoseconds / 1e6);
  return Nanoseconds >= 1e3 ? fmt::format("{:.4g} us", Nanoseconds / 1e3) : fmt::format("{:.4g} ns", Nanoseconds);
}

static std::string timesText(const BenchmarkComparison &C) {
  if (C.OldNanoseconds > 0)
    return timeText(C.OldNanoseconds) + " to " + timeText(C.NewNanoseconds);
  return C.NewNanoseconds > 0 ? timeText(C.NewNanoseconds) : "";
}

/// The figures that the status rests on.
static std::string evidenceText(const BenchmarkComparison &C) {
  std::string Text;
  if (C.Ratio)
    Text = fmt::format("{}, {} pairs", ratioText(*C.Ratio), C.Pairs);
  if (C.Second)
    Text += fmt::format("; second series {}, {} pairs", ratioText(*C.Second), 2 * C.Pairs);
  if (C.OldInstructions)
    Text += fmt::format("{}{:.4g} to {:.4g} instructions", Text.empty() ? "" : "; ", *C.OldInstructions, *C.NewInstructions);
  return Text;
}

void writeBenchmarkText(const BenchmarkReport &R, bool Quiet, llvm::raw_ostream &OS) {
  const auto Alarms = llvm::count_if(R.Benchmarks, [](const auto &C) { return isAlarm(C.Status); });
  if (!Quiet)
    OS << fmt::format("hone bench  {} benchmarks  {} slower\n", R.Benchmarks.size(), Alarms);
  for (const BenchmarkComparison *C : inOrder(R)) {
    if (Quiet && !isAlarm(C->Status))
      continue;
    OS << fmt::format("{:<18} {}: {}", name(C->Status).str(), C->Program, C->Name);
    for (const std::string &Part : {timesText(*C), evidenceText(*C)})
      if (!Part.empty())
        OS << "  " << Part;
    OS << "\n";
    if (!C->Note.empty())
      OS << "    " << C->Note << "\n";
  }
  if (!Quiet)
    for (const std::string &N : R.Notes)
      OS << "note: " << N << "\n";
}

static llvm::json::Value intervalJson(const Interval &I) {
  llvm::json::Object O{{"median", I.Median}};
  // Too few pairs: an end that is nowhere has no number.
  if (std::isfinite(I.High)) {
    O["low"] = I.Low;
    O["high"] = I.High;
  }
  return O;
}

void writeBenchmarkJson(const BenchmarkReport &R, llvm::raw_ostream &OS) {
  llvm::json::Array All;
  for (const BenchmarkComparison &C : R.Benchmarks) {
    llvm::json::Object O{{"program", llvm::json::fixUTF8(C.Program)}, {"name", llvm::json::fixUTF8(C.Name)}, {"status", name(C.Status)},
                         {"old_ns", C.OldNanoseconds}, {"new_ns", C.NewNanoseconds}, {"pairs", C.Pairs}};
    if (!C.Note.empty())
      O["note"] = llvm::json::fixUTF8(C.Note);
    if (C.Ratio)
      O["ratio"] = intervalJson(*C.Ratio);
    if (C.Second)
      O["second"] = intervalJson(*C.Second);
    if (C.OldInstructions) {
      O["old_instructions"] = *C.OldInstructions;
      O["new_instructions"] = *C.NewInstructions;
    }
    All.push_back(std::move(O));
  }
  llvm::json::Array Notes;
  for (const std::string &N : R.Notes)
    Notes.push_back(llvm::json::fixUTF8(N));
  llvm::json::Object Top{{"version", 1}, {"alarm", R.alarm()}, {"benchmarks", std::move(All)}, {"notes", std::move(Notes)}};
  OS << llvm::formatv("{0:2}", llvm::json::Value(std::move(Top))) << "\n";
}

/// In a cell of a table.
static std::string cell(llvm::StringRef Text) {
  std::string Safe;
  for (char C : Text) {
    if (C == '|' || C == '\\' || C == '*' || C == '_' || C == '`' || C == '<' || C == '[')
      Safe += '\\';
    Safe += C == '\n' ? ' ' : C;
  }
  return Safe;
}

void writeBenchmarkMarkdown(const BenchmarkReport &R, llvm::raw_ostream &OS) {
  OS << "| status | benchmark | time | evidence | |\n|---|---|---|---|---|\n";
  for (const BenchmarkComparison *C : inOrder(R))
    OS << fmt::format("| {} | {}: {} | {} | {} | {} |\n", name(C->Status).str(), cell(C->Program), cell(C->Name), cell(timesText(*C)),
                      cell(evidenceText(*C)), cell(C->Note));
  if (!R.Notes.empty())
    OS << "\n";
  for (const std::string &N : R.Notes)
    OS << "- " << cell(N) << "\n";
}

/// One letter a value, low to high between the least and the most of them, but no mountain of a few percent.
static std::string plot(const std::vector<double> &Values) {
  static constexpr const char *Steps[] = {"\u2581", "\u2582", "\u2583", "\u2584", "\u2585", "\u2586", "\u2587", "\u2588"};
  static constexpr std::size_t Most = 40;
  std::string Text;
  if (Values.empty())
    return Text;
  double Low = *std::min_element(Values.begin(), Values.end()), High = *std::max_element(Values.begin(), Values.end());
  const double Room = std::max(0.0, 0.2 * High - (High - Low)) / 2;
  Low -= Room, High += Room;
  for (double V : llvm::ArrayRef(Values).take_back(Most))
    Text += Steps[High > Low ? std::min<std::size_t>(7, static_cast<std::size_t>(8 * (V - Low) / (High - Low))) : 3];
  return Text;
}

static std::string changeText(double First, double Last) { return First > 0 ? fmt::format("{:+.1f} %", 100 * (Last / First - 1)) : ""; }

/// The entries of one benchmark, oldest first.
static void writeRow(llvm::ArrayRef<BaselineEntry> Days, llvm::raw_ostream &OS) {
  std::vector<double> Times, Instructions;
  for (const BaselineEntry &E : Days) {
    Times.push_back(E.Nanoseconds);
    // What another counter counted is another curve.
    if (E.Instructions && Days.back().Instructions && E.Instructions->Counter == Days.back().Instructions->Counter)
      Instructions.push_back(E.Instructions->PerIteration);
  }
  OS << fmt::format("| {}: {} | {} | {} | {} | {} |", cell(Days.back().Program), cell(Days.back().Name), Days.back().Date, timeText(Times.back()),
                    changeText(Times.front(), Times.back()), plot(Times));
  if (Instructions.empty())
    OS << " | | |\n";
  else
    OS << fmt::format(" {:.4g} | {} | {} |\n", Instructions.back(), changeText(Instructions.front(), Instructions.back()), plot(Instructions));
}

void writeBaselineHistory(const std::vector<BaselineEntry> &Entries, llvm::raw_ostream &OS) {
  std::vector<BaselineEntry> Sorted = Entries;
  llvm::stable_sort(Sorted, [](const BaselineEntry &A, const BaselineEntry &B) {
    return std::tie(A.Key, A.Program, A.Name, A.Date) < std::tie(B.Key, B.Program, B.Name, B.Date);
  });
  OS << "# Benchmarks\n\nTimes of different days are no evidence; instructions are. Changes are since the first entry.\n";
  const std::string *Key = nullptr;
  for (std::size_t I = 0, End = 0; I != Sorted.size(); I = End) {
    for (End = I; End != Sorted.size() && Sorted[End].Key == Sorted[I].Key && Sorted[End].Program == Sorted[I].Program && Sorted[End].Name == Sorted[I].Name;)
      ++End;
    if (!Key || *Key != Sorted[I].Key)
      OS << fmt::format("\n## {}\n\n| benchmark | last | time | change | history | instructions | change | history |\n|---|---|---:|---:|---|---:|---:|---|\n",
                        cell(Sorted[I].Key));
    Key = &Sorted[I].Key;
    writeRow(llvm::ArrayRef(Sorted).slice(I, End - I), OS);
  }
}

void writeBaselineJson(const std::vector<BaselineEntry> &Entries, llvm::raw_ostream &OS) {
  llvm::json::Array All;
  for (const BaselineEntry &E : Entries) {
    llvm::json::Object O{{"key", llvm::json::fixUTF8(E.Key)}, {"program", llvm::json::fixUTF8(E.Program)}, {"name", llvm::json::fixUTF8(E.Name)},
                         {"date", llvm::json::fixUTF8(E.Date)}, {"ns", E.Nanoseconds}};
    if (E.Instructions) {
      O["instructions"] = E.Instructions->PerIteration;
      O["counter"] = llvm::json::fixUTF8(E.Instructions->Counter);
    }
    All.push_back(std::move(O));
  }
  OS << llvm::formatv("{0:2}", llvm::json::Value(llvm::json::Object{{"version", 1}, {"entries", std::move(All)}})) << "\n";
}

} // namespace hone
