// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Every function with a loop of a unit, to be held to a copy of itself.
#ifndef HONE_TEST_BENCH_COPIES_H
#define HONE_TEST_BENCH_COPIES_H

#include "hone/Core/Model.h"
#include "hone/Index/Index.h"
#include "hone/Support/Support.h"
#include "hone/Twin/Twin.h"
#include <map>
#include <set>

namespace hone {

/// What these programs are called with: `-p DIR [FILES...]`, options of \p
/// Flags, which are set where they are given, and `--most=N` for \p Most. Without
/// a project the program ends.
inline Project projectFor(const char *Program, int Count, char **Arguments,
                          const std::map<llvm::StringRef, bool *> &Flags,
                          unsigned *Most = nullptr) {
  ProjectOptions Options;
  for (int I = 1; I < Count; ++I) {
    llvm::StringRef Word = Arguments[I];
    if (auto Flag = Flags.find(Word); Flag != Flags.end())
      *Flag->second = true;
    else if (Most && Word.consume_front("--most="))
      Word.getAsInteger(10, *Most);
    else if (Word == "-p" && I + 1 < Count)
      Options.BuildDir = Arguments[++I];
    else
      Options.Files.push_back(Word.str());
  }
  llvm::Expected<Project> P = Project::load(Options);
  if (P)
    return std::move(*P);
  fmt::print(stderr, "{}: {}\n", Program, llvm::toString(P.takeError()));
  std::exit(2);
}

/// A unit may be large, and compile its headers many times.
inline constexpr Limits WorkerLimits = {/*Seconds=*/1800, /*CpuSeconds=*/0, std::uint64_t(6) << 30};

/// The first loop of each function, replaced by itself; of \p Most functions.
inline std::vector<Finding> copies(const std::vector<Loop> &Loops, const Project &P,
                                   unsigned Most) {
  std::vector<Finding> Found;
  std::set<std::pair<std::string, std::string>> Seen;
  for (const Loop &L : Loops) {
    if (Found.size() == Most)
      break;
    if (!Seen.insert({L.Where.File, L.Function}).second)
      continue;
    Finding F;
    F.Id = fmt::format("{:012x}", Found.size() + 1);
    F.Function = L.Function;
    F.Where = L.Where;
    std::string Text = llvm::cantFail(readFile(L.Where.File));
    F.Fix.Edits = {{L.Where.File, L.Where.Begin, L.Where.End - L.Where.Begin,
                    Text.substr(L.Where.Begin, L.Where.End - L.Where.Begin)}};
    F.Message = fmt::format("{}:{}", P.relative(L.Where.File), L.Where.Line);
    Found.push_back(std::move(F));
  }
  return Found;
}

/// Their twins, as generated tests build the unit.
inline TwinPlan planCopies(const Project &P, const Unit &Tested, std::vector<Finding> &Findings,
                           unsigned Most = ~0u) {
  TwinPlan Plan;
  ParseDiagnostics Said;
  llvm::cantFail(parseAst(
      Tested, {}, FlagSet::Own,
      [&](clang::CompilerInstance &CI, clang::ASTContext &Context) {
        Findings = copies(findLoops(Context, P), P, Most);
        Plan = planTwins(CI, Context, P, Findings, {});
      },
      Said));
  return Plan;
}

} // namespace hone

#endif
