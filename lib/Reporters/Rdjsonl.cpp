// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What reviewdog makes of a diagnostic decides how a fix is told. It posts each suggestion as one block that can be
// committed alone, so a fix is one suggestion or none: two halves would be half a rewrite. On GitLab it takes the text
// for whole lines whatever the columns say, so the lines are whole. It reads lines of up to 64 KiB, and stops without
// a word at a longer one.
#include "Offers.h"
#include "Phrases.h"
#include "Views.h"
#include "hone/Core/Json.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include <fmt/format.h>

using llvm::StringRef;
using llvm::json::Array;
using llvm::json::Object;
using llvm::json::Value;

namespace hone {

static constexpr std::size_t LongestLine = 64000;

static StringRef severityText(Weight W) {
  return W == Weight::Error ? "ERROR" : W == Weight::Warning ? "WARNING" : "INFO";
}

static Object position(const LineTable &Lines, unsigned Offset) {
  return Object{{"line", Lines.lineOf(Offset)}, {"column", Lines.columnOf(Offset)}};
}

static Object rangeOf(const Finding &F, const Report &R) {
  auto Source = R.Sources.find(F.Where.File);
  if (Source == R.Sources.end() || F.Where.Begin > F.Where.End || F.Where.End > Source->second.size())
    return Object{{"start", Object{{"line", std::max(F.Where.Line, 1u)}}}};
  const LineTable Lines(Source->second);
  return Object{{"start", position(Lines, F.Where.Begin)}, {"end", position(Lines, F.Where.End)}};
}

/// All edits of one file as one replacement of whole lines, without the end of the last. None if JSON has no words for it.
static std::optional<Object> suggestion(const std::vector<Edit> &Edits, StringRef Text) {
  const LineTable Lines(Text);
  const unsigned First = Lines.lineOf(Edits.front().Offset);
  const unsigned Last = Lines.lineOf(Edits.back().Offset + Edits.back().Length);
  const auto Begin = static_cast<unsigned>(Lines.text(First).data() - Text.data());
  const auto End = static_cast<unsigned>(Lines.text(Last).end() - Text.data());
  std::vector<Edit> Moved = Edits;
  for (Edit &E : Moved)
    E.Offset -= Begin;
  // An edit may reach into the end of the line.
  if (Edits.back().Offset + Edits.back().Length > End)
    return std::nullopt;
  std::string New = applyEdits(Text.slice(Begin, End), Moved);
  if (!llvm::json::isUTF8(New))
    return std::nullopt;
  return Object{{"range", Object{{"start", Object{{"line", First}, {"column", 1}}},
                                 {"end", position(Lines, End)}}},
                {"text", std::move(New)}};
}

/// The first \p Most bytes of UTF-8, without half a character.
static StringRef firstOf(StringRef Text, std::size_t Most) {
  if (Text.size() <= Most)
    return Text;
  while (Most > 0 && (static_cast<unsigned char>(Text[Most]) & 0xC0) == 0x80)
    --Most;
  return Text.take_front(Most);
}

static Object diagnostic(const Finding &F, const Report &R, const Offers &Fixes) {
  std::string Message = sentenceOf(F, R);
  Object O{{"location", Object{{"path", toUtf8(F.Where.File)}, {"range", rangeOf(F, R)}}},
           {"severity", severityText(weightOf(F, R))},
           {"source", Object{{"name", "hone"}}},
           {"code", Object{{"value", ruleOf(F)}}}};
  const EditsByFile &Edits = Fixes.of(F);
  if (Edits.size() == 1 && Edits.begin()->first == F.Where.File) {
    if (std::optional<Object> One = suggestion(Edits.begin()->second, R.Sources.at(F.Where.File)))
      O["suggestions"] = Array{std::move(*One)};
  } else if (!Edits.empty()) {
    // A suggestion is of the diagnostic's file alone: here it would be half of the fix.
    Array Places;
    for (const auto &[File, OfFile] : Edits) {
      const LineTable Lines(R.Sources.at(File));
      Places.push_back(Object{{"message", "changed as well"},
                              {"location", Object{{"path", toUtf8(File)},
                                                  {"range", Object{{"start", position(Lines, OfFile.front().Offset)}}}}}});
    }
    O["related_locations"] = std::move(Places);
    Message += "; it changes other files, too: hone fix makes all of it";
  }
  O["message"] = std::move(Message);
  return O;
}

void writeRdjsonl(const Report &R, llvm::raw_ostream &OS) {
  const Offers Fixes(R);
  for (const Finding *F : byGain(R)) {
    if (weightOf(*F, R) == Weight::None)
      continue;
    Object O = diagnostic(*F, R, Fixes);
    auto Line = [&] { return llvm::formatv("{0}", Value(Object(O))).str(); };
    std::string Text = Line();
    if (Text.size() > LongestLine) {
      O.erase("suggestions");
      O["message"] = firstOf(*O.getString("message"), 4000).str();
      Text = Line();
    }
    OS << Text << "\n";
  }
}

} // namespace hone
