// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How `new T(...)`, std::make_unique and std::make_shared make an object, and the declaration of a
// variable that is made in the same way.
#ifndef HONE_LIB_CHECKS_OBJECTMAKING_H
#define HONE_LIB_CHECKS_OBJECTMAKING_H

#include "hone/Analysis/Refusal.h"
#include "hone/Rewrite/PatchBuilder.h"
#include "clang/AST/ExprCXX.h"
#include <optional>
#include <vector>

namespace hone {

struct ObjectMaking {
  clang::QualType Type;      ///< With its const.
  clang::SourceRange Spelled; ///< Of the type.
  std::vector<const clang::Expr *> Arguments;
  /// Nothing: `new T`. Value: `new T()`, make_unique<T>(). Brackets: `new T{...}`.
  enum { Nothing, Value, Parentheses, Brackets } Form = Nothing;
  clang::SourceRange List;  ///< Of the brackets.
  bool Forwarded = false;   ///< By make_unique or make_shared, which see arguments as references.
  const clang::Expr *Whole = nullptr;
};

/// What \p Init, which gives a standard pointer its value, makes; none if that is no object made there.
std::optional<ObjectMaking> makingOf(const clang::Expr &Init, const clang::ASTContext &C);

/// Why a variable could not be made so, with the same constructor, arguments and order.
/// Codes: constructor, arguments, spelling, reads-as-function.
std::optional<Refusal> refuseMaking(const ObjectMaking &Made, const clang::ASTContext &C);

/// The declaration of \p Name, with its semicolon.
std::string declarationOf(const ObjectMaking &Made, const std::string &Name, PatchBuilder &P,
                          const clang::ASTContext &C);

/// True if \p Class or a base has an operator new or delete.
bool hasOwnAllocation(const clang::CXXRecordDecl &Class);

/// True if \p Class or a base is a std::enable_shared_from_this.
bool knowsItsOwner(const clang::CXXRecordDecl &Class);
/// True if \p Destructor says that it may throw.
bool mayThrow(const clang::CXXDestructorDecl &Destructor);

} // namespace hone

#endif
