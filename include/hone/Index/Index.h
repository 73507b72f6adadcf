// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Every loop of a unit's own files, joined with what clang's optimizer said
// about it.
#ifndef HONE_INDEX_INDEX_H
#define HONE_INDEX_INDEX_H

#include "hone/Core/Model.h"
#include "hone/Project/Project.h"

namespace hone {

/// The loops (for, range-for, while, do) in editable files of the unit, in
/// source order. Fate is Unknown until remarks are attached.
std::vector<Loop> findLoops(clang::ASTContext &Context, const Project &P);

/// Keeps what a code generator would have been told during parsing, so that
/// code is generated only if the AST turns out to hold a candidate.
///
/// OnParsed runs at the end of the unit with the AST alive; what it returns
/// says whether the optimizer should be run. If so, and the unit has no errors,
/// OnRemarks is called next, at the latest when parseUnit returns. Parse with
/// FlagSet::Fast: at -O0 the optimizer has nothing to say.
struct IndexCallbacks {
  std::function<bool(clang::CompilerInstance &, clang::ASTContext &)> OnParsed;
  /// Remarks of the whole unit by absolute real path, each at the user's line
  /// (inlined code is attributed to where it was written).
  std::function<void(const std::map<std::string, std::vector<Remark>> &)>
      OnRemarks;
};
std::unique_ptr<clang::ASTConsumer>
makeIndexConsumer(clang::CompilerInstance &CI, IndexCallbacks Callbacks);

/// Gives each loop the remarks on its lines and decides its fate.
void attachRemarks(std::vector<Loop> &Loops, const Project &P,
                   const std::map<std::string, std::vector<Remark>> &Remarks);

} // namespace hone

#endif
