// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From functions that other units define to objects, and from what objects
// want back to this unit's functions.
#include "Links.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/Mangle.h"
#include "llvm/Demangle/Demangle.h"

using namespace hone;
using clang::FunctionDecl;

static std::vector<std::string> symbolsOf(const FunctionDecl &F) {
  clang::ASTNameGenerator Names(F.getASTContext());
  if (llvm::isa<clang::CXXConstructorDecl, clang::CXXDestructorDecl>(F))
    return Names.getAllManglings(&F);
  return {Names.getName(&F)};
}

bool Links::linkOne(const FunctionDecl &F, LinkedObjects &Into) {
  bool Found = false;
  for (const std::string &Symbol : symbolsOf(F))
    if (Objects.link(Symbol, Into)) {
      Provided.insert(llvm::demangle(Symbol));
      Found = true;
    }
  return Found;
}

/// The function of this unit that other units know by \p Symbol, or null.
const FunctionDecl *Links::ownFunction(const std::string &Symbol) {
  if (Own.empty())
    for (const FunctionDecl *F : Functions)
      if (F->isExternallyVisible() && !F->isTemplated() && !F->isMain())
        for (const std::string &Name : symbolsOf(*F))
          Own[Name] = F;
  auto Found = Own.find(Symbol);
  return Found == Own.end() ? nullptr : Found->second;
}

/// Objects may call functions of this unit that the one under test could call,
/// too, and that keep nothing between calls.
void Links::comeBack(LinkedObjects &New, Reach &Touched) {
  std::set<std::string> Known;
  auto Next = [&] {
    return llvm::find_if(New.Wanted, [&](const std::string &S) { return !Known.count(S); });
  };
  for (auto It = Next(); It != New.Wanted.end(); It = Next()) {
    std::string Symbol = *It;
    Known.insert(Symbol);
    const FunctionDecl *F = ownFunction(Symbol);
    if (!F)
      continue;
    auto [Place, First] = Reaches.try_emplace(F);
    if (First)
      Place->second = findReach(*F);
    const Reach &Of = Place->second;
    bool Fit = Of.Problem.Code.empty() && Of.Globals.empty() && !Of.Errno;
    for (const FunctionDecl *Callee : Of.Elsewhere)
      Fit = (linkOne(*Callee, New) || !Callee->isExternC()) && Fit;
    if (!Fit)
      Blocked.insert(Symbol);
    Touched.Console |= Fit && Of.Console;
  }
}

/// What other units define is taken from their objects. Without one it is null
/// in the tests: inputs on which the original calls it do not count. A C name,
/// though, could find somebody else's function.
llvm::Error Links::link(Reach &Touched) {
  LinkedObjects New;
  for (const FunctionDecl *F : Touched.Elsewhere) {
    if (linkOne(*F, New))
      continue;
    if (F->isExternC())
      return llvm::createStringError("calls-outside: calls " + F->getQualifiedNameAsString() +
                                     ", defined in another unit");
    Touched.Unlinked = true;
  }
  take(New, Touched);
  return llvm::Error::success();
}

void Links::linkInputs(Reach Making) {
  LinkedObjects New;
  for (const FunctionDecl *F : Making.Elsewhere)
    linkOne(*F, New);
  take(New, Making);
}

void Links::take(LinkedObjects &New, Reach &Touched) {
  comeBack(New, Touched);
  Touched.Console |= New.Console;
  Paths.insert(New.Paths.begin(), New.Paths.end());
  Wanted.insert(New.Wanted.begin(), New.Wanted.end());
}

void Links::finish(TwinPlan &Plan) const {
  Plan.Objects.assign(Paths.begin(), Paths.end());
  Plan.Provided.assign(Provided.begin(), Provided.end());
  Plan.Blocked.assign(Blocked.begin(), Blocked.end());
  for (const std::string &Symbol : Wanted)
    if (!Blocked.count(Symbol))
      Plan.Returned.push_back(Symbol);
}
