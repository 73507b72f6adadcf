// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// .hone/: verdicts and evidence, so that a later run decides the same, and
// the last run, so that it can be explained and undone. SQLite.
#ifndef HONE_STORE_STORE_H
#define HONE_STORE_STORE_H

#include "hone/Core/Model.h"
#include "llvm/Support/Error.h"
#include <memory>

namespace hone {

/// What a verdict depends on, spelled out.
struct EvidenceKey {
  std::string Function;  ///< Text of everything compiled: the composed twin.
  std::string Flags, Compiler, Machine;
  std::string Check;
  unsigned CheckVersion = 0;
  std::string hash() const;
};

class Store {
public:
  /// Opens or creates \p Root/.hone (with a .gitignore that ignores it all).
  /// A corrupt or older database is rebuilt, never trusted. Errors: the folder
  /// cannot be written; the caller then goes on without one.
  static llvm::Expected<std::unique_ptr<Store>> open(llvm::StringRef Root);
  /// Likewise, but null where there is no evidence yet or it cannot be read: for those who only
  /// look, and leave no folder behind.
  static std::unique_ptr<Store> openIfThere(llvm::StringRef Root);
  ~Store();

  /// A recorded outcome: the finding's status, reason, verify and bench.
  std::optional<Finding> lookup(const EvidenceKey &Key);
  void record(const EvidenceKey &Key, const Finding &F);

  /// Anything else that is worth keeping, by a key of any length.
  std::optional<std::string> text(llvm::StringRef Key);
  void setText(llvm::StringRef Key, llvm::StringRef Text);

  /// The last report, as internal JSON.
  void recordRun(llvm::StringRef Json);
  std::optional<std::string> lastRun();

private:
  Store() = default;
  struct Impl;
  std::unique_ptr<Impl> Data;
};

} // namespace hone

#endif
