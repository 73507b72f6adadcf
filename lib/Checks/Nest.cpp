// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Subscripts are integers without end here. In the program they are not, and that makes no difference: a
// subscript that wrapped around would name an element behind the end of any array, which is undefined, before
// it named another one that is there. So only types that wrap at 64 bits, or must not, are followed, and
// multiples only of indices that count from a number.
#include "Nest.h"
#include "CheckedIndex.h"
#include "LoopContext.h"
#include "LoopMentions.h"
#include "LoopState.h"
#include "NestGuards.h"
#include "hone/Analysis/Escape.h"
#include "hone/Rewrite/PatchBuilder.h"

using namespace clang;
using namespace hone;

static bool samePlace(const Place &A, const Place &B) {
  return A.How == B.How && A.Root == B.Root && A.This == B.This && A.Path == B.Path && (A.Root || A.This) && !A.Unfollowed &&
         !B.Unfollowed;
}

/// `a`, `data_`, `grid.cells`: names one object throughout.
static bool isPlainPath(const Expr &Given) {
  const Expr *E = Given.IgnoreParenImpCasts();
  const auto *Member = dyn_cast<MemberExpr>(E);
  if (!Member)
    return isa<CXXThisExpr>(E) || variableOf(*E);
  const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl());
  bool Follows = Member->isArrow() && !isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts());
  return Field && !Field->isBitField() && !Field->getParent()->isUnion() && !Follows && isPlainPath(*Member->getBase());
}

static bool isNumber(QualType T) { return T->isArithmeticType() && !isVolatileOrAtomic(T); }

namespace hone {
/// Walks over one statement.
class NestReader {
public:
  NestReader(Nest &N, NestGroup &Into) : N(N), Into(Into) {}
  void statement(const Stmt &S, bool Nested);

private:
  void expression(const Expr &E);
  void glvalue(const Expr &E, bool Writes);
  void declaration(const DeclStmt &S, bool Nested);
  void call(const CallExpr &Call);
  bool element(const Expr &E, bool Writes);
  bool variable(const Expr &E, bool Writes);
  unsigned array(const Expr &Base, std::vector<QualType> Levels, const Expr &Element, const Expr *Innermost);
  void refuse(const char *Code, const std::string &Text, const Stmt &At) {
    if (!N.Obstacle)
      N.Obstacle = Refusal{Code, Text, At.getBeginLoc()};
  }
  void unknown(const Stmt &At) {
    refuse("unknown-construct", std::string("the nest has a ") + At.getStmtClassName() + " that Hone has no rule for", At);
  }

  Nest &N;
  NestGroup &Into;
  std::vector<const VarDecl *> Own; ///< Declared in the group: nobody outside sees them.
};
} // namespace hone

void NestReader::declaration(const DeclStmt &S, bool Nested) {
  for (const Decl *D : S.decls()) {
    const auto *V = dyn_cast<VarDecl>(D);
    if (!V || !V->hasLocalStorage() || !isNumber(V->getType()) || V->hasAttrs())
      return unknown(S);
    if (V->getInit())
      expression(*V->getInit());
    Own.push_back(V->getCanonicalDecl());
    if (!Nested)
      Into.Declared.push_back(V->getCanonicalDecl());
  }
}

void NestReader::statement(const Stmt &S, bool Nested) {
  if (const auto *Block = dyn_cast<CompoundStmt>(&S)) {
    for (const Stmt *Each : Block->body())
      statement(*Each, true);
    return;
  }
  if (const auto *If = dyn_cast<IfStmt>(&S)) {
    if (If->getInit() || If->getConditionVariable() || If->isConsteval())
      return unknown(S);
    expression(*If->getCond());
    statement(*If->getThen(), true);
    if (If->getElse())
      statement(*If->getElse(), true);
    return;
  }
  if (const auto *Decls = dyn_cast<DeclStmt>(&S))
    return declaration(*Decls, Nested);
  if (isa<NullStmt>(S))
    return;
  const auto *E = dyn_cast<Expr>(&S);
  if (!E)
    return unknown(S);
  // Its value is nobody's.
  if (const auto *Clean = dyn_cast<ExprWithCleanups>(E))
    E = Clean->getSubExpr();
  if (E->IgnoreParens()->isGLValue())
    glvalue(*E, false);
  else
    expression(*E);
}

