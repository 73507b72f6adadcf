// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef HONE_ANALYSIS_MEMORY_H
#define HONE_ANALYSIS_MEMORY_H

#include <memory>

namespace hone {

/// While one lives, what statements do and what bodies say of their variables is looked up once
/// each, not once a question, in this thread. The AST outlives it and does not change meanwhile.
class AnalysisMemory {
public:
  AnalysisMemory();
  AnalysisMemory(const AnalysisMemory &) = delete;
  ~AnalysisMemory();

  struct Parts;
  /// Of the innermost one; null if there is none.
  static Parts *current();

private:
  std::unique_ptr<Parts> Known;
  Parts *Outer;
};

} // namespace hone

#endif
