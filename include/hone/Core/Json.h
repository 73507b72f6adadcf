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
/// The whole report as docs/formats.md says, a finding at a time: of a large project it is larger as a
/// value than all else. \p Internal adds what is needed to read it back.
void writeReport(const Report &R, llvm::json::OStream &To, bool Internal = false);
/// The same as a value, of a small one.
llvm::json::Value toJSON(const Report &R, bool Internal = false);

bool fromJSON(const llvm::json::Value &V, Loop &L, llvm::json::Path P);
bool fromJSON(const llvm::json::Value &V, VerifyResult &R, llvm::json::Path P);
bool fromJSON(const llvm::json::Value &V, BenchResult &R, llvm::json::Path P);
bool fromJSON(const llvm::json::Value &V, Finding &F, llvm::json::Path P);
bool fromJSON(const llvm::json::Value &V, Failure &F, llvm::json::Path P);
bool fromJSON(const llvm::json::Value &V, Report &R, llvm::json::Path P);

/// Replaces bytes that are not UTF-8 by U+FFFD escapes.
std::string toUtf8(llvm::StringRef Text);

/// Sets O[Key] to \p Text as UTF-8; if that loses bytes, O[Key_bytes] gets
/// them in base64. An edit read back must be the edit that was judged.
void putText(llvm::json::Object &O, llvm::StringRef Key, llvm::StringRef Text);
/// Reads what putText wrote; false if there is no such string.
bool getText(const llvm::json::Object &O, llvm::StringRef Key,
             std::string &Text);

} // namespace hone

#endif
