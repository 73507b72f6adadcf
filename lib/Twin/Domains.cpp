// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The domains of the project's own classes and enumerations as text: how
// values are made, compared, printed and searched.
#include "Definition.h"
#include "Types.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/CXXInheritance.h"
#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/xxhash.h"

using namespace hone;
using clang::CXXRecordDecl;
using clang::QualType;

std::string TypeSpace::needs() const {
  std::string Out;
  for (const std::string &N : Needs)
    Out += "#define HONE_NEED_" + N + "\n";
  return Out;
}

/// A macro that keeps a domain from being written twice: two twins of a unit
/// may need the same one.
static std::string guardOf(llvm::StringRef Prefix, llvm::StringRef Spelled) {
  return (Prefix + llvm::utohexstr(llvm::xxh3_64bits(Spelled))).str();
}

/// Says that pointers may be made to point to a class.
static std::string writePointed(llvm::StringRef Class) {
  std::string Guard = guardOf("HONE_POINTED_", Class);
  return "#ifndef " + Guard + "\n#define " + Guard + "\ntemplate <> struct Pointed<" + Class.str() +
         " > : std::true_type {};\n#endif\n";
}

void TypeSpace::collect(QualType T, std::set<const clang::TagDecl *> &Seen, std::string &Out) {
  T = T.getCanonicalType();
  bool Pointer = false;
  for (; T->isPointerType() || T->isReferenceType(); T = T->getPointeeType().getCanonicalType())
    Pointer |= T->isPointerType();
  if (Pointer && T->isRecordType() && whyNot(T).empty())
    Out += writePointed(spell(T.getUnqualifiedType()));
  if (T->isArrayType())
    return collect(Context.getBaseElementType(T), Seen, Out);
  const clang::TagDecl *D = T->getAsTagDecl();
  if (!D || !Seen.insert(D->getCanonicalDecl()).second)
    return;
  if (const auto *E = llvm::dyn_cast<clang::EnumDecl>(D)) {
    if (!E->isComplete() || E->enumerators().empty())
      return;
    std::string Name = spell(T.getUnqualifiedType()), Guard = guardOf("HONE_ENUM_", Name);
    std::string Values;
    for (const clang::EnumConstantDecl *C : E->enumerators())
      Values += (Values.empty() ? "" : ", ") + llvm::toString(C->getInitVal(), 10) +
                (C->getInitVal().isUnsigned() && C->getInitVal().getActiveBits() > 31 ? "ull" : "");
    Out += "#ifndef " + Guard + "\n#define " + Guard + "\ntemplate <> struct Enumerators<" + Name +
           "> {\n  static unsigned count() { return " +
           std::to_string(std::distance(E->enumerator_begin(), E->enumerator_end())) +
           "; }\n  static long long value(unsigned I) {\n    static const long long V[] = {" +
           Values + "};\n    return V[I];\n  }\n};\n#endif\n";
    return;
  }
  const auto *R = llvm::cast<CXXRecordDecl>(D)->getDefinition();
  if (!R)
    return;
  if (const auto *S = llvm::dyn_cast<clang::ClassTemplateSpecializationDecl>(R))
    for (const clang::TemplateArgument &A : S->getTemplateArgs().asArray()) {
      if (A.getKind() == clang::TemplateArgument::Type)
        collect(A.getAsType(), Seen, Out);
      if (A.getKind() == clang::TemplateArgument::Pack)
        for (const clang::TemplateArgument &E : A.pack_elements())
          if (E.getKind() == clang::TemplateArgument::Type)
            collect(E.getAsType(), Seen, Out);
    }
  if (isStd(*R) || !Classes.count(R) || !Classes.at(R).Problem.empty())
    return;
  for (const clang::CXXBaseSpecifier &B : R->bases())
    collect(B.getType(), Seen, Out);
  for (const clang::FieldDecl *F : R->fields())
    collect(F->getType(), Seen, Out);
  for (const clang::CXXConstructorDecl *C : Classes.at(R).Constructors)
    for (const clang::ParmVarDecl *P : C->parameters())
      if (!P->hasDefaultArg() || P == C->getParamDecl(0))
        collect(P->getType(), Seen, Out);
  befriend(*R);
  Made.push_back(R);
  Out += writeDomain(*R);
}

