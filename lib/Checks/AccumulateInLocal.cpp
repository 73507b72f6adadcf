// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// accumulate-in-local: keeps what a loop adds up in a local, and stores it once.
//
//   for (std::size_t i = 0; i < count; ++i)
//     if (samples[i] < lowest_)
//       lowest_ = samples[i];
//
//   const int lowestBefore = lowest_;
//   int lowest = lowestBefore;
//   for (std::size_t i = 0; i < count; ++i)
//     if (samples[i] < lowest)
//       lowest = samples[i];
//   if (lowest != lowestBefore)
//     lowest_ = lowest;
//
// The compiler cannot: samples may lead to lowest_, and where the loop does not
// store, another thread may use the object, or it may be constant, so no store may
// be made up. Here the source tells them apart, and there is a store behind the
// loop only where the loop itself has stored something else than was there.
//
// Three forms. A count that nothing looks at starts from zero, and is added if it
// is another. What the first turn stores for certain is stored if there is a
// turn. All else is stored if it has changed.
#include "CountedFlag.h"
#include "DominatingConditions.h"
#include "LoopContext.h"
#include "LoopMentions.h"
#include "LoopState.h"
#include "hone/Analysis/Exceptions.h"
#include "hone/Checks/Check.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace hone;

namespace {
struct Accumulator {
  State S;
  std::vector<Mention> Mentions;
  enum Form { Sum, Stored, Changed } How = Changed;
  bool Pays = false;
  bool MustSum = false; ///< Another one may be the same object.
  std::string Entered; ///< Stored: asks whether there is a turn; empty: there is.
  std::optional<Reason> Against;
  bool OtherText = false; ///< The loop names it in two ways.
  bool has(Mention::Kind What) const {
    return llvm::any_of(Mentions, [&](const Mention &M) { return M.What == What; });
  }
};

struct Plan {
  const Stmt *Loop = nullptr;
  std::vector<Accumulator> Chosen;
  std::vector<Obligation> Obligations;
  Reason Why; ///< Why nothing is chosen although it would pay.
};

/// All scalars from outside that the loop names, in order of appearance.
class Collector : public RecursiveASTVisitor<Collector> {
public:
  Collector(const Stmt &Loop, ASTContext &C) : Loop(Loop), C(C) {}
  bool VisitDeclRefExpr(DeclRefExpr *E) { return add(*E); }
  bool VisitMemberExpr(MemberExpr *E) { return add(*E); }
  bool VisitLambdaExpr(LambdaExpr *) { return HasLambda = true; }
  bool VisitBlockExpr(BlockExpr *) { return HasLambda = true; }
  std::vector<Accumulator> Found;
  bool HasLambda = false;

private:
  bool add(const Expr &E) {
    auto S = scalarState(E, C);
    if (!S || llvm::any_of(namedVariables(E), [&](const VarDecl *V) { return isDeclaredIn(*V, Loop, C); }))
      return true;
    auto Known = llvm::find_if(Found, [&](const Accumulator &A) { return sameState(A.S, *S, C); });
    // Of a reference, nothing might be left that uses it.
    if (Known != Found.end() && Known->S.Text != S->Text)
      Known->OtherText = true;
    if (Known == Found.end()) {
      Found.emplace_back().S = std::move(*S);
      Known = std::prev(Found.end());
    }
    Known->Mentions.push_back(mentionAt(E, C));
    if (Known->Mentions.back().What == Mention::Read)
      Known->S.Uses.push_back({StateUse::Value, &E});
    return true;
  }
  const Stmt &Loop;
  ASTContext &C;
};

class Planner {
public:
  Planner(const Stmt &Loop, ASTContext &C) : Loop(Loop), C(C), F(*outermostFunction(Loop, C)) {}
  Plan run();

private:
  bool pays(const Accumulator &A) const;
  std::optional<Reason> findObstacle(const Effects &E) const;
  std::optional<Reason> findConflict(const Accumulator &A, const Effects &E);
  std::optional<Reason> chooseForm(Accumulator &A, const Effects &E) const;
  bool isOwn(const Access &X) const;
  bool isSum(const Accumulator &A) const;
  bool isSet(const State &S) const;
  void dropConflicts(const Effects &E);
  void show(const char *Code, const std::string &Text);

