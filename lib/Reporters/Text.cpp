// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a person sees first: what was gained and on what evidence, then what
// was tried and thrown away, then what is in the way. Nothing else: the rest is
// in the JSON.
#include "Phrases.h"
#include "Terminal.h"
#include "Views.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <algorithm>
#include <fmt/format.h>
#include <tuple>
#include <utility>

using llvm::StringRef;

namespace hone {
namespace {

struct Section {
  Status Of;
  const char *Label;
  Style Color;
};
/// What was tried and thrown away, then what is in the way.
constexpr Section Stopped[] = {
    {Status::NotFaster, "not faster", Style::Yellow},
    {Status::Different, "different", Style::Red},
    {Status::Unverified, "unverified", Style::Yellow},
    {Status::Unmeasured, "unmeasured", Style::Yellow},
    {Status::Withdrawn, "withdrawn", Style::Yellow},
    {Status::Conflicting, "conflicting", Style::Yellow},
    {Status::Refused, "refused", Style::Plain},
    {Status::NeedsHint, "needs a hint", Style::Yellow},
};

/// More of one code say nothing new.
constexpr std::size_t ShownPerCode = 5;

using Findings = std::vector<const Finding *>;

class TextWriter {
public:
  TextWriter(const Report &R, const TextOptions &O, llvm::raw_ostream &OS)
      : R(R), O(O), Width(std::max(60u, O.Width)), OS(OS),
        Column(listColumn()) {}

  void write() {
    Findings Kept = withStatus(Status::Kept);
    llvm::sort(Kept, [](const Finding *A, const Finding *B) {
      auto Gain = [](const Finding *F) {
        return std::pair(predictedGain(*F).value_or(0), F->Bench.empty() ? 0 : F->Bench[0].Median);
      };
      auto Less = [](auto Pair) { return std::pair(-Pair.first, -Pair.second); };
      return std::make_pair(Less(Gain(A)), A) < std::make_pair(Less(Gain(B)), B);
    });
    if (!O.Quiet)
      header();
    table(R.DryRun ? "would keep" : "kept", Kept);
    program();
    if (!O.Quiet) {
      table("legal", withStatus(Status::Legal));
      table("same", withStatus(Status::Same));
      for (const Section &S : Stopped)
        list(S);
    }
    failures();
    if (!O.Quiet) {
      notes();
      footer();
    }
  }

private:
  std::string colored(Style S, const std::string &Text) const { return hone::colored(S, Text, O.Color); }

  Findings withStatus(Status S) const {
    Findings Found;
    for (const Finding &F : R.Findings)
      if (F.Reached == S)
        Found.push_back(&F);
    llvm::sort(Found, [](const Finding *A, const Finding *B) {
      return std::tie(A->Where.File, A->Where.Line, A->Where.Column, A) <
             std::tie(B->Where.File, B->Where.Line, B->Where.Column, B);
    });
    return Found;
  }

  void header() {
    OS << "hone " << R.Command << (R.DryRun ? " --diff" : "") << "  "
       << counted(R.Units, "unit") << "  " << counted(R.Loops.size(), "loop")
       << "  " << durationText(R.Seconds) << "\n";
    if (R.Findings.empty())
      OS << "nothing found\n";
  }

  /// What does not fit goes on below, indented; each line has its own colour.
  void wrapped(StringRef Text, unsigned Indent, Style S) {
    const std::string Lines = hone::wrapped(Text, Indent, Width);
    for (auto [First, Rest] = std::pair(true, StringRef(Lines)); First || !Rest.empty(); First = false) {
      StringRef Line;
      std::tie(Line, Rest) = Rest.split('\n');
      if (!First)
        OS.indent(Indent), Line = Line.drop_front(Indent);
      OS << colored(S, Line.str()) << "\n";
    }
  }

