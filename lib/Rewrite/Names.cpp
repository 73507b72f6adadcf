// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// New names, and old types in the file's own words. A fresh name is compared
// with every word of the function's text, which costs nothing and covers what
// the AST hides (labels, other branches of the preprocessor), and with what a
// -Wshadow -Werror build would object to.
#include "FileText.h"
#include "hone/Rewrite/PatchBuilder.h"
#include "clang/AST/ParentMapContext.h"
#include "clang/AST/QualTypeNames.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/Support/Regex.h"

using namespace clang;
using namespace hone;

const FunctionDecl *hone::outermostFunction(const Stmt &At, ASTContext &Context) {
  const FunctionDecl *Result = nullptr;
  DynTypedNode Node = DynTypedNode::create(At);
  while (true) {
    auto Parents = Context.getParents(Node);
    if (Parents.empty())
      return Result;
    Node = Parents[0];
    if (const auto *Function = Node.get<FunctionDecl>())
      Result = Function;
  }
}

/// The innermost context of declarations around \p At.
static const DeclContext *contextOf(const Stmt &At, ASTContext &Context) {
  const FunctionDecl *Function = outermostFunction(At, Context);
  return Function ? static_cast<const DeclContext *>(Function)
                  : Context.getTranslationUnitDecl();
}

namespace {
struct Excerpt {
  std::shared_ptr<const FileText> File;
  unsigned Begin = 0, End = 0;
};

/// Names the AST mentions: those that come out of macros.
class NameCollector : public RecursiveASTVisitor<NameCollector> {
public:
  explicit NameCollector(llvm::StringSet<> &Names) : Names(Names) {}
  bool VisitVarDecl(VarDecl *D) { return add(D); }
  bool VisitTypeDecl(TypeDecl *D) { return add(D); }
  bool VisitDeclRefExpr(DeclRefExpr *E) { return E->hasQualifier() || add(E->getDecl()); }
  bool VisitMemberExpr(MemberExpr *E) {
    return !E->isImplicitAccess() || E->hasQualifier() || add(E->getMemberDecl());
  }
  bool shouldVisitImplicitCode() const { return true; }

private:
  bool add(const NamedDecl *D) {
    if (const IdentifierInfo *Name = D->getIdentifier())
      Names.insert(Name->getName());
    return true;
  }
  llvm::StringSet<> &Names;
};
} // namespace

/// The text of the whole function around \p At; of \p At itself if it is in none.
static Excerpt excerpt(const Stmt &At, ASTContext &Context) {
  const SourceManager &SM = Context.getSourceManager();
  const FunctionDecl *Function = outermostFunction(At, Context);
  SourceRange Range = Function ? Function->getSourceRange() : At.getSourceRange();
  SourceLocation Begin = SM.getFileLoc(Range.getBegin()), End = SM.getFileLoc(Range.getEnd());
  Excerpt Result;
  Result.File = FileText::of(Context, SM.getFileID(Begin));
  Result.Begin = SM.getFileOffset(Begin);
  Result.End = SM.getFileID(End) == SM.getFileID(Begin)
                   ? SM.getFileOffset(End) +
                         Lexer::MeasureTokenLength(End, SM, Context.getLangOpts())
                   : Result.File->Code.size();
  return Result;
}

/// The data and types of a class: a local may be called as a function that is
/// not named here.
static void addMembers(const CXXRecordDecl &Record, llvm::StringSet<> &Names, unsigned Depth = 0) {
  if (!Record.hasDefinition() || Depth > 16)
    return;
  for (const Decl *D : Record.getDefinition()->decls())
    if (const auto *Named = dyn_cast<NamedDecl>(D); Named && !isa<FunctionDecl>(D))
      if (const IdentifierInfo *Name = Named->getIdentifier())
        Names.insert(Name->getName());
  for (const CXXBaseSpecifier &Base : Record.getDefinition()->bases())
    if (const CXXRecordDecl *Parent = Base.getType()->getAsCXXRecordDecl())
      addMembers(*Parent, Names, Depth + 1);
}