  const Stmt &Loop;
  ASTContext &C;
  const FunctionDecl &F;
  std::vector<Accumulator> All;
  std::vector<Obligation> Shown;
};
} // namespace

/// The innermost loop around \p S, at most \p Outermost.
static const Stmt &loopAround(const Stmt &S, const Stmt &Outermost, ASTContext &C) {
  auto Around = loopsAround(S, C);
  return Around.empty() ? Outermost : *Around.front();
}

/// Whether the loop ends as soon as \p S is done.
static bool isLast(const Stmt &S, ASTContext &C) {
  const Stmt *P = statementAround(S, C);
  while (P && !isa<CompoundStmt>(P) && !isLoop(*P))
    P = statementAround(*P, C);
  const auto *Block = dyn_cast_or_null<CompoundStmt>(P);
  return Block && !Block->body_empty() && isa<BreakStmt, ReturnStmt, GotoStmt>(Block->body_back());
}

/// Whether a compiler stores in every turn, or stores at all only to be safe.
bool Planner::pays(const Accumulator &A) const {
  for (const Mention &M : A.Mentions) {
    if (!M.Whole || isLast(*M.Whole, C))
      continue;
    const Stmt &Inner = loopAround(*M.Whole, Loop, C);
    FirstIteration First = firstIteration(*M.Whole, Inner, C);
    if (First.Obstacle || !First.Unsure.empty())
      return true;
    Effects E = effectsOf(Inner, C);
    auto Feared = [&](const Access &X) {
      return !isOwn(X) && !isHarmlessStore(X, F, C) &&
             forcesReload(X.Where.Type, A.S.Type, /*IsHeader=*/false, C);
    };
    if (llvm::any_of(E.Writes, Feared) || llvm::any_of(E.Reads, Feared))
      return true;
  }
  return false;
}

void Planner::show(const char *Code, const std::string &Text) {
  if (llvm::none_of(Shown, [&](const Obligation &O) { return O.Text == Text; }))
    Shown.push_back({Code, Text, How::Proved});
}

/// Whether \p X is one of the mentions that will be the local instead.
bool Planner::isOwn(const Access &X) const {
  return llvm::any_of(All, [&](const Accumulator &A) {
    return !A.Against && !X.Where.Type.isNull() && C.hasSameUnqualifiedType(X.Where.Type, A.S.Type) &&
           llvm::any_of(A.Mentions, [&](const Mention &M) { return M.Site->getExprLoc() == X.At; });
  });
}

std::optional<Reason> Planner::findObstacle(const Effects &E) const {
  if (auto Forbidden = findForbiddenPlace(Loop, C))
    return Forbidden;
  if (auto Strange = findStrangeSurroundings(Loop, C))
    return Reason{Strange->Code, Strange->Text};
  if (!E.Unknown.empty())
    return Reason{E.Unknown.front().Code, E.Unknown.front().Text};
  if (!E.Opaque.empty())
    return Reason{"call", E.Opaque.front().Text};
  // Who catches it would find what was there before the loop.
  if (auto Exit = findExit(E))
    return Reason{"leaves", "the loop may be left on the way: " + Exit->Text};
  if (comesAfterDelete(Loop, F, C))
    return Reason{"may-be-gone", "the function deletes an object, and the loop may not touch it then"};
  return std::nullopt;
}

/// Whether \p A is counted up or down and otherwise left alone.
bool Planner::isSum(const Accumulator &A) const {
  return llvm::all_of(A.Mentions, [](const Mention &M) { return M.What == Mention::Count; }) &&
         C.getTypeSize(A.S.Type) >= C.getTypeSize(C.IntTy) && !typeText(A.S.Type, Loop, C).empty();
}

