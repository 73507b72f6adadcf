// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Everything that a run knows about a finding or about a line. The table of a run leaves out what most people do not
// ask about; this is for who does, so it leaves out nothing but the assembly, which the HTML report has.
#include "hone/Reporters/Explain.h"
#include "FindingModel.h"
#include "Phrases.h"
#include "Scores.h"
#include "Terminal.h"
#include "Views.h"
#include "hone/Core/Json.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <fmt/format.h>
#include <set>

using llvm::StringRef;
using llvm::json::Array;
using llvm::json::Object;

namespace hone {

static bool within(const Span &S, StringRef File, unsigned Line) {
  return S.File == File && S.Line <= Line && Line <= std::max(S.Line, S.EndLine);
}

static bool editsLine(const Finding &F, const Report &R, StringRef File, unsigned Line) {
  auto Source = R.Sources.find(File.str());
  if (Source == R.Sources.end())
    return false;
  const StringRef Text = Source->second;
  const LineTable Lines(Text);
  return llvm::any_of(F.Fix.Edits, [&](const Edit &E) {
    if (E.File != File || std::size_t(E.Offset) + E.Length > Text.size())
      return false;
    const std::size_t Length = Text.substr(E.Offset, E.Length).rtrim('\n').size();
    return Lines.lineOf(E.Offset) <= Line && Line <= Lines.lineOf(E.Offset + static_cast<unsigned>(Length));
  });
}

Covering coveringLine(const Report &R, StringRef File, unsigned Line) {
  Covering All;
  for (const Finding &F : R.Findings) {
    const bool Heads = F.InLoop && F.InLoop->Where.File == File && F.InLoop->Where.Line == Line;
    if (within(F.Where, File, Line) || Heads || editsLine(F, R, File, Line))
      All.Findings.push_back(&F);
  }
  for (const Loop &L : R.Loops)
    if (within(L.Where, File, Line))
      All.Loops.push_back(&L);
  llvm::sort(All.Loops, [](const Loop *A, const Loop *B) {
    return std::tie(B->Depth, B->Where.Begin, B->Id) < std::tie(A->Depth, A->Where.Begin, A->Id);
  });
  return All;
}

/// The edits of one file that were written, each once, since two findings may need the same include.
static std::vector<Edit> writtenEdits(const Report &R, StringRef File) {
  std::vector<Edit> Edits;
  for (const Finding &F : R.Findings)
    if (F.Written && !R.DryRun)
      for (const Edit &E : F.Fix.Edits)
        if (E.File == File)
          Edits.push_back(E);
  auto Key = [](const Edit &E) { return std::tie(E.Offset, E.Length, E.Text); };
  llvm::sort(Edits, [&](const Edit &A, const Edit &B) { return Key(A) < Key(B); });
  Edits.erase(std::unique(Edits.begin(), Edits.end(), [&](const Edit &A, const Edit &B) { return Key(A) == Key(B); }),
              Edits.end());
  return Edits;
}

/// Whether \p Edits, sorted, make \p Now of \p Source. The report does not say which of two insertions at one place
/// came first, so either will do.
static bool makes(llvm::ArrayRef<Edit> Edits, StringRef Source, StringRef Now) {
  std::size_t At = 0;
  while (!Edits.empty()) {
    const std::size_t Offset = Edits.front().Offset;
    if (Offset < At || Offset > Source.size() || !Now.consume_front(Source.slice(At, Offset)))
      return false;
    At = Offset;
    std::vector<StringRef> Texts;
    for (; !Edits.empty() && Edits.front().Offset == Offset; Edits = Edits.drop_front()) {
      Texts.push_back(Edits.front().Text);
      At = std::max(At, Offset + Edits.front().Length);
    }
    llvm::sort(Texts, [](StringRef A, StringRef B) { return A.size() > B.size(); });
    while (!Texts.empty()) {
      auto Next = llvm::find_if(Texts, [&](StringRef Text) { return Now.starts_with(Text); });
      if (Next == Texts.end())
        return false;
      Now = Now.drop_front(Next->size());
      Texts.erase(Next);
    }
  }
  return At <= Source.size() && Now == Source.drop_front(At);
}

std::string changedSince(const Report &R, StringRef File, StringRef Now) {
  auto Source = R.Sources.find(File.str());
  if (Source == R.Sources.end() || Source->second == Now)
    return "";
  const std::vector<Edit> Written = writtenEdits(R, File);
  if (!Written.empty() && makes(Written, Source->second, Now))
    return fmt::format("{} has what the last run wrote; lines are counted as before it, as in the report of the run",
                       clean(File));
  return fmt::format("{} has changed since the last run; lines are those of the run. To look again: hone scan {}",
                     clean(File), clean(File));
}

namespace {
class Explainer {
public:
  Explainer(const Report &R, llvm::ArrayRef<CodeEntry> Codes, const TextOptions &O)
      : R(R), Codes(Codes), O(O), Width(std::max(60u, O.Width)) {}

