// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The tables of docs/ that say what a code means. They are read instead of being kept here once more, so that what is
// printed is what test/House/registry.py has found to be complete.
#include "Page.h"
#include "Terminal.h"
#include "hone/Core/Json.h"
#include "hone/Reporters/Explain.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <fmt/format.h>

using llvm::StringRef;
using llvm::json::Array;
using llvm::json::Object;

namespace hone {

/// The words in backticks.
static std::vector<std::string> quoted(StringRef Text) {
  std::vector<std::string> Words;
  while (Text.contains('`')) {
    const StringRef Rest = Text.split('`').second;
    Words.push_back(Rest.split('`').first.str());
    Text = Rest.split('`').second;
  }
  return Words;
}

/// The text of a link, or all of it.
static std::string linkText(StringRef Cell) {
  return Cell.consume_front("[") ? Cell.split(']').first.str() : Cell.str();
}

static std::optional<CodeEntry> entryOf(llvm::ArrayRef<std::string> Columns, llvm::ArrayRef<std::string> Row,
                                        StringRef Section) {
  const std::vector<std::string> Codes = quoted(Row.empty() ? "" : Row.front());
  if (Codes.size() != 1 || Row.front() != "`" + Codes.front() + "`")
    return std::nullopt;
  CodeEntry Entry;
  Entry.Code = Codes.front();
  Entry.Section = Section.str();
  Entry.Statuses = quoted(Section);
  for (std::size_t I = 1; I < std::min(Columns.size(), Row.size()); ++I) {
    if (Columns[I] == "meaning")
      Entry.Meaning = Row[I];
    else if (Columns[I] == "what you can do")
      Entry.Advice = Row[I];
    else if (Columns[I] == "check")
      Entry.Check = linkText(Row[I]);
    else if (Columns[I] == "status") {
      llvm::SmallVector<StringRef> Words;
      StringRef(Row[I]).split(Words, ", ");
      Entry.Statuses.assign(Words.begin(), Words.end());
    }
  }
  return Entry;
}

std::vector<CodeEntry> codeEntries(StringRef Page) {
  std::vector<CodeEntry> Entries;
  std::vector<std::string> Columns;
  StringRef Section;
  while (!Page.empty()) {
    StringRef Line;
    std::tie(Line, Page) = Page.split('\n');
    Line = Line.rtrim();
    if (Line.starts_with("#"))
      Section = Line.ltrim("# ");
    if (!Line.starts_with("|")) {
      Columns.clear();
      continue;
    }
    const std::vector<std::string> Row = tableCells(Line);
    if (Columns.empty())
      Columns = Row;
    else if (llvm::is_contained(Columns, "meaning") && (Columns.front() == "code" || Columns.front() == "status"))
      if (std::optional<CodeEntry> Entry = entryOf(Columns, Row, Section))
        Entries.push_back(std::move(*Entry));
  }
  return Entries;
}

std::string explainCode(llvm::ArrayRef<CodeEntry> Entries, const TextOptions &Options) {
  if (Entries.empty())
    return "";
  std::string Text = colored(Style::Title, Entries.front().Code, Options.Color) + "\n";
  for (const CodeEntry &E : Entries) {
    const std::string Of = !E.Check.empty()      ? E.Check
                           : E.Statuses.empty() ? E.Section
                                                : "code, of findings that are " + llvm::join(E.Statuses, " or ");
    Text += "\n" + colored(Style::Bold, Of, Options.Color) + "\n";
    Text += renderPage(E.Meaning, Options);
    if (!E.Advice.empty())
      Text += renderPage("What you can do: " + E.Advice, Options);
  }
  return Text;
}

llvm::json::Value explainCodeJson(llvm::ArrayRef<CodeEntry> Entries) {
  Array All;
  for (const CodeEntry &E : Entries) {
    Array Statuses;
    for (const std::string &S : E.Statuses)
      Statuses.push_back(toUtf8(S));
    All.push_back(Object{{"check", toUtf8(E.Check)},
                         {"statuses", std::move(Statuses)},
                         {"meaning", toUtf8(E.Meaning)},
                         {"advice", toUtf8(E.Advice)}});
  }
  return Object{{"code", Entries.empty() ? "" : toUtf8(Entries.front().Code)}, {"entries", std::move(All)}};
}

} // namespace hone
