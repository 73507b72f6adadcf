// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Views.h"
#include "FindingModel.h"
#include "Phrases.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/ConvertUTF.h"
#include <algorithm>
#include <fmt/format.h>
#include <tuple>

using llvm::StringRef;

namespace hone {

LineTable::LineTable(StringRef Text) : Text(Text), Starts{0} {
  for (std::size_t At = 0; (At = Text.find('\n', At)) != StringRef::npos;)
    Starts.push_back(static_cast<unsigned>(++At));
}

unsigned LineTable::lineOf(unsigned Offset) const {
  return static_cast<unsigned>(llvm::upper_bound(Starts, Offset) - Starts.begin());
}

unsigned LineTable::columnOf(unsigned Offset) const { return Offset - Starts[lineOf(Offset) - 1] + 1; }

unsigned LineTable::utf16ColumnOf(unsigned Offset) const {
  const unsigned Begin = Starts[lineOf(Offset) - 1];
  unsigned Units = 1;
  // A byte that begins a character of four counts twice, one that goes on not at all.
  for (unsigned char C : Text.slice(Begin, Offset))
    Units += (C & 0xC0) == 0x80 ? 0 : C >= 0xF0 ? 2 : 1;
  return Units;
}

StringRef LineTable::text(unsigned Line) const {
  return Text.slice(Starts[Line - 1], Line < Starts.size() ? Starts[Line] - 1 : Text.size()).rtrim('\r');
}

Weight weightOf(const Finding &F, const Report &R) {
  if (R.Command == "verify")
    return F.Reached == Status::Different ? Weight::Error : Weight::None;
  if (F.Reached == Status::Kept)
    return Weight::Warning;
  return F.Reached == Status::Legal || F.Reached == Status::NeedsHint || F.Written ? Weight::Note : Weight::None;
}

std::string ruleOf(const Finding &F) { return "hone-" + clean(F.Check); }

std::string sentenceOf(const Finding &F, const Report &R) {
  std::string Gain = gainOf(F);
  if (!F.Bench.empty()) {
    const BenchResult &B = F.Bench.front();
    Gain += " with " + clean(B.Compiler) + (B.Flags.empty() ? "" : " " + clean(B.Flags));
  }
  std::string Text = clean(F.Message) + ": ";
  const char *Done = R.DryRun ? "would be rewritten" : "rewritten";
  if (F.Reached == Status::Kept)
    return Text + fmt::format("{}, {} ({})", Done, Gain, toString(F.Trust).str());
  if (F.Reached == Status::Legal)
    return Text + fmt::format("can be rewritten, {} ({})", Gain, toString(F.Trust).str());
  if (F.Written)
    Text += std::string(Done) + " all the same (--accept), ";
  Text += statusText(F.Reached, R);
  if (!F.Why.Text.empty())
    Text += ": " + clean(F.Why.Text);
  // A code that only repeats the status says nothing.
  return F.Why.Code.empty() || F.Why.Code == toString(F.Reached) ? Text : Text + " [" + clean(F.Why.Code) + "]";
}

std::vector<const Finding *> byGain(const Report &R) {
  std::vector<const Finding *> All;
  for (const Finding &F : R.Findings)
    All.push_back(&F);
  auto Key = [](const Finding *F) {
    const int Rank = F->Reached == Status::Kept    ? 0
                     : F->Reached == Status::Legal ? 1
                     : F->Reached == Status::NeedsHint ? 2
                     : F->Reached == Status::Refused ? 4
                                                       : 3;
    return std::tuple(Rank, F->Bench.empty() ? 0 : -F->Bench.front().Median, StringRef(F->Where.File), F->Where.Begin,
                      StringRef(F->Check), StringRef(F->Id));
  };
  llvm::sort(All, [&](const Finding *A, const Finding *B) { return Key(A) < Key(B); });
  return All;
}

std::map<Status, unsigned> countsOf(const Report &R) {
  std::map<Status, unsigned> Counts;
  for (const Finding &F : R.Findings)
    ++Counts[F.Reached];
  return Counts;
}

std::vector<ReasonFacts> byReason(const Report &R) {
  std::map<std::pair<Status, std::string>, ReasonFacts> ByCode;
  for (const Finding &F : R.Findings)
    if (!F.Why.Code.empty())
      ++ByCode.try_emplace({F.Reached, F.Why.Code}, ReasonFacts{&F, 0}).first->second.Count;
  std::vector<ReasonFacts> All;
  for (const auto &[Code, Facts] : ByCode)
    All.push_back(Facts);
  llvm::sort(All, [](const ReasonFacts &A, const ReasonFacts &B) {
    return std::tie(B.Count, A.First->Reached, A.First->Why.Code) < std::tie(A.Count, B.First->Reached, B.First->Why.Code);
  });
  return All;
}

} // namespace hone
