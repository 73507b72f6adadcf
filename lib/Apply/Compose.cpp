// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Changes come in any order and may share edits: two functions of one file
// both ask for <span>. The pipeline promises disjoint changes; because a
// broken promise would destroy a user's file, it is checked here once more.
#include "Compose.h"
#include "llvm/ADT/STLExtras.h"
#include <set>

using llvm::StringRef;

namespace hone {

static bool sameEdit(const Edit &A, const Edit &B) {
  return A.Offset == B.Offset && A.Length == B.Length && A.Text == B.Text;
}

/// What is inserted where a replacement begins stands in front of it.
static bool comesBefore(const Edit &A, const Edit &B) {
  return std::make_pair(A.Offset, A.Length != 0) <
         std::make_pair(B.Offset, B.Length != 0);
}

std::vector<Edit> editsOf(const std::vector<const Change *> &Changes,
                          StringRef File) {
  std::vector<Edit> Edits;
  for (const Change *C : Changes) {
    // Equal edits of two changes are one; within one change they are two.
    const std::vector<Edit> OfOthers = Edits;
    for (const Edit &E : C->Edits)
      if (E.File == File && llvm::none_of(OfOthers, [&](const Edit &O) {
            return sameEdit(O, E);
          }))
        Edits.insert(llvm::upper_bound(Edits, E, comesBefore), E);
  }
  return Edits;
}

std::vector<std::string> filesOf(const std::vector<const Change *> &Changes) {
  std::set<std::string> Files;
  for (const Change *C : Changes)
    for (const Edit &E : C->Edits)
      Files.insert(E.File);
  return {Files.begin(), Files.end()};
}

static bool fits(const std::vector<Edit> &Edits, std::size_t Size) {
  std::size_t At = 0;
  for (const Edit &E : Edits) {
    std::size_t End = std::size_t{E.Offset} + E.Length;
    if (E.Offset < At || End > Size)
      return false;
    At = End;
  }
  return true;
}

const Change *findOverlap(const Texts &Originals,
                          const std::vector<const Change *> &Changes) {
  std::vector<const Change *> Before;
  for (const Change *C : Changes) {
    Before.push_back(C);
    for (const std::string &File : filesOf({C}))
      if (!fits(editsOf(Before, File), Originals.at(File).size()))
        return C;
  }
  return nullptr;
}

void withdrawDependents(std::vector<const Change *> &Live,
                        std::map<std::string, Reason> &Withdrawn) {
  for (bool Found = true; std::exchange(Found, false);)
    llvm::erase_if(Live, [&](const Change *C) {
      auto Gone = llvm::find_if(
          C->Needs, [&](const std::string &Id) { return Withdrawn.count(Id); });
      if (Gone == C->Needs.end())
        return false;
      Withdrawn.emplace(C->Id,
                        Reason{"needs-withdrawn",
                               "was made to the text of change " + *Gone +
                                   ", which was withdrawn"});
      return Found = true;
    });
}

} // namespace hone
