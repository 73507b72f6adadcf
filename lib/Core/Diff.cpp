// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A unified diff without comparing whole files: the edits say where the texts
// differ. Each edit is widened to whole lines; only within those lines is the
// longest common subsequence looked for, so the cost does not grow with the
// file and an unchanged line can never show up as changed far from an edit.
#include "hone/Core/Diff.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"
#include <algorithm>

using llvm::StringRef;

namespace hone {

using Lines = std::vector<StringRef>;

/// Lines with their terminators: a last line without one differs from the same
/// line with one, as diff wants it.
static Lines splitLines(StringRef Text) {
  Lines All;
  while (!Text.empty()) {
    std::size_t End = Text.find('\n');
    StringRef Line =
        Text.take_front(End == StringRef::npos ? Text.size() : End + 1);
    All.push_back(Line);
    Text = Text.drop_front(Line.size());
  }
  return All;
}

namespace {
/// Old lines [OldBegin, OldEnd) become new lines [NewBegin, NewEnd).
struct Block {
  std::size_t OldBegin, OldEnd, NewBegin, NewEnd;
};
} // namespace

/// The blocks that differ within one widened edit.
static void compare(const Lines &Old, const Lines &New, Block Within,
                    std::vector<Block> &Blocks) {
  while (Within.OldBegin != Within.OldEnd && Within.NewBegin != Within.NewEnd &&
         Old[Within.OldBegin] == New[Within.NewBegin])
    ++Within.OldBegin, ++Within.NewBegin;
  while (Within.OldBegin != Within.OldEnd && Within.NewBegin != Within.NewEnd &&
         Old[Within.OldEnd - 1] == New[Within.NewEnd - 1])
    --Within.OldEnd, --Within.NewEnd;
  std::size_t N = Within.OldEnd - Within.OldBegin,
              M = Within.NewEnd - Within.NewBegin;
  if (N == 0 && M == 0)
    return;
  // Beyond this a table would cost more than a shorter diff is worth.
  if (N == 0 || M == 0 || N * M > 4'000'000) {
    Blocks.push_back(Within);
    return;
  }
  // Common[i][j]: length of the longest common subsequence of the tails.
  std::vector<unsigned> Common((N + 1) * (M + 1), 0);
  auto At = [&](std::size_t I, std::size_t J) -> unsigned & {
    return Common[I * (M + 1) + J];
  };
  for (std::size_t I = N; I-- > 0;)
    for (std::size_t J = M; J-- > 0;)
      At(I, J) = Old[Within.OldBegin + I] == New[Within.NewBegin + J]
                     ? At(I + 1, J + 1) + 1
                     : std::max(At(I + 1, J), At(I, J + 1));
  for (std::size_t I = 0, J = 0; I != N || J != M;) {
    std::size_t FromI = I, FromJ = J;
    while ((I != N || J != M) &&
           !(I != N && J != M &&
             Old[Within.OldBegin + I] == New[Within.NewBegin + J])) {
      if (J == M || (I != N && At(I + 1, J) >= At(I, J + 1)))
        ++I;
      else
        ++J;
    }
    if (I != FromI || J != FromJ)
      Blocks.push_back({Within.OldBegin + FromI, Within.OldBegin + I,
                        Within.NewBegin + FromJ, Within.NewBegin + J});
    while (I != N && J != M &&
           Old[Within.OldBegin + I] == New[Within.NewBegin + J])
      ++I, ++J;
  }
}

/// Widens each edit to whole lines, joining those that share one or follow each other, and compares.
static std::vector<Block> findBlocks(StringRef OldText,
                                     const std::vector<Edit> &Edits,
                                     const Lines &Old, const Lines &New) {
  std::vector<std::size_t> Starts; // Of every old line.
  for (StringRef L : Old)
    Starts.push_back(static_cast<std::size_t>(L.data() - OldText.data()));
  auto LineOf = [&](std::size_t Offset) {
    return static_cast<std::size_t>(llvm::upper_bound(Starts, Offset) -
                                    Starts.begin()) -
           (Starts.empty() ? 0 : 1);
  };
  struct Wide {
    std::size_t Begin, End; // Old lines.
    long Grown;             // New lines minus old lines.
  };
  std::vector<Wide> All;
  for (const Edit &E : Edits) {
    std::size_t Begin = LineOf(E.Offset);
    std::size_t End =
        std::min(Old.size(), LineOf(std::size_t{E.Offset} + E.Length) + 1);
    long Grown =
        static_cast<long>(StringRef(E.Text).count('\n')) -
        static_cast<long>(OldText.substr(E.Offset, E.Length).count('\n'));
    if (!All.empty() && Begin <= All.back().End)
      All.back().End = std::max(All.back().End, End), All.back().Grown += Grown;
    else
      All.push_back({Begin, End, Grown});
  }
  std::vector<Block> Blocks;
  long Shift = 0;
  for (std::size_t I = 0; I != All.size(); ++I) {
    Block Within{All[I].Begin, All[I].End, All[I].Begin + Shift, 0};
    Shift += All[I].Grown;
    // The number of lines is not that of newlines where the last has none.
    Within.NewEnd = I + 1 == All.size() ? New.size() - (Old.size() - All[I].End)
                                        : All[I].End + Shift;
    compare(Old, New, Within, Blocks);
  }
  return Blocks;
}

/// As git quotes: a name that a line-based format cannot hold as it is.
static std::string diffName(StringRef Prefix, StringRef Name) {
  std::string Whole = (Prefix + Name).str();
  bool Plain = llvm::all_of(Whole, [](unsigned char C) {
    return C >= 0x20 && C != 0x7F && C != '"' && C != '\\';
  });
  if (Plain) // The tab ends a name with spaces for every reader.
    return StringRef(Whole).contains(' ') ? Whole + "\t" : Whole;
  std::string Quoted = "\"";
  for (unsigned char C : Whole) {
    if (C == '"' || C == '\\')
      (Quoted += '\\') += static_cast<char>(C);
    else if (C < 0x20 || C == 0x7F)
      (((Quoted += '\\') += static_cast<char>('0' + (C >> 6))) +=
       static_cast<char>('0' + ((C >> 3) & 7))) +=
          static_cast<char>('0' + (C & 7));
    else
      Quoted += static_cast<char>(C);
  }
  return Quoted + "\"";
}

static void printLine(llvm::raw_ostream &OS, char Sign, StringRef Line) {
  OS << Sign << Line;
  if (!Line.ends_with("\n"))
    OS << "\n\\ No newline at end of file\n";
}

/// "12,3", as diff counts: an empty range is named by the line before it.
static std::string rangeText(std::size_t Begin, std::size_t Count) {
  std::string First = llvm::utostr(Count == 0 ? Begin : Begin + 1);
  return Count == 1 ? First : First + "," + llvm::utostr(Count);
}

static void printHunks(llvm::raw_ostream &OS, const Lines &Old,
                       const Lines &New, const std::vector<Block> &Blocks) {
  constexpr std::size_t Context = 3;
  for (std::size_t First = 0; First != Blocks.size();) {
    std::size_t Last = First;
    while (Last + 1 != Blocks.size() &&
           Blocks[Last + 1].OldBegin - Blocks[Last].OldEnd <= 2 * Context)
      ++Last;
    std::size_t Before = std::min(Context, Blocks[First].OldBegin);
    std::size_t After = std::min(Context, Old.size() - Blocks[Last].OldEnd);
    std::size_t OldBegin = Blocks[First].OldBegin - Before,
                OldEnd = Blocks[Last].OldEnd + After;
    std::size_t NewBegin = Blocks[First].NewBegin - Before,
                NewEnd = Blocks[Last].NewEnd + After;
    OS << "@@ -" << rangeText(OldBegin, OldEnd - OldBegin) << " +"
       << rangeText(NewBegin, NewEnd - NewBegin) << " @@\n";
    std::size_t At = OldBegin;
    for (std::size_t I = First; I <= Last; ++I) {
      for (; At != Blocks[I].OldBegin; ++At)
        printLine(OS, ' ', Old[At]);
      for (; At != Blocks[I].OldEnd; ++At)
        printLine(OS, '-', Old[At]);
      for (std::size_t N = Blocks[I].NewBegin; N != Blocks[I].NewEnd; ++N)
        printLine(OS, '+', New[N]);
    }
    for (; At != OldEnd; ++At)
      printLine(OS, ' ', Old[At]);
    First = Last + 1;
  }
}

std::string unifiedDiff(StringRef Name, StringRef Text, const std::vector<Edit> &Edits) {
  const std::string Changed = applyEdits(Text, Edits);
  const Lines Old = splitLines(Text), New = splitLines(Changed);
  const std::vector<Block> Blocks = findBlocks(Text, Edits, Old, New);
  if (Blocks.empty())
    return "";
  std::string Result;
  llvm::raw_string_ostream OS(Result);
  OS << "--- " << diffName("a/", Name) << "\n+++ " << diffName("b/", Name) << "\n";
  printHunks(OS, Old, New, Blocks);
  return Result;
}

} // namespace hone
