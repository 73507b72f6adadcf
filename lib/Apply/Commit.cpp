// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Commits are made of objects and an index of their own, with the work tree
// already as it will be after the last of them: `git add` and `git commit`, once
// for each, would leave half a series behind if they were interrupted, and run
// hooks on trees that are not on the disk. The branch moves once, at the end.
#include "hone/Apply/Commit.h"
#include "hone/Project/Git.h"
#include "llvm/Support/FileSystem.h"

using llvm::Error;
using llvm::Expected;
using llvm::StringRef;

namespace hone {

Expected<std::string> CommitSeries::run(const std::vector<std::string> &Arguments, bool OwnIndex) const {
  std::vector<std::string> Environment;
  if (OwnIndex)
    Environment.push_back("GIT_INDEX_FILE=" + Own.file("index"));
  Expected<std::string> Out = git(Top, Arguments, Environment);
  return Out ? Expected<std::string>(StringRef(*Out).trim("\n").str()) : Out.takeError();
}

Expected<std::string> CommitSeries::relative(const std::string &File) const {
  StringRef Name = File;
  if (!Name.consume_front(Top) || !Name.consume_front("/"))
    return failure("--commit: " + File + " is not in the repository " + Top);
  return Name.str();
}

/// What is under way, in a word; empty if nothing is.
static std::string unfinished(StringRef Root) {
  static constexpr std::pair<const char *, const char *> Marks[] = {
      {"MERGE_HEAD", "merge"},     {"CHERRY_PICK_HEAD", "cherry-pick"}, {"REVERT_HEAD", "revert"},
      {"rebase-merge", "rebase"},  {"rebase-apply", "rebase"},          {"BISECT_LOG", "bisection"}};
  for (const auto &[Name, Word] : Marks) {
    Expected<std::string> Path = git(Root, {"rev-parse", "--git-path", Name});
    if (!Path)
      llvm::consumeError(Path.takeError());
    else if (llvm::sys::fs::exists(realPath(StringRef(*Path).trim("\n"), Root)))
      return Word;
  }
  return "";
}

Expected<CommitSeries> CommitSeries::prepare(const Project &P) {
  Expected<bool> Inside = isInWorkTree(P.Root);
  if (!Inside)
    return Inside.takeError();
  if (!*Inside)
    return failure("--commit needs git, and a git repository around " + P.Root);
  auto Refused = [](Expected<std::string> Answer) {
    if (Answer)
      return false;
    llvm::consumeError(Answer.takeError());
    return true;
  };
  if (Refused(git(P.Root, {"rev-parse", "--verify", "--quiet", "HEAD"})))
    return failure("--commit: there is no commit yet; make the first one yourself");
  if (std::string Word = unfinished(P.Root); !Word.empty())
    return failure(fmt::format("--commit: a {} is under way; finish it first", Word));
  if (Refused(git(P.Root, {"symbolic-ref", "--quiet", "HEAD"})))
    return failure("--commit: HEAD is on no branch, so the commits would be lost; git switch to one first");
  for (const char *Who : {"GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"})
    if (Refused(git(P.Root, {"var", Who})))
      return failure("--commit: git does not know who you are; set user.name and user.email with git config");
  Expected<std::string> Top = git(P.Root, {"rev-parse", "--show-toplevel"});
  if (!Top)
    return Top.takeError();
  Expected<TempDir> Own = TempDir::create();
  if (!Own)
    return Own.takeError();
  return CommitSeries(realPath(StringRef(*Top).trim("\n")), std::move(*Own));
}

Error CommitSeries::begin(const std::vector<std::string> &Files) {
  Expected<std::string> Commit = run({"rev-parse", "--verify", "HEAD"});
  if (!Commit)
    return Commit.takeError();
  Head = Tip = *Commit;
  for (const std::string &File : Files) {
    Expected<std::string> Name = relative(File);
    if (!Name)
      return Name.takeError();
    // "mode blob hash<tab>name". The bytes count: git status believes what
    // assume-unchanged says.
    Expected<std::string> Entry = run({"ls-tree", "-z", "--full-tree", Head, "--", *Name});
    Expected<std::string> Status =
        run({"status", "--porcelain", "-z", "--untracked-files=all", "--no-renames", "--", *Name});
    Expected<std::string> Hash = run({"hash-object", "--path=" + *Name, "--", *Name});
    if (!Entry || !Status || !Hash)
      return llvm::joinErrors(llvm::joinErrors(Entry.takeError(), Status.takeError()), Hash.takeError());
    auto [Mode, Rest] = StringRef(*Entry).split(' ');
    if (!Mode.starts_with("100") || !Status->empty() || Rest.split(' ').second.split('\t').first != *Hash)
      return failure("--commit: " + *Name + " is to be changed, but is not as the last commit has it: "
                     "commit or stash it first; nothing was written");
    Entries[*Name] = {Mode.str(), *Hash};
  }
  Expected<std::string> Read = run({"read-tree", Head}, /*OwnIndex=*/true);
  return Read ? Error::success() : Read.takeError();
}

Error CommitSeries::add(const std::map<std::string, std::string> &Texts, StringRef Message) {
  for (const auto &[File, Text] : Texts) {
    Expected<std::string> Name = relative(File);
    if (!Name)
      return Name.takeError();
    if (Error E = writeFile(Own.file("text"), Text))
      return E;
    // As git add would store it: line ends and filters as the attributes say.
    Expected<std::string> Hash = run({"hash-object", "-w", "--path=" + *Name, "--", Own.file("text")});
    if (!Hash)
      return Hash.takeError();
    FileEntry &Entry = Entries[*Name];
    Entry.Hash = *Hash;
    Expected<std::string> Done =
        run({"update-index", "--cacheinfo", Entry.Mode + "," + Entry.Hash + "," + *Name}, /*OwnIndex=*/true);
    if (!Done)
      return Done.takeError();
  }
  if (Error E = writeFile(Own.file("message"), Message))
    return E;
  Expected<std::string> Tree = run({"write-tree"}, /*OwnIndex=*/true);
  if (!Tree)
    return Tree.takeError();
  Expected<std::string> Commit = run({"commit-tree", *Tree, "-p", Tip, "-F", Own.file("message")});
  if (!Commit)
    return Commit.takeError();
  Tip = *Commit;
  return Error::success();
}

Error CommitSeries::finish() {
  if (Tip == Head)
    return Error::success();
  // The user's index first: what is staged too early does no harm, while an
  // index behind its branch would take the changes back with the next commit.
  std::vector<std::string> Stage = {"update-index"};
  for (const auto &[Name, Entry] : Entries)
    Stage.insert(Stage.end(), {"--cacheinfo", Entry.Mode + "," + Entry.Hash + "," + Name});
  Expected<std::string> Staged = run(Stage);
  if (!Staged)
    return Staged.takeError();
  Expected<std::string> Moved = run({"update-ref", "-m", "hone fix --commit", "HEAD", Tip, Head});
  if (!Moved)
    return Moved.takeError();
  // Only spares the next git command a look at the files.
  llvm::consumeError(run({"update-index", "-q", "--refresh"}).takeError());
  return Error::success();
}

} // namespace hone
