// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// copy-as-block: copies or fills elements with one call.
//
//   for (std::size_t i = 0; i < count; ++i)
//     buffer_[used_ + i] = text[i];
//
//   if (count > 0)
//     std::copy_n(text.data(), count, buffer_.data() + used_);
//
// The compiler cannot: a store of a byte may change any object, the pointers
// inside the containers included, so it loads them again for each one. The
// library gets pointers by value, and moves bytes as a block.
//
// Why it is the same: one element after the other gets what it would have got,
// if no store of the loop changes what the loop goes by (its bound, the
// containers' headers, the value), and none changes an element before it is
// copied. Where the loop may not run at all, what only its body evaluates stays
// behind the question whether it does.
#include "BlockLoop.h"
#include "DominatingConditions.h"
#include "LoopContext.h"
#include "LoopState.h"
#include "hone/Analysis/Escape.h"
#include "hone/Analysis/TripCount.h"
#include "hone/Checks/Check.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace hone;

namespace {
class Judge {
public:
  Judge(const Stmt &Loop, ASTContext &C)
      : Loop(Loop), C(C), P(C, Loop), F(*outermostFunction(Loop, C)) {}
  Verdict run();
  llvm::Expected<Patch> write();

private:
  std::optional<Refusal> refusePlace();
  bool losesChecks() const;
  std::optional<Refusal> refuseCount();
  std::optional<Refusal> refuseValue();
  std::optional<Refusal> refuseChanges();
  std::optional<Refusal> refuseOverlap();
  std::optional<Refusal> refuseGuard();
  bool mayOverflow();
  std::optional<Refusal> findChangeOf(const Expr &E, const char *What);
  std::optional<Refusal> findChangeOf(const Access &Read, const char *What);
  bool isShiftDown() const;
  bool areTwoRows() const;
  bool evaluates(const Expr *E) const;
  bool startsAtZero() const;
  bool needsGuard() const;
  void prove(const char *Code, const std::string &Text, How By = How::Proved) {
    if (llvm::none_of(Obligations, [&](const Obligation &O) { return O.Text == Text; }))
      Obligations.push_back({Code, Text, By});
  }

  std::string beginOf(const BlockSide &Side, const Sum &First);
  std::string memberOf(const Expr &Container, llvm::StringRef Name);
  std::string boundText(bool Operand, bool Left = true);
  std::string countText();
  bool isWhole(const BlockSide &Side) const;
  bool isFromIndex(const Sum &First);
  std::string call();

  const Stmt &Loop;
  ASTContext &C;
  PatchBuilder P;
  const FunctionDecl &F;
  BlockLoop Block;
  Sum To, From; ///< Where the first elements lie.
  std::string Guard, Distinct; ///< Questions in front of the call; empty: none.
  std::vector<Obligation> Obligations;
};

Refusal no(const char *Code, const std::string &Text, const Stmt &At) {
  return {Code, Text, At.getBeginLoc()};
}
} // namespace

std::optional<Refusal> Judge::refusePlace() {
  if (auto Forbidden = findForbiddenPlace(Loop, C))
    return no(Forbidden->Code.c_str(), Forbidden->Text, Loop);
  if (auto Strange = findStrangeSurroundings(Loop, C))
    return Strange;
  // What a macro makes of the loop's text elsewhere would be lost.
  llvm::SmallVector<const ValueDecl *, 8> Named;
  for (const VarDecl *V : namedVariables(Loop))
    if (!V->isImplicit()) // Of a range-for: nobody can name them.
      Named.push_back(V);
  if (auto Other = findOtherConfiguration(Named, Loop, C))
    return Other;
  // The library's algorithms are constexpr since C++20.
  if (F.isConstexpr() && !C.getLangOpts().CPlusPlus20)
    return no("constexpr", "the function is constexpr, and the algorithm is not before C++20", Loop);
  return std::nullopt;
}

/// Whether the build asks for checks of each index that the call would not make. All
/// of a container is inside of it.
bool Judge::losesChecks() const {
  bool Indexes = (Block.Counted && !Block.Target.IsPointer) || (Block.Source && !Block.Source->IsPointer);
  return Indexes && isHardened(C);
}

