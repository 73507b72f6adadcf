// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// nest-flat-index: counts rows and columns where they were divided out of one index.
//
//   for (int i = 0; i < cells; ++i) {
//     const int x = i % width;
//     const int y = i / width;
//     field[i] += x * y;
//   }
//
//   for (int i = 0, y = 0; i < cells; ++y) {
//     const int columns = std::min(width, cells - i);
//     for (int x = 0; x < columns; ++x, ++i) {
//       field[i] += x * y;
//     }
//   }
//
// Dividing takes longer than most of what is done with the result, and nothing behind it becomes a vector.
//
// The iterations are the same, in the same order: row y begins with i == y * width, so within it i / width is y and
// i % width counts from 0. The last row may be shorter, or the only one. The width must be positive: the original does
// not divide by 0, and where it is not known to be no negative number either, it is asked, and the loop kept as it was.

#include "BlockLoop.h"
#include "CheckedIndex.h"
#include "LoopContext.h"
#include "LoopJumps.h"
#include "LoopMentions.h"
#include "NestedText.h"
#include "Rounding.h"
#include "hone/Analysis/TripCount.h"
#include "hone/Checks/Check.h"
#include "hone/Rewrite/PatchBuilder.h"
#include "clang/AST/ParentMapContext.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace hone {
namespace {

/// `i / width` or `i % width`, and the variable that is made of it, if one is.
struct Part {
  const BinaryOperator *Whole = nullptr;
  const DeclStmt *Declaration = nullptr;
  const VarDecl *Variable = nullptr;
  bool isColumn() const { return Whole->getOpcode() == BO_Rem; }
};

struct Plan {
  CountedLoop Header;
  const Expr *Width = nullptr;
  std::vector<Part> Parts;
  bool has(bool Column) const {
    return llvm::any_of(Parts, [&](const Part &Each) { return Each.isColumn() == Column; });
  }
};

class Finder : public RecursiveASTVisitor<Finder> {
public:
  Finder(Plan &P, ASTContext &C) : P(P), C(C) {}
  bool TraverseLambdaExpr(LambdaExpr *) { return true; }
  bool TraverseUnaryExprOrTypeTraitExpr(UnaryExprOrTypeTraitExpr *) { return true; }
  bool VisitDeclStmt(DeclStmt *S) {
    for (const Decl *D : S->decls())
      if (const auto *V = llvm::dyn_cast<VarDecl>(D); V && V->getInit())
        Declarations[V->getInit()->IgnoreParenImpCasts()] = {nullptr, S, V};
    return true;
  }
  bool VisitBinaryOperator(BinaryOperator *B) {
    if ((B->getOpcode() != BO_Div && B->getOpcode() != BO_Rem) ||
        variableOf(*B->getLHS()) != P.Header.Index->getCanonicalDecl())
      return true;
    Part Found = Declarations.lookup(B);
    Found.Whole = B;
    // By a number that is written out, compilers divide fast.
    if (!llvm::isa<IntegerLiteral>(B->getRHS()->IgnoreParenImpCasts()))
      Divisions.push_back(Found);
    return true;
  }
  /// The divisions by the first width. By another one, it is divided as before.
  void choose() {
    for (const Part &Each : Divisions) {
      const Expr *By = Each.Whole->getRHS();
      P.Width = P.Width ? P.Width : By;
      if (saysTheSame(*By->IgnoreParenImpCasts(), *P.Width->IgnoreParenImpCasts(), C))
        P.Parts.push_back(Each);
    }
  }

private:
  Plan &P;
  ASTContext &C;
  llvm::DenseMap<const Expr *, Part> Declarations;
  std::vector<Part> Divisions;
};

std::optional<Plan> planOf(const Stmt &Loop, ASTContext &C) {
  auto Header = upwardLoop(Loop);
  if (!Header || Header->Test != BO_LT)
    return std::nullopt;
  Plan P{*Header, nullptr, {}};
  Finder F(P, C);
  F.TraverseStmt(const_cast<Stmt *>(loopBody(Loop)));
  F.choose();
  return P.Parts.empty() ? std::nullopt : std::optional(std::move(P));
}

class Judge {
public:
  Judge(const Stmt &Loop, const Plan &P, ASTContext &C) : Loop(Loop), P(P), C(C), F(*outermostFunction(Loop, C)) {}
  std::optional<Refusal> run() const;
  /// Whether the width is positive whenever the loop runs.
  bool isPositive() const;
  /// Whether the width may be asked only if the loop runs.
  bool isOnlyThereInLoop() const { return !isAlwaysThere(*P.Width->IgnoreImpCasts()); }
  const Part *declared(bool Column) const;

private:
  bool canCount(const Part &Each) const;
  bool isEvaluatedFirst() const;
  bool isAlwaysThere(const Expr &Width) const;
  std::optional<Refusal> refuseHeader() const;
  std::optional<Refusal> refuseBody() const;
  Refusal no(const char *Code, const std::string &Text, const Stmt &At) const { return {Code, Text, At.getBeginLoc()}; }

