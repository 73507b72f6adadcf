// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where clang keeps stddef.h. A linked clang looks beside the running program,
// where an installed Hone has nothing, unless it carries its own LLVM, in ../lib/hone; so
// after that the folder of the LLVM it was built with is asked, then the compiler itself.
#include "hone/Project/Project.h"
#include "hone/Support/Support.h"
#include "clang/Basic/Version.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace hone {

static bool holdsHeaders(llvm::StringRef Folder) {
  return llvm::sys::fs::exists(Folder.str() + "/include/stddef.h");
}

/// Of the LLVM that came with the running program.
static std::string carriedDir() {
  const std::string Program = realPath(llvm::sys::fs::getMainExecutable(nullptr, nullptr));
  return realPath((llvm::sys::path::parent_path(Program) + "/../lib/hone/lib/clang/" CLANG_VERSION_MAJOR_STRING).str());
}

std::string resourceDir() {
  if (const std::string Carried = carriedDir(); holdsHeaders(Carried))
    return Carried;
  const std::string Built =
      HONE_LLVM_PREFIX "/lib/clang/" CLANG_VERSION_MAJOR_STRING;
  if (holdsHeaders(Built))
    return Built;
  for (const char *Compiler : {"clang++-" CLANG_VERSION_MAJOR_STRING,
                               "clang-" CLANG_VERSION_MAJOR_STRING}) {
    llvm::Expected<ProcessResult> R =
        runProcess({Compiler, "-print-resource-dir"});
    if (!R) {
      llvm::consumeError(R.takeError());
      continue;
    }
    const std::string Said = llvm::StringRef(R->Out).trim().str();
    if (R->ok() && holdsHeaders(Said))
      return Said;
  }
  return Built; // The parse will name the header that is missing.
}

} // namespace hone
