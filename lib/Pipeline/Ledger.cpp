// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Composition of edits over rounds. The report promises offsets against the
// text before the run, and the writer applies all changes at once, so what
// round two found must be moved back through what round one inserted.
#include "hone/Pipeline/Ledger.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <set>

namespace hone {

static bool isInclude(llvm::StringRef Text) { return Text.ltrim().starts_with("#include"); }

/// An insertion of several `#include` lines as one for each; other edits as they are.
static std::vector<Edit> lineByLine(const Edit &E) {
  const llvm::StringRef Text = E.Text;
  const bool Leads = Text.starts_with("\n") || Text.starts_with("\r\n"); // Behind another line, or in front of one.
  llvm::SmallVector<llvm::StringRef> Lines;
  Text.trim().split(Lines, '\n');
  if (E.Length || Lines.size() < 2 || !llvm::all_of(Lines, [](llvm::StringRef Line) { return isInclude(Line); }))
    return {E};
  const std::string Break = Text.contains("\r\n") ? "\r\n" : "\n";
  const std::size_t Breaks = Text.count('\n');
  if (Breaks != Lines.size())
    return {E}; // Blank lines are around them.
  std::vector<Edit> All;
  for (llvm::StringRef Line : Lines)
    All.push_back({E.File, E.Offset, 0, Leads ? Break + Line.trim().str() : Line.trim().str() + Break});
  return All;
}

void Ledger::add(const std::vector<Change> &Found) {
  struct Item {
    const std::string *Id;
    Edit E;
    std::size_t Order;
  };
  std::vector<Item> Items;
  for (const Change &C : Found)
    for (const Edit &Whole : C.Edits)
      for (Edit &E : lineByLine(Whole))
        Items.push_back({&C.Id, std::move(E), Items.size()});
  // From the back: what is added does not move what is still to be added.
  llvm::sort(Items, [](const Item &A, const Item &B) {
    return A.E.Offset != B.E.Offset ? A.E.Offset > B.E.Offset : A.Order < B.Order;
  });
  for (const Item &I : Items)
    addOne(ByFile[I.E.File], *I.Id, I.E);
}

void Ledger::addOne(std::vector<Piece> &Pieces, const std::string &Id, const Edit &E) {
  // Walk to the pieces the edit meets, in today's coordinates.
  long Shift = 0; // today's offset minus original offset, before piece I
  std::size_t I = 0;
  for (; I < Pieces.size(); ++I) {
    unsigned Now = Pieces[I].Begin + Shift, End = Now + Pieces[I].Text.size();
    if (E.Length == 0 ? E.Offset < End || (E.Offset == Now) : E.Offset < End)
      break;
    Shift += static_cast<long>(Pieces[I].Text.size()) - Pieces[I].Length;
  }
  unsigned EditEnd = E.Offset + E.Length;
  bool Meets = false;
  if (I < Pieces.size()) {
    unsigned Now = Pieces[I].Begin + Shift;
    Meets = EditEnd > Now || (E.Length == 0 && E.Offset == Now && Pieces[I].Length == 0);
  }
  if (!Meets) {
    Pieces.insert(Pieces.begin() + I,
                  Piece{static_cast<unsigned>(E.Offset - Shift), E.Length, E.Text, {Id}, false});
    return;
  }
  // The same insertion again: made once, for both. Other headers stand beside it.
  if (E.Length == 0 && Pieces[I].Length == 0 && E.Offset == Pieces[I].Begin + Shift) {
    std::size_t Last = I;
    while (Last < Pieces.size() && Pieces[Last].Begin == Pieces[I].Begin && Pieces[Last].Length == 0)
      ++Last;
    const auto Begin = Pieces.begin() + I, End = Pieces.begin() + Last;
    if (auto Same = std::find_if(Begin, End, [&](const Piece &P) { return P.Text == E.Text; }); Same != End) {
      Same->Ids.push_back(Id);
      Same->Shared = true;
      return;
    }
    if (isInclude(E.Text) && std::all_of(Begin, End, [](const Piece &P) { return isInclude(P.Text); })) {
      const auto Behind = std::find_if(Begin, End, [&](const Piece &P) { return P.Text > E.Text; });
      Pieces.insert(Behind, Piece{Pieces[I].Begin, 0, E.Text, {Id}, false});
      return;
    }
  }
  // Fold every piece the edit meets into one.
  std::size_t J = I;
  long ShiftEnd = Shift;
  std::vector<std::string> Ids;
  while (J < Pieces.size() && (Pieces[J].Begin + ShiftEnd < EditEnd || J == I)) {
    for (const std::string &Known : Pieces[J].Ids)
      if (!llvm::is_contained(Ids, Known))
        Ids.push_back(Known);
    ShiftEnd += static_cast<long>(Pieces[J].Text.size()) - Pieces[J].Length;
    ++J;
  }
  if (!llvm::is_contained(Ids, Id))
    Ids.push_back(Id);
  Piece First = Pieces[I], Last = Pieces[J - 1];
  unsigned FirstNow = First.Begin + Shift;
  unsigned LastNowEnd = Last.Begin + Last.Length + ShiftEnd;
  Piece Folded;
  Folded.Ids = std::move(Ids);
  Folded.Begin = E.Offset < FirstNow ? E.Offset - Shift : First.Begin;
  unsigned OriginalEnd =
      EditEnd > LastNowEnd ? static_cast<unsigned>(EditEnd - ShiftEnd) : Last.Begin + Last.Length;
  Folded.Length = OriginalEnd - Folded.Begin;
  if (E.Offset > FirstNow)
    Folded.Text = First.Text.substr(0, E.Offset - FirstNow);
  Folded.Text += E.Text;
  if (EditEnd < LastNowEnd)
    Folded.Text += Last.Text.substr(Last.Text.size() - (LastNowEnd - EditEnd));
  Pieces.erase(Pieces.begin() + I, Pieces.begin() + J);
  Pieces.insert(Pieces.begin() + I, std::move(Folded));
}

std::vector<std::string> Ledger::together(const std::string &Id) const {
  // Few changes, few folds: grow the set until it no longer grows.
  std::vector<std::string> Group{Id};
  for (bool Grew = true; Grew;) {
    Grew = false;
    for (const auto &[File, Pieces] : ByFile)
      for (const Piece &P : Pieces) {
        if (P.Shared || P.Ids.size() < 2 ||
            llvm::none_of(P.Ids, [&](const std::string &I) { return llvm::is_contained(Group, I); }))
          continue;
        for (const std::string &I : P.Ids)
          if (!llvm::is_contained(Group, I)) {
            Group.push_back(I);
            Grew = true;
          }
      }
  }
  return Group;
}

std::vector<Edit> Ledger::editsOf(const std::string &Id) const {
  std::vector<Edit> Edits;
  for (const auto &[File, Pieces] : ByFile)
    for (const Piece &P : Pieces)
      if (P.Shared ? llvm::is_contained(P.Ids, Id) : P.Ids.front() == Id)
        Edits.push_back({File, P.Begin, P.Length, P.Text});
  return Edits;
}

std::vector<Edit> Ledger::editsIn(const std::string &File) const {
  std::vector<Edit> Edits;
  auto It = ByFile.find(File);
  if (It != ByFile.end())
    for (const Piece &P : It->second)
      Edits.push_back({File, P.Begin, P.Length, P.Text});
  return Edits;
}

std::vector<Change> Ledger::changes() const {
  std::vector<std::string> Ids;
  for (const auto &[File, Pieces] : ByFile)
    for (const Piece &P : Pieces)
      for (const std::string &Id : P.Ids)
        if (!llvm::is_contained(Ids, Id))
          Ids.push_back(Id);
  std::vector<Change> All;
  std::set<std::string> Taken;
  for (const std::string &Id : Ids) {
    if (Taken.count(Id))
      continue;
    Change C{Id, {}};
    for (const std::string &Member : together(Id)) {
      Taken.insert(Member);
      for (Edit &E : editsOf(Member))
        if (llvm::none_of(C.Edits, [&](const Edit &Known) {
              return Known.File == E.File && Known.Offset == E.Offset && Known.Text == E.Text;
            }))
          C.Edits.push_back(std::move(E));
    }
    llvm::sort(C.Edits, [](const Edit &A, const Edit &B) {
      return std::tie(A.File, A.Offset) < std::tie(B.File, B.Offset);
    });
    All.push_back(std::move(C));
  }
  return All;
}

unsigned Ledger::currentOffset(const std::string &File, unsigned Original) const {
  long Shift = 0;
  auto It = ByFile.find(File);
  if (It != ByFile.end())
    for (const Piece &P : It->second) {
      if (P.Begin + P.Length > Original)
        return std::min(P.Begin, Original) + Shift;
      Shift += static_cast<long>(P.Text.size()) - P.Length;
    }
  return Original + Shift;
}

unsigned Ledger::originalOffset(const std::string &File, unsigned Current) const {
  long Shift = 0;
  auto It = ByFile.find(File);
  if (It != ByFile.end())
    for (const Piece &P : It->second) {
      unsigned Now = P.Begin + Shift;
      if (Current < Now)
        break;
      if (Current < Now + P.Text.size())
        return P.Begin;
      Shift += static_cast<long>(P.Text.size()) - P.Length;
    }
  return Current - Shift;
}

std::vector<std::string> Ledger::files() const {
  std::vector<std::string> Files;
  for (const auto &[File, Pieces] : ByFile)
    Files.push_back(File);
  return Files;
}

} // namespace hone
