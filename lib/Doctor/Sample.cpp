// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// As many units as there is time for: first they are parsed, each in a process
// of its own, then the whole scan runs on as many of them as it still can,
// which is what the estimate rests on.
#include "Arithmetic.h"
#include "Look.h"
#include "hone/Pipeline/Analyse.h"
#include "hone/Pipeline/Workers.h"
#include "hone/Support/Job.h"
#include "hone/Twin/Reachable.h"
#include <poll.h>

using llvm::StringRef;

namespace hone {

/// Of the whole time, when these steps end.
static constexpr double EndOfParsing = 0.62, EndOfScanning = 0.97;

/// A scan takes so many times as long as a parse, as a rule.
static constexpr TimeRange ScanPerParse = {2, 8};

/// Of fewer units nothing is concluded, unless there are no more.
static constexpr std::size_t LeastToExtrapolate = 3;

namespace {

/// A scan of one unit.
struct UnitScan {
  double Seconds = 0;
  unsigned Legal = 0;
  bool CutOff = false; ///< The time was over before: what it would have taken is guessed.
};

/// A child and the unit it looks at.
struct Running {
  std::size_t Unit;
  Job At;
  double Since;
};

/// What was seen of all units so far.
struct Seen {
  std::vector<std::pair<std::size_t, UnitLook>> Looks; ///< With the index of the unit.
  std::map<std::size_t, UnitScan> Scans;
  std::vector<double> CutOff; ///< Seconds of parsing that came to no end.
};

} // namespace

/// Runs \p Work(0), \p Work(1) ... in children, as many at once as there are jobs, until \p Until seconds
/// have passed since the beginning. \p Done gets what they returned. \p Late gets those who were not ready
/// by then, with the seconds they have had: without them, only what is quick would count.
static void workUntil(const Examination &E, const char *What, double Until, std::size_t Count,
                      const std::function<std::string(std::size_t)> &Work,
                      const std::function<void(std::size_t, llvm::Expected<std::string>)> &Done,
                      const std::function<void(std::size_t, double)> &Late) {
  std::vector<Running> All;
  std::size_t Next = 0, Finished = 0;
  while ((Next != Count || !All.empty()) && E.elapsed() < Until && !interrupted()) {
    while (Next != Count && All.size() < E.O.Run.Jobs) {
      Limits L;
      L.Seconds = Until - E.elapsed();
      L.MemoryBytes = std::uint64_t(6) << 30;
      const std::size_t I = Next++;
      llvm::Expected<Job> J = Job::start(L, [&] { return Work(I); });
      if (J)
        All.push_back({I, std::move(*J), E.elapsed()});
      else
        llvm::consumeError(J.takeError());
    }
    std::vector<pollfd> Waiting;
    for (const Running &R : All)
      Waiting.push_back({R.At.descriptor(), POLLIN, 0});
    poll(Waiting.data(), Waiting.size(), std::max(1, static_cast<int>((Until - E.elapsed()) * 1000)));
    for (std::size_t I = Waiting.size(); I-- != 0;) {
      if (!Waiting[I].revents || !All[I].At.read())
        continue;
      Done(All[I].Unit, All[I].At.finish());
      All.erase(All.begin() + static_cast<std::ptrdiff_t>(I));
      E.progress(What, ++Finished, Count);
    }
  }
  for (const Running &R : All)
    Late(R.Unit, E.elapsed() - R.Since);
}

static void parseUnits(Examination &E, Seen &S) {
  workUntil(
      E, "parsing a sample", E.O.Seconds * EndOfParsing, E.Units.size(),
      [&](std::size_t I) { return packed(toJSON(lookAt(E.P, E.Units[I]))); },
      [&](std::size_t I, llvm::Expected<std::string> Payload) {
        llvm::Expected<UnitLook> Look = unpacked<UnitLook>(std::move(Payload), "look");
        if (Look) {
          S.Looks.emplace_back(I, std::move(*Look));
          return;
        }
        UnitLook Crashed;
        Crashed.Editable = true;
        Crashed.Error = "clang itself: " + llvm::toString(Look.takeError());
        S.Looks.emplace_back(I, std::move(Crashed));
      },
      [&](std::size_t, double Seconds) { S.CutOff.push_back(Seconds); });
}

static void scanUnits(Examination &E, Seen &S) {
  std::vector<std::size_t> Parsed;
  for (const auto &[I, Look] : S.Looks)
    if (Look.Parsed)
      Parsed.push_back(I);
  auto Scan = [&](std::size_t I) {
    const auto Start = std::chrono::steady_clock::now();
    const Overlay None;
    const std::set<std::string> All;
    AnalyseRequest Request;
    Request.P = &E.P;
    Request.U = &E.Units[Parsed[I]];
    Request.Files = &None;
    Request.Only = &All;
    Request.O = &E.O.Run;
    const UnitAnalysis A = analyseUnit(Request);
    const unsigned Legal = llvm::count_if(A.Findings, [](const Finding &F) { return F.Reached == Status::Legal; });
    const double Seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - Start).count();
    return fmt::format("{} {}", Seconds, Legal);
  };
  workUntil(E, "scanning some of it", E.O.Seconds * EndOfScanning, Parsed.size(), Scan,
            [&](std::size_t I, llvm::Expected<std::string> Payload) {
              if (!Payload)
                return llvm::consumeError(Payload.takeError());
              UnitScan One;
              const auto [Seconds, Legal] = StringRef(*Payload).split(' ');
              if (!Seconds.getAsDouble(One.Seconds) && !Legal.getAsInteger(10, One.Legal))
                S.Scans[Parsed[I]] = One;
            },
            // Stopped somewhere in its course: in the middle, as far as anybody knows.
            [&](std::size_t I, double Seconds) { S.Scans[Parsed[I]] = {2 * Seconds, 0, true}; });
}

