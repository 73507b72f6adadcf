// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One clang run in this process: its file system, its diagnostics and its
// invocation.
#ifndef HONE_LIB_PROJECT_INVOCATION_H
#define HONE_LIB_PROJECT_INVOCATION_H

#include "hone/Project/FileTrace.h"
#include "clang/Basic/Diagnostic.h"
#include "clang/Frontend/CompilerInvocation.h"
#include "llvm/Support/VirtualFileSystem.h"

namespace hone {

/// Keeps the errors, forgets everything else.
class ErrorCollector : public clang::DiagnosticConsumer {
public:
  void HandleDiagnostic(clang::DiagnosticsEngine::Level Level,
                        const clang::Diagnostic &Info) override;
  std::vector<std::string>
      Errors; ///< `file:line:column: error: ...`, at most 20.
  unsigned Count = 0;
};

/// The disk as seen from the unit's folder, without changing that of the
/// process, with the texts of \p Files instead of what the disk has.
llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>
makeFileSystem(const std::string &Directory, const Overlay &Files);

/// The same disk, with everything that is asked of it written down in \p Asked, which must outlive it.
llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> traced(llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Disk, FileTrace &Asked);

/// Null if clang cannot make sense of the command line at all.
std::unique_ptr<clang::CompilerInvocation>
makeInvocation(const std::vector<std::string> &Flags,
               const std::string &MainFile,
               llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files,
               ErrorCollector &Errors);

} // namespace hone

#endif
