// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A diagnosis for a person: the facts, a line each, then what is in the way,
// the worst first, each with the line that removes it.
#include "hone/Reporters/DiagnosisReport.h"
#include "Phrases.h"
#include "Terminal.h"
#include "llvm/ADT/STLExtras.h"
#include <algorithm>
#include <fmt/format.h>

namespace hone {

namespace {

class DiagnosisWriter {
public:
  DiagnosisWriter(const Diagnosis &D, const TextOptions &O, llvm::raw_ostream &OS)
      : D(D), O(O), Width(std::max(60u, O.Width)), OS(OS) {}

  void write() {
    if (!O.Quiet) {
      OS << colored(Style::Bold, "hone doctor", O.Color) << "  " << clean(D.Root.empty() ? D.Folder : D.Root)
         << (D.BuildSystem.empty() ? "" : "  " + D.BuildSystem) << "  " << durationText(D.Seconds) << "\n";
      facts();
    }
    problems(Severity::Stops, "stops", Style::Red);
    problems(Severity::Hinders, "hinders", Style::Yellow);
    if (!O.Quiet)
      problems(Severity::Note, "notes", Style::Plain);
    OS << verdict() << "\n";
  }

private:
  void fact(const char *Name, const std::string &Text) {
    if (!Text.empty())
      OS << "  " << padded(Name, 10) << wrapped(Text, 12, Width) << "\n";
  }
  void facts();
  std::string database() const;
  std::string compilers() const;
  std::string functions() const;
  std::string tools() const;
  void problems(Severity How, const char *Title, Style Color);
  std::string verdict() const;

  const Diagnosis &D;
  const TextOptions &O;
  unsigned Width;
  llvm::raw_ostream &OS;
};

} // namespace

/// "g++ 12, clang++ 3", the most frequent first; without the figure if there is one of all.
static std::string countedList(const std::map<std::string, unsigned> &Counts) {
  std::vector<std::pair<std::string, unsigned>> All(Counts.begin(), Counts.end());
  llvm::sort(All, [](const auto &A, const auto &B) {
    return A.second != B.second ? A.second > B.second : A.first < B.first;
  });
  std::string Text;
  for (const auto &[Name, Count] : All)
    Text += (Text.empty() ? "" : ", ") + clean(Name) + (All.size() > 1 ? fmt::format(" {}", Count) : "");
  return Text;
}

std::string DiagnosisWriter::database() const {
  if (D.FoundBy.empty())
    return "none";
  llvm::StringRef Path = D.Database;
  Path.consume_front(D.Folder + "/");
  std::string Text = Path.empty() ? D.FoundBy : fmt::format("{}, {}", clean(Path), D.FoundBy);
  if (D.Entries)
    Text += fmt::format(": {}, {}{} that Hone reads", counted(D.Entries, "entry", "entries"), D.UnitsCounted ? "" : "about ",
                        counted(D.Units, "C++ unit"));
  return Text;
}

std::string DiagnosisWriter::compilers() const {
  std::string Text;
  for (const DiagnosedCompiler &C : D.Compilers) {
    Text += Text.empty() ? "" : "; ";
    Text += clean(C.Name) + (C.Version.empty() ? C.Path.empty() ? " (not there)" : " (no answer)" : " (" + clean(C.Version) + ")");
    if (D.Compilers.size() > 1)
      Text += fmt::format(" {}", C.Units);
  }
  if (!D.Launchers.empty())
    Text += "; behind " + countedList(D.Launchers) + ", which Hone leaves out";
  return Text;
}

std::string DiagnosisWriter::functions() const {
  const DiagnosedSample &S = D.Sample;
  if (S.Parsed == 0)
    return "";
  std::string Text = fmt::format("{} with loops in the sample; tests could drive {}", counted(S.Functions, "function"), S.Driven);
  if (S.InPart)
    Text += fmt::format(", and perhaps the loops alone of {} more", S.InPart);
  if (!S.NotDriven.empty())
    Text += "; in the way: " + countedList(S.NotDriven) + (S.NotDriven.size() == 1 ? fmt::format(" {}", S.NotDriven.begin()->second) : "");
  return Text;
}

std::string DiagnosisWriter::tools() const {
  std::string There, Absent;
  for (const DiagnosedTool &T : D.Tools) {
    std::string &List = T.There ? There : Absent;
    List += (List.empty() ? "" : ", ") + T.Name + (T.There ? "" : " (" + T.For + ")");
  }
  return Absent.empty() ? "all there" : There + "; not there: " + Absent;
}

/// "about 40 s", "20 s to 2 min"
static std::string rangeText(const TimeRange &R) {
  if (R.High < 1)
    return "under a second";
  if (R.High < R.Low * 1.25)
    return "about " + durationText(R.High);
  return (R.Low < 1 ? "1 s" : durationText(R.Low)) + " to " + durationText(R.High);
}

void DiagnosisWriter::facts() {
  fact("database", database());
  fact("compilers", compilers());
  fact("standard", countedList(D.Standards));
  if (D.Units)
    fact("parses", fmt::format("{} of {} tried{}", D.Sample.Parsed, D.Sample.Tried,
                               D.Sample.Tried < D.Units ? fmt::format(" (there are {})", D.Units) : ", which are all"));
  fact("functions", functions());
  fact("tools", tools());
  if (!D.Scan && !D.EstimatedFrom.empty())
    fact("time", "not known: " + D.EstimatedFrom);
  if (D.Scan)
    fact("time", fmt::format("hone scan {}{} ({})", rangeText(*D.Scan), D.Fix ? ", hone fix " + rangeText(*D.Fix) : "", D.EstimatedFrom));
}

void DiagnosisWriter::problems(Severity How, const char *Title, Style Color) {
  const auto Count = llvm::count_if(D.Problems, [&](const Problem &P) { return P.How == How; });
  if (Count == 0)
    return;
  OS << colored(Color, Title, O.Color) << " " << Count << "\n";
  for (const Problem &P : D.Problems) {
    if (P.How != How)
      continue;
    OS << "  " << wrapped(P.Code + ": " + clean(P.Text), 4, Width) << "\n";
    if (P.Cure != "nothing")
      OS << "      " << colored(Style::Bold, clean(P.Cure), O.Color) << "\n";
  }
}

std::string DiagnosisWriter::verdict() const {
  if (!D.works())
    return "Hone cannot work here yet; look again with hone doctor";
  return "Hone can work here: " + clean(D.Next);
}

void writeText(const Diagnosis &D, const TextOptions &Options, llvm::raw_ostream &OS) {
  DiagnosisWriter(D, Options, OS).write();
}

} // namespace hone
