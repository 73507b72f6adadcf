// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Flattens by what the preprocessor did: each file it entered knows the place
// of its #include. A header that was skipped there, because its guard or
// #pragma once had seen it, is left out here for the same reason.
#include "Flat.h"
#include "clang/Lex/Lexer.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <algorithm>

using namespace hone;
using clang::FileID;
using clang::SourceLocation;

FlatText::FlatText(const clang::SourceManager &SM, const clang::LangOptions &Options)
    : SM(SM), Options(Options) {
  for (unsigned I = 0, N = SM.local_sloc_entry_size(); I < N; ++I) {
    const clang::SrcMgr::SLocEntry &Entry = SM.getLocalSLocEntry(I);
    if (!Entry.isFile() || Entry.getFile().getIncludeLoc().isInvalid())
      continue;
    FileID File = SM.getFileID(SourceLocation::getFromRawEncoding(Entry.getOffset()));
    std::pair<FileID, unsigned> At = SM.getDecomposedLoc(Entry.getFile().getIncludeLoc());
    Entered[At] = File;
    Parent[File] = At.first;
  }
  Expanded.insert(SM.getMainFileID());
}

std::pair<FileID, unsigned> FlatText::place(SourceLocation Where) const {
  return SM.getDecomposedLoc(Where);
}

bool FlatText::canEdit(SourceLocation Where) const {
  if (Where.isInvalid() || Where.isMacroID())
    return false;
  FileID File = SM.getFileID(Where);
  while (File != SM.getMainFileID()) {
    auto Up = Parent.find(File);
    if (Up == Parent.end() || SM.isInSystemHeader(SM.getLocForStartOfFile(File)))
      return false; // A header given with -include, or the system's.
    File = Up->second;
  }
  return true;
}

void FlatText::need(FileID File) {
  while (Expanded.insert(File).second)
    File = Parent.at(File);
}

void FlatText::insert(SourceLocation Where, llvm::StringRef Text) {
  auto At = place(Where);
  if (!Inserted.insert({At, Text.str()}).second)
    return;
  need(At.first);
  Changes[At.first].push_back({At.second, At.second, Text.str()});
}

void FlatText::replace(SourceLocation Where, unsigned Length, llvm::StringRef Text) {
  auto At = place(Where);
  if (!Inserted.insert({At, Text.str()}).second)
    return;
  need(At.first);
  Changes[At.first].push_back({At.second, At.second + Length, Text.str()});
}

unsigned FlatText::mark(SourceLocation Where) {
  auto At = place(Where);
  need(At.first);
  Change C{At.second, At.second, ""};
  C.Mark = MarkOffsets.size();
  MarkOffsets.push_back(0);
  Changes[At.first].push_back(C);
  return C.Mark;
}

/// Where the logical line of a directive ends.
static unsigned endOfLine(llvm::StringRef Text, unsigned At) {
  while (At < Text.size() && Text[At] != '\n') {
    if (Text[At] == '\\' && At + 1 < Text.size() && Text[At + 1] == '\n')
      ++At;
    ++At;
  }
  if (At > 0 && At <= Text.size() && Text[At - 1] == '\r')
    --At;
  return At;
}

std::vector<FlatText::Directive> FlatText::directives(FileID File) const {
  std::vector<Directive> Found;
  llvm::StringRef Text = SM.getBufferData(File);
  // A cheap look first: most files of a large unit have neither.
  if (!Text.contains("include") && !Text.contains("pragma") && !Text.contains("import"))
    return Found;
  clang::Lexer Lex(SM.getLocForStartOfFile(File), Options, Text.begin(), Text.begin(), Text.end());
  clang::Token T;
  bool AtEnd = false;
  while (!AtEnd) {
    AtEnd = Lex.LexFromRawLexer(T);
    if (T.isNot(clang::tok::hash) || !T.isAtStartOfLine() || AtEnd)
      continue;
    unsigned Begin = SM.getFileOffset(T.getLocation());
    AtEnd = Lex.LexFromRawLexer(T);
    if (T.isNot(clang::tok::raw_identifier))
      continue;
    llvm::StringRef Word = T.getRawIdentifier();
    Directive D;
    D.Begin = Begin;
    D.End = endOfLine(Text, Begin);
    D.Name = SM.getFileOffset(T.getLocation()) + Word.size();
    llvm::StringRef Rest = Text.slice(D.Name, D.End);
    D.Name += Rest.size() - Rest.ltrim().size();
    Rest = Rest.trim();
    if (Word == "pragma" && Rest.starts_with("once")) {
      D.Once = true;
      Found.push_back(D);
    } else if (Word == "include" || Word == "include_next" || Word == "import") {
      std::size_t Close = Rest.size() > 1 ? Rest.find(Rest[0] == '<' ? '>' : '"', 1) : 0;
      D.Target = Rest.substr(0, Close == llvm::StringRef::npos ? Close : Close + 1).str();
      Found.push_back(D);
    }
  }
  return Found;
}

