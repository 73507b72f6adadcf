// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The argument is short, since so little is taken: every pair (i, j) has an element of its own, which only its
// terms are added to, and all else is read and stays what it is. So pairs may run in any order, as long as each
// adds its terms in the order of k. Whatever a block evaluates the original evaluates as well, for the block lies within
// the bounds.
#include "MatrixProduct.h"
#include "CheckedIndex.h"
#include "LoopContext.h"
#include "LoopMentions.h"
#include "LoopState.h"
#include "NestGuards.h"
#include "Rounding.h"
#include "Words.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;
using namespace hone;

namespace {
/// What has fewer rows, columns or terms is done as it was: copies and what is left over would weigh too much.
constexpr unsigned FewTurns = 32;

class Planner {
public:
  Planner(const ForStmt &Loop, ASTContext &C) : Loop(Loop), C(C), F(*outermostFunction(Loop, C)) { P.Outermost = &Loop; }
  std::optional<MatrixProduct> run();

private:
  bool readLoops();
  bool readStep();
  bool readSum();
  bool readTarget();
  bool readFactors(const Expr &Product);
  bool readAhead();
  bool readBeginning(const Expr &E);
  bool findColumns();
  bool isSmall() const;

  std::vector<const VarDecl *> indicesIn(const Stmt &S) const;
  const VarDecl *index(unsigned Loop) const { return P.Nested[Loop].Head.Index; }
  bool isFactor(const VarDecl *V) const { return V && P.Factor && V == P.Factor->getSingleDecl(); }

  std::optional<Refusal> refuse();
  std::optional<Refusal> refuseHeaders();
  std::optional<Refusal> refuseNames() const;
  std::optional<Refusal> refuseUses();
  std::optional<Refusal> refuseAliases();
  std::optional<Refusal> refusePanel();
  bool isOneForEach(const NestUse &Use);
  bool isRowMajor(const Expr &Subscript);
  void askForSizes();
  Refusal no(const char *Code, const std::string &Text) const { return {Code, Text, Loop.getBeginLoc()}; }

  const ForStmt &Loop;
  ASTContext &C;
  const FunctionDecl &F;
  MatrixProduct P;
  std::optional<Nest> N;
  NestGroup Does;
  std::vector<const Stmt *> Before, After; ///< In the middle loop, around the innermost one.
  std::vector<const Expr *> Factors;
  bool SetsBeginning = false; ///< P.Set sets what the sum of its element begins with.
};
} // namespace

/// The indices that \p S depends on.
std::vector<const VarDecl *> Planner::indicesIn(const Stmt &S) const {
  std::vector<const VarDecl *> Found;
  for (const VarDecl *V : namedVariables(S)) {
    if (isFactor(V))
      llvm::append_range(Found, indicesIn(*cast<VarDecl>(P.Factor->getSingleDecl())->getInit()));
    for (const ProductLoop &Each : P.Nested)
      if (Each.Head.Index == V)
        Found.push_back(V);
  }
  llvm::sort(Found);
  Found.erase(llvm::unique(Found), Found.end());
  return Found;
}

bool Planner::readLoops() {
  const ForStmt *At = &Loop;
  for (unsigned Depth = 0; At; ++Depth) {
    auto Head = endingLoop(*At);
    if (!Head || Depth == 3)
      return false;
    P.Nested.push_back({At, *Head});
    const ForStmt *Next = nullptr;
    for (const Stmt *Each : itemsOf(*At->getBody())) {
      const auto *Inner = dyn_cast<ForStmt>(Each);
      if (!Inner && holdsLoop(*Each))
        return false;
      if (Inner && Next) {
        auto Ahead = Depth || P.Ahead ? std::nullopt : endingLoop(*Next);
        if (!Ahead)
          return false;
        P.Ahead = {Next, *Ahead};
      }
      if (Inner)
        Next = Inner;
      else if (Depth == 1)
        (Next ? After : Before).push_back(Each);
      else if (Depth == 0 || P.Step)
        return false;
      else if (!(P.Step = dyn_cast<Expr>(Each)))
        return false;
    }
    if (Depth == 2 && Next)
      return false;
    At = Next;
  }
  return P.Nested.size() == 3 && P.Step;
}

