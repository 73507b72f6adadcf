// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The search for inputs that nobody thought of: libFuzzer chooses what the
// seed chose before, guided by the branches it reaches in both versions. An
// input on which the original fails does not count, here as everywhere. What
// fails under a sanitizer takes the process along; the note it leaves says
// whose fault it was, and the search goes on from the inputs found so far.
//
// There is no snapshot to go back to in this program: what changes globals is
// left out.
#include "Counterexample.h"
#include "Sanitized.h"
#include "Stages.h"
#include "hone/Support/Support.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/xxhash.h"
#include <cmath>
#include <cstring>

using namespace hone;
using llvm::Error;
using llvm::Expected;
using llvm::StringRef;
namespace fs = llvm::sys::fs;

/// The search ends after so many deaths of the process.
static constexpr unsigned MaxDeaths = 60;
/// Inputs it begins with, of those the fast rung accepted.
static constexpr unsigned MaxSeeds = 64;
/// How many inputs are kept for the next run of Hone.
static constexpr unsigned MaxKept = 1000;

static constexpr llvm::StringLiteral Main =
#include "FuzzMain.inc"
    ;

namespace {

/// FuzzMain.inc has the same.
enum class Step : unsigned { Idle, Original, Twin };
struct Note {
  Step Where = Step::Idle;
  unsigned Size = 0;
  unsigned long long Executed = 0;
  unsigned char Data[4096] = {};
};

/// The search for one twin, in the folder of the program.
class Search {
public:
  Search(Candidate &C, StringRef Folder, const VerifyOptions &Options)
      : C(C), Folder(Folder), Options(Options) {}
  Error run();

private:
  Expected<ProcessResult> start(std::vector<std::string> Words, double Seconds,
                                StringRef Sanitizer = "");
  Expected<bool> isLasting();
  Error blame(StringRef Log);

  Candidate &C;
  std::string Folder;
  const VerifyOptions &Options;
  Note Last; ///< What the process noted.
};

} // namespace

/// Where the inputs of this function are kept, whatever its body is.
static std::string keptFolder(const Twin &T, StringRef Corpus) {
  StringRef Head = StringRef(T.OriginalText).split('{').first.rtrim();
  return fmt::format("{}/{}-{:016x}", Corpus.str(), suiteName(T), llvm::xxh3_64bits(Head));
}

/// Copies inputs between folders, as many as are worth keeping. What cannot be
/// copied is found again.
static void copyInputs(StringRef From, StringRef To) {
  fs::create_directories(To);
  std::error_code Problem;
  unsigned Count = 0;
  for (fs::directory_iterator I(From, Problem), End; I != End && !Problem && Count != MaxKept;
       I.increment(Problem)) {
    StringRef Name = llvm::sys::path::filename(I->path());
    if (Name.starts_with("seed-"))
      continue;
    fs::copy_file(I->path(), (To + "/" + Name).str());
    ++Count;
  }
}

static std::string pairsFor(const std::vector<Candidate> &Candidates,
                            const std::vector<unsigned> &Chosen) {
  std::string Seeds, Pairs;
  for (unsigned Index : Chosen) {
    const Candidate &C = Candidates[Index];
    const std::vector<TestInput> &All = C.Outcome.Accepted;
    std::size_t Step = std::max<std::size_t>(1, All.size() / MaxSeeds);
    unsigned N = C.Source->Number, Count = 0;
    Seeds += fmt::format("static const hone_seed hone_seeds_{}[] = {{\n", N);
    for (std::size_t I = 0; I < All.size() && Count != MaxSeeds; I += Step, ++Count)
      Seeds += seedText(All[I]) + ",\n";
    Seeds += "};\n";
    Pairs += fmt::format("    {{{0}, hone_case_{0}, hone_after_{0}, hone_seeds_{0}, {1}}},\n", N, Count);
  }
  return Seeds + "const hone_fuzz::Pair hone_fuzz::Pairs[] = {\n" + Pairs + "};\n";
}

Expected<ProcessResult> Search::start(std::vector<std::string> Words, double Seconds,
                                      StringRef Sanitizer) {
  std::string Place = Folder + "/fuzz.note";
  if (Error Failed = writeFile(Place, StringRef(reinterpret_cast<const char *>(&Last), sizeof Last)))
    return std::move(Failed);
  std::vector<std::string> Command = {Folder + "/fuzz", fmt::format("--pair={}", C.Source->Number)};
  if (!Sanitizer.empty())
    Command.insert(Command.begin(), {"/usr/bin/env", ("ASAN_OPTIONS=" + Sanitizer).str()});
  Command.insert(Command.end(), Words.begin(), Words.end());
  Limits L;
  L.Seconds = Seconds + 10;
  L.Contained = true;
  auto Result = runProcess(Command, Folder, L);
  if (!Result)
    return Result;
  Expected<std::string> Bytes = readFile(Place);
  if (!Bytes)
    return Bytes.takeError();
  std::memcpy(&Last, Bytes->data(), std::min(Bytes->size(), sizeof Last));
  return Result;
}

