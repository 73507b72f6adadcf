// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A parameter may be a reference to what it would be a copy of, if nobody can tell.
// Three parties could: other code that names the function (its type changes), the call
// (an argument that is moved in, sliced, or changed by its neighbour is not the same
// object afterwards), and the body (which may change the caller's object while it reads its copy).
//
// For the last there are two arguments, and one of them is enough. Either the body writes nothing but
// what it has itself made, and calls nothing that is not looked into. Or nobody but the
// caller knows the object: each call passes a temporary, or a local variable without a second name.

#include "ConstParameter.h"
#include "ConfiguredTypes.h"
#include "ConstUse.h"
#include "FunctionUses.h"
#include "LoopContext.h"
#include "OwnValue.h"
#include "hone/Analysis/Configurations.h"
#include "hone/Analysis/Effects.h"
#include "hone/Analysis/Escape.h"
#include "hone/Analysis/Types.h"
#include "hone/Rewrite/PatchBuilder.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/ParentMapContext.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace hone {
namespace {

/// Parameters of one function that become references to const.
struct ParameterPlan {
  std::vector<unsigned> Chosen; ///< Their numbers, from 0.
  Verdict Answer;
};

Refusal no(const char *Code, const std::string &Text, SourceLocation At) { return {Code, Text, At}; }

/// What one call passes.
struct Passed {
  enum Kind { Temporary, Known, Moved, Sliced, Converted } How;
  const Expr *Object = nullptr; ///< Of Known.
};

Passed passedBy(const Expr &Argument) {
  const Expr *E = &Argument;
  for (;;) {
    E = E->IgnoreParens();
    if (const auto *Default = llvm::dyn_cast<CXXDefaultArgExpr>(E))
      E = Default->getExpr();
    else if (const auto *W = llvm::dyn_cast<FullExpr>(E))
      E = W->getSubExpr();
    else if (const auto *B = llvm::dyn_cast<CXXBindTemporaryExpr>(E))
      E = B->getSubExpr();
    else if (const auto *Cast = llvm::dyn_cast<ImplicitCastExpr>(E); Cast && Cast->isPRValue()) {
      if (Cast->getCastKind() == CK_UserDefinedConversion)
        return {Passed::Converted};
      E = Cast->getSubExpr();
    } else
      break;
  }
  const auto *Made = llvm::dyn_cast<CXXConstructExpr>(E);
  if (!Made || !Made->getConstructor()->isCopyOrMoveConstructor() || Made->getNumArgs() < 1 ||
      llvm::isa<CXXTemporaryObjectExpr>(Made))
    return {E->isPRValue() ? Passed::Temporary : Passed::Converted};
  for (E = Made->getArg(0);;) {
    E = E->IgnoreParens();
    if (llvm::isa<MaterializeTemporaryExpr>(E))
      return passedBy(*llvm::cast<MaterializeTemporaryExpr>(E)->getSubExpr());
    const auto *Cast = llvm::dyn_cast<ImplicitCastExpr>(E);
    if (!Cast)
      break;
    if (Cast->getCastKind() == CK_UserDefinedConversion)
      return {Passed::Converted};
    if (Cast->getCastKind() != CK_NoOp)
      return {Passed::Sliced};
    E = Cast->getSubExpr();
  }
  if (E->isXValue())
    return {Passed::Moved};
  return {Passed::Known, E};
}

/// A local variable of the caller's, no parameter, which might become a reference itself, and nobody
/// else knows it or anything it holds.
const VarDecl *knownToCallerOnly(const Expr &Object, const CallExpr &Call, ASTContext &C) {
  struct Visitor : RecursiveASTVisitor<Visitor> {
    bool VisitDeclRefExpr(DeclRefExpr *R) {
      Leaves &= R->getDecl() != V || leavesNoView(*R, C);
      return Leaves;
    }
    Visitor(const VarDecl &V, ASTContext &C) : V(&V), C(C) {}
    const VarDecl *V;
    ASTContext &C;
    bool Leaves = true;
  };
  const auto *R = llvm::dyn_cast<DeclRefExpr>(&Object);
  const auto *V = R ? llvm::dyn_cast<VarDecl>(R->getDecl()) : nullptr;
  const FunctionDecl *Caller = outermostFunction(Call, C);
  if (!V || !Caller || llvm::isa<ParmVarDecl>(V) || R->refersToEnclosingVariableOrCapture() ||
      (V->getInit() && !isNewValue(*V->getInit())) || !isPrivate(*V, *Caller, C))
    return nullptr;
  Visitor Views(*V, C);
  Views.TraverseStmt(Caller->getBody());
  return Views.Leaves ? V : nullptr;
}

/// A store that reaches no object which was there before: to a temporary, to a local of the
/// function, or to a number that is a variable and so no part of an object of a class.
bool isOwnStore(const Access &W, const FunctionDecl &F) {
  const Place &P = W.Where;
  if (P.How == Reach::Temporary || P.How == Reach::Library)
    return true;
  if (!P.Root || P.This || P.Root->getType()->isReferenceType() || P.How == Reach::Indirect)
    return false;
  const bool Scalar = P.How == Reach::Object && P.Path.empty() && P.Root->getType()->isScalarType();
  const bool Local = P.Root->hasLocalStorage() && P.Root->getParentFunctionOrMethod() &&
                     P.Root->getDeclContext() == &F && !P.Root->isInitCapture();
  return Scalar || Local;
}

/// Whether an object of type \p T has a part that changes though the object is const.
bool hasMutablePart(QualType T, const ASTContext &C, llvm::SmallPtrSetImpl<const CXXRecordDecl *> &Seen) {
  const auto *R = C.getBaseElementType(T)->getAsCXXRecordDecl();
  if (!R || !R->hasDefinition() || !Seen.insert(R->getCanonicalDecl()).second)
    return false;
  if (const auto *Spec = llvm::dyn_cast<ClassTemplateSpecializationDecl>(R); Spec && R->isInStdNamespace()) {
    auto Has = [&](const TemplateArgument &A) {
      return A.getKind() == TemplateArgument::Type && hasMutablePart(A.getAsType(), C, Seen);
    };
    return llvm::any_of(Spec->getTemplateArgs().asArray(), [&](const TemplateArgument &A) {
      return A.getKind() == TemplateArgument::Pack ? llvm::any_of(A.pack_elements(), Has) : Has(A);
    });
  }
  return llvm::any_of(R->bases(), [&](const CXXBaseSpecifier &B) { return hasMutablePart(B.getType(), C, Seen); }) ||
         llvm::any_of(R->fields(), [&](const FieldDecl *Each) {
           return Each->isMutable() || hasMutablePart(Each->getType(), C, Seen);
         });
}

class Judge {
public:
  Judge(const FunctionDecl &F, ASTContext &C, bool Counted)
      : F(F), C(C), Counted(Counted) {}
  ParameterPlan run(llvm::function_ref<bool(QualType)> Concerns);

private:
  std::optional<Refusal> refuseFunction() const;
  std::optional<Refusal> refuseParameter(unsigned I);
  std::optional<Refusal> refuseBody(const ParmVarDecl &P);
  std::optional<Refusal> refuseCall(const CallExpr &Call, unsigned I) const;
  std::optional<Refusal> refuseBesides(const CallExpr &Call, unsigned I, const Expr &Object) const;
  bool isKnownToCallerOnly(const CallExpr &Call, unsigned I) const;
  std::optional<Refusal> findForeignStore();

