// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What each of some profiles says of a project's loops, as JSON for profiles.py:
//
//     profiles BUILD-DIR PROFILE...
#include "hone/Profile/Profile.h"
#include "llvm/Support/JSON.h"
#include <cstdio>

using namespace hone;

int main(int Count, char **Words) {
  ProjectOptions Options;
  if (Count < 3)
    return 2;
  Options.BuildDir = Words[1];
  llvm::Expected<Project> P = Project::load(Options);
  if (!P) {
    llvm::errs() << llvm::toString(P.takeError()) << "\n";
    return 2;
  }
  llvm::json::Object All;
  for (int I = 2; I < Count; ++I) {
    llvm::Expected<Profile> Heat = readProfile(Words[I], *P, 2);
    if (!Heat) {
      llvm::errs() << llvm::toString(Heat.takeError()) << "\n";
      return 1;
    }
    llvm::json::Array Loops;
    for (const HotLoop &L : allLoops(*Heat, *P)) {
      llvm::json::Object O{{"file", L.File}, {"first", L.First}, {"last", L.Last}, {"share", L.Share}, {"self", L.Self}};
      if (L.Trips)
        O["trips"] = *L.Trips;
      Loops.push_back(std::move(O));
    }
    All[Words[I]] = llvm::json::Object{{"format", Heat->Format}, {"counted", Heat->Counted}, {"mapped", Heat->Mapped},
                                       {"notes", llvm::json::Array(Heat->Notes)}, {"loops", std::move(Loops)}};
  }
  llvm::outs() << llvm::json::Value(std::move(All)) << "\n";
}
