// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The open files, and the processes that look at them.
#include "Session.h"
#include "hone/Core/Json.h"
#include "hone/Pipeline/Analyse.h"
#include "hone/Pipeline/Glance.h"
#include "hone/Pipeline/Workers.h"
#include "hone/Reporters/Reporters.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/LSP/Protocol.h"
#include "llvm/Support/Path.h"
#include <fmt/format.h>
#include <poll.h>

using llvm::StringRef;
using llvm::json::Object;
using llvm::json::Value;

namespace hone {

/// What a person types in that time belongs together.
static constexpr std::chrono::milliseconds Pause(20);
static constexpr Limits AnalyseLimits = {/*Seconds=*/120, /*CpuSeconds=*/0, std::uint64_t(6) << 30};

OpenFile *ServerSession::find(StringRef Uri) {
  auto F = llvm::find_if(Files, [&](const OpenFile &F) { return F.Uri == Uri; });
  return F == Files.end() ? nullptr : &*F;
}

Overlay ServerSession::texts() const {
  Overlay Texts;
  for (const OpenFile &F : Files)
    Texts[F.Path] = F.Now.text();
  return Texts;
}

void ServerSession::show(int Type, const std::string &Text) {
  Client.notify("window/showMessage", Object{{"type", Type}, {"message", toUtf8("hone: " + Text)}});
}

void ServerSession::open(std::string Uri, std::string Text, std::int64_t Version) {
  llvm::Expected<llvm::lsp::URIForFile> Where = llvm::lsp::URIForFile::fromURI(Uri);
  if (!Where)
    return llvm::consumeError(Where.takeError());
  // An empty path is a scheme that names no file: an unnamed buffer, say.
  if (Where->file().empty())
    return;
  if (OpenFile *Known = find(Uri))
    close(*Known);
  Files.push_back({std::move(Uri), realPath(Where->file()), Document(std::move(Text), Version)});
  schedule(Files.back());
}

void ServerSession::change(OpenFile &F, const llvm::json::Array *Changes, std::optional<std::int64_t> Version) {
  bool Understood = Changes != nullptr;
  for (std::size_t I = 0; Understood && I != Changes->size(); ++I)
    Understood = F.Now.change((*Changes)[I]);
  F.Now.setVersion(Version.value_or(F.Now.version() + 1));
  if (!Understood) {
    // From here on the two texts differ: nothing may be said about either.
    show(/*Error=*/1, F.Path + ": a change from the editor was not understood; close and open the file");
    return close(F);
  }
  schedule(F);
  scheduleReaders(F.Path);
}

void ServerSession::scheduleReaders(const std::string &Path) {
  for (OpenFile &Other : Files)
    if (Other.Path != Path && Other.Reads.count(Path))
      schedule(Other);
}

void ServerSession::close(OpenFile &F) {
  stopAnalyses(F.Uri);
  for (auto W = Requests.begin(); W != Requests.end();)
    if (W->Uri == F.Uri) {
      Client.refuse(W->Id, ContentModified, "the file was closed");
      W = Requests.erase(W);
    } else {
      ++W;
    }
  Client.notify("textDocument/publishDiagnostics", Object{{"uri", F.Uri}, {"diagnostics", llvm::json::Array()}});
  const std::string Path = F.Path;
  Files.remove_if([&](const OpenFile &Other) { return &Other == &F; });
  scheduleReaders(Path);
}

void ServerSession::schedule(OpenFile &F) {
  stopAnalyses(F.Uri);
  F.HasRemarks = false;
  F.FoundIn = -1;
  F.Due = Clock::now() + Pause;
}

bool ServerSession::isRunning(StringRef Uri, Task What) const {
  return llvm::any_of(Jobs, [&](const Running &J) { return J.Uri == Uri && J.What == What; });
}

void ServerSession::stopAnalyses(StringRef Uri) {
  Jobs.remove_if([&](const Running &J) { return J.Uri == Uri && J.What != Task::Measure; });
}

int ServerSession::millisecondsToWait() const {
  int Wait = llvm::any_of(Jobs, [](const Running &J) { return J.What == Task::Measure; }) ? 500 : 60000;
  for (const OpenFile &F : Files)
    if (F.Due) {
      const auto Left = std::chrono::duration_cast<std::chrono::milliseconds>(*F.Due - Clock::now()).count();
      Wait = std::min<int>(Wait, std::max<long>(0, Left + 1));
    }
  for (const Running &J : Jobs)
    Wait = J.Work.pollMilliseconds(Wait);
  return Wait;
}

void ServerSession::startDue() {
  for (OpenFile &F : Files)
    if (F.Due && *F.Due <= Clock::now()) {
      F.Due.reset();
      analyse(F, Task::Find);
    }
}

/// The source that is compiled by itself and most likely includes a header: its namesake.
static std::vector<std::string> namesakesOf(StringRef Path) {
  std::vector<std::string> Found;
  StringRef Folder = llvm::sys::path::parent_path(Path), Stem = llvm::sys::path::stem(Path);
  for (std::string In : {Folder.str(), (Folder + "/../src").str()})
    for (const char *Extension : {".cpp", ".cc", ".cxx", ".C"})
      if (std::string File = (In + "/" + Stem + Extension).str(); llvm::sys::fs::exists(File))
        Found.push_back(realPath(File));
  return Found;
}

/// Finds the unit the file is looked at in.
void ServerSession::locate(OpenFile &F) {
  std::vector<std::string> Candidates{F.Path};
  llvm::append_range(Candidates, namesakesOf(F.Path));
  F.Problem.clear();
  for (const std::string &Candidate : Candidates) {
    ProjectOptions Options = Settings.Run.Project;
    Options.Files = {Candidate};
    llvm::Expected<Project> P = Project::load(Options);
    if (!P) {
      std::string Text = llvm::toString(P.takeError());
      if (F.Problem.empty())
        F.Problem = std::move(Text);
      continue;
    }
    if (P->Units.empty()) {
      F.Problem = !P->Skipped.empty() ? P->Skipped.front().Why.Text
                  : !P->Failures.empty() ? P->Failures.front().Text
                                         : "nothing here that Hone can parse";
      continue;
    }
    F.InHeader = Candidate != F.Path;
    F.P = std::move(*P);
    return;
  }
}

/// In the forked process.
static std::string analysed(const OpenFile &F, const Overlay &Texts, const Options &O, bool Remarks) {
  const std::set<std::string> Only{F.Path};
  AnalyseRequest Request{&*F.P, &F.P->Units.front(), &Texts, &O, &Only};
  Request.OnlyLoops = Remarks;
  Request.Remarks = Remarks;
  UnitAnalysis A = analyseUnit(Request);
  if (std::unique_ptr<Store> Evidence = Store::openIfThere(F.P->Root))
    recallAtAGlance(*Evidence, A.Findings, {{F.Path, F.Now.text()}});
  return packed(toJSON(A));
}

void ServerSession::analyse(OpenFile &F, Task What) {
  if (!F.P)
    locate(F);
  if (!F.P) {
    takeAnalysis(F, What, failure(F.Problem));
    return;
  }
  const Overlay Texts = texts();
  llvm::Expected<Job> Started = Job::start(
      AnalyseLimits, [&] { return analysed(F, Texts, Settings.Run, What == Task::Remark); });
  if (Started)
    Jobs.push_back({What, F.Uri, F.Now.version(), std::nullopt, std::move(*Started), "", ""});
  else
    takeAnalysis(F, What, Started.takeError());
}

void ServerSession::takeResults() {
  for (auto J = Jobs.begin(); J != Jobs.end();) {
    pollfd Ready{J->Work.descriptor(), POLLIN, 0};
    while (!J->Work.atEnd() && poll(&Ready, 1, 0) > 0)
      J->Work.read();
    if (!J->Work.atEnd() && !J->Work.isLate()) {
      if (J->What == Task::Measure)
        tellProgress(*J);
      ++J;
      continue;
    }
    Running Ended = std::move(*J);
    J = Jobs.erase(J);
    llvm::Expected<std::string> Payload = Ended.Work.finish();
    OpenFile *F = find(Ended.Uri);
    if (Ended.What == Task::Measure)
      takeMeasurement(Ended, std::move(Payload));
    else if (F && F->Now.version() == Ended.Version)
      takeAnalysis(*F, Ended.What, std::move(Payload));
    else if (!Payload)
      llvm::consumeError(Payload.takeError());
  }
}

void ServerSession::takeAnalysis(OpenFile &F, Task What, llvm::Expected<std::string> Payload) {
  auto A = unpacked<UnitAnalysis>(std::move(Payload), "worker");
  if (!A) {
    const std::string Text = F.Path + ": " + llvm::toString(A.takeError());
    // Half-written code is no news, and clangd says what is wrong with it.
    if (Complaints.insert(Text).second)
      Client.notify("window/logMessage", Object{{"type", 3}, {"message", toUtf8("hone: " + Text)}});
    A = UnitAnalysis();
  }
  F.Loops = std::move(A->Loops);
  F.HasRemarks = What == Task::Remark;
  if (What == Task::Find) {
    for (const auto &[Path, Hash] : A->Hashes)
      F.Reads.insert(Path);
    F.Found = std::move(A->Findings);
    llvm::erase_if(F.Found, [&](const Finding &Found) {
      return Found.Where.File != F.Path || Found.Trust > Settings.Run.MaxLevel ||
             (Found.Reached != Status::Legal && Found.Reached != Status::NeedsHint && Found.Reached != Status::Different);
    });
    F.FoundIn = F.Now.version();
    Client.notify("textDocument/publishDiagnostics", diagnosticsOf(F, Settings.PagesDir));
  }
  answerWaiting(F);
}

void ServerSession::answerWhenReady(OpenFile &F, Waiting W) {
  Requests.push_back(std::move(W));
  answerWaiting(F);
}

void ServerSession::answerWaiting(OpenFile &F) {
  if (!F.isCurrent())
    return;
  bool AsksOptimizer = false;
  for (auto W = Requests.begin(); W != Requests.end();) {
    const bool Lacks = W->NeedsRemarks && !F.HasRemarks;
    if (W->Uri != F.Uri || Lacks) {
      AsksOptimizer |= W->Uri == F.Uri;
      ++W;
    } else {
      Client.reply(W->Id, W->Answer(F));
      W = Requests.erase(W);
    }
  }
  if (AsksOptimizer && !isRunning(F.Uri, Task::Remark))
    analyse(F, Task::Remark);
}

void ServerSession::cancel(const Value *Id) {
  if (!Id)
    return;
  auto W = llvm::find_if(Requests, [&](const Waiting &W) { return W.Id == *Id; });
  if (W == Requests.end())
    return;
  const std::string Uri = W->Uri;
  const bool Remarks = W->NeedsRemarks;
  Client.refuse(*Id, RequestCancelled, "cancelled");
  Requests.erase(W);
  if (Remarks && llvm::none_of(Requests, [&](const Waiting &Other) { return Other.Uri == Uri && Other.NeedsRemarks; }))
    Jobs.remove_if([&](const Running &J) { return J.Uri == Uri && J.What == Task::Remark; });
}

} // namespace hone
