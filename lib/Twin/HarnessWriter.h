// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The writer of cases: planned in HarnessPlan.cpp, arguments that are one
// object in Aliases.cpp, how an instance of a template is named in
// HarnessInstance.cpp, what is called in Callables.cpp, the text in Harness.cpp.
#ifndef HONE_LIB_TWIN_HARNESSWRITER_H
#define HONE_LIB_TWIN_HARNESSWRITER_H

#include "Extents.h"
#include "Harness.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"

namespace hone {

/// How one parameter is driven.
struct DrivenParameter {
  enum Shape { Object, Memory, Count, Text, End, View, Stream, Callable };
  Shape How = Object;
  unsigned Index = 0;
  std::string Name;       ///< As people call it.
  clang::QualType Type;    ///< As declared.
  clang::QualType Element; ///< Of the object, or of the memory; unqualified.
  std::string Spelled;    ///< Element.
  bool Writes = false;    ///< The function may write through it.
  bool ByValue = false, ByMove = false, Restrict = false;
  bool Volatile = false;  ///< A pointer to what the world changes.
  std::string Signature;   ///< Of a callable.
  std::string Meaning;     ///< Calls::Meaning.
  bool Iterator = false;  ///< A class around a pointer, made from one.
  ParameterFacts Facts;
  bool ownsBuffer() const { return How == Memory || How == Count || How == Text || How == View; }
  std::string id(const char *Prefix) const { return Prefix + std::to_string(Index); }
};

class HarnessWriter {
public:
  HarnessWriter(const clang::FunctionDecl &F, unsigned Number, llvm::StringRef Rewritten,
                TypeSpace &Types, const Reach &Touched)
      : F(F), Context(F.getASTContext()), Number(Number), Rewritten(Rewritten), Types(Types),
        Touched(Touched), Method(llvm::dyn_cast<clang::CXXMethodDecl>(&F)) {
    if (Method && Method->isStatic())
      Method = nullptr;
  }

  llvm::Error plan();
  std::string harness();
  std::string afterCall(llvm::StringRef TwinName);

private:
  llvm::Error planParameter(const clang::ParmVarDecl &P, ParameterFacts Facts);
  void planPointer(DrivenParameter &P, bool OneNumber);
  llvm::Error planResult();
  void checkExtents();
  std::string state();
  std::string make();
  void findPairs(std::map<unsigned, ParameterFacts> &Facts) const;
  std::string like(const DrivenParameter &P, const std::string &Making) const;
  std::string makeParameter(const DrivenParameter &P);
  std::string makeMemory();
  std::string roots();
  std::string aliases();
  std::vector<std::string> aliasChoices();
  std::string constants();
  std::string call(llvm::StringRef Name);
  llvm::Error planInstance();
  llvm::Expected<bool> planCallable(const clang::ParmVarDecl &D, DrivenParameter &P);
  std::string standIn(clang::QualType Lambda);
  std::string callable(const DrivenParameter &P) const;
  std::string callback(const DrivenParameter &P) const;
  std::string makeCallables() const;
  std::string beforeCalls() const;
  std::string afterCalls() const;
  std::string instanceTypes() const;
  std::string instanceOf(llvm::StringRef Name) const;
  std::string runBody(llvm::StringRef Call);
  std::string compare();
  std::string print();
  std::string swapGlobals();
  std::string bound(const Bound &B) const;
  std::string caseName() const { return "Case<" + std::to_string(Number) + ">"; }
  bool movesOnly(clang::QualType T) const;

  const clang::FunctionDecl &F;
  clang::ASTContext &Context;
  unsigned Number;
  llvm::StringRef Rewritten;
  TypeSpace &Types;
  const Reach &Touched;
  const clang::CXXMethodDecl *Method;
  std::vector<DrivenParameter> Parameters;
  std::vector<clang::QualType> Used; ///< Types whose domains the case needs.
  /// Written behind the name of a function template; private types under names
  /// of the case's own.
  std::vector<std::string> Arguments;
  std::string ArgumentTypes;         ///< These names.
  std::string ResultType;            ///< Empty: void.
  bool ResultByAddress = false;
};

} // namespace hone

#endif