/// A count that the library takes for what the loop takes it for.
std::optional<Refusal> Judge::refuseCount() {
  if (!Block.Counted)
    return std::nullopt;
  const CountedLoop &L = *Block.Counted;
  QualType Index = L.Index->getType(), Bound = Block.Bound->IgnoreParenImpCasts()->getType();
  const Expr *Init = L.Init->IgnoreParenImpCasts();
  bool Literal = isa<IntegerLiteral>(Init), FromZero = Literal && startsAtZero();
  if (C.getTypeSize(Index) < C.getTypeSize(C.IntTy) || !Bound->isIntegerType() || Bound->isBooleanType())
    return no("count", "the index is so narrow that it may never get to the bound", Loop);
  // A negative bound is a large one to an index without sign.
  Expr::EvalResult Last;
  bool Known = L.Bound->EvaluateAsInt(Last, C) && !Last.Val.getInt().isNegative();
  if (Index->isUnsignedIntegerType() && Bound->isSignedIntegerType() && !Known &&
      C.getTypeSize(Index) < C.getTypeSize(C.getSizeType()))
    return no("count", "a negative bound would be a large one, since the index has no sign", Loop);
  if (!Literal && !C.hasSameUnqualifiedType(Init->getType(), Index))
    return no("count", "the first index is of another type than the index", Loop);
  if (L.Test == BO_LT || (L.Test == BO_NE && FromZero))
    return std::nullopt;
  // i <= n ends only where n + 1 can be counted.
  if (L.Test == BO_LE && Literal && C.hasSameUnqualifiedType(Index, Bound))
    return std::nullopt;
  return no("count", "how many elements there are is not said plainly", Loop);
}

/// Whether evaluating \p E where the original does not could be seen.
bool Judge::evaluates(const Expr *E) const {
  if (!E)
    return false;
  Effects Seen = effectsOf(*E, C);
  return !Seen.Hazards.empty() || !Seen.Errno.empty() || !Seen.MayNotEnd.empty();
}

std::optional<Refusal> Judge::refuseValue() {
  for (const BlockSide *Side : {&Block.Target, Block.Source ? &*Block.Source : nullptr})
    if (Side && isPacked(*Side->Base))
      return no("value", "the elements are packed: a pointer to one is not aligned", Loop);
  if (mayReachTerminator(Block, C))
    return no("terminator", "the last character may be the zero behind the text, where no iterator leads", Loop);
  if (Block.Source && mayShareTail(Block.Target, C))
    return no("tail-padding", "the elements end in padding, which may hold what is behind the last one", Loop);
  if (Block.Source)
    return std::nullopt;
  if (!isAssignedByLanguage(*Block.Value, Block.Target.Element, C))
    return no("value", "the value is converted by more than arithmetic, or is computed with more digits", Loop);
  if (!bindsToReference(*Block.Value))
    return no("value", "no reference can be bound to the value: it has no definition, or is packed", Loop);
  if (auto Impure = findImpurity(effectsOf(*Block.Value, C)))
    return no("value", "the value does more than be there: " + Impure->Text, Loop);
  return std::nullopt;
}

/// Whether the store into an element may change what \p Read reads.
std::optional<Refusal> Judge::findChangeOf(const Access &Read, const char *What) {
  const Place &R = Read.Where, &W = Block.Target.Elements.Where;
  if (R.How == Reach::Temporary)
    return std::nullopt;
  if (R.How == Reach::Object && R.Root && !R.This) {
    bool Own = W.Root == R.Root && !W.This && W.How == Reach::Object;
    bool Constant = R.Root->getType().isConstQualified() && R.Root->getType()->isScalarType();
    if (Constant || (!Own && isPrivate(*R.Root, F, C)))
      return std::nullopt;
  }
  if (W.How == Reach::Object && W.Root && !W.This && W.Root != R.Root && isPrivate(*W.Root, F, C))
    return std::nullopt;
  std::string Argument;
  bool IsHeader = isStdVector(R.Type) || isStdString(R.Type), Scalar = !R.Type.isNull() && R.Type->isScalarType();
  if (R.How == Reach::Element && !IsHeader) {
    if (areApart(Block.Target.Elements, {R, {}}, F, C, Argument))
      return std::nullopt;
  } else if (Scalar || IsHeader) {
    StatePlace State{R, IsHeader, nullptr};
    if (!R.Path.empty() || R.Root)
      State.Owner = describe(R, "", R.Type, *Block.Assignment, C).Place.Owner;
    // An array of the object's own may be where others put objects.
    bool Own = Block.Target.IsPointer && W.How == Reach::Element;
    bool Outside = IsHeader || R.This || (R.How == Reach::Object && R.Root);
    if ((!Own || Outside) && !findInterference({W, Read.At}, State, F, C, Argument)) {
      prove("unchanged", R.describe() + " is the same throughout: " + Argument);
      return std::nullopt;
    }
  }
  return no("may-change", std::string("a store into an element may change ") + What + ", " + R.describe(), Loop);
}

