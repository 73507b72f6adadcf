// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// "Verify and measure": `hone fix --diff` of one finding, in a process of its own. What it
// learns is recorded like that of any run, so the diagnostics have it from then on.
#include "Session.h"
#include "hone/Pipeline/Workers.h"
#include "hone/Reporters/Reporters.h"
#include "llvm/ADT/STLExtras.h"
#include <cstdio>
#include <cstdlib>
#include <fmt/format.h>

using llvm::StringRef;
using llvm::json::Object;
using llvm::json::Value;

namespace hone {

static constexpr Limits MeasureLimits = {/*Seconds=*/1800};
enum MessageType { ErrorMessage = 1, WarningMessage = 2, InfoMessage = 3 };

/// In the forked process: prints its progress, returns the finding as it ended.
static std::string measured(Options O, const OpenFile &F, const Finding &Wanted) {
  O.Fix = true;
  O.Write = false;
  O.Project.Files = {F.Path};
  O.Checks.Globs = {"-*", "hone-" + Wanted.Check};
  O.Lines = {{F.Path, Wanted.Where.Line, Wanted.Where.EndLine}};
  O.Progress = [](const std::string &What, std::size_t Done, std::size_t Of) {
    std::fprintf(stderr, "%s %zu/%zu\n", What.c_str(), Done, Of);
  };
  llvm::Expected<Outcome> Result = run(O);
  if (!Result)
    return packed(Result.takeError());
  for (const Finding &Found : Result->Result.Findings)
    if (Found.Id == Wanted.Id)
      return packed(toJSON(Found, /*Internal=*/true));
  return packed(failure("the finding is gone from the saved file"));
}

void ServerSession::measure(const Value &Id, OpenFile &F, StringRef FindingId) {
  auto Wanted = llvm::find_if(F.Found, [&](const Finding &Found) { return Found.Id == FindingId; });
  if (!F.isCurrent() || Wanted == F.Found.end())
    return Client.refuse(Id, ContentModified, "the text has changed since; ask again");
  llvm::Expected<std::string> OnDisk = readFile(F.Path);
  const bool Saved = OnDisk && *OnDisk == F.Now.text();
  if (!OnDisk)
    llvm::consumeError(OnDisk.takeError());
  if (!Saved)
    return Client.refuse(Id, RequestFailed, "save the file first: what is measured is what the disk has");
  if (llvm::any_of(Jobs, [](const Running &J) { return J.What == Task::Measure; }))
    return Client.refuse(Id, RequestFailed, "another change is being measured; two at once would disturb each other");
  llvm::Expected<TempDir> Scratch = TempDir::create();
  if (!Scratch)
    return Client.refuse(Id, RequestFailed, llvm::toString(Scratch.takeError()));
  llvm::Expected<Job> Started = Job::start(MeasureLimits, [&] {
    setenv("TMPDIR", Scratch->path().c_str(), /*overwrite=*/1);
    return measured(Settings.Run, F, *Wanted);
  });
  if (!Started)
    return Client.refuse(Id, RequestFailed, llvm::toString(Started.takeError()));
  ++Tokens;
  Jobs.push_back({Task::Measure, F.Uri, F.Now.version(), std::move(*Scratch), std::move(*Started), Wanted->Id, ""});
  Client.reply(Id, nullptr);
  if (!ShowsProgress)
    return;
  const std::string Token = fmt::format("hone-{}", Tokens);
  Client.request("window/workDoneProgress/create", Object{{"token", Token}}, Token);
  Client.notify("$/progress", Object{{"token", Token}, {"value", Object{{"kind", "begin"}, {"cancellable", true},
                                                                        {"title", "Hone: " + Wanted->Check}}}});
}

void ServerSession::tellProgress(Running &J) {
  std::string Line = J.Work.lastLine();
  if (!ShowsProgress || Line.empty() || Line == J.Said)
    return;
  J.Said = Line;
  Client.notify("$/progress", Object{{"token", fmt::format("hone-{}", Tokens)},
                                     {"value", Object{{"kind", "report"}, {"message", toUtf8(Line)}}}});
}

void ServerSession::endProgress() {
  if (ShowsProgress)
    Client.notify("$/progress", Object{{"token", fmt::format("hone-{}", Tokens)}, {"value", Object{{"kind", "end"}}}});
}

void ServerSession::takeMeasurement(const Running &J, llvm::Expected<std::string> Payload) {
  endProgress();
  auto F = unpacked<Finding>(std::move(Payload), "finding");
  if (!F)
    return show(ErrorMessage, "measuring failed: " + llvm::toString(F.takeError()));
  const bool Kept = F->Reached == Status::Kept;
  show(Kept ? InfoMessage : WarningMessage,
       fmt::format("{}:{} {}: {}, {}", F->Where.File, F->Where.Line, F->Check,
                   Kept ? "would be kept" : toString(F->Reached).str(), knownText(*F)));
  // Its diagnostic has evidence now.
  if (OpenFile *Open = find(J.Uri))
    schedule(*Open);
}

void ServerSession::cancelMeasuring(const Value *Token) {
  if (!Token || Token->getAsString() != StringRef(fmt::format("hone-{}", Tokens)))
    return;
  for (auto J = Jobs.begin(); J != Jobs.end(); ++J)
    if (J->What == Task::Measure) {
      Jobs.erase(J);
      return endProgress();
    }
}

} // namespace hone
