// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A type has a domain if the support header has one for it, or if it is a
// class all of whose parts have one. A part that nobody can compare, such as a
// bare pointer, takes the whole class out: a test that cannot see a difference
// proves nothing.
#include "Types.h"
#include "Definition.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"

using namespace hone;
using clang::CXXRecordDecl;
using clang::QualType;

bool hone::isNumber(QualType T) {
  const auto *B = T.getCanonicalType()->getAs<clang::BuiltinType>();
  if (!B || !B->isInteger())
    return false;
  return !T->isBooleanType() && !T->isAnyCharacterType();
}

bool hone::isStd(const clang::Decl &D) {
  return D.isInStdNamespace() ||
         (llvm::isa<clang::NamespaceDecl>(D.getDeclContext()) &&
          llvm::cast<clang::NamespaceDecl>(D.getDeclContext())->isInline() &&
          llvm::cast<clang::NamespaceDecl>(D.getDeclContext())->isStdNamespace());
}

// ---------------------------------------------------------------------------
// Spelling.

std::string TypeSpace::spellArgument(const clang::TemplateArgument &A) const {
  switch (A.getKind()) {
  case clang::TemplateArgument::Type:
    return spell(A.getAsType());
  case clang::TemplateArgument::Integral: {
    std::string Value = llvm::toString(A.getAsIntegral(), 10);
    return A.getIntegralType()->isEnumeralType() || A.getIntegralType()->isBooleanType()
               ? "static_cast<" + spell(A.getIntegralType()) + ">(" + Value + ")"
               : Value;
  }
  case clang::TemplateArgument::Pack: {
    std::string Out;
    for (const clang::TemplateArgument &E : A.pack_elements())
      Out += (Out.empty() ? "" : ", ") + spellArgument(E);
    return Out;
  }
  case clang::TemplateArgument::Template: {
    const clang::TemplateDecl *D = A.getAsTemplate().getAsTemplateDecl();
    return spellContext(D->getDeclContext()) + D->getName().str();
  }
  case clang::TemplateArgument::NullPtr:
    return "nullptr";
  default:
    return "hone_unspellable";
  }
}

std::string TypeSpace::whyUnspelled(const clang::TemplateArgument &A) const {
  switch (A.getKind()) {
  case clang::TemplateArgument::Type:
    return whyUnspelled(A.getAsType());
  case clang::TemplateArgument::Pack:
    for (const clang::TemplateArgument &E : A.pack_elements())
      if (std::string Problem = whyUnspelled(E); !Problem.empty())
        return Problem;
    return "";
  case clang::TemplateArgument::Integral:
    return whyUnspelled(A.getIntegralType());
  case clang::TemplateArgument::NullPtr:
    return "";
  case clang::TemplateArgument::Template: {
    const clang::TemplateDecl *D = A.getAsTemplate().getAsTemplateDecl();
    return D && D->getDeclName().isIdentifier() && !llvm::isa<clang::TemplateTemplateParmDecl>(D) &&
                   !D->getDeclContext()->isFunctionOrMethod()
               ? ""
               : "a template that cannot be named";
  }
  default:
    return "an argument that cannot be written";
  }
}

std::string TypeSpace::whyUnspelled(QualType T) const {
  T = T.getCanonicalType();
  if (const clang::TagDecl *D = T->getAsTagDecl()) {
    if (Stands.count(D))
      return "";
    if (const auto *R = llvm::dyn_cast<CXXRecordDecl>(D); R && R->isLambda())
      return "a lambda";
    if (nameOf(*D).empty() || D->getParentFunctionOrMethod())
      return "a type without a name of its own";
    if (const auto *S = llvm::dyn_cast<clang::ClassTemplateSpecializationDecl>(D))
      for (const clang::TemplateArgument &A : S->getTemplateArgs().asArray())
        if (std::string Problem = whyUnspelled(A); !Problem.empty())
          return Problem;
    if (const auto *Outer = llvm::dyn_cast<clang::TagDecl>(D->getDeclContext()))
      return whyUnspelled(Context.getCanonicalTagType(Outer));
    return "";
  }
  if (T->isPointerType() || T->isReferenceType())
    return whyUnspelled(T->getPointeeType());
  if (T->isConstantArrayType())
    return whyUnspelled(Context.getBaseElementType(T));
  if (const auto *F = T->getAs<clang::FunctionProtoType>()) {
    for (QualType P : F->param_types())
      if (std::string Problem = whyUnspelled(P); !Problem.empty())
        return Problem;
    return whyUnspelled(F->getReturnType());
  }
  return T->isBuiltinType() ? "" : "a type that cannot be written: " + T.getAsString();
}

