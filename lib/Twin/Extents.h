// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a body says about its parameters: how far a pointer is read, which
// number bounds a loop, which containers are as long as another one.
#ifndef HONE_LIB_TWIN_EXTENTS_H
#define HONE_LIB_TWIN_EXTENTS_H

#include "clang/AST/Decl.h"
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace hone {

/// A bound in terms of number parameters, and of sizes of containers: C++ text over `N(<index>)` and the
/// degree of each parameter in it.
struct Bound {
  std::string Text;
  std::map<unsigned, unsigned> Degrees; ///< Parameter index -> degree.
};

struct ParameterFacts {
  bool BoundsLoop = false;        ///< A number: some loop ends by it.
  unsigned Degree = 1;            ///< A number: dimension(Degree) fits.
  std::vector<long long> Near;      ///< A number: what it is compared with.
  std::vector<long long> Multiples; ///< A number: what it is divided by.
  bool TestedForNull = false;
  bool Indexed = false;           ///< A pointer: used as more than one object.
  std::optional<Bound> Extent;    ///< Elements from the pointer on that are used.
  /// A container of containers: how long those inside it should be, outermost first.
  std::vector<std::optional<Bound>> Rows;
  bool GivesLength = false; ///< A container: rows of another one are as long as it is.
  std::optional<unsigned> EndsAt; ///< A pointer: another parameter is its end.
  bool IsEnd = false;             ///< A pointer: the end of another.
};

/// By parameter index.
std::map<unsigned, ParameterFacts> findFacts(const clang::FunctionDecl &F);

/// True if the loop multiplies or divides what its condition asks about: it ends
/// soon, however large its bound.
bool isGeometric(const clang::Stmt &Loop, const clang::Expr &Condition);

/// Adds the constants that numbers are held to.
void findGuards(const clang::FunctionDecl &F, std::map<unsigned, ParameterFacts> &Facts);

} // namespace hone

#endif
