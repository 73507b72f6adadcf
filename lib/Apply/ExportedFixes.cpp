// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Other tools propose, unit by unit and without knowing of each other. What
// breaks trees is to take all of it: the same insertion once for each unit,
// two rewrites of one expression, a rewrite that only one configuration of a
// header would survive. Here a fix is one atomic group of edits, known by what
// it does and not by who proposed it.
#include "hone/Apply/ExportedFixes.h"
#include "hone/Support/Support.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <tuple>

using llvm::StringRef;

namespace hone {

void resolvePaths(std::vector<ExportedFixes> &Documents) {
  std::map<std::pair<std::string, std::string>, std::string> Known;
  auto Resolve = [&](std::string &File, const std::string &Directory) {
    if (File.empty())
      return;
    auto [It, New] = Known.try_emplace({File, Directory});
    if (New)
      It->second = realPath(File, Directory);
    File = It->second;
  };
  for (ExportedFixes &D : Documents) {
    for (ExportedFix &F : D.Fixes) {
      Resolve(F.File, F.Directory);
      for (Edit &E : F.Edits)
        Resolve(E.File, F.Directory);
      for (std::string &Unit : F.Units)
        Resolve(Unit, F.Directory);
    }
    for (Edit &E : D.Loose)
      Resolve(E.File, "");
    Resolve(D.MainFile,
            D.Fixes.empty() ? std::string() : D.Fixes.front().Directory);
  }
}

Readers readersOf(const Project &P, const UnitFiles &Opened) {
  Readers Who;
  for (std::size_t I = 0; I != P.Units.size(); ++I) {
    const std::string &Main = P.Units[I].MainFile;
    Who[Main].insert(Main);
    for (const std::string &File : Opened[I])
      Who[File].insert(Main);
  }
  return Who;
}

//===--- One fix
//-----------------------------------------------------------===//

static auto keyOf(const Edit &E) {
  return std::tie(E.File, E.Offset, E.Length, E.Text);
}

static bool sameEdit(const Edit &A, const Edit &B) {
  return keyOf(A) == keyOf(B);
}

static bool lessEdits(const std::vector<Edit> &A, const std::vector<Edit> &B) {
  return std::lexicographical_compare(
      A.begin(), A.end(), B.begin(), B.end(),
      [](const Edit &L, const Edit &R) { return keyOf(L) < keyOf(R); });
}

/// True for text that only inserts whole lines with an #include.
static bool insertsIncludes(const Edit &E) {
  if (E.Length != 0 || !StringRef(E.Text).contains('\n'))
    return false;
  bool Any = false;
  for (StringRef Line : llvm::split(E.Text, '\n')) {
    Line = Line.trim();
    if (Line.empty())
      continue;
    if (!Line.consume_front("#") || !Line.ltrim().starts_with("include"))
      return false;
    Any = true;
  }
  return Any;
}

namespace {
/// A fix of one or more documents, to the byte the same.
struct Group {
  std::string Check, Message;
  std::string File; ///< The diagnostic's place.
  unsigned Offset = 0;
  std::vector<Edit> Edits;
  std::set<std::string> Units; ///< Main files of the documents it stands in.
  /// How often it stands in documents that name none: once for each unit. Two
  /// such documents may be about the same units, so they are not added up.
  std::map<const ExportedFixes *, unsigned> Merged;
  std::optional<Reason> Why;

  std::size_t merged() const {
    std::size_t Most = 0;
    for (const auto &[Document, Times] : Merged)
      Most = std::max<std::size_t>(Most, Times);
    return Most;
  }
  std::size_t proposals() const { return std::max(Units.size(), merged()); }
};

/// Orders by place, then by check, then by what is done.
struct ByPlace {
  bool operator()(const Group &A, const Group &B) const {
    auto Key = [](const Group &G) {
      return std::tie(G.File, G.Offset, G.Check);
    };
    if (Key(A) != Key(B))
      return Key(A) < Key(B);
    return lessEdits(A.Edits, B.Edits);
  }
};
using Groups = std::set<Group, ByPlace>;
} // namespace

//===--- Errors
//------------------------------------------------------------===//

/// Clang's own errors. A check that the user wants to be an error is none.
static bool isError(const ExportedFix &F) {
  return F.Level == "Error" &&
         StringRef(F.Check).starts_with("clang-diagnostic-");
}

namespace {
/// The errors of the documents, and what they spoil.
class Errors {
public:
  Errors(const std::vector<ExportedFixes> &Documents, const Readers &Who)
      : Who(Who) {
    for (const ExportedFixes &D : Documents)
      for (const ExportedFix &F : D.Fixes)
        if (F.Check == "clang-diagnostic-error")
          add(D, F);
  }

