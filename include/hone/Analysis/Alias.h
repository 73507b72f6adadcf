// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Stores against the state of a loop: what a compiler must reload because it
// cannot tell two objects apart, and when the standard tells them apart.
//
// The two questions are answered by different rules on purpose. What a compiler
// assumes follows the types of the accesses. What is *true* here never does:
// only names, ownership and lifetimes count as proof. In a unit compiled with
// -fno-strict-aliasing one object may be read as another, so that the members of
// two classes are not told apart there, either.
#ifndef HONE_ANALYSIS_ALIAS_H
#define HONE_ANALYSIS_ALIAS_H

#include "hone/Analysis/Effects.h"

namespace hone {

/// Something a loop reads again and again: a scalar, or the header (size and
/// pointer to the elements) of a std::vector or std::string.
struct StatePlace {
  Place Where;
  bool IsHeader = false;
  /// The class of the outermost object that holds it; null for a variable or
  /// what a plain reference leads to.
  const clang::CXXRecordDecl *Owner = nullptr;
};

/// True if a compiler that goes by types must take it that a store through an
/// lvalue of type \p Stored changes a scalar of type \p State, or the header of
/// a container if \p IsHeader. Null types are unknown ones: true.
bool forcesReload(clang::QualType Stored, clang::QualType State, bool IsHeader,
                  const clang::ASTContext &C);

/// Finds a reason why the write \p Store may change \p State, or says why it
/// cannot: then \p Argument holds the sentence. Codes: state-written, resized,
/// may-alias.
std::optional<Refusal> findInterference(const Access &Store, const StatePlace &State,
                                        const clang::FunctionDecl &Function,
                                        const clang::ASTContext &C, std::string &Argument);

/// Whether an object of type \p Outer may contain one of class \p Inner, bytes
/// that it could be made in included.
bool mayContain(clang::QualType Outer, const clang::CXXRecordDecl &Inner, const clang::ASTContext &C,
                unsigned Depth = 0);

/// True if the scalar \p State and what \p Other reads or writes have no byte in
/// common, for the reason that \p Argument then holds.
bool sharesNothing(const Access &Other, const StatePlace &State, const clang::FunctionDecl &Function,
                   const clang::ASTContext &C, std::string &Argument);

/// Elements that are reached through one expression.
struct ElementsOf {
  Place Where; ///< Of each of them.
  /// What is indexed: a container, an array, a pointer. Null if that is not known.
  clang::QualType Holder;
};

/// The elements that `base[i]` reaches, \p Indexed being that expression. An array that
/// the object owns through a pointer member is taken for a container.
ElementsOf elementsOf(const clang::Expr &Indexed, const clang::Expr &Base, const clang::ASTContext &C);

/// True if no element of \p A shares a byte with one of \p B, for the reason that
/// \p Argument then holds.
bool areApart(const ElementsOf &A, const ElementsOf &B, const clang::FunctionDecl &Function,
              const clang::ASTContext &C, std::string &Argument);

/// The place that is written when a store goes through the local pointer
/// \p Pointer: an element of some container, if every value the pointer ever
/// gets in \p Function is made from the data() of one; else what the pointer
/// leads to.
Place resolvePointer(const clang::VarDecl &Pointer, clang::QualType Type,
                     const clang::FunctionDecl &Function, const clang::ASTContext &C);

} // namespace hone

#endif
