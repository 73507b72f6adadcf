// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What `cython -a` is for Python: the source, shaded by how much is in the compiler's way, and behind each line what is
// known of it. Pages stand alone: no network, and scripts only fold.
#include "FindingModel.h"
#include "Phrases.h"
#include "Scores.h"
#include "Templates.h"
#include "Views.h"
#include "hone/Core/Json.h"
#include "hone/Support/Support.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <cmath>
#include <fmt/format.h>
#include <set>

using llvm::StringRef;
using llvm::json::Array;
using llvm::json::Object;
using llvm::json::Value;

namespace hone {

/// What a browser still scrolls at once.
static constexpr std::size_t MostBytes = 2 << 20;
/// Rows of a table that people read.
static constexpr std::size_t MostRows = 500;

namespace {
/// What is known of one file.
struct FileFacts {
  std::string Name;
  StringRef Text;
  std::vector<const Loop *> Loops;
  std::vector<const Finding *> Findings;
  std::map<unsigned, LineScore> Scores;
  double Score = 0;
  unsigned Vectorized = 0, Known = 0, Kept = 0, Open = 0, Refused = 0;
  std::string Page, Prefix; ///< "" and "f3" if all is in one page.
};

/// Which lines a page shows in full: all, what has something to say with lines around it, or that without what was refused.
enum class Detail { All, Near, Least };
} // namespace

static void count(FileFacts &F, const Finding &Found) {
  ++(Found.Reached == Status::Kept      ? F.Kept
     : Found.Reached == Status::Refused ? F.Refused
                                        : F.Open);
}

/// "src/a.cpp" becomes "src-a.cpp.html"; two that meet are told apart.
static std::string pageName(StringRef File, std::set<std::string> &Taken) {
  std::string Name;
  for (char C : File.ltrim("/"))
    Name += llvm::isAlnum(C) || StringRef("._-").contains(C) ? C : '-';
  // No file system takes more.
  if (Name.size() > 200)
    Name.erase(0, Name.size() - 200);
  for (unsigned N = 2; !Taken.insert(Name).second; ++N)
    Name += fmt::format("-{}", N);
  return Name + ".html";
}

static std::vector<FileFacts> factsOf(const Report &R, bool InOne) {
  std::map<std::string, FileFacts> ByName;
  for (const Loop &L : R.Loops)
    ByName[L.Where.File].Loops.push_back(&L);
  for (const Finding &F : R.Findings)
    ByName[F.Where.File].Findings.push_back(&F);
  std::vector<FileFacts> All;
  std::set<std::string> Taken{"index"};
  for (auto &[Name, F] : ByName) {
    F.Name = Name;
    if (auto Text = R.Sources.find(Name); Text != R.Sources.end())
      F.Text = Text->second;
    F.Scores = scoreLines(F.Loops);
    for (const auto &[Line, S] : F.Scores)
      F.Score += S.Points;
    for (const Loop *L : F.Loops) {
      F.Vectorized += L->Fate == LoopFate::Vectorized || L->Fate == LoopFate::LibraryCall;
      F.Known += L->Fate != LoopFate::Unknown && L->Fate != LoopFate::Deleted;
    }
    for (const Finding *Found : F.Findings)
      count(F, *Found);
    if (InOne)
      F.Prefix = fmt::format("f{}", All.size() + 1);
    else
      F.Page = pageName(Name, Taken);
    All.push_back(std::move(F));
  }
  llvm::sort(All, [](const FileFacts &A, const FileFacts &B) { return std::tie(B.Score, A.Name) < std::tie(A.Score, B.Name); });
  return All;
}

static const char *stripeOf(std::optional<LoopFate> In) {
  if (!In)
    return "";
  return *In == LoopFate::Unknown  ? "u"
         : *In == LoopFate::Scalar ? "s"
                                   : "v";
}

static std::string lookOf(const LineScore *S) {
  if (!S)
    return "";
  std::string Look = stripeOf(S->In);
  if (const unsigned Shade = shadeOf(S->Points))
    Look += fmt::format("{}h{}", Look.empty() ? "" : " ", Shade);
  return Look;
}

namespace {
/// The lines of one source file.
class SourceModel {
public:
  SourceModel(const FileFacts &F, const Report &R, Detail How) : F(F), R(R), How(How), Table(F.Text) {
    for (const Finding *Found : F.Findings)
      if (How != Detail::Least || Found->Reached != Status::Refused)
        At[std::min(Found->Where.Line, Table.lines())].push_back(Found);
  }

