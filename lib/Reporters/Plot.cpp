// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Ratios are drawn in logarithms: half as fast is as far from 1 as twice as fast.
#include "Plot.h"
#include "Phrases.h"
#include "llvm/ADT/STLExtras.h"
#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace hone {

namespace {
/// From values to places, by their logarithms.
struct Axis {
  double Least, Most; ///< Logarithms.
  double From, To;    ///< Where they are drawn.
  double at(double Value) const {
    return Most <= Least ? (From + To) / 2 : From + (std::log(Value) - Least) / (Most - Least) * (To - From);
  }
};
} // namespace

static constexpr double Width = 360, Height = 170, Left = 48, Right = 16, Top = 12, Bottom = 34;

/// 1, 2 and 5 times powers of ten, a few of them.
static std::vector<double> ticksOf(const Axis &Y) {
  std::vector<double> All;
  for (double Power = 0.01; Power < 1e7; Power *= 10)
    for (double Step : {1.0, 2.0, 5.0})
      if (const double L = std::log(Power * Step); L >= Y.Least - 1e-9 && L <= Y.Most + 1e-9)
        All.push_back(Power * Step);
  while (All.size() > 5) {
    std::vector<double> Fewer;
    for (std::size_t I = 0; I < All.size(); I += 2)
      Fewer.push_back(All[I]);
    All = std::move(Fewer);
  }
  return All;
}

static std::string sizeText(std::uint64_t N) {
  return N >= 1024 && N % 1024 == 0 ? fmt::format("{}k", N / 1024) : std::to_string(N);
}

std::string gainPlot(const BenchResult &B) {
  std::vector<BenchShape> Shapes;
  llvm::copy_if(B.Shapes, std::back_inserter(Shapes), [](const BenchShape &S) { return S.N && S.Low > 0 && S.High > 0; });
  llvm::sort(Shapes, [](const BenchShape &A, const BenchShape &C) { return A.N < C.N; });
  if (Shapes.empty())
    return "";
  Axis X{std::log(Shapes.front().N), std::log(Shapes.back().N), Left + 12, Width - Right - 12};
  Axis Y{0, 0, Height - Bottom, Top};
  for (const BenchShape &S : Shapes) {
    Y.Least = std::min(Y.Least, std::log(S.Low));
    Y.Most = std::max(Y.Most, std::log(S.High));
  }
  // Room above and below, and never so near that noise looks like a mountain.
  const double Room = std::max(0.1, (Y.Most - Y.Least) * 0.1);
  Y.Least -= Room, Y.Most += Room;

  std::string Label = "gain by size:";
  std::string Svg, Path;
  for (double Tick : ticksOf(Y))
    Svg += fmt::format("<line class=\"grid\" x1=\"{0}\" x2=\"{1}\" y1=\"{2:.1f}\" y2=\"{2:.1f}\"/>"
                       "<text x=\"{3}\" y=\"{4:.1f}\" text-anchor=\"end\">{5:g}x</text>",
                       Left, Width - Right, Y.at(Tick), Left - 6, Y.at(Tick) + 4, Tick);
  Svg += fmt::format("<line class=\"one\" x1=\"{0}\" x2=\"{1}\" y1=\"{2:.1f}\" y2=\"{2:.1f}\"/>"
                     "<line class=\"axis\" x1=\"{0}\" x2=\"{1}\" y1=\"{3}\" y2=\"{3}\"/>",
                     Left, Width - Right, Y.at(1), Height - Bottom);
  for (const BenchShape &S : Shapes) {
    const double At = X.at(static_cast<double>(S.N));
    Svg += fmt::format("<line class=\"span\" x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"{1:.1f}\" y2=\"{2:.1f}\"/>"
                       "<circle class=\"dot\" cx=\"{0:.1f}\" cy=\"{3:.1f}\" r=\"3.5\"/>"
                       "<text x=\"{0:.1f}\" y=\"{4}\" text-anchor=\"middle\">{5}</text>",
                       At, Y.at(S.Low), Y.at(S.High), Y.at(S.Median), Height - Bottom + 14, sizeText(S.N));
    Path += fmt::format("{}{:.1f},{:.1f}", Path.empty() ? "" : " ", At, Y.at(S.Median));
    Label += fmt::format(" {} at n = {};", gainText(S.Low, S.Median, S.High), S.N);
  }
  return fmt::format("<svg viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\" role=\"img\" aria-label=\"{2}\">{3}"
                     "<polyline class=\"path\" points=\"{4}\"/>"
                     "<text x=\"{5}\" y=\"{6}\" text-anchor=\"middle\">size (n); above 1x is faster</text></svg>",
                     Width, Height, Label, Svg, Path, (Left + Width - Right) / 2, Height - 4);
}

} // namespace hone
