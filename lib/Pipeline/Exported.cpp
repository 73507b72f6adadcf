// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Hone's own findings as clang-tidy would export them, on the text as it was
// before the run. In one document, as if merged from those of all units.
#include "Session.h"
#include "llvm/ADT/STLExtras.h"

namespace hone {

ExportedFixes Session::exported() const {
  ExportedFixes Document;
  auto Add = [&](const Contender &C, std::vector<Edit> Edits) {
    ExportedFix Fix;
    Fix.Check = "hone-" + C.F.Check;
    Fix.Message = C.F.Message;
    Fix.File = P.absolute(C.F.Where.File);
    Fix.Offset = C.F.Where.Begin;
    for (Edit &E : Edits)
      E.File = P.absolute(E.File);
    Fix.Edits = std::move(Edits);
    Fix.Directory = P.Root;
    Fix.Units = {P.Units[C.Unit].MainFile};
    for (std::size_t Other : C.Others)
      Fix.Units.push_back(P.Units[Other].MainFile);
    Document.Fixes.push_back(std::move(Fix));
  };
  // What stands or falls together must not be torn apart by who reads this.
  std::set<std::string> Done;
  const std::vector<Change> Changes = O.Fix ? Kept.changes() : std::vector<Change>();
  for (const Contender &C : Contenders) {
    if (!O.Fix && C.F.Reached == Status::Legal && !C.F.Fix.Edits.empty())
      Add(C, C.F.Fix.Edits);
    if (!C.F.Written || Done.count(C.F.Id))
      continue;
    const std::vector<std::string> Together = Kept.together(C.F.Id);
    Done.insert(Together.begin(), Together.end());
    for (const Change &One : Changes)
      if (llvm::is_contained(Together, One.Id))
        Add(C, One.Edits);
  }
  return Document;
}

} // namespace hone
