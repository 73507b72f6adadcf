// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Lists what a unit declares. Two declarations are the same thing in two
// versions if kind, qualified name and type agree; whether they say the same is
// a matter of their tokens, so that comments and layout do not count.
#include "hone/Versions/Versions.h"
#include "clang/AST/DeclFriend.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace hone {
namespace {

class Lister {
public:
  Lister(ASTContext &Context, const Project &P)
      : Context(Context), SM(Context.getSourceManager()), P(P) {}
  void list(const DeclContext &In);
  UnitVersion Out;

private:
  void add(const Decl &Whole, const NamedDecl &Named);
  void listMembers(const CXXRecordDecl &Class);
  bool place(SourceRange Written, Span &Where);
  const std::string &editablePath(FileID Id);
  std::string meaningOf(const Declared &D, const Decl &Whole);

  ASTContext &Context;
  const SourceManager &SM;
  const Project &P;
  std::map<FileID, std::string> Paths;
  std::string Namespaces;
  unsigned Depth = 0;
};

} // namespace

/// `#include` lines, as far as a line tells.
static void collectIncludes(llvm::StringRef Text, std::vector<std::string> &Out) {
  llvm::SmallVector<llvm::StringRef> Lines;
  Text.split(Lines, '\n');
  for (llvm::StringRef Line : Lines) {
    Line = Line.trim();
    llvm::StringRef Rest = Line;
    if (Rest.consume_front("#") && Rest.ltrim().starts_with("include"))
      Out.push_back(("#" + Rest.ltrim()).str());
  }
}

const std::string &Lister::editablePath(FileID Id) {
  auto [It, New] = Paths.try_emplace(Id);
  OptionalFileEntryRef File = New ? SM.getFileEntryRefForID(Id) : std::nullopt;
  if (!File || SrcMgr::isSystem(SM.getFileCharacteristic(SM.getLocForStartOfFile(Id))))
    return It->second;
  std::string Path = SM.getFileManager().getCanonicalName(*File).str();
  llvm::StringRef Text = SM.getBufferData(Id);
  if (!isEditable(P, Path, Text))
    return It->second;
  collectIncludes(Text, Out.Includes);
  Out.Files.push_back(Path);
  return It->second = Path;
}

/// Where the code stands as written; false if it is not in one editable file.
bool Lister::place(SourceRange Written, Span &Where) {
  CharSourceRange Range = SM.getExpansionRange(Written);
  if (Range.isInvalid())
    return false;
  FileID File = SM.getFileID(Range.getBegin());
  if (File != SM.getFileID(Range.getEnd()) || editablePath(File).empty())
    return false;
  Where.File = editablePath(File);
  Where.Begin = SM.getFileOffset(Range.getBegin());
  Where.End = SM.getFileOffset(
      Lexer::getLocForEndOfToken(Range.getEnd(), 0, SM, Context.getLangOpts()));
  Where.Line = SM.getExpansionLineNumber(Range.getBegin());
  Where.Column = SM.getExpansionColumnNumber(Range.getBegin());
  Where.EndLine = SM.getExpansionLineNumber(Range.getEnd());
  return Where.Begin < Where.End;
}

/// Byte ranges of function bodies inside a class: each function speaks for itself.
static void bodiesIn(const DeclContext &Class, const SourceManager &SM, const LangOptions &Options,
                     std::vector<std::pair<unsigned, unsigned>> &Out) {
  for (const Decl *D : Class.decls()) {
    const FunctionDecl *F = D->getAsFunction();
    if (F && F->doesThisDeclarationHaveABody() && !F->isImplicit()) {
      SourceRange Body = F->getBody()->getSourceRange();
      if (Body.isValid() && Body.getBegin().isFileID())
        Out.emplace_back(
            SM.getFileOffset(Body.getBegin()),
            SM.getFileOffset(Lexer::getLocForEndOfToken(Body.getEnd(), 0, SM, Options)));
    } else if (const auto *Inner = llvm::dyn_cast<CXXRecordDecl>(D); Inner && !Inner->isImplicit()) {
      bodiesIn(*Inner, SM, Options, Out);
    }
  }
}

std::string Lister::meaningOf(const Declared &D, const Decl &Whole) {
  std::vector<std::pair<unsigned, unsigned>> Bodies;
  if (const auto *T = llvm::dyn_cast<ClassTemplateDecl>(&Whole))
    bodiesIn(*T->getTemplatedDecl(), SM, Context.getLangOpts(), Bodies);
  else if (const auto *C = llvm::dyn_cast<CXXRecordDecl>(&Whole))
    bodiesIn(*C, SM, Context.getLangOpts(), Bodies);
  const char *Begin = D.Text.c_str();
  Lexer Raw(SourceLocation(), Context.getLangOpts(), Begin, Begin, Begin + D.Text.size());
  std::string Meaning;
  Token T;
  for (bool More = true; More;) {
    More = !Raw.LexFromRawLexer(T) && T.isNot(tok::eof);
    if (T.is(tok::eof))
      break;
    unsigned End = Raw.getBufferLocation() - Begin, First = End - T.getLength();
    unsigned At = D.Where.Begin + First;
    if (llvm::any_of(Bodies, [&](auto Body) { return At >= Body.first && At < Body.second; }))
      continue;
    Meaning.append(D.Text, First, End - First);
    Meaning += ' ';
  }
  return Meaning;
}