//===--- What it means ----------------------------------------------------===//

static void tellFunctions(Examination &E, const Seen &S) {
  // A function of a header counts once: as the unit has it that can drive it.
  std::map<std::string, std::string> Codes;
  for (const auto &[I, Look] : S.Looks)
    for (const LoopFunction &F : Look.Functions) {
      auto [It, New] = Codes.try_emplace(F.Place, F.Code);
      if (!New && (F.Code.empty() || It->second == "template"))
        It->second = F.Code;
    }
  DiagnosedSample &D = E.D.Sample;
  D.Functions = Codes.size();
  std::map<std::string, std::vector<std::string>> Places;
  for (const auto &[Place, Code] : Codes) {
    if (Code.empty()) {
      ++D.Driven;
      continue;
    }
    D.InPart += mayHaveRegion(Code);
    ++D.NotDriven[Code];
    const auto [File, Line] = StringRef(Place).rsplit(':');
    Places[Code].push_back(E.shown(File) + ":" + Line.str());
  }
  const unsigned Outside = Places["needs-link"].size();
  if (Outside * 5 >= D.Functions && Outside && E.P.Objects.empty() && !E.D.Database.empty())
    E.add(Severity::Hinders, "not-built",
          fmt::format("{} of {} functions with loops call other units, whose objects tests could link, but nothing is built yet", Outside, D.Functions),
          E.System.Compile.empty() ? "build the project first" : "build first: " + E.System.Compile, Places["needs-link"]);
}

/// Errors other than headers that are missing, by what they say.
static void tellErrors(Examination &E, const Seen &S, Severity How) {
  std::map<std::string, std::vector<std::string>> ByText;
  unsigned All = 0;
  std::string First;
  for (const auto &[I, Look] : S.Looks) {
    if (Look.Parsed || !Look.Missing.empty())
      continue;
    ++All;
    ByText[StringRef(Look.Error).split("error: ").second.str()].push_back(E.shown(E.Units[I].MainFile));
    if (First.empty())
      First = Look.Error;
  }
  if (All == 0)
    return;
  std::vector<std::string> Examples;
  for (const auto &[Text, Files] : ByText)
    Examples.push_back(Files.front());
  E.add(How, "does-not-parse",
        fmt::format("{} of {} units tried do not parse with clang {}: {}", All, S.Looks.size(), HONE_LLVM_VERSION, First),
        "hone scan " + Examples.front() + " shows all errors; the others are looked at all the same", Examples);
}

static void tellMissing(Examination &E, const Seen &S, Severity How) {
  std::map<std::string, MissingHeader> ByName;
  for (const auto &[I, Look] : S.Looks) {
    std::set<std::string> Here;
    for (const MissingHeader &M : Look.Missing) {
      MissingHeader &Known = ByName.try_emplace(M.Name, MissingHeader{M.Name, M.From, M.Angled, 0, {}}).first->second;
      Known.Units += Here.insert(M.Name).second;
      if (!Known.Searched.empty())
        continue;
      const std::vector<std::string> &Flags = E.Units[I].Flags;
      for (std::size_t W = 0; W != Flags.size(); ++W) {
        StringRef F = Flags[W];
        if (!F.consume_front("-I") && !F.consume_front("-isystem") && !F.consume_front("-iquote"))
          continue;
        Known.Searched.push_back(F.empty() && W + 1 != Flags.size() ? Flags[++W] : F.str());
      }
    }
  }
  std::vector<MissingHeader> All;
  for (auto &[Name, M] : ByName)
    All.push_back(std::move(M));
  llvm::sort(All, [](const MissingHeader &A, const MissingHeader &B) { return std::tie(B.Units, A.Name) < std::tie(A.Units, B.Name); });
  explainMissing(E, All, How);
}

