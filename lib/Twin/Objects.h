// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the build has made of the project's other units: tests may call it.
#ifndef HONE_LIB_TWIN_OBJECTS_H
#define HONE_LIB_TWIN_OBJECTS_H

#include "hone/Project/Project.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"
#include <set>

namespace hone {

class ProjectObjects {
public:
  /// \p MainFile: the unit whose own object is left out.
  ProjectObjects(const Project &P, std::string MainFile) : P(P), MainFile(std::move(MainFile)) {}

  /// Adds to \p Into the object that defines \p Symbol and all that it needs.
  /// False if there is none, if there are several, or if what it calls may
  /// reach outside the program.
  bool link(llvm::StringRef Symbol, std::set<std::string> &Into);

private:
  struct Object {
    std::string Path;
    std::vector<std::string> Undefined;
    bool Usable = true; ///< No main, nothing of each thread, not of this unit.
  };
  void read();
  void readOne(const BuiltObject &From);
  bool close(unsigned Index, std::set<unsigned> &Seen) const;
  const unsigned *definer(llvm::StringRef Symbol) const;

  const Project &P;
  std::string MainFile;
  bool Read = false;
  std::vector<Object> All;
  llvm::StringMap<unsigned> Definers; ///< Index into All.
  llvm::StringSet<> Ambiguous;
};

} // namespace hone

#endif