void Lister::add(const Decl &Whole, const NamedDecl &Named) {
  Declared D;
  // main is nobody's helper, and nameless things are known by what names them.
  if (!Named.getDeclName() || Named.isImplicit() || !place(Whole.getSourceRange(), D.Where))
    return;
  FileID File = SM.getFileID(SM.getExpansionLoc(Whole.getBeginLoc()));
  D.Text = SM.getBufferData(File).slice(D.Where.Begin, D.Where.End).str();
  D.Name = Named.getQualifiedNameAsString();
  D.Key = fmt::format("{} {}", Named.getDeclKindName(), D.Name);
  D.Namespaces = Namespaces;
  D.Depth = Depth;
  D.IsMember = Named.getDeclContext()->isRecord();
  if (const auto *F = llvm::dyn_cast<FunctionDecl>(&Named)) {
    D.Key += " " + F->getType().getCanonicalType().getAsString();
    if (F->getDescribedFunctionTemplate())
      D.Key += fmt::format(" template{}",
                           F->getDescribedFunctionTemplate()->getTemplateParameters()->size());
    FunctionTypeLoc Type = F->getFunctionTypeLoc();
    const Stmt *Body = F->doesThisDeclarationHaveABody() ? F->getBody() : nullptr;
    D.IsFunction = Body && Type && Type.getLParenLoc().isFileID() && Body->getBeginLoc().isFileID();
    if (D.IsFunction) {
      D.ParamsBegin = SM.getFileOffset(Type.getLParenLoc());
      D.BodyBegin = SM.getFileOffset(Body->getBeginLoc());
    } else {
      D.Key = "declaration of " + D.Key;
    }
  }
  if (const auto *Tag = llvm::dyn_cast<TagDecl>(&Named); Tag && !Tag->isThisDeclarationADefinition())
    D.Key = "declaration of " + D.Key;
  if (Named.getFormalLinkage() == Linkage::Internal)
    D.Key += " in " + P.relative(D.Where.File);
  D.Meaning = meaningOf(D, Whole);
  Out.All.push_back(std::move(D));
}

void Lister::listMembers(const CXXRecordDecl &Class) {
  for (const Decl *D : Class.decls()) {
    if (const auto *Inner = llvm::dyn_cast<CXXRecordDecl>(D); Inner && !Inner->isImplicit())
      listMembers(*Inner);
    const FunctionDecl *F = D->getAsFunction();
    if (F && F->isThisDeclarationADefinition() && F->doesThisDeclarationHaveABody())
      add(*D, *F);
  }
}

void Lister::list(const DeclContext &In) {
  for (const Decl *D : In.decls()) {
    if (D->isImplicit() || D->getLocation().isInvalid() || SM.isInSystemHeader(D->getLocation()))
      continue;
    if (const auto *Space = llvm::dyn_cast<NamespaceDecl>(D)) {
      std::string Outer = Namespaces;
      Namespaces += fmt::format("{}namespace {}{{ ", Space->isInline() ? "inline " : "",
                                Space->isAnonymousNamespace() ? "" : Space->getName().str() + " ");
      ++Depth;
      list(*Space);
      --Depth;
      Namespaces = Outer;
    } else if (const auto *Linkage = llvm::dyn_cast<LinkageSpecDecl>(D)) {
      list(*Linkage);
    } else if (const auto *T = llvm::dyn_cast<TemplateDecl>(D); T && T->getTemplatedDecl()) {
      add(*D, *T->getTemplatedDecl());
      if (const auto *Class = llvm::dyn_cast<CXXRecordDecl>(T->getTemplatedDecl()))
        listMembers(*Class);
    } else if (const auto *Named = llvm::dyn_cast<NamedDecl>(D)) {
      if (!llvm::isa<UsingDirectiveDecl>(Named))
        add(*D, *Named);
      if (const auto *Class = llvm::dyn_cast<CXXRecordDecl>(D))
        listMembers(*Class);
    }
  }
}

UnitVersion describeVersion(ASTContext &Context, const Project &P) {
  Lister L(Context, P);
  L.list(*Context.getTranslationUnitDecl());
  return std::move(L.Out);
}

} // namespace hone
