// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// split-loop: what can be vectorized gets a loop of its own.
//
//   for (int i = 1; i < n; ++i) {              for (int i = 1; i < n; ++i)
//     total[i] += rate[i] * hours[i];            total[i] += rate[i] * hours[i];
//     sum[i] = sum[i - 1] + total[i];          for (int i = 1; i < n; ++i)
//   }                                            sum[i] = sum[i - 1] + total[i];
//
//   for (int i = 0; i < last; ++i) {           for (int i = 0; i < last; ++i) {
//     level[i] = rain[i] + 1;                    const float levelAhead = level[i + 1];
//     flow[i] = level[i] - level[i + 1];         level[i] = rain[i] + 1;
//   }                                            flow[i] = level[i] - levelAhead;
//                                              }
//
// A vectorizer takes a loop as a whole, with its statements in the order they have: one that needs what the iteration
// before has computed keeps all of them from it, and so does one that reads what another has stored for later iterations by then.
// Compilers can split loops but do not, as they would have to know what it costs.
// The loops are the strongly connected components of the statements' dependences, in an order that keeps them (K. Kennedy and
// K. S. McKinley, Loop Distribution with Arbitrary Control Flow, 1990), joined again where that costs no vector.
#include "ApartGuards.h"
#include "CheckedIndex.h"
#include "LoopContext.h"
#include "LoopMentions.h"
#include "NestGuards.h"
#include "NestLoops.h"
#include "NestedText.h"
#include "Rounding.h"
#include "Words.h"
#include "hone/Analysis/Escape.h"
#include "hone/Checks/Check.h"
#include "hone/Rewrite/PatchBuilder.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace hone;

/// More statements depend on each other, or are many loops.
static constexpr unsigned MostStatements = 12;
/// Fewer iterations are over before a second loop pays.
static constexpr unsigned FewTurns = 16;

namespace {
/// Statements of one new loop, by their places in the old one's body.
struct Part {
  std::vector<unsigned> Items;
  bool Vectorizable = false;
};

/// A read that comes to stand in front of the body's statements.
struct Early {
  unsigned Item = 0;
  const NestUse *Use = nullptr;
};

/// What a variable holds from one assignment to the next, within an iteration: as if it were a variable of its own.
struct Value {
  const VarDecl *Variable = nullptr;
  std::vector<unsigned> Items; ///< Statements that set or read it.
};

class Judge {
public:
  Judge(const ForStmt &Loop, const CountedLoop &Head, ASTContext &C)
      : Loop(Loop), Head(Head), C(C), Body(itemsOf(*Loop.getBody())), Does(Body.size()), P(C, Loop) {}
  Verdict run();
  llvm::Expected<Patch> write();

private:
  void readBody();
  void findValues(const VarDecl &V);
  bool isCandidate() const;
  std::vector<ArrayAccess> accesses(unsigned Item);
  NestStatement instance(unsigned Item, std::vector<Affine> Before, std::vector<Affine> After);
  bool mustPrecede(unsigned A, unsigned B);
  bool isVectorizable(llvm::ArrayRef<unsigned> Items);
  NestStatement part(unsigned Item, bool Early);
  bool isEarly(unsigned Item, const NestUse &Use) const;
  bool mayBeEarly(unsigned Item, const NestUse &Use);
  bool readAhead();
  std::vector<std::vector<unsigned>> components();
  void arrange();
  std::vector<NestStatement> schedule();
  std::optional<Refusal> refuseOrder();
  std::optional<Refusal> refuse();
  std::string withComments(unsigned Item);
  std::string loopOver(const Part &Each);
  std::string commentOfHeader();
  std::string header();
  std::string loopAhead();
  Refusal no(const char *Code, const std::string &Text) const { return {Code, Text, Loop.getBeginLoc()}; }

  const ForStmt &Loop;
  const CountedLoop Head;
  ASTContext &C;
  const std::vector<const Stmt *> Body;
  std::optional<Nest> N;
  std::vector<NestGroup> Does;         ///< One for each statement.
  std::vector<Value> Values;
  std::vector<std::vector<bool>> Must; ///< Whether A must run before B, or beside it.
  std::vector<Part> Parts;             ///< In their new order.
  std::vector<Early> Ahead;            ///< If it stays one loop.
  std::vector<std::string> Guards;
  std::vector<Obligation> Obligations;
  PatchBuilder P;
};
} // namespace

