// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Overload resolution goes by the types and value categories of arguments, which forwarding keeps
// but for three things: a literal 0 is no null pointer any more, a temporary becomes an object that is
// moved from, and default arguments are evaluated elsewhere.

#include "ObjectMaking.h"
#include "ConstUse.h"
#include "hone/Analysis/Exceptions.h"
#include "hone/Analysis/Types.h"
#include "clang/AST/RecordLayout.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;

namespace hone {
namespace {

bool anyBase(const CXXRecordDecl &Class, llvm::function_ref<bool(const CXXRecordDecl &)> Is) {
  return Is(Class) || llvm::any_of(Class.bases(), [&](const CXXBaseSpecifier &B) {
           const auto *R = B.getType()->getAsCXXRecordDecl();
           return !R || !R->hasDefinition() || anyBase(*R, Is);
         });
}

/// Whether a class says where it is made: std::source_location::current(), __builtin_LINE().
class Locations : public RecursiveASTVisitor<Locations> {
public:
  bool shouldVisitTemplateInstantiations() const { return true; }
  bool VisitSourceLocExpr(SourceLocExpr *) { return !(Found = true); }
  bool VisitCXXDefaultArgExpr(CXXDefaultArgExpr *E) { return TraverseStmt(E->getExpr()); }
  bool Found = false;
};

bool seesItsPlace(const CXXRecordDecl &Class) {
  Locations Where;
  if (!Class.isInStdNamespace())
    Where.TraverseDecl(const_cast<CXXRecordDecl *>(&Class));
  return Where.Found;
}

/// Whether default-initialization gives every part of a \p T a value.
bool setsAll(QualType T, const ASTContext &C) {
  T = C.getBaseElementType(T);
  const auto *R = T->getAsCXXRecordDecl();
  if (!R || !R->hasDefinition() || R->isUnion())
    return false;
  if (R->isInStdNamespace())
    return isStdContainerName(R) || isStdType(T, "unique_ptr") || isStdType(T, "shared_ptr");
  if (R->hasUserProvidedDefaultConstructor())
    return false; // Who knows.
  return llvm::all_of(R->bases(), [&](const CXXBaseSpecifier &B) {
           const auto *Base = B.getType()->getAsCXXRecordDecl();
           return (Base && Base->isEmpty()) || setsAll(B.getType(), C);
         }) &&
         llvm::all_of(R->fields(), [&](const FieldDecl *F) {
           return F->hasInClassInitializer() || setsAll(F->getType(), C);
         });
}

/// Whether every bit of a \p T belongs to a member.
bool isWithoutGaps(QualType T, const ASTContext &C) {
  T = C.getBaseElementType(T);
  if (T->isScalarType())
    return !T->isSpecificBuiltinType(BuiltinType::LongDouble);
  const auto *R = T->getAsCXXRecordDecl();
  if (!R || !R->hasDefinition() || R->isUnion() || R->getNumBases() || R->isDynamicClass() || R->isEmpty())
    return false;
  CharUnits Sum = CharUnits::Zero();
  for (const FieldDecl *F : R->fields()) {
    if (F->isBitField() || !isWithoutGaps(F->getType(), C))
      return false;
    Sum += C.getTypeSizeInChars(F->getType());
  }
  return Sum == C.getTypeSizeInChars(T);
}

/// How `T()` reads as a declaration: "T x;", "T x{};", "T x = T();"; None: not at all.
enum class ValueForm { None, Bare, Braces, Copy };
ValueForm valueFormOf(QualType T, const ASTContext &C) {
  const auto *R = T->getAsCXXRecordDecl();
  if (!R)
    return ValueForm::Braces;
  if (R->hasUserProvidedDefaultConstructor() && !T.isConstQualified())
    return ValueForm::Bare;
  // Bytes between the members are zero in the original; only bytes of trivially copyable
  // classes may be looked at.
  bool Unseen = !R->isTriviallyCopyable() || R->isEmpty() || isWithoutGaps(T, C);
  if (Unseen && !T.isConstQualified() && setsAll(T, C))
    return ValueForm::Bare;
  if (Unseen && R->hasTrivialDefaultConstructor())
    return ValueForm::Braces;
  return C.getLangOpts().CPlusPlus17 ? ValueForm::Copy : ValueForm::None;
}

/// What lives longer in a variable's braces than in those of new.
class Extended : public RecursiveASTVisitor<Extended> {
public:
  bool shouldVisitImplicitCode() const { return true; }
  bool VisitMaterializeTemporaryExpr(MaterializeTemporaryExpr *) { return !(Found = true); }
  bool VisitCXXStdInitializerListExpr(CXXStdInitializerListExpr *) { return !(Found = true); }
  bool VisitLambdaExpr(LambdaExpr *) { return !(Found = true); }
  bool Found = false;
};

/// `U(x)`, which is also how a parameter is declared.
bool readsAsParameter(const Expr &Given) {
  const Expr *E = Given.IgnoreImplicit();
  if (const auto *Cast = llvm::dyn_cast<CXXFunctionalCastExpr>(E))
    return !Cast->isListInitialization();
  if (const auto *Object = llvm::dyn_cast<CXXTemporaryObjectExpr>(E))
    return !Object->isListInitialization();
  return llvm::isa<CXXScalarValueInitExpr>(E);
}

/// Whether an argument does anything, or throws, that another one could come before.
bool isOrderSeen(const Expr &Argument, const ASTContext &C) {
  Effects E = effectsOf(Argument, C);
  return findExit(E, /*CountAllocation=*/false) || llvm::any_of(E.Writes, [](const Access &W) {
           return W.Where.How != Reach::Temporary && W.Where.How != Reach::Library;
         });
}

bool mayTake(const CXXConstructorDecl &D, unsigned Count, bool IsTemplate) {
  return !D.isDeleted() && D.getMinRequiredArguments() <= Count &&
         (D.getNumParams() >= Count || D.isVariadic() || IsTemplate);
}

/// The argument that compilers would warn of, who do not inside the library.
const Expr *narrowedBy(const CXXConstructorDecl &D, llvm::ArrayRef<const Expr *> Arguments, const ASTContext &C) {
  for (unsigned I = 0; I < std::min<std::size_t>(Arguments.size(), D.getNumParams()); ++I) {
    QualType From = Arguments[I]->IgnoreImplicit()->getType(),
             To = D.getParamDecl(I)->getType().getNonReferenceType();
    if (To->isDependentType() || !From->isArithmeticType() || !To->isArithmeticType() ||
        C.hasSameUnqualifiedType(From, To) || Arguments[I]->isCXX11ConstantExpr(C))
      continue;
    if (C.getTypeSize(From) >= C.getTypeSize(To) || (From->isFloatingType() && !To->isFloatingType()) ||
        (From->isSignedIntegerType() && To->isUnsignedIntegerType()))
      return Arguments[I];
  }
  return nullptr;
}

/// What make_unique and make_shared do to arguments.
std::optional<Refusal> refuseForwarding(const ObjectMaking &Made, const ASTContext &C) {
  auto No = [&](const char *Code, const char *Text, const Stmt &At) {
    return Refusal{Code, Text, At.getBeginLoc()};
  };
  for (const Expr *Each : Made.Arguments) {
    const Expr *E = Each->IgnoreImplicit();
    if (E->getType()->isIntegerType() && E->isNullPointerConstant(const_cast<ASTContext &>(C), Expr::NPC_NeverValueDependent))
      return No("arguments", "a literal 0 might be taken for a null pointer", *E);
    if (E->isPRValue() && E->getType()->isRecordType() && !isCopiedQuietly(E->getType(), C))
      return No("arguments", "an argument would not be moved any more, which may be seen", *E);
  }
  const auto *R = Made.Type->getAsCXXRecordDecl();
  if (!R)
    return std::nullopt;
  bool Known = Made.Arguments.empty();
  for (const Decl *D : R->decls()) {
    const auto *Template = llvm::dyn_cast<FunctionTemplateDecl>(D);
    const auto *Constructor = llvm::dyn_cast<CXXConstructorDecl>(Template ? Template->getTemplatedDecl() : D);
    if (!Constructor || !mayTake(*Constructor, Made.Arguments.size(), Template))
      continue;
    if (Constructor->getAccess() != AS_public)
      return No("constructor", "the constructor is not for everybody", *Made.Whole);
    Known |= !Constructor->isImplicit() || Made.Arguments.size() == 1;
    if (const Expr *Narrowed = narrowedBy(*Constructor, Made.Arguments, C))
      return No("arguments", "an argument is converted to a narrower number", *Narrowed);
  }
  // Without a constructor it is an aggregate in parentheses.
  return Known ? std::nullopt : std::optional<Refusal>(No("constructor", "there is no such constructor", *Made.Whole));
}

} // namespace

bool hasOwnAllocation(const CXXRecordDecl &Class) {
  return anyBase(Class, [](const CXXRecordDecl &R) {
    return llvm::any_of(R.decls(), [](const Decl *D) {
      const auto *Template = llvm::dyn_cast<FunctionTemplateDecl>(D);
      const auto *F = llvm::dyn_cast<FunctionDecl>(Template ? Template->getTemplatedDecl() : D);
      return llvm::isa<UsingDecl>(D) ? llvm::cast<UsingDecl>(D)->getDeclName().getNameKind() ==
                                           DeclarationName::CXXOperatorName
                                     : F && (F->getOverloadedOperator() == OO_New ||
                                             F->getOverloadedOperator() == OO_Delete);
    });
  });
}

bool knowsItsOwner(const CXXRecordDecl &Class) {
  return anyBase(Class, [](const CXXRecordDecl &R) { return isStdDecl(&R, "enable_shared_from_this"); });
}

bool mayThrow(const CXXDestructorDecl &Destructor) {
  const auto *Type = Destructor.getType()->getAs<FunctionProtoType>();
  // What is never destroyed by the library has not been asked; a trivial one does nothing.
  if (isUnresolvedExceptionSpec(Type->getExceptionSpecType()))
    return !Destructor.isTrivial();
  return Type->canThrow() != CT_Cannot;
}

/// The expression behind the constructors of pointers.
static const Expr &made(const Expr &Init) {
  const Expr *E = Init.IgnoreUnlessSpelledInSource();
  for (;;) {
    const Expr *Was = E;
    const auto *Made = llvm::dyn_cast<CXXConstructExpr>(E);
    const auto *List = llvm::dyn_cast<InitListExpr>(E);
    if (const auto *Cast = llvm::dyn_cast<CXXFunctionalCastExpr>(E))
      E = Cast->getSubExpr();
    else if (Made && (isStdType(E->getType(), "unique_ptr") || isStdType(E->getType(), "shared_ptr")) &&
             (Made->getNumArgs() == 1 ||
              (Made->getNumArgs() > 1 && llvm::isa<CXXDefaultArgExpr>(Made->getArg(1)))))
      E = Made->getArg(0);
    else if (List && List->getNumInits() == 1)
      E = List->getInit(0);
    E = E->IgnoreUnlessSpelledInSource();
    if (E == Was)
      return *E;
  }
}

static std::optional<ObjectMaking> makingOfNew(const CXXNewExpr &New) {
  if (New.isArray() || New.getNumPlacementArgs())
    return std::nullopt;
  ObjectMaking Result;
  Result.Whole = &New;
  Result.Type = New.getAllocatedType();
  Result.Spelled = New.getAllocatedTypeSourceInfo()->getTypeLoc().getSourceRange();
  const Expr *Given = New.getInitializer();
  const CXXConstructExpr *Made = New.getConstructExpr();
  if (New.getInitializationStyle() == CXXNewInitializationStyle::Braces) {
    Result.Form = ObjectMaking::Brackets;
    Result.List = Made ? Made->getParenOrBraceRange() : Given->getSourceRange();
    return Result;
  }
  if (New.getInitializationStyle() != CXXNewInitializationStyle::Parens)
    return Result;
  if (Made)
    for (const Expr *Each : Made->arguments()) {
      if (!llvm::isa<CXXDefaultArgExpr>(Each))
        Result.Arguments.push_back(Each);
    }
  else if (Given && !llvm::isa<ImplicitValueInitExpr>(Given))
    Result.Arguments.push_back(Given);
  Result.Form = Result.Arguments.empty() ? ObjectMaking::Value : ObjectMaking::Parentheses;
  return Result;
}

std::optional<ObjectMaking> makingOf(const Expr &Init, const ASTContext &C) {
  const Expr &E = made(Init);
  if (const auto *New = llvm::dyn_cast<CXXNewExpr>(&E))
    return makingOfNew(*New);
  const auto *Call = llvm::dyn_cast<CallExpr>(&E);
  const FunctionDecl *F = Call ? Call->getDirectCallee() : nullptr;
  if (!isStdDecl(F, "make_unique") && !isStdDecl(F, "make_shared"))
    return std::nullopt;
  const auto *Callee = llvm::dyn_cast<DeclRefExpr>(Call->getCallee()->IgnoreParenImpCasts());
  if (!Callee || !C.getSourceManager().isInSystemHeader(F->getLocation()) ||
      Callee->getNumTemplateArgs() != 1 || F->getTemplateSpecializationKind() == TSK_ExplicitSpecialization ||
      Callee->getTemplateArgs()[0].getArgument().getKind() != TemplateArgument::Type)
    return std::nullopt;
  ObjectMaking Result;
  Result.Whole = &E;
  Result.Type = Callee->getTemplateArgs()[0].getArgument().getAsType();
  Result.Spelled = Callee->getTemplateArgs()[0].getTypeSourceInfo()->getTypeLoc().getSourceRange();
  Result.Arguments.assign(Call->arguments().begin(), Call->arguments().end());
  Result.Form = Result.Arguments.empty() ? ObjectMaking::Value : ObjectMaking::Parentheses;
  Result.Forwarded = true;
  return Result.Type->isArrayType() ? std::nullopt : std::optional<ObjectMaking>(Result);
}

std::optional<Refusal> refuseMaking(const ObjectMaking &Made, const ASTContext &C) {
  auto No = [&](const char *Code, const char *Text, const Stmt &At) {
    return Refusal{Code, Text, At.getBeginLoc()};
  };
  if (Made.Type->getContainedDeducedType() || Made.Spelled.isInvalid())
    return No("spelling", "the type is not spelled where the object is made", *Made.Whole);
  const auto *R = Made.Type->getAsCXXRecordDecl();
  if (R && anyBase(*R, seesItsPlace))
    return No("constructor", "the class sees where in the source it is made", *Made.Whole);
  if (Made.Form == ObjectMaking::Nothing && Made.Type.isConstQualified())
    return No("constructor", "a const object needs a value", *Made.Whole);
  if (Made.Form == ObjectMaking::Value && valueFormOf(Made.Type, C) == ValueForm::None)
    return No("constructor", "'()' and '{}' differ for the class", *Made.Whole);
  if (Made.Form == ObjectMaking::Brackets) {
    Extended Longer;
    const Expr *Given = llvm::cast<CXXNewExpr>(Made.Whole)->getInitializer();
    if (const auto *List = llvm::dyn_cast<InitListExpr>(Given))
      Longer.TraverseStmt(const_cast<InitListExpr *>(List));
    if (Longer.Found || Made.List.isInvalid())
      return No("constructor", "a temporary in the braces would live longer", *Made.Whole);
  }
  // Arguments are evaluated in any order, in practice in one that depends on where they stand.
  for (const Expr *Each : Made.Arguments)
    if (Made.Arguments.size() > 1 && isOrderSeen(*Each, C))
      return No("arguments", "the arguments do something, in an order that is not specified", *Each);
  if (Made.Form == ObjectMaking::Parentheses && !R &&
      !Made.Arguments.front()->IgnoreImplicit()->getType()->isArithmeticType() &&
      !Made.Arguments.front()->IgnoreImplicit()->getType()->isEnumeralType())
    return No("constructor", "a number is made of something else", *Made.Whole);
  if (Made.Form == ObjectMaking::Parentheses && Made.Type->isRecordType() &&
      llvm::all_of(Made.Arguments, [](const Expr *Each) { return readsAsParameter(*Each); }))
    return No("reads-as-function", "the declaration would be one of a function", *Made.Whole);
  return Made.Forwarded ? refuseForwarding(Made, C) : std::nullopt;
}

/// The type as it is spelled, but for its `const`. Of `>>` the last sign may be another's.
static std::string typeOf(const ObjectMaking &Made, PatchBuilder &P, const SourceManager &SM) {
  SourceLocation End = Made.Spelled.getEnd();
  bool IsHalf = End.isMacroID() && !SM.getSLocEntry(SM.getFileID(End)).getExpansion().isExpansionTokenRange();
  std::string Text = P.text({Made.Spelled.getBegin(), IsHalf ? SM.getExpansionLoc(End) : End});
  if (llvm::StringRef(Text).ends_with(">>") && llvm::count(Text, '>') > llvm::count(Text, '<'))
    Text.pop_back();
  return Text;
}

std::string declarationOf(const ObjectMaking &Made, const std::string &Name, PatchBuilder &P,
                          const ASTContext &C) {
  const std::string Type = typeOf(Made, P, C.getSourceManager()),
                    Start = (Made.Type.isLocalConstQualified() ? "const " : "") + Type + " " + Name;
  switch (Made.Form) {
  case ObjectMaking::Nothing:
    return Start + ";";
  case ObjectMaking::Value:
    switch (valueFormOf(Made.Type, C)) {
    case ValueForm::Bare:
      return Start + ";";
    case ValueForm::Braces:
      return Start + "{};";
    default:
      return Start + " = " + Type + "();";
    }
  case ObjectMaking::Brackets:
    return Start + P.text(Made.List) + ";";
  case ObjectMaking::Parentheses:
    break;
  }
  std::string Arguments = P.text({Made.Arguments.front()->getBeginLoc(), Made.Arguments.back()->getEndLoc()});
  return Made.Type->isRecordType() ? Start + "(" + Arguments + ");" : Start + " = " + Arguments + ";";
}

} // namespace hone
