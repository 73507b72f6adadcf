// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The Markdown that docs/ is written in, for a terminal: headings, paragraphs, lists, tables and code. Not a Markdown
// library: what the pages do not use is printed as it stands.
#include "Page.h"
#include "Phrases.h"
#include "Terminal.h"
#include "hone/Reporters/Explain.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include <fmt/format.h>

using llvm::StringRef;

namespace hone {

namespace {
/// What is between two spaces, as it counts and as it is printed.
struct Word {
  std::string Plain, Styled;
};

/// Splits inline Markdown into words, each in its style.
class Inline {
public:
  explicit Inline(bool Color) : Color(Color) {}

  std::vector<Word> words(StringRef Text) {
    read(Text, Style::Plain);
    space();
    return std::move(All);
  }

private:
  void read(StringRef Text, Style S) {
    while (!Text.empty())
      if (!code(Text) && !link(Text, S) && !emphasis(Text, S)) {
        if (Text.front() == '\\' && Text.size() > 1 && llvm::isPunct(Text[1]))
          Text = Text.drop_front();
        const std::size_t End = std::max<std::size_t>(1, Text.find_first_of("`[*\\", 1));
        put(Text.take_front(End), S);
        Text = Text.drop_front(std::min(End, Text.size()));
      }
  }

  /// Without colours the backticks stay: they say where the code ends.
  bool code(StringRef &Text) {
    const StringRef Ticks = Text.take_while([](char C) { return C == '`'; });
    const std::size_t End = Ticks.empty() ? StringRef::npos : Text.find(Ticks, Ticks.size());
    if (End == StringRef::npos)
      return false;
    StringRef Inside = Text.slice(Ticks.size(), End);
    if (Ticks.size() > 1)
      Inside = Inside.trim(' ');
    put(Color ? Inside.str() : "`" + Inside.str() + "`", Style::Cyan);
    Text = Text.drop_front(End + Ticks.size());
    return true;
  }

  bool link(StringRef &Text, Style S) {
    if (!Text.starts_with("["))
      return false;
    const std::size_t Middle = Text.find("](");
    const std::size_t End = Middle == StringRef::npos ? Middle : Text.find(')', Middle);
    if (End == StringRef::npos || Text.slice(1, Middle).contains('['))
      return false;
    read(Text.slice(1, Middle), S);
    Text = Text.drop_front(End + 1);
    return true;
  }

  bool emphasis(StringRef &Text, Style S) {
    const StringRef Stars = Text.starts_with("**") ? "**" : Text.starts_with("*") ? "*" : "";
    if (Stars.empty() || Text.size() <= Stars.size() || Text[Stars.size()] == ' ')
      return false;
    const std::size_t End = Text.find(Stars, Stars.size());
    if (End == StringRef::npos || Text[End - 1] == ' ')
      return false;
    read(Text.slice(Stars.size(), End), S != Style::Plain ? S : Stars.size() == 2 ? Style::Bold : Style::Italic);
    Text = Text.drop_front(End + Stars.size());
    return true;
  }

  void put(StringRef Text, Style S) {
    while (!Text.empty()) {
      const StringRef Part = Text.take_until([](char C) { return C == ' '; });
      Current.Plain += Part;
      Current.Styled += colored(S, Part.str(), Color);
      Text = Text.drop_front(Part.size());
      if (Text.consume_front(" "))
        space();
    }
  }

  void space() {
    if (!Current.Plain.empty())
      All.push_back(std::exchange(Current, {}));
  }

  const bool Color;
  std::vector<Word> All;
  Word Current;
};

/// A page, block by block.
class PageWriter {
public:
  PageWriter(StringRef Text, const TextOptions &O) : O(O), Width(std::max(40u, O.Width)) { Text.split(Lines, '\n'); }

  std::string write() {
    while (At != Lines.size())
      block();
    return std::move(Out);
  }

private:
  static constexpr unsigned Indent = 2;

  StringRef line() const { return Lines[At].rtrim("\r "); }
  bool atEnd() const { return At == Lines.size(); }
  static bool isItem(StringRef Line) {
    Line = Line.ltrim(' ');
    const StringRef Digits = Line.take_while(llvm::isDigit);
    return Line.starts_with("- ") || Line.starts_with("* ") ||
           (!Digits.empty() && Line.drop_front(Digits.size()).starts_with(". "));
  }
  static bool isText(StringRef Line) {
    return !Line.trim().empty() && !Line.starts_with("#") && !Line.starts_with("|") && !Line.ltrim().starts_with("```") &&
           !Line.starts_with("<!--") && !isItem(Line);
  }

  /// An empty line in front of each block but the first.
  void separate() {
    if (!Out.empty() && !StringRef(Out).ends_with("\n\n"))
      Out += '\n';
  }

  void block() {
    const StringRef Line = line();
    if (Line.empty())
      ++At;
    else if (Line.starts_with("<!--"))
      comment();
    else if (Line.ltrim().starts_with("```"))
      code();
    else if (Line.starts_with("#"))
      heading();
    else if (Line.starts_with("|"))
      table();
    else if (isItem(Line))
      item();
    else
      paragraph();
  }

  void comment() {
    while (!atEnd() && !Lines[At++].contains("-->"))
      ;
  }

  void code() {
    separate();
    for (++At; !atEnd() && !line().ltrim().starts_with("```"); ++At)
      Out += line().empty() ? "\n" : std::string(Indent + 4, ' ') + line().str() + "\n";
    if (!atEnd())
      ++At;
  }