/// As qualifierOf, with the arguments of classes that have some.
std::string TypeSpace::spellContext(const clang::DeclContext *In) const {
  if (const auto *R = llvm::dyn_cast<CXXRecordDecl>(In))
    return spell(Context.getCanonicalTagType(R)) + "::";
  return qualifierOf(In);
}

/// Arguments of library containers that everybody leaves to their default.
static bool isDefaultArgument(const clang::TemplateArgument &A) {
  static const llvm::StringSet<> Names = {"allocator", "char_traits",   "less",
                                          "hash",      "equal_to", "default_delete"};
  if (A.getKind() != clang::TemplateArgument::Type)
    return false;
  const auto *R = llvm::dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(
      A.getAsType()->getAsCXXRecordDecl());
  return R && isStd(*R) && Names.contains(R->getName()) &&
         !R->getTemplateArgs()[0].getAsType()->isVoidType();
}

/// The sign of a reference or pointer to an array stands in the middle.
std::string TypeSpace::spellArray(QualType Array, llvm::StringRef Sign) const {
  QualType Element = Context.getBaseElementType(Array);
  std::string Whole = spell(Array), First = spell(Element);
  return First + " (" + Sign.str() + ")" + Whole.substr(First.size());
}

std::string TypeSpace::spell(QualType T) const {
  T = T.getCanonicalType();
  std::string Const = T.isConstQualified() ? "const " : "";
  if (T->isPointerType() && T->getPointeeType()->isConstantArrayType())
    return spellArray(T->getPointeeType(), T.isConstQualified() ? "*const" : "*");
  if (T->isPointerType() && !T->isFunctionPointerType())
    return spell(T->getPointeeType()) + " *" + (T.isConstQualified() ? "const" : "");
  if (T->isReferenceType()) {
    const char *Sign = T->isRValueReferenceType() ? "&&" : "&";
    if (T->getPointeeType()->isConstantArrayType())
      return spellArray(T->getPointeeType(), Sign);
    return spell(T->getPointeeType()) + " " + Sign;
  }
  if (llvm::isa<clang::ConstantArrayType>(T.getTypePtr())) {
    std::string Sizes;
    QualType Element = T;
    for (; const auto *Inner = llvm::dyn_cast<clang::ConstantArrayType>(Element.getTypePtr());
         Element = Inner->getElementType())
      Sizes += "[" + std::to_string(Inner->getZExtSize()) + "]";
    return spell(Context.getBaseElementType(T)) + Sizes;
  }
  if (const clang::TagDecl *D = T->getAsTagDecl()) {
    if (auto Stand = Stands.find(D); Stand != Stands.end())
      return Const + Stand->second;
    // Name lookup inside namespace hone_test must not get in the way, nor a
    // function of the same name, as stat has.
    bool Hidden = false;
    for (const clang::NamedDecl *Other : D->getDeclContext()->lookup(D->getDeclName()))
      Hidden |= llvm::isa<clang::ValueDecl>(Other);
    std::string Out = Const + (Hidden ? D->getKindName().str() + " " : "") +
                      spellContext(D->getDeclContext()) + nameOf(*D).str();
    const auto *S = llvm::dyn_cast<clang::ClassTemplateSpecializationDecl>(D);
    if (!S)
      return Out;
    llvm::ArrayRef<clang::TemplateArgument> Arguments = S->getTemplateArgs().asArray();
    while (isStd(*S) && Arguments.size() > 1 && isDefaultArgument(Arguments.back()))
      Arguments = Arguments.drop_back();
    Out += "<";
    for (std::size_t I = 0; I < Arguments.size(); ++I)
      Out += (I ? ", " : "") + spellArgument(Arguments[I]);
    return Out + ">";
  }
  clang::PrintingPolicy Policy(Context.getLangOpts());
  return T.getAsString(Policy);
}

