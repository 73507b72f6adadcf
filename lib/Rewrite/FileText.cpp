// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Lexes a file raw, once. Raw, because branches that this configuration skips
// are text too: an edit that looks only at what was parsed breaks them.
#include "FileText.h"
#include "hone/Rewrite/TextMemory.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include <array>
#include "llvm/Support/Path.h"

using namespace clang;
using namespace hone;

static std::string realPath(const SourceManager &SM, FileID File) {
  auto Ref = SM.getFileEntryRefForID(File);
  if (!Ref)
    return "";
  FileManager &Manager = SM.getFileManager();
  llvm::SmallString<256> Path = Manager.getCanonicalName(*Ref);
  Manager.makeAbsolutePath(Path);
  llvm::sys::path::remove_dots(Path, /*remove_dot_dot=*/true);
  return std::string(Path);
}

FileText::FileText(const ASTContext &Context, FileID File)
    : Path(realPath(Context.getSourceManager(), File)) {
  bool Invalid = false;
  Code = Context.getSourceManager().getBufferData(File, &Invalid);
  if (Invalid)
    Code = "";
  EOL = Code.count("\r\n") * 2 > Code.count('\n') ? "\r\n" : "\n";
  lex(Context, File, 0, Code.size());
}

FileText::FileText(const ASTContext &Context, FileID File, unsigned Begin, unsigned End)
    : Code(Context.getSourceManager().getBufferData(File)) {
  lex(Context, File, Begin, End);
}

// As for AnalysisMemory: an AST has no room for it.
static thread_local TextMemory *Remembered = nullptr;

TextMemory::TextMemory() : Outer(std::exchange(Remembered, this)) {}
TextMemory::~TextMemory() { Remembered = Outer; }

std::shared_ptr<const FileText> FileText::of(const ASTContext &Context, FileID File) {
  if (!Remembered)
    return std::make_shared<const FileText>(Context, File);
  std::shared_ptr<const FileText> &Known = Remembered->Known[File];
  if (!Known)
    Known = std::make_shared<const FileText>(Context, File);
  return Known;
}

static bool mayHave(llvm::StringRef Code, llvm::StringRef Kind) {
  for (std::size_t At = Code.find("ragma"); At != llvm::StringRef::npos; At = Code.find("ragma", At + 1)) {
    const bool Operator = At > 0 && Code[At - 1] == 'P';
    llvm::StringRef Word = Code.substr(At + 5).ltrim(" \t\v\f").take_until([](char C) { return llvm::isSpace(C); });
    // Comments and joined lines are not read here.
    if (Operator || Word.starts_with(Kind) || Word.starts_with("/*") || Word.contains('\\'))
      return true;
  }
  return false;
}

bool FileText::mayHavePragma(const ASTContext &Context, FileID File, llvm::StringRef Kind) {
  const llvm::StringRef Code = Context.getSourceManager().getBufferData(File);
  if (!Remembered)
    return mayHave(Code, Kind);
  auto [Known, New] = Remembered->Pragmas.try_emplace({File, Kind.str()});
  if (New)
    Known->second = mayHave(Code, Kind);
  return Known->second;
}

void FileText::lex(const ASTContext &Context, FileID File, unsigned Begin, unsigned End) {
  Lexer L(Context.getSourceManager().getLocForStartOfFile(File), Context.getLangOpts(),
          Code.begin(), Code.begin() + Begin, Code.end());
  L.SetCommentRetentionState(true);
  bool InDirective = false;
  while (true) {
    Token T;
    L.LexFromRawLexer(T);
    if (T.is(tok::eof))
      return;
    if (T.isAtStartOfLine())
      InDirective = T.is(tok::hash);
    unsigned At = L.getBufferLocation() - Code.begin() - T.getLength();
    if (At >= End)
      return;
    Tokens.push_back({At, T.getLength(), T.getKind(), InDirective});
  }
}

std::size_t FileText::tokenAt(unsigned Offset) const {
  return llvm::partition_point(Tokens, [&](const RawToken &T) { return T.Offset < Offset; }) -
         Tokens.begin();
}

const RawToken *FileText::codeBefore(unsigned Offset) const {
  for (std::size_t I = tokenAt(Offset); I > 0; --I)
    if (Tokens[I - 1].isCode())
      return &Tokens[I - 1];
  return nullptr;
}

const RawToken *FileText::codeAfter(unsigned Offset) const {
  for (std::size_t I = tokenAt(Offset); I < Tokens.size(); ++I)
    if (Tokens[I].isCode())
      return &Tokens[I];
  return nullptr;
}

unsigned FileText::lineBegin(unsigned Offset) const {
  std::size_t Newline = Code.take_front(Offset).rfind('\n');
  return Newline == llvm::StringRef::npos ? 0 : Newline + 1;
}

