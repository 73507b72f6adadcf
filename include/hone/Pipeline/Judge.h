// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Find, judge and rewrite in one parsed unit: the same for the command line, the
// clang-tidy plugin and the language server, so that all propose the same edits.
#ifndef HONE_PIPELINE_JUDGE_H
#define HONE_PIPELINE_JUDGE_H

#include "hone/Apply/Apply.h"
#include "hone/Checks/Check.h"
#include "hone/Project/Project.h"
#include <set>

namespace hone {

struct JudgeRequest {
  const Project *P = nullptr;
  const std::set<std::string> *Only = nullptr; ///< The files named; empty: all.
  const CheckOptions *Checks = nullptr;        ///< With what .clang-tidy says.
  bool RelaxedAliasing = false;                ///< The unit has -fno-strict-aliasing.
  bool FusesWithinStatements = false;          ///< Its compiler is a clang.
  clang::Preprocessor *PP = nullptr;           ///< The unit's.
};

/// The findings of a unit that was parsed without errors. \p Hashes gets the editable files
/// the unit opened. Errors: a model file cannot be read.
llvm::Expected<std::vector<Finding>> judgeUnit(clang::ASTContext &Context,
                                               const JudgeRequest &Request, FileHashes &Hashes);

} // namespace hone

#endif
