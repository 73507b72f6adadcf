// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the steps of a diagnosis share, and the steps in the order they are taken.
#ifndef HONE_LIB_DOCTOR_EXAMINATION_H
#define HONE_LIB_DOCTOR_EXAMINATION_H

#include "BuildSystem.h"
#include "hone/Doctor/Doctor.h"
#include "hone/Project/Database.h"
#include <chrono>

namespace hone {

/// Names of the files of a project, as far as there was time to list them.
struct FileNames {
  std::multimap<std::string, std::string> ByName; ///< Last part -> absolute path.
  std::vector<std::string> BuildFiles;            ///< CMakeLists.txt, meson.build ...; absolute.
};

struct Examination {
  Examination(const DoctorOptions &O, Diagnosis &D) : O(O), D(D) {}

  const DoctorOptions &O;
  Diagnosis &D;
  BuildSystem System;
  std::vector<Command> Commands;
  Project P;
  /// Those that were read, in an order of which every beginning is spread over the database.
  std::vector<Unit> Units;
  FileNames Files;
  std::chrono::steady_clock::time_point Start = std::chrono::steady_clock::now();

  double elapsed() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - Start).count();
  }
  void progress(const std::string &What, std::size_t Done, std::size_t Of) const {
    if (O.Run.Progress)
      O.Run.Progress(What, Done, Of);
  }
  void add(Severity How, llvm::StringRef Code, std::string Text, std::string Cure,
           std::vector<std::string> Examples = {});
  /// A file of the project as people read it.
  std::string shown(llvm::StringRef Path) const { return P.relative(Path); }
  /// What sets the commands right after the build has changed.
  std::string configureAgain() const;
};

/// A path as one would type it from here.
std::string typed(llvm::StringRef Path);

/// Finds the database and reads its entries. False: there is none that could be read, and
/// the problem that says so is in the diagnosis. Errors: a file named that does not exist.
llvm::Expected<bool> openDatabase(Examination &E);
/// Turns entries into units, says what is wrong with the others and what their flags mean.
void readEntries(Examination &E);
void noteFlags(Examination &E);
void askCompilers(Examination &E);
void listFiles(Examination &E, llvm::StringRef Root);
/// A database that is older than the build files.
void compareAges(Examination &E);
/// Parses units and asks what could be done with their functions, as long as there is time.
void parseSample(Examination &E);
void lookForTools(Examination &E);

/// A header that no folder of the search has.
struct MissingHeader {
  std::string Name, From; ///< As it is included, and in which file.
  bool Angled = false;
  unsigned Units = 0;
  std::vector<std::string> Searched; ///< The folders of -I and its like.
};
/// \p How: how much each of them is in the way.
void explainMissing(Examination &E, const std::vector<MissingHeader> &Missing, Severity How);

} // namespace hone

#endif
