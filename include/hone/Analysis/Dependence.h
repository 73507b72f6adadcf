// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Whether the instances of statements in a nest of loops may run in another order. Plain data in and
// out; the integer sets are isl's (S. Verdoolaege, isl: An Integer Set Library for the Polyhedral Model, 2010).
#ifndef HONE_ANALYSIS_DEPENDENCE_H
#define HONE_ANALYSIS_DEPENDENCE_H

#include "llvm/ADT/ArrayRef.h"
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace hone {

/// A sum of whole multiples of variables, and a number. Variables are the indices of loops, and
/// parameters: what has one value, whatever it is, as long as the nest runs.
struct Affine {
  std::map<std::string, std::int64_t> Factors;
  std::int64_t Constant = 0;

  static Affine of(std::string Variable) { return {{{std::move(Variable), 1}}, 0}; }
  static Affine of(std::int64_t Number) { return {{}, Number}; }
  /// How often \p Variable counts: zero if it is not in it.
  std::int64_t factorOf(const std::string &Variable) const;
};
Affine operator+(const Affine &A, const Affine &B);
Affine operator*(std::int64_t Factor, const Affine &A);

/// The values an index takes: at least those from Lower to less than Upper, one by one and upwards. A bound that
/// is not known leaves it open.
struct IndexRange {
  std::string Index;
  std::optional<Affine> Lower, Upper;
};

/// One access to an array, read or written in every instance of its statement, or in some. A subscript that is
/// not affine may be anything. A scalar is an array without subscripts.
struct ArrayAccess {
  unsigned Array = 0;
  bool Writes = false;
  std::vector<std::optional<Affine>> Subscripts;
};

/// A statement, run once for each value of the indices around it.
struct NestStatement {
  std::vector<IndexRange> Around; ///< Outermost first.
  std::vector<ArrayAccess> Accesses;
  /// When an instance runs: they run in lexicographic order of these, which have
  /// the same length for all statements.
  std::vector<Affine> Before, After;
};

/// Two accesses to one element whose order the new schedule turns round.
struct TurnedPair {
  unsigned First = 0, Second = 0; ///< The statements, in the order of the original.
  unsigned Array = 0;
};

/// The first pair of instances that touch one element, at least one of them writing, and that do not run
/// in the same order after as before; none: every element sees the same reads and writes in the same
/// order. Names must be identifiers. An instance must not be scheduled twice.
std::optional<TurnedPair> findTurnedPair(llvm::ArrayRef<NestStatement> Statements);

} // namespace hone

#endif
