// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Views of one report. JSON is complete; text is what a person sees first.
#ifndef HONE_REPORTERS_REPORTERS_H
#define HONE_REPORTERS_REPORTERS_H

#include "hone/Core/ApplyReport.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/raw_ostream.h"

namespace hone {

/// How a report is written.
enum class Format { Text, Json, Html, Markdown, Sarif, Rdjsonl, Github };
std::optional<Format> parseFormat(llvm::StringRef Word);

struct TextOptions {
  bool Color = false;
  bool Quiet = false;
  unsigned Width = 100;
};

/// The table of design section 3: kept (best gain first, claim and evidence),
/// what was tried and thrown away, what is in the way.
void writeText(const Report &R, const TextOptions &Options,
               llvm::raw_ostream &OS);
/// The report as \p As says. Errors: an HTML page that would be too large for one.
llvm::Expected<std::string> render(const Report &R, Format As, const TextOptions &Options);
/// Errors: a format that it has no view in.
llvm::Expected<std::string> render(const ApplyReport &R, Format As, const TextOptions &Options);
/// index.html and a page for each source file.
struct Page {
  std::string Name, Text;
};
std::vector<Page> htmlPages(const Report &R);

/// One finding and all that speaks for it, in lines for a person who is to say yes.
std::string evidenceText(const Finding &F);
/// One clause about what earlier runs have made of a change: "measured 5.7x (5.2-6.1) with g++
/// 12.2.0 -O2", or that it was not measured here.
std::string knownText(const Finding &F);
/// The message of a commit that makes these changes and follows \p Parent.
/// \p Arguments: what `hone verify` needs besides to look at them again.
std::string commitMessage(llvm::ArrayRef<Finding> Findings, llvm::StringRef Parent,
                          llvm::StringRef Arguments);
/// One object, the contract of docs/formats.md.
void writeJson(const Report &R, llvm::raw_ostream &OS);

/// How many fixes were applied, then what was withdrawn, by reason.
void writeText(const ApplyReport &R, const TextOptions &Options,
               llvm::raw_ostream &OS);
/// One object, as docs/formats.md says.
void writeJson(const ApplyReport &R, llvm::raw_ostream &OS);

} // namespace hone

#endif
