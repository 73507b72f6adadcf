// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Files with regions laid into them as functions. To the rest of Twin these
// are functions like any other: the unit is parsed again with these texts.
#ifndef HONE_LIB_TWIN_REGIONS_H
#define HONE_LIB_TWIN_REGIONS_H

#include "Outline.h"
#include "hone/Project/Project.h"

namespace hone {

/// One region and where its function goes.
struct OutlinedRegion {
  std::string FindingId; ///< Which has one twin: no template has regions.
  std::string Name, File;
  Extent From;           ///< The statements in File.
  unsigned At = 0;       ///< Of the definition in File.
  std::string ClassFile; ///< Empty if nothing is declared in a class.
  unsigned ClassAt = 0;
  Outline Text;
};

struct RegionTexts {
  Overlay Files;
  std::vector<Finding> Findings; ///< As given, moved to where their text is now.
};

/// \p Texts: the files as parsed.
RegionTexts layRegions(const std::vector<OutlinedRegion> &Regions, const Overlay &Texts,
                       const std::vector<Finding> &Findings);

/// True if the function called \p Name did not parse.
bool isBroken(const clang::ASTContext &Context, llvm::StringRef Name);

} // namespace hone

#endif