std::optional<Refusal> Judge::findChangeOf(const Expr &E, const char *What) {
  Effects Reading = effectsOf(E, C);
  if (auto Impure = findImpurity(Reading))
    return no("call", Impure->Text, Loop);
  for (const Access &Read : Reading.Reads)
    if (auto Change = findChangeOf(Read, What))
      return Change;
  return std::nullopt;
}

/// All that the original evaluates in each turn, and the call once.
std::optional<Refusal> Judge::refuseChanges() {
  if (Block.Counted)
    if (auto Impure = findImpurity(effectsOf(*Block.Bound, C)))
      return no("call", "the bound does more than be there: " + Impure->Text, Loop);
  if (Block.Counted && Block.Bound == Block.Counted->Bound)
    if (auto Change = findChangeOf(*Block.Bound, "the bound"))
      return Change;
  for (const BlockSide *Side : {&Block.Target, Block.Source ? &*Block.Source : nullptr}) {
    if (!Side)
      continue;
    const Expr &Base = *Side->Base;
    if (auto Impure = findImpurity(effectsOf(Base, C)))
      return no("call", "the container does more than be there: " + Impure->Text, Loop);
    if (!Block.Counted && !Block.EndIsAsked)
      continue;
    if (auto Change = findChangeOf(Base, "where the elements lie"))
      return Change;
    if (!Side->IsPointer && !isStdType(Base.getType(), "array"))
      if (auto Change = findChangeOf({placeOf(Base, C), Base.getExprLoc()}, "where the elements lie"))
        return Change;
    if (Side->Index)
      for (const Access &Read : effectsOf(*Side->Index, C).Reads)
        if (Read.Where.Root != Block.Counted->Index)
          if (auto Change = findChangeOf(Read, "the index"))
            return Change;
  }
  if (Block.Source)
    return std::nullopt;
  // An element that is the value itself gets the value it has.
  const Expr *Value = Block.Value;
  bool Same = Value->isGLValue() && !Value->refersToBitField() &&
              C.hasSameUnqualifiedType(Value->getType(), Block.Target.Element);
  std::vector<Access> Reads = effectsOf(*Value, C).Reads;
  // Where the elements of an array lie is read nowhere.
  if (auto Part = sideOf(*Value, C); Same && Part && isStdType(Part->Base->getType(), "array")) {
    Reads = effectsOf(*Part->Base, C).Reads;
    llvm::append_range(Reads, effectsOf(*Part->Index, C).Reads);
  }
  if (Value->isGLValue() && !Same)
    Reads.push_back({placeOf(*Value, C), Value->getExprLoc()});
  for (const Access &Read : Reads)
    if (auto Change = findChangeOf(Read, "the value"))
      return Change;
  prove("same-value", "every element gets the value that the first one gets");
  return std::nullopt;
}

/// `a[i] = a[i + k]`, k > 0: each element is copied before it is overwritten.
bool Judge::isShiftDown() const {
  const Expr *A = Block.Target.Base->IgnoreParenImpCasts(), *B = Block.Source->Base->IgnoreParenImpCasts();
  std::string Ours = textOf(*A, C);
  auto IsSame = [](const Sum::Term &S, const Sum::Term &T) { return S.Text == T.Text && S.Minus == T.Minus; };
  return isa<DeclRefExpr, MemberExpr>(A) && !Ours.empty() && Ours == textOf(*B, C) &&
         llvm::equal(To.Terms, From.Terms, IsSame) && From.Constant > To.Constant;
}

/// `out[y][x] = in[y][x]`: whether the rows are two containers.
bool Judge::areTwoRows() const {
  auto A = sideOf(*Block.Target.Base->IgnoreParenImpCasts(), C);
  auto B = sideOf(*Block.Source->Base->IgnoreParenImpCasts(), C);
  auto IsRow = [](const BlockSide &Side) { return isStdVector(Side.Element) || isStdString(Side.Element); };
  if (!A || !B || !IsRow(*A) || !IsRow(*B))
    return false;
  std::string Argument;
  if (areApart(A->Elements, B->Elements, F, C, Argument))
    return true;
  // `rows[y][x] = rows[y + 1][x]`
  std::string Ours = textOf(*A->Base, C);
  return isa<DeclRefExpr, MemberExpr>(A->Base->IgnoreParenImpCasts()) && !Ours.empty() &&
         Ours == textOf(*B->Base, C) && isConstantApart(*A->Index, *B->Index, C);
}

