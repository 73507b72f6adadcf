// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The deep rung: what is about to be kept runs once more under
// AddressSanitizer and UndefinedBehaviorSanitizer, which the fast rung cannot
// have. One program for the unit, compiled in one piece: a second one would take
// as long as a small unit.
//
// Before each step the program writes which one it is. When a sanitizer ends
// the process, the note says whose step it was: an input on which the original
// fails does not count and is left out when the program is started again.
#include "Counterexample.h"
#include "Sanitized.h"
#include "Stages.h"
#include "hone/Support/Support.h"

using namespace hone;
using llvm::Error;
using llvm::Expected;
using llvm::StringRef;

/// How many inputs the original of one twin may fail on: the program is started
/// again after each.
static constexpr unsigned MaxFaults = 24;

static constexpr llvm::StringLiteral Driver = R"(
extern "C" const char *__asan_default_options() {
  return "detect_leaks=0:alloc_dealloc_mismatch=0:allocator_may_return_null=1:detect_stack_use_after_return=1:hard_rss_limit_mb=3000";
}

namespace hone_deep {

struct Pair {
  unsigned Number;
  const hone_case *(*Case)(void);
  void (*After)(void *);
  const hone_seed *Seeds;
  unsigned Count;
  bool Compare;
};

static std::FILE *Notes = nullptr;
static int ArgumentCount = 0;
static char **Arguments = nullptr;

static void note(unsigned Case, unsigned Index, const char *Step) {
  if (!Notes)
    return;
  std::rewind(Notes);
  std::fprintf(Notes, "%u %u %-12s\n", Case, Index, Step);
  std::fflush(Notes);
}

/// Arguments are "only N" for each pair and "skip N INDEX" for each input.
static bool isAsked(unsigned Number) {
  for (int I = 2; I + 1 < ArgumentCount; ++I)
    if (!std::strcmp(Arguments[I], "only") && std::atoi(Arguments[I + 1]) == int(Number))
      return true;
  return false;
}
static bool isSkipped(unsigned Number, unsigned Index) {
  for (int I = 2; I + 2 < ArgumentCount; ++I)
    if (!std::strcmp(Arguments[I], "skip") && std::atoi(Arguments[I + 1]) == int(Number) &&
        std::atoi(Arguments[I + 2]) == int(Index))
      return true;
  return false;
}

static void replay(const Pair &P) {
  const hone_case *Case = P.Case();
  for (unsigned I = 0; I != P.Count; ++I) {
    if (isSkipped(P.Number, I))
      continue;
    note(P.Number, I, "original");
    void *Original = Case->make(&P.Seeds[I]), *Rewritten = Case->make(&P.Seeds[I]);
    Case->before(Original);
    note(P.Number, I, "twin");
    P.After(Rewritten);
    note(P.Number, I, "compare");
    bool Same = !P.Compare || Case->rejected(Original) || Case->rejected(Rewritten) ||
                Case->same(Original, Rewritten);
    if (!Same) {
      // What the original itself leaves otherwise each time says nothing.
      note(P.Number, I, "original");
      void *Again = Case->make(&P.Seeds[I]);
      Case->before(Again);
      bool Steady = Case->same(Original, Again) == 1;
      Case->destroy(Again);
      std::printf("hone-%s %u %u\n", Steady ? "different" : "unsteady", P.Number, I);
      std::fflush(stdout);
    }
    Case->destroy(Original);
    Case->destroy(Rewritten);
    if (!Same)
      return;
  }
}

} // namespace hone_deep
)";

static std::string driverFor(const std::vector<Candidate> &Candidates) {
  std::string Text = Driver.str(), Pairs;
  for (const Candidate &C : Candidates) {
    if (!C.open())
      continue;
    unsigned N = C.Source->Number;
    Text += fmt::format("\nstatic const hone_seed hone_seeds_{}[] = {{\n", N);
    for (const TestInput &I : C.Outcome.Accepted)
      Text += seedText(I) + ",\n";
    Text += "};\n";
    // What changes globals has nothing to go back to here: it only has to run.
    Pairs += fmt::format("      {{{0}, hone_case_{0}, hone_after_{0}, hone_seeds_{0}, {1}, {2}}},\n",
                         N, C.Outcome.Accepted.size(), !C.Outcome.TouchesGlobals);
  }
  return Text + "\nint main(int Count, char **Words) {\n"
                "  hone_deep::ArgumentCount = Count;\n  hone_deep::Arguments = Words;\n"
                "  hone_deep::Notes = std::fopen(Words[1], \"w\");\n"
                "  static const hone_deep::Pair Pairs[] = {\n" + Pairs +
                "  };\n  for (const hone_deep::Pair &P : Pairs)\n"
                "    if (hone_deep::isAsked(P.Number))\n      hone_deep::replay(P);\n"
                "  hone_deep::note(0, 0, \"end\");\n  return 0;\n}\n";
}

static Candidate *find(std::vector<Candidate> &Candidates, unsigned Number) {
  for (Candidate &C : Candidates)
    if (C.Source->Number == Number)
      return &C;
  return nullptr;
}

