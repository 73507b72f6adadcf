// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One loop over the client's messages and the workers' results, in one thread: looking at a file
// happens in a forked process, which sees every unsaved text because it is a copy of this
// one, and can be thrown away as soon as the text has changed again. A request about
// a text that is still being looked at waits, and can be cancelled meanwhile.
#include "Session.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/LSP/Protocol.h"
#include "llvm/Support/Path.h"
#include <cerrno>
#include <csignal>
#include <poll.h>

using llvm::StringRef;
using llvm::json::Object;
using llvm::json::Value;

namespace hone {

static std::string textOf(const Object *O, StringRef Key) {
  return O ? O->getString(Key).value_or("").str() : "";
}

void ServerSession::handle(Object Message) {
  const std::string Method = textOf(&Message, "method");
  const Value *Id = Message.get("id");
  const Object *Params = Message.getObject("params");
  static const Object None;
  if (!Params)
    Params = &None;
  if (Method.empty())
    return; // An answer to one of ours: none is waited for.
  if (!Initialized && Method != "initialize" && Method != "exit") {
    if (Id)
      Client.refuse(*Id, /*ServerNotInitialized=*/-32002, "initialize comes first");
    return;
  }
  if (Id && ShutDown)
    return Client.refuse(*Id, InvalidRequest, "after shutdown there is only exit");
  if (Id)
    return request(Method, *Id, *Params);
  notification(Method, *Params);
}

void ServerSession::request(StringRef Method, const Value &Id, const Object &Params) {
  if (Method == "initialize")
    return initialize(Id, Params);
  if (Method == "shutdown") {
    ShutDown = true;
    Jobs.clear();
    return Client.reply(Id, nullptr);
  }
  if (Method == "textDocument/codeAction")
    return codeAction(Id, Params);
  if (Method == "textDocument/hover")
    return hover(Id, Params);
  if (Method == "workspace/executeCommand")
    return executeCommand(Id, Params);
  Client.refuse(Id, MethodNotFound, Method.str() + " is not served here");
}

void ServerSession::notification(StringRef Method, const Object &Params) {
  const Object *Document = Params.getObject("textDocument");
  if (Method == "exit")
    Exit = true;
  else if (Method == "$/cancelRequest")
    cancel(Params.get("id"));
  else if (Method == "window/workDoneProgress/cancel")
    cancelMeasuring(Params.get("token"));
  else if (Method == "textDocument/didOpen" && Document)
    open(textOf(Document, "uri"), textOf(Document, "text"), Document->getInteger("version").value_or(0));
  else if (OpenFile *F = find(textOf(Document, "uri"))) {
    if (Method == "textDocument/didChange")
      change(*F, Params.getArray("contentChanges"), Document->getInteger("version"));
    else if (Method == "textDocument/didSave")
      F->P.reset(), schedule(*F); // The database may have changed, too.
    else if (Method == "textDocument/didClose")
      close(*F);
  }
}

/// A relative folder is meant in the client's workspace, wherever this process was started.
static std::string inWorkspace(const std::string &Folder, const Object &Params) {
  llvm::Expected<llvm::lsp::URIForFile> Root = llvm::lsp::URIForFile::fromURI(textOf(&Params, "rootUri"));
  llvm::SmallString<256> Path(Folder);
  if (!Root)
    llvm::consumeError(Root.takeError());
  else if (!Root->file().empty())
    llvm::sys::path::make_absolute(Root->file(), Path);
  return Path.str().str();
}

void ServerSession::initialize(const Value &Id, const Object &Params) {
  Initialized = true;
  if (const Object *Set = Params.getObject("initializationOptions")) {
    if (std::string Dir = textOf(Set, "buildDir"); !Dir.empty())
      Settings.Run.Project.BuildDir = inWorkspace(Dir, Params);
    if (std::string Globs = textOf(Set, "checks"); !Globs.empty()) {
      llvm::SmallVector<StringRef, 8> Parts;
      StringRef(Globs).split(Parts, ',', -1, /*KeepEmpty=*/false);
      for (StringRef Part : Parts)
        Settings.Run.Checks.Globs.push_back(Part.trim().str());
    }
  }
  const Object *Capabilities = Params.getObject("capabilities");
  const Object *Window = Capabilities ? Capabilities->getObject("window") : nullptr;
  ShowsProgress = Window && Window->getBoolean("workDoneProgress").value_or(false);
  constexpr int Incremental = 2;
  Client.reply(
      Id,
      Object{{"serverInfo", Object{{"name", "hone"}, {"version", HONE_VERSION}}},
             {"capabilities",
              Object{{"positionEncoding", "utf-16"},
                     {"textDocumentSync", Object{{"openClose", true}, {"change", Incremental}, {"save", true}}},
                     {"codeActionProvider",
                      Object{{"codeActionKinds", llvm::json::Array{"quickfix", "source.fixAll.hone"}}}},
                     {"hoverProvider", true},
                     {"executeCommandProvider", Object{{"commands", llvm::json::Array{"hone.measure"}}}}}}});
}

void ServerSession::codeAction(const Value &Id, const Object &Params) {
  OpenFile *F = find(textOf(Params.getObject("textDocument"), "uri"));
  const Object *Range = Params.getObject("range");
  const std::optional<std::size_t> Begin = F && Range ? F->Now.offsetOf(Range->get("start")) : std::nullopt;
  const std::optional<std::size_t> End = F && Range ? F->Now.offsetOf(Range->get("end")) : std::nullopt;
  if (!Begin || !End)
    return Client.refuse(Id, InvalidParams, "a code action needs an open file and a range in it");
  std::vector<std::string> Only;
  if (const Object *Context = Params.getObject("context"))
    if (const llvm::json::Array *Kinds = Context->getArray("only"))
      for (const Value &Kind : *Kinds)
        Only.push_back(Kind.getAsString().value_or("").str());
  answerWhenReady(*F, {Id, F->Uri, /*NeedsRemarks=*/false,
                       [First = F->Now.lineOf(*Begin), Last = F->Now.lineOf(*End), Only](const OpenFile &F) {
                         return Value(actionsFor(F, First, Last, Only));
                       }});
}

void ServerSession::hover(const Value &Id, const Object &Params) {
  OpenFile *F = find(textOf(Params.getObject("textDocument"), "uri"));
  const std::optional<std::size_t> At = F ? F->Now.offsetOf(Params.get("position")) : std::nullopt;
  if (!At)
    return Client.refuse(Id, InvalidParams, "a hover needs an open file and a place in it");
  const std::size_t Line = F->Now.lineOf(*At);
  // The optimizer is asked only where there is a loop to ask about.
  if (F->isCurrent() && !hasLoopAt(*F, Line))
    return Client.reply(Id, nullptr);
  answerWhenReady(*F, {Id, F->Uri, /*NeedsRemarks=*/true, [Line](const OpenFile &F) {
                         std::optional<Object> Text = hoverFor(F, Line);
                         return Text ? Value(std::move(*Text)) : Value(nullptr);
                       }});
}

void ServerSession::executeCommand(const Value &Id, const Object &Params) {
  const llvm::json::Array *Arguments = Params.getArray("arguments");
  const Object *What = Arguments && !Arguments->empty() ? (*Arguments)[0].getAsObject() : nullptr;
  OpenFile *F = find(textOf(What, "uri"));
  if (textOf(&Params, "command") != "hone.measure" || !F)
    return Client.refuse(Id, InvalidParams, "the only command is hone.measure, of a finding in an open file");
  measure(Id, *F, textOf(What, "id"));
}

int ServerSession::run() {
  while (!Exit) {
    std::vector<pollfd> Polls{{Client.descriptor(), POLLIN, 0}};
    for (const Running &J : Jobs)
      Polls.push_back({J.Work.descriptor(), POLLIN, 0});
    if (poll(Polls.data(), Polls.size(), millisecondsToWait()) < 0 && errno != EINTR)
      return 1;
    if (Polls[0].revents) {
      // A client that is gone has not said shutdown either.
      if (!Client.read())
        break;
      while (std::optional<Object> Message = Client.next())
        handle(std::move(*Message));
    }
    takeResults();
    startDue();
  }
  return ShutDown ? 0 : 1;
}

int serve(const ServerOptions &Options) {
  // A client that is gone is seen at the end of its input.
  std::signal(SIGPIPE, SIG_IGN);
  return ServerSession(Options).run();
}

} // namespace hone
