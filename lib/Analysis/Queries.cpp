// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Questions asked of the effects of a statement.

#include "EffectsVisitor.h"
#include "hone/Analysis/Escape.h"
#include "hone/Analysis/Exceptions.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;

namespace hone {

const OpaqueCall *findUnseen(const Effects &E) {
  const auto Found = llvm::find_if(E.Opaque, [](const OpaqueCall &Each) { return !Each.Stops; });
  return Found == E.Opaque.end() ? nullptr : &*Found;
}

std::optional<Refusal> findChange(const Effects &E, llvm::ArrayRef<Access> Places,
                                  const FunctionDecl &Function, const ASTContext &C) {
  if (!E.Unknown.empty())
    return E.Unknown.front();
  const OpaqueCall *Unseen = findUnseen(E);
  llvm::DenseMap<const VarDecl *, bool> Known;
  auto IsPrivate = [&](const VarDecl &V) {
    auto [It, New] = Known.try_emplace(V.getCanonicalDecl(), false);
    if (New)
      It->second = isPrivate(V, Function, C);
    return It->second;
  };
  for (const Access &A : Places) {
    const Place &P = A.Where;
    bool Private = P.How == Reach::Temporary || (P.How == Reach::Object && P.Root && IsPrivate(*P.Root));
    bool Constant = P.How == Reach::Object && P.Root && P.Root->getType().isConstQualified() &&
                    !C.getBaseElementType(P.Root->getType())->isRecordType(); // mutable
    if (Constant)
      continue; // Changing it would be undefined.
    if (Unseen && !Private)
      return Refusal{"opaque-call", Unseen->Text + ", so it may change " + P.describe(), Unseen->At};
    for (const Access &W : E.Writes) {
      if (!mayAlias(W.Where, P, C, IsPrivate))
        continue;
      bool Same = W.Where.How == P.How && W.Where.Root == P.Root && W.Where.This == P.This &&
                  (P.Root || P.This) && P.How != Reach::Indirect;
      if (Same)
        return Refusal{"modified", P.describe() + " is modified in the loop", W.At};
      return Refusal{"aliased-store", "a store to " + W.Where.describe() + " may change " +
                                          P.describe(), W.At};
    }
  }
  return std::nullopt;
}

std::optional<Refusal> findChange(const Effects &E, const Place &P, const FunctionDecl &Function,
                                  const ASTContext &C) {
  Access A{P, SourceLocation()};
  return findChange(E, llvm::ArrayRef<Access>(A), Function, C);
}

std::optional<Refusal> findInvalidation(const Effects &E, const Place &P,
                                        bool OfIterators,
                                        const FunctionDecl &Function,
                                        const ASTContext &C) {
  if (!E.Unknown.empty())
    return E.Unknown.front();
  auto IsPrivate = [&](const VarDecl &V) { return isPrivate(V, Function, C); };
  bool Private = P.How == Reach::Object && P.Root && IsPrivate(*P.Root);
  if (const OpaqueCall *Unseen = findUnseen(E); Unseen && !Private)
    return Refusal{"opaque-call", Unseen->Text + ", so it may change " + P.describe(), Unseen->At};
  for (const Invalidation &V : E.Ended)
    if ((V.References || OfIterators) && mayAlias(V.Container, P, C, IsPrivate))
      return Refusal{
          "invalidated",
          "what leads into " + P.describe() + " may lead nowhere then", V.At};
  // Assigned as a whole by something that does not say so: `*p =
  // std::vector<int>()`.
  for (const Access &W : E.Writes)
    if (W.Where.How == Reach::Indirect && mayAlias(W.Where, P, C, IsPrivate))
      return Refusal{"invalidated",
                     "a store to " + W.Where.describe() + " may change " +
                         P.describe(),
                     W.At};
  return std::nullopt;
}

bool EffectsVisitor::staysInRange(const CXXForRangeStmt &Range, std::size_t FirstWrite) const {
  const VarDecl &Each = *Range.getLoopVariable();
  QualType Whole = llvm::cast<VarDecl>(Range.getRangeStmt()->getSingleDecl())->getType().getNonReferenceType();
  if (!(isStdVector(Whole) || isStdString(Whole)) || llvm::isa<DecompositionDecl>(Each))
    return false;
  QualType Element = elementType(Whole);
  bool IsNumber = Element->isArithmeticType() && !Element->isBooleanType() && !Element->isEnumeralType();
  if (!(Each.getType()->isReferenceType() || IsNumber) ||
      !C.hasSameUnqualifiedType(Each.getType().getNonReferenceType(), Element))
    return false;
  return llvm::all_of(llvm::ArrayRef(Out.Writes).drop_front(FirstWrite), [](const Access &W) {
    const Place &P = W.Where;
    return P.How == Reach::Object && P.Root && P.Root->hasLocalStorage() &&
           !P.Root->getType()->isReferenceType() && !P.Type.isNull() && P.Type->isScalarType();
  });
}

std::optional<Refusal> findImpurity(const Effects &E) {
  if (auto Exit = findExit(E))
    return Exit;
  for (const Access &W : E.Writes)
    return Refusal{"writes", "it writes " + W.Where.describe(), W.At};
  return std::nullopt;
}

std::optional<Refusal> findSpeculationRisk(const Effects &E) {
  if (auto Impure = findImpurity(E))
    return Impure;
  if (!E.Hazards.empty())
    return Refusal{"hazard", E.Hazards.front().Text, E.Hazards.front().At};
  if (!E.MayNotEnd.empty())
    return Refusal{"may-not-end", E.MayNotEnd.front().Text, E.MayNotEnd.front().At};
  return std::nullopt;
}

bool isErrno(const FunctionDecl &F) {
  return F.getDeclName().isIdentifier() &&
         llvm::is_contained({"__errno_location", "___errno", "__errno", "_errno", "__error"}, F.getName());
}

namespace {

class EnvironmentObserver : public RecursiveASTVisitor<EnvironmentObserver> {
public:
  explicit EnvironmentObserver(const SourceManager &SM) : SM(SM) {}

