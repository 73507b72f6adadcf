// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Who compiles the project, asked once each and with a limit: a wrapper may
// wait for a licence server or a farm.
#include "Examination.h"
#include "hone/Support/Support.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/TargetParser/Host.h"
#include "llvm/TargetParser/Triple.h"

namespace path = llvm::sys::path;
using llvm::StringRef;

namespace hone {

/// More would be a strange project.
static constexpr std::size_t MaxCompilers = 12;

/// What it prints; empty if it fails or takes too long.
static std::string answer(const std::string &Program, const char *Question) {
  Limits L;
  L.Seconds = 1;
  llvm::Expected<ProcessResult> R = runProcess({Program, Question}, "", L);
  if (!R) {
    llvm::consumeError(R.takeError());
    return "";
  }
  return R->ok() ? StringRef(R->Out).trim().str() : "";
}

static bool isKnown(StringRef Version) {
  for (StringRef Word : {"clang", "g++", "gcc", "GCC", "Free Software Foundation", "c++"})
    if (Version.contains(Word))
      return true;
  return false;
}

/// The package that has it, where its name says so; a sentence where it does not.
static std::string howToInstall(StringRef Compiler) {
  const StringRef Name = path::filename(Compiler);
  const auto [Front, Behind] = Name.rsplit("-g++");
  if (Name.starts_with("clang"))
    return "apt install clang" + (Name.contains('-') ? "-" + Name.rsplit('-').second.str() : "");
  if (Name.starts_with("g++") || Name.starts_with("gcc"))
    return "apt install " + Name.str();
  if (Name == "c++" || Name == "cc")
    return "apt install g++";
  if (Name.contains("-g++") && !Front.empty())
    return "apt install g++" + Behind.str() + "-" + Front.str() + ", or put its folder into PATH";
  return "put its folder into PATH, or make the database again with a compiler that is installed";
}

static void judge(Examination &E, const DiagnosedCompiler &C) {
  const std::string Units = fmt::format("{} of {} units", C.Units, E.Units.size());
  if (C.Path.empty())
    return E.add(Severity::Hinders, "compiler-missing",
                 fmt::format("{}, which compiles {}, is not installed: they can be scanned, but nothing is measured or kept", C.Name, Units),
                 howToInstall(C.Name));
  if (C.Version.empty())
    return E.add(Severity::Hinders, "compiler-mute", fmt::format("{}, which compiles {}, does not answer --version within a second", C.Name, Units),
                 "try it: " + C.Path + " --version");
  if (!isKnown(C.Version))
    return E.add(Severity::Hinders, "compiler-unknown",
                 fmt::format("{}, which compiles {}, answers like no gcc or clang: what it adds to the flags is not known", C.Name, Units),
                 "make the database with the compiler behind it");
  const llvm::Triple Here(llvm::sys::getProcessTriple()), Target(C.Target);
  if (Target.getArch() != llvm::Triple::UnknownArch && Target.getArch() != Here.getArch())
    E.add(Severity::Hinders, "cross-compiler",
          fmt::format("{}, which compiles {}, makes programs for {}, which do not run here: they can be scanned, but nothing is measured or kept",
                      C.Name, Units, C.Target),
          "make a second database with this machine's compiler, and run hone on that with -p");
}

void askCompilers(Examination &E) {
  std::map<std::string, DiagnosedCompiler> Found;
  for (const Unit &U : E.Units) {
    auto [It, New] = Found.try_emplace(U.Compiler);
    ++It->second.Units;
    if (!New)
      continue;
    It->second.Name = U.Compiler;
    It->second.Path = findProgram(U.Compiler, U.Directory);
  }
  for (auto &[Name, C] : Found) {
    if (E.D.Compilers.size() == MaxCompilers || E.elapsed() > E.O.Seconds / 2)
      break;
    if (!C.Path.empty()) {
      C.Version = StringRef(answer(C.Path, "--version")).split('\n').first.trim().str();
      C.Target = C.Version.empty() ? "" : answer(C.Path, "-dumpmachine");
    }
    judge(E, C);
    E.D.Compilers.push_back(C);
  }
  if (!E.Units.empty() && !llvm::sys::fs::exists(resourceDir() + "/include/stddef.h"))
    E.add(Severity::Stops, "clang-headers", "clang's own headers (stddef.h ...) are not in " + resourceDir() + ", so nothing can be parsed",
          "apt install libclang-common-" + StringRef(HONE_LLVM_VERSION).split('.').first.str() + "-dev");
}

} // namespace hone
