// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// divide-by-invariant: divides by a number that stays the same with a multiplication.
//
//   for (std::size_t i = 0, n = hashes.size(); i < n; ++i)
//     hashes[i] %= bucket;
//
//   const unsigned long long reciprocal = ~0ULL / bucket;
//   const auto moduloBucket = [reciprocal, bucket](std::uint32_t number) {
//     const auto quotient = static_cast<std::uint32_t>((static_cast<unsigned __int128>(reciprocal) * (number + 1ULL)) >> 64);
//     return number - quotient * bucket;
//   };
//   for (std::size_t i = 0, n = hashes.size(); i < n; ++i)
//     hashes[i] = moduloBucket(hashes[i]);
//
// Compilers do this for constants only.
//
// Why it is exact. Be d the divisor, M = floor((2^64 - 1) / d) = (2^64 - 1 - r) / d with r < d, and x < 2^32.
// M (x + 1) / 2^64 = (x + 1) / d - e, where e = (x + 1) (1 + r) / (d 2^64) is more than 0 and at most 2^-32.
// If d divides x + 1, that lies below the integer (x + 1) / d by no more than 2^-32, so its floor is one less: that
// of x / d. Else (x + 1) / d is at least 1 / d above an integer, which is the floor of x / d. If d < 2^32, e is
// smaller than that; if not, all of it lies between 0 and 1.