// ---------------------------------------------------------------------------
// What has a domain.

std::string TypeSpace::whyNot(QualType T) {
  T = T.getCanonicalType();
  if (T.isVolatileQualified())
    return "a volatile value";
  T = T.getUnqualifiedType();
  if (const auto *B = llvm::dyn_cast<clang::BuiltinType>(T.getTypePtr())) {
    switch (B->getKind()) {
    case clang::BuiltinType::Float:
    case clang::BuiltinType::Double:
    case clang::BuiltinType::LongDouble:
      return "";
    case clang::BuiltinType::Int128:
    case clang::BuiltinType::UInt128:
      return "a 128-bit integer";
    default:
      return B->isInteger() ? "" : spell(T);
    }
  }
  if (const clang::TagDecl *D = T->getAsTagDecl())
    if (nameOf(*D).empty() || D->getParentFunctionOrMethod())
      return "a type without a name of its own";
  if (const auto *E = T->getAs<clang::EnumType>())
    return E->getDecl()->isComplete() ? "" : "an enumeration that is only declared";
  if (const auto *A = llvm::dyn_cast<clang::ConstantArrayType>(T.getTypePtr())) {
    if (A->getZExtSize() > 4096 || A->getZExtSize() == 0)
      return "an array of " + std::to_string(A->getZExtSize()) + " elements";
    return whyNot(A->getElementType());
  }
  if (const CXXRecordDecl *R = T->getAsCXXRecordDecl())
    return whyNotRecord(*R);
  if (T->isMemberPointerType())
    return "";
  if (T->isPointerType())
    return whyNot(T->getPointeeType());
  return spell(T);
}

/// A pointer in a class or container. What it points to is made, too, if that
/// has a domain. Otherwise it is null: what follows it rejects the input.
bool TypeSpace::isAnyPointer(QualType T) {
  if (!T->isPointerType() || T.isVolatileQualified())
    return false;
  whyNot(T->getPointeeType());
  return true;
}

std::string TypeSpace::whyNotStd(const clang::ClassTemplateSpecializationDecl &R) {
  struct Known {
    const char *Need;
    unsigned Parts; ///< Leading type arguments that need a domain; 9: all.
  };
  static const llvm::StringMap<Known> Names = {
      {"basic_string", {"", 1}}, {"vector", {"", 1}}, {"pair", {"", 2}},
      {"array", {"UTILITY", 1}}, {"tuple", {"UTILITY", 9}}, {"deque", {"DEQUE", 1}},
      {"list", {"LIST", 1}}, {"map", {"MAP", 2}}, {"multimap", {"MAP", 2}}, {"set", {"SET", 1}},
      {"multiset", {"SET", 1}}, {"unordered_map", {"UNORDERED_MAP", 2}},
      {"unordered_multimap", {"UNORDERED_MAP", 2}}, {"unordered_set", {"UNORDERED_SET", 1}},
      {"unordered_multiset", {"UNORDERED_SET", 1}}, {"unique_ptr", {"MEMORY", 1}},
      {"shared_ptr", {"MEMORY", 1}}, {"stack", {"STACK", 2}}, {"queue", {"QUEUE", 2}},
      {"priority_queue", {"QUEUE", 2}}, {"optional", {"OPTIONAL", 1}},
      {"variant", {"VARIANT", 9}}, {"complex", {"COMPLEX", 1}}, {"atomic", {"ATOMIC", 1}}};
  auto Found = Names.find(R.getName());
  if (Found == Names.end())
    return "std::" + R.getName().str();
  llvm::SmallVector<clang::TemplateArgument, 4> Arguments;
  for (const clang::TemplateArgument &A : R.getTemplateArgs().asArray())
    if (A.getKind() == clang::TemplateArgument::Pack)
      Arguments.append(A.pack_begin(), A.pack_end());
    else
      Arguments.push_back(A);
  bool Owner = R.getName() == "unique_ptr";
  for (std::size_t I = 0; I < Arguments.size(); ++I) {
    const clang::TemplateArgument &A = Arguments[I];
    if (A.getKind() != clang::TemplateArgument::Type)
      continue;
    if (I >= Found->second.Parts) {
      // Own allocators, deleters and hashes may do anything.
      if (Owner && !isDefaultArgument(A))
        return spell(Context.getCanonicalTagType(&R));
      continue;
    }
    if (A.getAsType()->isReferenceType() || A.getAsType()->isIncompleteArrayType())
      return spell(Context.getCanonicalTagType(&R));
    if (isAnyPointer(A.getAsType()))
      continue;
    std::string Inner = whyNot(A.getAsType());
    if (!Inner.empty())
      return Inner;
  }
  if (*Found->second.Need)
    need(Found->second.Need);
  return "";
}

