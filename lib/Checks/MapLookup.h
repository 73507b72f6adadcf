// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A search for a key in a std::map or std::unordered_map, and what could make
// the next search for it find something else.
#ifndef HONE_LIB_CHECKS_MAPLOOKUP_H
#define HONE_LIB_CHECKS_MAPLOOKUP_H

#include "LoopContext.h"
#include "hone/Analysis/Effects.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Expr.h"
#include <optional>
#include <string>
#include <vector>

namespace hone {

/// `m[k]` or `m.at(k)`, where the library's own code compares and hashes the key; and
/// `m.count(k)`, `m.contains(k)` and `m.find(k)`, which presenceOf() knows.
struct MapLookup {
  const clang::CallExpr *Call = nullptr;
  const clang::Expr *Map = nullptr; ///< Variables and members only.
  const clang::Expr *Key = nullptr;
  bool Inserts = false; ///< operator[]; at throws instead.
  clang::QualType Value; ///< Of what is found, as the declaration of the map spells it.
};
std::optional<MapLookup> mapLookupOf(const clang::CallExpr &Call, const clang::ASTContext &C);

/// `m.count(k)`, `m.contains(k)` or `m.find(k)`, for a key of the map's own type.
std::optional<MapLookup> presenceOf(const clang::CallExpr &Call, const clang::ASTContext &C);

/// True if both search the same map, as it is named, for the same key.
bool findTheSame(const MapLookup &A, const MapLookup &B, const clang::ASTContext &C);

/// All that is evaluated in \p S and searches for what \p First searches for,
/// in source order. Lambdas are left out.
std::vector<MapLookup> equalLookups(const MapLookup &First, const clang::Stmt &S,
                                    clang::ASTContext &C);

/// What the key is made of, and how the map is reached: with all of it unchanged, the same
/// map is searched for the same key.
std::vector<Access> readForLookup(const MapLookup &L, const clang::ASTContext &C);

/// Finds a reason why searching less often could be seen: code of the project makes, copies or
/// compares what the map holds, or computing the key does more than read and allocate.
std::optional<Refusal> findOwnEffect(const MapLookup &L, const clang::ASTContext &C);

/// Finds something in \p E, effects of a statement of \p F, after which \p L may find
/// another element, or a reference (an iterator, if \p OfIterators) to the one it found leads
/// nowhere. That others are added, and what becomes of the mapped value, does not matter.
std::optional<Refusal> findLoss(const MapLookup &L, const Effects &E, const clang::FunctionDecl &F,
                                const clang::ASTContext &C, bool OfIterators = false);

/// Finds a reason why \p L may not be evaluated in front of \p Around, a statement around it: it is
/// not always evaluated there, something of what comes first would be missing at a throw,
/// or could see the element that [] makes. \p Equal are the same searches, which do nothing
/// more; variables declared in \p Scope are nobody else's. \p How is what was found out on the way.
std::optional<Refusal> findOvertaken(const MapLookup &L, const clang::Stmt &Around,
                                     const clang::Stmt &Scope, llvm::ArrayRef<MapLookup> Equal,
                                     const clang::FunctionDecl &F, clang::ASTContext &C,
                                     FirstIteration &How);

/// Why somebody may see in \p S, where other macros are defined, that \p L made an element earlier.
std::optional<Refusal> findOtherReader(const MapLookup &L, const clang::Stmt &S, clang::ASTContext &C);

/// Why the value cannot be named, or its address not taken, beside \p At.
std::optional<Refusal> findUnnameable(const MapLookup &L, const clang::Stmt &At, clang::ASTContext &C);

/// The statement of the block or branch around \p E, inside of \p Outer if there is one, that evaluates
/// it; null if there is none, or it stands behind a case label.
const clang::Stmt *statementOf(const clang::Expr &E, const clang::Stmt *Outer, clang::ASTContext &C);

/// Whether somebody keeps the address already, or wants the insertion or the exception alone.
bool isKeptOrUnused(const MapLookup &L, clang::ASTContext &C);

/// A name for what \p L finds: after the text of the key, the class of the value, or the map.
std::string nameForFound(const MapLookup &L);

} // namespace hone

#endif