void NestReader::call(const CallExpr &Call) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  bool Chooses = isStdDecl(Callee, "min") || isStdDecl(Callee, "max");
  if (!Callee || isa<CXXMemberCallExpr>(Call) || (!isMathFunction(*Callee) && !Chooses) ||
      !llvm::all_of(Call.arguments(), [](const Expr *A) { return isNumber(A->getType()); }))
    refuse("call", "a call in the nest may do something else than compute", Call);
  else if (isMathFunction(*Callee) && findErrnoObserver(N.C))
    refuse("errno", "the unit looks at errno, which a function of the C library may set", Call);
  for (const Expr *A : Call.arguments()) {
    if (!isNumber(A->getType()))
      continue; // Refused: only what else it names is of interest.
    const Expr *Plain = A->IgnoreParenNoopCasts(N.C);
    if (const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(Plain))
      expression(*Temporary->getSubExpr());
    else if (Plain->isGLValue())
      glvalue(*Plain, false);
    else
      expression(*Plain);
  }
}

void NestReader::expression(const Expr &Given) {
  const Expr &E = *Given.IgnoreParens();
  if (isa<IntegerLiteral, FloatingLiteral, CXXBoolLiteralExpr, CharacterLiteral, UnaryExprOrTypeTraitExpr>(E))
    return;
  if (const auto *Full = dyn_cast<FullExpr>(&E))
    return expression(*Full->getSubExpr());
  if (const auto *Cast = dyn_cast<CastExpr>(&E)) {
    CastKind K = Cast->getCastKind();
    if (K == CK_LValueToRValue)
      return glvalue(*Cast->getSubExpr(), false);
    if (isNumber(E.getType()) && isNumber(Cast->getSubExpr()->getType()) && !Cast->getSubExpr()->isGLValue())
      return expression(*Cast->getSubExpr());
    return unknown(E);
  }
  if (const auto *B = dyn_cast<BinaryOperator>(&E)) {
    if (!isNumber(B->getLHS()->getType()) || !isNumber(B->getRHS()->getType()) || B->getOpcode() == BO_Comma)
      return unknown(E);
    if (B->isAssignmentOp())
      glvalue(*B->getLHS(), true);
    else
      expression(*B->getLHS());
    return expression(*B->getRHS());
  }
  if (const auto *U = dyn_cast<UnaryOperator>(&E)) {
    if (U->isIncrementDecrementOp() && isNumber(E.getType()))
      return glvalue(*U->getSubExpr(), true);
    if (!isNumber(U->getSubExpr()->getType()) || U->getSubExpr()->isGLValue())
      return unknown(E);
    return expression(*U->getSubExpr());
  }
  if (const auto *Choice = dyn_cast<ConditionalOperator>(&E); Choice && !E.isGLValue()) {
    expression(*Choice->getCond());
    expression(*Choice->getTrueExpr());
    return expression(*Choice->getFalseExpr());
  }
  if (isa<CXXMemberCallExpr>(E) && N.isSteady(E))
    return; // The size of something.
  if (const auto *Call = dyn_cast<CallExpr>(&E); Call && !isa<CXXOperatorCallExpr>(Call))
    return call(*Call);
  if (const auto *Ref = dyn_cast<DeclRefExpr>(&E); Ref && isa<EnumConstantDecl>(Ref->getDecl()))
    return;
  unknown(E);
}