std::string TypeSpace::domains(const std::vector<QualType> &Types) {
  std::set<const clang::TagDecl *> Seen;
  std::string Out;
  Made.clear();
  for (QualType T : Types)
    collect(T, Seen, Out);
  return Out;
}

/// How a constructor's parameter is made: numbers are taken for dimensions.
static std::string argumentFor(const TypeSpace &Types, QualType T, unsigned Numbers) {
  QualType Bare = T.getNonReferenceType().getUnqualifiedType();
  std::string Name = Types.spell(Bare);
  if (isNumber(Bare))
    return "static_cast<" + Name + ">(S.dimension(" + std::to_string(Numbers) + "))";
  return "fresh<" + Name + " >(S)";
}

std::vector<const clang::CXXMethodDecl *> hone::pureFunctions(const CXXRecordDecl &R) {
  std::vector<const clang::CXXMethodDecl *> Pure;
  clang::CXXFinalOverriderMap Final;
  R.getFinalOverriders(Final);
  for (const auto &[Method, Overriders] : Final)
    for (const auto &[Part, Overrider] : Overriders)
      for (const clang::UniqueVirtualMethod &M : Overrider)
        if (M.Method->isPureVirtual() && !llvm::is_contained(Pure, M.Method) &&
            !llvm::isa<clang::CXXDestructorDecl>(M.Method))
          Pure.push_back(M.Method);
  llvm::sort(Pure, [](auto *A, auto *B) { return A->getLocation() < B->getLocation(); });
  return Pure;
}

/// True if a class derived from an abstract one can be spelled.
bool TypeSpace::canComplete(const CXXRecordDecl &R) {
  return llvm::all_of(pureFunctions(R), [](const clang::CXXMethodDecl *M) {
    return M->getDeclName().isIdentifier() && !M->isVariadic() && !M->isTemplated();
  });
}

/// What an object of a class is made as: abstract classes are completed.
static std::string made(const CXXRecordDecl &R) { return R.isAbstract() ? "Complete" : "T"; }

/// A class derived from an abstract one. Whoever calls what is missing there
/// rejects the input.
std::string TypeSpace::writeCompletion(const CXXRecordDecl &R) {
  if (!R.isAbstract())
    return "";
  std::string Out = "  struct Complete : T {\n    using T::T;\n    Complete() = default;\n";
  for (const clang::CXXMethodDecl *M : pureFunctions(R)) {
    std::string Parameters;
    for (const clang::ParmVarDecl *P : M->parameters())
      Parameters += (Parameters.empty() ? "" : ", ") + spell(P->getType());
    const auto *Type = M->getType()->castAs<clang::FunctionProtoType>();
    Out += "    auto " + M->getName().str() + "(" + Parameters + ")" + (M->isConst() ? " const" : "") +
           (M->isVolatile() ? " volatile" : "") +
           (M->getRefQualifier() == clang::RQ_LValue   ? " &"
            : M->getRefQualifier() == clang::RQ_RValue ? " &&"
                                                       : "") +
           (Type->isNothrow() ? " noexcept" : "") + " -> " + spell(M->getReturnType()) +
           " override { std::abort(); }\n";
  }
  return Out + "  };\n";
}

/// Whether an object may go on pointing to what a constructor was given: one with
/// references or pointers of its own, or with views in it. Containers copy.
static bool mayKeep(const CXXRecordDecl &R) {
  static const llvm::StringSet<> Views = {"basic_string_view", "span", "reference_wrapper"};
  if (R.isInStdNamespace())
    return R.getIdentifier() && Views.contains(R.getName());
  auto Keeps = [](QualType T) {
    if (T->isReferenceType() || T->isPointerType())
      return true;
    const CXXRecordDecl *Part = T->getBaseElementTypeUnsafe()->getAsCXXRecordDecl();
    return Part && Part->hasDefinition() && mayKeep(*Part->getDefinition());
  };
  return llvm::any_of(R.fields(), [&](const clang::FieldDecl *F) { return Keeps(F->getType()); }) ||
         llvm::any_of(R.bases(), [&](const clang::CXXBaseSpecifier &B) { return Keeps(B.getType()); });
}

