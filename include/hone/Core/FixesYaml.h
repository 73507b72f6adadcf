// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The documents that clang-tidy's --export-fixes writes and
// clang-apply-replacements reads, both ways.
//
// Not clang/Tooling/DiagnosticsYaml.h: that prints, and drops edits, where two
// insertions of one fix meet, and wants to know beforehand which of its two
// kinds of document it reads.
#ifndef HONE_CORE_FIXESYAML_H
#define HONE_CORE_FIXESYAML_H

#include "hone/Core/Model.h"
#include "llvm/Support/Error.h"

namespace hone {

/// One diagnostic; Edits is empty if it comes without a fix. What notes would
/// replace is not read.
struct ExportedFix {
  std::string Check, Message;
  std::string File; ///< Where, as the tool spelled it; may be empty.
  unsigned Offset = 0;
  std::vector<Edit> Edits;
  std::string Level = "Warning"; ///< "Remark", "Warning" or "Error".
  std::string Directory;         ///< Relative names are relative to it.
  /// Of Hone's own: the main files of all units it was found in. A document
  /// cannot hold it once for each: clang-apply-replacements would make it as
  /// often. They stand in notes.
  std::vector<std::string> Units = {};
};

/// One document.
struct ExportedFixes {
  std::string MainFile; ///< Empty in one merged from many units.
  std::vector<ExportedFix> Fixes;
  /// Of a document without diagnostics: nothing says which belong together.
  std::vector<Edit> Loose;
};

/// The documents in a YAML file; an empty file has none. Errors name the
/// place: `fixes.yaml:12: ...`.
llvm::Expected<std::vector<ExportedFixes>>
parseExportedFixes(llvm::StringRef Text, llvm::StringRef Name);

/// One document as clang-tidy writes it. YAML cannot hold text that is not
/// UTF-8: a fix that would write such is left out.
std::string printExportedFixes(const ExportedFixes &Document);

} // namespace hone

#endif