void NestReader::glvalue(const Expr &Given, bool Writes) {
  const Expr &E = *Given.IgnoreParenNoopCasts(N.C);
  if (isVolatileOrAtomic(E.getType()))
    refuse("volatile", "the nest touches a volatile or atomic object", E);
  else if (!E.getType()->isArithmeticType())
    refuse("unknown-construct", "the nest touches what is no number", E);
  if (const auto *B = dyn_cast<BinaryOperator>(&E); B && B->isAssignmentOp() && !Writes)
    return expression(E); // `a = b = c`
  if (const auto *U = dyn_cast<UnaryOperator>(&E); U && U->isIncrementDecrementOp() && !Writes)
    return expression(E);
  if (const auto *Call = dyn_cast<CallExpr>(&E); Call && !Writes && !isa<CXXOperatorCallExpr>(Call))
    return call(*Call); // std::min gives one of its arguments.
  if (!element(E, Writes) && !variable(E, Writes))
    unknown(E);
}

/// `x`, `this->gain_`, `settings.gain`
bool NestReader::variable(const Expr &E, bool Writes) {
  const VarDecl *V = variableOf(E);
  if (V && (N.isIndex(*V) || llvm::is_contained(Own, V)))
    return !Writes || !N.isIndex(*V);
  if (V && !V->hasLocalStorage() && (V->isConstexpr() || V->getType().isConstQualified()) && !V->getType()->isReferenceType())
    return !Writes;
  if (!isPlainPath(E))
    return false;
  // Others would see it change in another order.
  if (Writes && !(V && isPrivate(*V, N.F, N.C))) {
    refuse("dependence", "every iteration stores to '" + textOf(E, N.C) + "', which others may read", E);
    return true;
  }
  unsigned Array = array(E, {}, E, nullptr);
  N.Arrays[Array].Written |= Writes;
  Into.Uses.push_back({&E, Array, Writes, {}});
  return true;
}

/// `a[i][j]`, `p[i].x`
bool NestReader::element(const Expr &Given, bool Writes) {
  std::vector<const Expr *> Subscripts;
  std::vector<QualType> Levels;
  const Expr *E = &Given, *Innermost = nullptr;
  for (;;) {
    E = E->IgnoreParenNoopCasts(N.C);
    if (const auto *Decay = dyn_cast<ImplicitCastExpr>(E);
        Decay && (Decay->getCastKind() == CK_ArrayToPointerDecay || Decay->getCastKind() == CK_LValueToRValue))
      E = Decay->getSubExpr()->IgnoreParens();
    const Expr *Base = nullptr;
    if (const auto *S = dyn_cast<ArraySubscriptExpr>(E); S && S->getLHS() == S->getBase()) {
      Base = S->getBase()->IgnoreParenImpCasts();
      Subscripts.push_back(S->getIdx());
    } else if (const auto *Call = dyn_cast<CXXOperatorCallExpr>(E);
               Call && Call->getOperator() == OO_Subscript && Call->getNumArgs() == 2) {
      Base = Call->getArg(0)->IgnoreParenImpCasts();
      if (!isStdVector(Base->getType()) && !isStdType(Base->getType(), "array") && !isStdType(Base->getType(), "span"))
        return false;
      Subscripts.push_back(Call->getArg(1));
    } else if (const auto *Member = dyn_cast<MemberExpr>(E); Member && Levels.empty() && !Member->isArrow()) {
      const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl());
      if (!Field || Field->isBitField() || Field->getType()->isReferenceType() || Field->getParent()->isUnion())
        return false;
      E = Member->getBase();
      if (isPlainPath(*E))
        return false; // A member of a variable.
      continue;
    } else {
      break;
    }
    Innermost = Innermost ? Innermost : Base;
    Levels.push_back(Base->getType());
    E = Base;
  }
  if (Subscripts.empty() || !isPlainPath(*E))
    return false;
  std::reverse(Subscripts.begin(), Subscripts.end());
  std::reverse(Levels.begin(), Levels.end());
  for (std::size_t I = 1; I < Levels.size(); ++I)
    if (!isOwner(Levels[I])) {
      refuse("rows-may-alias", "two rows of '" + textOf(*E, N.C) + "' may be one", Given);
      break;
    }
  for (const Expr *Each : Subscripts)
    expression(*Each);
  unsigned Array = array(*E, Levels, Given, Innermost);
  N.Arrays[Array].Written |= Writes;
  Into.Uses.push_back({&Given, Array, Writes, std::move(Subscripts)});
  return true;
}

