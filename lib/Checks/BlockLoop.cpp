// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Recognises what copy-as-block is about. Shapes only: whether the block may be
// moved at once is the check's to judge.
#include "BlockLoop.h"
#include "LoopContext.h"
#include "hone/Analysis/Types.h"
#include "hone/Rewrite/PatchBuilder.h"
#include "clang/AST/RecordLayout.h"

using namespace clang;
using namespace hone;

bool hone::mentions(const Stmt &S, const VarDecl &V) {
  return llvm::is_contained(namedVariables(S), V.getCanonicalDecl());
}

std::string Sum::text() const {
  std::string Text;
  for (bool Minus : {false, true})
    for (const Term &T : Terms)
      if (T.Minus == Minus)
        Text += (Text.empty() ? (Minus ? "-" : "") : Minus ? " - " : " + ") + T.Text;
  if (Constant)
    Text += (Text.empty() ? (Constant < 0 ? "-" : "") : Constant < 0 ? " - " : " + ") +
            std::to_string(std::abs(Constant));
  bool Single = Terms.size() + (Constant != 0) == 1;
  return Single && Text[0] != '-' ? Text : "(" + Text + ")";
}

/// What stands alone wherever an argument may.
static bool isArgument(const Expr &E) {
  const auto *B = dyn_cast<BinaryOperator>(&E);
  return !isa<InitListExpr>(E) && !(B && B->getOpcode() == BO_Comma);
}

/// `for (...) statement` or `for (...) { statement }`: that statement.
static const Expr *onlyExpression(const Stmt &Body) {
  const Stmt *S = &Body;
  if (const auto *Block = dyn_cast<CompoundStmt>(S))
    S = Block->size() == 1 ? Block->body_front() : nullptr;
  const auto *E = dyn_cast_or_null<Expr>(S);
  return E ? E->IgnoreParenImpCasts() : nullptr;
}

/// Both sides of a plain assignment: of numbers, or of a class whose assignment copies bytes.
static bool splitAssignment(const Expr &E, const Expr *&Left, const Expr *&Right) {
  if (const auto *B = dyn_cast<BinaryOperator>(&E)) {
    Left = B->getLHS()->IgnoreParens();
    Right = B->getRHS();
    return B->getOpcode() == BO_Assign && isArgument(*Right->IgnoreParenImpCasts());
  }
  const auto *Call = dyn_cast<CXXOperatorCallExpr>(&E);
  const auto *M = Call ? dyn_cast_or_null<CXXMethodDecl>(Call->getDirectCallee()) : nullptr;
  if (!M || Call->getOperator() != OO_Equal || !M->isTrivial())
    return false;
  Left = Call->getArg(0)->IgnoreParens();
  Right = Call->getArg(1);
  return isArgument(*Right->IgnoreParenImpCasts());
}

static bool isViewable(QualType T) {
  return isStdVector(T) || isStdString(T) || isStdType(T, "array") || isStdType(T, "span");
}

std::optional<BlockSide> hone::sideOf(const Expr &E, ASTContext &C) {
  BlockSide Side;
  Side.Element = E.getType();
  if (const auto *S = dyn_cast<ArraySubscriptExpr>(&E)) {
    Side.Base = S->getBase();
    Side.Index = S->getIdx();
    Side.IsPointer = true;
    if (!Side.Base->getType()->isPointerType())
      return std::nullopt; // 3[p], vectors of the compiler's
  } else if (const auto *Call = dyn_cast<CXXOperatorCallExpr>(&E);
             Call && Call->getOperator() == OO_Subscript && Call->getNumArgs() == 2 &&
             Call->getArg(0)->isLValue() && isViewable(Call->getArg(0)->getType())) {
    // Of a class that inherits from the library's nothing is known.
    if (!isViewable(Call->getArg(0)->IgnoreParenImpCasts()->getType()))
      return std::nullopt;
    Side.Base = Call->getArg(0);
    Side.Index = Call->getArg(1);
  } else {
    return std::nullopt;
  }
  Side.Elements = elementsOf(E, *Side.Base, C);
  return Side;
}