void Judge::readBody() {
  N.emplace(Loop, std::vector{Head}, C);
  for (unsigned I = 0; I < Body.size(); ++I)
    N->read(*Body[I], Does[I]);
  llvm::SmallPtrSet<const VarDecl *, 8> Seen;
  for (const NestGroup &Group : Does) {
    for (const VarDecl *V : Group.Declared)
      if (Seen.insert(V).second)
        findValues(*V);
    for (const NestUse &Use : Group.Uses)
      if (const VarDecl *V = variableOf(*Use.Site); V && Use.Subscripts.empty() && Seen.insert(V->getCanonicalDecl()).second)
        findValues(*V);
  }
}

/// Whether every statement but declarations stores elements: sums wait for each other's additions rather in one loop.
bool Judge::isCandidate() const {
  unsigned Stores = 0;
  for (unsigned I = 0; I < Body.size(); ++I) {
    const bool Element = llvm::any_of(Does[I].Uses, [](const NestUse &Use) { return Use.Writes && !Use.Subscripts.empty(); });
    const bool Own = llvm::all_of(Does[I].Uses, [&](const NestUse &Use) {
      const VarDecl *V = variableOf(*Use.Site);
      return !Use.Writes || llvm::any_of(Values, [&](const Value &Each) { return Each.Variable == V; });
    });
    if (!Element && !Own)
      return false;
    Stores += Element;
  }
  return Stores > 1;
}

/// The values of \p V, if each iteration sets it before it reads it, and nobody reads what the last one leaves.
void Judge::findValues(const VarDecl &V) {
  const FunctionDecl &F = *outermostFunction(Loop, C);
  const bool Own = isDeclaredIn(V, Loop, C);
  if (!V.hasLocalStorage() || isa<ParmVarDecl>(V) || !isPrivate(V, F, C) ||
      (!Own && (V.hasInit() || mentionsOf(V, Loop).size() != mentionsOf(V, *F.getBody()).size())))
    return;
  std::vector<Value> Found;
  for (unsigned Item = 0; Item < Body.size(); ++Item) {
    const bool Declares = llvm::is_contained(Does[Item].Declared, V.getCanonicalDecl());
    const auto *Store = dyn_cast<BinaryOperator>(Body[Item]);
    const bool Sets = Store && Store->getOpcode() == BO_Assign && variableOf(*Store->getLHS()) == &V && mentionsOf(V, *Store->getRHS()).empty();
    if (Declares || (Sets && !Own))
      Found.push_back({&V, {}});
    else if (mentionsOf(V, *Body[Item]).empty())
      continue;
    if (Found.empty())
      return;
    Found.back().Items.push_back(Item);
  }
  llvm::append_range(Values, Found);
}

std::vector<ArrayAccess> Judge::accesses(unsigned Item) {
  std::vector<ArrayAccess> All;
  for (const NestUse &Use : Does[Item].Uses) {
    ArrayAccess Access = N->access(Use);
    const VarDecl *V = variableOf(*Use.Site);
    for (std::size_t At = 0; V && At < Values.size(); ++At)
      if (Values[At].Variable == V && llvm::is_contained(Values[At].Items, Item))
        Access = {unsigned(N->Arrays.size() + At), Use.Writes, {Affine::of("i0")}};
    All.push_back(std::move(Access));
  }
  for (std::size_t At = 0; At < Values.size(); ++At) // A declaration sets it, whatever to.
    if (llvm::is_contained(Does[Item].Declared, Values[At].Variable->getCanonicalDecl()))
      All.push_back({unsigned(N->Arrays.size() + At), /*Writes=*/true, {Affine::of("i0")}});
  return All;
}

NestStatement Judge::instance(unsigned Item, std::vector<Affine> Before, std::vector<Affine> After) {
  return {{N->range(Head)}, accesses(Item), std::move(Before), std::move(After)};
}

/// Whether not all of \p B can run before all of \p A.
bool Judge::mustPrecede(unsigned A, unsigned B) {
  const Affine I = Affine::of("i0");
  return findTurnedPair(std::vector{instance(A, {I, Affine::of(A)}, {Affine::of(1), I}), instance(B, {I, Affine::of(B)}, {Affine::of(0), I})})
      .has_value();
}

