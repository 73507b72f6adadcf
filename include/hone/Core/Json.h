// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The contract of docs/formats.md, both ways. Fields may be added, never
// renamed. What is not part of the contract (Finding::FunctionSpan ...) is
// written under "internal" and read back, so that workers can use it too.
#ifndef HONE_CORE_JSON_H
#define HONE_CORE_JSON_H

#include "hone/Core/Model.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/JSON.h"

namespace hone {

llvm::json::Value toJSON(const Loop &L);
llvm::json::Value toJSON(const VerifyResult &V);
llvm::json::Value toJSON(const BenchResult &B);
/// \p Internal adds the fields outside the contract.
llvm::json::Value toJSON(const Finding &F, bool Internal = false);
/// The whole report as design says; ends with the summary.
llvm::json::Value toJSON(const Report &R);

bool fromJSON(const llvm::json::Value &V, Loop &L, llvm::json::Path P);
bool fromJSON(const llvm::json::Value &V, VerifyResult &R, llvm::json::Path P);
bool fromJSON(const llvm::json::Value &V, BenchResult &R, llvm::json::Path P);
bool fromJSON(const llvm::json::Value &V, Finding &F, llvm::json::Path P);
bool fromJSON(const llvm::json::Value &V, Failure &F, llvm::json::Path P);

/// Replaces bytes that are not UTF-8 by U+FFFD escapes.
std::string toUtf8(llvm::StringRef Text);

} // namespace hone

#endif
