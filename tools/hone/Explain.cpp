// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `hone explain`: which thing is meant, and where it is written down. A check is tried first, then a code: these are
// words that Hone has made up, so they never look like a file and a line, and no id of 12 digits is one of them.
#include "Explain.h"
#include "hone/Reporters/Explain.h"
#include "hone/Support/Support.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Path.h"

using llvm::StringRef;

namespace hone {

namespace {
struct Place {
  std::string File;
  unsigned Line = 0;
};

class Explanation {
public:
  Explanation(const Request &R, const Known &Where, const TextOptions &O) : R(R), Where(Where), O(O) {}

  llvm::Expected<std::string> text();

private:
  llvm::Expected<std::string> check(StringRef Id);
  std::optional<std::string> code();
  llvm::Expected<std::string> finding(StringRef Prefix);
  llvm::Expected<std::string> place(const Place &P);
  llvm::Error unknown();

  llvm::Expected<Report> last() const;
  std::string page(StringRef Name) const;
  /// Those of \p Checks with what their pages advise, then those of docs/refusals.md.
  std::vector<CodeEntry> codes(const std::set<std::string> &Checks) const;
  /// Those of docs/formats.md, with the codes that lead to them.
  std::vector<CodeEntry> statuses() const;
  /// \p Files: what it is about besides the files of the findings.
  std::string show(const Covering &What, const Report &Last, std::set<std::string> Files,
                   std::vector<std::string> Notes) const;
  std::string json(llvm::json::Value V) const { return llvm::formatv("{0:2}\n", std::move(V)).str(); }