bool Judge::isEarly(unsigned Item, const NestUse &Use) const {
  return llvm::any_of(Ahead, [&](const Early &Each) { return Each.Item == Item && Each.Use == &Use; });
}

/// What a statement reads early, or all that it does at its time.
NestStatement Judge::part(unsigned Item, bool Early) {
  NestStatement Part = instance(Item, {}, {});
  std::size_t At = 0;
  llvm::erase_if(Part.Accesses, [&](const ArrayAccess &) {
    const std::size_t Mine = At++;
    return (Mine < Does[Item].Uses.size() && isEarly(Item, Does[Item].Uses[Mine])) != Early;
  });
  return Part;
}

/// Whether a vectorizer can take a loop over these: each statement reads for many iterations, and then stores for them.
bool Judge::isVectorizable(llvm::ArrayRef<unsigned> Items) {
  const Affine I = Affine::of("i0");
  std::vector<NestStatement> Halves;
  for (unsigned Item : Items) {
    for (const NestUse &Use : Does[Item].Uses)
      if (N->stride(Use, *Head.Index) == Nest::Stride::Far)
        return false;
    NestStatement Early = part(Item, true), Reads = part(Item, false), Writes = Reads;
    for (ArrayAccess &Access : Reads.Accesses)
      Access.Writes = false;
    llvm::erase_if(Writes.Accesses, [](const ArrayAccess &Access) { return !Access.Writes; });
    const Affine First = Affine::of(2 * Item), Second = Affine::of(2 * Item + 1);
    Early.Before = Reads.Before = {I, First};
    Early.After = {Affine::of(-1), I};
    Reads.After = {First, I};
    Writes.Before = {I, Second};
    Writes.After = {Second, I};
    llvm::append_range(Halves, std::vector{std::move(Early), std::move(Reads), std::move(Writes)});
  }
  return !findTurnedPair(Halves);
}

/// Whether the element that is read is known, and read in every iteration.
bool Judge::mayBeEarly(unsigned Item, const NestUse &Use) {
  if (Use.Writes || Use.Subscripts.empty() || !isa<Expr>(Body[Item]) || typeText(Use.Site->getType().getUnqualifiedType(), Loop, C).empty() ||
      !llvm::all_of(Use.Subscripts, [&](const Expr *Each) { return N->affine(*Each).has_value(); }))
    return false;
  for (const Stmt *At = Use.Site; At && At != Body[Item]; At = statementAround(*At, C)) {
    const auto *B = dyn_cast<BinaryOperator>(At);
    if (isa<AbstractConditionalOperator>(At) || (B && B->isLogicalOp()))
      return false;
  }
  return !isa<AbstractConditionalOperator>(Body[Item]);
}

/// Looks for reads that, in front of all else, let the loop be vectorized as one; as few as do.
bool Judge::readAhead() {
  std::vector<unsigned> Whole(Body.size());
  std::iota(Whole.begin(), Whole.end(), 0u);
  auto StoredBefore = [&](unsigned Item, const NestUse &Use) {
    return llvm::any_of(llvm::ArrayRef(Does).take_front(Item), [&](const NestGroup &Group) {
      return llvm::any_of(Group.Uses, [&](const NestUse &Other) { return Other.Writes && Other.Array == Use.Array; });
    });
  };
  for (unsigned Item = 0; Item < Body.size(); ++Item)
    for (const NestUse &Use : Does[Item].Uses)
      if (StoredBefore(Item, Use) && mayBeEarly(Item, Use)) {
        Ahead.push_back({Item, &Use});
        if (findTurnedPair(schedule())) // It is stored to in this iteration, too.
          Ahead.pop_back();
      }
  for (std::size_t At = Ahead.size(); isVectorizable(Whole) && At > 0; --At) {
    const Early Each = Ahead[At - 1];
    Ahead.erase(Ahead.begin() + (At - 1));
    if (!isVectorizable(Whole))
      Ahead.insert(Ahead.begin() + (At - 1), Each);
  }
  return !Ahead.empty() && isVectorizable(Whole);
}

