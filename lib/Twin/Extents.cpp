// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A pointer parameter needs memory behind it: how much is found by interval
// arithmetic on its subscripts. A loop variable ranges up to its loop's bound,
// so `p[y * w + x]` under `y < h`, `x < w` reaches (h - 1) * w + (w - 1). A
// wrong guess costs inputs, not correctness: the buffer ends at a guard page,
// and an input on which the original faults does not count.
#include "Extents.h"
#include "Types.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace hone;
using clang::BinaryOperator;
using clang::Expr;
using clang::UnaryOperator;
using clang::VarDecl;

static Bound number(long long N) { return {std::to_string(N), {}}; }

static Bound join(const Bound &A, llvm::StringRef Operator, const Bound &B, bool Product = false) {
  if (A.Text == "0" && Operator == " + ")
    return B;
  if (B.Text == "0" && (Operator == " + " || Operator == " - "))
    return A;
  Bound R{"(" + A.Text + Operator.str() + B.Text + ")", A.Degrees};
  for (auto [P, D] : B.Degrees)
    R.Degrees[P] = Product ? R.Degrees[P] + D : std::max(R.Degrees[P], D);
  // n * m: two numbers of one product share the size between them.
  if (Product) {
    unsigned Total = 0;
    for (auto [P, D] : R.Degrees)
      Total += D;
    for (auto &[P, D] : R.Degrees)
      D = Total;
  }
  return R;
}

static Bound larger(const std::optional<Bound> &A, const Bound &B) {
  if (!A || A->Text == B.Text)
    return B;
  Bound R = join(*A, ", ", B);
  R.Text = "hone_test::larger" + R.Text;
  return R;
}

namespace {

class Finder : public clang::RecursiveASTVisitor<Finder> {
public:
  Finder(const clang::FunctionDecl &F) : F(F), Context(F.getASTContext()) {}

  void run();
  std::map<unsigned, ParameterFacts> Facts;

  bool TraverseForStmt(clang::ForStmt *S) { return inLoop(S, S->getCond(), [&] {
    return RecursiveASTVisitor::TraverseForStmt(S); }); }
  bool TraverseWhileStmt(clang::WhileStmt *S) { return inLoop(S, S->getCond(), [&] {
    return RecursiveASTVisitor::TraverseWhileStmt(S); }); }
  bool TraverseDoStmt(clang::DoStmt *S) { return inLoop(S, S->getCond(), [&] {
    return RecursiveASTVisitor::TraverseDoStmt(S); }); }

  bool VisitArraySubscriptExpr(clang::ArraySubscriptExpr *E);
  bool VisitUnaryOperator(UnaryOperator *U);
  bool VisitBinaryOperator(BinaryOperator *B);
  bool VisitCallExpr(clang::CallExpr *C);
  bool VisitCXXOperatorCallExpr(clang::CXXOperatorCallExpr *C);
  bool VisitImplicitCastExpr(clang::ImplicitCastExpr *C) {
    if (C->getCastKind() == clang::CK_PointerToBoolean)
      if (auto P = parameter(C->getSubExpr()))
        Facts[*P].TestedForNull = true;
    return true;
  }

private:
  struct Place {
    unsigned Parameter;
    Bound Offset;
  };
  /// Loop bounds of a variable and what changes it.
  struct VariableFacts {
    std::optional<Bound> Upper, Start;
    unsigned Writes = 0;
    bool Descends = false;
    bool BeforeUse = false; ///< Goes down in the condition: `i-- > 0`.
  };

  template <typename Next> bool inLoop(clang::Stmt *Loop, Expr *Condition, Next Go) {
    Trips.push_back(tripOf(Condition));
    bool Result = Go();
    Trips.pop_back();
    return Result;
  }
  std::optional<unsigned> parameter(const Expr *E) const;
  const VarDecl *variable(const Expr *E) const;
  std::optional<long long> constant(const Expr *E) const;
  std::optional<Bound> upper(const Expr *E, unsigned Depth = 0);
  std::optional<Bound> lower(const Expr *E, unsigned Depth = 0);
  std::optional<Bound> upperOf(const VarDecl &V, unsigned Depth);
  std::optional<Place> place(const Expr *E, unsigned Depth = 0);
  std::optional<Bound> tripOf(const Expr *Condition);
  void reach(const Place &P, unsigned Extra);
  void noteCondition(const Expr *E);
  void noteLoop(const clang::Stmt *S);
  void markBounds(const clang::Stmt *S, unsigned Depth = 0);
  std::optional<unsigned> container(const Expr *E) const;
  void settleLengths();