  const FunctionDecl &F;
  ASTContext &C;
  const bool Counted;
  FunctionUses Uses;
  std::optional<Refusal> Foreign; ///< Of the body, once it has been asked.
  bool Asked = false;
};

/// Whether `static` stands in front of \p F, or a namespace without a name around it, in whatever configuration: not
/// `LOCAL int f();`, nor between preprocessor lines that the function is not between.
static bool isHiddenForSure(const FunctionDecl &F, ASTContext &C) {
  const SourceManager &SM = C.getSourceManager();
  for (const DeclContext *In = F.getDeclContext(); In; In = In->getParent())
    if (const auto *Space = llvm::dyn_cast<NamespaceDecl>(In);
        Space && Space->isAnonymousNamespace() && !isInConditional(Space->getBeginLoc(), C, F.getLocation()))
      return true;
  return llvm::any_of(F.redecls(), [&](const FunctionDecl *Each) {
    const SourceLocation From = Each->getBeginLoc(), To = Each->getLocation();
    if (From.isMacroID() || To.isMacroID() || isInConditional(From, C, F.getLocation()))
      return false;
    Lexer Words(From, C.getLangOpts(), SM.getCharacterData(From), SM.getCharacterData(From), SM.getBufferData(SM.getFileID(From)).end());
    for (Token T; !Words.LexFromRawLexer(T) && T.getLocation() < To;)
      if (T.is(tok::raw_identifier) && T.getRawIdentifier() == "static")
        return true;
    return false;
  });
}

std::optional<Refusal> Judge::refuseFunction() const {
  const SourceManager &SM = C.getSourceManager();
  const auto *Method = llvm::dyn_cast<CXXMethodDecl>(&F);
  if (F.isExternallyVisible() || F.getParentFunctionOrMethod())
    return no("visible-outside", "the function may be called from other units", F.getLocation());
  for (const FunctionDecl *Each : F.redecls()) {
    if (!SM.isInMainFile(Each->getLocation()))
      return no("header", "the function is declared in a header", Each->getLocation());
    if (!Each->getFunctionTypeLoc())
      return no("unknown-construct", "a declaration has a name for the function's type", Each->getLocation());
  }
  if (!Method && !isHiddenForSure(F, C))
    return no("preprocessor", "elsewhere the function may be known to other units", F.getLocation());
  if (Method && Method->isVirtual())
    return no("virtual", "the function is virtual", F.getLocation());
  if (!F.getDeclName().isIdentifier() || F.isMain() || F.isVariadic() || F.isExternC())
    return no("special-function", "an operator or another function whose type is not its own", F.getLocation());
  if (F.isConstexpr())
    return no("constexpr", "the function may be called in constant expressions", F.getLocation());
  if (llvm::isa<CoroutineBodyStmt>(F.getBody()))
    return no("coroutine", "a coroutine keeps its parameters", F.getLocation());
  if (hasPragma(*F.getBody(), C, "omp") || hasPragma(*F.getBody(), C, "acc"))
    return no("parallel-region", "the function has a pragma of OpenMP or OpenACC", F.getLocation());
  if (hasDirective(F.getSourceRange(), C))
    return no("preprocessor", "a preprocessor line stands in the function: elsewhere it may be another one", F.getLocation());
  for (const FunctionDecl *Each : F.redecls())
    if (Each->hasAttr<AliasAttr>() || Each->hasAttr<UsedAttr>() || Each->hasAttr<AsmLabelAttr>() ||
        Each->hasAttr<ConstructorAttr>() || Each->hasAttr<WeakAttr>())
      return no("visible-outside", "an attribute makes the function known under another name", Each->getLocation());
  return std::nullopt;
}

/// Other arguments are evaluated before or after a copy is made, but always before the body
/// reads through a reference.
std::optional<Refusal> Judge::refuseBesides(const CallExpr &Call, unsigned I, const Expr &Object) const {
  const VarDecl *V = knownToCallerOnly(Object, Call, C);
  std::vector<const Expr *> Besides;
  if (const auto *Member = llvm::dyn_cast<CXXMemberCallExpr>(&Call))
    Besides.push_back(Member->getImplicitObjectArgument());
  for (unsigned J = 0; J != Call.getNumArgs(); ++J)
    if (J != I)
      Besides.push_back(Call.getArg(J));
  for (const Expr *Each : Besides) {
    if (const auto *Default = llvm::dyn_cast<CXXDefaultArgExpr>(Each))
      Each = Default->getExpr();
    // Making a copy of another object changes nothing.
    QualType T = Each->getType();
    const bool Quiet = Each->isPRValue() && T->isRecordType() && (isCopiedQuietly(T, C) || isStdType(T, "shared_ptr"));
    const Passed Other = Quiet ? passedBy(*Each) : Passed{Passed::Temporary};
    const Effects E = effectsOf(Other.How == Passed::Known ? *Other.Object : *Each, C);
    bool Named = V && llvm::is_contained(namedVariables(*Each), V->getCanonicalDecl());
    bool Changes = movesSomething(*Each) || !E.Unknown.empty() || !E.Opaque.empty() || llvm::any_of(E.Writes, [&](const Access &W) {
      const Place &P = W.Where;
      bool Scalar = P.How == Reach::Object && P.Root && !P.This && P.Path.empty() &&
                    !P.Root->getType()->isReferenceType() && P.Root->getType()->isScalarType();
      return !Scalar && P.How != Reach::Temporary && P.How != Reach::Library;
    });
    if (Changes && (!V || Named))
      return no("argument-order", "another argument of a call may change the object that is passed",
                Each->getExprLoc());
  }
  return std::nullopt;
}

std::optional<Refusal> Judge::refuseCall(const CallExpr &Call, unsigned I) const {
  if (I >= Call.getNumArgs())
    return no("special-function", "a call that is not understood", Call.getExprLoc());
  const Passed What = passedBy(*Call.getArg(I));
  switch (What.How) {
  case Passed::Temporary:
    if (Counted)
      return no("temporary", "a call passes a pointer made for it, which would live longer", Call.getExprLoc());
    return std::nullopt;
  case Passed::Moved:
    return no("moved-in", "a call moves its argument into the parameter", Call.getExprLoc());
  case Passed::Sliced:
    return no("sliced", "a call passes an object of another class", Call.getExprLoc());
  case Passed::Converted:
    return no("converted", "a call passes what a conversion function gives", Call.getExprLoc());
  case Passed::Known:
    break;
  }
  if (!C.hasSameUnqualifiedType(What.Object->getType(), F.getParamDecl(I)->getType()) ||
      isVolatileOrAtomic(What.Object->getType()))
    return no("sliced", "a call passes an object of another class", Call.getExprLoc());
  return refuseBesides(Call, I, *What.Object);
}

/// Whether nobody but the caller can get at what a call passes while it runs.
bool Judge::isKnownToCallerOnly(const CallExpr &Call, unsigned I) const {
  const Passed What = passedBy(*Call.getArg(I));
  if (What.How == Passed::Temporary)
    return true;
  const VarDecl *V = knownToCallerOnly(*What.Object, Call, C);
  std::vector<const VarDecl *> Named = namedVariables(Call);
  if (V && findOtherConfiguration({V}, *outermostFunction(Call, C)->getBody(), C))
    return false;
  return V && llvm::count(Named, V->getCanonicalDecl()) == 1;
}

/// Something in the body that may change an object of the caller's.
std::optional<Refusal> Judge::findForeignStore() {
  if (Asked)
    return Foreign;
  Asked = true;
  const Effects E = effectsOf(*F.getBody(), C);
  if (!E.Unknown.empty())
    return Foreign = E.Unknown.front();
  for (const OpaqueCall &Call : E.Opaque)
    // What the function does, it does when it calls itself, too.
    if (!Call.Callee || Call.Callee->getCanonicalDecl() != F.getCanonicalDecl())
      return Foreign = no("opaque-call", Call.Text + ", so it may change the object that is passed", Call.At);
  for (const Access &W : E.Writes)
    if (!isOwnStore(W, F))
      return Foreign = no("aliased-store", "a store to " + W.Where.describe() + " may change the object that is passed",
                          W.At);
  return Foreign;
}

std::optional<Refusal> Judge::refuseParameter(unsigned I) {
  const ParmVarDecl &P = *F.getParamDecl(I);
  for (const FunctionDecl *Each : F.redecls())
    if (Each->getParamDecl(I)->hasAttrs())
      return no("attribute", "the parameter has attributes", P.getLocation());
  if (P.getTypeSourceInfo()->getTypeLoc().getAs<ParenTypeLoc>())
    return no("unknown-construct", "the parameter's name stands in parentheses", P.getLocation());
  llvm::SmallPtrSet<const CXXRecordDecl *, 8> Seen;
  if (hasMutablePart(P.getType(), C, Seen))
    return no("mutable-part", "the object has a mutable member, which the body might change", P.getLocation());
  if (isUsedInDeclaration(F, I))
    return no("unknown-use", "the type of the function is made of the parameter", P.getLocation());
  if (const CXXRecordDecl *Class = P.getType()->getAsCXXRecordDecl())
    if (auto Other = findConfiguredObject(*Class, F, C))
      return Other;
  if (!Counted && !isCopiedQuietly(P.getType(), C))
    return no("copy-runs-code", "copying or destroying the object may run code", P.getLocation());
  if (auto Own = findOwnUse(P, *F.getBody(), C))
    return Own;
  for (const CallExpr *Call : Uses.Calls)
    if (auto No = refuseCall(*Call, I))
      return No;
  auto Store = findForeignStore();
  // Code that is not looked into might ask any owner how many there are.
  if (Store && Counted && Store->Code != "aliased-store")
    return Store;
  if (Store && !llvm::all_of(Uses.Calls, [&](const CallExpr *Call) { return isKnownToCallerOnly(*Call, I); }))
    return Store;
  return std::nullopt;
}

/// Whether the parameter is given back whole: then it is moved, and a reference would be copied.
class Results : public RecursiveASTVisitor<Results> {
public:
  explicit Results(const ParmVarDecl &P) : P(P) {}
  bool VisitReturnStmt(ReturnStmt *S) {
    const Expr *E = S->getRetValue() ? S->getRetValue()->IgnoreUnlessSpelledInSource() : nullptr;
    const auto *R = llvm::dyn_cast_or_null<DeclRefExpr>(E);
    Found |= R && R->getDecl() == &P;
    return !Found;
  }
  bool Found = false;

private:
  const ParmVarDecl &P;
};

ParameterPlan Judge::run(llvm::function_ref<bool(QualType)> Concerns) {
  ParameterPlan Plan;
  std::vector<unsigned> Candidates;
  for (unsigned I = 0; I != F.getNumParams(); ++I)
    if (QualType T = F.getParamDecl(I)->getType(); !T->isReferenceType() && Concerns(T))
      Candidates.push_back(I);
  if (Candidates.empty())
    return Plan;
  auto Why = refuseFunction();
  if (!Why) {
    Uses = usesOf(F, C);
    Why = Uses.Other;
  }
  if (Why) {
    Plan.Answer = Verdict::refuse(Why->Code, Why->Text);
    return Plan;
  }
  for (unsigned I : Candidates) {
    Results R(*F.getParamDecl(I));
    R.TraverseStmt(F.getBody());
    auto No = R.Found ? std::optional<Refusal>(no("returned", "the parameter is returned, by moving it",
                                                  F.getParamDecl(I)->getLocation()))
                      : refuseParameter(I);
    if (No && !Why)
      Why = No;
    if (!No)
      Plan.Chosen.push_back(I);
  }
  if (Plan.Chosen.empty()) {
    Plan.Answer = Verdict::refuse(Why->Code, Why->Text);
    return Plan;
  }
  Plan.Answer = Verdict::legal(
      {{"all-callers", "the function is known in this unit only, which does nothing but call it", How::Proved},
       {"only-read", "the parameter is only read, in ways that a const reference serves as well", How::Proved},
       {"same-object", "each call passes an object of this type, or a temporary, and moves nothing in", How::Proved},
       {"unchanged", Foreign ? "nobody but the caller knows the object that is passed"
                             : "the body changes nothing that was there before", How::Proved},
       {"quiet-copy", Counted ? "nobody asks how many owners there are, and the caller is one of them"
                              : "copying and destroying does nothing but allocate and release", How::Proved}});
  return Plan;
}

/// The function whose body is \p Root; null if it is no function's whole body.
const FunctionDecl *functionOf(const Stmt &Root, ASTContext &C) {
  auto Parents = C.getParents(Root);
  const auto *F = Parents.empty() ? nullptr : Parents[0].get<FunctionDecl>();
  const auto *Method = llvm::dyn_cast_or_null<CXXMethodDecl>(F);
  if (!F || F->getBody() != &Root || F->isDependentContext() || F->isTemplateInstantiation() ||
      F->isImplicit() || F->isDefaulted() || (Method && Method->getParent()->isLambda()) ||
      llvm::isa<CXXConstructorDecl, CXXDestructorDecl, CXXConversionDecl>(F))
    return nullptr;
  return F;
}

ParameterPlan planOf(const FunctionDecl &F, const ParameterKind &Kind, ASTContext &C) {
  return Judge(F, C, Kind.Counted).run([&](QualType T) { return Kind.Concerns(T, C); });
}

} // namespace