/// Whether the input at hand differs again, whatever fresh memory holds.
Expected<bool> Search::isLasting() {
  const Note First = Last;
  for (const char *Fill : {"malloc_fill_byte=0", "malloc_fill_byte=255", "malloc_fill_byte=60"}) {
    Last = First;
    auto Result = start({"--look"}, 5, Fill);
    if (!Result)
      return Result.takeError();
    if (Result->TimedOut || (Result->ExitCode != 77 && Last.Where != Step::Twin))
      return false;
  }
  return true;
}

Error Search::blame(StringRef Log) {
  CaseAnswer A;
  A.How = "sanitizer";
  if (Expected<std::string> Found = readFile(Folder + "/fuzz.found")) {
    StringRef(*Found).getAsInteger(10, A.Signal);
    A.How = A.Signal ? "trap" : "result";
    for (unsigned I = 0; I != 3; ++I)
      if (Expected<std::string> Text = readFile(fmt::format("{}/fuzz.text{}", Folder, I)))
        A.Texts[I] = std::move(*Text);
      else
        return Text.takeError();
  } else {
    llvm::consumeError(Found.takeError());
  }
  TestInput I;
  I.Seed = 1;
  for (std::size_t D = 0; D != I.Demand.size(); ++D)
    I.Demand[D] = Last.Data[2 * D] << 8 | Last.Data[2 * D + 1];
  A.Different = I;
  A.Tape.assign(Last.Data + 2 * I.Demand.size(), Last.Data + Last.Size);
  C.Outcome.Result.Counterexample = formatCounterexample(*C.Source, A);
  stop(C, Answer::Different, "different",
       describeDifference(A) + (A.How == "sanitizer" ? sanitizerSays(Log) : ""));
  return Error::success();
}

Error Search::run() {
  std::string Inputs = fmt::format("{}/corpus-{}", Folder, C.Source->Number), Kept;
  if (!Options.Corpus.empty()) {
    Kept = keptFolder(*C.Source, Options.Corpus);
    copyInputs(Kept, Inputs);
  }
  fs::create_directories(Inputs);
  double Left = Options.SecondsToFuzz;
  for (unsigned Death = 0; Death != MaxDeaths && Left > 0.5 && C.Outcome.Said != Answer::Different && !interrupted(); ++Death) {
    fs::remove(Folder + "/fuzz.found");
    std::vector<std::string> Words = {
        fmt::format("-max_total_time={}", std::ceil(Left)), fmt::format("-seed={}", Death + 1),
        fmt::format("-max_len={}", sizeof Last.Data), "-timeout=2", "-rss_limit_mb=2500",
        "-verbosity=0", "-handle_segv=0", "-handle_bus=0", "-handle_ill=0", "-handle_fpe=0",
        "-handle_abrt=0", "-handle_trap=0", Inputs};
    if (Death == 0)
      Words.push_back("--seeds=" + Inputs);
    auto Result = start(Words, Left);
    if (!Result)
      return Result.takeError();
    Left -= Result->WallSeconds;
    if (Result->ok() || Result->TimedOut)
      break;
    // One that takes too long is for the fast rung to judge.
    constexpr int Different = 77, TooLong = 70;
    if (Result->ExitCode != Different && (Last.Where != Step::Twin || Result->ExitCode == TooLong))
      continue;
    const std::string Log = Result->Err;
    const Note Seen = Last;
    Expected<bool> Lasts = isLasting();
    if (!Lasts)
      return Lasts.takeError();
    const unsigned long long Executed = Last.Executed;
    Last = Seen;
    Last.Executed = Executed;
    if (*Lasts)
      if (Error Failed = blame(Log))
        return Failed;
  }
  C.Outcome.Result.Fuzzed = Last.Executed;
  if (!Kept.empty())
    copyInputs(Inputs, Kept);
  return Error::success();
}

Error hone::runFuzzer(const Unit &U, const TwinPlan &Plan, std::vector<Candidate> &Candidates,
                      StringRef Folder, const VerifyOptions &Options) {
  // Of what is tested too weakly, more inputs can at least show that it is wrong.
  std::vector<unsigned> Chosen;
  for (unsigned I = 0; I != Candidates.size(); ++I)
    if (const VerifyOutcome &O = Candidates[I].Outcome;
        (Candidates[I].open() || O.Why.Code == "weak") && !O.Accepted.empty() && !O.TouchesGlobals)
      Chosen.push_back(I);
  if (Chosen.empty())
    return Error::success();
  SanitizedProgram Program;
  Program.Path = (Folder + "/fuzz").str();
  Program.Text = "#define HONE_TAPE 1\n" + composeTwins(Plan, Chosen) + Main.str() +
                 pairsFor(Candidates, Chosen);
  Program.Compile = {"-fsanitize=address,undefined,fuzzer-no-link", "-fsanitize-trap=undefined"};
  Program.Link = {"-fsanitize=address,fuzzer"};
  if (Error Failed = buildSanitized(U, Plan, Program))
    return Failed;
  for (unsigned I : Chosen) {
    Candidate &C = Candidates[I];
    if (!Program.Problem.empty() && C.open())
      stop(C, Answer::Unknown, Program.Linking ? "needs-link" : "does-not-build",
           "for libFuzzer: " + Program.Problem);
    else if (Program.Problem.empty())
      if (Error Failed = Search(C, Folder, Options).run())
        return Failed;
  }
  return Error::success();
}
