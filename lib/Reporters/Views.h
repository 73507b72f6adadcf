// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What each format is made by, and what they share.
#ifndef HONE_LIB_REPORTERS_VIEWS_H
#define HONE_LIB_REPORTERS_VIEWS_H

#include "hone/Reporters/Reporters.h"

namespace hone {

/// A pull request's comment: what was changed, what it gains, why it may be trusted.
void writeMarkdown(const Report &R, llvm::raw_ostream &OS);
/// SARIF 2.1.0.
void writeSarif(const Report &R, llvm::raw_ostream &OS);
/// One Reviewdog diagnostic a line.
void writeRdjsonl(const Report &R, llvm::raw_ostream &OS);
/// Workflow commands of GitHub Actions: the ten that gain most, then one line for the rest.
void writeGithub(const Report &R, llvm::raw_ostream &OS);
/// Everything in one page. Errors: it would be larger than a page may be.
llvm::Expected<std::string> htmlOfAll(const Report &R);

/// Where the lines of a file begin.
class LineTable {
public:
  explicit LineTable(llvm::StringRef Text);
  /// 1-based.
  unsigned lineOf(unsigned Offset) const;
  /// 1-based, in bytes.
  unsigned columnOf(unsigned Offset) const;
  /// 1-based, in UTF-16 code units.
  unsigned utf16ColumnOf(unsigned Offset) const;
  unsigned lines() const { return static_cast<unsigned>(Starts.size()); }
  /// Without its end.
  llvm::StringRef text(unsigned Line) const;

private:
  llvm::StringRef Text;
  std::vector<unsigned> Starts;
};

/// What a finding is to whoever reviews a change.
enum class Weight {
  Error,   ///< The change that was verified does something else.
  Warning, ///< Known to pay.
  Note,    ///< May pay, or would with a hint.
  None     ///< Tried and thrown away, or refused: nothing to do.
};
Weight weightOf(const Finding &F, const Report &R);
/// "hone-reuse-buffer", the name that NOLINT and clang-tidy have for a check.
std::string ruleOf(const Finding &F);
/// What was found, how far it got and what it gains, in one line.
std::string sentenceOf(const Finding &F, const Report &R);

/// Findings in the order a person should see them: what gains most first, then what may gain, then the rest.
std::vector<const Finding *> byGain(const Report &R);

/// How many findings have each status.
std::map<Status, unsigned> countsOf(const Report &R);

/// A status with a code, and how many findings have it.
struct ReasonFacts {
  const Finding *First;
  std::size_t Count;
};
/// Each once, the most frequent first.
std::vector<ReasonFacts> byReason(const Report &R);

} // namespace hone

#endif