std::optional<Refusal> Judge::refuseOverlap() {
  std::string Argument;
  if (areApart(Block.Target.Elements, Block.Source->Elements, F, C, Argument)) {
    prove("no-overlap", "no element that is copied is overwritten: " + Argument);
    return std::nullopt;
  }
  if (areTwoRows()) {
    prove("no-overlap", "no element that is copied is overwritten: the rows are two containers");
    return std::nullopt;
  }
  if (isShiftDown()) {
    prove("no-overlap", "each element is copied before it is overwritten, since they move down");
    return std::nullopt;
  }
  // Two references to one container: then each element is copied to itself.
  const Expr *A = Block.Target.Base->IgnoreParenImpCasts(), *B = Block.Source->Base->IgnoreParenImpCasts();
  bool Containers = !Block.Target.IsPointer && !Block.Source->IsPointer && isa<DeclRefExpr, MemberExpr>(A) &&
                    isa<DeclRefExpr, MemberExpr>(B) && (isStdVector(A->getType()) || isStdString(A->getType())) &&
                    C.hasSameUnqualifiedType(A->getType(), B->getType());
  std::string Ours = textOf(*A, C), Theirs = textOf(*B, C);
  if (Containers && To.isZero() && From.isZero() && !Ours.empty() && !Theirs.empty() && Ours != Theirs) {
    Distinct = "&" + Theirs + " != &" + Ours;
    prove("no-overlap", "asked: one container copied to itself stays as it is", How::Guarded);
    return std::nullopt;
  }
  return no("overlap", "the elements copied may be the ones overwritten", Loop);
}

bool Judge::startsAtZero() const {
  Expr::EvalResult First;
  return Block.Counted->Init->EvaluateAsInt(First, C) && First.Val.getInt() == 0;
}

bool Judge::needsGuard() const {
  if (evaluates(Block.Value) && !Block.Source)
    return true;
  if (!Block.Counted)
    return false;
  const CountedLoop &L = *Block.Counted;
  bool FromZero = startsAtZero();
  if (FromZero && L.Test == BO_LE && L.Index->getType()->isUnsignedIntegerType())
    return false; // No bound is below zero.
  bool Signed = Block.Bound->IgnoreParenImpCasts()->getType()->isSignedIntegerType() &&
                L.Index->getType()->isSignedIntegerType() && L.Test != BO_NE;
  return !FromZero || (Signed && Block.Source) || L.Test == BO_LE || evaluates(Block.Target.Base) ||
         !To.isZero() || (Block.Source && (evaluates(Block.Source->Base) || !From.isZero()));
}

std::optional<Refusal> Judge::refuseGuard() {
  if (!needsGuard())
    return std::nullopt;
  EntryTest Test = entryTest(Loop, C);
  if (Test.Always || isEntered(Loop, C))
    return std::nullopt;
  if (Block.Counted && constantTripCount(Loop, C) == 0u)
    return no("count", "the loop never runs", Loop);
  if (Test.Text.empty())
    return no("no-guard", "whether the loop runs at all cannot be asked in front of it", Loop);
  Guard = Test.Text;
  prove("runs", "asked in front: what only the body evaluates is evaluated if it runs", How::Guarded);
  return std::nullopt;
}

/// Whether \p Side is a row of a local table, which compilers keep in registers as long as nobody asks where it is.
static bool isRowOfLocal(const BlockSide &Side) {
  const auto *Row = Side.Base ? dyn_cast<ArraySubscriptExpr>(Side.Base->IgnoreParenImpCasts()) : nullptr;
  const auto *Ref = Row ? dyn_cast<DeclRefExpr>(Row->getBase()->IgnoreParenImpCasts()) : nullptr;
  const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return V && V->hasLocalStorage() && V->getType()->isConstantArrayType();
}

