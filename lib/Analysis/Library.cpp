// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From a function to its entry in Models.yaml or in a model file of the user's.
// The standard's own are known by the declaration (a system header, namespace
// std or C's own), not by the spelling: a class of the user's that is called
// std::map somewhere else, or a specialisation the user wrote, is none of them.

#include "EffectsVisitor.h"
#include "hone/Analysis/Configurations.h"
#include "hone/Analysis/Models.h"
#include "hone/Support/Support.h"
#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/StringMap.h"

using namespace clang;

namespace hone {

static constexpr char BuiltInText[] = {
#include "Models.inc"
};

namespace {

/// Entries by the name of the function.
class ModelTable {
public:
  void add(std::vector<ModelScope> Scopes) {
    for (ModelScope &Given : Scopes) {
      Owned.push_back(std::make_unique<ModelScope>(std::move(Given)));
      const ModelScope &S = *Owned.back();
      for (const Model &M : S.Functions)
        for (const std::string &Name : M.Names) {
          ByName[Name].push_back({&S, &M});
          for (const std::string &Suffix : S.Suffixes)
            ByName[Name + Suffix].push_back({&S, &M});
        }
    }
  }
  struct Entry {
    const ModelScope *Scope;
    const Model *What;
  };
  llvm::ArrayRef<Entry> find(llvm::StringRef Name) const {
    auto Found = ByName.find(Name);
    return Found == ByName.end() ? llvm::ArrayRef<Entry>() : Found->second;
  }

private:
  std::vector<std::unique_ptr<ModelScope>> Owned;
  llvm::StringMap<llvm::SmallVector<Entry, 4>> ByName;
};

} // namespace

static const ModelTable &standardModels() {
  static const ModelTable Table = [] {
    ModelTable T;
    T.add(llvm::cantFail(readModels(
        "Models.yaml", llvm::StringRef(BuiltInText, sizeof(BuiltInText)),
        /*BuiltIn=*/true)));
    return T;
  }();
  return Table;
}

/// What the user adds: the one thing here that a process is told from outside.
static ModelTable &userModels() {
  static ModelTable Table;
  return Table;
}

llvm::Error useModels(llvm::ArrayRef<std::string> Files) {
  ModelTable Table;
  for (const std::string &File : Files) {
    llvm::Expected<std::string> Text = readFile(File);
    if (!Text)
      return Text.takeError();
    llvm::Expected<std::vector<ModelScope>> Scopes =
        readModels(File, *Text, /*BuiltIn=*/false);
    if (!Scopes)
      return Scopes.takeError();
    Table.add(std::move(*Scopes));
  }
  userModels() = std::move(Table);
  return llvm::Error::success();
}

/// "ns::Class", inline namespaces left out; empty if it is somewhere without a
/// name.
static std::string qualifiedName(const NamedDecl &D) {
  std::string Name = D.getDeclName().isIdentifier() ? D.getName().str() : "";
  for (const DeclContext *In = D.getDeclContext();
       In && !In->isTranslationUnit(); In = In->getParent()) {
    if (llvm::isa<LinkageSpecDecl>(In))
      continue;
    const auto *Outer = llvm::dyn_cast<NamedDecl>(In);
    if (!Outer || !llvm::isa<NamespaceDecl, CXXRecordDecl>(In) ||
        Outer->getName().empty())
      return "";
    if (const auto *Space = llvm::dyn_cast<NamespaceDecl>(In);
        Space && Space->isInline())
      continue;
    Name = Outer->getName().str() + "::" + Name;
  }
  return Name;
}

/// The word of a model file for \p F: "size", "operator[]", "move-constructor".
static std::string modelName(const FunctionDecl &F) {
  if (const auto *Constructor = llvm::dyn_cast<CXXConstructorDecl>(&F))
    return Constructor->isDefaultConstructor() ? "default-constructor"
           : Constructor->isCopyConstructor()  ? "copy-constructor"
           : Constructor->isMoveConstructor()  ? "move-constructor"
                                               : "constructor";
  if (const auto *Conversion = llvm::dyn_cast<CXXConversionDecl>(&F)) {
    const auto *To = Conversion->getConversionType()->getAsCXXRecordDecl();
    return To ? "operator " + To->getNameAsString()
           : Conversion->getConversionType()->isBooleanType() ? "operator bool"
                                                              : "";
  }
  if (!F.getDeclName().isIdentifier())
    return F.getDeclName().getAsString();
  llvm::StringRef Name = F.getName();
  if (F.getBuiltinID())
    Name.consume_front("__builtin_");
  return Name.str();
}

/// Whether \p F is where \p S says.
static bool isIn(const ModelScope &S, const FunctionDecl &F) {
  const auto *Method = llvm::dyn_cast<CXXMethodDecl>(&F);
  const SourceManager &SM = F.getASTContext().getSourceManager();
  if (S.BuiltIn && !F.getBuiltinID() && !SM.isInSystemHeader(F.getLocation()))
    return false;
  if (!S.Classes.empty()) {
    if (!Method || Method->isStatic() ||
        !llvm::is_contained(S.Classes, qualifiedName(*Method->getParent())))
      return false;
    return !S.BuiltIn || hasStandardParts(F.getASTContext().getCanonicalTagType(
                             Method->getParent()));
  }
  if (Method)
    return false;
  const DeclContext *In = F.getDeclContext()->getRedeclContext();
  bool Global = In->isTranslationUnit();
  return llvm::any_of(S.Namespaces, [&](const std::string &Name) {
    if (Name == "c")
      return Global && (F.isExternC() || F.getBuiltinID());
    if (Name == "global")
      return Global;
    const auto *Space =
        llvm::dyn_cast<NamespaceDecl>(In->getEnclosingNamespaceContext());
    while (Space && Space->isInline())
      Space = llvm::dyn_cast<NamespaceDecl>(Space->getParent());
    // A friend defined in a class is a member of the namespace around it.
    return Space &&
           (qualifiedName(*Space) == Name ||
            (F.getBuiltinID() && F.isInStdNamespace() && Name == "std"));
  });
}

const Model *modelOf(const FunctionDecl &F, const Invocation *I) {
  std::string Name = modelName(F);
  if (Name.empty())
    return nullptr;
  for (const ModelTable *Table :
       {&standardModels(), &static_cast<const ModelTable &>(userModels())})
    for (const ModelTable::Entry &E : Table->find(Name)) {
      const Model &M = *E.What;
      const auto *Method = llvm::dyn_cast<CXXMethodDecl>(&F);
      if ((!M.Parameters.empty() &&
           !llvm::is_contained(M.Parameters, F.getNumParams())) ||
          (M.Const && Method && Method->isConst() != *M.Const) ||
          !isIn(*E.Scope, F))
        continue;
      if (llvm::all_of(M.Needs, [&](Need N) { return holds(N, F, I); }))
        return &M;
    }
  return nullptr;
}

const Model *modelOf(const CallExpr &Call) {
  Invocation I = invocationOf(Call);
  return I.F ? modelOf(*I.F, &I) : nullptr;
}

bool isMemberOperator(const CallExpr &Call) {
  const auto *Method = llvm::dyn_cast_or_null<CXXMethodDecl>(Call.getDirectCallee());
  return Method && llvm::isa<CXXOperatorCallExpr>(Call) && !Method->isExplicitObjectMemberFunction();
}

Invocation invocationOf(const CallExpr &Call) {
  Invocation I;
  I.F = Call.getDirectCallee();
  I.At = Call.getExprLoc();
  I.Arguments.append(Call.arg_begin(), Call.arg_end());
  if (const auto *Member = llvm::dyn_cast<CXXMemberCallExpr>(&Call)) {
    I.Object = Member->getImplicitObjectArgument();
  } else if (isMemberOperator(Call) && !I.Arguments.empty()) {
    I.Object = I.Arguments.front();
    I.Arguments.erase(I.Arguments.begin());
  }
  return I;
}

Invocation invocationOf(const CXXConstructExpr &Construct) {
  Invocation I;
  I.F = Construct.getConstructor();
  I.At = Construct.getExprLoc();
  I.Arguments.append(Construct.arg_begin(), Construct.arg_end());
  return I;
}

/// A function of a standard container that may change it, by what all its
/// entries say, whatever their conditions.
bool changesContainer(const FunctionDecl &F) {
  const auto *M = llvm::dyn_cast<CXXMethodDecl>(&F);
  if (!M || M->isStatic() || M->isConst() ||
      !isStdContainerName(M->getParent()))
    return false;
  if (const auto *Constructor = llvm::dyn_cast<CXXConstructorDecl>(M))
    return llvm::any_of(Constructor->parameters(), [](const ParmVarDecl *P) {
      return P->getType()->isRValueReferenceType();
    });
  std::string Class = qualifiedName(*M->getParent());
  bool Listed = false;
  for (const ModelTable::Entry &E : standardModels().find(modelName(F))) {
    if (!llvm::is_contained(E.Scope->Classes, Class))
      continue;
    if (!E.What->Writes.empty())
      return true;
    Listed = true;
  }
  return !Listed;
}

bool replacesAllocation(const ASTContext &C) {
  const SourceManager &SM = C.getSourceManager();
  for (OverloadedOperatorKind Kind : {OO_New, OO_Array_New, OO_Delete, OO_Array_Delete})
    for (const NamedDecl *D : C.getTranslationUnitDecl()->lookup(
             C.DeclarationNames.getCXXOperatorName(Kind)))
      for (const Decl *Each : D->redecls())
        if (!Each->isImplicit() && !SM.isInSystemHeader(SM.getExpansionLoc(Each->getLocation())))
          return true;
  return mayReplaceAllocation(C);
}

bool isMathFunction(const FunctionDecl &F) {
  const Model *M = modelOf(F, nullptr);
  return M && M->Mathematics;
}

bool returnsAnArgument(const CallExpr &Call) {
  const Model *M = modelOf(Call);
  return M && M->Gives == Result::Argument && Call.isGLValue();
}

} // namespace hone
