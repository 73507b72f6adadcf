// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The text of `perf script`: a line for each sample, with the address on it or, of
// calls, on lines of their own below it. By hand, for there are millions of lines.
//
//     a.out 25652 65507.739751:     250000 cpu-clock:pppH:      55d0e25561db main+0x72 (/opt/prog)
//       a.cpp:5
#include "PerfText.h"
#include "llvm/ADT/StringExtras.h"

using llvm::StringRef;

namespace hone {

static StringRef nextWord(StringRef &L) {
  L = L.ltrim();
  const StringRef Word = L.take_until([](char C) { return C == ' ' || C == '\t'; });
  L = L.drop_front(Word.size());
  return Word;
}

/// "65507.739751:"
static bool isTime(StringRef Word) {
  if (!Word.consume_back(":"))
    return false;
  auto [Seconds, Fraction] = Word.split('.');
  return !Seconds.empty() && !Fraction.empty() && llvm::all_of(Seconds, llvm::isDigit) && llvm::all_of(Fraction, llvm::isDigit);
}

static bool isNumber(StringRef Word) { return !Word.empty() && llvm::all_of(Word, llvm::isDigit); }

/// Reads the head of a sample; \p Rest is what stands behind it.
static bool readHead(StringRef L, PerfSample &S, StringRef &Rest) {
  StringRef Process;
  for (StringRef Word = nextWord(L); !Word.empty(); Word = nextWord(L)) {
    if (isTime(Word))
      break;
    // The name of the program may have spaces and be a number: the last one counts.
    if (isNumber(Word.split('/').first))
      Process = Word.split('/').first;
    if (L.empty())
      return false;
  }
  if (Process.empty() || L.empty())
    return false;
  S = PerfSample();
  S.Process = Process;
  StringRef Behind = L, Word = nextWord(Behind);
  if (isNumber(Word) && Behind.contains(':')) {
    double Period = 0;
    Word.getAsDouble(Period);
    S.Period = Period;
    L = Behind;
    Word = nextWord(Behind);
  }
  if (!Word.ends_with(":"))
    return false;
  S.Event = Word.split(':').first;
  Rest = Behind;
  return true;
}

bool beginsSample(StringRef Line) {
  PerfSample S;
  StringRef Rest;
  return readHead(Line, S, Rest);
}

/// "0x55d0e25561db" or "0x11db(/opt/prog)", from the head of \p Text.
static bool readEnd(StringRef &Text, std::uint64_t &Address, StringRef &Object) {
  if (!Text.consume_front("0x") || Text.consumeInteger(16, Address))
    return false;
  if (Text.consume_front("(")) {
    Object = Text.take_until([](char C) { return C == ')'; });
    Text = Text.drop_front(std::min(Text.size(), Object.size() + 1));
  }
  return true;
}

/// "0x55d0e25561db/0x55d0e25561cf/P/-/-/1"
static std::optional<PerfBranch> branchOf(StringRef Word) {
  PerfBranch B;
  if (!readEnd(Word, B.From, B.FromObject) || !Word.consume_front("/") || !readEnd(Word, B.To, B.ToObject) ||
      !Word.starts_with("/"))
    return std::nullopt;
  return B;
}

static void readBranches(StringRef L, PerfSample &S) {
  for (StringRef Word = nextWord(L); !Word.empty(); Word = nextWord(L))
    if (std::optional<PerfBranch> B = branchOf(Word))
      S.Branches.push_back(*B);
}

/// "55d0e25561db main+0x72 (/opt/prog)"
static bool readFrame(StringRef L, PerfFrame &F) {
  const StringRef Word = nextWord(L);
  if (Word.empty() || Word.starts_with("0x") || Word.getAsInteger(16, F.Address))
    return false;
  L = L.trim();
  std::size_t Bracket = L.rfind("+0x");
  Bracket = Bracket == StringRef::npos || L.rfind(" (") < Bracket ? L.rfind(" (") : L.find(" (", Bracket);
  // "[unknown] (/opt/prog (deleted))"
  if (Bracket != StringRef::npos && L.drop_front(Bracket).starts_with(" (deleted"))
    Bracket = L.take_front(Bracket).rfind(" (");
  if (Bracket != StringRef::npos) {
    F.Object = L.drop_front(Bracket + 2);
    F.Object.consume_back(")");
    L = L.take_front(Bracket);
  } else if (L.starts_with("(") && L.ends_with(")")) {
    F.Object = L.drop_front().drop_back();
    L = {};
  }
  auto [Symbol, Offset] = L.rsplit("+0x");
  std::uint64_t Number = 0;
  F.Symbol = L;
  if (!Offset.getAsInteger(16, Number)) {
    F.Symbol = Symbol;
    F.Offset = Number;
  }
  auto [Path, InFile] = F.Object.rsplit("+0x");
  if (!InFile.getAsInteger(16, Number)) {
    F.Object = Path;
    F.ObjectOffset = Number;
  }
  return true;
}

/// "  a.cpp:5", or "  a.out[1234]" if there is none.
static bool readSourceLine(StringRef L, PerfFrame &F) {
  L = L.trim();
  auto [File, Number] = L.rsplit(':');
  // "a.cpp:5 (discriminator 2)"
  if (File.empty() || Number.split(' ').first.getAsInteger(10, F.SourceLine))
    return L.ends_with("]") || L.ends_with("??:0");
  F.SourceFile = File;
  return true;
}

/// Where the branches on the line begin.
static std::size_t branchesIn(StringRef L) {
  for (std::size_t I = L.find(" 0x"); I != StringRef::npos; I = L.find(" 0x", I + 1))
    if (branchOf(L.drop_front(I + 1).split(' ').first))
      return I;
  return L.size();
}

std::size_t forEachSample(StringRef Text, llvm::function_ref<void(const PerfSample &)> Do) {
  PerfSample S;
  bool Inside = false;
  std::size_t Strange = 0;
  auto End = [&] {
    if (std::exchange(Inside, false))
      Do(S);
  };
  while (!Text.empty()) {
    auto [L, Next] = Text.split('\n');
    Text = Next;
    L.consume_back("\r");
    if (L.trim().empty()) {
      End();
      continue;
    }
    if (L.starts_with("#") || L.contains("PERF_RECORD_"))
      continue;
    StringRef Rest = L;
    PerfSample Head;
    if (readHead(L, Head, Rest)) {
      End();
      S = std::move(Head);
      Inside = true;
      if (Rest.trim().empty())
        continue;
    } else if (!Inside) {
      ++Strange;
      continue;
    }
    const std::size_t Cut = L.starts_with("0x") ? 0 : branchesIn(Rest);
    readBranches(Rest.drop_front(Cut), S);
    Rest = Rest.take_front(Cut);
    PerfFrame F;
    if (Rest.trim().empty())
      continue;
    if (readFrame(Rest, F))
      S.Frames.push_back(F);
    else if (S.Frames.empty() || !readSourceLine(Rest, S.Frames.back()))
      ++Strange;
  }
  End();
  return Strange;
}

} // namespace hone
