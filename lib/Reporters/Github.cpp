// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Workflow commands. GitHub shows ten of a kind for each step and drops the rest without a word, so the ten are chosen
// here, and a line says how many there are.
#include "FindingModel.h"
#include "Phrases.h"
#include "Views.h"
#include "hone/Core/Json.h"
#include <fmt/format.h>

using llvm::StringRef;

namespace hone {

static constexpr std::size_t MostShown = 10;

/// A command ends with its line, a property with a comma or colon. What else drives a terminal is in no name that matters.
static std::string escaped(StringRef Text, bool IsProperty) {
  std::string Result;
  for (char C : toUtf8(Text))
    if (StringRef("%\r\n").contains(C) || (IsProperty && StringRef(":,").contains(C)))
      Result += fmt::format("%{:02X}", static_cast<unsigned char>(C));
    else
      Result += static_cast<unsigned char>(C) < 0x20 || C == 0x7F ? '?' : C;
  return Result;
}

static std::string placeOf(const Finding &F, const Report &R) {
  std::string Text = fmt::format("file={}", escaped(F.Where.File, true));
  if (F.Where.Line == 0)
    return Text;
  const unsigned End = std::max(F.Where.Line, F.Where.EndLine);
  Text += fmt::format(",line={},endLine={}", F.Where.Line, End);
  // Columns of two lines would be refused.
  auto Source = R.Sources.find(F.Where.File);
  if (Source == R.Sources.end() || F.Where.Begin > F.Where.End || F.Where.End > Source->second.size())
    return Text;
  const LineTable Lines(Source->second);
  if (Lines.lineOf(F.Where.Begin) == F.Where.Line && Lines.lineOf(F.Where.End) == F.Where.Line)
    Text += fmt::format(",col={},endColumn={}", Lines.utf16ColumnOf(F.Where.Begin), Lines.utf16ColumnOf(F.Where.End));
  return Text;
}

static std::string summaryOf(const Report &R, std::size_t Worth) {
  const std::map<Status, unsigned> Counts = countsOf(R);
  std::string Text = fmt::format("hone {}: ", clean(R.Command));
  if (Counts.empty())
    Text += "nothing found";
  const char *Comma = "";
  for (const auto &[S, N] : Counts) {
    Text += fmt::format("{}{} {}", Comma, N, statusText(S, R));
    Comma = ", ";
  }
  Text += fmt::format(" ({}, {})", counted(R.Units, "unit"), counted(R.Loops.size(), "loop"));
  if (Worth > MostShown)
    Text += fmt::format("; shown are the first {} of {}", MostShown, Worth);
  if (!R.Failures.empty())
    Text += fmt::format("; {} failed, the first: {}: {}", R.Failures.size(), clean(R.Failures.front().Stage),
                        clean(R.Failures.front().Text));
  return Text;
}

void writeGithub(const Report &R, llvm::raw_ostream &OS) {
  std::size_t Worth = 0;
  for (const Finding *F : byGain(R)) {
    const Weight W = weightOf(*F, R);
    if (W == Weight::None || ++Worth > MostShown)
      continue;
    OS << fmt::format("::{} {},title={}::{}\n", W == Weight::Error ? "error" : "warning", placeOf(*F, R),
                      escaped(ruleOf(*F), true), escaped(sentenceOf(*F, R), false));
  }
  OS << "::notice::" << escaped(summaryOf(R, Worth), false) << "\n";
}

} // namespace hone