/// Names that a local called the same would hide, as -Wshadow counts.
static bool hidesOuter(const DeclContext *From, const IdentifierInfo &Name) {
  for (const DeclContext *C = From; C; C = C->getParent())
    if (C->isFileContext())
      for (const NamedDecl *D : C->getRedeclContext()->lookup(DeclarationName(&Name)))
        if (isa<VarDecl, TypeDecl, ClassTemplateDecl, NamespaceDecl>(D->getUnderlyingDecl()))
          return true;
  return false;
}

std::string hone::freshName(const Stmt &At, ASTContext &Context, llvm::StringRef Wanted) {
  llvm::StringSet<> Taken;
  return freshName(At, Context, Wanted, Taken);
}

std::string hone::freshName(const Stmt &At, ASTContext &Context, llvm::StringRef Wanted,
                            llvm::StringSet<> &Taken) {
  llvm::StringSet<> Used;
  Excerpt Text = excerpt(At, Context);
  auto Qualifies = [](tok::TokenKind Kind) {
    return Kind == tok::period || Kind == tok::arrow || Kind == tok::coloncolon;
  };
  llvm::ArrayRef<RawToken> Tokens = Text.File->Tokens;
  for (std::size_t I = 0; I < Tokens.size(); ++I)
    if (Tokens[I].Kind == tok::raw_identifier && Tokens[I].Offset >= Text.Begin &&
        Tokens[I].Offset < Text.End && !(I > 0 && Qualifies(Tokens[I - 1].Kind)))
      Used.insert(Text.File->text(Tokens[I]));
  if (const FunctionDecl *Function = outermostFunction(At, Context))
    NameCollector(Used).TraverseDecl(const_cast<FunctionDecl *>(Function));
  const DeclContext *Around = contextOf(At, Context);
  for (const DeclContext *C = Around; C; C = C->getParent())
    if (const auto *Record = dyn_cast<CXXRecordDecl>(C))
      addMembers(*Record, Used);

  // Macros of the GNU dialects, which another compiler of the project may speak.
  for (llvm::StringRef Dialect : {"linux", "unix", "i386", "sun", "sparc", "mips", "arm", "vax"})
    Used.insert(Dialect);

  std::string Base = Wanted.empty() ? "value" : Wanted.str();
  for (unsigned I = 1;; ++I) {
    std::string Name = I == 1 ? Base : Base + std::to_string(I);
    const IdentifierInfo &Id = Context.Idents.get(Name);
    if (Used.contains(Name) || Taken.contains(Name) || Id.hadMacroDefinition() ||
        Id.getTokenID() != tok::identifier || hidesOuter(Around, Id))
      continue;
    Taken.insert(Name);
    return Name;
  }
}

static const NamespaceDecl *stdNamespace(ASTContext &Context) {
  for (const NamedDecl *D : Context.getTranslationUnitDecl()->lookup(
           DeclarationName(&Context.Idents.get("std"))))
    if (const auto *Namespace = dyn_cast<NamespaceDecl>(D))
      return Namespace;
  return nullptr;
}

/// A `using namespace std` in force at \p At.
static bool usesStd(const Stmt &At, ASTContext &Context) {
  const SourceManager &SM = Context.getSourceManager();
  for (const DeclContext *C = contextOf(At, Context); C; C = C->getParent())
    for (const UsingDirectiveDecl *Using : C->using_directives())
      if (Using->getNominatedNamespace() &&
          Using->getNominatedNamespace()->isStdNamespace() &&
          SM.isBeforeInTranslationUnit(Using->getLocation(), At.getBeginLoc()))
        return true;
  return false;
}

/// What an unqualified \p Name outside of namespace std would find.
static bool foundOutside(const DeclContext *From, const IdentifierInfo &Name) {
  for (const DeclContext *C = From; C; C = C->getParent())
    if ((C->isFileContext() || C->isRecord()) &&
        !C->getRedeclContext()->lookup(DeclarationName(&Name)).empty())
      return true;
  return false;
}

std::string hone::stdName(llvm::StringRef Name, const Stmt &At, ASTContext &Context) {
  if (usesStd(At, Context) && !foundOutside(contextOf(At, Context), Context.Idents.get(Name)) &&
      freshName(At, Context, Name) == Name)
    return Name.str();
  return "std::" + Name.str();
}

