// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What `hone doctor` has found out about a project: the sole input of its
// reporters.
#ifndef HONE_CORE_DIAGNOSIS_H
#define HONE_CORE_DIAGNOSIS_H

#include "llvm/ADT/StringRef.h"
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace hone {

/// Stops: nothing can be done here. Hinders: less is found, or less of it can
/// be kept. Note: good to know.
enum class Severity { Stops, Hinders, Note };
llvm::StringRef toString(Severity S);

/// One obstacle and what removes it.
struct Problem {
  Severity How = Severity::Note;
  std::string Code; ///< Stable; docs/doctor.md lists them.
  std::string Text; ///< One lower-case sentence.
  std::string Cure; ///< The line that cures it: a command, a flag, or what to do.
  std::vector<std::string> Examples; ///< Files or functions it is about; a few.
};

struct DiagnosedCompiler {
  std::string Name;    ///< As the database has it.
  std::string Path;    ///< Empty: it is not there.
  std::string Version; ///< Its own first line; empty: it does not answer.
  std::string Target;  ///< The machine it compiles for.
  unsigned Units = 0;
};

struct DiagnosedTool {
  std::string Name;
  bool There = false;
  std::string For; ///< What it is needed for, in a clause.
};

/// What the units that were parsed say about all.
struct DiagnosedSample {
  unsigned Tried = 0, Parsed = 0;
  unsigned Functions = 0; ///< With loops, in files that Hone may edit.
  unsigned Driven = 0;    ///< Of these: generated tests can drive them whole.
  unsigned InPart = 0;    ///< Of the rest: perhaps the changed statements alone.
  std::map<std::string, unsigned> NotDriven; ///< Why the others cannot, by code.
  unsigned Scanned = 0;   ///< Units on which the checks ran, too.
  unsigned Legal = 0;     ///< Findings in these that could be rewritten.
};

/// Seconds, from the least to the most that is likely.
struct TimeRange {
  double Low = 0, High = 0;
};

struct Diagnosis {
  std::string Folder;      ///< Where it was looked from.
  std::string Root;        ///< Of the project; empty if nobody knows.
  std::string BuildSystem; ///< "cmake", "meson" ...; empty: none was recognized.
  std::string Database;    ///< Empty: there is none, or flags were given.
  std::string FoundBy;     ///< How, in a clause.
  unsigned Entries = 0;    ///< Of the database.
  unsigned Units = 0;      ///< Of these, C++ that Hone reads.
  bool UnitsCounted = true; ///< False: extrapolated from some of the entries.
  std::map<std::string, unsigned> Launchers, Standards; ///< With their number of units.
  std::vector<DiagnosedCompiler> Compilers;
  DiagnosedSample Sample;
  std::optional<TimeRange> Scan, Fix;
  std::string EstimatedFrom; ///< In a clause.
  std::vector<DiagnosedTool> Tools;
  std::vector<Problem> Problems; ///< The worst first.
  std::string Next = "hone scan"; ///< What to type if it works.
  double Seconds = 0;

  /// Whether Hone can do anything here.
  bool works() const;
};

} // namespace hone

#endif
