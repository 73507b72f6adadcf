// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef HONE_LIB_SERVER_SESSION_H
#define HONE_LIB_SERVER_SESSION_H

#include "Channel.h"
#include "OpenFile.h"
#include "hone/Server/Server.h"
#include "hone/Support/Job.h"
#include <functional>
#include <list>

namespace hone {

class ServerSession {
public:
  explicit ServerSession(const ServerOptions &Options)
      : Settings(Options), Client(Options.In, Options.Out) {}
  int run();

private:
  using Clock = std::chrono::steady_clock;
  enum class Task { Find, Remark, Measure };

  /// A process at work for a file.
  struct Running {
    Task What;
    std::string Uri;
    std::int64_t Version;
    /// Measure: for all that it makes, as one that is called off clears away nothing. Goes after it.
    std::optional<TempDir> Scratch;
    Job Work;
    std::string Id;    ///< Measure: of the finding.
    std::string Said;  ///< Measure: the last progress that was told.
  };
  /// A request whose answer is not known yet.
  struct Waiting {
    llvm::json::Value Id;
    std::string Uri;
    bool NeedsRemarks;
    std::function<llvm::json::Value(const OpenFile &)> Answer;
  };

  void handle(llvm::json::Object Message);
  void request(llvm::StringRef Method, const llvm::json::Value &Id, const llvm::json::Object &Params);
  void notification(llvm::StringRef Method, const llvm::json::Object &Params);
  void initialize(const llvm::json::Value &Id, const llvm::json::Object &Params);
  void codeAction(const llvm::json::Value &Id, const llvm::json::Object &Params);
  void hover(const llvm::json::Value &Id, const llvm::json::Object &Params);
  void executeCommand(const llvm::json::Value &Id, const llvm::json::Object &Params);
  void cancel(const llvm::json::Value *Id);
  void cancelMeasuring(const llvm::json::Value *Token);

  OpenFile *find(llvm::StringRef Uri);
  void open(std::string Uri, std::string Text, std::int64_t Version);
  void change(OpenFile &F, const llvm::json::Array *Changes, std::optional<std::int64_t> Version);
  void close(OpenFile &F);
  /// To be looked at soon: the next key may already be on its way.
  void schedule(OpenFile &F);
  void scheduleReaders(const std::string &Path);

  int millisecondsToWait() const;
  void startDue();
  void takeResults();
  void locate(OpenFile &F);
  void analyse(OpenFile &F, Task What);
  void takeAnalysis(OpenFile &F, Task What, llvm::Expected<std::string> Payload);
  void answerWhenReady(OpenFile &F, Waiting W);
  void answerWaiting(OpenFile &F);
  bool isRunning(llvm::StringRef Uri, Task What) const;
  void stopAnalyses(llvm::StringRef Uri);
  void measure(const llvm::json::Value &Id, OpenFile &F, llvm::StringRef FindingId);
  void takeMeasurement(const Running &J, llvm::Expected<std::string> Payload);
  void tellProgress(Running &J);
  void endProgress();
  void show(int Type, const std::string &Text);
  /// The unsaved texts.
  Overlay texts() const;

  ServerOptions Settings;
  Channel Client;
  std::list<OpenFile> Files;
  std::list<Running> Jobs;
  std::list<Waiting> Requests;
  std::set<std::string> Complaints; ///< Told once.
  std::int64_t Tokens = 0;
  bool Initialized = false, ShutDown = false, Exit = false, ShowsProgress = false;
};

} // namespace hone

#endif