std::string hone::realPath(const clang::SourceManager &SM, FileID File) {
  clang::OptionalFileEntryRef Entry = SM.getFileEntryRefForID(File);
  if (!Entry)
    return "";
  llvm::StringRef Known = Entry->getFileEntry().tryGetRealPathName();
  llvm::SmallString<256> Path;
  if (!llvm::sys::fs::real_path(Known.empty() ? Entry->getName() : Known, Path))
    return std::string(Path);
  return (Known.empty() ? Entry->getName() : Known).str();
}

/// An expanded header with #pragma once is no longer known to the compiler as
/// seen. Whoever names it a second time must be expanded as well, so that the
/// line can be left out. Names decide: expanding one too many does no harm.
void FlatText::needIncludersOfOnce() {
  for (bool Again = true; Again;) {
    Again = false;
    std::set<std::string> Once;
    for (FileID File : Expanded)
      for (const Directive &D : directives(File))
        if (D.Once)
          Once.insert(llvm::sys::path::filename(realPath(SM, File)).str());
    if (Once.empty())
      return;
    for (const auto &[At, File] : Entered) {
      if (Expanded.count(File) || !canEdit(SM.getLocForStartOfFile(File)))
        continue;
      for (const Directive &D : directives(File)) {
        llvm::StringRef Name = llvm::sys::path::filename(llvm::StringRef(D.Target).trim("<>\""));
        if (D.Once || !Once.count(Name.str()))
          continue;
        need(File);
        Again = true;
        break;
      }
      if (Again)
        break; // Expanded has changed; its new members may be such headers.
    }
  }
}

void FlatText::addDirectives(FileID File, std::vector<Change> &Into) {
  std::set<std::string> SeenNames;
  for (FileID Other : Expanded)
    SeenNames.insert(llvm::sys::path::filename(realPath(SM, Other)).str());
  for (const Directive &D : directives(File)) {
    Change C{D.Begin, D.End, ""};
    auto Child = Entered.find({File, D.Name});
    if (D.Once) {
      // Left out.
    } else if (Child == Entered.end()) {
      llvm::StringRef Name = llvm::sys::path::filename(llvm::StringRef(D.Target).trim("<>\""));
      if (!SeenNames.count(Name.str())) {
        // Skipped there for its guard: it has to be found from here, too.
        llvm::SmallString<256> Beside(llvm::sys::path::parent_path(realPath(SM, File)));
        llvm::sys::path::append(Beside, llvm::StringRef(D.Target).trim("<>\""));
        if (!llvm::StringRef(D.Target).starts_with("\"") || !llvm::sys::fs::exists(Beside))
          continue;
        C.Text = ("#include \"" + Beside + "\"").str();
      }
    } else if (Expanded.count(Child->second)) {
      C.Child = Child->second;
    } else if (llvm::StringRef(D.Target).starts_with("\"")) {
      C.Text = "#include \"" + realPath(SM, Child->second) + "\"";
    } else {
      continue;
    }
    Into.push_back(C);
  }
}

void FlatText::expand(FileID File, std::string &Out) {
  llvm::StringRef Text = SM.getBufferData(File);
  std::vector<Change> All = Changes[File];
  addDirectives(File, All);
  for (unsigned I = 0; I < All.size(); ++I)
    All[I].Order = I;
  std::sort(All.begin(), All.end(), [](const Change &A, const Change &B) {
    return std::tie(A.Begin, A.End, A.Order) < std::tie(B.Begin, B.End, B.Order);
  });
  std::size_t At = Text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  for (const Change &C : All) {
    if (C.Begin < At)
      continue;
    Out += Text.slice(At, C.Begin).str();
    if (C.Mark >= 0)
      MarkOffsets[C.Mark] = Out.size();
    Out += C.Text;
    if (C.Child.isValid())
      expand(C.Child, Out);
    At = C.End;
  }
  Out += Text.substr(At).str();
  if (!Out.empty() && Out.back() != '\n')
    Out += '\n';
}

std::string FlatText::compose(llvm::StringRef Head) {
  needIncludersOfOnce();
  std::string Out = Head.str();
  expand(SM.getMainFileID(), Out);
  return Out;
}