/// Finds what may touch the object by another name.
std::optional<Reason> Planner::findConflict(const Accumulator &A, const Effects &E) {
  if (A.has(Mention::Other))
    return Reason{"other-use", "'" + A.S.Text + "' is not only read and set in the loop"};
  if (A.OtherText)
    return Reason{"other-name", "the loop names '" + A.S.Text + "' in another way, too"};
  std::string Argument;
  for (const std::vector<Access> *Each : {&E.Writes, &E.Reads})
    for (const Access &X : *Each) {
      if (isOwn(X) || isHarmlessStore(X, F, C))
        continue;
      if (!sharesNothing(X, A.S.Place, F, C, Argument)) {
        auto Found = findInterference(X, A.S.Place, F, C, Argument);
        return Reason{Found && Found->Code == "state-written" ? "other-name" : "may-alias",
                      Found ? Found->Text : X.Where.describe() + " may be '" + A.S.Text + "'"};
      }
      show("apart", "nothing else that the loop touches is '" + A.S.Text + "': " + Argument);
    }
  for (Accumulator &B : All) {
    if (&A == &B || B.Against || !llvm::any_of(B.Mentions, [](const Mention &M) { return M.Whole; }))
      continue;
    if (sharesNothing({B.S.Place.Where, B.Mentions.front().Site->getExprLoc()}, A.S.Place, F, C, Argument))
      continue;
    if (!isSum(A) || !isSum(B))
      return Reason{"may-alias", "'" + B.S.Text + "' may be '" + A.S.Text + "'"};
    B.MustSum = true;
  }
  return std::nullopt;
}

/// What is left as it is may be the same as something that is not.
void Planner::dropConflicts(const Effects &E) {
  bool Again = true;
  while (Again) {
    Again = false;
    Shown.clear();
    for (Accumulator &A : All)
      A.MustSum = false;
    for (Accumulator &A : All) {
      if (A.Against)
        continue;
      A.Against = findConflict(A, E);
      Again |= A.Against.has_value();
    }
  }
}

/// Whether the object has a value whenever the loop is reached.
bool Planner::isSet(const State &S) const {
  const Place &P = S.Place.Where;
  if (!P.Path.empty())
    return isAlwaysSet(*P.Path.back());
  return P.How == Reach::Object && P.Root && (!P.Root->hasLocalStorage() || P.Root->hasInit());
}

/// Whether `!=` of two enumerators may call a function of somebody's, seen from \p F.
static bool hasOwnComparison(QualType T, const FunctionDecl &F, ASTContext &C) {
  auto Takes = [&](const NamedDecl *D) {
    const auto *Operator = dyn_cast<FunctionDecl>(D->getUnderlyingDecl());
    return !Operator || llvm::any_of(Operator->parameters(), [&](const ParmVarDecl *P) {
             return C.hasSameUnqualifiedType(P->getType().getNonReferenceType(), T);
           });
  };
  struct LocalNames : RecursiveASTVisitor<LocalNames> {
    bool VisitDeclStmt(DeclStmt *S) {
      return !(Found |= llvm::any_of(S->decls(), [](const Decl *D) {
                 return isa<UsingDirectiveDecl, UsingDecl, FunctionDecl>(D);
               }));
    }
    bool Found = false;
  } Local;
  Local.TraverseStmt(F.getBody());
  if (Local.Found)
    return true;
  auto Declares = [&](const DeclContext &In) {
    return llvm::any_of(std::initializer_list<OverloadedOperatorKind>{OO_EqualEqual, OO_ExclaimEqual}, [&](auto Kind) {
      return llvm::any_of(In.lookup(C.DeclarationNames.getCXXOperatorName(Kind)), Takes);
    });
  };
  std::function<bool(const DeclContext &)> IsSeen = [&](const DeclContext &In) {
    return Declares(In) || llvm::any_of(In.using_directives(), [&](const UsingDirectiveDecl *Using) {
             const NamespaceDecl *From = Using->getNominatedNamespace();
             return From->isAnonymousNamespace() ? IsSeen(*From) : !From->isStdNamespace();
           });
  };
  const DeclContext *Declared = T->castAs<EnumType>()->getDecl()->getDeclContext();
  for (const DeclContext *From : {Declared, F.getDeclContext()})
    for (const DeclContext *In = From; In; In = In->getParent()) {
      if (!In->isFileContext())
        continue;
      if (IsSeen(*In->getRedeclContext()))
        return true;
    }
  return false;
}

