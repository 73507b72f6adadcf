// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What one parse of one unit shows, as data that crosses a pipe.
#ifndef HONE_LIB_DOCTOR_LOOK_H
#define HONE_LIB_DOCTOR_LOOK_H

#include "Examination.h"
#include "llvm/Support/JSON.h"

namespace hone {

/// A function with a loop, and why generated tests cannot drive it; empty if they can.
struct LoopFunction {
  std::string Place, Code;
};

struct UnitLook {
  bool Parsed = false, Editable = false;
  std::string Error; ///< The first, as clang has it.
  std::vector<MissingHeader> Missing;
  unsigned Sources = 0; ///< Other sources that it includes.
  std::vector<LoopFunction> Functions;
  double Seconds = 0;
};

UnitLook lookAt(const Project &P, const Unit &U);

llvm::json::Value toJSON(const UnitLook &L);
bool fromJSON(const llvm::json::Value &V, UnitLook &L, llvm::json::Path P);

} // namespace hone

#endif
