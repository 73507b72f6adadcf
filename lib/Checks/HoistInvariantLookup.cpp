// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// hoist-invariant-lookup: searches a map once for a key that stays the same.
//
//   for (std::uint32_t score : scores) {
//     metrics_[label].predicted++;
//     metrics_[label].total += score;
//   }
//
//   Metrics *const metrics = scores.empty() ? nullptr : &metrics_[label];
//   for (std::uint32_t score : scores) {
//     metrics->predicted++;
//     metrics->total += score;
//   }
//
// The compiler cannot: to it the search is a walk along pointers that any store in the
// loop may change, and the insertion an effect.
//
// An element of a map stays where it is until it is erased, whatever is inserted beside it. What
// must not move is the first search: it may insert, or throw. So it is made in front of the loop
// only if the first iteration makes it before anything that could see the difference,
// and only if there is a first iteration. Else it stays where it is, and a pointer that is
// null remembers that it has not been made yet:
//
//   const std::string *home = nullptr;
//   for (const std::string &path : paths) {
//     if (isAbsolute(path))
//       continue;
//     if (!home)
//       home = &variables.at("HOME");
//     result.push_back(*home + "/" + path);
//   }

#include "DominatingConditions.h"
#include "LoopContext.h"
#include "MapLookup.h"
#include "hone/Checks/Check.h"
#include "hone/Rewrite/PatchBuilder.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/ParentMapContext.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace hone {
namespace {

/// A lookup, and the statement of its iteration.
struct Use {
  MapLookup Lookup;
  const Stmt *Statement = nullptr;
};

struct Plan {
  const Stmt *Loop = nullptr;
  std::vector<Use> Uses; ///< All that are replaced, in source order.
  bool InFront = false;  ///< Searched before the loop; else where it was.
  EntryTest Asked;       ///< InFront: whether the loop runs; nothing to ask if it does.
  std::vector<const Use *> Searching; ///< Else: those that search if nobody has yet.
  std::vector<Obligation> Obligations;
};

/// Whether control passes the place in front of \p First on the way to \p S, in one iteration.
bool isPassedBefore(const Stmt &First, const Stmt &S, ASTContext &C) {
  const Stmt *Block = nullptr;
  auto Parents = C.getParents(First);
  if (!Parents.empty())
    Block = Parents[0].get<CompoundStmt>();
  DynTypedNode Node = DynTypedNode::create(S);
  const Stmt *Child = &S;
  while (true) {
    if (Child == &First)
      return true;
    auto Around = C.getParents(Node);
    if (Around.empty() || Node.get<LambdaExpr>())
      return false;
    Node = Around[0];
    const Stmt *Parent = Node.get<Stmt>();
    if (Parent && Parent == Block) {
      auto Above = C.getParents(*Block);
      if (Above.empty() || Above[0].get<SwitchStmt>())
        return false; // A case may jump past it.
      auto Of = llvm::cast<CompoundStmt>(Block)->body();
      return llvm::find(Of, &First) < llvm::find(Of, Child);
    }
    Child = Parent ? Parent : Child;
  }
}

class Judge {
public:
  Judge(const MapLookup &First, ASTContext &C) : First(First), C(C) {}
  Verdict run();
  Plan P;

private:
  std::optional<Verdict> chooseLoop(const LoopContext &Around);
  std::optional<Refusal> searchInFront();
  std::optional<Refusal> searchInPlace();
  std::optional<Refusal> overtakes(const Use &Of, const Stmt &Around, FirstIteration &How);
  void prove(const char *Code, std::string Text, How By = How::Proved) {
    P.Obligations.push_back({Code, std::move(Text), By});
  }