/// Statements that must stay in one loop, in the order of the first of each.
std::vector<std::vector<unsigned>> Judge::components() {
  const unsigned Count = Body.size();
  Must.assign(Count, std::vector<bool>(Count, false));
  for (unsigned A = 0; A < Count; ++A)
    for (unsigned B = 0; B < Count; ++B)
      Must[A][B] = A == B || mustPrecede(A, B);
  for (const Value &Each : Values) // It is nowhere but in its variable.
    for (unsigned A : Each.Items)
      for (unsigned B : Each.Items)
        Must[A][B] = true;
  for (unsigned By = 0; By < Count; ++By) // The transitive closure: S. Warshall, 1962.
    for (unsigned A = 0; A < Count; ++A)
      for (unsigned B = 0; B < Count; ++B)
        Must[A][B] = Must[A][B] || (Must[A][By] && Must[By][B]);
  std::vector<std::vector<unsigned>> All;
  for (unsigned A = 0; A < Count; ++A) {
    auto Same = llvm::find_if(All, [&](const auto &Each) { return Must[A][Each.front()] && Must[Each.front()][A]; });
    if (Same == All.end())
      All.push_back({A});
    else
      Same->push_back(A);
  }
  return All;
}

/// Puts the components one behind the other so that all orders are kept, and neighbours of a kind into one loop.
void Judge::arrange() {
  std::vector<std::vector<unsigned>> Left = components();
  auto Joined = [](const std::vector<unsigned> &A, const std::vector<unsigned> &B) {
    std::vector<unsigned> Both;
    std::merge(A.begin(), A.end(), B.begin(), B.end(), std::back_inserter(Both));
    return Both;
  };
  while (!Left.empty()) {
    auto IsReady = [&](const std::vector<unsigned> &Each) {
      return llvm::none_of(Left, [&](const auto &Other) { return &Other != &Each && Must[Other.front()][Each.front()]; });
    };
    auto JoinsLast = [&](const std::vector<unsigned> &Each) {
      return !Parts.empty() && IsReady(Each) && isVectorizable(Each) == Parts.back().Vectorizable &&
             (!Parts.back().Vectorizable || isVectorizable(Joined(Parts.back().Items, Each)));
    };
    auto Next = llvm::find_if(Left, JoinsLast);
    if (Next != Left.end()) {
      Parts.back().Items = Joined(Parts.back().Items, *Next);
    } else {
      Next = llvm::find_if(Left, IsReady);
      Parts.push_back({*Next, isVectorizable(*Next)});
    }
    Left.erase(Next);
  }
}

/// The order there will be.
std::vector<NestStatement> Judge::schedule() {
  const Affine I = Affine::of("i0"), Zero = Affine::of(0);
  std::vector<NestStatement> All;
  for (unsigned Item = 0; Item < Body.size(); ++Item) {
    const Affine Place = Affine::of(Item);
    if (Parts.empty()) {
      NestStatement Early = part(Item, true), Rest = part(Item, false);
      Early.Before = Rest.Before = Rest.After = {I, Place};
      Early.After = {I, Affine::of(-1)};
      All.push_back(std::move(Early));
      All.push_back(std::move(Rest));
    }
    for (unsigned At = 0; At < Parts.size(); ++At)
      if (llvm::is_contained(Parts[At].Items, Item))
        All.push_back(instance(Item, {I, Place, Zero}, {Affine::of(At), I, Place}));
  }
  return All;
}

std::optional<Refusal> Judge::refuseOrder() {
  const std::vector<NestStatement> All = schedule();
  if (findTurnedPair(All))
    return no("dependence", "the statements depend on each other in the order they have");
  Obligations.push_back({"order", "every element sees its reads and writes in the order they had", How::Proved});
  return keepApart(*N, All, Loop, Guards, Obligations, C);
}

std::optional<Refusal> Judge::refuse() {
  if (auto No = findUnsuitablePlace(Loop, C))
    return No;
  if (!N->isSteady(*Head.Init) || !N->isSteady(*Head.Bound))
    return no("bound-changes", "the range may change on the way");
  if (hasDirective(Loop.getSourceRange(), C))
    return no("preprocessor", "a preprocessor line stands in the loop");
  if (outermostFunction(Loop, C)->isConstexpr())
    return no("constant-expression", "the function may be a constant expression");
  if (!computesAsWritten(C) && wordsOf(Loop, C).Fractions)
    return no("floating-point", "the target computes in more precision than the types have");
  return refuseOrder();
}

