// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One change and all that speaks for it, for whoever has to say yes: at the
// prompt of --interactive, or when reading the log a year later. Hence every
// figure with its unit, and what was not shown as well.
#include "Phrases.h"
#include "hone/Reporters/Reporters.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <fmt/format.h>

using llvm::StringRef;

namespace hone {

/// Lines of at most \p Width, broken at spaces; all but the first indented by two.
static std::string wrapped(StringRef Text, std::size_t Width = 72) {
  std::string Whole, Line;
  for (StringRef Word : llvm::split(Text, ' ')) {
    if (!Line.empty() && Line.size() + 1 + Word.size() > Width) {
      Whole += Line + "\n";
      Line = " ";
    }
    Line += (Line.empty() ? "" : " ") + Word.str();
  }
  return Whole + Line + "\n";
}

/// The interval is the claim; the figure alone would be a boast.
static std::string ratioText(double Low, double Median, double High) {
  std::string Text = gainText(Low, Median, High);
  if (std::size_t At = Text.find('('); At != std::string::npos)
    return Text.insert(At + 1, "95 % interval ");
  return Text + fmt::format(" (95 % interval {:.0f}-{:.0f})", Low, High);
}

static std::string measuredText(const Finding &F) {
  if (F.Bench.empty())
    return wrapped("not measured" + (F.Why.Text.empty() ? "" : ": " + clean(F.Why.Text)));
  std::string Text;
  for (const BenchResult &B : F.Bench) {
    Text += wrapped(fmt::format("measured: {} with {}{} on {}", ratioText(B.Low, B.Median, B.High),
                                clean(B.Compiler), B.Flags.empty() ? "" : " " + clean(B.Flags),
                                B.Cpu.empty() ? "this machine" : clean(B.Cpu)));
    for (const BenchShape &S : B.Shapes)
      Text += fmt::format("  n = {}{}: {} -> {} a call, {}\n", S.N, S.Data.empty() ? "" : " (" + clean(S.Data) + ")",
                          timeText(S.BeforeNs), timeText(S.AfterNs), gainText(S.Low, S.Median, S.High));
  }
  return Text;
}

std::string evidenceText(const Finding &F) {
  std::string Text = wrapped(fmt::format("{} {}: {}", placeOf(F), clean(F.Check), clean(F.Message)));
  if (std::string Effect = effectText(F); Effect != clean(F.Message))
    Text += wrapped("the loop: " + Effect);
  Text += measuredText(F);
  Text += F.Verify ? wrapped("tested: " + testsText(*F.Verify)) : "not tested\n";
  std::string Rests = fmt::format("trust: {}", toString(F.Trust).str());
  for (const Obligation &Ob : F.Obligations)
    if (Ob.By != How::Proved)
      Rests += fmt::format("; {}: {}", toString(Ob.By).str(), clean(Ob.Text));
  return Text + wrapped(Rests);
}

std::string knownText(const Finding &F) {
  if (F.Reached == Status::Different)
    return "not offered, as a test has shown a difference: hone explain " + F.Id;
  if (F.Bench.empty())
    return "not measured here" + (F.Why.Code.empty() ? "" : ": " + whyText(F));
  const BenchResult &B = F.Bench.front();
  return fmt::format("measured {}{} with {}{}", gainText(B.Low, B.Median, B.High),
                     F.Why.Code.empty() ? "" : fmt::format(" [{}]", clean(F.Why.Code)), clean(B.Compiler),
                     B.Flags.empty() ? "" : " " + clean(B.Flags));
}

/// What stands once in \p Words, in that order.
static std::string listed(llvm::ArrayRef<std::string> Words) {
  std::vector<std::string> Once;
  for (const std::string &Word : Words)
    if (!llvm::is_contained(Once, Word))
      Once.push_back(Word);
  return llvm::join(Once, ", ");
}

static std::string subjectOf(llvm::ArrayRef<Finding> Findings) {
  constexpr std::size_t Width = 72;
  std::vector<std::string> Functions, Short, Done;
  for (const Finding &F : Findings) {
    Functions.push_back(clean(F.Function.empty() ? F.Where.File : F.Function));
    StringRef Whole = Functions.back();
    std::size_t At = Whole.rfind("::");
    Short.push_back(Whole.drop_front(At == StringRef::npos ? 0 : At + 2).str());
    std::string Words = F.Check;
    std::replace(Words.begin(), Words.end(), '-', ' ');
    Done.push_back(std::move(Words));
  }
  std::string What = listed(Done), Count = fmt::format("{} change{}", Findings.size(), Findings.size() == 1 ? "" : "s");
  for (const std::string &Subject :
       {listed(Functions) + ": " + What, listed(Short) + ": " + What, listed(Short) + ": " + Count})
    if (Subject.size() <= Width)
      return Subject;
  std::string Subject = listed(Short).substr(0, Width - Count.size() - 5);
  // Not in the middle of a character: its continuation bytes go with the first.
  while (!Subject.empty() && (static_cast<unsigned char>(Subject.back()) & 0xC0) == 0x80)
    Subject.pop_back();
  if (!Subject.empty() && (static_cast<unsigned char>(Subject.back()) & 0x80))
    Subject.pop_back();
  return Subject + "...: " + Count;
}

std::string commitMessage(llvm::ArrayRef<Finding> Findings, StringRef Parent, StringRef Arguments) {
  std::string Text = subjectOf(Findings) + "\n";
  for (const Finding &F : Findings)
    Text += "\n" + evidenceText(F);
  return Text + fmt::format("\nTo test and measure it again, with this commit checked out:\n"
                            "  hone verify --against={}{}\n",
                            Parent.take_front(12).str(), Arguments.str());
}

} // namespace hone
