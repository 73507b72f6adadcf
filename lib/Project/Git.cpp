// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// git is run rather than linked: what it makes of attributes, worktrees and
// configuration is what the user sees. Everything is asked with -z, because
// names may hold anything else.
#include "hone/Project/Git.h"
#include "hone/Support/Support.h"
#include "llvm/Support/Program.h"

using llvm::Error;
using llvm::Expected;
using llvm::StringRef;

namespace hone {

Expected<std::string> git(StringRef Folder,
                          const std::vector<std::string> &Arguments,
                          const std::vector<std::string> &Environment) {
  // Looking must not take the lock that the user's own git may want.
  std::vector<std::string> Command = {"env", "LC_ALL=C", "GIT_OPTIONAL_LOCKS=0"};
  Command.insert(Command.end(), Environment.begin(), Environment.end());
  for (StringRef Word : {"git", "--literal-pathspecs", "-C"})
    Command.push_back(Word.str());
  Command.push_back(Folder.str());
  Command.insert(Command.end(), Arguments.begin(), Arguments.end());
  if (!llvm::sys::findProgramByName("git"))
    return failure("git is not installed");
  Expected<ProcessResult> R = runProcess(Command);
  if (!R)
    return R.takeError();
  if (!R->ok())
    return failure("git: " + StringRef(R->Err).trim().str());
  // What is cut off would be missing without a word.
  if (R->Out.size() >= (64u << 20))
    return failure("git: prints more than 64 MiB");
  return std::move(R->Out);
}

std::vector<std::string> namesIn(StringRef Text) {
  std::vector<std::string> Names;
  for (StringRef Name : llvm::split(Text, '\0'))
    if (!Name.empty())
      Names.push_back(Name.str());
  return Names;
}

Expected<bool> isInWorkTree(StringRef Folder) {
  if (!llvm::sys::findProgramByName("git"))
    return false;
  Expected<std::string> Inside =
      git(Folder, {"rev-parse", "--is-inside-work-tree"});
  if (Inside)
    return StringRef(*Inside).trim() == "true";
  std::string Words = llvm::toString(Inside.takeError());
  // "... (or any of the parent directories)"; without it, one is broken.
  if (StringRef(Words).contains("not a git repository (or any"))
    return false;
  return failure(fmt::format(
      "git does not say what is committed in {}: {}", Folder.str(),
      StringRef(Words).starts_with("git: ") ? Words.substr(5) : Words));
}

Expected<std::vector<std::string>> uncommittedFiles(const Project &P) {
  Expected<bool> Inside = isInWorkTree(P.Root);
  if (!Inside)
    return Inside.takeError();
  if (!*Inside)
    return std::vector<std::string>();
  Expected<std::string> Status =
      git(P.Root, {"status", "--porcelain", "-z", "--untracked-files=no",
                   "--no-renames", "--ignore-submodules=dirty"});
  if (!Status)
    return Status.takeError();
  std::vector<std::string> Files;
  for (const std::string &Entry : namesIn(*Status)) // "XY path"
    Files.push_back(Entry.substr(std::min<std::size_t>(3, Entry.size())));
  return Files;
}

Error refuseUncommitted(const Project &P) {
  Expected<std::vector<std::string>> Files = uncommittedFiles(P);
  if (!Files)
    return Files.takeError();
  if (Files->empty())
    return Error::success();
  std::size_t Shown = std::min<std::size_t>(3, Files->size());
  std::string Names = llvm::join(Files->begin(), Files->begin() + Shown, ", ");
  if (Files->size() > Shown)
    Names += fmt::format(" and {} more", Files->size() - Shown);
  return failure(fmt::format(
      "uncommitted changes in {}: commit or stash them first, so that what "
      "hone writes can be told from them, or give --allow-dirty",
      Names));
}

Expected<std::set<std::string>>
ignoredFiles(const Project &P, const std::set<std::string> &Files) {
  std::set<std::string> Ignored;
  Expected<bool> Inside = Files.empty() ? false : isInWorkTree(P.Root);
  if (!Inside)
    return Inside.takeError();
  if (!*Inside)
    return Ignored;
  std::vector<std::string> Names;
  for (const std::string &File : Files)
    if (std::string Name = P.relative(File); Name != File)
      Names.push_back(std::move(Name));
  // What fits into one command line.
  constexpr std::size_t AtOnce = 1000;
  for (std::size_t I = 0; I < Names.size(); I += AtOnce) {
    // Lists what is not tracked: unlike check-ignore, it stops at no submodule.
    std::vector<std::string> Arguments = {"ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--"};
    Arguments.insert(Arguments.end(), Names.begin() + I, Names.begin() + std::min(Names.size(), I + AtOnce));
    Expected<std::string> List = git(P.Root, Arguments);
    if (!List)
      return List.takeError();
    for (const std::string &Name : namesIn(*List))
      Ignored.insert(P.absolute(Name));
  }
  return Ignored;
}

} // namespace hone
