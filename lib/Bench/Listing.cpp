// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which of a function's loops is the hot one is not guessed: all innermost ones are shown. A loop is what lies between a
// label and a jump back to it, on any machine whose jumps name their label last.
#include "Listing.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Demangle/Demangle.h"
#include <fmt/format.h>
#include <vector>

using llvm::StringRef;

namespace hone {

namespace {
struct Range {
  std::size_t Begin, End; ///< Lines, the last one included.
};
} // namespace

/// Labels and instructions; nothing for directives and comments.
static StringRef codeIn(StringRef Line) {
  Line = Line.split('#').first.rtrim();
  const StringRef Text = Line.ltrim();
  const bool Label = Text.ends_with(":");
  return Text.starts_with(".") && !Label ? StringRef() : Line;
}

static std::vector<StringRef> codeOf(StringRef Assembly, StringRef Symbol) {
  std::vector<StringRef> Code;
  const std::string Label = (Symbol + ":").str();
  bool Inside = false;
  while (!Assembly.empty()) {
    StringRef Line;
    std::tie(Line, Assembly) = Assembly.split('\n');
    if (!Inside) {
      Inside = Line.starts_with(Label);
      continue;
    }
    if (Line.trim().starts_with(".cfi_endproc") || Line.trim().starts_with(".size") ||
        Line.trim().starts_with(".Lfunc_end"))
      break;
    if (StringRef Text = codeIn(Line); !Text.trim().empty())
      Code.push_back(Text);
  }
  return Code;
}

/// The jumps back, as ranges that hold no other.
static std::vector<Range> innermost(const std::vector<StringRef> &Code) {
  llvm::StringMap<std::size_t> Labels;
  std::vector<Range> All, Inner;
  for (std::size_t I = 0; I != Code.size(); ++I) {
    if (Code[I].ends_with(":")) {
      Labels[Code[I].drop_back().trim()] = I;
      continue;
    }
    const StringRef Target = Code[I].substr(Code[I].find_last_of(" \t,") + 1);
    if (auto Back = Labels.find(Target); Back != Labels.end())
      All.push_back({Back->second, I});
  }
  for (const Range &R : All) {
    // Several jumps to one label are one loop, up to the last of them.
    const bool Holds = llvm::any_of(All, [&](const Range &Other) {
      return R.Begin < Other.Begin && Other.End <= R.End;
    });
    const bool Shorter = llvm::any_of(All, [&](const Range &Other) { return R.Begin == Other.Begin && Other.End > R.End; });
    if (!Holds && !Shorter)
      Inner.push_back(R);
  }
  return Inner;
}

/// One column, and names as people write them.
static std::string readable(StringRef Line) {
  if (Line.ends_with(":"))
    return Line.trim().str();
  auto [Word, Operands] = Line.trim().split('\t');
  std::string Text = "  " + Word.str();
  if (Operands.empty())
    return Text;
  Text.resize(std::max<std::size_t>(Text.size() + 1, 12), ' ');
  while (!Operands.empty()) {
    const std::size_t At = Operands.find("_Z");
    Text += Operands.take_front(At);
    if (At == StringRef::npos)
      break;
    Operands = Operands.drop_front(At);
    const StringRef Name = Operands.take_while([](char C) { return llvm::isAlnum(C) || C == '_' || C == '.' || C == '$'; });
    Text += llvm::demangle(Name);
    Operands = Operands.drop_front(Name.size());
  }
  return Text;
}

std::string innermostLoops(StringRef Assembly, StringRef Symbol, unsigned Lines) {
  const std::vector<StringRef> Code = codeOf(Assembly, Symbol);
  std::vector<Range> Ranges = innermost(Code);
  if (Ranges.empty() && !Code.empty())
    Ranges.push_back({0, Code.size() - 1});
  std::string Text;
  unsigned Written = 0, Left = 0;
  for (const Range &R : Ranges)
    for (std::size_t I = R.Begin; I <= R.End; ++I) {
      if (Written == Lines) {
        ++Left;
        continue;
      }
      Text += readable(Code[I]) + "\n";
      ++Written;
    }
  return Left ? Text + fmt::format("  ... {} more lines\n", Left) : Text;
}

} // namespace hone
