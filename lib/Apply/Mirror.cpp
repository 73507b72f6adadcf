// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// g++ has no overlay file system, so the text to be checked must be in files,
// and the user's must not change before the check has passed. The shadow is a
// tree made of symbolic links: folders that the units read from are real
// folders, all else is a link to the original, a changed file is a copy. Both
// compilers look for a quoted include beside the *spelled* path of the file
// that asks, so whatever enters the shadow stays in it. The unit's flags, its
// working directory and its main file are moved into it. Folders of the
// system stay where they are.
//
// An absolute #include of a project file, as unity builds write them, would
// lead out again: files that have one are copied with the path moved. Whether
// anything else did is not left to reasoning: the compiler lists what it
// read, and a unit that read the original of a changed file has not been
// checked.
#include "Mirror.h"
#include "Command.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <unistd.h>

using llvm::Error;
using llvm::Expected;
using llvm::SmallString;
using llvm::StringRef;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

namespace hone {

/// True if \p Path is \p Root or below it.
static bool isUnder(StringRef Path, StringRef Root) {
  return Path.consume_front(Root) &&
         (Path.empty() || Path.front() == '/' || Root.ends_with("/"));
}

/// Compilers and installed libraries: nobody's sources.
static bool isSystem(StringRef Path) {
  return llvm::any_of(std::initializer_list<StringRef>{"/usr", "/lib", "/lib64",
                                                       "/opt", "/nix", "/etc",
                                                       "/proc", "/sys", "/dev"},
                      [&](StringRef Root) { return isUnder(Path, Root); });
}

bool Mirror::belongs(StringRef RealPath) const {
  return isUnder(RealPath, P.Root) || !isSystem(RealPath);
}

void Mirror::addFolders(std::string RealFolder) {
  if (!belongs(RealFolder))
    return;
  while (Folders.insert(RealFolder).second && RealFolder != "/")
    RealFolder = path::parent_path(RealFolder).str();
}

/// A spelled path may pass through folders that nothing is read from, as "x"
/// in "x/../y.h": were they links, the way back would end in the original.
void Mirror::addFoldersOnTheWay(StringRef File) {
  if (isSystem(File) && !isUnder(File, P.Root))
    return;
  for (std::size_t At = 0; (At = File.find('/', At + 1)) != StringRef::npos;)
    addFolders(realPath(File.take_front(At), "/"));
  addFolders(path::parent_path(realPath(File, "/")).str());
}

std::string Mirror::shadowOf(StringRef RealPath) const {
  return Tree + RealPath.str();
}

std::string Mirror::translate(StringRef Path, StringRef Directory) const {
  SmallString<256> Absolute(Path);
  path::make_absolute(Directory, Absolute);
  // A relative name that is not there is looked for along the include path.
  if (path::is_relative(Path) && !fs::exists(Absolute))
    return Path.str();
  std::string Real = realPath(Absolute, "/");
  bool Here =
      Folders.count(Real) || Folders.count(path::parent_path(Real).str());
  return Here ? shadowOf(Real) : Real;
}

static void replaceAllIn(std::string &Text, StringRef From, StringRef To) {
  for (std::size_t At = 0;
       (At = Text.find(From.str(), At)) != std::string::npos; At += To.size())
    Text.replace(At, From.size(), To.str());
}

std::string Mirror::redirected(StringRef Text) const {
  std::string Result = Text.str();
  for (const std::string &Root : Roots)
    for (const char *Quote : {"\"", "<"})
      replaceAllIn(Result, Quote + Root + "/", Quote + shadowOf(Root) + "/");
  return Result;
}

Error Mirror::put(StringRef File, StringRef Text) {
  std::string Shadow = shadowOf(File);
  (void)fs::remove(Shadow);
  return writeFile(Shadow, redirected(Text));
}

Error Mirror::linkEntry(const std::string &Entry) {
  // A link must lead to the shadow of its target, if there is one.
  SmallString<256> Real;
  if (fs::real_path(Entry, Real))
    return Error::success(); // Dangling: as good as absent.
  std::string Target = Real.str().str();
  if (Target != Entry)
    Target = translate(Target, "/");
  if (symlink(Target.c_str(), shadowOf(Entry).c_str()) != 0)
    return failure("cannot link " + shadowOf(Entry));
  return Error::success();
}

Error Mirror::build(const std::string &Folder) {
  if (std::error_code E = fs::create_directories(shadowOf(Folder)))
    return failure(shadowOf(Folder) + ": " + E.message());
  std::error_code E;
  for (fs::directory_iterator I(Folder, E, /*follow_symlinks=*/false), End;
       I != End && !E; I.increment(E)) {
    StringRef Name = path::filename(I->path());
    StringRef Extension = path::extension(Name);
    // A precompiled header holds the original text.
    if (Name == ".git" || Name == ".hone" || Extension == ".gch" ||
        Extension == ".pch")
      continue;
    if (Error Failed =
            Folders.count(I->path()) ? build(I->path()) : linkEntry(I->path()))
      return Failed;
  }
  return Error::success();
}

Expected<Mirror> Mirror::create(const Project &P, const UnitFiles &Opened,
                                const std::vector<unsigned> &Units,
                                const Texts &Originals,
                                const std::vector<std::vector<std::string>> &Read) {
  Expected<TempDir> Dir = TempDir::create();
  if (!Dir)
    return Dir.takeError();
  Mirror M(P, Originals, std::move(*Dir));

  std::set<std::string> Files;
  for (const std::vector<std::string> &OfUnit : Read)
    Files.insert(OfUnit.begin(), OfUnit.end());
  M.Roots.insert(P.Root);
  for (unsigned Number : Units) {
    const Unit &U = P.Units[Number];
    Files.insert(U.MainFile);
    if (Number < Opened.size())
      Files.insert(Opened[Number].begin(), Opened[Number].end());
    std::string Directory = realPath(U.Directory, "/");
    if (!isSystem(Directory) && Directory != "/")
      M.Roots.insert(Directory);
    M.addFolders(Directory);
    mapPaths(readingCommand(U), [&](StringRef Path) {
      std::string Real = realPath(Path, U.Directory);
      if (isUnder(Real, P.Root))
        M.addFolders(fs::is_directory(Real) ? Real
                                            : path::parent_path(Real).str());
      return Path.str();
    });
  }
  for (const auto &[File, Text] : Originals)
    Files.insert(File);
  for (const std::string &File : Files)
    M.addFoldersOnTheWay(File);
  if (Error E = M.build("/"))
    return std::move(E);

  std::set<std::string> RealFiles;
  for (const std::string &File : Files)
    RealFiles.insert(realPath(File, "/"));
  for (const std::string &File : RealFiles) {
    if (!M.Folders.count(path::parent_path(File).str()))
      continue;
    Expected<std::string> Text = readFile(File);
    if (!Text)
      return Text.takeError();
    if (M.redirected(*Text) != *Text)
      if (Error E = M.put(File, *Text))
        return std::move(E);
  }
  return std::move(M);
}

/// Removes what terminals take for colours.
static std::string withoutColors(StringRef Text) {
  std::string Result;
  while (!Text.empty()) {
    if (Text.consume_front("\x1b[")) {
      Text = Text.drop_while([](char C) { return C < '@'; }).drop_front();
      continue;
    }
    Result += Text.front();
    Text = Text.drop_front();
  }
  return Result;
}

/// The line that says what is wrong. Without one, whatever came first: a
/// compiler may speak another language.
static StringRef firstError(StringRef Text) {
  StringRef First;
  while (!Text.empty()) {
    auto [Line, Rest] = Text.split('\n');
    Text = Rest;
    if (Line.contains("error:"))
      return Line.trim();
    if (First.empty())
      First = Line.trim();
  }
  return First;
}

/// Warnings made into errors count, and some only appear when the optimizer
/// runs; without them parsing is enough.
static bool needsCode(const std::vector<std::string> &Flags) {
  return llvm::any_of(Flags, [](StringRef Flag) {
    return Flag == "-Werror" || Flag.starts_with("-Werror=") ||
           Flag == "-pedantic-errors";
  });
}

std::string Mirror::whyNotChecked(StringRef Rule, StringRef Directory,
                                  const std::vector<std::string> &Needed) const {
  std::set<std::string> Read;
  for (const std::string &File : parseRule(Rule))
    Read.insert(realPath(File, Directory));
  for (const std::string &File : Read)
    if (Originals.count(File))
      return "it reads " + P.relative(File) + " past the copy";
  for (const std::string &File : Needed)
    if (!Read.count(realPath(shadowOf(File), "/")))
      return "it does not read " + P.relative(File);
  return "";
}

std::string Mirror::ruleFile(const Unit &U) const {
  return Dir.file("read" +
                  llvm::utostr(static_cast<std::size_t>(&U - P.Units.data())));
}

CompileAnswer Mirror::run(const Unit &U, std::vector<std::string> Command,
                          StringRef Directory) const {
  Command.insert(Command.end(),
                 {"-fno-diagnostics-color", "-MD", "-MF", ruleFile(U)});
  if (needsCode(U.Flags))
    Command.insert(Command.end(), {"-S", "-o", ruleFile(U) + ".s"});
  else
    Command.push_back("-fsyntax-only");
  Limits L;
  L.Seconds = 900;
  Expected<ProcessResult> R = runProcess(Command, Directory, L);
  if (!R)
    return {false, false, llvm::toString(R.takeError())};
  if (R->ok())
    return {true, true, ""};
  std::string Text = R->TimedOut ? "the compiler did not end within 15 minutes"
                                 : firstError(withoutColors(R->Err)).str();
  replaceAllIn(Text, Tree + "/", "/");
  replaceAllIn(Text, P.Root + "/", "");
  return {false, true, Text};
}

CompileAnswer Mirror::compile(const Unit &U,
                              const std::vector<std::string> &Needed) const {
  std::vector<std::string> Command =
      mapPaths(readingCommand(U),
               [&](StringRef Path) { return translate(Path, U.Directory); });
  for (std::string &Flag : Command)
    if (StringRef(Flag).starts_with("-D"))
      Flag = redirected(Flag);
  Command.push_back(translate(U.MainFile, "/"));
  std::string Directory = translate(U.Directory, "/");
  (void)fs::remove(ruleFile(U));
  CompileAnswer Answer = run(U, std::move(Command), Directory);
  Expected<std::string> Rule = readFile(ruleFile(U));
  if (!Rule)
    llvm::consumeError(Rule.takeError());
  else if (std::string Why = whyNotChecked(*Rule, Directory, Needed);
           Answer.Ok && !Why.empty())
    return {false, true, Why};
  return Answer;
}

CompileAnswer Mirror::compileInPlace(const Unit &U) const {
  std::vector<std::string> Command = readingCommand(U);
  Command.push_back(U.MainFile);
  return run(U, std::move(Command), U.Directory);
}

} // namespace hone