  std::string explain(const Covering &What, llvm::ArrayRef<std::string> Notes) {
    for (const Loop *L : What.Loops)
      Shown.insert(L->Id);
    for (const std::string &Note : Notes)
      put(0, clean(Note), Style::Dim);
    for (const Finding *F : What.Findings) {
      separate();
      finding(*F);
    }
    for (const Loop *L : What.Loops) {
      separate();
      loop(*L);
    }
    return std::move(Out);
  }

private:
  void separate() { Out += Out.empty() ? "" : "\n"; }
  std::string bold(const std::string &Text) const { return colored(Style::Bold, Text, O.Color); }

  /// Wrapped text, each line in one style.
  void put(unsigned Indent, StringRef Text, Style S = Style::Plain, unsigned Hang = 0) {
    const std::string Lines = std::string(Indent, ' ') + wrapped(Text, Indent + Hang, Width);
    for (StringRef Line : llvm::split(Lines, '\n')) {
      const StringRef Words = Line.ltrim(' ');
      Out += Line.drop_back(Words.size()).str() + colored(S, Words.str(), O.Color) + "\n";
    }
  }
  void heading(const std::string &Text) { Out += bold(Text) + "\n"; }

  void finding(const Finding &F) {
    Out += bold(placeOf(F)) + (F.Function.empty() ? "" : "  " + clean(F.Function)) + "\n";
    put(2, fmt::format("{}: {}", clean(F.Check), clean(F.Message)), Style::Plain, 2);
    std::string Words = statusText(F.Reached, R);
    if (!F.Bench.empty())
      Words += "  " + gainOf(F);
    const bool Good = F.Reached == Status::Kept || F.Reached == Status::Legal || F.Reached == Status::Same;
    Out += "  " + colored(Good ? Style::Green : Style::Yellow, Words, O.Color) +
           // Of what was refused nobody knows how far it might be trusted.
           (F.Obligations.empty() ? "" : "  level " + toString(F.Trust).str()) + "  id " + clean(F.Id) + "\n";
    reason(F);
    change(F);
    obligations(F);
    if (F.Verify)
      tests(*F.Verify);
    measured(F);
    if (F.InLoop)
      compiled(F);
  }

  const CodeEntry *meaningOf(const Finding &F) const {
    const CodeEntry *Found = nullptr;
    for (const CodeEntry &E : Codes) {
      const bool Fits = E.Statuses.empty() || llvm::is_contained(E.Statuses, toString(F.Reached).str());
      if (E.Code != F.Why.Code || !Fits || !(E.Check.empty() || E.Check == F.Check))
        continue;
      // The check's own words are about this very thing, and its page says what to do.
      if (!Found || (Found->Check.empty() && !E.Check.empty()) || (Found->Check == E.Check && Found->Advice.empty()))
        Found = &E;
    }
    return Found;
  }

  void markdown(const std::string &Text) { Out += renderPage(Text, {O.Color, O.Quiet, Width}); }

  void reason(const Finding &F) {
    if (F.Why.Code.empty())
      return;
    heading(fmt::format("why it is {} [{}]", statusText(F.Reached, R), clean(F.Why.Code)));
    put(2, clean(F.Why.Text.empty() ? F.Message : F.Why.Text));
    if (const CodeEntry *E = meaningOf(F)) {
      markdown(fmt::format("{} means: {}", E->Code, E->Meaning));
      if (!E->Advice.empty())
        markdown("What you can do: " + E->Advice);
    }
    if (F.Written)
      put(2, "It was written all the same: --accept.");
  }

