// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef HONE_LIB_SERVER_DOCUMENT_H
#define HONE_LIB_SERVER_DOCUMENT_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/JSON.h"
#include <optional>
#include <string>
#include <vector>

namespace hone {

/// A text as the client has it, saved or not. The protocol counts lines from 0 and columns in UTF-16
/// code units; Hone counts bytes of UTF-8.
class Document {
public:
  Document(std::string Text, std::int64_t Version);

  const std::string &text() const { return Text; }
  std::int64_t version() const { return Version; }
  /// One entry of contentChanges: a range and its new text, or all of it anew. False, and no
  /// change, if that is no such thing.
  bool change(const llvm::json::Value &Change);
  void setVersion(std::int64_t New) { Version = New; }

  /// A place behind the end of its line is that end, as the protocol says.
  std::size_t offsetOf(std::size_t Line, std::size_t Column) const;
  std::optional<std::size_t> offsetOf(const llvm::json::Value *Position) const;
  llvm::json::Object positionOf(std::size_t Offset) const;
  llvm::json::Object rangeOf(std::size_t Begin, std::size_t End) const;
  /// From 0.
  std::size_t lineOf(std::size_t Offset) const;
  std::size_t beginOfLine(std::size_t Line) const { return Lines[std::min(Line, Lines.size() - 1)]; }

private:
  void countLines();

  std::string Text;
  std::int64_t Version;
  std::vector<std::size_t> Lines; ///< Where each begins; never empty.
};

} // namespace hone

#endif
