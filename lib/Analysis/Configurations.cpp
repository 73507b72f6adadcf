// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The tree has one configuration only. The lines that choose it are in the text, and so is what was left out.

#include "hone/Analysis/Configurations.h"
#include "MemoryParts.h"
#include "clang/Basic/CharInfo.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/StringSet.h"

using namespace clang;

namespace hone {

/// The stretches of a file between lines that choose.
struct Branches {
  struct Stretch {
    unsigned Begin, End;
    bool Open = false; ///< What it ends with goes on behind it.
    bool has(unsigned Offset) const { return Begin <= Offset && Offset < End; }
  };
  std::vector<Stretch> All;
  bool Allocates = false; ///< One has an operator new or delete.
  llvm::StringSet<> Macros; ///< That are defined in one, or no longer.
};

namespace {

class Reader {
public:
  Reader(FileID Id, const ASTContext &C)
      : Text(C.getSourceManager().getBufferData(Id)),
        Lex(C.getSourceManager().getLocForStartOfFile(Id), C.getLangOpts(), Text.begin(), Text.begin(), Text.end()),
        Start(C.getSourceManager().getLocForStartOfFile(Id)) {}
  Branches run();

private:
  bool next() { return Lex.LexFromRawLexer(T), T.isNot(tok::eof); }
  unsigned offset() const { return offsetOf(T); }
  unsigned offsetOf(const Token &Of) const { return Of.getLocation().getRawEncoding() - Start.getRawEncoding(); }
  llvm::StringRef word() const { return T.is(tok::raw_identifier) ? T.getRawIdentifier() : llvm::StringRef(); }
  llvm::StringRef guarded(llvm::StringRef Kind) const;
  void directive(llvm::StringRef Kind);
  void close(unsigned At) {
    if (Open.back() < Settled)
      Found.All.push_back({Open.back(), At, !Complete});
  }

  /// What looked like the guard of the whole file is none: something stands behind it.
  void forgetGuard() {
    Found.All.push_back({GuardBegin, std::exchange(GuardEnd, 0), GuardOpen});
    takeGuarded();
  }

  /// What stands behind what looked like a guard is there in some configurations only.
  void takeGuarded() {
    for (const auto &Name : Guarded)
      Found.Macros.insert(Name.getKey());
    Found.Allocates |= GuardedAllocates;
  }

  /// `#if 0` and `#if 1` choose the same everywhere.
  bool isSettled(llvm::StringRef Kind) const {
    const llvm::StringRef Asked = Text.substr(offset() + Kind.size()).take_until([](char Ch) { return Ch == '\n' || Ch == '/'; }).trim();
    return Kind == "if" && (Asked == "0" || Asked == "1");
  }

