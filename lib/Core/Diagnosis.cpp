// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "hone/Core/Diagnosis.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/ErrorHandling.h"

namespace hone {

llvm::StringRef toString(Severity S) {
  switch (S) {
  case Severity::Stops:
    return "stops";
  case Severity::Hinders:
    return "hinders";
  case Severity::Note:
    return "note";
  }
  llvm_unreachable("every severity has a word");
}

bool Diagnosis::works() const {
  return llvm::none_of(Problems, [](const Problem &P) { return P.How == Severity::Stops; });
}

} // namespace hone
