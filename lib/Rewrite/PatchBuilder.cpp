// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Edits are collected as byte ranges of files and become a patch in take().
// The first thing that goes wrong is kept and is the answer: a check may go on
// asking for edits without looking.
#include "hone/Rewrite/PatchBuilder.h"
#include "Declarators.h"
#include "FileText.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace hone;

PatchBuilder::PatchBuilder(ASTContext &Context) : Context(Context) {}
PatchBuilder::~PatchBuilder() = default;

void PatchBuilder::fail(const std::string &Text) {
  if (Problem.empty())
    Problem = Text;
}

const FileText *PatchBuilder::fileOf(SourceLocation Where) const {
  std::unique_ptr<FileText> &File = Files[Context.getSourceManager().getFileID(Where)];
  if (!File)
    File = std::make_unique<FileText>(*FileText::of(Context, Context.getSourceManager().getFileID(Where)));
  return File.get();
}

/// Behind the last token of a range that no macro makes.
static unsigned endOf(SourceRange Range, const ASTContext &Context) {
  const SourceManager &SM = Context.getSourceManager();
  return SM.getFileOffset(Range.getEnd()) +
         Lexer::MeasureTokenLength(Range.getEnd(), SM, Context.getLangOpts());
}

/// A name between two places that is, or was anywhere in the unit, a macro's, and
/// so may be one here; empty if there is none but at places that are \p Allowed.
static llvm::StringRef macroNameIn(const FileText &File, unsigned Begin, unsigned End,
                                   const ASTContext &Context,
                                   llvm::function_ref<bool(unsigned)> Allowed) {
  for (std::size_t I = File.tokenAt(Begin); I < File.Tokens.size(); ++I) {
    const RawToken &T = File.Tokens[I];
    if (T.Offset >= End)
      break;
    if (T.Kind != tok::raw_identifier || !T.isCode() || Allowed(T.Offset))
      continue;
    auto Known = Context.Idents.find(File.text(T));
    if (Known != Context.Idents.end() && Known->second->hadMacroDefinition())
      return File.text(T);
  }
  return "";
}

std::string hone::plainText(SourceRange Range, const ASTContext &Context) {
  const SourceManager &SM = Context.getSourceManager();
  if (Range.isInvalid() || Range.getBegin().isMacroID() || Range.getEnd().isMacroID())
    return "";
  FileID Id = SM.getFileID(Range.getBegin());
  if (Id != SM.getFileID(Range.getEnd()) || !SM.getFileEntryRefForID(Id))
    return "";
  unsigned Begin = SM.getFileOffset(Range.getBegin()), End = endOf(Range, Context);
  FileText File(Context, Id, Begin, End);
  bool Made = !macroNameIn(File, Begin, End, Context, [](unsigned) { return false; }).empty();
  return Made ? "" : File.Code.slice(Begin, End).str();
}

std::optional<PatchBuilder::Place> PatchBuilder::locate(SourceRange Range,
                                                        std::string &Why) const {
  const SourceManager &SM = Context.getSourceManager();
  if (Range.isInvalid()) {
    Why = "no-place: the code has no place in the text";
    return std::nullopt;
  }
  auto Said = [&](SourceLocation At) {
    const SourceLocation Name = SM.getExpansionLoc(At);
    return At.isMacroID() && Constants.contains(Name) ? Name : At;
  };
  Range = {Said(Range.getBegin()), Said(Range.getEnd())};
  if (Range.getBegin().isMacroID() || Range.getEnd().isMacroID() ||
      SM.getFileID(Range.getBegin()) != SM.getFileID(Range.getEnd())) {
    Why = "macro: the code is made by a macro";
    return std::nullopt;
  }
  const FileText *File = fileOf(Range.getBegin());
  if (File->Path.empty()) {
    Why = "no-place: the code is in no file";
    return std::nullopt;
  }
  unsigned Begin = SM.getFileOffset(Range.getBegin());
  unsigned End = endOf(Range, Context);
  llvm::StringRef Name = macroNameIn(*File, Begin, End, Context, [&](unsigned Offset) {
    return Constants.contains(Range.getBegin().getLocWithOffset(int(Offset) - int(Begin)));
  });
  if (!Name.empty()) {
    Why = "macro: '" + Name.str() + "' is the name of a macro";
    return std::nullopt;
  }
  return Place{File, Begin, End};
}