/// The call of one constructor, its arguments made one after the other.
std::string TypeSpace::writeConstruct(const clang::CXXConstructorDecl &C) {
  auto IsUsed = [&](const clang::ParmVarDecl *P) {
    return !P->hasDefaultArg() || P == C.getParamDecl(0);
  };
  const bool Keeps = mayKeep(*C.getParent());
  unsigned Numbers = 0, I = 0;
  for (const clang::ParmVarDecl *P : C.parameters())
    Numbers += IsUsed(P) && isNumber(P->getType().getNonReferenceType());
  std::string Locals, Call;
  for (const clang::ParmVarDecl *P : C.parameters()) {
    if (!IsUsed(P))
      break;
    // What the object may keep a reference to must stay where it is.
    bool Mutable = P->getType()->isLValueReferenceType() &&
                   !P->getType()->getPointeeType().isConstQualified();
    if (Mutable || (Keeps && P->getType()->isLValueReferenceType())) {
      Call += (Call.empty() ? "" : ", ") + ("referred<" +
              spell(P->getType().getNonReferenceType().getUnqualifiedType()) + " >(S)");
      continue;
    }
    QualType Bare = P->getType().getNonReferenceType().getUnqualifiedType();
    std::string Type = spell(Bare);
    if (Bare->isFunctionPointerType()) // Else the name would stand in its middle.
      Type = "Just<" + Type + " >";
    std::string Name = "A" + std::to_string(I++);
    Locals += "      " + Type + " " + Name + "(" + argumentFor(*this, P->getType(), Numbers) + ");\n";
    Call += (Call.empty() ? "" : ", ") + ("static_cast<" + Type + " &&>(" + Name + ")");
  }
  return "    {\n" + Locals + "      ::new (Where) " + made(*C.getParent()) + "(" + Call + ");\n    }\n";
}

/// Fields that get values of their own.
static bool isFilled(const clang::FieldDecl &F) {
  return !F.isUnnamedBitField() && !isOpaqueField(F) && !F.getType().isConstQualified() &&
         !F.getType()->isReferenceType();
}

/// Fields of a class without a constructor to say what they mean.
std::string TypeSpace::writeFill(const CXXRecordDecl &R) {
  std::string Out;
  unsigned Numbers = 0;
  for (const clang::FieldDecl *F : R.fields())
    Numbers += isNumber(F->getType());
  for (const clang::CXXBaseSpecifier &B : R.bases())
    Out += "    hone_test::refill(static_cast<" + spell(B.getType()) + " &>(V), S);\n";
  for (const clang::FieldDecl *F : R.fields()) {
    if (!isFilled(*F))
      continue;
    std::string Name = F->getName().str(), Type = spell(F->getType().getUnqualifiedType());
    if (F->isBitField())
      Out += "    V." + Name + " = fresh<" + Type + " >(S);\n";
    else if (isNumber(F->getType()))
      Out += "    V." + Name + " = S.number<" + Type + " >(" + std::to_string(Numbers) + ");\n";
    else
      Out += "    hone_test::remake(V." + Name + ", S);\n";
  }
  return Out;
}

std::string TypeSpace::writeMake(const CXXRecordDecl &R, const ClassInfo &Info) {
  if (!Info.Unmade.empty()) // Made as a part of what is derived from it.
    return "";
  std::string Out = writeCompletion(R) + "  static void make(void *Where, Source &S) {\n    ++S.Level;\n";
  std::size_t Count = Info.Constructors.size();
  if (Count == 0)
    Out += "    ::new (Where) " + made(R) + "();\n";
  if (Count > 1)
    Out += "    switch (S.below(" + std::to_string(Count) + ")) {\n";
  for (std::size_t I = 0; I < Count; ++I) {
    if (Count > 1)
      Out += I + 1 == Count ? "    default:\n" : "    case " + std::to_string(I + 1) + ":\n";
    Out += writeConstruct(*Info.Constructors[I]);
    if (Count > 1)
      Out += "    break;\n";
  }
  if (Count > 1)
    Out += "    }\n";
  Out += "    T &V = *static_cast<T *>(Where);\n    (void)V;\n";
  const bool Private = llvm::any_of(R.fields(), [](const clang::FieldDecl *F) {
    return F->getAccess() != clang::AS_public;
  });
  if (Private && !Info.Fill)
    Out += "    if (!S.asMade())\n  ";
  Out += Info.Fill ? writeFill(R) : "    settle(V, S);\n";
  return Out + "    --S.Level;\n  }\n";
}

