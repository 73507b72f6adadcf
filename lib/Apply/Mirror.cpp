// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// g++ has no overlay file system, so the text to be checked must be in files,
// and the user's must not change before the check has passed. The shadow is
// the project's tree made of symbolic links: folders that the units read from
// are real folders, all else is a link to the original, a changed file is a
// copy. Both compilers look for a quoted include beside the *spelled* path of
// the file that asks, so whatever enters the shadow stays in it. The unit's
// flags, its working directory and its main file are moved into it.
//
// What could lead back out of the shadow:
//   - an absolute #include of a project file, as unity builds write them: files
//     that have one are copied with the path moved;
//   - a precompiled header, which holds the original text: not linked, the
//     compilers then read the header itself;
//   - a generated file outside the project that includes project files by a
//     path of its own. Such a unit is checked against the original text only;
//     the units that include the changed file directly still see the change.
#include "Mirror.h"
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

/// The real path, also of what does not exist.
static std::string realPath(StringRef Path, StringRef Directory) {
  SmallString<256> Absolute(Path);
  path::make_absolute(Directory, Absolute);
  SmallString<256> Real;
  if (!fs::real_path(Absolute, Real))
    return Real.str().str();
  path::remove_dots(Absolute, /*remove_dot_dot=*/true);
  return Absolute.str().str();
}

std::string Mirror::shadowOf(StringRef RealPath) const {
  return Tree + RealPath.drop_front(P.Root == "/" ? 0 : P.Root.size()).str();
}

std::string Mirror::translate(StringRef Path, StringRef Directory) const {
  std::string Real = realPath(Path, Directory);
  return isUnder(Real, P.Root) ? shadowOf(Real) : Real;
}

static void replaceAllIn(std::string &Text, StringRef From, StringRef To) {
  for (std::size_t At = 0;
       (At = Text.find(From.str(), At)) != std::string::npos; At += To.size())
    Text.replace(At, From.size(), To.str());
}

std::string Mirror::redirected(StringRef Text) const {
  std::string Result = Text.str();
  for (const char *Quote : {"\"", "<"})
    replaceAllIn(Result, Quote + P.Root + "/", Quote + Tree + "/");
  return Result;
}

Error Mirror::put(StringRef File, StringRef Text) {
  std::string Shadow = shadowOf(File);
  (void)fs::remove(Shadow);
  return writeFile(Shadow, redirected(Text));
}

Error Mirror::linkEntry(const std::string &Entry, const std::string &Shadow) {
  // A link within the project must lead to the shadow of its target.
  SmallString<256> Real;
  if (fs::real_path(Entry, Real))
    return Error::success(); // Dangling: as good as absent.
  std::string Target = Real.str().str();
  if (Target != Entry && isUnder(Target, P.Root))
    Target = shadowOf(Target);
  if (symlink(Target.c_str(), Shadow.c_str()) != 0)
    return failure("cannot link " + Shadow);
  return Error::success();
}

Error Mirror::build(StringRef Folder) {
  std::string Shadow = shadowOf(Folder);
  if (std::error_code E = fs::create_directories(Shadow))
    return failure(Shadow + ": " + E.message());
  std::error_code E;
  for (fs::directory_iterator I(Folder, E, /*follow_symlinks=*/false), End;
       I != End && !E; I.increment(E)) {
    StringRef Name = path::filename(I->path());
    StringRef Extension = path::extension(Name);
    if (Name == ".git" || Name == ".hone" || Extension == ".gch" ||
        Extension == ".pch")
      continue;
    Error Failed = RealFolders.count(I->path())
                       ? build(I->path())
                       : linkEntry(I->path(), Shadow + "/" + Name.str());
    if (Failed)
      return Failed;
  }
  return Error::success();
}

/// Options whose value, joined or in the next argument, is a path to read from.
static StringRef pathOption(StringRef Flag) {
  for (StringRef Option :
       {"-isystem", "-iquote", "-idirafter", "-include", "-imacros",
        "-iframework", "-cxx-isystem", "-stdlib++-isystem", "-I", "-F"})
    if (Flag.starts_with(Option))
      return Option;
  return "";
}

/// Takes precompiled headers out of a command, so that the headers themselves
/// are read.
static std::vector<std::string>
withoutPch(const std::vector<std::string> &Flags) {
  std::vector<std::string> Result;
  std::string Header;
  for (std::size_t I = 0; I < Flags.size(); ++I) {
    if (Flags[I] != "-include-pch") {
      Result.push_back(Flags[I]);
      continue;
    }
    if (!Result.empty() && Result.back() == "-Xclang")
      Result.pop_back();
    if (++I < Flags.size() && Flags[I] == "-Xclang")
      ++I;
    if (I < Flags.size())
      Header = path::parent_path(Flags[I]).empty()
                   ? path::stem(Flags[I]).str()
                   : (path::parent_path(Flags[I]) + "/" + path::stem(Flags[I]))
                         .str();
  }
  if (!Header.empty() && !llvm::is_contained(Result, Header)) {
    Result.push_back("-include");
    Result.push_back(Header);
  }
  return Result;
}

