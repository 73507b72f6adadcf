// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is known in front of a loop that appends: that the container is empty, and how much the
// loop will append.
#ifndef HONE_LIB_CHECKS_APPENDBIRTH_H
#define HONE_LIB_CHECKS_APPENDBIRTH_H

#include "AppendLoop.h"
#include "hone/Analysis/Effects.h"
#include <optional>
#include <vector>

namespace hone {

/// What the code in front of a loop says about a container.
struct AppendBirth {
  bool Empty = false;    ///< It was made or emptied, and nothing but Leading has come since.
  bool Cleared = false;  ///< It was emptied and is not new.
  bool Tried = false;    ///< A try block stands between, whose handlers may see it.
  bool Silent = false;   ///< Somebody else speaks about the container, or nobody has to.
  clang::SourceLocation At; ///< Where it is empty.
  AppendCount Leading;      ///< Constants only.
  std::optional<Refusal> Why; ///< Unless it is empty.
};
AppendBirth birthOf(const NamedContainer &To, const clang::Stmt &Loop, clang::ASTContext &C);

/// Whether \p Loop is no code of a plain function: of a template, or of a lambda with `auto`.
bool isGeneric(const clang::Stmt &Loop, clang::ASTContext &C);
/// The type of a container.
clang::QualType typeOf(const NamedContainer &To);
/// What is read to know a number of turns.
std::vector<Access> readsOf(const Trips &T, const clang::ASTContext &C);
/// Why the number of turns \p T cannot be said in front of \p Loop, which appends to \p To.
std::optional<Refusal> findDoubt(const Trips &T, const NamedContainer &To, const clang::Stmt &Loop,
                                 clang::ASTContext &C);
/// Whether to know \p T nothing is read but locals that nobody else knows, constants, and what \p Around,
/// the loops around its loop, read anyway.
bool readsOwn(const Trips &T, llvm::ArrayRef<Trips> Around, const clang::FunctionDecl &F, clang::ASTContext &C);
/// Marks what in \p Count is read only if the loops around its own run, up to \p Loop; refuses
/// where that cannot be asked.
std::optional<Refusal> guardReads(AppendCount &Count, const clang::Stmt &Loop, clang::ASTContext &C);
bool hasGuardedReads(const AppendCount &Count);
/// Whether the body of \p Loop might change what \p Count reads. The calls \p Own change nothing, but
/// their arguments may.
bool mayVary(const AppendCount &Count, const clang::Stmt &Loop, clang::ASTContext &C,
             llvm::ArrayRef<const clang::CallExpr *> Own = {});
/// Whether no more storage is asked for than some times what another container takes already, or
/// than a program always has.
bool isModest(const AppendCount::Term &Count, const NamedContainer &To, const clang::ASTContext &C);
/// A number that is not the size of anything may be wrong, which shows when the loop is left.
std::optional<Refusal> findAbsurd(const AppendCount &Count, const NamedContainer &To,
                                  const clang::Stmt &Loop, const clang::ASTContext &C);

} // namespace hone

#endif
