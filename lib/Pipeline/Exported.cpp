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
    for (Edit &E : Edits) {
      E.File = P.absolute(E.File);
      if (llvm::none_of(Fix.Edits, [&](const Edit &O) {
            return std::tie(O.File, O.Offset, O.Length, O.Text) ==
                   std::tie(E.File, E.Offset, E.Length, E.Text);
          }))
        Fix.Edits.push_back(std::move(E));
    }
    Fix.Directory = P.Root;
    Fix.Units = {P.Units[C.Unit].MainFile};
    for (std::size_t Other : C.Others)
      Fix.Units.push_back(P.Units[Other].MainFile);
    Document.Fixes.push_back(std::move(Fix));
  };
  for (const Contender &C : Contenders)
    if (!O.Fix && C.F.Reached == Status::Legal && !C.F.Fix.Edits.empty())
      Add(C, C.F.Fix.Edits);
  // What stands or falls together, or was made to the text that another change
  // had left, must not be torn apart by who reads this.
  std::set<std::string> Done;
  const std::vector<Change> Changes =
      O.Fix ? keptChanges() : std::vector<Change>();
  for (const Contender &C : Contenders) {
    if (!C.F.Written || Done.count(C.F.Id))
      continue;
    std::set<std::string> Group = {C.F.Id};
    std::vector<Edit> Edits;
    std::set<const Change *> In;
    for (std::size_t Before = -1; Before != In.size();) {
      Before = In.size();
      for (const Change &One : Changes) {
        const std::vector<std::string> Together = Kept.together(One.Id);
        auto IsIn = [&](const std::string &Id) { return Group.count(Id) != 0; };
        if (In.count(&One) ||
            (llvm::none_of(Together, IsIn) && llvm::none_of(One.Needs, IsIn)))
          continue;
        In.insert(&One);
        Group.insert(Together.begin(), Together.end());
        Group.insert(One.Needs.begin(), One.Needs.end());
        llvm::append_range(Edits, One.Edits);
      }
    }
    Done.insert(Group.begin(), Group.end());
    Add(C, std::move(Edits));
  }
  return Document;
}

} // namespace hone
