// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The global locale is set by few functions, but every function of the project's, and all that
// the library calls of the project, may be among them.
#include "GlobalLocale.h"
#include "hone/Analysis/Types.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;

namespace hone {

bool isOfStandard(const Decl &D, const ASTContext &C) {
  const DeclContext *Outermost = nullptr;
  for (const DeclContext *In = D.getDeclContext(); In; In = In->getParent())
    if (In->isNamespace())
      Outermost = In;
  const auto *N = llvm::dyn_cast_or_null<NamespaceDecl>(Outermost);
  return N && (N->getName() == "std" || N->getName() == "__gnu_cxx") &&
         C.getSourceManager().isInSystemHeader(D.getLocation());
}

namespace {

bool isPolymorphic(QualType T) {
  const auto *R = T->getAsCXXRecordDecl();
  return R && (!R->hasDefinition() || R->isPolymorphic());
}

/// The library's classes that hold values and know no functions of others: no deleter, no
/// callback, no buffer or memory resource to derive from. Everything else is not looked through.
bool isPlainHolder(llvm::StringRef Name) {
  return llvm::StringSwitch<bool>(Name)
      .Cases({"basic_string", "basic_string_view", "vector", "array", "deque", "list", "initializer_list"}, true)
      .Cases({"map", "multimap", "set", "multiset", "unordered_map", "unordered_set"}, true)
      .Cases({"pair", "tuple", "optional", "span", "bitset", "complex", "duration", "time_point", "ratio"}, true)
      .Cases({"basic_regex", "match_results", "sub_match", "regex_iterator", "regex_token_iterator"}, true)
      .Cases({"allocator", "char_traits", "regex_traits", "less", "equal_to", "hash"}, true)
      .Cases({"__normal_iterator", "reverse_iterator", "back_insert_iterator", "_List_iterator"}, true)
      .Cases({"_Rb_tree_iterator", "_Rb_tree_const_iterator", "_Node_iterator", "_Node_const_iterator"}, true)
      .Cases({"_Node_iterator_base", "_Bit_reference", "_Bit_iterator", "_Bit_const_iterator"}, true)
      .Default(false);
}

/// Whether copying and destroying an \p R is no more than doing so to its parts.
bool isOfParts(const CXXRecordDecl &R) {
  return R.hasDefinition() && !R.isPolymorphic() && !R.isUnion() &&
         llvm::none_of(R.methods(), [](const CXXMethodDecl *M) {
           const auto *Made = llvm::dyn_cast<CXXConstructorDecl>(M);
           return M->isUserProvided() && (llvm::isa<CXXDestructorDecl>(M) || M->getOverloadedOperator() == OO_Equal ||
                                          (Made && Made->isCopyOrMoveConstructor()));
         }) &&
         llvm::none_of(R.decls(), [](const Decl *D) { return llvm::isa<FunctionTemplateDecl>(D); });
}

/// \p Values: classes of the project's that are only copied and destroyed may be among it.
bool bringsNoCode(QualType T, const ASTContext &C, bool Values, unsigned Depth) {
  const bool Reference = T->isReferenceType();
  T = T.getNonReferenceType().getCanonicalType();
  if (T->isPointerType()) {
    QualType To = T->getPointeeType();
    return !To->isFunctionType() && !isPolymorphic(To) && bringsNoCode(To, C, Values, Depth);
  }
  // What is derived from it may be the project's: streams and their buffers, exceptions.
  if (Reference && isPolymorphic(T))
    return false;
  if (const auto *A = C.getAsArrayType(T))
    return bringsNoCode(A->getElementType(), C, Values, Depth);
  const auto *R = T->getAsCXXRecordDecl();
  if (!R)
    return T->isScalarType() && !T->isMemberPointerType();
  if (Values && Depth <= 6 && !isOfStandard(*R, C))
    return isOfParts(*R) &&
           llvm::all_of(R->fields(), [&](const FieldDecl *F) { return bringsNoCode(F->getType(), C, true, Depth + 1); }) &&
           llvm::all_of(R->bases(), [&](const CXXBaseSpecifier &B) { return bringsNoCode(B.getType(), C, true, Depth + 1); });
  if (Depth > 6 || !R->getIdentifier() || !isPlainHolder(R->getName()) || !isOfStandard(*R, C))
    return false;
  const auto *Special = llvm::dyn_cast<ClassTemplateSpecializationDecl>(R);
  // What compares its elements calls their operators.
  Values &= llvm::StringSwitch<bool>(R->getName())
                .Cases({"vector", "array", "deque", "list", "optional", "pair", "allocator"}, true)
                .Cases({"__normal_iterator", "_List_iterator"}, true)
                .Default(false);
  return !Special || llvm::all_of(Special->getTemplateArgs().asArray(), [&](const TemplateArgument &A) {
    return A.getKind() != TemplateArgument::Type || bringsNoCode(A.getAsType(), C, Values, Depth + 1);
  });
}

/// A member function of a container that does no more to the elements than copy and destroy them.
bool onlyStores(const FunctionDecl &F) {
  return F.getOverloadedOperator() == OO_Subscript ||
         (F.getDeclName().isIdentifier() && llvm::StringSwitch<bool>(F.getName())
                                                .Cases({"push_back", "reserve", "clear", "at"}, true)
                                                .Cases({"size", "empty", "front", "back", "begin", "end"}, true)
                                                .Default(false));
}

} // namespace

bool bringsNoCode(QualType T, const ASTContext &C) { return bringsNoCode(T, C, /*Values=*/false, 0); }

namespace {

/// Everything a loop calls, as far as it can be looked into.
class Callees : public RecursiveASTVisitor<Callees> {
public:
  Callees(const ASTContext &C, llvm::ArrayRef<const Expr *> Known) : C(C), Known(Known) {}
  bool shouldVisitImplicitCode() const { return true; }
  bool VisitCallExpr(CallExpr *Call) {
    if (llvm::is_contained(Known, Call))
      return true;
    const FunctionDecl *F = Call->getDirectCallee();
    F ? enter(*F) : miss("a call through a pointer");
    return true;
  }
  bool VisitCXXConstructExpr(CXXConstructExpr *Made) {
    if (llvm::is_contained(Known, Made))
      return true;
    enter(*Made->getConstructor());
    return true;
  }
  bool VisitCXXNewExpr(CXXNewExpr *New) {
    if (!New->getOperatorNew()->isReplaceableGlobalAllocationFunction())
      enter(*New->getOperatorNew());
    return true;
  }
  bool VisitCXXDeleteExpr(CXXDeleteExpr *) {
    miss("an object is deleted");
    return true;
  }
  bool VisitVarDecl(VarDecl *V) {
    if (!V->getInit() || !llvm::is_contained(Known, V->getInit()->IgnoreImplicit()))
      destroy(V->getType());
    return true;
  }
  bool VisitCXXBindTemporaryExpr(CXXBindTemporaryExpr *Bind) {
    destroy(Bind->getType());
    return true;
  }
  bool VisitCXXDefaultInitExpr(CXXDefaultInitExpr *Init) { return TraverseStmt(Init->getExpr()); }
  bool VisitCXXDefaultArgExpr(CXXDefaultArgExpr *Default) { return TraverseStmt(Default->getExpr()); }
  bool VisitCXXInheritedCtorInitExpr(CXXInheritedCtorInitExpr *) {
    miss("an inherited constructor");
    return true;
  }
  LocaleUse Found;

private:
  void miss(const std::string &Text) { Found.Missed = Found.Missed.empty() ? Text : Found.Missed; }
  void enter(const FunctionDecl &F);
  void destroy(QualType T) {
    const auto *R = C.getBaseElementType(T)->getAsCXXRecordDecl();
    if (R && !T->isReferenceType() && (!R->hasDefinition() || !R->hasTrivialDestructor()) &&
        !bringsNoCode(T, C, /*Values=*/true, 0))
      miss("a destructor of the project's runs");
  }