/// The second variable of `for (i = 0, n = v.size(); i < n; ++i)`, if that is all.
static bool isPlainHeader(const ForStmt &For, CountedLoop &L, const Expr *&Bound, const ASTContext &C) {
  const auto *Decls = cast<DeclStmt>(For.getInit());
  Bound = L.Bound;
  const auto *Ref = dyn_cast<DeclRefExpr>(L.Bound->IgnoreParenImpCasts());
  for (const Decl *D : Decls->decls()) {
    if (D == L.Index)
      continue;
    const auto *V = dyn_cast<VarDecl>(D);
    if (!V || !Ref || Ref->getDecl() != V || !V->getInit() || mentions(*V->getInit(), *L.Index) ||
        !C.hasSameUnqualifiedType(V->getType(), V->getInit()->IgnoreImpCasts()->getType()))
      return false;
    Bound = V->getInit();
  }
  return true;
}

static std::optional<BlockLoop> countedBlock(const ForStmt &For, ASTContext &C) {
  BlockLoop Block;
  Block.Counted = countedLoop(For);
  const Expr *Assignment = onlyExpression(*For.getBody()), *Left, *Right;
  if (!Block.Counted || Block.Counted->Step != 1 || !Assignment ||
      !splitAssignment(*Assignment, Left, Right) ||
      !isPlainHeader(For, *Block.Counted, Block.Bound, C))
    return std::nullopt;
  const VarDecl &Index = *Block.Counted->Index;
  auto Target = sideOf(*Left, C);
  if (!Target || mentions(*Block.Bound, Index) || mentions(*Target->Base, Index) ||
      !mentions(*Target->Index, Index))
    return std::nullopt;
  Block.Target = *Target;
  Block.Value = Right->IgnoreParenImpCasts();
  if (mentions(*Block.Value, Index)) {
    Block.Source = sideOf(*Block.Value, C);
    if (!Block.Source || mentions(*Block.Source->Base, Index))
      return std::nullopt;
  }
  Block.Assignment = Assignment;
  return Block;
}

static std::optional<BlockLoop> rangeBlock(const CXXForRangeStmt &Loop, ASTContext &C) {
  const VarDecl *V = Loop.getLoopVariable();
  const Expr *Assignment = onlyExpression(*Loop.getBody()), *Left, *Right;
  if (!V || Loop.getInit() || !V->getType()->isLValueReferenceType() || !Assignment ||
      !splitAssignment(*Assignment, Left, Right))
    return std::nullopt;
  const Expr &Range = *Loop.getRangeInit();
  const auto *Ref = dyn_cast<DeclRefExpr>(Left);
  QualType T = Range.getType();
  bool IsArray = T->isConstantArrayType();
  if (!Ref || Ref->getDecl() != V || !(IsArray || isViewable(T)) || !Range.isLValue() ||
      mentions(*Right, *V))
    return std::nullopt;
  BlockLoop Block;
  Block.Target.Base = &Range;
  Block.Target.Element = V->getType().getNonReferenceType();
  Block.Target.IsPointer = IsArray;
  QualType Element = isStdType(T, "span") ? Block.Target.Element : elementType(T);
  if (!C.hasSameUnqualifiedType(Element, Block.Target.Element))
    return std::nullopt; // The part of a base class.
  Block.Target.Elements = {elementPlace(Range, Element, C), T};
  if (IsArray || isStdType(T, "array"))
    Block.Target.Elements.Where = placeOf(Range, C);
  else if (isStdType(T, "span")) // Of whose elements, nobody knows.
    Block.Target.Elements.Where = Place();
  Block.Target.Elements.Where.Type = Element.getCanonicalType().getUnqualifiedType();
  Block.Value = Right->IgnoreParenImpCasts();
  Block.Assignment = Assignment;
  return Block;
}

/// The vector or string of `c.begin()`; null for other calls.
static const Expr *asked(const Expr *E, llvm::StringRef Name) {
  const auto *Call = dyn_cast_or_null<CXXMemberCallExpr>(E ? E->IgnoreUnlessSpelledInSource() : nullptr);
  const CXXMethodDecl *M = Call ? Call->getMethodDecl() : nullptr;
  if (!M || !M->getDeclName().isIdentifier() || M->getName() != Name)
    return nullptr;
  const Expr *Object = Call->getImplicitObjectArgument()->IgnoreParenImpCasts();
  bool Owner = isStdVector(Object->getType()) || isStdString(Object->getType());
  return Owner && isa<DeclRefExpr, MemberExpr>(Object) ? Object : nullptr;
}

static bool isVariable(const Expr *E, const VarDecl &V) {
  const auto *Ref = dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts());
  return Ref && Ref->getDecl() == &V;
}

/// `*it`, `++it`: the operator's only operand is the iterator.
static bool isStepOf(const Expr *E, OverloadedOperatorKind Op, const VarDecl &It) {
  E = E->IgnoreUnlessSpelledInSource();
  const auto *Call = dyn_cast<CXXOperatorCallExpr>(E);
  return Call && Call->getOperator() == Op && isVariable(Call->getArg(0), It);
}