  const Stmt &Loop;
  const Plan &P;
  ASTContext &C;
  const FunctionDecl &F;
};

std::optional<Refusal> Judge::refuseHeader() const {
  const CountedLoop &L = P.Header;
  const QualType Index = L.Index->getType();
  Expr::EvalResult First;
  if (!L.Init->EvaluateAsInt(First, C) || First.Val.getInt() != 0)
    return no("first-index", "the loop does not begin at 0", *L.Init);
  auto HasType = [&](const Expr &E) { return C.hasSameUnqualifiedType(E.IgnoreImpCasts()->getType(), Index); };
  if (!HasType(*L.Bound) || !HasType(*P.Width) || C.getTypeSize(Index) < C.getTypeSize(C.IntTy) ||
      Index.isVolatileQualified())
    return no("index-type", "the index, its bound and the width are of several types, or narrower than int", *L.Condition);
  if (auto No = findVariation(*L.Bound, Loop, "varying", "the bound", C))
    return No;
  if (auto No = findVariation(*P.Width, Loop, "varying", "the width", C))
    return No;
  // It is asked in front of the loop, and more than once.
  const Expr &Width = *P.Width->IgnoreImpCasts();
  if (!isNameOrCall(Width) || !bindsToReference(Width))
    return no("width", "the width is more than a name or a call, or no reference can be bound to it", Width);
  if (!isEvaluatedFirst() && !isAlwaysThere(Width))
    return no("not-read", "the width would be asked where the loop may not get to it", Width);
  return std::nullopt;
}

/// Whether the first iteration, if there is one, divides by the width.
bool Judge::isEvaluatedFirst() const {
  return llvm::any_of(P.Parts, [&](const Part &Each) {
    const FirstIteration First = firstIteration(*Each.Whole, Loop, C);
    return !First.Obstacle && First.Unsure.empty();
  });
}

/// Whether \p Width can be asked even where the loop does not run: a variable that has a value, or a member of `this`.
bool Judge::isAlwaysThere(const Expr &Width) const {
  if (const auto *Member = llvm::dyn_cast<MemberExpr>(&Width))
    return llvm::isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts()) && !Member->getType()->isReferenceType();
  const VarDecl *V = variableOf(Width);
  return V && (llvm::isa<ParmVarDecl>(V) || V->hasInit() || V->hasGlobalStorage());
}

bool Judge::isPositive() const {
  Expr::EvalResult Value;
  if (P.Width->EvaluateAsInt(Value, C))
    return Value.Val.getInt().isStrictlyPositive();
  return P.Width->getType()->isUnsignedIntegerType() && isEvaluatedFirst();
}