  const MapLookup &First;
  ASTContext &C;
  const FunctionDecl *F = nullptr;
};

/// The outermost loop in which the key stays the same and the element stays.
std::optional<Verdict> Judge::chooseLoop(const LoopContext &Around) {
  std::optional<Refusal> Why;
  std::vector<Access> Reads = readForLookup(First, C);
  for (const Stmt *Loop : Around.Loops) {
    if (plainlyVaries(*First.Call, Reads, *Loop, C)) {
      if (!P.Loop)
        return Verdict::nothing();
      break;
    }
    Why = findLoss(First, effectsOf(*Loop, C), *F, C);
    if (!Why)
      Why = findStrangeSurroundings(*Loop, C);
    if (Why)
      break;
    P.Loop = Loop;
  }
  if (!P.Loop)
    return Verdict::refuse(Why->Code, Why->Text);
  return std::nullopt;
}

/// Why searching in front of \p Around, a statement around it, could be seen.
std::optional<Refusal> Judge::overtakes(const Use &Of, const Stmt &Around, FirstIteration &How) {
  std::vector<MapLookup> Equal;
  for (const Use &U : P.Uses)
    Equal.push_back(U.Lookup);
  return findOvertaken(Of.Lookup, Around, *P.Loop, Equal, *F, C, How);
}

std::optional<Refusal> Judge::searchInFront() {
  FirstIteration How;
  if (auto No = overtakes(P.Uses.front(), *P.Loop, How))
    return No;
  if (auto Other = findOtherReader(First, *P.Loop, C))
    return Other;
  if (!How.Unsure.empty())
    return Refusal{"conditional", "an inner loop may not run", P.Loop->getBeginLoc()};
  if (!How.BeforeTest && !isEntered(*P.Loop, C)) {
    P.Asked = entryTest(*P.Loop, C);
    if (!P.Asked.Always && P.Asked.Text.empty())
      return Refusal{"zero-trips", "the loop may not run", P.Loop->getBeginLoc()};
  }
  P.InFront = true;
  return std::nullopt;
}

/// Each statement that may be the first to need it searches; the others follow one that has.
std::optional<Refusal> Judge::searchInPlace() {
  std::optional<Refusal> Why;
  std::vector<Use> Left;
  for (const Use &U : P.Uses) {
    std::optional<Refusal> No;
    bool Done = U.Statement && llvm::any_of(Left, [&](const Use &Earlier) {
                  return isPassedBefore(*Earlier.Statement, *U.Statement, C);
                });
    FirstIteration How;
    if (!U.Statement)
      No = Refusal{"loop-header", "it is searched for in the header of the loop", U.Lookup.Call->getExprLoc()};
    else if (!Done)
      No = overtakes(U, *U.Statement, How);
    if (No && Left.empty())
      return No;
    if (!No)
      Left.push_back(U);
  }
  P.Uses = std::move(Left);
  for (const Use &U : P.Uses)
    if (llvm::none_of(P.Searching, [&](const Use *Earlier) {
          return isPassedBefore(*Earlier->Statement, *U.Statement, C);
        }))
      P.Searching.push_back(&U);
  return std::nullopt;
}

Verdict Judge::run() {
  LoopContext Around = loopContextOf(*First.Call, C);
  if (Around.Unevaluated || Around.Leaves || Around.Loops.empty() || isKeptOrUnused(First, C) ||
      !C.getLangOpts().CPlusPlus11)
    return Verdict::nothing();
  F = outermostFunction(*First.Call, C);
  if (!F || plainlyVaries(*First.Call, readForLookup(First, C), *Around.Loops.front(), C))
    return Verdict::nothing();
  auto Refuse = [](const Refusal &R) { return Verdict::refuse(R.Code, R.Text); };
  if (Around.InLambda)
    return Verdict::refuse("lambda", "the loop is inside a lambda");
  if (auto Effect = findOwnEffect(First, C))
    return Refuse(*Effect);
  if (auto No = chooseLoop(Around))
    return *No;
  for (const MapLookup &L : equalLookups(First, *P.Loop, C))
    if (LoopContext Of = loopContextOf(*L.Call, C);
        llvm::is_contained(Of.Loops, P.Loop) && !Of.Leaves && !isKeptOrUnused(L, C))
      P.Uses.push_back({L, statementOf(*L.Call, P.Loop, C)});
  if (P.Uses.empty() || P.Uses.front().Lookup.Call != First.Call)
    return Verdict::nothing(); // Reported with the first.
  if (auto No = findUnnameable(First, *P.Loop, C))
    return Refuse(*No);
  if (searchInFront())
    if (auto No = searchInPlace())
      return Refuse(*No);
  prove("same-key", "nothing that the key or the map's name is made of changes in the loop");
  prove("element-stays", "the loop adds to the map at most; an element stays where it is until it is erased");
  if (P.InFront)
    prove("first-search", "the first iteration searches before anything that could see it" +
                              std::string(P.Asked.Text.empty() ? "" : "; without one nobody does"),
          P.Asked.Text.empty() ? How::Proved : How::Guarded);
  else
    prove("first-search", "searched where the original searches first, as long as the pointer is null",
          How::Guarded);
  Verdict V = Verdict::legal(P.Obligations);
  V.AddsCode = !P.InFront || !P.Asked.Text.empty();
  return V;
}

/// How the code around \p Call says what the pointer \p Name leads to.
struct Replacement {
  SourceRange Range;
  std::string Text;
};
Replacement replacementOf(const CallExpr &Call, const std::string &Name, ASTContext &C) {
  Replacement R{Call.getSourceRange(), "(*" + Name + ")"};
  auto Parents = C.getParents(Call);
  const Expr *Child = &Call;
  while (!Parents.empty() && (Parents[0].get<ImplicitCastExpr>() || Parents[0].get<ExprWithCleanups>())) {
    Child = Parents[0].get<Expr>();
    Parents = C.getParents(Parents[0]);
  }
  if (Parents.empty())
    return R;
  const auto *Member = Parents[0].get<MemberExpr>();
  if (Member && !Member->isArrow() && Member->getOperatorLoc().isValid()) {
    R.Range.setEnd(Member->getOperatorLoc());
    R.Text = Name + "->";
    return R;
  }
  const auto *Op = Parents[0].get<CXXOperatorCallExpr>();
  const auto *User = Parents[0].get<CallExpr>();
  const auto *B = Parents[0].get<BinaryOperator>();
  // Bare, but for what binds tighter, or reads badly beside another star.
  const auto *Made = Parents[0].get<CXXConstructExpr>();
  bool Plain = Parents[0].get<VarDecl>() || Parents[0].get<ParenExpr>() || Parents[0].get<ReturnStmt>() ||
               Parents[0].get<CXXFunctionalCastExpr>() || (Made && !llvm::isa<CXXTemporaryObjectExpr>(Made));
  if (const auto *Subscript = Parents[0].get<ArraySubscriptExpr>())
    Plain = Subscript->getIdx() == Child;
  else if (const auto *U = Parents[0].get<UnaryOperator>())
    Plain = U->isPrefix();
  else if (B)
    Plain = !B->isMultiplicativeOp();
  else if (Op)
    Plain = (Op->isInfixBinaryOp() && Op->getOperator() != OO_Star && Op->getOperator() != OO_Slash &&
             Op->getOperator() != OO_Percent && Op->getOperator() != OO_Arrow) ||
            (Op->getOperator() == OO_Subscript && Op->getArg(0) != Child);
  else if (User)
    Plain = User->getCallee() != Child;
  if (Plain)
    R.Text = "*" + Name;
  return R;
}

llvm::Expected<Patch> rewrite(const Match &M) {
  ASTContext &C = M.ast();
  auto First = mapLookupOf(M.node<CallExpr>("root"), C);
  Judge J(*First, C);
  J.run();
  const Plan &P = J.P;
  PatchBuilder Builder(C);
  const std::string Name = freshName(*First->Call, C, nameForFound(*First));
  QualType T = First->Call->getType();
  const std::string Type = (T.isConstQualified() ? "const " : "") + typeText(First->Value, *P.Loop, C);
  const bool ToName = bindsToName(*P.Loop, C);
  // `T *name` or `T* name`, as the file has it; `T **name` of a pointer.
  auto Declared = [&](const std::string &Mark, const std::string &Const) {
    const bool Joined = llvm::StringRef(Type).ends_with("*");
    return Type + (Joined || !ToName ? "" : " ") + Mark + (ToName ? "" : " ") + Const +
           (Const.empty() ? "" : " ") + Name;
  };
  auto Text = [&](const MapLookup &L) {
    Builder.allowConstants(*L.Call);
    return Builder.text(L.Call->getSourceRange());
  };
  if (!P.InFront) {
    Builder.insertStatementsBefore(*P.Loop, Declared("*", "") + " = nullptr;");
    for (const Use *U : P.Searching)
      Builder.insertStatementsBefore(*U->Statement, "if (!" + Name + ")\n  " + Name + " = &" +
                                                        Text(U->Lookup) + ";");
  } else if (P.Asked.Text.empty()) {
    Builder.insertStatementsBefore(*P.Loop, Declared("&", "") + " = " + Text(*First) + ";");
  } else {
    std::string Search = "&" + Text(*First);
    std::string Value = P.Asked.Opposite.empty() ? P.Asked.Text + " ? " + Search + " : nullptr"
                                                 : P.Asked.Opposite + " ? nullptr : " + Search;
    Builder.insertStatementsBefore(*P.Loop, Declared("*", "const") + " = " + Value + ";");
  }
  for (const Use &U : P.Uses) {
    Builder.allowConstants(*U.Lookup.Call);
    if (P.InFront && P.Asked.Text.empty()) {
      Builder.replace(U.Lookup.Call->getSourceRange(), Name);
      continue;
    }
    Replacement R = replacementOf(*U.Lookup.Call, Name, C);
    Builder.replace(R.Range, R.Text);
  }
  return Builder.take();
}

Verdict judge(const Match &M) {
  auto First = mapLookupOf(M.node<CallExpr>("root"), M.ast());
  return First ? Judge(*First, M.ast()).run() : Verdict::nothing();
}

StatementMatcher pattern() {
  auto Loop = anyLoop();
  auto Map = hasDeclContext(cxxRecordDecl(hasAnyName("map", "unordered_map"), isInStdNamespace()));
  return callExpr(callee(functionDecl(hasAnyName("at", "operator[]"), Map)), hasAncestor(Loop)).bind("root");
}

} // namespace

extern constexpr Check HoistInvariantLookup = {
    "hoist-invariant-lookup", "a map is searched for the same key in every iteration",
    Category::Invariant, 1, pattern, judge, rewrite};

} // namespace hone
