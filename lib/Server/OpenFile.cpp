// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "OpenFile.h"
#include "hone/Core/Json.h"
#include "hone/Reporters/Reporters.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/LSP/Protocol.h"
#include <fmt/format.h>

using llvm::StringRef;
using llvm::json::Array;
using llvm::json::Object;
using llvm::json::Value;

namespace hone {

static bool isOffered(const OpenFile &F, const Finding &Found) {
  return Found.Reached == Status::Legal && !F.InHeader && llvm::all_of(Found.Fix.Edits, [&](const Edit &E) {
           return E.File == F.Path;
         });
}

/// A whole loop underlined would hide the code: the first line says enough.
static Object firstLineOf(const OpenFile &F, const Finding &Found) {
  const std::string &Text = F.Now.text();
  const std::size_t Begin = std::min<std::size_t>(Found.Where.Begin, Text.size());
  const std::size_t End = std::min({Text.find_first_of("\r\n", Begin), std::size_t(Found.Where.End), Text.size()});
  return F.Now.rangeOf(Begin, End);
}

static std::string messageOf(const OpenFile &F, const Finding &Found) {
  if (Found.Reached == Status::NeedsHint)
    return Found.Message + "; " + Found.Why.Text;
  std::string Text = Found.Message + "; " + knownText(Found);
  if (F.InHeader)
    Text += "; a header, so ask every unit that includes it: hone fix";
  for (const Obligation &O : Found.Obligations)
    Text += fmt::format("\n{}: {} [{}]", toString(O.By).str(), O.Text, O.Code);
  return Text;
}

/// As the protocol numbers them: what is not known to gain is no warning.
static int severityOf(const Finding &Found) {
  constexpr int Warning = 2, Information = 3, Hint = 4;
  if (Found.Reached == Status::NeedsHint)
    return Hint;
  return !Found.Bench.empty() && Found.Why.Code.empty() ? Warning : Information;
}

static Object diagnosticOf(const OpenFile &F, const Finding &Found, StringRef PagesDir) {
  Object D{{"range", firstLineOf(F, Found)}, {"severity", severityOf(Found)}, {"source", "hone"},
           {"code", "hone-" + Found.Check}, {"message", toUtf8(messageOf(F, Found))},
           {"data", Object{{"id", Found.Id}}}};
  const std::string Page = (PagesDir + "/" + Found.Check + ".md").str();
  if (PagesDir.empty() || !llvm::sys::fs::exists(Page))
    return D;
  if (auto Uri = llvm::lsp::URIForFile::fromFile(Page))
    D["codeDescription"] = Object{{"href", Uri->uri().str()}};
  else
    llvm::consumeError(Uri.takeError());
  return D;
}

Object diagnosticsOf(const OpenFile &F, StringRef PagesDir) {
  Array All;
  for (const Finding &Found : F.Found)
    All.push_back(diagnosticOf(F, Found, PagesDir));
  return Object{{"uri", F.Uri}, {"version", F.FoundIn}, {"diagnostics", std::move(All)}};
}

static Object editOf(const OpenFile &F, llvm::ArrayRef<Edit> Edits) {
  Array Changes;
  for (const Edit &E : Edits)
    Changes.push_back(Object{{"range", F.Now.rangeOf(E.Offset, E.Offset + E.Length)}, {"newText", E.Text}});
  return Object{{"documentChanges",
                 Array{Object{{"textDocument", Object{{"uri", F.Uri}, {"version", F.FoundIn}}},
                              {"edits", std::move(Changes)}}}}};
}

/// What can be applied together: one change to a function, as each was judged beside the others'
/// originals and two may want the same new name; and none over another's edits.
static std::vector<const Finding *> together(const OpenFile &F, llvm::function_ref<bool(const Finding &)> Wanted) {
  std::vector<const Finding *> Chosen;
  std::set<std::string> Functions;
  std::size_t Free = 0;
  std::vector<const Finding *> All;
  for (const Finding &Found : F.Found)
    if (isOffered(F, Found) && Wanted(Found) && !Found.Fix.Edits.empty())
      All.push_back(&Found);
  llvm::sort(All, [](const Finding *A, const Finding *B) {
    return std::tie(A->FunctionSpan.Begin, A->Where.Begin, A->Check) < std::tie(B->FunctionSpan.Begin, B->Where.Begin, B->Check);
  });
  for (const Finding *Found : All) {
    if (Found->FunctionSpan.Begin < Free || !Functions.insert(Found->Function).second)
      continue;
    Free = Found->FunctionSpan.End;
    Chosen.push_back(Found);
  }
  return Chosen;
}

/// The edits of several changes; an insertion that they make alike, an #include, is made once.
static std::vector<Edit> joined(llvm::ArrayRef<const Finding *> Chosen) {
  auto Key = [](const Edit &E) { return std::tie(E.Offset, E.Length, E.Text); };
  std::vector<Edit> Edits;
  for (const Finding *Found : Chosen)
    llvm::append_range(Edits, Found->Fix.Edits);
  llvm::sort(Edits, [&](const Edit &A, const Edit &B) { return Key(A) < Key(B); });
  Edits.erase(std::unique(Edits.begin(), Edits.end(),
                          [&](const Edit &A, const Edit &B) { return Key(A) == Key(B); }),
              Edits.end());
  return Edits;
}

namespace {
/// Adds what the client asked for.
class ActionList {
public:
  ActionList(const OpenFile &F, llvm::ArrayRef<std::string> Only) : F(F), Only(Only) {}

