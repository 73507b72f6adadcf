// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Finds the loops people wrote. Only declarations in editable files are
// walked: a unit's standard headers hold a hundred times more code than it.
// Templates are walked as written, not once per instantiation.
#include "hone/Index/Index.h"
#include "Hindrances.h"
#include <algorithm>
#include <tuple>

using clang::SourceLocation;

namespace hone {

namespace {
class LoopFinder : public clang::RecursiveASTVisitor<LoopFinder> {
  using Base = RecursiveASTVisitor<LoopFinder>;

public:
  LoopFinder(clang::ASTContext &Context, const Project &P)
      : Sources(Context.getSourceManager()), Context(Context), P(P) {}

  /// The path of an editable file, empty for any other.
  const std::string &editablePath(SourceLocation Where) {
    const clang::FileID Id = Sources.getFileID(Sources.getExpansionLoc(Where));
    auto [It, New] = Paths.try_emplace(Id);
    if (!New || Sources.isInSystemHeader(Where))
      return It->second;
    const clang::OptionalFileEntryRef File = Sources.getFileEntryRefForID(Id);
    if (!File)
      return It->second;
    const std::string Path =
        Sources.getFileManager().getCanonicalName(*File).str();
    if (isEditable(P, Path, Sources.getBufferData(Id)))
      It->second = Path;
    return It->second;
  }

  bool TraverseForStmt(clang::ForStmt *S) {
    return inLoop(S, [&] { return Base::TraverseForStmt(S); });
  }
  bool TraverseCXXForRangeStmt(clang::CXXForRangeStmt *S) {
    return inLoop(S, [&] { return Base::TraverseCXXForRangeStmt(S); });
  }
  bool TraverseWhileStmt(clang::WhileStmt *S) {
    return inLoop(S, [&] { return Base::TraverseWhileStmt(S); });
  }
  bool TraverseDoStmt(clang::DoStmt *S) {
    return inLoop(S, [&] { return Base::TraverseDoStmt(S); });
  }

  /// A body of its own starts at depth one; a lambda's belongs to the function
  /// around it by name only.
  bool TraverseDecl(clang::Decl *D) {
    const auto *F = llvm::dyn_cast_or_null<clang::FunctionDecl>(D);
    if (!F)
      return Base::TraverseDecl(D);
    std::string Name = F->getQualifiedNameAsString();
    std::swap(Name, Function);
    const unsigned Outer = std::exchange(Depth, 0u);
    const std::optional<std::size_t> Around = std::exchange(Current, std::nullopt);
    const bool GoOn = Base::TraverseDecl(D);
    Depth = Outer;
    Current = Around;
    std::swap(Name, Function);
    return GoOn;
  }
  bool TraverseLambdaExpr(clang::LambdaExpr *L) {
    const unsigned Outer = std::exchange(Depth, 0u);
    const std::optional<std::size_t> Around = std::exchange(Current, std::nullopt);
    const bool GoOn = Base::TraverseLambdaExpr(L);
    Depth = Outer;
    Current = Around;
    return GoOn;
  }

  bool VisitStmt(clang::Stmt *S) {
    if (!Current)
      return true;
    if (std::optional<Hindrance> H = hindranceOf(*S)) {
      H->Line = Sources.getExpansionLineNumber(S->getBeginLoc());
      Found[*Current].Hindrances.push_back(std::move(*H));
    }
    return true;
  }

  std::vector<Loop> Found;

private:
  template <typename Visit> bool inLoop(clang::Stmt *S, Visit Inside) {
    ++Depth;
    const std::optional<std::size_t> Around = Current;
    if (add(*S))
      Current = Found.size() - 1;
    const bool GoOn = Inside();
    Current = Around;
    --Depth;
    return GoOn;
  }

  /// False for what is not a person's to change.
  bool add(const clang::Stmt &S) {
    // A loop that a macro hides has no text to change where it is used.
    if (Sources.isMacroBodyExpansion(S.getBeginLoc()))
      return false;
    const SourceLocation Begin = Sources.getExpansionLoc(S.getBeginLoc());
    const std::string &Path = editablePath(Begin);
    if (Path.empty())
      return false;
    const SourceLocation Last =
        Sources.getExpansionRange(S.getEndLoc()).getEnd();
    const SourceLocation End = clang::Lexer::getLocForEndOfToken(
        Last, 0, Sources, Context.getLangOpts());
    Loop L;
    L.Where.File = Path;
    L.Where.Begin = Sources.getFileOffset(Begin);
    L.Where.End = Sources.getFileOffset(End);
    L.Where.Line = Sources.getExpansionLineNumber(Begin);
    L.Where.Column = Sources.getExpansionColumnNumber(Begin);
    L.Where.EndLine = Sources.getExpansionLineNumber(Last);
    L.Function = Function;
    L.Depth = Depth;
    L.Id =
        fmt::format("{}:{}:{}", P.relative(Path), L.Where.Line, L.Where.Column);
    Found.push_back(std::move(L));
    return true;
  }

  clang::SourceManager &Sources;
  clang::ASTContext &Context;
  const Project &P;
  std::map<clang::FileID, std::string> Paths;
  std::string Function;
  unsigned Depth = 0;
  std::optional<std::size_t> Current; ///< The innermost loop around, in Found.
};
} // namespace

/// Each once a line, in order; branches count in an innermost loop only.
static void tidy(std::vector<Hindrance> &All, bool Innermost) {
  if (!Innermost)
    llvm::erase_if(All, [](const Hindrance &H) { return H.Kind == "branch"; });
  auto Key = [](const Hindrance &H) { return std::tie(H.Line, H.Kind, H.Text); };
  llvm::sort(All, [&](const Hindrance &A, const Hindrance &B) { return Key(A) < Key(B); });
  All.erase(std::unique(All.begin(), All.end(),
                        [&](const Hindrance &A, const Hindrance &B) { return Key(A) == Key(B); }),
            All.end());
}

std::vector<Loop> findLoops(clang::ASTContext &Context, const Project &P) {
  LoopFinder Finder(Context, P);
  for (clang::Decl *D : Context.getTranslationUnitDecl()->decls())
    if (D->getLocation().isValid() &&
        !Finder.editablePath(D->getLocation()).empty())
      Finder.TraverseDecl(D);
  std::vector<Loop> Loops = std::move(Finder.Found);
  auto Key = [](const Loop &L) {
    return std::tie(L.Where.File, L.Where.Begin, L.Depth);
  };
  llvm::sort(Loops,
             [&](const Loop &A, const Loop &B) { return Key(A) < Key(B); });
  // A file that is included twice shows its loops twice.
  Loops.erase(
      std::unique(Loops.begin(), Loops.end(),
                  [](const Loop &A, const Loop &B) { return A.Id == B.Id; }),
      Loops.end());
  for (std::size_t I = 0; I != Loops.size(); ++I)
    tidy(Loops[I].Hindrances, I + 1 == Loops.size() || Loops[I + 1].Where.File != Loops[I].Where.File ||
                                  Loops[I + 1].Where.Begin >= Loops[I].Where.End);
  return Loops;
}

} // namespace hone
