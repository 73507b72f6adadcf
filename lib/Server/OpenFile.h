// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A file in the editor and what is known of it; and what the client is told of that.
#ifndef HONE_LIB_SERVER_OPENFILE_H
#define HONE_LIB_SERVER_OPENFILE_H

#include "Document.h"
#include "hone/Core/Model.h"
#include "hone/Project/Project.h"
#include <chrono>
#include <set>

namespace hone {

struct OpenFile {
  std::string Uri, Path; ///< The client's own spelling; the real path.
  Document Now;
  std::optional<Project> P = {}; ///< Of the unit it is looked at in; none: Problem says why.
  std::string Problem = {};
  bool InHeader = false; ///< Looked at in one unit of perhaps many, so no edit is offered.
  std::optional<std::chrono::steady_clock::time_point> Due = {}; ///< When to analyse it.

  // All about the text of this version, none if -1.
  std::int64_t FoundIn = -1;
  std::vector<Finding> Found = {};
  std::vector<Loop> Loops = {};
  bool HasRemarks = false;        ///< The loops have what the optimizer says.
  std::set<std::string> Reads = {}; ///< Real paths of the files of the project it was made of.

  bool isCurrent() const { return FoundIn == Now.version(); }
};

/// The parameters of textDocument/publishDiagnostics. \p PagesDir: see ServerOptions.
llvm::json::Object diagnosticsOf(const OpenFile &F, llvm::StringRef PagesDir);

/// What can be done about lines FirstLine to LastLine (from 0): a quick-fix for each finding there,
/// all proved ones of the file, all of a check, a NOLINT comment, or to verify and measure. \p Only: the kinds asked
/// for, empty for all. F.isCurrent().
llvm::json::Array actionsFor(const OpenFile &F, std::size_t FirstLine, std::size_t LastLine,
                             llvm::ArrayRef<std::string> Only);

/// Why the loop whose header is in a line (from 0) is vectorized or not; none if there is no such
/// loop. F.isCurrent() and F.HasRemarks.
std::optional<llvm::json::Object> hoverFor(const OpenFile &F, std::size_t Line);
bool hasLoopAt(const OpenFile &F, std::size_t Line);

} // namespace hone

#endif