static const Expr *endOf(const Expr &Condition, const VarDecl &It) {
  const Expr *E = Condition.IgnoreParenImpCasts();
  if (const auto *W = dyn_cast<FullExpr>(E))
    E = W->getSubExpr()->IgnoreParenImpCasts();
  const Expr *Left = nullptr, *Right = nullptr;
  if (const auto *Rewritten = dyn_cast<CXXRewrittenBinaryOperator>(E)) {
    auto Form = Rewritten->getDecomposedForm();
    if (Form.Opcode == BO_NE) {
      Left = Form.LHS;
      Right = Form.RHS;
    }
  } else if (const auto *Call = dyn_cast<CXXOperatorCallExpr>(E);
             Call && Call->getOperator() == OO_ExclaimEqual) {
    Left = Call->getArg(0);
    Right = Call->getArg(1);
  }
  return Left && isVariable(Left, It) ? asked(Right, "end") : nullptr;
}

static std::optional<BlockLoop> iteratorBlock(const ForStmt &For, ASTContext &C) {
  const auto *Decls = dyn_cast_or_null<DeclStmt>(For.getInit());
  const auto *It = Decls && Decls->isSingleDecl() ? dyn_cast<VarDecl>(Decls->getSingleDecl()) : nullptr;
  if (!It || !isIteratorOfOwner(It->getType()) || !For.getCond() || !For.getInc())
    return std::nullopt;
  const Expr *Begin = asked(It->getInit(), "begin"), *End = endOf(*For.getCond(), *It);
  const Expr *Assignment = onlyExpression(*For.getBody()), *Left, *Right;
  if (!Begin || !End || !isStepOf(For.getInc(), OO_PlusPlus, *It) || !Assignment ||
      !splitAssignment(*Assignment, Left, Right) || !isStepOf(Left, OO_Star, *It) ||
      mentions(*Right, *It) || textOf(*Begin, C).empty() || textOf(*Begin, C) != textOf(*End, C))
    return std::nullopt;
  BlockLoop Block;
  Block.Target.Base = End;
  Block.Target.Element = Left->getType();
  Block.Target.Elements = {elementPlace(*End, Left->getType(), C), End->getType()};
  Block.Value = Right->IgnoreParenImpCasts();
  Block.Assignment = Assignment;
  Block.EndIsAsked = true;
  return Block;
}

std::optional<BlockLoop> hone::blockLoop(const Stmt &Loop, ASTContext &C) {
  std::optional<BlockLoop> Block;
  if (const auto *Range = dyn_cast<CXXForRangeStmt>(&Loop)) {
    Block = rangeBlock(*Range, C);
  } else if (const auto *For = dyn_cast<ForStmt>(&Loop)) {
    Block = countedBlock(*For, C);
    if (!Block)
      Block = iteratorBlock(*For, C);
  }
  return Block;
}

namespace {
/// Adds up an index, the first value of the loop's in the place of its variable.
class Adder {
public:
  Adder(const CountedLoop &Loop, ASTContext &C, PatchBuilder &P) : Loop(Loop), C(C), P(P) {}
  bool add(const Expr *E, bool Minus);
  Sum Out;

private:
  bool addTerm(const Expr &E, bool Minus);

  const CountedLoop &Loop;
  ASTContext &C;
  PatchBuilder &P;
};
} // namespace

bool Adder::addTerm(const Expr &E, bool Minus) {
  const Expr *Bare = E.IgnoreImpCasts();
  if (const auto *Literal = dyn_cast<IntegerLiteral>(Bare);
      Literal && Bare->getType()->isSpecificBuiltinType(BuiltinType::Int)) {
    std::int64_t Value = Literal->getValue().getSExtValue();
    Out.Constant += Minus ? -Value : Value;
    return true;
  }
  std::string Text = P.text(Bare->getSourceRange());
  if (Text.empty())
    return false;
  auto Opposite = llvm::find_if(Out.Terms, [&](const Sum::Term &T) {
    return T.Minus != Minus && T.Text == Text;
  });
  if (Opposite != Out.Terms.end() && isa<DeclRefExpr>(Bare)) {
    Out.Terms.erase(Opposite);
    return true;
  }
  const auto *B = dyn_cast<BinaryOperator>(Bare);
  bool Tight = isNameOrCall(*Bare) || isa<IntegerLiteral, ParenExpr, ArraySubscriptExpr>(Bare) ||
               (B && B->isMultiplicativeOp());
  Out.Terms.push_back({Tight ? Text : "(" + Text + ")", Bare->getType(), Minus});
  return true;
}

