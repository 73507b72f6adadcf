// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Loops that append to a container: which container, and how many elements in
// all, in the words of the loops' headers.
#ifndef HONE_LIB_CHECKS_APPENDLOOP_H
#define HONE_LIB_CHECKS_APPENDLOOP_H

#include "hone/Analysis/Refusal.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/SmallVector.h"
#include <optional>
#include <string>
#include <vector>

namespace hone {

class PatchBuilder;

/// A vector or string that is named plainly: a variable, or a member of one or of *this.
struct NamedContainer {
  const clang::VarDecl *Root = nullptr; ///< Null: *this.
  llvm::SmallVector<const clang::FieldDecl *, 2> Path;
  const clang::Expr *Named = nullptr; ///< One place where the source says it.

  bool operator==(const NamedContainer &Other) const {
    return Root == Other.Root && Path == Other.Path;
  }
};
std::optional<NamedContainer> namedContainer(const clang::Expr &E);

/// One mention, in some statement, of \p Whole, of what it is a part of, or of a part of it.
struct ContainerUse {
  const clang::Expr *Site; ///< The container itself if Exact, else the object around it.
  bool Exact = true;
};
std::vector<ContainerUse> usesOf(const NamedContainer &Whole, const clang::Stmt &In,
                                 clang::ASTContext &C);

/// A statement that appends: `v.push_back(x);`, `s += c;`.
struct Append {
  NamedContainer To;
  unsigned Elements = 1; ///< More for a string literal.
};
std::optional<Append> appendOf(const clang::Stmt &S, const clang::ASTContext &C);
/// All of them in \p S, lambdas not looked into.
std::vector<Append> appendsIn(const clang::Stmt &S, const clang::ASTContext &C);

/// How often one loop runs.
struct Trips {
  const clang::Stmt *Loop = nullptr;
  const clang::Expr *Of = nullptr; ///< The number, or the container whose size it is.
  const clang::VarDecl *Held = nullptr; ///< The variable of the header that holds the number.
  bool IsContainer = false;
  bool OneMore = false;     ///< `i <= n` from 0.
  bool Exact = true;        ///< If it is positive, it is the number of turns and not only nearly so.
  unsigned Bytes = 0;       ///< So many objects are in memory, each of this size; or 0.
  unsigned Constant = 0;    ///< The number, if it is a constant.
  bool MayBeNegative = false;
  bool Guarded = false;     ///< Read only if the loops around its loop run: others may write it otherwise.
  bool isWide(const clang::ASTContext &C) const;
};
std::optional<Trips> tripsOf(const clang::Stmt &Loop, clang::ASTContext &C);

/// Elements appended: the sum of products of loops.
struct AppendCount {
  struct Term {
    unsigned Times = 1;
    llvm::SmallVector<Trips, 2> Loops;
  };
  std::vector<Term> Terms; ///< Constants last, as one term without loops.
  /// Why the count is not known; nothing else counts then.
  std::optional<Refusal> Unknown;

  void add(const AppendCount &Other);
};
AppendCount constantCount(unsigned Elements);
/// What one execution of \p S appends to \p To.
AppendCount countAppends(const clang::Stmt &S, const NamedContainer &To, clang::ASTContext &C);

/// The count as code in front of \p Loop says it, and what to ask first: that no number is
/// negative, and that loops run of which inner numbers are read; empty if nothing is to be asked.
std::string countText(const AppendCount &Count, const clang::Stmt &Loop, PatchBuilder &P,
                      clang::ASTContext &C);
std::string guardText(const AppendCount &Count, const clang::Stmt &Loop, PatchBuilder &P,
                      clang::ASTContext &C);
/// Statements, each behind its guard; those that are asked the same stand together.
std::string guardedText(llvm::ArrayRef<std::pair<std::string, std::string>> Each);

} // namespace hone

#endif
