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
#include "clang/Lex/Lexer.h"

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

/// What stands in front of `(...)`, `[...]` or `= ...`; null if none of them ends \p E.
const Expr *declaratorOf(const Expr &E) {
  if (const auto *Index = llvm::dyn_cast<ArraySubscriptExpr>(&E))
    return Index->getLHS();
  if (const auto *B = llvm::dyn_cast<BinaryOperator>(&E))
    return B->getOpcode() == BO_Assign ? B->getLHS() : nullptr;
  if (const auto *Call = llvm::dyn_cast<CXXOperatorCallExpr>(&E)) {
    bool Ends = llvm::is_contained({OO_Call, OO_Subscript, OO_Equal}, Call->getOperator());
    return Ends ? Call->getArg(0) : nullptr;
  }
  if (const auto *Call = llvm::dyn_cast<CXXMemberCallExpr>(&E))
    return llvm::isa_and_nonnull<CXXConversionDecl>(Call->getMethodDecl()) ? Call->getImplicitObjectArgument()
                                                                           : nullptr;
  const auto *Call = llvm::dyn_cast<CallExpr>(&E);
  return Call ? Call->getCallee() : nullptr;
}

/// `U(x)`, which is also how a parameter is declared; `U(x)()`, `U(x)[3]` and `U(x) = y`, too.
bool readsAsParameter(const Expr &Given) {
  for (const Expr *E = &Given; E; E = declaratorOf(*E)) {
    E = E->IgnoreImplicit();
    if (const auto *Cast = llvm::dyn_cast<CXXFunctionalCastExpr>(E))
      return !Cast->isListInitialization();
    if (const auto *Object = llvm::dyn_cast<CXXTemporaryObjectExpr>(E))
      return !Object->isListInitialization();
    if (llvm::isa<CXXScalarValueInitExpr>(E))
      return true;
  }
  return false;
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

/// Whether \p To has every value of \p From.
bool holdsAll(QualType From, QualType To, const ASTContext &C) {
  if (C.hasSameUnqualifiedType(From, To) || From->isBooleanType())
    return true;
  if (To->isBooleanType() || !From->isIntegerType())
    return From->isRealFloatingType() && To->isRealFloatingType() && C.getFloatingTypeOrder(From, To) < 0;
  unsigned Bits = C.getIntWidth(From);
  if (To->isRealFloatingType())
    return Bits <= llvm::APFloat::semanticsPrecision(C.getFloatTypeSemantics(To));
  return From->isSignedIntegerOrEnumerationType() == To->isSignedIntegerOrEnumerationType()
             ? Bits <= C.getIntWidth(To)
             : To->isSignedIntegerOrEnumerationType() && Bits < C.getIntWidth(To);
}

/// Whether the constant \p E is a whole number that \p To has.
bool fits(const Expr &E, QualType To, const ASTContext &C) {
  Expr::EvalResult Result;
  if (E.isValueDependent() || !E.getType()->isIntegerType() || To->isBooleanType() || !E.EvaluateAsInt(Result, C))
    return false;
  const llvm::APSInt &Value = Result.Val.getInt();
  if (To->isRealFloatingType())
    return Value.getSignificantBits() <= llvm::APFloat::semanticsPrecision(C.getFloatTypeSemantics(To));
  llvm::APSInt Narrow(Value.extOrTrunc(C.getIntWidth(To)), To->isUnsignedIntegerOrEnumerationType());
  return llvm::APSInt::isSameValue(Narrow, Value);
}

/// Whether making a number \p To of \p Given is a conversion that compilers warn of, who do not
/// inside the library.
bool narrows(const Expr &Given, QualType To, const ASTContext &C) {
  const Expr &E = *Given.IgnoreImplicit();
  QualType From = E.getType();
  if (const auto *Class = From->getAsCXXRecordDecl())
    return Class->hasDefinition() && !Class->getVisibleConversionFunctions().empty() &&
           llvm::any_of(Class->getVisibleConversionFunctions(), [&](const NamedDecl *D) {
             const auto *By = llvm::dyn_cast<CXXConversionDecl>(D->getUnderlyingDecl());
             return !By || !By->getConversionType().getNonReferenceType()->isRecordType();
           });
  if (!From->isArithmeticType() && !From->isUnscopedEnumerationType())
    return To->isBooleanType(); // Addresses.
  if (To->isEnumeralType())
    return false; // Of its own type only.
  return !holdsAll(From, To, C) && !fits(E, To, C);
}

/// Why \p Given should not be converted to a \p To in front of everybody.
const char *findOddConversion(const Expr &Given, QualType To, const ASTContext &C) {
  To = To.getNonReferenceType();
  if (To->isDependentType())
    return nullptr;
  if (To->isArithmeticType())
    return narrows(Given, To, C) ? "an argument is converted to a narrower number" : nullptr;
  const auto *R = To->getAsCXXRecordDecl(), *From = Given.getType()->getAsCXXRecordDecl();
  R = R ? R->getDefinition() : nullptr;
  From = From ? From->getDefinition() : nullptr;
  if (!R || (From && (From->getCanonicalDecl() == R->getCanonicalDecl() || From->isDerivedFrom(R))))
    return nullptr;
  if (anyBase(*R, seesItsPlace))
    return "an argument's conversion sees where in the source it is made";
  for (const CXXConstructorDecl *By : R->ctors())
    if (mayTake(*By, 1, /*IsTemplate=*/false) && !By->isCopyOrMoveConstructor() && By->getNumParams() &&
        By->getParamDecl(0)->getType().getNonReferenceType()->isArithmeticType() &&
        narrows(Given, By->getParamDecl(0)->getType().getNonReferenceType(), C))
      return "an argument is converted to a narrower number";
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
  if (!R) {
    const char *Odd = Made.Arguments.empty() ? nullptr : findOddConversion(*Made.Arguments[0], Made.Type, C);
    return Odd ? std::optional<Refusal>(No("arguments", Odd, *Made.Whole)) : std::nullopt;
  }
  const auto *Same = Made.Arguments.size() == 1 ? Made.Arguments[0]->getType()->getAsCXXRecordDecl() : nullptr;
  bool IsCopy = Same && Same->hasDefinition() &&
                (Same->getCanonicalDecl() == R->getCanonicalDecl() || Same->isDerivedFrom(R));
  bool Known = Made.Arguments.empty();
  for (const Decl *D : R->decls()) {
    const auto *Template = llvm::dyn_cast<FunctionTemplateDecl>(D);
    const auto *Constructor = llvm::dyn_cast<CXXConstructorDecl>(Template ? Template->getTemplatedDecl() : D);
    if (!Constructor || !mayTake(*Constructor, Made.Arguments.size(), Template))
      continue;
    if (Constructor->getAccess() != AS_public)
      return No("constructor", "the constructor is not for everybody", *Made.Whole);
    if (Constructor->hasAttr<DeprecatedAttr>())
      return No("constructor", "the constructor is deprecated", *Made.Whole);
    Known |= !Constructor->isImplicit() || IsCopy;
    for (unsigned I = 0; I < std::min<std::size_t>(Made.Arguments.size(), Constructor->getNumParams()); ++I)
      if (const char *Odd = findOddConversion(*Made.Arguments[I], Constructor->getParamDecl(I)->getType(), C))
        return No("arguments", Odd, *Made.Arguments[I]);
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
  auto Bare = [](const Expr &Each) { return Each.getType().getCanonicalType().getUnqualifiedType(); };
  for (;;) {
    const Expr *Was = E;
    const auto *Made = llvm::dyn_cast<CXXConstructExpr>(E);
    const auto *List = llvm::dyn_cast<InitListExpr>(E);
    if (const auto *Cast = llvm::dyn_cast<CXXFunctionalCastExpr>(E))
      E = Cast->getSubExpr();
    else if (Made && (isStdType(E->getType(), "unique_ptr") || isStdType(E->getType(), "shared_ptr")) &&
             // Another pointer brings its deleter along.
             (Bare(*E) == Bare(Init) || hasStandardParts(E->getType())) &&
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
  const auto *Members = llvm::dyn_cast_or_null<CXXParenListInitExpr>(Given);
  if (Made)
    for (const Expr *Each : Made->arguments()) {
      if (!llvm::isa<CXXDefaultArgExpr>(Each))
        Result.Arguments.push_back(Each);
    }
  else if (Members)
    Result.Arguments.assign(Members->getUserSpecifiedInitExprs().begin(), Members->getUserSpecifiedInitExprs().end());
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

/// `struct T`, after which no `()` may stand.
static bool startsWithKeyword(const ObjectMaking &Made, const ASTContext &C) {
  Token First;
  const SourceManager &SM = C.getSourceManager();
  return Lexer::getRawToken(SM.getSpellingLoc(Made.Spelled.getBegin()), First, SM, C.getLangOpts()) ||
         First.isNot(tok::raw_identifier) ||
         llvm::is_contained({"struct", "class", "enum", "union"}, First.getRawIdentifier());
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
  if (Made.Form == ObjectMaking::Value && valueFormOf(Made.Type, C) == ValueForm::Copy && startsWithKeyword(Made, C))
    return No("spelling", "'struct' or 'class' stands in front of the type", *Made.Whole);
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