/// \p E without parentheses and conversions between numbers.
static const Expr &plain(const Expr &Given) {
  const Expr *E = Given.IgnoreParens();
  while (const auto *Cast = dyn_cast<CastExpr>(E)) {
    if (!Cast->getSubExpr()->getType()->isArithmeticType())
      break;
    E = Cast->getSubExpr()->IgnoreParens();
  }
  return *E;
}

/// `x += a * b`, `x -= a * b`, `x = x + a * b`: x becomes the target or the sum, and the product is looked into.
bool Planner::readStep() {
  const auto *Store = dyn_cast<BinaryOperator>(P.Step);
  if (!Store || !Store->isAssignmentOp())
    return false;
  const Expr *Product = nullptr, *To = Store->getLHS()->IgnoreParens();
  if (Store->getOpcode() == BO_AddAssign || Store->getOpcode() == BO_SubAssign) {
    Product = &plain(*Store->getRHS());
  } else if (const auto *Value = dyn_cast<BinaryOperator>(&plain(*Store->getRHS()));
             Store->getOpcode() == BO_Assign && Value && Value->isAdditiveOp()) {
    if (saysTheSame(plain(*Value->getLHS()), *To, C))
      Product = &plain(*Value->getRHS());
    else if (Value->getOpcode() == BO_Add && saysTheSame(plain(*Value->getRHS()), *To, C))
      Product = &plain(*Value->getLHS());
  }
  if (!Product)
    return false;
  P.Target = To;
  if (const VarDecl *V = variableOf(*To)) {
    P.Sum = V;
    P.Target = nullptr;
  }
  return readFactors(*Product) && Factors.size() > 1;
}

bool Planner::readFactors(const Expr &Product) {
  const auto *B = dyn_cast<BinaryOperator>(&Product);
  if (!B || B->getOpcode() != BO_Mul) {
    Factors.push_back(&Product);
    return true;
  }
  return readFactors(plain(*B->getLHS())) && readFactors(plain(*B->getRHS()));
}

/// `double sum = 0;` or `sum = 0;` in front of the innermost loop, `c[i][j] = sum;` behind it.
bool Planner::readSum() {
  if (Before.size() != 1 || After.size() != 1)
    return false;
  if (const BinaryOperator *Set = firstStore(*Before[0], Loop, F, C); Set && variableOf(*Set->getLHS()) == P.Sum)
    P.First = Set->getRHS();
  else if (const auto *Decls = dyn_cast<DeclStmt>(Before[0]); Decls && Decls->isSingleDecl() && Decls->getSingleDecl() == P.Sum)
    P.First = P.Sum->getInit();
  const auto *Store = dyn_cast<BinaryOperator>(After[0]);
  if (!P.First || !Store || !Store->isAssignmentOp() || P.Sum->getType().isConstQualified())
    return false;
  P.Store = Store;
  P.Target = Store->getLHS()->IgnoreParens();
  P.Term = 2;
  return true;
}

/// The element itself adds up: `c[i][j] = 0;` may stand in front of the loop over k, or a factor in front of the innermost one.
bool Planner::readTarget() {
  unsigned Others = 0;
  for (unsigned Each : {0u, 1u, 2u})
    if (!llvm::is_contained(indicesIn(*P.Target), index(Each))) {
      P.Term = Each;
      ++Others;
    }
  if (Others != 1 || !After.empty() || Before.size() > 1)
    return false;
  if (Before.empty())
    return true;
  if (P.Term != 2) {
    P.Factor = dyn_cast<DeclStmt>(Before[0]);
    const auto *V = P.Factor && P.Factor->isSingleDecl() ? dyn_cast<VarDecl>(P.Factor->getSingleDecl()) : nullptr;
    return V && V->getInit();
  }
  const auto *Set = dyn_cast<BinaryOperator>(Before[0]);
  if (!Set || Set->getOpcode() != BO_Assign || !saysTheSame(*Set->getLHS()->IgnoreParens(), *P.Target, C))
    return false;
  P.First = Set->getRHS();
  return true;
}