  static constexpr unsigned AroundAll = ~0u, Settled = AroundAll - 1;
  llvm::StringRef Text;
  Lexer Lex;
  SourceLocation Start;
  Token T;
  bool First = true;
  bool Complete = true; ///< A declaration or a statement may begin here.
  llvm::StringRef Guard; ///< If the next line defines it.
  unsigned GuardBegin = 0, GuardEnd = 0; ///< Once it is closed.
  bool GuardOpen = false;                ///< As a stretch.
  llvm::StringSet<> Guarded;             ///< Macros that are defined in it.
  bool GuardedAllocates = false;         ///< It has an operator new or delete.
  std::size_t LineEnd = 0; ///< Of the last directive.
  std::vector<unsigned> Open; ///< Where the stretches around the token begin.
  Branches Found;
};

/// What `#ifndef FILE_H` and `#if !defined(FILE_H)` ask for.
llvm::StringRef Reader::guarded(llvm::StringRef Kind) const {
  llvm::StringRef Line = Text.substr(offset() + Kind.size()).take_until([](char Ch) { return Ch == '\n'; }).ltrim();
  if (Kind == "if" && (!Line.consume_front("!") || !Line.consume_front("defined")))
    return {};
  return Line.ltrim(" (").take_while([](char Ch) { return llvm::isAlnum(Ch) || Ch == '_'; });
}

void Reader::directive(llvm::StringRef Kind) {
  const unsigned At = offset();
  LineEnd = Text.find('\n', At);
  while (LineEnd != llvm::StringRef::npos && Text.take_front(LineEnd).rtrim('\r').ends_with("\\"))
    LineEnd = Text.find('\n', LineEnd + 1);
  const llvm::StringRef Asked = std::exchange(Guard, {});
  if (GuardEnd)
    forgetGuard();
  if (Kind.starts_with("if")) {
    Open.push_back(isSettled(Kind) ? Settled : At);
    Guard = std::exchange(First, false) ? guarded(Kind) : llvm::StringRef();
  } else if (!Open.empty() && Kind.starts_with("el")) {
    if (Open.back() == AroundAll) {
      Open.back() = GuardBegin;
      takeGuarded();
    }
    close(At);
    if (Open.back() != Settled || Kind != "else")
      Open.back() = At;
  } else if (!Open.empty() && Kind == "endif") {
    if (Open.back() == AroundAll)
      GuardEnd = At, GuardOpen = !Complete;
    close(At);
    Open.pop_back();
  } else if ((Kind == "define" || Kind == "undef") && next()) {
    if (Kind == "define" && !Asked.empty() && word() == Asked)
      GuardBegin = std::exchange(Open.back(), AroundAll);
    else if (llvm::any_of(Open, [](unsigned Begin) { return Begin < Settled; }))
      Found.Macros.insert(word());
    else if (!Open.empty())
      Guarded.insert(word());
  }
  First &= Kind == "pragma";
  Complete |= Kind.starts_with("if") || Kind.starts_with("el");
}

Branches Reader::run() {
  bool Operator = false, Qualified = false, Allocation = false;
  Token Last, BeforeLast;
  Last.startToken();
  BeforeLast.startToken();
  for (; next(); BeforeLast = Last, Last = T) {
    // `= ::operator new(n)` calls the one there is.
    if (std::exchange(Allocation, false) && !(Qualified && T.is(tok::l_paren)))
      (llvm::any_of(Open, [](unsigned Begin) { return Begin < Settled; }) ? Found.Allocates : GuardedAllocates) = true;
    if (T.is(tok::hash) && T.isAtStartOfLine()) {
      if (next())
        directive(word());
      continue;
    }
    if (offset() > LineEnd) {
      if (GuardEnd)
        forgetGuard();
      Guard = {};
      First = false;
      Complete = T.isOneOf(tok::semi, tok::l_brace, tok::r_brace, tok::colon, tok::comma);
    }
    Allocation = Operator && (word() == "new" || word() == "delete");
    if (Allocation)
      continue;
    Operator = word() == "operator";
    Qualified = Operator && Last.is(tok::coloncolon) && offsetOf(BeforeLast) > LineEnd &&
                (BeforeLast.isOneOf(tok::equal, tok::l_paren, tok::comma, tok::semi, tok::l_brace, tok::r_brace) ||
                 (BeforeLast.is(tok::raw_identifier) && BeforeLast.getRawIdentifier() == "return"));
  }
  for (; !Open.empty(); Open.pop_back())
    close(Text.size());
  return std::move(Found);
}

std::shared_ptr<const Branches> branchesOf(FileID Id, const ASTContext &C) {
  AnalysisMemory::Parts *Memory = AnalysisMemory::current();
  std::shared_ptr<const Branches> Own, &Known = Memory ? Memory->Chosen[Id] : Own;
  if (!Known)
    Known = std::make_shared<const Branches>(Reader(Id, C).run());
  return Known;
}

} // namespace

/// Whether \p Holds for a file of the project that the unit reads.
static bool anyUserFile(const ASTContext &C, llvm::function_ref<bool(FileID)> Holds) {
  const SourceManager &SM = C.getSourceManager();
  for (unsigned I = 0, N = SM.local_sloc_entry_size(); I < N; ++I) {
    const SrcMgr::SLocEntry &Entry = SM.getLocalSLocEntry(I);
    if (!Entry.isFile() || Entry.getFile().getFileCharacteristic() != SrcMgr::C_User)
      continue;
    const FileID Id = SM.getFileID(SourceLocation::getFromRawEncoding(Entry.getOffset()));
    if (SM.getFileEntryForID(Id) && SM.getBufferDataOrNone(Id) && Holds(Id))
      return true;
  }
  return false;
}

bool isSetElsewhere(llvm::StringRef Macro, const ASTContext &C) {
  return anyUserFile(C, [&](FileID Id) { return branchesOf(Id, C)->Macros.contains(Macro); });
}

/// Whether \p Text has \p Name, and not as a part of a longer one.
static bool says(llvm::StringRef Text, llvm::StringRef Name) {
  for (std::size_t At = Text.find(Name); At != llvm::StringRef::npos; At = Text.find(Name, At + 1)) {
    const std::size_t End = At + Name.size();
    if ((At == 0 || !isAsciiIdentifierContinue(Text[At - 1])) && (End == Text.size() || !isAsciiIdentifierContinue(Text[End])))
      return true;
  }
  return false;
}

bool isSaidInConditional(llvm::StringRef Name, const ASTContext &C) {
  return anyUserFile(C, [&](FileID Id) {
    const llvm::StringRef Text = C.getSourceManager().getBufferData(Id);
    return llvm::any_of(branchesOf(Id, C)->All, [&](const Branches::Stretch &S) { return says(Text.slice(S.Begin, S.End), Name); });
  });
}

bool isInConditional(SourceLocation Where, const ASTContext &C, SourceLocation Beside) {
  const SourceManager &SM = C.getSourceManager();
  if (Where.isInvalid())
    return false;
  const auto [Id, Offset] = SM.getDecomposedExpansionLoc(Where);
  if (!SM.getFileEntryForID(Id))
    return SM.isWrittenInCommandLineFile(SM.getExpansionLoc(Where));
  const FileIDAndOffset Other = Beside.isValid() ? SM.getDecomposedExpansionLoc(Beside) : FileIDAndOffset();
  for (const Branches::Stretch &S : branchesOf(Id, C)->All)
    if (S.has(Offset) && !(Other.first == Id && S.has(Other.second)))
      return true;
  // The line that includes the file may stand between such lines.
  return Id != Other.first && !SM.isInSystemHeader(SM.getLocForStartOfFile(Id)) && isInConditional(SM.getIncludeLoc(Id), C, Beside);
}

namespace {
/// Where something is written in one file: bytes Begin to End of it.
struct Excerpt {
  FileID Id;
  unsigned Begin, End;
};
} // namespace

/// Whether \p Holds for the place of \p Range; false if that is the system's, true if it is in several files.
static bool holdsThere(SourceRange Range, const ASTContext &C, llvm::function_ref<bool(const Excerpt &)> Holds) {
  const SourceManager &SM = C.getSourceManager();
  const SourceLocation From = SM.getExpansionLoc(Range.getBegin()), To = SM.getExpansionLoc(Range.getEnd());
  if (From.isInvalid() || SM.isInSystemHeader(From))
    return false;
  const auto [Id, Begin] = SM.getDecomposedLoc(From);
  const auto [EndId, End] = SM.getDecomposedLoc(To);
  return Id != EndId || Holds({Id, Begin, End});
}

bool isConditional(const Decl &D, const ASTContext &C) {
  return holdsThere(D.getSourceRange(), C, [&](const Excerpt &At) {
    return llvm::any_of(branchesOf(At.Id, C)->All,
                        [&](const Branches::Stretch &S) { return S.Begin < At.End && At.Begin < S.End; });
  });
}

bool isSplit(SourceRange Range, const ASTContext &C) {
  return holdsThere(Range, C, [&](const Excerpt &At) {
    const llvm::StringRef Text = C.getSourceManager().getBufferData(At.Id);
    // A list in a file of its own: what stands in there is not looked into.
    for (llvm::StringRef Line : llvm::split(Text.slice(At.Begin, At.End), '\n'))
      if (Line = Line.ltrim(); Line.consume_front("#") && Line.ltrim().starts_with("include"))
        return true;
    auto IsWithin = [&](unsigned Offset) { return At.Begin < Offset && Offset < At.End; };
    return llvm::any_of(branchesOf(At.Id, C)->All, [&](const Branches::Stretch &S) {
      return IsWithin(S.Begin) || IsWithin(S.End) ||
             (S.Open && S.End <= At.Begin && Text.slice(S.End, At.Begin).find_first_of(";{},") == llvm::StringRef::npos);
    });
  });
}

bool anyOwnFile(const ASTContext &C, llvm::function_ref<bool(FileID, llvm::StringRef)> Holds) {
  const SourceManager &SM = C.getSourceManager();
  for (auto It = SM.fileinfo_begin(); It != SM.fileinfo_end(); ++It) {
    const FileID Id = SM.translateFile(It->first);
    if (Id.isValid() && !SM.isInSystemHeader(SM.getLocForStartOfFile(Id)) &&
        Holds(Id, SM.getBufferDataOrNone(Id).value_or("")))
      return true;
  }
  return false;
}

bool hasConditionals(FileID Id, const ASTContext &C) { return !branchesOf(Id, C)->All.empty(); }

bool mayReplaceAllocation(const ASTContext &C) {
  return anyOwnFile(C, [&](FileID Id, llvm::StringRef Text) {
    return Text.contains("operator") && branchesOf(Id, C)->Allocates;
  });
}

} // namespace hone