#include "LoopContext.h"
#include "hone/Analysis/Escape.h"
#include "hone/Checks/Check.h"
#include "hone/Rewrite/PatchBuilder.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/ParentMapContext.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/TargetInfo.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace hone {
namespace {

struct Division {
  const BinaryOperator *Whole = nullptr;
  const VarDecl *By = nullptr;
  QualType Type;     ///< In which it is computed.
  QualType Dividend; ///< As it was before conversions.
  bool isRemainder() const { return Whole->getOpcode() == BO_Rem || Whole->getOpcode() == BO_RemAssign; }
};

bool isUnsignedNumber(QualType T) {
  const auto *B = T->getAs<BuiltinType>();
  return B && llvm::is_contained({BuiltinType::UChar, BuiltinType::UShort, BuiltinType::UInt, BuiltinType::ULong,
                                  BuiltinType::ULongLong},
                                 B->getKind());
}

/// A division of a number of at most 32 bits by a variable, in unsigned arithmetic.
std::optional<Division> divisionOf(const BinaryOperator &B, const ASTContext &C) {
  if (!llvm::is_contained({BO_Div, BO_Rem, BO_DivAssign, BO_RemAssign}, B.getOpcode()))
    return std::nullopt;
  Division D;
  D.Whole = &B;
  const auto *Compound = llvm::dyn_cast<CompoundAssignOperator>(&B);
  D.Type = Compound ? Compound->getComputationResultType() : B.getType();
  D.Dividend = B.getLHS()->IgnoreParenImpCasts()->getType();
  const auto *Ref = llvm::dyn_cast<DeclRefExpr>(B.getRHS()->IgnoreParenImpCasts());
  D.By = Ref && !Ref->refersToEnclosingVariableOrCapture() ? llvm::dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  if (!D.By || !isUnsignedNumber(D.Type) || !isUnsignedNumber(D.Dividend) || !isUnsignedNumber(D.By->getType()) ||
      C.getTypeSize(D.Dividend) > 32 || C.getTypeSize(D.By->getType()) > 64 || C.getTypeSize(D.Type) > 64)
    return std::nullopt;
  // Of a smaller type the result would be made narrower in silence.
  if (Compound && !C.hasSameUnqualifiedType(D.Dividend, D.Type))
    return std::nullopt;
  return D;
}

/// Divisions by one variable in evaluated code, in source order. What a dividend divides stays in it.
class Divisions : public RecursiveASTVisitor<Divisions> {
public:
  Divisions(const Division &Model, ASTContext &C) : Model(Model), C(C) {}
  bool TraverseLambdaExpr(LambdaExpr *) { return true; }
  bool TraverseUnaryExprOrTypeTraitExpr(UnaryExprOrTypeTraitExpr *) { return true; }
  bool TraverseCXXNoexceptExpr(CXXNoexceptExpr *) { return true; }
  bool TraverseTypeLoc(TypeLoc, bool = true) { return true; }
  bool TraverseStmt(Stmt *S) {
    const auto *B = llvm::dyn_cast_or_null<BinaryOperator>(S);
    auto D = B ? divisionOf(*B, C) : std::nullopt;
    if (!D || D->By != Model.By || !C.hasSameUnqualifiedType(D->Type, Model.Type))
      return RecursiveASTVisitor::TraverseStmt(S);
    Found.push_back(*D);
    return true;
  }
  std::vector<Division> Found;

private:
  const Division &Model;
  ASTContext &C;
};

bool leaves(const Stmt *S) {
  if (const auto *Block = llvm::dyn_cast_or_null<CompoundStmt>(S))
    S = Block->body_empty() ? nullptr : Block->body_back();
  if (const auto *E = llvm::dyn_cast_or_null<ExprWithCleanups>(S))
    S = E->getSubExpr();
  return llvm::isa_and_nonnull<ReturnStmt, CXXThrowExpr>(S);
}

bool isVariable(const Expr &E, const VarDecl &V) {
  const auto *Ref = llvm::dyn_cast<DeclRefExpr>(E.IgnoreParenImpCasts());
  return Ref && Ref->getDecl() == &V;
}

/// Whether \p Condition certainly holds if \p V is 0.
bool holdsForZero(const Expr &Condition, const VarDecl &V, const ASTContext &C) {
  const Expr *E = Condition.IgnoreParenImpCasts();
  if (const auto *U = llvm::dyn_cast<UnaryOperator>(E))
    return U->getOpcode() == UO_LNot && isVariable(*U->getSubExpr(), V);
  const auto *B = llvm::dyn_cast<BinaryOperator>(E);
  if (!B)
    return false;
  if (B->getOpcode() == BO_LOr)
    return holdsForZero(*B->getLHS(), V, C) || holdsForZero(*B->getRHS(), V, C);
  Expr::EvalResult Zero;
  for (auto [Left, Right] : {std::pair(B->getLHS(), B->getRHS()), std::pair(B->getRHS(), B->getLHS())})
    if (B->getOpcode() == BO_EQ && isVariable(*Left, V) && Right->EvaluateAsInt(Zero, C) && Zero.Val.getInt() == 0)
      return true;
  return false;
}

struct Plan {
  const Stmt *Loop = nullptr;
  std::vector<Division> Divisions;
  bool NotZero = false; ///< The divisor, for certain, in front of the loop.
};

class Judge {
public:
  Judge(const Division &First, ASTContext &C) : First(First), C(C) {}
  Verdict run();
  Plan P;

private:
  bool isNeverSetAgain() const;
  bool isAskedBefore() const;
  bool isFirstIn(const Stmt &Loop) const {
    Divisions All(First, C);
    All.TraverseStmt(const_cast<Stmt *>(&Loop));
    return !All.Found.empty() && All.Found.front().Whole == First.Whole;
  }