Verdict Judge::run() {
  auto Found = blockLoop(Loop, C);
  if (!Found || !C.getLangOpts().CPlusPlus11)
    return Verdict::nothing();
  Block = *Found;
  if (constantTripCount(Loop, C) && (isRowOfLocal(Block.Target) || (Block.Source && isRowOfLocal(*Block.Source))))
    return Verdict::nothing();
  QualType T = Block.Target.Element;
  if (!isBlockElement(T, C) || (Block.Source && !isConvertedByLanguage(Block.Source->Element, T, C)))
    return Verdict::nothing();
  Effects E = effectsOf(Loop, C);
  std::optional<Refusal> Why;
  if (!E.Unknown.empty())
    return Verdict::refuse(E.Unknown.front().Code, E.Unknown.front().Text);
  if (Block.Counted) {
    auto First = firstIndex(Block.Target, *Block.Counted, C, P);
    auto Second = Block.Source ? firstIndex(*Block.Source, *Block.Counted, C, P) : Sum();
    if (!First || !Second)
      return Verdict::refuse("index", "where the first element lies cannot be said, or the index may wrap around");
    To = *First;
    From = *Second;
  }
  for (auto Step : {&Judge::refusePlace, &Judge::refuseCount, &Judge::refuseValue, &Judge::refuseChanges})
    if ((Why = (this->*Step)()))
      return Verdict::refuse(Why->Code, Why->Text);
  if (Block.Source && (Why = refuseOverlap()))
    return Verdict::refuse(Why->Code, Why->Text);
  if (mayOverflow())
    return Verdict::refuse("count", "the number of elements may be more than the index can count");
  if (losesChecks())
    return Verdict::refuse("hardened", "the call would lose the checks of this hardened build");
  if ((Why = refuseGuard()))
    return Verdict::refuse(Why->Code, Why->Text);
  prove("same-elements", "elements are numbers, or classes that are copied as bytes");
  return Verdict::legal(std::move(Obligations));
}

/// `v.begin()`; `v->begin()` of what is written `(*v)[i]`.
std::string Judge::memberOf(const Expr &Container, llvm::StringRef Name) {
  const Expr *E = Container.IgnoreParenImpCasts();
  const char *Access = ".";
  if (const auto *U = dyn_cast<UnaryOperator>(E); U && U->getOpcode() == UO_Deref) {
    E = U->getSubExpr()->IgnoreParenImpCasts();
    Access = "->";
  }
  std::string Text = P.text(E->getSourceRange());
  bool Tight = isNameOrCall(*E) || isa<ArraySubscriptExpr>(E);
  return (Tight ? Text : "(" + Text + ")") + Access + Name.str() + "()";
}

std::string Judge::beginOf(const BlockSide &Side, const Sum &First) {
  if (Side.IsPointer) {
    std::string Text = P.text(Side.Base->getSourceRange());
    return First.isZero() ? Text : Text + " + " + First.text();
  }
  // The zero behind the text may be asked for by index, not by iterator.
  if (First.isZero() && (!isStdString(Side.Base->getType()) || isWhole(Side) || !C.getLangOpts().CPlusPlus17))
    return memberOf(*Side.Base, "begin");
  if (First.isZero())
    return memberOf(*Side.Base, "data");
  // What is added to a pointer may have no sign.
  bool Pointer = !isStdString(Side.Base->getType()) || C.getLangOpts().CPlusPlus17;
  return memberOf(*Side.Base, Pointer ? "data" : "begin") + " + " + First.text();
}

std::string Judge::boundText(bool Operand, bool Left) {
  const Expr *E = Block.Bound->IgnoreImpCasts();
  std::string Text = P.text(E->getSourceRange());
  const auto *B = dyn_cast<BinaryOperator>(E);
  bool Tight = isNameOrCall(*E) || isa<IntegerLiteral, ParenExpr, ArraySubscriptExpr>(E) ||
               (B && (B->isMultiplicativeOp() || (Left && B->isAdditiveOp())));
  return Operand && !Tight ? "(" + Text + ")" : Text;
}

std::string Judge::countText() {
  const CountedLoop &L = *Block.Counted;
  const Expr *Init = L.Init->IgnoreParenImpCasts();
  const auto *Literal = dyn_cast<IntegerLiteral>(Init);
  bool AlsoLast = L.Test == BO_LE;
  if (!Literal) {
    bool Tight = isNameOrCall(*Init);
    std::string First = P.text(Init->getSourceRange());
    return boundText(true) + " - " + (Tight ? First : "(" + First + ")");
  }
  std::int64_t Less = Literal->getValue().getSExtValue() - AlsoLast;
  if (Less == 0)
    return boundText(false);
  return boundText(true) + (Less < 0 ? " + 1" : " - " + std::to_string(Less));
}

