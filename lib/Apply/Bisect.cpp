// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Bisect.h"
#include "llvm/ADT/STLExtras.h"

using llvm::Error;
using llvm::Expected;

namespace hone {

using Set = std::vector<const Change *>;

namespace {
class Bisection {
public:
  Bisection(WorksTest Works, GuiltyHandler Guilty)
      : Works(Works), Guilty(Guilty) {}

  /// Adds to Kept what works on top of it.
  Error keep(Set More) {
    // Those that need a guilty one go with it.
    llvm::erase_if(More, [&](const Change *C) {
      bool Goes = llvm::any_of(C->Needs, [&](const std::string &Id) {
        return llvm::is_contained(Lost, Id);
      });
      if (Goes)
        Lost.push_back(C->Id);
      return Goes;
    });
    if (More.empty())
      return Error::success();
    Set All = Kept;
    All.insert(All.end(), More.begin(), More.end());
    Expected<bool> Good = Works(All);
    if (!Good)
      return Good.takeError();
    if (!*Good)
      return halve(More);
    Kept = std::move(All);
    return Error::success();
  }

  /// The same for what is known not to.
  Error halve(const Set &More) {
    if (More.size() == 1) {
      Lost.push_back(More[0]->Id);
      Guilty(More[0]);
      return Error::success();
    }
    auto Middle = More.begin() + static_cast<std::ptrdiff_t>(More.size() / 2);
    if (Error E = keep(Set(More.begin(), Middle)))
      return E;
    return keep(Set(Middle, More.end()));
  }

private:
  WorksTest Works;
  GuiltyHandler Guilty;
  Set Kept;
  std::vector<std::string> Lost; ///< Ids.
};
} // namespace

Error keepWhatWorks(const Set &Suspects, WorksTest Works,
                    GuiltyHandler Guilty) {
  return Bisection(Works, Guilty).halve(Suspects);
}

} // namespace hone