/// New contents for what a constructor has sized; see Source::vary for numbers.
std::string TypeSpace::writeRefill(const CXXRecordDecl &R) {
  std::string Out = "  static void settle(T &V, Source &S) {\n    (void)V; (void)S;\n";
  for (const clang::CXXBaseSpecifier &B : R.bases())
    Out += "    hone_test::refill(static_cast<" + spell(B.getType()) + " &>(V), S);\n";
  for (const clang::FieldDecl *F : R.fields()) {
    if (!isFilled(*F))
      continue;
    std::string Name = F->getName().str(), Type = spell(F->getType().getUnqualifiedType());
    if (F->isBitField())
      continue;
    if (isNumber(F->getType()))
      Out += "    S.vary(V." + Name + ");\n";
    else
      Out += "    hone_test::renew(V." + Name + ", S);\n";
  }
  return Out + "  }\n";
}

std::string TypeSpace::writeDomain(const CXXRecordDecl &R) {
  std::string Name = spell(Context.getCanonicalTagType(&R)), Guard = guardOf("HONE_CLASS_", Name);
  if (Classes.at(&R).Opaque)
    return "#ifndef " + Guard + "\n#define " + Guard + "\ntemplate <> struct Domain<" + Name +
           " > : Opaque<" + Name + " > {};\n#endif\n";
  std::string Same, Print, Find;
  for (const clang::CXXBaseSpecifier &B : R.bases()) {
    std::string As = "static_cast<const " + spell(B.getType()) + " &>";
    Same += " &&\n           hone_test::same(" + As + "(A), " + As + "(B))";
    Print += "    hone_test::print(Out, " + As + "(V));\n    Out += \", \";\n";
    Find += "    if ((At = hone_test::find(" + As + "(V), P)) != -1)\n      return At;\n";
  }
  bool First = true;
  long Step = 0;
  for (const clang::FieldDecl *F : R.fields()) {
    if (F->isUnnamedBitField())
      continue;
    std::string Field = F->getName().str();
    if (isOpaqueField(*F)) {
      std::uint64_t Offset = Context.getFieldOffset(F) / 8;
      std::uint64_t Size = Context.getTypeSizeInChars(F->getType()).getQuantity();
      Same += " &&\n           hone_test::sameOpaqueAt(A, B, " + std::to_string(Offset) + ", " +
              std::to_string(Size) + ")";
      continue;
    }
    if (F->getType()->isReferenceType()) {
      Same += " &&\n           hone_test::sameReference(A." + Field + ", B." + Field + ")";
      continue;
    }
    Same += " &&\n           hone_test::same(A." + Field + ", B." + Field + ")";
    Print += "    Out += \"" + std::string(First ? "" : ", ") + Field +
             " = \";\n    hone_test::print(Out, V." + Field + ");\n";
    ++Step;
    if (!F->isBitField())
      Find += "    if ((At = hone_test::find(V." + Field + ", P)) != -1)\n      return At + " +
              std::to_string(Step) + " * 16777216L;\n";
    First = false;
  }
  return "#ifndef " + Guard + "\n#define " + Guard + "\ntemplate <> struct Domain<" + Name +
         " > {\n  typedef " + Name + " T;\n" + writeMake(R, Classes.at(&R)) + writeRefill(R) +
         "  static void refill(T &V, Source &S) { settle(V, S); }\n"
         "  static bool same(const T &A, const T &B) {\n    (void)A; (void)B;\n    return true" + Same +
         ";\n  }\n  static void print(std::string &Out, const T &V) {\n    (void)V;\n    Out += \"" +
         nameOf(R).str() + "{\";\n" + Print + "    Out += \"}\";\n  }\n"
         "  static long find(const T &V, const void *P) {\n    long At;\n    (void)At;\n" + Find +
         "    return offsetIn(V, P);\n  }\n};\n#endif\n";
}
