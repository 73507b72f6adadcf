// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Sanitized.h"
#include "hone/Support/Support.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace hone;
using llvm::Error;
using llvm::StringRef;

std::string hone::compilerPath() {
  std::string Resource = resourceDir();
  StringRef Path = Resource;
  for (int Up = 0; Up != 3; ++Up)
    Path = llvm::sys::path::parent_path(Path);
  return (Path + "/bin/clang++").str();
}

std::vector<std::string> hone::testedFlags(const Unit &U) {
  std::vector<std::string> Flags;
  for (const std::string &Flag : U.ClangFlags) {
    StringRef F = Flag;
    if (F.starts_with("-O") || F.starts_with("-g") || F.starts_with("-W") ||
        F.starts_with("-fsanitize") || F.starts_with("-fno-sanitize") || F.starts_with("-flto") ||
        F.starts_with("-fprofile") || F.starts_with("-fcoverage") || F == "--coverage" ||
        F.starts_with("-D_FORTIFY_SOURCE") || F.starts_with("-fvisibility") || F == "-ffast-math")
      continue;
    Flags.push_back(Flag);
  }
  for (const char *Flag : {"-O1", "-g1", "-w", "-ffp-contract=off", "-fno-omit-frame-pointer",
                           "-U_FORTIFY_SOURCE"})
    Flags.push_back(Flag);
  Flags.push_back("-iquote" + llvm::sys::path::parent_path(U.MainFile).str());
  return Flags;
}

Error hone::buildSanitized(const Unit &U, const TwinPlan &Plan, SanitizedProgram &Program) {
  std::string Code = Program.Path + ".cpp", Object = Program.Path + ".o";
  if (Error Failed = writeFile(Code, Program.Text))
    return Failed;
  std::string Compiler = compilerPath();
  if (!llvm::sys::fs::can_execute(Compiler))
    return failure("testing under sanitizers needs " + Compiler);
  Limits L;
  L.Seconds = 300;
  std::vector<std::string> Compile = {Compiler};
  for (const std::string &Flag : testedFlags(U))
    Compile.push_back(Flag);
  Compile.push_back("-I" + llvm::sys::path::parent_path(Program.Path).str());
  Compile.insert(Compile.end(), Program.Compile.begin(), Program.Compile.end());
  Compile.insert(Compile.end(),
                 {"-fno-sanitize=vptr,function", "-x", "c++", "-c", Code, "-o", Object});
  // What the unit lacks is null; a function that never calls it runs anyway.
  std::vector<std::string> Link = {Compiler, Object, "-o", Program.Path,
                                   "-Wl,--unresolved-symbols=ignore-all", "-no-pie",
                                   "-Wl,-z,muldefs"};
  Link.insert(Link.end(), Program.Link.begin(), Program.Link.end());
  Link.insert(Link.end(), Plan.Objects.begin(), Plan.Objects.end());
  Link.insert(Link.end(), {"-lpthread", "-lm"});
  for (const std::vector<std::string> *Command : {&Compile, &Link}) {
    auto Result = runProcess(*Command, U.Directory, L);
    if (!Result)
      return Result.takeError();
    Program.Linking = Command == &Link;
    if (!Program.Linking)
      Program.CompileSeconds = Result->CpuSeconds;
    if (!Result->ok()) {
      StringRef First = StringRef(Result->Err).split('\n').first.take_front(300);
      Program.Problem = First.empty() ? "it took too long" : First.str();
      return Error::success();
    }
  }
  return Error::success();
}

std::string hone::sanitizerSays(StringRef Log) {
  for (StringRef Mark : {"ERROR: AddressSanitizer: ", "runtime error: "})
    if (std::size_t At = Log.find(Mark); At != StringRef::npos) {
      StringRef Line = Log.drop_front(At + Mark.size()).split('\n').first;
      // Addresses say nothing to anybody.
      return ": " + Line.split(" on address").first.split(" on unknown").first.take_front(120).str();
    }
  return "";
}