/// `for (j) c[i][j] *= s;`: over the same columns, and of the same element.
bool Planner::readAhead() {
  const CountedLoop &Head = P.Ahead->Head, &Columns = P.column().Head;
  const auto Items = itemsOf(*P.Ahead->For->getBody());
  if (P.Row != 0 || P.Sum || P.First || Items.size() != 1 || Head.Test != Columns.Test ||
      !C.hasSameType(Head.Index->getType(), Columns.Index->getType()) || Head.Index->getName() != Columns.Index->getName() ||
      !saysTheSame(*Head.Init, *Columns.Init, C) || !saysTheSame(*Head.Bound, *Columns.Bound, C))
    return false;
  P.Set = dyn_cast<BinaryOperator>(Items[0]);
  if (!P.Set)
    return false;
  switch (P.Set->getOpcode()) {
  case BO_Assign: case BO_AddAssign: case BO_SubAssign: case BO_MulAssign: return true;
  case BO_DivAssign: return P.Set->getType()->isRealFloatingType();
  default: return false;
  }
}

/// Whether \p E is \p Other, with the index of the loop ahead where that has the index of the columns.
static bool isElement(const Expr &E, const Expr &Other, const VarDecl *Index, const VarDecl *Column, ASTContext &C) {
  auto Mine = namedVariables(E), Theirs = namedVariables(Other);
  llvm::replace(Mine, Index, Column);
  return Mine == Theirs && textOf(E, C) == textOf(Other, C);
}

/// Whether a value is arithmetic with numbers, variables and the element itself. The nest reads those variables.
bool Planner::readBeginning(const Expr &Given) {
  const Expr &E = plain(Given);
  if (isElement(E, *P.Target, P.aheadIndex(), P.column().Head.Index, C))
    return true;
  if (const auto *B = dyn_cast<BinaryOperator>(&E))
    return (B->isAdditiveOp() || B->getOpcode() == BO_Mul) && readBeginning(*B->getLHS()) && readBeginning(*B->getRHS());
  if (isa<IntegerLiteral, FloatingLiteral>(E))
    return true;
  const VarDecl *V = variableOf(E);
  if (!V || V == P.aheadIndex() || llvm::is_contained(indicesIn(E), V))
    return false;
  N->read(Given, Does);
  return true;
}

/// The columns are what lies side by side in the target; one factor depends on them and on k.
bool Planner::findColumns() {
  const NestUse *Use = nullptr;
  for (const NestUse &Each : Does.Uses)
    if (Each.Site->IgnoreParens() == P.Target)
      Use = &Each;
  if (!Use || Use->Subscripts.empty())
    return false;
  std::vector<unsigned> Pair;
  for (unsigned Each : {0u, 1u, 2u})
    if (Each != P.Term)
      Pair.push_back(Each);
  P.Row = Pair[0];
  P.Column = Pair[1];
  if (N->stride(*Use, *index(P.Column)) != Nest::Stride::Next)
    std::swap(P.Row, P.Column);
  if (N->stride(*Use, *index(P.Column)) != Nest::Stride::Next)
    return false;
  unsigned Rows = 0, Columns = 0;
  for (const Expr *Each : Factors) {
    auto On = indicesIn(*Each);
    const bool Terms = llvm::is_contained(On, index(P.Term)), OfColumn = llvm::is_contained(On, index(P.Column));
    Rows += Terms && llvm::is_contained(On, index(P.Row));
    if (OfColumn && llvm::is_contained(On, index(P.Row)))
      return false;
    if (!Terms || !OfColumn)
      continue;
    const NestUse *Element = useAt(Does, *Each);
    Columns += Element && !Element->Subscripts.empty();
    P.ColumnFactor = Each;
  }
  return Rows >= 1 && Columns == 1;
}

