// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Document.h"
#include <algorithm>

using llvm::StringRef;
using llvm::json::Object;
using llvm::json::Value;

namespace hone {

Document::Document(std::string Text, std::int64_t Version) : Text(std::move(Text)), Version(Version) {
  countLines();
}

/// "\n", "\r\n" and "\r" end a line.
void Document::countLines() {
  Lines = {0};
  for (std::size_t I = 0; I < Text.size(); ++I)
    if (Text[I] == '\n' || (Text[I] == '\r' && (I + 1 == Text.size() || Text[I + 1] != '\n')))
      Lines.push_back(I + 1);
}

/// Bytes of the UTF-8 character that begins with \p Lead; 1 for what begins none.
static std::size_t bytesOf(unsigned char Lead) {
  return Lead < 0xC0 ? 1 : Lead < 0xE0 ? 2 : Lead < 0xF0 ? 3 : Lead < 0xF8 ? 4 : 1;
}

std::size_t Document::offsetOf(std::size_t Line, std::size_t Column) const {
  if (Line >= Lines.size())
    return Text.size();
  const std::size_t End = Line + 1 < Lines.size() ? Lines[Line + 1] : Text.size();
  std::size_t At = Lines[Line];
  while (Column > 0 && At < End && Text[At] != '\n' && Text[At] != '\r') {
    const std::size_t Bytes = bytesOf(static_cast<unsigned char>(Text[At]));
    // Beyond the first plane two units; between them nothing begins.
    Column -= std::min<std::size_t>(Column, Bytes == 4 ? 2 : 1);
    At = std::min(At + Bytes, End);
  }
  return At;
}

std::optional<std::size_t> Document::offsetOf(const Value *Position) const {
  const Object *P = Position ? Position->getAsObject() : nullptr;
  const std::optional<std::int64_t> Line = P ? P->getInteger("line") : std::nullopt;
  const std::optional<std::int64_t> Column = P ? P->getInteger("character") : std::nullopt;
  if (!Line || !Column || *Line < 0 || *Column < 0)
    return std::nullopt;
  return offsetOf(static_cast<std::size_t>(*Line), static_cast<std::size_t>(*Column));
}

std::size_t Document::lineOf(std::size_t Offset) const {
  return std::upper_bound(Lines.begin(), Lines.end(), Offset) - Lines.begin() - 1;
}

Object Document::positionOf(std::size_t Offset) const {
  Offset = std::min(Offset, Text.size());
  const std::size_t Line = lineOf(Offset);
  std::size_t Column = 0;
  for (std::size_t At = Lines[Line]; At < Offset;) {
    const std::size_t Bytes = bytesOf(static_cast<unsigned char>(Text[At]));
    Column += Bytes == 4 ? 2 : 1;
    At += Bytes;
  }
  return Object{{"line", static_cast<std::int64_t>(Line)}, {"character", static_cast<std::int64_t>(Column)}};
}

Object Document::rangeOf(std::size_t Begin, std::size_t End) const {
  return Object{{"start", positionOf(Begin)}, {"end", positionOf(End)}};
}

bool Document::change(const Value &Change) {
  const Object *C = Change.getAsObject();
  const std::optional<StringRef> New = C ? C->getString("text") : std::nullopt;
  if (!New)
    return false;
  if (const Object *Range = C->getObject("range")) {
    const std::optional<std::size_t> Begin = offsetOf(Range->get("start")), End = offsetOf(Range->get("end"));
    if (!Begin || !End || *Begin > *End)
      return false;
    Text.replace(*Begin, *End - *Begin, New->str());
  } else {
    Text = New->str();
  }
  countLines();
  return true;
}

} // namespace hone