/// Whether a macro called \p Name with a parenthesis behind it may be in force somewhere: one is defined, or a file of the
/// project has a line that would, were it read.
static bool mayBeMacro(llvm::StringRef Name, ASTContext &Context) {
  if (Context.Idents.get(Name).hadMacroDefinition())
    return true;
  const SourceManager &SM = Context.getSourceManager();
  const llvm::Regex Lines(("^[ \t]*#[ \t]*(define[ \t]+" + Name + "\\(|include[ \t]*[<\"](windows|winsock2?|ws2tcpip|windef|afx[a-z]*)\\.h[>\"])").str(),
                          llvm::Regex::Newline | llvm::Regex::IgnoreCase);
  for (unsigned I = 0, N = SM.local_sloc_entry_size(); I < N; ++I) {
    const SrcMgr::SLocEntry &Entry = SM.getLocalSLocEntry(I);
    if (!Entry.isFile() || Entry.getFile().getFileCharacteristic() != SrcMgr::C_User)
      continue;
    const FileID Id = SM.getFileID(SourceLocation::getFromRawEncoding(Entry.getOffset()));
    const std::optional<llvm::StringRef> Text = SM.getBufferDataOrNone(Id);
    if (Text && (Text->contains("include") || Text->contains("define")) && Lines.match(*Text))
      return true;
  }
  return false;
}

std::string hone::stdCall(llvm::StringRef Name, const Stmt &At, ASTContext &Context, llvm::StringRef Type) {
  if (!Type.empty())
    return stdName(Name, At, Context) + "<" + Type.str() + ">(";
  return mayBeMacro(Name, Context) ? "(std::" + Name.str() + ")(" : stdName(Name, At, Context) + "(";
}

/// For a name that is both ::Name and std::Name (size_t, uint8_t): as the file
/// spells it most.
static std::string cOrStdName(llvm::StringRef Name, const Stmt &At, ASTContext &Context) {
  const IdentifierInfo &Id = Context.Idents.get(Name);
  const NamespaceDecl *Std = stdNamespace(Context);
  bool InStd = Std && !Std->lookup(DeclarationName(&Id)).empty();
  bool Global = !Context.getTranslationUnitDecl()->lookup(DeclarationName(&Id)).empty();
  if (!InStd)
    return Global ? Name.str() : "";
  Excerpt Text = excerpt(At, Context);
  unsigned Qualified = 0, Bare = 0;
  llvm::ArrayRef<RawToken> Tokens = Text.File->Tokens;
  for (std::size_t I = 0; I < Tokens.size(); ++I)
    if (Tokens[I].Kind == tok::raw_identifier && Text.File->text(Tokens[I]) == Name)
      ++(I > 0 && Tokens[I - 1].Kind == tok::coloncolon ? Qualified : Bare);
  if (Global && (Bare > Qualified || (!Qualified && usesStd(At, Context))))
    return Name.str();
  return "std::" + Name.str();
}

/// True if every class around \p D lets code in \p From name it.
static bool isReachable(const Decl &D, const DeclContext *From) {
  const Decl *Inner = &D;
  for (const DeclContext *C = D.getDeclContext(); C && !C->isTranslationUnit();
       C = C->getParent()) {
    if (C->isFunctionOrMethod())
      return C->Encloses(From) || C == From;
    if (const auto *Record = dyn_cast<CXXRecordDecl>(C)) {
      if (isa<ClassTemplateSpecializationDecl>(Record) || Record->isDependentType())
        return Record->Encloses(From);
      if (Inner->getAccess() != AS_public && Inner->getAccess() != AS_none &&
          !Record->Encloses(From))
        return false;
    }
    Inner = cast<Decl>(C);
  }
  return true;
}

/// Whether \p Record or one of its bases has a member of this name.
static bool hasMember(const CXXRecordDecl &Record, DeclarationName Name, unsigned Depth = 0) {
  if (!Record.hasDefinition() || Depth > 16 || !Record.lookup(Name).empty())
    return true;
  return llvm::any_of(Record.getDefinition()->bases(), [&](const CXXBaseSpecifier &Base) {
    const CXXRecordDecl *Parent = Base.getType()->getAsCXXRecordDecl();
    return !Parent || hasMember(*Parent, Name, Depth + 1);
  });
}