  /// One row per finding with its evidence below it.
  void table(const char *Label, const Findings &Rows) {
    if (Rows.empty())
      return;
    bool Measured =
        llvm::any_of(Rows, [](const Finding *F) { return !F->Bench.empty(); });
    unsigned Place = 0, Function = 0, Check = 0, Gain = Measured ? 4 : 0;
    for (const Finding *F : Rows) {
      Place = std::max(Place, widthOf(placeOf(*F)));
      Function = std::max(Function, widthOf(clean(F->Function)));
      Check = std::max(Check, widthOf(F->Check));
      if (Measured)
        Gain = std::max(Gain, widthOf(gainOf(*F)));
    }
    // Two spaces before each column; if the line is too long, the function,
    // which the place tells as well, gives way.
    constexpr unsigned LevelWidth = 9, FunctionAtLeast = 12;
    unsigned Others =
        2 + Place + 2 + 2 + Check + 2 + (Measured ? Gain + 2 : 0) + LevelWidth;
    Function =
        std::min(Function, Width > Others + FunctionAtLeast ? Width - Others
                                                            : FunctionAtLeast);

    OS << colored(Style::Green,
                  padded(fmt::format("{} {}", Label, Rows.size()),
                         2 + Place + 2 + Function + 2 + Check + 2))
       << colored(Style::Dim,
                  (Measured ? padded("gain", Gain + 2) : "") + "level")
       << "\n";
    for (const Finding *F : Rows) {
      OS << "  " << padded(placeOf(*F), Place) << "  "
         << padded(fitted(clean(F->Function), Function), Function) << "  "
         << padded(F->Check, Check) << "  ";
      if (Measured)
        OS << colored(Style::Bold, padded(gainOf(*F), Gain)) << "  ";
      OS << toString(F->Trust) << "\n";
      evidence(*F);
    }
  }

  void evidence(const Finding &F) {
    constexpr unsigned Indent = 6;
    std::string Text = effectText(F);
    for (const Obligation &Ob : F.Obligations)
      if (Ob.By == How::Guarded)
        Text += ", guarded: " + clean(Ob.Text);
    if (F.Verify)
      Text += " | " + testsText(*F.Verify);
    if (std::optional<double> Predicted = predictedGain(F))
      Text += fmt::format(" | {:.1f} % of the program's time, predicted {:.2f}x", 100 * *F.Share, *Predicted);
    OS.indent(Indent);
    wrapped(Text, Indent, Style::Dim);
    if (F.Bench.empty())
      return;
    OS.indent(Indent);
    wrapped(timesText(F.Bench.front()), Indent, Style::Dim);
  }

  /// Where the entries of the lists begin: right of the widest title.
  unsigned listColumn() const {
    unsigned Widest = 0;
    auto Consider = [&](StringRef Label, std::size_t N) {
      if (N)
        Widest =
            std::max(Widest, widthOf(fmt::format("{} {}", Label.str(), N)) + 2);
    };
    for (const Section &S : Stopped)
      Consider(S.Label, withStatus(S.Of).size());
    Consider("failed", R.Failures.size());
    Consider("note", R.Notes.size());
    return Widest;
  }

  /// A title and entries beside it.
  void entries(const char *Label, std::size_t Count, Style S,
               const std::vector<std::string> &Entries) {
    for (std::size_t I = 0; I != Entries.size(); ++I) {
      if (I == 0)
        OS << colored(S, padded(fmt::format("{} {}", Label, Count), Column));
      else
        OS.indent(Column);
      wrapped(Entries[I], Column, Style::Plain);
    }
  }

  void list(const Section &S) {
    Findings All = withStatus(S.Of);
    std::vector<std::string>
        Codes; // In the order of the first finding of each.
    for (const Finding *F : All)
      if (!llvm::is_contained(Codes, F->Why.Code))
        Codes.push_back(F->Why.Code);
    std::vector<std::string> Entries;
    for (const std::string &Code : Codes) {
      std::size_t Seen = 0;
      for (const Finding *F : All)
        if (F->Why.Code == Code && ++Seen <= ShownPerCode)
          Entries.push_back(placeOf(*F) + " " + whyText(*F));
      if (Seen > ShownPerCode)
        Entries.push_back(fmt::format("... and {} more [{}]",
                                      Seen - ShownPerCode, clean(Code)));
    }
    entries(S.Label, All.size(), S.Color, Entries);
    for (const Finding *F : All)
      counterexample(*F);
  }