/// Whether the source says that there is nothing to gain.
bool Planner::isSmall() const {
  return llvm::any_of(P.Nested, [&](const ProductLoop &Each) { return constantTripCount(*Each.For, C).value_or(FewTurns) < FewTurns; });
}

std::optional<Refusal> Planner::refuseHeaders() {
  std::vector<CountedLoop> Inner = {P.Nested[1].Head, P.Nested[2].Head};
  for (const Expr *Each : {Inner[1].Init, Inner[1].Bound})
    if (llvm::is_contained(namedVariables(*Each), index(1)))
      return no("triangular", "how often the innermost loop runs depends on '" + index(1)->getNameAsString() + "'");
  if (auto No = findVaryingHeader(Loop, P.Nested[0].Head, Inner, *N, C))
    return No;
  for (const ProductLoop &Each : P.Nested) {
    if (Each.Head.Test != BO_LT)
      return no("index-type", "a loop goes up to its bound, not to less than that");
    if (auto No = findUnroundable(*Each.For, Each.Head, C))
      return No;
  }
  return std::nullopt;
}

/// Loops change places, so that a name must mean the same in all of them.
std::optional<Refusal> Planner::refuseNames() const {
  struct Visitor : RecursiveASTVisitor<Visitor> {
    bool VisitVarDecl(VarDecl *V) {
      Found.push_back(V);
      return true;
    }
    std::vector<const VarDecl *> Found;
  } Declared;
  Declared.TraverseStmt(const_cast<ForStmt *>(&Loop));
  for (const VarDecl *V : Declared.Found)
    // The loop ahead has a j of its own, which means the same.
    if (hidesAnother(*V, Loop, V == P.aheadIndex() ? index(P.Column) : V == index(P.Column) ? P.aheadIndex() : nullptr))
      return no("local-names", "the nest says '" + V->getNameAsString() + "' for two things");
  return std::nullopt;
}

/// `i * n + j`, if j is less than n: another element for each pair.
bool Planner::isRowMajor(const Expr &Subscript) {
  auto IsExact = [&](QualType T) {
    return C.getTypeSize(T) >= 64 ? T->isIntegerType() : T->isSignedIntegerType() && !C.getLangOpts().isSignedOverflowDefined();
  };
  auto Plain = [](const Expr *E) { return E->IgnoreParenImpCasts(); };
  const auto *Sum = dyn_cast<BinaryOperator>(Plain(&Subscript));
  if (!Sum || Sum->getOpcode() != BO_Add || !IsExact(Sum->getType()))
    return false;
  const auto *Product = dyn_cast<BinaryOperator>(Plain(Sum->getLHS()));
  const Expr *Last = Plain(Sum->getRHS());
  if (!Product) {
    Product = dyn_cast<BinaryOperator>(Last);
    Last = Plain(Sum->getLHS());
  }
  if (!Product || Product->getOpcode() != BO_Mul || !IsExact(Product->getType()) || variableOf(*Last) != index(P.Column))
    return false;
  const Expr *Width = Plain(Product->getRHS());
  if (variableOf(*Product->getLHS()) != index(P.Row)) {
    if (variableOf(*Width) != index(P.Row))
      return false;
    Width = Plain(Product->getLHS());
  }
  const Expr *Bound = Plain(P.column().Head.Bound);
  Expr::EvalResult Is, Least;
  if (Width->EvaluateAsInt(Is, C) && Bound->EvaluateAsInt(Least, C))
    return !Is.Val.getInt().isNegative() && !Least.Val.getInt().isNegative() && Is.Val.getInt().getActiveBits() <= 31 &&
           Is.Val.getInt().getZExtValue() >= Least.Val.getInt().getZExtValue();
  return saysTheSame(*Width, *Bound, C);
}