/// Whether the variable stands in the block of the loop itself and can count instead.
bool Judge::canCount(const Part &Each) const {
  const auto *Block = llvm::dyn_cast<CompoundStmt>(loopBody(Loop));
  const VarDecl *V = Each.Variable;
  if (!V || !Block || !llvm::is_contained(Block->body(), Each.Declaration) || !V->hasLocalStorage() || V->hasAttrs() ||
      !C.hasSameUnqualifiedType(V->getType(), P.Header.Index->getType()) || hidesAnother(*V, Loop))
    return false;
  return llvm::all_of(mentionsOf(*V, *Block), [&](const DeclRefExpr *R) {
    return mentionAt(*R, C).What == Mention::Read && !R->refersToEnclosingVariableOrCapture();
  });
}

/// The first such variable for columns, or rows, if all of its declaration can go.
const Part *Judge::declared(bool Column) const {
  auto First = [&](bool Of) {
    auto At = llvm::find_if(P.Parts, [&](const Part &Each) { return Each.isColumn() == Of && canCount(Each); });
    return At == P.Parts.end() ? nullptr : &*At;
  };
  const Part *Result = First(Column), *Other = First(!Column);
  if (!Result || Result->Declaration->isSingleDecl())
    return Result;
  bool Both = Other && Other->Declaration == Result->Declaration &&
              std::distance(Result->Declaration->decl_begin(), Result->Declaration->decl_end()) == 2;
  return Both ? Result : nullptr;
}

std::optional<Refusal> Judge::refuseBody() const {
  const LoopJumps Jumps = jumpsIn(Loop);
  if (const Stmt *Jump = Jumps.Break ? Jumps.Break : Jumps.Label)
    return no("jump", "a jump in the body would lead out of one of two loops", *Jump);
  for (const Part &Each : P.Parts)
    if (!C.hasSameUnqualifiedType(Each.Whole->getType(), P.Header.Index->getType()))
      return no("index-type", "the row or the column is computed in another type", *Each.Whole);
  return std::nullopt;
}

std::optional<Refusal> Judge::run() const {
  if (auto No = refuseHeader())
    return No;
  if (auto No = refuseBody())
    return No;
  if (F.isConstexpr())
    return no("constant-expression", "the function may be a constant expression", Loop);
  return findUnsuitablePlace(Loop, C);
}

// --- Rewriting -----------------------------------------------------------------------

class Writer {
public:
  Writer(const Stmt &Loop, const Plan &What, const Judge &J, ASTContext &C)
      : Loop(llvm::cast<ForStmt>(Loop)), What(What), J(J), C(C), P(C, Loop) {}
  llvm::Expected<Patch> write();

private:
  std::string nested();
  const ForStmt &Loop;
  const Plan &What;
  const Judge &J;
  ASTContext &C;
  PatchBuilder P;
  llvm::StringSet<> Taken;
  std::string Type = typeText(What.Header.Index->getType().getUnqualifiedType(), Loop, C);
};