  const Division &First;
  ASTContext &C;
  const FunctionDecl *F = nullptr;
};

/// Whether the divisor keeps the value it starts with.
bool Judge::isNeverSetAgain() const {
  const Stmt *Body = F->getBody();
  Effects E = effectsOf(*Body, C);
  return isPrivate(*First.By, *F, C) && llvm::none_of(E.Writes, [&](const Access &W) {
           return W.Where.Root == First.By->getCanonicalDecl() && W.At != First.By->getLocation();
         });
}

/// Whether control does not get to the loop if the divisor is 0.
bool Judge::isAskedBefore() const {
  const Stmt *Child = P.Loop;
  bool Asked = false;
  DynTypedNode Node = DynTypedNode::create(*Child);
  while (true) {
    auto Parents = C.getParents(Node);
    if (Parents.empty() || Parents[0].get<FunctionDecl>())
      return Asked;
    Node = Parents[0];
    const auto *Parent = Node.get<Stmt>();
    if (!Parent)
      continue;
    if (const auto *Block = llvm::dyn_cast<CompoundStmt>(Parent)) {
      for (const Stmt *Sibling : Block->body()) {
        const auto *If = llvm::dyn_cast<IfStmt>(Sibling);
        if (Sibling == Child)
          break;
        Asked |= If && If->getCond() && !If->isConstexpr() && !If->getConditionVariable() &&
                 holdsForZero(*If->getCond(), *First.By, C) && leaves(If->getThen());
      }
    }
    // A case may jump past what is asked inside of the switch, however deep.
    Asked &= !llvm::isa<SwitchStmt>(Parent);
    Child = Parent;
  }
}

/// Whether a compiler would warn of a number of its type there, silent as the conversion is.
bool isNarrowing(const ImplicitCastExpr &Cast, const ASTContext &C) {
  QualType From = Cast.getSubExpr()->getType(), To = Cast.getType();
  if (Cast.getCastKind() == CK_IntegralToFloating)
    return llvm::APFloat::semanticsPrecision(C.getFloatTypeSemantics(To)) < C.getTypeSize(From);
  return Cast.getCastKind() == CK_IntegralCast &&
         (C.getTypeSize(To) < C.getTypeSize(From) ||
          (C.getTypeSize(To) == C.getTypeSize(From) && To->isSignedIntegerType()));
}

/// Whether the result, or what it is a part of, is made narrower or given a sign in silence, or compared
/// with what has one: of a quotient a compiler knows how large it can be, of a function's result it does
/// not, and warns.
bool isNarrowed(const Division &D, ASTContext &C) {
  for (const Expr *E = D.Whole;;) {
    auto Parents = C.getParents(*E);
    const auto *P = Parents.empty() ? nullptr : Parents[0].get<Expr>();
    const auto *Cast = llvm::dyn_cast_or_null<ImplicitCastExpr>(P);
    const auto *B = llvm::dyn_cast_or_null<BinaryOperator>(P);
    if (!P || (Cast && Cast->isPartOfExplicitCast()))
      return false;
    if (Cast && isNarrowing(*Cast, C))
      return true;
    if (B && B->isComparisonOp()) {
      const Expr *Other = B->getLHS() == E ? B->getRHS() : B->getLHS();
      return !Other->isEvaluatable(C) && Other->IgnoreParenImpCasts()->getType()->isSignedIntegerType();
    }
    const bool Part = (Cast && Cast->getCastKind() == CK_IntegralCast) || llvm::isa<ParenExpr, ConditionalOperator>(P) ||
                      (B && !B->isAssignmentOp() && !B->isLogicalOp());
    if (!Part)
      return false;
    E = P;
  }
}

Verdict Judge::run() {
  LoopContext Around = loopContextOf(*First.Whole, C);
  F = outermostFunction(*First.Whole, C);
  const Expr &By = *First.Whole->getRHS();
  if (!F || Around.Unevaluated || Around.Leaves || Around.Loops.empty() || !First.By->hasLocalStorage() ||
      By.isEvaluatable(C) || !C.getLangOpts().CPlusPlus11 || !C.getTargetInfo().hasInt128Type())
    return Verdict::nothing();
  Effects E = effectsOf(By, C);
  if (plainlyVaries(By, E.Reads, *Around.Loops.front(), C) || !isFirstIn(*Around.Loops.front()))
    return Verdict::nothing();
  if (Around.InLambda)
    return Verdict::refuse("lambda", "the loop is inside a lambda");
  if (!E.Unknown.empty())
    return Verdict::refuse(E.Unknown.front().Code, E.Unknown.front().Text);
  if (!E.Hazards.empty())
    return Verdict::refuse("maybe-unset", "'" + First.By->getNameAsString() + "' may not have been set yet");
  InvariantLoop Same = outermostInvariant(By, E.Reads, Around.Loops, C);
  if (!Same.Loop)
    return Same.Why ? Verdict::refuse(Same.Why->Code, Same.Why->Text) : Verdict::nothing();
  P.Loop = Same.Loop;
  if (!isFirstIn(*P.Loop))
    return Verdict::nothing(); // Reported with the first.
  if (F->isConstexpr())
    return Verdict::refuse("constant-expression", "the function may be a constant expression");
  if (auto Other = findOtherConfiguration({First.By}, *P.Loop, C))
    return Verdict::refuse(Other->Code, Other->Text);
  Divisions All(First, C);
  All.TraverseStmt(const_cast<Stmt *>(P.Loop));
  P.Divisions = All.Found;
  for (const Division &Each : P.Divisions)
    if (Each.Whole->isAssignmentOp())
      if (auto Impure = findImpurity(effectsOf(*Each.Whole->getLHS(), C)))
        return Verdict::refuse("evaluated-once", "what is divided has effects: " + Impure->Text);
  if (llvm::any_of(P.Divisions, [&](const Division &Each) { return isNarrowed(Each, C); }))
    return Verdict::refuse("narrowed", "a result is converted to a narrower type, or one with a sign, in silence");
  P.NotZero = isNeverSetAgain() && isAskedBefore();
  Verdict V = Verdict::legal(
      {{"same-divisor", "nothing in the loop changes the divisor", How::Proved},
       {"exact", "the product is rounded down to the quotient of every number of 32 bits", How::Proved},
       {"not-zero",
        P.NotZero ? "the function is left before the loop if the divisor is 0"
                  : "the reciprocal of 1 is taken if the divisor is 0, and the loop then divides by it or not at all",
        How::Proved}});
  V.AddsCode = true;
  return V;
}

// --- Rewriting -----------------------------------------------------------------------

/// moduloBucket, modulo_bucket: as the divisor and the function are spelled.
std::string helperName(const char *Verb, const Division &D, const FunctionDecl &F) {
  std::string Name = D.By->getName().trim('_').str();
  bool Snake = llvm::StringRef(Name).contains('_') ||
               (F.getDeclName().isIdentifier() && F.getName().trim('_').contains('_'));
  if (!Snake && !Name.empty()) {
    Name[0] = llvm::toUpper(Name[0]);
    return Verb + Name;
  }
  return llvm::StringRef(Verb).lower() + "_" + (Name.empty() ? "divisor" : Name);
}

/// The lines in front of the loop, and what they name.
struct Helpers {
  std::string Lines, Quotient, Remainder;
};

Helpers helpersOf(const Plan &P, const FunctionDecl &F, const std::string &Step, ASTContext &C) {
  const Division &First = P.Divisions.front();
  const std::string By = First.By->getNameAsString();
  QualType Widest = First.Dividend;
  bool Divides = false, Reduces = false;
  for (const Division &D : P.Divisions) {
    Widest = C.getTypeSize(D.Dividend) > C.getTypeSize(Widest) ? D.Dividend : Widest;
    (D.isRemainder() ? Reduces : Divides) = true;
  }
  // The divisor's own words, where it is of the type.
  auto Spelled = [&](QualType T) {
    return typeText(C.hasSameUnqualifiedType(T, First.By->getType()) ? First.By->getType() : T, *P.Loop, C);
  };
  const std::string Type = Spelled(First.Type), Number = Spelled(Widest), Divisor = Spelled(First.By->getType());
  if (Type.empty() || Number.empty() || Divisor.empty())
    return {};
  llvm::StringSet<> Taken;
  auto Fresh = [&](const std::string &Wanted) { return freshName(*First.Whole, C, Wanted, Taken); };
  const std::string Reciprocal = Fresh("reciprocal"), X = Fresh("number"), Quotient = Fresh("quotient");
  const std::string Product = "(static_cast<unsigned __int128>(" + Reciprocal + ") * (" + X + " + 1ULL)) >> 64";
  const std::string Positive = P.NotZero ? By : stdCall("max", *P.Loop, C, Divisor) + By + ", 1)";
  Helpers H;
  H.Lines = "// A product is faster than a division, and exact for numbers of 32 bits.\n"
            "const unsigned long long " + Reciprocal + " = ~0ULL / " + Positive + ";";
  auto Define = [&](const std::string &Name, const std::string &Captures, const std::string &Body) {
    H.Lines += "\nconst auto " + Name + " = [" + Captures + "](" + Number + " " + X + ") {" + Body + "};";
  };
  if (Divides) {
    H.Quotient = Fresh(helperName("over", First, F));
    Define(H.Quotient, Reciprocal, "\n" + Step + "return static_cast<" + Type + ">(" + Product + ");\n");
  }
  if (!Reduces)
    return H;
  H.Remainder = Fresh(helperName("modulo", First, F));
  if (Divides)
    Define(H.Remainder, H.Quotient + ", " + By, " return " + X + " - " + H.Quotient + "(" + X + ") * " + By + "; ");
  else
    Define(H.Remainder, Reciprocal + ", " + By,
           "\n" + Step + "const auto " + Quotient + " = static_cast<" + Type + ">(" + Product + ");\n" + Step +
               "return " + X + " - " + Quotient + " * " + By + ";\n");
  return H;
}

llvm::Expected<Patch> rewrite(const Match &M) {
  ASTContext &C = M.ast();
  auto First = divisionOf(M.node<BinaryOperator>("root"), C);
  Judge J(*First, C);
  J.run();
  PatchBuilder Builder(C);
  Helpers H = helpersOf(J.P, *outermostFunction(*First->Whole, C), Builder.step(*J.P.Loop), C);
  if (H.Lines.empty())
    return llvm::createStringError("type-not-spelled: the type has no name in front of the loop");
  for (const Division &Each : J.P.Divisions) {
    const Expr *Left = Each.Whole->getLHS();
    while (const auto *Paren = llvm::dyn_cast<ParenExpr>(Left->IgnoreImpCasts())) {
      const auto *Inner = llvm::dyn_cast<BinaryOperator>(Paren->getSubExpr());
      if (Inner && Inner->isCommaOp())
        break;
      Left = Paren->getSubExpr();
    }
    const std::string Text = Builder.text(Left->getSourceRange());
    const std::string Call = (Each.isRemainder() ? H.Remainder : H.Quotient) + "(" + Text + ")";
    if (Each.Whole->isAssignmentOp())
      Builder.replace(Each.Whole->getSourceRange(), Text + " = " + Call);
    else
      Builder.replace(withParentheses(*Each.Whole, C), Call);
  }
  if (!J.P.NotZero)
    Builder.addInclude("algorithm");
  Builder.insertStatementsBefore(*J.P.Loop, H.Lines);
  return Builder.take();
}

Verdict judge(const Match &M) {
  auto First = divisionOf(M.node<BinaryOperator>("root"), M.ast());
  return First ? Judge(*First, M.ast()).run() : Verdict::nothing();
}

StatementMatcher pattern() {
  auto Loop = anyLoop();
  return binaryOperator(hasAnyOperatorName("/", "%", "/=", "%="), hasType(isUnsignedInteger()), hasAncestor(Loop))
      .bind("root");
}

} // namespace

extern constexpr Check DivideByInvariant = {
    "divide-by-invariant", "numbers are divided by the same number in every iteration",
    Category::Invariant, 1, pattern, judge, rewrite};

} // namespace hone