  /// Why \p G cannot be relied on as \p D proposes it: what clang makes of
  /// code that it cannot make sense of is no ground for a fix.
  std::optional<Reason> spoils(const ExportedFixes &D, const Group &G) const {
    const ExportedFix *Error = nullptr;
    if (!D.MainFile.empty()) {
      auto Found = Of.find(D.MainFile);
      Error = Found == Of.end() ? nullptr : Found->second;
    } else {
      // Nobody knows which unit a fix of a merged document comes from: any
      // that reads the file.
      Error = Anywhere;
      for (const Edit &E : G.Edits)
        if (auto Units = Who.find(E.File); !Error && Units != Who.end())
          for (const std::string &Main : Units->second)
            if (auto Found = Merged.find(Main); Found != Merged.end())
              Error = Found->second;
    }
    if (!Error)
      return std::nullopt;
    std::string Text = "the tool could not make sense of the unit it found "
                       "this in: " +
                       (Error->File.empty() ? "" : Error->File + ": ") +
                       Error->Message;
    if (D.MainFile.empty())
      Text += " (which unit that was is not known: export the fixes of each "
              "unit to a file of its own)";
    return Reason{"unit-has-errors", Text};
  }

  bool hasErrors(const std::string &Main) const {
    return Of.count(Main) || Merged.count(Main);
  }

private:
  void add(const ExportedFixes &D, const ExportedFix &F) {
    if (!D.MainFile.empty()) {
      Of.emplace(D.MainFile, &F);
      return;
    }
    auto Units = Who.find(F.File);
    if (F.File.empty() || Units == Who.end())
      Anywhere = &F;
    else
      for (const std::string &Main : Units->second)
        Merged.emplace(Main, &F);
  }

