// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef HONE_TOOLS_COMMANDLINE_H
#define HONE_TOOLS_COMMANDLINE_H

#include "hone/Pipeline/Pipeline.h"
#include "hone/Reporters/Reporters.h"

namespace hone {

/// What the words on the command line ask for.
struct Request {
  enum class Command { Help, Version, Checks, Explain, Doctor, Scan, Fix, Verify, Report, Apply, Undo, Lsp, Profile, Bench } Command = Command::Help;
  Options Run;
  Format As = Format::Text;
  bool Quiet = false, PrintDiff = false, Interactive = false, Commit = false;
  std::string OutputFile;
  std::string ExportFixes;        ///< Where clang-tidy's YAML goes; empty: nowhere.
  std::vector<std::string> Fixes; ///< apply: what to read.
  std::string About;              ///< explain: what.
  std::vector<std::string> Profiled; ///< profile: the command to run.
  std::vector<std::string> Benched;  ///< bench: the programs.
  std::string Baseline;              ///< bench: update, compare, report or, with --against, nothing.
  std::string BaselineFile = ".hone/baseline.txt", BaselineKey, BenchFilter;
  double BenchMinSeconds = 0.05;
  enum class When { Auto, Always, Never } Color = When::Auto;
  std::set<Status> FailOn;
};

/// Errors: one sentence that says what is wrong and what to do.
llvm::Expected<Request> parseCommandLine(llvm::ArrayRef<const char *> Arguments);
void printHelp(llvm::raw_ostream &OS);

} // namespace hone

#endif