/// Takes back the answer for a candidate that differs on input \p Index.
static void blame(Candidate &C, unsigned Index, StringRef How) {
  CaseAnswer A;
  if (Index < C.Outcome.Accepted.size())
    A.Different = C.Outcome.Accepted[Index];
  A.How = How.str();
  C.Outcome.Result.Counterexample = formatCounterexample(*C.Source, A);
  stop(C, Answer::Different, "different", describeDifference(A));
}

/// One start of the program. Returns true when all is said.
static Expected<bool> startOnce(std::vector<Candidate> &Candidates, StringRef Folder,
                                const VerifyOptions &Options, std::vector<std::string> &Skipped,
                                 std::map<unsigned, unsigned> &Faults) {
  std::string Notes = (Folder + "/deep.notes").str();
  std::vector<std::string> Command = {(Folder + "/deep").str(), Notes};
  unsigned Open = 0;
  for (const Candidate &C : Candidates)
    if (C.open()) {
      ++Open;
      Command.insert(Command.end(), {"only", std::to_string(C.Source->Number)});
    }
  if (Open == 0)
    return true;
  Command.insert(Command.end(), Skipped.begin(), Skipped.end());
  Limits L;
  L.Seconds = Options.SecondsPerTwin * (Open + 1);
  L.Contained = true;
  auto Result = runProcess(Command, Folder, L);
  if (!Result)
    return Result.takeError();
  llvm::SmallVector<StringRef, 0> Lines;
  StringRef(Result->Out).split(Lines, '\n', -1, false);
  for (StringRef Line : Lines) {
    unsigned Number = 0, Index = 0;
    const bool Steady = Line.consume_front("hone-different ");
    if ((Steady || Line.consume_front("hone-unsteady ")) && !Line.consumeInteger(10, Number) &&
        !Line.ltrim().consumeInteger(10, Index))
      if (Candidate *C = find(Candidates, Number))
        Steady ? blame(*C, Index, "result")
               : stop(*C, Answer::Unknown, "flaky",
                      "under the sanitizers the original does not do the same twice");
  }
  Expected<std::string> Text = readFile(Notes);
  if (!Text)
    return Text.takeError();
  StringRef Note = StringRef(*Text).trim();
  unsigned Number = 0, Index = 0;
  if (Note.ends_with("end"))
    return true;
  Candidate *C = nullptr;
  if (!Note.consumeInteger(10, Number)) {
    Note = Note.ltrim();
    if (!Note.consumeInteger(10, Index))
      C = find(Candidates, Number);
  }
  if (!C)
    return failure("the deep rung's program does not start: " + Result->Err.substr(0, 400));
  if (Note.trim() == "twin" && Result->TimedOut)
    blame(*C, Index, "hang");
  else if (Note.trim() == "original") {
    Skipped.insert(Skipped.end(), {"skip", std::to_string(Number), std::to_string(Index)});
    if (++Faults[Number] > MaxFaults)
      stop(*C, Answer::Unknown, "crash", "the original fails under the sanitizers on too many inputs");
  } else {
    blame(*C, Index, "sanitizer");
    C->Outcome.Why.Text += sanitizerSays(Result->Err);
  }
  return false;
}

Error hone::runDeepRung(const Unit &U, const TwinPlan &Plan, std::vector<Candidate> &Candidates,
                        StringRef Folder, const VerifyOptions &Options) {
  auto StopAll = [&](StringRef Code, const std::string &Text) {
    for (Candidate &C : Candidates)
      if (C.open())
        stop(C, Answer::Unknown, Code, Text);
  };
  if (llvm::none_of(Candidates, [](const Candidate &C) { return C.open(); }))
    return Error::success();
  SanitizedProgram Program;
  Program.Path = (Folder + "/deep").str();
  Program.Text = composeTwins(Plan, openTwins(Candidates)) + driverFor(Candidates);
  Program.Compile = {"-fsanitize=address,undefined", "-fno-sanitize-recover=all",
                     "-DHONE_UNOPTIMIZED_TESTS"};
  Program.Link = {"-fsanitize=address,undefined"};
  if (Error Failed = buildSanitized(U, Plan, Program))
    return Failed;
  for (Candidate &C : Candidates)
    C.Outcome.Cost.Deep = Program.CompileSeconds * 1e3;
  if (!Program.Problem.empty()) {
    StopAll(Program.Linking ? "needs-link" : "does-not-build",
            "under the sanitizers: " + Program.Problem);
    return Error::success();
  }
  std::vector<std::string> Skipped;
  std::map<unsigned, unsigned> Faults;
  // Each start leaves out an input or a twin.
  while (!interrupted()) {
    Expected<bool> Done = startOnce(Candidates, Folder, Options, Skipped, Faults);
    if (!Done) {
      StopAll("crash", toString(Done.takeError()));
      return Error::success();
    }
    if (*Done)
      return Error::success();
  }
  return Error::success();
}
