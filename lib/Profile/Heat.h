// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where the readers of all formats put what they read.
#ifndef HONE_PROFILE_HEAT_H
#define HONE_PROFILE_HEAT_H

#include "TextLoops.h"
#include "hone/Profile/Profile.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/Chrono.h"
#include <set>

namespace hone {

/// A file of the project, as it is now.
struct Source {
  std::string Name; ///< As a Span has it.
  unsigned Lines = 0;
  bool Changed = false; ///< Written after the profile was.
};

/// The project's files, by the names that profiles have for them.
class Sources {
public:
  /// What was written after \p Taken is changed.
  Sources(const Project &P, llvm::sys::TimePoint<> Taken) : P(P), Taken(Taken) {}
  Sources(const Sources &) = delete;

  /// Null if it is no file of the project, or nobody can say which.
  const Source *find(llvm::StringRef Name);
  /// The loops of its text.
  const std::vector<TextLoop> &loopsOf(const Source &S);
  /// Names that more than one file of the project answers to.
  const std::set<std::string> &ambiguous() const { return Ambiguous; }

private:
  std::string resolve(llvm::StringRef Name);
  std::string bySuffix(llvm::StringRef Name);
  const Source *make(const std::string &Path);
  void listFiles();

  const Project &P;
  llvm::sys::TimePoint<> Taken;
  llvm::StringMap<const Source *> Known;
  std::map<std::string, Source> Files; ///< By real path.
  std::map<const Source *, std::vector<TextLoop>> Loops;
  /// File name -> paths relative to the root.
  std::optional<std::map<std::string, std::vector<std::string>>> Listed;
  std::set<std::string> Ambiguous;
};

/// A line of the project's.
struct Line {
  const Source *File = nullptr;
  unsigned Number = 0;
  bool operator==(const Line &) const = default;
};

/// Adds up costs by line.
class Heat {
public:
  explicit Heat(Sources &Files) : Files(Files) {}

  /// Cost that was counted, on whatever it fell.
  void addTotal(double Cost) { Total += Cost; }
  /// \p Stack: lines that were at work, innermost first, those of others left out.
  /// \p Self is the innermost's own; \p Called was spent in what it called.
  void add(llvm::ArrayRef<Line> Stack, double Self, double Called = 0);
  /// Cost of the project's that no line can be found for any more.
  void addLost(double Cost) { OnProject += Cost; }
  /// A loop that begins there was entered so often.
  void addTrips(Line L, double Iterations, double Entries);
  /// The same for the innermost loop that the line is in, from which machine code jumps back. Of the places it goes to
  /// in one function, the one that turns most often for each entry is the loop's beginning.
  void addTripsAround(Line L, llvm::StringRef Function, double Iterations, double Entries);
  void setSamples(std::uint64_t Number) { Samples = Number; }
  void note(std::string Sentence) { Notes.push_back(std::move(Sentence)); }

  /// Errors: nothing was counted, nothing is the project's, too little is still usable.
  llvm::Expected<Profile> finish(llvm::StringRef File, std::string Format, std::string Counted);

private:
  struct Cost {
    double Share = 0, Self = 0, Iterations = 0, Entries = 0;
  };
  struct Trips {
    double Iterations = 0, Entries = 0;
  };
  bool isUsable(Line L);

  Sources &Files;
  std::uint64_t Samples = 0;
  double Total = 0, OnProject = 0, Usable = 0;
  std::map<const Source *, std::map<unsigned, Cost>> Lines;
  std::map<std::tuple<const Source *, unsigned, std::string>, Trips> Machine;
  std::set<const Source *> Stale;
  std::vector<std::string> Notes;
};

/// For the readers: text of the profile into \p To.
llvm::Error readCallgrind(llvm::StringRef Text, llvm::sys::TimePoint<> Taken, Sources &S, Heat &To, std::string &Counted);
llvm::Error readPerfScript(llvm::StringRef Text, llvm::sys::TimePoint<> Taken, Sources &S, Heat &To, std::string &Counted);
llvm::Error readCoverage(llvm::StringRef Text, const Project &P, Sources &S, Heat &To);
/// What the compiler makes of a profile that is meant for it.
enum class CompilerProfile { FrontEnd, Ir, Sample };
llvm::Error checkCompilerProfile(llvm::StringRef File, bool Sample, CompilerProfile &Kind);
llvm::Error askCompiler(llvm::StringRef File, CompilerProfile Kind, const Project &P, unsigned Jobs, Sources &S, Heat &To);

} // namespace hone

#endif