unsigned NestReader::array(const Expr &Base, std::vector<QualType> Levels, const Expr &Element, const Expr *Innermost) {
  Place Where = placeOf(Base, N.C);
  for (unsigned I = 0; I != N.Arrays.size(); ++I)
    if (samePlace(N.Arrays[I].Where, Where) && N.Arrays[I].Levels.size() == Levels.size())
      return I;
  ElementsOf Elements;
  if (Innermost)
    Elements = elementsOf(Element, *Innermost, N.C);
  N.Arrays.push_back({&Base, std::move(Where), std::move(Levels), std::move(Elements), false});
  return N.Arrays.size() - 1;
}

std::vector<const NestUse *> hone::usesOf(const NestGroup &Group, const VarDecl &V) {
  std::vector<const NestUse *> Uses;
  for (const NestUse &Use : Group.Uses)
    if (variableOf(*Use.Site) == &V && Use.Subscripts.empty())
      Uses.push_back(&Use);
  return Uses;
}

const NestUse *hone::useAt(const NestGroup &Group, const Expr &Site) {
  auto At = llvm::find_if(Group.Uses, [&](const NestUse &Use) { return Use.Site->IgnoreParens() == Site.IgnoreParens(); });
  return At == Group.Uses.end() ? nullptr : &*At;
}

Nest::Nest(const Stmt &Whole, std::vector<CountedLoop> Loops, ASTContext &C)
    : Whole(Whole), Loops(std::move(Loops)), C(C), F(*outermostFunction(Whole, C)), Sizes(Whole, C),
      Does(effectsOf(Whole, C)) {}

void Nest::read(const Stmt &S, NestGroup &Into) {
  Into.Statements.push_back(&S);
  // A number that the group declares is seen by its other statements.
  NestReader Reader(*this, Into);
  Reader.statement(S, false);
}

bool Nest::isIndex(const VarDecl &V) const {
  return llvm::any_of(Loops, [&](const CountedLoop &L) { return L.Index == &V; });
}

/// Whether the index starts at a number, so that it does not get near the end of its type.
bool Nest::isFromNumber(const VarDecl &Index) const {
  for (const CountedLoop &L : Loops)
    if (L.Index == &Index)
      return isa<IntegerLiteral>(L.Init->IgnoreParenImpCasts());
  return false;
}

bool Nest::isSteady(const Expr &E) {
  assert(!E.isGLValue() && "a value is asked about, not where it is");
  if (Expr::EvalResult Constant; E.EvaluateAsInt(Constant, C))
    return true;
  return E.getType()->isIntegerType() && Sizes.isUnchanged(E, Does) &&
         llvm::none_of(namedVariables(E), [&](const VarDecl *V) { return isDeclaredIn(*V, Whole, C); });
}

std::string Nest::parameter(const Expr &E) {
  auto At = llvm::find_if(Parameters, [&](const Expr *Known) { return saysTheSame(*Known, E, C); });
  if (At == Parameters.end())
    At = Parameters.insert(At, &E);
  return "p" + std::to_string(At - Parameters.begin());
}

/// Arithmetic that is done in at least 64 bits, or must not overflow.
static bool isExact(QualType T, const ASTContext &C) {
  return T->isSignedIntegerType() || (T->isUnsignedIntegerType() && C.getTypeSize(T) >= 64);
}

