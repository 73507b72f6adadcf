// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The steps of a diagnosis. Each looks at the clock, and each program that is
// asked something has a limit of its own, so the whole ends in time whatever
// the project is; a project that stops one step still gets the others.
#include "Examination.h"
#include "hone/Support/Support.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Path.h"

namespace hone {

void Examination::add(Severity How, llvm::StringRef Code, std::string Text, std::string Cure,
                      std::vector<std::string> Examples) {
  if (Examples.size() > 3)
    Examples.resize(3);
  D.Problems.push_back({How, Code.str(), std::move(Text), std::move(Cure), std::move(Examples)});
}

std::string typed(llvm::StringRef Path) {
  llvm::StringRef Rest = Path;
  const std::string Here = realPath(".");
  if (Rest == Here)
    return ".";
  return Rest.consume_front(Here + "/") ? Rest.str() : Path.str();
}

std::string Examination::configureAgain() const {
  if (System.Name == "cmake" && !P.BuildDir.empty())
    return "cmake " + typed(P.BuildDir);
  return System.Database.empty() ? "make the database again" : System.Database;
}

static void diagnoseUnits(Examination &E) {
  readEntries(E);
  findRoots(E.P);
  E.D.Root = E.P.Root;
  // The database may be of a project elsewhere.
  if (BuildSystem S = findBuildSystem(E.P.Root, madeBy(llvm::sys::path::parent_path(E.D.Database))); !S.Name.empty())
    E.System = std::move(S);
  listFiles(E, E.P.Root);
  compareAges(E);
  noteFlags(E);
  askCompilers(E);
  parseSample(E);
}

llvm::Expected<Diagnosis> diagnose(const DoctorOptions &Options) {
  Diagnosis D;
  Examination E(Options, D);
  D.Folder = realPath(".");
  E.progress("looking at the database", 0, 1);
  llvm::Expected<bool> Open = openDatabase(E);
  if (!Open)
    return Open.takeError();
  if (*Open)
    diagnoseUnits(E);
  D.BuildSystem = E.System.Name;
  if (D.Root.empty())
    D.Root = E.System.Folder;
  lookForTools(E);
  std::vector<Problem> Sorted;
  for (Severity How : {Severity::Stops, Severity::Hinders, Severity::Note})
    llvm::copy_if(D.Problems, std::back_inserter(Sorted), [&](const Problem &P) { return P.How == How; });
  D.Problems = std::move(Sorted);
  D.Seconds = E.elapsed();
  return D;
}

} // namespace hone