namespace {
/// What object-like macros in an expression became: numbers and arithmetic on them, or more.
class MacroConstants : public RecursiveASTVisitor<MacroConstants> {
public:
  explicit MacroConstants(const SourceManager &SM) : SM(SM) {}
  bool shouldVisitImplicitCode() const { return false; }
  bool VisitStmt(Stmt *S) {
    SourceLocation At = S->getBeginLoc();
    if (!At.isMacroID())
      return true;
    SourceRange Said = SM.getExpansionRange(At).getAsRange();
    SourceLocation Name = Said.getBegin();
    bool Number = isa<IntegerLiteral, FloatingLiteral>(S);
    // __LINE__ is spelled in no file, and another number in another place.
    bool Spelled = SM.getFileEntryRefForID(SM.getFileID(SM.getSpellingLoc(At))).has_value();
    if (Name != Said.getEnd() || SM.isMacroArgExpansion(At) || (Number && !Spelled) ||
        !(Number || isa<ParenExpr, UnaryOperator, BinaryOperator, CastExpr, MaterializeTemporaryExpr>(S)))
      Others.insert(Name);
    else if (Number)
      Numbers.insert(Name);
    return true;
  }
  llvm::DenseSet<SourceLocation> Numbers, Others;

private:
  const SourceManager &SM;
};
} // namespace

void PatchBuilder::allowConstants(const Stmt &Whole) {
  MacroConstants Macros(Context.getSourceManager());
  Macros.TraverseStmt(const_cast<Stmt *>(&Whole));
  for (SourceLocation Name : Macros.Numbers)
    if (!Macros.Others.contains(Name))
      Constants.insert(Name);
}

std::string PatchBuilder::text(SourceRange Range) {
  std::string Why;
  auto P = locate(Range, Why);
  if (!P) {
    fail(Why);
    return "";
  }
  Copied.push_back(*P);
  return P->File->Code.slice(P->Begin, P->End).str();
}

void PatchBuilder::add(const FileText &File, unsigned Offset, unsigned Length,
                       std::string Text) {
  if (Length && File.hasDirective(Offset, Offset + Length))
    return fail("preprocessor: a preprocessor line stands in the code to be changed");
  std::vector<Pending> &Edits = ByFile[File.Path];
  Edits.push_back({Offset, Length, File.withTabs(std::move(Text)), Edits.size()});
  Texts[File.Path] = &File;
}

std::vector<const RawToken *> PatchBuilder::lostComments(const Place &P, llvm::StringRef Text) const {
  const FileText &File = *P.File;
  std::vector<const RawToken *> Lost;
  for (std::size_t I = File.tokenAt(P.Begin); I < File.Tokens.size(); ++I) {
    const RawToken &T = File.Tokens[I];
    if (T.Offset >= P.End)
      break;
    bool Kept = llvm::any_of(Copied, [&](const Place &C) {
      return C.File == &File && C.Begin <= T.Offset && T.end() <= C.End;
    });
    if (T.Kind == tok::comment && !Kept && !Text.contains(File.text(T)))
      Lost.push_back(&T);
  }
  return Lost;
}

void PatchBuilder::replace(SourceRange Range, llvm::StringRef Text) {
  std::string Why;
  auto P = locate(Range, Why);
  if (!P)
    return fail(Why);
  const FileText &File = *P->File;
  if (!lostComments(*P, Text).empty())
    return fail("comment: a comment stands in the code to be changed");
  if (standsForDeclarator(Range, Context))
    return fail("declarator: with a name in its place the statement would be a declaration");
  add(File, P->Begin, P->End - P->Begin, File.indented(Text, ""));
}

void PatchBuilder::remove(SourceRange Range) {
  std::string Why;
  auto P = locate(Range, Why);
  if (!P)
    return fail(Why);
  // A line that holds nothing else goes as a whole.
  llvm::StringRef Code = P->File->Code;
  std::size_t Begin = Code.take_front(P->Begin).rtrim(" \t").size();
  std::size_t End = Code.size() - Code.drop_front(P->End).ltrim(" \t\r").size();
  bool Starts = Begin == 0 || Code[Begin - 1] == '\n';
  if (Starts && End < Code.size() && Code[End] == '\n')
    add(*P->File, Begin, End + 1 - Begin, "");
  else // What follows it at the beginning of a line begins the line then.
    add(*P->File, P->Begin, (Starts ? End : P->End) - P->Begin, "");
}

