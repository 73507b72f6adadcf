// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The conditions of model entries: what of the user's could run inside a
// function of the library. An operator, a conversion, a constructor or a
// destructor of the user's is code; so are their specialisations of std::less
// and std::hash, and their iterators. What is listed here has none of them, all
// else is refused.

#include "EffectsVisitor.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ParentMap.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;

namespace hone {

static QualType bare(QualType T) {
  return T.isNull()
             ? T
             : T.getNonReferenceType().getCanonicalType().getUnqualifiedType();
}

/// A number that no operator of the project can be for: clang counts plain
/// enumerations among the arithmetic types.
static bool isNumeric(QualType T) { return T->isArithmeticType() && !T->isEnumeralType(); }

/// The namespace in which functions for what is declared in \p In are looked
/// for: inline namespaces and what is around them are one. Null: friends and
/// local scopes are not looked through.
static const DeclContext *namespaceOf(const DeclContext *In) {
  if (In->isRecord() || In->isFunctionOrMethod())
    return nullptr;
  In = In->getRedeclContext();
  while (In->isInlineNamespace())
    In = In->getParent()->getRedeclContext();
  return In;
}

/// Whether the namespace of the enumeration \p E, where operators are looked
/// for, has any comparison that could take it.
static bool hasOperators(const EnumDecl &E) {
  const DeclContext *In = namespaceOf(E.getDeclContext());
  if (!In)
    return true;
  const ASTContext &C = E.getASTContext();
  for (OverloadedOperatorKind Kind :
       {OO_Less, OO_EqualEqual, OO_Greater, OO_Spaceship, OO_ExclaimEqual})
    for (const NamedDecl *D : In->lookup(
             C.DeclarationNames.getCXXOperatorName(Kind))) {
      // For any other type the language's own comparison is the better match.
      const auto *F = llvm::dyn_cast<FunctionDecl>(D);
      if (!F || llvm::any_of(F->parameters(), [&](const ParmVarDecl *P) {
            return bare(P->getType())->getAsEnumDecl() == &E;
          }))
        return true;
    }
  return false;
}

/// Whether ==, < and std::hash of a \p T are the language's or the library's
/// own.
static bool isComparable(QualType T, const ASTContext &C) {
  T = bare(T);
  if (T.isNull())
    return false;
  if (isNumeric(T) || T->isPointerType())
    return true;
  if (const auto *E = T->getAsEnumDecl())
    return !hasOperators(*E);
  return isStdString(T) || isStdStringView(T);
}

/// The types an object of a class of the library keeps: the arguments that have
/// no default.
llvm::SmallVector<QualType, 4> dataTypes(QualType T) {
  llvm::SmallVector<QualType, 4> Types;
  const auto *Spec = llvm::dyn_cast_or_null<ClassTemplateSpecializationDecl>(
      bare(T)->getAsCXXRecordDecl());
  if (!Spec)
    return Types;
  const TemplateParameterList &Parameters =
      *Spec->getSpecializedTemplate()->getTemplateParameters();
  unsigned N = 0;
  for (const TemplateArgument &A : Spec->getTemplateArgs().asArray()) {
    const auto *P =
        N < Parameters.size()
            ? llvm::dyn_cast<TemplateTypeParmDecl>(Parameters.getParam(N))
            : nullptr;
    ++N;
    if (A.getKind() == TemplateArgument::Pack) {
      for (const TemplateArgument &Each : A.pack_elements())
        if (Each.getKind() == TemplateArgument::Type)
          Types.push_back(Each.getAsType());
    } else if (A.getKind() == TemplateArgument::Type && P &&
               !P->hasDefaultArgument()) {
      Types.push_back(A.getAsType());
    }
  }
  return Types;
}

static bool isProduct(QualType T) {
  return isStdType(T, "pair") || isStdType(T, "tuple") ||
         isStdType(T, "array") || isStdType(T, "optional");
}

static bool isPlainElement(QualType E, const ASTContext &C, unsigned Depth = 0);

/// Whether the compiler writes all that copies, assigns and destroys objects of a class
/// of plain members.
static bool isPlainClass(const CXXRecordDecl &R, const ASTContext &C, unsigned Depth) {
  bool Own = R.hasUserDeclaredCopyConstructor() || R.hasUserDeclaredMoveConstructor() ||
             R.hasUserDeclaredCopyAssignment() || R.hasUserDeclaredMoveAssignment() ||
             R.hasUserDeclaredDestructor() || R.isPolymorphic() || R.isUnion() ||
             R.getNumVBases();
  // Templates and other overloads of = may be the better match.
  if (Own || llvm::any_of(R.decls(), [](const Decl *D) {
        const auto *Named = llvm::dyn_cast<NamedDecl>(D);
        return llvm::isa<FunctionTemplateDecl>(D) ||
               (Named && !Named->isImplicit() &&
                Named->getDeclName().getCXXOverloadedOperator() == OO_Equal);
      }))
    return false;
  return llvm::all_of(R.bases(),
                      [&](const CXXBaseSpecifier &B) { return isPlainElement(B.getType(), C, Depth + 1); }) &&
         llvm::all_of(R.fields(), [&](const FieldDecl *F) {
           return !isVolatileOrAtomic(F->getType()) && !F->getType().isConstQualified() &&
                  isPlainElement(C.getBaseElementType(F->getType()), C, Depth + 1);
         });
}

/// Whether the namespace of \p T may have a swap that takes it.
static bool hasSwap(QualType T, const DeclContext *Declared) {
  const DeclContext *In = namespaceOf(Declared);
  if (!In)
    return true;
  const ASTContext &C = Declared->getParentASTContext();
  return llvm::any_of(In->lookup(&C.Idents.get("swap")), [&](const NamedDecl *D) {
    const auto *F = llvm::dyn_cast<FunctionDecl>(D);
    return !F || llvm::any_of(F->parameters(), [&](const ParmVarDecl *P) {
      return C.hasSameType(bare(P->getType()), bare(T));
    });
  });
}

/// Whether what the library does with values of the class \p R, which is copied
/// as bytes, may select a template, a friend or a swap of the user's.
static bool hasOwnFunctions(const CXXRecordDecl &R, unsigned Depth = 0) {
  if (R.isInStdNamespace() || R.isLambda())
    return false;
  if (!R.hasDefinition() || Depth > 8 ||
      llvm::isa<ClassTemplateSpecializationDecl>(R))
    return true; // The namespaces of its arguments count, too.
  QualType T = R.getASTContext().getCanonicalTagType(&R);
  // Of a class in a class or a function, the namespace around is meant.
  const DeclContext *In = R.getDeclContext();
  while (In->isRecord() || In->isFunctionOrMethod())
    In = In->getParent();
  auto IsOwn = [](const Decl *D) {
    const auto *Friend = llvm::dyn_cast<FriendDecl>(D);
    const auto *F = llvm::dyn_cast<FunctionTemplateDecl>(D);
    return (Friend && Friend->getFriendDecl()) || llvm::isa<UsingDecl>(D) ||
           (F && (llvm::isa<CXXConstructorDecl>(F->getTemplatedDecl()) ||
                  F->getTemplatedDecl()->getOverloadedOperator() == OO_Equal));
  };
  return llvm::any_of(R.decls(), IsOwn) || hasSwap(T, In) ||
         llvm::any_of(R.bases(), [&](const CXXBaseSpecifier &B) {
           const auto *Base = B.getType()->getAsCXXRecordDecl();
           return !Base || hasOwnFunctions(*Base, Depth + 1);
         });
}

/// Whether swap(T &, T &) for a plain value may be the user's.
static bool mayBeSwapped(QualType T, const ASTContext &C) {
  T = C.getBaseElementType(T);
  if (const auto *E = T->getAsEnumDecl())
    return hasSwap(T, E->getDeclContext());
  while (T->isPointerType())
    T = T->getPointeeType();
  const auto *R = T->getAsCXXRecordDecl();
  if (R && T->isIncompleteType())
    return hasSwap(T, R->getDeclContext());
  return R && hasOwnFunctions(*R);
}

/// Whether copying, assigning and destroying a \p E runs no code of the user's.
static bool isPlainElement(QualType E, const ASTContext &C, unsigned Depth) {
  if (E.isNull() || Depth > 8 || E->isReferenceType())
    return false;
  // Assigning a pair is a function, but one that only assigns its parts.
  if (isStdContainer(E) || isProduct(E)) {
    auto Types = dataTypes(E);
    return !Types.empty() && llvm::all_of(Types, [&](QualType T) {
      return isPlainElement(T.getUnqualifiedType(), C, Depth + 1);
    });
  }
  if (mayBeSwapped(E, C))
    return false;
  const auto *R = E->getAsCXXRecordDecl();
  if (R && R->hasDefinition() && !R->isInStdNamespace() && isPlainClass(*R, C, Depth))
    return true;
  return isPlainValue(E, C);
}

bool hasPlainElements(QualType Container, const ASTContext &C) {
  auto Types = dataTypes(Container);
  return !Types.empty() &&
         llvm::all_of(Types, [&](QualType T) { return isPlainElement(T, C); });
}

bool isQuietlyMade(QualType T, const ASTContext &C) {
  const auto *R = C.getBaseElementType(T)->getAsCXXRecordDecl();
  if (!R)
    return true;
  if (R->isInStdNamespace()) {
    // What they hold may be made with them: a vector of so many.
    bool Holds = isStdContainer(T) || isProduct(T) ||
                 isStdType(T, "variant") || isStdType(T, "complex");
    return isStdStringView(T) || isStdType(T, "span") ||
           (Holds && llvm::all_of(dataTypes(T), [&](QualType Each) {
              return isQuietlyMade(Each, C);
            }));
  }
  if (!R->hasDefinition() || R->isUnion() ||
      llvm::any_of(
          R->ctors(),
          [](const CXXConstructorDecl *D) { return D->isUserProvided(); }) ||
      llvm::any_of(R->decls(), [](const Decl *D) {
        return llvm::isa<FunctionTemplateDecl>(D);
      }))
    return false;
  return llvm::all_of(
             R->bases(),
             [&](const auto &B) { return isQuietlyMade(B.getType(), C); }) &&
         llvm::all_of(R->fields(), [&](const FieldDecl *F) {
           const Expr *Init = F->hasInClassInitializer()
                                  ? F->getInClassInitializer()
                                  : nullptr;
           return isQuietlyMade(F->getType(), C) &&
                  (!F->hasInClassInitializer() ||
                   (Init && !Init->HasSideEffects(C)));
         });
}

/// Whether an element of one of \p Wanted may be made of a \p T without asking
/// it.
static bool fits(QualType T, llvm::ArrayRef<QualType> Wanted,
                 const ASTContext &C) {
  T = bare(T);
  return llvm::any_of(Wanted, [&](QualType W) {
    W = bare(W);
    return C.hasSameType(T, W) ||
           (isNumeric(T) && isNumeric(W)) ||
           (isStdString(W) &&
            (T->isPointerType() || isStdStringView(T))) ||
           (isStdVector(W) && fits(T, elementType(W), C));
  });
}

static bool isKnownArgument(QualType T, QualType Class,
                            llvm::ArrayRef<QualType> Elements,
                            const ASTContext &C) {
  T = bare(T);
  // Another enumeration may have operators to be compared with.
  if (isNumeric(T) || T->isNullPtrType() ||
      C.hasSameType(T, bare(Class)))
    return true;
  if (QualType Each = iteratedType(T); !Each.isNull())
    return fits(Each, Elements, C) ||
           (Each->isCharType() && isStdString(Class)) || fits(T, Elements, C);
  if (T->isArrayType()) // A string literal that is forwarded.
    return fits(C.getArrayDecayedType(T), Elements, C);
  if (isStdString(T) || isStdStringView(T) ||
      isStdType(T, "allocator"))
    return true;
  if (isStdType(T, "initializer_list"))
    return fits(elementType(T), Elements, C);
  if (isStdType(T, "pair") || isStdType(T, "tuple")) {
    auto Parts = dataTypes(T);
    return llvm::all_of(Parts,
                        [&](QualType P) { return fits(P, Elements, C); }) &&
           llvm::all_of(Elements,
                        [&](QualType E) { return isQuietlyMade(E, C); });
  }
  return llvm::any_of(Elements,
                      [&](QualType E) { return C.hasSameType(T, bare(E)); });
}

static bool knowsArguments(const FunctionDecl &F, QualType Class) {
  const ASTContext &C = F.getASTContext();
  llvm::SmallVector<QualType, 4> Elements = dataTypes(Class);
  if (QualType Value = containedType(Class); !Value.isNull())
    Elements.push_back(Value);
  return llvm::all_of(F.parameters(), [&](const ParmVarDecl *P) {
    return isKnownArgument(P->getType(), Class, Elements, C);
  });
}

static bool areStrings(const FunctionDecl &F, const Invocation *I) {
  bool Any = I && I->Object;
  for (const ParmVarDecl *P : F.parameters()) {
    QualType T = bare(P->getType());
    bool String = isStdString(T) || isStdStringView(T);
    bool Allowed =
        String || T->isIntegerType() || isStdType(T, "allocator") ||
        (T->isPointerType() && T->getPointeeType()->isAnyCharacterType());
    if (!Allowed)
      return false;
    Any |= String;
  }
  return Any;
}

enum class RangeKind { Plain, Comparable, Numbers };

/// Of an algorithm: every parameter is an iterator of the library's or a
/// pointer, a value that fits, or what is called. The first is an iterator.
static bool isRange(const FunctionDecl &F, const Invocation *I,
                    RangeKind Kind) {
  const ASTContext &C = F.getASTContext();
  llvm::SmallVector<QualType, 4> Elements;
  for (const ParmVarDecl *P : F.parameters())
    if (QualType Each = iteratedType(P->getType()); !Each.isNull()) {
      if (isVolatileOrAtomic(Each))
        return false;
      Elements.push_back(bare(Each));
    }
  if (Elements.empty() || !I ||
      iteratedType(F.getParamDecl(0)->getType()).isNull())
    return false;
  auto Holds = [&](QualType E) {
    return Kind == RangeKind::Numbers      ? isNumeric(E)
           : Kind == RangeKind::Comparable ? isComparable(E, C)
                                           : isPlainElement(E, C);
  };
  if (!llvm::all_of(Elements, Holds))
    return false;
  // std::less<> asks the elements.
  bool OfNumbers =
      llvm::all_of(Elements, [](QualType E) { return isNumeric(E); });
  for (unsigned N = 0; N < F.getNumParams(); ++N) {
    QualType T = F.getParamDecl(N)->getType();
    if (!iteratedType(T).isNull() && !(N > 0 && isStdString(T)))
      continue;
    const Expr *Argument = N < I->Arguments.size() ? I->Arguments[N] : nullptr;
    bool Called = Argument && (lambdaOf(*Argument) ||
                               (isStdFunctor(*Argument) && OfNumbers));
    if (Called && Kind != RangeKind::Comparable)
      continue;
    bool Value = isNumeric(bare(T)) || fits(T, Elements, C);
    if (!Value || (Kind != RangeKind::Plain && !isComparable(T, C)) ||
        (Kind == RangeKind::Numbers && !isNumeric(bare(T))))
      return false;
  }
  // Between two ranges: numbers, or one type.
  return llvm::all_of(Elements,
                      [&](QualType E) { return fits(E, Elements.front(), C); });
}

const LambdaExpr *lambdaOf(const Expr &Argument) {
  return llvm::dyn_cast<LambdaExpr>(Argument.IgnoreUnlessSpelledInSource());
}

bool isStdFunctor(const Expr &E) {
  const auto *R = bare(E.getType())->getAsCXXRecordDecl();
  if (!R || !R->isInStdNamespace() || !R->getDeclName().isIdentifier())
    return false;
  QualType On = elementType(E.getType());
  return llvm::StringSwitch<bool>(R->getName())
             .Cases({"less", "greater", "less_equal", "greater_equal",
                     "equal_to", "not_equal_to"},
                    true)
             .Cases({"plus", "minus", "multiplies"}, true)
             .Default(false) &&
         !On.isNull() && (isNumeric(On) || On->isVoidType());
}

namespace {
/// Whether a stream is used for nothing but `os << x << y;` and `os.str()`:
/// tied to another, or given another's buffer, it would do what those do.
class StreamUses : public RecursiveASTVisitor<StreamUses> {
public:
  StreamUses(const VarDecl &V, const Stmt &Body)
      : V(V), Parents(const_cast<Stmt *>(&Body)) {}
  bool VisitDeclRefExpr(DeclRefExpr *R) {
    if (R->getDecl()->getCanonicalDecl() == V.getCanonicalDecl())
      Plain &= isPlainUse(R);
    return Plain;
  }
  bool Plain = true;

private:
  bool isPlainUse(const Stmt *E) {
    const Stmt *P = Parents.getParentIgnoreParenImpCasts(const_cast<Stmt *>(E));
    if (const auto *M = llvm::dyn_cast_or_null<MemberExpr>(P))
      return M->getMemberDecl()->getDeclName().isIdentifier() &&
             M->getMemberDecl()->getName() == "str";
    bool Written = false;
    for (; P; P = Parents.getParentIgnoreParenImpCasts(const_cast<Stmt *>(P))) {
      const auto *Call = llvm::dyn_cast<CXXOperatorCallExpr>(P);
      if (!Call || Call->getOperator() != OO_LessLess ||
          Call->getArg(0)->IgnoreParenImpCasts() != E)
        break;
      E = P;
      Written = true;
    }
    return Written &&
           llvm::isa_and_nonnull<CompoundStmt, ExprWithCleanups, IfStmt,
                                 ForStmt, CXXForRangeStmt, WhileStmt>(P);
  }
  const VarDecl &V;
  ParentMap Parents;
};
} // namespace

/// Whether the stream \p E starts from is a std::ostringstream, a variable of
/// the function that only text is written into.
static bool isLocalStream(const Expr &Given) {
  const Expr *E = Given.IgnoreParenImpCasts();
  while (const auto *Call = llvm::dyn_cast<CXXOperatorCallExpr>(E)) {
    if (Call->getOperator() != OO_LessLess || Call->getNumArgs() != 2)
      return false;
    E = Call->getArg(0)->IgnoreParenImpCasts();
  }
  const auto *Ref = llvm::dyn_cast<DeclRefExpr>(E);
  const auto *V = Ref ? llvm::dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  const auto *F =
      V ? llvm::dyn_cast_or_null<FunctionDecl>(V->getParentFunctionOrMethod())
        : nullptr;
  if (!F || !F->hasBody() || !V->hasLocalStorage() ||
      llvm::isa<ParmVarDecl>(V) || V->getType()->isReferenceType() ||
      !isStdType(V->getType(), "basic_ostringstream"))
    return false;
  StreamUses Uses(*V, *F->getBody());
  Uses.TraverseStmt(F->getBody());
  return Uses.Plain;
}

static bool holdsOfArgument(Need N, const FunctionDecl &F,
                            const Invocation *I) {
  const ASTContext &C = F.getASTContext();
  QualType First = F.getNumParams() ? F.getParamDecl(0)->getType() : QualType();
  switch (N) {
  case Need::OwnerArgument:
    return ownsElements(First) || isStdContainer(First);
  case Need::ProductArgument:
    // What a tuple of references gives is no part of it.
    return (isStdType(First, "pair") || isStdType(First, "tuple") ||
            isStdType(First, "array")) &&
           llvm::none_of(dataTypes(First),
                         [](QualType T) { return T->isReferenceType(); });
  case Need::VariantArgument:
    return isStdType(First, "variant");
  case Need::PlainArguments:
    return llvm::all_of(F.parameters(), [&](const ParmVarDecl *P) {
      return isPlainElement(bare(P->getType()), C) &&
             !isVolatileOrAtomic(P->getType());
    });
  case Need::Iterators:
    return F.getNumParams() &&
           llvm::all_of(F.parameters(),
                        [&](const ParmVarDecl *P) {
                          return bare(P->getType())->isIntegerType() ||
                                 (!iteratedType(P->getType()).isNull() &&
                                  !bare(P->getType())->isPointerType());
                        }) &&
           !iteratedType(First).isNull();
  case Need::LocalStream:
    return I && ((I->Object && isLocalStream(*I->Object)) ||
                 (!I->Object && !I->Arguments.empty() &&
                  isLocalStream(*I->Arguments.front())));
  case Need::Text: {
    QualType T =
        F.getNumParams() == 2 ? bare(F.getParamDecl(1)->getType()) : QualType();
    // A stream of wide characters asks a facet to widen others.
    QualType Of = elementType(First);
    if (T.isNull() || Of.isNull() || !Of->isCharType())
      return false;
    return isStdString(T) || isStdStringView(T) || C.hasSameType(T, bare(Of)) ||
           (T->isPointerType() &&
            C.hasSameUnqualifiedType(T->getPointeeType(), Of));
  }
  default:
    return false;
  }
}

bool holds(Need N, const FunctionDecl &F, const Invocation *I) {
  const ASTContext &C = F.getASTContext();
  const auto *Method = llvm::dyn_cast<CXXMethodDecl>(&F);
  QualType Class = Method ? QualType(C.getCanonicalTagType(Method->getParent()))
                          : QualType();
  auto All = [&](auto Test) {
    return F.getNumParams() &&
           llvm::all_of(F.parameters(), [&](const ParmVarDecl *P) {
             return Test(P->getType().getNonReferenceType());
           });
  };
  switch (N) {
  case Need::Arithmetic:
    // Outside of std only C's own: a library's log(int) writes a line.
    return All([](QualType T) { return isNumeric(T); }) &&
           (F.isInStdNamespace() || F.getBuiltinID() ||
            (F.getReturnType()->isRealFloatingType() &&
             F.getParamDecl(0)->getType()->isRealFloatingType()));
  case Need::FloatingResult:
    return F.getReturnType()->isFloatingType();
  case Need::Integers:
    return All([](QualType T) { return T->isIntegerType(); });
  case Need::PlainElements:
    return Method && hasPlainElements(Class, C);
  case Need::QuietElements:
    return Method && llvm::all_of(dataTypes(Class), [&](QualType T) {
             return isQuietlyMade(T, C);
           });
  case Need::PlainKeys:
    return Method && isComparable(elementType(Class),
                                  C); // Comparison and hash: hasStandardParts.
  case Need::KnownArguments:
    return Method && knowsArguments(F, Class);
  case Need::Strings:
    return areStrings(F, I);
  case Need::PlainRange:
    return isRange(F, I, RangeKind::Plain);
  case Need::ComparableRange:
    return isRange(F, I, RangeKind::Comparable);
  case Need::NumbersRange:
    return isRange(F, I, RangeKind::Numbers);
  default:
    return holdsOfArgument(N, F, I);
  }
}

} // namespace hone
