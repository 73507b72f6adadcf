// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What regular expressions and streams take with them when they are made: the global locale.
#ifndef HONE_LIB_CHECKS_GLOBALLOCALE_H
#define HONE_LIB_CHECKS_GLOBALLOCALE_H

#include "hone/Checks/Check.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Expr.h"
#include <string>

namespace hone {

/// Whether \p D is the standard library's own, and nobody's specialisation.
bool isOfStandard(const clang::Decl &D, const clang::ASTContext &C);
/// Whether a \p T brings no code of the project with it.
bool bringsNoCode(clang::QualType T, const clang::ASTContext &C);

struct LocaleUse {
  std::string Changes; ///< A function that sets the locale.
  std::string Missed;  ///< Something that was not looked into.
};
/// What \p Loop does to the global locale, as far as it can be looked into. Calls, and the
/// making and unmaking of objects, in \p Known are taken to leave it alone.
LocaleUse findLocaleUse(const clang::Stmt &Loop, clang::ASTContext &C,
                        llvm::ArrayRef<const clang::Expr *> Known = {});
Obligation sameLocale(const LocaleUse &Use);

} // namespace hone

#endif