/// How it is stored behind the loop: only where the loop has stored.
std::optional<Reason> Planner::chooseForm(Accumulator &A, const Effects &E) const {
  const State &S = A.S;
  std::string Name = "'" + S.Text + "'";
  if (isSum(A) && (A.MustSum || S.Type->isUnsignedIntegerType())) {
    A.How = Accumulator::Sum;
    return std::nullopt;
  }
  if (S.Type->isRealFloatingType() && !computesAsWritten(C))
    return Reason{"excess-precision", "the target computes in more precision than the type has"};
  const VarDecl *Root = S.Place.Where.Root;
  if (Root && Root->getType()->isPointerType() && !isFollowedFirst(*Root, Loop, C))
    return Reason{"maybe-null", "'" + Root->getNameAsString() + "' may be null when the loop runs zero times"};
  if (mayBeUnset(S, Loop, C))
    return Reason{"maybe-unset", Name + " may not have been set when the loop runs zero times"};
  for (const Mention &M : A.Mentions) {
    if (!M.Whole)
      continue;
    FirstIteration First = firstIteration(*M.Whole, Loop, C);
    if (First.Obstacle || !First.Unsure.empty())
      continue;
    A.How = Accumulator::Stored;
    if (First.BeforeTest || isEntered(Loop, C))
      return std::nullopt;
    EntryTest Test = entryTest(Loop, C);
    bool Same = llvm::none_of(Test.Asks, [&](const Expr *Each) {
      return findChange(E, effectsOf(*Each, C).Reads, F, C).has_value();
    });
    if (Test.Always || (!Test.Text.empty() && Same)) {
      A.Entered = Test.Always ? "" : Test.Text;
      return std::nullopt;
    }
  }
  A.How = Accumulator::Changed;
  // 0.0 and -0.0 are equal, and a NaN is not what it is.
  if (!S.Type->isIntegralOrEnumerationType() && !S.Type->isPointerType())
    return Reason{"not-stored", "whether the loop has stored " + Name + " cannot be told from its value"};
  // A pointer to the end of something is no constant.
  if ((S.Type->isEnumeralType() && hasOwnComparison(S.Type, F, C)) || (S.Type->isPointerType() && F.isConstexpr()))
    return Reason{"not-stored", "whether the loop has stored " + Name + " cannot be asked by comparing it"};
  if (isSet(S))
    return std::nullopt;
  if (isSum(A)) {
    A.How = Accumulator::Sum;
    return std::nullopt;
  }
  return Reason{"maybe-unset", Name + " may not have been set when the loop begins"};
}