  Array lines() {
    Array All;
    unsigned Skipped = 0;
    for (unsigned Line = 1; Line <= Table.lines(); ++Line) {
      if (!isShown(Line)) {
        ++Skipped;
        continue;
      }
      if (Skipped)
        All.push_back(gap(std::exchange(Skipped, 0)));
      // What follows the last line's end is no line.
      if (Line != Table.lines() || !Table.text(Line).empty() || isTold(Line))
        All.push_back(line(Line));
    }
    if (Skipped)
      All.push_back(gap(Skipped));
    return All;
  }

private:
  bool isTold(unsigned Line) const {
    auto S = F.Scores.find(Line);
    return At.count(Line) || (S != F.Scores.end() && !S->second.Notes.empty());
  }
  bool isShown(unsigned Line) const {
    if (How == Detail::All)
      return true;
    const unsigned Around = How == Detail::Near ? 2 : 0;
    for (unsigned Near = Line > Around ? Line - Around : 1; Near <= Line + Around; ++Near)
      if (isTold(Near))
        return true;
    return false;
  }
  static Object gap(unsigned Skipped) {
    return Object{{"gap", counted(Skipped, "line") + " left out"}, {"plain", false}, {"folded", false}};
  }

  Object line(unsigned Line) const {
    auto S = F.Scores.find(Line);
    const LineScore *Score = S == F.Scores.end() ? nullptr : &S->second;
    const bool Folded = isTold(Line);
    Object O{{"gap", nullptr},
             {"plain", !Folded},
             {"folded", Folded},
             {"number", Line},
             {"text", toUtf8(Table.text(Line))},
             {"look", lookOf(Score)}};
    if (!Folded)
      return O;
    Array Notes, Findings;
    if (Score)
      for (const LineNote &N : Score->Notes)
        Notes.push_back(Object{{"text", clean(N.Text)}, {"words", orNull(clean(N.Words))}});
    if (auto Found = At.find(Line); Found != At.end())
      for (const Finding *One : Found->second)
        Findings.push_back(findingModel(*One, R));
    O["found"] = !Findings.empty();
    O["line"] = fmt::format("{}L{}", F.Prefix, Line);
    O["hasNotes"] = !Notes.empty();
    O["notes"] = std::move(Notes);
    O["findings"] = std::move(Findings);
    return O;
  }

