// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The command line: reads argv, runs the pipeline, prints the report, and
// turns the outcome into an exit status. All that prints or exits is here.
#include "Ask.h"
#include "BenchCommand.h"
#include "CommandLine.h"
#include "Explain.h"
#include "ProfileCommand.h"
#include "Progress.h"
#include "hone/Apply/Apply.h"
#include "hone/Doctor/Doctor.h"
#include "hone/Pipeline/ApplyExported.h"
#include "hone/Reporters/DiagnosisReport.h"
#include "hone/Reporters/Reporters.h"
#include "hone/Server/Server.h"
#include "hone/Support/Support.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/Program.h"
#include <cstdio>
#include <cstdlib>
#include <unistd.h>

namespace hone {
namespace {

enum Exit { Done = 0, FailedOn = 1, Misuse = 2, Incomplete = 3, GotSlower = 4 };

int misuse(llvm::Error E) {
  llvm::errs() << "hone: " << llvm::toString(std::move(E)) << "\n";
  return Misuse;
}

bool wantsColor(const Request &R) {
  if (R.Color != Request::When::Auto)
    return R.Color == Request::When::Always;
  const char *No = std::getenv("NO_COLOR");
  return !(No && *No) && R.OutputFile.empty() && ::isatty(STDOUT_FILENO);
}

unsigned terminalWidth() {
  unsigned Columns = llvm::sys::Process::StandardOutColumns();
  return Columns ? Columns : 100;
}

/// A folder is meant if it is one, or if the name ends as one or has no extension.
bool namesFolder(llvm::StringRef Path) {
  return Path.ends_with("/") || llvm::sys::fs::is_directory(Path) || !llvm::sys::path::has_extension(Path);
}

llvm::Error writePages(llvm::StringRef Folder, const std::vector<Page> &Pages) {
  if (std::error_code E = llvm::sys::fs::create_directories(Folder))
    return failure(fmt::format("{}: {}", Folder.str(), E.message()));
  for (const Page &P : Pages)
    if (llvm::Error E = writeFile((Folder + "/" + P.Name).str(), P.Text))
      return E;
  return llvm::Error::success();
}

template <typename AnyReport>
llvm::Error printReport(const Request &R, const AnyReport &Result, const std::string &Diff) {
  const TextOptions Options{wantsColor(R), R.Quiet, terminalWidth()};
  const bool OnlyDiff = R.PrintDiff && R.As == Format::Text && R.OutputFile.empty();
  llvm::Expected<std::string> Text = OnlyDiff ? Diff : render(Result, R.As, Options);
  if (!Text)
    return Text.takeError();
  if (!R.OutputFile.empty())
    return writeFile(R.OutputFile, *Text);
  llvm::outs() << *Text;
  llvm::outs().flush();
  // The diff owns standard output; what a person wants to know goes beside it.
  if (OnlyDiff)
    writeText(Result, {false, R.Quiet, terminalWidth()}, llvm::errs());
  return llvm::Error::success();
}

llvm::Error printRun(const Request &R, const Report &Result, const std::string &Diff) {
  if (R.As == Format::Html && !R.OutputFile.empty() && namesFolder(R.OutputFile))
    return writePages(R.OutputFile, htmlPages(Result));
  return printReport(R, Result, Diff);
}

/// What `hone verify` needs besides, to find the same sources.
std::string verifyArguments(const Request &R) {
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  auto Put = [&](llvm::StringRef Word) { llvm::sys::printArg(OS << ' ', Word, /*Quote=*/false); };
  if (!R.Run.Project.BuildDir.empty())
    Put("-p"), Put(R.Run.Project.BuildDir);
  if (R.Run.Project.HasFlags) {
    llvm::for_each(R.Run.Project.Files, Put);
    Put("--");
    llvm::for_each(R.Run.Project.Flags, Put);
  }
  return Text;
}

int runPipeline(Request &R) {
  Progress Shown(R.Quiet);
  R.Run.Progress = [&](const std::string &What, std::size_t Done, std::size_t Of) { Shown(What, Done, Of); };
  R.Run.Found = [&](const Finding &F) { Shown.found(F); };
  if (R.Interactive)
    R.Run.Ask = [&](const Question &Q) {
      Shown.clear();
      return askPerson(Q);
    };
  if (R.Commit)
    R.Run.CommitMessage = [&](const std::vector<Finding> &Findings, const std::string &Parent) {
      return commitMessage(Findings, Parent, verifyArguments(R));
    };
  llvm::Expected<Outcome> O = run(R.Run);
  Shown.clear();
  if (!O)
    return misuse(O.takeError());
  if (llvm::Error E = printRun(R, O->Result, O->Diff))
    return misuse(std::move(E));
  if (!R.ExportFixes.empty())
    if (llvm::Error E = writeFile(R.ExportFixes, printExportedFixes(O->Exported)))
      return misuse(std::move(E));
  for (const Finding &F : O->Result.Findings)
    if (R.FailOn.count(F.Reached))
      return FailedOn;
  return O->UnitsFailed ? Incomplete : Done;
}

/// Done if Hone can work here, whatever is in its way; as if it could not run at all if not.
int examine(const Request &R) {
  Progress Shown(R.Quiet);
  DoctorOptions Options;
  Options.Run = R.Run;
  Options.Run.Progress = [&](const std::string &What, std::size_t Done, std::size_t Of) { Shown(What, Done, Of); };
  llvm::Expected<Diagnosis> D = diagnose(Options);
  Shown.clear();
  if (!D)
    return misuse(D.takeError());
  if (llvm::Error E = printReport(R, *D, ""))
    return misuse(std::move(E));
  return D->works() ? Done : Misuse;
}

int applyFixes(const Request &R) {
  Progress Shown(R.Quiet);
  ApplyOptions Options;
  Options.Project = R.Run.Project;
  Options.Fixes = R.Fixes;
  Options.Write = !R.PrintDiff;
  Options.AllowDirty = R.Run.AllowDirty;
  Options.Jobs = R.Run.Jobs;
  Options.BuildCommand = R.Run.BuildCommand;
  Options.TestCommand = R.Run.TestCommand;
  Options.Progress = [&](const std::string &What, std::size_t Done, std::size_t Of) {
    Shown(What, Done, Of);
  };
  llvm::Expected<ApplyOutcome> O = applyExported(Options);
  Shown.clear();
  if (!O)
    return misuse(O.takeError());
  if (llvm::Error E = printReport(R, O->Result, O->Diff))
    return misuse(std::move(E));
  if (R.FailOn.count(Status::Withdrawn))
    for (const AppliedFix &F : O->Result.Fixes)
      if (F.Why)
        return FailedOn;
  return O->Incomplete ? Incomplete : Done;
}

int listChecks(bool Json) {
  if (Json) {
    llvm::json::Array All;
    for (const Check *C : allChecks())
      All.push_back(llvm::json::Object{{"id", C->Id}, {"message", C->Message}});
    llvm::outs() << llvm::formatv("{0:2}", llvm::json::Value(std::move(All))) << "\n";
    return Done;
  }
  for (const Check *C : allChecks())
    llvm::outs() << fmt::format("{:<24} {}\n", C->Id.str(), C->Message.str());
  return Done;
}

/// The nearest folder upwards that has \p Name, in the same repository if this is in one; empty if none has.
std::string folderWith(llvm::StringRef Name) {
  for (std::string Folder = realPath("."); !Folder.empty(); Folder = llvm::sys::path::parent_path(Folder).str()) {
    if (llvm::sys::fs::exists(Folder + "/" + Name))
      return Folder;
    if (llvm::sys::fs::exists(Folder + "/.git"))
      break;
  }
  return "";
}

/// Shows the last run again. The database may have been given as flags, or be gone.
int reportLast(const Request &R) {
  const std::string Root = folderWith(".hone/store.db");
  if (Root.empty())
    return misuse(failure("no run is recorded here or in a folder above; try `hone scan` first"));
  llvm::Expected<Report> Last = lastReport(Root);
  if (!Last)
    return misuse(Last.takeError());
  if (llvm::Error E = printRun(R, *Last, ""))
    return misuse(std::move(E));
  for (const Finding &F : Last->Findings)
    if (R.FailOn.count(F.Reached))
      return FailedOn;
  return Done;
}

/// The project of the last fix here. Taking it back must not depend on a database either.
llvm::Expected<Project> fixedProject(const Request &R) {
  if (std::string Folder = folderWith(".hone/undo"); !Folder.empty()) {
    Project P;
    P.Root = Folder;
    return P;
  }
  return Project::load(R.Run.Project);
}

int undoLast(const Request &R) {
  llvm::Expected<Project> P = fixedProject(R);
  if (!P)
    return misuse(P.takeError());
  llvm::Expected<std::vector<std::string>> Restored = undo(*P);
  if (!Restored)
    return misuse(Restored.takeError());
  for (const std::string &Path : *Restored)
    llvm::outs() << "restored " << P->relative(Path) << "\n";
  return Done;
}

/// Where the pages of the checks are: installed, or in the source tree that this was built in.
std::string pagesFolder() {
  llvm::SmallString<256> Bin(llvm::sys::path::parent_path(realPath(llvm::sys::fs::getMainExecutable(nullptr, nullptr))));
  for (const char *Folder : {"/../share/doc/hone/checks", "/../../docs/checks"})
    if (std::string Path = realPath((Bin + Folder).str()); llvm::sys::fs::is_directory(Path))
      return Path;
  return "";
}

int explainOne(const Request &R) {
  llvm::Expected<std::string> Text =
      explain(R, {folderWith(".hone/store.db"), pagesFolder()}, {wantsColor(R), R.Quiet, terminalWidth()});
  if (!Text)
    return misuse(Text.takeError());
  if (R.OutputFile.empty())
    llvm::outs() << *Text;
  else if (llvm::Error E = writeFile(R.OutputFile, *Text))
    return misuse(std::move(E));
  return Done;
}

int main(llvm::ArrayRef<const char *> Arguments) {
  llvm::Expected<Request> R = parseCommandLine(Arguments);
  if (!R)
    return misuse(R.takeError());
  switch (R->Command) {
  case Request::Command::Help:
    printHelp(llvm::outs());
    return Done;
  case Request::Command::Version:
    llvm::outs() << "hone " << HONE_VERSION << " (LLVM " << HONE_LLVM_VERSION << ")\n";
    return Done;
  case Request::Command::Checks:
    return listChecks(R->As == Format::Json);
  case Request::Command::Explain:
    return explainOne(*R);
  case Request::Command::Report:
    return reportLast(*R);
  case Request::Command::Undo:
    return undoLast(*R);
  case Request::Command::Lsp:
    return serve({R->Run, STDIN_FILENO, STDOUT_FILENO, pagesFolder()});
  case Request::Command::Profile: {
    llvm::Expected<int> Status = profileCommand(*R);
    return Status ? *Status : misuse(Status.takeError());
  }
  case Request::Command::Doctor:
    watchInterrupts();
    return examine(*R);
  case Request::Command::Bench: {
    watchInterrupts();
    llvm::Expected<bool> Alarm = benchCommand(*R);
    return Alarm ? (*Alarm ? GotSlower : Done) : misuse(Alarm.takeError());
  }
  case Request::Command::Apply:
    watchInterrupts();
    return applyFixes(*R);
  case Request::Command::Scan:
  case Request::Command::Fix:
  case Request::Command::Verify:
    watchInterrupts();
    return runPipeline(*R);
  }
  llvm_unreachable("every command is handled");
}

} // namespace
} // namespace hone

int main(int Count, char **Values) {
  return hone::main(llvm::ArrayRef<const char *>(Values + 1, Count - 1));
}
