// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What toJSON writes is what docs/hone.schema.json describes, and the schema is
// not so loose that it would accept anything.
#include "Samples.h"
#include "hone/Core/Json.h"
#include "hone/Support/Support.h"
#include "llvm/ADT/SmallVector.h"
#include "gtest/gtest.h"
#include <algorithm>
#include <functional>

using namespace hone;
using llvm::json::Object;
using llvm::json::Value;

/// What the script says about each text, by its number.
static std::vector<std::string>
validate(const std::vector<std::string> &Texts) {
  llvm::Expected<TempDir> Dir = TempDir::create();
  EXPECT_TRUE(static_cast<bool>(Dir)) << llvm::toString(Dir.takeError());
  std::vector<std::string> Command = {"python3",
                                      HONE_SOURCE_DIR "/test/validate-json.py",
                                      HONE_SOURCE_DIR "/docs/hone.schema.json"};
  for (std::size_t I = 0; I != Texts.size(); ++I) {
    Command.push_back(Dir->file(std::to_string(I)));
    EXPECT_FALSE(llvm::errorToBool(writeFile(Command.back(), Texts[I])));
  }
  std::vector<std::string> Said(Texts.size());
  llvm::Expected<ProcessResult> R = runProcess(Command);
  if (!R) {
    ADD_FAILURE() << llvm::toString(R.takeError());
    return Said;
  }
  llvm::SmallVector<llvm::StringRef> Lines;
  llvm::StringRef(R->Err).split(Lines, '\n', -1, /*KeepEmpty=*/false);
  for (llvm::StringRef Line : Lines) {
    unsigned Number = 0;
    bool Understood = Line.consume_front(Dir->path() + "/") &&
                      !Line.consumeInteger(10, Number) &&
                      Line.consume_front(": ") && Number < Said.size();
    EXPECT_TRUE(Understood) << R->Err;
    if (Understood)
      Said[Number] += Line.str() + "\n";
  }
  bool AnySaid =
      std::any_of(Said.begin(), Said.end(), [](auto &S) { return !S.empty(); });
  EXPECT_EQ(R->ExitCode, AnySaid ? 1 : 0);
  return Said;
}

static std::string print(const Value &V) {
  return llvm::formatv("{0:2}", V).str();
}

TEST(Schema, AcceptsWhatToJsonWrites) {
  Report Empty;
  Empty.Command = "scan";
  Report Bytes = fullReport();
  Bytes.Findings[0].Fix.Edits[0].Text = "\xE9";
  Bytes.Findings[0].Where.File = Bytes.Failures[0].File = "\xE9.cpp";
  for (const std::string &Said :
       validate({print(toJSON(fullReport())), print(toJSON(Empty)),
                 print(toJSON(Bytes))}))
    EXPECT_EQ(Said, "");
}

// Each change breaks one promise of the contract; the words are about it.
TEST(Schema, RejectsWhatBreaksTheContract) {
  using Change = std::function<void(Object & Report, Object & Finding)>;
  std::vector<std::pair<const char *, Change>> Changes = {
      {"'extra' was unexpected", [](Object &, Object &F) { F["extra"] = 1; }},
      {"'edits' is a required property",
       [](Object &, Object &F) { F.erase("edits"); }},
      {"findings/0/status", [](Object &, Object &F) { F["status"] = "done"; }},
      {"'reason' is a required property",
       [](Object &, Object &F) { F.erase("reason"); }},
      {"findings/0: not: ", [](Object &, Object &F) { F["status"] = "kept"; }},
      {"findings/0/reason/code",
       [](Object &, Object &F) {
         (*F.getObject("reason"))["code"] = "Bad code";
       }},
      {"findings/0/verify/coverage",
       [](Object &, Object &F) { (*F.getObject("verify"))["coverage"] = 97; }},
      {"findings/0/loop/vectorized_after",
       [](Object &, Object &F) {
         (*F.getObject("loop"))["vectorized_after"] = "yes";
       }},
      {"findings/0/line", [](Object &, Object &F) { F["line"] = 0; }},
      {"'withdrawn' is a required property",
       [](Object &R, Object &) { R.getObject("summary")->erase("withdrawn"); }},
      {"version", [](Object &R, Object &) { R["version"] = 2; }},
      {"summary/seconds",
       [](Object &R, Object &) { (*R.getObject("summary"))["seconds"] = -1; }},
  };
  std::vector<std::string> Texts;
  for (const auto &[Words, Apply] : Changes) {
    Value V = toJSON(fullReport());
    Object &R = *V.getAsObject();
    Apply(R, *(*R.getArray("findings"))[0].getAsObject());
    Texts.push_back(print(V));
  }
  std::string NotJson = print(toJSON(fullReport()));
  Texts.push_back(NotJson.replace(NotJson.find("41.5"), 4, "NaN"));
  Changes.push_back({"NaN is not JSON", {}});
  std::vector<std::string> Said = validate(Texts);
  for (std::size_t I = 0; I != Changes.size(); ++I)
    EXPECT_NE(Said[I].find(Changes[I].first), std::string::npos)
        << Changes[I].first << "\n"
        << Said[I];
}