Plan Planner::run() {
  Plan Result;
  Result.Loop = &Loop;
  Collector Names(Loop, C);
  Names.TraverseStmt(const_cast<Stmt *>(&Loop));
  llvm::erase_if(Names.Found, [](const Accumulator &A) {
    return llvm::none_of(A.Mentions, [](const Mention &M) { return M.Whole; });
  });
  All = std::move(Names.Found);
  for (Accumulator &A : All)
    A.Pays = pays(A);
  if (llvm::none_of(All, [](const Accumulator &A) { return A.Pays; }))
    return Result;
  Effects E = effectsOf(Loop, C);
  auto Obstacle = Names.HasLambda ? Reason{"lambda", "a lambda in the loop may keep references"} : findObstacle(E);
  if (Obstacle) {
    Result.Why = *Obstacle;
    return Result;
  }
  dropConflicts(E);
  for (Accumulator &A : All) {
    const Place &P = A.S.Place.Where;
    const ValueDecl *Named = P.Path.empty() ? static_cast<const ValueDecl *>(P.Root) : P.Path.back();
    if (!A.Against)
      A.Against = chooseForm(A, E);
    if (auto Other = findOtherConfiguration(Named, Loop, C); Other && !A.Against)
      A.Against = Reason{Other->Code, Other->Text};
  }
  // One that stays may be the same as another.
  dropConflicts(E);
  bool Gains = false;
  for (Accumulator &A : All) {
    if (A.Against && A.Pays && Result.Why.Code.empty())
      Result.Why = *A.Against;
    Gains |= !A.Against && A.Pays;
  }
  if (!Gains)
    return Result;
  Result.Why = {};
  for (Accumulator &A : All)
    if (!A.Against) {
      show("no-store", "'" + A.S.Text + "' is stored only where the loop has stored it");
      Result.Chosen.push_back(std::move(A));
    }
  show("no-exit", "nothing leaves the loop but by its end, so nobody sees the object in between");
  Result.Obligations = std::move(Shown);
  return Result;
}

static Plan planFor(const Stmt &Loop, ASTContext &C) {
  Plan Result = Planner(Loop, C).run();
  // What an enclosing loop keeps in a local already is not for this one.
  for (const Stmt *Outer : loopsAround(Loop, C)) {
    if (Result.Chosen.empty() && Result.Why.Code.empty())
      break;
    Plan Theirs = Planner(*Outer, C).run();
    llvm::erase_if(Result.Chosen, [&](const Accumulator &A) {
      return llvm::any_of(Theirs.Chosen, [&](const Accumulator &B) { return sameState(A.S, B.S, C); });
    });
  }
  return Result;
}

static Verdict judge(const Match &M) {
  const auto &Loop = M.node<Stmt>("root");
  const FunctionDecl *F = outermostFunction(Loop, M.ast());
  if (!F || F->isDependentContext())
    return Verdict::nothing();
  Plan P = planFor(Loop, M.ast());
  if (!P.Chosen.empty())
    return Verdict::legal(std::move(P.Obligations));
  if (P.Why.Code.empty() || !isInnermost(Loop))
    return Verdict::nothing();
  return Verdict::refuse(P.Why.Code, P.Why.Text);
}

namespace {
/// The locals in front of the loop, their mentions in it, the stores behind it.
class Writer {
public:
  Writer(const Plan &Of, ASTContext &C) : Of(Of), C(C), P(C) {}
  llvm::Expected<Patch> write();

private:
  void declare(const Accumulator &A);
  std::string typeOf(const Accumulator &A) const {
    std::string Type = typeText(A.S.Type.getUnqualifiedType(), *Of.Loop, C);
    return Type.empty() ? "auto" : Type;
  }
  void storeIf(const std::string &Condition, const std::string &Store);
  void moveFlag(const Accumulator &A, const std::string &Counted);
  static void line(std::string &To, const std::string &Text) { To += (To.empty() ? "" : "\n") + Text; }

  const Plan &Of;
  ASTContext &C;
  PatchBuilder P;
  llvm::StringSet<> Taken;
  llvm::SmallPtrSet<const Stmt *, 2> Moved;
  std::string Front, Behind, Asked; ///< Asked: what the last lines of Behind stand under.
  std::size_t AskedAt = 0;
  bool Several = false;
};
} // namespace

/// One question for all that follow each other.
void Writer::storeIf(const std::string &Condition, const std::string &Store) {
  std::string Step = P.step(*Of.Loop);
  if (Condition.empty() || Condition != Asked) {
    if (Several)
      line(Behind, "}");
    Several = false;
    Asked = Condition;
    if (Condition.empty())
      return line(Behind, Store);
    line(Behind, "if (" + Condition + ")");
    AskedAt = Behind.size();
    return line(Behind, Step + Store);
  }
  if (!Several)
    Behind.insert(AskedAt, " {");
  Several = true;
  line(Behind, Step + Store);
}

