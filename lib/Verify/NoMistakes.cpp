// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "NoMistakes.h"

using namespace hone;
using llvm::StringRef;
namespace tok = clang::tok;

bool hone::sizesTable(const Pieces &P, unsigned I) {
  unsigned Open = I, Depth = 0;
  while (Open > 0 && !((P.is(Open, "(") || P.is(Open, ",")) && Depth == 0) && !P.is(Open, ";")) {
    Depth += P.is(Open, ")");
    Depth -= P.is(Open, "(");
    --Open;
  }
  if (Open < 2 || !P.is(Open, "(") || P[Open - 1].Kind != tok::raw_identifier || !P.is(Open - 2, ">"))
    return false;
  for (unsigned J = 0; J != P.size(); ++J)
    if (J != Open - 1 && P.is(J, P[Open - 1].Text) && !P.is(J + 1, "["))
      return false;
  return true;
}

bool hone::endsBlocks(const Pieces &P, unsigned I) {
  while (I > 0 && !P.is(I, "=") && !P.is(I, ";") && !P.is(I, "{") && !P.is(I, "}"))
    --I;
  return I > 0 && P.is(I, "=") && P[I - 1].Text.starts_with("blocked");
}

bool hone::sizesArray(const Pieces &P, unsigned I) {
  while (I > 1 && P.is(I, "]")) {
    while (I > 1 && !P.is(I, "["))
      --I;
    --I;
  }
  return I > 0 && P[I].Kind == tok::raw_identifier && !isKeyword(P[I].Text) && P[I - 1].Kind == tok::raw_identifier &&
         !P.is(I - 1, "return") && !P.is(I - 1, "else") && !P.is(I - 1, "case") && !P.is(I - 1, "throw") && !P.is(I - 1, "delete") && !P.is(I - 1, "new");
}

bool hone::splitsLoop(const Pieces &P, unsigned I) {
  unsigned First = I;
  while (First > 0 && !P.is(First - 1, ";") && !P.is(First - 1, "}") && (!P.is(First - 1, "{") || (First > 1 && P.is(First - 2, "("))))
    --First;
  unsigned Equals = First;
  while (Equals < I && !P.is(Equals, "="))
    ++Equals;
  if (!P.is(First, "const") || Equals == I || Equals == First)
    return false;
  bool Ends = false;
  for (unsigned J = I; J + 2 < P.size(); ++J) {
    bool Named = P.is(J + 1, P[Equals - 1].Text) && P.is(J + 2, ";");
    Ends |= Named && P.is(J, "<");
    if (Named && Ends && P.is(J, "="))
      return true;
  }
  return false;
}

bool hone::isLastBlock(const Pieces &P, unsigned I) {
  return I > 2 && P.is(I, ">=") && P.is(I - 2, "-") && P.isVariable(I - 1) && P.is(I + 2, ";") &&
         P.is(I + 3, P[I - 1].Text) && P.is(I + 4, "+=") && P.is(I + 5, I + 1 < P.size() ? P[I + 1].Text : "");
}

bool hone::asksBehindEnd(const Pieces &P, unsigned I) {
  if (I == 0 || !P.is(I + 4, "+") || !P.is(I + 5, P[I - 1].Text) || !P.is(I + 7, "size"))
    return false;
  while (I > 0 && !P.is(I, ";") && !P.is(I, "&&") && !P.is(I, "||") && !P.is(I, "greater_equal"))
    --I;
  return P.is(I, "greater_equal");
}

bool hone::isDeclaredBefore(const Pieces &P, unsigned I, StringRef Name) {
  for (; I > 1 && !P.is(I, ";") && !P.is(I, "{") && !P.is(I, "}"); --I)
    if (P.is(I, "=") && P.is(I - 1, Name) && P[I - 2].Kind == tok::raw_identifier)
      return true;
  return false;
}

bool hone::asksSameLength(const Pieces &P, unsigned I, StringRef Other) {
  auto IsSize = [&](unsigned J) { return P.is(J, P[I].Text) && P.is(J + 1, ".") && P.is(J + 2, "size") && P.is(J + 3, "("); };
  bool Made = false;
  for (unsigned J = 1; J < P.size(); ++J) {
    if (!P.is(J, Other) || P.is(J + 1, "[") || P.is(J - 1, "return"))
      continue;
    if (Made || !P.is(J + 1, "(") || !IsSize(J + 2) || !(P.is(J + 6, ")") || P.is(J + 6, ",")))
      return false;
    Made = true;
  }
  return Made && IsSize(I);
}