  const clang::FunctionDecl &F;
  clang::ASTContext &Context;
  std::map<const VarDecl *, VariableFacts> Variables;
  std::vector<std::optional<Bound>> Trips;
  std::set<const VarDecl *> Busy;
  std::map<unsigned, Bound> Steps; ///< Pointers that walk: steps so far.
};

} // namespace

const VarDecl *Finder::variable(const Expr *E) const {
  const auto *D = llvm::dyn_cast_or_null<clang::DeclRefExpr>(E ? E->IgnoreParenCasts() : nullptr);
  return D ? llvm::dyn_cast<VarDecl>(D->getDecl()) : nullptr;
}

std::optional<unsigned> Finder::parameter(const Expr *E) const {
  const auto *P = llvm::dyn_cast_or_null<clang::ParmVarDecl>(variable(E));
  if (!P || P->getDeclContext() != &F)
    return std::nullopt;
  return P->getFunctionScopeIndex();
}

std::optional<long long> Finder::constant(const Expr *E) const {
  clang::Expr::EvalResult Value;
  if (E->isValueDependent() || !E->EvaluateAsInt(Value, Context))
    return std::nullopt;
  // npos and its like are no size.
  return Value.Val.getInt().tryExtValue();
}

std::optional<Bound> Finder::upperOf(const VarDecl &V, unsigned Depth) {
  const auto *P = llvm::dyn_cast<clang::ParmVarDecl>(&V);
  if (P && P->getDeclContext() == &F && isNumber(P->getType().getNonReferenceType())) {
    unsigned I = P->getFunctionScopeIndex();
    return Bound{"N(" + std::to_string(I) + ")", {{I, 1}}};
  }
  VariableFacts &Known = Variables[&V];
  if (!Busy.insert(&V).second)
    return std::nullopt;
  std::optional<Bound> R;
  if (Known.Writes == 0 && V.getInit())
    R = upper(V.getInit(), Depth + 1);
  else if (Known.Descends && V.getInit())
    R = upper(V.getInit(), Depth + 1);
  else if (Known.Descends && Known.Start)
    R = Known.Start;
  else
    R = Known.Upper;
  if (R && Known.BeforeUse)
    R = join(*R, " - ", number(1));
  Busy.erase(&V);
  return R;
}

/// The parameter whose size \p E asks.
std::optional<unsigned> Finder::container(const Expr *E) const {
  const auto *Call = llvm::dyn_cast<clang::CXXMemberCallExpr>(E);
  const clang::CXXMethodDecl *Method = Call ? Call->getMethodDecl() : nullptr;
  if (!Method || !Method->getDeclName().isIdentifier() || Method->getName() != "size" || !Method->getParent()->isInStdNamespace())
    return std::nullopt;
  return parameter(Call->getImplicitObjectArgument());
}

std::optional<Bound> Finder::lower(const Expr *E, unsigned Depth) {
  E = E->IgnoreParenCasts();
  if (auto N = constant(E))
    return number(*N);
  if (auto P = parameter(E))
    return upper(E, Depth);
  return number(0); // Indices do not go below.
}

