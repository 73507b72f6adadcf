// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Vectors own what they hold, so two of them are apart if they are two objects. What is told apart without a question
// is told by names: a variable is another object than one with another name.
#include "NestGuards.h"
#include "CheckedIndex.h"
#include "LoopContext.h"
#include "hone/Rewrite/PatchBuilder.h"

using namespace clang;
using namespace hone;

bool hone::isOwner(QualType T) { return isStdVector(T) || isStdType(T, "array") || T->isArrayType(); }

/// The variable that owns all that \p A reaches, by its own name: no reference, no member, and no pointer on the way.
static const VarDecl *ownerOf(const NestArray &A) {
  const VarDecl *V = variableOf(*A.Base);
  return V && !V->getType()->isReferenceType() && llvm::all_of(A.Levels, isOwner) ? V : nullptr;
}

/// Whether \p A is a variable or a member by its own name: such is no element of anything.
static bool hasOwnName(const NestArray &A) {
  const auto *Member = dyn_cast<MemberExpr>(A.Base->IgnoreParenImpCasts());
  const VarDecl *V = variableOf(*A.Base);
  return (Member && !Member->getMemberDecl()->getType()->isReferenceType()) || (V && !V->getType()->isReferenceType());
}

/// Whether \p A lies in what the caller gave.
static bool isGiven(const NestArray &A, const FunctionDecl &F) {
  return A.Where.This || (isa_and_nonnull<ParmVarDecl>(A.Where.Root) && A.Where.Root->getDeclContext() == &F &&
                          A.Where.Root->getType()->isReferenceType());
}

/// Whether the vectors on the way to the elements of \p A are of other types than those on the way to \p B's, and hold them all.
static bool areOtherVectors(const NestArray &A, const NestArray &B, const ASTContext &C) {
  auto Other = [&](QualType X) {
    return !isStdVector(X) || llvm::none_of(B.Levels, [&](QualType Y) {
      return C.hasSameUnqualifiedType(X.getNonReferenceType(), Y.getNonReferenceType());
    });
  };
  return isStdVector(A.Levels[0]) && isStdVector(B.Levels[0]) && llvm::all_of(A.Levels, isOwner) &&
         llvm::all_of(B.Levels, isOwner) && llvm::all_of(A.Levels, Other);
}

// Where containers hold containers, a reference may lead to one inside of a variable, so only what plainly is another object
// counts.
bool hone::arePlainlyApart(const NestArray &A, const NestArray &B, const FunctionDecl &F, const ASTContext &C, std::string &Argument) {
  if (A.Levels.size() == 1 && B.Levels.size() == 1)
    return areApart(A.Elements, B.Elements, F, C, Argument);
  if (areOtherVectors(A, B, C)) {
    Argument = "vectors of different types hold different elements";
    return true;
  }
  const NestArray &Inner = A.Levels.size() < B.Levels.size() ? A : B;
  if (A.Levels.size() != B.Levels.size() && hasOwnName(Inner) && llvm::all_of(A.Levels, isOwner) && llvm::all_of(B.Levels, isOwner)) {
    Argument = "what has a name of its own is no row of another";
    return true;
  }
  const VarDecl *X = ownerOf(A), *Y = ownerOf(B);
  if (X && Y && areTwoObjects(*X, *Y)) {
    Argument = "two variables are two objects";
    return true;
  }
  for (auto [Own, Other] : {std::pair(X, &B), std::pair(Y, &A)})
    if (Own && Own->hasLocalStorage() && isGiven(*Other, F) && llvm::all_of(Other->Levels, isOwner)) {
      Argument = "a local variable is none of the objects the function was given";
      return true;
    }
  return false;
}

bool hone::areOneOrApart(const NestArray &A, const NestArray &B, const ASTContext &C) {
  return !A.Levels.empty() && !B.Levels.empty() && isStdVector(A.Levels[0]) && isStdVector(B.Levels[0]) &&
         C.hasSameUnqualifiedType(A.Levels[0].getNonReferenceType(), B.Levels[0].getNonReferenceType());
}