std::string Writer::nested() {
  const std::string I = What.Header.Index->getNameAsString(), Step = P.step(Loop);
  const std::string Width = P.text(What.Width->getSourceRange()), Bound = P.text(What.Header.Bound->getSourceRange());
  const Part *Row = J.declared(false), *Column = J.declared(true);
  const std::string Y = Row ? Row->Variable->getNameAsString() : freshName(Loop, C, "row", Taken),
                    X = Column ? Column->Variable->getNameAsString() : freshName(Loop, C, "column", Taken),
                    Columns = freshName(Loop, C, "columns", Taken);
  std::vector<std::pair<SourceRange, std::string>> Instead;
  for (const Part &Each : What.Parts) {
    if (&Each == Column && Row && Row->Declaration == Column->Declaration)
      continue;
    if (&Each == Row || &Each == Column)
      Instead.push_back({Each.Declaration->getSourceRange(), TakenOut.str()});
    else
      Instead.push_back({withParentheses(*Each.Whole, C), Each.isColumn() ? X : Y});
  }
  const Expr &End = *What.Header.Bound->IgnoreImpCasts();
  const bool Tight = isNameOrCall(End) || llvm::isa<IntegerLiteral>(End);
  const std::string Left = (Tight ? Bound : "(" + Bound + ")") + " - " + I;
  std::string Text = "for (" + Type + " " + I + " = 0" + (What.has(false) ? ", " + Y + " = 0" : "") + "; " + I + " < " + Bound +
                     ";" + (What.has(false) ? " ++" + Y : "") + ") {\n" + Step + "const " + Type + " " + Columns + " = " +
                     stdCall("min", Loop, C) + Width + ", " + Left + ");\n";
  const std::string Inner =
      "for (" + Type + " " + X + " = 0; " + X + " < " + Columns + "; ++" + X + ", ++" + I + ")";
  Instead.push_back({SourceRange(Loop.getForLoc(), Loop.getRParenLoc()), Inner});
  return Text + indented(P.copy(Loop, Instead), Step) + "\n}";
}

llvm::Expected<Patch> Writer::write() {
  if (Type.empty())
    return llvm::createStringError("type-not-spelled: the index's type has no name here");
  const std::string Why = "// Counting takes less time than dividing, and leaves rows that compilers make vectors of.";
  std::string Text = nested();
  if (!J.isPositive()) {
    const std::string Step = P.step(Loop), Width = P.text(What.Width->getSourceRange());
    const std::string Runs = J.isOnlyThereInLoop() ? "0 < " + P.text(What.Header.Bound->getSourceRange()) + " && " : "";
    Text = "if (" + Runs + Width + " > 0) {\n" + indented(Text, Step) + "\n} else {\n" + indented(P.copy(Loop, {}), Step) + "\n}";
  }
  P.addInclude("algorithm");
  P.replaceStatement(Loop, Text);
  P.insertStatementsBefore(Loop, Why);
  return P.take();
}

Verdict judge(const Match &M) {
  const auto &Loop = M.node<Stmt>("root");
  const FunctionDecl *F = outermostFunction(Loop, M.ast());
  if (!F || !F->getBody() || F->isDependentContext() || F->isTemplateInstantiation())
    return Verdict::nothing();
  auto P = planOf(Loop, M.ast());
  if (!P || isFallbackOf(textOf(*P->Width, M.ast()) + " > 0", Loop, M.ast()))
    return Verdict::nothing();
  Judge J(Loop, *P, M.ast());
  if (auto No = J.run())
    return Verdict::refuse(No->Code, No->Text);
  const bool Positive = J.isPositive();
  std::vector<Obligation> Shown = {{"same-width", "nothing in the loop changes the width or the bound", How::Proved},
       {"positive",
        Positive ? "the width is positive where the loop runs: it has no sign and the first iteration divides by it, or it is a constant"
                 : "asked in front: where the width is not positive, the loop divides as before",
        Positive ? How::Proved : How::Guarded},
       {"same-order", "the same iterations run in the same order", How::Proved}};
  llvm::append_range(Shown, roundingOf({&Loop}, M.ast()));
  Verdict V = Verdict::legal(std::move(Shown));
  V.AddsCode = true;
  V.AddsBlock = !Positive; // The loop as it was stays, too.
  return V;
}

llvm::Expected<Patch> rewrite(const Match &M) {
  const auto &Loop = M.node<Stmt>("root");
  auto P = planOf(Loop, M.ast());
  Judge J(Loop, *P, M.ast());
  return Writer(Loop, *P, J, M.ast()).write();
}

StatementMatcher pattern() { return forStmt().bind("root"); }

} // namespace

extern constexpr Check NestFlatIndex = {
    "nest-flat-index", "rows and columns are divided out of one index in every iteration",
    Category::Nest, 1, pattern, judge, rewrite};

} // namespace hone
