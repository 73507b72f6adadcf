// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Digits are a claim: 5.7 says that 5.6 was excluded. Factors near 1, where the
// gate decides, get two decimals, large ones none.
#include "Phrases.h"
#include "hone/Core/Json.h"
#include <cmath>
#include <fmt/format.h>

using llvm::StringRef;

namespace hone {

std::string gainText(double Low, double Median, double High) {
  if (Median >= 99.5)
    return fmt::format("{:.0f}x", Median);
  int Decimals = Median < 1.995 ? 2 : Median < 9.95 ? 1 : 0;
  return fmt::format("{1:.{0}f}x ({2:.{0}f}-{3:.{0}f})", Decimals, Median, Low,
                     High);
}

std::string timeText(double Nanoseconds) {
  const char *Units[] = {"ns", "us", "ms", "s"};
  int U = 0;
  for (; U < 3 && Nanoseconds >= 999.5; ++U)
    Nanoseconds /= 1000;
  return fmt::format("{:.{}f} {}", Nanoseconds, Nanoseconds < 99.95 ? 1 : 0,
                     Units[U]);
}

std::string counted(std::size_t N, StringRef One, StringRef Many) {
  return fmt::format("{} {}", N, N == 1 ? One.str() : Many.empty() ? One.str() + "s" : Many.str());
}

std::string durationText(double Seconds) {
  if (Seconds < 9.95)
    return fmt::format("{:.1f} s", Seconds);
  long Whole = std::lround(Seconds);
  if (Whole < 120)
    return fmt::format("{} s", Whole);
  return fmt::format("{} min {} s", Whole / 60, Whole % 60);
}

std::string clean(StringRef Text) {
  std::string Result = toUtf8(Text.trim());
  for (char &C : Result)
    if (static_cast<unsigned char>(C) < 0x20 || C == 0x7F)
      C = C == '\n' || C == '\t' ? ' ' : '?';
  return Result;
}

std::string placeOf(const Finding &F) {
  return fmt::format("{}:{}", clean(F.Where.File), F.Where.Line);
}

static std::string fateText(LoopFate Fate, unsigned Lanes) {
  switch (Fate) {
  case LoopFate::Vectorized:
    return Lanes ? fmt::format("{} lanes", Lanes) : "vectorized";
  case LoopFate::Scalar:
    return "scalar";
  case LoopFate::Deleted:
    return "deleted";
  case LoopFate::LibraryCall:
    return "library call";
  case LoopFate::Unknown:
    break;
  }
  return "";
}

std::string effectText(const Finding &F) {
  if (F.InLoop && F.FateAfter) {
    std::string Before = fateText(F.InLoop->Fate, F.InLoop->VectorWidth);
    std::string After = fateText(*F.FateAfter, F.VectorWidthAfter);
    if (!Before.empty() && !After.empty() && Before != After)
      return Before + " -> " + After;
  }
  return clean(F.Message);
}

std::string testsText(const VerifyResult &V) {
  // Rounded down: 99.9 % is not all of the change.
  return fmt::format(
      "{}{} inputs{}, {:.0f} % of the change covered, {} of {} mutants caught",
      V.Form == "region" ? "the changed statements alone: " : "", V.Inputs,
      V.Fuzzed ? fmt::format(" and {} of libFuzzer", V.Fuzzed) : "",
      std::floor(V.Coverage * 100 + 1e-9), V.Killed, V.Mutants);
}

std::string timesText(const BenchResult &B) {
  const BenchShape *Best = nullptr;
  for (const BenchShape &S : B.Shapes)
    if (!Best || S.Low > Best->Low || (S.Low == Best->Low && S.N > Best->N))
      Best = &S;
  std::string Text;
  if (Best)
    Text = fmt::format("n = {}{}: {} -> {} | ", Best->N,
                       Best->Data.empty() ? "" : " (" + clean(Best->Data) + ")",
                       timeText(Best->BeforeNs), timeText(Best->AfterNs));
  return Text + clean(B.Compiler) +
         (B.Flags.empty() ? "" : " " + clean(B.Flags));
}

std::string gainOf(const Finding &F) {
  if (F.Bench.empty())
    return "not measured";
  const BenchResult &B = F.Bench.front();
  return gainText(B.Low, B.Median, B.High);
}

std::string whyText(const Finding &F) {
  std::string Text = clean(F.Check) + ": ";
  Text += clean(F.Why.Text.empty() ? F.Message : F.Why.Text);
  // A code that only repeats the section's title says nothing.
  if (F.Why.Code != toString(F.Reached))
    Text += " [" + clean(F.Why.Code) + "]";
  if (F.Written)
    Text += " (written all the same: --accept)";
  return Text;
}

} // namespace hone