/// `for (i = 0; i < v.size(); ++i)`, v being the side's own container.
bool Judge::isWhole(const BlockSide &Side) const {
  if (Side.IsPointer)
    return false;
  if (!Block.Counted)
    return true;
  const auto *Call = dyn_cast<CXXMemberCallExpr>(Block.Bound->IgnoreParenImpCasts());
  const CXXMethodDecl *M = Call ? Call->getMethodDecl() : nullptr;
  if (!M || !M->getDeclName().isIdentifier() || (M->getName() != "size" && M->getName() != "length"))
    return false;
  const Expr &Object = *Call->getImplicitObjectArgument();
  std::string Text = textOf(Object, C);
  return startsAtZero() && Block.Counted->Test != BO_LE && !Text.empty() &&
         Text == textOf(*Side.Base, C) && Object.getType()->isRecordType();
}

/// Whether an element lies where the index says, so that the bound says where they end.
bool Judge::isFromIndex(const Sum &First) {
  const Expr *Init = Block.Counted->Init->IgnoreParenImpCasts();
  return !isa<IntegerLiteral>(Init) && First.Constant == 0 && First.Terms.size() == 1 &&
         llvm::StringRef(First.Terms[0].Text).trim("()") == P.text(Init->getSourceRange());
}

/// Whether `last - first` may be a number that the index's type does not have: if
/// the first may be below zero, as it may be behind a pointer only.
bool Judge::mayOverflow() {
  if (!Block.Counted || isa<IntegerLiteral>(Block.Counted->Init->IgnoreParenImpCasts()))
    return false;
  QualType Index = Block.Counted->Index->getType();
  bool Wide = C.getTypeSize(Index) >= C.getTypeSize(C.getSizeType());
  bool InContainer = (!Block.Target.IsPointer && isFromIndex(To)) ||
                     (Block.Source && !Block.Source->IsPointer && isFromIndex(From));
  return !Index->isUnsignedIntegerType() && !Wide && !InContainer && !isFromIndex(Block.Source ? From : To);
}

std::string Judge::call() {
  const BlockSide &Side = Block.Source ? *Block.Source : Block.Target;
  const Sum &First = Block.Source ? From : To;
  std::string Name = Block.Source ? "std::copy" : "std::fill", Range;
  if (!Block.Counted && Side.IsPointer) {
    P.addInclude("iterator");
    std::string Array = P.text(Side.Base->getSourceRange());
    Range = "std::begin(" + Array + "), std::end(" + Array + ")";
  } else if (isWhole(Side)) {
    Range = memberOf(*Side.Base, "begin") + ", " + memberOf(*Side.Base, "end");
  } else if (isFromIndex(First)) {
    Range = beginOf(Side, First) + ", " + beginOf(Side, Sum{{{boundText(true, false), {}}}, 0});
  } else {
    Name += "_n";
    Range = beginOf(Side, First) + ", " + countText();
  }
  if (Block.Source)
    return Name + "(" + Range + ", " + beginOf(Block.Target, To) + ");";
  bool Null = Block.Target.Element->isPointerType() &&
              Block.Value->isNullPointerConstant(C, Expr::NPC_ValueDependentIsNotNull);
  return Name + "(" + Range + ", " + (Null ? "nullptr" : P.text(Block.Value->getSourceRange())) + ");";
}

llvm::Expected<Patch> Judge::write() {
  std::string Question = Guard + (Guard.empty() || Distinct.empty() ? "" : " && ") + Distinct;
  P.addInclude("algorithm");
  if (!Question.empty())
    Question = "if (" + Question + ")\n" + P.step(Loop);
  P.replaceStatement(Loop, Question + call());
  return P.take();
}

static Verdict judge(const Match &M) {
  const auto &Loop = M.node<Stmt>("root");
  const FunctionDecl *F = outermostFunction(Loop, M.ast());
  if (!F || F->isDependentContext())
    return Verdict::nothing();
  return Judge(Loop, M.ast()).run();
}

static llvm::Expected<Patch> rewrite(const Match &M) {
  Judge J(M.node<Stmt>("root"), M.ast());
  J.run();
  return J.write();
}

static StatementMatcher pattern() { return stmt(anyFor()).bind("root"); }

namespace hone {
extern constexpr Check CopyAsBlock = {
    "copy-as-block", "elements are copied or filled one by one", Category::Algorithm, 1,
    pattern, judge, rewrite};
} // namespace hone