std::string TypeSpace::whyNotRecord(const CXXRecordDecl &R) {
  if (R.getName() == "_IO_FILE") // Its fields are nobody's to fill.
    return "std::FILE";
  std::string Problem = whyNotPart(R);
  auto Known = Classes.find(R.getDefinition());
  return Problem.empty() && Known != Classes.end() ? Known->second.Unmade : Problem;
}

/// As whyNotRecord, for what may be a part of a larger object only.
std::string TypeSpace::whyNotPart(const CXXRecordDecl &R) {
  // The library's are looked at by their arguments, instantiated or not.
  const CXXRecordDecl *D = isStd(R) ? &R : R.getDefinition();
  if (!D)
    return qualifierOf(R.getDeclContext()).substr(2) + nameOf(R).str() + ", which is only declared";
  if (isStd(*D)) {
    const auto *S = llvm::dyn_cast<clang::ClassTemplateSpecializationDecl>(D);
    return S ? whyNotStd(*S) : "std::" + D->getName().str();
  }
  auto [Place, New] = Classes.try_emplace(D);
  if (!New) // Being looked at further up, or known.
    return Place->second.Problem;
  ClassInfo Info;
  Info.Problem = whyNotClass(*D, Info);
  if (Info.Problem.empty())
    chooseConstructors(*D, Info);
  if (const clang::CXXDestructorDecl *End = D->getDestructor(); End && End->getAccess() != clang::AS_public)
    Info.Unmade = D->getQualifiedNameAsString() + ", which others cannot destroy";
  Classes[D] = Info;
  return Info.Problem;
}

/// The class text a specialization was made from.
static const CXXRecordDecl &pattern(const CXXRecordDecl &R) {
  const CXXRecordDecl *P = R.getTemplateInstantiationPattern();
  return P ? *P : R;
}

bool TypeSpace::befriend(const CXXRecordDecl &Class) {
  const CXXRecordDecl &P = pattern(Class);
  clang::SourceLocation Brace = P.getBraceRange().getBegin();
  // Friends of templates have C++ linkage; where C is spoken all is public.
  if (!Flat.canEdit(Brace) || P.isExternCContext())
    return false;
  // A private class cannot be named without its owner's leave.
  if (const auto *Outer = llvm::dyn_cast<CXXRecordDecl>(P.getDeclContext()))
    befriend(*Outer);
  if (!Befriended.insert(&P).second)
    return true;
  Flat.insert(Brace.getLocWithOffset(1),
              " template <class, class> friend struct ::hone_test::Domain;"
              " template <int> friend struct ::hone_test::Case;");
  return true;
}

/// std::istream and std::ostream, which are made as streams in memory.
bool TypeSpace::isStream(QualType T) {
  const CXXRecordDecl *R = T->getAsCXXRecordDecl();
  if (!R || !isStd(*R) || (R->getName() != "basic_ostream" && R->getName() != "basic_istream"))
    return false;
  const auto *S = llvm::dyn_cast<clang::ClassTemplateSpecializationDecl>(R);
  if (!S || !S->getTemplateArgs()[0].getAsType()->isSpecificBuiltinType(clang::BuiltinType::Char_S))
    return false;
  need("SSTREAM");
  return true;
}

