// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From a small source with a marked rewrite to planned twins that were
// compiled and run.
#ifndef HONE_TEST_UNIT_TWIN_TWINFIXTURE_H
#define HONE_TEST_UNIT_TWIN_TWINFIXTURE_H

#include "hone/Support/Support.h"
#include "hone/Twin/Twin.h"
#include <gtest/gtest.h>

namespace hone {

/// What a run of twins said: cases that were same on all seeds, and not.
struct TwinRun {
  bool Built = false;
  std::string Log;
  std::vector<std::string> Different;
  bool same() const { return Built && Different.empty(); }
};

class TwinTest : public ::testing::Test {
protected:
  TwinTest();
  /// Adds a file to the folder of the unit.
  void file(llvm::StringRef Name, llvm::StringRef Text);
  /// Adds another unit to the project, with its object.
  void object(llvm::StringRef Name, llvm::StringRef Text);
  /// Plans one twin for each pair of texts (old, new) in main.cpp or a header.
  TwinPlan plan(const std::vector<std::pair<std::string, std::string>> &Rewrites,
                const std::string &Standard = "c++17");
  /// Compiles the twins without linking.
  std::string check(const TwinPlan &Plan, const std::string &Compiler, const std::string &Standard);
  void expectCompiles(const TwinPlan &Plan, const std::string &Compiler, const std::string &Standard) {
    std::string Errors = check(Plan, Compiler, Standard);
    EXPECT_TRUE(Errors.empty()) << Errors;
  }
  /// Compiles the twins with a small driver and runs 200 seeds of each.
  TwinRun run(const TwinPlan &Plan, const std::string &Standard = "c++17");
  /// plan() of one rewrite, run on clang and syntax-checked with g++.
  TwinRun drive(const std::string &Source, const std::string &Old, const std::string &New,
                const std::string &Standard = "c++17");
  std::string path(llvm::StringRef Name) const;

  TempDir Dir;
  Project Built; ///< What other units there are.
  std::vector<std::string> Names;
  TwinPlan Last;
  std::vector<Edit> Extra; ///< Before the rewrite of every finding.
};

} // namespace hone

#endif