std::optional<Bound> Finder::upper(const Expr *E, unsigned Depth) {
  if (!E || Depth > 8)
    return std::nullopt;
  // A byte is at most 255, whatever it is computed from: histograms.
  clang::QualType Before = E->IgnoreParenImpCasts()->getType();
  E = E->IgnoreParenCasts();
  if (auto N = constant(E))
    return number(*N);
  std::optional<Bound> R;
  if (const VarDecl *V = variable(E)) {
    R = upperOf(*V, Depth);
  } else if (auto P = container(E)) {
    R = Bound{"N(" + std::to_string(*P) + ")", {{*P, 1}}};
  } else if (const auto *U = llvm::dyn_cast<UnaryOperator>(E)) {
    // `i < *count`
    auto P = U->getOpcode() == clang::UO_Deref ? parameter(U->getSubExpr()) : std::nullopt;
    if (P && isNumber(E->getType()))
      R = Bound{"N(" + std::to_string(*P) + ")", {{*P, 1}}};
  } else if (const auto *B = llvm::dyn_cast<BinaryOperator>(E)) {
    auto L = upper(B->getLHS(), Depth + 1), H = upper(B->getRHS(), Depth + 1);
    auto Low = lower(B->getRHS(), Depth + 1);
    switch (B->getOpcode()) {
    case clang::BO_Add: if (L && H) R = join(*L, " + ", *H); break;
    case clang::BO_Sub: if (L && Low) R = join(*L, " - ", *Low); break;
    case clang::BO_Mul: if (L && H) R = join(*L, " * ", *H, true); break;
    case clang::BO_Div: if (L && Low && Low->Text != "0") {
      R = join(*L, ", ", *Low);
      R->Text = "hone_test::quotient" + R->Text;
    } break;
    case clang::BO_Shr: R = L; break;
    case clang::BO_Rem: if (H) R = join(*H, " - ", number(1)); break;
    case clang::BO_And: R = H ? H : L; break;
    default: break;
    }
  }
  if (!R && Before->isIntegerType() && Context.getTypeSize(Before) == 8)
    return number(Before->isSignedIntegerType() ? 127 : 255);
  return R;
}

std::optional<Finder::Place> Finder::place(const Expr *E, unsigned Depth) {
  if (Depth > 8)
    return std::nullopt;
  E = E->IgnoreParenCasts();
  if (auto P = parameter(E))
    return Place{*P, number(0)};
  if (const VarDecl *V = variable(E)) {
    if (!V->getType()->isPointerType() || !V->getInit() || !Busy.insert(V).second)
      return std::nullopt;
    auto R = place(V->getInit(), Depth + 1);
    Busy.erase(V);
    return R;
  }
  if (const auto *U = llvm::dyn_cast<UnaryOperator>(E)) {
    if (U->isIncrementDecrementOp())
      return place(U->getSubExpr(), Depth + 1);
    if (U->getOpcode() == clang::UO_AddrOf)
      if (const auto *S =
              llvm::dyn_cast<clang::ArraySubscriptExpr>(U->getSubExpr()->IgnoreParens())) {
        auto P = place(S->getBase(), Depth + 1);
        auto I = upper(S->getIdx());
        if (P && I)
          return Place{P->Parameter, join(P->Offset, " + ", *I)};
      }
    return std::nullopt;
  }
  const auto *B = llvm::dyn_cast<BinaryOperator>(E);
  if (!B || !B->isAdditiveOp())
    return std::nullopt;
  bool Left = B->getLHS()->getType()->isPointerType();
  auto P = place(Left ? B->getLHS() : B->getRHS(), Depth + 1);
  if (!P || B->getOpcode() == clang::BO_Sub)
    return P;
  auto I = upper(Left ? B->getRHS() : B->getLHS());
  if (!I)
    return std::nullopt;
  return Place{P->Parameter, join(P->Offset, " + ", *I)};
}

void Finder::reach(const Place &P, unsigned Extra) {
  ParameterFacts &Known = Facts[P.Parameter];
  Known.Extent = larger(Known.Extent, join(P.Offset, " + ", number(Extra)));
}

/// How often a loop runs: `i < n`, `i != n`, `n--`, `n > 0`, `n`.
std::optional<Bound> Finder::tripOf(const Expr *Condition) {
  if (!Condition)
    return std::nullopt;
  const Expr *E = Condition->IgnoreParenCasts();
  if (const auto *U = llvm::dyn_cast<UnaryOperator>(E))
    if (U->isIncrementDecrementOp())
      E = U->getSubExpr()->IgnoreParenCasts();
  if (const auto *B = llvm::dyn_cast<BinaryOperator>(E)) {
    if (B->getOpcode() == clang::BO_LAnd)
      return tripOf(B->getLHS());
    if (!B->isComparisonOp())
      return std::nullopt;
    bool Down = B->getOpcode() == clang::BO_GT || B->getOpcode() == clang::BO_GE;
    bool AgainstNumber = constant(B->getRHS()).has_value();
    if ((Down || B->getOpcode() == clang::BO_NE) && AgainstNumber) {
      const Expr *L = B->getLHS()->IgnoreParenCasts();
      if (const auto *U = llvm::dyn_cast<UnaryOperator>(L))
        L = U->getSubExpr();
      auto R = upper(L);
      return R && B->getOpcode() == clang::BO_GE ? join(*R, " + ", number(1)) : R;
    }
    auto R = upper(Down ? B->getLHS() : B->getRHS());
    return R && (B->getOpcode() == clang::BO_LE || B->getOpcode() == clang::BO_GE)
               ? join(*R, " + ", number(1)) : R;
  }
  return upper(E);
}

