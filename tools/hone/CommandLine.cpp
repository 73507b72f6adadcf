// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From words to a Request. LLVM's option table rather than cl::opt: cl::opt
// shares one global list with libLLVM, which already owns --color.
#include "CommandLine.h"
#include "hone/Analysis/Models.h"
#include "hone/Support/Support.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Option/Arg.h"
#include "llvm/Option/ArgList.h"
#include "llvm/Option/OptTable.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/StringSaver.h"
#include <thread>

using namespace llvm::opt;
using llvm::StringRef;

namespace hone {

namespace {
enum OptionId {
  OPT_INVALID = 0,
#define OPTION(...) LLVM_MAKE_OPT_ID(__VA_ARGS__),
#include "Options.inc"
#undef OPTION
};
#define OPTTABLE_STR_TABLE_CODE
#include "Options.inc"
#undef OPTTABLE_STR_TABLE_CODE
#define OPTTABLE_PREFIXES_TABLE_CODE
#include "Options.inc"
#undef OPTTABLE_PREFIXES_TABLE_CODE

constexpr OptTable::Info HoneOptionInfos[] = {
#define OPTION(...) LLVM_CONSTRUCT_OPT_INFO(__VA_ARGS__),
#include "Options.inc"
#undef OPTION
};

struct HoneOptions : GenericOptTable {
  HoneOptions()
      : GenericOptTable(OptionStrTable, OptionPrefixesTable, HoneOptionInfos) {}
};
} // namespace

void printHelp(llvm::raw_ostream &OS) {
  OS << "Hone finds what C++ compilers cannot fix, rewrites it, tests the rewrite\n"
        "against the original, measures it, and keeps only what pays.\n\n"
        "usage: hone doctor|scan|fix|verify [options] [FILES...] [-- FLAGS...]\n"
        "       hone apply [options] FILES.yaml...\n"
        "       hone profile [-p DIR] -- COMMAND...\n"
        "       hone bench PROGRAMS... --against=DIR|PROGRAM\n"
        "       hone bench PROGRAMS... --baseline=update|compare|report\n"
        "       hone explain CHECK|CODE|ID|FILE:LINE\n\n"
        "  doctor   whether Hone can work on a project, and what to do about each obstacle, in seconds\n"
        "  scan     find and judge; never writes a source file\n"
        "  fix      the whole way; writes what was kept\n"
        "  verify   test and measure every function that differs from --against\n"
        "  report   show the last run again, as --format says\n"
        "  explain  what a check does, what a code means, or all that is known of a finding or a line\n"
        "  checks   list the checks\n"
        "  profile  run a command under a profiler, and say where its time goes\n"
        "  bench    run Google Benchmark programs, and compare an old build or a stored baseline\n"
        "  apply    apply other tools' fixes, as clang-tidy's --export-fixes writes them\n"
        "  undo     take back the last fix\n"
        "  lsp      language server on standard input and output, for editors\n\n";
  HoneOptions().printHelp(OS, "hone COMMAND [options] [FILES...] [-- FLAGS...]", "options");
  OS << "\nexit status: 0 done, 1 something --fail-on names, 2 wrong use or could not\n"
        "run at all, 3 ran but some units could not be processed, 4 a benchmark is slower\n";
}

static std::vector<std::string> splitCommas(StringRef Text) {
  std::vector<std::string> Parts;
  for (StringRef Rest = Text; !Rest.empty();) {
    auto [Head, Tail] = Rest.split(',');
    if (!Head.trim().empty())
      Parts.push_back(Head.trim().str());
    Rest = Tail;
  }
  return Parts;
}

/// The checks of `--checks` and `--accept` must exist.
static llvm::Error readChecks(const InputArgList &Args, Options &Run) {
  for (const std::string &Value : Args.getAllArgValues(OPT_checks))
    for (std::string &Glob : splitCommas(Value))
      Run.Checks.Globs.push_back(std::move(Glob));
  for (const std::string &Unknown : unknownGlobs(Run.Checks.Globs))
    return failure(fmt::format("no check is called '{}'; `hone checks` lists them", Unknown));
  for (const std::string &Value : Args.getAllArgValues(OPT_accept))
    for (std::string &What : splitCommas(Value)) {
      if (What != "unmeasured" && What != "unverified" &&
          !unknownGlobs({What}).empty())
        return failure(fmt::format("--accept takes unmeasured, unverified or a check, "
                                   "not '{}'", What));
      Run.Accept.insert(std::move(What));
    }
  return llvm::Error::success();
}

/// `90`, `90s`, `10m`, `2h`: seconds; nothing if it is no such time.
static std::optional<double> parseTime(StringRef Word) {
  double Factor = 1, Number = 0;
  if (Word.consume_back("h"))
    Factor = 3600;
  else if (Word.consume_back("m"))
    Factor = 60;
  else
    Word.consume_back("s");
  if (Word.getAsDouble(Number) || !(Number > 0 && Number * Factor <= 1e7))
    return std::nullopt;
  return Number * Factor;
}

static llvm::Error readNumbers(const InputArgList &Args, Options &Run) {
  Run.Jobs = std::max(1u, std::thread::hardware_concurrency());
  if (const Arg *A = Args.getLastArg(OPT_j))
    if (StringRef(A->getValue()).getAsInteger(10, Run.Jobs) || Run.Jobs == 0)
      return failure(fmt::format("-j takes a whole number from 1, not '{}'", A->getValue()));
  if (const Arg *A = Args.getLastArg(OPT_min_gain))
    if (StringRef(A->getValue()).getAsDouble(Run.MinGainPercent) || Run.MinGainPercent < 0)
      return failure(fmt::format("--min-gain takes a percentage from 0, not '{}'", A->getValue()));
  if (const Arg *A = Args.getLastArg(OPT_budget)) {
    std::optional<double> Seconds = parseTime(A->getValue());
    if (!Seconds)
      return failure(fmt::format("--budget takes a time such as 90s, 10m or 2h, not '{}'", A->getValue()));
    if (!Run.Against.empty())
      return failure("--budget goes with `hone scan` and `hone fix`");
    Run.BudgetSeconds = *Seconds;
  }
  double &Fuzz = Run.VerifyOptions.SecondsToFuzz;
  if (const Arg *A = Args.getLastArg(OPT_verify_time))
    if (StringRef(A->getValue()).getAsDouble(Fuzz) || !(Fuzz >= 0 && Fuzz <= 86400))
      return failure(fmt::format("--verify-time takes seconds from 0 to 86400, not '{}'", A->getValue()));
  return llvm::Error::success();
}

/// `--also='g++-12 -O2'`, cut up as a shell would.
static llvm::Error readAlso(const InputArgList &Args, Options &Run) {
  for (const std::string &Value : Args.getAllArgValues(OPT_also)) {
    llvm::BumpPtrAllocator Allocator;
    llvm::StringSaver Saver(Allocator);
    llvm::SmallVector<const char *, 8> Words;
    llvm::cl::TokenizeGNUCommandLine(Value, Saver, Words);
    if (Words.empty())
      return failure("--also needs a compiler, such as --also='g++ -O2'");
    if (!llvm::sys::findProgramByName(Words.front()))
      return failure(fmt::format("--also: there is no compiler '{}'", Words.front()));
    Run.Also.emplace_back(Words.begin(), Words.end());
  }
  return llvm::Error::success();
}

/// Read here, so that a mistake in one is an answer at once and not one a unit.
static llvm::Error readModelFiles(const InputArgList &Args, Options &Run) {
  std::vector<std::string> Files;
  for (const std::string &File : Args.getAllArgValues(OPT_models)) {
    llvm::SmallString<256> Path(File);
    if (std::error_code Error = llvm::sys::fs::make_absolute(Path))
      return failure(fmt::format("--models: {}: {}", File, Error.message()));
    Files.push_back(Path.str().str());
  }
  if (!Files.empty())
    Run.Checks.Values["hone-models"] = llvm::join(Files, ",");
  return useModels(Files);
}

static llvm::Error readWords(const InputArgList &Args, Request &R) {
  if (const Arg *A = Args.getLastArg(OPT_level)) {
    std::optional<Level> L = parseLevel(A->getValue());
    if (!L)
      return failure(fmt::format("--level takes proved, guarded, tested or suggested, not '{}'",
                                 A->getValue()));
    R.Run.MaxLevel = *L;
  }
  if (const Arg *A = Args.getLastArg(OPT_format)) {
    std::optional<Format> As = parseFormat(A->getValue());
    if (!As)
      return failure(fmt::format("--format takes text, json, html, md, sarif, rdjsonl or github, not '{}'",
                                 A->getValue()));
    R.As = *As;
    using C = enum Request::Command;
    const bool Markdown = R.Command == C::Bench && R.As == Format::Markdown;
    if (R.Command == C::Bench && !Markdown && R.As != Format::Text && R.As != Format::Json)
      return failure("hone bench knows --format=text, json and md only");
    const bool Reports = Markdown || R.Command == C::Scan || R.Command == C::Fix || R.Command == C::Verify || R.Command == C::Report;
    if (!Reports && R.As != Format::Text && R.As != Format::Json)
      return failure("this command knows --format=text and --format=json only");
    R.Run.AllRemarks = R.As == Format::Html;
  }
  if (const Arg *A = Args.getLastArg(OPT_color)) {
    StringRef When = A->getValue();
    if (When != "auto" && When != "always" && When != "never")
      return failure(fmt::format("--color takes auto, always or never, not '{}'", A->getValue()));
    R.Color = When == "auto"     ? Request::When::Auto
              : When == "always" ? Request::When::Always
                                 : Request::When::Never;
  }
  for (const std::string &Value : Args.getAllArgValues(OPT_fail_on))
    for (const std::string &Word : splitCommas(Value)) {
      if (Word == "none")
        continue;
      std::optional<Status> S = parseStatus(Word);
      if (!S)
        return failure(fmt::format("--fail-on takes statuses such as legal or different, not '{}'",
                                   Word));
      R.FailOn.insert(*S);
    }
  return llvm::Error::success();
}

/// `FILE:A-B`; the name may hold a colon.
static llvm::Expected<LineRange> parseLines(StringRef Word) {
  LineRange Range;
  auto [File, Numbers] = Word.rsplit(':');
  auto [First, Last] = Numbers.split('-');
  Range.File = File.str();
  if (File.empty() || First.getAsInteger(10, Range.First) || Last.getAsInteger(10, Range.Last) ||
      Range.First == 0 || Range.Last < Range.First)
    return failure(fmt::format("--lines takes FILE:A-B, the first and the last line from 1, not '{}'", Word.str()));
  return Range;
}

/// What is done with the changes.
static llvm::Error readWriting(const InputArgList &Args, Request &R) {
  R.PrintDiff = Args.hasArg(OPT_diff);
  R.Run.Write = R.Run.Fix && !R.PrintDiff;
  R.Run.AllowDirty = Args.hasArg(OPT_allow_dirty);
  R.Interactive = Args.hasArg(OPT_interactive);
  R.Commit = Args.hasArg(OPT_commit);
  const bool Apply = R.Command == Request::Command::Apply;
  if (R.PrintDiff && !R.Run.Fix && !Apply)
    return failure("--diff goes with `hone fix` and `hone apply`");
  if (Args.hasArg(OPT_build_cmd, OPT_test_cmd) && (R.PrintDiff || !(R.Run.Fix || Apply)))
    return failure("--build-cmd and --test-cmd go with a `hone fix` or `hone apply` that writes");
  if (Args.hasArg(OPT_bench_cmd) && (R.PrintDiff || !R.Run.Fix || R.Run.BuildCommand.empty()))
    return failure("--bench-cmd goes with a `hone fix` that writes, and with --build-cmd, which builds what it runs");
  for (OptionId Id : {OPT_interactive, OPT_commit}) {
    const Arg *A = Args.getLastArg(Id);
    if (A && !R.Run.Fix)
      return failure(fmt::format("{} goes with `hone fix`", A->getAsString(Args)));
    if (A && R.PrintDiff)
      return failure(fmt::format("{} writes and --diff does not: give one of them", A->getAsString(Args)));
  }
  return llvm::Error::success();
}

/// Which part of the sources it is about.
static llvm::Error readPart(const InputArgList &Args, Request &R) {
  R.Run.Since = Args.getAllArgValues(OPT_since);
  for (const std::string &Word : Args.getAllArgValues(OPT_lines)) {
    llvm::Expected<LineRange> Range = parseLines(Word);
    if (!Range)
      return Range.takeError();
    R.Run.Lines.push_back(std::move(*Range));
  }
  bool Asked = !R.Run.Since.empty() || !R.Run.Lines.empty();
  if (Asked && R.Command != Request::Command::Scan && R.Command != Request::Command::Fix)
    return failure("--since and --lines go with `hone scan` and `hone fix`");
  return llvm::Error::success();
}

static llvm::Error checkSpelling(const HoneOptions &Table, const InputArgList &Args,
                                 unsigned MissingIndex, unsigned MissingCount) {
  if (MissingCount)
    return failure(fmt::format("{} needs a value", Args.getArgString(MissingIndex)));
  for (const Arg *A : Args.filtered(OPT_UNKNOWN)) {
    std::string Spelling = A->getAsString(Args), Nearest;
    std::string Advice = "`hone --help` lists the options";
    if (Table.findNearest(Spelling, Nearest) <= 2)
      Advice = fmt::format("did you mean '{}'?", Nearest);
    return failure(fmt::format("unknown option '{}'; {}", Spelling, Advice));
  }
  return llvm::Error::success();
}

static llvm::Expected<enum Request::Command> commandOf(StringRef Word) {
  using C = enum Request::Command;
  if (Word == "doctor")
    return C::Doctor;
  if (Word == "scan")
    return C::Scan;
  if (Word == "fix")
    return C::Fix;
  if (Word == "verify")
    return C::Verify;
  if (Word == "checks")
    return C::Checks;
  if (Word == "explain")
    return C::Explain;
  if (Word == "report")
    return C::Report;
  if (Word == "apply")
    return C::Apply;
  if (Word == "undo")
    return C::Undo;
  if (Word == "lsp")
    return C::Lsp;
  if (Word == "profile")
    return C::Profile;
  if (Word == "bench")
    return C::Bench;
  return failure(fmt::format("unknown command '{}'; try doctor, scan, fix, verify, report, explain, checks, profile, bench, apply, undo or lsp", Word.str()));
}

/// What is read or written as exported fixes.
static llvm::Error readExported(const InputArgList &Args, Request &R) {
  R.ExportFixes = Args.getLastArgValue(OPT_export_fixes).str();
  if (!R.ExportFixes.empty() && R.Command != Request::Command::Scan && !R.Run.Fix)
    return failure("--export-fixes goes with `hone scan` and `hone fix`");
  if (R.Command != Request::Command::Apply)
    return llvm::Error::success();
  if (R.Run.Project.HasFlags)
    return failure("hone apply needs the whole compilation database, to re-check every unit: "
                   "give its folder with -p instead of flags after --");
  R.Fixes = std::exchange(R.Run.Project.Files, {});
  if (R.Fixes.empty())
    return failure("hone apply needs the files that clang-tidy's --export-fixes wrote, or a "
                   "folder of them");
  return llvm::Error::success();
}

/// What explain is asked about.
static llvm::Error readAbout(Request &R) {
  if (R.Command != Request::Command::Explain)
    return llvm::Error::success();
  std::vector<std::string> Words = std::exchange(R.Run.Project.Files, {});
  if (Words.size() != 1 || R.Run.Project.HasFlags)
    return failure("hone explain takes one thing: a check, a code, the id of a finding, or FILE:LINE");
  R.About = std::move(Words.front());
  return llvm::Error::success();
}

/// What profile is to run.
static llvm::Error readProfiled(Request &R) {
  if (R.Command != Request::Command::Profile)
    return llvm::Error::success();
  R.Profiled = std::exchange(R.Run.Project.Flags, {});
  if (!R.Run.Project.Files.empty() || R.Profiled.empty())
    return failure("hone profile takes the command to run behind --: `hone profile -- ./program ARGUMENTS`");
  R.Run.Project.HasFlags = false;
  return llvm::Error::success();
}

/// What bench runs, and what it compares with.
static llvm::Error readBenched(const InputArgList &Args, Request &R) {
  if (R.Command != Request::Command::Bench) {
    for (OptionId Id : {OPT_baseline, OPT_baseline_file, OPT_key, OPT_filter, OPT_min_time})
      if (const Arg *A = Args.getLastArg(Id))
        return failure(fmt::format("{} goes with `hone bench`", A->getAsString(Args)));
    return llvm::Error::success();
  }
  R.Benched = std::exchange(R.Run.Project.Files, {});
  R.Baseline = Args.getLastArgValue(OPT_baseline).str();
  R.BaselineFile = Args.getLastArgValue(OPT_baseline_file, R.BaselineFile).str();
  R.BaselineKey = Args.getLastArgValue(OPT_key).str();
  R.BenchFilter = Args.getLastArgValue(OPT_filter).str();
  if (R.Run.Project.HasFlags)
    return failure("hone bench takes programs, and nothing after --");
  if (Args.hasArg(OPT_baseline) && R.Baseline != "update" && R.Baseline != "compare" && R.Baseline != "report")
    return failure(fmt::format("--baseline takes update, compare or report, not '{}'", R.Baseline));
  if (R.Baseline.empty() == R.Run.Against.empty())
    return failure("hone bench needs one of --against=DIR (or a program), the old build, and --baseline=update, compare or report");
  if (R.Baseline.empty() && Args.hasArg(OPT_baseline_file, OPT_key))
    return failure("--baseline-file and --key go with --baseline");
  if (R.Benched.empty() && R.Baseline != "report")
    return failure("hone bench needs Google Benchmark programs to run");
  if (const Arg *A = Args.getLastArg(OPT_min_time))
    if (StringRef(A->getValue()).getAsDouble(R.BenchMinSeconds) || !(R.BenchMinSeconds > 0 && R.BenchMinSeconds <= 60))
      return failure(fmt::format("--min-time takes seconds up to 60, not '{}'", A->getValue()));
  return llvm::Error::success();
}

llvm::Expected<Request> parseCommandLine(llvm::ArrayRef<const char *> Arguments) {
  Request R;
  // What follows `--` belongs to the compiler.
  auto *Dashes = llvm::find_if(Arguments, [](const char *A) { return StringRef(A) == "--"; });
  if (Dashes != Arguments.end()) {
    R.Run.Project.HasFlags = true;
    R.Run.Project.Flags.assign(Dashes + 1, Arguments.end());
    Arguments = Arguments.take_front(Dashes - Arguments.begin());
  }

  HoneOptions Table;
  unsigned MissingIndex = 0, MissingCount = 0;
  InputArgList Args = Table.ParseArgs(Arguments, MissingIndex, MissingCount);
  if (llvm::Error E = checkSpelling(Table, Args, MissingIndex, MissingCount))
    return std::move(E);
  if (Args.hasArg(OPT_help))
    return R;
  if (Args.hasArg(OPT_version)) {
    R.Command = Request::Command::Version;
    return R;
  }
  std::vector<std::string> Words = Args.getAllArgValues(OPT_INPUT);
  if (Words.empty())
    return failure("no command given; try `hone scan`, or `hone --help`");
  auto Command = commandOf(Words.front());
  if (!Command)
    return Command.takeError();
  R.Command = *Command;
  R.Run.Project.Files.assign(Words.begin() + 1, Words.end());
  R.Run.Project.BuildDir = Args.getLastArgValue(OPT_p).str();
  R.Run.Verify = !Args.hasArg(OPT_no_verify);
  R.Run.Bench = R.Run.Verify && !Args.hasArg(OPT_no_bench);
  R.Run.Fix = R.Command == Request::Command::Fix;
  R.Run.BuildCommand = Args.getLastArgValue(OPT_build_cmd).str();
  R.Run.TestCommand = Args.getLastArgValue(OPT_test_cmd).str();
  R.Run.ProfileFile = Args.getLastArgValue(OPT_profile).str();
  R.Run.RecordedProfile = Args.hasArg(OPT_profile_last);
  R.Run.Cold = Args.hasArg(OPT_cold);
  if (R.Run.Cold && !R.Run.RecordedProfile && R.Run.ProfileFile.empty())
    return failure("--cold goes with --profile");
  R.Run.BenchCommand = Args.getLastArgValue(OPT_bench_cmd).str();
  R.Run.EmitTests = Args.getLastArgValue(OPT_emit_tests).str();
  R.Run.EmitBench = Args.getLastArgValue(OPT_emit_bench).str();
  R.Run.Against = Args.getLastArgValue(OPT_against).str();
  if (R.Command == Request::Command::Verify && R.Run.Against.empty())
    return failure("hone verify needs --against=REV or --against=DIR, the other version");
  if (R.Command != Request::Command::Verify && R.Command != Request::Command::Bench && !R.Run.Against.empty())
    return failure("--against goes with `hone verify` and `hone bench`");
  // Unless told otherwise, a difference is what the caller waits for.
  if (R.Command == Request::Command::Verify && !Args.hasArg(OPT_fail_on))
    R.FailOn.insert(Status::Different);
  R.OutputFile = Args.getLastArgValue(OPT_o).str();
  R.Quiet = Args.hasArg(OPT_quiet);
  if (R.Command == Request::Command::Lsp && (!R.Run.Project.Files.empty() || R.Run.Project.HasFlags))
    return failure("hone lsp takes its files from the editor, and their flags from compile_commands.json");
  if (llvm::Error E = readProfiled(R))
    return std::move(E);
  if (llvm::Error E = readBenched(Args, R))
    return std::move(E);
  if (llvm::Error E = readAbout(R))
    return std::move(E);
  if (llvm::Error E = readExported(Args, R))
    return std::move(E);
  if (llvm::Error E = readWriting(Args, R))
    return std::move(E);
  if (R.Run.Project.HasFlags && R.Run.Project.Files.empty())
    return failure("flags after -- need FILES before them");
  if (llvm::Error E = readChecks(Args, R.Run))
    return std::move(E);
  if (llvm::Error E = readModelFiles(Args, R.Run))
    return std::move(E);
  if (llvm::Error E = readNumbers(Args, R.Run))
    return std::move(E);
  if (llvm::Error E = readAlso(Args, R.Run))
    return std::move(E);
  if (llvm::Error E = readWords(Args, R))
    return std::move(E);
  if (llvm::Error E = readPart(Args, R))
    return std::move(E);
  return R;
}

} // namespace hone