  void change(const Finding &F) {
    const std::string Diff = diffText(F, R);
    if (Diff.empty())
      return;
    heading(F.Written ? R.DryRun ? "the change that would be written" : "the change that was written" : "the change");
    for (StringRef Line : llvm::split(StringRef(Diff).rtrim('\n'), '\n')) {
      const Style S = Line.starts_with("+++") || Line.starts_with("---") ? Style::Bold
                      : Line.starts_with("@@")                           ? Style::Cyan
                      : Line.starts_with("+")                            ? Style::Green
                      : Line.starts_with("-")                            ? Style::Red
                                                                         : Style::Plain;
      Out += Line.trim().empty() ? "\n" : "  " + colored(S, visible(Line), O.Color) + "\n";
    }
  }

  /// Source text must not drive the terminal either; tabs and spaces stay.
  static std::string visible(StringRef Line) {
    std::string Text = toUtf8(Line.rtrim('\r'));
    for (char &C : Text)
      if ((static_cast<unsigned char>(C) < 0x20 && C != '\t') || C == 0x7F)
        C = '?';
    return Text;
  }

  void obligations(const Finding &F) {
    if (F.Obligations.empty())
      return;
    heading("what it rests on");
    for (const Obligation &Ob : F.Obligations)
      put(2, fmt::format("{:<8} {} [{}]", toString(Ob.By).str(), clean(Ob.Text), clean(Ob.Code)), Style::Plain, 9);
  }

  void tests(const VerifyResult &V) {
    if (V.Inputs || V.Mutants) {
      heading("tests");
      put(2, testsText(V));
      if (V.Rejected)
        put(2, fmt::format("{} more inputs did not count: the original does not run clean on them", V.Rejected));
      if (!V.Survivor.empty())
        put(2, "not caught: " + clean(V.Survivor), Style::Plain, 2);
      put(2, fmt::format("seed {}{}", V.Seed, V.Flags.empty() ? "" : ", compiled with " + clean(V.Flags)), Style::Dim);
    }
    if (V.Counterexample.empty())
      return;
    heading("an input that shows a difference");
    for (StringRef Line : llvm::split(StringRef(V.Counterexample).rtrim('\n'), '\n'))
      Out += "  " + visible(Line) + "\n";
  }

  void measured(const Finding &F) {
    if (F.Bench.empty())
      return;
    heading("measured, time before divided by time after, with the 95 % interval");
    for (const BenchResult &B : F.Bench) {
      put(2, fmt::format("{}{}{}: {}", clean(B.Compiler), B.Flags.empty() ? "" : " " + clean(B.Flags),
                         B.Cpu.empty() ? "" : " on " + clean(B.Cpu), gainText(B.Low, B.Median, B.High)), Style::Plain, 2);
      std::vector<std::array<std::string, 3>> Rows;
      std::array<unsigned, 3> Widths{};
      for (const BenchShape &S : B.Shapes) {
        Rows.push_back({fmt::format("n = {}{}", S.N, S.Data.empty() || S.Data == "typical" ? "" : ", " + clean(S.Data)),
                        timeText(S.BeforeNs) + " -> " + timeText(S.AfterNs), gainText(S.Low, S.Median, S.High)});
        for (std::size_t I = 0; I != 3; ++I)
          Widths[I] = std::max(Widths[I], widthOf(Rows.back()[I]));
      }
      for (const auto &[Size, Times, Gain] : Rows)
        Out += fmt::format("    {}  {}  {}\n", padded(Size, Widths[0]), padded(Times, Widths[1]), Gain);
    }
  }

  /// In plain words, and below them clang's own: what is said of several values at once, once.
  void remarks(const Loop &L, unsigned Indent) {
    std::vector<std::pair<std::string, std::vector<std::string>>> Said;
    for (const Remark &One : L.Remarks) {
      const std::string Plain = clean(plainWords(One));
      if (Plain.empty())
        continue;
      const std::string Line = fmt::format("line {}: {}", One.Line, Plain);
      auto Same = llvm::find_if(Said, [&](const auto &S) { return S.first == Line; });
      if (Same == Said.end())
        Same = Said.insert(Said.end(), {Line, {}});
      const std::string Words = fmt::format("{}: {}", clean(One.Pass), clean(One.Text));
      if (Plain != clean(One.Text) && !llvm::is_contained(Same->second, Words))
        Same->second.push_back(Words);
    }
    for (const auto &[Line, Words] : Said) {
      put(Indent, Line, Style::Plain, 2);
      if (!Words.empty())
        put(Indent + 2, llvm::join(Words, "; "), Style::Dim, 2);
    }
  }

