// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a function touches besides its parameters.
#ifndef HONE_LIB_TWIN_REACH_H
#define HONE_LIB_TWIN_REACH_H

#include "clang/AST/DeclCXX.h"
#include "hone/Core/Model.h"
#include <string>
#include <vector>

namespace hone {

struct Reach {
  /// Variables that live longer than a call and may be written by it.
  std::vector<const clang::VarDecl *> Globals;
  /// Reads or writes errno by name.
  bool Errno = false;
  bool Console = false; ///< Writes to std::cout, std::cerr or std::clog.
  /// Functions called that another unit of the project defines.
  std::vector<const clang::FunctionDecl *> Elsewhere;
  bool Unlinked = false; ///< No object has one of these: it is null in tests.
  /// Why the function cannot be run twice side by side; code empty if it can.
  Reason Problem;
};

/// Looks into \p F and all it calls in this unit.
Reach findReach(const clang::FunctionDecl &F);

/// What making and destroying objects of \p Made calls.
Reach findReachOfMaking(const std::vector<const clang::CXXRecordDecl *> &Made);

/// True for a symbol of the library or the language whose outcome depends on
/// its arguments alone.
bool isHarmlessSymbol(llvm::StringRef Symbol);
/// True for the standard streams and what writes to them: tests capture it.
bool isConsoleSymbol(llvm::StringRef Symbol);

/// Literals of the function's own body and of its rewritten text: what they may
/// compare with.
struct Literals {
  std::vector<std::string> Integers, Reals, Texts;
};
Literals findLiterals(const clang::FunctionDecl &F, llvm::StringRef Rewritten);

} // namespace hone

#endif
