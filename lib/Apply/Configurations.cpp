// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A file that the database lists several times, with other flags, is looked at
// several times by other tools, which then say everything once. What holds in
// one configuration only, they do not tell from what holds in all. Whether
// there is a difference is asked of the preprocessor: a line that counts in
// one and not in the other is one. What macros make of a line is not compared:
// every assertion would differ.
#include "Command.h"
#include "Parallel.h"
#include "hone/Apply/ExportedFixes.h"
#include "llvm/ADT/StringExtras.h"

using llvm::StringRef;

namespace hone {

namespace {
/// Per file below the root, the numbers of the lines that leave anything.
using Lines = std::map<std::string, std::set<unsigned>>;
} // namespace

/// From what -E writes: `# 12 "name" 1` says where the next line comes from.
static Lines linesOf(const Project &P, const Unit &U, StringRef Text) {
  Lines All;
  std::map<std::string, std::set<unsigned> *> Known;
  std::set<unsigned> *Current = nullptr;
  unsigned Number = 0;
  while (!Text.empty()) {
    auto [Line, Rest] = Text.split('\n');
    Text = Rest;
    StringRef Marker = Line;
    if (!Marker.consume_front("# ") || Marker.consumeInteger(10, Number)) {
      if (Current && !Line.trim().empty())
        Current->insert(Number);
      ++Number;
      continue;
    }
    std::string Name = Marker.trim().drop_front().split('"').first.str();
    auto [It, New] = Known.try_emplace(Name, nullptr);
    if (New)
      if (std::string File = realPath(Name, U.Directory);
          P.relative(File) != File)
        It->second = &All[File];
    Current = It->second;
  }
  return All;
}

static Lines linesRead(const Project &P, const Unit &U) {
  std::vector<std::string> Command = readingCommand(U);
  Command.insert(Command.end(), {"-E", U.MainFile});
  Limits L;
  L.Seconds = 300;
  llvm::Expected<ProcessResult> R = runProcess(Command, U.Directory, L);
  if (R)
    return linesOf(P, U, R->Out);
  llvm::consumeError(R.takeError());
  return {};
}

std::map<std::string, std::string> ambiguousFiles(const Project &P,
                                                  unsigned Jobs) {
  std::map<std::string, std::vector<const Unit *>> ByMain;
  for (const Unit &U : P.Units)
    ByMain[U.MainFile].push_back(&U);
  std::vector<const Unit *> Asked;
  for (const auto &[Main, Units] : ByMain)
    if (Units.size() > 1)
      Asked.insert(Asked.end(), Units.begin(), Units.end());
  std::vector<Lines> Read(Asked.size());
  forEachParallel(Asked.size(), Jobs,
                  [&](std::size_t I) { Read[I] = linesRead(P, *Asked[I]); });

  // Units of one main file are neighbours.
  std::map<std::string, std::string> Ambiguous;
  for (std::size_t I = 1; I < Asked.size(); ++I) {
    if (Asked[I]->MainFile != Asked[I - 1]->MainFile)
      continue;
    for (const Lines *One : {&Read[I], &Read[I - 1]}) {
      const Lines &Other = One == &Read[I] ? Read[I - 1] : Read[I];
      for (const auto &[File, Numbers] : *One)
        if (auto Found = Other.find(File);
            Found == Other.end() || Found->second != Numbers)
          Ambiguous.emplace(File, Asked[I]->MainFile);
    }
  }
  return Ambiguous;
}

} // namespace hone
