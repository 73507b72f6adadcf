// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Elsewhere the type may be one whose functions lock, throw or write something, or an atomic number. The names
// are in the types as they are written, so these are asked, not what they stand for. Of a class whose objects are made or
// copied all is asked that they are made of.

#include "ConfiguredTypes.h"
#include "hone/Analysis/Configurations.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Lex/Preprocessor.h"

using namespace clang;

namespace hone {
namespace {

class Names : public RecursiveASTVisitor<Names> {
public:
  Names(const FunctionDecl &F, const ASTContext &C, Preprocessor *PP) : F(F), C(C), PP(PP) {}
  bool shouldVisitImplicitCode() const { return true; }
  bool VisitCXXConstructExpr(CXXConstructExpr *Made) { return object(*Made->getConstructor()->getParent()); }
  bool VisitExpr(Expr *E) { return use(E->getType()) && !((InValue || InType || InCount) && isOfConfiguredMacro(E->getBeginLoc())); }
  bool VisitUnaryExprOrTypeTraitExpr(UnaryExprOrTypeTraitExpr *E) {
    const auto *R = E->getTypeOfArgument()->getBaseElementTypeUnsafe()->getAsCXXRecordDecl();
    return !(InValue || InType || InCount) || !R || !R->getDefinition() || whole(*R->getDefinition());
  }
  bool VisitForStmt(ForStmt *Loop) { return counted(Loop->getInit()) && counted(Loop->getCond()) && counted(Loop->getInc()); }
  bool VisitWhileStmt(WhileStmt *Loop) { return counted(Loop->getCond()); }
  bool VisitDoStmt(DoStmt *Loop) { return counted(Loop->getCond()); }
  bool VisitVarDecl(VarDecl *V) { return use(V->getType()); }
  bool VisitCXXDefaultArgExpr(CXXDefaultArgExpr *E) { return inValue(E->getExpr()); }
  bool VisitDeclRefExpr(DeclRefExpr *R) { return declaration(*R->getDecl()) && used(*R->getFoundDecl()); }
  bool VisitMemberExpr(MemberExpr *M) { return declaration(*M->getMemberDecl()) && used(*M->getFoundDecl().getDecl()); }
  bool TraverseTypeLoc(TypeLoc T, bool = true) { return use(T.getType()) && number(T); }
  bool TraverseNestedNameSpecifierLoc(NestedNameSpecifierLoc Qualifier) {
    return TraverseNestedNameSpecifier(Qualifier.getNestedNameSpecifier());
  }
  bool TraverseNestedNameSpecifier(NestedNameSpecifier Qualifier) {
    if (Qualifier.getKind() == NestedNameSpecifier::Kind::Namespace)
      if (const auto *Alias = llvm::dyn_cast<NamespaceAliasDecl>(Qualifier.getAsNamespaceAndPrefix().Namespace))
        return found(*Alias);
    return RecursiveASTVisitor::TraverseNestedNameSpecifier(Qualifier);
  }
  bool VisitTypedefType(TypedefType *T) { return whole(*T->getDecl()) && spelled(*T->getDecl()) && type(T->desugar()); }
  bool VisitUsingType(UsingType *T) { return used(*T->getDecl()) && type(T->desugar()); }
  bool VisitTagType(TagType *T) {
    const TagDecl *Definition = T->getDecl()->getDefinition();
    if (!found(Definition ? *Definition : *T->getDecl()))
      return false;
    const auto *Class = llvm::dyn_cast_or_null<CXXRecordDecl>(Definition); // Its functions may be a base's.
    return !Class || isOfLibrary(*Class) || llvm::all_of(Class->bases(), [&](const CXXBaseSpecifier &Base) { return base(Base); });
  }
  bool VisitTemplateSpecializationType(TemplateSpecializationType *T) {
    const TemplateDecl *Template = T->getTemplateName().getAsTemplateDecl();
    const bool Alias = llvm::isa_and_nonnull<TypeAliasTemplateDecl>(Template); // Of a class, the members used are asked.
    return (!Template || ((Alias ? whole(*Template) : found(*Template)) && defaults(*Template))) && (!T->isSugared() || type(T->desugar()));
  }
  /// What an object of \p Class is made of.
  bool object(const CXXRecordDecl &Class) {
    const CXXRecordDecl *R = Class.getDefinition();
    if (!R || !Objects.insert(R).second)
      return true;
    if (const auto *Instance = llvm::dyn_cast<ClassTemplateSpecializationDecl>(R))
      for (const TemplateArgument &A : Instance->getTemplateArgs().asArray())
        if (A.getKind() == TemplateArgument::Type && !part(A.getAsType()))
          return false;
    if (isOfLibrary(*R))
      return true;
    if (isConditional(*R, C) || declaresByMacro(*R))
      return another(*R);
    for (const CXXMethodDecl *Special : R->methods())
      if (llvm::isa<CXXConstructorDecl, CXXDestructorDecl>(Special) && isOfMacro(Special->getLocation()))
        return another(*R);
    return llvm::all_of(R->bases(), [&](const CXXBaseSpecifier &Base) { return base(Base) && part(Base.getType()); }) &&
           llvm::all_of(R->fields(), [&](const FieldDecl *Field) {
             return spelled(*Field) && type(Field->getType()) && part(Field->getType());
           });
  }
  std::optional<Refusal> Why;

private:
  /// What it is declared as, and where.
  bool declaration(const ValueDecl &D) {
    const auto *V = llvm::dyn_cast<VarDecl>(&D);
    const auto *Enumerator = llvm::dyn_cast<EnumConstantDecl>(&D);
    const bool Constant = V && !V->isLocalVarDeclOrParm() && (V->isConstexpr() || (D.getType().isConstQualified() && D.getType()->isScalarType()));
    // Judges count with it: how often a loop runs, or which type is meant. They look into both branches of a question.
    if (Constant && !InType && !InValue && !InCount && D.getType()->isBooleanType())
      return use(D.getType());
    if (Enumerator)
      return enumerator(*Enumerator) && use(D.getType());
    if (Constant)
      return value(D, V->getInit()) && use(D.getType());
    if (V && V->isLocalVarDecl() && V->getInit() && D.getType().isConstQualified() && D.getType()->isScalarType() && !value(D, V->getInit()))
      return false;
    if (V && V->hasLocalStorage())
      return (llvm::isa<ParmVarDecl>(V) ? spelledParameter(*V) : spelledNumber(*V)) && use(D.getType());
    if (const auto *Function = llvm::dyn_cast<FunctionDecl>(&D))
      return function(*Function) && use(D.getType());
    if (!V && !llvm::isa<FieldDecl>(D))
      return use(D.getType());
    return whole(D) && spelled(D) && extents(D) && type(D.getType());
  }
  /// One without a value of its own follows those in front of it.
  bool enumerator(const EnumConstantDecl &D) {
    const auto *Enum = llvm::cast<EnumDecl>(D.getDeclContext());
    if (isOfLibrary(D) || Values.count(&D))
      return true;
    const EnumConstantDecl *From = nullptr;
    bool OfMacro = false;
    for (const EnumConstantDecl *Each : Enum->enumerators()) {
      if (Each->getInitExpr())
        From = Each;
      OfMacro = (OfMacro && From != Each) || isOfConfiguredMacro(Each->getLocation());
      if (Each == &D)
        break;
    }
    if (OfMacro)
      return false;
    Why.reset();
    if (isSplit({From ? From->getBeginLoc() : Enum->getBeginLoc(), D.getEndLoc()}, C))
      return another(D);
    return (!From || From == &D || value(*From, From->getInitExpr())) && value(D, D.getInitExpr());
  }
  /// A constant, and those that it is made of.
  bool value(const ValueDecl &D, const Expr *Init) {
    if (isOfLibrary(D) || !Values.insert(&D).second)
      return true;
    return (llvm::isa<EnumConstantDecl>(D) ? found(D) : whole(D)) && extents(D) && inValue(Init);
  }
  /// The header of a loop says how often it runs.
  bool counted(const Stmt *S) {
    const bool Before = std::exchange(InCount, true);
    const bool Result = !S || TraverseStmt(const_cast<Stmt *>(S));
    InCount = Before;
    return Result;
  }
  bool inValue(const Stmt *S) {
    const bool Before = std::exchange(InValue, true);
    const bool Result = !S || TraverseStmt(const_cast<Stmt *>(S));
    InValue = Before;
    return Result;
  }
  /// A function that a constant is made by; of others, what arguments that are left out stand for.
  bool function(const FunctionDecl &D) {
    if (isOfLibrary(D))
      return true;
    if (const FunctionTemplateDecl *Template = D.getPrimaryTemplate(); Template && !defaults(*Template))
      return false;
    const FunctionDecl *Definition = nullptr;
    if (!InValue || !D.hasBody(Definition) || !Values.insert(Definition).second)
      return true;
    return whole(*Definition) && inValue(Definition->getBody());
  }
  static const Expr *initOf(const ValueDecl &D) {
    const auto *V = llvm::dyn_cast<VarDecl>(&D);
    return V ? V->getInit() : nullptr;
  }
  /// How many elements it has, if that is an array.
  bool extents(const ValueDecl &D) {
    const auto *Declared = llvm::dyn_cast<DeclaratorDecl>(&D);
    const TypeSourceInfo *Info = Declared && !isOfLibrary(D) ? Declared->getTypeSourceInfo() : nullptr;
    for (TypeLoc T = Info ? Info->getTypeLoc() : TypeLoc(); !T.isNull(); T = T.getNextTypeLoc())
      if (const auto Array = T.getAs<ArrayTypeLoc>(); Array && !inValue(Array.getSizeExpr() ? Array.getSizeExpr() : initOf(D)))
        return false;
    return true;
  }
  /// Whether a macro that only this configuration defines so says what stands \p Where; then that is the reason.
  bool isOfConfiguredMacro(SourceLocation Where) {
    const SourceManager &SM = C.getSourceManager();
    for (SourceLocation At = Where; At.isMacroID(); At = SM.getImmediateMacroCallerLoc(At))
      if (const SourceLocation Defined = SM.getSpellingLoc(At);
          !SM.isInSystemHeader(Defined) &&
          (isInConditional(Defined, C) || isSetElsewhere(Lexer::getImmediateMacroName(At, SM, C.getLangOpts()), C))) {
        Why = Refusal{"preprocessor", "a macro has another value in another configuration", SM.getExpansionLoc(At)};
        return true;
      }
    return false;
  }
  bool isOfLibrary(const Decl &D) const { return C.getSourceManager().isInSystemHeader(D.getLocation()); }
  bool isOfMacro(SourceLocation Where) const {
    const SourceManager &SM = C.getSourceManager();
    return Where.isMacroID() && !SM.isInSystemHeader(SM.getSpellingLoc(Where)) && !SM.isInSystemMacro(Where);
  }
  /// Whether a macro stands among the members of \p Class, but not in their bodies: it may declare something elsewhere.
  bool declaresByMacro(const CXXRecordDecl &Class) const {
    const SourceManager &SM = C.getSourceManager();
    const CharSourceRange Range = SM.getExpansionRange(Class.getSourceRange());
    return saysMacro(Lexer::getSourceText(Range, SM, C.getLangOpts()));
  }
  /// Whether a macro is one whole number wherever the file is read: `#define ROWS 64` between no lines that choose.
  bool isNumber(const IdentifierInfo &Name) const {
    const MacroDirective *Only = PP ? PP->getLocalMacroDirectiveHistory(&Name) : nullptr;
    if (!llvm::isa_and_nonnull<DefMacroDirective>(Only) || Only->getPrevious())
      return false;
    const MacroInfo &Macro = *Only->getMacroInfo();
    const SourceLocation At = Macro.getDefinitionLoc();
    return Macro.isObjectLike() && Macro.getNumTokens() == 1 && Macro.tokens().front().is(tok::numeric_constant) &&
           !C.getSourceManager().isInSystemHeader(At) && !isInConditional(At, C) && !isSetElsewhere(Name.getName(), C);
  }
  /// Whether \p Text names a macro, but for a number, and for what stands in braces within braces.
  bool saysMacro(llvm::StringRef Said) const {
    const std::string Text = Said.str();
    Lexer L(SourceLocation(), C.getLangOpts(), Text.data(), Text.data(), Text.data() + Text.size());
    Token T;
    unsigned Depth = 0;
    for (bool AtEnd = false; !AtEnd;) {
      AtEnd = L.LexFromRawLexer(T);
      Depth += T.is(tok::l_brace);
      Depth -= T.is(tok::r_brace) && Depth > 0;
      if (T.isNot(tok::raw_identifier) || Depth > 1)
        continue;
      const IdentifierInfo &Name = C.Idents.get(T.getRawIdentifier());
      if (Name.hadMacroDefinition() && !isNumber(Name))
        return true;
    }
    return false;
  }
  bool another(const NamedDecl &D) {
    Why = Refusal{"preprocessor", "'" + D.getNameAsString() + "' may be something else in another configuration", D.getLocation()};
    return false;
  }
  /// Whether no macro says the type, or stands in front of it and is nothing here.
  bool spelled(const ValueDecl &D) {
    if (!llvm::isa<DeclaratorDecl>(D) || isOfLibrary(D) || D.getLocation().isInvalid())
      return true;
    const SourceManager &SM = C.getSourceManager();
    const auto [Id, Offset] = SM.getDecomposedExpansionLoc(D.getLocation());
    llvm::StringRef Before = SM.getBufferData(Id).take_front(Offset);
    if (const std::size_t End = Before.find_last_of(";{}#"); End != llvm::StringRef::npos)
      Before = Before[End] == '#' ? Before.drop_front(End).split('\n').second : Before.drop_front(End + 1);
    return !saysMacro(Before) || another(D);
  }
  bool spelled(const TypedefNameDecl &D) {
    if (isOfLibrary(D) || D.getLocation().isInvalid())
      return true;
    const SourceManager &SM = C.getSourceManager();
    return !saysMacro(Lexer::getSourceText(SM.getExpansionRange(D.getSourceRange()), SM, C.getLangOpts())) || another(D);
  }
  bool spelledParameter(const VarDecl &D) {
    const SourceManager &SM = C.getSourceManager();
    if (isOfLibrary(D) || D.getLocation().isInvalid())
      return true;
    const auto Text = CharSourceRange::getCharRange(SM.getExpansionLoc(D.getBeginLoc()), SM.getExpansionLoc(D.getLocation()));
    return !saysMacro(Lexer::getSourceText(Text, SM, C.getLangOpts())) || another(D);
  }
  bool spelledNumber(const VarDecl &D) { return !D.getTypeSourceInfo() || number(D.getTypeSourceInfo()->getTypeLoc()); }
  /// Whether no macro that is another one elsewhere says that \p T is a whole number, and which.
  bool number(TypeLoc T) {
    const QualType Is = T.getType();
    return Is->isRealFloatingType() || !Is->isArithmeticType() || Is->getAs<TypedefType>() || !isOfConfiguredMacro(T.getBeginLoc());
  }
  bool base(const CXXBaseSpecifier &Base) {
    const auto *R = Base.getType()->getAsCXXRecordDecl();
    return (R && !isOfMacro(Base.getBaseTypeLoc())) ? type(Base.getType()) : !R || another(*R);
  }
  bool part(QualType T) {
    const auto *R = T->getBaseElementTypeUnsafe()->getAsCXXRecordDecl();
    return !R || object(*R);
  }
  /// What arguments that are left out stand for.
  bool defaults(const TemplateDecl &Template) {
    return isOfLibrary(Template) || llvm::all_of(*Template.getTemplateParameters(), [&](const NamedDecl *P) {
             if (const auto *Number = llvm::dyn_cast<NonTypeTemplateParmDecl>(P))
               return !Number->hasDefaultArgument() || inValue(Number->getDefaultArgument().getSourceExpression());
             const auto *Parameter = llvm::dyn_cast<TemplateTypeParmDecl>(P);
             return !Parameter || !Parameter->hasDefaultArgument() || type(Parameter->getDefaultArgument().getArgument().getAsType());
           });
  }
  /// What a `using` brings here.
  bool used(const NamedDecl &Found) {
    const auto *Shadow = llvm::dyn_cast<UsingShadowDecl>(&Found);
    return !Shadow || found(*Shadow->getIntroducer());
  }
  /// Of a fraction only its precision may be another one, and its name is kept; a whole number may wrap round there.
  bool use(QualType T) { return T.isNull() || T->isRealFloatingType() || (T->isArithmeticType() && !T->isEnumeralType() && !T->getAs<TypedefType>()) || type(T); }
  bool type(QualType T) {
    if (T.isNull() || !Seen.insert(T.getAsOpaquePtr()).second)
      return true;
    const bool Before = std::exchange(InType, true); // A constant there decides on the type.
    const bool Result = TraverseType(T);
    InType = Before;
    return Result;
  }
  /// Where it is declared, and all that the declaration says.
  bool whole(const NamedDecl &D) { return found(D) && (!isSplit(D.getSourceRange(), C) || another(D)); }
  bool found(const NamedDecl &D) {
    const SourceManager &SM = C.getSourceManager();
    const SourceLocation At = SM.getExpansionLoc(D.getLocation());
    if (At.isValid() && !SM.isInSystemHeader(At) && isInConditional(At, C, F.getLocation()))
      Why = Refusal{"preprocessor", "'" + D.getNameAsString() + "' may be something else in another configuration", At};
    return !Why;
  }

  const FunctionDecl &F;
  const ASTContext &C;
  Preprocessor *PP;
  llvm::SmallPtrSet<const void *, 32> Seen;
  llvm::SmallPtrSet<const CXXRecordDecl *, 8> Objects;
  llvm::SmallPtrSet<const ValueDecl *, 8> Values;
  bool InType = false, InValue = false, InCount = false;
};

} // namespace

std::optional<Refusal> findConfiguredObject(const CXXRecordDecl &Class, const FunctionDecl &F, const ASTContext &C) {
  Names Used(F, C, nullptr);
  Used.object(Class);
  return Used.Why;
}

std::optional<Refusal> findConfiguredType(const Stmt &S, const FunctionDecl &F, ASTContext &C, Preprocessor *PP) {
  Names Used(F, C, PP);
  Used.TraverseStmt(const_cast<Stmt *>(&S));
  if (const auto *Made = llvm::dyn_cast<CXXConstructorDecl>(&F); Made && &S == F.getBody())
    for (const CXXCtorInitializer *Init : Made->inits())
      Used.TraverseStmt(Init->getInit());
  return Used.Why;
}

} // namespace hone