std::optional<Affine> Nest::sum(const BinaryOperator &B) {
  auto Left = affine(*B.getLHS()), Right = affine(*B.getRHS());
  if (!Left || !Right)
    return std::nullopt;
  if (B.getOpcode() == BO_Add)
    return *Left + *Right;
  if (B.getOpcode() == BO_Sub)
    return *Left + -1 * *Right;
  if (B.getOpcode() == BO_Mul && (Left->Factors.empty() || Right->Factors.empty())) {
    const Affine &Number = Left->Factors.empty() ? *Left : *Right, &Of = Left->Factors.empty() ? *Right : *Left;
    if (std::abs(Number.Constant) < 1 << 16)
      return Number.Constant * Of;
  }
  return std::nullopt;
}

std::optional<Affine> Nest::affine(const Expr &Given) {
  const Expr *E = Given.IgnoreParens();
  while (const auto *Cast = dyn_cast<CastExpr>(E)) {
    QualType From = Cast->getSubExpr()->getType(), To = Cast->getType();
    bool Same = Cast->getCastKind() == CK_LValueToRValue || Cast->getCastKind() == CK_NoOp;
    // A negative number that becomes 2^64 less itself names nothing that is there.
    bool Widens = Cast->getCastKind() == CK_IntegralCast && From->isIntegerType() && !From->isBooleanType() &&
                  (C.getTypeSize(To) > C.getTypeSize(From) ? C.getTypeSize(To) >= 64 || To->isSignedIntegerType()
                                                           : C.getTypeSize(To) == C.getTypeSize(From) && C.getTypeSize(To) >= 64);
    const auto *Number = dyn_cast<IntegerLiteral>(Cast->getSubExpr());
    const bool Fits = Number && Cast->getCastKind() == CK_IntegralCast && !To->isBooleanType() &&
                      Number->getValue().getActiveBits() + To->isSignedIntegerType() <= C.getTypeSize(To);
    if (!Same && !Widens && !Fits)
      break;
    E = Cast->getSubExpr()->IgnoreParens();
  }
  if (const auto *Literal = dyn_cast<IntegerLiteral>(E); Literal && Literal->getValue().ule(1u << 30))
    return Affine::of(std::int64_t(Literal->getValue().getZExtValue()));
  // What is left of a conversion that cuts digits off is no index, nor the same as what it was made of.
  const auto *Cut = dyn_cast<CastExpr>(E);
  if (const VarDecl *V = Cut ? nullptr : variableOf(*E); V && isIndex(*V))
    return Affine::of("i" + std::to_string(llvm::find_if(Loops, [&](const CountedLoop &L) { return L.Index == V; }) - Loops.begin()));
  bool Varies = llvm::any_of(namedVariables(*E), [&](const VarDecl *V) { return isIndex(*V); });
  if (!Varies && Cut && saysTheSame(Given, *Cut->getSubExpr(), C))
    return std::nullopt; // Nobody wrote the conversion.
  if (!Varies && Cut)
    return isSteady(Given) ? std::optional(Affine::of(parameter(Given))) : std::nullopt;
  if (!Varies)
    return isSteady(Given) ? std::optional(Affine::of(parameter(*E))) : std::nullopt; // Reading a variable is in the casts.
  const auto *B = dyn_cast<BinaryOperator>(E);
  if (!B || !isExact(B->getType(), C))
    return std::nullopt;
  auto Sum = sum(*B);
  if (!Sum || B->getType()->isSignedIntegerType())
    return Sum;
  // An unsigned index that starts anywhere may be near the end of its type: by itself it goes no further than one step
  // at a time, two of them or a multiple may come round.
  unsigned Indices = 0;
  bool Single = true;
  for (const auto &[Name, Factor] : Sum->Factors) {
    Indices += Name[0] == 'i';
    Single &= Name[0] != 'i' || Factor == 1;
  }
  bool Small = llvm::all_of(namedVariables(*E), [&](const VarDecl *V) { return !isIndex(*V) || isFromNumber(*V); });
  return Small || (Indices == 1 && Single) ? Sum : std::nullopt;
}

