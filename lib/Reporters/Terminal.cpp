// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Widths are counted on plain text and colours put around it afterwards, so that columns stay aligned with and
// without them.
#include "Terminal.h"
#include "llvm/Support/ErrorHandling.h"
#include "llvm/Support/Unicode.h"
#include <fmt/format.h>

using llvm::StringRef;

namespace hone {

static const char *codeOf(Style S) {
  switch (S) {
  case Style::Plain:
    return "0";
  case Style::Bold:
    return "1";
  case Style::Dim:
    return "2";
  case Style::Italic:
    return "3";
  case Style::Title:
    return "1;4";
  case Style::Green:
    return "32";
  case Style::Yellow:
    return "33";
  case Style::Red:
    return "31";
  case Style::Cyan:
    return "36";
  }
  llvm_unreachable("every style is handled");
}

std::string colored(Style S, const std::string &Text, bool Color) {
  if (!Color || S == Style::Plain || Text.empty())
    return Text;
  return fmt::format("\033[{}m{}\033[0m", codeOf(S), Text);
}

unsigned widthOf(StringRef Text) {
  int Width = llvm::sys::unicode::columnWidthUTF8(Text);
  return static_cast<unsigned>(Width < 0 ? Text.size() : Width);
}

std::string padded(std::string Text, unsigned Width) {
  unsigned Is = widthOf(Text);
  return Is < Width ? Text + std::string(Width - Is, ' ') : Text;
}

std::string fitted(std::string Text, unsigned Width) {
  if (widthOf(Text) <= Width)
    return Text;
  while (!Text.empty() && widthOf(Text) + 3 > Width) {
    // A whole character: its continuation bytes first.
    while (!Text.empty() && (static_cast<unsigned char>(Text.back()) & 0xC0) == 0x80)
      Text.pop_back();
    if (!Text.empty())
      Text.pop_back();
  }
  return Text + "...";
}

std::string wrapped(StringRef Text, unsigned Indent, unsigned Width) {
  std::string Whole, Line;
  while (!Text.empty()) {
    auto [Word, Rest] = Text.split(' ');
    Text = Rest;
    if (!Line.empty() && Indent + widthOf(Line) + 1 + widthOf(Word) > Width) {
      Whole += Line + "\n" + std::string(Indent, ' ');
      Line.clear();
    }
    if (!Line.empty())
      Line += ' ';
    Line += Word;
  }
  return Whole + Line;
}

} // namespace hone
