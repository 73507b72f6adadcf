// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What git ignores was made by something: a change there is lost with the next
// build, and nobody would review it.
#include "Session.h"
#include "hone/Project/Git.h"

namespace hone {

llvm::Error Session::refuseIgnored() {
  std::set<std::string> New;
  auto ForFiles = [](const Contender &C, llvm::function_ref<void(const std::string &)> Do) {
    Do(C.F.Where.File);
    for (const Edit &E : C.F.Fix.Edits)
      Do(E.File);
  };
  for (const Contender &C : Contenders)
    ForFiles(C, [&](const std::string &File) {
      if (Checked.insert(File).second)
        New.insert(File);
    });
  llvm::Expected<std::set<std::string>> Found = ignoredFiles(P, New);
  if (!Found && O.Write)
    return Found.takeError();
  if (Found)
    Ignored.insert(Found->begin(), Found->end());
  else
    Result.Notes.push_back(llvm::toString(Found.takeError()));
  for (Contender &C : Contenders)
    ForFiles(C, [&](const std::string &File) {
      if (Ignored.count(File) && C.F.Reached != Status::Refused && !C.F.Written)
        settle(C, Status::Refused, {"git-ignored", P.relative(File) + " is ignored by git"});
    });
  return llvm::Error::success();
}

} // namespace hone