Verdict Judge::run() {
  if (Body.size() < 2 || Body.size() > MostStatements || llvm::any_of(Body, [](const Stmt *S) { return holdsLoop(*S); }) ||
      constantTripCount(Loop, C).value_or(FewTurns) < FewTurns)
    return Verdict::nothing();
  readBody();
  std::vector<unsigned> Whole(Body.size());
  std::iota(Whole.begin(), Whole.end(), 0u);
  if (!isCandidate() || isVectorizable(Whole))
    return Verdict::nothing();
  if (!readAhead()) {
    Ahead.clear();
    arrange();
    if (Parts.size() < 2 || llvm::none_of(Parts, [](const Part &Each) { return Each.Vectorizable; }))
      return Verdict::nothing();
  }
  if (N->Obstacle)
    return Verdict::refuse(N->Obstacle->Code, N->Obstacle->Text);
  if (auto No = refuse())
    return No->Code == "fallback" ? Verdict::nothing() : Verdict::refuse(No->Code, No->Text);
  llvm::append_range(Obligations, N->steady());
  llvm::append_range(Obligations, roundingOf({&Loop}, C));
  Verdict V = Verdict::legal(Obligations);
  V.AddsCode = true;
  return V;
}

// --- Rewriting -----------------------------------------------------------------------

/// A statement with the comments above it, the one behind it on its line, and those at the end of the body.
std::string Judge::withComments(unsigned Item) {
  const SourceManager &SM = C.getSourceManager();
  const auto *Block = cast<CompoundStmt>(Loop.getBody());
  const SourceLocation Before = Item ? withSemicolon(*Body[Item - 1], C).getEnd() : Block->getLBracLoc();
  const SourceRange Whole = withSemicolon(*Body[Item], C);
  const bool IsLast = Item + 1 == Body.size();
  auto LineOf = [&](SourceLocation At) { return SM.getSpellingLineNumber(At); };
  auto Said = [&](SourceRange Comment) { return unindented(P.text(Comment), SM.getSpellingColumnNumber(Comment.getBegin()) - 1); };
  const auto [Id, Offset] = SM.getDecomposedLoc(Lexer::getLocForEndOfToken(Before, 0, SM, C.getLangOpts()));
  const llvm::StringRef Code = SM.getBufferData(Id);
  Lexer Words(SM.getLocForStartOfFile(Id), C.getLangOpts(), Code.begin(), Code.begin() + Offset, Code.end());
  Words.SetCommentRetentionState(true);
  P.text(Whole); // The comments in it are not lost.
  std::string Above, Text = P.copy(*Body[Item], {});
  for (Token T; !Words.LexFromRawLexer(T);) {
    const SourceLocation At = T.getLocation();
    const bool Behind = Whole.getEnd() < At, Beside = LineOf(At) == LineOf(Whole.getEnd());
    if (Behind && (T.isNot(tok::comment) || !(Beside || IsLast)))
      break;
    if (Behind)
      Text += (Beside ? " " : "\n") + Said(At);
    else if (T.is(tok::comment) && At < Whole.getBegin() && LineOf(At) != LineOf(Before))
      Above += Said(At) + "\n";
  }
  return Above + Text;
}

/// The loop's header, less the indentation of its first line.
std::string Judge::header() {
  const std::string Text = P.copy(Loop, {{Loop.getBody()->getSourceRange(), TakenOut.str()}});
  return llvm::StringRef(Text).rtrim((" \n\r\t" + TakenOut).str()).str();
}

std::string Judge::loopOver(const Part &Each) {
  std::string Lines;
  for (unsigned Item : Each.Items)
    Lines += (Lines.empty() ? "" : "\n") + withComments(Item);
  const bool Block = Each.Items.size() > 1 || Lines.find('\n') != std::string::npos;
  return header() + (Block ? " {\n" : "\n") + indented(Lines, P.step(Loop)) + (Block ? "\n}" : "");
}

