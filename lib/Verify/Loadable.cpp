// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "hone/Verify/Loadable.h"
#include "Compiler.h"
#include "Sanitized.h"
#include "hone/Support/Support.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Process.h"

using namespace hone;
using llvm::StringRef;

/// No compiler of one file takes this long.
static constexpr double CompileSeconds = 300;

bool hone::canBeLoaded(const std::vector<std::string> &Objects) {
  llvm::Expected<TempDir> Folder = TempDir::create();
  llvm::Error Failed = Folder ? linkUnits(Objects, Folder->file("library")) : Folder.takeError();
  const bool Linked = !Failed;
  llvm::consumeError(std::move(Failed));
  return Linked;
}

llvm::Error hone::compileLoadable(const Unit &U, StringRef Output) {
  // Under another name until it is whole: others may look for it meanwhile.
  const std::string Part = fmt::format("{}.{}", Output.str(), llvm::sys::Process::getProcessId());
  std::vector<std::string> Command = {compilerPath()};
  llvm::append_range(Command, testedFlags(U));
  llvm::append_range(Command, std::vector<std::string>{"-fPIC", "-c", U.MainFile, "-o", Part});
  llvm::Expected<ProcessResult> R = runProcess(Command, U.Directory, Limits{.Seconds = CompileSeconds});
  if (!R)
    return R.takeError();
  if (!R->ok())
    return failure(U.MainFile + ": " + StringRef(R->Err).split('\n').first.str());
  return llvm::errorCodeToError(llvm::sys::fs::rename(Part, Output));
}