/// Whether code in \p From that says the name of \p Outer, which a scope around
/// declares, finds something else first.
static bool isHidden(const NamedDecl &Outer, const DeclContext *From) {
  const DeclContext *Home = Outer.getDeclContext()->getRedeclContext();
  for (const DeclContext *C = From; C && !C->getRedeclContext()->Equals(Home); C = C->getParent()) {
    if (const auto *Record = dyn_cast<CXXRecordDecl>(C)) {
      if (hasMember(*Record, Outer.getDeclName()))
        return true;
    } else if (C->isFunctionOrMethod()) {
      for (const Decl *D : C->decls())
        if (const auto *Named = dyn_cast<NamedDecl>(D); Named && Named->getDeclName() == Outer.getDeclName())
          return true;
    } else if (!C->getRedeclContext()->lookup(Outer.getDeclName()).empty()) {
      return true;
    }
  }
  return false;
}

/// Whether the name of a type needs the word struct or enum: a function has it too.
static bool isShared(const NamedDecl &D) {
  const DeclContext *Home = D.getDeclContext()->getRedeclContext();
  return llvm::any_of(Home->lookup(D.getDeclName()), [](const NamedDecl *Other) {
    return isa<ValueDecl, FunctionTemplateDecl>(Other->getUnderlyingDecl());
  });
}

/// \p D as code in \p From would name it: without the scopes both are in.
static std::string nameOf(const NamedDecl &D, const DeclContext *From) {
  std::string Result = D.getNameAsString();
  const NamedDecl *First = &D;
  if (Result.empty() || isShared(D))
    return "";
  for (const DeclContext *C = D.getDeclContext(); C && !C->isTranslationUnit();
       C = C->getParent()) {
    if (C->Encloses(From) || C->isFunctionOrMethod())
      break;
    const auto *Scope = dyn_cast<NamedDecl>(C);
    if (!Scope)
      continue; // extern "C" { } and export { } are no scopes.
    if (const auto *Namespace = dyn_cast<NamespaceDecl>(Scope);
        Namespace && (Namespace->isInline() || Namespace->isAnonymousNamespace()))
      continue;
    if (!Scope->getIdentifier())
      return "";
    Result = Scope->getName().str() + "::" + Result;
    First = Scope;
  }
  if (!isHidden(*First, From))
    return Result;
  return First->getDeclContext()->getRedeclContext()->isTranslationUnit() ? "::" + Result : "";
}

static std::string spell(QualType T, const Stmt &At, ASTContext &Context);

static std::string spellNamed(const NamedDecl &D, const Stmt &At, ASTContext &Context) {
  const DeclContext *From = contextOf(At, Context);
  if (!D.getIdentifier() || !isReachable(D, From))
    return "";
  const DeclContext *Home = D.getDeclContext()->getRedeclContext();
  const NamespaceDecl *Std = stdNamespace(Context);
  bool AlsoStd = Std && !Std->lookup(D.getDeclName()).empty();
  if (Home->isTranslationUnit() && AlsoStd)
    return cOrStdName(D.getName(), At, Context);
  if (Home->isStdNamespace())
    return Context.getTranslationUnitDecl()->lookup(D.getDeclName()).empty()
               ? stdName(D.getName(), At, Context)
               : cOrStdName(D.getName(), At, Context);
  return nameOf(D, From);
}

static std::string spellTypedef(const TypedefType &T, const Stmt &At, ASTContext &Context) {
  const TypedefNameDecl &D = *T.getDecl();
  bool IsSize = Context.hasSameType(QualType(&T, 0), Context.getSizeType());
  if (IsSize && (D.getName() == "size_type" || D.getName() == "size_t"))
    return cOrStdName("size_t", At, Context);
  // Names inside the library's own classes are nobody's words.
  bool Internal = D.getName().starts_with("_") || D.getDeclContext()->isRecord();
  const auto *Record = dyn_cast<CXXRecordDecl>(D.getDeclContext());
  if (Internal && !(Record && Record->Encloses(contextOf(At, Context))))
    return spell(D.getUnderlyingType(), At, Context);
  std::string Name = spellNamed(D, At, Context);
  return Name.empty() ? spell(D.getUnderlyingType(), At, Context) : Name;
}

