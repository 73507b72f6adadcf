// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What copies of a type do and cost, and whether an object of it can remember
// where another one lies. Types are listed; one that is not is refused.

#include "ConstUse.h"
#include "ConstUseFollower.h"
#include "hone/Analysis/Types.h"
#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;

namespace hone {

bool isPairedClass(const CXXRecordDecl &R) {
  return R.isInStdNamespace() && R.getDeclName().isIdentifier() &&
         llvm::StringSwitch<bool>(R.getName())
             .Cases({"vector", "basic_string", "array", "deque", "list", "forward_list"}, true)
             .Cases({"map", "multimap", "set", "multiset"}, true)
             .Cases({"unordered_map", "unordered_multimap", "unordered_set", "unordered_multiset"}, true)
             .Cases({"optional"}, true)
             .Default(false);
}

namespace {

/// Whether copies of a type are quiet. A class that holds itself, in a container, is
/// if all else in it is.
class QuietCopies {
public:
  explicit QuietCopies(const ASTContext &C, bool Assigned = false) : C(C), Assigned(Assigned) {}
  bool of(QualType T);

private:
  bool of(const TemplateArgument &A);
  bool ofStdClass(const ClassTemplateSpecializationDecl &R);
  bool ofClass(const CXXRecordDecl &R);

