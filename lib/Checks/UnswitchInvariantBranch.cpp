// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// unswitch-invariant-branch: compares a string once in front of the loop if the branches
// in it ask for the same string in every iteration.
//
//   for (int value : values) {
//     if (options.mode == "max")
//       result = std::max(result, value);
//     else if (options.mode == "min")
//       result = std::min(result, value);
//   }
//
//   const bool isMax = options.mode == "max";
//   const bool isMin = options.mode == "min";
//   if (isMax) {
//     for (int value : values)
//       result = std::max(result, value);
//   } else if (isMin) {
//     for (int value : values)
//       result = std::min(result, value);
//   }
//
// On strings no compiler can do that, whose characters any store of the loop may change for all it knows. A loop
// that does more than to choose stays as it is, and asks the truth values: with -O3 compilers make a loop for each way of
// it by themselves. If it does nothing where no name matches, it is not entered then.
//
// A comparison has no effects and cannot fail if the strings are there. So it may be made where
// the original makes none: in front of a loop that does not run, or for a way not taken.

#include "DominatingConditions.h"
#include "IdleLoop.h"
#include "LoopContext.h"
#include "LoopMentions.h"
#include "NestLoops.h"
#include "NestedText.h"
#include "Presence.h"
#include "Rounding.h"
#include "hone/Analysis/TripCount.h"
#include "hone/Analysis/Types.h"
#include "hone/Checks/Check.h"
#include "hone/Rewrite/Guard.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/ParentMapContext.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace hone {
namespace {

/// `mode == "max"`: the operands as written.
struct Comparison {
  const Expr *Whole = nullptr, *Left = nullptr, *Right = nullptr;
  bool Unequal = false;
  /// The operand that is no literal, and what it is compared with.
  const Expr *Subject = nullptr, *Value = nullptr;
};

bool isLiteral(const Expr &E) { return llvm::isa<StringLiteral>(E.IgnoreParens()); }

std::optional<Comparison> comparisonOf(const Expr &E) {
  Comparison Result;
  Result.Whole = &E;
  const Expr *Call = &E;
  if (const auto *Rewritten = llvm::dyn_cast<CXXRewrittenBinaryOperator>(&E)) {
    auto Form = Rewritten->getDecomposedForm();
    if (Form.Opcode != BO_EQ && Form.Opcode != BO_NE)
      return std::nullopt;
    Result = {&E, Form.LHS, Form.RHS, Form.Opcode == BO_NE};
    Call = Form.InnerBinOp;
  }
  const auto *Operator = llvm::dyn_cast<CXXOperatorCallExpr>(Call);
  const FunctionDecl *F = Operator ? Operator->getDirectCallee() : nullptr;
  if (!F || !F->isInStdNamespace() || Operator->getNumArgs() != 2)
    return std::nullopt;
  if (Call == &E) {
    if (Operator->getOperator() != OO_EqualEqual && Operator->getOperator() != OO_ExclaimEqual)
      return std::nullopt;
    Result = {&E, Operator->getArg(0), Operator->getArg(1), Operator->getOperator() == OO_ExclaimEqual};
  }
  Result.Left = Result.Left->IgnoreImpCasts();
  Result.Right = Result.Right->IgnoreImpCasts();
  auto IsText = [](const Expr &E) { return isStdString(E.getType()) || isLiteral(E); };
  if (!IsText(*Result.Left) || !IsText(*Result.Right))
    return std::nullopt;
  bool Reversed = isLiteral(*Result.Left);
  Result.Subject = Reversed ? Result.Right : Result.Left;
  Result.Value = Reversed ? Result.Left : Result.Right;
  return Result;
}

bool isSame(const Expr &A, const Expr &B, const ASTContext &C) {
  llvm::FoldingSetNodeID X, Y;
  A.IgnoreParens()->Profile(X, C, true);
  B.IgnoreParens()->Profile(Y, C, true);
  return X == Y;
}

/// Whether \p A and \p B read the same: one string, compared with literals or with one other.
bool readsTheSame(const Comparison &A, const Comparison &B, const ASTContext &C) {
  return isSame(*A.Subject, *B.Subject, C) &&
         ((isLiteral(*A.Value) && isLiteral(*B.Value)) || isSame(*A.Value, *B.Value, C));
}

/// The statement or ?: that branches on \p E, perhaps with other questions; null: none does.
const Stmt *branchOn(const Expr &E, ASTContext &C) {
  const Stmt *Child = &E;
  while (true) {
    auto Parents = C.getParents(*Child);
    const auto *Parent = Parents.empty() ? nullptr : Parents[0].get<Stmt>();
    if (!Parent)
      return nullptr;
    if (const auto *If = llvm::dyn_cast<IfStmt>(Parent))
      return If->getCond() == Child && !If->isConstexpr() ? If : nullptr;
    if (const auto *Choice = llvm::dyn_cast<ConditionalOperator>(Parent))
      return Choice->getCond() == Child ? Choice : nullptr;
    const auto *B = llvm::dyn_cast<BinaryOperator>(Parent);
    const auto *U = llvm::dyn_cast<UnaryOperator>(Parent);
    if (!llvm::isa<ParenExpr>(Parent) && !(B && B->isLogicalOp()) && !(U && U->getOpcode() == UO_LNot))
      return nullptr;
    Child = Parent;
  }
}

bool leavesLoop(const Stmt *S) {
  if (!S || isLoop(*S) || llvm::isa<LambdaExpr>(S))
    return false;
  return llvm::isa<BreakStmt, ReturnStmt, CXXThrowExpr>(S) || llvm::any_of(S->children(), leavesLoop);
}

/// Whether \p Loop goes on for ever unless something in it leaves.
bool isEndless(const Stmt &Loop, const ASTContext &C) {
  const Expr *Condition = nullptr;
  if (llvm::isa<CXXForRangeStmt>(Loop))
    return false;
  if (const auto *For = llvm::dyn_cast<ForStmt>(&Loop))
    Condition = For->getCond();
  else if (const auto *While = llvm::dyn_cast<WhileStmt>(&Loop))
    Condition = While->getCond();
  else if (const auto *Do = llvm::dyn_cast<DoStmt>(&Loop))
    Condition = Do->getCond();
  bool Holds = false;
  return !Condition || (Condition->EvaluateAsBooleanCondition(Holds, C) && Holds);
}

/// Comparisons of evaluated code that read what \p Model reads, in source order.
class Collector : public RecursiveASTVisitor<Collector> {
public:
  Collector(const Comparison &Model, ASTContext &C) : Model(Model), C(C) {}
  bool TraverseLambdaExpr(LambdaExpr *) { return true; }
  bool TraverseUnaryExprOrTypeTraitExpr(UnaryExprOrTypeTraitExpr *) { return true; }
  bool TraverseCXXNoexceptExpr(CXXNoexceptExpr *) { return true; }
  bool TraverseTypeLoc(TypeLoc, bool = true) { return true; }
  bool TraverseCXXRewrittenBinaryOperator(CXXRewrittenBinaryOperator *E) { return add(*E); }
  bool VisitCXXOperatorCallExpr(CXXOperatorCallExpr *E) { return add(*E); }
  std::vector<Comparison> Found;

private:
  bool add(const Expr &E) {
    auto Each = comparisonOf(E);
    if (Each && readsTheSame(*Each, Model, C) && branchOn(E, C) && !loopContextOf(E, C).Leaves)
      Found.push_back(*Each);
    return true;
  }
  const Comparison &Model;
  ASTContext &C;
};

struct Plan {
  const Stmt *Loop = nullptr;
  std::vector<Comparison> Comparisons;
  std::vector<Obligation> Obligations;
  std::string Entered; ///< Asks whether there is a turn, if only then the string may be read.
  const Stmt *Apart = nullptr; ///< A loop that does nothing but ask these questions: each answer gets a loop of its own.
  std::vector<const IfStmt *> Ways; ///< In it.
};

class Judge {
public:
  Judge(const Comparison &First, ASTContext &C) : First(First), C(C) {}
  Verdict run();
  Plan P;

private:
  std::vector<Comparison> comparisonsIn(const Stmt &Loop) const {
    Collector All(First, C);
    All.TraverseStmt(const_cast<Stmt *>(&Loop));
    return All.Found;
  }
  bool isFirstIn(const Stmt &Loop) const {
    auto All = comparisonsIn(Loop);
    return !All.empty() && All.front().Whole == First.Whole;
  }
  std::optional<Refusal> findRisk(const Effects &E) const;
  std::optional<Refusal> findWait(const LoopContext &Around) const;
  std::optional<Refusal> askForEntry();
  std::optional<Refusal> findOtherMeaning() const;
  void findWays();