/// Whether the file says `unsigned` more often than `unsigned int`.
static bool saysUnsignedAlone(const Stmt &At, ASTContext &Context) {
  Excerpt Text = excerpt(At, Context);
  int Alone = 0;
  llvm::ArrayRef<RawToken> Tokens = Text.File->Tokens;
  for (std::size_t I = 0; I + 1 < Tokens.size(); ++I) {
    if (Text.File->text(Tokens[I]) != "unsigned" || !Tokens[I].isCode())
      continue;
    llvm::StringRef Next = Text.File->text(Tokens[I + 1]);
    Alone += Next == "int" ? -1 : Next != "char" && Next != "short" && Next != "long";
  }
  return Alone > 0;
}

/// `std::vector<int>` with the arguments that are written, each as it can be said here.
static std::string spellTemplate(const TemplateSpecializationType &T, const Stmt &At,
                                 ASTContext &Context) {
  const TemplateDecl *Template = T.getTemplateName().getAsTemplateDecl();
  if (!Template || !isa<ClassTemplateDecl>(Template))
    return "";
  std::string Arguments;
  for (const TemplateArgument &A : T.template_arguments()) {
    std::string Text;
    if (A.getKind() == TemplateArgument::Type)
      Text = spell(A.getAsType(), At, Context);
    else if (A.getKind() == TemplateArgument::Expression)
      if (const auto *Number = dyn_cast<IntegerLiteral>(A.getAsExpr()->IgnoreParenImpCasts()))
        Text = llvm::toString(Number->getValue(), 10, false);
    if (Text.empty())
      return "";
    Arguments += (Arguments.empty() ? "" : ", ") + Text;
  }
  std::string Name = spellNamed(*cast<ClassTemplateDecl>(Template)->getTemplatedDecl(), At, Context);
  return Name.empty() ? "" : Name + "<" + Arguments + ">";
}

static std::string spell(QualType T, const Stmt &At, ASTContext &Context) {
  std::string Const = T.isLocalConstQualified() ? "const " : "";
  if (T.isLocalVolatileQualified() || T.isLocalRestrictQualified() || T.hasAddressSpace())
    return "";
  const Type *Ty = T.getTypePtr();
  if (const auto *Typedef = dyn_cast<TypedefType>(Ty)) {
    std::string Name = spellTypedef(*Typedef, At, Context);
    return Name.empty() ? "" : Const + Name;
  }
  if (const auto *Pointer = dyn_cast<PointerType>(Ty)) {
    QualType Pointee = Pointer->getPointeeType();
    std::string Name = Pointee->isFunctionType() || Pointee->isArrayType()
                           ? ""
                           : spell(Pointee, At, Context);
    if (Name.empty())
      return "";
    Name += Name.back() == '*' ? "*" : " *";
    return Const.empty() ? Name : Name + "const ";
  }
  if (const auto *Special = dyn_cast<TemplateSpecializationType>(Ty); Special && !Special->isTypeAlias()) {
    std::string Name = spellTemplate(*Special, At, Context);
    return Name.empty() ? "" : Const + Name;
  }
  if (T->isSpecificBuiltinType(BuiltinType::UInt) && saysUnsignedAlone(At, Context))
    return Const + "unsigned";
  if (isa<BuiltinType>(Ty))
    return Const + T.getUnqualifiedType().getAsString(Context.getPrintingPolicy());
  if (const auto *Using = dyn_cast<UsingType>(Ty))
    return Const.empty() ? spell(Using->desugar(), At, Context) : "";
  if (isa<PredefinedSugarType>(Ty) && Context.hasSameType(T, Context.getSizeType()))
    return Const + cOrStdName("size_t", At, Context);
  if (const auto *Tag = dyn_cast<TagType>(Ty)) {
    if (isa<ClassTemplateSpecializationDecl>(Tag->getDecl()))
      return "";
    std::string Name = spellNamed(*Tag->getDecl(), At, Context);
    return Name.empty() ? "" : Const + Name;
  }
  QualType Next = T.getSingleStepDesugaredType(Context);
  return Next == T ? "" : spell(Next, At, Context);
}

