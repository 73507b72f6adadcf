// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Calls may be chosen anew when the type of a function changes: overloads, a
// hidden function of a base class, functions that arguments bring with them. So
// nothing else of the name may be in sight.

#include "FunctionUses.h"
#include "LoopContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace clang;

namespace hone {
namespace {

Refusal no(const char *Code, const std::string &Text, SourceLocation At) { return {Code, Text, At}; }

/// Everything in the unit's own code that knows the function.
class Mentions : public RecursiveASTVisitor<Mentions> {
public:
  Mentions(const FunctionDecl &F, const SourceManager &SM) : F(F), SM(SM) {}

  bool TraverseDecl(Decl *D) {
    if (D && SM.isInSystemHeader(D->getLocation()))
      return true;
    return RecursiveASTVisitor::TraverseDecl(D);
  }
  bool VisitCallExpr(CallExpr *Call) {
    if (is(Call->getDirectCallee())) {
      Calls.push_back(Call);
      Called.insert(Call->getCallee()->IgnoreParenImpCasts());
    }
    return true;
  }
  bool VisitDeclRefExpr(DeclRefExpr *R) { return say(*R->getDecl(), R->getLocation()), use(*R, R->getDecl()); }
  bool VisitMemberExpr(MemberExpr *M) { return say(*M->getMemberDecl(), M->getMemberLoc()), use(*M, M->getMemberDecl()); }
  bool VisitNamedDecl(NamedDecl *D) { return say(*D, D->getLocation()), true; }
  /// Which function a template calls is decided where it is instantiated.
  bool VisitOverloadExpr(OverloadExpr *E) { return name(E->getName(), E->getNameLoc()); }
  bool VisitCXXDependentScopeMemberExpr(CXXDependentScopeMemberExpr *E) {
    return name(E->getMember(), E->getMemberLoc());
  }
  bool VisitDependentScopeDeclRefExpr(DependentScopeDeclRefExpr *E) {
    return name(E->getDeclName(), E->getLocation());
  }
  bool VisitFunctionDecl(FunctionDecl *Other) {
    // Those of other classes are never looked for where this one is found.
    bool Beside = !llvm::isa<CXXMethodDecl>(Other) && !llvm::isa<CXXMethodDecl>(F);
    if (Beside && !is(Other) && Other->getDeclName() == F.getDeclName() && !Other->isImplicit())
      say("overloaded", "another function has this name", Other->getLocation());
    if (is(Other) && Other->getFriendObjectKind() != Decl::FOK_None)
      say("friend", "a class declares the function its friend", Other->getLocation());
    return true;
  }
  bool VisitUsingDecl(UsingDecl *U) {
    for (const UsingShadowDecl *Shadow : U->shadows())
      if (Shadow->getDeclName() == F.getDeclName())
        say("overloaded", "a using-declaration has this name", U->getLocation());
    return true;
  }

  bool VisitUsingDirectiveDecl(UsingDirectiveDecl *U) {
    const NamespaceDecl *Named = U->getNominatedNamespace();
    if (llvm::any_of(Named->lookup(F.getDeclName()), [&](const NamedDecl *D) { return !is(D); }))
      say("overloaded", "a namespace that is used has this name", U->getLocation());
    return true;
  }

  std::vector<const CallExpr *> Calls;
  llvm::DenseSet<SourceLocation> Said; ///< Where the unit says the name, of whomever.
  std::optional<Refusal> Found;

private:
  void say(const NamedDecl &D, SourceLocation At) {
    if (At.isValid() && D.getDeclName() == F.getDeclName())
      Said.insert(SM.getSpellingLoc(At));
  }
  bool is(const Decl *D) const { return D && D->getCanonicalDecl() == F.getCanonicalDecl(); }
  void say(const char *Code, const char *Text, SourceLocation At) {
    if (!Found)
      Found = no(Code, Text, At);
  }
  bool use(const Expr &E, const Decl *D) {
    if (is(D) && !Called.count(&E))
      say("address-taken", "the function is used otherwise than by calling it", E.getExprLoc());
    return true;
  }
  bool name(DeclarationName Name, SourceLocation At) {
    if (Name == F.getDeclName())
      say("dependent-call", "a template calls something of this name", At);
    return true;
  }