  void add(StringRef Title, StringRef Kind, Object More, const Finding *For = nullptr) {
    const bool Asked = Only.empty() || llvm::any_of(Only, [&](StringRef Wanted) {
                         return Kind == Wanted || (Kind.starts_with(Wanted) && Kind[Wanted.size()] == '.');
                       });
    if (!Asked)
      return;
    Object Action{{"title", Title.str()}, {"kind", Kind.str()}};
    for (auto &[Key, V] : More)
      Action[Key] = std::move(V);
    if (For)
      Action["diagnostics"] = Array{diagnosticOf(F, *For, "")};
    All.push_back(std::move(Action));
  }
  void addEdits(StringRef Title, StringRef Kind, llvm::ArrayRef<Edit> Edits, const Finding *For = nullptr) {
    add(Title, Kind, Object{{"edit", editOf(F, Edits)}}, For);
  }
  Array take() { return std::move(All); }

private:
  const OpenFile &F;
  llvm::ArrayRef<std::string> Only;
  Array All;
};
} // namespace

static Edit nolintFor(const OpenFile &F, const Finding &Found) {
  const std::string &Text = F.Now.text();
  const std::size_t Begin = F.Now.beginOfLine(F.Now.lineOf(Found.Where.Begin));
  const std::size_t Code = std::min(Text.find_first_not_of(" \t", Begin), Text.size());
  const bool Windows = Text.find("\r\n") != std::string::npos;
  return {F.Path, static_cast<unsigned>(Begin), 0,
          Text.substr(Begin, Code - Begin) + "// NOLINTNEXTLINE(hone-" + Found.Check + ")" + (Windows ? "\r\n" : "\n")};
}

static void addActionsFor(const OpenFile &F, const Finding &Found, ActionList &List) {
  if (isOffered(F, Found)) {
    List.addEdits(fmt::format("{} ({})", Found.Message, Found.Check), "quickfix", Found.Fix.Edits, &Found);
    List.add("Verify and measure: " + Found.Check, "quickfix",
             Object{{"command", Object{{"title", "Verify and measure"}, {"command", "hone.measure"},
                                       {"arguments", Array{Object{{"uri", F.Uri}, {"id", Found.Id}}}}}}},
             &Found);
  }
  List.addEdits(fmt::format("Suppress hone-{} here with NOLINTNEXTLINE", Found.Check), "quickfix",
                {nolintFor(F, Found)}, &Found);
}

Array actionsFor(const OpenFile &F, std::size_t FirstLine, std::size_t LastLine, llvm::ArrayRef<std::string> Only) {
  ActionList List(F, Only);
  std::set<std::string> Checks;
  for (const Finding &Found : F.Found) {
    if (F.Now.lineOf(Found.Where.Begin) > LastLine || F.Now.lineOf(Found.Where.End) < FirstLine)
      continue;
    addActionsFor(F, Found, List);
    Checks.insert(Found.Check);
  }
  for (const std::string &Check : Checks)
    if (auto Same = together(F, [&](const Finding &Other) { return Other.Check == Check; }); Same.size() > 1)
      List.addEdits(fmt::format("Fix all {} in this file, one in each function ({})", Check, Same.size()), "quickfix",
                    joined(Same));
  auto IsProved = [](const Finding &Found) { return Found.Trust == Level::Proved; };
  if (auto Proved = together(F, IsProved); !Proved.empty())
    List.addEdits(fmt::format("Fix all proved in this file, one in each function ({})", Proved.size()),
                  "source.fixAll.hone", joined(Proved));
  return List.take();
}

static const Loop *loopAt(const OpenFile &F, std::size_t Line) {
  const Loop *Best = nullptr;
  for (const Loop &L : F.Loops)
    if (L.Where.File == F.Path && F.Now.lineOf(L.Where.Begin) == Line && (!Best || L.Depth > Best->Depth))
      Best = &L;
  return Best;
}

bool hasLoopAt(const OpenFile &F, std::size_t Line) { return loopAt(F, Line) != nullptr; }

std::optional<Object> hoverFor(const OpenFile &F, std::size_t Line) {
  const Loop *L = loopAt(F, Line);
  if (!L)
    return std::nullopt;
  std::string Text;
  switch (L->Fate) {
  case LoopFate::Vectorized:
    Text = L->VectorWidth ? fmt::format("**vectorized**: {} lanes", L->VectorWidth) : "**vectorized**";
    break;
  case LoopFate::Scalar:
    Text = "**not vectorized**";
    break;
  case LoopFate::Deleted:
    Text = "**deleted**: the optimizer needs no loop";
    break;
  case LoopFate::LibraryCall:
    Text = "**a library call**: the optimizer has put one in its place";
    break;
  case LoopFate::Unknown:
    Text = "the optimizer says nothing about this loop";
    break;
  }
  std::set<std::string> Said;
  for (const Remark &R : L->Remarks)
    if (R.Kind != "passed" && Said.insert(R.Text).second && Said.size() <= 6)
      Text += fmt::format("\n- {} ({}, line {})", R.Text, R.Pass, R.Line);
  Text += "\n\nclang's words, with the flags of this file" +
          (F.P && !F.P->Units.empty() && !F.P->Units.front().Lifted.empty() ? ", " + F.P->Units.front().Lifted : "");
  return Object{{"contents", Object{{"kind", "markdown"}, {"value", toUtf8(Text)}}}};
}

} // namespace hone