/// The comment behind the brace that opens the body, on its line; empty if there is none.
std::string Judge::commentOfHeader() {
  const SourceManager &SM = C.getSourceManager();
  const SourceLocation Brace = Loop.getBody()->getBeginLoc();
  const auto [Id, Offset] = SM.getDecomposedLoc(Brace);
  const llvm::StringRef Code = SM.getBufferData(Id);
  Lexer Words(SM.getLocForStartOfFile(Id), C.getLangOpts(), Code.begin(), Code.begin() + Offset + 1, Code.end());
  Words.SetCommentRetentionState(true);
  Token T;
  Words.LexFromRawLexer(T);
  const bool Beside = T.is(tok::comment) && SM.getSpellingLineNumber(T.getLocation()) == SM.getSpellingLineNumber(Brace);
  return Beside ? P.text(T.getLocation()) + "\n" : "";
}

/// The loop with its early reads.
std::string Judge::loopAhead() {
  const std::string Step = P.step(Loop);
  const SourceLocation First = Body.front()->getBeginLoc();
  std::string Reads = "// Read before it is stored to: so the loop can be vectorized.";
  llvm::StringSet<> Taken;
  std::vector<std::pair<const Expr *, std::string>> Names;
  Substitutions Instead;
  for (const Early &Each : Ahead) {
    const Expr &Site = *Each.Use->Site;
    auto Known = llvm::find_if(Names, [&](const auto &Name) { return saysTheSame(*Name.first, Site, C); });
    if (Known == Names.end()) {
      const Expr &Base = *N->Arrays[Each.Use->Array].Base->IgnoreParenImpCasts();
      const auto *Member = dyn_cast<MemberExpr>(&Base);
      const VarDecl *V = variableOf(Base);
      llvm::StringRef Array = Member ? Member->getMemberDecl()->getName() : V ? V->getName() : "element";
      Array = Array.rtrim('_');
      const std::string Name = freshName(Loop, C, (Array + (Array.contains('_') ? "_ahead" : "Ahead")).str(), Taken);
      Reads += NewLine.str() + Step + "const " + typeText(Site.getType().getUnqualifiedType(), Loop, C) + " " + Name + " = " +
               P.text(Site.getSourceRange()) + ";";
      Known = Names.insert(Names.end(), {&Site, Name});
    }
    Instead.emplace_back(Site.getSourceRange(), Known->second);
  }
  Instead.emplace_back(SourceRange(First), Reads + NewLine.str() + Step + P.text(First));
  return withoutTaken(P.copy(Loop, Instead));
}

llvm::Expected<Patch> Judge::write() {
  const std::string Step = P.step(Loop);
  std::string Before, Last;
  if (Parts.empty()) {
    Last = loopAhead();
  } else {
    Before = commentOfHeader() + "// Apart: in one loop, none of this can be vectorized.\n";
    for (const Part &Each : llvm::drop_end(Parts))
      Before += loopOver(Each) + "\n";
    Last = loopOver(Parts.back());
  }
  if (!Guards.empty()) {
    P.replaceStatement(Loop, "if (" + allHold(Guards) + ") {\n" + indented(Before + Last, Step) + "\n} else {\n" +
                                 indented(P.copy(Loop, {}), Step) + "\n}");
    return P.take();
  }
  if (!Before.empty())
    P.insertStatementsBefore(Loop, llvm::StringRef(Before).drop_back());
  P.replaceStatement(Loop, Last);
  return P.take();
}

static std::optional<Judge> judgeOf(const Match &M) {
  const auto &Loop = M.node<ForStmt>("root");
  const FunctionDecl *F = outermostFunction(Loop, M.ast());
  auto Head = endingLoop(Loop);
  if (!F || F->isDependentContext() || F->isTemplateInstantiation() || !Head || !isa<CompoundStmt>(Loop.getBody()))
    return std::nullopt;
  return std::make_optional<Judge>(Loop, *Head, M.ast());
}

static Verdict judge(const Match &M) {
  auto J = judgeOf(M);
  return J ? J->run() : Verdict::nothing();
}

static llvm::Expected<Patch> rewrite(const Match &M) {
  auto J = judgeOf(M);
  J->run();
  return J->write();
}

static StatementMatcher pattern() { return forStmt().bind("root"); }

namespace hone {
extern constexpr Check SplitLoop = {
    "split-loop", "a part of the loop keeps the rest from being vectorized", Category::Vector, 1, pattern, judge, rewrite};
} // namespace hone