  const ASTContext &C;
  llvm::ArrayRef<const Expr *> Known;
  llvm::SmallPtrSet<const FunctionDecl *, 16> Seen;
};

void Callees::enter(const FunctionDecl &F) {
  if (!Seen.insert(F.getCanonicalDecl()).second)
    return;
  const std::string Name = F.getNameAsString();
  const auto *Method = llvm::dyn_cast<CXXMethodDecl>(&F);
  if (llvm::StringRef(Name).contains("locale") || (Method && isStdDecl(Method->getParent(), "locale"))) {
    Found.Changes = Name;
  } else if (isOfStandard(F, C) || F.getBuiltinID() != 0) {
    auto IsQuiet = [&](QualType T) { return bringsNoCode(T, C, Method && onlyStores(F), 0); };
    bool Quiet = llvm::all_of(F.parameters(), [&](const ParmVarDecl *P) { return IsQuiet(P->getType()); }) &&
                 (!Method || (IsQuiet(C.getCanonicalTagType(Method->getParent())) && !Method->getParent()->isPolymorphic()));
    if (!Quiet)
      miss("'" + Name + "' may run code of the project");
  } else if (const Stmt *Body = F.getBody(); Body && Seen.size() < 200 && !(Method && Method->isVirtual())) {
    if (const auto *Constructor = llvm::dyn_cast<CXXConstructorDecl>(&F))
      for (const CXXCtorInitializer *Init : llvm::cast<CXXConstructorDecl>(Constructor->getDefinition())->inits())
        TraverseStmt(Init->getInit());
    for (const ParmVarDecl *P : F.parameters())
      destroy(P->getType());
    TraverseStmt(const_cast<Stmt *>(Body));
  } else if (!F.isTrivial()) {
    miss("'" + Name + "' cannot be looked into");
  }
}

} // namespace

LocaleUse findLocaleUse(const Stmt &Loop, ASTContext &C, llvm::ArrayRef<const Expr *> Known) {
  Callees Called(C, Known);
  Called.TraverseStmt(const_cast<Stmt *>(&Loop));
  return Called.Found;
}

Obligation sameLocale(const LocaleUse &Use) {
  if (Use.Missed.empty())
    return {"same-locale", "nothing in the loop sets the global locale", How::Proved};
  return {"same-locale", Use.Missed + ": it leaves the global locale as it is", How::Tested};
}

} // namespace hone
