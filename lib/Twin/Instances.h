// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a unit makes of a template: each of these functions is a case of its own.
#ifndef HONE_LIB_TWIN_INSTANCES_H
#define HONE_LIB_TWIN_INSTANCES_H

#include "clang/AST/Decl.h"
#include "llvm/ADT/SetVector.h"
#include <map>

namespace hone {

class Instances {
public:
  explicit Instances(clang::ASTContext &Context) : Context(Context) {}
  /// The functions with a body that the unit makes of \p Pattern, in text order
  /// of what asked for them.
  llvm::ArrayRef<const clang::FunctionDecl *> of(const clang::FunctionDecl &Pattern);

private:
  clang::ASTContext &Context;
  bool Known = false;
  std::map<const clang::Decl *, llvm::SetVector<const clang::FunctionDecl *>> Found;
};

/// As people write it: `space::Box<int>::put<double>`.
std::string nameOfInstance(const clang::FunctionDecl &F);

/// Another template that `name<arguments>` with the type of \p F may mean; null
/// if it can mean \p F only.
const clang::FunctionDecl *rivalOf(const clang::FunctionDecl &F);

/// The arguments to write behind the name of \p F, so that its type tells the
/// others: those up to the first pack that is not the last parameter.
llvm::SmallVector<clang::TemplateArgument, 4> writtenArguments(const clang::FunctionDecl &F);

} // namespace hone

#endif
