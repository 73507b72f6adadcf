// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where a value lives, as far as the source says, and whether two places may
// be one. The kinds of reach are what the argument rests on: an object named
// directly, an element that a standard container owns, what a pointer or
// reference leads to, a temporary, and what the library keeps to itself.
//
// The nodes of a std::map and the blocks of a std::deque are storage from
// std::allocator as the array of a std::vector is: no variable lies there, and
// two containers never share it. So `m[k]`, `m.at(k)` and `l.front()` are
// elements of m and l. Three things are different:
//
// * The mapped value is no object of its own but the member `second` of the
// pair in
//   the node, which `it->second` reaches as well. Its place has that member as
//   Last.
// * An iterator of a node container says the type of the element but not the
// allocator.
//   A node in storage of the user's (an arena inside of a variable) is
//   possible, so
//   `*it` and `it->second` are Indirect, known by their type alone.
// * References stay valid while other elements come and go. They end with the
// element:
//   erase, clear, assignment. Which element is erased is not followed, so each
//   such call ends all references into the container (Effects::Ended). A rehash
//   ends iterators only; splice, merge and extract, which carry nodes from one
//   container into another, are not modelled and refused.
#ifndef HONE_ANALYSIS_PLACE_H
#define HONE_ANALYSIS_PLACE_H

#include "hone/Analysis/Types.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/SmallVector.h"

namespace hone {

enum class Reach {
  Object,   ///< (A member of) a variable that is no reference, or of *this.
  Element,  ///< In the storage, nodes included, a standard container owns; Root
            ///< and Path name it.
  Indirect, ///< Behind a pointer, reference or iterator.
  Temporary, ///< A temporary of this full expression.
  Library,   ///< State of the library itself: the locale, the seed of rand. It
           ///< has no name in the program; only calls change it.
};

struct Place {
  Reach How = Reach::Indirect;
  /// The variable the expression starts from: the object, the container, the
  /// reference, or the pointer. Null: none, or not known.
  const clang::VarDecl *Root = nullptr;
  bool This = false; ///< Starts from *this instead.
  /// Members from the root to the object, or to the container of an element.
  llvm::SmallVector<const clang::FieldDecl *, 4> Path;
  /// The last member named before the access ends: `p->a[3].f` has f.
  const clang::FieldDecl *Last = nullptr;
  /// The hidden iterator of the range-for through which an element's container is
  /// known; Root holds only as long as that loop is inside what is asked about.
  const clang::VarDecl *Through = nullptr;
  /// Named by an expression that is not followed (`flag ? a : b`): any object of
  /// the type, a variable that nobody else knows of included.
  bool Unfollowed = false;
  /// Canonical and unqualified; null: unknown.
  clang::QualType Type;
  /// Of an element: the type of the container in whose storage it lies; null: not known.
  clang::QualType Container;

  /// For people: "scale_", "element of out", "what p leads to".
  std::string describe() const;
};

/// The place the glvalue \p E denotes. Never fails: what a pointer, a reference
/// member or a call leads to is Indirect without a root, and without a type if even
/// that is unknown; any other expression is Unfollowed.
Place placeOf(const clang::Expr &E, const clang::ASTContext &C);

/// The place of type \p T that the pointer \p Pointer leads to.
Place pointeePlace(const clang::Expr &Pointer, clang::QualType T, const clang::ASTContext &C);
/// An element, of type \p T, of the container \p Container names.
Place elementPlace(const clang::Expr &Container, clang::QualType T, const clang::ASTContext &C);

/// True if \p A and \p B, being two variables, are two objects: no attribute
/// makes one another name of the other.
bool areTwoObjects(const clang::VarDecl &A, const clang::VarDecl &B);
/// True if \p A and \p B, members of two classes, may be one through a union: they
/// stand at the same place of what the standard calls a common initial sequence.
bool mayShareSequence(const clang::FieldDecl &A, const clang::FieldDecl &B);

/// True if \p A and \p B may overlap. \p IsPrivate says whether no pointer or
/// reference to a variable exists (see Escape.h).
bool mayAlias(const Place &A, const Place &B, const clang::ASTContext &C,
              llvm::function_ref<bool(const clang::VarDecl &)> IsPrivate);

} // namespace hone

#endif
