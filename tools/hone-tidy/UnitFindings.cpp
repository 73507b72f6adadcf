// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The same steps as in `hone scan`, on an AST that clang-tidy has made. A plugin is told neither
// the database nor the flags, and both matter: where the project ends, and whether type-based
// alias rules hold. So the command line is looked at, and what it does not say is asked of the
// files as `hone` does.
#include "UnitFindings.h"
#include "hone/Pipeline/Config.h"
#include "hone/Pipeline/Glance.h"
#include "hone/Pipeline/Judge.h"
#include "hone/Project/Language.h"
#include "hone/Support/Support.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using llvm::StringRef;

namespace hone {
namespace {

/// What clang-tidy was called with, as far as a plugin has to know.
struct TidyCommand {
  std::string BuildDir;
  bool HasFlags = false; ///< `-- FLAGS`
  std::vector<std::string> Flags;
  bool AddsFlags = false; ///< --extra-arg: no database knows of those.
};

TidyCommand readOwnCommand() {
  TidyCommand Read;
  auto Line = llvm::MemoryBuffer::getFileAsStream("/proc/self/cmdline");
  if (!Line)
    return Read;
  llvm::SmallVector<StringRef, 32> Words;
  (*Line)->getBuffer().split(Words, '\0', -1, /*KeepEmpty=*/true);
  if (!Words.empty())
    Words.pop_back();
  for (std::size_t I = 1; I < Words.size(); ++I) {
    if (Words[I] == "--") {
      Read.HasFlags = true;
      for (StringRef Flag : llvm::ArrayRef(Words).drop_front(I + 1))
        Read.Flags.push_back(Flag.str());
      break;
    }
    StringRef Word = Words[I];
    if (!Word.consume_front("--") && !Word.consume_front("-"))
      continue;
    if (Word == "p" && I + 1 < Words.size())
      Read.BuildDir = Words[++I].str();
    else if (Word.consume_front("p="))
      Read.BuildDir = Word.str();
    // CMake always adds the driver's mode, which says nothing about aliases.
    else if (Word.starts_with("extra-arg") && !Word.contains("=--driver-mode="))
      Read.AddsFlags = true;
  }
  return Read;
}

std::string mainFileOf(const SourceManager &SM) {
  OptionalFileEntryRef Main = SM.getFileEntryRefForID(SM.getMainFileID());
  if (!Main)
    return "";
  StringRef Real = Main->getFileEntry().tryGetRealPathName();
  return Real.empty() ? realPath(Main->getName()) : Real.str();
}

std::map<std::string, StringRef> textsOf(SourceManager &SM, llvm::ArrayRef<Finding> Found) {
  std::map<std::string, StringRef> Texts;
  for (const Finding &F : Found)
    if (auto File = SM.getFileManager().getOptionalFileRef(F.FunctionSpan.File))
      if (std::optional<llvm::MemoryBufferRef> Buffer = SM.getMemoryBufferForFileOrNone(*File))
        Texts[F.FunctionSpan.File] = Buffer->getBuffer();
  return Texts;
}

} // namespace

llvm::ArrayRef<Finding> UnitFindings::of(ASTContext &Context) {
  if (std::exchange(Of, &Context) != &Context)
    find(Context);
  return Found;
}

void UnitFindings::find(ASTContext &Context) {
  Found.clear();
  SourceManager &SM = Context.getSourceManager();
  const std::string Main = mainFileOf(SM);
  // Error recovery invents code; nothing is concluded from it.
  if (Main.empty() || Context.getDiagnostics().hasUncompilableErrorOccurred())
    return;
  const TidyCommand Command = readOwnCommand();
  const std::string BuildDir = Command.BuildDir.empty() ? "" : realPath(Command.BuildDir, Folder);
  llvm::Expected<Project> P = Project::load({BuildDir, {Main}, Command.HasFlags, Command.Flags});
  if (!P) {
    Problem = llvm::toString(P.takeError());
    return;
  }
  // What .clang-tidy says of models is relative to it; of the rest clang-tidy knows better.
  CheckOptions Checks = Options;
  const CheckOptions OfFiles = withConfiguration({}, Main);
  if (auto Models = OfFiles.Values.find("hone-models"); Models != OfFiles.Values.end())
    Checks.Values["hone-models"] = Models->second;
  const bool Relaxed = Command.AddsFlags || P->Units.empty() || hasRelaxedAliasing(P->Units.front());
  const bool ByClang = !P->Units.empty() && isCompiledByClang(P->Units.front());
  const std::set<std::string> All;
  FileHashes Hashes;
  auto Judged = judgeUnit(Context, {&*P, &All, &Checks, Relaxed, ByClang, PP}, Hashes);
  if (!Judged) {
    Problem = llvm::toString(Judged.takeError());
    return;
  }
  Found = std::move(*Judged);
  if (std::unique_ptr<Store> Evidence = Store::openIfThere(P->Root))
    recallAtAGlance(*Evidence, Found, textsOf(SM, Found));
}

} // namespace hone
