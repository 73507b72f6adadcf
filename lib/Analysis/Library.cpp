// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is known about functions of the C and C++ libraries. Known by the
// declaration (a system header, namespace std or the global one), not by the
// spelling, and only for the member types listed.

#include "EffectsVisitor.h"
#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;

namespace hone {

static Model mathModel(llvm::StringRef Name) {
  Name.consume_front("__builtin_");
  auto Kind = [](llvm::StringRef N) {
    return llvm::StringSwitch<Model>(N)
        .Cases({"sqrt", "cbrt", "exp", "exp2", "expm1", "log", "log2", "log10", "log1p"},
               Model::Math)
        .Cases({"pow", "hypot", "sin", "cos", "tan", "asin", "acos", "atan", "atan2"},
               Model::Math)
        .Cases({"sinh", "cosh", "tanh", "asinh", "acosh", "atanh", "erf", "erfc"},
               Model::Math)
        .Cases({"tgamma", "fmod", "remainder", "fma", "ldexp", "scalbn", "fdim"}, Model::Math)
        .Cases({"fabs", "floor", "ceil", "trunc", "round", "rint", "nearbyint"},
               Model::CheapMath)
        .Cases({"copysign", "fmin", "fmax"}, Model::CheapMath)
        .Default(Model::None);
  };
  Model M = Kind(Name);
  if (M == Model::None && (Name.ends_with("f") || Name.ends_with("l")))
    M = Kind(Name.drop_back());
  return M;
}

static Model freeModel(const FunctionDecl &F, const CallExpr *Call) {
  llvm::StringRef Name = F.getName();
  unsigned N = F.getNumParams();
  bool Arithmetic = N > 0;
  for (const ParmVarDecl *P : F.parameters())
    Arithmetic &= P->getType().getNonReferenceType()->isArithmeticType();
  // Outside of std only C's own: a library's log(int) writes a line.
  bool IsC = F.isExternC() && F.getReturnType()->isRealFloatingType() && N > 0 &&
             F.getParamDecl(0)->getType()->isRealFloatingType();
  if (Arithmetic && (IsC || F.isInStdNamespace() || F.getBuiltinID()))
    if (Model M = mathModel(Name); M != Model::None)
      return M;
  if (!F.isInStdNamespace())
    return Model::None;
  if (Arithmetic && N == 1 &&
      (Name == "isnan" || Name == "isinf" || Name == "isfinite" || Name == "signbit"))
    return Model::CheapMath;
  if (Arithmetic && N == 1 && Name == "abs")
    return F.getReturnType()->isFloatingType() ? Model::CheapMath : Model::Index;
  if (Arithmetic && (((Name == "min" || Name == "max") && N == 2) || (Name == "clamp" && N == 3)))
    return Model::Query;
  if (N == 1 && (Name == "move" || Name == "forward" || Name == "as_const"))
    return Model::None; // Casts: their result is followed by nobody here.
  if (N == 1 && ownsElements(F.getParamDecl(0)->getType()) &&
      (Name == "size" || Name == "ssize" || Name == "empty"))
    return Model::Query;
  if (Call && Name == "accumulate" && N == 3 && F.getParamDecl(2)->getType()->isArithmeticType()) {
    QualType Iterator = F.getParamDecl(0)->getType();
    QualType Element = Iterator->isPointerType() ? Iterator->getPointeeType()
                                                 : elementType(elementType(Iterator));
    if (Iterator->isPointerType() || isStdDecl(Iterator->getAsCXXRecordDecl(), "vector"))
      return Element->isArithmeticType() ? Model::ReadRange : Model::None;
    const auto *R = Iterator.getCanonicalType()->getAsCXXRecordDecl();
    if (!R || R->getName() != "__normal_iterator")
      return Model::None;
    QualType Pointer = elementType(Iterator);
    return !Pointer.isNull() && Pointer->isPointerType() &&
                   Pointer->getPointeeType()->isArithmeticType()
               ? Model::ReadRange
               : Model::None;
  }
  return Model::None;
}

static bool isKnownIterator(QualType T) {
  const auto *R = T.getNonReferenceType().getCanonicalType()->getAsCXXRecordDecl();
  if (!R || !R->getDeclName().isIdentifier())
    return false;
  return R->getName() == "__normal_iterator" ||
         (R->isInStdNamespace() && llvm::StringSwitch<bool>(R->getName())
              .Cases({"_Rb_tree_iterator", "_Rb_tree_const_iterator"}, true)
              .Cases({"_List_iterator", "_List_const_iterator"}, true)
              .Default(false));
}

static bool isView(QualType T) {
  return isStdType(T, "basic_string_view") || isStdType(T, "span") ||
         isStdType(T, "initializer_list");
}

static bool isPlainElement(QualType E, const ASTContext &C) {
  if (E.isNull())
    return false;
  if (isStdString(E) || isStdVector(E))
    return hasPlainElements(E, C);
  // Assigning a pair is a function, but one that only assigns its parts.
  const auto *Spec = llvm::dyn_cast_or_null<ClassTemplateSpecializationDecl>(
      E.getCanonicalType()->getAsCXXRecordDecl());
  if (Spec && isStdType(E, "pair"))
    return llvm::all_of(Spec->getTemplateArgs().asArray(), [&](const TemplateArgument &A) {
      return isPlainElement(A.getAsType(), C);
    });
  return isPlainValue(E, C);
}

bool hasPlainElements(QualType Container, const ASTContext &C) {
  return isPlainElement(elementType(Container), C);
}

bool isQuietlyMade(QualType T, const ASTContext &C) {
  const auto *R = C.getBaseElementType(T)->getAsCXXRecordDecl();
  if (!R || R->isInStdNamespace())
    return true;
  if (!R->hasDefinition() || R->isUnion() ||
      llvm::any_of(R->ctors(), [](const CXXConstructorDecl *D) { return D->isUserProvided(); }) ||
      llvm::any_of(R->decls(), [](const Decl *D) { return llvm::isa<FunctionTemplateDecl>(D); }))
    return false;
  return llvm::all_of(R->bases(), [&](const auto &B) { return isQuietlyMade(B.getType(), C); }) &&
         llvm::all_of(R->fields(), [&](const FieldDecl *F) {
           const Expr *Init = F->hasInClassInitializer() ? F->getInClassInitializer() : nullptr;
           return isQuietlyMade(F->getType(), C) &&
                  (!F->hasInClassInitializer() || (Init && !Init->HasSideEffects(C)));
         });
}

bool changesContainer(const FunctionDecl &F) {
  const auto *M = llvm::dyn_cast<CXXMethodDecl>(&F);
  if (!M || M->isStatic() || M->isConst() || !M->getParent()->isInStdNamespace() ||
      !M->getParent()->getDeclName().isIdentifier())
    return false;
  bool IsMap = M->getParent()->getName().ends_with("map");
  bool IsContainer =
      llvm::StringSwitch<bool>(M->getParent()->getName())
          .Cases({"vector", "basic_string", "deque", "list", "forward_list"}, true)
          .Cases({"map", "multimap", "set", "multiset"}, true)
          .Cases({"unordered_map", "unordered_multimap", "unordered_set", "unordered_multiset"}, true)
          .Default(false);
  if (!IsContainer)
    return false;
  if (const auto *Constructor = llvm::dyn_cast<CXXConstructorDecl>(M))
    return llvm::any_of(Constructor->parameters(), [](const ParmVarDecl *P) {
      return P->getType()->isRValueReferenceType();
    });
  if (M->getOverloadedOperator() == OO_Subscript)
    return IsMap;
  return !M->getDeclName().isIdentifier() ||
         !llvm::StringSwitch<bool>(M->getName())
              .Cases({"at", "front", "back", "data", "begin", "end", "rbegin", "rend"}, true)
              .Cases({"find", "lower_bound", "upper_bound", "equal_range"}, true)
              .Default(false);
}

static Model memberModel(const CXXMethodDecl &M) {
  QualType Class = M.getASTContext().getCanonicalTagType(M.getParent());
  bool Owner = isStdVector(Class) || isStdString(Class);
  if (isKnownIterator(Class)) {
    switch (M.getOverloadedOperator()) {
    case OO_Star: case OO_Arrow: case OO_Subscript:
      return Model::Index;
    case OO_Plus: case OO_Minus:
      return Model::Query;
    case OO_PlusPlus: case OO_MinusMinus: case OO_PlusEqual: case OO_MinusEqual:
      return Model::Shrink;
    default:
      return Model::None;
    }
  }
  if (!Owner && !isStdType(Class, "array") && !isView(Class))
    return Model::None;
  if (M.getOverloadedOperator() == OO_Subscript)
    return Model::Index;
  bool Plain = Owner && hasPlainElements(Class, M.getASTContext());
  if (Plain && (M.getOverloadedOperator() == OO_Equal || M.getOverloadedOperator() == OO_PlusEqual))
    return Model::Mutate;
  if (!M.getDeclName().isIdentifier())
    return Model::None;
  Model Common = llvm::StringSwitch<Model>(M.getName())
      .Cases({"size", "length", "empty", "capacity", "max_size", "data", "c_str"}, Model::Query)
      .Cases({"begin", "end", "cbegin", "cend", "rbegin", "rend", "crbegin", "crend"},
             Model::Query)
      .Cases({"front", "back"}, Model::Index)
      .Case("at", Model::Checked)
      .Default(Model::None);
  if (Common != Model::None || !Plain)
    return Common;
  // Iterators of the user's, and elements made by the user's constructors, run code.
  const ASTContext &C = M.getASTContext();
  QualType Element = elementType(Class);
  bool Makes = M.getName() == "emplace_back" || M.getName() == "resize";
  if (Makes && !isQuietlyMade(Element, C))
    return Model::None;
  for (const ParmVarDecl *P : M.parameters()) {
    QualType T = P->getType().getNonReferenceType();
    const auto *R = T->getAsCXXRecordDecl();
    if (R && !C.hasSameUnqualifiedType(T, Element) && !R->isInStdNamespace() && !isKnownIterator(T))
      return Model::None;
  }
  return llvm::StringSwitch<Model>(M.getName())
      .Cases({"push_back", "emplace_back", "resize", "reserve", "assign", "append"},
             Model::Mutate)
      .Cases({"insert", "erase", "shrink_to_fit"}, Model::Mutate)
      .Cases({"pop_back", "clear", "swap"}, Model::Shrink)
      .Default(Model::None);
}

bool keepsElements(const CallExpr &Call) {
  const FunctionDecl *F = Call.getDirectCallee();
  return F && F->getDeclName().isIdentifier() &&
         llvm::StringSwitch<bool>(F->getName())
             .Cases({"push_back", "emplace_back", "pop_back", "reserve", "resize"}, true)
             .Cases({"clear", "shrink_to_fit"}, true)
             .Default(false);
}

Model modelOf(const FunctionDecl &F, const CallExpr *Call) {
  if (const auto *M = llvm::dyn_cast<CXXMethodDecl>(&F)) {
    const auto *Space = llvm::dyn_cast<NamespaceDecl>(
        M->getParent()->getEnclosingNamespaceContext());
    if (!M->getParent()->isInStdNamespace() &&
        !(Space && Space->getName() == "__gnu_cxx"))
      return Model::None;
    return M->isStatic() ? Model::None : memberModel(*M);
  }
  if (F.isOverloadedOperator() && Call && Call->getNumArgs() == 2 &&
      isKnownIterator(Call->getArg(0)->getType()) && isKnownIterator(Call->getArg(1)->getType()))
    return Model::Query;
  if (!F.getDeclName().isIdentifier())
    return Model::None;
  // A user's own `exp` is not the library's.
  const SourceManager &SM = F.getASTContext().getSourceManager();
  bool Library = F.getBuiltinID() || SM.isInSystemHeader(F.getLocation());
  const DeclContext *In = F.getDeclContext()->getRedeclContext();
  if (!Library || !(In->isTranslationUnit() || F.isInStdNamespace()))
    return Model::None;
  return freeModel(F, Call);
}

bool replacesAllocation(const ASTContext &C) {
  const SourceManager &SM = C.getSourceManager();
  for (OverloadedOperatorKind Kind : {OO_New, OO_Array_New, OO_Delete, OO_Array_Delete})
    for (const NamedDecl *D : C.getTranslationUnitDecl()->lookup(
             C.DeclarationNames.getCXXOperatorName(Kind)))
      for (const Decl *Each : D->redecls())
        if (!Each->isImplicit() && !SM.isInSystemHeader(SM.getExpansionLoc(Each->getLocation())))
          return true;
  return false;
}

bool isMathFunction(const FunctionDecl &F) {
  Model M = modelOf(F, nullptr);
  return M == Model::Math || M == Model::CheapMath;
}

bool returnsAnArgument(const CallExpr &Call) {
  const FunctionDecl *F = Call.getDirectCallee();
  return F && F->getDeclName().isIdentifier() && F->getReturnType()->isReferenceType() &&
         !llvm::isa<CXXMethodDecl>(F) && modelOf(*F, &Call) == Model::Query;
}

} // namespace hone
