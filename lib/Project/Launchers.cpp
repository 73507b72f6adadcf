// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Finds the compiler behind what people put in front of it, and the flags
// behind the files they put them in.
#include "Command.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <algorithm>

using llvm::StringRef;

namespace hone {

/// NAME=VALUE, as before a command in a shell or after env.
static bool isAssignment(StringRef Word) {
  const StringRef Variable = Word.split('=').first;
  return Variable.size() != Word.size() && !Variable.empty() &&
         !llvm::isDigit(Variable[0]) && llvm::all_of(Variable, [](char C) {
           return llvm::isAlnum(C) || C == '_';
         });
}

/// How many words at the front are a launcher; 0 if the compiler is there.
static std::size_t launcherLength(const std::vector<std::string> &Words) {
  const StringRef First = Words.front();
  if (isAssignment(First))
    return 1;
  const StringRef Name = llvm::sys::path::filename(First);
  if (Name == "ccache" || Name == "sccache" || Name == "distcc" ||
      Name == "icecc" || Name == "gomacc" || Name == "buildcache" ||
      Name == "nice" || Name == "time" || Name == "reclient" ||
      Name == "rewrapper")
    return 1;
  if (Name == "env") {
    std::size_t N = 1;
    while (N < Words.size() && StringRef(Words[N]).starts_with("-"))
      N += Words[N] == "-u" || Words[N] == "-C" ? 2 : 1;
    return N;
  }
  if (Name == "cmake" && Words.size() > 2 && Words[1] == "-E") {
    // `cmake -E env A=B g++ ...`, `cmake -E __run_co_compile ... -- g++ ...`
    const auto Dashes = std::find(Words.begin(), Words.end(), "--");
    return Dashes != Words.end()
               ? static_cast<std::size_t>(Dashes - Words.begin()) + 1
               : 3;
  }
  return 0;
}

std::vector<std::string> withoutLaunchers(std::vector<std::string> Words) {
  while (!Words.empty()) {
    const std::size_t N = std::min(launcherLength(Words), Words.size());
    if (N == 0)
      break;
    Words.erase(Words.begin(), Words.begin() + static_cast<std::ptrdiff_t>(N));
    // A launcher's own options stand between it and the compiler.
    while (!Words.empty() && StringRef(Words.front()).starts_with("-"))
      Words.erase(Words.begin());
  }
  return Words;
}

std::string findProgram(StringRef Compiler, StringRef Directory) {
  if (Compiler.contains('/')) {
    llvm::SmallString<128> Path(Compiler);
    llvm::sys::path::make_absolute(Directory, Path);
    return llvm::sys::fs::can_execute(Path) ? Path.str().str() : "";
  }
  llvm::ErrorOr<std::string> Found = llvm::sys::findProgramByName(Compiler);
  return Found ? *Found : "";
}

std::vector<std::string> expandResponseFiles(std::vector<std::string> &Words,
                                             const std::string &Directory) {
  llvm::BumpPtrAllocator A;
  llvm::SmallVector<const char *, 128> Pointers;
  for (const std::string &W : Words)
    Pointers.push_back(W.c_str());
  // An own file system: the process-wide working directory stays as it is.
  auto Files = llvm::vfs::createPhysicalFileSystem();
  Files->setCurrentWorkingDirectory(Directory);
  llvm::cl::ExpansionContext Context(A, llvm::cl::TokenizeGNUCommandLine,
                                     Files.get());
  if (llvm::Error E =
          Context.setCurrentDir(Directory).expandResponseFiles(Pointers))
    llvm::consumeError(std::move(E)); // What is left over is reported below.
  std::vector<std::string> Expanded(Pointers.begin(), Pointers.end()), Left;
  for (const std::string &W : Expanded)
    if (StringRef(W).starts_with("@"))
      Left.push_back(W.substr(1));
  Words = std::move(Expanded);
  return Left;
}

} // namespace hone
