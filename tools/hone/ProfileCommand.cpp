// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Standard output belongs to the command that is profiled, and so does the exit
// status once it has run; what Hone has to say goes to standard error.
#include "ProfileCommand.h"
#include "hone/Profile/Profile.h"
#include "hone/Support/Support.h"

namespace hone {

static std::string percent(double Share) { return fmt::format("{:.1f} %", 100 * Share); }

static void printLoops(const Profile &Heat, const Project &P) {
  llvm::raw_ostream &OS = llvm::errs();
  OS << fmt::format("hone: {} of the program's {} fell on lines of the project\n", percent(Heat.Mapped), Heat.Counted);
  for (const std::string &N : Heat.Notes)
    OS << "hone: " << N << "\n";
  const std::vector<HotLoop> Hot = hottestLoops(Heat, P, 10);
  if (Hot.empty()) {
    OS << "hone: no loop of the project was seen; the program may have run too short a time\n";
    return;
  }
  OS << fmt::format("{:>8} {:>8} {:>12}  {}\n", "share", "self", "iterations", "loop");
  for (const HotLoop &L : Hot)
    OS << fmt::format("{:>8} {:>8} {:>12}  {}:{}-{}\n", percent(L.Share), percent(L.Self),
                      L.Trips ? fmt::format("{:.1f}", *L.Trips) : std::string(), L.File, L.First, L.Last);
}

llvm::Expected<int> profileCommand(const Request &R) {
  // Whoever has no database can record, and give the profile to a run that has one.
  llvm::Expected<Project> P = Project::load(R.Run.Project);
  std::string WhyNot;
  if (!P)
    WhyNot = llvm::toString(P.takeError());
  if (!P && !R.Run.Project.BuildDir.empty())
    return failure(WhyNot);
  const std::string Root = P ? P->Root : realPath(".");
  llvm::Expected<Recording> Recorded =
      recordProfile(R.Profiled, Root, [](const std::string &Sentence) { llvm::errs() << "hone: " << Sentence << "\n"; });
  if (!Recorded)
    return Recorded.takeError();
  llvm::errs() << "hone: recorded with " << Recorded->Tool << ": " << Recorded->Path << "\n";
  if (!P) {
    llvm::errs() << "hone: which lines are hot is not said: " << WhyNot << "\n";
    return Recorded->ExitStatus;
  }
  llvm::Expected<Profile> Heat = readProfile(Recorded->Path, *P, R.Run.Jobs);
  if (!Heat) {
    llvm::errs() << "hone: " << llvm::toString(Heat.takeError()) << "\n";
    return Recorded->ExitStatus;
  }
  printLoops(*Heat, *P);
  llvm::errs() << "to go on: hone fix --profile\n";
  return Recorded->ExitStatus;
}

} // namespace hone