/// What & can stand in front of: `&Base::v` would be a pointer to a member.
static std::string addressable(const Expr &Base, ASTContext &C) {
  const auto *Member = dyn_cast<MemberExpr>(Base.IgnoreParenImpCasts());
  return (Member && Member->isImplicitAccess() && Member->hasQualifier() ? "this->" : "") + textOf(Base, C);
}

std::string hone::asksWhetherApart(const NestArray &A, const NestArray &B, ASTContext &C) {
  const std::string X = addressable(*A.Base, C), Y = addressable(*B.Base, C);
  return areOneOrApart(A, B, C) ? "&" + X + " != &" + Y : "";
}

bool hone::mayBeRow(const NestArray &Vector, const NestArray &Matrix, const ASTContext &C) {
  return Vector.Levels.size() == 1 && Matrix.Levels.size() == 2 && isStdVector(Matrix.Levels[0]) && isStdVector(Vector.Levels[0]) &&
         C.hasSameUnqualifiedType(Matrix.Levels[1].getNonReferenceType(), Vector.Levels[0].getNonReferenceType()) &&
         C.getLangOpts().CPlusPlus14;
}

std::string hone::asksWhetherNoRow(const NestArray &Vector, const NestArray &Matrix, const Stmt &Loop, ASTContext &C) {
  const std::string At = "(&" + addressable(*Vector.Base, C) + ", ", Rows = textOf(*Matrix.Base, C);
  return stdName("less", Loop, C) + "<>()" + At + Rows + ".data()) || " + stdName("greater_equal", Loop, C) + "<>()" + At +
         Rows + ".data() + " + Rows + ".size())";
}

std::string hone::allHold(llvm::ArrayRef<std::string> Conditions, llvm::StringRef Between) {
  std::string All;
  for (const std::string &Each : Conditions) {
    const bool Open = Conditions.size() > 1 && llvm::StringRef(Each).contains(" || ");
    All += (All.empty() ? "" : Between.str()) + (Open ? "(" + Each + ")" : Each);
  }
  return All;
}

std::optional<ApartTest> hone::testForApart(const NestArray &Given, const NestArray &Other, const Stmt &Loop, ASTContext &C) {
  const NestArray *A = &Given, *B = &Other;
  if (A->Levels.size() < B->Levels.size())
    std::swap(A, B);
  const std::string X = textOf(*A->Base, C), Y = textOf(*B->Base, C);
  if (std::string Condition = asksWhetherApart(*A, *B, C); !Condition.empty())
    return ApartTest{Condition, "'" + X + "' and '" + Y + "' are two objects", nullptr};
  if (mayBeRow(*B, *A, C))
    return ApartTest{asksWhetherNoRow(*B, *A, Loop, C), "'" + Y + "' is no row of '" + X + "'", A->Base};
  return std::nullopt;
}

/// Whether the order is kept if the array \p One is all of \p Other, or with \p Row that row of it.
static bool keepsOrderAs(std::vector<NestStatement> Statements, unsigned One, unsigned Other, std::optional<Affine> Row) {
  for (NestStatement &Each : Statements)
    for (ArrayAccess &Access : Each.Accesses) {
      if (Access.Array != One)
        continue;
      Access.Array = Other;
      if (Row)
        Access.Subscripts.insert(Access.Subscripts.begin(), Row);
    }
  return !findTurnedPair(Statements);
}

std::optional<std::string> hone::orderAnyway(const Nest &N, const std::vector<NestStatement> &Statements, unsigned A, unsigned B,
                                             ASTContext &C) {
  auto Name = [&](unsigned I) { return "'" + textOf(*N.Arrays[I].Base, C) + "'"; };
  if (areOneOrApart(N.Arrays[A], N.Arrays[B], C) && keepsOrderAs(Statements, A, B, std::nullopt))
    return "the new order is right even if " + Name(A) + " and " + Name(B) + " are one";
  for (auto [Vector, Matrix] : {std::pair(A, B), std::pair(B, A)})
    if (mayBeRow(N.Arrays[Vector], N.Arrays[Matrix], C) && keepsOrderAs(Statements, Vector, Matrix, Affine::of("row")))
      return "the new order is right even if " + Name(Vector) + " is a row of " + Name(Matrix);
  return std::nullopt;
}