  const Comparison &First;
  ASTContext &C;
};

/// Why comparing could fail, or be seen.
std::optional<Refusal> Judge::findRisk(const Effects &E) const {
  if (!E.Unknown.empty())
    return E.Unknown.front();
  if (!E.Opaque.empty())
    return Refusal{"opaque-comparison", E.Opaque.front().Text, E.Opaque.front().At};
  if (auto Risk = findSpeculationRisk(E))
    return Refusal{"may-fail", "the comparison has " + Risk->Text, Risk->Where};
  return std::nullopt;
}

/// A loop that goes on until the string changes waits for somebody else, however wrongly.
std::optional<Refusal> Judge::findWait(const LoopContext &Around) const {
  for (const Comparison &Each : P.Comparisons) {
    const auto *If = llvm::dyn_cast<IfStmt>(branchOn(*Each.Whole, C));
    if (!If || !(leavesLoop(If->getThen()) || leavesLoop(If->getElse())))
      continue;
    for (const Stmt *Loop : Around.Loops) {
      if (isEndless(*Loop, C))
        return Refusal{"waits", "the loop may go on until the string changes, which nothing in it does",
                       Loop->getBeginLoc()};
      if (Loop == P.Loop)
        break;
    }
  }
  return std::nullopt;
}

/// Makes the question whether the loop reads the string at all. Nobody but the loop says that
/// it is there.
std::optional<Refusal> Judge::askForEntry() {
  const Refusal Gone{"may-be-gone", "the string may not be there yet, or no more, and the loop may not read it then",
                     First.Whole->getExprLoc()};
  FirstIteration Reads = firstIteration(*P.Comparisons.front().Whole, *P.Loop, C);
  if (Reads.Obstacle || !Reads.Unsure.empty())
    return Gone;
  if (Reads.BeforeTest || isEntered(*P.Loop, C))
    return std::nullopt;
  EntryTest Test = entryTest(*P.Loop, C);
  P.Entered = Test.Text;
  return Test.Always || !Test.Text.empty() ? std::optional<Refusal>() : Gone;
}

/// Why other macros could make the loop change what is compared.
std::optional<Refusal> Judge::findOtherMeaning() const {
  struct Names : RecursiveASTVisitor<Names> {
    bool VisitDeclRefExpr(DeclRefExpr *R) {
      Found.push_back(R->getDecl());
      return true;
    }
    bool VisitMemberExpr(MemberExpr *M) {
      Found.push_back(M->getMemberDecl());
      return true;
    }
    std::vector<const ValueDecl *> Found;
  } Named;
  for (const Expr *Operand : {First.Left, First.Right})
    Named.TraverseStmt(const_cast<Expr *>(Operand));
  return findOtherConfiguration(Named.Found, *P.Loop, C);
}

/// What of a loop is said again for each of several: a whitelist of what may be.
static bool canBeRepeated(const Stmt *S) {
  return !S || (!llvm::isa<LambdaExpr, StmtExpr, CXXNewExpr, CXXThrowExpr>(S) && llvm::all_of(S->children(), canBeRepeated));
}

/// The variables that the header of \p Loop declares.
static std::vector<const VarDecl *> declaredBy(const Stmt &Loop) {
  if (const auto *Range = llvm::dyn_cast<CXXForRangeStmt>(&Loop))
    return {Range->getLoopVariable()};
  std::vector<const VarDecl *> Found;
  if (const auto *Init = llvm::dyn_cast_or_null<DeclStmt>(llvm::cast<ForStmt>(Loop).getInit()))
    for (const Decl *D : Init->decls())
      if (const auto *V = llvm::dyn_cast<VarDecl>(D))
        Found.push_back(V);
  return Found;
}

/// Whether \p Branch can be all that a loop with the variable \p V does, and no compiler finds that strange.
static bool canBeBody(const Stmt &Branch, const VarDecl &V, const Stmt &Loop, ASTContext &C) {
  const auto Items = itemsOf(Branch);
  const auto *For = llvm::dyn_cast<ForStmt>(&Loop);
  const bool InHeader = For && ((For->getCond() && !mentionsOf(V, *For->getCond()).empty()) || (For->getInc() && !mentionsOf(V, *For->getInc()).empty()));
  const auto Mentions = mentionsOf(V, Branch);
  const bool Steps = llvm::any_of(Mentions, [&](const DeclRefExpr *Site) {
    const Stmt *Around = statementAround(*Site, C);
    const auto *U = llvm::dyn_cast_or_null<UnaryOperator>(Around);
    const auto *B = llvm::dyn_cast_or_null<BinaryOperator>(Around);
    return (U && U->isIncrementDecrementOp()) || (B && B->isAssignmentOp() && B->getLHS()->IgnoreParens() == Site);
  });
  const bool Declares = llvm::any_of(Items, [&](const Stmt *Each) {
    const auto *S = llvm::dyn_cast<DeclStmt>(Each);
    return S && llvm::any_of(S->decls(), [&](const Decl *D) {
             const auto *Named = llvm::dyn_cast<NamedDecl>(D);
             return !Named || Named->getDeclName() == V.getDeclName();
           });
  });
  return (InHeader || !Mentions.empty()) && !Steps && !Declares && !Items.empty() && !llvm::isa<NullStmt, AttributedStmt>(Items.front());
}

/// `for (...) if (mode == "max") a(); else if (mode == "min") b(); else c();`
void Judge::findWays() {
  constexpr unsigned MostWays = 4;
  const auto *If = llvm::dyn_cast_or_null<IfStmt>(branchOn(*First.Whole, C));
  const Stmt *Loop = If ? statementAround(*If, C) : nullptr;
  if (const auto *Block = llvm::dyn_cast_or_null<CompoundStmt>(Loop); Block && Block->size() == 1)
    Loop = statementAround(*Block, C);
  const auto *For = llvm::dyn_cast_or_null<ForStmt>(Loop);
  const auto *Range = llvm::dyn_cast_or_null<CXXForRangeStmt>(Loop);
  const Stmt *Parent = Loop ? statementAround(*Loop, C) : nullptr;
  if ((!For && !Range) || !(Parent && (llvm::isa<CompoundStmt>(Parent) || isLoop(*Parent))) ||
      countComments(Loop->getSourceRange(), C) || P.Comparisons.size() > MostWays)
    return;
  // Behind a label or beside cases nothing may be put in its place.
  if (const Stmt *Outer = statementAround(*Parent, C); llvm::isa_and_nonnull<SwitchStmt>(Outer))
    return;
  const bool Header = For ? !For->getConditionVariable() && canBeRepeated(For->getInit()) && canBeRepeated(For->getCond()) && canBeRepeated(For->getInc())
                          : canBeRepeated(Range->getInit()) && canBeRepeated(Range->getRangeInit());
  std::vector<const IfStmt *> Ways;
  const Stmt *Else = If;
  for (; const auto *Way = llvm::dyn_cast_or_null<IfStmt>(Else); Else = Way->getElse()) {
    const Comparison *Asked = Ways.size() < P.Comparisons.size() ? &P.Comparisons[Ways.size()] : nullptr;
    const bool Again = llvm::any_of(Ways, [&](const IfStmt *Before) { return Asked && isSame(*Before->getCond(), *Way->getCond(), C); });
    if (!Asked || Again || Asked->Unequal || Way->getCond()->IgnoreParenImpCasts() != Asked->Whole || Way->getInit() || Way->getConditionVariable())
      return;
    Ways.push_back(Way);
  }
  auto IsOff = [&](const Expr &E) {
    return llvm::any_of(P.Comparisons, [&](const Comparison &Each) { return Each.Whole == E.IgnoreParenImpCasts(); });
  };
  // Where no name matches, the loop has nothing to do but to end. What is fused with what is chosen loop by loop.
  if (!roundingOf({Loop}, C).empty() || !Header || Ways.size() != P.Comparisons.size() || (!Else && !isIdleUnless(*Loop, IsOff, C)))
    return;
  const SourceManager &SM = C.getSourceManager();
  const SourceLocation Close = For ? For->getRParenLoc() : Range->getRParenLoc();
  if (SM.getExpansionLineNumber(Loop->getBeginLoc()) != SM.getExpansionLineNumber(Close))
    return;
  for (const VarDecl *V : declaredBy(*Loop))
    if ((Else && !canBeBody(*Else, *V, *Loop, C)) || llvm::any_of(Ways, [&](const IfStmt *Way) { return !canBeBody(*Way->getThen(), *V, *Loop, C); }))
      return;
  P.Apart = Loop;
  P.Ways = std::move(Ways);
}

Verdict Judge::run() {
  LoopContext Around = loopContextOf(*First.Whole, C);
  if (Around.Unevaluated || Around.Leaves || Around.Loops.empty() || !branchOn(*First.Whole, C) ||
      (isLiteral(*First.Left) && isLiteral(*First.Right)))
    return Verdict::nothing();
  const FunctionDecl *F = outermostFunction(*First.Whole, C);
  Effects E = effectsOf(*First.Whole, C);
  if (!F || plainlyVaries(*First.Whole, E.Reads, *Around.Loops.front(), C))
    return Verdict::nothing();
  auto Refuse = [&](const Refusal &R) {
    return isFirstIn(*Around.Loops.front()) ? Verdict::refuse(R.Code, R.Text) : Verdict::nothing();
  };
  if (Around.InLambda)
    return Verdict::refuse("lambda", "the loop is inside a lambda");
  if (auto Risk = findRisk(E))
    return Refuse(*Risk);
  InvariantLoop Same = outermostInvariant(*First.Whole, E.Reads, Around.Loops, C);
  if (!Same.Loop)
    return Same.Why ? Refuse(*Same.Why) : Verdict::nothing();
  P.Loop = Same.Loop;
  if (!isFirstIn(*P.Loop))
    return Verdict::nothing();
  P.Comparisons = comparisonsIn(*P.Loop);
  for (const Expr *Operand : {First.Left, First.Right})
    if (!isLiteral(*Operand))
      if (auto Absence = findAbsence(*Operand, *P.Loop, *F, C, nullptr, /*MembersToo=*/false))
        return Refuse(*Absence);
  if (llvm::any_of(std::initializer_list<const Expr *>{First.Left, First.Right}, [](const Expr *Operand) {
        return !isLiteral(*Operand) && mayBeUnmade(*Operand);
      })) {
    // The outermost loop that surely reads it, if it runs.
    auto Gone = askForEntry();
    for (auto Loop = llvm::find(Around.Loops, P.Loop); Gone && Loop != Around.Loops.begin(); Gone = askForEntry()) {
      P.Loop = *--Loop;
      P.Comparisons = comparisonsIn(*P.Loop);
    }
    if (Gone)
      return Refuse(*Gone);
  }
  if (auto Wait = findWait(Around))
    return Refuse(*Wait);
  if (auto Other = findOtherMeaning())
    return Refuse(*Other);
  P.Obligations = {
      {"same-answer", "nothing in the loop changes the string that is compared", How::Proved},
      {"no-effects", "comparing strings of the library writes nothing and cannot fail", How::Proved},
      {"is-there", P.Entered.empty() ? "the string is there even if the loop does not run"
                                     : "it is compared only if the loop runs, which compares it first", How::Proved}};
  findWays();
  Verdict V = Verdict::legal(P.Obligations);
  V.AddsBlock = P.Apart;
  return V;
}

// --- Names -------------------------------------------------------------------------

/// The name that \p E ends with, without the marks of a member.
std::string lastName(const Expr &E) {
  const Expr *Bare = E.IgnoreParenImpCasts();
  llvm::StringRef Name;
  if (const auto *Member = llvm::dyn_cast<MemberExpr>(Bare))
    Name = Member->getMemberDecl()->getName();
  else if (const auto *Ref = llvm::dyn_cast<DeclRefExpr>(Bare))
    Name = Ref->getDecl()->getName();
  Name.consume_front("m_");
  Name = Name.trim('_');
  return Name.empty() ? "text" : Name.str();
}

/// The words of a literal: {"unsigned", "char"}. None if they make no name.
llvm::SmallVector<std::string, 3> wordsOf(const Expr &Value) {
  llvm::SmallVector<std::string, 3> Words;
  const auto *Literal = llvm::dyn_cast<StringLiteral>(Value.IgnoreParens());
  if (!Literal || Literal->getCharByteWidth() != 1 || Literal->getLength() > 24)
    return Words;
  bool Inside = false;
  for (char Ch : Literal->getString()) {
    if (llvm::isAlnum(Ch) && !Inside)
      Words.emplace_back();
    Inside = llvm::isAlnum(Ch);
    if (Inside)
      Words.back() += Ch;
  }
  for (std::string &Word : Words)
    if (llvm::none_of(Word, llvm::isLower))
      Word = llvm::StringRef(Word).lower();
  return Words;
}

/// Words put together as the names around are: isUnsignedChar or is_unsigned_char.
std::string joined(llvm::ArrayRef<std::string> Words, bool Snake) {
  std::string Name;
  for (const std::string &Word : Words) {
    std::string Each = Snake ? llvm::StringRef(Word).lower() : Word;
    if (!Name.empty() && Snake)
      Name += '_';
    else if (!Name.empty())
      Each[0] = llvm::toUpper(Each[0]);
    Name += Each;
  }
  return Name;
}

/// Names for the comparison, the best first: isMax, modeIsMax.
llvm::SmallVector<std::string, 2> wantedNames(const Comparison &Of, ASTContext &C) {
  std::string Subject = lastName(*Of.Subject);
  const FunctionDecl *F = outermostFunction(*Of.Whole, C);
  bool Snake = llvm::StringRef(Subject).contains('_') ||
               (F->getDeclName().isIdentifier() && F->getName().trim('_').contains('_'));
  if (!isLiteral(*Of.Value)) {
    std::string Other = lastName(*Of.Value);
    return {Other == Subject ? joined({"same", Subject}, Snake) : joined({Subject, "is", Other}, Snake)};
  }
  if (llvm::cast<StringLiteral>(Of.Value->IgnoreParens())->getLength() == 0)
    return {joined({Subject, "is", "empty"}, Snake)};
  auto Words = wordsOf(*Of.Value);
  if (Words.empty() || Words.size() > 3)
    return {joined({Subject, "matches"}, Snake)};
  Words.insert(Words.begin(), "is");
  std::string Short = joined(Words, Snake);
  Words.insert(Words.begin(), Subject);
  return {Short, joined(Words, Snake)};
}

std::string nameOf(const Comparison &Of, ASTContext &C, llvm::StringSet<> &Taken) {
  auto Wanted = wantedNames(Of, C);
  for (const std::string &Each : Wanted)
    if (llvm::StringSet<> Tried = Taken; freshName(*Of.Whole, C, Each, Tried) == Each)
      return freshName(*Of.Whole, C, Each, Taken);
  return freshName(*Of.Whole, C, Wanted.back(), Taken);
}

// --- Rewriting -----------------------------------------------------------------------

/// The locals in front of the loop, and what they stand for in it.
class Writer {
public:
  Writer(const Plan &P, ASTContext &C) : P(P), C(C), Builder(C) {}
  llvm::Expected<Patch> write();

private:
  const std::string &nameOf(const Comparison &Each);
  std::string locals();
  std::string loopFor(const Stmt &Branch);
  std::string loopsApart();
  bool isOff(const Expr &Condition);

