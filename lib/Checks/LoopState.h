// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The state of a loop: members, globals, references and container headers that
// the loop reads again and again, and which of them may be read once. Shared by
// view-aliased-state and hoist-loop-bound, which must agree on who speaks.
#ifndef HONE_LIB_CHECKS_LOOPSTATE_H
#define HONE_LIB_CHECKS_LOOPSTATE_H

#include "hone/Analysis/Alias.h"
#include "hone/Analysis/TripCount.h"
#include "hone/Analysis/Types.h"
#include "hone/Core/Model.h"
#include "hone/Rewrite/PatchBuilder.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

namespace hone {

/// One mention of a state in the loop.
struct StateUse {
  enum Kind {
    Value,   ///< Site is the scalar, or a getter's call: becomes the local.
    Element, ///< Site is the container in `c[i]`: becomes the view.
    Size,    ///< Site is `c.size()` or `c.empty()`.
    Data,    ///< Site is `c.data()`.
    Inside,  ///< Read by an accessor whose call is rewritten as a whole.
    Other    ///< Cannot be rewritten: `c.at(i)`, `c.begin()`, `&x`.
  } What;
  const clang::Expr *Site;
  bool Stores = false;     ///< Element: perhaps more than read.
  bool NeedsConst = false; ///< The element is const to those who get it.
};

struct State {
  StatePlace Place;
  /// How code in front of the loop reads it: source text, "img.width()".
  std::string Text;
  std::string Wanted;       ///< The name it asks for: "width" for width_ or m_width.
  clang::QualType Type;     ///< Of the scalar read, or of the container.
  clang::QualType Element;  ///< Of a container, as written where it is declared.
  std::vector<StateUse> Uses;
};

/// A call `image(x, y)` of an inline function that only indexes a container.
struct AccessorUse {
  const clang::CallExpr *Call;
  const clang::Expr *Index; ///< In the accessor's body.
  std::size_t Container;    ///< Index into LoopReads::States.
  /// The states that members named in Index are.
  std::map<const clang::Expr *, std::size_t> Members;
  /// How the caller writes static constants that Index names.
  std::map<const clang::Expr *, std::string> Constants;
};

/// All that a loop reads by name from outside of it.
struct LoopReads {
  std::vector<State> States;
  std::vector<AccessorUse> Accessors;
  bool HasLambda = false;
  bool DeclaresNames = false; ///< Its text may mean another thing in front of it.
  /// Calls of functions of the unit that are left as they are.
  std::vector<const clang::CallExpr *> Kept;
};

LoopReads readsOf(const clang::Stmt &Loop, clang::ASTContext &C);

/// What may be done to one loop.
struct StatePlan {
  const clang::Stmt *Loop = nullptr;
  LoopReads Reads;
  std::vector<std::size_t> Chosen; ///< Of Reads.States, in order of appearance.
  std::vector<Obligation> Obligations;
  /// What some store in some innermost loop forces to be reloaded there.
  std::vector<std::size_t> Paying;
  bool pays() const { return !Paying.empty(); }
  /// Why nothing is chosen although it would pay.
  Reason Why;
};

/// The state of \p Loop that could be viewed, without what an enclosing loop
/// can do already.
StatePlan planStates(const clang::Stmt &Loop, clang::ASTContext &C);

/// The side of the condition `i < Bound` that is not the local index, without
/// implicit conversions; null for other conditions.
const clang::Expr *boundOf(const clang::Stmt &Loop);
/// True if all that the plan is about is read in the bound of its loop alone, and
/// the bound as a whole may be computed once: then hoist-loop-bound speaks.
bool concernsBoundOnly(const StatePlan &Plan, clang::ASTContext &C);

/// True if the beginning of \p Loop may throw or leave, so that what is read in
/// front of the loop might not have been read at all. \p Ignored is not looked at.
bool mayLeaveEarly(const clang::Stmt &Loop, clang::ASTContext &C,
                   const clang::Stmt *Ignored = nullptr);

/// Whether the condition of \p Loop always follows the pointer \p V first.
bool isFollowedFirst(const clang::VarDecl &V, const clang::Stmt &Loop, clang::ASTContext &C);
/// A truth value or enumeration that was never set must not be read: no
/// machine cares about an int nobody uses, but these may hold no valid value. In
/// a constant expression no such int may be read either.
bool mayBeUnset(const State &S, const clang::Stmt &Loop, clang::ASTContext &C);

/// True if every object of the field's class has the field set from the start.
bool isAlwaysSet(const clang::FieldDecl &Field);
/// Whether something was deleted when \p Loop begins, or destroyed by name: what it reads,
/// perhaps, in a way that lets the loop not run.
bool comesAfterDelete(const clang::Stmt &Loop, const clang::FunctionDecl &F, clang::ASTContext &C);

/// True for a loop without loops inside.
bool isInnermost(const clang::Stmt &Loop);
/// The loops around \p S in the same function, innermost first.
std::vector<const clang::Stmt *> loopsAround(const clang::Stmt &S, clang::ASTContext &C);
/// Why no rewrite of state is tried at this place at all: templates, lambdas,
/// coroutines, OpenMP.
std::optional<Reason> findForbiddenPlace(const clang::Stmt &Loop, clang::ASTContext &C);
/// True if the unit asks the library to check what is indexed.
bool isHardened(const clang::ASTContext &C);
/// True for a write that no compiler would fear: to a local that does not escape.
bool isHarmlessStore(const Access &Store, const clang::FunctionDecl &F, const clang::ASTContext &C);

/// The state that \p E names: a scalar of an object, a global, what a reference
/// leads to, a local whose address is known elsewhere, a simple getter's result.
std::optional<State> scalarState(const clang::Expr &E, clang::ASTContext &C);
std::optional<State> containerState(const clang::Expr &E, clang::ASTContext &C);
bool sameState(const State &A, const State &B, const clang::ASTContext &C);

/// Members from *this to what \p E names; false if \p E is no such path.
bool thisPath(const clang::Expr *E, llvm::SmallVectorImpl<const clang::FieldDecl *> &Path);
/// True for a method of the project whose body is what a call of it runs.
bool isSimpleMethod(const clang::CXXMethodDecl *M);
/// True if the place starts at *this, a reference, a variable that is not local,
/// or a local that somebody else may know: a compiler must fear for these. The
/// header of a local container counts, since growing it makes it known.
bool isShared(const Place &P, bool IsHeader, const clang::Expr &E, clang::ASTContext &C);
std::optional<Place> namedPlace(const clang::Expr &E, clang::ASTContext &C);
State describe(const Place &P, std::string Text, clang::QualType T, const clang::Stmt &Within,
               clang::ASTContext &C);
/// The element type as the declaration of the container spells it.
clang::QualType writtenElement(const Place &P, clang::QualType Container);

/// A name for a local that holds \p S: "width" for width_, else with the word
/// \p Suffix; with its object's name if \p Shared with another state.
std::string nameFor(const State &S, const clang::Stmt &Loop, clang::ASTContext &C,
                    llvm::StringRef Suffix, bool Shared, llvm::StringSet<> &Taken);

/// The single expression that a simple inline function returns; null if its
/// body does more.
const clang::Expr *returnedBy(const clang::FunctionDecl &F);

} // namespace hone

#endif
