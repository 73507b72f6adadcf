// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What stands where in the body of one function, as offsets into its file:
// what a run of its statements must not be parted from.
#ifndef HONE_LIB_TWIN_BODY_H
#define HONE_LIB_TWIN_BODY_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Stmt.h"
#include <optional>
#include <vector>

namespace hone {

/// Bytes [Begin, End) of the function's file.
struct Extent {
  unsigned Begin = 0, End = 0;
  bool contains(const Extent &Other) const { return Begin <= Other.Begin && Other.End <= End; }
  bool contains(unsigned At) const { return Begin <= At && At < End; }
};

/// A compound statement and its parts, each with its semicolon.
struct Block {
  std::vector<Extent> Parts;
  Extent Inside; ///< Between the braces.
};

struct LocalUse {
  const clang::VarDecl *Of;
  unsigned At;
  bool Reads;   ///< Its value is taken, nothing else.
  bool Direct;  ///< Reads, or the left side of an assignment, or ++ and the like.
};

/// A declaration inside the body.
struct LocalName {
  const clang::NamedDecl *Of; ///< Null: using namespace.
  Extent Where;               ///< The whole statement.
  unsigned Until;             ///< The end of its scope.
  bool Alone;                 ///< The statement declares nothing else.
};

/// A condition that is known to hold, or not to hold, in a part of the body.
struct KnownCondition {
  const clang::Expr *Condition;
  bool Holds;
  Extent Where;
};

struct Body {
  std::vector<Block> Blocks;   ///< In source order, outermost first.
  std::vector<LocalUse> Uses;
  std::vector<LocalName> Names;
  std::vector<Extent> Loops;
  std::vector<unsigned> Returns;
  std::vector<Extent> Leaves;  ///< break, continue, case: End is where it stands,
                               ///< Begin the statement it belongs to.
  std::vector<unsigned> Labels; ///< And the jumps to them.
  std::vector<std::pair<const clang::VarDecl *, Extent>> Rebound; ///< Pointers set anew.
  std::vector<KnownCondition> Known;
};

/// Reads the body of a function. Nothing if its text does not show its
/// statements: some share a macro, or it is a function-try block.
std::optional<Body> readBody(const clang::FunctionDecl &F);

} // namespace hone

#endif
