// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What testing, measuring and writing need of the machine and of the folder.
// Nothing is started that could take long, and nothing is written: whether a
// file could be made is asked of the system, which knows that root may do what
// modes forbid, and that nobody may where a file system is read-only.
#include "Examination.h"
#include "hone/Project/Git.h"
#include "hone/Support/Support.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include <unistd.h>

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;
using llvm::StringRef;

namespace hone {

/// The folder of the LLVM that Hone's own clang++ is of.
static std::string llvmFolder() {
  const std::string Resource = resourceDir();
  StringRef Path = Resource;
  for (int Up = 0; Up != 3; ++Up)
    Path = path::parent_path(Path);
  return Path.str();
}

static bool hasRuntime(StringRef Name) {
  std::error_code E;
  for (fs::directory_iterator I(resourceDir() + "/lib", E), End; !E && I != End; I.increment(E)) {
    std::error_code Inner;
    for (fs::directory_iterator J(I->path(), Inner); !Inner && J != End; J.increment(Inner))
      if (path::filename(J->path()).starts_with("libclang_rt." + Name.str()))
        return true;
  }
  return false;
}

static bool hasProgram(StringRef Name) { return static_cast<bool>(llvm::sys::findProgramByName(Name)); }

static bool hasHeader(StringRef Name) {
  return fs::exists("/usr/include/" + Name) || fs::exists("/usr/local/include/" + Name);
}

static void lookForPrograms(Examination &E) {
  const bool Clang = fs::can_execute(llvmFolder() + "/bin/clang++");
  const std::string Program = realPath(fs::getMainExecutable(nullptr, nullptr));
  const bool Runner = fs::can_execute((path::parent_path(Program) + "/hone-runner").str());
  const bool Sanitizers = hasRuntime("asan"), Fuzzer = hasRuntime("fuzzer");
  E.D.Tools = {{"hone-runner", Runner, "running generated tests"},
               {"clang++", Clang, "the tests under sanitizers"},
               {"sanitizers", Sanitizers, "the tests under sanitizers"},
               {"libFuzzer", Fuzzer, "--verify-time"},
               {"git", hasProgram("git"), "--since, --commit, and not to mix changes"},
               {"googletest", hasHeader("gtest/gtest.h"), "building what --emit-tests writes"},
               {"google benchmark", hasHeader("benchmark/benchmark.h"), "building what --emit-bench writes"},
               {"perf", hasProgram("perf"), "finding the loops that matter"},
               {"valgrind", hasProgram("valgrind"), "finding the loops that matter"}};
  const std::string Major = StringRef(HONE_LLVM_VERSION).split('.').first.str();
  if (!Runner)
    E.add(Severity::Hinders, "runner-missing", "hone-runner is not beside hone: changes cannot be tested, so none is kept",
          "install Hone as a whole, or build the target hone-runner");
  if (!Clang)
    E.add(Severity::Hinders, "clang-missing", "there is no clang++ in " + llvmFolder() + "/bin: changes cannot be tested under sanitizers, so none is kept",
          "apt install clang-" + Major);
  else if (!Sanitizers)
    E.add(Severity::Hinders, "sanitizers-missing", "the sanitizers' libraries are not in " + resourceDir() + ": changes cannot be tested under them, so none is kept",
          "apt install libclang-rt-" + Major + "-dev");
}

/// Whether a file can be made there.
static bool canWrite(const std::string &Folder) {
  return fs::is_directory(Folder) && ::access(Folder.c_str(), W_OK | X_OK) == 0;
}

static void lookAtTree(Examination &E) {
  const std::string &Root = E.P.Root;
  if (Root.empty())
    return;
  const std::string Records = Root + "/.hone";
  if (!canWrite(fs::exists(Records) ? Records : Root))
    E.add(Severity::Hinders, "records-unwritable", Records + " cannot be written: nothing is remembered from one run to the next",
          "chown -R $USER " + Root + ", or work on a copy: cp -r " + Root + " DIR");
  std::set<std::string> Folders;
  for (const Unit &U : E.Units)
    if (Folders.size() < 20)
      Folders.insert(path::parent_path(U.MainFile).str());
  std::vector<std::string> Locked;
  for (const std::string &Folder : Folders)
    if (!canWrite(Folder))
      Locked.push_back(E.shown(Folder));
  if (!Locked.empty())
    E.add(Severity::Hinders, "sources-unwritable", fmt::format("sources are in folders where nothing can be written: {}", Locked.front()),
          "hone fix --diff writes nothing there; or work on a copy: cp -r " + Root + " DIR", Locked);
}

static void lookAtGit(Examination &E) {
  if (!hasProgram("git"))
    return E.add(Severity::Note, "no-git", "git is not installed: --since and --commit do not work", "apt install git");
  if (E.P.Root.empty())
    return;
  llvm::Expected<bool> Inside = isInWorkTree(E.P.Root);
  if (!Inside)
    return E.add(Severity::Hinders, "git-refuses", "git does not look at this repository: " + llvm::toString(Inside.takeError()),
                 "git config --global --add safe.directory " + E.P.Root);
  if (!*Inside)
    return E.add(Severity::Note, "no-repository", "the project is in no git repository: --since and --commit do not work, hone undo does",
                 "git init && git add -A && git commit -m before");
  llvm::Expected<std::vector<std::string>> Changed = uncommittedFiles(E.P);
  if (!Changed)
    return llvm::consumeError(Changed.takeError());
  if (!Changed->empty())
    E.add(Severity::Hinders, "uncommitted-changes",
          fmt::format("{} tracked {} uncommitted changes, with which hone fix would mix its own: it refuses to write", Changed->size(),
                      Changed->size() == 1 ? "file has" : "files have"),
          "git commit -a, or hone fix --allow-dirty", *Changed);
}

void lookForTools(Examination &E) {
  lookForPrograms(E);
  lookAtTree(E);
  lookAtGit(E);
}

} // namespace hone
