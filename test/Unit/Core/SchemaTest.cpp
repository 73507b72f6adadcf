// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What toJSON writes is what docs/hone.schema.json describes, and the schema is not
// so loose that it would accept anything.
#include "Samples.h"
#include "hone/Core/Json.h"
#include "hone/Support/Support.h"
#include "gtest/gtest.h"
#include <functional>

using namespace hone;
using llvm::json::Object;
using llvm::json::Value;

static ProcessResult validate(const std::string &Json) {
  llvm::Expected<TempDir> Dir = TempDir::create();
  EXPECT_TRUE(static_cast<bool>(Dir)) << llvm::toString(Dir.takeError());
  std::string File = Dir->file("report.json");
  EXPECT_FALSE(llvm::errorToBool(writeFile(File, Json)));
  llvm::Expected<ProcessResult> R =
      runProcess({"python3", HONE_SOURCE_DIR "/test/validate-json.py",
                  HONE_SOURCE_DIR "/docs/hone.schema.json", File});
  if (!R) {
    ADD_FAILURE() << llvm::toString(R.takeError());
    return {};
  }
  return *R;
}

static std::string print(const Value &V) { return llvm::formatv("{0:2}", V).str(); }

TEST(Schema, AcceptsAReportWithEveryField) {
  ProcessResult R = validate(print(toJSON(fullReport())));
  EXPECT_TRUE(R.ok()) << R.Err;
}

TEST(Schema, AcceptsAnEmptyReportAndBytesThatAreNotUtf8) {
  Report Empty;
  Empty.Command = "scan";
  EXPECT_TRUE(validate(print(toJSON(Empty))).ok());
  Report R = fullReport();
  R.Findings[0].Fix.Edits[0].Text = "\xE9";
  R.Findings[0].Where.File = R.Failures[0].File = "\xE9.cpp";
  ProcessResult V = validate(print(toJSON(R)));
  EXPECT_TRUE(V.ok()) << V.Err;
}

// Each change breaks one promise of the contract.
TEST(Schema, RejectsWhatBreaksTheContract) {
  using Change = std::function<void(Object &Report, Object &Finding)>;
  std::vector<std::pair<const char *, Change>> Changes = {
      {"a field nobody described", [](Object &, Object &F) { F["extra"] = 1; }},
      {"a missing field", [](Object &, Object &F) { F.erase("edits"); }},
      {"a status of its own", [](Object &, Object &F) { F["status"] = "done"; }},
      {"refused without a reason", [](Object &, Object &F) { F.erase("reason"); }},
      {"kept with a reason", [](Object &, Object &F) { F["status"] = "kept"; }},
      {"a code in capitals", [](Object &, Object &F) { (*F.getObject("reason"))["code"] = "Bad code"; }},
      {"coverage in percent", [](Object &, Object &F) { (*F.getObject("verify"))["coverage"] = 97; }},
      {"a word for vectorized", [](Object &, Object &F) { (*F.getObject("loop"))["vectorized_after"] = "yes"; }},
      {"line 0", [](Object &, Object &F) { F["line"] = 0; }},
      {"a count missing", [](Object &R, Object &) { R.getObject("summary")->erase("withdrawn"); }},
      {"version 2", [](Object &R, Object &) { R["version"] = 2; }},
  };
  for (const auto &[Name, Apply] : Changes) {
    Value V = toJSON(fullReport());
    Object &R = *V.getAsObject();
    Apply(R, *(*R.getArray("findings"))[0].getAsObject());
    ProcessResult P = validate(print(V));
    EXPECT_EQ(P.ExitCode, 1) << Name;
    EXPECT_NE(P.Err.find("report.json: "), std::string::npos) << Name << "\n" << P.Err;
  }
}

TEST(Schema, ScriptRefusesNaN) {
  std::string Text = print(toJSON(fullReport()));
  std::size_t At = Text.find("41.5");
  ASSERT_NE(At, std::string::npos);
  EXPECT_FALSE(validate(Text.replace(At, 4, "NaN")).ok());
}
