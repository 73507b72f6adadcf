// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Every check as clang-tidy's `hone-<id>`: what is legal at --level=guarded is a warning with its
// edits, with its obligations as notes. Nothing is tested or measured here.
#include "UnitFindings.h"
#include "hone/Reporters/Reporters.h"
#include "hone/Support/Support.h"
#include "clang-tidy/ClangTidyCheck.h"
#include "clang-tidy/ClangTidyModule.h"
#include "clang/Basic/FileManager.h"

using namespace clang;
using namespace clang::ast_matchers;
using llvm::StringRef;

namespace hone {
namespace {

class TidyCheck : public tidy::ClangTidyCheck {
public:
  TidyCheck(StringRef Name, tidy::ClangTidyContext *Context, const Check &What,
            std::shared_ptr<UnitFindings> Shared)
      : ClangTidyCheck(Name, Context), What(What), Shared(std::move(Shared)) {
    this->Shared->enable(What.Id);
    const std::string Prefix = Name.str() + ".";
    for (const auto &Option : Context->getOptions().CheckOptions)
      if (Option.getKey().starts_with(Prefix))
        this->Shared->setOption(Option.getKey(), Option.getValue().Value);
  }
  bool isLanguageVersionSupported(const LangOptions &L) const override { return L.CPlusPlus; }
  void registerPPCallbacks(const SourceManager &, Preprocessor *PP, Preprocessor *) override {
    Shared->setPreprocessor(*PP);
  }
  void registerMatchers(MatchFinder *Finder) override {
    Finder->addMatcher(translationUnitDecl().bind("unit"), this);
  }
  void check(const MatchFinder::MatchResult &Result) override { Context = Result.Context; }
  /// Only now: the walk that clang-tidy is in the middle of is not to be disturbed by another.
  void onEndOfTranslationUnit() override;

private:
  void report(const Finding &F);
  SourceLocation locationOf(StringRef File, unsigned Offset) const;
  void keepBlanks(Edit &E, llvm::ArrayRef<Edit> All) const;

  const Check &What;
  std::shared_ptr<UnitFindings> Shared;
  ASTContext *Context = nullptr;
};

SourceLocation TidyCheck::locationOf(StringRef File, unsigned Offset) const {
  SourceManager &SM = Context->getSourceManager();
  OptionalFileEntryRef Entry = SM.getFileManager().getOptionalFileRef(File);
  FileID Id = Entry ? SM.translateFile(*Entry) : FileID();
  return Id.isValid() ? SM.getLocForStartOfFile(Id).getLocWithOffset(Offset) : SourceLocation();
}

/// clang takes a blank more away with a plain removal. So a removal becomes the replacement, by itself, of a
/// character beside it that no other edit is about.
void TidyCheck::keepBlanks(Edit &E, llvm::ArrayRef<Edit> All) const {
  if (!E.Text.empty())
    return;
  SourceManager &SM = Context->getSourceManager();
  const StringRef Code = SM.getBufferData(SM.getFileID(locationOf(E.File, E.Offset)));
  const unsigned End = E.Offset + E.Length;
  auto IsFree = [&](unsigned At) {
    return At < Code.size() && llvm::none_of(All, [&](const Edit &Other) {
             return Other.File == E.File && Other.Offset != E.Offset && Other.Offset <= At + 1 && At <= Other.Offset + Other.Length;
           });
  };
  if (IsFree(End)) {
    E.Text = Code.substr(End, 1).str();
    E.Length += 1;
  } else if (E.Offset > 0 && IsFree(E.Offset - 1)) {
    E.Text = Code.substr(E.Offset - 1, 1).str();
    E.Offset -= 1;
    E.Length += 1;
  }
}

void TidyCheck::report(const Finding &F) {
  const SourceLocation Where = locationOf(F.Where.File, F.Where.Begin);
  if (Where.isInvalid())
    return;
  // A diagnostic is issued when its builder goes, so before its notes.
  {
    auto Said = diag(Where, "%0; %1") << F.Message << knownText(F);
    for (Edit E : F.Fix.Edits) {
      keepBlanks(E, F.Fix.Edits);
      const SourceLocation Begin = locationOf(E.File, E.Offset);
      Said << FixItHint::CreateReplacement(
          CharSourceRange::getCharRange(Begin, Begin.getLocWithOffset(E.Length)), E.Text);
    }
  }
  for (const Obligation &O : F.Obligations)
    diag(Where, "%0: %1 [%2]", DiagnosticIDs::Note) << toString(O.By) << O.Text << O.Code;
}

void TidyCheck::onEndOfTranslationUnit() {
  if (!Context)
    return;
  llvm::ArrayRef<Finding> Found = Shared->of(*Context);
  if (std::string Problem = Shared->takeProblem(); !Problem.empty())
    configurationDiag("hone finds nothing here: %0") << Problem;
  for (const Finding &F : Found)
    if (F.Check == What.Id && F.Trust <= Level::Guarded &&
        (F.Reached == Status::Legal || F.Reached == Status::Different))
      report(F);
  Context = nullptr;
}

class HoneModule : public tidy::ClangTidyModule {
public:
  void addCheckFactories(tidy::ClangTidyCheckFactories &Factories) override {
    // The checks of a unit are made together, after those of the unit before are gone. The
    // factories outlive this module.
    auto OfThisUnit = [Folder = realPath("."), Current = std::make_shared<std::weak_ptr<UnitFindings>>()] {
      std::shared_ptr<UnitFindings> Shared = Current->lock();
      if (!Shared)
        *Current = Shared = std::make_shared<UnitFindings>(Folder);
      return Shared;
    };
    for (const Check *What : allChecks())
      Factories.registerCheckFactory(
          "hone-" + What->Id.str(), [What, OfThisUnit](StringRef Name, tidy::ClangTidyContext *Context) {
            return std::make_unique<TidyCheck>(Name, Context, *What, OfThisUnit());
          });
  }
};

// How a plugin makes itself known.
tidy::ClangTidyModuleRegistry::Add<HoneModule> Known("hone-module", "rewrites that were proved legal: see `hone fix`");

} // namespace
} // namespace hone