  const ASTContext &C;
  const bool Assigned;
  llvm::SmallPtrSet<const CXXRecordDecl *, 8> Seen;
};

bool QuietCopies::of(QualType T) {
  if (T.isNull() || isVolatileOrAtomic(T) || T->isIncompleteType() || T->isDependentType() ||
      T->isReferenceType())
    return false;
  if (const auto *A = C.getAsArrayType(T))
    return of(A->getElementType());
  if (T->isScalarType())
    return true;
  const auto *R = T->getAsCXXRecordDecl();
  if (!R || !R->hasDefinition())
    return false;
  if (!Seen.insert(R->getCanonicalDecl()).second)
    return true;
  const auto *Spec = llvm::dyn_cast<ClassTemplateSpecializationDecl>(R);
  if (R->isInStdNamespace())
    return Spec && ofStdClass(*Spec);
  return !R->isLambda() && ofClass(*R);
}

bool QuietCopies::of(const TemplateArgument &A) {
  switch (A.getKind()) {
  case TemplateArgument::Type:
    return of(A.getAsType());
  case TemplateArgument::Pack:
    return llvm::all_of(A.pack_elements(), [&](const TemplateArgument &Each) { return of(Each); });
  case TemplateArgument::Integral:
    return true;
  default:
    return false;
  }
}

/// The library's classes that copy by copying what they hold.
bool QuietCopies::ofStdClass(const ClassTemplateSpecializationDecl &R) {
  if (!R.getDeclName().isIdentifier())
    return false;
  bool Holds = llvm::StringSwitch<bool>(R.getName())
                   .Cases({"allocator", "char_traits", "less", "hash", "equal_to"}, true)
                   .Cases({"pair", "tuple", "complex", "basic_string_view", "span"}, true)
                   .Default(false);
  // What a container calls besides: comparisons, hashes, traits, allocators of the library.
  return (Holds || (isPairedClass(R) && hasStandardParts(C.getCanonicalTagType(&R)))) &&
         llvm::all_of(R.getTemplateArgs().asArray(), [&](const TemplateArgument &A) { return of(A); });
}

bool QuietCopies::ofClass(const CXXRecordDecl &R) {
  bool Written = llvm::any_of(R.ctors(), [](const CXXConstructorDecl *D) {
    return D->isCopyOrMoveConstructor() && (D->isUserProvided() || D->isDeleted());
  });
  // A template may be the better match for a copy.
  bool Templates = llvm::any_of(R.decls(), [](const Decl *D) {
    const auto *F = llvm::dyn_cast<FunctionTemplateDecl>(D);
    return F && llvm::isa<CXXConstructorDecl>(F->getTemplatedDecl());
  });
  const CXXDestructorDecl *Destructor = R.getDestructor();
  if (Written || Templates || (Assigned && hasOwnAssignment(R)) || R.isUnion() ||
      (Destructor && Destructor->isUserProvided()))
    return false;
  return llvm::all_of(R.bases(), [&](const CXXBaseSpecifier &B) { return of(B.getType()); }) &&
         llvm::all_of(R.fields(), [&](const FieldDecl *F) {
           return F->getType()->isReferenceType() || of(F->getType());
         });
}

} // namespace

bool isCopiedQuietly(QualType T, const ASTContext &C) { return QuietCopies(C).of(T); }

bool isAssignedQuietly(QualType T, const ASTContext &C) { return QuietCopies(C, /*Assigned=*/true).of(T); }

bool hasOwnAssignment(const CXXRecordDecl &Class) {
  return llvm::any_of(Class.decls(), [](const Decl *D) {
    const auto *Named = llvm::dyn_cast<NamedDecl>(D);
    return Named && !Named->isImplicit() &&
           Named->getDeclName().getCXXOverloadedOperator() == OO_Equal;
  });
}

using TypeTest = llvm::function_ref<bool(QualType)>;

static bool anyPart(QualType T, const ASTContext &C, TypeTest Is,
                    llvm::SmallPtrSetImpl<const CXXRecordDecl *> &Seen) {
  if (Is(T))
    return true;
  auto Any = [&](QualType Each) { return anyPart(Each, C, Is, Seen); };
  if (const auto *A = C.getAsArrayType(T))
    return Any(A->getElementType());
  const auto *R = T->getAsCXXRecordDecl();
  if (!R || !R->hasDefinition())
    return R != nullptr; // Who knows.
  if (!Seen.insert(R->getCanonicalDecl()).second)
    return false;
  auto AnyOne = [&](const TemplateArgument &A) {
    return A.getKind() == TemplateArgument::Type && Any(A.getAsType());
  };
  if (const auto *Spec = llvm::dyn_cast<ClassTemplateSpecializationDecl>(R); Spec && R->isInStdNamespace())
    return llvm::any_of(Spec->getTemplateArgs().asArray(), [&](const TemplateArgument &A) {
      return A.getKind() == TemplateArgument::Pack ? llvm::any_of(A.pack_elements(), AnyOne) : AnyOne(A);
    });
  return llvm::any_of(R->bases(), [&](const CXXBaseSpecifier &B) { return Any(B.getType()); }) ||
         llvm::any_of(R->fields(), [&](const FieldDecl *F) { return Any(F->getType()); });
}

bool anyPart(QualType T, const ASTContext &C, TypeTest Is) {
  llvm::SmallPtrSet<const CXXRecordDecl *, 8> Seen;
  return anyPart(T, C, Is, Seen);
}

bool mayHold(QualType T, QualType Part, const ASTContext &C) {
  return anyPart(T, C, [&](QualType Each) {
    bool Bytes = Each->isArrayType() && isCharLike(C.getBaseElementType(Each)) &&
                 (Part->isIncompleteType() || Each->isIncompleteType() ||
                  C.getTypeSizeInChars(Each) >= C.getTypeSizeInChars(Part));
    bool Storage = (isStdType(Each, "vector") || isStdType(Each, "array") || isStdType(Each, "deque")) &&
                   isCharLike(elementType(Each));
    return C.hasSameUnqualifiedType(Each, Part) || Bytes || Storage;
  });
}

bool isCostlyToCopy(QualType T, const ASTContext &C) {
  constexpr std::int64_t Large = 64;
  T = T.getNonReferenceType();
  if (!T->isRecordType() || T->isIncompleteType())
    return false;
  const auto *R = T->getAsCXXRecordDecl();
  bool Bytes = R && R->hasTrivialCopyConstructor() && R->hasTrivialDestructor();
  return !Bytes || C.getTypeSizeInChars(T).getQuantity() > Large;
}

namespace {
/// The types that a class of the library holds, allocators and such left out. None: it is
/// not one of those that hold what their arguments say.
std::optional<llvm::SmallVector<QualType, 4>> heldTypes(QualType T) {
  const auto *Spec = llvm::dyn_cast_or_null<ClassTemplateSpecializationDecl>(T->getAsCXXRecordDecl());
  if (!Spec || !Spec->isInStdNamespace() || !Spec->getDeclName().isIdentifier() ||
      !(isPairedClass(*Spec) || llvm::StringSwitch<bool>(Spec->getName())
                                    .Cases({"pair", "tuple", "variant", "complex", "initializer_list"}, true)
                                    .Default(false)) ||
      !hasStandardParts(T))
    return std::nullopt;
  const auto &Parameters = *Spec->getSpecializedTemplate()->getTemplateParameters();
  llvm::SmallVector<QualType, 4> Held;
  for (unsigned I = 0; I < std::min(Parameters.size(), Spec->getTemplateArgs().size()); ++I) {
    const auto *P = llvm::dyn_cast<TemplateTypeParmDecl>(Parameters.getParam(I));
    const TemplateArgument &A = Spec->getTemplateArgs()[I];
    if (A.getKind() == TemplateArgument::Pack) {
      for (const TemplateArgument &Each : A.pack_elements())
        if (Each.getKind() == TemplateArgument::Type)
          Held.push_back(Each.getAsType());
    } else if (P && !P->hasDefaultArgument()) {
      Held.push_back(A.getAsType());
    }
  }
  return Held;
}

bool holdsNoAddress(QualType T, const ASTContext &C, unsigned Depth) {
  if (T.isNull() || T->isReferenceType() || T->isDependentType() || Depth > 8)
    return false;
  T = C.getBaseElementType(T).getCanonicalType().getUnqualifiedType();
  if (T->isArithmeticType() || T->isEnumeralType() || T->isVoidType() || T->isNullPtrType())
    return true;
  auto Holds = [&](QualType Each) { return holdsNoAddress(Each, C, Depth + 1); };
  if (auto Held = heldTypes(T))
    return llvm::all_of(*Held, Holds);
  const auto *R = T->getAsCXXRecordDecl();
  if (!R || !R->hasDefinition() || R->isUnion() || R->isLambda() ||
      (R->isInStdNamespace() && !R->isTriviallyCopyable()))
    return false;
  return llvm::all_of(R->bases(), [&](const CXXBaseSpecifier &B) { return Holds(B.getType()); }) &&
         llvm::all_of(R->fields(), [&](const FieldDecl *F) { return Holds(F->getType()); });
}

bool isOfLibrary(QualType T, const ASTContext &C, unsigned Depth) {
  if (T.isNull() || Depth > 8)
    return false;
  T = C.getBaseElementType(T.getNonReferenceType()).getCanonicalType().getUnqualifiedType();
  if (T->isArithmeticType() || T->isPointerType() || T->isNullPtrType())
    return true;
  auto Held = heldTypes(T);
  return isStdType(T, "basic_string_view") ||
         (Held && llvm::all_of(*Held, [&](QualType Each) { return isOfLibrary(Each, C, Depth + 1); }));
}
} // namespace

bool holdsNoAddress(QualType T, const ASTContext &C) { return holdsNoAddress(T, C, 0); }
bool isOfLibrary(QualType T, const ASTContext &C) { return isOfLibrary(T, C, 0); }

} // namespace hone