/// Whether adding in \p T comes to what a sum without end would, for what the
/// original may index: signed sums must not overflow, those of the width of
/// addresses wrap as addresses do.
static bool addsUp(QualType T, const ASTContext &C) {
  return T->isSignedIntegerType() ||
         (T->isUnsignedIntegerType() && C.getTypeSize(T) == C.getTypeSize(C.getSizeType()));
}

bool Adder::add(const Expr *E, bool Minus) {
  const Expr *Bare = E->IgnoreParenImpCasts();
  if (!mentions(*Bare, *Loop.Index))
    return addTerm(*E, Minus);
  if (isVariable(Bare, *Loop.Index)) {
    const auto *Sums = dyn_cast<BinaryOperator>(Loop.Init->IgnoreParenImpCasts());
    if (Sums && Sums->isAdditiveOp())
      return false; // (a + b) + c is another sum than a + (b + c).
    return addTerm(*Loop.Init, Minus);
  }
  // To where an address is counted from, nothing is lost.
  if (const auto *Cast = dyn_cast<ExplicitCastExpr>(Bare);
      Cast && Cast->getType()->isIntegerType() && Cast->getSubExpr()->getType()->isIntegerType() &&
      C.getTypeSize(Cast->getType()) == C.getTypeSize(C.getSizeType()))
    return add(Cast->getSubExpr(), Minus);
  const auto *B = dyn_cast<BinaryOperator>(Bare);
  if (!B || Minus || !(B->getOpcode() == BO_Add || B->getOpcode() == BO_Sub) || !addsUp(B->getType(), C))
    return false;
  bool Subtracts = B->getOpcode() == BO_Sub;
  if (Subtracts && mentions(*B->getRHS(), *Loop.Index))
    return false; // It would run backwards.
  if (mentions(*B->getLHS(), *Loop.Index) == mentions(*B->getRHS(), *Loop.Index))
    return false; // i + i
  return add(B->getLHS(), false) && add(B->getRHS(), Subtracts);
}

std::optional<Sum> hone::firstIndex(const BlockSide &Side, const CountedLoop &Loop, ASTContext &C,
                                    PatchBuilder &P) {
  QualType Index = Side.Index->IgnoreParenImpCasts()->getType();
  Adder A(Loop, C, P);
  if (C.getTypeSize(Index) > C.getTypeSize(C.getSizeType()) || !A.add(Side.Index, false))
    return std::nullopt;
  std::size_t Parts = A.Out.Terms.size() + (A.Out.Constant != 0);
  if (Parts < 2)
    return A.Out;
  // What is added now must be added in the type it was added in, and in one step
  // if it could overflow on the way.
  auto IsWide = [&](const Sum::Term &T) {
    return C.getTypeSize(T.Type) >= C.getTypeSize(Index) &&
           T.Type->isUnsignedIntegerType() == Index->isUnsignedIntegerType();
  };
  bool Fits = Parts == 2 ? llvm::any_of(A.Out.Terms, IsWide)
                         : Index->isUnsignedIntegerType() && llvm::all_of(A.Out.Terms, IsWide);
  return Fits ? std::optional(A.Out) : std::nullopt;
}

/// Whether anything in a class is volatile, or is nothing that a copy of bytes keeps.
static bool isPlainClass(const CXXRecordDecl &R, const ASTContext &C) {
  if (!R.hasDefinition() || !R.isTriviallyCopyable() || !R.hasTrivialDestructor())
    return false;
  for (const Decl *D : R.decls())
    if (const auto *N = dyn_cast<NamedDecl>(D);
        N && !N->isImplicit() && N->getDeclName().getCXXOverloadedOperator() == OO_Equal)
      return false;
  auto IsPlain = [&](QualType T) {
    const auto *Inner = C.getBaseElementType(T)->getAsCXXRecordDecl();
    return !isVolatileOrAtomic(T) && !T->isReferenceType() && (!Inner || isPlainClass(*Inner, C));
  };
  return llvm::all_of(R.bases(), [&](const CXXBaseSpecifier &B) { return IsPlain(B.getType()); }) &&
         llvm::all_of(R.fields(), [&](const FieldDecl *Field) { return IsPlain(Field->getType()); });
}

static bool isNumber(QualType T) {
  return T->isArithmeticType() || T->isEnumeralType() || T->isPointerType();
}