/// Whether each pair (i, j) has an element of its own.
bool Planner::isOneForEach(const NestUse &Use) {
  bool Rows = false, Columns = false;
  for (const Expr *Each : Use.Subscripts) {
    auto On = indicesIn(*Each);
    if (On.empty()) {
      // Where it is, it stays.
      if (!N->isSteady(*Each))
        return false;
      continue;
    }
    if (On.size() == 2)
      return Use.Subscripts.back() == Each && !Rows && !Columns && isRowMajor(*Each);
    auto At = N->affine(*Each);
    if (!At || At->factorOf("i" + std::to_string(On[0] == index(P.Row) ? P.Row : P.Column)) != 1)
      return false;
    (On[0] == index(P.Row) ? Rows : Columns) = true;
  }
  return Rows && Columns;
}

/// All that is stored to is the element of the pair, and the sum.
std::optional<Refusal> Planner::refuseUses() {
  const NestUse *Target = useAt(Does, *P.Target);
  const std::string Name = textOf(*N->Arrays[Target->Array].Base, C);
  if (!isOneForEach(*Target))
    return no("dependence", "two sums may go into one element of '" + Name + "'");
  for (const NestUse &Use : Does.Uses) {
    const VarDecl *V = Use.Subscripts.empty() ? variableOf(*Use.Site) : nullptr;
    if (Use.Array == Target->Array) {
      if (!saysTheSame(*Use.Site->IgnoreParens(), *P.Target, C))
        return no("dependence", "sums need other elements of '" + Name + "' than their own");
      P.Elements.push_back(Use.Site->IgnoreParens());
    } else if (Use.Writes && !(V && V == P.Sum)) {
      return no("dependence", "more than the sum is stored");
    }
  }
  // What a sum begins with, and what it is stored as, is the business of its pair.
  for (const Stmt *Each : {P.First, P.Store})
    if (Each && llvm::is_contained(indicesIn(*Each), index(P.Term)))
      return no("dependence", "the sum depends on one of its terms");
  if (P.Set && !SetsBeginning)
    return no("unknown-construct", "the loop in front of the sums does more than set what they begin with");
  if (P.Factor && llvm::is_contained(indicesIn(*P.Factor), index(P.Column)))
    return no("unknown-construct", "the variable in front of the innermost loop is no factor of a row");
  // The columns are copied where there is no sum yet, nor a row.
  for (const VarDecl *V : namedVariables(*P.ColumnFactor))
    if (V == P.Sum || isFactor(V))
      return no("dependence", "which element is taken depends on '" + V->getNameAsString() + "'");
  P.Obligations.push_back({"order", "every element of '" + Name + "' has a sum of its own, whose terms are added in the order they were", How::Proved});
  return std::nullopt;
}

std::optional<Refusal> Planner::refuseAliases() {
  for (auto [I, J] : N->mayShare(P.Obligations)) {
    const NestArray &A = N->Arrays[I], &B = N->Arrays[J];
    auto Test = testForApart(A, B, Loop, C);
    if (!Test)
      return no("may-alias", "'" + textOf(*A.Base, C) + "' and '" + textOf(*B.Base, C) + "' may have elements in common");
    if (Test->Asked)
      P.Includes.push_back("functional");
    P.Guards.push_back(Test->Condition);
    P.Obligations.push_back({"apart", Test->Argument, How::Guarded});
  }
  return std::nullopt;
}

/// Integers, and fractions that have the precision of their type wherever they are.
static bool isPlainNumber(QualType T) {
  const auto *B = T->getAs<BuiltinType>();
  return B && B->getKind() != BuiltinType::Bool &&
         (B->isInteger() || B->getKind() == BuiltinType::Float || B->getKind() == BuiltinType::Double || B->getKind() == BuiltinType::LongDouble);
}