void Finder::noteCondition(const Expr *E) {
  E = E->IgnoreParenCasts();
  const auto *B = llvm::dyn_cast<BinaryOperator>(E);
  const auto *Step = llvm::dyn_cast<UnaryOperator>(B ? B->getLHS()->IgnoreParenCasts() : E);
  if (const VarDecl *V = Step && Step->isDecrementOp() ? variable(Step->getSubExpr()) : nullptr)
    Variables[V].Descends = Variables[V].BeforeUse = true;
  if (!B)
    return;
  if (B->isLogicalOp()) {
    noteCondition(B->getLHS());
    noteCondition(B->getRHS());
    return;
  }
  if (!B->isComparisonOp())
    return;
  for (bool Swap : {false, true}) {
    const Expr *L = Swap ? B->getRHS() : B->getLHS(), *R = Swap ? B->getLHS() : B->getRHS();
    clang::BinaryOperatorKind Op =
        Swap && B->isRelationalOp() ? BinaryOperator::reverseComparisonOp(B->getOpcode()) : B->getOpcode();
    // `i + 1 < n` bounds i as well, less tightly.
    if (const auto *Sum = llvm::dyn_cast<BinaryOperator>(L->IgnoreParenCasts()))
      if (Sum->isAdditiveOp())
        L = Sum->getLHS();
    const VarDecl *V = variable(L);
    if (!V || (Op != clang::BO_LT && Op != clang::BO_LE && Op != clang::BO_NE))
      continue;
    if (auto Limit = upper(R)) {
      Bound Last = Op == clang::BO_LE ? *Limit : join(*Limit, " - ", number(1));
      Variables[V].Upper = larger(Variables[V].Upper, Last);
    }
  }
}

void Finder::markBounds(const clang::Stmt *S, unsigned Depth) {
  if (!S || Depth > 8)
    return;
  if (const auto *E = llvm::dyn_cast<Expr>(S)) {
    // `std::to_string(n).size()` has little to do with n.
    if (llvm::isa<clang::CallExpr>(E) && E->getType()->isRecordType())
      return;
    if (auto P = parameter(E))
      Facts[*P].BoundsLoop = true;
    else if (const VarDecl *V = variable(E))
      if (V->getInit() && V->isLocalVarDecl() && Busy.insert(V).second) {
        markBounds(V->getInit(), Depth + 1);
        Busy.erase(V);
      }
  }
  for (const clang::Stmt *C : S->children())
    markBounds(C, Depth);
}

void Finder::noteLoop(const clang::Stmt *S) {
  const Expr *Condition = nullptr;
  if (const auto *L = llvm::dyn_cast<clang::ForStmt>(S)) {
    Condition = L->getCond();
    // A loop that counts down ends at its start.
    const auto *U = llvm::dyn_cast_or_null<UnaryOperator>(L->getInc());
    if (U && U->isDecrementOp())
      if (const VarDecl *V = variable(U->getSubExpr()))
        Variables[V].Descends = true;
    if (const auto *A = llvm::dyn_cast_or_null<BinaryOperator>(L->getInit()))
      if (A->isAssignmentOp())
        if (const VarDecl *V = variable(A->getLHS()))
          Variables[V].Start = upper(A->getRHS());
    // for (i = n; i-- > 0;)
    markBounds(L->getInit());
  } else if (const auto *W = llvm::dyn_cast<clang::WhileStmt>(S)) {
    Condition = W->getCond();
  } else if (const auto *D = llvm::dyn_cast<clang::DoStmt>(S)) {
    Condition = D->getCond();
  }
  if (!Condition)
    return;
  if (!isGeometric(*S, *Condition))
    markBounds(Condition);
  noteCondition(Condition);
}