unsigned FileText::lineEnd(unsigned Offset) const {
  std::size_t Newline = std::min(Code.find('\n', Offset), Code.size());
  if (Newline > Offset && Code[Newline - 1] == '\r')
    --Newline;
  return Newline;
}

llvm::StringRef FileText::indentation(unsigned Offset) const {
  return Code.substr(lineBegin(Offset)).take_while([](char C) { return C == ' ' || C == '\t'; });
}

bool FileText::startsLine(unsigned Offset) const {
  return lineBegin(Offset) + indentation(Offset).size() == Offset;
}

bool FileText::hasDirective(unsigned Begin, unsigned End) const {
  for (std::size_t I = tokenAt(Begin); I < Tokens.size() && Tokens[I].Offset < End; ++I)
    if (Tokens[I].InDirective)
      return true;
  return false;
}

namespace {
/// How the lines of a file are indented.
struct Margins {
  unsigned Tabs = 0, Few = 0, Eight = 0; ///< Lines that begin with a tab, with 2 to 7 spaces, with more.
  std::array<unsigned, 9> Steps = {};    ///< Lines that stand so many spaces further in than the one before.
};
} // namespace

/// Of lines that begin with code: comments have their own.
static Margins marginsOf(const FileText &File) {
  Margins M;
  std::size_t Before = 0;
  for (const RawToken &T : File.Tokens) {
    if (!T.isCode() || T.InDirective || !File.startsLine(T.Offset))
      continue;
    const llvm::StringRef Margin = File.indentation(T.Offset);
    const std::size_t Spaces = Margin.take_while([](char C) { return C == ' '; }).size();
    M.Tabs += Margin.starts_with("\t");
    M.Few += 2 <= Spaces && Spaces < 8;
    M.Eight += Spaces >= 8;
    if (const std::size_t By = Spaces - std::min(Before, Spaces); By < M.Steps.size())
      ++M.Steps[By];
    Before = Spaces;
  }
  return M;
}

/// As Emacs does it: steps of a few spaces, and a tab for each eight.
static bool areMixed(const Margins &M) { return M.Tabs > M.Eight && 10 * M.Few >= M.Tabs; }

std::string FileText::step() const {
  const Margins M = marginsOf(*this);
  if (M.Tabs > M.Eight && !areMixed(M))
    return "\t";
  // One space is a label's; of as many lines, the smaller step.
  const auto Most = std::max_element(M.Steps.begin() + 2, M.Steps.end());
  return std::string(*Most ? Most - M.Steps.begin() : 2, ' ');
}

/// Where raw string literals of \p Code begin and end: their lines are their own.
static std::vector<std::pair<unsigned, unsigned>> rawStrings(const std::string &Code) {
  std::vector<std::pair<unsigned, unsigned>> Result;
  LangOptions Options;
  Options.CPlusPlus = Options.CPlusPlus11 = Options.RawStringLiterals = true;
  Lexer L(SourceLocation(), Options, Code.data(), Code.data(), Code.data() + Code.size());
  for (Token T; !L.LexFromRawLexer(T);)
    if (tok::isStringLiteral(T.getKind())) {
      unsigned End = L.getBufferLocation() - Code.data();
      Result.emplace_back(End - T.getLength(), End);
    }
  return Result;
}

std::string FileText::indented(llvm::StringRef Lines, llvm::StringRef Indent) const {
  std::string Code = Lines.str(), Result;
  auto Strings = rawStrings(Code);
  for (std::size_t I = 0; I < Code.size(); ++I) {
    bool Inside = llvm::any_of(Strings, [&](auto S) { return S.first < I && I < S.second; });
    bool Ends = Code[I] == '\n' || (Code[I] == '\r' && I + 1 < Code.size() && Code[I + 1] == '\n');
    if (Inside || !Ends) {
      Result += Code[I];
      continue;
    }
    I += Code[I] == '\r';
    bool Blank = I + 1 == Code.size() || Code[I + 1] == '\n' || Code[I + 1] == '\r';
    Result += EOL.str() + (Blank ? "" : Indent.str());
    if (I + 1 < Code.size() && Code[I + 1] == '\t') {
      Result += step();
      ++I;
    }
  }
  return Result;
}

std::string FileText::withTabs(std::string Lines) const {
  if (!llvm::StringRef(Lines).contains("\n") || !areMixed(marginsOf(*this)))
    return Lines;
  const auto Strings = rawStrings(Lines);
  std::string Result;
  for (std::size_t I = 0; I < Lines.size();) {
    Result += Lines[I++];
    if (Lines[I - 1] != '\n' || llvm::any_of(Strings, [&](auto S) { return S.first < I && I < S.second; }))
      continue;
    std::size_t Column = 0;
    for (; I < Lines.size() && (Lines[I] == ' ' || Lines[I] == '\t'); ++I)
      Column = Lines[I] == ' ' ? Column + 1 : Column / 8 * 8 + 8;
    Result += std::string(Column / 8, '\t') + std::string(Column % 8, ' ');
  }
  return Result;
}