bool hone::isBlockElement(QualType T, const ASTContext &C) {
  const auto *Class = T->getAsCXXRecordDecl();
  return isNumber(T) || (Class && isPlainClass(*Class, C));
}

bool hone::mayShareTail(const BlockSide &Side, const ASTContext &C) {
  const auto *Class = Side.Element->getAsCXXRecordDecl();
  QualType T = Side.Base->IgnoreParenImpCasts()->getType();
  if (!Class || isStdContainer(T) || T->isConstantArrayType())
    return false;
  const ASTRecordLayout &Layout = C.getASTRecordLayout(Class);
  return Class->isEmpty() || Layout.getDataSize() != Layout.getSize();
}

bool hone::mayReachTerminator(const BlockLoop &Block, const ASTContext &C) {
  if (C.getLangOpts().CPlusPlus17 || !Block.Counted || Block.Counted->Test != BO_LE)
    return false;
  auto IsText = [](const BlockSide &Side) { return !Side.IsPointer && isStdString(Side.Base->getType()); };
  return IsText(Block.Target) || (Block.Source && IsText(*Block.Source));
}

// Pointers are converted where their classes say so; the library may not.
bool hone::isConvertedByLanguage(QualType From, QualType To, const ASTContext &C) {
  if (!isNumber(From) || !isNumber(To))
    return C.hasSameUnqualifiedType(From, To);
  return !From->isPointerType() ||
         (To->isPointerType() && C.hasSameUnqualifiedType(From->getPointeeType(), To->getPointeeType()));
}

bool hone::isAssignedByLanguage(const Expr &Value, QualType To, ASTContext &C) {
  QualType T = Value.getType();
  const auto *Call = dyn_cast<CXXMemberCallExpr>(&Value);
  if (Call && isa_and_nonnull<CXXConversionDecl>(Call->getMethodDecl()))
    return false;
  if (To->isPointerType() && Value.isNullPointerConstant(C, Expr::NPC_ValueDependentIsNotNull))
    return true;
  if (isa<CXXConstructExpr>(Value) && !isa<CXXTemporaryObjectExpr>(Value))
    return false; // Not spelled: the argument would be passed.
  bool Function = T->isFunctionPointerType() && !Value.isGLValue();
  // A processor may compute with more digits than the type of the reference has.
  bool Computed = T->isFloatingType() && isa<BinaryOperator, CallExpr, ConditionalOperator>(Value);
  return !Function && !Computed && isConvertedByLanguage(T, To, C);
}

bool hone::bindsToReference(const Expr &Value) {
  const ValueDecl *D = nullptr;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(&Value))
    D = Ref->getDecl();
  else if (const auto *Member = dyn_cast<MemberExpr>(&Value))
    D = Member->getMemberDecl();
  const auto *V = dyn_cast_or_null<VarDecl>(D);
  bool Declared = V && V->isStaticDataMember() && !V->isInline() && !V->getDefinition();
  return !Declared && !isPacked(Value);
}

bool hone::isPacked(const Stmt &S) {
  if (const auto *Member = dyn_cast<MemberExpr>(&S))
    if (const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl());
        Field && (Field->hasAttr<PackedAttr>() || Field->getParent()->hasAttr<PackedAttr>() ||
                  Field->getParent()->hasAttr<MaxFieldAlignmentAttr>()))
      return true;
  return llvm::any_of(S.children(), [](const Stmt *Child) { return Child && isPacked(*Child); });
}

bool hone::isConstantApart(const Expr &A, const Expr &B, const ASTContext &C) {
  auto Split = [&](const Expr &Index, std::int64_t &Constant) -> const ValueDecl * {
    const Expr *E = Index.IgnoreParenImpCasts();
    const auto *Sum = dyn_cast<BinaryOperator>(E);
    Constant = 0;
    if (Sum && Sum->isAdditiveOp()) {
      Expr::EvalResult Value;
      if (!Sum->getRHS()->EvaluateAsInt(Value, C) || Value.Val.getInt().getSignificantBits() > 32)
        return nullptr;
      Constant = Value.Val.getInt().getExtValue() * (Sum->getOpcode() == BO_Sub ? -1 : 1);
      E = Sum->getLHS()->IgnoreParenImpCasts();
    }
    const auto *Ref = dyn_cast<DeclRefExpr>(E);
    return Ref ? Ref->getDecl() : nullptr;
  };
  std::int64_t First, Second;
  const ValueDecl *X = Split(A, First), *Y = Split(B, Second);
  return X && X == Y && First != Second;
}