  const Plan &P;
  ASTContext &C;
  PatchBuilder Builder;
  llvm::StringSet<> Taken;
  std::vector<std::pair<const Comparison *, std::string>> Named;
  std::vector<std::string> Ways; ///< What the branches of a loop that may be skipped ask first.
};

const std::string &Writer::nameOf(const Comparison &Each) {
  auto Known = llvm::find_if(Named, [&](const auto &N) {
    return isSame(*N.first->Subject, *Each.Subject, C) && isSame(*N.first->Value, *Each.Value, C);
  });
  if (Known == Named.end()) {
    Named.push_back({&Each, hone::nameOf(Each, C, Taken)});
    Known = std::prev(Named.end());
  }
  return Known->second;
}

std::string Writer::locals() {
  std::vector<std::string> Locals;
  std::string Entered = P.Entered;
  // A long question is asked once.
  if (Named.size() > 1 && llvm::StringRef(Entered).contains(" && ")) {
    std::string Name = freshName(*P.Comparisons.front().Whole, C, "runs", Taken);
    Locals.push_back("const bool " + Name + " = " + Entered + ";");
    Entered = Name;
  }
  for (const auto &[Each, Name] : Named)
    Locals.push_back("const bool " + Name + " = " + (Entered.empty() ? "" : Entered + " && ") +
                     Builder.text(Each->Left->getSourceRange()) + " == " + Builder.text(Each->Right->getSourceRange()) + ";");
  return llvm::join(Locals, "\n");
}

/// Whether \p Condition is false, and asks nothing else, if none of the locals is true.
bool Writer::isOff(const Expr &Condition) {
  const Expr *E = Condition.IgnoreParens();
  if (const auto *B = llvm::dyn_cast<BinaryOperator>(E); B && B->isLogicalOp())
    return isOff(*B->getLHS()) && (B->getOpcode() == BO_LAnd || isOff(*B->getRHS()));
  auto Found = llvm::find_if(P.Comparisons, [&](const Comparison &Each) { return Each.Whole == E; });
  if (Found == P.Comparisons.end() || Found->Unequal)
    return false;
  if (const std::string &Name = nameOf(*Found); !llvm::is_contained(Ways, Name))
    Ways.push_back(Name);
  return true;
}

/// The loop with nothing but one branch in it.
std::string Writer::loopFor(const Stmt &Branch) {
  const auto *For = llvm::dyn_cast<ForStmt>(P.Apart);
  const SourceLocation Close = For ? For->getRParenLoc() : llvm::cast<CXXForRangeStmt>(P.Apart)->getRParenLoc();
  const auto Items = itemsOf(Branch);
  const auto Lines = copiesOf(Builder, Items, [](const Stmt &) { return Substitutions(); }, C);
  // As the branch had it; what has parts of its own may look like several lines.
  const bool Braces = Items.size() != 1 || llvm::isa<CompoundStmt>(Branch);
  return Builder.text({P.Apart->getBeginLoc(), Close}) + (Braces ? " {\n" : "\n") + indented(llvm::join(Lines, "\n"), Builder.step(*P.Apart)) +
         (Braces ? "\n}" : "");
}

std::string Writer::loopsApart() {
  const std::string Step = Builder.step(*P.Apart);
  std::string Text;
  auto add = [&](const std::string &Question, const Stmt &Branch) {
    Text += Question + " {\n" + indented(loopFor(Branch), Step) + "\n}";
  };
  for (std::size_t I = 0; I < P.Ways.size(); ++I)
    add((I ? " else if (" : "if (") + nameOf(P.Comparisons[I]) + ")", *P.Ways[I]->getThen());
  if (const Stmt *Else = P.Ways.back()->getElse())
    add(" else", *Else);
  return Text;
}

llvm::Expected<Patch> Writer::write() {
  if (P.Apart) {
    Builder.replaceStatement(*P.Apart, loopsApart());
    Builder.insertStatementsBefore(*P.Loop, locals());
    return Builder.take();
  }
  for (const Comparison &Each : P.Comparisons)
    Builder.replace(withParentheses(*Each.Whole, C), (Each.Unequal ? "!" : "") + nameOf(Each));
  std::string Lines = locals();
  // Of a single question the branch in the loop would say the same again.
  bool Skips = isIdleUnless(*P.Loop, [&](const Expr &E) { return isOff(E); }, C) && Ways.size() > 1;
  if (!Skips || !insertGuarded(Builder, *P.Loop, Lines, llvm::join(Ways, " || "), C))
    Builder.insertStatementsBefore(*P.Loop, Lines);
  return Builder.take();
}

llvm::Expected<Patch> rewrite(const Match &M) {
  auto First = comparisonOf(M.node<Expr>("root"));
  Judge J(*First, M.ast());
  J.run();
  llvm::Expected<Patch> Fix = Writer(J.P, M.ast()).write();
  if (Fix || !J.P.Apart)
    return Fix;
  llvm::consumeError(Fix.takeError()); // A macro stands in the way: the loop stays as it is.
  J.P.Apart = nullptr;
  return Writer(J.P, M.ast()).write();
}

Verdict judge(const Match &M) {
  const auto &Root = M.node<Expr>("root");
  ASTContext &C = M.ast();
  auto First = comparisonOf(Root);
  if (!First)
    return Verdict::nothing();
  // What `a != b` was rewritten to.
  for (auto Parents = C.getParents(Root); !Parents.empty() && Parents[0].get<Expr>(); Parents = C.getParents(Parents[0]))
    if (Parents[0].get<CXXRewrittenBinaryOperator>())
      return Verdict::nothing();
  return Judge(*First, C).run();
}

StatementMatcher pattern() {
  auto Loop = anyLoop();
  auto Compares = anyOf(cxxOperatorCallExpr(hasAnyOverloadedOperatorName("==", "!=")), cxxRewrittenBinaryOperator());
  return expr(Compares, hasAncestor(Loop)).bind("root");
}

} // namespace

extern constexpr Check UnswitchInvariantBranch = {
    "unswitch-invariant-branch", "branches compare the same string in every iteration",
    Category::Invariant, 3, pattern, judge, rewrite};

} // namespace hone