  void hindrances(const Loop &L, unsigned Indent) {
    for (const Hindrance &H : L.Hindrances)
      put(Indent, fmt::format("line {}: {} [{}]", H.Line, clean(H.Text), clean(H.Kind)), Style::Plain, 2);
  }

  void compiled(const Finding &F) {
    // Said below of the loop itself.
    const bool Again = Shown.count(F.InLoop->Id);
    if (Again && !F.FateAfter)
      return;
    heading("what clang makes of the loop");
    put(2, fmt::format("as it was, line {}: {}", F.InLoop->Where.Line, fateWords(F.InLoop->Fate, F.InLoop->VectorWidth)));
    if (!Again)
      remarks(*F.InLoop, 4);
    if (F.FateAfter)
      put(2, "as rewritten: " + fateWords(*F.FateAfter, F.VectorWidthAfter));
  }

  void loop(const Loop &L) {
    const unsigned Last = std::max(L.Where.Line, L.Where.EndLine);
    const std::string Lines = Last == L.Where.Line ? fmt::format("{}", Last) : fmt::format("{}-{}", L.Where.Line, Last);
    Out += bold(fmt::format("loop {}:{}", clean(L.Where.File), Lines)) +
           (L.Function.empty() ? "" : "  " + clean(L.Function)) + fmt::format("  depth {}\n", L.Depth);
    put(2, "what clang makes of it: " + fateWords(L.Fate, L.VectorWidth));
    remarks(L, 4);
    if (L.Fate == LoopFate::Unknown && L.Remarks.empty())
      put(4, "A run with --format=html asks about every loop, others only where something was found.", Style::Dim);
    if (!L.Hindrances.empty())
      put(2, "in the compiler's way:");
    hindrances(L, 4);
    found(L);
  }

  void found(const Loop &L) {
    std::vector<const Finding *> In;
    for (const Finding &F : R.Findings)
      if (F.Where.File == L.Where.File && ((F.InLoop && F.InLoop->Id == L.Id && !L.Id.empty()) ||
                                           (L.Where.Begin <= F.Where.Begin && F.Where.Begin < L.Where.End)))
        In.push_back(&F);
    for (const Finding *F : In)
      put(2, fmt::format("found in it: {} {}: {}, id {}", placeOf(*F), clean(F->Check), statusText(F->Reached, R), clean(F->Id)),
          Style::Plain, 2);
    if (In.empty())
      put(2, "not touched: nothing in it has the pattern of a check of that run, or what has it is switched off "
             "(NOLINT, --checks, --lines, --since).", Style::Plain, 2);
  }

  const Report &R;
  llvm::ArrayRef<CodeEntry> Codes;
  const TextOptions &O;
  const unsigned Width;
  std::set<std::string> Shown; ///< Loops with a paragraph of their own.
  std::string Out;
};
} // namespace

std::string explainText(const Covering &What, const Report &R, llvm::ArrayRef<CodeEntry> Codes,
                        llvm::ArrayRef<std::string> Notes, const TextOptions &Options) {
  return Explainer(R, Codes, Options).explain(What, Notes);
}

/// As docs/formats.md has it: where it is stands beside the rest.
static Object flatLoop(const Loop &L) {
  Object O = std::move(*toJSON(L).getAsObject());
  const llvm::json::Value Where = std::move(*O.get("where"));
  O.erase("where");
  O.erase("id");
  for (const auto &[Key, Value] : *Where.getAsObject())
    if (Key != "begin" && Key != "end")
      O[Key] = Value;
  return O;
}

llvm::json::Value explainJson(const Covering &What, const Report &R, llvm::ArrayRef<std::string> Notes) {
  Report Part;
  Part.Command = R.Command;
  Part.DryRun = R.DryRun;
  Part.Units = R.Units;
  Part.Seconds = R.Seconds;
  Part.Notes = Notes.vec();
  for (const Finding *F : What.Findings)
    Part.Findings.push_back(*F);
  Array Loops;
  for (const Loop *L : What.Loops) {
    Part.Loops.push_back(*L);
    Loops.push_back(flatLoop(*L));
  }
  llvm::json::Value All = toJSON(Part);
  (*All.getAsObject())["loops"] = std::move(Loops);
  return All;
}

} // namespace hone
