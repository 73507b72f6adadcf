// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Types as the analyses see them. Overlap follows the aliasing rule of the
// standard, made wider where compilers and habits are: integers of one size,
// and all pointers, are taken for the same.

#include "hone/Analysis/Types.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;

namespace hone {

bool isStdDecl(const NamedDecl *D, llvm::StringRef Name) {
  return D && D->getDeclName().isIdentifier() && D->getName() == Name &&
         D->isInStdNamespace();
}

static const CXXRecordDecl *recordOf(QualType T) {
  if (T.isNull())
    return nullptr;
  return T.getNonReferenceType().getCanonicalType()->getAsCXXRecordDecl();
}

bool isStdType(QualType T, llvm::StringRef Name) {
  return isStdDecl(recordOf(T), Name);
}

static QualType templateArgument(QualType T, unsigned Index) {
  const auto *Spec =
      llvm::dyn_cast_or_null<ClassTemplateSpecializationDecl>(recordOf(T));
  if (!Spec || Spec->getTemplateArgs().size() <= Index)
    return {};
  const TemplateArgument &A = Spec->getTemplateArgs()[Index];
  return A.getKind() == TemplateArgument::Type ? A.getAsType() : QualType();
}

QualType elementType(QualType T) {
  if (T.isNull())
    return {};
  if (const auto *A = T.getNonReferenceType().getCanonicalType()->getAsArrayTypeUnsafe())
    return A->getElementType();
  return templateArgument(T, 0);
}

/// Written by the library: no specialisation of the user's.
static bool isSystemRecord(const CXXRecordDecl *R) {
  return R && R->getASTContext().getSourceManager().isInSystemHeader(
                  R->getLocation());
}

/// Whether \p T is the library's own \p Name, made for a \p For.
static bool isPartFor(QualType T, llvm::StringRef Name, QualType For) {
  const CXXRecordDecl *R = recordOf(T);
  QualType Of = templateArgument(T, 0);
  return isStdDecl(R, Name) && isSystemRecord(R) && !Of.isNull() &&
         !For.isNull() &&
         Of.getCanonicalType().getUnqualifiedType() ==
             For.getCanonicalType().getUnqualifiedType();
}

bool isStdVector(QualType T) {
  if (!isStdType(T, "vector") || !isSystemRecord(recordOf(T)))
    return false;
  QualType E = templateArgument(T, 0);
  return !E.isNull() && !E->isBooleanType() &&
         isPartFor(templateArgument(T, 1), "allocator", E);
}

/// Whether std::char_traits compares and copies a \p T as the language does.
static bool isPlainCharacter(QualType T) {
  return !T.isNull() && T->isIntegerType() && !T->isEnumeralType();
}

bool isStdString(QualType T) {
  QualType E = templateArgument(T, 0);
  return isStdType(T, "basic_string") && isSystemRecord(recordOf(T)) &&
         isPlainCharacter(E) && isPartFor(templateArgument(T, 1), "char_traits", E) &&
         isPartFor(templateArgument(T, 2), "allocator", E);
}

bool isStdStringView(QualType T) {
  QualType E = templateArgument(T, 0);
  return isStdType(T, "basic_string_view") && isSystemRecord(recordOf(T)) &&
         isPlainCharacter(E) &&
         isPartFor(templateArgument(T, 1), "char_traits", E);
}

bool ownsElements(QualType T) {
  return isStdVector(T) || isStdString(T) || isStdType(T, "array") ||
         (!T.isNull() && T.getNonReferenceType()->isArrayType());
}

bool isIteratorOfOwner(QualType T) {
  const auto *R = T.getCanonicalType()->getAsCXXRecordDecl();
  const auto *Spec = dyn_cast_or_null<ClassTemplateSpecializationDecl>(R);
  if (!Spec || !Spec->getDeclName().isIdentifier() || Spec->getName() != "__normal_iterator" ||
      Spec->getTemplateArgs().size() < 2)
    return false;
  QualType Owner = Spec->getTemplateArgs()[1].getAsType();
  return isStdVector(Owner) || isStdString(Owner);
}

bool isStdContainerName(const CXXRecordDecl *R) {
  return R && R->isInStdNamespace() && R->getDeclName().isIdentifier() &&
         llvm::StringSwitch<bool>(R->getName())
             .Cases({"vector", "basic_string", "deque", "list", "forward_list"},
                    true)
             .Cases({"map", "multimap", "set", "multiset"}, true)
             .Cases({"unordered_map", "unordered_multimap", "unordered_set",
                     "unordered_multiset"},
                    true)
             .Default(false);
}

/// Whether \p T, an argument that the class template has a default for, is that
/// default: of what the \p Class is made for, or of any type where it says so.
static bool isStandardPart(QualType T, QualType Class) {
  const CXXRecordDecl *R = recordOf(T);
  if (!R || !R->isInStdNamespace() || !R->getDeclName().isIdentifier() ||
      !isSystemRecord(R))
    return false;
  // Of a map it allocates pairs; the library holds it to what is allocated.
  if (R->getName() == "allocator")
    return true;
  QualType Of = templateArgument(T, 0);
  bool OfAny = !Of.isNull() && Of->isVoidType() &&
               (R->getName() == "less" || R->getName() == "equal_to");
  return OfAny ||
         llvm::any_of(std::initializer_list<llvm::StringRef>{
                          "less", "equal_to", "hash", "char_traits",
                          "default_delete"},
                      [&](llvm::StringRef Name) {
                        return isPartFor(T, Name, templateArgument(Class, 0));
                      });
}

bool hasStandardParts(QualType T) {
  if (isStdType(T, "vector"))
    return isStdVector(T);
  const auto *Spec =
      llvm::dyn_cast_or_null<ClassTemplateSpecializationDecl>(recordOf(T));
  if (!Spec)
    return true;
  const TemplateParameterList &Parameters =
      *Spec->getSpecializedTemplate()->getTemplateParameters();
  for (unsigned I = 0;
       I < std::min(Parameters.size(), Spec->getTemplateArgs().size()); ++I) {
    const auto *P =
        llvm::dyn_cast<TemplateTypeParmDecl>(Parameters.getParam(I));
    if (P && P->hasDefaultArgument() &&
        !isStandardPart(Spec->getTemplateArgs()[I].getAsType(), T))
      return false;
  }
  return isSystemRecord(Spec);
}

bool hasStandardAllocator(QualType T) {
  const auto *Spec =
      llvm::dyn_cast_or_null<ClassTemplateSpecializationDecl>(recordOf(T));
  if (!Spec || !isSystemRecord(Spec) || Spec->getTemplateArgs().size() == 0)
    return false;
  const CXXRecordDecl *Last = recordOf(
      templateArgument(T, Spec->getTemplateArgs().size() - 1));
  return isStdDecl(Last, "allocator") && isSystemRecord(Last);
}

bool isStdContainer(QualType T) {
  return isStdContainerName(recordOf(T)) && hasStandardParts(T);
}

QualType containedType(QualType T) {
  const CXXRecordDecl *R = recordOf(T);
  if (!R || !isStdContainerName(R))
    return elementType(T);
  R = R->getDefinition();
  if (!R)
    return {};
  ASTContext &C = R->getASTContext();
  for (const NamedDecl *D : R->lookup(&C.Idents.get("value_type")))
    if (const auto *Name = llvm::dyn_cast<TypedefNameDecl>(D))
      return C.getCanonicalType(Name->getUnderlyingType());
  return {};
}

const FieldDecl *memberOfPair(QualType Pair, llvm::StringRef Name) {
  const CXXRecordDecl *R = isStdType(Pair, "pair") ? recordOf(Pair) : nullptr;
  if (R && R->hasDefinition())
    for (const FieldDecl *F : R->fields())
      if (F->getName() == Name)
        return F;
  return nullptr;
}

QualType iteratedType(QualType T) {
  if (T.isNull())
    return {};
  T = T.getNonReferenceType().getCanonicalType();
  if (T->isPointerType())
    return T->getPointeeType();
  const CXXRecordDecl *R = recordOf(T);
  if (!R || !R->getDeclName().isIdentifier() ||
      !R->getASTContext().getSourceManager().isInSystemHeader(R->getLocation()))
    return {};
  if (R->getName() == "__normal_iterator" || isStdDecl(R, "reverse_iterator"))
    return iteratedType(elementType(T));
  return llvm::StringSwitch<bool>(R->getName())
                 .Cases({"_Rb_tree_iterator", "_Rb_tree_const_iterator"}, true)
                 .Cases({"_List_iterator", "_List_const_iterator"}, true)
                 .Cases({"_Fwd_list_iterator", "_Fwd_list_const_iterator",
                         "_Deque_iterator"},
                        true)
                 .Cases({"_Node_iterator", "_Node_const_iterator",
                         "_Node_iterator_base"},
                        true)
                 .Default(false)
             ? elementType(T)
             : QualType();
}

bool isCharLike(QualType T) {
  if (T.isNull())
    return false;
  T = T.getCanonicalType().getUnqualifiedType();
  if (const auto *E = T->getAs<EnumType>())
    return isStdDecl(E->getDecl(), "byte");
  return T->isCharType() || T->isSpecificBuiltinType(BuiltinType::SChar) ||
         T->isSpecificBuiltinType(BuiltinType::UChar);
}

static bool scalarsOverlap(QualType A, QualType B, const ASTContext &C) {
  if (C.hasSameUnqualifiedType(A, B))
    return true;
  if (A->isPointerType() && B->isPointerType())
    return true;
  if (A->isIntegralOrEnumerationType() && B->isIntegralOrEnumerationType())
    return C.getTypeSize(A) == C.getTypeSize(B);
  return false;
}

/// The two parts of a complex number may be accessed as an array of two.
static QualType withoutComplex(QualType T) {
  if (const auto *Complex = T->getAs<ComplexType>())
    return Complex->getElementType().getCanonicalType();
  return T;
}

/// Whether \p Outer holds, at any depth, a scalar or record that overlaps \p T.
static bool holds(QualType Outer, QualType T, const ASTContext &C,
                  llvm::SmallPtrSetImpl<const RecordDecl *> &Seen) {
  if (const auto *Array = C.getAsArrayType(Outer))
    return holds(C.getBaseElementType(Array), T, C, Seen);
  Outer = withoutComplex(Outer.getCanonicalType().getUnqualifiedType());
  // Bytes may be the storage of anything.
  if (C.hasSameUnqualifiedType(Outer, T) || isCharLike(Outer))
    return true;
  const auto *R = Outer->getAsRecordDecl();
  if (!R) {
    if (!Outer->isScalarType() || !T->isScalarType())
      return Outer->isScalarType() == T->isScalarType();
    return scalarsOverlap(Outer, T, C);
  }
  // A container is made of nobody's objects; only the characters of a short
  // string lie inside of it.
  if (isStdContainer(Outer))
    return isStdString(Outer) && T->isScalarType() && scalarsOverlap(elementType(Outer), T, C);
  R = R->getDefinition();
  if (!R || R->isUnion())
    return true;
  if (!Seen.insert(R).second)
    return false;
  if (const auto *Class = llvm::dyn_cast<CXXRecordDecl>(R))
    for (const CXXBaseSpecifier &Base : Class->bases())
      if (holds(Base.getType(), T, C, Seen))
        return true;
  for (const FieldDecl *F : R->fields()) {
    QualType Type = F->getType();
    if (!Type->isReferenceType() && holds(Type, T, C, Seen))
      return true;
  }
  return false;
}

// An AST knows nothing of the code generator's options, nor of who will compile it: it is noted on the unit.
static constexpr llvm::StringLiteral RelaxedAliasing = "hone: relaxed aliasing";
static constexpr llvm::StringLiteral FusesWithinStatements = "hone: fuses within statements";

static void note(ASTContext &C, llvm::StringRef What) {
  C.getTranslationUnitDecl()->addAttr(AnnotateAttr::CreateImplicit(C, What, nullptr, 0));
}

static bool isNoted(const ASTContext &C, llvm::StringRef What) {
  return llvm::any_of(C.getTranslationUnitDecl()->specific_attrs<AnnotateAttr>(),
                      [&](const AnnotateAttr *Note) { return Note->getAnnotation() == What; });
}

void relaxAliasing(ASTContext &C) { note(C, RelaxedAliasing); }
bool hasRelaxedAliasing(const ASTContext &C) { return isNoted(C, RelaxedAliasing); }

void fuseWithinStatements(ASTContext &C) { note(C, FusesWithinStatements); }

bool mayFuse(const ASTContext &C) {
  const TargetInfo &T = C.getTargetInfo();
  return (T.hasFeature("fma") || T.hasFeature("fma4") || T.getTriple().isAArch64()) && C.getLangOpts().getDefaultFPContractMode() != LangOptions::FPM_Off;
}

bool mayFuseAcrossStatements(const ASTContext &C) {
  const LangOptions::FPModeKind Mode = C.getLangOpts().getDefaultFPContractMode();
  const bool Asked = Mode == LangOptions::FPM_Fast || Mode == LangOptions::FPM_FastHonorPragmas; // Clang does so, too, then.
  return mayFuse(C) && (Asked || !isNoted(C, FusesWithinStatements));
}

bool mayOverlap(QualType A, QualType B, const ASTContext &C) {
  if (A.isNull() || B.isNull() || hasRelaxedAliasing(C))
    return true;
  A = C.getBaseElementType(A).getCanonicalType().getUnqualifiedType();
  B = C.getBaseElementType(B).getCanonicalType().getUnqualifiedType();
  A = withoutComplex(A);
  B = withoutComplex(B);
  if (A->isDependentType() || B->isDependentType() || isCharLike(A) || isCharLike(B))
    return true;
  if (A->isScalarType() && B->isScalarType())
    return scalarsOverlap(A, B, C);
  if (!A->isScalarType() && !A->isRecordType())
    return true;
  if (!B->isScalarType() && !B->isRecordType())
    return true;
  llvm::SmallPtrSet<const RecordDecl *, 8> Seen;
  if (A->isRecordType() && holds(A, B, C, Seen))
    return true;
  Seen.clear();
  return B->isRecordType() && holds(B, A, C, Seen);
}

bool isPlainValue(QualType T, const ASTContext &C) {
  if (T.isNull() || T->isIncompleteType() || T->isDependentType() ||
      T->isReferenceType())
    return false;
  return T.isTriviallyCopyableType(C) && T.isDestructedType() == QualType::DK_none;
}

bool isVolatileOrAtomic(QualType T) {
  if (T.isNull())
    return true;
  T = T.getNonReferenceType();
  if (T.isVolatileQualified() || T->isAtomicType() || isStdType(T, "atomic") ||
      isStdType(T, "atomic_ref") || isStdType(T, "atomic_flag"))
    return true;
  if (const auto *A = T->getAsArrayTypeUnsafe())
    return isVolatileOrAtomic(A->getElementType());
  return false;
}

} // namespace hone
