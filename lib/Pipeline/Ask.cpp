// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `--interactive`: each change is asked about once all of them have their
// evidence. What was judged on the text of a change that is declined goes with it.
#include "Session.h"
#include "llvm/ADT/STLExtras.h"

namespace hone {

std::vector<const Contender *> Session::membersOf(const Change &C) const {
  std::vector<const Contender *> Members;
  for (const std::string &Id : Kept.together(C.Id))
    for (const Contender &K : Contenders)
      if (K.F.Id == Id && K.F.Written)
        Members.push_back(&K);
  llvm::sort(Members, [](const Contender *A, const Contender *B) {
    return std::tie(A->KeptIn, A->F.Where.Begin) < std::tie(B->KeptIn, B->F.Where.Begin);
  });
  return Members;
}

KeptChange Session::keptChange(const Change &C) const {
  KeptChange Whole{C, {}, ~0u, 0};
  for (const Contender *K : membersOf(C)) {
    Whole.Functions.insert(functionKey(K->F));
    Whole.FirstRound = std::min(Whole.FirstRound, K->KeptIn);
    Whole.LastRound = std::max(Whole.LastRound, K->KeptIn);
  }
  return Whole;
}

Finding Session::forPeople(const Contender &C) const {
  Finding F = C.F;
  F.Where.File = P.relative(F.Where.File);
  return F;
}

namespace {
struct Item {
  KeptChange K;
  std::string File; ///< Of the finding, not of an #include it needs.
  unsigned Begin;
};
} // namespace

/// In the order of the text, but for what was judged on the text of another.
static void sortForPeople(std::vector<Item> &All) {
  llvm::stable_sort(All, [](const Item &A, const Item &B) {
    return std::tie(A.File, A.Begin) < std::tie(B.File, B.Begin);
  });
  for (std::size_t I = 0; I != All.size(); ++I)
    for (std::size_t J = I + 1; J != All.size(); ++J)
      if (needs(All[I].K, All[J].K))
        std::rotate(All.begin() + I, All.begin() + J, All.begin() + J + 1);
}

void Session::ask(std::vector<Change> &Changes) {
  std::vector<Item> All;
  for (const Change &C : Changes) {
    const Span &Where = membersOf(C).front()->F.Where;
    All.push_back({keptChange(C), Where.File, Where.Begin});
  }
  sortForPeople(All);

  ApplyResult Said;
  std::vector<const KeptChange *> Declined;
  Decision Last = Decision::Yes;
  const bool Stopped = interrupted(); // Before it came to questions.
  for (std::size_t I = 0; I != All.size(); ++I) {
    const KeptChange &K = All[I].K;
    auto Decline = [&](const char *Why) {
      Said.Withdrawn.emplace(K.What.Id, Reason{"declined", Why});
      Declined.push_back(&K);
    };
    if (llvm::any_of(Declined, [&](const KeptChange *D) { return needs(K, *D); })) {
      Decline("it was judged on the text of a change that you declined");
      continue;
    }
    bool Answered = Last == Decision::Quit ||
                    (I && All[I].File == All[I - 1].File &&
                     (Last == Decision::YesToFile || Last == Decision::NoToFile));
    if (!Answered)
      Last = askOne(K);
    if (Last != Decision::Yes && Last != Decision::YesToFile)
      Decline("you declined it");
  }
  // q keeps what was said before; ^C wants out.
  if (!Stopped && interrupted())
    for (const Item &I : All)
      Said.Withdrawn.insert_or_assign(I.K.What.Id, Reason{"interrupted", "stopped by the user"});
  withdraw(Changes, Said);
}

Decision Session::askOne(const KeptChange &K) {
  Question Q;
  for (const Contender *C : membersOf(K.What))
    Q.Findings.push_back(forPeople(*C));
  llvm::Expected<std::string> One = unifiedDiff(P, {K.What});
  if (One)
    Q.Diff = std::move(*One);
  else
    llvm::consumeError(One.takeError()); // applyChanges will say that the file has changed
  return O.Ask(Q);
}

} // namespace hone
