// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `--commit`: what was written, once more as a series of commits, each of which
// builds and can be reverted without the others.
#include "Session.h"
#include "llvm/ADT/STLExtras.h"

namespace hone {

llvm::Error Session::prepareCommits() {
  llvm::Expected<CommitSeries> Ready = CommitSeries::prepare(P);
  if (!Ready)
    return Ready.takeError();
  Commits = std::move(*Ready);
  return llvm::Error::success();
}

llvm::Error Session::beginCommits(const std::vector<Change> &Changes) {
  std::set<std::string> Files;
  for (const Change &C : Changes)
    for (const Edit &E : C.Edits)
      Files.insert(E.File);
  return Commits->begin({Files.begin(), Files.end()});
}

/// The files that a group of changes is in, with the changes \p Done so far.
std::map<std::string, std::string> Session::textsAfter(const std::vector<KeptChange> &All,
                                                       llvm::ArrayRef<std::size_t> Group,
                                                       const std::set<std::size_t> &Done) {
  auto IsDone = [&](const Edit &E) {
    return llvm::any_of(Done, [&](std::size_t I) {
      return llvm::any_of(All[I].What.Edits, [&](const Edit &Mine) {
        return std::tie(Mine.File, Mine.Offset, Mine.Length, Mine.Text) ==
               std::tie(E.File, E.Offset, E.Length, E.Text);
      });
    });
  };
  std::map<std::string, std::string> Texts;
  for (std::size_t I : Group)
    for (const Edit &Of : All[I].What.Edits)
      if (!Texts.count(Of.File)) {
        std::vector<Edit> Edits;
        llvm::copy_if(Kept.editsIn(Of.File), std::back_inserter(Edits), IsDone);
        Texts[Of.File] = applyEdits(originalText(Of.File), Edits);
      }
  return Texts;
}

llvm::Error Session::makeSeries(const std::vector<KeptChange> &All) {
  std::set<std::size_t> Done;
  std::map<std::string, std::string> Last;
  const std::string Before = Commits->tip();
  const std::vector<std::vector<std::size_t>> Groups = groupForCommits(All, Originals);
  for (const std::vector<std::size_t> &Group : Groups) {
    Done.insert(Group.begin(), Group.end());
    std::vector<Finding> Findings;
    for (std::size_t I : Group)
      for (const Contender *C : membersOf(All[I].What))
        Findings.push_back(forPeople(*C));
    std::map<std::string, std::string> Texts = textsAfter(All, Group, Done);
    if (llvm::Error E = Commits->add(Texts, O.CommitMessage(Findings, Commits->tip())))
      return E;
    for (auto &[File, Text] : Texts)
      Last[File] = std::move(Text);
  }
  for (const auto &[File, Text] : Last) {
    llvm::Expected<std::string> Now = readFile(File);
    if (!Now)
      return Now.takeError();
    if (*Now != Text)
      return failure(P.relative(File) + " changed while hone was running");
  }
  if (llvm::Error E = Commits->finish())
    return E;
  Result.Notes.push_back(fmt::format("{} commit{} made: git log {}..", Groups.size(),
                                     Groups.size() == 1 ? "" : "s", Before.substr(0, 12)));
  return llvm::Error::success();
}

llvm::Error Session::makeCommits(const std::vector<Change> &Changes) {
  std::vector<KeptChange> All;
  for (const Change &C : Changes)
    All.push_back(keptChange(C));
  // As people read: by the last edit, for the first may be an #include.
  llvm::stable_sort(All, [](const KeptChange &A, const KeptChange &B) {
    const Edit &L = A.What.Edits.back(), &R = B.What.Edits.back();
    return std::tie(L.File, L.Offset) < std::tie(R.File, R.Offset);
  });
  if (llvm::Error E = makeSeries(All))
    return failure("the changes are written, but not committed: " + llvm::toString(std::move(E)));
  return llvm::Error::success();
}

} // namespace hone