/// The copy of the columns is memory that the original did not need: there may be none left, which is an exception.
std::optional<Refusal> Planner::refusePanel() {
  const auto *Type = F.getType()->getAs<FunctionProtoType>();
  if (!Type || isa<CXXDestructorDecl>(F) || Type->getExceptionSpecType() == EST_Unevaluated || Type->isNothrow())
    return no("noexcept", "the function must not throw, as it might without memory for a copy of the columns");
  if (auto Early = findEarlierEnd(F))
    return Early;
  if (replacesAllocation(C))
    return no("allocates", "the unit has its own operator new, which would see the copy of the columns");
  for (QualType Each : {P.ColumnFactor->getType(), P.Sum ? P.Sum->getType() : P.Target->getType()})
    if (!isPlainNumber(Each))
      return no("unknown-construct", "truth values, or numbers of an unusual kind, are multiplied");
  const Stmt *Block = statementAround(Loop, C);
  if (Block && isa_and_nonnull<SwitchStmt>(statementAround(*Block, C)))
    return no("no-place", "the blocks' ends would be declared between case labels");
  if (countComments(P.Step->getSourceRange(), C) || (P.Factor && countComments(P.Factor->getSourceRange(), C)) ||
      (P.First && countComments(P.First->getSourceRange(), C)) || (P.Store && countComments(P.Store->getSourceRange(), C)) || (P.Set && countComments(P.Set->getSourceRange(), C)))
    return no("comment", "a comment stands in a statement that would be there twice");
  return std::nullopt;
}

/// In the order in which the original asks: what one is made of need not be there if another one is 0.
void Planner::askForSizes() {
  std::vector<std::string> Sizes;
  for (const ProductLoop &Each : P.Nested) {
    const Expr &Bound = *Each.Head.Bound->IgnoreParenImpCasts();
    if (constantTripCount(*Each.For, C))
      continue;
    const auto *B = dyn_cast<BinaryOperator>(&Bound);
    const bool Holds = isNameOrCall(Bound) || isa<CXXNamedCastExpr, CXXFunctionalCastExpr>(Bound) || (B && (B->isAdditiveOp() || B->isMultiplicativeOp()));
    const std::string Text = textOf(Bound, C);
    std::string Question = (Holds ? Text : "(" + Text + ")") + " >= " + std::to_string(FewTurns);
    if (!llvm::is_contained(Sizes, Question))
      Sizes.push_back(std::move(Question));
  }
  P.Guards.insert(P.Guards.begin(), Sizes.begin(), Sizes.end());
}

std::optional<Refusal> Planner::refuse() {
  if (auto No = N->Obstacle)
    return No;
  if (auto No = findUnsuitablePlace(Loop, C))
    return No;
  if (auto No = refuseHeaders())
    return No;
  if (auto No = refuseUses())
    return No;
  if (auto No = refusePanel())
    return No;
  if (auto No = refuseNames())
    return No;
  if (!computesAsWritten(C) && wordsOf(Loop, C).Fractions)
    return no("floating-point", "the target computes in more precision than the types have");
  return refuseAliases();
}

std::optional<MatrixProduct> Planner::run() {
  if (!C.getLangOpts().CPlusPlus11 || !readLoops() || !readStep() || !(P.Sum ? readSum() : readTarget()))
    return std::nullopt;
  N.emplace(Loop, std::vector{P.Nested[0].Head, P.Nested[1].Head, P.Nested[2].Head}, C);
  for (const Stmt *Each : Before)
    N->read(*Each, Does);
  N->read(*P.Step, Does);
  for (const Stmt *Each : After)
    N->read(*Each, Does);
  // What was left for few columns, or for matrices that are one.
  if (isFallbackOf(textOf(*P.Nested[1].Head.Bound, C) + " >= ", Loop, C))
    return std::nullopt;
  if (!findColumns() || isSmall() || (P.Ahead && !readAhead()))
    return std::nullopt;
  SetsBeginning = P.Set && isElement(*P.Set->getLHS()->IgnoreParens(), *P.Target, P.aheadIndex(), index(P.Column), C) &&
                  readBeginning(*P.Set->getRHS());
  if (!(P.Why = refuse())) {
    askForSizes();
    llvm::append_range(P.Obligations, N->steady());
    llvm::append_range(P.Obligations, roundingOf({&Loop}, C));
  }
  return std::move(P);
}

std::optional<MatrixProduct> hone::matrixProduct(const ForStmt &Loop, ASTContext &C) { return Planner(Loop, C).run(); }
