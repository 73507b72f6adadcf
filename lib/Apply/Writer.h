// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Replaces user files, all or none. Private to Apply.
#ifndef HONE_LIB_APPLY_WRITER_H
#define HONE_LIB_APPLY_WRITER_H

#include "Compose.h"

namespace hone {

/// Holds Root/.hone/lock while it lives, so that two runs never write at once.
class ProjectLock {
public:
  /// Errors: another run holds it; the folder cannot be written.
  static llvm::Expected<ProjectLock> take(llvm::StringRef Root);
  ProjectLock(ProjectLock &&Other)
      : Descriptor(std::exchange(Other.Descriptor, -1)) {}
  ProjectLock &operator=(ProjectLock &&) = delete;
  ~ProjectLock();

private:
  explicit ProjectLock(int Descriptor) : Descriptor(Descriptor) {}
  int Descriptor;
};

struct Replacement {
  std::string File; ///< Absolute real path.
  std::string Before, After;
};

/// Why \p File cannot be replaced with mode and owner kept, as a sentence;
/// empty if it can.
std::string whyNotWritable(llvm::StringRef File);

/// True if the file has more than one name on the disk: a rename would split
/// them.
bool isHardLinked(llvm::StringRef File);

enum class ReplaceOutcome { Done, Failed, Moved };

/// Writes every After beside its file, calls \p Ready, and renames. Moved: a
/// file is not Before any more. Whatever goes wrong, all files are as they
/// were; \p Failures says why.
ReplaceOutcome replaceAll(const std::vector<Replacement> &Files,
                          llvm::function_ref<llvm::Error()> Ready,
                          std::vector<Failure> &Failures);

} // namespace hone

#endif
