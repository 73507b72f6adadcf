// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An AST has no room for what is known of it, and every judge asks; so this is not a parameter of
// them all, but what they stand in.
#include "MemoryParts.h"
#include <utility>

namespace hone {

static thread_local AnalysisMemory::Parts *Innermost = nullptr;

AnalysisMemory::AnalysisMemory() : Known(std::make_unique<Parts>()), Outer(std::exchange(Innermost, Known.get())) {}
AnalysisMemory::~AnalysisMemory() { Innermost = Outer; }
AnalysisMemory::Parts *AnalysisMemory::current() { return Innermost; }

} // namespace hone
