// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which build system a folder has, by the files that lie in it, and the lines
// that make it do what Hone needs.
#ifndef HONE_LIB_DOCTOR_BUILDSYSTEM_H
#define HONE_LIB_DOCTOR_BUILDSYSTEM_H

#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace hone {

struct BuildSystem {
  std::string Name;   ///< "cmake" ...; empty: none was recognized.
  std::string Folder; ///< The folder with its files.
  std::string Build;  ///< A configured build folder, if there is one; absolute.
  std::string Database; ///< The line that makes a compile_commands.json.
  std::string Compile;  ///< The line that builds the project.
  std::string Release;  ///< The line that configures it with optimization.
};

/// Of \p Folder or the nearest folder above that has one; where a folder has several, \p Preferred.
BuildSystem findBuildSystem(llvm::StringRef Folder, llvm::StringRef Preferred = "");
/// Which one has made the database in a folder; empty if that does not show.
llvm::StringRef madeBy(llvm::StringRef DatabaseFolder);

/// The databases in folders below, to \p Depth, where nobody looks for them.
std::vector<std::string> databasesBelow(llvm::StringRef Folder, unsigned Depth = 3);

} // namespace hone

#endif
