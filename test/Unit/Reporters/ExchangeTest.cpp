// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What SARIF, rdjsonl and GitHub's commands tell of reports that no small program leads to.
#include "hone/Reporters/Reporters.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/JSON.h"
#include "gtest/gtest.h"

using namespace hone;
using llvm::StringRef;
using llvm::json::Array;
using llvm::json::Object;
using llvm::json::Value;

static Finding finding(Status S, std::string File = "a.cpp") {
  Finding F;
  F.Id = "0123456789ab";
  F.Check = "reuse-buffer";
  F.Message = "allocated again";
  F.Function = "f";
  F.Where.File = File;
  F.Where.Line = 1;
  F.Where.Column = 1;
  F.Where.EndLine = 1;
  F.Reached = S;
  return F;
}

static Report report(std::vector<Finding> Findings, std::string Command = "fix") {
  Report R;
  R.Command = Command;
  R.DryRun = true;
  R.Findings = std::move(Findings);
  R.Sources["a.cpp"] = "int a;\nint b;\n";
  R.Sources["b.h"] = "int c;\n";
  return R;
}

static BenchResult bench(double Median) { return {"g++", "-O2", "cpu", {}, Median - 0.1, Median, Median + 0.1, "", ""}; }

static std::string rendered(const Report &R, Format As) {
  llvm::Expected<std::string> Text = render(R, As, {});
  if (!Text) {
    ADD_FAILURE() << llvm::toString(Text.takeError());
    return "";
  }
  return *Text;
}

/// The only run.
static Object sarif(const Report &R) {
  llvm::Expected<Value> Log = llvm::json::parse(rendered(R, Format::Sarif));
  if (!Log) {
    ADD_FAILURE() << llvm::toString(Log.takeError());
    return {};
  }
  return *(*Log->getAsObject()->getArray("runs"))[0].getAsObject();
}

static const Object &result(const Object &Run, std::size_t I = 0) {
  return *(*Run.getArray("results"))[I].getAsObject();
}

static std::vector<Object> rdjsonl(const Report &R) {
  std::vector<Object> All;
  const std::string Text = rendered(R, Format::Rdjsonl);
  for (StringRef Line : llvm::split(StringRef(Text).rtrim('\n'), '\n'))
    if (!Line.empty()) {
      llvm::Expected<Value> V = llvm::json::parse(Line);
      EXPECT_TRUE(static_cast<bool>(V)) << llvm::toString(V.takeError());
      EXPECT_LT(Line.size(), 65536u);
      All.push_back(*V->getAsObject());
    }
  return All;
}

static unsigned replacementsOf(const Object &Result) {
  unsigned N = 0;
  if (const Array *Fixes = Result.getArray("fixes"))
    for (const Value &Change : *(*Fixes)[0].getAsObject()->getArray("artifactChanges"))
      N += Change.getAsObject()->getArray("replacements")->size();
  return N;
}

TEST(Sarif, KeepsTheFiveThousandThatGainMost) {
  std::vector<Finding> Many;
  for (unsigned I = 0; I != 6001; ++I) {
    Many.push_back(finding(Status::Legal));
    if (I % 2 == 0)
      Many.back().Bench = {bench(1 + I)};
  }
  Many.push_back(finding(Status::Kept));
  const Object Run = sarif(report(Many));
  ASSERT_EQ(Run.getArray("results")->size(), 5000u);
  EXPECT_EQ(result(Run).getString("level"), "warning");
  // 3001 are measured, the largest gain first.
  EXPECT_NEAR(*result(Run, 1).getNumber("rank"), 100 * (1 - 1 / 6001.0), 1e-9);
  EXPECT_NEAR(*result(Run, 3000).getNumber("rank"), 100 * (1 - 1 / 3.0), 1e-9);
  EXPECT_EQ(result(Run, 3002).get("rank"), nullptr);
  const Object &Invocation = *(*Run.getArray("invocations"))[0].getAsObject();
  const Object &Said = *(*Invocation.getArray("toolExecutionNotifications"))[0].getAsObject();
  EXPECT_EQ(Said.getObject("message")->getString("text")->take_front(18), "1002 results are l");
  EXPECT_EQ(Invocation.getBoolean("executionSuccessful"), true);
}