  const Readers &Who;
  std::map<std::string, const ExportedFix *> Of, Merged; ///< By main file.
  const ExportedFix *Anywhere = nullptr;
};
} // namespace

//===--- Agreement
//---------------------------------------------------------===//

static Reason disagreement(std::string Text) {
  return {"units-disagree", std::move(Text)};
}

/// Withdraws fixes of one check that are for one place and not the same: units,
/// configurations or instances of a template disagree.
static void withdrawContradictions(std::vector<Group> &All) {
  using Place = std::tuple<StringRef, StringRef, unsigned, unsigned>;
  std::map<Place, std::vector<Group *>> Diagnosed, Edited;
  for (Group &G : All) {
    Diagnosed[{G.Check, G.File, G.Offset, 0}].push_back(&G);
    for (const Edit &E : G.Edits)
      // Two headers may be missing at one place.
      if (!insertsIncludes(E))
        Edited[{G.Check, E.File, E.Offset, E.Length}].push_back(&G);
  }
  auto Withdraw = [](const std::vector<Group *> &Rivals) {
    for (Group *G : Rivals)
      if (!G->Why)
        G->Why = disagreement("the units, or the instances of a template, "
                              "that the tool looked at disagree about it");
  };
  for (const auto &[At, Rivals] : Diagnosed)
    if (Rivals.size() > 1)
      Withdraw(Rivals);
  for (const auto &[At, Rivals] : Edited) {
    auto TextAt = [&, &At = At](const Group *G) {
      return llvm::find_if(G->Edits,
                           [&](const Edit &E) {
                             return std::tie(E.File, E.Offset, E.Length) ==
                                        std::make_tuple(std::get<1>(At),
                                                        std::get<2>(At),
                                                        std::get<3>(At)) &&
                                    !insertsIncludes(E);
                           })
          ->Text;
    };
    if (llvm::any_of(Rivals, [&](const Group *G) {
          return TextAt(G) != TextAt(Rivals.front());
        }))
      Withdraw(Rivals);
  }
}

/// Withdraws what a unit that reads the diagnosed file has not proposed. It
/// may mean something else by that text, and compile with the fix all the
/// same.
static void withdrawOneSided(std::vector<Group> &All, const Readers &Who,
                             const Errors &Broken) {
  for (Group &G : All) {
    auto Units = Who.find(G.File);
    if (G.Why || Units == Who.end())
      continue;
    std::vector<StringRef> Silent;
    std::size_t Asked = 0;
    for (const std::string &Main : Units->second) {
      if (Broken.hasErrors(Main))
        continue;
      ++Asked;
      if (!G.Units.count(Main))
        Silent.push_back(Main);
    }
    if (Silent.empty() || G.merged() >= Asked)
      continue;
    std::string Count =
        llvm::utostr(std::max(Asked - Silent.size(), G.merged()));
    std::string Example =
        G.Units.empty() ? "" : ", such as " + Silent.front().str() + ",";
    G.Why =
        disagreement("proposed by " + Count + " of the " + llvm::utostr(Asked) +
                     " units that read the file; the others" + Example +
                     " may mean something else by it");
  }
}

//===--- All fixes
//---------------------------------------------------------===//

/// The edits in their order, each once; insertions at one place stay as given.
static std::vector<Edit> sortedEdits(const std::vector<Edit> &Edits) {
  std::vector<Edit> Sorted;
  for (const Edit &E : Edits)
    if (llvm::none_of(Sorted, [&](const Edit &O) { return sameEdit(O, E); }))
      Sorted.insert(
          llvm::upper_bound(Sorted, E,
                            [](const Edit &A, const Edit &B) {
                              return std::tie(A.File, A.Offset, A.Length) <
                                     std::tie(B.File, B.Offset, B.Length);
                            }),
          E);
  return Sorted;
}

static void addGroup(Groups &All, const ExportedFix &F, const ExportedFixes &D,
                     const Errors &Broken) {
  Group G;
  G.Check = F.Check;
  G.Message = F.Message;
  G.Edits = sortedEdits(F.Edits);
  G.File = F.File.empty() ? G.Edits.front().File : F.File;
  G.Offset = F.File.empty() ? G.Edits.front().Offset : F.Offset;
  G.Why = Broken.spoils(D, G);
  if (isError(F) && !G.Why)
    G.Why = Reason{"unit-has-errors",
                   "it is an error to clang, and mending one is a guess"};

  if (auto Same = All.find(G); Same != All.end()) {
    Group Known = std::move(All.extract(Same).value());
    // A unit without errors speaks for itself.
    if (!G.Why)
      Known.Why.reset();
    Known.Message = std::min(Known.Message, G.Message);
    G = std::move(Known);
  }
  G.Units.insert(F.Units.begin(), F.Units.end());
  if (!D.MainFile.empty())
    G.Units.insert(D.MainFile);
  else if (F.Units.empty())
    ++G.Merged[&D];
  All.insert(std::move(G));
}

/// A document without diagnostics may be a part of one renaming through many
/// units: only all of it is sure to be whole.
static void addLoose(Groups &All, const std::vector<ExportedFixes> &Documents) {
  Group G;
  G.Check = "replacements";
  G.Message = "what a refactoring tool would replace";
  for (const ExportedFixes &D : Documents)
    llvm::append_range(G.Edits, D.Loose);
  if (G.Edits.empty())
    return;
  // Insertions of several units at one place are one.
  llvm::sort(G.Edits,
             [](const Edit &A, const Edit &B) { return keyOf(A) < keyOf(B); });
  G.Edits = sortedEdits(G.Edits);
  for (std::size_t I = 1; I < G.Edits.size(); ++I) {
    const Edit &A = G.Edits[I - 1], &B = G.Edits[I];
    if (A.File == B.File && (B.Offset < A.Offset + A.Length ||
                             (B.Offset == A.Offset && A.Length == B.Length)))
      G.Why = disagreement("the documents replace " + B.File + " at offset " +
                           llvm::utostr(B.Offset) + " by different text");
  }
  G.File = G.Edits.front().File;
  G.Offset = G.Edits.front().Offset;
  G.Merged[nullptr] = 1;
  All.insert(std::move(G));
}

/// Two checks that propose the same are one fix.
static std::vector<AppliedFix> mergeChecks(const std::vector<Group> &All) {
  std::vector<AppliedFix> Fixes;
  std::map<std::vector<Edit>, std::size_t, decltype(&lessEdits)> Known(
      lessEdits);
  for (const Group &G : All) {
    auto [It, New] = Known.try_emplace(G.Edits, Fixes.size());
    if (New) {
      AppliedFix F;
      F.Message = G.Message;
      F.Where.File = G.File;
      F.Where.Begin = F.Where.End = G.Offset;
      F.Edits = G.Edits;
      Fixes.push_back(std::move(F));
    }
    AppliedFix &F = Fixes[It->second];
    if (!llvm::is_contained(F.Checks, G.Check))
      F.Checks.push_back(G.Check);
    F.Proposals = std::max(F.Proposals, static_cast<unsigned>(G.proposals()));
    if (!F.Why)
      F.Why = G.Why;
  }
  return Fixes;
}

std::vector<AppliedFix>
collectFixes(const std::vector<ExportedFixes> &Documents, const Readers &Who) {
  Errors Broken(Documents, Who);
  Groups Found;
  for (const ExportedFixes &D : Documents)
    for (const ExportedFix &F : D.Fixes)
      if (!F.Edits.empty())
        addGroup(Found, F, D, Broken);
  addLoose(Found, Documents);
  std::vector<Group> All(Found.begin(), Found.end());
  withdrawContradictions(All);
  withdrawOneSided(All, Who, Broken);
  return mergeChecks(All);
}

//===--- What goes together
//------------------------------------------------===//

void adoptLineEnds(std::vector<AppliedFix> &Fixes,
                   const std::map<std::string, std::string> &Texts) {
  std::map<std::string, bool> Knows;
  auto EndsWithReturn = [&](const std::string &File) {
    auto [It, New] = Knows.try_emplace(File);
    if (auto Text = Texts.find(File); New && Text != Texts.end())
      It->second = StringRef(Text->second).contains('\n') &&
                   StringRef(Text->second).count('\n') ==
                       StringRef(Text->second).count("\r\n");
    return It->second;
  };
  for (AppliedFix &F : Fixes)
    for (Edit &E : F.Edits) {
      if (!StringRef(E.Text).contains('\n') || !EndsWithReturn(E.File))
        continue;
      const std::string &Text = Texts.at(E.File);
      std::string New;
      char Before =
          E.Offset != 0 && E.Offset <= Text.size() ? Text[E.Offset - 1] : '\0';
      for (char C : E.Text) {
        if (C == '\n' && Before != '\r')
          New += '\r';
        New += Before = C;
      }
      E.Text = std::move(New);
    }
}

/// Edits that leave not one byte between them.
static bool meet(const Edit &A, const Edit &B) {
  return A.File == B.File && A.Offset <= B.Offset + B.Length &&
         B.Offset <= A.Offset + A.Length;
}

namespace {
/// The fixes that are in so far.
class Taken {
public:
  /// One that \p F cannot go together with.
  const AppliedFix *rivalOf(const AppliedFix &F) const {
    // Two ways to see to one thing, wherever their edits are.
    if (auto Same = Diagnosed.find({F.Where.File, F.Where.Begin});
        Same != Diagnosed.end())
      return Same->second;
    for (const Edit &E : F.Edits)
      if (auto OfFile = Edits.find(E.File); OfFile != Edits.end())
        for (const auto &[Other, Of] : OfFile->second)
          if (meet(Other, E) && !(insertsIncludes(E) && sameEdit(Other, E)))
            return Of;
    return nullptr;
  }

  void add(const AppliedFix &F) {
    Diagnosed[{F.Where.File, F.Where.Begin}] = &F;
    for (const Edit &E : F.Edits)
      Edits[E.File].emplace_back(E, &F);
  }

private:
  std::map<std::pair<std::string, unsigned>, const AppliedFix *> Diagnosed;
  std::map<std::string, std::vector<std::pair<Edit, const AppliedFix *>>> Edits;
};
} // namespace

void withdrawOverlapping(std::vector<AppliedFix> &Fixes) {
  Taken In;
  for (AppliedFix &F : Fixes) {
    if (F.Why)
      continue;
    if (const AppliedFix *Other = In.rivalOf(F))
      F.Why =
          Reason{"overlapping", "meets a fix of " + Other->Checks.front() +
                                    ": run the tool again, then apply again"};
    else
      In.add(F);
  }
}

} // namespace hone