  const FunctionDecl &F;
  const SourceManager &SM;
  llvm::SmallPtrSet<const Expr *, 8> Called;
};

/// The namespaces where arguments of type \p T make calls look for functions.
void addNamespaces(QualType T, llvm::SmallPtrSetImpl<const DeclContext *> &Found, unsigned Depth = 0) {
  T = T.getNonReferenceType();
  while (T->isPointerType())
    T = T->getPointeeType();
  const TagDecl *D = T->getAsTagDecl();
  if (!D || Depth > 4)
    return;
  for (const DeclContext *In = D->getDeclContext(); In; In = In->getParent())
    if (In->isFileContext())
      Found.insert(In->getRedeclContext());
  if (const auto *Spec = llvm::dyn_cast<ClassTemplateSpecializationDecl>(D))
    for (const TemplateArgument &A : Spec->getTemplateArgs().asArray())
      if (A.getKind() == TemplateArgument::Type)
        addNamespaces(A.getAsType(), Found, Depth + 1);
}

/// Uses of parameters in the declaration alone: in `-> decltype(s)`, in another's default.
class DeclaredUses : public RecursiveASTVisitor<DeclaredUses> {
public:
  explicit DeclaredUses(unsigned I) : I(I) {}
  bool TraverseCompoundStmt(CompoundStmt *) { return true; } // The body.
  bool VisitDeclRefExpr(DeclRefExpr *R) {
    const auto *P = llvm::dyn_cast<ParmVarDecl>(R->getDecl());
    Found |= P && P->getFunctionScopeIndex() == I;
    return !Found;
  }
  bool Found = false;

private:
  unsigned I;
};

} // namespace

/// The file names the function where the compiler saw nothing: where other macros are defined,
/// it may be used otherwise.
static std::optional<Refusal> findUnseen(const FunctionDecl &F, const Mentions &M, ASTContext &C) {
  const SourceManager &SM = C.getSourceManager();
  Lexer Lex(SM.getMainFileID(), SM.getBufferOrFake(SM.getMainFileID()), SM, C.getLangOpts());
  for (Token T; !Lex.LexFromRawLexer(T);)
    if (T.is(tok::raw_identifier) && T.getRawIdentifier() == F.getName() && !M.Said.count(T.getLocation()))
      return no("preprocessor", "the file names the function in text that is not compiled", T.getLocation());
  return std::nullopt;
}

/// Nobody else has the function's name, and all that use it call it.
static std::optional<Refusal> findOtherUse(const FunctionDecl &F, Mentions &M, ASTContext &C) {
  // One by one: what is matched now may be limited to a part of the unit.
  for (Decl *D : C.getTranslationUnitDecl()->decls())
    M.TraverseDecl(D);
  if (M.Found)
    return M.Found;
  // A library function of the name may be found by its arguments.
  auto Foreign = [&](const DeclContext &In) {
    return llvm::any_of(In.lookup(F.getDeclName()), [&](const NamedDecl *D) {
      return D->getUnderlyingDecl()->getCanonicalDecl() != F.getCanonicalDecl();
    });
  };
  const auto *Method = llvm::dyn_cast<CXXMethodDecl>(&F);
  bool Other = Foreign(*F.getDeclContext()->getRedeclContext());
  if (Method) {
    Method->getParent()->forallBases([&](const CXXRecordDecl *Base) {
      Other |= Foreign(*Base);
      return true;
    });
  } else {
    llvm::SmallPtrSet<const DeclContext *, 4> Asked;
    Asked.insert(C.getTranslationUnitDecl());
    for (const ParmVarDecl *P : F.parameters())
      addNamespaces(P->getType(), Asked);
    Other |= llvm::any_of(Asked, [&](const DeclContext *In) { return Foreign(*In); });
  }
  if (Other)
    return no("overloaded", "another function has this name", F.getLocation());
  if (auto Unseen = findUnseen(F, M, C))
    return Unseen;
  if (M.Calls.empty())
    return no("not-called", "nobody calls the function", F.getLocation());
  for (const CallExpr *Call : M.Calls)
    if (loopContextOf(*Call, C).Unevaluated)
      return no("unevaluated", "a call is asked for its type, or whether it may throw", Call->getExprLoc());
  return std::nullopt;
}

FunctionUses usesOf(const FunctionDecl &F, ASTContext &C) {
  Mentions M(F, C.getSourceManager());
  FunctionUses Result;
  Result.Other = findOtherUse(F, M, C);
  Result.Calls = std::move(M.Calls);
  return Result;
}

bool isUsedInDeclaration(const FunctionDecl &F, unsigned I) {
  return llvm::any_of(F.redecls(), [&](const FunctionDecl *Each) {
    DeclaredUses Uses(I);
    Uses.TraverseDecl(const_cast<FunctionDecl *>(Each));
    return Uses.Found;
  });
}

} // namespace hone
