// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A Hone that carries its own LLVM has clang and its headers in ../lib/hone, laid out as LLVM's own
// prefix. They belong to the library that parses here, so they come before those of the system. The
// library cannot know: it serves plugins, too, whose program is another's. The linker's --wrap puts
// this in front of its function.
#include "hone/Project/Project.h"
#include "hone/Support/Support.h"
#include "clang/Basic/Version.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace hone {

std::string resourceDirOfSystem() asm("__real__ZN4hone11resourceDirB5cxx11Ev");
std::string resourceDirOfProgram() asm("__wrap__ZN4hone11resourceDirB5cxx11Ev");

std::string resourceDirOfProgram() {
  static int Anchor;
  const std::string Program = realPath(llvm::sys::fs::getMainExecutable(nullptr, &Anchor));
  const std::string Own = realPath((llvm::sys::path::parent_path(Program) +
                                    "/../lib/hone/lib/clang/" CLANG_VERSION_MAJOR_STRING)
                                       .str());
  return llvm::sys::fs::exists(Own + "/include/stddef.h") ? Own : resourceDirOfSystem();
}

} // namespace hone