/// A flag that is set beside the count is set behind the loop, too, where \p Counted holds.
void Writer::moveFlag(const Accumulator &A, const std::string &Counted) {
  const Mention &M = A.Mentions.front();
  const BinaryOperator *Set = A.Mentions.size() == 1 && M.Whole ? flagBeside(*M.Whole, *Of.Loop, C) : nullptr;
  if (!Set || !Moved.insert(Set).second)
    return;
  P.remove(withSemicolon(*Set, C));
  storeIf(Counted, textOf(*Set, C) + ";");
}

void Writer::declare(const Accumulator &A) {
  const State &S = A.S;
  bool Sum = A.How == Accumulator::Sum;
  bool Shared = llvm::count_if(Of.Chosen, [&](const Accumulator &B) { return B.S.Wanted == S.Wanted; }) > 1;
  std::string Name = nameFor(S, *Of.Loop, C, Sum ? "Added" : "Value", Shared, Taken);
  std::string Type = typeOf(A), Space = llvm::StringRef(Type).ends_with("*") ? "" : " ";
  if (Sum) {
    bool Signed = S.Type->isSignedIntegerType();
    QualType Unsigned = Signed ? C.getCorrespondingUnsignedType(S.Type.getCanonicalType()) : S.Type;
    std::string Counted = typeText(Unsigned.getUnqualifiedType(), *Of.Loop, C);
    line(Front, Counted + " " + Name + " = 0;");
    std::string Cast = " = static_cast<" + Type + ">(static_cast<" + Counted + ">(" + S.Text + ") + " + Name + ");";
    storeIf(Name + " != 0", S.Text + (Signed ? Cast : " += " + Name + ";"));
    moveFlag(A, Name + " != 0");
  } else if (A.How == Accumulator::Stored) {
    line(Front, Type + Space + Name + " = " + S.Text + ";");
    storeIf(A.Entered, S.Text + " = " + Name + ";");
  } else {
    bool Snake = llvm::StringRef(Name).contains('_');
    llvm::StringRef Plain = llvm::StringRef(Name).take_front(Name.rfind(Snake ? "_value" : "Value"));
    std::string Wanted = Plain.str() + (Snake ? "_before" : "Before");
    std::string Before = freshName(*Of.Loop, C, Wanted, Taken);
    line(Front, (Space.empty() ? Type + "const " : "const " + Type + " ") + Before + " = " + S.Text + ";");
    line(Front, Type + Space + Name + " = " + Before + ";");
    storeIf(Name + " != " + Before, S.Text + " = " + Name + ";");
    moveFlag(A, Name + " != " + Before);
  }
  llvm::DenseSet<SourceLocation> Done;
  for (const Mention &M : A.Mentions)
    if (Done.insert(M.Site->getExprLoc()).second)
      P.replace(M.Site->getSourceRange(), Name);
}

llvm::Expected<Patch> Writer::write() {
  for (const Accumulator &A : Of.Chosen)
    declare(A);
  if (Several)
    line(Behind, "}");
  P.insertStatementsAfter(*Of.Loop, Behind);
  P.insertStatementsBefore(*Of.Loop, Front);
  return P.take();
}

static llvm::Expected<Patch> rewrite(const Match &M) {
  Plan P = planFor(M.node<Stmt>("root"), M.ast());
  return Writer(P, M.ast()).write();
}

static StatementMatcher pattern() {
  return stmt(anyLoop()).bind("root");
}

namespace hone {
extern constexpr Check AccumulateInLocal = {
    "accumulate-in-local", "the loop stores again and again what it could store once", Category::View, 2,
    pattern, judge, rewrite};
} // namespace hone