  const FileFacts &F;
  const Report &R;
  const Detail How;
  const LineTable Table;
  std::map<unsigned, std::vector<const Finding *>> At;
};
} // namespace

static std::string findingsText(const FileFacts &F) {
  std::string Text = counted(F.Findings.size(), "finding");
  if (F.Kept)
    Text += fmt::format(", {} kept", F.Kept);
  return Text;
}

static std::string loopsText(const FileFacts &F) {
  return counted(F.Loops.size(), "loop") + (F.Known ? fmt::format(", {} of {} vectorized", F.Vectorized, F.Known) : "");
}

static Object sourceModel(const FileFacts &F, const Report &R, Detail How) {
  return Object{{"name", clean(F.Name)},
                {"loops", loopsText(F)},
                {"findings", findingsText(F)},
                {"scope", F.Prefix.empty() ? "#source" : "#" + F.Prefix},
                {"scopeName", F.Prefix},
                {"lines", SourceModel(F, R, How).lines()}};
}

static std::string filePage(const FileFacts &F, const Report &R) {
  std::string Text;
  for (Detail How : {Detail::All, Detail::Near, Detail::Least}) {
    Object Model = sourceModel(F, R, How);
    Text = renderTemplate(TemplateName::File, std::move(Model));
    if (Text.size() <= MostBytes)
      break;
  }
  return Text;
}

static const FileFacts &fileOf(const std::vector<FileFacts> &Files, const Finding &Found) {
  return *llvm::find_if(Files, [&](const FileFacts &F) { return F.Name == Found.Where.File; });
}

static std::string linkTo(const FileFacts &F, const Finding &Found) { return F.Page + "#F" + clean(Found.Id); }

static Array countsModel(const Report &R) {
  Array All;
  for (const auto &[S, N] : countsOf(R))
    All.push_back(Object{{"count", N}, {"label", statusText(S, R)}});
  return All;
}

static Array reasonsOf(const Report &R, const std::vector<FileFacts> &Files) {
  Array All;
  for (const ReasonFacts &F : byReason(R))
    All.push_back(Object{{"count", static_cast<std::int64_t>(F.Count)},
                         {"status", toString(F.First->Reached)},
                         {"statusText", statusText(F.First->Reached, R)},
                         {"code", clean(F.First->Why.Code)},
                         {"text", clean(F.First->Why.Text)},
                         {"place", placeOf(*F.First)},
                         {"link", linkTo(fileOf(Files, *F.First), *F.First)}});
  return All;
}

static Array filesModel(const std::vector<FileFacts> &Files) {
  Array All;
  for (const FileFacts &F : Files) {
    if (All.size() == MostRows)
      break;
    All.push_back(Object{{"name", clean(F.Name)},
                         {"link", F.Prefix.empty() ? F.Page : "#" + F.Prefix},
                         {"score", std::lround(F.Score)},
                         {"percent", F.Known ? 100 * F.Vectorized / F.Known : 0},
                         {"share", F.Known ? fmt::format("{} of {}", F.Vectorized, F.Known) : "not known"},
                         {"kept", F.Kept},
                         {"open", F.Open},
                         {"refused", F.Refused}});
  }
  return All;
}

/// The points of the loop, or else of the line, that a finding is about.
static double costOf(const FileFacts &F, const Finding &Found) {
  double Points = 0;
  const Span &Where = Found.InLoop ? Found.InLoop->Where : Found.Where;
  for (auto S = F.Scores.lower_bound(Where.Line); S != F.Scores.end() && S->first <= Where.EndLine; ++S)
    Points += S->second.Points;
  return Points;
}

/// What a person can do something about, with its points; the refused are told by their reasons. What was kept
/// and what was measured comes first, the rest by what is in the way.
static std::vector<std::pair<const Finding *, double>> worthListing(const Report &R, const std::vector<FileFacts> &Files) {
  std::vector<std::pair<const Finding *, double>> All;
  for (const Finding &F : R.Findings)
    if (F.Reached != Status::Refused)
      All.emplace_back(&F, costOf(fileOf(Files, F), F));
  auto Key = [](const std::pair<const Finding *, double> &Listed) {
    const Finding &F = *Listed.first;
    return std::tuple(F.Reached != Status::Kept, F.Bench.empty(), F.Bench.empty() ? -Listed.second : -F.Bench.front().Median,
                      StringRef(F.Where.File), F.Where.Begin, StringRef(F.Id));
  };
  llvm::sort(All, [&](const auto &A, const auto &B) { return Key(A) < Key(B); });
  return All;
}

static std::string leftOut(std::size_t Of, StringRef What) {
  return Of > MostRows ? fmt::format("... and {} more {}", Of - MostRows, What.str()) : "";
}

static Array textsModel(llvm::ArrayRef<std::string> Texts) {
  Array All;
  for (const std::string &Text : Texts)
    All.push_back(Object{{"text", clean(Text)}});
  return All;
}

static Object indexModel(const Report &R, const std::vector<FileFacts> &Files) {
  Array Findings;
  const auto Listed = worthListing(R, Files);
  const bool AnyGain = llvm::any_of(Listed, [](const auto &One) { return !One.first->Bench.empty(); });
  for (const auto &[F, Cost] : llvm::ArrayRef(Listed).take_front(MostRows)) {
    Object O = rowModel(*F, R);
    O["link"] = linkTo(fileOf(Files, *F), *F);
    O["cost"] = std::lround(Cost);
    Findings.push_back(std::move(O));
  }
  std::vector<std::string> Failures;
  for (const Failure &F : R.Failures)
    Failures.push_back((F.File.empty() ? "" : F.File + " ") + F.Stage + ": " + F.Text);
  Array Reasons = reasonsOf(R, Files);
  const bool HasFindings = !Findings.empty(), HasReasons = !Reasons.empty();
  return Object{{"title", "hone " + R.Command + (R.DryRun ? " --diff" : "")},
                {"run", fmt::format("{}, {}, {}", counted(R.Units, "unit"), counted(R.Loops.size(), "loop"), durationText(R.Seconds))},
                {"counts", countsModel(R)},
                {"hasFindings", HasFindings},
                {"anyGain", AnyGain},
                {"findingsTitle", AnyGain ? "Changes, the largest gain first" : "Possible changes, not measured yet: most in the way first"},
                {"findings", std::move(Findings)},
                {"left", orNull(leftOut(Listed.size(), "findings"))},
                {"files", filesModel(Files)},
                {"left_files", orNull(leftOut(Files.size(), "files"))},
                {"hasReasons", HasReasons},
                {"reasons", std::move(Reasons)},
                {"hasFailures", !Failures.empty()},
                {"failures", textsModel(Failures)},
                {"hasNotes", !R.Notes.empty()},
                {"notes", textsModel(R.Notes)},
                {"weights", weightsText()},
                {"inOne", false}};
}

std::vector<Page> htmlPages(const Report &R) {
  const std::vector<FileFacts> Files = factsOf(R, /*InOne=*/false);
  std::vector<Page> All{{"index.html", renderTemplate(TemplateName::Index, indexModel(R, Files))}};
  for (const FileFacts &F : Files)
    All.push_back({F.Page, filePage(F, R)});
  return All;
}

llvm::Expected<std::string> htmlOfAll(const Report &R) {
  const std::vector<FileFacts> Files = factsOf(R, /*InOne=*/true);
  Object Model = indexModel(R, Files);
  Array Sources;
  for (const FileFacts &F : Files)
    Sources.push_back(sourceModel(F, R, Detail::All));
  Model["inOne"] = Object{{"sources", std::move(Sources)}};
  std::string Text = renderTemplate(TemplateName::Index, std::move(Model));
  if (Text.size() > MostBytes)
    return failure(fmt::format("one page would have {} MB; -o FOLDER writes a page for each source", Text.size() >> 20));
  return Text;
}

} // namespace hone
