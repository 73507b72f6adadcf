// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What one worker learns about one unit, as data that crosses a pipe.
#ifndef HONE_PIPELINE_ANALYSE_H
#define HONE_PIPELINE_ANALYSE_H

#include "hone/Apply/Apply.h"
#include "hone/Index/Index.h"
#include "hone/Pipeline/Lines.h"
#include "hone/Pipeline/Pipeline.h"
#include "hone/Project/FileTrace.h"

namespace hone {

struct UnitAnalysis {
  std::vector<Loop> Loops;
  std::vector<Finding> Findings;
  TwinPlan Plan;          ///< Of the legal findings; empty for scan.
  FileHashes Hashes;      ///< Of the editable files the unit opened.
  std::vector<Failure> Failures;
  std::vector<std::string> Notes; ///< Worth telling once, whatever unit says it.
  bool Parsed = false;    ///< Without errors.
  bool HasRemarks = false; ///< The optimizer was asked.
  FileTrace Asked;         ///< Of the disk; if that was to be traced.
};

/// What to look at.
struct AnalyseRequest {
  const Project *P = nullptr;
  const Unit *U = nullptr;
  const Overlay *Files = nullptr;
  const Options *O = nullptr;
  const std::set<std::string> *Only = nullptr; ///< The files named; empty: all.
  bool PlanTwins = false;
  bool OnlyLoops = false;  ///< Loops with remarks; no checks.
  bool Remarks = true;     ///< Ask the optimizer, which takes most of the time.
  const ChangedLines *Lines = nullptr; ///< Nothing is planned or asked of the optimizer for others.
  const std::map<std::string, unsigned> *Thresholds = nullptr; ///< As CheckOptions has them.
  bool Trace = false;                  ///< Say what the disk was asked for; \p Files is empty.
};

UnitAnalysis analyseUnit(const AnalyseRequest &Request);

/// Whether the optimizer is asked: for all loops, or if anything among the findings is worth it.
bool wantRemarks(const Options &O, const std::vector<Finding> &Findings, const ChangedLines *Lines);

llvm::json::Value toJSON(const UnitAnalysis &A);
bool fromJSON(const llvm::json::Value &V, UnitAnalysis &A, llvm::json::Path P);

} // namespace hone

#endif
