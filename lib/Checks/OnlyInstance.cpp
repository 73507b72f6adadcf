// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A template whose definition no other unit sees can be instantiated in this one only. Where that happens
// once, and no other configuration or branch could do it otherwise, what is right for the instance is right for the template.
#include "OnlyInstance.h"
#include "hone/Analysis/Configurations.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprConcepts.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/StringSet.h"

using namespace clang;

namespace hone {
namespace {

/// What makes one instance of a template say less, or something else, than another.
class Choices : public RecursiveASTVisitor<Choices> {
public:
  bool VisitIfStmt(IfStmt *S) { return !(Found |= S->isConstexpr() || S->isConsteval()); }
  bool VisitRequiresExpr(RequiresExpr *) { return !(Found = true); }
  bool VisitConceptSpecializationExpr(ConceptSpecializationExpr *) { return !(Found = true); }
  bool VisitLambdaExpr(LambdaExpr *) { return !(Found = true); }
  bool VisitDecltypeTypeLoc(DecltypeTypeLoc) { return !(Found = true); }
  bool Found = false;
};

/// Whether another configuration of the unit may have other types.
bool mayBeConfigured(const ASTContext &C) {
  return anyOwnFile(C, [&](FileID Id, llvm::StringRef) { return hasConditionals(Id, C); });
}

/// Whether no other file includes a file of this name.
bool isNoHeader(llvm::StringRef Name) {
  return llvm::is_contained({"cpp", "cc", "cxx", "c++", "C"}, Name.rsplit('.').second);
}

llvm::StringSet<> wordsOf(llvm::StringRef Text, const LangOptions &Options) {
  llvm::StringSet<> Words;
  std::string Code = Text.str();
  Lexer L(SourceLocation(), Options, Code.data(), Code.data(), Code.data() + Code.size());
  Token T;
  for (bool Done = false; !Done;) {
    Done = L.LexFromRawLexer(T);
    if (T.is(tok::raw_identifier))
      Words.insert(T.getRawIdentifier());
  }
  return Words;
}

/// Whether a branch of the main file that is compiled only for some types or targets names \p Template: it may make another
/// instance.
bool isNamedByChoice(const FunctionTemplateDecl &Template, const ASTContext &C) {
  struct Branches : RecursiveASTVisitor<Branches> {
    explicit Branches(const ASTContext &C, llvm::StringRef Name) : C(C), Name(Name) {}
    bool VisitIfStmt(IfStmt *S) {
      CharSourceRange Whole = CharSourceRange::getTokenRange(C.getSourceManager().getExpansionRange(S->getSourceRange()).getAsRange());
      Found |= S->isConstexpr() && wordsOf(Lexer::getSourceText(Whole, C.getSourceManager(), C.getLangOpts()), C.getLangOpts()).contains(Name);
      return !Found;
    }
    const ASTContext &C;
    llvm::StringRef Name;
    bool Found = false;
  } Made(C, Template.getName());
  const SourceManager &SM = C.getSourceManager();
  for (Decl *D : C.getTranslationUnitDecl()->decls())
    if (!Made.Found && SM.isWrittenInMainFile(SM.getExpansionLoc(D->getLocation())))
      Made.TraverseDecl(D);
  return Made.Found;
}

} // namespace

bool isOnlyInstance(const FunctionDecl &F, const ASTContext &C) {
  const SourceManager &SM = C.getSourceManager();
  const FunctionTemplateDecl *Template = F.getPrimaryTemplate();
  const FunctionDecl *Pattern = F.getTemplateInstantiationPattern();
  auto Main = SM.getFileEntryRefForID(SM.getMainFileID());
  if (!Template || !Template->getDeclName().isIdentifier() || !Pattern || !Pattern->hasBody() || !Main || !isNoHeader(Main->getName()) ||
      Template->getInstantiatedFromMemberTemplate() || !F.getDeclContext()->isFileContext() ||
      !SM.isWrittenInMainFile(Pattern->getLocation()))
    return false;
  for (const FunctionDecl *Each : Template->specializations()) {
    TemplateSpecializationKind Kind = Each->getTemplateSpecializationKind();
    bool IsF = Each->getCanonicalDecl() == F.getCanonicalDecl();
    // What is specialized has a text of its own; what is only named has none.
    if (Kind == TSK_ExplicitInstantiationDeclaration || (!IsF && Kind != TSK_ExplicitSpecialization && Each->isDefined()))
      return false;
  }
  Choices Made;
  Made.TraverseDecl(const_cast<FunctionDecl *>(Pattern));
  return !Made.Found && !isNamedByChoice(*Template, C) && !mayBeConfigured(C);
}

bool keepsToItsWords(const Patch &Fix, const FunctionDecl &F, const ASTContext &C) {
  CharSourceRange Whole = CharSourceRange::getTokenRange(F.getSourceRange());
  llvm::StringSet<> Known = wordsOf(Lexer::getSourceText(Whole, C.getSourceManager(), C.getLangOpts()), C.getLangOpts());
  Known.insert("const");
  Known.insert("auto");
  return llvm::all_of(Fix.Edits, [&](const Edit &E) {
    return llvm::all_of(wordsOf(E.Text, C.getLangOpts()), [&](const auto &Word) { return Known.contains(Word.getKey()); });
  });
}

} // namespace hone
