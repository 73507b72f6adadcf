// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// pass-shared-by-reference: a function that only follows a shared pointer takes a reference
// to the caller's.
//
//   static bool before(std::shared_ptr<Job> a, std::shared_ptr<Job> b) { return a->due < b->due; }
//   static bool before(const std::shared_ptr<Job> &a, const std::shared_ptr<Job> &b) { return a->due < b->due; }
//
// A copy counts up and down atomically, which no compiler may leave out.
//
// The caller's pointer must stay what it is, or the object might go while it is used.
// The rest stands in ConstParameter.cpp.

#include "ConstParameter.h"
#include "hone/Analysis/Types.h"

using namespace clang;

namespace hone {

static constexpr ParameterKind Kind = {[](QualType T, const ASTContext &) { return isStdType(T, "shared_ptr"); },
                                       /*Counted=*/true};

static Verdict judge(const Match &M) { return judgeParameters(M, Kind); }

static llvm::Expected<Patch> rewrite(const Match &M) { return rewriteParameters(M, Kind); }

extern constexpr Check PassSharedByReference = {
    "pass-shared-by-reference", "a shared pointer is copied for a function that only follows it",
    Category::Allocation, 1, bodiesOfFunctions, judge, rewrite};

} // namespace hone
