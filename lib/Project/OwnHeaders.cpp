// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where a g++ from elsewhere keeps the headers of its machine. Clang finds those of the g++ in
// /usr, and of cross compilers installed beside it; the headers of an SDK only its own compiler
// knows, so that one is asked.
#include "Command.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/TargetParser/Triple.h"

namespace path = llvm::sys::path;
using llvm::StringRef;

namespace hone {

/// Its own: clang has others by the same names, which fit its builtins.
static bool isOfTheCompiler(StringRef Folder) {
  auto Has = [&](const char *Name) { return llvm::sys::fs::exists(Folder + "/" + Name); };
  return path::filename(Folder) == "include-fixed" || (Has("stddef.h") && Has("stdarg.h") && !Has("stdio.h"));
}

std::vector<std::string> searchFlagsIn(StringRef Said) {
  std::vector<std::string> Flags;
  StringRef Target, List = Said.split("search starts here:\n").second;
  for (StringRef Line : llvm::split(Said, '\n'))
    if (Line.consume_front("Target: "))
      Target = Line.trim();
  // Behind the list for "..." comes that for <...>.
  if (List.contains("search starts here:\n"))
    List = List.split("search starts here:\n").second;
  for (StringRef Line : llvm::split(List.split("End of search list").first, '\n'))
    if (Line = Line.trim(); path::is_absolute(Line) && !isOfTheCompiler(Line))
      Flags.insert(Flags.end(), {"-isystem", Line.str()});
  if (Flags.empty())
    return {};
  Flags.insert(Flags.begin(), "-nostdlibinc");
  if (llvm::Triple(Target).getArch() != llvm::Triple::UnknownArch)
    Flags.insert(Flags.begin(), "--target=" + Target.str());
  return Flags;
}

std::vector<std::string> FlagReader::ownHeaders(const Unit &U) {
  const std::string Program = findProgram(U.Compiler, U.Directory);
  if (Program.empty() || !path::filename(U.Compiler).contains("g++") ||
      path::filename(U.Compiler).contains("clang") || StringRef(realPath(Program)).starts_with("/usr/bin/"))
    return {};
  std::vector<std::string> Question = {Program};
  for (const std::string &F : U.Flags)
    if (StringRef(F).starts_with("--sysroot=") || StringRef(F).starts_with("-m"))
      Question.push_back(F);
  Question.insert(Question.end(), {"-E", "-v", "-x", "c++", "/dev/null"});
  auto [It, New] = OwnHeaders.try_emplace(llvm::join(Question, "\n"));
  if (!New)
    return It->second;
  Limits L;
  L.Seconds = 2;
  llvm::Expected<ProcessResult> R = runProcess(Question, U.Directory, L);
  if (!R)
    llvm::consumeError(R.takeError());
  else if (R->ok())
    It->second = searchFlagsIn(R->Err);
  return It->second;
}

} // namespace hone
