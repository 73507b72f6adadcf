// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Regions.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace hone;

namespace {
struct Insertion {
  unsigned At;
  const std::string *Text;
  const OutlinedRegion *Copy; ///< Null for a declaration in a class.
};
} // namespace

using InsertionMap = std::map<std::string, std::vector<Insertion>>;

/// In text order.
static InsertionMap insertionsOf(const std::vector<OutlinedRegion> &Regions) {
  InsertionMap All;
  for (const OutlinedRegion &R : Regions) {
    if (!R.Text.Declaration.empty())
      All[R.ClassFile].push_back({R.ClassAt, &R.Text.Declaration, nullptr});
    All[R.File].push_back({R.At, &R.Text.Definition, &R});
  }
  for (auto &[File, List] : All)
    llvm::stable_sort(List, [](const Insertion &A, const Insertion &B) { return A.At < B.At; });
  return All;
}

/// Where the byte at \p Offset is now; with \p Copy, the one in that copy.
static unsigned moved(const InsertionMap &All, const std::string &File, unsigned Offset,
                      const OutlinedRegion *Copy) {
  auto List = All.find(File);
  if (List == All.end())
    return Offset;
  unsigned Shift = 0;
  for (const Insertion &I : List->second) {
    if (Copy && I.Copy == Copy)
      return I.At + Shift + Copy->Text.CopyAt + (Offset - Copy->From.Begin);
    if (!Copy && I.At > Offset)
      break;
    Shift += I.Text->size();
  }
  return Offset + Shift;
}

RegionTexts hone::layRegions(const std::vector<OutlinedRegion> &Regions, const Overlay &Texts,
                             const std::vector<Finding> &Findings) {
  InsertionMap All = insertionsOf(Regions);
  RegionTexts Laid;
  for (const auto &[File, List] : All) {
    std::string &Out = Laid.Files[File];
    unsigned At = 0;
    for (const Insertion &I : List) {
      Out.append(Texts.at(File), At, I.At - At);
      Out += *I.Text;
      At = I.At;
    }
    Out.append(Texts.at(File), At, std::string::npos);
  }
  for (Finding F : Findings) {
    if (F.Reached != Status::Legal || F.Fix.Edits.empty())
      continue;
    const OutlinedRegion *Copy = nullptr;
    for (const OutlinedRegion &R : Regions)
      if (R.FindingId == F.Id)
        Copy = &R;
    for (Edit &E : F.Fix.Edits) {
      bool Inside = Copy && E.File == Copy->File && Copy->From.Begin <= E.Offset &&
                    E.Offset + E.Length <= Copy->From.End;
      E.Offset = moved(All, E.File, E.Offset, Inside ? Copy : nullptr);
    }
    F.Where.Begin = moved(All, F.Where.File, Copy ? Copy->From.Begin : F.Where.Begin, Copy);
    Laid.Findings.push_back(std::move(F));
  }
  return Laid;
}

namespace {
class BrokenFinder : public clang::RecursiveASTVisitor<BrokenFinder> {
public:
  explicit BrokenFinder(llvm::StringRef Name) : Name(Name) {}
  bool VisitFunctionDecl(clang::FunctionDecl *F) {
    if (!F->getDeclName().isIdentifier() || F->getName() != Name)
      return true;
    Seen |= F->isThisDeclarationADefinition();
    Broken |= F->isInvalidDecl() || (F->hasBody() && containsErrors(F->getBody()));
    return true;
  }
  bool Broken = false, Seen = false;

private:
  static bool containsErrors(const clang::Stmt *S) {
    if (!S)
      return false;
    if (const auto *E = llvm::dyn_cast<clang::Expr>(S); E && E->containsErrors())
      return true;
    if (const auto *D = llvm::dyn_cast<clang::DeclStmt>(S))
      for (const clang::Decl *Inner : D->decls())
        if (Inner->isInvalidDecl())
          return true;
    return llvm::any_of(S->children(), [](const clang::Stmt *C) { return containsErrors(C); });
  }
  llvm::StringRef Name;
};
} // namespace

bool hone::isBroken(const clang::ASTContext &Context, llvm::StringRef Name) {
  BrokenFinder Find(Name);
  Find.TraverseDecl(Context.getTranslationUnitDecl());
  return Find.Broken || !Find.Seen;
}
