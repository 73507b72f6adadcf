// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What evaluating a statement may do. A whitelist: a node kind or a call that
// nobody has thought of lands in Unknown or Opaque, and callers refuse.
#ifndef HONE_ANALYSIS_EFFECTS_H
#define HONE_ANALYSIS_EFFECTS_H

#include "hone/Analysis/Place.h"
#include "hone/Analysis/Refusal.h"
#include "clang/AST/Stmt.h"
#include <optional>
#include <vector>

namespace hone {

/// One access to memory.
struct Access {
  Place Where;
  clang::SourceLocation At; ///< In the statement asked about, even for a callee's access.
  /// A write that only adds elements to a container: those there stay what and where they are.
  bool Adds = false;
};

/// One point, with the words a refusal would use.
struct Point {
  std::string Text;
  clang::SourceLocation At;
};

/// A call of the loop's function that nothing is known about.
struct OpaqueCall {
  const clang::FunctionDecl *Callee = nullptr; ///< Null: through a pointer.
  std::string Text;
  clang::SourceLocation At;
  bool Stops = false; ///< It never throws and never returns: nobody goes on with what it changed.
};

/// A point after which iterators of a container, and the references to its
/// elements too if References, may lead nowhere. Elements that are not there
/// any more are not told from those that moved.
struct Invalidation {
  Place Container;
  bool References = false;
  clang::SourceLocation At;
};

struct Effects {
  std::vector<Access> Writes, Reads;
  /// Calls that may change anything but private locals, throw, exit, or never return.
  std::vector<OpaqueCall> Opaque;
  /// Nodes outside the whitelist: nothing may be concluded.
  std::vector<Refusal> Unknown;
  /// Points that may throw something other than std::bad_alloc (opaque calls not repeated).
  std::vector<Point> Throws;
  /// Points that may throw std::bad_alloc only.
  std::vector<Point> Allocates;
  /// Points that may give storage back.
  std::vector<Point> Releases;
  /// Points that may end iterators and references (opaque calls not repeated).
  std::vector<Invalidation> Ended;
  /// Ways to leave the statement other than by its end: return, break or
  /// continue to the outside, goto, throw, noreturn calls.
  std::vector<Point> Exits;
  /// Undefined, or trapping, for some operand values: division, shifts, signed
  /// arithmetic, indexing, dereferencing, conversion to integer, reading
  /// variables without initialiser.
  std::vector<Point> Hazards;
  /// Loops and calls whose end is not proved.
  std::vector<Point> MayNotEnd;
  /// Calls that may set errno, and floating-point arithmetic done by a library.
  std::vector<Point> Errno;
  /// Functions whose bodies were looked into.
  std::vector<const clang::FunctionDecl *> Inlined;
  /// A floating-point product in an inlined body: g++ may contract across it.
  bool InlinedProduct = false;
};

/// Everything \p S may do, callees with a body in the unit included (never
/// virtual ones, at most six deep, no recursion). \p S may be an expression.
/// \p Ignored are subexpressions that are not looked at.
Effects effectsOf(const clang::Stmt &S, const clang::ASTContext &C,
                  llvm::ArrayRef<const clang::Stmt *> Ignored = {});

/// The first call that nothing is known about, but for those that end the program; null: there is none.
const OpaqueCall *findUnseen(const Effects &E);

/// Finds something in \p E that could change \p P. \p Body is the body of
/// the function that \p E was taken from; escapes are judged over it.
std::optional<Refusal> findChange(const Effects &E, const Place &P,
                                  const clang::FunctionDecl &Function,
                                  const clang::ASTContext &C);

/// The same for several places; the first answer.
std::optional<Refusal> findChange(const Effects &E, llvm::ArrayRef<Access> Places,
                                  const clang::FunctionDecl &Function,
                                  const clang::ASTContext &C);

/// Finds something in \p E after which a reference (an iterator, if \p
/// OfIterators) to an element of the container \p P may lead nowhere. The end
/// of the container itself is the caller's to see.
std::optional<Refusal> findInvalidation(const Effects &E, const Place &P,
                                        bool OfIterators,
                                        const clang::FunctionDecl &Function,
                                        const clang::ASTContext &C);

/// Finds a reason why evaluating twice, or not at all, could be seen:
/// writes, opaque calls, throws, exits, unknown nodes.
std::optional<Refusal> findImpurity(const Effects &E);

/// Finds a reason why evaluation where the original would not have evaluated
/// could be seen: impurity, or a hazard, or a loop that may not end. errno is not looked at.
std::optional<Refusal> findSpeculationRisk(const Effects &E);

/// Finds an observer of errno or of the floating-point environment in the
/// unit's own code (system headers not counted).
std::optional<Refusal> findErrnoObserver(const clang::ASTContext &C);

/// True if the unit's own code declares a global operator new or delete: then
/// whatever allocates or releases storage may run code of the user's.
bool replacesAllocation(const clang::ASTContext &C);

/// True for calls like std::min whose result refers to an argument; the call
/// itself is recorded as reading them all.
bool returnsAnArgument(const clang::CallExpr &Call);

/// True for a mathematical function of the C library, in any overload,
/// whose result depends on its arguments (and the rounding mode) alone.
bool isMathFunction(const clang::FunctionDecl &F);

} // namespace hone

#endif
