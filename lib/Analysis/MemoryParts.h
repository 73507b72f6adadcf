// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef HONE_LIB_ANALYSIS_MEMORYPARTS_H
#define HONE_LIB_ANALYSIS_MEMORYPARTS_H

#include "hone/Analysis/Effects.h"
#include "hone/Analysis/Memory.h"
#include <map>

namespace hone {

class BodyUses;
struct Branches;

struct AnalysisMemory::Parts {
  std::map<const clang::Stmt *, std::shared_ptr<const BodyUses>> Uses; ///< Of bodies.
  std::map<const clang::Stmt *, std::shared_ptr<const Effects>> Does;  ///< With nothing ignored.
  std::map<clang::FileID, std::shared_ptr<const Branches>> Chosen;     ///< Of files.
};

} // namespace hone

#endif