  bool TraverseDecl(Decl *D) {
    if (D && !llvm::isa<TranslationUnitDecl>(D) && SM.isInSystemHeader(D->getLocation()))
      return true;
    return RecursiveASTVisitor::TraverseDecl(D);
  }
  bool VisitDeclRefExpr(DeclRefExpr *R) {
    const auto *F = llvm::dyn_cast<FunctionDecl>(R->getDecl());
    if (!F || !F->getDeclName().isIdentifier())
      return true;
    bool Observes = isErrno(*F) || llvm::StringSwitch<bool>(F->getName())
        .Cases({"perror", "err", "errx", "warn", "error", "error_at_line"}, F->isExternC())
        .Cases({"feclearexcept", "fegetexceptflag", "feraiseexcept", "fesetexceptflag"}, true)
        .Cases({"fetestexcept", "fegetround", "fesetround", "fegetenv", "feholdexcept"}, true)
        .Cases({"fesetenv", "feupdateenv", "feenableexcept", "fedisableexcept"}, true)
        .Cases({"fegetexcept", "fegetmode", "fesetmode"}, true)
        .Cases({"_mm_getcsr", "_mm_setcsr", "__builtin_ia32_ldmxcsr", "__builtin_ia32_stmxcsr"}, true)
        .Default(false);
    if (Observes)
      Found = {"errno-observed", "'" + F->getNameAsString() +
                                     "' observes errno or the floating-point environment",
               R->getExprLoc()};
    return !Found;
  }
  /// `%m` of printf and syslog is errno in words.
  bool VisitStringLiteral(StringLiteral *L) {
    if (L->getCharByteWidth() == 1 && L->getString().contains("%m"))
      Found = {"errno-observed", "a format with %m shows errno", L->getBeginLoc()};
    return !Found;
  }
  bool VisitCompoundStmt(CompoundStmt *S) {
    if (S->hasStoredFPFeatures() && S->getStoredFPFeatures().hasAllowFEnvAccessOverride() &&
        S->getStoredFPFeatures().getAllowFEnvAccessOverride())
      Found = {"errno-observed", "#pragma STDC FENV_ACCESS is on", S->getBeginLoc()};
    return !Found;
  }
  std::optional<Refusal> Found;

private:
  const SourceManager &SM;
};

} // namespace

std::optional<Refusal> findErrnoObserver(const ASTContext &C) {
  const LangOptions &L = C.getLangOpts();
  if (L.RoundingMath || L.getDefaultExceptionMode() == LangOptions::FPE_Strict)
    return Refusal{"errno-observed", "the unit is compiled for access to the "
                                     "floating-point environment", {}};
  EnvironmentObserver O(C.getSourceManager());
  // One by one: what is matched now may be limited to a part of the unit.
  for (Decl *D : C.getTranslationUnitDecl()->decls())
    if (!O.Found)
      O.TraverseDecl(D);
  return O.Found;
}

} // namespace hone