StatementMatcher bodiesOfFunctions() {
  return compoundStmt(hasParent(functionDecl(hasAnyParameter(parmVarDecl())))).bind("root");
}

Verdict judgeParameters(const Match &M, const ParameterKind &Kind) {
  const FunctionDecl *F = functionOf(M.node<CompoundStmt>("root"), M.ast());
  return F ? planOf(*F, Kind, M.ast()).Answer : Verdict::nothing();
}

llvm::Expected<Patch> rewriteParameters(const Match &M, const ParameterKind &Kind) {
  ASTContext &C = M.ast();
  const FunctionDecl &F = *functionOf(M.node<CompoundStmt>("root"), C);
  const ParameterPlan Plan = planOf(F, Kind, C);
  PatchBuilder P(C);
  const SourceManager &SM = C.getSourceManager();
  for (const FunctionDecl *Each : F.redecls())
    for (unsigned I : Plan.Chosen) {
      const ParmVarDecl &V = *Each->getParamDecl(I);
      // All that stands in front of the name.
      if (!V.getTypeSourceInfo() || V.getSourceRange().isInvalid())
        return llvm::createStringError("macro: a declaration does not spell its parameters");
      SourceRange Type = V.getTypeSourceInfo()->getTypeLoc().getSourceRange();
      SourceRange Declared(V.getBeginLoc(), Type.getEnd()), Whole = Declared;
      if (V.getIdentifier()) {
        auto Last = Lexer::findPreviousToken(V.getLocation(), SM, C.getLangOpts(), /*IncludeComments=*/false);
        Declared.setEnd(Last ? Last->getLocation() : SourceLocation());
        Whole = SourceRange(V.getBeginLoc(), V.getLocation());
      }
      std::string Text = P.text(Declared);
      if (Text.empty())
        return llvm::createStringError("macro: the type is made by a macro");
      if (!V.getType().isConstQualified())
        Text = "const " + Text;
      SourceLocation Behind = Lexer::getLocForEndOfToken(Whole.getEnd(), 0, SM, C.getLangOpts());
      if (!V.getIdentifier()) // `&=` would be another operator.
        Text += Behind.isValid() && *SM.getCharacterData(Behind) == '=' ? " & " : " &";
      else
        Text += (bindsToName(*F.getBody(), C) ? " &" : "& ") + V.getNameAsString();
      P.replace(Whole, Text);
    }
  return P.take();
}

} // namespace hone
