// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Formats what an edit touched, and nothing else. clang-format reflows whole
// statements around the lines it is given; whatever reaches into a line that
// the edit did not touch is dropped, since a reviewer wants to see the change.
#include "FileText.h"
#include "clang/Format/Format.h"
#include "llvm/Support/Path.h"

using namespace clang;
using namespace hone;

/// True if \p R changes only touched lines of \p Code: it ends inside one, and
/// what it covers before that line is white space.
static bool staysInside(const tooling::Replacement &R, llvm::StringRef Code,
                        const std::vector<std::pair<unsigned, unsigned>> &Lines) {
  unsigned Begin = R.getOffset(), End = Begin + R.getLength();
  for (auto [First, Last] : Lines) {
    if (End < First || End > Last)
      continue;
    if (Begin >= First)
      return true;
    return Code.slice(Begin, First).trim().empty() && End > First;
  }
  return false;
}

static void keepTokens(format::FormatStyle &Style) {
  using format::FormatStyle;
  Style.ReflowComments = FormatStyle::RCS_Never;
  Style.BreakStringLiterals = false;
  // Comments of touched lines would be aligned with those of others.
  Style.AlignTrailingComments.Kind = FormatStyle::TCAS_Leave;
  Style.FixNamespaceComments = false;
  Style.InsertBraces = false;
  Style.RemoveBracesLLVM = false;
  Style.RemoveSemicolon = false;
  Style.RemoveParentheses = FormatStyle::RPS_Leave;
  Style.InsertNewlineAtEOF = false;
  Style.SortUsingDeclarations = FormatStyle::SUD_Never;
  Style.SeparateDefinitionBlocks = FormatStyle::SDS_Leave;
}

tooling::Replacements
hone::formatTouched(const FileText &File,
                    const std::vector<std::pair<unsigned, unsigned>> &Touched,
                    llvm::StringRef Changed, llvm::vfs::FileSystem &FS) {
  tooling::Replacements Kept;
  auto Style = format::getStyle("file", File.Path, "none", Changed, &FS);
  if (!Style) {
    // A .clang-format this version cannot read is no reason to give up.
    llvm::consumeError(Style.takeError());
    return Kept;
  }
  if (Style->DisableFormat)
    return Kept;
  keepTokens(*Style);
  Style->LineEnding =
      File.EOL == "\n" ? format::FormatStyle::LE_LF : format::FormatStyle::LE_CRLF;

  std::vector<tooling::Range> Ranges;
  std::vector<std::pair<unsigned, unsigned>> Lines;
  for (auto [Begin, End] : Touched) {
    Ranges.emplace_back(Begin, End - Begin);
    std::size_t First = Changed.take_front(Begin).rfind('\n');
    std::size_t Last = std::min(Changed.find('\n', End), Changed.size());
    Lines.emplace_back(First == llvm::StringRef::npos ? 0 : First + 1, Last);
  }
  for (const tooling::Replacement &R : format::reformat(*Style, Changed, Ranges, File.Path))
    if (staysInside(R, Changed, Lines))
      if (llvm::Error E = Kept.add(R))
        llvm::consumeError(std::move(E)); // overlaps a kept one: white space only
  return Kept;
}