bool hone::isOpaqueField(const clang::FieldDecl &F) {
  const clang::RecordDecl *R = F.getType()->getBaseElementTypeUnsafe()->getAsRecordDecl();
  return R && (R->isUnion() || nameOf(*R).empty()) && R->isCompleteDefinition();
}

std::string TypeSpace::whyNotClass(const CXXRecordDecl &R, ClassInfo &Info) {
  std::string Name = R.getQualifiedNameAsString();
  if (R.isUnion()) {
    Info.Opaque = true;
    Info.Unmade = Name + ", a union";
    return "";
  }
  if (R.isLambda() || R.getNumVBases())
    return Name + " (a lambda, or with virtual bases)";
  if (llvm::isa<clang::ClassTemplatePartialSpecializationDecl>(R) || R.isDependentContext())
    return Name + ", a template";
  const clang::CXXDestructorDecl *D = R.getDestructor();
  if (D && D->isDeleted())
    return Name + ", which cannot be destroyed";
  bool Open = Flat.canEdit(pattern(R).getBraceRange().getBegin());
  for (const clang::CXXBaseSpecifier &B : R.bases()) {
    const CXXRecordDecl *Base = B.getType()->getAsCXXRecordDecl();
    // What nobody can make alone can still be filled and compared.
    std::string Inner = Base ? whyNotPart(*Base) : Name;
    if (!Inner.empty())
      return Inner + ", a base of " + Name;
  }
  for (const clang::FieldDecl *F : R.fields()) {
    if (F->isUnnamedBitField())
      continue;
    if (!Open && F->getAccess() != clang::AS_public)
      return Name + ", whose private parts nobody can see";
    if (isAnyPointer(Context.getBaseElementType(F->getType())))
      continue;
    if (isOpaqueField(*F))
      continue;
    if (F->getType()->isReferenceType() &&
        (isStream(F->getType()->getPointeeType()) ||
         whyNot(F->getType()->getPointeeType()).empty()))
      continue;
    std::string Inner = whyNot(F->getType());
    if (!Inner.empty())
      return Name + " (its " + F->getName().str() + " is " + Inner + ")";
  }
  return "";
}

void TypeSpace::chooseConstructors(const CXXRecordDecl &R, ClassInfo &Info) {
  const clang::CXXConstructorDecl *Default = nullptr;
  bool Open = Flat.canEdit(pattern(R).getBraceRange().getBegin());
  for (const clang::CXXConstructorDecl *C : R.ctors()) {
    if (C->isDeleted() || C->isCopyOrMoveConstructor() || C->isTemplated() ||
        (!Open && C->getAccess() != clang::AS_public))
      continue;
    if (C->getNumParams() == 0) {
      Default = C;
      continue;
    }
    bool Usable = C->getAccess() == clang::AS_public && !C->isVariadic();
    for (const clang::ParmVarDecl *P : C->parameters()) {
      if (P->hasDefaultArg() && P != C->getParamDecl(0))
        continue; // Left to its default.
      QualType T = P->getType().getNonReferenceType().getCanonicalType();
      if (!whyNot(T).empty() && !isAnyPointer(T) && !(P->getType()->isReferenceType() && isStream(T)))
        Usable = false;
    }
    if (Usable && Info.Constructors.size() < 6)
      Info.Constructors.push_back(C);
  }
  if (!Info.Constructors.empty() && (!R.isAbstract() || canComplete(R)))
    return;
  Info.Fill = true;
  if (Info.Opaque)
    return;
  if (R.isAbstract() && !canComplete(R))
    Info.Unmade = R.getQualifiedNameAsString() + ", which is abstract";
  else if (!R.isAggregate() && !Default && !R.needsImplicitDefaultConstructor())
    Info.Unmade = R.getQualifiedNameAsString() + ", which has no constructor that can be called";
  for (const clang::FieldDecl *F : R.fields())
    if ((F->getType().isConstQualified() || F->getType()->isReferenceType()) &&
        !F->hasInClassInitializer() && !Default)
      Info.Unmade = R.getQualifiedNameAsString() + ", which has a constant field";
}
