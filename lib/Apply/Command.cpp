// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Re-checking runs the user's own compiler with the user's own flags, and
// must leave no trace beside the sources: what writes files of its own accord
// is dropped, and so is what would hide the text under test.
#include "Command.h"
#include "hone/Support/Support.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using llvm::SmallString;
using llvm::StringRef;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

namespace hone {

static bool writesFiles(StringRef Flag) {
  return llvm::any_of(
      std::initializer_list<StringRef>{
          "-save-temps", "--save-temps", "-fdump-", "-ftime-trace",
          "-fopt-info", "-fsave-optimization-record", "-fdiagnostics-format",
          "-fdiagnostics-add-output", "-fdiagnostics-set-output",
          "-fcallgraph-info", "-fstack-usage", "-gsplit-dwarf",
          "-ftest-coverage", "--coverage", "-coverage"},
      [&](StringRef Prefix) { return Flag.starts_with(Prefix); });
}

std::vector<std::string> readingCommand(const Unit &U) {
  // A compiler named by a relative path is relative to the unit's folder,
  // wherever it will run.
  std::vector<std::string> Command = {StringRef(U.Compiler).contains('/')
                                          ? realPath(U.Compiler, U.Directory)
                                          : U.Compiler};
  std::string Header;
  for (std::size_t I = 0; I < U.Flags.size(); ++I) {
    StringRef Flag = U.Flags[I];
    if (Flag == "-serialize-diagnostics" || Flag == "--serialize-diagnostics") {
      ++I;
    } else if (Flag == "-include-pch") {
      if (Command.back() == "-Xclang")
        Command.pop_back();
      if (++I < U.Flags.size() && U.Flags[I] == "-Xclang")
        ++I;
      if (I < U.Flags.size())
        Header = StringRef(U.Flags[I])
                     .drop_back(path::extension(U.Flags[I]).size())
                     .str();
    } else if (!writesFiles(Flag)) {
      Command.push_back(Flag.str());
    }
  }
  if (!Header.empty() && !llvm::is_contained(Command, Header))
    Command.insert(Command.end(), {"-include", Header});
  return Command;
}

/// Options whose value, joined or in the next argument, is read from.
static StringRef pathOption(StringRef Flag) {
  for (StringRef Option :
       {"-isystem", "-iquote", "-idirafter", "-include", "-imacros",
        "-iframework", "-cxx-isystem", "-stdlib++-isystem", "-I", "-F"})
    if (Flag.starts_with(Option))
      return Option;
  return "";
}

std::vector<std::string>
mapPaths(const std::vector<std::string> &Command,
         llvm::function_ref<std::string(StringRef)> Visit) {
  std::vector<std::string> Result;
  bool IsPath = false;
  for (const std::string &Flag : Command) {
    if (Flag == "-Xclang") {
      Result.push_back(Flag);
      continue;
    }
    StringRef Option = pathOption(Flag);
    StringRef Joined = StringRef(Flag).drop_front(Option.size());
    if (IsPath)
      Result.push_back(Visit(Flag));
    else if (!Option.empty() && !Joined.empty() && Joined.front() != '=' &&
             Joined.front() != '-')
      Result.push_back((Option + Visit(Joined)).str());
    else
      Result.push_back(Flag);
    IsPath = !IsPath && !Option.empty() && Joined.empty();
  }
  return Result;
}

std::vector<std::string> parseRule(StringRef Text) {
  std::vector<std::string> Files;
  Text = Text.drop_front(std::min(Text.size(), Text.find(": ")));
  Text.consume_front(": ");
  std::string Word;
  auto Flush = [&] {
    if (!Word.empty())
      Files.push_back(std::move(Word));
    Word.clear();
  };
  while (!Text.empty()) {
    if (Text.consume_front("\\\n") || Text.consume_front(" ") ||
        Text.consume_front("\n")) {
      Flush();
      continue;
    }
    if (Text.starts_with("\\ ") || Text.starts_with("\\#") ||
        Text.starts_with("$$"))
      Text = Text.drop_front();
    Word += Text.front();
    Text = Text.drop_front();
  }
  Flush();
  return Files;
}

std::vector<std::string> dependenciesOf(const Unit &U) {
  std::vector<std::string> Command = readingCommand(U);
  Command.insert(Command.end(), {"-M", U.MainFile});
  Limits L;
  L.Seconds = 300;
  llvm::Expected<ProcessResult> R = runProcess(Command, U.Directory, L);
  if (!R) {
    llvm::consumeError(R.takeError());
    return {};
  }
  std::vector<std::string> Files = parseRule(R->Out);
  for (std::string &File : Files) {
    SmallString<256> Absolute(File);
    path::make_absolute(U.Directory, Absolute);
    File = Absolute.str().str();
  }
  return Files;
}

} // namespace hone