TEST(Sarif, TellsWhatThereIsToDoApart) {
  std::vector<Finding> All;
  for (Status S : {Status::Kept, Status::Legal, Status::NeedsHint, Status::Unverified, Status::NotFaster, Status::Refused, Status::Same})
    All.push_back(finding(S));
  const Object Run = sarif(report(All));
  ASSERT_EQ(Run.getArray("results")->size(), 5u);
  const StringRef Kinds[] = {"fail", "fail", "fail", "open", "informational"};
  const StringRef Levels[] = {"warning", "note", "note", "none", "none"};
  std::multiset<StringRef> Wanted(std::begin(Kinds), std::end(Kinds)), Got;
  for (unsigned I = 0; I != 5; ++I)
    Got.insert(*result(Run, I).getString("kind"));
  EXPECT_EQ(Got, Wanted);
  for (unsigned I = 0; I != 5; ++I)
    EXPECT_EQ(result(Run, I).getString("level"), Levels[I]) << I;
  EXPECT_EQ(Run.getObject("properties")->getObject("counts")->getInteger("refused"), 1);
}

TEST(Sarif, VerifyTellsOfDifferences) {
  Finding F = finding(Status::Different);
  F.Check = "verify";
  F.Why = {"different", "with n = 0 the result is {1}"};
  const Object Run = sarif(report({F, finding(Status::Same)}, "verify"));
  ASSERT_EQ(Run.getArray("results")->size(), 1u);
  EXPECT_EQ(result(Run).getString("level"), "error");
  // Braces alone would be places for arguments.
  EXPECT_EQ(result(Run).getObject("message")->getString("text"), "allocated again: different: with n = 0 the result is {{1}}");
}

TEST(Sarif, FailuresAreNotifications) {
  Report R = report({});
  R.Failures = {{"parse", "no such.cpp", "expected ';'"}};
  const Object Run = sarif(R);
  const Object &Invocation = *(*Run.getArray("invocations"))[0].getAsObject();
  EXPECT_EQ(Invocation.getBoolean("executionSuccessful"), false);
  const Object &Said = *(*Invocation.getArray("toolExecutionNotifications"))[0].getAsObject();
  EXPECT_EQ(Said.getString("level"), "error");
  EXPECT_EQ(Said.getObject("message")->getString("text"), "parse: expected ';'");
}

TEST(Sarif, NumbersWhatLooksTheSame) {
  // Whatever became of the first: a noisy measurement must not rename the second.
  for (Status First : {Status::Kept, Status::NotFaster, Status::Refused}) {
    const Object Run = sarif(report({finding(First), finding(Status::Kept, "b.h")}));
    std::set<std::string> Names;
    for (const Value &V : *Run.getArray("results"))
      Names.insert(V.getAsObject()->getObject("partialFingerprints")->getString("honeFinding/v1")->str());
    EXPECT_TRUE(Names.count("0123456789ab:2"));
    EXPECT_EQ(Names.count("0123456789ab"), First == Status::Refused ? 0u : 1u);
  }
}

TEST(Sarif, FixesOnlyWhatMayBeApplied) {
  for (int S = 0; S <= static_cast<int>(Status::Same); ++S) {
    Finding F = finding(static_cast<Status>(S));
    F.Fix.Edits = {{"a.cpp", 0, 3, "long"}};
    const Object Run = sarif(report({F}));
    for (const Value &V : *Run.getArray("results")) {
      const bool Offered = F.Reached == Status::Kept || F.Reached == Status::Legal;
      EXPECT_EQ(replacementsOf(*V.getAsObject()), Offered ? 1u : 0u) << toString(F.Reached).str();
    }
  }
}

TEST(Sarif, OffersNothingForFilesThatWereWritten) {
  Finding Kept = finding(Status::Kept), Legal = finding(Status::Legal);
  Kept.Written = true;
  Kept.Fix.Edits = {{"a.cpp", 0, 3, "long"}};
  Legal.Fix.Edits = {{"a.cpp", 7, 3, "long"}};
  Report R = report({Kept, Legal});
  R.DryRun = false;
  const Object Run = sarif(R);
  EXPECT_EQ(replacementsOf(result(Run, 0)), 0u);
  EXPECT_EQ(replacementsOf(result(Run, 1)), 0u);
}

TEST(Sarif, OffersNothingThatDoesNotFit) {
  Finding Behind = finding(Status::Legal), Overlaps = Behind, Unknown = Behind;
  Behind.Fix.Edits = {{"a.cpp", 13, 2, "x"}};
  Overlaps.Fix.Edits = {{"a.cpp", 0, 3, "x"}, {"a.cpp", 2, 3, "y"}};
  Unknown.Fix.Edits = {{"unknown.cpp", 0, 0, "x"}};
  const Object Run = sarif(report({Behind, Overlaps, Unknown}));
  for (unsigned I = 0; I != 3; ++I)
    EXPECT_EQ(replacementsOf(result(Run, I)), 0u) << I;
}