  /// Input and both answers, which stand as comments in the ready test.
  void counterexample(const Finding &F) {
    bool Shown = F.Reached == Status::Different || F.Why.Code == "region-differs";
    if (!Shown || !F.Verify || F.Verify->Counterexample.empty())
      return;
    llvm::SmallVector<StringRef> Lines;
    StringRef(F.Verify->Counterexample).split(Lines, '\n');
    OS.indent(2) << placeOf(F) << "  " << clean(F.Function) << "\n";
    bool Reason = true;
    for (StringRef Line : Lines) {
      Line = Line.ltrim();
      if (!Line.consume_front("// "))
        continue;
      if (!std::exchange(Reason, false)) // which the list has given
        OS.indent(6 + (Line.size() - Line.ltrim().size())) << clean(Line) << "\n";
    }
  }

  /// What the user's own benchmark says, and of whom.
  void program() {
    if (!R.Program)
      return;
    const ProgramResult &P = *R.Program;
    auto Ratio = [](const ProgramRatio &Of) { return gainText(Of.Low, Of.Median, Of.High); };
    std::string Text = fmt::format("{}  {:.0f} ms to {:.0f} ms, {} runs each, by `{}`", Ratio(P.All), P.BeforeMs, P.AfterMs, P.Pairs, clean(P.Command));
    if (P.Predicted)
      Text += fmt::format("; predicted {:.2f}x", *P.Predicted);
    OS << colored(Style::Bold, "program") << "  ";
    wrapped(Text, 9, Style::Plain);
    for (const ProgramRatio &Part : P.Parts)
      for (const Finding &F : R.Findings)
        if (F.Id == Part.Id) {
          OS.indent(9);
          wrapped(fmt::format("{}  by {} {}", Ratio(Part), placeOf(F), F.Check), 11, Style::Dim);
        }
  }

  void failures() {
    std::vector<std::string> Entries;
    for (const Failure &F : R.Failures)
      Entries.push_back((F.File.empty() ? "" : clean(F.File) + " ") +
                        clean(F.Stage) + ": " + clean(F.Text));
    entries("failed", Entries.size(), Style::Red, Entries);
  }

  void notes() {
    std::vector<std::string> Entries;
    for (const std::string &Note : R.Notes)
      Entries.push_back(clean(Note));
    entries("note", Entries.size(), Style::Dim, Entries);
  }

  /// What tells this finding from the others.
  std::string shortId(const Finding &F) const {
    std::size_t Length = std::min<std::size_t>(4, F.Id.size());
    for (const Finding &Other : R.Findings)
      while (Other.Id != F.Id && Length < F.Id.size() && StringRef(Other.Id).starts_with(F.Id.substr(0, Length)))
        ++Length;
    return F.Id.substr(0, Length);
  }

  /// Where to go from here, as much of it as fits a line.
  void footer() {
    if (R.Findings.empty())
      return;
    std::vector<std::string> Parts;
    const bool Written = llvm::any_of(R.Findings, [](const Finding &F) { return F.Written; });
    if (R.Command == "fix" && Written)
      Parts.push_back(R.DryRun ? "write them: hone fix" : "undo: hone undo");
    else if (R.Command == "scan" && !withStatus(Status::Legal).empty())
      Parts.push_back("test, measure and write: hone fix");
    if (const Finding *First = byGain(R).front(); !First->Id.empty())
      Parts.push_back("details: hone explain " + shortId(*First));
    Parts.push_back("report: hone report --format=html -o hone-report");
    constexpr StringRef Between = "    ";
    while (Parts.size() > 1 && llvm::join(Parts, Between).size() > Width)
      Parts.pop_back();
    OS << colored(Style::Dim, llvm::join(Parts, Between)) << "\n";
  }

  const Report &R;
  const TextOptions &O;
  const unsigned Width;
  llvm::raw_ostream &OS;
  const unsigned Column;
};

} // namespace

void writeText(const Report &R, const TextOptions &Options,
               llvm::raw_ostream &OS) {
  TextWriter(R, Options, OS).write();
}

} // namespace hone
