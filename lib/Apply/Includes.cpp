// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Who reads what, when no analysis has told: every unit's own compiler is
// asked. Nothing outside of the project is kept, as none of it is changed.
#include "Command.h"
#include "Parallel.h"
#include "hone/Apply/ExportedFixes.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include <mutex>

namespace hone {

namespace {
/// realPath() for names that come again in every unit.
class RealPaths {
public:
  std::string operator()(const std::string &Name) {
    std::lock_guard<std::mutex> Lock(Mutex);
    auto [It, New] = Known.try_emplace(Name);
    if (New && llvm::sys::fs::exists(Name))
      It->second = realPath(Name, "/");
    return It->second;
  }

private:
  std::mutex Mutex;
  std::map<std::string, std::string> Known;
};
} // namespace

UnitFiles includedFiles(const Project &P, unsigned Jobs,
                        const std::function<void(std::size_t)> &Done) {
  UnitFiles Opened(P.Units.size());
  RealPaths Real;
  std::mutex Telling;
  std::size_t Count = 0;
  forEachParallel(P.Units.size(), Jobs, [&](std::size_t I) {
    if (interrupted())
      return;
    Unit U = P.Units[I];
    std::vector<std::string> Files = dependenciesOf(U);
    // A header that is not there stops the list before its end.
    if (Files.empty()) {
      U.Flags.push_back("-MG");
      Files = dependenciesOf(U);
    }
    std::set<std::string> Below = {U.MainFile};
    for (const std::string &File : Files)
      if (std::string Path = Real(File); P.relative(Path) != Path)
        Below.insert(Path);
    Opened[I].assign(Below.begin(), Below.end());
    std::lock_guard<std::mutex> Lock(Telling);
    Done(++Count);
  });
  return Opened;
}

} // namespace hone
