// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef HONE_TIDY_UNITFINDINGS_H
#define HONE_TIDY_UNITFINDINGS_H

#include "hone/Checks/Check.h"

namespace hone {

/// What all checks that clang-tidy has switched on find in one unit. They share it, as one walk
/// over the unit serves all of them.
class UnitFindings {
public:
  /// \p Folder: where clang-tidy was started; for each unit it goes to another.
  explicit UnitFindings(std::string Folder) : Folder(std::move(Folder)) {}
  /// Before the unit is looked at.
  void enable(llvm::StringRef Id) { Options.Globs.push_back(Id.str()); }
  void setOption(llvm::StringRef Key, llvm::StringRef Value) { Options.Values[Key.str()] = Value.str(); }

  void setPreprocessor(clang::Preprocessor &Its) { PP = &Its; }

  /// With what is known of them from earlier runs. At the first call all is found.
  llvm::ArrayRef<Finding> of(clang::ASTContext &Context);
  /// Why there are none, if something is amiss; said once.
  std::string takeProblem() { return std::exchange(Problem, ""); }

private:
  void find(clang::ASTContext &Context);

  const std::string Folder;
  CheckOptions Options;
  const clang::ASTContext *Of = nullptr;
  clang::Preprocessor *PP = nullptr;
  std::vector<Finding> Found;
  std::string Problem;
};

} // namespace hone

#endif