IndexRange Nest::range(const CountedLoop &L) {
  IndexRange R;
  R.Index = "i" + std::to_string(llvm::find_if(Loops, [&](const CountedLoop &Each) { return Each.Index == L.Index; }) - Loops.begin());
  R.Lower = affine(*L.Init);
  R.Upper = affine(*L.Bound);
  if (R.Upper && L.Test == BO_LE)
    R.Upper = *R.Upper + Affine::of(1);
  return R;
}

ArrayAccess Nest::access(const NestUse &Use) {
  ArrayAccess A{Use.Array, Use.Writes, {}};
  for (const Expr *Each : Use.Subscripts)
    A.Subscripts.push_back(affine(*Each));
  return A;
}

/// How \p E changes with \p Index.
static Nest::Stride strideOf(const Expr &E, const VarDecl &Index) {
  const Expr *Plain = E.IgnoreParenCasts();
  if (!llvm::is_contained(namedVariables(*Plain), &Index))
    return Nest::Stride::Same;
  if (variableOf(*Plain) == &Index)
    return Nest::Stride::Next;
  const auto *B = dyn_cast<BinaryOperator>(Plain);
  if (!B || !B->isAdditiveOp())
    return Nest::Stride::Far;
  Nest::Stride Left = strideOf(*B->getLHS(), Index), Right = strideOf(*B->getRHS(), Index);
  return Left == Nest::Stride::Same ? Right : Right == Nest::Stride::Same ? Left : Nest::Stride::Far;
}

Nest::Stride Nest::stride(const NestUse &Use, const VarDecl &Index) {
  for (std::size_t I = 0; I != Use.Subscripts.size(); ++I)
    if (Stride S = strideOf(*Use.Subscripts[I], Index); S != Stride::Same)
      return I + 1 == Use.Subscripts.size() ? S : Stride::Far;
  return Stride::Same;
}

/// Whether a number that is only read is none of the elements of \p Array.
bool Nest::isOutOfReach(const NestArray &Number, const NestArray &Array, std::string &Argument) const {
  StatePlace State{Number.Where, false, nullptr};
  if (!Number.Where.Path.empty())
    State.Owner = describe(Number.Where, "", Number.Where.Type, Whole, C).Place.Owner;
  return !Number.Written && !findInterference({Array.Elements.Where, Array.Base->getExprLoc()}, State, F, C, Argument);
}

std::vector<std::pair<unsigned, unsigned>> Nest::mayShare(std::vector<Obligation> &Shown) {
  std::vector<std::pair<unsigned, unsigned>> Pairs;
  for (unsigned I = 0; I != Arrays.size(); ++I)
    for (unsigned J = I + 1; J != Arrays.size(); ++J) {
      const NestArray &A = Arrays[I], &B = Arrays[J];
      if (!A.Written && !B.Written)
        continue;
      if (A.Levels.empty() && B.Levels.empty())
        continue; // What is written is private.
      const NestArray *Number = A.Levels.empty() ? &A : B.Levels.empty() ? &B : nullptr;
      if (const VarDecl *V = Number ? variableOf(*Number->Base) : nullptr; V && isPrivate(*V, F, C))
        continue; // Nothing but its name leads to it.
      std::string Argument;
      const bool Apart = Number ? isOutOfReach(*Number, Number == &A ? B : A, Argument) : arePlainlyApart(A, B, F, C, Argument);
      if (!Apart)
        Pairs.emplace_back(I, J);
      else
        Shown.push_back({"apart", "'" + textOf(*A.Base, C) + "' and '" + textOf(*B.Base, C) + "' share nothing: " + Argument, How::Proved});
    }
  return Pairs;
}