/// Calls \p Visit on every path that the flags name, which may change it.
static std::vector<std::string>
mapPaths(const std::vector<std::string> &Flags,
         llvm::function_ref<std::string(StringRef)> Visit) {
  std::vector<std::string> Result;
  bool IsPath = false;
  for (const std::string &Flag : Flags) {
    if (Flag == "-Xclang") {
      Result.push_back(Flag);
      continue;
    }
    StringRef Option = pathOption(Flag);
    StringRef Joined = StringRef(Flag).drop_front(Option.size());
    if (IsPath)
      Result.push_back(Visit(Flag));
    else if (!Option.empty() && !Joined.empty() && Joined.front() != '=' &&
             !Joined.starts_with("-"))
      Result.push_back((Option + Visit(Joined)).str());
    else
      Result.push_back(Flag);
    IsPath = !IsPath && !Option.empty() && Joined.empty();
  }
  return Result;
}

std::vector<std::string> Mirror::translateFlags(const Unit &U) const {
  std::vector<std::string> Flags =
      mapPaths(withoutPch(U.Flags),
               [&](StringRef Path) { return translate(Path, U.Directory); });
  for (std::string &Flag : Flags)
    if (StringRef(Flag).starts_with("-D"))
      Flag = redirected(Flag);
  return Flags;
}

Expected<Mirror> Mirror::create(const Project &P, const UnitFiles &Opened,
                                const std::vector<unsigned> &Units) {
  Expected<TempDir> Dir = TempDir::create();
  if (!Dir)
    return Dir.takeError();
  Mirror M(P, std::move(*Dir));

  std::set<std::string> Files;
  auto AddFolders = [&](std::string Folder) {
    while (isUnder(Folder, P.Root) && M.RealFolders.insert(Folder).second &&
           Folder != P.Root)
      Folder = path::parent_path(Folder).str();
  };
  for (unsigned I : Units) {
    const Unit &U = P.Units[I];
    Files.insert(U.MainFile);
    if (I < Opened.size())
      Files.insert(Opened[I].begin(), Opened[I].end());
    AddFolders(realPath(U.Directory, "/"));
    mapPaths(U.Flags, [&](StringRef Path) {
      std::string Real = realPath(Path, U.Directory);
      if (fs::is_directory(Real))
        AddFolders(Real);
      else
        AddFolders(path::parent_path(Real).str());
      return Path.str();
    });
  }
  for (const std::string &File : Files)
    AddFolders(path::parent_path(File).str());
  if (Error E = M.build(P.Root))
    return std::move(E);

  for (const std::string &File : Files) {
    if (!isUnder(File, P.Root))
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
  for (StringRef Flag : Flags)
    if (Flag == "-Werror" || Flag.starts_with("-Werror=") ||
        Flag == "-pedantic-errors")
      return true;
  return false;
}

CompileAnswer Mirror::run(const Unit &U, std::vector<std::string> Command,
                          StringRef Directory) const {
  // A compiler named by a relative path is relative to the real folder.
  StringRef Compiler = U.Compiler;
  Command.insert(Command.begin(), Compiler.contains('/')
                                      ? realPath(Compiler, U.Directory)
                                      : U.Compiler);
  Command.push_back("-fno-diagnostics-color");
  if (needsCode(U.Flags)) {
    std::string Number =
        llvm::utostr(static_cast<std::size_t>(&U - P.Units.data()));
    Command.insert(Command.end(),
                   {"-S", "-o", Dir.file("out" + Number + ".s")});
  } else {
    Command.push_back("-fsyntax-only");
  }
  Limits L;
  L.Seconds = 900;
  Expected<ProcessResult> R = runProcess(Command, Directory, L);
  if (!R)
    return {false, false, llvm::toString(R.takeError())};
  if (R->ok())
    return {true, true, ""};
  std::string Text = R->TimedOut ? "the compiler did not end within 15 minutes"
                                 : firstError(withoutColors(R->Err)).str();
  replaceAllIn(Text, Tree + "/", "");
  replaceAllIn(Text, P.Root + "/", "");
  return {false, true, Text};
}

CompileAnswer Mirror::compile(const Unit &U) const {
  std::vector<std::string> Command = translateFlags(U);
  Command.push_back(translate(U.MainFile, "/"));
  return run(U, std::move(Command), translate(U.Directory, "/"));
}

CompileAnswer Mirror::compileInPlace(const Unit &U) const {
  std::vector<std::string> Command = U.Flags;
  Command.push_back(U.MainFile);
  return run(U, std::move(Command), U.Directory);
}

} // namespace hone