std::string hone::typeText(QualType T, const Stmt &At, ASTContext &Context) {
  T = T.getNonReferenceType();
  if (T.isNull() || T->isDependentType())
    return "";
  T.removeLocalConst();
  std::string Text = spell(T, At, Context);
  // A const that a typedef carries would be said twice.
  return T.isConstQualified() && !llvm::StringRef(Text).starts_with("const ") ? "" : Text;
}

bool hone::hasPragma(const Stmt &At, ASTContext &Context, llvm::StringRef Kind) {
  const SourceManager &SM = Context.getSourceManager();
  if (!FileText::mayHavePragma(Context, SM.getFileID(SM.getFileLoc(At.getBeginLoc())), Kind))
    return false;
  Excerpt Text = excerpt(At, Context);
  const RawToken *Before = Text.File->codeBefore(Text.Begin);
  unsigned From = Before ? Before->end() : 0;
  llvm::ArrayRef<RawToken> Tokens = Text.File->Tokens;
  for (std::size_t I = Text.File->tokenAt(From); I + 1 < Tokens.size(); ++I) {
    if (Tokens[I].Offset >= Text.End)
      return false;
    if ((Tokens[I].InDirective && Text.File->text(Tokens[I]) == "pragma" &&
         Text.File->text(Tokens[I + 1]) == Kind) ||
        (Text.File->text(Tokens[I]) == "_Pragma"))
      return true;
  }
  return false;
}

bool hone::hasDirective(SourceRange Range, ASTContext &Context) {
  const SourceManager &SM = Context.getSourceManager();
  SourceLocation Begin = SM.getFileLoc(Range.getBegin()), End = SM.getFileLoc(Range.getEnd());
  if (Begin.isInvalid() || SM.getFileID(Begin) != SM.getFileID(End))
    return true;
  FileText File(Context, SM.getFileID(Begin), SM.getFileOffset(Begin), SM.getFileOffset(End));
  return llvm::any_of(File.Tokens, [](const RawToken &T) { return T.InDirective; });
}

bool hone::mentionsMacro(SourceRange Range, ASTContext &Context) {
  const SourceManager &SM = Context.getSourceManager();
  SourceLocation Begin = SM.getFileLoc(Range.getBegin()), End = SM.getFileLoc(Range.getEnd());
  if (Begin.isInvalid() || SM.getFileID(Begin) != SM.getFileID(End))
    return true;
  FileText File(Context, SM.getFileID(Begin), SM.getFileOffset(Begin), SM.getFileOffset(End));
  return llvm::any_of(File.Tokens, [&](const RawToken &T) {
    auto Name = Context.Idents.find(File.text(T));
    return T.InDirective || (Name != Context.Idents.end() && Name->second->hadMacroDefinition());
  });
}

unsigned hone::countComments(SourceRange Range, ASTContext &Context) {
  const SourceManager &SM = Context.getSourceManager();
  SourceLocation Begin = SM.getFileLoc(Range.getBegin()), End = SM.getFileLoc(Range.getEnd());
  FileText File(Context, SM.getFileID(Begin), SM.getFileOffset(Begin), SM.getFileOffset(End));
  return llvm::count_if(File.Tokens, [](const RawToken &T) { return T.Kind == tok::comment; });
}

bool hone::bindsToName(const Stmt &At, ASTContext &Context) {
  const SourceManager &SM = Context.getSourceManager();
  StringRef Text = SM.getBufferData(SM.getFileID(SM.getExpansionLoc(At.getBeginLoc())));
  auto IsWord = [](char C) { return llvm::isAlnum(C) || C == '_' || C == '>'; };
  int ToName = 0;
  for (std::size_t I = 2; I + 2 < Text.size(); ++I) {
    if (Text[I] != '&' && Text[I] != '*')
      continue;
    // `a & b` and `a &= b` are neither.
    ToName += IsWord(Text[I - 2]) && Text[I - 1] == ' ' && IsWord(Text[I + 1]);
    ToName -= IsWord(Text[I - 1]) && Text[I + 1] == ' ' && IsWord(Text[I + 2]);
  }
  return ToName >= 0;
}