/// Names that only what Hone writes has.
static bool isSizeOfBlocks(StringRef Name) {
  return Name.starts_with("blockSize") || Name.starts_with("blockRows") || Name.starts_with("blockColumns") || Name.starts_with("laneCount");
}

bool hone::sizesBlocks(const Pieces &P, unsigned I) {
  return I > 3 && P.is(I - 1, "=") && isSizeOfBlocks(P[I - 2].Text);
}

/// `if (n >= 128) { constexpr T laneCount = ...`: whether there are enough elements for lanes, or blocks, to pay, for what is
/// done in them and one by one comes to the same for any number.
static void leaveLanes(const Pieces &P, unsigned I, std::vector<ByteRange> &LeftAlone) {
  if (!P.is(I, "if") || !P.is(I + 1, "("))
    return;
  unsigned Close = P.matching(I + 1), Last = I + 2;
  if (!Close || !P.is(Close + 1, "{") || !P.is(Close + 2, "constexpr"))
    return;
  unsigned Name = Close + 3;
  while (Name + 1 < P.size() && !P.is(Name + 1, "=") && !P.is(Name + 1, ";"))
    ++Name;
  while (Last < Close && !P.is(Last, ">="))
    ++Last;
  for (; isSizeOfBlocks(P[Name].Text) && Last + 1 < Close && P[Last + 1].Kind == tok::numeric_constant; ++Last) {
    LeftAlone.push_back({P[I + 2].Begin, P[Last + 1].End});
    while (Last + 1 < Close && !P.is(Last + 1, ">="))
      ++Last;
  }
}

/// What is only added up to be reserved changes no more than the time it takes.
static void leaveSums(const Pieces &P, unsigned I, std::vector<ByteRange> &LeftAlone) {
  if (!P.isVariable(I))
    return;
  std::vector<ByteRange> Sums;
  for (unsigned At = 1; At + 1 < P.size(); ++At) {
    if (!P.is(At, P[I].Text) || !P.isVariable(At))
      continue;
    bool Reserved = false;
    for (auto [Begin, End] : LeftAlone)
      Reserved = Reserved || (P[At].Begin >= Begin && P[At].End <= End);
    if (Reserved)
      continue;
    bool Declares = P[At - 1].Kind == tok::raw_identifier && P.is(At + 1, "=");
    bool Adds = P.is(At + 1, "+=") && (P.is(At - 1, ")") || P.is(At - 1, ";") || P.is(At - 1, "{") || P.is(At - 1, "}"));
    if (!Declares && !Adds)
      return;
    unsigned End = At;
    while (End + 1 < P.size() && !P.is(End, ";"))
      ++End;
    Sums.push_back({P[At].Begin, P[End].End});
  }
  LeftAlone.insert(LeftAlone.end(), Sums.begin(), Sums.end());
}

std::vector<ByteRange> hone::leftAlone(const Pieces &P) {
  std::vector<ByteRange> LeftAlone;
  // What a lambda captures is no expression.
  for (unsigned I = 1; I < P.size(); ++I) {
    bool Indexes = P[I - 1].Kind == tok::raw_identifier || P.is(I - 1, ")") || P.is(I - 1, "]");
    if (!P.is(I, "[") || (Indexes && !isKeyword(P[I - 1].Text)))
      continue;
    if (unsigned Close = P.matching(I))
      LeftAlone.push_back({P[I].Begin, P[Close].End});
  }
  for (unsigned I = 0; I != P.size(); ++I)
    leaveLanes(P, I, LeftAlone);
  for (unsigned I = 2; I < P.size(); ++I)
    if (P.is(I - 1, "reserve") && P.is(I, "("))
      if (unsigned Close = P.matching(I)) {
        LeftAlone.push_back({P[I - 2].Begin, P[Close].End});
        for (unsigned Inside = I + 1; Inside < Close; ++Inside)
          leaveSums(P, Inside, LeftAlone);
      }
  return LeftAlone;
}