static void tellUnits(Examination &E, const Seen &S) {
  unsigned Editable = 0;
  std::vector<std::string> Examples, Several;
  for (const auto &[I, Look] : S.Looks) {
    Editable += Look.Editable;
    Examples.push_back(E.shown(E.Units[I].MainFile));
    if (Look.Sources > 1)
      Several.push_back(Examples.back());
  }
  const bool Told = llvm::any_of(E.D.Problems, [](const Problem &P) { return P.Code == "unity-build"; });
  if (!Several.empty() && !Told)
    E.add(Severity::Note, "includes-sources", fmt::format("{} of {} units tried include several other sources", Several.size(), S.Looks.size()),
          "nothing, or list these sources in the database by themselves", Several);
  if (!S.Looks.empty() && Editable == 0)
    E.add(Severity::Hinders, "nothing-editable",
          fmt::format("none of the {} sources tried may be edited: they are generated, in a third-party or system folder, or outside of {}",
                      S.Looks.size(), E.P.Root),
          "choose the database of the project itself with -p", Examples);
}

static void estimate(Examination &E, const Seen &S) {
  double Scanned = 0, Parsed = 0;
  for (const auto &[I, Look] : S.Looks)
    if (auto Found = S.Scans.find(I); Found != S.Scans.end()) {
      Scanned += Found->second.Seconds;
      Parsed += Look.Seconds;
    }
  std::vector<double> Times, Legal;
  for (const auto &[I, Look] : S.Looks)
    if (Look.Parsed) {
      auto Found = S.Scans.find(I);
      Times.push_back(Found != S.Scans.end() ? Found->second.Seconds : S.Scans.empty() ? Look.Seconds : Look.Seconds * Scanned / Parsed);
    }
  const bool All = S.Looks.size() == E.D.Units;
  if (Times.size() < LeastToExtrapolate && !(All && !Times.empty())) {
    E.D.EstimatedFrom = fmt::format("only {} of {} units parsed in time", E.D.Sample.Parsed, E.D.Units);
    return;
  }
  for (const auto &[I, One] : S.Scans) {
    if (One.CutOff)
      continue;
    Legal.push_back(One.Legal);
    E.D.Sample.Legal += One.Legal;
  }
  if (!All)
    for (double Seconds : S.CutOff)
      Times.push_back(2 * Seconds * (S.Scans.empty() ? 1 : Scanned / Parsed));
  const unsigned Jobs = std::max(1u, std::min<unsigned>(E.O.Run.Jobs, E.D.Units));
  const TimeRange Scan = extrapolate(Times, E.D.Units);
  E.D.Scan = TimeRange{Scan.Low / Jobs, Scan.High / Jobs};
  if (Legal.empty()) {
    // What was cut off has shown at least that it is not quicker than a parse.
    const TimeRange Factor = S.Scans.empty() ? ScanPerParse : TimeRange{1, ScanPerParse.High / ScanPerParse.Low};
    E.D.Scan = TimeRange{E.D.Scan->Low * Factor.Low, E.D.Scan->High * Factor.High};
    E.D.EstimatedFrom = fmt::format("{} of {} units parsed, the scan of none came to its end; with {} jobs", E.D.Sample.Parsed, E.D.Units, E.O.Run.Jobs);
    return;
  }
  const TimeRange Findings = extrapolate(Legal, E.D.Units);
  E.D.Fix = TimeRange{E.D.Scan->Low + fixTime(Findings.Low, Jobs).Low, E.D.Scan->High + fixTime(Findings.High, Jobs).High};
  E.D.EstimatedFrom = fmt::format("{} of {} units parsed and {} scanned, which found {} to test and measure; with {} jobs, nothing remembered", E.D.Sample.Parsed,
                                  E.D.Units, Legal.size(), E.D.Sample.Legal, E.O.Run.Jobs);
}

void parseSample(Examination &E) {
  if (E.Units.empty())
    return;
  Seen S;
  parseUnits(E, S);
  // As they came to an end the quick ones are in front.
  llvm::sort(S.Looks, [](const auto &A, const auto &B) { return A.first < B.first; });
  DiagnosedSample &D = E.D.Sample;
  D.Tried = S.Looks.size();
  D.Parsed = llvm::count_if(S.Looks, [](const auto &Each) { return Each.second.Parsed; });
  // That nothing of the sample parses is an answer for all only if the sample is more than a few.
  const Severity How = D.Parsed == 0 ? Severity::Stops : Severity::Hinders;
  tellMissing(E, S, How);
  tellErrors(E, S, How);
  tellUnits(E, S);
  tellFunctions(E, S);
  if (D.Tried == 0)
    E.add(Severity::Note, "slow-units", fmt::format("no unit was parsed within {:.0f} s", E.O.Seconds * EndOfParsing), "hone doctor FILE, with one small source");
  scanUnits(E, S);
  D.Scanned = llvm::count_if(S.Scans, [](const auto &Each) { return !Each.second.CutOff; });
  estimate(E, S);
}

} // namespace hone