// Both were tested together, perhaps the second on the text of the first; a header both want is added once.
TEST(Sarif, ChangesOfOneFunctionStayTogether) {
  Finding First = finding(Status::Kept), Second = First, Other = First;
  First.Written = Second.Written = Other.Written = true;
  Other.Function = "g";
  const Edit Header{"a.cpp", 0, 0, "#include <span>\n"};
  First.Fix.Edits = {Header, {"a.cpp", 4, 1, "x"}};
  Second.Fix.Edits = {Header, {"a.cpp", 11, 1, "y"}};
  Other.Fix.Edits = {Header};
  const Object Run = sarif(report({First, Second, Other}));
  EXPECT_EQ(replacementsOf(result(Run, 0)), 3u);
  EXPECT_EQ(replacementsOf(result(Run, 1)), 3u);
  EXPECT_EQ(replacementsOf(result(Run, 2)), 1u);
}

// Which of two insertions stands in front is not in a report; of two headers it does not matter.
TEST(Sarif, OffersNothingWhoseOrderIsNotKnown) {
  Finding First = finding(Status::Kept), Second = First;
  First.Written = Second.Written = true;
  First.Fix.Edits = {{"a.cpp", 0, 0, "#include <span>\n"}, {"a.cpp", 7, 0, "int x;\n"}};
  Second.Fix.Edits = {{"a.cpp", 0, 0, "#include <array>\n"}, {"a.cpp", 7, 0, "int y;\n"}};
  EXPECT_EQ(replacementsOf(result(sarif(report({First, Second})))), 0u);
  Second.Fix.Edits.pop_back();
  const std::vector<Object> All = rdjsonl(report({First, Second}));
  EXPECT_EQ((*All[0].getArray("suggestions"))[0].getAsObject()->getString("text"),
            "#include <array>\n#include <span>\nint a;\nint x;\nint b;");
}

TEST(Sarif, AByteOrderMarkIsInNoColumn) {
  Finding F = finding(Status::Legal);
  F.Fix.Edits = {{"a.cpp", 7, 1, "b"}};
  Report R = report({F});
  R.Sources["a.cpp"] = "\xEF\xBB\xBFint a;\n";
  const Object Run = sarif(R);
  const Object &Change = *(*(*result(Run).getArray("fixes"))[0].getAsObject()->getArray("artifactChanges"))[0].getAsObject();
  const Object &Region = *(*Change.getArray("replacements"))[0].getAsObject()->getObject("deletedRegion");
  EXPECT_EQ(Region.getInteger("startColumn"), 5);
  EXPECT_EQ(Region.getInteger("endColumn"), 6);
  EXPECT_EQ(Region.getInteger("byteOffset"), 7);
}

TEST(Sarif, NamesOutsideOfTheProjectAreAbsolute) {
  Finding F = finding(Status::Legal, "/usr/include/x y.h"), Odd = finding(Status::Legal, "caf\xE9:1.cpp");
  const Object Run = sarif(report({F, Odd}));
  auto Place = [&](unsigned I) {
    return *(*result(Run, I).getArray("locations"))[0].getAsObject()->getObject("physicalLocation")->getObject("artifactLocation");
  };
  EXPECT_EQ(Place(0).getString("uri"), "file:///usr/include/x%20y.h");
  EXPECT_EQ(Place(0).get("uriBaseId"), nullptr);
  EXPECT_EQ(Place(1).getString("uri"), "caf%E9%3A1.cpp");
  EXPECT_EQ(Place(1).getString("uriBaseId"), "PROJECTROOT");
}

TEST(Rdjsonl, EditsOfOneFindingAreOneSuggestion) {
  Finding F = finding(Status::Kept);
  F.Fix.Edits = {{"a.cpp", 4, 1, "x"}, {"a.cpp", 11, 1, "y"}};
  const std::vector<Object> All = rdjsonl(report({F}));
  ASSERT_EQ(All.size(), 1u);
  EXPECT_EQ(All[0].getString("severity"), "WARNING");
  ASSERT_EQ(All[0].getArray("suggestions")->size(), 1u);
  const Object &Only = *(*All[0].getArray("suggestions"))[0].getAsObject();
  EXPECT_EQ(Only.getString("text"), "int x;\nint y;");
  EXPECT_EQ(Only.getObject("range")->getObject("start")->getInteger("column"), 1);
  EXPECT_EQ(Only.getObject("range")->getObject("end")->getInteger("line"), 2);
  EXPECT_EQ(Only.getObject("range")->getObject("end")->getInteger("column"), 7);
}

TEST(Rdjsonl, HalfOfAFixIsNoSuggestion) {
  Finding Both = finding(Status::Kept), Elsewhere = Both;
  Both.Fix.Edits = {{"a.cpp", 4, 1, "x"}, {"b.h", 4, 1, "y"}};
  Elsewhere.Fix.Edits = {{"b.h", 4, 1, "y"}};
  for (const Finding &F : {Both, Elsewhere}) {
    const std::vector<Object> All = rdjsonl(report({F}));
    ASSERT_EQ(All.size(), 1u);
    EXPECT_EQ(All[0].get("suggestions"), nullptr);
    EXPECT_EQ(All[0].getArray("related_locations")->size(), F.Fix.Edits.size());
    EXPECT_TRUE(All[0].getString("message")->contains("hone fix"));
  }
}

