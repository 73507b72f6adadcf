// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// pass-by-reference: a function that only reads what it is given takes a reference to it.
//
//   static bool isColour(std::string text) { return text.size() == 7 && text[0] == '#'; }
//   static bool isColour(const std::string &text) { return text.size() == 7 && text[0] == '#'; }
//
// A compiler may leave out the copy only where it inlines the call and sees the allocation
// from end to end.
//
// Only functions that no other unit can call; what else must hold stands in ConstParameter.cpp.

#include "ConstParameter.h"
#include "ConstUse.h"
#include "hone/Analysis/Types.h"

using namespace clang;

namespace hone {

static constexpr ParameterKind Kind = {[](QualType T, const ASTContext &C) { return isCostlyToCopy(T, C) && !isStdType(T, "shared_ptr"); },
                                       /*Counted=*/false};

static Verdict judge(const Match &M) { return judgeParameters(M, Kind); }

static llvm::Expected<Patch> rewrite(const Match &M) { return rewriteParameters(M, Kind); }

extern constexpr Check PassByReference = {
    "pass-by-reference", "an argument is copied for a function that only reads it",
    Category::Allocation, 1, bodiesOfFunctions, judge, rewrite};

} // namespace hone
