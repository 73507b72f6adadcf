// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A search for a key in a std::map or std::unordered_map, and what could make
// the next search for it find something else.
#ifndef HONE_LIB_CHECKS_MAPLOOKUP_H
#define HONE_LIB_CHECKS_MAPLOOKUP_H

#include "hone/Analysis/Effects.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Expr.h"
#include <optional>
#include <string>
#include <vector>

namespace hone {

/// `m[k]` or `m.at(k)`, where the library's own code compares and hashes the key.
struct MapLookup {
  const clang::CallExpr *Call = nullptr;
  const clang::Expr *Map = nullptr; ///< Variables and members only.
  const clang::Expr *Key = nullptr;
  bool Inserts = false; ///< operator[]; at throws instead.
  clang::QualType Value; ///< Of what is found, as the declaration of the map spells it.
};
std::optional<MapLookup> mapLookupOf(const clang::CallExpr &Call, const clang::ASTContext &C);

/// True if both search the same map, as it is named, for the same key.
bool findTheSame(const MapLookup &A, const MapLookup &B, const clang::ASTContext &C);

/// All that is evaluated in \p S and searches for what \p First searches for,
/// in source order. Lambdas are left out.
std::vector<MapLookup> equalLookups(const MapLookup &First, const clang::Stmt &S,
                                    clang::ASTContext &C);

/// What the key is made of, and how the map is reached: with all of it unchanged, the same
/// map is searched for the same key.
std::vector<Access> readForLookup(const MapLookup &L, const clang::ASTContext &C);

/// Finds a reason why evaluating the key could be seen: it does more than read and allocate.
std::optional<Refusal> findKeyEffect(const MapLookup &L, const clang::ASTContext &C);

/// Finds something in \p E, effects of a statement of \p F, after which \p L may find
/// another element, or a reference to the one it found leads nowhere. That others are
/// added, and what becomes of the mapped value, does not matter.
std::optional<Refusal> findLoss(const MapLookup &L, const Effects &E, const clang::FunctionDecl &F,
                                const clang::ASTContext &C);

/// Finds a reason why \p L may not be evaluated before \p Earlier, which the original
/// may evaluate first: something of it would be missing at a throw, or could see the
/// element that [] makes. Variables declared in \p Around are nobody else's.
std::optional<Refusal> findOvertaken(const MapLookup &L, const clang::Stmt &Earlier,
                                     const clang::Stmt &Around, const clang::FunctionDecl &F,
                                     clang::ASTContext &C,
                                     llvm::ArrayRef<const clang::Stmt *> Ignored);

/// A name for what \p L finds: after the text of the key, the class of the value, or the map.
std::string nameForFound(const MapLookup &L);

} // namespace hone

#endif