TEST(Rdjsonl, LinesAreNoLongerThanReviewdogReads) {
  Finding Long = finding(Status::Kept), Wordy = finding(Status::NeedsHint);
  Long.Fix.Edits = {{"a.cpp", 0, 0, std::string(70000, 'x')}};
  for (unsigned I = 0; I != 40000; ++I)
    Wordy.Why.Text += "\xC3\xA4";
  Wordy.Why.Code = "c";
  const std::vector<Object> All = rdjsonl(report({Long, Wordy}));
  ASSERT_EQ(All.size(), 2u);
  EXPECT_EQ(All[0].get("suggestions"), nullptr);
  EXPECT_GT(All[1].getString("message")->size(), 3000u);
}

TEST(Rdjsonl, TellsOnlyWhatThereIsToDo) {
  std::vector<Finding> All;
  for (int S = 0; S <= static_cast<int>(Status::Same); ++S)
    All.push_back(finding(static_cast<Status>(S)));
  EXPECT_EQ(rdjsonl(report(All)).size(), 3u);
  EXPECT_EQ(rdjsonl(report(All, "verify")).size(), 1u);
}

TEST(Github, TenAndALine) {
  std::vector<Finding> Many(12, finding(Status::Legal));
  Many.push_back(finding(Status::Refused));
  Many.push_back(finding(Status::Kept));
  Many.back().Bench = {bench(5.71)};
  Many.back().Message = "100 %\nsure";
  const std::string Text = rendered(report(Many), Format::Github);
  EXPECT_EQ(StringRef(Text).count("::warning "), 10u);
  EXPECT_TRUE(StringRef(Text).starts_with("::warning file=a.cpp,line=1,endLine=1,col=1,endColumn=1,title=hone-reuse-buffer::"
                                          "100 %25 sure: would be rewritten, 5.7x (5.6-5.8) with g++ -O2 (proved)\n"))
      << Text;
  EXPECT_TRUE(StringRef(Text).ends_with("\n::notice::hone fix: 1 would keep, 12 legal, 1 refused (0 units, 0 loops); "
                                        "shown are the first 10 of 13\n"))
      << Text;
}

TEST(Github, DifferencesAreErrors) {
  Finding F = finding(Status::Different);
  F.Where.File = "a:b,c%.cpp";
  const std::string Text = rendered(report({F, finding(Status::Same)}, "verify"), Format::Github);
  EXPECT_EQ(Text, "::error file=a%3Ab%2Cc%25.cpp,line=1,endLine=1,title=hone-reuse-buffer::allocated again: different\n"
                  "::notice::hone verify: 1 different, 1 same (0 units, 0 loops)\n");
}

// Neither names nor the words of compilers are UTF-8 for certain, or one line.
TEST(Exchange, AnyBytes) {
  const std::string Odd = "\xE9\r\n\033[31m\xF0\x9F";
  Finding F = finding(Status::Kept, "a" + Odd + ".cpp");
  F.Id = F.Check = F.Message = F.Function = Odd;
  F.Fix.Edits = {{F.Where.File, 0, 2, Odd}};
  F.Obligations = {{Odd, Odd, How::Proved}};
  F.Bench = {bench(2)};
  F.Bench[0].Compiler = F.Bench[0].Flags = Odd;
  F.Verify = VerifyResult();
  F.Verify->Inputs = 1;
  Finding Hint = F;
  Hint.Reached = Status::NeedsHint;
  Hint.Why = {Odd, Odd};
  Report R = report({F, Hint}, Odd);
  R.Sources[F.Where.File] = Odd;
  R.Failures = {{Odd, Odd, Odd}};
  R.Notes = {Odd};
  for (Format As : {Format::Sarif, Format::Rdjsonl, Format::Github}) {
    const std::string Text = rendered(R, As);
    EXPECT_TRUE(llvm::json::isUTF8(Text)) << Text;
    EXPECT_EQ(Text.find_first_of("\033\r"), std::string::npos) << Text;
  }
  EXPECT_EQ(rdjsonl(R).size(), 2u);
  EXPECT_EQ(StringRef(rendered(R, Format::Github)).count('\n'), 3u);
  EXPECT_EQ(replacementsOf(result(sarif(R))), 1u);
}

TEST(Github, NothingFound) {
  Report R = report({}, "scan");
  EXPECT_EQ(rendered(R, Format::Github), "::notice::hone scan: nothing found (0 units, 0 loops)\n");
}
