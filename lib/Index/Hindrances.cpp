// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Told from the syntax tree alone, as no optimizer has a remark on most of it: a call of code elsewhere is nothing to it
// but a call. For people to look at; no check concludes anything from it.
#include "Hindrances.h"
#include "llvm/ADT/StringSet.h"

using namespace clang;
using llvm::StringRef;

namespace hone {

static StringRef nameOf(const NamedDecl &D) { return D.getDeclName().isIdentifier() ? D.getName() : StringRef(); }

static bool isOfLibrary(const Decl &D) { return D.isInStdNamespace(); }

/// A class whose objects own memory on the heap.
static bool ownsMemory(const CXXRecordDecl &Class) {
  static const llvm::StringSet<> Names = {
      "basic_string",  "vector",        "deque",         "list",               "forward_list",       "map",
      "multimap",      "set",           "multiset",      "unordered_map",      "unordered_multimap", "unordered_set",
      "unordered_multiset", "function", "basic_stringstream", "basic_ostringstream", "basic_istringstream", "basic_regex",
      "any"};
  return isOfLibrary(Class) && Names.contains(nameOf(Class));
}

static bool mayAllocate(const FunctionDecl &F) {
  static const llvm::StringSet<> Members = {"push_back",  "emplace_back", "push_front", "emplace_front", "insert",
                                            "emplace",    "append",       "resize",     "reserve",       "assign",
                                            "try_emplace", "insert_or_assign", "push"};
  static const llvm::StringSet<> Free = {"malloc",      "calloc",      "realloc",   "strdup", "aligned_alloc",
                                         "make_unique", "make_shared", "to_string", "format"};
  if (const auto *Method = llvm::dyn_cast<CXXMethodDecl>(&F))
    return isOfLibrary(*Method->getParent()) && Members.contains(nameOf(F));
  return (isOfLibrary(F) || F.isExternC()) && Free.contains(nameOf(F));
}

static Hindrance made(const char *Kind, std::string Text) { return {Kind, std::move(Text), 0}; }

static bool isVirtualCall(const CallExpr &Call, const FunctionDecl &F) {
  const auto *Method = llvm::dyn_cast<CXXMethodDecl>(&F);
  const auto *Member = llvm::dyn_cast<MemberExpr>(Call.getCallee()->IgnoreParenImpCasts());
  return Method && Member && Method->isVirtual() && !Member->hasQualifier() && !Method->hasAttr<FinalAttr>() &&
         !Method->getParent()->isEffectivelyFinal();
}

static std::optional<Hindrance> ofCall(const CallExpr &Call) {
  const FunctionDecl *F = Call.getDirectCallee();
  if (!F) {
    if (Call.isTypeDependent() || llvm::isa<CXXPseudoDestructorExpr>(Call.getCallee()))
      return std::nullopt;
    return made("call", "calls through a pointer: the compiler does not know what");
  }
  const std::string Name = F->getNameAsString();
  if (mayAllocate(*F))
    return made("allocation", "'" + Name + "' may allocate memory");
  const auto *Method = llvm::dyn_cast<CXXMethodDecl>(F);
  if (Method && isOfLibrary(*Method->getParent()) && nameOf(*F) == "at")
    return made("bounds-check", "'at' checks its index every time");
  if (isVirtualCall(Call, *F))
    return made("virtual-call", "'" + Name + "' is virtual: the call cannot be inlined");
  const FunctionDecl *Body = nullptr;
  if (!F->getBuiltinID() && !F->hasBody(Body) && !F->isDefaulted() && !F->getTemplateInstantiationPattern())
    return made("call", "the code of '" + Name + "' is not visible here");
  return std::nullopt;
}

std::optional<Hindrance> hindranceOf(const Stmt &S) {
  if (const auto *Call = llvm::dyn_cast<CallExpr>(&S))
    return ofCall(*Call);
  if (llvm::isa<CXXNewExpr>(S))
    return made("allocation", "'new' allocates memory");
  if (llvm::isa<CXXThrowExpr>(S))
    return made("throw", "a throw leaves the loop");
  if (llvm::isa<IfStmt, SwitchStmt, ConditionalOperator>(S))
    return made("branch", "a branch in the innermost loop");
  if (const auto *Made = llvm::dyn_cast<CXXConstructExpr>(&S)) {
    const CXXConstructorDecl &With = *Made->getConstructor();
    if (ownsMemory(*With.getParent()) && Made->getNumArgs() && !With.isMoveConstructor() && !Made->isElidable())
      return made("allocation", "makes a '" + With.getParent()->getNameAsString() + "', which may allocate memory");
  }
  return std::nullopt;
}

} // namespace hone