void PatchBuilder::insertBefore(SourceLocation Where, llvm::StringRef Text) {
  std::string Why;
  if (auto P = locate(Where, Why))
    add(*P->File, P->Begin, 0, P->File->indented(Text, ""));
  else
    fail(Why);
}

void PatchBuilder::insertAfter(SourceRange Range, llvm::StringRef Text) {
  std::string Why;
  if (auto P = locate(Range.getEnd(), Why))
    add(*P->File, P->End, 0, P->File->indented(Text, ""));
  else
    fail(Why);
}

void PatchBuilder::addInclude(llvm::StringRef Header) {
  if (!llvm::is_contained(Includes, Header))
    Includes.push_back(Header.str());
}

/// Replaces \p Length bytes by \p Text, less what both have in common at
/// either end.
static Edit minimal(const FileText &File, unsigned Offset, unsigned Length,
                    llvm::StringRef Text) {
  llvm::StringRef Old = File.Code.substr(Offset, Length);
  while (!Old.empty() && !Text.empty() && Old.front() == Text.front()) {
    Old = Old.drop_front();
    Text = Text.drop_front();
    ++Offset;
  }
  while (!Old.empty() && !Text.empty() && Old.back() == Text.back()) {
    Old = Old.drop_back();
    Text = Text.drop_back();
  }
  return {File.Path, Offset, unsigned(Old.size()), Text.str()};
}

/// Adds the includes, sorts, and joins edits that touch, so that all are apart.
std::vector<PatchBuilder::Pending> PatchBuilder::settle(const FileText &File,
                                                        std::vector<Pending> Edits) {
  unsigned First = File.Code.size();
  for (const Pending &E : Edits)
    First = std::min(First, E.Offset);
  for (const std::string &Header : Includes)
    if (auto Where = placeInclude(File, Header, First))
      Edits.push_back({Where->first, 0, Where->second, Edits.size()});
  llvm::sort(Edits, [](const Pending &A, const Pending &B) {
    return std::tie(A.Offset, A.Length, A.Order) < std::tie(B.Offset, B.Length, B.Order);
  });
  std::vector<Pending> Joined;
  for (Pending &E : Edits) {
    unsigned End = Joined.empty() ? 0 : Joined.back().Offset + Joined.back().Length;
    if (Joined.empty() || End < E.Offset) {
      Joined.push_back(std::move(E));
      continue;
    }
    if (End > E.Offset)
      fail("overlap: two changes of one place");
    Joined.back().Length += E.Length;
    Joined.back().Text += E.Text;
  }
  return Joined;
}

void PatchBuilder::finish(const FileText &File, const std::vector<Pending> &Edits,
                          Patch &Result) {
  tooling::Replacements Ours;
  std::vector<std::pair<unsigned, unsigned>> Touched;
  long Shift = 0;
  for (const Pending &E : Edits) {
    llvm::cantFail(Ours.add({File.Path, E.Offset, E.Length, E.Text}));
    // The white space around inserted lines belongs to their neighbours.
    llvm::StringRef Text = llvm::StringRef(E.Text).ltrim();
    unsigned Begin = E.Offset + Shift + (E.Text.size() - Text.size());
    Touched.emplace_back(Begin, Begin + Text.rtrim().size());
    Shift += long(E.Text.size()) - long(E.Length);
  }
  std::string Changed = llvm::cantFail(tooling::applyAllReplacements(File.Code, Ours));
  Ours = Ours.merge(
      formatTouched(File, Touched, Changed,
                    Context.getSourceManager().getFileManager().getVirtualFileSystem()));
  for (const tooling::Replacement &R : Ours) {
    Edit E = minimal(File, R.getOffset(), R.getLength(), R.getReplacementText());
    if (E.Length || !E.Text.empty())
      Result.Edits.push_back(std::move(E));
  }
}

llvm::Expected<Patch> PatchBuilder::take() {
  Patch Result;
  if (ByFile.empty())
    fail("no-place: nothing to change");
  for (auto &[Path, Edits] : ByFile) {
    if (!Problem.empty())
      break;
    std::vector<Pending> Settled = settle(*Texts[Path], std::move(Edits));
    if (Problem.empty())
      finish(*Texts[Path], Settled, Result);
  }
  ByFile.clear();
  if (!Problem.empty())
    return llvm::createStringError(Problem);
  return Result;
}
