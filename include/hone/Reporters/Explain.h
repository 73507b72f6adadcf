// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What `hone explain` shows: pages and codes of docs/, and everything that a run knows of a finding or of a line.
// Nothing here reads a file; all of it is text in, text out.
#ifndef HONE_REPORTERS_EXPLAIN_H
#define HONE_REPORTERS_EXPLAIN_H

#include "hone/Reporters/Reporters.h"
#include "llvm/Support/JSON.h"

namespace hone {

/// A page of docs/ for a terminal.
std::string renderPage(llvm::StringRef Markdown, const TextOptions &Options);

/// What docs/ says about one code: a row of one of its tables.
struct CodeEntry {
  std::string Code;
  std::string Check;                 ///< Whose code it is; empty: anyone's.
  std::string Section;               ///< The heading above.
  std::vector<std::string> Statuses; ///< A finding with this code has one of these; empty: not said.
  std::string Meaning, Advice;       ///< Markdown. Advice may be empty.
};
/// The rows of all tables that have a column "code" or "status" in front and one called "meaning".
std::vector<CodeEntry> codeEntries(llvm::StringRef Page);
/// All that \p Entries, which have one code, say.
std::string explainCode(llvm::ArrayRef<CodeEntry> Entries, const TextOptions &Options);
llvm::json::Value explainCodeJson(llvm::ArrayRef<CodeEntry> Entries);

/// What of a report is about one line, or one finding alone.
struct Covering {
  std::vector<const Finding *> Findings;
  std::vector<const Loop *> Loops; ///< Innermost first.
};
/// \p File as the report names it.
Covering coveringLine(const Report &R, llvm::StringRef File, unsigned Line);

/// Empty if the lines of \p R are those of \p Now, the text of \p File today; else a sentence that says so.
std::string changedSince(const Report &R, llvm::StringRef File, llvm::StringRef Now);

/// Everything known about \p What. \p Codes: where the meaning of a reason is looked up.
/// \p Notes: what has to be said besides, each a sentence.
std::string explainText(const Covering &What, const Report &R, llvm::ArrayRef<CodeEntry> Codes,
                        llvm::ArrayRef<std::string> Notes, const TextOptions &Options);
/// The same as docs/formats.md says: a report of these findings, and the loops.
llvm::json::Value explainJson(const Covering &What, const Report &R, llvm::ArrayRef<std::string> Notes);

} // namespace hone

#endif
