// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Between the first rename and the end of the project's own tests the files
// hold what nobody has approved yet. All that time the record is unfinished:
// whatever ends the run then, the next one takes everything back.
#include "Transaction.h"
#include "Bisect.h"
#include "Diff.h"
#include "Record.h"
#include "hone/Support/Support.h"
#include "llvm/ADT/STLExtras.h"

using llvm::Error;
using llvm::Expected;
using llvm::StringRef;

namespace hone {

using Set = std::vector<const Change *>;

/// The line that says what went wrong: the first error, else the last line.
static std::string tellingLine(StringRef Output) {
  StringRef Last;
  for (StringRef Line : llvm::split(Output, '\n')) {
    if (Line.contains("error:"))
      return Line.trim().str();
    if (!Line.trim().empty())
      Last = Line.trim();
  }
  return Last.str();
}

namespace {
class Transaction {
public:
  Transaction(const ApplyRequest &Request, const Texts &Originals, Record Undo,
              Set &Live, ApplyResult &Result)
      : Request(Request), Originals(Originals), Undo(std::move(Undo)),
        Live(Live), Result(Result), Now(Originals) {}

  void run() {
    Error Failed = put(Live);
    if (!Failed && !(Request.BuildCommand + Request.TestCommand).empty())
      Failed = judge();
    if (!Failed && Request.Measure && !Live.empty())
      Failed = measure();
    if (!Failed)
      Failed = Undo.describe(Live, diffOf(Request.P, Originals, Live));
    if (!Failed && Now != Originals)
      Failed = Undo.finish();
    if (Failed)
      return giveUp(std::move(Failed));
    if (Now == Originals)
      return Undo.drop();
    for (const auto &[File, Text] : Now)
      if (Text != Originals.at(File))
        Result.Written.push_back(File);
  }

private:
  /// Lets the files hold these changes.
  Error put(const Set &Changes) {
    Texts Next;
    std::vector<Replacement> Files;
    for (const auto &[File, Text] : Originals) {
      std::string &Wanted = Next[File] =
          applyEdits(Text, editsOf(Changes, File));
      if (Wanted != Now.at(File))
        Files.push_back({File, Now.at(File), Wanted});
    }
    if (Files.empty())
      return Error::success();
    if (Error E = Undo.announce(Now, Next))
      return E;
    std::vector<Failure> Failures;
    ReplaceOutcome Outcome = replaceAll(Files, Failures);
    if (Outcome == ReplaceOutcome::Done) {
      Now = std::move(Next);
      return Error::success();
    }
    IsHalfway |= Outcome == ReplaceOutcome::Halfway;
    Result.TreeChanged |= Outcome == ReplaceOutcome::Moved;
    llvm::append_range(Result.Failures, Failures);
    return failure(""); // All is said.
  }

  /// What the project's own commands say of the files as they are.
  Expected<Reason> ask() {
    for (const auto &[Code, Command] :
         {std::pair("build-fails", Request.BuildCommand),
          std::pair("tests-fail", Request.TestCommand)}) {
      if (Command.empty())
        continue;
      if (Request.Doing)
        Request.Doing("run " + Command);
      Limits L;
      L.Seconds = 3600;
      Expected<ProcessResult> R = runProcess({"/bin/sh", "-c", Command}, "", L);
      if (!R)
        return R.takeError();
      if (!R->ok())
        return Reason{Code, "`" + Command + "` " +
                                (R->TimedOut ? "does not end within an hour"
                                             : "fails: " + tellingLine(
                                                               R->Out + R->Err))};
    }
    return Reason{};
  }

  void withdraw(const Change *C, Reason Why) {
    Result.Withdrawn.emplace(C->Id, std::move(Why));
    llvm::erase(Live, C);
    withdrawDependents(Live, Result.Withdrawn);
  }

  /// Withdraws what the commands fail with.
  Error judge() {
    Expected<Reason> Answer = ask();
    if (!Answer)
      return Answer.takeError();
    if (Answer->Code.empty())
      return Error::success();
    if (Error E = put({}))
      return E;
    Expected<Reason> Before = ask();
    if (!Before)
      return Before.takeError();
    if (!Before->Code.empty()) {
      for (const Change *C : Set(Live))
        withdraw(C, {Before->Code + "-before",
                     "without any change, " + Before->Text});
      return Error::success();
    }
    auto Works = [&](const Set &Tried) -> Expected<bool> {
      if (Error E = put(Tried))
        return std::move(E);
      Answer = ask();
      if (!Answer)
        return Answer.takeError();
      return Answer->Code.empty();
    };
    const Set Suspects = Live;
    if (Error E = keepWhatWorks(Suspects, Works, [&](const Change *C) {
          withdraw(C, {Answer->Code, "with this change, " + Answer->Text});
        }))
      return E;
    return put(Live);
  }

  Error measure() {
    auto IdsOf = [](const Set &Changes) {
      std::vector<std::string> Ids;
      for (const Change *C : Changes)
        Ids.push_back(C->Id);
      return Ids;
    };
    Request.Measure(
        [&](const std::vector<std::string> &Ids) {
          Set Some = Live;
          llvm::erase_if(Some, [&](const Change *C) { return !llvm::is_contained(Ids, C->Id); });
          // Nor what needs one that is left out.
          auto Lacks = [&](const Change *C) {
            return llvm::any_of(C->Needs, [&](const std::string &Id) { return llvm::none_of(Some, [&](const Change *Other) { return Other->Id == Id; }); });
          };
          while (llvm::any_of(Some, Lacks))
            llvm::erase_if(Some, Lacks);
          return put(Some);
        },
        IdsOf(Live));
    return put(Live);
  }

  void giveUp(Error Why) {
    std::string Text = llvm::toString(std::move(Why));
    if (!Text.empty())
      Result.Failures.push_back({"apply", "", Text});
    if (IsHalfway)
      return;
    // A second failure says nothing new; the record stays for the next run.
    Error E = put({});
    if (!E)
      return Undo.drop();
    llvm::consumeError(std::move(E));
    if (!IsHalfway)
      putBackOthers();
  }

  /// Somebody has edited one of the files meanwhile: what is theirs stays, with what it stands in, and is named.
  void putBackOthers() {
    bool All = true;
    for (const auto &[File, Text] : Originals) {
      if (Now.at(File) == Text)
        continue;
      std::vector<Failure> Failures;
      if (replaceAll({{File, Now.at(File), Text}}, Failures) == ReplaceOutcome::Done) {
        Now[File] = Text;
        continue;
      }
      All = false;
      Result.Failures.push_back({"apply", File, "was edited while it held changes of this run: it has both now; look at it, the other "
                                                "files are as they were"});
    }
    if (!All)
      Undo.drop();
  }

  const ApplyRequest &Request;
  const Texts &Originals;
  Record Undo;
  Set &Live;
  ApplyResult &Result;
  Texts Now; ///< What the files hold.
  bool IsHalfway = false;
};
} // namespace

void writeChanges(const ApplyRequest &Request, const Texts &Originals,
                  Set &Live, ApplyResult &Result) {
  Expected<Record> Undo = Record::begin(Request.P, Originals);
  if (!Undo)
    return Result.Failures.push_back(
        {"apply", Request.P.Root, llvm::toString(Undo.takeError())});
  Transaction(Request, Originals, std::move(*Undo), Live, Result).run();
}

} // namespace hone
