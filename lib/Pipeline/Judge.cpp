// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which files of a unit Hone may edit, and the checks over what stands in them.
#include "hone/Pipeline/Judge.h"
#include "hone/Analysis/Models.h"
#include "hone/Analysis/Types.h"
#include "hone/Pipeline/Config.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/FileManager.h"

using namespace clang;
using llvm::StringRef;

namespace hone {

/// The real path of a file, and its text as parsed.
static std::string realPathOf(const SourceManager &SM, FileID Id) {
  OptionalFileEntryRef Entry = SM.getFileEntryRefForID(Id);
  if (!Entry)
    return "";
  StringRef Real = Entry->getFileEntry().tryGetRealPathName();
  return Real.empty() ? Entry->getName().str() : Real.str();
}

namespace {
/// Decides once a file whether Hone may edit it.
class EditableFiles {
public:
  /// \p Only: the files the user named; with none, all of the project. A header
  /// beside them belongs to units that are not looked at in this run.
  EditableFiles(const Project &P, const std::set<std::string> &Only, const SourceManager &SM)
      : P(P), Only(Only), SM(SM) {}

  bool contains(FileID Id) {
    auto [It, New] = Known.try_emplace(Id, false);
    if (!New)
      return It->second;
    if (Id.isInvalid() || SrcMgr::isSystem(SM.getFileCharacteristic(SM.getLocForStartOfFile(Id))))
      return false;
    std::string Path = realPathOf(SM, Id);
    std::optional<StringRef> Text = SM.getBufferDataOrNone(Id);
    if (Path.empty() || !Text || !isEditable(P, Path, *Text))
      return false;
    Hashes[Path] = hashBytes(*Text);
    return Known[Id] = Only.empty() || Only.count(Path);
  }
  FileHashes Hashes;

private:
  const Project &P;
  const std::set<std::string> &Only;
  const SourceManager &SM;
  std::map<FileID, bool> Known;
};
} // namespace

/// Declarations written in editable files, found from the top.
static std::vector<Decl *> editableDecls(ASTContext &Context, EditableFiles &Files) {
  const SourceManager &SM = Context.getSourceManager();
  std::vector<Decl *> Scope;
  for (Decl *D : Context.getTranslationUnitDecl()->decls()) {
    SourceLocation Where = SM.getExpansionLoc(D->getLocation());
    if (Where.isValid() && Files.contains(SM.getFileID(Where)))
      Scope.push_back(D);
  }
  return Scope;
}

llvm::Expected<std::vector<Finding>> judgeUnit(ASTContext &Context, const JudgeRequest &Request,
                                               FileHashes &Hashes) {
  if (llvm::Error E = useModels(modelFiles(*Request.Checks)))
    return std::move(E);
  EditableFiles Files(*Request.P, *Request.Only, Context.getSourceManager());
  std::vector<Decl *> Scope = editableDecls(Context, Files);
  if (Request.RelaxedAliasing)
    relaxAliasing(Context);
  if (Request.FusesWithinStatements)
    fuseWithinStatements(Context);
  std::vector<Finding> Found = runChecks(Context, Scope, *Request.Checks, Request.PP);
  Hashes = std::move(Files.Hashes);
  return Found;
}

} // namespace hone