  const Request &R;
  const Known &Where;
  const TextOptions &O;
};
} // namespace

/// The name of a file may hold a colon, and compilers put a column behind the line.
static std::optional<Place> placeIn(StringRef Word) {
  Place P;
  auto [File, Number] = Word.rsplit(':');
  if (unsigned Column; !Number.empty() && !Number.getAsInteger(10, Column)) {
    auto [Shorter, Line] = File.rsplit(':');
    if (unsigned N; !Line.empty() && !Line.getAsInteger(10, N))
      std::tie(File, Number) = std::pair(Shorter, Line);
  }
  if (File.empty() || Number.getAsInteger(10, P.Line) || P.Line == 0)
    return std::nullopt;
  P.File = File.str();
  return P;
}

static bool isIdPrefix(StringRef Word) {
  return Word.size() >= 4 && Word.size() <= 12 && llvm::all_of(Word, llvm::isHexDigit);
}

std::string Explanation::page(StringRef Name) const {
  if (Where.Pages.empty())
    return "";
  llvm::Expected<std::string> Text = readFile((Where.Pages + "/" + Name).str());
  if (Text)
    return *std::move(Text);
  llvm::consumeError(Text.takeError());
  return "";
}

llvm::Expected<Report> Explanation::last() const {
  if (Where.Root.empty())
    return failure("no run is recorded here or in a folder above; try `hone scan` first");
  return lastReport(Where.Root);
}

llvm::Expected<std::string> Explanation::check(StringRef Id) {
  const std::string Page = page(Id.str() + ".md");
  if (Page.empty())
    return failure(fmt::format("the page of {} is not installed: it should be in share/doc/hone/checks, beside "
                               "the folder of the program", Id.str()));
  if (R.As != Format::Json)
    return renderPage(Page, O);
  const auto *Found = llvm::find_if(allChecks(), [&](const Check *C) { return C->Id == Id; });
  return json(llvm::json::Object{{"check", Id}, {"message", (*Found)->Message}, {"page", Page}});
}

std::vector<CodeEntry> Explanation::codes(const std::set<std::string> &Checks) const {
  std::vector<CodeEntry> All;
  for (const std::string &Id : Checks)
    for (CodeEntry &E : codeEntries(page(Id + ".md"))) {
      E.Check = Id;
      E.Section.clear();
      All.push_back(std::move(E));
    }
  llvm::append_range(All, codeEntries(page("../refusals.md")));
  return All;
}

std::vector<CodeEntry> Explanation::statuses() const {
  std::vector<CodeEntry> All;
  const std::vector<CodeEntry> Codes = codes({});
  for (CodeEntry &E : codeEntries(page("../formats.md"))) {
    if (!parseStatus(E.Code))
      continue;
    E.Section = "status";
    std::vector<std::string> Why;
    for (const CodeEntry &C : Codes)
      if (llvm::is_contained(C.Statuses, E.Code) && C.Code != E.Code && !llvm::is_contained(Why, C.Code))
        Why.push_back(C.Code);
    if (!Why.empty())
      E.Meaning += ". Codes that say why: " + llvm::join(Why, ", ");
    All.push_back(std::move(E));
  }
  return All;
}

std::optional<std::string> Explanation::code() {
  std::set<std::string> Checks;
  for (const Check *C : allChecks())
    Checks.insert(C->Id.str());
  std::vector<CodeEntry> Entries = statuses();
  llvm::append_range(Entries, codes(Checks));
  llvm::erase_if(Entries, [&](const CodeEntry &E) { return E.Code != R.About; });
  // The page of a check says all that refusals.md takes from it, and what to do besides.
  std::set<std::string> Said;
  for (const CodeEntry &E : Entries)
    if (!E.Check.empty() && E.Section.empty())
      Said.insert(E.Check);
  llvm::erase_if(Entries, [&](const CodeEntry &E) { return !E.Section.empty() && Said.count(E.Check); });
  if (Entries.empty())
    return std::nullopt;
  return R.As == Format::Json ? json(explainCodeJson(Entries)) : explainCode(Entries, O);
}

std::string Explanation::show(const Covering &What, const Report &Last, std::set<std::string> Files,
                              std::vector<std::string> Notes) const {
  std::set<std::string> Checks;
  for (const Finding *F : What.Findings) {
    Files.insert(F->Where.File);
    Checks.insert(F->Check);
  }
  for (const std::string &File : Files) {
    llvm::Expected<std::string> Now = readFile(llvm::sys::path::is_absolute(File) ? File : Where.Root + "/" + File);
    if (!Now) {
      llvm::consumeError(Now.takeError());
      Notes.push_back(File + " cannot be read any more; this is what the last run saw");
    } else if (std::string Note = changedSince(Last, File, *Now); !Note.empty())
      Notes.push_back(std::move(Note));
  }
  if (R.As == Format::Json)
    return json(explainJson(What, Last, Notes));
  return explainText(What, Last, codes(Checks), Notes, O);
}

llvm::Expected<std::string> Explanation::finding(StringRef Prefix) {
  llvm::Expected<Report> Last = last();
  if (!Last)
    return Last.takeError();
  Covering Found;
  std::set<std::string> Ids;
  for (const Finding &F : Last->Findings)
    if (StringRef(F.Id).starts_with_insensitive(Prefix)) {
      Found.Findings.push_back(&F);
      Ids.insert(F.Id);
    }
  if (Ids.size() > 1)
    return failure(fmt::format("{} findings have ids that begin with {}: {}", Ids.size(), Prefix.str(), llvm::join(Ids, ", ")));
  if (Ids.empty())
    return failure(fmt::format("the last run in {} has no finding with the id {}; `hone report --format=json` lists all",
                               Where.Root, Prefix.str()));
  return show(Found, *Last, {}, {});
}

/// How a report of \p Root names the file that a person calls \p Word.
static std::string namedIn(StringRef Root, StringRef Word) {
  for (const std::string &Path : {realPath(Word), realPath(Word, Root)})
    if (llvm::sys::fs::exists(Path)) {
      StringRef Name = Path;
      return Name.consume_front((Root + "/").str()) ? Name.str() : Path;
    }
  return Word.str(); // Gone since.
}

llvm::Expected<std::string> Explanation::place(const Place &P) {
  llvm::Expected<Report> Last = last();
  if (!Last)
    return Last.takeError();
  const std::string File = namedIn(Where.Root, P.File);
  for (const Failure &F : Last->Failures)
    if (F.File == File && !Last->Sources.count(File))
      return failure(fmt::format("the last run could not look at {}: {}: {}", File, F.Stage, F.Text));
  auto Source = Last->Sources.find(File);
  if (Source == Last->Sources.end()) {
    const bool There = llvm::sys::fs::exists(P.File) || llvm::sys::fs::exists(Where.Root + "/" + P.File);
    return failure(There ? fmt::format("the last run did not look at {0}, or there is no loop in it; to look at it: "
                                       "hone scan {0}", P.File)
                         : fmt::format("there is no file '{}' here or in {}", P.File, Where.Root));
  }
  const StringRef Text = Source->second;
  const std::size_t Lines = Text.count('\n') + !Text.ends_with("\n");
  if (P.Line > Lines)
    return failure(fmt::format("{} had {} lines when the last run looked at it", File, Lines));
  const Covering What = coveringLine(*Last, File, P.Line);
  std::vector<std::string> Notes;
  if (What.Findings.empty() && What.Loops.empty())
    Notes.push_back(fmt::format("{}:{} is in no loop, and nothing was found there", File, P.Line));
  return show(What, *Last, {File}, std::move(Notes));
}

llvm::Error Explanation::unknown() {
  std::set<std::string> Words;
  for (const Check *C : allChecks())
    Words.insert(C->Id.str());
  for (const CodeEntry &E : codes({}))
    Words.insert(E.Code);
  std::string Nearest;
  unsigned Least = std::max<unsigned>(3, static_cast<unsigned>(R.About.size() / 3) + 1);
  for (const std::string &Word : Words)
    if (unsigned Distance = StringRef(Word).edit_distance(R.About, true, Least); Distance < Least) {
      Least = Distance;
      Nearest = Word;
    }
  if (Where.Pages.empty())
    return failure(fmt::format("what '{}' is cannot be looked up: the pages that share/doc/hone should have are not installed", R.About));
  if (!Nearest.empty())
    return failure(fmt::format("nothing is called '{}'; did you mean '{}'?", R.About, Nearest));
  if (llvm::sys::fs::exists(R.About))
    return failure(fmt::format("which line of it? hone explain {}:LINE", R.About));
  return failure(fmt::format("nothing is called '{}': hone explain takes a check (`hone checks` lists them), a code such as "
                             "may-alias, the id of a finding (4 digits of it, if no other begins so), or FILE:LINE", R.About));
}

llvm::Expected<std::string> Explanation::text() {
  StringRef Id = R.About;
  Id.consume_front("hone-");
  if (llvm::any_of(allChecks(), [&](const Check *C) { return C->Id == Id; }))
    return check(Id);
  if (std::optional<std::string> Found = code())
    return *Found;
  if (isIdPrefix(R.About))
    return finding(R.About);
  if (std::optional<Place> P = placeIn(R.About))
    return place(*P);
  return unknown();
}

llvm::Expected<std::string> explain(const Request &R, const Known &Where, const TextOptions &Options) {
  return Explanation(R, Where, Options).text();
}

} // namespace hone
