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

/// What tests link of other units, and what comes with it.
struct LinkedObjects {
  std::set<std::string> Paths;
  /// Symbols they want that none of them defines, nor a library function whose
  /// outcome depends on its arguments alone: the unit's own, or outside.
  std::set<std::string> Wanted;
  bool Console = false; ///< They may write to the standard streams.
};

class ProjectObjects {
public:
  /// \p MainFile: the unit whose own object is left out.
  ProjectObjects(const Project &P, std::string MainFile) : P(P), MainFile(std::move(MainFile)) {}

  /// Adds to \p Into the object that defines \p Symbol and all that it needs.
  /// False if there is none that tests can use, or if there are several.
  bool link(llvm::StringRef Symbol, LinkedObjects &Into);

private:
  struct Object {
    std::string Path;
    std::vector<std::string> Undefined;
    bool Usable = true;  ///< No main, nothing of each thread, not of this unit.
    bool Sorted = false; ///< What is harmless is gone from Undefined.
    bool Console = false;
  };
  void read();
  void readOne(const BuiltObject &From);
  void close(unsigned Index, std::set<unsigned> &Seen, LinkedObjects &Into);
  static void sort(Object &O);
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