bool Finder::VisitArraySubscriptExpr(clang::ArraySubscriptExpr *E) {
  auto P = place(E->getBase());
  if (!P)
    return true;
  Facts[P->Parameter].Indexed = true;
  if (auto I = upper(E->getIdx()))
    reach({P->Parameter, join(P->Offset, " + ", *I)}, 1);
  return true;
}

bool Finder::VisitUnaryOperator(UnaryOperator *U) {
  if (!U->getSubExpr()->getType()->isPointerType())
    return true;
  auto P = place(U->getSubExpr());
  if (!P)
    return true;
  if (U->getOpcode() == clang::UO_Deref) {
    reach(*P, 1);
  } else if (U->getOpcode() == clang::UO_LNot) {
    Facts[P->Parameter].TestedForNull = true;
  } else if (U->isIncrementOp()) {
    Facts[P->Parameter].Indexed = true;
    Bound Trip = number(1);
    for (const auto &T : Trips) {
      if (!T)
        return true;
      Trip = Trip.Text == "1" ? *T : join(Trip, " * ", *T, true);
    }
    auto [Known, New] = Steps.try_emplace(P->Parameter, Trip);
    if (!New)
      Known->second = join(Known->second, " + ", Trip);
    reach({P->Parameter, join(P->Offset, " + ", Known->second)}, 0);
  }
  return true;
}

bool Finder::VisitBinaryOperator(BinaryOperator *B) {
  if (B->isComparisonOp() && B->getLHS()->getType()->isPointerType()) {
    for (const Expr *Side : {B->getLHS(), B->getRHS()}) {
      const Expr *Other = Side == B->getLHS() ? B->getRHS() : B->getLHS();
      auto P = place(Side), Q = place(Other);
      if (P && Other->isNullPointerConstant(Context, Expr::NPC_NeverValueDependent))
        Facts[P->Parameter].TestedForNull = true;
      if (P && Q && P->Parameter == Q->Parameter)
        reach(*P, 0);
      // A loop runs from one to the other; outside of one it is just a question.
      if (P && Q && P->Parameter < Q->Parameter && !Trips.empty()) {
        Facts[P->Parameter].EndsAt = Q->Parameter;
        Facts[P->Parameter].Indexed = Facts[Q->Parameter].Indexed = true;
        Facts[Q->Parameter].IsEnd = true;
      }
    }
  } else if (B->isAdditiveOp() && B->getType()->isPointerType()) {
    if (auto P = place(B)) {
      Facts[P->Parameter].Indexed = true;
      reach(*P, 0);
    }
  } else if (B->getOpcode() == clang::BO_AddAssign && B->getLHS()->getType()->isPointerType()) {
    if (auto P = place(B->getLHS()))
      Facts[P->Parameter].Indexed = true;
  }
  return true;
}

/// `v[i]` of a container, `rows[y][x]`: how long it, or each row, should be to be of use.
bool Finder::VisitCXXOperatorCallExpr(clang::CXXOperatorCallExpr *C) {
  if (C->getOperator() != clang::OO_Subscript || C->getNumArgs() != 2)
    return true;
  unsigned Level = 0;
  const Expr *Base = C->getArg(0)->IgnoreParenImpCasts();
  while (const auto *Row = llvm::dyn_cast<clang::CXXOperatorCallExpr>(Base)) {
    if (Row->getOperator() != clang::OO_Subscript || Row->getNumArgs() != 2)
      return true;
    Base = Row->getArg(0)->IgnoreParenImpCasts();
    ++Level;
  }
  auto P = parameter(Base);
  auto I = upper(C->getArg(1));
  if (!P || !I || I->Degrees.empty())
    return true;
  if (Level == 0) {
    reach({*P, *I}, 1);
    return true;
  }
  ParameterFacts &Known = Facts[*P];
  if (Known.Rows.size() < Level)
    Known.Rows.resize(Level);
  std::optional<Bound> &Row = Known.Rows[Level - 1];
  Row = larger(Row, join(*I, " + ", number(1)));
  return true;
}