  void heading() {
    separate();
    const StringRef Marks = line().take_while([](char C) { return C == '#'; });
    put(line().drop_front(Marks.size()).trim(), 0, 0, Marks.size() == 1 ? Style::Title : Style::Bold);
    Out += '\n';
    ++At;
  }

  void paragraph() {
    separate();
    put(joined(Lines[At++].trim().str()), Indent, Indent);
  }

  void item() {
    if (At == 0 || !isItem(Lines[At - 1]))
      if (!InList)
        separate();
    const StringRef Line = line();
    const unsigned Deep = static_cast<unsigned>(Line.size() - Line.ltrim().size());
    auto [Mark, Rest] = Line.ltrim().split(' ');
    const std::string Bullet = Mark == "*" ? "-" : Mark.str();
    ++At;
    Out += std::string(Indent + Deep, ' ') + Bullet + ' ';
    const unsigned Column = Indent + Deep + static_cast<unsigned>(Bullet.size()) + 1;
    put(joined(Rest.trim().str()), Column, 0);
    InList = !atEnd() && isItem(line());
  }

  /// \p Text and the lines that go on with it.
  std::string joined(std::string Text) {
    for (; !atEnd() && isText(line()); ++At)
      Text += " " + line().trim().str();
    return Text;
  }

  void table() {
    separate();
    std::vector<std::vector<std::string>> Rows;
    for (; !atEnd() && line().starts_with("|"); ++At)
      Rows.push_back(tableCells(line()));
    // The second row only says that it is one.
    if (Rows.size() > 1)
      Rows.erase(Rows.begin() + 1);
    std::vector<unsigned> Widths;
    for (const std::vector<std::string> &Row : Rows)
      for (std::size_t I = 0; I != Row.size(); ++I) {
        Widths.resize(std::max(Widths.size(), I + 1));
        Widths[I] = std::max(Widths[I], widthOfCell(Row[I]));
      }
    unsigned Sum = Indent;
    for (unsigned W : Widths)
      Sum += W + 2;
    if (Sum <= Width + 2)
      return columns(Rows, Widths);
    for (const std::vector<std::string> &Row : llvm::drop_begin(Rows)) {
      put(Row.front(), Indent, Indent, Style::Bold);
      for (std::size_t I = 1; I < Row.size(); ++I)
        if (!Row[I].empty())
          // The first says what the row is about, the second what that is; what others are has to be said.
          put((I > 1 && I < Rows.front().size() ? Rows.front()[I] + ": " : "") + Row[I], Indent + 4, Indent + 4);
    }
  }

  void columns(const std::vector<std::vector<std::string>> &Rows, const std::vector<unsigned> &Widths) {
    for (const std::vector<std::string> &Row : Rows) {
      std::string Line(Indent, ' ');
      for (std::size_t I = 0; I != Row.size(); ++I) {
        Line += styled(Row[I], &Row == &Rows.front() ? Style::Bold : Style::Plain);
        if (I + 1 != Row.size())
          Line += std::string(Widths[I] + 2 - widthOfCell(Row[I]), ' ');
      }
      Out += StringRef(Line).rtrim().str() + "\n";
    }
  }

  unsigned widthOfCell(StringRef Cell) const {
    unsigned Sum = 0;
    for (const Word &W : Inline(O.Color).words(Cell))
      Sum += widthOf(W.Plain) + (Sum ? 1 : 0);
    return Sum;
  }
  std::string styled(StringRef Cell, Style S) const {
    std::string Line;
    for (const Word &W : Inline(O.Color).words(Cell))
      Line += (Line.empty() ? "" : " ") + (S == Style::Plain ? W.Styled : colored(S, W.Plain, O.Color));
    return Line;
  }

  /// \p First spaces in front of the first line, \p Rest of the others; a style for all of it, or each word's own.
  void put(StringRef Text, unsigned Rest, unsigned First, Style S = Style::Plain) {
    Out += std::string(First, ' ');
    unsigned Column = Rest;
    bool Begins = true;
    for (const Word &W : Inline(O.Color).words(Text)) {
      const unsigned Needs = widthOf(W.Plain);
      if (!Begins && Column + 1 + Needs > Width) {
        Out += "\n" + std::string(Rest, ' ');
        Column = Rest;
        Begins = true;
      }
      if (!std::exchange(Begins, false))
        Out += ' ', ++Column;
      Out += S == Style::Plain ? W.Styled : colored(S, W.Plain, O.Color);
      Column += Needs;
    }
    Out += '\n';
  }

  const TextOptions &O;
  const unsigned Width;
  llvm::SmallVector<StringRef> Lines;
  std::size_t At = 0;
  bool InList = false;
  std::string Out;
};
} // namespace

std::string renderPage(StringRef Markdown, const TextOptions &Options) { return PageWriter(Markdown, Options).write(); }

std::vector<std::string> tableCells(StringRef Row) {
  std::vector<std::string> Cells;
  std::string Cell;
  Row = Row.trim();
  Row.consume_front("|");
  for (std::size_t I = 0; I != Row.size(); ++I) {
    if (Row[I] == '\\' && I + 1 != Row.size() && Row[I + 1] == '|')
      Cell += Row[++I];
    else if (Row[I] != '|')
      Cell += Row[I];
    else
      Cells.push_back(StringRef(std::exchange(Cell, "")).trim().str());
  }
  if (!StringRef(Cell).trim().empty())
    Cells.push_back(StringRef(Cell).trim().str());
  return Cells;
}

} // namespace hone
