// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The twin: the original function and its rewritten version side by side in
// one translation unit, and the harness that drives both. Plain data, made
// while the AST is alive; Verify and Bench compile and run it.
//
// The region twin. Where a function cannot be driven as a whole (it reads
// files, its class cannot be made), the changed statements become a function of
// their own, in the text, and that is driven. It may be called with values the
// whole never has there, so it can say "same" but not "different".
//
// The flat text. To compile a twin with any compiler, the unit is flattened:
// the main file, with every project header that (transitively) needs a change
// expanded in place. It gets friend declarations in the project's classes and
// a declaration of each member twin. All else is appended at the end, so the
// same chunks serve the interpreter, which parses the flat text once.
#ifndef HONE_TWIN_TWIN_H
#define HONE_TWIN_TWIN_H

#include "hone/Core/Model.h"
#include "hone/Project/Project.h"
#include "llvm/Support/JSON.h"

namespace hone {

/// One rewritten function beside its original.
struct Twin {
  std::string FindingId;
  unsigned Number = 0;      ///< Case number, unique in its unit.
  std::string Name;         ///< The unique identifier of the rewritten copy, e.g. "threshold_hone1".
  /// Inserted into the flat text at DeclarationOffset; empty for a free
  /// function. Contains Name as a token. Nothing but line-neutral text.
  std::string Declaration;
  unsigned DeclarationOffset = 0;
  /// The rewritten function as a chunk that can stand at the end of the flat
  /// text (namespaces reopened). Contains Name as a token.
  std::string Definition;
  /// Byte ranges [first, second) of Definition that the rewrite changed,
  /// widened to whole lines: what coverage and mutants look at.
  std::vector<std::pair<unsigned, unsigned>> Changed;
  /// The case: state, domains, how to call the original, how to compare.
  std::string Harness;
  /// `extern "C" void hone_after_<Number>(void *State)`: calls Name.
  std::string AfterCall;
  /// Readable pieces for emitted tests and counterexamples: the call.
  std::string OriginalText; ///< The original definition, for readers.
  /// Of a template: what the unit makes of it here, `Box<int>::put`. A finding has
  /// a twin for each; all together are its answer.
  std::string Instance;
  /// A region: the changed statements as a function of the variables they share
  /// with the rest, because the function as a whole cannot be driven.
  bool IsRegion = false;
  /// Set if neither can be driven; all else is then empty.
  Reason Unverified;
};

/// All twins of one unit.
struct TwinPlan {
  std::string Flat;         ///< With the support header's #include first.
  std::vector<Twin> Twins;
  /// Objects of other units that twins call: linked to whatever runs them.
  std::vector<std::string> Objects;
  std::vector<std::string> Provided; ///< The functions wanted of them, as people read them.
  /// Symbols they want from outside: who calls one ends its run. Those of
  /// Returned may be the unit's, which then has them.
  std::vector<std::string> Blocked, Returned;
};

/// Plans the twins of \p Findings (those with status Legal and a Fix) of one
/// unit. \p Context is that of the unit's text with \p Files laid over it.
TwinPlan planTwins(clang::CompilerInstance &CI, clang::ASTContext &Context,
                   const Project &P, const std::vector<Finding> &Findings,
                   const Overlay &Files);

/// The whole text for a compiler: flat text, declarations, definitions,
/// harnesses and calls of the twins chosen (indices into Plan.Twins).
std::string composeTwins(const TwinPlan &Plan, const std::vector<unsigned> &Chosen);

/// The flat text with the given extra member declarations (Declaration texts
/// of twins and of mutants) at their offsets: what the interpreter parses once.
std::string composePrelude(const TwinPlan &Plan,
                           const std::vector<std::pair<unsigned, std::string>> &Declarations);

/// The support header (C++11, std only): sources of inputs, domains,
/// comparison, printing, and the C interface of a case.
llvm::StringRef supportHeader();

llvm::json::Value toJSON(const TwinPlan &Plan);
bool fromJSON(const llvm::json::Value &V, TwinPlan &Plan, llvm::json::Path P);

} // namespace hone

#endif