bool Finder::VisitCallExpr(clang::CallExpr *C) {
  // f(p, n) most likely means n elements; memcpy(p, q, n * sizeof *p) bytes.
  const clang::FunctionDecl *Callee = C->getDirectCallee();
  std::optional<Bound> Count;
  for (const Expr *A : C->arguments())
    if (A->getType()->isIntegerType())
      if (auto N = upper(A))
        if (!N->Degrees.empty())
          Count = larger(Count, *N);
  std::vector<unsigned> Pointers;
  for (const Expr *A : C->arguments()) {
    if (!A->getType()->isPointerType())
      continue;
    auto P = place(A);
    if (!P)
      continue;
    Facts[P->Parameter].Indexed = true;
    Pointers.push_back(P->Parameter);
    clang::QualType T = F.getParamDecl(P->Parameter)->getType()->getPointeeType();
    if (!Count || T.isNull())
      continue;
    Bound Elements = *Count;
    bool Bytes = Callee && Callee->getIdentifier() && Callee->getName().starts_with("mem");
    if (Bytes && !T->isIncompleteType() && Context.getTypeSizeInChars(T).getQuantity() > 1)
      Elements.Text = "hone_test::quotient(" + Elements.Text + ", " +
                      std::to_string(Context.getTypeSizeInChars(T).getQuantity()) + ")";
    reach({P->Parameter, join(P->Offset, " + ", Elements)}, 0);
  }
  // std::sort(first, last)
  if (Pointers.size() >= 2 && Pointers[0] < Pointers[1] && !Count &&
      Context.hasSameUnqualifiedType(F.getParamDecl(Pointers[0])->getType(),
                                     F.getParamDecl(Pointers[1])->getType()) &&
      Callee && Callee->isInStdNamespace()) {
    Facts[Pointers[0]].EndsAt = Pointers[1];
    Facts[Pointers[1]].IsEnd = true;
  }
  return true;
}

/// Calls Do on every statement of a body, outermost first.
template <typename Function> static void each(const clang::Stmt *S, Function Do) {
  if (!S)
    return;
  Do(S);
  for (const clang::Stmt *C : S->children())
    each(C, Do);
}

/// Containers side by side get one length anyway. Rows are told theirs, if that is the length of a container that is no row;
/// other bounds by lengths say nothing.
void Finder::settleLengths() {
  auto RestsOnLength = [&](const std::optional<Bound> &B) {
    return B && llvm::any_of(B->Degrees, [&](const auto &Each) {
             const clang::QualType T = F.getParamDecl(Each.first)->getType().getNonReferenceType();
             return T->isRecordType();
           });
  };
  for (auto &[I, Known] : Facts) {
    if (RestsOnLength(Known.Extent))
      Known.Extent.reset();
    for (std::optional<Bound> &Row : Known.Rows) {
      const bool Alone = Row && Row->Degrees.size() == 1 && Row->Degrees.begin()->first != I;
      if (RestsOnLength(Row) && !Alone)
        Row.reset();
      else if (RestsOnLength(Row))
        Facts[Row->Degrees.begin()->first].GivesLength = true;
    }
  }
  for (auto &[I, Known] : Facts)
    if (Known.GivesLength)
      Known.Rows.clear();
}

void Finder::run() {
  each(F.getBody(), [&](const clang::Stmt *S) {
    if (const auto *U = llvm::dyn_cast<UnaryOperator>(S)) {
      if (U->isIncrementDecrementOp())
        if (const VarDecl *V = variable(U->getSubExpr()))
          ++Variables[V].Writes;
    } else if (const auto *B = llvm::dyn_cast<BinaryOperator>(S)) {
      if (B->isAssignmentOp())
        if (const VarDecl *V = variable(B->getLHS()))
          ++Variables[V].Writes;
    }
  });
  each(F.getBody(), [&](const clang::Stmt *S) { noteLoop(S); });
  TraverseStmt(F.getBody());
  settleLengths();
  for (auto &[I, Known] : Facts) {
    // A matrix has height times width elements.
    const unsigned Levels = 1 + Known.Rows.size();
    std::vector<std::optional<Bound>> Lengths = Known.Rows;
    Lengths.push_back(Known.Extent);
    for (const auto &Length : Lengths)
      if (Length)
        for (auto [P, D] : Length->Degrees) {
          Facts[P].BoundsLoop = true;
          Facts[P].Degree = std::max(Facts[P].Degree, D * Levels);
        }
  }
}

std::map<unsigned, ParameterFacts> hone::findFacts(const clang::FunctionDecl &F) {
  Finder Find(F);
  Find.run();
  return Find.Facts;
}
