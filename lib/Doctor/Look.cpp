// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One unit, parsed as a scan parses it. Where a header is missing, the parse
// goes on, so that all that are missing are seen at once.
#include "Look.h"
#include "hone/Core/Json.h"
#include "hone/Index/Index.h"
#include "hone/Support/Support.h"
#include "hone/Twin/Reachable.h"
#include "clang/AST/ASTConsumer.h"
#include "clang/AST/ASTContext.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Lex/PPCallbacks.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/Support/Path.h"

using llvm::StringRef;

namespace hone {

/// Functions of one unit that are asked about: enough to know it by.
static constexpr std::size_t MaxFunctions = 40;

namespace {

class IncludeWatcher : public clang::PPCallbacks {
public:
  IncludeWatcher(const clang::SourceManager &SM, UnitLook &Look) : SM(SM), Look(Look) {}

  /// True: the parse goes on without it.
  bool FileNotFound(StringRef) override { return true; }

  void InclusionDirective(clang::SourceLocation At, const clang::Token &, StringRef Name, bool Angled,
                          clang::CharSourceRange, clang::OptionalFileEntryRef File, StringRef, StringRef,
                          const clang::Module *, bool, clang::SrcMgr::CharacteristicKind) override {
    if (!File)
      Look.Missing.push_back({Name.str(), SM.getFilename(SM.getExpansionLoc(At)).str(), Angled, 1, {}});
    const StringRef Extension = llvm::sys::path::extension(Name);
    Look.Sources += Extension == ".cpp" || Extension == ".cc" || Extension == ".cxx" || Extension == ".c++";
  }

private:
  const clang::SourceManager &SM;
  UnitLook &Look;
};

/// Runs a function on the finished AST.
class LookConsumer : public clang::ASTConsumer {
public:
  explicit LookConsumer(std::function<void(clang::ASTContext &)> Do) : Do(std::move(Do)) {}
  void HandleTranslationUnit(clang::ASTContext &Context) override { Do(Context); }

private:
  std::function<void(clang::ASTContext &)> Do;
};

} // namespace

/// The first loop of each function, replaced by itself: what the planner is asked about.
static std::vector<Finding> copiesOf(const std::vector<Loop> &Loops) {
  std::vector<Finding> Found;
  std::set<std::pair<std::string, std::string>> Seen;
  for (const Loop &L : Loops) {
    if (Found.size() == MaxFunctions)
      break;
    if (!Seen.insert({L.Where.File, L.Function}).second)
      continue;
    llvm::Expected<std::string> Text = readFile(L.Where.File);
    if (!Text) {
      llvm::consumeError(Text.takeError());
      continue;
    }
    Finding F;
    F.Id = fmt::format("{:012x}", Found.size() + 1);
    F.Where = L.Where;
    F.Fix.Edits = {{L.Where.File, L.Where.Begin, L.Where.End - L.Where.Begin,
                    Text->substr(L.Where.Begin, L.Where.End - L.Where.Begin)}};
    F.Message = fmt::format("{}:{}", L.Where.File, L.Where.Line);
    Found.push_back(std::move(F));
  }
  return Found;
}

static void lookAtFunctions(clang::CompilerInstance &CI, clang::ASTContext &Context, const Project &P, UnitLook &Look) {
  const std::vector<Finding> Copies = copiesOf(findLoops(Context, P));
  const std::map<std::string, Reason> WhyNot = whyNotDriven(CI, Context, P, Copies);
  for (const Finding &F : Copies) {
    const auto Found = WhyNot.find(F.Id);
    Look.Functions.push_back({F.Message, Found == WhyNot.end() ? "" : Found->second.Code});
  }
}

static double now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

UnitLook lookAt(const Project &P, const Unit &U) {
  UnitLook Look;
  ParseDiagnostics Said;
  const double Start = now();
  double Parsed = Start;
  llvm::Error E = parseUnit(
      U, {}, FlagSet::Fast,
      [&](clang::CompilerInstance &CI) {
        CI.getPreprocessor().addPPCallbacks(std::make_unique<IncludeWatcher>(CI.getSourceManager(), Look));
        return std::make_unique<LookConsumer>([&](clang::ASTContext &Context) {
          Parsed = now();
          const clang::SourceManager &SM = Context.getSourceManager();
          Look.Editable = isEditable(P, U.MainFile, SM.getBufferData(SM.getMainFileID()));
          Look.Parsed = !CI.getDiagnostics().hasErrorOccurred() && Look.Missing.empty();
          if (Look.Parsed)
            lookAtFunctions(CI, Context, P, Look);
        });
      },
      Said);
  Look.Seconds = Parsed - Start;
  Look.Error = E ? llvm::toString(std::move(E)) : StringRef(Said.Text).split('\n').first.str();
  return Look;
}

llvm::json::Value toJSON(const UnitLook &L) {
  llvm::json::Array Missing, Functions;
  for (const MissingHeader &M : L.Missing)
    Missing.push_back(llvm::json::Array{toUtf8(M.Name), toUtf8(M.From), M.Angled});
  for (const LoopFunction &F : L.Functions)
    Functions.push_back(llvm::json::Array{toUtf8(F.Place), F.Code});
  return llvm::json::Object{{"parsed", L.Parsed},
                            {"editable", L.Editable},
                            {"error", toUtf8(L.Error)},
                            {"sources", L.Sources},
                            {"seconds", L.Seconds},
                            {"missing", std::move(Missing)},
                            {"functions", std::move(Functions)}};
}

bool fromJSON(const llvm::json::Value &V, UnitLook &L, llvm::json::Path P) {
  llvm::json::ObjectMapper O(V, P);
  if (!O || !O.map("parsed", L.Parsed) || !O.map("editable", L.Editable) || !O.map("error", L.Error) ||
      !O.map("sources", L.Sources) || !O.map("seconds", L.Seconds))
    return false;
  for (const llvm::json::Value &Each : *V.getAsObject()->getArray("missing")) {
    const llvm::json::Array &A = *Each.getAsArray();
    L.Missing.push_back({A[0].getAsString()->str(), A[1].getAsString()->str(), *A[2].getAsBoolean(), 1, {}});
  }
  for (const llvm::json::Value &Each : *V.getAsObject()->getArray("functions")) {
    const llvm::json::Array &A = *Each.getAsArray();
    L.Functions.push_back({A[0].getAsString()->str(), A[1].getAsString()->str()});
  }
  return true;
}

} // namespace hone
